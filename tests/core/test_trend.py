"""The straight line: a hand calculation, when points support it, and when the next bound is reached."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.trend import Punt, lijn, trend

from .build import PEILDATUM, band, criterion, jaar, policy, version

SOLVABILITEIT = criterion(
    "solvabiliteit",
    version(band(3, "below", "20%"), band(4, "below", "10%"), band(2, "drops_at_least", "2pp")),
)


def punten(*procenten: str, stap: int = 1461) -> list[Punt]:
    """Points four years (or so many days) apart, from 2010 on: 1461 days are exactly four years of 365.25."""
    eerste = date(2010, 12, 31)
    return [Punt(eerste + timedelta(days=n * stap), Fraction(p) / 100) for n, p in enumerate(procenten)]


def test_points_on_a_line_give_its_slope_without_a_margin() -> None:
    found = lijn(SOLVABILITEIT, punten("38", "32", "26"), PEILDATUM)
    assert found is not None
    assert found.helling == Fraction(-6, 400)  # 6 percent points in four years
    assert found.helling_laag == found.helling_hoog == float(found.helling)


def test_the_next_bound_is_reached_where_the_line_crosses_it() -> None:
    """36, 30, 24 %: 1.5 percent points a year, so from 24 to 20 % takes 2 2/3 years."""
    found = lijn(SOLVABILITEIT, punten("36", "30", "24"), PEILDATUM)
    assert found is not None
    assert found.band is not None
    assert found.band.trede == 3
    laatste = found.punten[-1].dag
    assert found.dag == found.vroegst == found.laatst == laatste + timedelta(days=974)  # 4 / 1.5 * 365.25


def test_a_bound_beyond_three_years_is_not_named() -> None:
    found = lijn(SOLVABILITEIT, punten("37", "31", "25"), PEILDATUM)  # 5 / 1.5 = 3 1/3 years
    assert found is not None
    assert (found.band, found.dag) == (None, None)


def test_a_bound_that_is_met_already_is_not_reached_again() -> None:
    found = lijn(SOLVABILITEIT, punten("24", "18", "12"), PEILDATUM)
    assert found is not None
    assert found.band is not None
    assert found.band.trede == 4


def test_a_line_that_rises_reaches_no_bound_below() -> None:
    found = lijn(SOLVABILITEIT, punten("21", "22", "23"), PEILDATUM)
    assert found is not None
    assert found.helling > 0
    assert found.band is None


def test_the_margin_is_that_of_a_hand_calculation() -> None:
    """x = -4, 0, 4 years, y = 38, 31, 26 %: slope -12/8 = -1.5; residuals 1/3, -2/3, 1/3; s² = 6/9 = 2/3.

    Sxx = 32, so the margin is 6.314 * sqrt((2/3) / 32) = 0.9113 percent points a year.
    """
    found = lijn(SOLVABILITEIT, punten("38", "31", "26"), PEILDATUM)
    assert found is not None
    assert found.helling == Fraction(-15, 1000)
    assert found.helling_hoog - float(found.helling) == pytest.approx(0.009113, abs=1e-6)


@pytest.mark.parametrize(
    "procenten",
    [("30", "25"), ("30", "30", "30"), ("30", "20", "25"), ("30", "29", "20")],
    ids=["two points", "no change", "no direction", "a margin that holds zero"],
)
def test_points_that_do_not_support_a_line_give_none(procenten: tuple[str, ...]) -> None:
    assert lijn(SOLVABILITEIT, punten(*procenten), PEILDATUM) is None


def test_a_gap_between_years_leaves_the_years_before_it_out() -> None:
    jaren = [jaar(n, eigen_vermogen=e, balanstotaal=100) for n, e in ((2020, 40), (2022, 36), (2023, 34))]
    assert trend(jaren, (), policy(SOLVABILITEIT), PEILDATUM) == ()
    jaren.insert(1, jaar(2021, eigen_vermogen=38, balanstotaal=100))
    (found,) = trend(jaren, (), policy(SOLVABILITEIT), PEILDATUM)
    assert len(found.punten) == 4


@settings(deadline=None)
@given(
    st.lists(st.fractions(Fraction(-2), Fraction(2), max_denominator=1000), min_size=3, max_size=8),
    st.integers(28, 400),
)
def test_a_line_has_one_direction_and_its_days_are_in_order(waarden: list[Fraction], stap: int) -> None:
    reeks = [Punt(date(2015, 1, 31) + timedelta(days=n * stap), w) for n, w in enumerate(waarden)]
    found = lijn(SOLVABILITEIT, reeks, PEILDATUM)
    if found is None:
        return
    assert found.helling_laag * found.helling_hoog > 0
    assert found.helling_laag <= float(found.helling) <= found.helling_hoog
    if found.dag is not None:
        assert found.vroegst is not None
        assert reeks[-1].dag <= found.vroegst <= found.dag
        assert found.laatst is None or found.dag <= found.laatst
