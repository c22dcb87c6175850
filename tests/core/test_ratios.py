"""The ratios: what the docstring promises is what the function computes, and a gap is never a number."""

from __future__ import annotations

import inspect
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core import ratios
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, DenominatorError, Eenheid, Ratio, bereken

from .build import jaar

ALLE = pytest.mark.parametrize("ratio", RATIOS.values(), ids=list(RATIOS))
bedragen = st.decimals(-(10**12), 10**12, places=2)


def met(ratio: Ratio, **anders: int | str | Decimal) -> Jaarrekening:
    """A year in which every post of the ratio is 100, but for afschrijvingen (10) and what is named."""
    posten: dict[str, int | str | Decimal] = {post.value: 100 for post in ratio.posten}
    if Post.AFSCHRIJVINGEN in ratio.posten:
        posten["afschrijvingen"] = 10
    return jaar(2023, **(posten | anders))


def test_the_ratios_are_those_of_the_design_and_the_first_three_decide() -> None:
    assert list(RATIOS) == [
        "solvabiliteit",
        "rentabiliteit",
        "liquiditeit",
        "weerstandsvermogen",
        "solvabiliteit_2",
        "garantievermogen",
        "quick_ratio",
        "liquiditeit_in_dagen",
        "bedrijfsrendement",
        "genormaliseerde_rentabiliteit",
        "pnil_ratio",
        "rentedekking",
    ]


@pytest.mark.parametrize(
    ("naam", "posten", "waarde"),
    [
        ("solvabiliteit", {"eigen_vermogen": 30, "balanstotaal": 120}, Fraction(1, 4)),
        ("rentabiliteit", {"resultaat": -3, "opbrengsten": 200}, Fraction(-3, 200)),
        ("liquiditeit", {"vlottende_activa": 90, "kortlopende_schulden": 60}, Fraction(3, 2)),
        ("weerstandsvermogen", {"eigen_vermogen": 30, "opbrengsten": 200}, Fraction(3, 20)),
        (
            "solvabiliteit_2",
            {"eigen_vermogen": 30, "voorzieningen": 6, "balanstotaal": 120},
            Fraction(36, 120),
        ),
        (
            "garantievermogen",
            {"eigen_vermogen": 30, "achtergestelde_leningen": 10, "balanstotaal": 120},
            Fraction(40, 120),
        ),
        (
            "quick_ratio",
            {"vlottende_activa": 90, "voorraden": 5, "onderhanden_werk": 7, "kortlopende_schulden": 60},
            Fraction(78, 60),
        ),
        # 20 of cash against 190 of running costs a year: 20 / 190 * 365 = 38.42 days
        (
            "liquiditeit_in_dagen",
            {"liquide_middelen": 20, "bedrijfslasten": 198, "afschrijvingen": 8},
            Fraction(20 * 365, 190),
        ),
        ("bedrijfsrendement", {"bedrijfsresultaat": 2, "opbrengsten": 200}, Fraction(1, 100)),
        # A result of 5 with a one-off gain of 8 and a one-off loss of 1 is a loss of 2 without them.
        (
            "genormaliseerde_rentabiliteit",
            {"resultaat": 5, "incidentele_baten": 8, "incidentele_lasten": 1, "opbrengsten": 200},
            Fraction(-2, 200),
        ),
        ("pnil_ratio", {"personeel_niet_in_loondienst": 12, "personeelskosten": 150}, Fraction(12, 150)),
        ("rentedekking", {"bedrijfsresultaat": 9, "rentelasten": 2}, Fraction(9, 2)),
    ],
)
def test_a_ratio_by_hand(naam: str, posten: dict[str, int], waarde: Fraction) -> None:
    uitkomst = bereken(RATIOS[naam], jaar(2023, **posten))
    assert (uitkomst.waarde, uitkomst.reden) == (waarde, None)


@ALLE
@given(data=st.data())
def test_the_formula_in_the_docstring_is_what_the_function_computes(
    ratio: Ratio, data: st.DataObject
) -> None:
    namen = {post.value: Fraction(data.draw(bedragen, label=post)) for post in ratio.posten}
    if eval(ratio.noemer, {}, namen) <= 0:
        with pytest.raises(DenominatorError):
            ratio.functie(**namen)
    else:
        assert ratio.functie(**namen) == eval(ratio.formule, {}, namen)


@ALLE
def test_the_formula_names_exactly_the_posts_that_the_function_takes(ratio: Ratio) -> None:
    genoemd = {woord.strip("()") for woord in ratio.formule.split()} & {post.value for post in Post}
    assert (
        genoemd == {post.value for post in ratio.posten} == set(inspect.signature(ratio.functie).parameters)
    )
    assert ratio.functie is getattr(ratios, ratio.naam)


@ALLE
def test_each_missing_post_leaves_the_ratio_undetermined_and_is_named(ratio: Ratio) -> None:
    assert bereken(ratio, met(ratio)).waarde is not None
    for post in ratio.posten:
        zonder = {p.value: 100 for p in ratio.posten if p is not post}
        uitkomst = bereken(ratio, jaar(2023, **zonder))
        assert uitkomst.waarde is None
        assert uitkomst.reden == f"{post.tekst}: niet gevonden"


