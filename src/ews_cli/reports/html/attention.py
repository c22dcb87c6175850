"""The top of the page of a portfolio: who stands on trede 3 or higher and why, how many stand where, who moved."""

from __future__ import annotations

from typing import Any

from ews_cli.reports import ranked
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html.survey import Survey
from ews_cli.reports.html.treden import shade
from ews_cli.reports.overview import Overview
from ews_cli.reports.regions import ALARM
from ews_cli.reports.rows import count_text
from ews_cli.reports.standing import Standing

NAMED, MOVED = 15, 20
"""Providers that are named at the top, and among those who moved; the list has all."""
BAR = 100.0
Chart = dict[str, Any]


def attention(overview: Overview, found: Survey, linked: frozenset[int]) -> Chart:
    """Those who are listed and stand on trede 3 or higher, the highest first, each with the figures that decide.

    Args:
        linked: the places of those who have a part of their own in the page.
    """
    more = len(found.alarms) - NAMED
    named = [alarm.place for alarm in found.alarms[:NAMED]]
    unknown = 0 if found.possible or not overview.places else 1
    return {
        "lines": [_line(overview.standings[p], p) | {"linked": p in linked} for p in named],
        "shade": found.alarms[0].low if found.alarms else unknown,
        "title": _title(overview, len(found.alarms)),
        "by": _by(overview, found) if found.alarms else [],
        "possible": _possible(found.possible),
        "more": f"… en nog {count_text(more)}; zij staan in de lijst" if more > 0 else "",
    }


def _by(overview: Overview, found: Survey) -> list[tuple[str, str]]:
    """How often each criterium makes the trede of those who need attention; more than one may."""
    return [(naam.replace("_", " "), count_text(found.by[naam])) for naam in overview.thresholds.criteria]


def _line(standing: Standing, place: int) -> Chart:
    """A provider with the trede that counts here; the computed one stands beside it in words."""
    low, high = standing.alarm
    line = who(standing, place) | {"why": why(standing)}
    if standing.met_signalen is None:
        return line
    if standing.met_signalen == (standing.ten_minste, standing.ten_hoogste) and standing.besluit is None:
        return line | {"recorded": ""}
    return line | {
        "shade": shade(low, high),
        "certain": low == high,
        "range": range_text(low, high),
        "recorded": f"berekend {line['range']}, {line['recorded']}",
    }


def _title(overview: Overview, found: int) -> str:
    whole = len(overview.places)
    if not len(overview.standings):
        return "Geen aanbieder die te beoordelen is"
    shown = (
        f"{count_text(whole)} getoonde aanbieders" if whole < len(overview.standings) else count_text(whole)
    )
    signals = ", signalen meegeteld" if overview.vastgelegd else ""
    return f"{count_text(found) if found else 'Geen'} van {shown} op trede {ALARM} of hoger{signals}"


def _possible(maybe: int) -> str:
    """How many more may stand there; what is unknown is no reassurance."""
    if not maybe:
        return ""
    which = "aanbieder kan daar ook staan" if maybe == 1 else "aanbieders kunnen daar ook staan"
    return f"Nog {count_text(maybe)} {which}: er ontbreken cijfers om het uit te sluiten."


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
    found = ranked.count_rows(overview) if len(overview.standings) else []
    most = max((count.aantal for count in found), default=0)
    return [
        {
            "what": count.wat,
            "name": count.naam,
            "trede": count.trede,
            "maybe": count.mogelijk,
            "width": round(BAR * count.aantal / most, 1) if most else 0,
            "number": count_text(count.aantal),
            "share": ranked.share(count.aantal, overview.tally.aanbieders),
        }
        for count in found
    ]


def moved(overview: Overview, found: Survey, linked: frozenset[int]) -> Chart:
    """Who certainly went to another trede since the book year before, those who rose first."""
    places = [*found.rose, *found.fell]
    shown, more = [(p, overview.standings[p]) for p in places[:MOVED]], len(places) - MOVED
    return {
        "words": ranked.moves_text(overview.tally) if len(overview.standings) else "",
        "lines": [who(one, p) | {"why": why(one), "linked": p in linked} for p, one in shown],
        "more": f"… en nog {count_text(more)}; in de lijst staat bij iedereen de trede van het jaar ervoor"
        if more > 0
        else "",
    }
