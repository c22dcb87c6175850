"""From years to a trede: what is proven, what the unknown could still make of it, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ews_cli.core.beoordeling import Beoordeling, Oordeel, aansluitend, beoordeel, nog_een_verliesjaar
from ews_cli.core.jaarrekening import Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds

from .build import PEILDATUM, band, criterion, jaar, policy, version


def gezond(boekjaar: int = 2023, /, **anders: int | str | Decimal) -> Jaarrekening:
    """A year with solvabiliteit 40 %, rentabiliteit 2 % and liquiditeit 1.5, but for what is named."""
    posten: dict[str, int | str | Decimal] = {
        "vaste_activa": 40,
        "vlottende_activa": 60,
        "balanstotaal": 100,
        "eigen_vermogen": 40,
        "voorzieningen": 5,
        "langlopende_schulden": 15,
        "kortlopende_schulden": 40,
        "opbrengsten": 200,
        "bedrijfslasten": 195,
        "bedrijfsresultaat": 5,
        "resultaat": 4,
    }
    return jaar(boekjaar, **(posten | anders))


def zonder(jaarrekening: Jaarrekening, *namen: str) -> Jaarrekening:
    """The same accounts without these posts."""
    return replace(
        jaarrekening, posten={p: b for p, b in jaarrekening.posten.items() if p.value not in namen}
    )


def bereik(beoordeling: Beoordeling | Oordeel) -> tuple[int, int]:
    return beoordeling.ten_minste, beoordeling.ten_hoogste


def over(naam: str, beoordeling: Beoordeling) -> Oordeel:
    return next(o for o in beoordeling.oordelen if o.criterium == naam)


# --- the hand-checked cases of the field


KVK = {
    "balanstotaal": 428_763,
    "vlottende_activa": 36_869,
    "eigen_vermogen": 275_698,
    "kortlopende_schulden": 153_065,
}


def test_the_kvk_sample_is_trede_4_on_its_current_ratio_alone(kruger: Thresholds) -> None:
    gevonden = beoordeel([jaar(2023, **KVK)], kruger, PEILDATUM)
    solvabiliteit, liquiditeit = over("solvabiliteit", gevonden), over("liquiditeit", gevonden)
    waarden = [solvabiliteit.uitkomst.waarde, liquiditeit.uitkomst.waarde]
    assert waarden == [Fraction(275_698, 428_763), Fraction(36_869, 153_065)]
    assert [f"{float(w or 0):.3f}" for w in waarden] == ["0.643", "0.241"]
    assert (solvabiliteit.ten_minste, liquiditeit.ten_minste) == (1, 4)
    assert (gevonden.ten_minste, gevonden.bepalend) == (4, ("liquiditeit",))


def test_the_kvk_sample_is_exactly_trede_4_when_the_year_before_was_sound(kruger: Thresholds) -> None:
    # 114,799 / 153,065 = 0.75000…: on the good side of 0.75, so the shortage is not yet structural.
    nu = jaar(2023, **KVK, resultaat=10, opbrengsten=100)
    vorig = jaar(2022, **(KVK | {"vlottende_activa": 114_799}), resultaat=10, opbrengsten=100)
    assert beoordeel([vorig, nu], kruger, PEILDATUM).trede == 4


def test_eindhoven_airport_2017_by_hand(kruger: Thresholds) -> None:
    airport = jaar(
        2017,
        eigen_vermogen=86_252,
        balanstotaal=121_854,
        vlottende_activa=11_721,
        kortlopende_schulden=10_184,
    )
    gevonden = beoordeel([airport], kruger, PEILDATUM)
    waarden = [over(n, gevonden).uitkomst.waarde for n in ("solvabiliteit", "liquiditeit")]
    assert waarden == [Fraction(86_252, 121_854), Fraction(11_721, 10_184)]
    assert [f"{float(w or 0):.3f}" for w in waarden] == ["0.708", "1.151"]


# --- overall: the highest, "en/of"


@pytest.mark.parametrize(
    ("anders", "trede", "bepalend"),
    [
        ({}, 1, ()),
        ({"eigen_vermogen": 15}, 3, ("solvabiliteit",)),
        ({"eigen_vermogen": 15, "resultaat": 0}, 3, ("solvabiliteit", "rentabiliteit")),
        ({"eigen_vermogen": 15, "resultaat": -1}, 4, ("rentabiliteit",)),
        ({"eigen_vermogen": -1, "resultaat": 0, "vlottende_activa": 39}, 5, ("solvabiliteit",)),
        (
            {"eigen_vermogen": 19, "resultaat": 0, "vlottende_activa": 39},
            3,
            ("solvabiliteit", "rentabiliteit", "liquiditeit"),
        ),
    ],
)
def test_one_criterion_suffices_and_the_highest_is_the_trede(
    kruger: Thresholds, anders: dict[str, int], trede: int, bepalend: tuple[str, ...]
) -> None:
    vorig = gezond(2022, **{"eigen_vermogen": 15, "resultaat": 0, "vlottende_activa": 39} if anders else {})
    gevonden = beoordeel([vorig, gezond(2023, **anders)], kruger, PEILDATUM)
    assert (gevonden.trede, gevonden.bepalend) == (trede, bepalend)


def test_a_drop_alone_decides_trede_2(kruger: Thresholds) -> None:
    gevonden = beoordeel([gezond(2022, eigen_vermogen=43), gezond(2023)], kruger, PEILDATUM)
    assert (gevonden.trede, gevonden.bepalend) == (2, ("solvabiliteit",))


def test_a_second_bound_on_the_same_trede_asks_nothing_when_the_first_is_met() -> None:
    twee = version(band(3, "below", "20%"), band(3, "drops_at_least", "2pp"))
    drempels = policy(criterion("solvabiliteit", twee))
    for eerder in ([], [gezond(2022, eigen_vermogen=16)]):
        gevonden = beoordeel([*eerder, gezond(2023, eigen_vermogen=15)], drempels, PEILDATUM)
        assert (gevonden.trede, gevonden.oordelen[0].reden, gevonden.oordelen[0].ruimte) == (3, None, ())


def test_the_criteria_keep_the_order_of_the_threshold_file(kruger: Thresholds) -> None:
    gevonden = beoordeel([gezond()], kruger, PEILDATUM)
    assert [o.criterium for o in gevonden.oordelen] == ["solvabiliteit", "rentabiliteit", "liquiditeit"]


def test_the_strictest_bound_that_is_met_is_named(kruger: Thresholds) -> None:
    gevonden = over("solvabiliteit", beoordeel([gezond(eigen_vermogen=5)], kruger, PEILDATUM))
    assert gevonden.band is not None
    assert gevonden.band.literal == "10%"
    assert over("liquiditeit", beoordeel([gezond()], kruger, PEILDATUM)).band is None


def test_the_strictest_bound_wins_in_whatever_order_the_file_has_them() -> None:
    drempels = policy(criterion("solvabiliteit", version(band(4, "below", "10%"), band(3, "below", "20%"))))
    assert beoordeel([gezond(eigen_vermogen=5)], drempels, PEILDATUM).trede == 4


def test_a_ratio_for_which_more_is_worse_can_be_a_criterion() -> None:
    drempels = policy(criterion("pnil_ratio", version(band(3, "above", "20%"))))
    kosten = {"personeelskosten": 100}
    treden = [
        beoordeel([jaar(2023, personeel_niet_in_loondienst=pnil, **kosten)], drempels, PEILDATUM).trede
        for pnil in (19, 20, 21)
    ]
    assert treden == [1, 1, 3]


def test_a_criterion_may_have_another_name_than_its_ratio() -> None:
    eigen = criterion("weerstandsvermogen", version(band(3, "below", "15%")))._replace(naam="buffer")
    gevonden = beoordeel([gezond(eigen_vermogen=20)], policy(eigen), PEILDATUM)
    assert (gevonden.trede, gevonden.bepalend) == (3, ("buffer",))


# --- three-valued: a range where something is unknown


@pytest.mark.parametrize(
    ("mist", "verwacht"),
    [
        # With one year only, the drops (trede 2) are unknown; no figure at all leaves 1 to 5.
        ((), (1, 2)),
        (("balanstotaal",), (1, 5)),
        (("eigen_vermogen",), (1, 5)),
        (("resultaat",), (1, 5)),
        (("kortlopende_schulden",), (1, 5)),
    ],
)
def test_what_is_missing_leaves_the_trede_open_upwards(
    kruger: Thresholds, mist: tuple[str, ...], verwacht: tuple[int, int]
) -> None:
    gevonden = beoordeel([zonder(gezond(), *mist)], kruger, PEILDATUM)
    assert bereik(gevonden) == verwacht
    assert gevonden.trede is None


def test_accounts_without_any_figure_are_unknown_and_never_trede_1(kruger: Thresholds) -> None:
    gevonden = beoordeel([jaar(2023)], kruger, PEILDATUM)
    assert (gevonden.trede, *bereik(gevonden), gevonden.bepalend) == (None, 1, 5, ())


def test_a_proven_trede_stands_beside_an_unknown_criterion(kruger: Thresholds) -> None:
    gevonden = beoordeel([zonder(gezond(eigen_vermogen=15), "resultaat")], kruger, PEILDATUM)
    assert (gevonden.trede, *bereik(gevonden)) == (None, 3, 5)
    assert gevonden.bepalend == ("solvabiliteit",)


def test_the_highest_computed_trede_needs_nothing_else(kruger: Thresholds) -> None:
    alleen_vermogen = jaar(2023, eigen_vermogen=-1, balanstotaal=100)
    assert beoordeel([alleen_vermogen], kruger, PEILDATUM).trede == 5


def test_a_first_loss_year_without_history_may_be_the_second(kruger: Thresholds) -> None:
    rentabiliteit = over("rentabiliteit", beoordeel([gezond(resultaat=-1)], kruger, PEILDATUM))
    assert bereik(rentabiliteit) == (4, 5)
    assert rentabiliteit.reden == "voor trede 5 zijn vergelijkbare cijfers over 2022 nodig"


def test_a_profit_the_year_before_rules_out_two_loss_years_even_when_this_year_is_unknown(
    kruger: Thresholds,
) -> None:
    jaren = [gezond(2022), zonder(gezond(2023), "resultaat")]
    assert bereik(over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))) == (1, 4)
    jaren = [gezond(2022, resultaat=-1), zonder(gezond(2023), "resultaat")]
    assert bereik(over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))) == (1, 5)


def test_a_year_before_without_the_post_is_as_unknown_as_no_year(kruger: Thresholds) -> None:
    jaren = [zonder(gezond(2022), "resultaat"), gezond(2023, resultaat=-1)]
    rentabiliteit = over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))
    assert (bereik(rentabiliteit), rentabiliteit.vorig) == ((4, 5), None)


def test_a_drop_is_not_asked_after_when_something_worse_is_proven(kruger: Thresholds) -> None:
    solvabiliteit = over("solvabiliteit", beoordeel([gezond(eigen_vermogen=15)], kruger, PEILDATUM))
    assert (solvabiliteit.trede, solvabiliteit.reden) == (3, None)


def test_a_zero_denominator_leaves_the_criterion_open(kruger: Thresholds) -> None:
    jaren = [gezond(2022), gezond(2023, kortlopende_schulden=0)]
    liquiditeit = over("liquiditeit", beoordeel(jaren, kruger, PEILDATUM))
    assert bereik(liquiditeit) == (1, 4)
    assert liquiditeit.reden == "kortlopende schulden is nul of negatief"


def test_the_year_before_is_given_beside_the_figure(kruger: Thresholds) -> None:
    gevonden = beoordeel([gezond(2022, eigen_vermogen=50), gezond(2023)], kruger, PEILDATUM)
    solvabiliteit = over("solvabiliteit", gevonden)
    assert (solvabiliteit.vorig, solvabiliteit.uitkomst.waarde) == (Fraction(1, 2), Fraction(2, 5))


def test_a_certain_criterion_has_no_reason_and_an_open_one_does(kruger: Thresholds) -> None:
    zeker = beoordeel([gezond(2022), gezond(2023)], kruger, PEILDATUM)
    assert zeker.trede == 1
    assert [o.reden for o in zeker.oordelen] == [None, None, None]
    enig = beoordeel([gezond(2023)], kruger, PEILDATUM)
    assert {o.reden for o in enig.oordelen} == {"voor trede 2 zijn vergelijkbare cijfers over 2022 nodig"}


def test_a_policy_without_criteria_proves_nothing() -> None:
    assert bereik(beoordeel([gezond()], policy(), PEILDATUM)) == (1, 5)


# --- years


def jaren_met_verlies(*resultaten: int | None) -> list[Jaarrekening]:
    """Years up to 2023 with these results; None is a year whose result is not known."""
    eerste = 2024 - len(resultaten)
    return [
        zonder(gezond(eerste + i), "resultaat") if r is None else gezond(eerste + i, resultaat=r)
        for i, r in enumerate(resultaten)
    ]


DRIE_JAAR = policy(criterion("rentabiliteit", version(band(5, "below", "0%", years=3))))


@pytest.mark.parametrize(
    ("resultaten", "verwacht"),
    [
        ((-1, -1, -1), (5, 5)),
        ((-1, -1, 0), (1, 1)),
        ((-1, 0, -1), (1, 1)),
        ((0, -1, -1), (1, 1)),
        ((-1, -1), (1, 5)),
        ((-1,), (1, 5)),
        ((None, -1, -1), (1, 5)),
        ((-1, None, -1), (1, 5)),
        ((0, None, -1), (1, 1)),
        ((-1, -1, -1, -1), (5, 5)),
        ((0, -1, -1, -1), (5, 5)),
    ],
)
def test_years_are_that_many_successive_book_years(
    resultaten: tuple[int | None, ...], verwacht: tuple[int, int]
) -> None:
    assert bereik(beoordeel(jaren_met_verlies(*resultaten), DRIE_JAAR, PEILDATUM)) == verwacht


@pytest.mark.parametrize(("boekjaar", "nodig"), [(2023, 2022), (2024, 2023)])
def test_the_year_that_is_needed_is_the_one_before(kruger: Thresholds, boekjaar: int, nodig: int) -> None:
    gevonden = over("rentabiliteit", beoordeel([gezond(boekjaar, resultaat=-1)], kruger, PEILDATUM))
    assert gevonden.reden == f"voor trede 5 zijn vergelijkbare cijfers over {nodig} nodig"


@pytest.mark.parametrize(
    ("boekjaar", "nodig"), [(2023, "2021 tot en met 2022"), (2024, "2022 tot en met 2023")]
)
def test_the_years_that_are_needed_end_with_the_one_before(boekjaar: int, nodig: str) -> None:
    gevonden = beoordeel([gezond(boekjaar, resultaat=-1)], DRIE_JAAR, PEILDATUM)
    assert gevonden.oordelen[0].reden == f"voor trede 5 zijn vergelijkbare cijfers over {nodig} nodig"


def test_the_treden_that_are_open_are_named_together() -> None:
    drempels = policy(
        criterion("rentabiliteit", version(band(5, "below", "5%", years=2), band(2, "drops_at_least", "1pp")))
    )
    gevonden = beoordeel([gezond()], drempels, PEILDATUM)
    assert gevonden.oordelen[0].reden == "voor trede 2 en 5 zijn vergelijkbare cijfers over 2022 nodig"


def test_a_drop_in_each_of_two_years_needs_three_years() -> None:
    drempels = policy(criterion("solvabiliteit", version(band(3, "drops_at_least", "2pp", years=2))))
    dalend = [gezond(2021, eigen_vermogen=44), gezond(2022, eigen_vermogen=42), gezond(2023)]
    assert bereik(beoordeel(dalend, drempels, PEILDATUM)) == (3, 3)
    assert bereik(beoordeel(dalend[1:], drempels, PEILDATUM)) == (1, 3)
    assert beoordeel(dalend[1:], drempels, PEILDATUM).oordelen[0].reden == (
        "voor trede 3 zijn vergelijkbare cijfers over 2021 tot en met 2022 nodig"
    )
    assert bereik(beoordeel([dalend[2], dalend[2]], drempels, PEILDATUM)) == (1, 3)


def test_a_gap_in_the_years_breaks_the_series(kruger: Thresholds) -> None:
    jaren = [gezond(2021, resultaat=-1), gezond(2023, resultaat=-1)]
    assert bereik(over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))) == (4, 5)


@pytest.mark.parametrize(
    ("toen", "nu", "trede"),
    [
        (Basis.GECONSOLIDEERD, Basis.GECONSOLIDEERD, 5),
        (Basis.GECONSOLIDEERD, Basis.ONBEKEND, 5),
        (Basis.ONBEKEND, Basis.ENKELVOUDIG, 5),
        (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG, None),
        (Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD, None),
    ],
)
def test_consolidated_and_separate_years_are_no_series(
    kruger: Thresholds, toen: Basis, nu: Basis, trede: int | None
) -> None:
    jaren = [
        replace(gezond(2022, resultaat=-1), basis=toen),
        replace(gezond(2023, resultaat=-1), basis=nu),
    ]
    rentabiliteit = over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))
    assert (rentabiliteit.ten_minste, rentabiliteit.trede) == (trede or 4, trede)


def test_an_unknown_basis_between_does_not_join_separate_and_consolidated_years() -> None:
    bases = (Basis.ENKELVOUDIG, Basis.ONBEKEND, Basis.GECONSOLIDEERD)
    jaren = [
        replace(jaarrekening, basis=basis)
        for jaarrekening, basis in zip(jaren_met_verlies(-1, -1, -1), bases, strict=True)
    ]
    assert [j.boekjaar for j in aansluitend(jaren)] == [2022]
    assert bereik(beoordeel(jaren, DRIE_JAAR, PEILDATUM)) == (1, 5)


def test_the_comparable_years_are_those_before_the_last_newest_first() -> None:
    jaren = [gezond(2019), gezond(2021), gezond(2022), gezond(2023)]
    assert aansluitend(jaren) == [jaren[2], jaren[1]]
    assert aansluitend(jaren[:1]) == []


@pytest.mark.parametrize("maanden", [6, 18])
def test_years_of_another_length_are_no_series(kruger: Thresholds, maanden: int) -> None:
    jaren = [replace(gezond(2022, resultaat=-1), maanden=maanden), gezond(2023, resultaat=-1)]
    assert bereik(over("rentabiliteit", beoordeel(jaren, kruger, PEILDATUM))) == (4, 5)


# --- beside the trede


def test_the_ratios_that_no_criterion_uses_inform(kruger: Thresholds) -> None:
    gevonden = beoordeel([gezond()], kruger, PEILDATUM)
    informerend = {ratio.naam: uitkomst.waarde for ratio, uitkomst in gevonden.informerend}
    assert set(informerend) == {
        "weerstandsvermogen",
        "solvabiliteit_2",
        "garantievermogen",
        "quick_ratio",
        "liquiditeit_in_dagen",
        "bedrijfsrendement",
        "genormaliseerde_rentabiliteit",
        "pnil_ratio",
        "rentedekking",
    }
    assert informerend["solvabiliteit_2"] == Fraction(45, 100)
    assert informerend["pnil_ratio"] is None


def test_the_accounts_that_were_judged_are_those_of_the_last_year(kruger: Thresholds) -> None:
    jaren = [gezond(2022), gezond(2023)]
    assert beoordeel(jaren, kruger, PEILDATUM).jaar is jaren[1]


def test_the_room_is_given_to_each_trede_above(kruger: Thresholds) -> None:
    jaren = [gezond(2022, eigen_vermogen=15), gezond(2023, eigen_vermogen=15)]
    solvabiliteit = over("solvabiliteit", beoordeel(jaren, kruger, PEILDATUM))
    assert solvabiliteit.trede == 3
    assert [r.trede for r in solvabiliteit.ruimte] == [4, 5]


def test_a_failed_identity_does_not_stop_the_score(kruger: Thresholds) -> None:
    scheef = gezond(eigen_vermogen=15)
    gevonden = beoordeel([scheef], kruger, PEILDATUM)
    assert gevonden.ten_minste == 3
    assert [c.code for c in gevonden.checks if not c.klopt] == ["EWS133"]
    assert [c.code for c in gevonden.voorbehoud] == ["EWS133"]


def test_on_trede_1_every_criterion_decides_so_that_any_doubt_is_a_reserve(kruger: Thresholds) -> None:
    scheef = [gezond(2022, kortlopende_schulden=30), gezond(2023, kortlopende_schulden=30)]
    gevonden = beoordeel(scheef, kruger, PEILDATUM)
    assert (gevonden.trede, gevonden.bepalend) == (1, ())
    assert [c.code for c in gevonden.voorbehoud] == ["EWS133"]


def test_a_failed_identity_elsewhere_leaves_the_deciding_figure_alone(kruger: Thresholds) -> None:
    # The balance adds up and puts the provider on trede 3; the exploitation does not add up.
    gevonden = beoordeel(
        [gezond(eigen_vermogen=15, kortlopende_schulden=65, bedrijfsresultaat=50)], kruger, PEILDATUM
    )
    assert gevonden.bepalend == ("solvabiliteit", "liquiditeit")
    assert [c.code for c in gevonden.checks if not c.klopt] == ["EWS134"]
    assert gevonden.voorbehoud == ()


def test_a_change_in_equity_beside_the_result_is_a_remark_and_no_reserve(kruger: Thresholds) -> None:
    jaren = [gezond(2022, eigen_vermogen=30, langlopende_schulden=25), gezond(2023, resultaat=-1)]
    gevonden = beoordeel(jaren, kruger, PEILDATUM)
    assert [c.code for c in gevonden.checks if not c.klopt] == ["EWS135"]
    assert gevonden.voorbehoud == ()


def test_the_change_in_equity_is_counted_from_the_year_before(kruger: Thresholds) -> None:
    jaren = [gezond(2021, eigen_vermogen=20), gezond(2022, eigen_vermogen=36), gezond(2023)]
    checks = {c.code: c for c in beoordeel(jaren, kruger, PEILDATUM).checks}
    assert checks["EWS135"].melding == "verandering eigen vermogen sinds 2022 = resultaat: 4"


def test_equity_of_a_year_that_cannot_be_compared_is_not_held_against_the_result(kruger: Thresholds) -> None:
    toen = replace(gezond(2022, eigen_vermogen=30), basis=Basis.ENKELVOUDIG)
    nu = replace(gezond(2023), basis=Basis.GECONSOLIDEERD)
    assert "EWS135" not in [c.code for c in beoordeel([toen, nu], kruger, PEILDATUM).checks]


# --- one more loss year


def volgend_jaar(kruger: Thresholds, *jaren: Jaarrekening) -> Beoordeling:
    gevonden = nog_een_verliesjaar(jaren, kruger, PEILDATUM)
    assert gevonden is not None
    return gevonden


def test_one_more_loss_year_is_the_last_loss_again(kruger: Thresholds) -> None:
    # Equity 40 - 30 and total 100 - 30 is 14.3 %; 60 - 30 of current assets on 40 is 0.75.
    gevonden = volgend_jaar(kruger, gezond(2023, resultaat=-30))
    waarden = [o.uitkomst.waarde for o in gevonden.oordelen]
    assert waarden == [Fraction(10, 70), Fraction(-30, 200), Fraction(30, 40)]
    assert (gevonden.trede, gevonden.bepalend) == (5, ("rentabiliteit",))


def test_after_a_profit_one_loss_year_is_the_smallest_loss(kruger: Thresholds) -> None:
    gevonden = volgend_jaar(kruger, gezond(2023))
    assert gevonden.jaar.bedrag(Post.RESULTAAT) == Decimal("-0.01")
    assert gevonden.jaar.bedrag(Post.EIGEN_VERMOGEN) == Decimal("39.99")
    assert gevonden.trede == 4
    assert volgend_jaar(kruger, gezond(2023, resultaat=0)).jaar.bedrag(Post.RESULTAAT) == Decimal("-0.01")


def test_a_loss_year_leaves_the_balance_in_balance(kruger: Thresholds) -> None:
    gevonden = volgend_jaar(kruger, replace(gezond(2023, resultaat=-3), totaal_passiva=Bedrag(Decimal(100))))
    assert [(c.code, c.klopt) for c in gevonden.checks if c.code != "EWS134"] == [
        ("EWS132", True),
        ("EWS133", True),
        ("EWS135", True),
    ]


@pytest.mark.parametrize("mist", ["resultaat", "opbrengsten"])
def test_without_result_or_revenue_there_is_no_next_loss_year(kruger: Thresholds, mist: str) -> None:
    assert nog_een_verliesjaar([zonder(gezond(), mist)], kruger, PEILDATUM) is None


def test_a_loss_year_adds_no_post_that_was_missing(kruger: Thresholds) -> None:
    gevonden = volgend_jaar(kruger, zonder(gezond(resultaat=-3), "eigen_vermogen", "vlottende_activa"))
    assert Post.EIGEN_VERMOGEN not in gevonden.jaar.posten
    assert Post.VLOTTENDE_ACTIVA not in gevonden.jaar.posten


@pytest.mark.parametrize(
    ("dag", "volgende"),
    [
        (date(2023, 12, 31), date(2024, 12, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 6, 30), date(2024, 6, 30)),
        (date(2023, 1, 31), date(2024, 1, 31)),
    ],
)
def test_the_next_book_year_ends_a_year_later_also_after_29_february(
    kruger: Thresholds, dag: date, volgende: date
) -> None:
    assert volgend_jaar(kruger, replace(gezond(), balansdatum=dag)).jaar.balansdatum == volgende


def test_the_next_loss_year_is_held_against_the_years_before_it(kruger: Thresholds) -> None:
    gevonden = volgend_jaar(kruger, gezond(2022), gezond(2023))
    assert over("rentabiliteit", gevonden).vorig == Fraction(4, 200)
