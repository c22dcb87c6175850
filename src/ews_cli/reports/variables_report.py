"""Which variables of a data set were taken for which post: for whoever has the file and can say whether it is so."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from ews_cli.reports.blocks import Column, Paragraph, Piece, Section, Table, Tone, muted, strong, words
from ews_cli.reports.clean import safe

COLUMNS = ("bestand", "post", "staat", "variabele", "label", "jaar", "basis", "ingevuld", "reden")
TAKEN, MISSING = "genomen", "ontbreekt"
_TONES = {TAKEN: Tone.GOOD, MISSING: Tone.BAD}
HOW_TO_CORRECT = (
    "Klopt een regel niet, zet dan de goede variabele in een mapping onder labels, zoals `qNaam: eigen_vermogen`, "
    "en lees met --mapping. Wat de mapping voor een post noemt, gaat voor alles wat hier is genomen."
)


class Line(NamedTuple):
    """A variable and what it was taken for, or a post without one.

    Attributes:
        post: a post or helper row, or `kvk`, `naam`, `boekjaar`.
        staat: `genomen`, `lijkt erop` or `ontbreekt`.
        jaar: `boekjaar` or `jaar ervoor`; empty where it has none.
        ingevuld: the number of organisations that filled it in, None where it was not read.
    """

    bestand: str
    post: str
    staat: str
    variabele: str
    label: str
    jaar: str
    basis: str
    ingevuld: int | None
    reden: str


def sections(lines: Sequence[Line]) -> list[Section]:
    """A table for each file, and how to correct it."""
    found = []
    for bestand, mine in groupby(lines, key=lambda line: line.bestand):
        found.append(Section(f"Variabelen in {bestand}", (_table(tuple(mine)),)))
    return [*found, Section("", (Paragraph(words(HOW_TO_CORRECT)),))]


def _table(lines: Sequence[Line]) -> Table:
    columns = (
        Column("post"),
        Column("staat"),
        Column("variabele"),
        Column("jaar", drop=2),
        Column("basis", drop=3),
        Column("ingevuld", right=True, drop=1),
        Column("label en reden", wraps=True),
    )
    rows = []
    before = ""
    for line in lines:
        words_ = " · ".join(part for part in (line.label, line.reden) if part)
        rows.append(
            (
                strong(line.post.replace("_", " ")) if line.post != before else Piece(""),
                Piece(line.staat, _TONES.get(line.staat, Tone.WARN)),
                Piece(line.variabele),
                Piece(line.jaar),
                Piece(line.basis),
                Piece("" if line.ingevuld is None else str(line.ingevuld)),
                muted(words_),
            )
        )
        before = line.post
    return Table(columns, tuple(rows))


def table(lines: Iterable[Line]) -> str:
    """The same as csv, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(["" if cell is None else safe(str(cell)) for cell in line] for line in lines)
    return out.getvalue()


def as_json(lines: Iterable[Line]) -> str:
    """The same as JSON: `{"schema": 1, "variabelen": [...]}`."""
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in lines]
    return json.dumps({"schema": 1, "variabelen": rows}, indent=2) + "\n"
