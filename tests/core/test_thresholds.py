"""Bounds, whose words they are, and which version of them is in force."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.thresholds import Band, Bron, Vergelijking

from .build import PEILDATUM, band, criterion, jaar, policy, version

ONDER, OP, OVER = Fraction(19, 100), Fraction(20, 100), Fraction(21, 100)


@pytest.mark.parametrize(
    ("vergelijking", "onder", "op", "over"),
    [
        ("below", True, False, False),
        ("at_most", True, True, False),
        ("above", False, False, True),
        ("at_least", False, True, True),
    ],
)
def test_a_comparison_under_on_and_over_its_bound(
    vergelijking: str, onder: bool, op: bool, over: bool
) -> None:
    grens = band(3, vergelijking, "20%")
    assert [grens.geldt(w, None) for w in (ONDER, OP, OVER)] == [onder, op, over]


def test_a_drop_is_the_year_before_less_this_year() -> None:
    daling = band(2, "drops_at_least", "2pp")
    vorig = Fraction(30, 100)
    assert daling.geldt(Fraction(2801, 10000), vorig) is False
    assert daling.geldt(Fraction(28, 100), vorig) is True
    assert daling.geldt(Fraction(2799, 10000), vorig) is True
    assert daling.geldt(Fraction(32, 100), vorig) is False


def test_a_drop_without_the_year_before_is_unknown() -> None:
    assert band(2, "drops_at_least", "2pp").geldt(ONDER, None) is None


@pytest.mark.parametrize("vergelijking", list(Vergelijking))
def test_without_a_figure_every_bound_is_unknown(vergelijking: Vergelijking) -> None:
    assert band(3, vergelijking, "20%").geldt(None, OP) is None


@pytest.mark.parametrize(
    ("literal", "years", "quote", "uit_bron"),
    [
        ("20%", 1, "komt onder de 20%", True),
        ("20%", 1, "komt onder de 20 procent", True),
        ("20%", 1, "onder de 20.", True),
        ("0%", 1, "komt onder de 20%", False),
        ("2%", 1, "komt onder de 20%", False),
        ("20%", 1, "komt onder de 120%", False),
        ("20%", 1, "komt onder de 20,5%", False),
        ("5%", 1, "komt onder de 20,5%", False),
        ("0.75", 1, "een current ratio van 0,75", True),
        ("0.75", 1, "een current ratio van 0.75", True),
        ("0.75", 1, "een current ratio van 0x75", False),
        ("-5%", 1, "een verlies van 5%", True),
        ("0%", 1, "negatief eigen vermogen", False),
        ("2pp", 1, "afnemend", False),
        ("10%", 2, "twee jaar onder de 10%", False),
        ("10%", 2, "2 jaar onder de 10%", True),
        ("10%", 2, "2 jaar verlies", False),
    ],
)
def test_a_bound_is_the_source_s_only_when_its_digits_stand_in_the_quote(
    literal: str, years: int, quote: str, uit_bron: bool
) -> None:
    assert band(3, "below", literal, years, quote).uit_bron is uit_bron


def test_a_bound_reads_as_the_file_writes_it() -> None:
    assert band(3, "below", "20%").tekst == "below 20%"
    assert band(5, "below", "0%", years=2).tekst == "below 0%, years 2"
    assert band(2, "drops_at_least", "2pp").tekst == "drops_at_least 2pp"


def test_a_place_in_a_source_names_document_and_paragraph() -> None:
    assert str(Bron("draaiboek", "1.2")) == "draaiboek §1.2"


def test_a_bound_counts_for_one_year_unless_it_says_more() -> None:
    assert Band(3, Vergelijking.BELOW, Fraction(1, 5), "20%", "komt onder de 20%").years == 1


EERSTE = version(band(3, "below", "20%"), van=date(2021, 7, 1), tot=date(2022, 12, 31))
TWEEDE = version(band(4, "below", "20%"), van=date(2024, 1, 1), tot=date(2024, 6, 30))
DERDE = version(band(5, "below", "20%"), van=date(2024, 7, 1))


@pytest.mark.parametrize(
    ("peildatum", "geldt"),
    [
        (date(2021, 6, 30), None),
        (date(2021, 7, 1), EERSTE),
        (date(2022, 12, 31), EERSTE),
        # 2023 is a gap: the version that ended does not stay, and the next has not begun.
        (date(2023, 1, 1), None),
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), TWEEDE),
        (date(2024, 6, 30), TWEEDE),
        (date(2024, 7, 1), DERDE),
        (date(2099, 1, 1), DERDE),
    ],
)
def test_a_version_is_in_force_from_its_first_to_its_last_day(peildatum: date, geldt: object) -> None:
    assert criterion("solvabiliteit", EERSTE, TWEEDE, DERDE).versie_op(peildatum) is geldt


def test_a_version_that_ended_does_not_hand_over_to_an_older_one() -> None:
    open_ = version(band(3, "below", "20%"), van=date(2021, 7, 1), tot=date(2021, 12, 31))
    nieuw = version(band(3, "below", "20%"), van=date(2022, 1, 1), tot=date(2022, 12, 31))
    assert criterion("solvabiliteit", open_, nieuw).versie_op(date(2023, 1, 1)) is None


def test_the_version_of_the_peildatum_judges_every_year() -> None:
    # 15 % is trede 3, 4 or 5 in the three versions, whatever the book year.
    drempels = policy(criterion("solvabiliteit", EERSTE, TWEEDE, DERDE))
    oud = [jaar(2020, eigen_vermogen=15, balanstotaal=100)]
    treden = [beoordeel(oud, drempels, d).trede for d in (date(2022, 1, 1), date(2024, 2, 1), PEILDATUM)]
    assert treden == [3, 4, 5]


def test_without_a_version_in_force_the_trede_is_unknown_and_says_so() -> None:
    drempels = policy(criterion("solvabiliteit", EERSTE, TWEEDE, DERDE))
    gevonden = beoordeel([jaar(2022, eigen_vermogen=50, balanstotaal=100)], drempels, date(2023, 5, 1))
    assert (gevonden.trede, gevonden.ten_minste, gevonden.ten_hoogste) == (None, 1, 5)
    assert gevonden.oordelen[0].versie is None
    assert gevonden.oordelen[0].reden == "geen drempels voor solvabiliteit op 2023-05-01"


def test_a_policy_out_of_force_names_its_dates() -> None:
    drempels = policy(
        criterion("liquiditeit", version(band(3, "below", "1.00"))),
        criterion("solvabiliteit", EERSTE, TWEEDE, DERDE),
    )
    assert drempels.niet_geldig_op(date(2023, 5, 1)) == (
        "solvabiliteit heeft geen versie op 2023-05-01; er is er een van 2021-07-01 t/m 2022-12-31, "
        "2024-01-01 t/m 2024-06-30, 2024-07-01 t/m heden"
    )
    assert drempels.niet_geldig_op(date(2022, 12, 31)) is None
