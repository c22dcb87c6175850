"""Several files -> one result per provider.

Files are one provider's when they hold the same KvK number, or else the same name. A file without either
joins a provider only on evidence: a year that both hold, with the same figures. A doubtful identity never
joins, because a history made of two providers would show a trend that neither has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ews_cli.core.beoordeling import beoordeel, nog_een_verliesjaar
from ews_cli.core.historie import historie
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.reading import Lezing
from ews_cli.reports.result import Result, Run, names_provider

EVIDENCE = (Post.BALANSTOTAAL, Post.EIGEN_VERMOGEN, Post.OPBRENGSTEN, Post.RESULTAAT)
"""The figures that tell providers apart: two of them equal in one year, and none different, is no chance."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds of one provider; `position` is its place on the command line."""

    position: int
    bestand: str
    aanbieder: Aanbieder
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The provider's name in the form in which names are compared; empty when there is none."""
        if not names_provider(self.aanbieder, self.bestand):
            return ""
        folded = unicodedata.normalize("NFKD", self.aanbieder.naam).casefold()
        return "".join(c for c in folded if c.isalnum())

    @property
    def latest(self) -> date:
        """The last balansdatum."""
        return max(jaar.balansdatum for jaar in self.jaren)


Group = list[Part]


def assess(readings: Iterable[Lezing], thresholds: Thresholds, peildatum: date) -> Run:
    """Join what was read per provider, and judge each provider on the peildatum."""
    parts: list[Part] = []
    results: list[Result] = []
    problems: list[Problem] = []
    failed: list[str] = []
    for reading in readings:
        parts.extend(_parts(reading, len(parts)))
        if not reading.jaarrekeningen:
            problems.extend(reading.problemen)
            failed.append(reading.bestand)
    for group in join(parts):
        found = [problem for part in group for problem in part.problemen]
        history = historie((jaar for part in group for jaar in part.jaren), peildatum)
        if not history.jaren:
            problems += [*found, *(p._replace(ernst=Ernst.FOUT) for p in history.problemen)]
            failed += [part.bestand for part in group]
            continue
        results.append(
            Result(
                aanbieder=_identity(group),
                jaren=history.jaren,
                beoordeling=beoordeel(history.jaren, thresholds, peildatum),
                verliesjaar=nog_een_verliesjaar(history.jaren, thresholds, peildatum),
                problemen=(*found, *history.problemen),
            )
        )
    return Run(peildatum, thresholds, tuple(results), tuple(problems), tuple(failed))


def _parts(reading: Lezing, start: int) -> list[Part]:
    providers = dict.fromkeys(jaar.aanbieder for jaar in reading.jaarrekeningen)
    return [
        Part(
            position,
            reading.bestand,
            provider,
            tuple(jaar for jaar in reading.jaarrekeningen if jaar.aanbieder == provider),
            reading.problemen,
        )
        for position, provider in enumerate(providers, start)
    ]


def join(parts: Sequence[Part]) -> list[Group]:
    """The parts per provider, in the order of each provider's first part."""
    groups: list[Group] = []
    # The surest identities first and then the youngest, so that the order of the files decides nothing.
    surest = sorted(parts, key=lambda p: (p.aanbieder.kvk is None, not p.name, -p.latest.toordinal()))
    for part in surest:
        candidates = _candidates(part, groups)
        if len(candidates) == 1:
            candidates[0].append(part)
        else:
            groups.append([_doubt(part, candidates, alone=not groups)])
    for group in groups:
        group.sort(key=lambda p: p.position)
    return sorted(groups, key=lambda g: g[0].position)


def _candidates(part: Part, groups: list[Group]) -> list[Group]:
    """The providers that a part may belong to."""
    if part.aanbieder.kvk is not None:
        return [g for g in groups if any(p.aanbieder.kvk == part.aanbieder.kvk for p in g)]
    if part.name:
        return [g for g in groups if any(p.name == part.name for p in g)]
    return [g for g in groups if _same_figures(part, g)]


def _same_figures(part: Part, group: Group) -> bool:
    """Whether a part shares a year with a provider, and the figures of each shared year agree."""
    shared = [
        (own, other)
        for own in part.jaren
        for member in group
        for other in member.jaren
        if own.balansdatum == other.balansdatum
    ]
    return bool(shared) and all(_agree(own, other) for own, other in shared)


def _agree(een: Jaarrekening, ander: Jaarrekening) -> bool:
    if een.eenheid is None or ander.eenheid is None:
        return False
    margin = max(een.eenheid, ander.eenheid)
    pairs = [(een.bedrag(post), ander.bedrag(post)) for post in EVIDENCE]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return len(known) > 1 and all(abs(a - b) <= margin for a, b in known)


def _doubt(part: Part, candidates: list[Group], alone: bool) -> Part:
    """A part that stands on its own, with the reason where that is not plain."""
    if part.aanbieder.kvk is not None or alone or (part.name and not candidates):
        return part
    what = (
        f"bij {part.aanbieder.naam} horen meer KvK-nummers, en dit bestand noemt er geen"
        if part.name
        else "geen naam of KvK-nummer gevonden, en de cijfers sluiten niet op precies een ander bestand aan"
    )
    melding = f"{what}; dit bestand is apart beoordeeld, zet het KvK-nummer erin om het te laten meetellen"
    return replace(
        part, problemen=(*part.problemen, Problem("EWS120", melding, part.bestand, Ernst.WAARSCHUWING))
    )


def _identity(group: Group) -> Aanbieder:
    """The provider as its youngest file names it, with the numbers that only another file holds."""
    youngest_first = sorted(group, key=lambda p: p.latest, reverse=True)
    return Aanbieder(
        naam=next((p.aanbieder.naam for p in youngest_first if p.name), youngest_first[0].aanbieder.naam),
        kvk=next((p.aanbieder.kvk for p in youngest_first if p.aanbieder.kvk), None),
        agb=next((p.aanbieder.agb for p in youngest_first if p.aanbieder.agb), None),
    )
