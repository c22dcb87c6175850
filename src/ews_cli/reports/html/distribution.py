"""How the ratios are spread over a portfolio: a drawing with the bounds, and the counts per trede in a table."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ews_cli.reports.criteria import range_text
from ews_cli.reports.html.drawing import Area, Bound, Scale, apart, areas, bounds, scale
from ews_cli.reports.html.survey import Survey
from ews_cli.reports.html.trends import literal
from ews_cli.reports.overview import Overview
from ews_cli.reports.rows import count_text
from ews_cli.reports.scored import Range
from ews_cli.reports.sector import Context
from ews_cli.reports.sector_sections import value_text

LEFT, RIGHT, TOP, GROUND = 10.0, 290.0, 26.0, 110.0
BIN, LABEL_ROOM, MEDIAN_ROOM = 6.0, 30.0, 42.0
Chart = dict[str, Any]


def limits(context: Context, overview: Overview) -> list[Bound]:
    """The bounds of a criterium that are in force."""
    version = overview.thresholds.criteria[context.criterium].versie_op(overview.peildatum)
    return bounds(version.bands) if version else []


def distributions(overview: Overview, found: Survey) -> list[Chart]:
    """One for each criterium."""
    if not len(overview.standings):
        return []
    return [
        _distribution(context, overview, found.ranges[context.criterium]) for context in overview.contexts
    ]


def _distribution(context: Context, overview: Overview, ranges: Counter[Range]) -> Chart:
    chart: Chart = {
        "name": context.criterium.replace("_", " "),
        "formula": context.ratio.formule.replace("_", " "),
        "rows": _counted(context, ranges),
        "words": "van geen enkele aanbieder te bepalen",
        "drawn": False,
    }
    if context.spreiding is None:
        return chart
    values = context.spreiding.waarden
    lines = limits(context, overview)
    axis = scale(values, [line.value for line in lines], LEFT, RIGHT)
    below, above = (sum(axis.beyond(value) == side for value in values) for side in (-1, 1))
    parts, median = areas(lines, axis), axis(context.spreiding.mediaan)
    lowest, highest = (value_text(value, context) for value in (values[0], values[-1]))
    middle = value_text(context.spreiding.mediaan, context)
    fall = "valt" if below + above == 1 else "vallen"
    outside = f"; {count_text(below + above)} {fall} buiten de tekening" if below + above else ""
    words = f"{count_text(len(values))} met een waarde, van {lowest} tot {highest}, mediaan {middle}{outside}"
    return chart | {
        "drawn": True,
        "words": words,
        "bands": [
            {"trede": part.trede, "x": part.start, "width": round(part.end - part.start, 1)} for part in parts
        ],
        "pile": _pile(values, parts, axis),
        "lines": _lines(lines, axis),
        "median": median,
        "median_x": min(max(median, LEFT + MEDIAN_ROOM), RIGHT - MEDIAN_ROOM),
        "median_text": f"mediaan {middle}",
        "below": f"‹ {count_text(below)}" if below else "",
        "above": f"{count_text(above)} ›" if above else "",
    }


def _counted(context: Context, ranges: Counter[Range]) -> list[tuple[str, str]]:
    """How many stand on which trede by this criterium alone; no figure is held against a bound here."""
    rows = [
        (f"trede {range_text(*found)}", count_text(ranges[found])) for found in sorted(ranges, reverse=True)
    ]
    return rows + ([("niet te bepalen", count_text(context.onbekend))] if context.onbekend else [])


def _pile(values: Sequence[float], parts: Sequence[Area], axis: Scale) -> str:
    """Bars between the bounds, none over one: their surface is the number of providers."""
    width = (axis.high - axis.low) / (axis.end - axis.start)
    bars: list[tuple[float, float, int]] = []
    for part in parts:
        number = max(1, round((part.end - part.start) / BIN))
        step = (part.end - part.start) / number
        edges = [axis.low + (part.start + n * step - axis.start) * width for n in range(number + 1)]
        places = [bisect_left(values, edge) for edge in edges]
        for n, (first, last) in enumerate(pairwise(places)):
            if last > first:
                bars.append((part.start + n * step, step, last - first))
    most = max((count / step for _, step, count in bars), default=1.0)
    room = GROUND - TOP - 6
    return "".join(
        f"M{x + 0.5:.1f} {GROUND:g}v{-room * count / step / most:.1f}h{step - 1:.1f}V{GROUND:g}z"
        for x, step, count in bars
    )


def _lines(lines: Sequence[Bound], axis: Scale) -> list[Chart]:
    """The bounds with their values; where two lie close, the values move apart."""
    shown = [line for line in lines if axis.holds(line.value)]
    places = [axis(line.value) for line in shown]
    labels = apart(places, LABEL_ROOM, LEFT + 8, RIGHT - 8)
    return [
        {"x": at, "text_x": label, "text": literal(line)}
        for line, at, label in zip(shown, places, labels, strict=True)
    ]
