"""The accounting identities: what they compare, what rounding explains, and what they say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ews_cli.core.checks import Check, check_jaar
from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import CODES, Ernst, Problem

from .build import jaar


def met(
    jaarrekening: Jaarrekening, *, eenheid: int | None = 1, totaal_passiva: int | str | None = None
) -> Jaarrekening:
    passiva = None if totaal_passiva is None else Bedrag(Decimal(totaal_passiva))
    return replace(jaarrekening, eenheid=eenheid, totaal_passiva=passiva)


def check(code: str, jaarrekening: Jaarrekening, vorig: Jaarrekening | None = None) -> Check | None:
    gevonden = [c for c in check_jaar(jaarrekening, vorig) if c.code == code]
    assert len(gevonden) <= 1
    return gevonden[0] if gevonden else None


def klopt(code: str, jaarrekening: Jaarrekening, vorig: Jaarrekening | None = None) -> bool | None:
    gevonden = check(code, jaarrekening, vorig)
    return None if gevonden is None else gevonden.klopt


def afgeleid(jaarrekening: Jaarrekening, post: Post) -> Jaarrekening:
    """The same accounts, with this post as a sum of our own."""
    som = jaarrekening.posten[post]._replace(herkomst=Herkomst.AFGELEID, som="a + b")
    return replace(jaarrekening, posten={**jaarrekening.posten, post: som})


def test_a_year_without_figures_has_no_checks() -> None:
    assert check_jaar(jaar(2023)) == ()


def test_a_complete_year_has_every_check_in_a_fixed_order() -> None:
    nu = jaar(
        2023,
        vaste_activa=40,
        vlottende_activa=60,
        balanstotaal=100,
        eigen_vermogen=40,
        voorzieningen=5,
        langlopende_schulden=15,
        kortlopende_schulden=40,
        opbrengsten=200,
        bedrijfslasten=195,
        bedrijfsresultaat=5,
        resultaat=4,
    )
    gevonden = check_jaar(met(nu, totaal_passiva=100), jaar(2022, eigen_vermogen=36))
    assert [(c.code, c.melding) for c in gevonden] == [
        ("EWS131", "activa = passiva: 100"),
        ("EWS132", "vaste + vlottende activa = balanstotaal: 100"),
        (
            "EWS133",
            "eigen vermogen + voorzieningen + langlopende schulden + kortlopende schulden "
            "= totaal passiva: 100",
        ),
        ("EWS134", "opbrengsten - bedrijfslasten = bedrijfsresultaat: 5"),
        ("EWS135", "verandering eigen vermogen sinds 2022 = resultaat: 4"),
    ]
    assert all(c.klopt and c.problem("a.xlsx") is None for c in gevonden)


# --- the tolerance: half a unit for each rounded figure


@pytest.mark.parametrize(("eenheid", "unit"), [(1, 1), (1000, 1000), (1_000_000, 1_000_000), (None, 1)])
def test_activa_and_passiva_may_differ_by_one_unit(eenheid: int | None, unit: int) -> None:
    def passiva(verschil: str) -> bool | None:
        activa = jaar(2023, balanstotaal=100 * unit)
        return klopt(
            "EWS131", met(activa, eenheid=eenheid, totaal_passiva=str(100 * unit + Decimal(verschil) * unit))
        )

    assert [passiva(v) for v in ("-1.001", "-1", "0", "1", "1.001")] == [False, True, True, True, False]


@pytest.mark.parametrize(("eenheid", "unit"), [(1, 1), (1000, 1000)])
def test_three_rounded_figures_may_differ_by_one_and_a_half_unit(eenheid: int, unit: int) -> None:
    def activa(verschil: str) -> bool | None:
        totaal = 100 * unit + Decimal(verschil) * unit
        return klopt(
            "EWS132",
            met(
                jaar(2023, vaste_activa=40 * unit, vlottende_activa=60 * unit, balanstotaal=totaal),
                eenheid=eenheid,
            ),
        )

    assert [activa(v) for v in ("-1.501", "-1.5", "1.5", "1.501")] == [False, True, True, False]

    def exploitatie(verschil: str) -> bool | None:
        resultaat = 5 * unit + Decimal(verschil) * unit
        return klopt(
            "EWS134",
            met(
                jaar(2023, opbrengsten=100 * unit, bedrijfslasten=95 * unit, bedrijfsresultaat=resultaat),
                eenheid=eenheid,
            ),
        )

    assert [exploitatie(v) for v in ("-1.501", "-1.5", "1.5", "1.501")] == [False, True, True, False]


def test_five_rounded_figures_of_the_passiva_may_differ_by_two_and_a_half_unit() -> None:
    def passiva(kort: int) -> bool | None:
        return klopt(
            "EWS133",
            met(
                jaar(
                    2023,
                    balanstotaal=100_000,
                    eigen_vermogen=40_000,
                    voorzieningen=5_000,
                    langlopende_schulden=15_000,
                    kortlopende_schulden=kort,
                ),
                eenheid=1000,
            ),
        )

    assert [passiva(k) for k in (37_499, 37_500, 42_500, 42_501)] == [False, True, True, False]


def test_six_rounded_figures_of_the_passiva_may_differ_by_three_unit() -> None:
    def passiva(kort: int) -> bool | None:
        posten = {"eigen_vermogen": 30_000, "aandeel_derden": 10_000, "voorzieningen": 5_000}
        return klopt(
            "EWS133",
            met(
                jaar(
                    2023,
                    balanstotaal=100_000,
                    langlopende_schulden=15_000,
                    kortlopende_schulden=kort,
                    **posten,
                ),
                eenheid=1000,
            ),
        )

    assert [passiva(k) for k in (36_999, 37_000, 43_000, 43_001)] == [False, True, True, False]


# --- the passiva


BALANS = {
    "balanstotaal": 100,
    "eigen_vermogen": 40,
    "voorzieningen": 5,
    "langlopende_schulden": 15,
    "kortlopende_schulden": 40,
}


def balans(**anders: int | None) -> Jaarrekening:
    """The passiva above, with these posts otherwise; None leaves one out."""
    posten = {**BALANS, **anders}
    return jaar(2023, **{naam: bedrag for naam, bedrag in posten.items() if bedrag is not None})


def test_the_share_of_others_and_the_egalisatierekening_count_when_they_are_there() -> None:
    gevonden = check("EWS133", balans(kortlopende_schulden=30, aandeel_derden=7, egalisatierekening=3))
    assert gevonden is not None
    assert gevonden.klopt
    assert gevonden.naam == (
        "eigen vermogen + aandeel derden + egalisatierekening + voorzieningen + langlopende schulden "
        "+ kortlopende schulden = balanstotaal"
    )


@pytest.mark.parametrize("mist", ["voorzieningen", "langlopende_schulden", "kortlopende_schulden"])
def test_passiva_with_a_missing_part_prove_nothing_when_they_do_not_add_up(mist: str) -> None:
    assert check("EWS133", balans(**{mist: None})) is None


def test_a_part_that_is_nil_and_left_out_is_not_missing_when_the_rest_adds_up() -> None:
    gevonden = check("EWS133", balans(voorzieningen=None, kortlopende_schulden=45))
    assert gevonden is not None
    assert gevonden.klopt
    assert gevonden.naam == "eigen vermogen + langlopende schulden + kortlopende schulden = balanstotaal"


def test_equity_alone_may_be_the_whole_of_the_passiva() -> None:
    gevonden = check("EWS133", jaar(2023, balanstotaal=100, eigen_vermogen=100))
    assert gevonden is not None
    assert gevonden.melding == "eigen vermogen = balanstotaal: 100"


def test_the_name_of_a_check_is_that_of_the_total_it_uses() -> None:
    gevonden = check("EWS133", met(balans(balanstotaal=90), totaal_passiva=100))
    assert gevonden is not None
    assert gevonden.naam.endswith("+ kortlopende schulden = totaal passiva")


@pytest.mark.parametrize("mist", ["eigen_vermogen", "balanstotaal"])
def test_passiva_without_equity_or_total_are_not_checked(mist: str) -> None:
    assert check("EWS133", balans(**{mist: None})) is None


def test_the_printed_total_of_the_passiva_is_the_total_of_the_passiva() -> None:
    scheef = met(balans(balanstotaal=90), totaal_passiva=100)
    assert (klopt("EWS131", scheef), klopt("EWS133", scheef)) == (False, True)


def test_subordinated_loans_may_stand_apart_from_the_long_term_debts() -> None:
    apart = check("EWS133", balans(kortlopende_schulden=30, achtergestelde_leningen=10))
    assert apart is not None
    assert (apart.klopt, apart.links) == (True, Decimal(100))
    assert apart.naam == (
        "eigen vermogen + voorzieningen + langlopende schulden + kortlopende schulden "
        "+ achtergestelde leningen = balanstotaal"
    )


def test_subordinated_loans_inside_the_long_term_debts_are_not_counted_twice() -> None:
    binnen = check("EWS133", balans(achtergestelde_leningen=10))
    assert binnen is not None
    assert (binnen.klopt, binnen.links) == (True, Decimal(100))


def test_passiva_that_add_up_neither_way_fail_on_the_parts_without_the_loans() -> None:
    scheef = check("EWS133", balans(kortlopende_schulden=20, achtergestelde_leningen=7))
    assert scheef is not None
    assert (scheef.klopt, scheef.links, scheef.rechts) == (False, Decimal(80), Decimal(100))


# --- what a sum of our own proves


@pytest.mark.parametrize("post", [Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA, Post.BALANSTOTAAL])
def test_activa_with_a_figure_of_our_own_prove_nothing(post: Post) -> None:
    # The total may be our sum of the two, or the current assets what the total leaves.
    activa = jaar(2023, vaste_activa=40, vlottende_activa=60, balanstotaal=100)
    assert klopt("EWS132", activa) is True
    assert klopt("EWS132", afgeleid(activa, post)) is None


def test_one_printed_total_does_not_prove_itself() -> None:
    activa = jaar(2023, balanstotaal=100)
    zelfde = activa.posten[Post.BALANSTOTAAL]
    assert check("EWS131", replace(activa, totaal_passiva=zelfde._replace())) is None
    assert klopt("EWS131", replace(activa, totaal_passiva=zelfde._replace(cel="Balans!F5"))) is True


@pytest.mark.parametrize("post", [Post.OPBRENGSTEN, Post.BEDRIJFSLASTEN, Post.BEDRIJFSRESULTAAT])
def test_an_exploitation_with_a_figure_of_our_own_proves_nothing(post: Post) -> None:
    exploitatie = jaar(2023, opbrengsten=100, bedrijfslasten=95, bedrijfsresultaat=5)
    assert klopt("EWS134", exploitatie) is True
    assert klopt("EWS134", afgeleid(exploitatie, post)) is None


@pytest.mark.parametrize(
    ("code", "posten"),
    [
        ("EWS132", ("vaste_activa", "vlottende_activa", "balanstotaal")),
        ("EWS134", ("opbrengsten", "bedrijfslasten", "bedrijfsresultaat")),
    ],
)
def test_an_identity_with_a_missing_post_is_not_checked(code: str, posten: tuple[str, ...]) -> None:
    for mist in posten:
        assert check(code, jaar(2023, **{post: 100 for post in posten if post != mist})) is None


def test_activa_without_a_printed_total_of_the_passiva_are_not_checked() -> None:
    assert check("EWS131", jaar(2023, balanstotaal=100)) is None
    assert check("EWS131", met(jaar(2023), totaal_passiva=100)) is None


def test_a_loss_is_what_the_costs_are_more_than_the_revenue() -> None:
    verlies = check("EWS134", jaar(2023, opbrengsten=90, bedrijfslasten=95, bedrijfsresultaat=-5))
    assert verlies is not None
    assert verlies.melding == "opbrengsten - bedrijfslasten = bedrijfsresultaat: -5"


# --- the change in equity


@pytest.mark.parametrize(("resultaat", "verwacht"), [(4, True), (-4, False), ("5.5", True), ("5.501", False)])
def test_the_change_in_equity_is_the_result(resultaat: int | str, verwacht: bool) -> None:
    nu, toen = jaar(2023, eigen_vermogen=40, resultaat=resultaat), jaar(2022, eigen_vermogen=36)
    assert klopt("EWS135", nu, toen) is verwacht


def test_without_a_year_before_equity_has_no_change() -> None:
    assert check("EWS135", jaar(2023, eigen_vermogen=40, resultaat=4)) is None


@pytest.mark.parametrize("mist", ["eigen_vermogen", "resultaat", "toen"])
def test_the_change_in_equity_needs_all_three_figures(mist: str) -> None:
    posten = {"eigen_vermogen": 40, "resultaat": 4}
    posten.pop(mist, None)
    toen = jaar(2022) if mist == "toen" else jaar(2022, eigen_vermogen=36)
    assert check("EWS135", jaar(2023, **posten), toen) is None


@pytest.mark.parametrize(("nu_eenheid", "toen_eenheid"), [(None, 1), (1, None), (None, None)])
def test_equity_in_an_unknown_unit_is_not_held_beside_another_year(
    nu_eenheid: int | None, toen_eenheid: int | None
) -> None:
    nu = replace(jaar(2023, eigen_vermogen=40, resultaat=4), eenheid=nu_eenheid)
    assert check("EWS135", nu, replace(jaar(2022, eigen_vermogen=36), eenheid=toen_eenheid)) is None


@pytest.mark.parametrize(("nu_eenheid", "toen_eenheid"), [(1, 1000), (1000, 1)])
def test_the_coarser_of_two_years_sets_the_tolerance(nu_eenheid: int, toen_eenheid: int) -> None:
    # Equity of 36,000 may have been anything from 35,500 to 36,500 before it was printed in thousands.
    nu = replace(jaar(2023, eigen_vermogen=40_400, resultaat=4_000), eenheid=nu_eenheid)
    assert klopt("EWS135", nu, replace(jaar(2022, eigen_vermogen=36_000), eenheid=toen_eenheid)) is True


# --- what a check says


def test_a_failed_check_names_both_figures_and_the_difference() -> None:
    scheef = met(jaar(2023, balanstotaal=1_234_567), totaal_passiva=1_230_000)
    gevonden = check("EWS131", scheef)
    assert gevonden is not None
    assert gevonden.melding == "activa = passiva: 1.234.567 tegen 1.230.000, verschil 4.567"
    assert gevonden.problem("a.xlsx") == Problem("EWS131", gevonden.melding, "a.xlsx", Ernst.FOUT)


@pytest.mark.parametrize(("activa", "passiva"), [(100, 99), (99, 100)])
def test_a_check_that_holds_within_rounding_shows_both_figures_and_is_no_problem(
    activa: int, passiva: int
) -> None:
    gevonden = check("EWS131", met(jaar(2023, balanstotaal=activa), totaal_passiva=passiva))
    assert gevonden is not None
    assert gevonden.melding == f"activa = passiva: {activa} en {passiva}"
    assert gevonden.problem("a.xlsx") is None


@pytest.mark.parametrize(
    ("activa", "passiva", "ernst"),
    [
        # 0.1 % of the larger figure, 1,000,000: a difference of 1,000 is a warning, of 1,001 an error
        (1_000_000, 999_000, Ernst.WAARSCHUWING),
        (999_000, 1_000_000, Ernst.WAARSCHUWING),
        (1_000_000, 998_999, Ernst.FOUT),
        (998_999, 1_000_000, Ernst.FOUT),
        (1_000_000, 999_990, Ernst.WAARSCHUWING),
        (-1_000_000, -999_000, Ernst.WAARSCHUWING),
    ],
)
def test_a_difference_above_a_tenth_of_a_per_cent_is_an_error(
    activa: int, passiva: int, ernst: Ernst
) -> None:
    gevonden = check("EWS131", met(jaar(2023, balanstotaal=activa), totaal_passiva=passiva))
    assert gevonden is not None
    problem = gevonden.problem(None)
    assert problem is not None
    assert (problem.weegt, problem.waar) == (ernst, None)


def test_a_change_in_equity_beside_the_result_is_only_a_remark() -> None:
    gevonden = check("EWS135", jaar(2023, eigen_vermogen=90, resultaat=4), jaar(2022, eigen_vermogen=36))
    assert gevonden is not None
    problem = gevonden.problem("a.xlsx")
    assert problem is not None
    assert problem.weegt is Ernst.OPMERKING
    assert problem.melding == "verandering eigen vermogen sinds 2022 = resultaat: 54 tegen 4, verschil 50"


@pytest.mark.parametrize(
    ("code", "posten"),
    [
        (
            "EWS131",
            {"vaste_activa", "vlottende_activa", "balanstotaal", "eigen_vermogen", "kortlopende_schulden"},
        ),
        ("EWS132", {"vaste_activa", "vlottende_activa", "balanstotaal"}),
        ("EWS133", {"balanstotaal", "eigen_vermogen", "voorzieningen", "kortlopende_schulden"}),
        ("EWS134", {"opbrengsten", "bedrijfslasten", "bedrijfsresultaat"}),
        ("EWS135", {"eigen_vermogen", "resultaat"}),
    ],
)
def test_a_check_names_the_posts_that_it_puts_in_doubt(code: str, posten: set[str]) -> None:
    nu = jaar(
        2023,
        vaste_activa=40,
        vlottende_activa=60,
        opbrengsten=200,
        bedrijfslasten=195,
        bedrijfsresultaat=5,
        resultaat=4,
        **BALANS,
    )
    gevonden = check(code, met(nu, totaal_passiva=100), jaar(2022, eigen_vermogen=36))
    assert gevonden is not None
    assert posten <= gevonden.posten
    anders = {"EWS131": {"resultaat"}, "EWS133": {"vlottende_activa", "resultaat"}}.get(code, {"voorraden"})
    assert not anders & gevonden.posten


def test_every_check_has_a_code_that_is_listed() -> None:
    assert {"EWS131", "EWS132", "EWS133", "EWS134", "EWS135"} <= CODES.keys()
