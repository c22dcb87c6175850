"""The ratio of each criterium over time as a chart, with the treden as bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ews_cli.core.beoordeling import Oordeel
from ews_cli.reports.criteria import bound_pieces, range_text, room_pieces
from ews_cli.reports.html.drawing import Area, Bound, Scale, apart, areas, bounds, drawable, scale
from ews_cli.reports.html.points import UNKNOWN, Point, in_words, lines, points
from ews_cli.reports.html.treden import shade
from ews_cli.reports.result import Result
from ews_cli.reports.rows import bound_text
from ews_cli.reports.verdict import name_of

LEFT, RIGHT, HIGH, LOW = 44.0, 244.0, 12.0, 150.0
INSET = 22.0
LABEL_ROOM, TEXT_ROOM, LINE = 40.0, 13.0, 12.0
Chart = dict[str, Any]


def trends(result: Result) -> list[Chart]:
    """Each criterium over the years with the bound that it meets and the room that is left."""
    return [_trend(oordeel, result) for oordeel in result.beoordeling.oordelen]


def _trend(oordeel: Oordeel, result: Result) -> Chart:
    found = points(oordeel, result)
    limits = bounds(oordeel.versie.bands) if oordeel.versie else []
    chart: Chart = {
        "name": name_of(oordeel),
        "formula": oordeel.ratio.formule.replace("_", " "),
        "range": range_text(oordeel.ten_minste, oordeel.ten_hoogste),
        "shade": shade(oordeel.ten_minste, oordeel.ten_hoogste),
        "certain": oordeel.ten_minste == oordeel.ten_hoogste,
        "decides": oordeel.criterium in result.beoordeling.bepalend and oordeel.ten_minste > 1,
        "now": _now(oordeel, found),
        "words": in_words(oordeel, found),
        "bound": () if oordeel.uitkomst.waarde is None else bound_pieces(oordeel),
        "room": room_pieces(oordeel, result),
        "also": also(oordeel),
        "drawn": any(point.value is not None for point in found),
    }
    return chart | (_drawing(found, limits) if chart["drawn"] else {})


def also(oordeel: Oordeel) -> str:
    """The bands that look at more than one year, which a chart cannot draw, in words."""
    bands = [band for band in (oordeel.versie.bands if oordeel.versie else ()) if not drawable(band)]
    return "; ".join(
        f"trede {band.trede} bij {bound_text(band, oordeel.ratio.eenheid)}"
        for band in sorted(bands, key=lambda band: -band.trede)
    )


def _now(oordeel: Oordeel, found: Sequence[Point]) -> str:
    """The figure of the judged year."""
    years = [point for point in found if not point.interim]
    return years[-1].text if years else UNKNOWN


def _drawing(found: Sequence[Point], limits: Sequence[Bound]) -> Chart:
    known = [point.value for point in found if point.value is not None]
    y = scale(known, [bound.value for bound in limits], LOW, HIGH)
    xs = _places(found)
    return {
        "bands": [_band(area) for area in areas(limits, y)],
        "lines": _lines(limits, y),
        "paths": _paths(found, xs, y),
        "dots": _dots(found, xs, y),
        "years": _years(found, xs),
    }


def _band(area: Area) -> Chart:
    """The part of the chart in which no higher bound is met; it is named where there is room."""
    height = round(area.start - area.end, 1)
    text = f"trede {area.trede}" if area.trede > 1 else "geen grens"
    return {"trede": area.trede, "text": text if height >= TEXT_ROOM else "", "y": area.end, "height": height}


def _places(found: Sequence[Point]) -> list[float]:
    """Where each point stands along the axis of time."""
    first, last = found[0].day, found[-1].day
    if first == last:
        return [(LEFT + RIGHT) / 2] * len(found)
    axis = Scale(first, last, LEFT + INSET, RIGHT - INSET)
    return [axis(point.day) for point in found]


def _lines(limits: Sequence[Bound], y: Scale) -> list[Chart]:
    """The bounds with their values, which move apart where two lie close."""
    shown = [bound for bound in limits if y.holds(bound.value)]
    places = [y(bound.value) for bound in shown]
    labels = apart(places, LINE, HIGH, LOW)
    return [
        {"y": at, "text_y": round(label + 4, 1), "text": literal(bound)}
        for bound, at, label in zip(shown, places, labels, strict=True)
    ]


def literal(bound: Bound) -> str:
    """A bound as short as a drawing needs it; the text beside it has it in full."""
    return bound.band.literal.replace(".", ",")


def _paths(found: Sequence[Point], xs: Sequence[float], y: Scale) -> Chart:
    """The line through the years, and the one from the last year along the interim figures."""
    paths = {False: "", True: ""}
    for before, after in lines(found):
        start, end = (f"{xs[n]} {y(found[n].value or 0)}" for n in (before, after))
        paths[found[after].interim] += f"M{start}L{end}"
    return {"years": paths[False], "interim": paths[True]}


def _dots(found: Sequence[Point], xs: Sequence[float], y: Scale) -> list[Chart]:
    """The points; those that have no room for their value beside a later one go without it."""
    last = max(
        (n for n, point in enumerate(found) if not point.interim and point.value is not None), default=-1
    )
    labelled: list[float] = []
    drawn = []
    for number in sorted(range(len(found)), key=lambda n: (n != last, -n)):
        point, x = found[number], xs[number]
        if point.value is None:
            continue
        at, free = y(point.value), all(abs(x - other) >= LABEL_ROOM for other in labelled)
        if free:
            labelled.append(x)
        drawn.append(
            {
                "x": x,
                "y": at,
                "text": point.text if free else "",
                "text_y": round(at - 9 if at - 9 > HIGH + 6 else at + 18, 1),
                "last": number == last,
                "interim": point.interim,
                "beyond": y.beyond(point.value),
            }
        )
    return sorted(drawn, key=lambda dot: (dot["last"], dot["x"]))


def _years(found: Sequence[Point], xs: Sequence[float]) -> list[Chart]:
    """The years below the axis, and the day of the last interim figures where it has room."""
    shown = [(x, point.year) for x, point in zip(xs, found, strict=True) if not point.interim]
    if not shown and found:
        shown = [(xs[-1], found[-1].year)]
    return [{"x": x, "text": text} for x, text in shown]
