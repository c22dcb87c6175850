"""Every border of the default policy: just under, on and just over.

The figures are chosen so that the ratio can be read off: a balance total, revenue or debt of 100 makes the
other amount a percentage; "below" is strictly less, so a figure on its border has not crossed it.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from ews_cli.core.beoordeling import Oordeel, beoordeel
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.thresholds import Thresholds

from .build import PEILDATUM, band, jaar

NOEMER = {
    "solvabiliteit": ("eigen_vermogen", "balanstotaal"),
    "rentabiliteit": ("resultaat", "opbrengsten"),
    "liquiditeit": ("vlottende_activa", "kortlopende_schulden"),
}


def per_honderd(ratio: str, *procenten: str) -> list[Jaarrekening]:
    """One year for each percentage, the last in 2023, with a ratio of so many per cent."""
    teller, noemer = NOEMER[ratio]
    eerste = 2024 - len(procenten)
    return [jaar(eerste + i, **{teller: p, noemer: "100"}) for i, p in enumerate(procenten)]


def oordeel(kruger: Thresholds, ratio: str, *procenten: str) -> Oordeel:
    gevonden = beoordeel(per_honderd(ratio, *procenten), kruger, PEILDATUM).oordelen
    return next(o for o in gevonden if o.criterium == ratio)


@pytest.mark.parametrize(
    ("ratio", "vorig", "nu", "trede"),
    [
        # solvabiliteit: below 20 %, 10 % and 0 % (draaiboek §1.2); the year before is equal, so nothing drops
        ("solvabiliteit", "20.001", "20.001", 1),
        ("solvabiliteit", "20", "20", 1),
        ("solvabiliteit", "19.999", "19.999", 3),
        ("solvabiliteit", "10.001", "10.001", 3),
        ("solvabiliteit", "10", "10", 3),
        ("solvabiliteit", "9.999", "9.999", 4),
        ("solvabiliteit", "0.001", "0.001", 4),
        ("solvabiliteit", "0", "0", 4),
        ("solvabiliteit", "-0.001", "-0.001", 5),
        # rentabiliteit: below 0.5 % and 0 %; a second year below 0 % is tested on its own
        ("rentabiliteit", "0.501", "0.501", 1),
        ("rentabiliteit", "0.5", "0.5", 1),
        ("rentabiliteit", "0.499", "0.499", 3),
        ("rentabiliteit", "0.001", "0.001", 3),
        ("rentabiliteit", "0", "0", 3),
        ("rentabiliteit", "0", "-0.001", 4),
        # liquiditeit: below 1.00 and 0.75
        ("liquiditeit", "100.001", "100.001", 1),
        ("liquiditeit", "100", "100", 1),
        ("liquiditeit", "99.999", "99.999", 3),
        ("liquiditeit", "75.001", "75.001", 3),
        ("liquiditeit", "75", "75", 3),
        ("liquiditeit", "75", "74.999", 4),
    ],
)
def test_a_bound_is_crossed_below_it_and_not_on_it(
    kruger: Thresholds, ratio: str, vorig: str, nu: str, trede: int
) -> None:
    assert oordeel(kruger, ratio, vorig, nu).trede == trede


@pytest.mark.parametrize(
    ("ratio", "vorig", "nu", "trede"),
    [
        # solvabiliteit drops by 2 percent point
        ("solvabiliteit", "40", "38.001", 1),
        ("solvabiliteit", "40", "38", 2),
        ("solvabiliteit", "40", "37.999", 2),
        # rentabiliteit drops by 1 percent point
        ("rentabiliteit", "4", "3.001", 1),
        ("rentabiliteit", "4", "3", 2),
        ("rentabiliteit", "4", "2.999", 2),
        # liquiditeit drops by 0.10
        ("liquiditeit", "150", "140.001", 1),
        ("liquiditeit", "150", "140", 2),
        ("liquiditeit", "150", "139.999", 2),
    ],
)
def test_a_drop_counts_from_its_size_on(
    kruger: Thresholds, ratio: str, vorig: str, nu: str, trede: int
) -> None:
    assert oordeel(kruger, ratio, vorig, nu).trede == trede


@pytest.mark.parametrize(
    ("ratio", "goed"), [("solvabiliteit", "30"), ("rentabiliteit", "4"), ("liquiditeit", "150")]
)
def test_a_rise_is_no_drop(kruger: Thresholds, ratio: str, goed: str) -> None:
    assert oordeel(kruger, ratio, goed, str(int(goed) + 10)).trede == 1


@pytest.mark.parametrize(
    ("ratio", "vorig", "nu", "trede"),
    [
        # trede 5 asks for two years below the bound; the year before is just over, on and just under it
        ("rentabiliteit", "0.001", "-0.001", 4),
        ("rentabiliteit", "0", "-0.001", 4),
        ("rentabiliteit", "-0.001", "-0.001", 5),
        ("rentabiliteit", "-0.001", "0", 3),
        ("liquiditeit", "75.001", "74.999", 4),
        ("liquiditeit", "75", "74.999", 4),
        ("liquiditeit", "74.999", "74.999", 5),
        ("liquiditeit", "74.999", "75", 3),
    ],
)
def test_two_years_means_this_year_and_the_one_before(
    kruger: Thresholds, ratio: str, vorig: str, nu: str, trede: int
) -> None:
    assert oordeel(kruger, ratio, vorig, nu).trede == trede


def test_two_bad_years_that_are_not_the_last_two_do_not_count(kruger: Thresholds) -> None:
    assert oordeel(kruger, "rentabiliteit", "-5", "-5", "5").trede == 1


def test_a_drop_is_counted_from_the_year_before_and_not_from_an_older_one(kruger: Thresholds) -> None:
    assert oordeel(kruger, "solvabiliteit", "60", "40", "40").trede == 1


def test_a_drop_of_exactly_two_points_between_odd_fractions_is_exact(kruger: Thresholds) -> None:
    # 1/7 - 43/350 = 50/350 - 43/350 = 7/350 = 0.02, which no decimal quotient of 1/7 can show.
    assert band(2, "drops_at_least", "2pp").geldt(Fraction(43, 350), Fraction(1, 7)) is True
    # The same drop at healthy figures: 3/7 - 143/350 = 150/350 - 143/350; one unit less is no longer enough.
    vorig = jaar(2022, eigen_vermogen=3, balanstotaal=7)
    op = jaar(2023, eigen_vermogen=143, balanstotaal=350)
    over = jaar(2023, eigen_vermogen="143.0000000000000000000000000000000001", balanstotaal=350)
    assert [beoordeel([vorig, nu], kruger, PEILDATUM).oordelen[0].trede for nu in (op, over)] == [2, 1]


def test_a_figure_that_would_round_to_the_bound_is_still_under_it(kruger: Thresholds) -> None:
    # 19.99999999999999999999999999999999 % has more digits than a default decimal division keeps.
    onder = jaar(2023, eigen_vermogen="19." + "9" * 32, balanstotaal=100)
    assert beoordeel([onder], kruger, PEILDATUM).oordelen[0].ten_minste == 3


def test_the_default_policy_has_the_bounds_of_the_field(kruger: Thresholds) -> None:
    bounds = {
        naam: [(b.trede, b.tekst) for versie in criterium.versions for b in versie.bands]
        for naam, criterium in kruger.criteria.items()
    }
    assert bounds == {
        "solvabiliteit": [
            (2, "drops_at_least 2pp"),
            (3, "below 20%"),
            (4, "below 10%"),
            (5, "below 0%"),
        ],
        "rentabiliteit": [
            (2, "drops_at_least 1pp"),
            (3, "below 0.5%"),
            (4, "below 0%"),
            (5, "below 0%, years 2"),
        ],
        "liquiditeit": [
            (2, "drops_at_least 0.10"),
            (3, "below 1.00"),
            (4, "below 0.75"),
            (5, "below 0.75, years 2"),
        ],
    }
