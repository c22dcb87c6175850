"""The line items: where each stands, and how an amount is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ews_cli.core.jaarrekening import Herkomst, bedrag_tekst
from ews_cli.core.posten import KOSTEN, Overzicht, Post

from .build import jaar


def test_each_post_stands_on_one_side_of_one_statement() -> None:
    plaats = {
        overzicht: [post.value for post in Post if post.overzicht is overzicht] for overzicht in Overzicht
    }
    assert plaats[Overzicht.ACTIVA] == [
        "vaste_activa",
        "voorraden",
        "onderhanden_werk",
        "vorderingen",
        "effecten",
        "liquide_middelen",
        "vlottende_activa",
        "balanstotaal",
    ]
    assert plaats[Overzicht.PASSIVA] == [
        "eigen_vermogen",
        "aandeel_derden",
        "bestemmingsfondsen",
        "achtergestelde_leningen",
        "egalisatierekening",
        "voorzieningen",
        "langlopende_schulden",
        "kortlopende_schulden",
    ]
    assert plaats[Overzicht.RESULTATENREKENING] == [
        "opbrengsten",
        "netto_omzet",
        "jeugdhulpopbrengsten",
        "personeelskosten",
        "personeel_niet_in_loondienst",
        "afschrijvingen",
        "bedrijfslasten",
        "bedrijfsresultaat",
        "rentebaten",
        "rentelasten",
        "resultaat_voor_belasting",
        "belastingen",
        "resultaat",
        "incidentele_baten",
        "incidentele_lasten",
    ]


def test_costs_stand_on_the_resultatenrekening_and_carry_no_sign_of_their_own() -> None:
    assert {post.overzicht for post in KOSTEN} == {Overzicht.RESULTATENREKENING}
    eigen_teken = {Post.RESULTAAT, Post.BEDRIJFSRESULTAAT, Post.RESULTAAT_VOOR_BELASTING, Post.BELASTINGEN}
    assert not KOSTEN & eigen_teken


def test_a_post_reads_as_words() -> None:
    assert Post.PERSONEEL_NIET_IN_LOONDIENST.tekst == "personeel niet in loondienst"


@pytest.mark.parametrize(
    ("bedrag", "tekst"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1.000"),
        ("-1234567.89", "-1.234.567,89"),
        ("0.10", "0,10"),
        # Exact, however it was written: no exponent, no rounding.
        ("4.11232E+8", "411.232.000"),
        ("1E-8", "0,00000001"),
        ("123456789012345678901234567890123456.78", "123.456.789.012.345.678.901.234.567.890.123.456,78"),
    ],
)
def test_an_amount_is_written_exactly_and_in_the_dutch_way(bedrag: str, tekst: str) -> None:
    assert bedrag_tekst(Decimal(bedrag)) == tekst


def test_a_book_year_is_named_for_the_year_in_which_it_ends() -> None:
    assert replace(jaar(2023), balansdatum=date(2024, 6, 30)).boekjaar == 2024


def test_a_post_that_is_missing_has_no_amount_and_a_reason() -> None:
    gelezen = replace(jaar(2023, voorraden=0), ontbreekt={Post.EFFECTEN: "onleesbaar"})
    assert gelezen.bedrag(Post.VOORRADEN) == 0
    assert gelezen.bedrag(Post.EFFECTEN) is None
    assert (gelezen.reden(Post.EFFECTEN), gelezen.reden(Post.RESULTAAT)) == ("onleesbaar", "niet gevonden")


def test_an_amount_is_read_unless_it_says_otherwise() -> None:
    assert jaar(2023, voorraden=1).posten[Post.VOORRADEN].herkomst is Herkomst.GELEZEN
