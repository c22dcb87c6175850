"""Two results beside each other as a wide table: a row per provider, a group of columns per criterion."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ews_cli.reports.clean import safe
from ews_cli.reports.comparison import Comparison, Entry, Pair
from ews_cli.reports.rows import plain_decimal
from ews_cli.reports.scored import Figure, Scored

COLUMNS = (
    "beweging",
    "aanbieder",
    "kvk",
    "gekoppeld_op",
    "boekjaar_oud",
    "boekjaar_nieuw",
    "ten_minste_oud",
    "ten_hoogste_oud",
    "ten_minste_nieuw",
    "ten_hoogste_nieuw",
    "door",
)
RECORDED = (
    "beweging_met_signalen",
    "met_signalen_ten_minste_oud",
    "met_signalen_ten_hoogste_oud",
    "met_signalen_ten_minste_nieuw",
    "met_signalen_ten_hoogste_nieuw",
    "besloten_oud",
    "besloten_nieuw",
)
PER_CRITERION = (
    "oud",
    "nieuw",
    "verschil",
    "ten_minste_oud",
    "ten_hoogste_oud",
    "ten_minste_nieuw",
    "ten_hoogste_nieuw",
    "grens_oud",
    "basis_oud",
    "grens_nieuw",
    "basis_nieuw",
)
Cells = list[object]


def table(found: Comparison) -> str:
    """The table with its header; ratios as plain decimals (fractions), what is unknown or not there empty."""
    criteria = list(dict.fromkeys(pair.criterium for entry in found.entries for pair in entry.pairs))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    figures = [safe(f"{c}_{column}") for c in criteria for column in PER_CRITERION]
    writer.writerow([*COLUMNS, *figures, *(RECORDED if found.with_signals else ())])
    for entry in found.entries:
        writer.writerow([*_row(entry, criteria), *(_recorded(entry) if found.with_signals else ())])
    return out.getvalue()


def _row(entry: Entry, criteria: Iterable[str]) -> Cells:
    pairs = {pair.criterium: pair for pair in entry.pairs}
    row: Cells = [
        entry.move.value,
        safe(entry.latest.naam),
        entry.kvk or "",
        entry.by.value if entry.by else "",
        entry.oud.boekjaar if entry.oud else "",
        entry.nieuw.boekjaar if entry.nieuw else "",
        *_place(entry.oud),
        *_place(entry.nieuw),
        safe(" ".join(pair.criterium for pair in pairs.values() if pair.decides)),
    ]
    for criterium in criteria:
        pair = pairs.get(criterium)
        row += _pair(pair) if pair else [""] * len(PER_CRITERION)
    return row


def _recorded(entry: Entry) -> Cells:
    sides = (entry.oud, entry.nieuw)
    return [
        entry.move_with_signals.value if entry.move_with_signals else "",
        *(cell for side in sides for cell in (side.met_signalen if side and side.met_signalen else ("", ""))),
        *(side.besluit if side and side.besluit else "" for side in sides),
    ]


def _pair(pair: Pair) -> Cells:
    return [
        _value(pair.oud),
        _value(pair.nieuw),
        "" if pair.change is None else plain_decimal(pair.change),
        *_place(pair.oud),
        *_place(pair.nieuw),
        *_bound(pair.oud),
        *_bound(pair.nieuw),
    ]


def _value(figure: Figure | None) -> str:
    return "" if figure is None or figure.waarde is None else plain_decimal(figure.waarde)


def _place(side: Scored | Figure | None) -> Cells:
    return ["", ""] if side is None else [*side.place]


def _bound(figure: Figure | None) -> Cells:
    return [figure.band.tekst, safe(figure.basis or "")] if figure and figure.band else ["", ""]
