"""The top of the page of a portfolio: who stands on trede 3 or higher and why, how many stand where, who moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ews_cli.reports import ranked
from ews_cli.reports.checked import number
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html.treden import shade
from ews_cli.reports.overview import Overview
from ews_cli.reports.regions import ALARM
from ews_cli.reports.standing import Standing

NAMED, MOVED = 15, 20
"""Providers that are named at the top, and among those who moved; the list has all."""
BAR = 100.0
Chart = dict[str, Any]


def attention(overview: Overview, linked: frozenset[int]) -> Chart:
    """Those who are shown and stand on trede 3 or higher, the highest first, each with the figures that decide.

    Args:
        linked: the places of those who have a part of their own in the page.
    """
    everyone = overview.standings
    found = [p for p in overview.places if everyone[p].alarm[0] >= ALARM]
    found.sort(
        key=lambda p: (-everyone[p].alarm[0], -everyone[p].alarm[1], -(everyone[p].opbrengsten or 0), p)
    )
    more = len(found) - NAMED
    return {
        "lines": [
            who(everyone[p], p) | {"why": why(everyone[p]), "linked": p in linked} for p in found[:NAMED]
        ],
        "shade": max((shade(*one.alarm) for one in overview.shown), default=0),
        "title": _title(overview, len(found)),
        "by": _by(overview, [everyone[p] for p in found]),
        "possible": _possible(overview.shown),
        "more": f"… en nog {more}; zij staan in de lijst" if more > 0 else "",
    }


def _by(overview: Overview, found: Sequence[Standing]) -> list[tuple[str, int]]:
    """How often each criterium makes the trede of those who need attention; more than one may."""
    counted = [
        (naam.replace("_", " "), sum(naam in s.bepalend for s in found))
        for naam in overview.thresholds.criteria
    ]
    return counted if found else []


def _line(standing: Standing, place: int) -> Chart:
    """A provider with the trede that counts here; the computed one stands beside it in words."""
    low, high = standing.alarm
    line = who(standing, place) | {"why": why(standing)}
    if standing.met_signalen is None:
        return line
    return line | {
        "shade": shade(low, high),
        "certain": low == high,
        "range": range_text(low, high),
        "recorded": f"berekend {line['range']}, {line['recorded']}",
    }


def _title(overview: Overview, found: int) -> str:
    whole = len(overview.places)
    if not overview.standings:
        return "Geen aanbieder die te beoordelen is"
    shown = f"{whole} getoonde aanbieders" if whole < len(overview.standings) else str(whole)
    signals = ", signalen meegeteld" if overview.vastgelegd else ""
    return f"{found or 'Geen'} van {shown} op trede {ALARM} of hoger{signals}"


def _possible(everyone: Sequence[Standing]) -> str:
    """How many more may stand there; what is unknown is no reassurance."""
    maybe = sum(s.alarm[0] < ALARM <= s.alarm[1] for s in everyone)
    if not maybe:
        return ""
    which = "kan daar ook staan" if maybe == 1 else "kunnen daar ook staan"
    return (
        f"Nog {number(maybe, 'aanbieder', 'aanbieders')} {which}: er ontbreken cijfers om het uit te sluiten."
    )


def who(standing: Standing, place: int) -> Chart:
    """A provider with its trede."""
    recorded = standing.met_signalen
    return {
        "place": place,
        "naam": standing.naam,
        "shade": shade(standing.ten_minste, standing.ten_hoogste),
        "certain": standing.trede is not None,
        "range": range_text(standing.ten_minste, standing.ten_hoogste),
        "was": "" if standing.vorige is None else range_text(*standing.vorige),
        "moved": standing.beweging or 0,
        "recorded": ""
        if recorded is None
        else f"met signalen {range_text(*recorded)}, besluit {standing.besluit or '-'}",
    }


def why(standing: Standing) -> str:
    """The figures that decide, each with its bound."""
    return "; ".join(
        f"{naam.replace('_', ' ')} {standing.cijfers[naam].tekst}: {standing.cijfers[naam].grens}"
        for naam in standing.bepalend
        if standing.cijfers[naam].grens
    )


def counts(overview: Overview) -> list[Chart]:
    """How many stand where, each with a bar."""
    found = ranked.count_rows(overview) if overview.standings else []
    most = max((count.aantal for count in found), default=0)
    return [
        {
            "what": count.wat,
            "name": count.naam,
            "trede": count.trede,
            "maybe": count.mogelijk,
            "width": round(BAR * count.aantal / most, 1) if most else 0,
            "number": count.aantal,
            "share": ranked.share(count.aantal, overview.tally.aanbieders),
        }
        for count in found
    ]


def moved(overview: Overview, linked: frozenset[int]) -> Chart:
    """Who certainly went to another trede since the book year before, those who rose first."""
    everyone = overview.standings
    rose, fell = ([p for p, s in enumerate(everyone) if s.beweging == way] for way in (1, -1))
    found, more = [*rose, *fell], len(rose) + len(fell) - MOVED
    return {
        "words": ranked.moves_text(overview.tally) if everyone else "",
        "lines": [
            who(everyone[p], p) | {"why": why(everyone[p]), "linked": p in linked} for p in found[:MOVED]
        ],
        "more": f"… en nog {more}; in de lijst staat bij iedereen de trede van het jaar ervoor"
        if more > 0
        else "",
    }
