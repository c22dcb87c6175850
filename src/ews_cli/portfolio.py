"""Several files -> one result per provider: what was read is joined, put in order and judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ews_cli.core.beoordeling import beoordeel_alle, nog_een_verliesjaar
from ews_cli.core.historie import historie
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.kwaliteit import kwaliteit
from ews_cli.core.thresholds import Thresholds
from ews_cli.joining import Identity, identity, join
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.reading import Lezing
from ews_cli.reports.result import Result, Run


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds of one provider."""

    bestand: str
    aanbieder: Aanbieder
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    identity: Identity


def assess(readings: Iterable[Lezing], thresholds: Thresholds, peildatum: date) -> Run:
    """Join what was read per provider, and judge each provider on the peildatum."""
    found: list[Part] = []
    results: list[Result] = []
    problems: list[Problem] = []
    files: dict[str, None] = {}
    for reading in readings:
        files[reading.bestand] = None
        found.extend(parts(reading))
        if not reading.jaarrekeningen:
            problems.extend(reading.problemen)
    used: set[str] = set()
    joined = join([part.identity for part in found])
    for group in joined.groups:
        members = [found[number] for number in group]
        doubts = [in_doubt(found[n].bestand, joined.doubts[n]) for n in group if n in joined.doubts]
        judged = judge(members, doubts, thresholds, peildatum)
        if isinstance(judged, Result):
            loss = nog_een_verliesjaar(judged.jaren, thresholds, peildatum)
            results.append(replace(judged, verliesjaar=loss))
            used.update(part.bestand for part in members)
        else:
            problems += judged
    failed = tuple(bestand for bestand in files if bestand not in used)
    return Run(peildatum, thresholds, tuple(results), tuple(problems), failed)


def parts(reading: Lezing) -> list[Part]:
    """What a file holds, by provider, in the order in which it names them."""
    years: dict[Aanbieder, list[Jaarrekening]] = {}
    for jaar in reading.jaarrekeningen:
        years.setdefault(jaar.aanbieder, []).append(jaar)
    return [
        Part(
            reading.bestand,
            provider,
            tuple(jaren),
            reading.problemen,
            identity(provider, reading.bestand, jaren),
        )
        for provider, jaren in years.items()
    ]


def in_doubt(bestand: str, reden: str) -> Problem:
    """The problem of a file that stands alone because it is not certain whose it is."""
    return Problem("EWS120", reden, bestand, Ernst.WAARSCHUWING)


def judge(
    group: Sequence[Part], doubts: Sequence[Problem], thresholds: Thresholds, peildatum: date
) -> Result | list[Problem]:
    """Judge one provider on all its parts, without one more loss year; the problems when no year can be judged."""
    found = [*(problem for part in group for problem in part.problemen), *doubts]
    history = historie((jaar for part in group for jaar in part.jaren), peildatum)
    if not history.jaren:
        return [*found, *(p._replace(ernst=Ernst.FOUT) for p in history.problemen)]
    *earlier, last = beoordeel_alle(history.jaren, thresholds, peildatum)
    aanbieder = _provider(group)
    return Result(
        aanbieder=aanbieder,
        jaren=history.jaren,
        beoordeling=last,
        verliesjaar=None,
        problemen=(*found, *history.problemen),
        eerder=tuple(earlier),
        kwaliteit=kwaliteit(history.jaren, aanbieder.naam, thresholds, peildatum),
    )


def _provider(group: Sequence[Part]) -> Aanbieder:
    """The provider as its youngest file names it, with the numbers that only another file holds."""
    youngest_first = sorted(group, key=lambda p: p.identity.latest, reverse=True)
    return Aanbieder(
        naam=next(
            (p.aanbieder.naam for p in youngest_first if p.identity.naam), youngest_first[0].aanbieder.naam
        ),
        kvk=next((p.aanbieder.kvk for p in youngest_first if p.aanbieder.kvk), None),
        agb=next((p.aanbieder.agb for p in youngest_first if p.aanbieder.agb), None),
    )