def test_a_missing_post_is_not_zero() -> None:
    zonder = jaar(2023, vlottende_activa=90, voorraden=5, kortlopende_schulden=60)
    nul = jaar(2023, vlottende_activa=90, voorraden=5, onderhanden_werk=0, kortlopende_schulden=60)
    assert bereken(RATIOS["quick_ratio"], zonder).waarde is None
    assert bereken(RATIOS["quick_ratio"], nul).waarde == Fraction(85, 60)


def test_every_missing_post_is_named_with_the_reason_of_the_reader() -> None:
    gelezen = jaar(2023, balanstotaal=100)
    gat = Jaarrekening(
        gelezen.aanbieder,
        gelezen.bestand,
        gelezen.balansdatum,
        gelezen.posten,
        ontbreekt={Post.EIGEN_VERMOGEN: "foutwaarde #REF! in Balans!C25"},
    )
    assert (
        bereken(RATIOS["solvabiliteit_2"], gat).reden
        == "eigen vermogen: foutwaarde #REF! in Balans!C25; voorzieningen: niet gevonden"
    )


NOEMERS = {
    "solvabiliteit": "balanstotaal",
    "rentabiliteit": "opbrengsten",
    "liquiditeit": "kortlopende_schulden",
    "weerstandsvermogen": "opbrengsten",
    "solvabiliteit_2": "balanstotaal",
    "garantievermogen": "balanstotaal",
    "quick_ratio": "kortlopende_schulden",
    "liquiditeit_in_dagen": "bedrijfslasten",
    "bedrijfsrendement": "opbrengsten",
    "genormaliseerde_rentabiliteit": "opbrengsten",
    "pnil_ratio": "personeelskosten",
    "rentedekking": "rentelasten",
}


@ALLE
@pytest.mark.parametrize("over", ["0", "-0.01", "-100"])
def test_a_denominator_of_zero_or_less_is_undetermined_with_its_reason(ratio: Ratio, over: str) -> None:
    # The denominator of liquiditeit_in_dagen is what is left of the costs after 10 of afschrijvingen.
    rest = Decimal(over) + (10 if ratio.naam == "liquiditeit_in_dagen" else 0)
    uitkomst = bereken(ratio, met(ratio, **{NOEMERS[ratio.naam]: rest}))
    assert uitkomst.waarde is None
    assert uitkomst.reden == f"{ratio.noemer.replace('_', ' ')} is nul of negatief"


@ALLE
def test_a_denominator_of_one_cent_is_a_denominator(ratio: Ratio) -> None:
    rest = Decimal("0.01") + (10 if ratio.naam == "liquiditeit_in_dagen" else 0)
    assert bereken(ratio, met(ratio, **{NOEMERS[ratio.naam]: rest})).waarde is not None


def test_the_reason_names_a_denominator_of_two_posts_without_brackets() -> None:
    ratio = RATIOS["liquiditeit_in_dagen"]
    assert bereken(ratio, met(ratio, bedrijfslasten=10)).reden == (
        "bedrijfslasten - afschrijvingen is nul of negatief"
    )


@pytest.mark.parametrize("maanden", [6, 11, 13, 18])
@ALLE
def test_a_balance_is_not_held_beside_a_result_of_more_or_less_than_a_year(
    ratio: Ratio, maanden: int
) -> None:
    # Equity per revenue, and cash per day of costs, change with the length of the book year; a result per
    # revenue and a post per balance total do not.
    uitkomst = bereken(ratio, replace(met(ratio), maanden=maanden))
    if ratio.naam in ("weerstandsvermogen", "liquiditeit_in_dagen"):
        assert uitkomst.waarde is None
        assert uitkomst.reden == f"het boekjaar telt {maanden} maanden en geen 12"
    else:
        assert uitkomst == bereken(ratio, met(ratio))


def test_a_negative_numerator_gives_a_negative_ratio() -> None:
    assert bereken(
        RATIOS["solvabiliteit"], jaar(2023, eigen_vermogen=-5, balanstotaal=50)
    ).waarde == Fraction(-1, 10)


def test_units_and_direction_of_each_ratio() -> None:
    assert {naam for naam, r in RATIOS.items() if r.eenheid is Eenheid.DAGEN} == {"liquiditeit_in_dagen"}
    assert {naam for naam, r in RATIOS.items() if r.eenheid is Eenheid.RATIO} == {
        "liquiditeit",
        "quick_ratio",
        "rentedekking",
    }
    # More staff who are not employed is worse; of everything else more is better.
    assert [naam for naam, r in RATIOS.items() if not r.hoger_is_beter] == ["pnil_ratio"]


def test_a_ratio_reads_as_words() -> None:
    assert RATIOS["liquiditeit_in_dagen"].tekst == "liquiditeit in dagen"


@pytest.mark.parametrize("naam", ["solvabiliteit", "liquiditeit"])
def test_the_pure_functions_take_decimals_too(naam: str) -> None:
    functie = getattr(ratios, naam)
    assert functie(Decimal(1), Decimal(4)) == Decimal("0.25")
    with pytest.raises(DenominatorError):
        functie(Decimal(1), Decimal(0))
