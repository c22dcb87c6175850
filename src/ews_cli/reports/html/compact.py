"""A provider in the page of a portfolio: the verdict, a table with the years, their line and the room, and the figures.

The figures with their cells are folded away: who doubts a ratio looks there, and the page stays short.
"""

from __future__ import annotations

from typing import Any

from ews_cli.core.beoordeling import Oordeel
from ews_cli.core.ratios import bereken
from ews_cli.reports import evidence, interim, signals, verdict
from ews_cli.reports.blocks import Section
from ews_cli.reports.criteria import UNKNOWN, bound_pieces, range_text, room_pieces, shown_years
from ews_cli.reports.html import engine
from ews_cli.reports.html.score import facts, head
from ews_cli.reports.html.spark import spark
from ews_cli.reports.html.treden import shade
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import ratio_text, value_bounds
from ews_cli.reports.verdict import name_of

ROOM = 1
"""The bounds whose room is named per criterium."""


def fragment(result: Result, run: Run) -> str:
    """The part of the page, as HTML."""
    years = shown_years(result) if result.has_accounts else ()
    picture = interim.picture(result, run)
    provider = head(result, run) | {
        "facts": facts(verdict.heading(result, run)),
        "verdict": verdict.verdict(result, run),
        "years": [year.boekjaar for year in years],
        "figures": evidence.judged_figures(result) if result.has_accounts else Section("", ()),
        "rows": [_row(oordeel, result) for oordeel in result.beoordeling.oordelen],
        "interim": picture.blocks[0] if picture.blocks else None,
        "unknown": verdict.unknowns(result) if result.has_accounts else Section("", ()),
        "entries": signals.entries(result, run),
    }
    return engine.fragment("compact.html.j2", provider=provider)


def _row(oordeel: Oordeel, result: Result) -> dict[str, Any]:
    years = shown_years(result) if result.has_accounts else ()
    limits = value_bounds(oordeel.versie.bands) if oordeel.versie else []
    values = [bereken(oordeel.ratio, year).waarde for year in years]
    return {
        "name": name_of(oordeel),
        "decides": oordeel.criterium in result.beoordeling.bepalend and oordeel.ten_minste > 1,
        "values": [
            UNKNOWN if value is None else ratio_text(value, oordeel.ratio.eenheid, limits) for value in values
        ],
        "spark": spark(oordeel, result),
        "shade": shade(oordeel.ten_minste, oordeel.ten_hoogste),
        "certain": oordeel.ten_minste == oordeel.ten_hoogste,
        "range": range_text(oordeel.ten_minste, oordeel.ten_hoogste),
        "bound": bound_pieces(oordeel),
        "room": room_pieces(oordeel, result)[:ROOM],
    }
