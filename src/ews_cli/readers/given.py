"""What the user said about a file: labels and cells of a mapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.readers.amounts import Notation, decide_notation, unit_of
from ews_cli.readers.cells import amount_of, at, is_label
from ews_cli.readers.grid import Sheet
from ews_cli.readers.labels import key_of
from ews_cli.readers.lines import Line
from ews_cli.readers.options import CellRef, FileMapping, ReadOptions
from ews_cli.readers.years import Frame


def with_labels(lines: Sequence[Line], mapping: FileMapping) -> Sequence[Line]:
    """The lines, with the posts that the mapping gives to their labels."""
    if not mapping.labels:
        return lines
    given = {key_of(label): (post.value,) for label, post in mapping.labels.items()}
    taken = {post.value for post in mapping.labels.values()}
    return [
        line._replace(names=given[key])
        if (key := key_of(line.label)) in given
        # A post that the mapping gives to one label is not found under another.
        else line._replace(names=tuple(n for n in line.names if n not in taken))
        for line in lines
    ]


def apply_cells(
    jaren: Sequence[Jaarrekening], sheets: Sequence[Sheet], options: ReadOptions, frame: Frame
) -> tuple[list[Jaarrekening], list[Problem]]:
    """The years with the amounts from the cells that the mapping names, and where it does not fit the file.

    A cell that cannot be used leaves its post out: the user said that what the reader finds is not it.
    """
    problemen = _misfits(sheets, options, frame.bestand)
    by_year = {jaar.boekjaar: jaar for jaar in jaren}
    for (post, boekjaar), ref in options.mapping.cellen.items():
        jaar = by_year.get(boekjaar)
        unit = _unit_of_year(sheets, ref, options) if jaar is None else jaar.eenheid
        bedrag = _cell(sheets, ref, unit)
        if isinstance(bedrag, str):
            problemen.append(Problem("EWS335", f"{post.tekst} over {boekjaar}: {bedrag}", frame.bestand))
            if jaar is not None:
                by_year[boekjaar] = _without(jaar, post, bedrag)
            continue
        if jaar is None:
            day = date(boekjaar, 12, 31)
            jaar = Jaarrekening(frame.aanbieder, frame.bestand, day, {}, basis=frame.basis, eenheid=unit)
        by_year[boekjaar] = _with(jaar, post, bedrag)
    for (post, boekjaar), _ in options.mapping.cellen.items():
        if boekjaar in by_year:
            by_year[boekjaar] = _derived_again(by_year[boekjaar], post)
    return [by_year[boekjaar] for boekjaar in sorted(by_year)], problemen


def _misfits(sheets: Sequence[Sheet], options: ReadOptions, bestand: str) -> list[Problem]:
    if options.kvk is None and options.mapping == FileMapping():
        return []
    from ews_cli.readers.fit import misfits  # most files come without a mapping

    return misfits(sheets, options, bestand)


def _with(jaar: Jaarrekening, post: Post, bedrag: Bedrag) -> Jaarrekening:
    posten = {**jaar.posten, post: bedrag}
    ontbreekt = {p: reden for p, reden in jaar.ontbreekt.items() if p is not post}
    return replace(jaar, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt))


def _without(jaar: Jaarrekening, post: Post, reden: str) -> Jaarrekening:
    posten = {p: bedrag for p, bedrag in jaar.posten.items() if p is not post}
    ontbreekt = {**jaar.ontbreekt, post: reden}
    return replace(jaar, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt))


def _derived_again(jaar: Jaarrekening, post: Post) -> Jaarrekening:
    """A year of which the amounts that were derived from a post follow the cell that the mapping names for it.

    An amount whose other parts are no posts of the year, or that completes itself, is left out.
    """
    if jaar.totaal_passiva is not None and post.value in _parts(jaar.totaal_passiva):
        jaar = replace(jaar, totaal_passiva=None)
    for other, bedrag in jaar.posten.items():
        parts = _parts(bedrag)
        if other is post or post.value not in parts:
            continue
        amounts = {naam: jaar.posten[Post(naam)] for naam in parts if naam in jaar.posten}
        if len(amounts) < len(parts) or other.value in parts:
            reden = f"was afgeleid met {post.tekst}, dat de mapping vervangt; noem ook de cel van deze post"
            jaar = _without(jaar, other, reden)
        else:
            waarde = sum((sign * amounts[naam].waarde for naam, sign in parts.items()), Decimal(0))
            cells = [f"{'-' if parts[naam] < 0 else '+'}{b.cel}" for naam, b in amounts.items() if b.cel]
            cel = " ".join(cells).removeprefix("+") or None
            jaar = _with(jaar, other, bedrag._replace(waarde=waarde, cel=cel))
        jaar = _derived_again(jaar, other)
    return jaar


def _parts(bedrag: Bedrag) -> dict[str, int]:
    """The names that a derived amount adds up, each with its sign; nothing for an amount that was read."""
    if bedrag.herkomst is not Herkomst.AFGELEID or bedrag.som is None:
        return {}
    words = re.split(r" ?([+-]) ", f"+ {bedrag.som}")[1:]
    pairs = zip(words[::2], words[1::2], strict=True)
    return {naam.replace(" ", "_"): -1 if sign == "-" else 1 for sign, naam in pairs}


def _cell(sheets: Sequence[Sheet], ref: CellRef, eenheid: int | None) -> Bedrag | str:
    """The amount in a cell that the mapping names, or why there is none (Dutch).

    `eenheid` is the unit of the other amounts of the year, None when it is unknown.
    """
    sheet = next((s for s in sheets if s.naam == ref.blad), None)
    if sheet is None:
        return f"de mapping noemt blad {ref.blad}, maar dat is er niet"
    cel = sheet.cel(ref.rij, ref.kolom)
    if (ref.rij, ref.kolom) in sheet.defects:
        return f"{cel} bevat {sheet.defects[ref.rij, ref.kolom]}"
    row = sheet.rijen[ref.rij] if ref.rij < len(sheet.rijen) else []
    label = next((c for c in reversed(row[: ref.kolom]) if is_label(c)), None)
    if ref.label is not None and key_of(ref.label) != key_of(label or ""):
        return f"de mapping verwacht bij {cel} '{ref.label}', maar daar staat '{label or ''}'"
    notation = decide_notation(c for r in sheet.rijen for c in r if isinstance(c, str) and c)
    bedrag = amount_of(at(row, ref.kolom), notation or Notation.DUTCH)
    if bedrag is None:
        return f"{cel}, genoemd in de mapping, bevat geen bedrag"
    own = ref.eenheid or _stated_unit(sheets, ref)
    if own is not None and eenheid is None:
        return f"{cel} is x {own}, maar de eenheid van de andere bedragen is onbekend; geef --eenheid"
    return Bedrag(bedrag * (own or eenheid or 1), Herkomst.OPGEGEVEN, cel, label)


def _unit_of_year(sheets: Sequence[Sheet], ref: CellRef, options: ReadOptions) -> int | None:
    """The unit of a year that only cells of the mapping give."""
    return ref.eenheid or _stated_unit(sheets, ref) or options.eenheid or options.mapping.eenheid


def _stated_unit(sheets: Sequence[Sheet], ref: CellRef) -> int | None:
    """The only unit that the sheet of a cell states."""
    texts = (c for s in sheets if s.naam == ref.blad for row in s.rijen for c in row if isinstance(c, str))
    stated = {unit for text in texts if (unit := unit_of(text)) is not None}
    return stated.pop() if len(stated) == 1 else None
