"""The list of a portfolio that sorts, filters and searches in the page: its rows and what they can be chosen by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ews_cli.reports.html.attention import who
from ews_cli.reports.overview import Overview

Row = dict[str, Any]


def rows(overview: Overview, places: Sequence[int]) -> list[Row]:
    """A row per provider; `order` is what a column sorts by, where that is not its text."""
    return [_row(overview, place) for place in places]


def _row(overview: Overview, place: int) -> Row:
    standing = overview.standings[place]
    room = standing.ruimte
    low, high = standing.alarm
    return who(standing, place) | {
        "order": f"{low + high / 10:g}",
        "was_order": "" if standing.vorige is None else f"{standing.vorige[0] + standing.vorige[1] / 10:g}",
        "regio": overview.regio.get(place, ""),
        "by": " ".join(standing.bepalend),
        "cells": [
            {
                "order": "" if figure.waarde is None else f"{figure.waarde:.6g}",
                "text": figure.tekst,
                "change": figure.verandering,
                "decides": naam in standing.bepalend,
            }
            for naam, figure in standing.cijfers.items()
        ],
        "room": "" if room is None else f"{room.tekst} {room.wat} tot trede {room.trede}",
        "room_order": "" if room is None else f"{room.bedrag:.0f}",
        "boekjaar": standing.boekjaar,
    }


def choices(overview: Overview) -> dict[str, Any]:
    """What the list can be chosen by."""
    computed = [trede for trede, what in sorted(overview.thresholds.treden.items()) if what.computed]
    highest = 6 if overview.vastgelegd else max(computed, default=1)
    return {
        "treden": range(2, highest + 1),
        "criteria": list(overview.thresholds.criteria),
        "regios": sorted(set(overview.regio.values()), key=str.casefold),
    }
