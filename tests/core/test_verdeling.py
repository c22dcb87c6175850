"""Sharing an amount: to the euro, by the largest remainders, whatever the order of the list."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.verdeling import Aandeel, verdeel, verdeelsleutel

WEIGHTS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=4),
    st.decimals(0, 10_000, places=2, allow_nan=False, allow_infinity=False),
    min_size=1,
    max_size=12,
).filter(lambda weights: sum(weights.values()) > 0)
EUROS = st.integers(0, 10**12)


def by_name(weights: dict[str, Decimal], euros: int) -> dict[str, int | None]:
    return {share.opdrachtgever: share.bedrag for share in verdeelsleutel(weights, euros)}


def test_a_hand_calculation() -> None:
    """1,000 over 10 : 6 : 1 of 17 is 588.24, 352.94 and 58.82: down 588, 352, 58; two euros are left.

    The largest remainders are .94 and .82, so that they go to the second and the third.
    """
    weights = {"Utrecht": Decimal(10), "Zeist": Decimal(6), "De Bilt": Decimal(1)}
    assert by_name(weights, 1000) == {"Utrecht": 588, "Zeist": 353, "De Bilt": 59}


def test_equal_remainders_go_to_the_larger_share() -> None:
    """2 euros over 3 : 1 is 1.50 and 0.50: down 1 and 0, and the euro that is left goes to the first."""
    assert by_name({"a": Decimal(1), "b": Decimal(3)}, 2) == {"b": 2, "a": 0}


def test_equal_shares_with_equal_remainders_go_by_name() -> None:
    weights = {name: Decimal(1) for name in ("Zeist", "Bunnik", "De Bilt")}
    assert by_name(weights, 100) == {"Bunnik": 34, "De Bilt": 33, "Zeist": 33}


def test_without_an_amount_there_are_shares_only() -> None:
    assert verdeelsleutel({"a": Decimal(1), "b": Decimal(3)}, None) == (
        Aandeel("b", Decimal(3), Fraction(3, 4), None),
        Aandeel("a", Decimal(1), Fraction(1, 4), None),
    )


def test_who_has_nothing_pays_nothing() -> None:
    assert by_name({"a": Decimal(0), "b": Decimal(7)}, 999) == {"b": 999, "a": 0}


def test_weights_that_are_together_zero_share_nothing() -> None:
    assert verdeelsleutel({"a": Decimal(0)}, 100) == ()
    assert verdeel(100, []) == ()


@given(WEIGHTS, EUROS)
def test_the_amounts_are_together_exactly_the_amount(weights: dict[str, Decimal], euros: int) -> None:
    found = verdeelsleutel(weights, euros)
    assert sum(share.bedrag or 0 for share in found) == euros
    assert sum(share.deel for share in found) == 1


@given(WEIGHTS, EUROS)
def test_nobody_is_a_whole_euro_off(weights: dict[str, Decimal], euros: int) -> None:
    for share in verdeelsleutel(weights, euros):
        assert share.bedrag is not None
        assert abs(share.bedrag - euros * share.deel) < 1
        assert share.bedrag >= 0


@given(WEIGHTS, EUROS)
def test_a_larger_weight_never_pays_less(weights: dict[str, Decimal], euros: int) -> None:
    amounts = [share.bedrag or 0 for share in verdeelsleutel(weights, euros)]
    assert amounts == sorted(amounts, reverse=True)


@given(WEIGHTS, EUROS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(
    weights: dict[str, Decimal], euros: int, random: st.DataObject
) -> None:
    items = list(weights.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert verdeelsleutel(dict(items), euros) == verdeelsleutel(weights, euros)


@given(WEIGHTS, EUROS, st.integers(2, 1000))
def test_other_units_give_the_same_amounts(weights: dict[str, Decimal], euros: int, factor: int) -> None:
    larger = {name: weight * factor for name, weight in weights.items()}
    assert by_name(larger, euros) == by_name(weights, euros)
