"""What an organisation filled in -> its accounts of two years, on one basis."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Herkomst, Jaarrekening, bedrag_tekst
from ews_cli.core.posten import KOSTEN, Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import Notation
from ews_cli.readers.cells import amount_of
from ews_cli.readers.derive import complete
from ews_cli.readers.digimv.names import names
from ews_cli.readers.digimv.rows import Found
from ews_cli.readers.digimv.variables import bare
from ews_cli.readers.figures import Figures
from ews_cli.readers.identity import short_name
from ews_cli.readers.provider_cells import read_kvk, text_of
from ews_cli.readers.years import NEEDED

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Frame(NamedTuple):
    """What holds for all organisations of a data set.

    Attributes:
        jaar: the book year, where no column says it.
        notation: what separates the decimals in amounts as text.
        basis: the basis that the user chose.
        eenheid: euro per unit that the user gave.
        deelt: bases of which a variable holds the share of others, so that an empty one means none.
    """

    bestand: str
    jaar: int | None
    notation: Notation | None
    basis: Basis | None
    eenheid: int | None
    deelt: frozenset[bool]


class Organisation(NamedTuple):
    """One organisation as read; without years it filled in no amount, or `fout` says why."""

    aanbieder: Aanbieder
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]


def organisation(code: str, found: Sequence[Found], frame: Frame) -> Organisation:
    """The accounts of one organisation."""
    who = _who(found)
    naam = short_name(str(next(iter(who["naam"]), code)).strip())
    problemen: list[Problem] = []
    aanbieder = Aanbieder(naam, _kvk(who["kvk"], naam, frame, problemen))
    said = next((int(y[1]) for value in who["boekjaar"] if (y := _YEAR.search(str(value)))), None)
    jaar = said or frame.jaar
    if jaar is None:
        melding = f"{naam}: geen boekjaar gevonden; geef het met --jaar"
        return Organisation(aanbieder, (), (Problem("EWS112", melding, frame.bestand),))
    amounts = [f for f in found if f.column.variable.namen]
    sides = {
        cons: _side([f for f in amounts if f.column.variable.cons is cons], cons, frame)
        for cons in (True, False)
    }
    cons = _choose(sides, frame)
    if cons is None:
        return Organisation(aanbieder, (), tuple(problemen))
    if all(side.posten for side in (sides[True], sides[False])):
        melding = f"{naam}: geconsolideerde en enkelvoudige bedragen ingevuld; gelezen zijn de {_basis(cons).value}e"
        problemen.append(Problem("EWS119", melding, frame.bestand))
    years, more = _years(sides[cons], aanbieder, jaar, cons, frame)
    return Organisation(aanbieder, years, (*problemen, *more))


def _who(found: Sequence[Found]) -> dict[str, list[object]]:
    """What is filled in of who the organisation is, in the order in which it counts."""
    said = {bare(f.column.variable.naam): f.waarde for f in found if f.column.variable.wie}
    return {wie: [said[h] for h in holders if h in said] for wie, holders in names().wie.items()}


def _kvk(said: Sequence[object], naam: str, frame: Frame, problemen: list[Problem]) -> str | None:
    """The KvK number; of one of seven digits, which lost its zero, it is said that it was mended."""
    found = [read_kvk(value) for value in said]
    number = next((one for one in found if one.nummer), None)
    if number is not None:
        if number.melding:
            problemen.append(Problem("EWS184", f"{naam}: {number.melding}", frame.bestand, Ernst.OPMERKING))
        return number.nummer
    wat = f"'{text_of(said[0])[:40]}' is geen KvK-nummer" if said else "geen KvK-nummer"
    melding = f"{naam}: {wat}; zonder dat nummer telt de naam, ook om jaren bij elkaar te brengen"
    problemen.append(Problem("EWS184", melding, frame.bestand))
    return None


class _Side(NamedTuple):
    """The amounts of one basis.

    Attributes:
        posten: years back -> name -> the cells that are it.
        onleesbaar: years back -> name -> why it was not read (Dutch).
    """

    posten: Mapping[int, Mapping[str, Sequence[tuple[Decimal, Found]]]]
    onleesbaar: Mapping[int, Mapping[str, str]]


def _side(found: Sequence[Found], cons: bool, frame: Frame) -> _Side:
    posten: dict[int, dict[str, list[tuple[Decimal, Found]]]] = {}
    unread: dict[int, dict[str, str]] = {}
    for f in found:
        variable = f.column.variable
        naam = variable.namen[0]
        amount = amount_of(f.waarde, frame.notation)
        if amount is None:
            reden = f"{f.cel} bevat '{str(f.waarde)[:40]}', en dat is niet zeker een bedrag"
            unread.setdefault(variable.terug, {})[naam] = reden
        else:
            unit = frame.eenheid or variable.eenheid
            posten.setdefault(variable.terug, {}).setdefault(naam, []).append((amount * unit, f))
    return _Side(posten, unread)


def _choose(sides: Mapping[bool, _Side], frame: Frame) -> bool | None:
    """Whether the consolidated amounts are read; None when there are no amounts.

    They go before the single ones, unless they leave out more of what the ratios need: then they are no accounts.
    """
    if frame.basis is not None:
        wanted = frame.basis is Basis.GECONSOLIDEERD
        return wanted if sides[wanted].posten else (not wanted if sides[not wanted].posten else None)
    if not sides[True].posten or not sides[False].posten:
        return next((cons for cons in (True, False) if sides[cons].posten), None)
    consolidated = _needed(sides[True])
    return consolidated == len(NEEDED) or consolidated >= _needed(sides[False])


def _needed(side: _Side) -> int:
    """How many of the posts of the three ratios the book year has."""
    figures = _figures(side, 0, 1, False)
    return sum(post in figures.found for post in NEEDED)


def _figures(side: _Side, terug: int, unit: int, others: bool) -> Figures:
    """The amounts of one year with all that follows from them; what is given twice and differs is left out."""
    left_out = dict(side.onleesbaar.get(terug, {}))
    found: dict[str, Bedrag] = {}
    given = side.posten.get(terug, {})
    for naam, cells in given.items():
        if naam in left_out:
            continue
        if len(cells) > 1 and len({amount for amount, _ in cells}) > 1:
            said = " en ".join(f"{f.cel} {bedrag_tekst(amount)}" for amount, f in cells[:3])
            left_out[naam] = f"tegenstrijdige bedragen: {said}"
            continue
        amount, first = cells[0]
        found[naam] = Bedrag(amount, Herkomst.GELEZEN, first.cel, first.column.variable.omschrijving)
    _turn_costs(found)
    figures = Figures(found, left_out, Decimal(unit) * 2, unit, others=others)
    complete(figures)
    return figures


def _turn_costs(found: dict[str, Bedrag]) -> None:
    """Costs written as negative amounts, all of them, are costs."""
    costs = [naam for naam in found if naam in KOSTEN and found[naam].waarde]
    revenue, total = found.get(Post.OPBRENGSTEN), found.get(Post.BEDRIJFSLASTEN)
    below = total is not None and revenue is not None and total.waarde < 0 < revenue.waarde
    if below or (costs and all(found[naam].waarde < 0 for naam in costs)):
        for naam in costs:
            b = found[naam]
            found[naam] = Bedrag(-b.waarde, b.herkomst, b.cel, b.label)


def _basis(cons: bool) -> Basis:
    return Basis.GECONSOLIDEERD if cons else Basis.ENKELVOUDIG


def _years(
    side: _Side, aanbieder: Aanbieder, jaar: int, cons: bool, frame: Frame
) -> tuple[tuple[Jaarrekening, ...], list[Problem]]:
    """The year before and the book year, as far as they have an amount."""
    years: list[Jaarrekening] = []
    problemen: list[Problem] = []
    for terug in sorted({*side.posten, *side.onleesbaar}, reverse=True):
        cells = [f for many in side.posten.get(terug, {}).values() for _, f in many]
        unit = frame.eenheid or max((f.column.variable.eenheid for f in cells), default=1)
        shared = any(amount for amount, _ in side.posten.get(terug, {}).get("aandeel_derden_resultaat", ()))
        figures = _figures(side, terug, unit, shared or cons not in frame.deelt)
        posten = {post: figures.found[post] for post in Post if post in figures.found}
        for naam, reden in figures.left_out.items():
            if reden.startswith("tegenstrijdige") and naam in set(Post):
                melding = f"{aanbieder.naam}: {Post(naam).tekst} over {jaar - terug}: {reden}"
                problemen.append(Problem("EWS116", melding, frame.bestand))
        for reden in side.onleesbaar.get(terug, {}).values():
            problemen.append(
                Problem("EWS115", f"{aanbieder.naam}: {reden}", frame.bestand, Ernst.WAARSCHUWING)
            )
        if posten:
            years.append(
                Jaarrekening(
                    aanbieder=aanbieder,
                    bestand=frame.bestand,
                    balansdatum=date(jaar - terug, 12, 31),
                    posten=MappingProxyType(_compared(posten) if terug else posten),
                    basis=_basis(cons),
                    eenheid=unit,
                    totaal_passiva=figures.found.get("totaal_passiva"),
                    ontbreekt=MappingProxyType(
                        {p: figures.left_out[p] for p in Post if p in figures.left_out and p not in posten}
                    ),
                )
            )
    return tuple(years), problemen


def _compared(posten: Mapping[Post, Bedrag]) -> dict[Post, Bedrag]:
    """Amounts of the year before, as they stand beside a later one."""
    return {
        post: Bedrag(b.waarde, Herkomst.VERGELIJKEND, b.cel, b.label) if b.herkomst is Herkomst.GELEZEN else b
        for post, b in posten.items()
    }
