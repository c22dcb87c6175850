"""Which lines of a workbook count: actual figures of the whole provider, on one basis, with a known unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from ews_cli.core.jaarrekening import Basis
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import unit_of, without_unit
from ews_cli.readers.context import ASIDE, STATEMENTS, Context
from ews_cli.readers.grid import Sheet
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Line


@dataclass(slots=True)
class Selection:
    """The lines that count, their basis, and what was said about the choice; `cover` finds the unit of a cover."""

    lines: list[Line]
    basis: Basis = Basis.ONBEKEND
    problemen: list[Problem] = field(default_factory=list)
    cover: Callable[[], int | None] = lambda: None


def select(
    lines: Sequence[Line],
    basis: Basis | None,
    eenheid: int | None,
    waar: str,
    sheets: Sequence[Sheet] = (),
) -> Selection:
    """Choose among the lines of all sheets.

    Args:
        lines: all lines.
        basis: the basis that the user asked for, if any.
        eenheid: the unit that the user gave, if any; it counts where the file states none.
        waar: the file, for the problems.
        sheets: all sheets of the file: one without figures may state the unit of all others.
    """
    chosen = Selection([line for line in lines if not line.context.begroting])
    chosen.cover = _unit_of_cover(lines, sheets)
    for step in (_visible, _final, _whole_provider, _known_unit, _one_basis):
        step(chosen, basis, eenheid, waar)
    return chosen


def _used(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.names and line.figures]


def _visible(chosen: Selection, basis: Basis | None, eenheid: int | None, waar: str) -> None:
    """A hidden sheet, often an older version, gives only a statement that no visible sheet gives."""
    shown = {x.context.sectie for x in _used(chosen.lines) if x.sheet.zichtbaar}
    chosen.lines = [
        x for x in chosen.lines if x.sheet.zichtbaar or not shown or not (shown & {x.context.sectie, None})
    ]


_DRAFT = re.compile(r"\b(?:concept|fiscaal|fiscale|oud|oude|kopie)\b")
"""How the name of a sheet says that it holds another version of the accounts than those that were adopted."""


def _final(chosen: Selection, basis: Basis | None, eenheid: int | None, waar: str) -> None:
    """A draft or a tax version counts only for a statement that no other sheet gives."""
    used = _used(chosen.lines)
    drafts = {naam for naam in {x.sheet.naam for x in used} if _DRAFT.search(plain(naam.replace("_", " ")))}
    if not drafts:
        return
    given = {x.context.sectie for x in used if x.sheet.naam not in drafts} & STATEMENTS
    beside = {x.sheet.naam for x in used if x.sheet.naam in drafts and x.context.sectie in given}
    if beside:
        chosen.lines = [x for x in chosen.lines if x.sheet.naam not in beside]
        melding = f"blad {', '.join(sorted(beside))} is een concept, een oude of een fiscale versie en telt niet mee"
        chosen.problemen.append(Problem("EWS119", melding, waar))


def _whole_provider(chosen: Selection, basis: Basis | None, eenheid: int | None, waar: str) -> None:
    """Figures of a part of the provider never stand in for the whole; alone they are said to be a part."""
    parts = sorted({line.context.deel for line in _used(chosen.lines) if line.context.deel})
    if not parts:
        return
    whole = [line for line in chosen.lines if line.context.deel is None]
    if _used(whole):
        chosen.lines = whole
    melding = f"cijfers van een deel van de organisatie of van een andere ({', '.join(parts)}) "
    melding += "tellen niet mee" if _used(whole) else "en niet van het geheel"
    chosen.problemen.append(Problem("EWS123", melding, waar))


def _known_unit(chosen: Selection, basis: Basis | None, eenheid: int | None, waar: str) -> None:
    """Lines without a unit take the one of their sheet, else of the file, else the user's.

    Two units in one file leave it open which one holds for a sheet that states none: it is left out.
    """
    chosen.lines = _with_sheet_units(chosen.lines)
    used = _used(chosen.lines)
    without = sorted({line.sheet.naam for line in used if line.context.eenheid is None})
    if not without:
        return
    aside: set[str] = set()
    if eenheid is None:
        aside = _other_key_figures(chosen.lines)
        chosen.lines = [line for line in chosen.lines if line.sheet.naam not in aside]
    stated = {line.context.eenheid for line in _used(chosen.lines)} - {None}
    cover = chosen.cover() if eenheid is None and not stated else None
    bladen = ", ".join(naam for naam in without if naam not in aside)
    if not bladen:
        melding = f"blad {', '.join(sorted(aside))} noemt geen eenheid en telt niet mee naast de kerncijfers"
        chosen.problemen.append(Problem("EWS114", melding, waar))
        return
    if eenheid is not None or cover is not None or len(stated) == 1:
        unit = eenheid or cover or stated.pop()
        chosen.lines = [_with_unit(line, unit) for line in chosen.lines]
        melding = f"blad {bladen} noemt geen eenheid; x {unit} aangehouden"
        melding += ", zoals opgegeven" if eenheid is not None else ", zoals elders in het bestand"
    elif stated:
        chosen.lines = [line for line in chosen.lines if line.context.eenheid is not None]
        melding = f"blad {bladen} noemt geen eenheid en het bestand noemt er twee; het blad telt niet mee"
    else:
        melding = (
            "geen eenheid gevonden, zoals 'x € 1.000'; de ratio's kloppen, bedragen in euro zijn onbekend"
        )
    if aside:
        melding += f"; blad {', '.join(sorted(aside))} telt niet mee: andere cijfers in een eigen eenheid"
    chosen.problemen.append(Problem("EWS114", melding, waar))


def _unit_of_cover(lines: Sequence[Line], sheets: Sequence[Sheet]) -> Callable[[], int | None]:
    """How to find the unit that only a sheet without figures states (a cover), and that no other text contradicts."""

    def find() -> int | None:
        filled = {line.sheet.naam for line in lines if line.figures}
        stated, covers = set(), set()
        for sheet in sheets:
            texts = {c for row in sheet.rijen for c in row if isinstance(c, str) and c}
            stated |= {unit for text in texts if (unit := unit_of(text)) is not None}
            if sheet.zichtbaar and sheet.naam not in filled:
                covers |= {unit_of(text) for text in texts if _speaks_of_amounts(text)} - {None}
        return covers.pop() if covers == stated and len(covers) == 1 else None

    return find


def _speaks_of_amounts(text: str) -> bool:
    """Whether a text states a unit and nothing else, or says that it is about amounts: not `Boete € 1.000`."""
    words = text.strip().casefold()
    return words not in ("€", "eur", "euro") and ("bedrag" in words or not without_unit(text))


def _other_key_figures(lines: list[Line]) -> set[str]:
    """The pages of key figures whose unit says nothing about the statements, when none of those states one.

    Key figures are often in a coarser unit. Theirs counts only when they print a figure of a statement in the
    same digits, and no figure in other ones. Without statements it is the notes that are left out: their
    unit is unknown.
    """
    known = [x for x in _used(lines) if x.context.eenheid is not None]
    if not known or any(x.context.sectie != "kerncijfers" for x in known):
        return set()
    without = [x for x in _used(lines) if x.context.eenheid is None]
    loose = _printed([x for x in without if x.context.sectie not in ASIDE])
    if not loose:
        return {x.sheet.naam for x in without}
    aside = set()
    for naam in {x.sheet.naam for x in known}:
        own = _printed([x for x in lines if x.sheet.naam == naam])
        both = own.keys() & loose.keys()
        if not both or any(own[key] != loose[key] for key in both):
            aside.add(naam)
    return aside


def _printed(lines: list[Line]) -> dict[tuple[str, int], set[Decimal]]:
    """What is printed for each name and year, without the sign and without nil."""
    found: dict[tuple[str, int], set[Decimal]] = {}
    for line in lines:
        for naam, figure in product(line.names, line.figures):
            if figure.bedrag:
                found.setdefault((naam, figure.kolom.boekjaar), set()).add(abs(figure.bedrag))
    return found


def _with_sheet_units(lines: list[Line]) -> list[Line]:
    """Where no unit stood above a line, the only one that its sheet states anywhere."""
    units: dict[str, int | None] = {}
    for line in lines:
        if line.context.eenheid is None and line.sheet.naam not in units:
            texts = (cell for row in line.sheet.rijen for cell in row if isinstance(cell, str))
            stated = {u for text in texts if (u := unit_of(text)) is not None}
            units[line.sheet.naam] = stated.pop() if len(stated) == 1 else None
    return [_with_unit(line, units.get(line.sheet.naam)) for line in lines] if units else lines


def _with_unit(line: Line, unit: int | None) -> Line:
    if line.context.eenheid is not None or unit is None:
        return line
    return line._replace(context=line.context._replace(eenheid=unit))


_STATEMENTS = STATEMENTS - {"kerncijfers"}


def _one_basis(chosen: Selection, basis: Basis | None, eenheid: int | None, waar: str) -> None:
    """The figures of one entity: the group where a file holds more, since the provider is judged as that.

    A statement without a basis belongs to the chosen one only when that has no such statement itself. When
    it stands beside a separate statement of the same kind, the one without a basis is taken for the whole.
    """
    used = _used(chosen.lines)
    statements = {b: {x.context.sectie for x in used if x.context.basis is b} & _STATEMENTS for b in Basis}
    named = [b for b in (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG) if any(x.context.basis is b for x in used)]
    if not named:
        return
    beside = statements[Basis.ONBEKEND] & statements[Basis.ENKELVOUDIG] and named == [Basis.ENKELVOUDIG]
    chosen.basis = basis if basis in named else Basis.ONBEKEND if beside else named[0]
    own, alone = statements[chosen.basis], len(named) == 1 and not beside

    def belongs(context: Context) -> bool:
        if context.basis is not Basis.ONBEKEND or context.basis is chosen.basis:
            return context.basis is chosen.basis
        return context.sectie not in own and (alone or context.sectie in _STATEMENTS)

    chosen.lines = [line for line in chosen.lines if belongs(line.context)]
    if basis is not None and chosen.basis is not basis:
        melding = f"geen {basis.value}e cijfers gevonden; gekozen: {chosen.basis.value}"
        chosen.problemen.append(Problem("EWS119", melding, waar, Ernst.WAARSCHUWING))
    if not alone:
        loose = {x.sheet.naam for x in _used(chosen.lines) if x.context.basis is not chosen.basis}
        melding = f"cijfers op meer dan een basis gevonden; gekozen: {chosen.basis.value}"
        melding += f", met blad {', '.join(sorted(loose))}, dat geen basis noemt" if loose else ""
        chosen.problemen.append(Problem("EWS119", f"{melding}; --basis kiest de andere", waar))
