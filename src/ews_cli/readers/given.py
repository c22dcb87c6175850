"""What the user said about a file: labels and cells of a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.columns import amount_of, at
from ews_cli.readers.grid import Sheet
from ews_cli.readers.labels import key_of
from ews_cli.readers.layout import Line
from ews_cli.readers.options import CellRef, FileMapping, ReadOptions
from ews_cli.readers.years import Frame


def with_labels(lines: Sequence[Line], mapping: FileMapping) -> Sequence[Line]:
    """The lines, with the posts that the mapping gives to their labels."""
    if not mapping.labels:
        return lines
    given = {key_of(label): (post.value,) for label, post in mapping.labels.items()}
    taken = {post.value for post in mapping.labels.values()}
    return [
        replace(line, names=given[key])
        if (key := key_of(line.label)) in given
        # A post that the mapping gives to one label is not found under another.
        else replace(line, names=tuple(n for n in line.names if n not in taken))
        for line in lines
    ]


def apply_cells(
    jaren: Sequence[Jaarrekening], sheets: Sequence[Sheet], options: ReadOptions, frame: Frame
) -> tuple[list[Jaarrekening], list[Problem]]:
    """The years with the amounts from the cells that the mapping names."""
    mapping = options.mapping
    by_year = {jaar.boekjaar: jaar for jaar in jaren}
    problemen = []
    for (post, boekjaar), ref in mapping.cellen.items():
        jaar = by_year.get(boekjaar)
        if jaar is None:
            unit = options.eenheid or mapping.eenheid
            jaar = Jaarrekening(
                frame.aanbieder, frame.bestand, date(boekjaar, 12, 31), {}, basis=frame.basis, eenheid=unit
            )
        bedrag = _cell(sheets, ref, jaar.eenheid)
        if isinstance(bedrag, str):
            problemen.append(Problem("EWS115", f"{post.tekst} over {boekjaar}: {bedrag}", frame.bestand))
            continue
        posten: dict[Post, Bedrag] = {**jaar.posten, post: bedrag}
        by_year[boekjaar] = replace(jaar, posten=MappingProxyType(posten))
    return [by_year[boekjaar] for boekjaar in sorted(by_year)], problemen


def _cell(sheets: Sequence[Sheet], ref: CellRef, eenheid: int | None) -> Bedrag | str:
    """The amount in a cell that the mapping names, or why there is none (Dutch)."""
    sheet = next((s for s in sheets if s.naam == ref.blad), None)
    if sheet is None:
        return f"de mapping noemt blad {ref.blad}, maar dat is er niet"
    cel = sheet.cel(ref.rij, ref.kolom)
    if (ref.rij, ref.kolom) in sheet.defects:
        return f"{cel} bevat {sheet.defects[ref.rij, ref.kolom]}"
    row = sheet.rijen[ref.rij] if ref.rij < len(sheet.rijen) else []
    notation = decide_notation(c for r in sheet.rijen for c in r if isinstance(c, str) and c)
    bedrag = amount_of(at(row, ref.kolom), notation or Notation.DUTCH)
    if bedrag is None:
        return f"{cel}, genoemd in de mapping, bevat geen bedrag"
    label = next((c for c in row[: ref.kolom] if isinstance(c, str) and c.strip()), None)
    return Bedrag(bedrag * (eenheid or 1), Herkomst.OPGEGEVEN, cel, label)
