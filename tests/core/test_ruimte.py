"""The euros left to the next trede, by hand and held against the bound that they promise to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.ratios import RATIOS
from ews_cli.core.ruimte import Ruimte, ruimte
from ews_cli.core.thresholds import Band

from .build import PEILDATUM, band, criterion, jaar, policy, version


def plekken(
    naam: str, laatste: Jaarrekening, *bands: Band, eerder: Sequence[Fraction | None] = ()
) -> tuple[Ruimte, ...]:
    return ruimte(RATIOS[naam], laatste, eerder, bands)


def bedragen(
    naam: str, laatste: Jaarrekening, *bands: Band, eerder: Sequence[Fraction | None] = ()
) -> list[Fraction]:
    return [plek.bedrag for plek in plekken(naam, laatste, *bands, eerder=eerder)]


def test_solvabiliteit_is_the_loss_that_lowers_equity_and_total_together() -> None:
    # A loss of 20 on 36 of 100 leaves 16 of 80, exactly 20 %.
    laatste = jaar(2023, eigen_vermogen=36, balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(3, "below", "20%")) == [20]
    # To 10 %: (36 - 10) / 0.9 = 28.888…; to 0 %: all equity.
    assert bedragen("solvabiliteit", laatste, band(4, "below", "10%")) == [Fraction(260, 9)]
    assert bedragen("solvabiliteit", laatste, band(5, "below", "0%")) == [36]


def test_rentabiliteit_is_the_fall_in_the_result_at_the_same_revenue() -> None:
    laatste = jaar(2023, resultaat=3, opbrengsten=200)
    assert bedragen("rentabiliteit", laatste, band(3, "below", "0.5%"), band(4, "below", "0%")) == [2, 3]


def test_liquiditeit_is_the_current_assets_that_may_go_at_the_same_debts() -> None:
    laatste = jaar(2023, vlottende_activa=60, kortlopende_schulden=40)
    assert bedragen("liquiditeit", laatste, band(3, "below", "1.00"), band(4, "below", "0.75")) == [20, 30]


def test_a_drop_is_reached_from_the_year_before() -> None:
    # 40 % a year ago less 2 percent point is 38 %; 39 % of 100 reaches that at a loss of 1 / 0.62.
    laatste = jaar(2023, eigen_vermogen=39, balanstotaal=100)
    (plek,) = plekken("solvabiliteit", laatste, band(2, "drops_at_least", "2pp"), eerder=[Fraction(2, 5)])
    assert (plek.grens, plek.bedrag) == (Fraction(38, 100), Fraction(100, 62))


def test_a_drop_is_reached_from_the_year_before_and_not_from_an_older_one() -> None:
    laatste = jaar(2023, resultaat=3, opbrengsten=100)
    daling = band(2, "drops_at_least", "1pp")
    # From 3.5 % the drop is reached at 2.5 %: half a euro of result on 100 of revenue.
    assert bedragen("rentabiliteit", laatste, daling, eerder=[Fraction(35, 1000), Fraction(9, 100)]) == [
        Fraction(1, 2)
    ]


@pytest.mark.parametrize("eerder", [[], [None]])
def test_a_drop_without_the_year_before_has_no_room(eerder: list[Fraction | None]) -> None:
    laatste = jaar(2023, eigen_vermogen=39, balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(2, "drops_at_least", "2pp"), eerder=eerder) == []


def test_the_nearest_bound_comes_first_and_the_lower_trede_when_they_are_equal() -> None:
    laatste = jaar(2023, eigen_vermogen=36, balanstotaal=100)
    bands = (band(5, "below", "0%"), band(4, "below", "20%"), band(3, "below", "20%"))
    assert [plek.trede for plek in plekken("solvabiliteit", laatste, *bands)] == [3, 4, 5]


def test_a_figure_on_its_bound_has_no_euro_left() -> None:
    assert bedragen(
        "solvabiliteit", jaar(2023, eigen_vermogen=20, balanstotaal=100), band(3, "below", "20%")
    ) == [0]


@pytest.mark.parametrize("vergelijking", ["below", "at_most"])
def test_a_bound_that_is_already_met_has_no_room(vergelijking: str) -> None:
    laatste = jaar(2023, eigen_vermogen="19.99", balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(3, vergelijking, "20%")) == []


@pytest.mark.parametrize("vergelijking", ["above", "at_least"])
@pytest.mark.parametrize("eerder", [[], [Fraction(70, 100)]])
def test_a_loss_does_not_raise_a_ratio(vergelijking: str, eerder: list[Fraction]) -> None:
    laatste = jaar(2023, eigen_vermogen=36, balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(3, vergelijking, "50%"), eerder=eerder) == []


@pytest.mark.parametrize("literal", ["100%", "120%"])
def test_no_loss_reaches_a_bound_of_the_whole_total(literal: str) -> None:
    laatste = jaar(2023, eigen_vermogen=36, balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(3, "below", literal)) == []


@pytest.mark.parametrize("eigen_vermogen", [100, 120])
def test_without_debts_no_loss_lowers_solvabiliteit(eigen_vermogen: int) -> None:
    # With equity equal to the total every loss leaves 100 %, until nothing is left to divide.
    laatste = jaar(2023, eigen_vermogen=eigen_vermogen, balanstotaal=100)
    assert bedragen("solvabiliteit", laatste, band(3, "below", "20%")) == []


@pytest.mark.parametrize(
    ("years", "eerder", "verwacht"),
    [
        # Result 3 of 200: it takes 3 to fall to 0 %. After a loss, that fall makes the second loss year.
        (2, ["-1/100"], [3]),
        (2, ["-1/100", "1/100"], [3]),
        (2, ["0"], []),
        (2, [None], []),
        (2, [], []),
        (3, ["-1/100", "-1/100"], [3]),
        (3, ["-1/100", "0"], []),
        (3, ["0", "-1/100"], []),
        (3, ["-1/100"], []),
    ],
)
def test_a_bound_over_years_is_within_reach_when_the_years_before_meet_it(
    years: int, eerder: list[str | None], verwacht: list[int]
) -> None:
    laatste = jaar(2023, resultaat=3, opbrengsten=200)
    reeks = [None if e is None else Fraction(e) for e in eerder]
    assert bedragen("rentabiliteit", laatste, band(5, "below", "0%", years), eerder=reeks) == verwacht


def test_other_ratios_have_no_room() -> None:
    laatste = jaar(2023, eigen_vermogen=36, opbrengsten=100)
    assert bedragen("weerstandsvermogen", laatste, band(3, "below", "15%")) == []


@pytest.mark.parametrize("mist", ["eigen_vermogen", "balanstotaal"])
def test_without_a_post_there_is_no_room(mist: str) -> None:
    posten = {"eigen_vermogen": 36, "balanstotaal": 100}
    del posten[mist]
    assert bedragen("solvabiliteit", jaar(2023, **posten), band(3, "below", "20%")) == []


@pytest.mark.parametrize("noemer", [0, -100])
def test_without_a_positive_denominator_there_is_no_room(noemer: int) -> None:
    laatste = jaar(2023, resultaat=3, opbrengsten=noemer)
    assert bedragen("rentabiliteit", laatste, band(4, "below", "0%")) == []


def test_a_denominator_of_one_euro_has_room() -> None:
    assert bedragen("rentabiliteit", jaar(2023, resultaat=3, opbrengsten=1), band(4, "below", "0%")) == [3]


def test_without_a_known_unit_there_is_no_amount_in_euro() -> None:
    laatste = replace(jaar(2023, resultaat=3, opbrengsten=200), eenheid=None)
    assert bedragen("rentabiliteit", laatste, band(4, "below", "0%")) == []


def test_a_room_names_its_trede_its_bound_and_what_may_change() -> None:
    posten = {"eigen_vermogen": 36, "balanstotaal": 100, "resultaat": 3, "opbrengsten": 200}
    laatste = jaar(2023, **posten, vlottende_activa=60, kortlopende_schulden=40)
    grens = band(4, "below", "0%")
    gevonden = [
        plekken(naam, laatste, grens)[0] for naam in ("solvabiliteit", "rentabiliteit", "liquiditeit")
    ]
    assert [(p.trede, p.band, p.grens) for p in gevonden] == [(4, grens, Fraction(0))] * 3
    assert [p.wat for p in gevonden] == [
        "verlies",
        "daling van het resultaat",
        "daling van de vlottende activa",
    ]


@given(
    eigen_vermogen=st.integers(-100, 99),
    grens=st.sampled_from(["-10%", "0%", "10%", "20%", "35%", "99%"]),
    meer=st.integers(1, 5),
)
def test_the_loss_reaches_the_bound_and_one_euro_more_crosses_it(
    eigen_vermogen: int, grens: str, meer: int
) -> None:
    onder = band(3, "below", grens)
    laatste = jaar(2023, eigen_vermogen=eigen_vermogen, balanstotaal=100)
    gevonden = bedragen("solvabiliteit", laatste, onder)
    if Fraction(eigen_vermogen, 100) < onder.grens:
        assert gevonden == []
        return
    (verlies,) = gevonden
    assert Fraction(eigen_vermogen - verlies, 100 - verlies) == onder.grens
    if 100 - verlies - meer > 0:
        assert onder.geldt(Fraction(eigen_vermogen - verlies - meer, 100 - verlies - meer), None) is True


def test_after_a_loss_year_the_room_to_trede_5_is_that_to_trede_4() -> None:
    drempels = policy(
        criterion("rentabiliteit", version(band(4, "below", "0%"), band(5, "below", "0%", years=2)))
    )
    winst = jaar(2023, resultaat=3, opbrengsten=200)
    na_verlies = beoordeel([jaar(2022, resultaat=-1, opbrengsten=200), winst], drempels, PEILDATUM)
    na_winst = beoordeel([jaar(2022, resultaat=1, opbrengsten=200), winst], drempels, PEILDATUM)
    assert [(r.trede, r.bedrag) for r in na_verlies.oordelen[0].ruimte] == [
        (4, Fraction(3)),
        (5, Fraction(3)),
    ]
    assert [(r.trede, r.bedrag) for r in na_winst.oordelen[0].ruimte] == [(4, Fraction(3))]
