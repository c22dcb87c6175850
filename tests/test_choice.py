"""Which providers are shown and in which order: certain or possible, unknown last, and never by chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.reports.choice import Treden, in_order, on_treden, orders, treden
from ews_cli.reports.standing import Standing, rank
from provider_accounts import policy
from standings import standing


def names(standings: list[Standing]) -> list[str]:
    return [s.naam for s in standings]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("3", Treden(3, 3)),
        ("3+", Treden(3, 6)),
        ("4-5", Treden(4, 5)),
        (" 4 - 5 ", Treden(4, 5)),
        ("3+ mogelijk", Treden(3, 6, True)),
        ("3mogelijk", Treden(3, 3, True)),
    ],
)
def test_treden_are_one_a_range_or_that_and_higher(text: str, chosen: Treden) -> None:
    assert treden(text) == chosen


@pytest.mark.parametrize("text", ["", "0", "7", "5-4", "3-", "+3", "drie", "3.5", "3,4", "٣"])
def test_what_is_no_trede_is_none(text: str) -> None:
    assert treden(text) is None


def test_a_trede_is_certain_unless_possible_is_asked_for() -> None:
    everyone = [
        standing("A", 3),
        standing("B", (3, 5)),
        standing("C", (1, 5)),
        standing("D", 2),
        standing("E", 4),
    ]
    assert names(on_treden(everyone, Treden(3, 3))[0]) == ["A"]
    assert names(on_treden(everyone, Treden(3, 6))[0]) == ["A", "B", "E"]
    assert names(on_treden(everyone, Treden(3, 3, True))[0]) == ["A", "B", "C"]
    assert names(on_treden(everyone, Treden(1, 2))[0]) == ["D"]


def test_it_is_counted_who_may_stand_there_too() -> None:
    everyone = [standing("A", 3), standing("B", (3, 5)), standing("C", (1, 5))]
    assert on_treden(everyone, Treden(3, 3))[1] == 2
    assert on_treden(everyone, Treden(3, 3, True))[1] == 0


def test_orders_are_those_of_the_policy() -> None:
    assert orders(policy()) == (
        "trede", "naam", "omzet", "ruimte", "solvabiliteit", "rentabiliteit", "liquiditeit",
    )  # fmt: skip


def test_a_criterion_goes_from_worst_to_best_and_unknown_is_last() -> None:
    everyone = [
        standing("A", 1, solvabiliteit=0.3),
        standing("B", 5),
        standing("C", 2, solvabiliteit=-0.1),
        standing("D", 1, solvabiliteit=0.0),
    ]
    assert names(in_order(everyone, "solvabiliteit", policy())) == ["C", "D", "A", "B"]


def test_turnover_goes_from_large_to_small_and_room_from_little_to_much() -> None:
    everyone = [
        standing("A", 1, opbrengsten=5, ruimte=9),
        standing("B", 1, opbrengsten=7, ruimte=2),
        standing("C", 5),
    ]
    assert names(in_order(everyone, "omzet", policy())) == ["B", "A", "C"]
    assert names(in_order(everyone, "ruimte", policy())) == ["B", "A", "C"]


def test_nothing_is_not_unknown() -> None:
    everyone = [standing("A", 1), standing("B", 1, opbrengsten=0.0)]
    assert names(in_order(everyone, "omzet", policy())) == ["B", "A"]


def test_names_are_in_alphabetical_order_without_case() -> None:
    everyone = [standing("b"), standing("A"), standing("C")]
    assert names(in_order(everyone, "naam", policy())) == ["A", "b", "C"]


def test_equal_figures_stand_in_the_order_of_the_treden() -> None:
    everyone = [standing("A", 1, solvabiliteit=0.1), standing("B", 4, solvabiliteit=0.1), standing("C", 5)]
    assert names(in_order(everyone, "solvabiliteit", policy())) == ["B", "A", "C"]
    assert in_order(everyone, "trede", policy()) == sorted(everyone, key=rank)


FIGURE = st.none() | st.sampled_from([-1.0, 0.0, 0.5])
STANDINGS = st.lists(
    st.builds(
        lambda n, low, high, *values: standing(
            f"P{n}",
            (min(low, high), max(low, high)),
            kvk=f"{n:08}",
            solvabiliteit=values[0],
            liquiditeit=values[1],
            opbrengsten=values[2],
            ruimte=values[3],
        ),
        st.integers(0, 99),
        st.integers(1, 5),
        st.integers(1, 5),
        FIGURE,
        FIGURE,
        FIGURE,
        FIGURE,
    ),
    max_size=8,
    unique_by=lambda s: s.naam,
)


@given(STANDINGS, st.sampled_from(orders(policy())))
def test_every_order_is_the_same_whatever_the_input_was_and_loses_nobody(
    standings: list[Standing], by: str
) -> None:
    found = in_order(standings, by, policy())
    assert found == in_order(list(reversed(standings)), by, policy())
    assert sorted(found, key=rank) == sorted(standings, key=rank)


@given(STANDINGS, st.integers(1, 6), st.integers(1, 6))
def test_certain_is_part_of_possible(standings: list[Standing], low: int, high: int) -> None:
    chosen = Treden(min(low, high), max(low, high))
    found, more = on_treden(standings, chosen)
    possible, none = on_treden(standings, chosen._replace(mogelijk=True))
    assert len(possible) == len(found) + more
    assert none == 0
    assert all(s in possible for s in found)
