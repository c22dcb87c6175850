"""The sheet of thresholds: the treden, and every bound with its words; the bounds can be changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Band, Thresholds, Vergelijking
from ews_cli.reports.clean import clean
from ews_cli.reports.rows import date_text
from ews_cli.reports.xlsx.layout import FIRST_BOUND, Judge, Kind, Layout
from ews_cli.reports.xlsx.looks import DAY, INPUT, LINE, Looks, headings, make_room, paper, put

TREDEN = 4
"""The row of trede 1, counted from zero."""
HEADS = (
    "criterium", "ratio", "trede", "vergelijking", "jaren", "grens", "eenheid", "officieel of onze lezing",
    "woorden van de bron", "onze lezing", "bron", "geldig vanaf", "geldig tot en met", "nagekeken op",
)  # fmt: skip
WIDTHS = (22, 28, 8, 26, 8, 11, 14, 16, 44, 60, 18, 13, 13, 13)
COMPARED = {
    Vergelijking.BELOW: "onder",
    Vergelijking.AT_MOST: "ten hoogste",
    Vergelijking.ABOVE: "boven",
    Vergelijking.AT_LEAST: "ten minste",
    Vergelijking.DROPS_AT_LEAST: "daling van ten minste",
}


def write(sheet: Any, looks: Looks, layout: Layout, policy: Thresholds, peildatum: date) -> None:
    """Write the sheet."""
    put(sheet, 0, 0, f"Drempels: {clean(policy.title)}", looks.title)
    note = (
        f"{policy.id} {policy.version}, zoals geldig op {date_text(peildatum)}. De blauwe grenzen zijn te "
        "wijzigen; de treden op de andere bladen gaan mee. De rest van dit blad is beveiligd, zonder wachtwoord."
    )
    put(sheet, 1, 0, note, looks.muted)
    for n, width in enumerate(WIDTHS):
        sheet.set_column(n, n, width)
    _treden(sheet, looks, policy)
    put(sheet, FIRST_BOUND - 2, 0, "Grenzen", looks.title)
    headings(sheet, FIRST_BOUND - 1, HEADS, looks.head)
    sheet.set_row(FIRST_BOUND - 1, 2 * LINE)
    row = FIRST_BOUND
    for judge in layout.judges:
        for bound in judge.bounds:
            _bound(sheet, looks, row, judge, bound.band)
            row += 1
    # Sorted or shifted rows would put other bounds under the formulas.
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(TREDEN - 1, 0)
    paper(sheet, FIRST_BOUND - 1)


def _treden(sheet: Any, looks: Looks, policy: Thresholds) -> None:
    headings(
        sheet,
        TREDEN - 1,
        ("trede", "naam", "", "plan", "", "", "", "", "hersteltermijn", "", "bron"),
        looks.head,
    )
    for row, trede in enumerate(sorted(policy.treden.values()), TREDEN):
        put(sheet, row, 0, trede.nummer, looks.of_kind(Kind.TREDE))
        cells = {1: trede.naam, 3: trede.plan, 8: trede.horizon, 10: str(trede.source)}
        for column, text in cells.items():
            put(sheet, row, column, clean(text or ""), looks.of_kind(Kind.TEXT))


def _bound(sheet: Any, looks: Looks, row: int, judge: Judge, band: Band) -> None:
    unit = RATIOS[judge.criterion.ratio].eenheid
    drop = band.vergelijking is Vergelijking.DROPS_AT_LEAST
    words = {Eenheid.PERCENT: "procentpunt" if drop else "procent", Eenheid.DAGEN: "dagen"}.get(
        unit, "verhouding"
    )
    official = "officieel" if band.uit_bron else "onze lezing"
    look = looks.of_kind(Kind.TREDE, valign="top")
    long = {8: band.quote, 9: band.reading or ""}
    make_room(sheet, row, [(clean(text), WIDTHS[column]) for column, text in long.items()])
    put(sheet, row, 0, judge.criterion.naam.replace("_", " "), looks.wraps)
    put(sheet, row, 1, RATIOS[judge.criterion.ratio].formule.replace("_", " "), looks.wraps)
    put(sheet, row, 2, band.trede, look)
    put(sheet, row, 3, COMPARED[band.vergelijking], looks.wraps)
    put(sheet, row, 4, band.years, look)
    percent = "0.0###%" if unit is Eenheid.PERCENT else "0.00##"
    grens = looks.of(
        num_format=percent, font_color=INPUT, bold=True, locked=False, valign="top", bg_color="#F2F6FF"
    )
    put(sheet, row, 5, float(band.grens), grens)
    sheet.data_validation(
        row,
        5,
        row,
        5,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e9,
            "maximum": 1e9,
            "error_title": "Geen getal",
            "error_message": "Schrijf een getal, zoals 20% of 0,75.",
        },
    )
    source = str(judge.version.source) if judge.version else ""
    for column, text in enumerate((words, official, band.quote, band.reading or "", source), 6):
        put(sheet, row, column, clean(text), looks.wraps)
    if judge.version:
        day = looks.of(num_format=DAY, align="left", valign="top")
        version = judge.version
        for column, when in {11: version.valid_from, 12: version.valid_until, 13: version.verified}.items():
            put(sheet, row, column, when.isoformat() if when else None, day, Kind.DAY)
