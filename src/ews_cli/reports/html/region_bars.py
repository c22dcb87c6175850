"""Each region as a bar: the share of its youth-care turnover per trede, with a table of the same shares."""

from __future__ import annotations

from typing import Any

from ews_cli.reports.html.drawing import shares
from ews_cli.reports.overview import Overview
from ews_cli.reports.region_sections import place_text, region_name, share_text, turnover_text
from ews_cli.reports.regions import ORDER, Place, Portion

BAR = 200.0
Chart = dict[str, Any]


def region_bars(overview: Overview) -> Chart | None:
    """The regions, and the places that at least one of them has; None without a register."""
    if overview.view is None or not overview.view.regions:
        return None
    regions = overview.view.regions
    used = {portion.plaats for region in regions for portion in region.standen if portion.aanbieders}
    places = sorted(used, key=lambda place: (ORDER.index(place.soort), -(place.trede or 0)))
    return {
        "heads": [place_text(place) for place in places],
        "rows": [
            {
                "name": region_name(region),
                "turnover": turnover_text(region),
                "parts": _parts(places, {portion.plaats: portion for portion in region.standen}),
                "cells": _cells(places, {portion.plaats: portion for portion in region.standen}),
            }
            for region in regions
        ],
    }


def _parts(places: list[Place], found: dict[Place, Portion]) -> list[Chart]:
    known = [(place, float(found[place].aandeel or 0)) for place in places if place in found]
    drawn = shares([share for _, share in known], BAR, 1.0)
    return [
        {"x": part.start, "width": part.length, "trede": place.trede or 0, "maybe": place.soort != "trede"}
        for (place, _), part in zip(known, drawn, strict=True)
        if part.length
    ]


def _cells(places: list[Place], found: dict[Place, Portion]) -> list[str]:
    """The shares as text; a provider whose turnover is not known has none, and is counted."""
    return [_cell(found[place]) if place in found and found[place].aanbieders else "–" for place in places]


def _cell(portion: Portion) -> str:
    share = share_text(portion.aandeel)
    return f"{share} ({portion.aanbieders})"
