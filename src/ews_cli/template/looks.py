"""How the templates look: one place for colours, fonts and formats."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DARK, MEDIUM, LIGHT, PALE, GREY = "1F4E5F", "4A7B8C", "DCE8EC", "F3F7F8", "5F6B70"
INPUT, MAY_BE_EMPTY, ACCENT = "FFF3C4", "FFFBEB", "E0B400"
GOOD, ATTENTION, WRONG = "D5EBD8", "FFD79A", "F6B8B8"

AMOUNT_FORMAT = '#,##0;-#,##0;"–"'
"""Whole units, and a nil that can be told from an empty cell."""
DATE_FORMAT = "dd-mm-yyyy"

_LINE = Side(style="thin", color="B9C7CC")
_STRONG = Side(style="thin", color=DARK)
_CLOSE = Side(style="double", color=DARK)
_DASHED = Side(style="dashed", color="C9B873")
_SOLID = Side(style="thin", color="D9C26A")
_LETTERS = {GOOD: "1E6B34", ATTENTION: "7A4A00", WRONG: "9C0006"}
_SIGNALS = {"good": GOOD, "attention": ATTENTION, "wrong": WRONG}


def font(size: float = 11, bold: bool = False, italic: bool = False, color: str = "000000") -> Font:
    """A font in the templates' one family."""
    return Font(name="Calibri", size=size, bold=bold, italic=italic, color=color)


def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", start_color=color, end_color=color)


def label(
    cell: Cell,
    text: str,
    indent: int = 0,
    size: float = 11,
    bold: bool = False,
    italic: bool = False,
    color: str = "000000",
) -> None:
    """Write a label."""
    cell.value = text
    cell.font = font(size, bold, italic, color)
    cell.alignment = Alignment(horizontal="left", indent=indent, vertical="center", wrap_text=True)


def band(sheet: Worksheet, row: int, columns: str, color: str) -> None:
    """Colour a row in some columns."""
    for column in columns:
        sheet[f"{column}{row}"].fill = fill(color)


def entry(cell: Cell, optional: bool = False) -> None:
    """Make a cell one to fill in."""
    side = _DASHED if optional else _SOLID
    cell.fill = fill(MAY_BE_EMPTY if optional else INPUT)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.protection = Protection(locked=False)
    cell.font = font()


def number(cell: Cell) -> None:
    """Make a cell one with an amount."""
    cell.number_format = AMOUNT_FORMAT
    cell.alignment = Alignment(horizontal="right", indent=1, vertical="center")


def text(cell: Cell) -> None:
    """Make a cell one with words."""
    cell.alignment = Alignment(horizontal="left", indent=1, vertical="center")


def total(cell: Cell, grand: bool) -> None:
    """Make a cell one with a total."""
    number(cell)
    cell.font = font(bold=True)
    cell.border = Border(top=_STRONG, bottom=_CLOSE if grand else None)
    if grand:
        cell.fill = fill(LIGHT)


def underline(cell: Cell) -> None:
    """A thin line under a cell."""
    cell.border = Border(bottom=_LINE)


def title(cell: Cell, text: str) -> None:
    """The title of a sheet, on its dark bar."""
    label(cell, text, size=16, bold=True, color="FFFFFF")
    cell.alignment = Alignment(vertical="center")


def centred(cell: Cell) -> None:
    """Put the words in the middle."""
    cell.alignment = Alignment(horizontal="center", vertical="center")


def signal(sheet: Worksheet, cells: str, formula: str, kind: str) -> None:
    """Colour cells `good`, `attention` or `wrong` when a formula, written for the first of them, is true.

    Where several are true, the one that was added first shows.
    """
    color = _SIGNALS[kind]
    style = DifferentialStyle(font=Font(color=_LETTERS[color], bold=True), fill=fill(color))
    rule = Rule("expression", formula=[formula], stopIfTrue=True, dxf=style)
    sheet.conditional_formatting.add(cells, rule)


def finish(sheet: Worksheet, area: str, landscape: bool = False) -> None:
    """Protect a sheet without a password, hide the grid, and print it on one page's width."""
    sheet.protection.sheet = True
    # What protection forbids is True: a column that is too narrow may be widened.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    page(sheet, area, landscape)


def page(sheet: Worksheet, area: str | None, landscape: bool) -> None:
    """How a sheet prints."""
    sheet.sheet_view.showGridLines = False
    if area is not None:
        sheet.print_area = area
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0 if landscape else 1
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.left.text, footer.center.text, footer.right.text = "&F", "&A", "&P van &N"
    sheet.HeaderFooter.oddFooter = footer
