"""The sheets Balans and Resultatenrekening: three years, totals that add up, and a verdict over each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ews_cli.core.posten import Post
from ews_cli.template import looks
from ews_cli.template.cover import BALANSDATUM, BASIS, BESTEMMING, EENHEID, GEGEVENS
from ews_cli.template.draft import Draft, allow, amount
from ews_cli.template.looks import signal
from ews_cli.template.models import BALANS, RESULTATENREKENING, TOTAAL_PASSIVA
from ews_cli.template.rows import SPACE, Kind, Row, section

YEARS = "CDE"
"""The columns of the years, the latest first."""
HEADING, UNIT, VERDICT, FIRST = 4, 5, 6, 7
_WIDTHS = {"A": 3.0, "B": 56.0, **dict.fromkeys(YEARS, 17.0)}
_HEIGHTS = {Kind.SPACE: 8.0, Kind.SECTION: 21.0, Kind.GROUP: 21.0}
_DECIMALS = 5
"""To which totals are rounded: cents in thousands of euros. Without it a spreadsheet leaves 1E-16 of a nil."""


def cells_with_amounts() -> str:
    """All cells of both statements that hold amounts, as the arguments of a function."""
    ends = {"Balans": FIRST + len(BALANS) - 1, "Resultatenrekening": FIRST + len(RESULTATENREKENING) - 1}
    return ",".join(f"{name}!{YEARS[0]}{FIRST}:{YEARS[-1]}{end}" for name, end in ends.items())


def add_balance(draft: Draft, balansdatum: date) -> None:
    """The sheet Balans."""
    sheet = draft.sheet("Balans", "Balans", _WIDTHS)
    basis, bestemming = f"{GEGEVENS}!{BASIS}", f"{GEGEVENS}!{BESTEMMING}"
    draft.formula(sheet["B2"], f'=IF(OR({basis}="",{bestemming}=""),"",{basis}&", "&{bestemming})')
    last = f"{GEGEVENS}!{BALANSDATUM}"
    for years_ago, column in enumerate(YEARS):
        heading = sheet[f"{column}{HEADING}"]
        day = balansdatum.replace(year=balansdatum.year - years_ago)
        draft.formula(heading, f'=IF({last}="","",EOMONTH({last},{-12 * years_ago}))', day)
        heading.number_format = looks.DATE_FORMAT
    _fill(draft, sheet, BALANS)
    checks = FIRST + len(BALANS) + 1
    _checks(draft, sheet, checks)
    for column in YEARS:
        balances = f'IF({column}{checks + 1}<>0,"activa ≠ passiva","sluit")'
        _verdict(draft, sheet, BALANS, column, balances)
    looks.finish(sheet, f"A1:E{checks + 2}")


def add_result(draft: Draft, balansdatum: date) -> None:
    """The sheet Resultatenrekening."""
    sheet = draft.sheet("Resultatenrekening", "Resultatenrekening", _WIDTHS)
    draft.formula(sheet["B2"], f'={GEGEVENS}!{BASIS}&""')
    for years_ago, column in enumerate(YEARS):
        day = f"Balans!{column}{HEADING}"
        year = balansdatum.year - years_ago
        draft.formula(sheet[f"{column}{HEADING}"], f'=IF({day}="","",YEAR({day}))', year)
    _fill(draft, sheet, RESULTATENREKENING)
    at = _lines(RESULTATENREKENING)
    costs = [at[row.key] for row in RESULTATENREKENING if row.cost]
    for column in YEARS:
        signs = f'IF(MIN({_cells(column, costs)})<0,"lasten negatief","volledig")'
        _verdict(draft, sheet, RESULTATENREKENING, column, signs)
    looks.finish(sheet, f"A1:E{FIRST + len(RESULTATENREKENING) - 1}")


def _lines(statement: Sequence[Row]) -> dict[str, int]:
    """Key -> row number on the sheet."""
    return {row.key: line for line, row in enumerate(statement, FIRST) if row.key}


def _cells(column: str, lines: Iterable[int]) -> str:
    """`C7,C8,C10` as the arguments of a function."""
    return ",".join(f"{column}{line}" for line in lines)


def _fill(draft: Draft, sheet: Worksheet, statement: Sequence[Row]) -> None:
    """The heading rows and the rows of a statement."""
    sheet["B2"].font = looks.font(italic=True, color=looks.GREY)
    looks.label(sheet[f"B{VERDICT}"], "Controle", italic=True, color=looks.GREY)
    unit = f"{GEGEVENS}!{EENHEID}"
    heads = (HEADING, UNIT, VERDICT)
    for head in heads:
        looks.band(sheet, head, "BCDE", looks.PALE)
    for column in YEARS:
        draft.formula(sheet[f"{column}{UNIT}"], f'=IF({unit}="","eenheid?",{unit})', "eenheid?")
        sheet[f"{column}{HEADING}"].font = looks.font(12, bold=True, color=looks.DARK)
        sheet[f"{column}{UNIT}"].font = looks.font(9, italic=True, color=looks.GREY)
        for head in heads:
            looks.centred(sheet[f"{column}{head}"])
    for line, row in enumerate(statement, FIRST):
        _label(sheet, line, row)
        if row.is_input:
            _input(sheet, line, row, FIRST + len(statement) - 1)
    _totals(draft, sheet, statement)
    any_amount = f"COUNT(${YEARS[0]}${FIRST}:${YEARS[-1]}${FIRST + len(statement) - 1})>0"
    units, first = f"{YEARS[0]}{UNIT}:{YEARS[-1]}{UNIT}", f"{YEARS[0]}{UNIT}"
    signal(sheet, units, f'AND({first}="eenheid?",{any_amount})', "wrong")
    sheet.freeze_panes = f"C{FIRST}"
    sheet.print_title_rows = f"{HEADING}:{UNIT}"


def _label(sheet: Worksheet, line: int, row: Row) -> None:
    sheet.row_dimensions[line].height = _HEIGHTS.get(row.kind, 17.5)
    cell = sheet[f"B{line}"]
    match row.kind:
        case Kind.SPACE:
            return
        case Kind.SECTION:
            looks.band(sheet, line, "BCDE", looks.MEDIUM)
            looks.label(cell, row.label, size=12, bold=True, color="FFFFFF")
        case Kind.GROUP:
            looks.label(cell, row.label, indent=1, bold=True, color=looks.DARK)
        case Kind.TOTAL | Kind.GRAND_TOTAL:
            looks.label(cell, row.label, indent=1, bold=True)
            if row.kind is Kind.GRAND_TOTAL:
                cell.fill = looks.fill(looks.LIGHT)
        case Kind.AMOUNT | Kind.OPTIONAL:
            looks.label(cell, row.label, indent=2, italic=row.kind is Kind.OPTIONAL)
            looks.underline(cell)


def _input(sheet: Worksheet, line: int, row: Row, last: int) -> None:
    """Three cells to fill in: what may be typed, and the colour of what is still empty or is no number."""
    cells, first = f"{YEARS[0]}{line}:{YEARS[-1]}{line}", f"{YEARS[0]}{line}"
    for column in YEARS:
        looks.entry(sheet[f"{column}{line}"], row.kind is Kind.OPTIONAL)
        looks.number(sheet[f"{column}{line}"])
    allow(sheet, cells, amount(row.hint, row.cost))
    signal(sheet, cells, f"ISTEXT({first})", "wrong")
    if row.cost:
        signal(sheet, cells, f"AND(ISNUMBER({first}),{first}<0)", "wrong")
    if row.kind is Kind.AMOUNT:
        started = f"COUNT({YEARS[0]}${FIRST}:{YEARS[0]}${last})>0"
        signal(sheet, cells, f"AND(ISBLANK({first}),{started})", "attention")


def _totals(draft: Draft, sheet: Worksheet, statement: Sequence[Row]) -> None:
    """A total stands there when all that it needs was filled in: an empty cell is no nil."""
    at = _lines(statement)
    optional = {row.key for row in statement if row.kind is Kind.OPTIONAL}
    for row in statement:
        for column in YEARS if row.plus else "":
            needed = [at[key] for key in (*row.plus, *row.minus) if key not in optional]
            result = f"SUM({_cells(column, (at[key] for key in row.plus))})"
            if row.minus:
                result += f"-SUM({_cells(column, (at[key] for key in row.minus))})"
            complete = f"COUNT({_cells(column, needed)})={len(needed)}"
            cell = sheet[f"{column}{at[row.key]}"]
            draft.formula(cell, f'=IF({complete},ROUND({result},{_DECIMALS}),"")')
            looks.total(cell, row.kind is Kind.GRAND_TOTAL)


def _verdict(draft: Draft, sheet: Worksheet, statement: Sequence[Row], column: str, complete: str) -> None:
    """A word over a column: none while it is empty, else what is wrong, else what `complete` says."""
    inputs = [(line, row) for line, row in enumerate(statement, FIRST) if row.is_input]
    every = _cells(column, (line for line, _ in inputs))
    needed = [line for line, row in inputs if row.kind is Kind.AMOUNT]
    missing = f'COUNT({_cells(column, needed)})<{len(needed)},"onvolledig"'
    text = f'COUNTA({every})>COUNT({every}),"geen getal"'
    cell = f"{column}{VERDICT}"
    draft.formula(sheet[cell], f'=IF(COUNTA({every})=0,"",IF({text},IF({missing},{complete})))')
    sheet[cell].font = looks.font(10, bold=True)
    signal(sheet, cell, f'OR({cell}="sluit",{cell}="volledig")', "good")
    signal(sheet, cell, f'{cell}="onvolledig"', "attention")
    signal(sheet, cell, f'{cell}<>""', "wrong")


def _checks(draft: Draft, sheet: Worksheet, row: int) -> None:
    """Below the balance: both sides against each other, and the change in equity against the result."""
    labels = ("Verschil tussen activa en passiva", "Verschil tussen mutatie eigen vermogen en resultaat")
    rows = (SPACE, section("Controle"), *(Row(Kind.AMOUNT, label) for label in labels))
    for line, each in enumerate(rows, row - 1):
        _label(sheet, line, each)
    at, result = _lines(BALANS), _lines(RESULTATENREKENING)[Post.RESULTAAT]
    for column, before in zip(YEARS, (*YEARS[1:], ""), strict=True):
        sides = (f"{column}{at[Post.BALANSTOTAAL]}", f"{column}{at[TOTAAL_PASSIVA]}")
        _difference(draft, sheet, f"{column}{row + 1}", sides, "wrong")
        if before:
            equity = (f"{year}{at[Post.EIGEN_VERMOGEN]}" for year in (column, before))
            # A change in equity may have another reason than the result; an imbalance has none.
            terms = (*equity, f"Resultatenrekening!{column}{result}")
            _difference(draft, sheet, f"{column}{row + 2}", terms, "attention")


def _difference(draft: Draft, sheet: Worksheet, cell: str, terms: Sequence[str], otherwise: str) -> None:
    """The first term less the others: good when nil."""
    known = f"COUNT({','.join(terms)})={len(terms)}"
    draft.formula(sheet[cell], f'=IF({known},ROUND({"-".join(terms)},{_DECIMALS}),"")')
    looks.number(sheet[cell])
    signal(sheet, cell, f"AND(ISNUMBER({cell}),{cell}=0)", "good")
    signal(sheet, cell, f"AND(ISNUMBER({cell}),{cell}<>0)", otherwise)
