"""Facts of one entity -> one Jaarrekening for each balance date, each gap with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    bedrag_tekst,
)
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.context import Context as Title
from ews_cli.readers.context import after_title
from ews_cli.readers.derive import complete
from ews_cli.readers.figures import Figures
from ews_cli.readers.xbrl.concepts import Concepts
from ews_cli.readers.xbrl.instance import Context, Fact
from ews_cli.readers.xbrl.sums import prepare
from ews_cli.readers.xbrl.values import NoAmount, agree, amount, decimals_of, is_true

_LONGEST_YEAR = 24
"""Months; a first book year may be longer than a year, cumulative figures over years are no year."""
_UNITS = (1, 1000, 1_000_000)
_TOTALS = frozenset(
    {
        "totaal_activa", "totaal_passiva", "vlottende_activa", "kortlopende_schulden", "opbrengsten",
        "netto_omzet", "bruto_omzetresultaat", "bedrijfsresultaat", "resultaat_voor_belasting", "resultaat",
        "groepsresultaat",
    }
)  # fmt: skip
"""What a year has of its own: equity, provisions and fixed assets also stand in movements since an older year."""


class Frame(NamedTuple):
    """What holds for all years of a file; `waar` names the report within `bestand`."""

    known: Concepts

    aanbieder: Aanbieder
    bestand: str
    waar: str
    basis: Basis | None


@dataclass(slots=True)
class _Year:
    """The facts at one balance date: the balance, and the longest period that ends on it."""

    dag: date
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    maanden: int = 12


def years_of(facts: Sequence[Fact], frame: Frame) -> tuple[list[Jaarrekening], list[Problem]]:
    """The years on one basis, oldest first, and what was chosen or left out."""
    problemen: list[Problem] = []
    basis, chosen = _on_one_basis(facts, frame, problemen)
    years = _by_date(chosen, frame.known)
    jaren: list[Jaarrekening] = []
    for number, year in enumerate(years):
        figures, unit, found = _figures(year, frame)
        newest = number == len(years) - 1
        bestemming = _bestemming(year, problemen, frame)
        figures.result_apart = bestemming is Resultaatbestemming.VOOR
        prepare(figures)
        complete(figures)
        problemen += found
        posten = {post: _aged(figures.found[post], newest) for post in Post if post in figures.found}
        if posten:
            jaren.append(
                Jaarrekening(
                    aanbieder=frame.aanbieder,
                    bestand=frame.bestand,
                    balansdatum=year.dag,
                    posten=MappingProxyType(posten),
                    maanden=year.maanden,
                    basis=basis,
                    eenheid=unit,
                    resultaatbestemming=bestemming,
                    totaal_passiva=figures.found.get("totaal_passiva"),
                    ontbreekt=MappingProxyType(
                        {p: figures.left_out[p] for p in Post if p in figures.left_out and p not in posten}
                    ),
                )
            )
    return _one_a_calendar_year(jaren, problemen, frame), problemen


def _aged(bedrag: Bedrag, newest: bool) -> Bedrag:
    if newest or bedrag.herkomst is not Herkomst.GELEZEN:
        return bedrag
    return Bedrag(bedrag.waarde, Herkomst.VERGELIJKEND, bedrag.cel, bedrag.label, bedrag.som)


def _one_a_calendar_year(
    jaren: list[Jaarrekening], problemen: list[Problem], frame: Frame
) -> list[Jaarrekening]:
    """Of two balance dates in a calendar year, as after a change of book year, the later."""
    last = {jaar.boekjaar: jaar for jaar in jaren}
    for jaar in jaren:
        if last[jaar.boekjaar] is not jaar:
            melding = f"balans per {jaar.balansdatum:%d-%m-%Y} niet gelezen; "
            melding += f"in {jaar.boekjaar} eindigt nog een boekjaar"
            problemen.append(Problem("EWS118", melding, frame.waar))
    return list(last.values())


def _on_one_basis(facts: Sequence[Fact], frame: Frame, problemen: list[Problem]) -> tuple[Basis, list[Fact]]:
    """The facts about the whole provider: the group's before those of the legal entity alone.

    A fact with another axis is of a part, as of one class of equity: it is no total.
    """
    known = frame.known
    groups: dict[Basis, list[Fact]] = {}
    for fact in facts:
        if fact.context.axes.keys() <= {known.basis_as, known.grondslag_as}:
            member = fact.context.axes.get(known.basis_as)
            basis = Basis.ONBEKEND if member is None else known.basis.get(member)
            if basis is not None:
                groups.setdefault(basis, []).append(fact)
    named = [b for b in (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG) if _by_date(groups.get(b, []), known)]
    loose = groups.get(Basis.ONBEKEND, [])
    if not named:
        basis, chosen = Basis.ONBEKEND, loose
    else:
        basis = frame.basis if frame.basis in named else named[0]
        chosen = groups[basis] + (_without_a_basis(loose, groups[basis], known) if len(named) == 1 else [])
    if frame.basis is not None and basis is not frame.basis and chosen:
        melding = f"geen {frame.basis.value}e cijfers gevonden; gekozen: {basis.value}"
        problemen.append(Problem("EWS119", melding, frame.waar, Ernst.WAARSCHUWING))
    if len(named) > 1:
        melding = f"cijfers op meer dan een basis gevonden; gekozen: {basis.value}; --basis kiest de andere"
        problemen.append(Problem("EWS119", melding, frame.waar))
    return basis, _on_one_grondslag(chosen, known)


def _without_a_basis(loose: list[Fact], own: list[Fact], known: Concepts) -> list[Fact]:
    """The facts without a basis that belong to the only one: a balance or a period that it has not itself."""
    amounts = {element for elements in known.posten.values() for element in elements}
    has = {f.context.start is None for f in own if f.naam in amounts}
    return [f for f in loose if f.naam not in amounts or (f.context.start is None) not in has]


def _on_one_grondslag(facts: list[Fact], known: Concepts) -> list[Fact]:
    """Commercial figures before fiscal ones."""
    used = {f.context.axes.get(known.grondslag_as, known.commercieel) for f in facts}
    if len(used) < 2 or known.commercieel not in used:
        return facts
    return [
        f for f in facts if f.context.axes.get(known.grondslag_as, known.commercieel) == known.commercieel
    ]


def _by_date(facts: Sequence[Fact], known: Concepts) -> list[_Year]:
    """The years in facts of one basis, oldest first."""
    names = {element: naam for naam, elements in known.posten.items() for element in elements}
    amounts = [f for f in facts if f.naam in names]
    dates = {f.context.end for f in amounts if names[f.naam] in _TOTALS}
    years = []
    for dag in sorted(dates):
        ending = [f for f in facts if f.context.end == dag]
        spans = {f.context.id: m for f in ending if 0 < (m := _months(f.context)) <= _LONGEST_YEAR}
        of_amounts = [spans[f.context.id] for f in ending if f.naam in names and f.context.id in spans]
        longest = max(of_amounts or spans.values(), default=None)
        year = _Year(dag, maanden=longest or 12)
        for fact in ending:
            if fact.context.start is None or spans.get(fact.context.id) == longest or fact.naam not in names:
                year.facts.setdefault(fact.naam, []).append(fact)
        if any(names.get(naam) in _TOTALS for naam in year.facts):
            years.append(year)
    return years


def _months(context: Context) -> int:
    """The months of a period, rounded; 0 for an instant."""
    if context.start is None:
        return 0
    after = context.end + timedelta(days=1)
    months = (after.year - context.start.year) * 12 + after.month - context.start.month
    return max(1, months + round((after.day - context.start.day) / 31))


def _figures(year: _Year, frame: Frame) -> tuple[Figures, int, list[Problem]]:
    """The amounts of a year by name, the unit in which they were rounded, and what could not be read."""
    figures = Figures({}, {}, Decimal(2))
    problemen: list[Problem] = []
    unit = 1
    for naam, elements in frame.known.posten.items():
        for element in elements:
            bedrag, decimals, why = _amount(year.facts.get(element, []), figures, problemen, frame)
            if bedrag is not None:
                figures.found[naam] = bedrag
                unit = max(unit, _unit(decimals))
                break
            if why is not None:
                figures.left_out[naam] = why
                break
    figures.unit, figures.slack = unit, Decimal(unit) * 2
    others = figures.value("aandeel_derden_resultaat")
    figures.others = bool(others) or Post.AANDEEL_DERDEN in figures.left_out
    return figures, unit, problemen


def _unit(decimals: int | None) -> int:
    power = 10 ** min(6, -decimals) if decimals is not None and decimals < 0 else 1
    return next(unit for unit in _UNITS if power <= unit)


def _amount(
    facts: Sequence[Fact], figures: Figures, problemen: list[Problem], frame: Frame
) -> tuple[Bedrag | None, int | None, str | None]:
    """The amount of one element with its decimals, or why there is none; both None where it is absent."""
    read: list[tuple[Decimal, int | None, Fact]] = []
    faults: list[tuple[Fact, str]] = []
    for fact in facts:
        try:
            if fact.unit != "EUR":
                raise NoAmount(f"staat niet in euro maar in {fact.unit or 'een onbekende eenheid'}")
            value = amount(fact.text, fact.form, fact.scale, fact.sign)
            read.append((value, decimals_of(fact.decimals), fact))
        except NoAmount as error:
            faults.append((fact, str(error)))
    if not read:
        if not faults:
            return None, None, None
        fact, what = faults[0]
        melding = f"{fact.naam} per {fact.context.end:%d-%m-%Y} {what}; niet gelezen"
        problemen.append(Problem("EWS142", melding, f"{frame.waar}!{fact.cel}"))
        return None, None, f"{fact.cel} {what}"
    best = agree([(value, decimals) for value, decimals, _ in read])
    if best is None:
        low, high = min(read, key=lambda r: r[0]), max(read, key=lambda r: r[0])
        told = " en ".join(f"{bedrag_tekst(v)} ({f.cel})" for v, _, f in (low, high))
        melding = f"{low[2].naam} per {low[2].context.end:%d-%m-%Y}: tegenstrijdige bedragen {told}"
        problemen.append(Problem("EWS116", f"{melding}; niet gelezen", frame.waar))
        return None, None, f"tegenstrijdige bedragen gevonden: {told}"
    value, decimals, fact = next(r for r in read if r[0] == best)
    return Bedrag(value, Herkomst.GELEZEN, fact.cel, fact.naam), decimals, None


def _bestemming(year: _Year, problemen: list[Problem], frame: Frame) -> Resultaatbestemming:
    """Whether the balance is before or after the appropriation, where element and text do not contradict it."""
    said: set[Resultaatbestemming] = set()
    for fact in (f for naam in frame.known.teksten["bestemming"] for f in year.facts.get(naam, [])):
        words = " ".join(fact.text.split()).lower()
        before = is_true(words, fact.form)
        if before is not None:
            said.add(Resultaatbestemming.VOOR if before else Resultaatbestemming.NA)
        if words in (Resultaatbestemming.VOOR, Resultaatbestemming.NA):
            said.add(Resultaatbestemming(words))
        written = after_title(words, Title(), Title()).bestemming
        said |= {written} - {Resultaatbestemming.ONBEKEND}
    if len(said) > 1:
        melding = "het element zegt iets anders dan de tekst over de resultaatbestemming; niet gebruikt"
        problemen.append(Problem("EWS116", melding, frame.waar))
    return said.pop() if len(said) == 1 else Resultaatbestemming.ONBEKEND
