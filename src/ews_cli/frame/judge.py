"""Rows -> judgements, with the rules of the core and none of its own.

A rule looks at few things: which posts are there, whether each bound is met, how long the year is. The rows
are sorted by those things, and the core judges the first row of each kind for all of them. Only what differs
from row to row, the ratios and how they stand to the bounds, is worked out in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ews_cli.core.beoordeling import Oordeel, Samen, aansluitend, beoordeel_criterium, samen
from ews_cli.core.jaarrekening import Basis
from ews_cli.core.ratios import DenominatorError, Ratio, bereken
from ews_cli.core.thresholds import Criterion
from ews_cli.frame.alike import Alike, Codes
from ews_cli.frame.estimate import NO, OPEN, ROUNDING, STATES, UNKNOWN, YES, Estimate, Floats, States, Truth
from ews_cli.frame.rows import Rows

_STATE = {False: NO, None: UNKNOWN, True: YES}
_TREDEN = 7
"""One more than the highest trede there is."""
CLOSE = 1e-13
"""A ratio that is less certain than this part of itself is computed exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One ratio in every row.

    Attributes:
        value: NaN where it cannot be determined.
        error: how far the exact ratio may be from it.
        kind: rows of one kind have, or lack, the ratio for the same reason.
        kinds: how many kinds there are.
    """

    rows: Rows
    ratio: Ratio
    value: Floats
    error: Floats
    kind: Codes
    kinds: int
    _exact: dict[int, Fraction] = field(default_factory=dict)

    def exact(self, row: int) -> Fraction | None:
        """The ratio in a row, None where it cannot be determined or there is no row (-1)."""
        if row < 0 or np.isnan(self.value[row]):
            return None
        if row not in self._exact:
            self._exact[row] = _exact(self.rows, self.ratio, row)
        return self._exact[row]


def _exact(rows: Rows, ratio: Ratio, row: int) -> Fraction:
    """A ratio of a row that has all its posts. Raises DenominatorError."""
    amounts = (rows.posten[post].exact(row) for post in ratio.posten)
    return ratio.functie(*(Fraction(amount) for amount in amounts if amount is not None))


def figures(rows: Rows, ratio: Ratio) -> Figures:
    """A ratio in every row."""
    asked: list[States] = []
    estimate = cast(Estimate, ratio.functie(*(rows.estimate(post, asked) for post in ratio.posten)))
    absent = [np.isnan(rows.amounts(post).values) for post in ratio.posten]
    refused = [_refused(states, np.logical_or.reduce(absent), rows, ratio) for states in asked]
    alike = Alike(len(rows))
    for holds in (*absent, *refused):
        alike.add(holds, 2)
    alike.add_any(rows.maanden)
    for post in ratio.posten:
        if post in rows.redenen:
            alike.add_any(rows.redenen[post][0])
    kind, firsts = alike.kinds()
    outcomes = [bereken(ratio, rows.jaarrekening(row, ratio.posten)) for row in firsts]
    known = np.array([outcome.waarde is not None for outcome in outcomes], dtype=np.bool_)[kind]
    value, error = np.where(known, estimate.value, np.nan), estimate.error.copy()
    found = Figures(rows, ratio, value, error, kind, len(firsts))
    with np.errstate(invalid="ignore"):
        near = np.isfinite(error) & (error <= CLOSE * np.abs(value))
    for row in np.flatnonzero(known & ~(near & ~np.logical_or.reduce(refused))):
        exact = found._exact[int(row)] = _exact(rows, ratio, int(row))
        value[row], error[row] = _rounded(exact)
    return found


def _refused(states: States, incomplete: NDArray[np.bool_], rows: Rows, ratio: Ratio) -> NDArray[np.bool_]:
    """Where a condition that the ratio asked is met."""
    states[incomplete] = UNKNOWN
    for row in np.flatnonzero(states == OPEN):
        try:
            _exact(rows, ratio, int(row))
        except DenominatorError:
            states[row] = YES
    met: NDArray[np.bool_] = states == YES
    return met


def _rounded(exact: Fraction) -> tuple[float, float]:
    """The nearest float and how far it may be off."""
    try:
        near = float(exact)
    except OverflowError:
        return (np.inf if exact > 0 else -np.inf), np.inf
    return near, 0.0 if near == exact else max(ROUNDING * abs(near), 1e-300)


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """The years beside each row: `rows[i]` is the row of i years before, -1 where none can be held beside it."""

    rows: list[Codes]

    @classmethod
    def of(cls, rows: Rows, depth: int) -> Before:
        """So many years back; the core says which of them are comparable."""
        here = np.arange(len(rows))
        window, alike = [here], Alike(len(rows))
        alike.add(rows.basis, len(Basis))
        for _ in range(depth):
            later, there = window[-1], _step(rows.vorige, window[-1])
            is_there = there >= 0
            follows = is_there & (rows.boekjaar[later] - rows.boekjaar[there] == 1)
            as_long = is_there & (rows.maanden[later] == rows.maanden[there])
            for holds in (is_there, follows, as_long):
                alike.add(holds, 2)
            alike.add(np.where(is_there, rows.basis[there], 0), len(Basis))
            window.append(there)
        kind, firsts = alike.kinds()
        years = np.array([len(aansluitend(rows.jaren(row, depth, ()))) for row in firsts], dtype=np.int64)
        comparable = years[kind]
        return cls([here, *(np.where(comparable >= i, window[i], -1) for i in range(1, depth + 1))])

    def value(self, found: Figures, back: int) -> Floats:
        """A ratio of so many years before each row, NaN where there is no such year."""
        there = self.rows[back]
        return np.where(there >= 0, found.value[there], np.nan)

    def estimate(self, found: Figures, back: int) -> Estimate:
        """The same with its error; a ratio too large for a float is nothing but error."""
        value = self.value(found, back)
        return Estimate(np.where(np.isinf(value), 0.0, value), found.error[self.rows[back]], [])


def _step(vorige: Codes, window: Codes) -> Codes:
    return np.where(window >= 0, vorige[window], -1)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One criterion in every row.

    Attributes:
        value, vorig: the ratio, and that of the year before; NaN where unknown.
        kind: the place in `oordelen` of the judgement on each row, which holds but for its own figures.
    """

    value: Floats
    vorig: Floats
    kind: Codes
    oordelen: list[Oordeel]


