"""Lines that count -> one Jaarrekening for each year, each gap with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
)
from ews_cli.core.posten import Overzicht, Post
from ews_cli.problems import Problem
from ews_cli.readers.amounts import without_unit
from ews_cli.readers.candidates import Candidate, Defect, gather, on_balance
from ews_cli.readers.decision import Decision, decide
from ews_cli.readers.derive import figures_of
from ews_cli.readers.figures import Figures
from ews_cli.readers.headers import period_of_title, year_in_title
from ews_cli.readers.labels import suggestion
from ews_cli.readers.lines import Line
from ews_cli.readers.spans import LONGEST_YEAR
from ews_cli.readers.titles import OWN_LENGTH
from ews_cli.readers.views import months_between

NEEDED = (
    Post.EIGEN_VERMOGEN,
    Post.BALANSTOTAAL,
    Post.RESULTAAT,
    Post.OPBRENGSTEN,
    Post.VLOTTENDE_ACTIVA,
    Post.KORTLOPENDE_SCHULDEN,
)
"""The posts of the three deciding ratios: a year without one of them says what looks like it."""

_POSTS = frozenset(post.value for post in Post)


class Trace(NamedTuple):
    """One candidate for a post of a year: whether it stands, and why or why not (Dutch)."""

    boekjaar: int
    naam: str
    candidate: Candidate
    gekozen: bool
    waarom: str


@dataclass(slots=True)
class Years:
    """The years of one file, oldest first, with the problems and the traces of every decision."""

    jaren: list[Jaarrekening] = field(default_factory=list)
    problemen: list[Problem] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


class Frame(NamedTuple):
    """What holds for all years of a file."""

    aanbieder: Aanbieder
    bestand: str
    basis: Basis
    titles: Sequence[str]


def years_of(lines: Sequence[Line], frame: Frame) -> Years:
    """All years in the lines of one basis."""
    result = Years()
    candidates, defects = gather(lines)
    others = any("derden" in name for line in lines for name in line.names)
    boekjaren = sorted({c.boekjaar for c in candidates if c.naam in _POSTS or c.naam.startswith("totaal_")})
    for boekjaar in boekjaren:
        mine = [c for c in candidates if c.boekjaar == boekjaar]
        decision = decide(mine, lines)
        figures = figures_of(decision, others)
        result.problemen += _explain(
            boekjaar, figures, [d for d in defects if d.boekjaar == boekjaar], lines, frame
        )
        result.problemen += _hidden(boekjaar, decision, frame)
        result.traces += _traces(boekjaar, decision)
        if jaar := _year(
            boekjaar, figures, list(decision.chosen.values()), frame, newest=boekjaar == boekjaren[-1]
        ):
            result.jaren.append(jaar)
    result.jaren = _of_known_length(interim(result.jaren), frame.titles)
    return result


def _of_known_length(jaren: list[Jaarrekening], titles: Sequence[str]) -> list[Jaarrekening]:
    """The years with the months of a title that calls one longer or shorter, or without a result of unknown length."""
    for title in filter(_own_length, titles):
        period = period_of_title(without_unit(title))
        if period is not None and period.balansdatum is not None and period.maanden is not None:
            months, year = period.maanden, period.balansdatum.year
            jaren = [replace(jaar, maanden=months) if jaar.boekjaar == year else jaar for jaar in jaren]
        elif all(jaar.maanden == 12 for jaar in jaren):
            named = year_in_title(title)
            years = [jaar.boekjaar for jaar in jaren]
            at = years.index(named.year) if named is not None and named.year in years else len(jaren) - 1
            at -= named is None and _BEFORE.search(title.casefold()) is not None
            jaren = [balance_only(jaar) if n == at else jaar for n, jaar in enumerate(jaren)]
    return jaren


_BEFORE = re.compile(r"\b(?:vorige?|voorgaande?|vergelijkend)")


@lru_cache(maxsize=4096)
def _own_length(title: str) -> bool:
    return bool(OWN_LENGTH.search(" ".join(title.split()).casefold()))


def interim(jaren: list[Jaarrekening]) -> list[Jaarrekening]:
    """The newest year as interim figures, where its balance is less than a year after the one before it.

    Where it is more than a year after it, the book year was lengthened by so much.
    """
    years = [jaar for jaar in jaren if jaar.soort is Soort.JAARREKENING]
    if len(years) < 2:
        return jaren
    before, last = years[-2:]
    months = months_between(before.balansdatum, last.balansdatum)
    if 12 < months < LONGEST_YEAR and last.maanden == 12 and before.boekjaar == last.boekjaar - 1:
        return [replace(last, maanden=months) if jaar is last else jaar for jaar in jaren]
    if not 0 < months < 12 or last.balansdatum.month == 12:
        return jaren
    partial = replace(last, soort=Soort.TUSSENTIJDS, maanden=months)
    return [partial if jaar is last else jaar for jaar in jaren]


def balance_only(jaar: Jaarrekening) -> Jaarrekening:
    """A year without its result, where nothing says over how many months that goes."""
    flows = [post for post in jaar.posten if post.overzicht is Overzicht.RESULTATENREKENING]
    reden = "niet gezegd is over hoeveel maanden het resultaat gaat"
    return replace(
        jaar,
        posten=MappingProxyType({post: b for post, b in jaar.posten.items() if post not in flows}),
        ontbreekt=MappingProxyType({**jaar.ontbreekt, **dict.fromkeys(flows, reden)}),
    )


def _year(
    boekjaar: int, figures: Figures, candidates: list[Candidate], frame: Frame, newest: bool
) -> Jaarrekening | None:
    posten = {post: figures.found[post] for post in Post if post in figures.found}
    if not posten:
        return None
    if not newest:
        posten = {post: _comparative(bedrag) for post, bedrag in posten.items()}
    units = {c.line.context.eenheid for c in candidates}
    return Jaarrekening(
        aanbieder=frame.aanbieder,
        bestand=frame.bestand,
        balansdatum=_balansdatum(boekjaar, candidates, frame.titles),
        maanden=_months(boekjaar, candidates),
        posten=MappingProxyType(posten),
        basis=frame.basis,
        eenheid=None if None in units else max((u for u in units if u), default=None),
        resultaatbestemming=_bestemming(candidates),
        totaal_passiva=figures.found.get("totaal_passiva"),
        ontbreekt=MappingProxyType(
            {p: figures.left_out[p] for p in Post if p in figures.left_out and p not in posten}
        ),
    )


def _comparative(bedrag: Bedrag) -> Bedrag:
    """An amount of a year that stands beside a later one in the same file."""
    if bedrag.herkomst is not Herkomst.GELEZEN:
        return bedrag
    return Bedrag(bedrag.waarde, Herkomst.VERGELIJKEND, bedrag.cel, bedrag.label, bedrag.som)


def _balansdatum(boekjaar: int, candidates: list[Candidate], titles: Sequence[str]) -> date:
    """The day that a heading names; else that a title names; else the end of the calendar year."""
    days = Counter(
        figure.kolom.balansdatum
        for c in candidates
        for figure in c.line.figures
        if figure.kolom.heading.dated and figure.kolom.boekjaar == boekjaar
    )
    if days:
        return days.most_common(1)[0][0]
    named = {d for title in titles if (d := year_in_title(title)) is not None and d.year == boekjaar}
    return named.pop() if len(named) == 1 else date(boekjaar, 12, 31)


def _months(boekjaar: int, candidates: list[Candidate]) -> int:
    """The months that the headings above the result name; those of a year where they name none."""
    named = {
        figure.kolom.heading.maanden
        for c in candidates
        for figure in c.line.figures
        if figure.kolom.heading.span is not None
        and figure.kolom.boekjaar == boekjaar
        and not on_balance(c.naam)
    }
    return max((months for months in named if months), default=12)


def _bestemming(candidates: list[Candidate]) -> Resultaatbestemming:
    said = {c.line.context.bestemming for c in candidates} - {Resultaatbestemming.ONBEKEND}
    return said.pop() if len(said) == 1 else Resultaatbestemming.ONBEKEND


def _explain(
    boekjaar: int, figures: Figures, defects: list[Defect], lines: Sequence[Line], frame: Frame
) -> list[Problem]:
    """Give every gap its reason; the problems name the cells that caused one."""
    problemen = []
    for defect in defects:
        if defect.naam in _POSTS and defect.naam not in figures.found:
            figures.left_out[defect.naam] = f"{defect.cel} bevat {defect.wat}"
            melding = f"{Post(defect.naam).tekst} over {boekjaar}: {defect.wat}; vul het bedrag in"
            problemen.append(Problem("EWS115", melding, f"{frame.bestand}!{defect.cel}"))
    for naam, reason in figures.left_out.items():
        if naam in _POSTS and reason.startswith("tegenstrijdige"):
            problemen.append(
                Problem("EWS116", f"{Post(naam).tekst} over {boekjaar}: {reason}", frame.bestand)
            )
    missing = [post for post in NEEDED if post not in figures.found and post not in figures.left_out]
    unmatched = tuple(x.label for x in lines if x.label and not x.names and x.figures) if missing else ()
    for post in missing:
        if near := suggestion(post, unmatched):
            figures.left_out[post] = f"niet gevonden; lijkt op '{near}', maar dat is niet zeker"
    return problemen


def _hidden(boekjaar: int, decision: Decision, frame: Frame) -> list[Problem]:
    """Say which figures come from hidden sheets and rows."""
    cells = [c.cel for naam, c in decision.chosen.items() if c.line.context.verborgen and naam in _POSTS]
    if not cells:
        return []
    melding = f"cijfers over {boekjaar} staan alleen in verborgen cellen: {', '.join(cells[:6])}"
    return [Problem("EWS121", f"{melding}; controleer waarom ze verborgen zijn", frame.bestand)]


def _traces(boekjaar: int, decision: Decision) -> list[Trace]:
    chosen = []
    for naam, c in decision.chosen.items():
        bewijs = f"telt op uit {len(c.delen)} cellen" if c.delen else "label herkend"
        chosen.append(Trace(boekjaar, naam, c, True, bewijs))
    return chosen + [Trace(boekjaar, c.naam, c, False, why) for c, why in decision.lost]
