"""The page of `ews batch`: who needs attention first, then everyone, then how the ratios are spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

from markupsafe import Markup

from ews_cli import __version__
from ews_cli.core.ratios import Eenheid
from ews_cli.reports import ranked
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html import engine
from ews_cli.reports.html.drawing import Bound, Scale, bounds, scale
from ews_cli.reports.overview import Overview
from ews_cli.reports.rows import bound_text
from ews_cli.reports.sector import Context
from ews_cli.reports.sector_sections import value_text
from ews_cli.reports.standing import Standing

MOST = 1_000
"""Providers in the list of a page; a browser stays quick, and the rest is in the .csv and the .xlsx."""
ATTENTION, NAMED = 3, 12
"""The trede from which a provider is named at the top, and how many are."""
_WORD, _FIRST_LINE = 80, 80
Chart = dict[str, Any]


def page(overview: Overview, fragments: Iterator[str]) -> Iterator[str]:
    """The page, in pieces; `fragments` are of the providers that are shown, in their order."""
    places = overview.places[:MOST]
    heading, day = ranked.heading_texts(overview)
    rest = len(overview.places) - len(places)
    return engine.page(
        "portfolio.html.j2",
        version=__version__,
        heading=heading,
        day=day,
        **_attention(overview),
        counts=_counts(overview),
        moves=ranked.moves_text(overview.tally),
        list_title=ranked.title(overview),
        cut=f"Deze pagina toont de eerste {MOST}; de andere {rest} staan in de .csv en de .xlsx."
        if rest
        else "",
        with_regio=bool(overview.regio),
        criteria=list(overview.thresholds.criteria),
        rows=[_row(overview, place) for place in places],
        strips=[strip for context in overview.contexts if (strip := _strip(context, overview))],
        scatter=_scatter(overview),
        sections=ranked.after_the_list(overview),
        pages=_pages(places, fragments),
    )


def _pages(places: Sequence[int], fragments: Iterator[str]) -> Iterator[Markup]:
    for place, text in zip(places, fragments, strict=False):
        yield Markup(f'<article class="provider" id="a{place}">{text}</article>')


def _attention(overview: Overview) -> dict[str, Any]:
    """Who stands on trede 3 or higher, and why."""
    found = [p for p in overview.places if overview.standings[p].alarm[0] >= ATTENTION]
    lines = []
    for place in found[:NAMED]:
        standing = overview.standings[place]
        why = ", ".join(
            f"{naam} {standing.cijfers[naam].tekst}: {standing.cijfers[naam].grens}"
            for naam in standing.bepalend
        )
        lines.append(_who(standing, place) | {"why": why})
    more = len(found) - len(lines)
    signals = ", signalen meegeteld" if overview.vastgelegd else ""
    return {
        "attention": lines,
        "attention_trede": max((overview.standings[p].alarm[0] for p in found), default=1),
        "attention_title": f"{len(found)} van {len(overview.places)} op trede {ATTENTION} of hoger{signals}",
        "attention_more": f"… en nog {more}, in de lijst hieronder" if more > 0 else "",
    }


def _who(standing: Standing, place: int) -> dict[str, Any]:
    return {
        "place": place,
        "naam": standing.naam,
        "least": standing.ten_minste,
        "certain": standing.trede is not None,
        "range": range_text(standing.ten_minste, standing.ten_hoogste),
        "recorded": ""
        if standing.met_signalen is None
        else f"met signalen {range_text(*standing.met_signalen)}, besluit {standing.besluit or '-'}",
    }


def _row(overview: Overview, place: int) -> dict[str, Any]:
    standing = overview.standings[place]
    room = standing.ruimte
    return _who(standing, place) | {
        "order": standing.alarm[0] + standing.alarm[1] / 10,
        "linked": True,
        "regio": overview.regio.get(place, ""),
        "cells": [
            {
                "order": "" if figure.waarde is None else repr(figure.waarde),
                "text": figure.tekst,
                "change": figure.verandering,
                "decides": naam in standing.bepalend,
            }
            for naam, figure in standing.cijfers.items()
        ],
        "room": "" if room is None else f"{room.tekst} tot {room.trede}",
        "room_order": "" if room is None else repr(room.bedrag),
        "boekjaar": standing.boekjaar,
    }


def _counts(overview: Overview) -> Chart:
    counts = ranked.count_rows(overview)
    most = max((count.aantal for count in counts), default=0)
    rows = [
        {
            "name": count.wat,
            "trede": count.trede,
            "maybe": count.mogelijk,
            "width": round(340 * count.aantal / most, 1) if most else 0,
            "text": f"{count.aantal} ({ranked.share(count.aantal, overview.tally.aanbieders or 1)})",
        }
        for count in counts
    ]
    words = ", ".join(f"{count.wat}: {count.aantal}" for count in counts)
    return {"rows": rows, "words": f"Aanbieders per trede. {words}"}


def _limits(context: Context, overview: Overview) -> list[Bound]:
    version = overview.thresholds.criteria[context.criterium].versie_op(overview.peildatum)
    return bounds(version.bands) if version else []


def _strip(context: Context, overview: Overview) -> Chart | None:
    """Every provider as a stroke on an axis, with the bounds of the treden."""
    values = sorted(
        value for s in overview.standings if (value := s.cijfers[context.criterium].waarde) is not None
    )
    if not values or context.spreiding is None:
        return None
    limits = _limits(context, overview)
    cut = len(values) // 50  # the outermost two percent on each side stand at the edge
    inner = values[cut : len(values) - cut] or values
    x = scale(inner, [bound.value for bound in limits], 10, 630)
    unit = context.ratio.eenheid
    lowest, highest = (value_text(value, context) for value in (values[0], values[-1]))
    median = value_text(context.spreiding.mediaan, context)
    outside = sum(not x.holds(value) for value in values)
    words = f"{len(values)} aanbieders, van {lowest} tot {highest}, mediaan {median}"
    return {
        "name": context.criterium.replace("_", " "),
        "words": f"{words}; {outside} staan aan de rand" if outside else words,
        "bands": _strip_bands(limits, x),
        "ticks": "".join(f"M{x(value)} 22v32" for value in values),
        "lines": _strip_lines(limits, x, unit),
        "median": x(context.spreiding.mediaan),
    }


def _strip_lines(limits: Sequence[Bound], x: Scale, unit: Eenheid) -> list[Chart]:
    """The bounds with their words; where two lie close, the second word stands a line lower."""
    found: list[Chart] = []
    for bound in (bound for bound in limits if x.holds(bound.value)):
        at = x(bound.value)
        close = bool(found) and at - found[-1]["x"] < _WORD and found[-1]["text_y"] == _FIRST_LINE
        text_y = _FIRST_LINE + 14 if close else _FIRST_LINE
        found.append({"x": at, "text": bound_text(bound.band, unit), "text_y": text_y})
    return found


def _strip_bands(limits: Sequence[Bound], x: Scale) -> list[Chart]:
    found, below = [], x.low
    for bound in limits:
        if bound.value > below:
            top = min(bound.value, x.high)
            found.append({"trede": bound.trede, "x": x(below), "width": round(x(top) - x(below), 1)})
            below = top
    return found


def _scatter(overview: Overview) -> Chart | None:
    """Solvabiliteit beside rentabiliteit; the size is the revenue, the shape says how liquiditeit stands."""
    names = ("solvabiliteit", "rentabiliteit", "liquiditeit")
    if any(naam not in overview.thresholds.criteria for naam in names):
        return None
    found = [
        (s, sol, rent)
        for s in overview.standings
        if (sol := s.cijfers["solvabiliteit"].waarde) is not None
        and (rent := s.cijfers["rentabiliteit"].waarde) is not None
    ][:MOST]
    if len(found) < 2:
        return None
    by_name = {context.criterium: context for context in overview.contexts}
    x_limits, y_limits = (_limits(by_name[naam], overview) for naam in names[:2])
    x = _inner([sol for _, sol, _ in found], x_limits, 50, 620)
    y = _inner([rent for _, _, rent in found], y_limits, 370, 10)
    largest = max((s.opbrengsten or 0 for s, _, _ in found), default=0)
    points = [_point(s, x(sol), y(rent), largest) for s, sol, rent in found]
    return {
        "points": points,
        "x_name": "solvabiliteit",
        "y_name": "rentabiliteit",
        "x_lines": [
            {"x": x(b.value), "text": bound_text(b.band, by_name["solvabiliteit"].ratio.eenheid)}
            for b in x_limits
            if x.holds(b.value)
        ],
        "y_lines": [
            {"y": y(b.value), "text": b.band.literal.replace(".", ",")} for b in y_limits if y.holds(b.value)
        ],
        "words": (
            f"{len(found)} aanbieders; hoe groter, hoe meer opbrengsten. Rond: liquiditeit op trede 1 of 2; driehoek: "
            "trede 3; vierkant: trede 4 of 5; gestippeld: niet te bepalen. De cijfers staan in de lijst."
        ),
    }


def _inner(values: Sequence[float], limits: Sequence[Bound], start: float, end: float) -> Scale:
    ordered = sorted(values)
    cut = len(ordered) // 50
    return scale(ordered[cut : len(ordered) - cut] or ordered, [b.value for b in limits], start, end)


def _point(standing: Standing, x: float, y: float, largest: float) -> Chart:
    size = 4 + 12 * sqrt(max(standing.opbrengsten or 0, 0) / largest) if largest else 5
    r = round(size, 1)
    liquid = standing.cijfers["liquiditeit"]
    figures = ", ".join(f"{naam} {figure.tekst}" for naam, figure in standing.cijfers.items())
    circle = f"M{round(x - r, 1)} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"
    if liquid.waarde is None:
        state, path = "unknown", circle
    elif liquid.ten_minste >= 4:
        state, path = "bad", f"M{round(x - r, 1)} {round(y - r, 1)}h{2 * r}v{2 * r}h{-2 * r}z"
    elif liquid.ten_minste == 3:
        state, path = "low", f"M{x} {round(y - r, 1)}l{r} {round(1.8 * r, 1)}h{-2 * r}z"
    else:
        state, path = "ok", circle
    return {"state": state, "path": path, "words": f"{standing.naam}: {figures}"}
