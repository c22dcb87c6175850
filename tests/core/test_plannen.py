"""Plans are judged as if they came true, beside the actual years and never among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Jaarrekening, Soort
from ews_cli.core.plannen import plannen, uiterste_herstel
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds

PEILDATUM = date(2026, 11, 30)


def figures(
    jaar: int,
    soort: Soort,
    eigen_vermogen: int,
    resultaat: int,
    *,
    bestand: str = "plan.xlsx",
    vlottend: int = 400,
) -> Jaarrekening:
    """A year with a balance total and short-term debts of 1000 and 300, and revenue of 2000."""
    posten = {
        Post.EIGEN_VERMOGEN: eigen_vermogen,
        Post.BALANSTOTAAL: 1000,
        Post.VLOTTENDE_ACTIVA: vlottend,
        Post.KORTLOPENDE_SCHULDEN: 300,
        Post.OPBRENGSTEN: 2000,
        Post.RESULTAAT: resultaat,
    }
    return Jaarrekening(
        Aanbieder("A"),
        bestand,
        date(jaar, 12, 31),
        MappingProxyType({post: Bedrag(Decimal(amount)) for post, amount in posten.items()}),
        soort=soort,
    )


ACTUAL = [
    figures(2024, Soort.JAARREKENING, 250, 30, bestand="jr.xlsx"),
    figures(2025, Soort.JAARREKENING, 150, -100, bestand="jr.xlsx"),
]


def test_a_plan_is_judged_on_its_own_figures_after_the_actual_years(kruger: Thresholds) -> None:
    """Equity of 15 %, a profit of 1 %: below 20 %, so trede 3; the loss of 2025 is past."""
    gepland = [figures(2026, Soort.PROGNOSE, 150, 20), figures(2027, Soort.BEGROTING, 260, 110)]
    (plan,) = plannen(gepland, ACTUAL, kruger, PEILDATUM).plannen
    assert [(one.jaar.boekjaar, one.trede, one.bepalend) for one in plan.jaren] == [
        (2026, 3, ("solvabiliteit",)),
        (2027, 1, ()),
    ]


def test_a_second_planned_loss_counts_with_the_actual_one_before_it(kruger: Thresholds) -> None:
    """Two losses in a row are trede 5 on rentabiliteit: the actual one of 2025 and the planned one of 2026."""
    (plan,) = plannen([figures(2026, Soort.PROGNOSE, 140, -10)], ACTUAL, kruger, PEILDATUM).plannen
    assert (plan.jaren[0].trede, plan.jaren[0].bepalend) == (5, ("rentabiliteit",))


def test_a_plan_changes_nothing_of_the_actual_judgement(kruger: Thresholds) -> None:
    before = beoordeel(ACTUAL, kruger, PEILDATUM)
    plannen([figures(2026, Soort.PROGNOSE, 0, -150)], ACTUAL, kruger, PEILDATUM)
    assert beoordeel(ACTUAL, kruger, PEILDATUM) == before


def test_a_planned_year_that_has_accounts_is_past_and_named(kruger: Thresholds) -> None:
    gepland = [figures(2025, Soort.BEGROTING, 300, 10), figures(2026, Soort.BEGROTING, 300, 10)]
    found = plannen(gepland, ACTUAL, kruger, PEILDATUM)
    assert [one.jaar.boekjaar for one in found.plannen[0].jaren] == [2026]
    assert [(p.code, "begroting 2025" in p.melding) for p in found.problemen] == [("EWS118", True)]


def test_a_budget_and_a_forecast_of_one_year_are_two_plans(kruger: Thresholds) -> None:
    gepland = [figures(2026, Soort.BEGROTING, 300, 10), figures(2026, Soort.PROGNOSE, 50, -10)]
    found = plannen(gepland, ACTUAL, kruger, PEILDATUM).plannen
    assert [[one.jaar.soort for one in plan.jaren] for plan in found] == [[Soort.PROGNOSE], [Soort.BEGROTING]]
    assert [plan.jaren[0].trede for plan in found] == [5, 1]


def test_two_files_are_two_plans(kruger: Thresholds) -> None:
    gepland = [figures(2026, Soort.PROGNOSE, 300, 10, bestand=name) for name in ("b.xlsx", "a.xlsx")]
    assert [plan.bestand for plan in plannen(gepland, ACTUAL, kruger, PEILDATUM).plannen] == [
        "a.xlsx",
        "b.xlsx",
    ]


def test_without_actual_years_a_plan_is_judged_alone(kruger: Thresholds) -> None:
    """Whether a ratio declines cannot be known in the first year, so that it is 1 or 2."""
    (plan,) = plannen([figures(2026, Soort.PROGNOSE, 300, 20)], [], kruger, PEILDATUM).plannen
    assert (plan.jaren[0].ten_minste, plan.jaren[0].ten_hoogste) == (1, 2)


def test_recovery_is_the_first_planned_day_that_is_certainly_below_trede_3(kruger: Thresholds) -> None:
    gepland = [figures(2026, Soort.PROGNOSE, 150, 20), figures(2027, Soort.PROGNOSE, 260, 110)]
    (plan,) = plannen(gepland, ACTUAL, kruger, PEILDATUM).plannen
    assert plan.hersteld_op() == date(2027, 12, 31)
    (short,) = plannen(gepland[:1], ACTUAL, kruger, PEILDATUM).plannen
    assert short.hersteld_op() is None


def test_what_is_not_certain_is_no_recovery(kruger: Thresholds) -> None:
    known = figures(2026, Soort.PROGNOSE, 260, 110)
    posten: dict[Post, Bedrag] = {
        post: bedrag for post, bedrag in known.posten.items() if post is not Post.KORTLOPENDE_SCHULDEN
    }
    (plan,) = plannen([replace(known, posten=MappingProxyType(posten))], ACTUAL, kruger, PEILDATUM).plannen
    assert plan.hersteld_op() is None


def test_recovery_is_due_within_six_months_of_the_draaiboek() -> None:
    assert uiterste_herstel(date(2026, 11, 30)) == date(2027, 5, 30)
    assert uiterste_herstel(date(2026, 8, 31)) == date(2027, 2, 28)
