"""What the page of a portfolio counts, in one pass: each provider may lie on disk and is made when it is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from ews_cli.reports.overview import Overview
from ews_cli.reports.regions import ALARM
from ews_cli.reports.scored import Range
from ews_cli.reports.standing import Standing

DRAWN = 1_000
"""Providers in the scatter: those that stand highest."""
AXES = ("solvabiliteit", "rentabiliteit")


class Alarm(NamedTuple):
    """One who stands on trede 3 or higher; in the order of attention: the highest trede first, then the largest."""

    low: int
    high: int
    opbrengsten: float
    place: int

    @property
    def order(self) -> tuple[int, int, float, int]:
        """What it is sorted by."""
        return -self.low, -self.high, -self.opbrengsten, self.place


@dataclass(slots=True)
class Survey:
    """The counts.

    Attributes:
        alarms: of those who are listed, who stands on trede 3 or higher; `possible` more may stand there.
        by: how often each criterium makes the trede of those.
        rose, fell: the places of those who certainly moved since the book year before.
        ranges: criterium -> the range of its trede -> how many have it, of those with a value.
        drawn: the places of those with both values of the scatter, the first `DRAWN` of `known`.
    """

    alarms: list[Alarm] = field(default_factory=list)
    possible: int = 0
    by: Counter[str] = field(default_factory=Counter)
    rose: list[int] = field(default_factory=list)
    fell: list[int] = field(default_factory=list)
    ranges: dict[str, Counter[Range]] = field(default_factory=dict)
    drawn: list[int] = field(default_factory=list)
    known: int = 0


def survey(overview: Overview) -> Survey:
    """Look once at every provider."""
    found = Survey(ranges={naam: Counter() for naam in overview.thresholds.criteria})
    listed = set(overview.places)
    axes = [naam for naam in AXES if naam in overview.thresholds.criteria]
    for place, standing in enumerate(overview.standings):
        if place in listed:
            _attention(found, standing, place)
        if standing.beweging:
            (found.rose if standing.beweging > 0 else found.fell).append(place)
        for naam, figure in standing.cijfers.items():
            if figure.waarde is not None:
                found.ranges[naam][figure.ten_minste, figure.ten_hoogste] += 1
        if len(axes) == len(AXES) and all(standing.cijfers[naam].waarde is not None for naam in axes):
            found.known += 1
            if len(found.drawn) < DRAWN:
                found.drawn.append(place)
    found.alarms.sort(key=lambda alarm: alarm.order)
    return found


def _attention(found: Survey, standing: Standing, place: int) -> None:
    low, high = standing.alarm
    if low >= ALARM:
        found.alarms.append(Alarm(low, high, standing.opbrengsten or 0.0, place))
        found.by.update(standing.bepalend)
    elif high >= ALARM:
        found.possible += 1
