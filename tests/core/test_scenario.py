"""A year under assumptions: by hand, on the border, and what holds for any figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.aannamen import AANNAMEN
from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.jaarrekening import Bedrag, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, bereken
from ews_cli.core.ruimte import ruimte
from ews_cli.core.scenario import Invulling, Scenario, pas_toe, scenario
from ews_cli.problems import Problem

from .build import PEILDATUM, band, criterion, jaar, policy, version

BELEID = policy(
    criterion(
        "solvabiliteit",
        version(band(3, "below", "20%"), band(4, "below", "10%"), band(5, "below", "0%")),
    ),
    criterion(
        "rentabiliteit",
        version(band(3, "below", "0.5%"), band(4, "below", "0%"), band(5, "below", "0%", years=2)),
    ),
    criterion("liquiditeit", version(band(3, "below", "1.00"), band(4, "below", "0.75"))),
)
GEZOND = jaar(
    2023,
    liquide_middelen=300,
    vlottende_activa=600,
    balanstotaal=1000,
    eigen_vermogen=300,
    kortlopende_schulden=400,
    opbrengsten=2000,
    personeelskosten=1500,
    resultaat=40,
)
"""Solvabiliteit 30 %, rentabiliteit 2 %, liquiditeit 1.5: trede 1."""


def neem(naam: str, waarde: int | str, procent: bool = False) -> Invulling:
    return Invulling(AANNAMEN[naam], Decimal(waarde), procent)


def na(voor: Jaarrekening, *invullingen: Invulling) -> Jaarrekening:
    gevonden = pas_toe(voor, invullingen)
    assert isinstance(gevonden, Jaarrekening)
    return gevonden


def van(*invullingen: Invulling, jaren: tuple[Jaarrekening, ...] = (GEZOND,)) -> Scenario:
    gevonden = scenario(jaren, invullingen, BELEID, PEILDATUM)
    assert isinstance(gevonden, Scenario)
    return gevonden


def geweigerd(voor: Jaarrekening, *invullingen: Invulling) -> Problem:
    gevonden = pas_toe(voor, invullingen)
    assert isinstance(gevonden, Problem)
    return gevonden


def test_a_fall_in_revenue_goes_through_all_three_ratios() -> None:
    # 5 % of 2000 is 100: equity 200 of 900, result -60 of 1900, current assets 500 against 400.
    gevolg = van(neem("opbrengsten", -5, True)).na
    assert [o.uitkomst.waarde for o in gevolg.oordelen] == [
        Fraction(200, 900),
        Fraction(-60, 1900),
        Fraction(500, 400),
    ]
    assert gevolg.trede is None  # two years of loss would be trede 5, and the year before is not known
    assert (gevolg.ten_minste, gevolg.ten_hoogste) == (4, 5)


def test_percentages_are_of_what_was_read_and_all_amounts_add_up() -> None:
    # -100 revenue, +45 staff (3 % of 1500), +20 from somewhere else: 40 - 100 - 45 + 20 = -85.
    jaar_na = na(
        GEZOND, neem("opbrengsten", -5, True), neem("personeelskosten", 3, True), neem("resultaat", 20)
    )
    assert jaar_na.bedrag(Post.RESULTAAT) == Decimal(-85)
    assert jaar_na.bedrag(Post.EIGEN_VERMOGEN) == Decimal(175)
    assert jaar_na.bedrag(Post.PERSONEELSKOSTEN) == Decimal(1545)


def test_deferral_of_tax_moves_cash_and_short_term_debts_and_no_result() -> None:
    # 600 + 100 against 400 + 100 is 1.4; equity 300 of 1100.
    gevolg = van(neem("uitstel_belasting", 100)).na
    assert [o.uitkomst.waarde for o in gevolg.oordelen] == [
        Fraction(300, 1100),
        Fraction(40, 2000),
        Fraction(700, 500),
    ]


def test_the_year_before_stays_and_makes_two_years_of_loss() -> None:
    verlies = replace(
        GEZOND,
        balansdatum=GEZOND.balansdatum.replace(year=2022),
        posten={**GEZOND.posten, Post.RESULTAAT: Bedrag(Decimal(-1))},
    )
    assert van(neem("resultaat", -41), jaren=(verlies, GEZOND)).na.trede == 5
    assert van(neem("resultaat", -40), jaren=(verlies, GEZOND)).na.trede == 3  # 0 is no loss


@pytest.mark.parametrize(("bedrag", "trede"), [("-124.99", 1), ("-125", 1), ("-125.01", 3)])
def test_a_bound_is_exact(bedrag: str, trede: int) -> None:
    # 30 % to 20 %: (300 - x) / (1000 - x) = 0.2 at x = 125, which is not under 20 %.
    gevolg = van(neem("storting", bedrag)).na
    assert gevolg.oordelen[0].ten_minste == trede


def test_the_room_that_a_report_promises_is_what_the_scenario_reaches() -> None:
    (ruim,) = ruimte(RATIOS["solvabiliteit"], GEZOND, (), [band(3, "below", "20%")])
    assert ruim.bedrag == 125
    jaar_na = na(GEZOND, neem("resultaat", -125))
    assert bereken(RATIOS["solvabiliteit"], jaar_na).waarde == ruim.grens


def test_what_comes_out_is_never_annual_accounts() -> None:
    jaar_na = na(GEZOND, neem("resultaat", -10))
    assert jaar_na.soort is Soort.PROGNOSE
    assert jaar_na.posten[Post.RESULTAAT].cel is None
    assert jaar_na.posten[Post.RESULTAAT].som == "40 - 10 (aanname)"
    assert jaar_na.posten[Post.OPBRENGSTEN] is GEZOND.posten[Post.OPBRENGSTEN]


def test_a_missing_post_stays_missing() -> None:
    zonder = replace(GEZOND, posten={p: b for p, b in GEZOND.posten.items() if p is not Post.BALANSTOTAAL})
    jaar_na = na(zonder, neem("resultaat", -10))
    assert Post.BALANSTOTAAL not in jaar_na.posten
    assert bereken(RATIOS["solvabiliteit"], jaar_na).waarde is None


def test_what_an_assumption_leaves_open_becomes_unknown() -> None:
    met = replace(GEZOND, posten={**GEZOND.posten, Post.NETTO_OMZET: Bedrag(Decimal(1900))})
    jaar_na = na(met, neem("opbrengsten", -5, True))
    assert Post.NETTO_OMZET not in jaar_na.posten
    assert "welk deel" in jaar_na.reden(Post.NETTO_OMZET)
    assert Post.NETTO_OMZET in na(met, neem("opbrengsten", 0, True)).posten


def test_the_printed_total_of_the_passiva_moves_along() -> None:
    met = replace(GEZOND, totaal_passiva=Bedrag(Decimal(1000)))
    passiva = na(met, neem("resultaat", -10)).totaal_passiva
    assert passiva is not None
    assert passiva.waarde == Decimal(990)


def test_a_percentage_of_a_missing_post_is_refused() -> None:
    probleem = geweigerd(GEZOND, neem("rentelasten", 10, True))
    assert probleem.code == "EWS411"
    assert "rentelasten" in probleem.melding
    na(GEZOND, neem("rentelasten", 10))  # an amount in euro needs no post


@pytest.mark.parametrize("kosten", [0, -5])
def test_a_percentage_of_nothing_or_less_is_refused(kosten: int) -> None:
    vreemd = replace(GEZOND, posten={**GEZOND.posten, Post.PERSONEELSKOSTEN: Bedrag(Decimal(kosten))})
    assert geweigerd(vreemd, neem("personeelskosten", 3, True)).code == "EWS411"


def test_revenue_can_fall_to_nothing_and_not_below() -> None:
    assert na(GEZOND, neem("opbrengsten", -100, True)).bedrag(Post.OPBRENGSTEN) == 0
    probleem = geweigerd(GEZOND, neem("opbrengsten", "-100.01", True))
    assert probleem.code == "EWS412"
    assert "opbrengsten zou van 2.000 naar -0,2" in probleem.melding


def test_an_unknown_unit_refuses_euros_and_takes_percentages() -> None:
    onbekend = replace(GEZOND, eenheid=None)
    assert geweigerd(onbekend, neem("resultaat", -10)).code == "EWS413"
    assert na(onbekend, neem("opbrengsten", -5, True)).bedrag(Post.RESULTAAT) == Decimal(-60)


def test_money_that_runs_out_is_told_to_the_euro() -> None:
    assert van(neem("resultaat", -300)).tekort is None  # all cash is spent, and no more
    assert van(neem("resultaat", -301)).tekort == Decimal(1)


def test_money_that_is_short_is_also_shown_as_a_debt_to_the_bank() -> None:
    # 301 of loss on 300 of cash: 1 of debt. Balance total 1000 - 301 + 1, current assets 600 - 301 + 1, debts + 1.
    one = van(neem("resultaat", -301))
    assert one.met_bankschuld is not None
    before, owed = one.na.jaar, one.met_bankschuld.jaar
    for post, more in (
        (Post.LIQUIDE_MIDDELEN, 1),
        (Post.VLOTTENDE_ACTIVA, 1),
        (Post.BALANSTOTAAL, 1),
        (Post.KORTLOPENDE_SCHULDEN, 1),
        (Post.EIGEN_VERMOGEN, 0),
        (Post.RESULTAAT, 0),
    ):
        was, becomes = before.bedrag(post), owed.bedrag(post)
        assert was is not None
        assert becomes == was + more
    assert owed.bedrag(Post.LIQUIDE_MIDDELEN) == 0
    assert van(neem("resultaat", -300)).met_bankschuld is None


def test_a_debt_that_is_not_in_the_accounts_is_not_made_up() -> None:
    zonder = replace(
        GEZOND, posten={p: b for p, b in GEZOND.posten.items() if p is not Post.KORTLOPENDE_SCHULDEN}
    )
    one = van(neem("resultaat", -301), jaren=(zonder,))
    assert one.met_bankschuld is not None
    assert one.met_bankschuld.jaar.bedrag(Post.KORTLOPENDE_SCHULDEN) is None


def test_without_cash_in_the_accounts_the_current_assets_tell_that_money_runs_out() -> None:
    zonder = replace(
        GEZOND, posten={p: b for p, b in GEZOND.posten.items() if p is not Post.LIQUIDE_MIDDELEN}
    )
    assert van(neem("storting", -600), jaren=(zonder,)).tekort is None
    assert van(neem("storting", -650), jaren=(zonder,)).tekort == Decimal(50)


def test_the_bound_that_breaks_first_stands_first_with_the_part_at_which_it_goes() -> None:
    # A fall of 200 in revenue: rentabiliteit passes 0.5 % at (40 - x) / (2000 - x), x = 30.15, part 0.1508;
    # 0 % just over 40, part 0.2001; solvabiliteit 20 % at 125, part 0.625, which must be just passed: 0.6251.
    breuken = van(neem("opbrengsten", -10, True)).breuken
    assert [(b.lijn.criterium, b.lijn.band.trede, b.deel) for b in breuken] == [
        ("rentabiliteit", 3, Fraction(1508, 10_000)),
        ("rentabiliteit", 4, Fraction(2001, 10_000)),
        ("solvabiliteit", 3, Fraction(6251, 10_000)),
    ]
    assert all(b.gebroken for b in breuken)


def test_a_bound_that_is_left_behind_is_told_too() -> None:
    krap = replace(GEZOND, posten={**GEZOND.posten, Post.KORTLOPENDE_SCHULDEN: Bedrag(Decimal(700))})
    (breuk,) = van(neem("herfinanciering", 100), jaren=(krap,)).breuken
    # 600 / (700 - x) is 1.00 at x = 100, where it is no longer under 1.00.
    assert (breuk.lijn.criterium, breuk.gebroken, breuk.deel) == ("liquiditeit", False, Fraction(1))


NAMEN = st.sampled_from(sorted(AANNAMEN))
BEDRAGEN = st.decimals(-200, 200, places=2)
JAREN = st.builds(
    lambda ev, va, ks, r: jaar(
        2023, eigen_vermogen=ev, balanstotaal=1000, vlottende_activa=va, kortlopende_schulden=ks,
        opbrengsten=2000, resultaat=r, liquide_middelen=va // 2, vaste_activa=1000 - va,
        langlopende_schulden=300, voorzieningen=250,
    ),
    st.integers(-200, 600), st.integers(210, 700), st.integers(210, 900), st.integers(-300, 300),
)  # fmt: skip


@settings(deadline=None)
@given(JAREN, st.lists(NAMEN, max_size=4))
def test_assumptions_of_zero_change_nothing(voor: Jaarrekening, namen: list[str]) -> None:
    jaar_na = na(voor, *(neem(naam, 0) for naam in namen))
    assert jaar_na.posten == voor.posten
    oud, nieuw = (beoordeel([j], BELEID, PEILDATUM) for j in (voor, jaar_na))
    assert (oud.ten_minste, oud.ten_hoogste, oud.oordelen) == (
        nieuw.ten_minste,
        nieuw.ten_hoogste,
        nieuw.oordelen,
    )
    assert van(*(neem(naam, 0) for naam in namen), jaren=(voor,)).breuken == ()


@settings(deadline=None)
@given(JAREN, NAMEN, BEDRAGEN, NAMEN, BEDRAGEN)
def test_the_order_of_assumptions_makes_no_difference(
    voor: Jaarrekening, een: str, bedrag: Decimal, twee: str, ander: Decimal
) -> None:
    invullingen = [neem(een, str(bedrag)), neem(twee, str(ander))]
    heen, terug = pas_toe(voor, invullingen), pas_toe(voor, invullingen[::-1])
    if isinstance(heen, Problem) or isinstance(terug, Problem):
        assert isinstance(heen, Problem)
        assert isinstance(terug, Problem)
    else:
        assert {p: b.waarde for p, b in heen.posten.items()} == {p: b.waarde for p, b in terug.posten.items()}


@settings(deadline=None)
@given(JAREN, NAMEN, BEDRAGEN)
def test_an_assumption_and_its_opposite_undo_each_other(
    voor: Jaarrekening, naam: str, bedrag: Decimal
) -> None:
    heen = pas_toe(voor, [neem(naam, str(bedrag))])
    if isinstance(heen, Jaarrekening):
        terug = pas_toe(heen, [neem(naam, str(-bedrag))])
        assert isinstance(terug, Jaarrekening)
        assert {p: b.waarde for p, b in terug.posten.items()} == {p: b.waarde for p, b in voor.posten.items()}


@settings(deadline=None)
@given(JAREN, st.integers(0, 200), st.integers(0, 200))
def test_a_larger_loss_never_gives_a_lower_trede(voor: Jaarrekening, klein: int, extra: int) -> None:
    weinig = van(neem("resultaat", -klein), jaren=(voor,)).na
    veel = van(neem("resultaat", -(klein + extra)), jaren=(voor,)).na
    assert veel.ten_minste >= weinig.ten_minste
    assert veel.ten_hoogste >= weinig.ten_hoogste


@settings(deadline=None)
@given(JAREN, NAMEN, BEDRAGEN)
def test_every_bound_between_now_and_then_goes_at_its_part_and_not_one_part_sooner(
    voor: Jaarrekening, naam: str, bedrag: Decimal
) -> None:
    gevonden = scenario([voor], [neem(naam, str(bedrag))], BELEID, PEILDATUM)
    if isinstance(gevonden, Problem):
        return
    for breuk in gevonden.breuken:
        delen = int(breuk.deel * 10_000)
        staat = [
            breuk.lijn.gehaald(na(voor, neem(naam, str(bedrag)).deel(n))) for n in (delen - 1, delen, 10_000)
        ]
        assert staat == [not breuk.gebroken, breuk.gebroken, breuk.gebroken]
