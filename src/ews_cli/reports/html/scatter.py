"""Solvabiliteit beside rentabiliteit: the size is the revenue, the shape says how liquiditeit stands."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any, NamedTuple

from ews_cli.reports.html.distribution import limits
from ews_cli.reports.html.drawing import Bound, Scale, apart, scale
from ews_cli.reports.html.survey import AXES, Survey
from ews_cli.reports.html.trends import literal
from ews_cli.reports.overview import Overview
from ews_cli.reports.provider_list import shortened
from ews_cli.reports.regions import ALARM
from ews_cli.reports.rows import count_text
from ews_cli.reports.standing import Standing

LEFT, RIGHT, HIGH, LOW = 76.0, 690.0, 14.0, 380.0
SMALLEST, LARGEST = 4.0, 16.0
NAMES, NAME_ROOM, LETTER = 6, 28, 6.0
X_ROOM, Y_ROOM = 34.0, 14.0
SHAPE = "liquiditeit"
Chart = dict[str, Any]
KEYS = (
    ("ok", "M4 11a7 7 0 1 0 14 0a7 7 0 1 0 -14 0", "liquiditeit op trede 1 of 2"),
    ("low", "M11 4l7 13h-14z", "op trede 3"),
    ("bad", "M4 4h14v14h-14z", "op trede 4 of 5"),
    ("unknown", "M4 11a7 7 0 1 0 14 0a7 7 0 1 0 -14 0", "niet te bepalen"),
)
"""The shapes with their meaning, for the key beside the drawing."""


class Found(NamedTuple):
    """A provider with both values."""

    standing: Standing
    x: float
    y: float


def scatter(overview: Overview, found_by: Survey) -> Chart | None:
    """The drawing; None where the policy has not these criteria, or fewer than two providers have both values."""
    if SHAPE not in overview.thresholds.criteria or len(found_by.drawn) < 2:
        return None
    drawn_of = (overview.standings[place] for place in found_by.drawn)
    found = [Found(one, *(one.cijfers[naam].waarde or 0.0 for naam in AXES)) for one in drawn_of]
    by_name = {context.criterium: context for context in overview.contexts}
    x_limits, y_limits = (limits(by_name[naam], overview) for naam in AXES)
    across = scale([one.x for one in found], [bound.value for bound in x_limits], LEFT, RIGHT)
    up = scale([one.y for one in found], [bound.value for bound in y_limits], LOW, HIGH)
    largest = max((one.standing.opbrengsten or 0 for one in found), default=0)
    drawn = [_point(one.standing, across(one.x), up(one.y), largest) for one in found]
    outside = sum(bool(across.beyond(one.x) or up.beyond(one.y)) for one in found)
    return {
        "points": sorted(drawn, key=lambda point: -point["size"]),
        "edges": "".join(_arrows(one, across, up) for one in found),
        "names": _names([(one.standing, point) for one, point in zip(found, drawn, strict=True)]),
        "x_name": AXES[0],
        "y_name": AXES[1],
        "x_lines": _marks(x_limits, across, X_ROOM),
        "y_lines": _marks(y_limits, up, Y_ROOM),
        "keys": KEYS,
        "words": _words(overview, found, found_by.known, outside),
    }


def _words(overview: Overview, found: Sequence[Found], known: int, outside: int) -> str:
    without = len(overview.standings) - known
    weak = sum(all(one.standing.cijfers[naam].ten_minste >= ALARM for naam in AXES) for one in found)
    drawn = len(found)
    told = [
        f"{count_text(drawn)} aanbieders; hoe groter het teken, hoe meer opbrengsten",
        f"{count_text(weak)} op trede {ALARM} of hoger op beide",
    ]
    told += [f"{count_text(without)} zonder een van beide cijfers niet getekend"] if without else []
    told += [f"alleen de {count_text(drawn)} met de hoogste trede zijn getekend"] if drawn < known else []
    told += [f"{count_text(outside)} buiten de tekening: een pijl aan de rand"] if outside else []
    return f"{'; '.join(told)}. De cijfers staan in de lijst."


def _marks(lines: Sequence[Bound], axis: Scale, room: float) -> list[Chart]:
    """The bounds on an axis with their values, which move apart where two lie close."""
    shown = [bound for bound in lines if axis.holds(bound.value)]
    places = [axis(bound.value) for bound in shown]
    labels = apart(places, room, min(axis.start, axis.end), max(axis.start, axis.end))
    return [
        {"at": at, "text_at": label, "text": literal(bound)}
        for bound, at, label in zip(shown, places, labels, strict=True)
    ]


def _point(standing: Standing, x: float, y: float, largest: float) -> Chart:
    share = max(standing.opbrengsten or 0, 0) / largest if largest else 0
    r = round(SMALLEST + (LARGEST - SMALLEST) * sqrt(share), 1)
    liquid = standing.cijfers[SHAPE]
    figures = ", ".join(f"{naam.replace('_', ' ')} {f.tekst}" for naam, f in standing.cijfers.items())
    circle = f"M{x - r:.1f} {y}a{r} {r} 0 1 0 {2 * r:.1f} 0a{r} {r} 0 1 0 {-2 * r:.1f} 0"
    if liquid.waarde is None:
        state, path = "unknown", circle
    elif liquid.ten_minste > ALARM:
        state, path = "bad", f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z"
    elif liquid.ten_minste == ALARM:
        state, path = "low", f"M{x} {y - r:.1f}l{r} {1.8 * r:.1f}h{-2 * r:.1f}z"
    else:
        state, path = "ok", circle
    return {"state": state, "path": path, "words": f"{standing.naam}: {figures}", "size": r, "x": x, "y": y}


def _arrows(found: Found, across: Scale, up: Scale) -> str:
    """An arrow beside a point that lies further out than is drawn."""
    x, y, arrows = across(found.x), up(found.y), ""
    if side := across.beyond(found.x):
        arrows += f"M{x + side * 18:.1f} {y - 4:.1f}l{side * 7} 4l{-side * 7} 4z"
    if side := up.beyond(found.y):
        arrows += f"M{x - 4:.1f} {y - side * 18:.1f}l4 {-side * 7}l4 {side * 7}z"
    return arrows


def _names(found: Sequence[tuple[Standing, Chart]]) -> list[Chart]:
    """The names of those that stand highest, where they fit beside their sign and over nothing else."""
    taken = [_box(point["x"], point["y"], point["size"]) for _, point in found]
    drawn: list[Chart] = []
    for standing, point in found:
        if len(drawn) == NAMES or standing.alarm[0] <= ALARM:
            break
        text = shortened(standing.naam.removeprefix("Stichting "), NAME_ROOM)
        width, gap = LETTER * len(text), point["size"] + 4
        for side in (1, -1):
            start = point["x"] + gap if side > 0 else point["x"] - gap - width
            box = Box(start, start + width, point["y"] - 7, point["y"] + 7)
            if (
                start > LEFT
                and box.right < RIGHT
                and box.top > HIGH
                and box.bottom < LOW
                and not any(box.meets(other) for other in taken)
            ):
                taken.append(box)
                x = round(point["x"] + side * gap, 1)
                drawn.append({"x": x, "y": round(point["y"] + 4, 1), "text": text, "left": side < 0})
                break
    return drawn


class Box(NamedTuple):
    """What a sign or a name takes."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two of them share some room."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def _box(x: float, y: float, size: float) -> Box:
    return Box(x - size, x + size, y - size, y + size)
