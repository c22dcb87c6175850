"""How far an assumption can go until a trede: by hand, and to the cent for any figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.aannamen import AANNAMEN
from ews_cli.core.beoordeling import Beoordeling, beoordeel
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.scenario import Invulling, pas_toe
from ews_cli.core.uiterste import CENT, Gezocht, zoek
from ews_cli.problems import Problem

from .build import PEILDATUM, band, criterion, jaar, policy, version
from .test_scenario import BELEID, GEZOND, JAREN, NAMEN, neem


def gezocht(naam: str, tot: int, *vast: Invulling, voor: Jaarrekening = GEZOND) -> Gezocht:
    gevonden = zoek([voor], vast, AANNAMEN[naam], tot, BELEID, PEILDATUM)
    assert isinstance(gevonden, Gezocht)
    return gevonden


def antwoorden(naam: str, tot: int, *vast: Invulling, voor: Jaarrekening = GEZOND) -> list[tuple[str, str]]:
    return [(f"{u.bedrag:f}", f"{u.procent}") for u in gezocht(naam, tot, *vast, voor=voor).uitersten]


def beoordeeld(voor: Jaarrekening, *invullingen: Invulling) -> Beoordeling | None:
    jaar_na = pas_toe(voor, invullingen)
    return None if isinstance(jaar_na, Problem) else beoordeel([jaar_na], BELEID, PEILDATUM)


def test_the_fall_in_revenue_that_makes_a_loss() -> None:
    # 40 less is break-even, a cent more is a loss; 40.01 of 2000 is 2.0005 %, so 2.01 % is just enough.
    assert antwoorden("opbrengsten", 4) == [("-40.01", "-2.01")]


def test_the_rise_in_staff_costs_that_makes_trede_3() -> None:
    # 0.5 % of 2000 is 10: 30 more leaves exactly that; 30.01 of 1500 is 2.0007 %.
    assert antwoorden("personeelskosten", 3) == [("30.01", "2.01")]


def test_the_fall_in_revenue_for_negative_equity() -> None:
    assert antwoorden("opbrengsten", 5) == [("-300.01", "-15.01")]


def test_the_other_assumptions_hold_throughout() -> None:
    # With 15 more staff costs (1 % of 1500) 25 of the result is left.
    assert antwoorden("opbrengsten", 4, neem("personeelskosten", 1, True)) == [("-25.01", "-1.26")]


def test_an_answer_in_euro_only_has_no_percentage() -> None:
    assert antwoorden("storting", 3) == [("-125.01", "None")]


def test_a_lower_trede_asks_for_what_brings_everything_down() -> None:
    # Equity 80 of 1000 is 8 %: (80 + x) / (1000 + x) is 10 % at x = 22.222…; from 22.23 on it is trede 3.
    krap = replace(
        GEZOND,
        posten={**GEZOND.posten, Post.EIGEN_VERMOGEN: jaar(eigen_vermogen=80).posten[Post.EIGEN_VERMOGEN]},
    )
    found = gezocht("storting", 3, voor=krap)
    assert found.beter
    assert [u.bedrag for u in found.uitersten] == [Decimal("22.23")]
    assert found.uitersten[0].na.trede == 3


def test_a_loss_is_mended_at_break_even_and_not_a_cent_before() -> None:
    verlies = replace(
        GEZOND, posten={**GEZOND.posten, Post.RESULTAAT: jaar(resultaat=-50).posten[Post.RESULTAAT]}
    )
    assert antwoorden("opbrengsten", 3, voor=verlies) == [("50.00", "2.50")]


def test_a_trede_that_is_there_already_is_said_and_not_searched() -> None:
    found = gezocht("opbrengsten", 1)
    assert (found.bereikt, found.uitersten) == (True, ())


def test_what_cannot_be_reached_has_no_answer() -> None:
    # Refinancing turns no trede: 400 of short-term debts is all there is, and it only gets better.
    assert gezocht("herfinanciering", 5).uitersten == ()


def test_an_unknown_ratio_keeps_a_lower_trede_out_of_reach() -> None:
    posten = dict(GEZOND.posten)
    del posten[Post.KORTLOPENDE_SCHULDEN]
    posten[Post.RESULTAAT] = jaar(resultaat=-50).posten[Post.RESULTAAT]
    assert gezocht("opbrengsten", 3, voor=replace(GEZOND, posten=posten)).uitersten == ()


def test_an_unknown_unit_has_no_euros_to_search() -> None:
    found = zoek([replace(GEZOND, eenheid=None)], [], AANNAMEN["opbrengsten"], 4, BELEID, PEILDATUM)
    assert isinstance(found, Problem)
    assert found.code == "EWS413"


def test_fixed_assumptions_that_cannot_be_are_refused() -> None:
    found = zoek([GEZOND], [neem("opbrengsten", -200, True)], AANNAMEN["resultaat"], 4, BELEID, PEILDATUM)
    assert isinstance(found, Problem)
    assert found.code == "EWS412"


def test_a_rise_can_break_a_bound_as_well_as_a_fall() -> None:
    beleid = policy(criterion("rentabiliteit", version(band(3, "above", "7%"), band(4, "above", "10%"))))
    found = zoek([GEZOND], [], AANNAMEN["resultaat"], 3, beleid, PEILDATUM)
    assert isinstance(found, Gezocht)
    assert [u.bedrag for u in found.uitersten] == [Decimal("100.01")]  # 140.01 of 2000


@pytest.mark.parametrize("tot", [1, 2, 3, 4, 5])
@settings(deadline=None)
@given(voor=JAREN, naam=NAMEN)
def test_an_answer_brings_the_trede_and_a_cent_less_does_not(tot: int, voor: Jaarrekening, naam: str) -> None:
    found = gezocht(naam, tot, voor=voor)
    for uiterste in found.uitersten:
        minder = beoordeeld(
            voor, Invulling(AANNAMEN[naam], uiterste.bedrag - CENT.copy_sign(uiterste.bedrag))
        )
        precies = beoordeeld(voor, Invulling(AANNAMEN[naam], uiterste.bedrag))
        assert minder is not None
        assert precies is not None
        assert precies == uiterste.na
        if found.beter:
            assert precies.ten_hoogste <= tot < minder.ten_hoogste
        else:
            assert minder.ten_minste < tot <= precies.ten_minste
        if uiterste.procent is not None:
            afgerond = beoordeeld(voor, Invulling(AANNAMEN[naam], uiterste.procent, True))
            assert afgerond is not None
            assert afgerond.ten_hoogste <= tot if found.beter else afgerond.ten_minste >= tot


@settings(deadline=None)
@given(voor=JAREN, naam=NAMEN, tot=st.integers(1, 5), bedrag=st.integers(-2000, 2000))
def test_where_no_answer_is_found_no_amount_brings_it(
    voor: Jaarrekening, naam: str, tot: int, bedrag: int
) -> None:
    found = gezocht(naam, tot, voor=voor)
    gevolg = beoordeeld(voor, Invulling(AANNAMEN[naam], Decimal(bedrag)))
    if found.bereikt or gevolg is None or any(o.uitkomst.waarde is None for o in gevolg.oordelen):
        return
    brengt = gevolg.ten_hoogste <= tot if found.beter else gevolg.ten_minste >= tot
    if brengt:
        assert any(u.bedrag * bedrag > 0 and abs(u.bedrag) <= abs(bedrag) for u in found.uitersten)