def depth(criteria: list[Criterion], peildatum: date) -> int:
    """How many years before a row can matter to it."""
    versions = [criterium.versie_op(peildatum) for criterium in criteria]
    return max((band.years for versie in versions if versie for band in versie.bands), default=1)


def together(judged: Iterable[Judged], rows: int) -> tuple[Codes, list[Samen]]:
    """What the criteria say together: the core combines each range of treden that occurs once."""
    judged, alike = list(judged), Alike(rows)
    for one in judged:
        ranges = np.array([_TREDEN * o.ten_minste + o.ten_hoogste for o in one.oordelen], dtype=np.int64)
        alike.add(ranges[one.kind], _TREDEN**2)
    kind, firsts = alike.kinds()
    return kind, [samen([one.oordelen[one.kind[row]] for one in judged]) for row in firsts]


def judge(criterium: Criterion, found: Figures, before: Before, peildatum: date) -> Judged:
    """Judge every row on one criterion, whose ratio is `found`."""
    rows, versie = found.rows, criterium.versie_op(peildatum)
    years = [before.estimate(found, back) for back in range(len(before.rows))]
    alike = Alike(len(rows))
    alike.add(found.kind, max(found.kinds, 1))
    alike.add_any(rows.boekjaar)
    for band in versie.bands if versie else ():
        for back in range(band.years):
            states = cast(Callable[[Any, Any], Truth], band.geldt)(years[back], years[back + 1]).states
            for row in np.flatnonzero(states == OPEN):
                here, there = (int(before.rows[i][row]) for i in (back, back + 1))
                states[row] = _STATE[band.geldt(found.exact(here), found.exact(there))]
            alike.add(states, STATES)
    kind, firsts = alike.kinds()
    oordelen = []
    for first in firsts:
        jaren = rows.jaren(first, len(before.rows) - 1, found.ratio.posten)
        oordelen.append(
            beoordeel_criterium(criterium, jaren[-1], aansluitend(jaren), peildatum, {}, met_ruimte=False)
        )
    return Judged(found.value, before.value(found, 1), kind, oordelen)
