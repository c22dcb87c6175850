"""Statements whose amounts are so small that a sum holds by chance: what only such a sum says is left out."""

from __future__ import annotations

import pytest

from .test_forms import Line, last, lezing, posts


def reason(found: object, post: str) -> str:
    return {p.value: why for p, why in last(found).ontbreekt.items()}.get(post, "")  # type: ignore[arg-type]


def balance(accruals: int, scale: int = 1) -> list[Line]:
    """A balance that closes with the accruals outside the short-term debts."""
    return [
        ("Balans (in euro)", 2023),
        ("Totaal activa", 30 * scale + accruals),
        ("PASSIVA",),
        ("Eigen vermogen", 10 * scale),
        ("Langlopende schulden", 8 * scale),
        ("Kortlopende schulden", 12 * scale),
        ("Overlopende passiva", accruals),
        ("Totaal passiva", 30 * scale + accruals),
    ]


@pytest.mark.parametrize(
    ("accruals", "scale", "read"), [(3, 1, False), (19, 1, False), (20, 1, True), (3, 20, True)]
)
def test_accruals_that_may_equal_another_row_by_chance_are_added_to_nothing(
    accruals: int, scale: int, read: bool
) -> None:
    found = lezing(*balance(accruals, scale))
    debts = posts(found, 2023).get("kortlopende_schulden")
    assert debts == (12 * scale + accruals if read else None)
    if not read:
        assert reason(found, "kortlopende_schulden").startswith("de bedragen zijn te klein")


@pytest.mark.parametrize(("difference", "chosen"), [(12, False), (13, True)])
def test_a_sum_does_not_choose_between_figures_that_a_slip_could_explain(
    difference: int, chosen: bool
) -> None:
    found = lezing(
        ("Balans (in euro)", 2023),
        ("Totaal activa", 1000),
        ("PASSIVA",),
        ("Eigen vermogen", 400),
        ("Voorzieningen", 100),
        ("Langlopende schulden", 200),
        ("Kortlopende schulden", 300),
        ("Totaal passiva", 1000),
        more={"Blad2": [("Balans (in euro)", 2023), ("Voorzieningen", 100 + difference)]},
    )
    assert posts(found, 2023).get("voorzieningen") == (100 if chosen else None)


@pytest.mark.parametrize(("tax", "missed", "read"), [(1, 0, 1), (1, 1, None), (40, 1, 40)])
def test_a_tax_of_a_unit_has_a_sign_only_where_the_sum_holds_to_the_unit(
    tax: int, missed: int, read: int | None
) -> None:
    found = lezing(
        ("Resultatenrekening (in euro)", 2023),
        ("Resultaat voor belastingen", 60),
        ("Belastingen", tax),
        ("Resultaat na belastingen", 60 - tax + missed),
    )
    assert posts(found, 2023).get("belastingen") == read


@pytest.mark.parametrize(("tax", "read"), [(3, None), (19, None), (20, -20)])
def test_a_small_tax_that_was_received_is_left_out(tax: int, read: int | None) -> None:
    found = lezing(
        ("Resultatenrekening (in euro)", 2023),
        ("Resultaat voor belastingen", 60),
        ("Belastingen", tax),
        ("Resultaat na belastingen", 60 + tax),
    )
    assert posts(found, 2023).get("belastingen") == read
