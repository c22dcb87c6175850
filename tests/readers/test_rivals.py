"""Two statements of one year in a workbook that contradict each other throughout: neither is read."""

from __future__ import annotations

from .test_forms import Line, lezing, posts

ONE: list[Line] = [
    ("Balans (in euro)", 2023),
    ("Vaste activa", 600),
    ("Vlottende activa", 400),
    ("Totaal activa", 1000),
    ("Eigen vermogen", 300),
    ("Voorzieningen", 50),
    ("Langlopende schulden", 50),
    ("Kortlopende schulden", 600),
    ("Totaal passiva", 1000),
]
TWO: list[Line] = [
    ("Balans (in euro)", 2023),
    ("Vaste activa", 100),
    ("Vlottende activa", 1500),
    ("Totaal activa", 1600),
    ("Eigen vermogen", 900),
    ("Liquide middelen", 200),
    ("Kortlopende schulden", 700),
    ("Totaal passiva", 1600),
]
RESULT: list[Line] = [("Resultatenrekening (in euro)", 2023), ("Totaal baten", 2000), ("Totaal lasten", 1900)]


def test_of_two_balances_neither_is_read_nor_a_figure_that_only_one_of_them_has() -> None:
    found = lezing(*ONE, more={"Blad2": TWO, "Blad3": RESULT})
    assert posts(found, 2023).keys() == {"opbrengsten", "bedrijfslasten", "bedrijfsresultaat"}
    (jaar,) = found.jaarrekeningen
    assert all("twee overzichten" in why for why in jaar.ontbreekt.values())
    assert "EWS116" in {problem.code for problem in found.problemen}


def test_a_slip_in_one_of_two_balances_does_not_make_the_other_the_right_one() -> None:
    slip = [("Vaste activa", 110) if row[0] == "Vaste activa" else row for row in TWO]
    assert lezing(*ONE, more={"Blad2": slip}).jaarrekeningen == ()


def test_two_balances_in_one_sheet_are_rivals_too() -> None:
    assert lezing(*ONE, (), ("Stichting De Ander",), *TWO).jaarrekeningen == ()


def test_a_second_balance_with_one_other_figure_is_settled_by_the_sums() -> None:
    restated = [("Voorzieningen", 80) if row[0] == "Voorzieningen" else row for row in ONE]
    assert posts(lezing(*ONE, more={"Blad2": restated}), 2023)["voorzieningen"] == 50
