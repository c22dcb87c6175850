"""Which readings a file holds: its years, and apart from these each interim period and each plan.

Every reading goes over the sheets as if only its own columns were there (`Lens`), so that no period can ever
lend a figure to another. What is not certainly the end of a book year is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ews_cli.core.jaarrekening import Soort
from ews_cli.readers.headers import day_before
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_rows import HeadingRow
from ews_cli.readers.spans import LONGEST_YEAR

MOST_VIEWS = 36
"""Three years of months; of more periods the latest are read."""
FEWEST_VIEWS = 8
"""Two years of quarters, however large the file."""
MOST_LOOKS = 1_000_000
"""Cells that are looked at for all periods together."""
_BOOK_YEAR = re.compile(
    r"jaarrekening|jaarverslag|jaarcijfers|jaarstukken|boekjaar|verslagjaar", re.IGNORECASE
)


class Head(NamedTuple):
    """A heading of a column with its place.

    Attributes:
        begroting: it stands in a table that is a budget.
        titled: its period is that of the title.
    """

    cel: str
    heading: Heading
    begroting: bool = False
    titled: bool = False


class View(NamedTuple):
    """One reading apart from the years.

    Attributes:
        dag: the balansdatum.
        maanden: the months of the result; None where no heading says so.
    """

    soort: Soort
    dag: date
    maanden: int | None


class Calendar(NamedTuple):
    """What the dates of a file are.

    Attributes:
        interim: the days of balances that are no end of a book year.
        unsure: those of them that may be one after all: nothing says so.
        years: the last days of its book years.
    """

    interim: frozenset[date] = frozenset()
    unsure: frozenset[date] = frozenset()
    years: frozenset[date] = frozenset()


class Lens(NamedTuple):
    """Shows the columns of one reading as those of a year, and no other; without a view those of the years.

    Attributes:
        said: the period that the file as a whole is about.
        given: the period that the user gave.
    """

    view: View | None = None
    calendar: Calendar = Calendar()
    said: Heading | None = None
    given: Heading | None = None

    def with_given(self, heads: HeadingRow) -> HeadingRow:
        """A heading row in which the day that ends the user's period stands for that period."""
        given = self.given
        if given is None or given.kind is not Kind.PARTIAL:
            return heads
        same = {
            k
            for k, h in heads.cells.items()
            if h.kind is Kind.ACTUAL and h.dated and h.balansdatum == given.balansdatum
        }
        return heads._replace(cells={k: given if k in same else h for k, h in heads.cells.items()})

    def of(self, heads: HeadingRow) -> HeadingRow:
        """A heading row as this reading sees it."""
        if self.view is None:
            if not self.calendar.interim and not self.calendar.years:
                return heads
            years = {h.balansdatum for h in heads.cells.values() if h.kind is Kind.ACTUAL}
            return heads._replace(cells={k: self._annual(h, years) for k, h in heads.cells.items()})
        if self.view.soort is not Soort.TUSSENTIJDS:
            return heads._replace(cells={k: self._planned(h) for k, h in heads.cells.items()})
        own = [k for k, h in heads.cells.items() if self._is_own(h)]
        return heads._replace(
            cells={k: self._partial(h, k in own, bool(own)) for k, h in heads.cells.items()}
        )

    def _annual(self, h: Heading, own: set[date | None]) -> Heading:
        if h.kind is Kind.ACTUAL and h.dated and h.balansdatum in self.calendar.interim:
            return replace(h, kind=Kind.PARTIAL)
        if (
            h.kind is Kind.PARTIAL
            and h.maanden is not None
            and h.balansdatum in self.calendar.years - set(own)
        ):
            return _as_year(h.balansdatum, stand=True)
        return h

    def _planned(self, h: Heading) -> Heading:
        if self.view is None or h.balansdatum != self.view.dag or not closes_year(h):
            return Heading(Kind.OTHER)
        if h.kind is Kind.BUDGET and is_whole_year(h) and h.prognose is _forecast(self.view):
            return _as_year(h.balansdatum)
        # What is not called a plan is one only in a table that is a budget.
        return replace(h, dated=False) if h.kind is Kind.ACTUAL else Heading(Kind.OTHER)

    def _is_own(self, h: Heading) -> bool:
        view = self.view
        if view is None or h.balansdatum != view.dag:
            return False
        if _is_part(h, self.calendar) and h.maanden is not None:
            return h.maanden == view.maanden
        return view.maanden is None and _is_balance(h)

    def _partial(self, h: Heading, own: bool, beside: bool) -> Heading:
        view = self.view
        if view is None or h.balansdatum != view.dag:
            return Heading(Kind.OTHER)
        if own:
            return _as_year(view.dag)
        return _as_year(view.dag, stand=True) if _is_balance(h) and not beside else Heading(Kind.OTHER)


def _as_year(day: date | None, stand: bool = False) -> Heading:
    return Heading(Kind.ACTUAL, day, dated=True, stand=stand)


def _is_balance(h: Heading) -> bool:
    """Whether the balance under a heading is certainly that of its day."""
    if h.kind is Kind.PARTIAL:
        return h.dated or h.maanden is not None
    return h.kind is Kind.ACTUAL and h.dated


