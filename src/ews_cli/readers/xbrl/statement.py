"""Facts of one entity -> one Jaarrekening for each balance date, each gap with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from ews_cli.core.posten import Overzicht, Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.context import Context as Title
from ews_cli.readers.context import after_title
from ews_cli.readers.derive import complete
from ews_cli.readers.figures import Figures
from ews_cli.readers.xbrl.basis import chosen_of, on_each_basis
from ews_cli.readers.xbrl.concepts import Concepts
from ews_cli.readers.xbrl.instance import Fact
from ews_cli.readers.xbrl.sums import prepare
from ews_cli.readers.xbrl.values import NoAmount, agree, amount, decimals_of, is_true
from ews_cli.readers.xbrl.years import Year, by_date

_UNITS = (1, 1000, 1_000_000)


class Frame(NamedTuple):
    """What holds for all years of a file; `waar` names the report within `bestand`."""

    known: Concepts

    aanbieder: Aanbieder
    bestand: str
    waar: str
    basis: Basis | None


def years_of(facts: Sequence[Fact], frame: Frame) -> tuple[list[Jaarrekening], list[Problem]]:
    """The years on one basis, oldest first, and what was chosen or left out."""
    built = {
        basis: _built(own, basis, frame) for basis, own in on_each_basis(facts, frame.known).items() if own
    }
    if not built:
        return [], []
    basis = chosen_of({one: jaren for one, (jaren, _) in built.items()}, frame.basis)
    jaren, problemen = built[basis]
    return jaren, [*_said_of(basis, len(built) > 1, frame), *problemen]


def _said_of(basis: Basis, more: bool, frame: Frame) -> Iterator[Problem]:
    if frame.basis is not None and basis is not frame.basis:
        melding = f"geen {frame.basis.value}e cijfers gevonden; gekozen: {basis.value}"
        yield Problem("EWS119", melding, frame.waar, Ernst.WAARSCHUWING)
    if more:
        melding = f"cijfers op meer dan een basis gevonden; gekozen: {basis.value}; --basis kiest de andere"
        yield Problem("EWS119", melding, frame.waar)


def _built(facts: Sequence[Fact], basis: Basis, frame: Frame) -> tuple[list[Jaarrekening], list[Problem]]:
    """The years of the facts on one basis."""
    problemen: list[Problem] = []
    unread: list[tuple[Fact, str]] = []
    years = by_date(facts, frame.known)
    jaren: list[Jaarrekening] = []
    for number, year in enumerate(years):
        figures, unit = _figures(year, frame, problemen, unread)
        newest = number == len(years) - 1
        bestemming = _bestemming(year, problemen, frame)
        figures.result_apart = bestemming is Resultaatbestemming.VOOR
        prepare(figures)
        complete(figures)
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
    problemen[:0] = _of_unread(unread, frame)
    jaren = _up_to_a_balance(jaren, problemen, frame)
    return _one_a_calendar_year(jaren, problemen, frame), problemen


def _up_to_a_balance(jaren: list[Jaarrekening], problemen: list[Problem], frame: Frame) -> list[Jaarrekening]:
    """Without years that have no balance, after one that has: a figure of what is to come is no accounts."""
    last = max((at for at, jaar in enumerate(jaren) if _has_balance(jaar)), default=len(jaren))
    for jaar in jaren[last + 1 :]:
        melding = f"cijfers over {jaar.boekjaar} zonder balans niet gelezen"
        problemen.append(Problem("EWS118", melding, frame.waar))
    return jaren[: last + 1]


def _has_balance(jaar: Jaarrekening) -> bool:
    return any(post.overzicht is not Overzicht.RESULTATENREKENING for post in jaar.posten)


def _of_unread(unread: Sequence[tuple[Fact, str]], frame: Frame) -> Iterator[Problem]:
    """One line for all amounts that could not be read for the same reason."""
    alike: dict[str, list[Fact]] = {}
    for fact, what in unread:
        alike.setdefault(what, []).append(fact)
    for what, facts in alike.items():
        first, more = facts[0], len(facts) - 1
        rest = f", net als nog {more} bedrag{'en' if more > 1 else ''}" if more else ""
        melding = f"{first.naam} per {first.context.end:%d-%m-%Y} {what}; niet gelezen{rest}"
        yield Problem("EWS142", melding, f"{frame.waar}!{first.cel}")


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


def _figures(
    year: Year, frame: Frame, problemen: list[Problem], unread: list[tuple[Fact, str]]
) -> tuple[Figures, int]:
    """The amounts of a year by name, the unit in which they were rounded, and what could not be read."""
    figures = Figures({}, {}, Decimal(2))
    unit = 1
    for naam, elements in frame.known.posten.items():
        for element in elements:
            bedrag, decimals, why = _amount(year.facts.get(element, []), problemen, unread, frame)
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
    return figures, unit


def _unit(decimals: int | None) -> int:
    power = 10 ** min(6, -decimals) if decimals is not None and decimals < 0 else 1
    return next(unit for unit in _UNITS if power <= unit)


def _amount(
    facts: Sequence[Fact], problemen: list[Problem], unread: list[tuple[Fact, str]], frame: Frame
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
        unread.append((fact, what))
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


def _bestemming(year: Year, problemen: list[Problem], frame: Frame) -> Resultaatbestemming:
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
