"""The line of the years within a table whose cells say the figures."""

from __future__ import annotations

from typing import Any

from ews_cli.core.beoordeling import Oordeel
from ews_cli.reports.html.drawing import Scale, areas, bounds, scale
from ews_cli.reports.html.points import lines, points
from ews_cli.reports.result import Result

WIDTH, HEIGHT, INSET = 72.0, 22.0, 4.0


def spark(oordeel: Oordeel, result: Result) -> dict[str, Any] | None:
    """The bands of the treden and the line; None where there are not two figures to draw one."""
    found = points(oordeel, result)
    known = [point.value for point in found if point.value is not None]
    if len(known) < 2:
        return None
    limits = bounds(oordeel.versie.bands) if oordeel.versie else []
    y = scale(known, [bound.value for bound in limits], HEIGHT, 0.0)
    x = Scale(found[0].day, found[-1].day, INSET, WIDTH - INSET)
    at = [f"{x(point.day):g} {y(point.value or 0):g}" for point in found]
    last = max(number for number, point in enumerate(found) if point.value is not None)
    across, down = at[last].split()
    return {
        "bands": [(a.trede, f"{a.end:g}", f"{a.start - a.end:.3g}") for a in areas(limits, y) if a.trede > 1],
        "path": "".join(f"M{at[before]}L{at[after]}" for before, after in lines(found)),
        "x": across,
        "y": down,
    }
