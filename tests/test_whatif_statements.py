"""`ews whatif` on published statements, against calculations by hand on the figures that they print.

The figures are those of `expected.json` beside the statements, in thousands of euros; what an assumption moves is
written out in each test.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.main import main

STATEMENTS = Path(__file__).parents[2] / "shared" / "data" / "statements"
pytestmark = pytest.mark.skipif(
    not STATEMENTS.is_dir(), reason="../shared with the published statements is absent"
)
Capture = pytest.CaptureFixture[str]


def then(capsys: Capture, file: str, *assumptions: str) -> Any:
    """The only outcome as it would be, with the outcome it stands in."""
    arguments = ["whatif", str(STATEMENTS / file), *assumptions, "--peildatum=2026-11-22", "--format=json"]
    assert main(arguments) == 0
    [outcome] = json.loads(capsys.readouterr().out)["uitkomsten"]
    [then_] = outcome["als_dit_gebeurt"]
    return then_ | {"werkelijk": outcome["werkelijk"]}


def ratios(judged: Any) -> list[float]:
    found = judged["ratios"]
    return [float(found[naam]["waarde"]) for naam in ("solvabiliteit", "rentabiliteit", "liquiditeit")]


def close(*by_hand: Fraction) -> Any:
    return pytest.approx([float(value) for value in by_hand], rel=1e-12)


def part(judged: Any, criterium: str, trede: int) -> Fraction:
    """At which part of the assumptions a bound breaks."""
    [broken] = [b for b in judged["breuken"] if (b["criterium"], b["trede"]) == (criterium, trede)]
    return Fraction(broken["deel"])


@pytest.mark.parametrize("form", ["num", "text"])
def test_a_hospital_with_two_percent_less_revenue(capsys: Capture, form: str) -> None:
    # 2 % of 1,485,858 is 29,717.16, off revenue, result, equity, current assets and balance total.
    judged = then(capsys, f"umcutrecht2021__{form}.xlsx", "--opbrengsten", "-2%")
    assert ratios(judged) == close(
        Fraction(38151484, 94774784),  # (411,232 - 29,717.16) / (977,465 - 29,717.16)
        Fraction(-2483916, 145614084),  # (4,878 - 29,717.16) / (1,485,858 - 29,717.16)
        Fraction(61124684, 40894900),  # (640,964 - 29,717.16) / 408,949
    )
    assert (judged["werkelijk"]["trede"], judged["trede"]) == (3, 4)
    # The result is gone at 4,878 / 29,717.16 = 16.41 % of it: the first bound to break, trede 4.
    assert judged["breuken"][0]["criterium"] == "rentabiliteit"
    assert part(judged, "rentabiliteit", 4) == Fraction("0.1642")
    # 559,987 / 341,956 - 0.10 = 1.537600 x 408,949 = 628,800; (640,964 - 628,800) / 29,717.16 = 40.93 %.
    assert part(judged, "liquiditeit", 2) == Fraction("0.4094")


def test_more_depreciation_leaves_the_liquidity_alone(capsys: Capture) -> None:
    # 10 % of 55,524 is 5,552.4: more than the result of 4,878.
    judged = then(capsys, "umcutrecht2021__num.xlsx", "--afschrijvingen", "+10%")
    assert ratios(judged) == close(
        Fraction(4056796, 9719126), Fraction(-6744, 14858580), Fraction(640964, 408949)
    )
    assert judged["trede"] == 4


def test_several_assumptions_add_up(capsys: Capture) -> None:
    # Revenue - 14,858.58; a provision of 5,000 without money; a loan of 20,000; 30,000 of money becomes fixed assets.
    judged = then(
        capsys,
        "umcutrecht2021__num.xlsx",
        *("--opbrengsten", "-1%", "--dotatie-voorzieningen", "5.000.000"),
        *("--lening", "20.000.000", "--investering", "30.000.000"),
    )
    assert ratios(judged) == close(
        Fraction(39137342, 98260642),  # (411,232 - 14,858.58 - 5,000) / (977,465 - 14,858.58 + 20,000)
        Fraction(-1498058, 147099942),  # (4,878 - 14,858.58 - 5,000) / (1,485,858 - 14,858.58)
        Fraction(61610542, 40894900),  # (640,964 - 14,858.58 + 20,000 - 30,000) / 408,949
    )


def test_debt_that_becomes_long_term_moves_one_ratio(capsys: Capture) -> None:
    judged = then(capsys, "umcutrecht2021__num.xlsx", "--herfinanciering", "50.000.000")
    assert ratios(judged) == close(
        Fraction(411232, 977465), Fraction(4878, 1485858), Fraction(640964, 358949)
    )


def test_tax_paid_later_is_money_and_debt(capsys: Capture) -> None:
    # Eindhoven Airport 2017: 3,000 more of current assets, balance total and short-term debts.
    judged = then(capsys, "eindhovenairport2017__num.xlsx", "--uitstel-belasting", "3.000.000")
    assert ratios(judged) == close(Fraction(86252, 124854), Fraction(12032, 62417), Fraction(14721, 13184))


def test_money_that_is_short_is_named(capsys: Capture) -> None:
    # A quarter of 62,417 is 15,604.25, and all current assets are 11,721: 3,883.25 too little.
    judged = then(capsys, "eindhovenairport2017__num.xlsx", "--opbrengsten", "-25%")
    assert Fraction(judged["tekort"]) == 3_883_250


@pytest.mark.parametrize(
    ("file", "bedrag"),
    [
        ("umcutrecht2021__num.xlsx", "-4878000.01"),  # the result of 4,878 is gone
        ("juva2020_wv__num.xlsx", "-15961000.01"),  # the result of 15,961 is gone; there is no balance
        ("eindhovenairport2017__num.xlsx", "-4083000.01"),  # 11,721 - 0.75 x 10,184 = 4,083
    ],
)
def test_the_search_finds_the_cent_that_brings_trede_4(capsys: Capture, file: str, bedrag: str) -> None:
    judged = then(capsys, file, "--opbrengsten", "open", "--tot", "4")
    assert [aanname["bedrag"] for aanname in judged["aannamen"]] == [bedrag]
    assert judged["ten_minste"] == 4


def test_a_gain_ends_a_row_of_losses_but_what_is_unknown_stays_so(capsys: Capture) -> None:
    # Beeld en Geluid 2021 prints no balance here: -479,816 + 1,000,000 = 520,184 of 37,034,143, after two losses.
    judged = then(capsys, "beeldengeluid2021_sbl__num.xlsx", "--resultaat", "+1.000.000")
    assert float(judged["ratios"]["rentabiliteit"]["waarde"]) == pytest.approx(520184 / 37034143, rel=1e-12)
    assert (judged["werkelijk"]["ten_minste"], judged["ten_minste"], judged["ten_hoogste"]) == (5, 1, 5)
