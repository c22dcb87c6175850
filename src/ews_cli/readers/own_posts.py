"""The sheet of posts of a workbook that `ews` wrote, perhaps changed since: the amounts under each key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from ews_cli.core import werkmap
from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Herkomst, Jaarrekening, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.core.werkmap import BETWEEN, Jaar, Regel
from ews_cli.problems import Problem
from ews_cli.readers.amounts import from_number
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.provider_cells import text_of

_LOOKED_AT = 12
_POSTS = {post.tekst: post for post in Post}
_UNSAID = "niet gevonden"
"""What stands at a post of which the file said nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings of a sheet."""

    sheet: Sheet
    kop: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows with something in them, with their number."""
        for number in range(self.kop + 1, len(self.sheet.rijen)):
            row = self.sheet.rijen[number]
            if any(cell != "" for cell in row):
                yield number, row

    def cell(self, row: Sequence[Cell], head: str) -> Cell:
        """The cell under a heading; empty where the row is shorter."""
        at = self.columns[head]
        return row[at] if at < len(row) else ""

    def place(self, number: int, head: str) -> str:
        """The address of a cell: `Posten!E12`."""
        return self.sheet.cel(number, self.columns[head])


def table_in(sheet: Sheet, heads: type[Jaar] | type[Regel]) -> Table | None:
    """The table under these headings, None where one of them is missing."""
    for number, row in enumerate(sheet.rijen[:_LOOKED_AT]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            columns.setdefault(str(cell), at)
        if all(head in columns for head in heads):
            return Table(sheet, number, columns)
    return None


@dataclass(slots=True)
class _Amounts:
    """What the sheet of posts holds under one key."""

    posten: dict[Post, Bedrag] = field(default_factory=dict)
    ontbreekt: dict[Post, str] = field(default_factory=dict)
    totaal_passiva: Bedrag | None = None
    problems: list[Problem] = field(default_factory=list)


class Posts:
    """The sheet of posts, by the key of the accounts."""

    def __init__(self, path: Path, sheet: Sheet, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.found: dict[str, _Amounts] = {}
        self.others: dict[str, str] = {}
        table = table_in(sheet, Regel)
        if table is not None:
            for number, row in table.rows():
                self._row(table, number, row)

    def _row(self, table: Table, number: int, row: Sequence[Cell]) -> None:
        key, _, what = text_of(table.cell(row, Regel.SLEUTEL)).rpartition(BETWEEN)
        post = _POSTS.get(what)
        if not key or (post is None and what != werkmap.TOTAAL_PASSIVA):
            self.others[table.place(number, Regel.SLEUTEL)] = what or text_of(table.cell(row, Regel.POST))
            return
        amounts = self.found.setdefault(key, _Amounts())
        if post is None:
            if amounts.totaal_passiva is None:
                amounts.totaal_passiva = self._amount(table, number, row, amounts, what)
        elif post not in amounts.posten and post not in amounts.ontbreekt:
            bedrag = self._amount(table, number, row, amounts, what)
            if bedrag is not None:
                amounts.posten[post] = bedrag
            elif reason := self._missing(table, number, row):
                amounts.ontbreekt[post] = reason

    def _amount(
        self, table: Table, number: int, row: Sequence[Cell], amounts: _Amounts, what: str
    ) -> Bedrag | None:
        """The amount of a row; one that is not as it was read is the user's."""
        value, before = _number(table.cell(row, Regel.BEDRAG)), _number(table.cell(row, Regel.INGELEZEN))
        cel = table.place(number, Regel.BEDRAG)
        boekjaar = text_of(table.cell(row, Regel.BOEKJAAR))
        if value is None:
            if (words := self._unusable(table, number, row)) is not None:
                melding = f"{what} over {boekjaar}: {words}; vul een bedrag in, en laat onbekend leeg"
                amounts.problems.append(Problem("EWS115", melding, f"{self.path}!{cel}"))
            return None
        if value != before:
            was = "aangevuld: " if before is None else f"gewijzigd van {bedrag_tekst(before)} in "
            melding = f"{what} over {boekjaar} is in de werkmap {was}{bedrag_tekst(value)}; dit bedrag telt"
            amounts.problems.append(Problem("EWS178", melding, f"{self.path}!{cel}"))
            return Bedrag(value, Herkomst.OPGEGEVEN, cel, "gewijzigd in de werkmap")
        texts = {
            head: text_of(table.cell(row, head))
            for head in (Regel.BESTAND, Regel.CEL, Regel.LABEL, Regel.SOM)
        }
        herkomst = text_of(table.cell(row, Regel.HERKOMST))
        found = next((h for h in Herkomst if h.value == herkomst), Herkomst.OPGEGEVEN)
        source = "!".join(filter(None, (texts[Regel.BESTAND], texts[Regel.CEL])))
        return Bedrag(value, found, source or cel, texts[Regel.LABEL] or None, texts[Regel.SOM] or None)

    def _missing(self, table: Table, number: int, row: Sequence[Cell]) -> str | None:
        """Why there is no amount; None where the file said nothing."""
        cel = table.place(number, Regel.BEDRAG)
        if self._unusable(table, number, row) is not None:
            return f"{cel} bevat geen bedrag"
        if table.cell(row, Regel.INGELEZEN) != "":
            return f"leeggemaakt in de werkmap ({cel})"
        reason = text_of(table.cell(row, Regel.REDEN))
        return None if reason in ("", _UNSAID) else reason

    def _unusable(self, table: Table, number: int, row: Sequence[Cell]) -> str | None:
        """What stands where an amount should, None where nothing does (Dutch)."""
        at = number, table.columns[Regel.BEDRAG]
        if at in table.sheet.defects:
            return table.sheet.defects[at]
        words = text_of(table.cell(row, Regel.BEDRAG))[:40]
        return f"'{words}' is geen bedrag" if words else None

    def accounts(
        self, key: str, jaar: Jaarrekening, aanbieder: Aanbieder, problems: list[Problem]
    ) -> Jaarrekening | None:
        """The accounts under a key, `jaar` without amounts; None where there is no amount."""
        amounts = self.found.get(key)
        if amounts is None:
            return None
        problems += amounts.problems
        if not amounts.posten:
            return None
        return replace(
            jaar,
            aanbieder=aanbieder,
            posten=MappingProxyType(amounts.posten),
            ontbreekt=MappingProxyType(amounts.ontbreekt),
            totaal_passiva=amounts.totaal_passiva,
        )

    def unused(self, keys: set[str]) -> None:
        """Say which rows belong to no year, or name no post."""
        alone = sorted(key for key in self.found if key not in keys)
        for words in alone[:3]:
            melding = (
                f"geen boekjaar met sleutel '{words[:40]}' op {werkmap.RATIOS}; de bedragen tellen niet mee"
            )
            self.problems.append(Problem("EWS172", melding, f"{self.path}!{werkmap.POSTEN}"))
        for place, words in list(self.others.items())[:3]:
            melding = f"'{words[:40]}' is geen post met een sleutel; de regel telt niet mee"
            self.problems.append(Problem("EWS172", melding, f"{self.path}!{place}"))


def _number(cell: Cell) -> Decimal | None:
    return None if isinstance(cell, bool) or not isinstance(cell, float | int) else from_number(cell)