def _forecast(view: View | None) -> bool:
    return view is not None and view.soort is Soort.PROGNOSE


def closes_year(h: Heading) -> bool:
    """Whether a heading names no other day than the last of a calendar year."""
    return h.balansdatum is not None and (h.balansdatum.month, h.balansdatum.day) == (12, 31)


def is_whole_year(h: Heading) -> bool:
    """Whether a heading of a plan is of a whole calendar year."""
    return h.span is None or (h.span.maanden == 12 and h.span.last == 12)


def calendar_of(
    heads: Sequence[Head], titles: Iterable[str], said: Iterable[Heading], report: bool
) -> Calendar:
    """What the dates of a file are, from all its headings, its titles and the periods that those state.

    `report`: the file as a whole says that it is of a part of a year.
    """
    known, texts = {h.heading for h in heads}, list(titles)
    dated = {h.balansdatum for h in known if h.kind is Kind.ACTUAL and h.dated and h.balansdatum}
    closing = {day for day in dated if (day.month, day.day) == (12, 31)}
    other = dated - closing
    parts = {
        h.balansdatum for h in known if h.kind is Kind.PARTIAL and h.maanden is not None and h.balansdatum
    }
    titled = frozenset(said)
    parts |= {h.balansdatum for h in titled if h.kind is Kind.PARTIAL and h.balansdatum}
    closed = {
        day
        for h in known | titled
        if h.kind is Kind.ACTUAL and h.maanden not in (None, 12)
        for day in (h.balansdatum, day_before(h))
        if day
    }
    named = {h for h in known if h.kind is Kind.ACTUAL and not h.dated and h.balansdatum}
    years = closing | {h.balansdatum for h in named if h.balansdatum}
    broken = {h.balansdatum.year for h in known if h.kind is Kind.ACTUAL and h.broken and h.balansdatum}
    several = bool(closing) or len({(day.month, day.day) for day in other}) > 1 or report
    if not report:
        closed |= _apart_more_than_a_year(dated, any(_BOOK_YEAR.search(title) for title in texts))
    interim = {day for day in other if several or day in parts} - closed
    doubt = other - interim - closed
    if doubt and not any(_BOOK_YEAR.search(title) for title in texts):
        unsure = {day for day in doubt if day.year not in broken}
        return Calendar(frozenset(interim | unsure), frozenset(unsure), frozenset(years))
    return Calendar(frozenset(interim), frozenset(), frozenset(years))


def _apart_more_than_a_year(days: set[date], annual: bool) -> set[date]:
    """Two days that are no whole years apart and more than one: both close a book year, of which the last is longer.

    `annual`: the file says that it is about book years; else the last must be the end of a calendar year.
    """
    if len(days) != 2:
        return set()
    before, last = sorted(days)
    if not annual and (last.month, last.day) != (12, 31):
        return set()
    return days if 12 < months_between(before, last) < LONGEST_YEAR else set()


def months_between(before: date, last: date) -> int:
    """The months from one day to another."""
    return (last.year - before.year) * 12 + last.month - before.month


def views_of(heads: Iterable[Head], calendar: Calendar, forecast: bool) -> list[View]:
    """The readings of a file apart from its years, the latest first.

    Args:
        heads: all headings of columns, as titles complete them.
        forecast: whether tables that are a budget as a whole are a forecast.
    """
    views: dict[View, None] = {}
    loose: set[date] = set()
    for _, h, begroting, _ in heads:
        if h.balansdatum is None:
            continue
        if h.kind is Kind.BUDGET and is_whole_year(h) and closes_year(h):
            views[View(Soort.PROGNOSE if h.prognose else Soort.BEGROTING, h.balansdatum, 12)] = None
        elif h.kind is Kind.ACTUAL and begroting and closes_year(h):
            views[View(Soort.PROGNOSE if forecast else Soort.BEGROTING, h.balansdatum, 12)] = None
        elif _is_part(h, calendar) and h.span is not None and h.maanden is not None and not begroting:
            views[View(Soort.TUSSENTIJDS, h.balansdatum, h.maanden)] = None
        elif _is_loose(h, calendar) and not begroting:
            loose.add(h.balansdatum)
    told = {view.dag for view in views if view.soort is Soort.TUSSENTIJDS}
    views |= dict.fromkeys(View(Soort.TUSSENTIJDS, day, None) for day in loose - told)
    return sorted(views, key=lambda v: (v.dag, v.maanden or 0, v.soort.value), reverse=True)


def _is_part(h: Heading, calendar: Calendar) -> bool:
    """Whether a heading is of a part of a year, or of twelve months up to an interim day."""
    return h.kind is Kind.PARTIAL or (h.kind is Kind.ACTUAL and h.balansdatum in calendar.interim)


def _is_loose(h: Heading, calendar: Calendar) -> bool:
    """Whether a heading names the day of an interim balance and not how long its result is."""
    if h.kind is Kind.PARTIAL:
        return h.dated and h.maanden is None
    return h.kind is Kind.ACTUAL and h.dated and h.balansdatum in calendar.interim
