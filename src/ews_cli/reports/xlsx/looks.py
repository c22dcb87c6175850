"""How the cells of the workbook look, and how a value of a kind is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import xlsxwriter

from ews_cli.core.ratios import Eenheid
from ews_cli.reports.rows import DECIMALS
from ews_cli.reports.xlsx.cells import fits, literal, shown
from ews_cli.reports.xlsx.content import Cell
from ews_cli.reports.xlsx.layout import Kind

TREDEN = {1: "#DDEFE0", 2: "#EDF3D0", 3: "#FFF0C2", 4: "#FFD9B3", 5: "#F8C4C4", 6: "#E3B5D6"}
"""The ground behind a trede; the trede itself stands on it."""
UNKNOWN_GROUND = "#E8EAED"
"""The ground behind a trede that may be 1 or more."""
STRONG = {1: "#3F8F5B", 2: "#8FA83A", 3: "#D9A400", 4: "#E07B1F", 5: "#C23B3B", 6: "#7D3C78"}
"""The same for a bar in a chart."""
GREY, INPUT, CHANGED = "#6B6B6B", "#0B3FA8", "#FFF2A8"
DAY = "dd-mm-yyyy"
EURO = "#,##0_-;[Red]-#,##0_-"
"""A euro amount, with room to the text on its right."""
LINE = 15
"""Points of a line of text."""
_Look = dict[str, Any]


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.plain = self.of(valign="bottom")
        self.title = self.of(bold=True, font_size=14)
        self.muted = self.of(font_color=GREY)
        self.group = self.of(bold=True, font_color=GREY, bottom=1)
        self.head = self.of(bold=True, bottom=2, text_wrap=True, valign="top", bg_color="#EEF1F4")
        self.wraps = self.of(text_wrap=True, valign="top", quote_prefix=True)
        self.label = self.of(text_wrap=True, valign="top", align="center", font_color=GREY, border=1)
        self.count = self.of(bold=True, font_size=14, align="center", border=1)

    def of(self, **look: Any) -> Any:
        """A format."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(look))
        return self._made[key]

    def of_kind(self, kind: Kind, unit: Eenheid | None = None, decimals: int = 0, **more: Any) -> Any:
        """The format of a value of a kind; a ratio with at least the usual decimals of its unit."""
        match kind:
            case Kind.TEXT:
                # What is typed again, as by F2 and Enter, stays a text too.
                return self.of(quote_prefix=True, **more)
            case Kind.DAY:
                return self.of(num_format=DAY, align="left", **more)
            case Kind.EURO:
                return self.of(num_format=EURO, **more)
            case Kind.RATIO:
                return self.of(num_format=_ratio_format(unit, decimals), align="right", **more)
            case Kind.STATE:
                return self.of(num_format='[=1]"ja";[=0]"nee";"onbekend"', align="center", **more)
            case Kind.TREDE:
                return self.of(align="center", **more)
            case Kind.WHOLE:
                return self.of(num_format="0", align="left", **more)


def _ratio_format(unit: Eenheid | None, decimals: int) -> str:
    places = max(decimals, DECIMALS[unit] if unit else 0)
    zeros = "." + "0" * places if places else ""
    return f"#,##0{zeros}" + ("%" if unit is Eenheid.PERCENT else "")


def put(sheet: Any, row: int, column: int, value: Cell, look: Any, kind: Kind = Kind.TEXT) -> None:
    """Write a value; a text is never taken for a formula, a number or a link."""
    if value is None or value == "":
        return
    if kind is Kind.DAY and isinstance(value, str):
        sheet.write_datetime(row, column, date.fromisoformat(value), look)
    elif isinstance(value, str):
        sheet.write_string(row, column, literal(value), look)
    else:
        sheet.write_number(row, column, value, look)


def calculate(sheet: Any, row: int, column: int, formula: str, value: Cell, look: Any) -> None:
    """Write a formula with what it gives; one that is longer than a spreadsheet takes leaves its value alone."""
    if not fits(formula):
        put(sheet, row, column, value, look)
        return
    given = shown(value) if isinstance(value, str) else "" if value is None else value
    sheet.write_formula(row, column, formula.replace("{r}", str(row + 1)), look, given)


def headings(sheet: Any, row: int, heads: Sequence[str], look: Any) -> None:
    """A row of headings."""
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, look)


def make_room(sheet: Any, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row high enough for texts that wrap, each with the width of its column: not every program does."""
    lines = max((_lines(text, int(width)) for text, width in texts), default=1)
    if lines > 1:
        sheet.set_row(row, LINE * lines)


def _lines(text: str, width: int) -> int:
    width = max(1, width * 9 // 10)  # letters are wider in one program than in the other
    return 1 if len(text) <= width else len(wrap(text, width))


def paper(sheet: Any, row: int, wide: int = 1) -> None:
    """On its side, the sheet over so many pages in its width (of A3 if more), the headings in this row on each page."""
    sheet.set_landscape()
    sheet.set_paper(9 if wide == 1 else 8)
    sheet.fit_to_pages(wide, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(row)
    sheet.set_footer("&L&A&RBlad &P van &N")
