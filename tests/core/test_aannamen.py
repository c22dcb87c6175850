"""What moves what: the table keeps the books in balance, whatever is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from ews_cli.core.aannamen import AANNAMEN, NIET_ONDER_NUL, Aanname
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import KOSTEN, Post
from ews_cli.core.scenario import Invulling, pas_toe

from .build import jaar

P = Post
VOOR = jaar(
    2023,
    vaste_activa=400,
    liquide_middelen=150,
    vlottende_activa=600,
    balanstotaal=1000,
    eigen_vermogen=250,
    voorzieningen=50,
    langlopende_schulden=300,
    kortlopende_schulden=400,
    opbrengsten=2000,
    personeelskosten=1500,
    personeel_niet_in_loondienst=200,
    afschrijvingen=100,
    bedrijfslasten=1950,
    bedrijfsresultaat=50,
    rentelasten=10,
    resultaat_voor_belasting=40,
    resultaat=40,
)
"""A balance and an income statement that add up, in euro."""

VERWACHT: dict[str, dict[Post, int]] = {
    "opbrengsten": {
        P.OPBRENGSTEN: 2010, P.BEDRIJFSRESULTAAT: 60, P.RESULTAAT_VOOR_BELASTING: 50, P.RESULTAAT: 50,
        P.EIGEN_VERMOGEN: 260, P.LIQUIDE_MIDDELEN: 160, P.VLOTTENDE_ACTIVA: 610, P.BALANSTOTAAL: 1010,
    },
    "personeelskosten": {
        P.PERSONEELSKOSTEN: 1510, P.BEDRIJFSLASTEN: 1960, P.BEDRIJFSRESULTAAT: 40,
        P.RESULTAAT_VOOR_BELASTING: 30, P.RESULTAAT: 30, P.EIGEN_VERMOGEN: 240, P.LIQUIDE_MIDDELEN: 140,
        P.VLOTTENDE_ACTIVA: 590, P.BALANSTOTAAL: 990,
    },
    "personeel_niet_in_loondienst": {
        P.PERSONEEL_NIET_IN_LOONDIENST: 210, P.PERSONEELSKOSTEN: 1510, P.BEDRIJFSLASTEN: 1960,
        P.BEDRIJFSRESULTAAT: 40, P.RESULTAAT_VOOR_BELASTING: 30, P.RESULTAAT: 30, P.EIGEN_VERMOGEN: 240,
        P.LIQUIDE_MIDDELEN: 140, P.VLOTTENDE_ACTIVA: 590, P.BALANSTOTAAL: 990,
    },
    "bedrijfslasten": {
        P.BEDRIJFSLASTEN: 1960, P.BEDRIJFSRESULTAAT: 40, P.RESULTAAT_VOOR_BELASTING: 30, P.RESULTAAT: 30,
        P.EIGEN_VERMOGEN: 240, P.LIQUIDE_MIDDELEN: 140, P.VLOTTENDE_ACTIVA: 590, P.BALANSTOTAAL: 990,
    },
    "afschrijvingen": {
        P.AFSCHRIJVINGEN: 110, P.BEDRIJFSLASTEN: 1960, P.BEDRIJFSRESULTAAT: 40,
        P.RESULTAAT_VOOR_BELASTING: 30, P.RESULTAAT: 30, P.EIGEN_VERMOGEN: 240, P.VASTE_ACTIVA: 390,
        P.BALANSTOTAAL: 990,
    },
    "rentelasten": {
        P.RENTELASTEN: 20, P.RESULTAAT_VOOR_BELASTING: 30, P.RESULTAAT: 30, P.EIGEN_VERMOGEN: 240,
        P.LIQUIDE_MIDDELEN: 140, P.VLOTTENDE_ACTIVA: 590, P.BALANSTOTAAL: 990,
    },
    "resultaat": {
        P.RESULTAAT_VOOR_BELASTING: 50, P.RESULTAAT: 50, P.EIGEN_VERMOGEN: 260, P.LIQUIDE_MIDDELEN: 160,
        P.VLOTTENDE_ACTIVA: 610, P.BALANSTOTAAL: 1010,
    },
    "dotatie_voorzieningen": {
        P.VOORZIENINGEN: 60, P.BEDRIJFSLASTEN: 1960, P.BEDRIJFSRESULTAAT: 40, P.RESULTAAT_VOOR_BELASTING: 30,
        P.RESULTAAT: 30, P.EIGEN_VERMOGEN: 240,
    },
    "uitstel_belasting": {
        P.KORTLOPENDE_SCHULDEN: 410, P.LIQUIDE_MIDDELEN: 160, P.VLOTTENDE_ACTIVA: 610, P.BALANSTOTAAL: 1010,
    },
    "lening": {
        P.LANGLOPENDE_SCHULDEN: 310, P.LIQUIDE_MIDDELEN: 160, P.VLOTTENDE_ACTIVA: 610, P.BALANSTOTAAL: 1010,
    },
    "herfinanciering": {P.KORTLOPENDE_SCHULDEN: 390, P.LANGLOPENDE_SCHULDEN: 310},
    "investering": {P.VASTE_ACTIVA: 410, P.LIQUIDE_MIDDELEN: 140, P.VLOTTENDE_ACTIVA: 590},
    "storting": {
        P.EIGEN_VERMOGEN: 260, P.LIQUIDE_MIDDELEN: 160, P.VLOTTENDE_ACTIVA: 610, P.BALANSTOTAAL: 1010,
    },
}  # fmt: skip
"""By hand: what 10 euro more of each assumption makes of `VOOR`."""


@pytest.mark.parametrize("naam", AANNAMEN)
def test_ten_euro_more_moves_these_posts_and_no_other(naam: str) -> None:
    na = pas_toe(VOOR, [Invulling(AANNAMEN[naam], Decimal(10))])
    assert isinstance(na, Jaarrekening)
    moved = {post: b.waarde for post, b in na.posten.items() if b.waarde != VOOR.posten[post].waarde}
    assert moved == VERWACHT[naam]


def test_every_assumption_is_calculated_by_hand() -> None:
    assert VERWACHT.keys() == AANNAMEN.keys()


def som(beweegt: Mapping[Post, int], *posten: Post) -> int:
    return sum(beweegt.get(post, 0) for post in posten)


@pytest.mark.parametrize("aanname", AANNAMEN.values(), ids=str)
def test_the_books_stay_in_balance(aanname: Aanname) -> None:
    b = aanname.beweegt
    totaal = som(b, P.BALANSTOTAAL)
    assert som(b, P.VASTE_ACTIVA, P.VLOTTENDE_ACTIVA) == totaal
    assert som(b, P.EIGEN_VERMOGEN, P.VOORZIENINGEN, P.LANGLOPENDE_SCHULDEN, P.KORTLOPENDE_SCHULDEN) == totaal
    assert som(b, P.OPBRENGSTEN) - som(b, P.BEDRIJFSLASTEN) == som(b, P.BEDRIJFSRESULTAAT)
    assert som(b, P.RESULTAAT) == som(b, P.RESULTAAT_VOOR_BELASTING)
    assert som(b, P.LIQUIDE_MIDDELEN) == som(b, P.VLOTTENDE_ACTIVA)


@pytest.mark.parametrize("aanname", AANNAMEN.values(), ids=str)
def test_only_a_payment_by_the_owners_moves_equity_and_not_the_result(aanname: Aanname) -> None:
    gelijk = som(aanname.beweegt, P.RESULTAAT) == som(aanname.beweegt, P.EIGEN_VERMOGEN)
    assert gelijk is (aanname.naam != "storting")


def test_a_percentage_is_of_a_post_that_the_assumption_moves_and_asks_for_a_sign() -> None:
    for aanname in AANNAMEN.values():
        if aanname.van is not None:
            assert aanname.beweegt[aanname.van] == 1
            assert aanname.gericht


def test_what_is_never_negative_is_revenue_costs_debts_and_fixed_assets_but_no_money() -> None:
    assert KOSTEN - {P.INCIDENTELE_LASTEN} <= NIET_ONDER_NUL
    assert not NIET_ONDER_NUL & {P.LIQUIDE_MIDDELEN, P.VLOTTENDE_ACTIVA, P.BALANSTOTAAL, P.EIGEN_VERMOGEN}
