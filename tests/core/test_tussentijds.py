"""Interim figures: judged on their own, twelve months only where the sums give them, seasons kept apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli import portfolio
from ews_cli.core.historie import historie
from ews_cli.core.jaarrekening import Basis, Jaarrekening, Soort
from ews_cli.core.perioden import jaren_eerder
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.tussentijds import Beeld, Meting, Tussentijds, tussentijds
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Run

from .build import PEILDATUM, band, criterion, jaar, policy, version

POLICY: Thresholds = policy(
    criterion("solvabiliteit", version(band(3, "below", "20%"), band(2, "drops_at_least", "2pp"))),
    criterion("rentabiliteit", version(band(5, "below", "0%", years=2), band(4, "below", "0%"))),
    criterion("liquiditeit", version(band(3, "below", "1.00"))),
)


def interim(dag: date, maanden: int, bestand: str = "q.xlsx", **posten: int) -> Jaarrekening:
    """Interim figures of a day over so many months."""
    return replace(
        jaar(dag.year, **posten), balansdatum=dag, maanden=maanden, soort=Soort.TUSSENTIJDS, bestand=bestand
    )


def omzet(dag: date, maanden: int, opbrengsten: int, resultaat: int, bestand: str = "q.xlsx") -> Jaarrekening:
    return interim(dag, maanden, bestand, opbrengsten=opbrengsten, resultaat=resultaat)


def beeld(*cijfers: Jaarrekening, jaren: tuple[Jaarrekening, ...] = ()) -> Beeld:
    return gevonden(*cijfers, jaren=jaren).beelden[-1]


def gevonden(*cijfers: Jaarrekening, jaren: tuple[Jaarrekening, ...] = ()) -> Tussentijds:
    return tussentijds(cijfers, jaren, POLICY, PEILDATUM)


def meting(van: Beeld, criterium: str) -> Meting:
    return next(m for m in van.metingen if m.oordeel.criterium == criterium)


def rentabiliteit(van: Beeld) -> tuple[Fraction | None, int | None]:
    gemeten = meting(van, "rentabiliteit")
    return gemeten.oordeel.uitkomst.waarde, gemeten.maanden


JUNI, MAART = date(2026, 6, 30), date(2026, 3, 31)


# --- a balance at a day


def test_a_balance_is_judged_on_the_day_itself() -> None:
    gezien = beeld(interim(JUNI, 6, eigen_vermogen=199, balanstotaal=1000))
    assert meting(gezien, "solvabiliteit").oordeel.uitkomst.waarde == Fraction(199, 1000)
    assert meting(gezien, "solvabiliteit").oordeel.ten_minste == 3
    assert meting(gezien, "solvabiliteit").maanden is None


def test_a_balance_is_held_against_the_same_day_a_year_before_and_not_against_year_end() -> None:
    eerder = interim(date(2025, 6, 30), 6, eigen_vermogen=320, balanstotaal=1000)
    jaareinde = jaar(2025, eigen_vermogen=900, balanstotaal=1000)
    gezien = beeld(eerder, interim(JUNI, 6, eigen_vermogen=300, balanstotaal=1000), jaren=(jaareinde,))
    oordeel = meting(gezien, "solvabiliteit").oordeel
    assert (oordeel.vorig, oordeel.trede) == (Fraction(320, 1000), 2)  # exactly 2 percent points


def test_without_the_day_a_year_before_the_range_stays_open_and_says_what_is_needed() -> None:
    oordeel = meting(beeld(interim(JUNI, 6, eigen_vermogen=300, balanstotaal=1000)), "solvabiliteit").oordeel
    assert (oordeel.ten_minste, oordeel.ten_hoogste) == (1, 2)
    assert oordeel.reden == "voor trede 2 zijn vergelijkbare cijfers per 2025-06-30 nodig"


# --- twelve months


def test_the_year_and_this_half_year_without_last_years_half_make_twelve_months() -> None:
    gezien = beeld(
        omzet(date(2025, 6, 30), 6, 1000, 10),
        omzet(JUNI, 6, 900, -50),
        jaren=(jaar(2025, opbrengsten=2000, resultaat=30),),
    )
    # 30 - 10 - 50 = -30 of 2000 - 1000 + 900 = 1900
    assert rentabiliteit(gezien) == (Fraction(-30, 1900), 12)
    assert meting(gezien, "rentabiliteit").som == (
        "jaarrekening 2025 + 6 maanden tot en met 2026-06 - 6 maanden tot en met 2025-06"
    )
    assert meting(gezien, "rentabiliteit").periode == Fraction(-50, 900)
    assert meting(gezien, "rentabiliteit").periode_vorig == Fraction(10, 1000)


def test_four_quarters_make_twelve_months() -> None:
    dagen = [date(2025, 9, 30), date(2025, 12, 31), MAART, JUNI]
    gezien = beeld(*(omzet(dag, 3, 500, n) for n, dag in enumerate(dagen)))
    assert rentabiliteit(gezien) == (Fraction(0 + 1 + 2 + 3, 2000), 12)


def test_three_quarters_do_not_and_the_year_so_far_is_said() -> None:
    """January up to June: -5 and -15 of 500 each; the quarter before the year is in no sum."""
    cijfers = [(date(2025, 12, 31), 7), (MAART, -5), (JUNI, -15)]
    gezien = beeld(*(omzet(dag, 3, 500, resultaat) for dag, resultaat in cijfers))
    assert rentabiliteit(gezien) == (Fraction(-20, 1000), 6)
    assert (
        meting(gezien, "rentabiliteit").som == "3 maanden tot en met 2026-03 + 3 maanden tot en met 2026-06"
    )


def test_a_ledger_of_a_whole_year_is_twelve_months_by_itself() -> None:
    assert rentabiliteit(beeld(omzet(date(2025, 12, 31), 12, 2000, 20))) == (Fraction(1, 100), 12)


def test_a_missing_result_in_one_part_is_not_zero() -> None:
    eerder = interim(date(2025, 6, 30), 6, opbrengsten=1000)
    gezien = beeld(eerder, omzet(JUNI, 6, 900, -50), jaren=(jaar(2025, opbrengsten=2000, resultaat=30),))
    assert rentabiliteit(gezien) == (Fraction(-50, 900), 6)


def test_a_quarter_is_held_against_the_same_quarter_a_year_before() -> None:
    gezien = beeld(
        omzet(MAART.replace(year=2025), 3, 400, 20),
        omzet(date(2025, 12, 31), 3, 800, 80),
        omzet(MAART, 3, 500, -5),
    )
    gemeten = meting(gezien, "rentabiliteit")
    assert gemeten.periode_vorig == gemeten.oordeel.vorig == Fraction(20, 400)
    assert gemeten.oordeel.trede == 4


def test_only_what_had_ended_by_then_counts() -> None:
    later = omzet(date(2026, 9, 30), 9, 1500, -90)
    reeks = (omzet(date(2025, 6, 30), 6, 1000, 10), omzet(JUNI, 6, 900, -50), later)
    jaren = (jaar(2025, opbrengsten=2000, resultaat=30),)
    assert gevonden(*reeks, jaren=jaren).beelden[1] == gevonden(*reeks[:2], jaren=jaren).beelden[1]


# --- what cannot be added up


def test_a_quarter_outside_the_book_year_is_added_to_nothing_and_said() -> None:
    over = omzet(date(2026, 2, 28), 3, 500, 5)
    uit = gevonden(over, jaren=(jaar(2025, opbrengsten=2000, resultaat=30),))
    assert [(p.code, p.melding.partition(";")[0]) for p in uit.problemen] == [
        ("EWS124", "3 maanden tot en met 2026-02 loopt over het einde van boekjaar 2025 heen")
    ]


@pytest.mark.parametrize(("dag", "fout"), [(29, True), (30, False)])
def test_a_period_ends_with_a_month_or_is_added_to_nothing(dag: int, fout: bool) -> None:
    uit = gevonden(omzet(date(2026, 6, dag), 6, 500, 5))
    assert [p.code for p in uit.problemen] == ["EWS124"] * fout


def test_quarters_whose_last_is_the_year_are_cumulative() -> None:
    """250, 500, 750, 1000 of a year of 1000; then a quarter of 300 beside 250 a year before."""
    einden = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    kwartalen = [omzet(dag, 3, 250 * n, n) for n, dag in enumerate(einden, 1)]
    uit = gevonden(*kwartalen, omzet(MAART, 3, 300, 7), jaren=(jaar(2025, opbrengsten=1000, resultaat=4),))
    assert [p.code for p in uit.problemen] == ["EWS124"]
    assert "cumulatief" in uit.problemen[0].melding
    assert rentabiliteit(uit.beelden[-1]) == (Fraction(4 - 1 + 7, 1000 - 250 + 300), 12)


def test_quarters_that_add_up_to_the_year_are_single() -> None:
    einden = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    reeks = [*(omzet(dag, 3, 250, 1) for dag in einden), omzet(MAART, 3, 300, 7)]
    uit = gevonden(*reeks, jaren=(jaar(2025, opbrengsten=1000, resultaat=4),))
    assert uit.problemen == ()
    assert rentabiliteit(uit.beelden[-1]) == (Fraction(4 - 1 + 7, 1050), 12)


def test_quarters_that_do_not_add_up_to_the_year_are_not_added_up() -> None:
    einden = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    reeks = [*(omzet(dag, 3, 240, 1) for dag in einden), omzet(MAART, 3, 300, 7)]
    uit = gevonden(*reeks, jaren=(jaar(2025, opbrengsten=1000, resultaat=4),))
    assert "tellen niet op" in uit.problemen[0].melding
    assert rentabiliteit(uit.beelden[-1]) == (Fraction(7, 300), 3)


def test_quarters_that_grow_like_a_sum_are_not_added_up_without_proof() -> None:
    uit = gevonden(omzet(MAART, 3, 250, 1), omzet(JUNI, 3, 500, 2))
    assert "kunnen cumulatief zijn" in uit.problemen[0].melding


@pytest.mark.parametrize(("halfjaar", "fout"), [(349, True), (350, False)])
def test_a_half_year_that_is_hardly_more_than_its_quarter_is_not_added_up(halfjaar: int, fout: bool) -> None:
    """A quarter of 250 makes 500 of a half-year; 0.4 of the other 250 is 100."""
    uit = gevonden(
        omzet(MAART, 3, 250, 1), omzet(JUNI, 6, halfjaar, 2), jaren=(jaar(2025, opbrengsten=1000),)
    )
    assert [p.code for p in uit.problemen] == ["EWS124"] * fout


def test_figures_of_a_group_never_complete_those_of_an_entity() -> None:
    eerder = replace(omzet(date(2025, 6, 30), 6, 1000, 10), basis=Basis.ENKELVOUDIG)
    nu = replace(omzet(JUNI, 6, 900, -50), basis=Basis.ENKELVOUDIG)
    groep = replace(jaar(2025, opbrengsten=2000, resultaat=30), basis=Basis.GECONSOLIDEERD)
    uit = gevonden(eerder, nu, jaren=(groep,))
    assert rentabiliteit(uit.beelden[-1]) == (Fraction(-50, 900), 6)
    assert [p.code for p in uit.problemen] == ["EWS124"]


def test_two_balances_of_a_day_that_differ_leave_the_post_out() -> None:
    gezien = beeld(
        interim(JUNI, 3, "a.xlsx", eigen_vermogen=100, balanstotaal=1000),
        interim(JUNI, 6, "b.xlsx", eigen_vermogen=300, balanstotaal=1000),
    )
    oordeel = meting(gezien, "solvabiliteit").oordeel
    assert (oordeel.uitkomst.waarde, oordeel.ten_minste) == (None, 1)
    assert "twee bestanden verschillen" in (oordeel.reden or "")


# --- beside the year


@pytest.mark.parametrize(
    ("peildatum", "dagen"), [(date(2026, 6, 29), []), (JUNI, [JUNI]), (date(2026, 7, 1), [JUNI])]
)
def test_the_peildatum_says_which_interim_figures_are_known(peildatum: date, dagen: list[date]) -> None:
    gelezen = historie([jaar(2025), interim(JUNI, 6)], peildatum)
    assert [j.balansdatum for j in gelezen.tussentijds] == dagen
    assert len(gelezen.problemen) == (not dagen)


def judged(*jaren: Jaarrekening) -> Run:
    return portfolio.assess([Lezing("a.xlsx", jaren, ())], POLICY, PEILDATUM)


def test_interim_figures_no_younger_than_the_accounts_are_said_and_not_shown() -> None:
    (result,) = judged(jaar(2025, eigen_vermogen=1, balanstotaal=2), interim(date(2025, 12, 31), 12)).results
    assert result.tussentijds == ()
    assert [p.code for p in result.problemen] == ["EWS118"]


def test_without_annual_accounts_nothing_is_judged_and_the_picture_stands() -> None:
    (result,) = judged(interim(JUNI, 6, eigen_vermogen=-1, balanstotaal=2)).results
    assert not result.has_accounts
    assert not result.judged
    assert result.beoordeling.ten_minste == 1
    assert result.beoordeling.ten_hoogste == 5
    assert result.tussentijds[-1].ten_minste == 3


AMOUNTS = st.integers(-2000, 2000)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2027, 6, 30)), st.integers(1, 12), AMOUNTS, AMOUNTS),
        max_size=6,
    )
)
def test_interim_figures_never_change_the_annual_judgement(
    rijen: list[tuple[date, int, int, int]],
) -> None:
    jaren = [
        jaar(n, eigen_vermogen=300, balanstotaal=1000, opbrengsten=900, resultaat=9) for n in (2024, 2025)
    ]
    los = [
        interim(dag, m, "a.xlsx", eigen_vermogen=a, balanstotaal=1000, opbrengsten=900, resultaat=b)
        for dag, m, a, b in rijen
    ]
    (zonder,), (met,) = judged(*jaren).results, judged(*jaren, *los).results
    assert met.beoordeling == zonder.beoordeling
    assert met.jaren == zonder.jaren


@pytest.mark.parametrize(
    ("dag", "eerder"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2024, 12, 31)),
        (date(2026, 6, 15), date(2025, 6, 15)),
    ],
)
def test_the_end_of_a_month_a_year_before_is_the_end_of_that_month(dag: date, eerder: date) -> None:
    assert jaren_eerder(dag, 1) == eerder
