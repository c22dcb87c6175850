"""A workbook in the making: sheets, formulas with the value that they have, and what may be typed where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ews_cli.template import looks
from ews_cli.template.packing import pack

MOST = 10**12
"""No provider's amount is larger, in whatever unit it is filled in."""


@dataclass(slots=True)
class Draft:
    """A workbook and what its formulas give before anything is filled in."""

    book: Workbook = field(default_factory=Workbook)
    values: dict[tuple[str, str], date | int | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book.remove(self.book.worksheets[0])
        self.book.properties.creator = "ews"
        self.book.calculation.fullCalcOnLoad = True

    def sheet(self, name: str, title: str, widths: dict[str, float], color: str = looks.DARK) -> Worksheet:
        """A new sheet with a title across its columns."""
        sheet: Worksheet = self.book.create_sheet(name)
        sheet.sheet_properties.tabColor = color
        for column, width in widths.items():
            sheet.column_dimensions[column].width = width
        looks.band(sheet, 1, "".join(widths), looks.DARK)
        sheet.row_dimensions[1].height = 30
        looks.title(sheet["B1"], title)
        return sheet

    def formula(self, cell: Cell, formula: str, shown: date | int | str = "") -> None:
        """Write a formula; `shown` is what it gives in the template as it is made."""
        cell.value = formula
        self.values[cell.parent.title, cell.coordinate] = shown

    def to_bytes(self) -> bytes:
        """The workbook as an .xlsx file."""
        return pack(self.book, self.values)


def choice(*options: str, hint: str = "") -> DataValidation:
    """A drop-down list."""
    validation = DataValidation("list", formula1=f'"{",".join(options)}"', allow_blank=True)
    return _explained(validation, f"Kies een van: {', '.join(options)}.", hint)


def amount(hint: str = "", cost: bool = False) -> DataValidation:
    """A number; a negative cost is only warned about, because a release may be larger than the costs."""
    lowest = 0 if cost else -MOST
    validation = DataValidation("decimal", "between", str(lowest), str(MOST), allow_blank=True)
    if cost:
        validation.errorStyle = "warning"
        return _explained(validation, "Lasten vult u in als positief getal.", hint)
    return _explained(validation, "Vul een bedrag in als getal, zonder letters of eenheid.", hint)


def rule(formula: str, error: str, hint: str = "") -> DataValidation:
    """Whatever a formula, written for the first cell, allows."""
    return _explained(DataValidation("custom", formula1=formula, allow_blank=True), error, hint)


def _explained(validation: DataValidation, error: str, hint: str) -> DataValidation:
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = "Controleer uw invoer", error
    if hint:
        validation.showInputMessage = True
        validation.prompt = hint
    return validation


def allow(sheet: Worksheet, cells: str, validation: DataValidation) -> None:
    """Attach a validation to cells."""
    validation.add(cells)
    sheet.add_data_validation(validation)
