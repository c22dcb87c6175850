"""The checklist of a trede as a workbook: a row per step with a box to tick, its last day, and room for notes.

The boxes are those of Excel itself. A spreadsheet that does not know them shows a sign for yes and no.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from ews_cli.core.draaiboek import Checklist, Deel, Taak
from ews_cli.reports.clean import clean
from ews_cli.reports.draaiboek_report import facts, notes, role_name, title
from ews_cli.reports.rows import weekday_text
from ews_cli.reports.workbook import DAY, new_workbook, saved

STEPS = (
    ("gedaan", 8),
    ("rol", 27),
    ("stap", 7),
    ("wat te doen", 70),
    ("uiterlijk", 15),
    ("wanneer", 14),
    ("wie", 14),
    ("gedaan op", 13),
    ("bron", 22),
)
DONE, LAST_DAY, DONE_ON = 0, 4, 7
YES_NO = '"☑";"☑";"☐"'
LINE = 15
"""Points of a line of text."""
HEADING = 4
"""The row of the headings, counted from zero; above it stands what the sheet is about."""


def workbook(checklist: Checklist, naam: str | None) -> bytes:
    """The workbook as bytes; the same for the same checklist."""
    target = BytesIO()
    book = new_workbook(target)
    _steps(book, checklist, naam)
    _plan(book, checklist, naam)
    return saved(book, target)


def _steps(book: xlsxwriter.Workbook, checklist: Checklist, naam: str | None) -> None:
    sheet = book.add_worksheet("Stappen")
    wraps = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
    box = book.add_format({"valign": "top", "align": "center", "num_format": YES_NO})
    _heading(book, sheet, checklist, naam)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for column, (head, width) in enumerate(STEPS):
        sheet.write_string(HEADING, column, head, bold)
        sheet.set_column(column, column, width)
    rows = [(deel, taak) for deel in checklist.delen for taak in (*deel.eigen, *deel.eerder)]
    for row, (deel, taak) in enumerate(rows, HEADING + 1):
        sheet.insert_checkbox(row, DONE, False, box)
        texts = _texts(deel, taak)
        for column, text in texts.items():
            sheet.write_string(row, column, text, wraps)
        # Not every spreadsheet makes room for text that wraps.
        sheet.set_row(row, LINE * max(_lines_of(text, STEPS[column][1]) for column, text in texts.items()))
        if taak.uiterlijk:
            sheet.write_datetime(row, LAST_DAY, taak.uiterlijk, day)
        sheet.write_blank(row, DONE_ON, None, day)
    last = HEADING + len(rows)
    sheet.data_validation(
        HEADING + 1,
        DONE_ON,
        last,
        DONE_ON,
        {
            "validate": "date",
            "criteria": ">=",
            "value": checklist.draaiboek.datum,
            "error_title": "Geen datum",
            "error_message": "Schrijf een datum, zoals 31-12-2026.",
        },
    )
    _colours(book, sheet, last)
    sheet.autofilter(HEADING, 0, last, len(STEPS) - 1)
    sheet.freeze_panes(HEADING + 1, 0)
    _paper(sheet)
    sheet.repeat_rows(HEADING)


def _texts(deel: Deel, taak: Taak) -> dict[int, str]:
    """The texts of a row by their column."""
    stap = taak.stap
    number = f"{stap.trede}.{stap.stap}" if stap.stap.isdecimal() else f"{stap.trede}"
    what = "\n".join([taak.tekst, *(f"– {part}" for part in stap.onderdelen)])
    return {1: deel.rol.naam, 2: number, 3: what, 5: taak.wanneer, 8: stap.paragraaf}


def _lines_of(text: str, width: int) -> int:
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))


def _colours(book: xlsxwriter.Workbook, sheet: Any, last: int) -> None:
    """What is done turns grey; a last day that has passed turns red, and the date itself says it too."""
    first = HEADING + 2
    done = book.add_format({"font_color": "#808080", "font_strikeout": True})
    late = book.add_format({"font_color": "#9C0006", "bold": True})
    area = (HEADING + 1, 0, last, len(STEPS) - 1)
    sheet.conditional_format(
        *area, {"type": "formula", "criteria": f"=$A{first}=TRUE", "format": done, "stop_if_true": True}
    )
    passed = f'=AND($E{first}<>"",$E{first}<TODAY())'
    sheet.conditional_format(*area, {"type": "formula", "criteria": passed, "format": late})


def _plan(book: xlsxwriter.Workbook, checklist: Checklist, naam: str | None) -> None:
    """The second sheet: the terms, what the plan holds, and the notes."""
    sheet = book.add_worksheet("Plan en termijnen")
    bold = book.add_format({"bold": True})
    wraps = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
    box = book.add_format({"valign": "top", "align": "center", "num_format": YES_NO})
    sheet.set_column(0, 0, 15)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, clean(title(checklist, naam)), book.add_format({"bold": True, "font_size": 14}))
    row = 1
    for label, text in facts(checklist):
        sheet.write_string(row, 0, label, wraps)
        if label == "start":
            sheet.write_datetime(row, 1, checklist.start, day)
        else:
            sheet.write_string(row, 1, text, wraps)
        row += 1
    if checklist.data:
        row = _head(sheet, row, "Uiterlijk", bold)
        for datum in checklist.data:
            sheet.write_datetime(row, 0, datum.dag, day)
            sheet.write_string(row, 1, datum.wat, wraps)
            row += 1
    if checklist.aanpak.bevat:
        row = _head(sheet, row, f"Wat in het {checklist.aanpak.plan} staat", bold)
        for text in checklist.aanpak.bevat:
            sheet.insert_checkbox(row, 0, False, box)
            sheet.write_string(row, 1, text, wraps)
            row += 1
    row = _head(sheet, row, "Opmerkingen", bold)
    _lines(sheet, row, notes(checklist), wraps)
    _paper(sheet)


def _head(sheet: Any, row: int, text: str, bold: Any) -> int:
    sheet.write_string(row + 1, 0, text, bold)
    return row + 2


def _lines(sheet: Any, row: int, texts: Sequence[str], wraps: Any) -> None:
    for number, text in enumerate(texts, row):
        sheet.write_string(number, 1, text, wraps)


def _heading(book: xlsxwriter.Workbook, sheet: Any, checklist: Checklist, naam: str | None) -> None:
    large = book.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, clean(title(checklist, naam)), large)
    start = f"Start {weekday_text(checklist.start)}; plan: {checklist.aanpak.plan}"
    sheet.write_string(1, 0, start)
    others = [
        role_name(deel.rol, checklist) for deel in checklist.delen if deel.rol.opvolger_op(checklist.start)
    ]
    sheet.write_string(2, 0, "; ".join(others))


def _paper(sheet: Any) -> None:
    """A4 on its side, as wide as the page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
