"""Several files -> one result per provider: what was read is joined, put in order and judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from ews_cli import recorded
from ews_cli.core.beoordeling import beoordeel_alle, nog_een_verliesjaar
from ews_cli.core.historie import Historie, historie
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.kwaliteit import Kwaliteit, kwaliteit
from ews_cli.core.opgegeven import GEEN, Opgegeven, vul_in
from ews_cli.core.plannen import plannen
from ews_cli.core.posten import Post
from ews_cli.core.signalen import Dossier, Vastgelegd, met_signalen
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.trend import trend
from ews_cli.core.tussentijds import Tussentijds, tussentijds
from ews_cli.joining import Identity, identity, join
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Result, Run


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds of one provider; `plannen` are its budgets and forecasts, which join nothing."""

    bestand: str
    aanbieder: Aanbieder
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    identity: Identity
    plannen: tuple[Jaarrekening, ...] = ()


def assess(
    readings: Iterable[Lezing],
    thresholds: Thresholds,
    peildatum: date,
    vastgelegd: Vastgelegd | None = None,
    opgegeven: Opgegeven = GEEN,
) -> Run:
    """Join what was read per provider, and judge each provider on the peildatum.

    With what people recorded about them (`vastgelegd`), each result also has the trede with signals. Amounts that
    somebody gave (`opgegeven`) are of one provider, and count only where there is one.
    """
    found: list[Part] = []
    results: list[Result] = []
    problems: list[Problem] = []
    files: dict[str, None] = {}
    for reading in readings:
        files[reading.bestand] = None
        found.extend(with_plans(reading))
        if not reading.jaarrekeningen and not reading.plannen:
            problems.extend(reading.problemen)
    used: set[str] = set()
    joined = join([part.identity for part in found])
    groups = _plans_to_their_provider(joined.groups, found)
    about = dossiers_of(vastgelegd, [[found[n].identity for n in group] for group in groups], peildatum)
    if opgegeven and len(groups) > 1:
        problems.append(_of_whom(opgegeven, len(groups)))
        opgegeven = GEEN
    for number, group in enumerate(groups):
        members = [found[number] for number in group]
        doubts = [
            in_doubt(found[n].bestand, joined.doubts[n])
            for n in group
            if n in joined.doubts and (len(group) == 1 or found[n].jaren)
        ]
        judged = judge(members, doubts, thresholds, peildatum, about.dossiers.get(number), opgegeven)
        if isinstance(judged, Result):
            loss = nog_een_verliesjaar(judged.jaren, thresholds, peildatum)
            results.append(replace(judged, verliesjaar=loss))
            used.update(part.bestand for part in members)
        else:
            problems += [*judged, *about.unjudged(number, peildatum)]
    problems += about.problemen
    failed = tuple(bestand for bestand in files if bestand not in used)
    return Run(peildatum, thresholds, tuple(results), tuple(problems), failed, vastgelegd)


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


def _of_whom(opgegeven: Opgegeven, providers: int) -> Problem:
    """The problem of amounts of which nobody can say whose they are."""
    given = " en ".join(dict.fromkeys(post.tekst for post, _ in opgegeven))
    melding = (
        f"{given} zijn opgegeven en tellen niet mee: deze bestanden zijn van {providers} aanbieders; "
        "geef de bestanden van een aanbieder"
    )
    return Problem("EWS337", melding, None, Ernst.FOUT)


def with_plans(reading: Lezing) -> list[Part]:
    """What a file holds by provider, its plans with it; a part may hold nothing but plans."""
    found = parts(reading)
    plans: dict[Aanbieder, list[Jaarrekening]] = {}
    for plan in reading.plannen:
        plans.setdefault(plan.aanbieder, []).append(plan)
    known = [replace(part, plannen=tuple(plans.pop(part.aanbieder, ()))) for part in found]
    return known + [
        Part(
            reading.bestand,
            provider,
            (),
            reading.problemen,
            identity(provider, reading.bestand, ()),
            tuple(planned),
        )
        for provider, planned in plans.items()
    ]


def _plans_to_their_provider(groups: Sequence[list[int]], found: Sequence[Part]) -> list[list[int]]:
    """A file with nothing but plans that names nobody is about the only provider there is."""
    loose = [group for group in groups if all(_is_nameless_plan(found[n]) for n in group)]
    others = [group for group in groups if group not in loose]
    return [sorted(n for group in groups for n in group)] if len(others) == 1 and loose else list(groups)


def _is_nameless_plan(part: Part) -> bool:
    return not part.jaren and not part.identity.kvk and not part.identity.naam


def in_doubt(bestand: str, reden: str) -> Problem:
    """The problem of a file that stands alone because it is not certain whose it is."""
    return Problem("EWS120", reden, bestand, Ernst.WAARSCHUWING)


