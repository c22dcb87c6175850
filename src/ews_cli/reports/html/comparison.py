"""The page of `ews compare`: who rose and who fell, from where to where, and then the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ews_cli import __version__
from ews_cli.reports import compare_report, compare_words
from ews_cli.reports.blocks import Section
from ews_cli.reports.comparison import Comparison, Entry, Move
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html import engine
from ews_cli.reports.html.treden import shade
from ews_cli.reports.scored import Range, Scored

NAMED = 15
"""Of those who rose, and of those who fell, at the top; the table below has all."""
Chart = dict[str, Any]


def page(found: Comparison, sections: Sequence[Section]) -> Iterator[str]:
    """The page, in pieces; `sections` are those of the report, the heading first."""
    rose, fell = found.of(Move.ROSE), found.of(Move.FELL)
    return engine.page(
        "comparison.html.j2",
        version=__version__,
        summary=compare_report.summary(found),
        heading=sections[0].blocks[1:],
        shade=max((shade(*entry.latest.place) for entry in rose), default=0 if fell else 1),
        groups=[
            _group(found, "Naar een hogere trede", rose),
            _group(found, "Naar een lagere trede", fell),
        ],
        matrix=_matrix(found),
        sections=sections[1:],
    )


def _group(found: Comparison, title: str, entries: Sequence[Entry]) -> Chart:
    more = len(entries) - NAMED
    return {
        "title": f"{title}: {len(entries) or 'niemand'}",
        "lines": [_line(found, entry, *entry.both) for entry in entries[:NAMED] if entry.both],
        "more": f"… en nog {more}; zij staan hieronder" if more > 0 else "",
    }


def _line(found: Comparison, entry: Entry, old: Scored, new: Scored) -> Chart:
    return {
        "naam": new.naam,
        "was": _chip(old.place),
        "now": _chip(new.place),
        "why": compare_words.why(found, entry),
    }


def _chip(place: Range) -> Chart:
    return {"shade": shade(*place), "certain": place[0] == place[1], "range": range_text(*place)}


def _matrix(found: Comparison) -> Chart | None:
    """From which trede to which: a row for each that somebody had, a column for each that somebody has."""
    moves = Counter(
        (old.place, new.place) for entry in found.entries if entry.both for old, new in (entry.both,)
    )
    if not moves:
        return None
    old, new = (sorted({move[side] for move in moves}, reverse=True) for side in (0, 1))
    return {
        "heads": [_chip(place) for place in new],
        "rows": [
            {
                "chip": _chip(before),
                "cells": [{"number": moves[before, after], "same": before == after} for after in new],
            }
            for before in old
        ],
    }
