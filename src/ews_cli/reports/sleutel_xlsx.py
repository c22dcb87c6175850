"""The verdeelsleutel as a workbook; `ews verdeelsleutel` reads it back, to share a later amount by the same key."""

from __future__ import annotations

from io import BytesIO

from ews_cli.reports.clean import clean
from ews_cli.reports.sleutel import RULE, SOURCE, Sleutel, facts, title
from ews_cli.reports.workbook import new_workbook, saved

EURO, SHARE = "#,##0", "0.00%"


def workbook(sleutel: Sleutel) -> bytes:
    """The workbook as bytes; the same for the same key.

    The total stands above the headings: in a row below them it could be taken for an opdrachtgever.
    """
    target = BytesIO()
    book = new_workbook(target)
    sheet = book.add_worksheet("Verdeelsleutel")
    bold = book.add_format({"bold": True, "bottom": 1})
    right = book.add_format({"bold": True, "bottom": 1, "align": "right"})
    euro, share = book.add_format({"num_format": EURO}), book.add_format({"num_format": SHARE})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 3, 16)
    sheet.write_string(0, 0, title(sleutel), book.add_format({"bold": True, "font_size": 14}))
    for row, (label, text) in enumerate(facts(sleutel), 1):
        sheet.write_string(row, 0, f"{label}: {clean(text)}")
    notes = [*sleutel.meldingen, *([RULE] if sleutel.bedrag is not None else []), f"[{SOURCE}]"]
    heading = 3 + len(facts(sleutel))
    heads = ["opdrachtgever", "aantal cliënten" if sleutel.naar == "clienten" else "budget", "aandeel"]
    heads += ["toegerekend"] if sleutel.bedrag is not None else []
    for column, text in enumerate(heads):
        sheet.write_string(heading, column, text, right if column else bold)
    for row, part in enumerate(sleutel.aandelen, heading + 1):
        sheet.write_string(row, 0, clean(part.opdrachtgever))
        sheet.write_number(row, 1, float(part.gewicht), euro)
        sheet.write_number(row, 2, float(part.deel), share)
        if part.bedrag is not None:
            sheet.write_number(row, 3, part.bedrag, euro)
    sheet.write_string(heading - 1, 0, "samen", book.add_format({"italic": True}))
    sheet.write_number(heading - 1, 1, float(sum(part.gewicht for part in sleutel.aandelen)), euro)
    sheet.write_number(heading - 1, 2, 1, share)
    if sleutel.bedrag is not None:
        sheet.write_number(heading - 1, 3, sleutel.bedrag, euro)
    sheet.freeze_panes(heading + 1, 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    explained = book.add_worksheet("Toelichting")
    explained.set_column(0, 0, 90, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, text in enumerate(notes):
        explained.write_string(row, 0, clean(text))
    return saved(book, target)