def dossiers_of(
    vastgelegd: Vastgelegd | None, providers: Sequence[Sequence[Identity]], peildatum: date
) -> recorded.Found:
    """What was recorded about each of the providers, given by the identities of their parts.

    Where something was recorded at all, a provider without a dossier has an empty one.
    """
    if vastgelegd is None:
        return recorded.Found({}, [])
    who = [recorded.Who(next((i.kvk for i in group if i.kvk), None), _names(group)) for group in providers]
    found = recorded.find(vastgelegd.dossiers, who, peildatum)
    return found._replace(dossiers={n: found.dossiers.get(n, Dossier()) for n in range(len(who))})


def _names(group: Iterable[Identity]) -> frozenset[str]:
    return frozenset(identity.naam for identity in group if identity.naam)


def judge(
    group: Sequence[Part],
    doubts: Sequence[Problem],
    thresholds: Thresholds,
    peildatum: date,
    dossier: Dossier | None = None,
    opgegeven: Opgegeven = GEEN,
    beside: bool = True,
    room: bool = True,
) -> Result | list[Problem]:
    """Judge one provider on all its parts, without one more loss year; the problems when nothing can be judged.

    With a dossier, also an empty one, the result has the trede with signals. Without `beside` it has nothing of what
    stands beside the judgement and decides no trede: the quality of the result and the trend. Without `room` nothing of
    how far it is to each bound.
    """
    found = [*(problem for part in group for problem in _said_of(part, group)), *doubts]
    history = historie((jaar for part in group for jaar in part.jaren), peildatum)
    planned = [plan for part in group for plan in part.plannen]
    if not history.jaren and not history.tussentijds and not planned:
        return [*found, *(p._replace(ernst=Ernst.FOUT) for p in history.problemen)]
    interim = _interim(history, thresholds, peildatum)
    plans = plannen(planned, history.jaren, thresholds, peildatum)
    jaren, unused = vul_in(history.jaren or (_no_accounts([*history.tussentijds, *planned][-1]),), opgegeven)
    *earlier, last = beoordeel_alle(jaren, thresholds, peildatum, room)
    aanbieder = _provider(group)
    names = _names(part.identity for part in group)
    said = () if dossier is None else recorded.remarks(dossier, names, peildatum)
    return Result(
        aanbieder=aanbieder,
        jaren=jaren,
        beoordeling=last,
        verliesjaar=None,
        problemen=(*found, *history.problemen, *interim.problemen, *plans.problemen, *unused, *said),
        eerder=tuple(earlier),
        signalen=None if dossier is None else met_signalen(last, dossier, peildatum),
        kwaliteit=kwaliteit(jaren, aanbieder.rechtsvorm or aanbieder.naam, thresholds, peildatum)
        if beside
        else Kwaliteit(),
        tussentijds=interim.beelden,
        trend=trend(jaren, interim.beelden, thresholds, peildatum) if beside else (),
        bestanden=tuple(dict.fromkeys(part.bestand for part in group)),
        plannen=plans.plannen,
    )


def _said_of(part: Part, group: Sequence[Part]) -> Iterable[Problem]:
    """What was wrong in reading a part; a plan beside actual figures is what it should be."""
    beside = not part.jaren and any(other.jaren for other in group)
    return (p for p in part.problemen if not (beside and p.code == "EWS113"))


def _interim(history: Historie, thresholds: Thresholds, peildatum: date) -> Tussentijds:
    """The interim pictures; none where annual accounts are as young as the last interim figures."""
    if not history.tussentijds:
        return Tussentijds((), ())
    last = history.tussentijds[-1]
    if not history.jaren:
        melding = (
            f"alleen tussentijdse cijfers per {last.balansdatum}; voor een trede is een jaarrekening nodig"
        )
        found = tussentijds(history.tussentijds, (), thresholds, peildatum)
        return found._replace(problemen=(Problem("EWS125", melding, last.bestand), *found.problemen))
    annual = history.jaren[-1].balansdatum
    if last.balansdatum <= annual:
        melding = f"de cijfers over {last.boekjaar} zijn tussentijds en niet jonger dan de jaarrekening per {annual}"
        return Tussentijds((), (Problem("EWS118", f"{melding}; zij tellen niet mee", last.bestand),))
    return tussentijds(history.tussentijds, history.jaren, thresholds, peildatum)


def _no_accounts(interim: Jaarrekening) -> Jaarrekening:
    """What stands in the place of annual accounts where there are none: a year without any post."""
    why = MappingProxyType(dict.fromkeys(Post, "geen jaarrekening"))
    return replace(interim, posten=MappingProxyType({}), totaal_passiva=None, ontbreekt=why)


def _provider(group: Sequence[Part]) -> Aanbieder:
    """The provider as its youngest file names it, with the numbers that only another file holds."""
    youngest_first = sorted(group, key=lambda p: p.identity.latest, reverse=True)
    return Aanbieder(
        naam=next(
            (p.aanbieder.naam for p in youngest_first if p.identity.naam), youngest_first[0].aanbieder.naam
        ),
        kvk=next((p.aanbieder.kvk for p in youngest_first if p.aanbieder.kvk), None),
        agb=next((p.aanbieder.agb for p in youngest_first if p.aanbieder.agb), None),
        rechtsvorm=next((p.aanbieder.rechtsvorm for p in youngest_first if p.aanbieder.rechtsvorm), None),
    )
