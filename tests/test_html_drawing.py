"""What is drawn stands where its figure says: on its side of every bound, within the drawing, with nothing lost."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.thresholds import Band, Vergelijking
from ews_cli.reports.html.distribution import _pile
from ews_cli.reports.html.drawing import Scale, apart, areas, bounds, scale, shares


def below(trede: int, percent: str, years: int = 1) -> Band:
    return Band(trede, Vergelijking.BELOW, Fraction(percent) / 100, f"{percent}%", "", None, years)


SOLVABILITEIT = (below(5, "0"), below(4, "10"), below(3, "20"))
values = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60)


def test_a_bound_over_more_years_and_a_decline_are_no_part_of_an_axis() -> None:
    decline = Band(2, Vergelijking.DROPS_AT_LEAST, Fraction(2, 100), "2pp", "", None, 1)
    assert [b.trede for b in bounds([*SOLVABILITEIT, below(5, "0", years=2), decline])] == [5, 4, 3]


def test_the_areas_are_the_treden_between_the_bounds() -> None:
    axis = Scale(-0.1, 0.3, 0, 400)
    found = areas(bounds(SOLVABILITEIT), axis)
    assert [(a.trede, a.start, a.end) for a in found] == [
        (5, 0, 100),
        (4, 100, 200),
        (3, 200, 300),
        (1, 300, 400),
    ]


def test_bounds_from_above_mean_the_area_above_them() -> None:
    above = [
        Band(4, Vergelijking.ABOVE, Fraction(4, 10), "40%", "", None, 1),
        Band(3, Vergelijking.AT_LEAST, Fraction(2, 10), "20%", "", None, 1),
    ]
    assert [a.trede for a in areas(bounds(above), Scale(0, 1, 0, 100))] == [1, 3, 4]


def test_an_ordinary_figure_is_drawn_where_it_is_and_a_far_one_at_the_edge() -> None:
    axis = scale([0.9, 1.0, 1200.0], [0.75, 1.0], 0, 100)
    assert axis.holds(0.9)
    assert axis.beyond(1200) == 1
    assert axis(1200) == 100
    assert 0 < axis(0.75) < axis(0.9) < axis(1.0) < 100


def test_a_loss_of_eight_percent_is_not_far_from_a_bound_of_half_a_percent() -> None:
    axis = scale([-0.04, -0.082], [0.0, 0.005], 0, 100)
    assert axis.holds(-0.082)


@given(values)
def test_every_bound_is_on_the_scale_and_every_value_stands_on_its_side_of_each(found: list[float]) -> None:
    marks = [0.0, 0.1, 0.2]
    axis = scale(found, marks, 0, 1000)
    assert all(axis.holds(mark) for mark in marks)
    for value in found:
        for mark in marks:
            assert (axis(value) >= axis(mark)) if value >= mark else (axis(value) <= axis(mark))


@given(values)
def test_the_areas_leave_no_gap_and_reach_from_end_to_end(found: list[float]) -> None:
    axis = scale(found, [0.0, 0.1, 0.2], 0, 1000)
    parts = areas(bounds(SOLVABILITEIT), axis)
    assert parts[0].start == 0
    assert parts[-1].end == 1000
    assert all(one.end == other.start for one, other in pairwise(parts))


@given(values, st.booleans())
def test_every_provider_is_in_a_bar_or_said_to_be_outside(found: list[float], many: bool) -> None:
    found = sorted(found * (20 if many else 1))
    limits = bounds(SOLVABILITEIT)
    axis = scale(found, [limit.value for limit in limits], 10, 290)
    drawn = _pile(found, areas(limits, axis), axis)
    bars = [
        (float(x), -float(height), float(width))
        for x, height, width in re.findall(r"M([-\d.]+) 110v([-\d.]+)h([-\d.]+)", drawn)
    ]
    inside = sum(axis.holds(value) for value in found)
    assert bool(bars) == bool(inside)
    for mark in (0.0, 0.1, 0.2):
        assert not any(x + 0.2 < axis(mark) < x + width - 0.2 for x, _, width in bars)


def test_a_bar_says_how_many_by_its_surface() -> None:
    limits = bounds(SOLVABILITEIT)
    axis = scale([-0.05, 0.35], [limit.value for limit in limits], 10, 290)
    drawn = _pile([0.15, 0.15, 0.15, 0.15, 0.3, 0.3], areas(limits, axis), axis)
    # A bar leaves a unit free on its right: its surface is its height times its step.
    (first, second) = [
        float(height) * (float(width) + 1) for height, width in re.findall(r"v-([\d.]+)h([\d.]+)V", drawn)
    ]
    assert abs(first / second - 2) < 0.05


@given(st.lists(st.floats(0, 200), min_size=1, max_size=6))
def test_labels_move_apart_in_their_order_and_stay_within(places: list[float]) -> None:
    moved = apart(places, 12, 0, 200)
    order = sorted(range(len(places)), key=lambda n: places[n])
    for one, other in pairwise(order):
        assert moved[other] - moved[one] >= 12 - 0.2
    assert min(moved) >= -0.1
    assert max(moved) <= 200.1


def test_parts_of_a_bar_follow_each_other_and_a_negative_one_has_no_length() -> None:
    assert shares([10, -5, 30], 640) == [(0, 160), (160, 0), (160, 480)]
    assert shares([10, 30], 640, 80) == [(0, 80), (80, 240)]


def test_a_day_is_drawn_where_it_lies_between_the_years() -> None:
    first, last = date(2023, 12, 31).toordinal(), date(2025, 12, 31).toordinal()
    axis = Scale(first, last, 0, 731)
    assert axis(date(2024, 12, 31).toordinal()) == 366
