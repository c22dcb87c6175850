"""Interim workbooks in many layouts, each with the truth beside it: the truth comes out, or a gap that is explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.jaarrekening import Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.readers import option_values
from ews_cli.readers.grid import Sheet
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets
from ews_cli.yaml_text.look import Unusable

BALANS = {
    "Totaal vaste activa": 200,
    "Totaal vlottende activa": 300,
    "Totaal activa": 500,
    "Totaal eigen vermogen": 100,
    "Totaal langlopende schulden": 150,
    "Totaal kortlopende schulden": 250,
    "Totaal passiva": 500,
}
RESULTAAT = {
    "Som der bedrijfsopbrengsten": 1000,
    "Som der bedrijfslasten": 990,
    "Bedrijfsresultaat": 10,
    "Resultaat boekjaar": 10,
}
Heads = Sequence[Sequence[Any]]


class Truth(NamedTuple):
    """What a column is: its kind, its day, its months, and its number from the left."""

    soort: Soort
    dag: str
    maanden: int
    balans: int | None = None
    resultaat: int | None = None


def partial(dag: str, maanden: int, balans: int | None, resultaat: int | None) -> Truth:
    return Truth(Soort.TUSSENTIJDS, dag, maanden, balans, resultaat)


def year(number: int, balans: int | None, resultaat: int | None) -> Truth:
    return Truth(Soort.JAARREKENING, f"{number}-12-31", 12, balans, resultaat)


def amount(base: int, kolom: int) -> float:
    """Column 0 holds the base, and each next one a tenth more: no two columns are alike."""
    return float(base * (10 + kolom))


def sheet(naam: str, title: str, heads: Heads, rows: dict[str, int]) -> Sheet:
    width = max(map(len, heads))
    cells: list[list[Any]] = [[title], *(["", *row] for row in heads)]
    cells += [[label, *(amount(base, k) for k in range(width))] for label, base in rows.items()]
    return Sheet(naam, cells)


def workbook(
    result_heads: Heads,
    balance_heads: Heads | None = None,
    *,
    titles: tuple[str, str] = ("Balans", "Resultatenrekening"),
    naam: str = "cijfers.xlsx",
    first: str | None = None,
    periode: str | None = None,
) -> Lezing:
    balans = sheet("Balans", titles[0], balance_heads or result_heads, BALANS)
    resultaat = sheet("Resultaat", titles[1], result_heads, RESULTAAT)
    cover = [] if first is None else [Sheet("Voorblad", [[first]])]
    given = None if periode is None else option_values.periode(periode)
    return read_sheets(Path(naam), [*cover, balans, resultaat], ReadOptions(eenheid=1, periode=given))


def holds(lezing: Lezing, *truths: Truth) -> None:
    """Exactly these figures came out, each from its own column."""
    found = {(j.soort, str(j.balansdatum), j.maanden): j for j in (*lezing.jaarrekeningen, *lezing.plannen)}
    assert found.keys() == {(t.soort, t.dag, t.maanden) for t in truths}, lezing.problemen
    for truth in truths:
        jaar = found[truth.soort, truth.dag, truth.maanden]
        assert column_of(jaar, Post.EIGEN_VERMOGEN, 100) == truth.balans, truth
        assert column_of(jaar, Post.OPBRENGSTEN, 1000) == truth.resultaat, truth


def column_of(jaar: Jaarrekening, post: Post, base: int) -> int | None:
    bedrag = jaar.bedrag(post)
    return None if bedrag is None else int(bedrag / base) - 10


def codes(lezing: Lezing) -> set[str]:
    return {problem.code for problem in lezing.problemen}


HALF_YEARS = (
    *(
        "t/m juni 2026",
        "jan t/m jun 2026",
        "januari-juni 2026",
        "januari – juni 2026",
        "januari t/m juni 2026",
    ),
    *(
        "1e halfjaar 2026",
        "Eerste halfjaar 2026",
        "H1 2026",
        "2026 H1",
        "1e helft 2026",
        "6 maanden 2026",
        "6M 2026",
    ),
    *(
        "YTD juni 2026",
        "juni 2026 YTD",
        "Cumulatief t/m Q2 2026",
        "Q2 2026 cumulatief",
        "t/m Q2 2026",
        "cum. juni 2026",
    ),
    *("1 januari t/m 30 juni 2026", "1-1-2026 t/m 30-6-2026", "01-01-2026 - 30-06-2026", "t/m 30-06-2026"),
    *(
        "Jan-26 t/m Jun-26",
        "01-2026 t/m 06-2026",
        "Realisatie t/m juni 2026",
        "Werkelijk jan-jun 2026",
        "Q1 t/m Q2 2026",
    ),
)
QUARTERS = (
    *(
        "Q2 2026",
        "2026 Q2",
        "2026-Q2",
        "2026Q2",
        "Q2 '26",
        "Q2-26",
        "2e kwartaal 2026",
        "Tweede kwartaal 2026",
    ),
    *(
        "kwartaal 2 2026",
        "Kwartaal 2 - 2026",
        "Kwartaal II 2026",
        "2e kw. 2026",
        "apr t/m jun 2026",
        "april-juni 2026",
    ),
    *("Realisatie Q2 2026", "Actuals Q2 2026", "Werkelijk 2e kwartaal 2026", "Q2 2026 (x € 1)"),
)
MONTHS = (
    "06-2026",
    "2026-06",
    "6/2026",
    "juni 2026",
    "Juni 2026",
    "jun-26",
    "jun '26",
    "2026 juni",
    "Maand juni 2026",
    "maand 6 2026",
)


@pytest.mark.parametrize("head", HALF_YEARS)
def test_a_half_year_is_read_as_six_months_and_never_as_a_year(head: str) -> None:
    holds(workbook([[head, 2025.0]]), partial("2026-06-30", 6, 0, 0), year(2025, 1, 1))


@pytest.mark.parametrize("head", QUARTERS)
def test_a_quarter_is_read_as_three_months_and_never_as_a_year(head: str) -> None:
    holds(workbook([[head, "2025"]]), partial("2026-06-30", 3, 0, 0), year(2025, 1, 1))


@pytest.mark.parametrize("head", MONTHS)
def test_a_month_is_read_as_one_month_and_never_as_a_year(head: str) -> None:
    holds(workbook([[head, "2025"]]), partial("2026-06-30", 1, 0, 0), year(2025, 1, 1))


Q2, H1 = partial("2026-06-30", 3, 0, 0), partial("2026-06-30", 6, 0, 0)
LAYOUTS: dict[str, tuple[Callable[[], Lezing], Iterable[Truth]]] = {
    "the same quarter of the year before": (
        lambda: workbook([["Q2 2026", "Q2 2025"]]),
        [Q2, partial("2025-06-30", 3, 1, 1)],
    ),
    "a balance by its day beside a result by its period": (
        lambda: workbook([["1e halfjaar 2026", "1e halfjaar 2025"]], [["30-06-2026", "31-12-2025"]]),
        [H1, partial("2025-06-30", 6, None, 1), year(2025, 1, None)],
    ),
    "a budget of the quarter and a difference between two actuals": (
        lambda: workbook([["Realisatie Q2 2026", "Begroting Q2 2026", "Verschil", "Realisatie Q2 2025"]]),
        [Q2, partial("2025-06-30", 3, 3, 3)],
    ),
    "the period above, what it is below": (
        lambda: workbook([["Q2 2026", "Q2 2026", "Q2 2025"], ["Realisatie", "Begroting", "Realisatie"]]),
        [Q2, partial("2025-06-30", 3, 2, 2)],
    ),
    "a year merged over its quarters": (
        lambda: workbook([["2026", "", "2025", ""], ["Q1", "Q2", "Q1", "Q2"]]),
        [
            partial("2026-03-31", 3, 0, 0),
            partial("2026-06-30", 3, 1, 1),
            partial("2025-03-31", 3, 2, 2),
            partial("2025-06-30", 3, 3, 3),
        ],
    ),
    "a year below each part of it": (
        lambda: workbook([["1e halfjaar", "1e halfjaar"], [2026.0, 2025.0]]),
        [H1, partial("2025-06-30", 6, 1, 1)],
    ),
    "quarter and running total below one period": (
        lambda: workbook(
            [["Q2 2026", "", "Q2 2025", ""], ["Kwartaal", "Cumulatief", "Kwartaal", "Cumulatief"]]
        ),
        [Q2, partial("2026-06-30", 6, 1, 1), partial("2025-06-30", 3, 2, 2), partial("2025-06-30", 6, 3, 3)],
    ),
    "quarter, running total and year beside each other": (
        lambda: workbook([["Q2 2026", "YTD juni 2026", "2025"]]),
        [Q2, partial("2026-06-30", 6, 1, 1), year(2025, 2, 2)],
    ),
    "four quarters and their year": (
        lambda: workbook([["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", 2025.0]]),
        [
            *(partial(f"2025-{d}", 3, n, n) for n, d in enumerate(("03-31", "06-30", "09-30", "12-31"))),
            year(2025, 4, 4),
        ],
    ),
    "eight quarters": (
        lambda: workbook([[f"Q{q} {y}" for y in (2025, 2026) for q in (1, 2, 3, 4)]]),
        [
            partial(f"{y}-{d}", 3, 4 * (y - 2025) + n, 4 * (y - 2025) + n)
            for y in (2025, 2026)
            for n, d in enumerate(("03-31", "06-30", "09-30", "12-31"))
        ],
    ),
    "quarters whose year only the title tells": (
        lambda: workbook([["Q1", "Q2"]], titles=("Balans 2026", "Resultatenrekening 2026")),
        [partial("2026-03-31", 3, 0, 0), partial("2026-06-30", 3, 1, 1)],
    ),
    "months as date cells, January among them": (
        lambda: workbook([[datetime(2026, 1, 1), datetime(2026, 2, 1), datetime(2026, 3, 1)]]),
        [partial("2026-01-31", 1, 0, 0), partial("2026-02-28", 1, 1, 1), partial("2026-03-31", 1, 2, 2)],
    ),
    "nothing but days, beside the end of the year": (
        lambda: workbook([["30-06-2026", "31-12-2025"]]),
        [H1, year(2025, 1, 1)],
    ),
    "two quarters by their day": (
        lambda: workbook([["30-06-2026", "31-03-2026", "31-12-2025"]]),
        [H1, partial("2026-03-31", 3, 1, 1), year(2025, 2, 2)],
    ),
    "days above the balance, years above the result": (
        lambda: workbook([["2026", "2025"]], [["30-06-2026", "31-12-2025"]]),
        [H1, year(2025, 1, None)],
    ),
    "a title with a quarter over plain years": (
        lambda: workbook([[2026.0, 2025.0]], titles=("Kwartaalrapportage Q2 2026", "Resultatenrekening")),
        [Q2],
    ),
    "a title with a day over Boekjaar": (
        lambda: workbook(
            [["Boekjaar", "Vorig boekjaar"]],
            titles=("Tussentijdse cijfers per 30 juni 2026", "Resultatenrekening"),
        ),
        [H1],
    ),
    "a title with a period over actual and budget without a year": (
        lambda: workbook([["Realisatie", "Begroting"]], first="Halfjaarcijfers 1e halfjaar 2026"),
        [H1],
    ),
    "a cover that tells the period": (
        lambda: workbook([[2026.0, 2025.0]], first="Tussentijdse cijfers januari t/m juni 2026"),
        [H1],
    ),
    "the name of the file tells the period": (
        lambda: workbook([[2026.0, 2025.0]], naam="kwartaalcijfers_2026_Q2.xlsx"),
        [Q2],
    ),
    "the day in the title of the balance, the period in that of the result": (
        lambda: workbook(
            [[2026.0, 2025.0]], titles=("Balans per 30 juni 2026", "Resultatenrekening 1e halfjaar 2026")
        ),
        [H1],
    ),
    "a running total to the end of the year beside the year itself": (
        lambda: workbook([["t/m december 2025", 2025.0]]),
        [partial("2025-12-31", 12, 0, 0), year(2025, 1, 1)],
    ),
    "a full year written as its months": (
        lambda: workbook([["januari t/m december 2025", "januari t/m december 2024"]]),
        [year(2025, 0, 0), year(2024, 1, 1)],
    ),
    "a book year that is no calendar year": (
        lambda: workbook([["2025/2026", "2024/2025"]], [["30-06-2026", "30-06-2025"]]),
        [
            Truth(Soort.JAARREKENING, "2026-06-30", 12, 0, 0),
            Truth(Soort.JAARREKENING, "2025-06-30", 12, 1, 1),
        ],
    ),
    "a forecast and a budget beside the year": (
        lambda: workbook([[2025.0, "Prognose 2026", "Begroting 2027"]]),
        [
            year(2025, 0, 0),
            Truth(Soort.PROGNOSE, "2026-12-31", 12, 1, 1),
            Truth(Soort.BEGROTING, "2027-12-31", 12, 2, 2),
        ],
    ),
    "a budget as a whole": (
        lambda: workbook([[2027.0, 2028.0]], titles=("Begroting 2027", "Begroting 2027")),
        [
            Truth(Soort.BEGROTING, "2027-12-31", 12, 0, 0),
            Truth(Soort.BEGROTING, "2028-12-31", 12, 1, 1),
        ],
    ),
    "a forecast as a whole": (
        lambda: workbook([[2026.0]], titles=("Prognose 2026", "Prognose 2026")),
        [Truth(Soort.PROGNOSE, "2026-12-31", 12, 0, 0)],
    ),
}


@pytest.mark.parametrize("naam", LAYOUTS)
def test_every_layout_gives_its_truth(naam: str) -> None:
    read, truths = LAYOUTS[naam]
    holds(read(), *truths)


def test_a_sheet_for_each_quarter_gives_each_its_own_figures() -> None:
    sheets = [
        Sheet(f"{what} Q{q} 2026", [["€"], *([label, amount(base, q)] for label, base in rows.items())])
        for q in (1, 2)
        for what, rows in (("Balans", BALANS), ("Resultaat", RESULTAAT))
    ]
    found = read_sheets(Path("cijfers.xlsx"), sheets, ReadOptions(eenheid=1))
    holds(found, partial("2026-03-31", 3, 1, 1), partial("2026-06-30", 3, 2, 2))


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("Q5 2026", "periode"),
        ("kwartaal 5 2026", "periode"),
        ("3e halfjaar 2026", "periode"),
        ("periode 6 2026", "periode"),
        ("YTD 2026", "periode"),
        ("maand 13 2026", "periode"),
        ("Q2FY26", "periode"),
        ("HY2026", "periode"),
        ("P6 2026", "periode"),
    ],
)
def test_a_period_that_does_not_exist_or_has_no_end_is_said_and_not_read(head: str, word: str) -> None:
    found = workbook([[head, "2025"]])
    holds(found, year(2025, 1, 1))
    (said,) = [p.melding for p in found.problemen if p.code == "EWS126"]
    assert word in said
    assert "Balans!B2" in said


def test_interim_figures_without_any_period_give_no_figures_and_a_clear_line() -> None:
    found = workbook([[2026.0, 2025.0]], titles=("Tussentijdse cijfers", "Resultatenrekening"))
    holds(found)
    assert "EWS126" in codes(found)


def test_a_day_that_may_close_a_book_year_gives_only_a_balance_and_asks() -> None:
    found = workbook([["30-06-2026", "30-06-2025"]])
    holds(found, partial("2026-06-30", 6, 0, None), partial("2025-06-30", 6, 1, None))
    assert "EWS126" in codes(found)


def test_a_day_that_the_file_calls_the_end_of_a_book_year_is_one() -> None:
    found = workbook([["30-06-2026", "30-06-2025"]], naam="jaarrekening 2026.xlsx")
    assert {(j.soort, j.maanden) for j in found.jaarrekeningen} == {(Soort.JAARREKENING, 12)}


@pytest.mark.parametrize(
    ("periode", "truth"),
    [
        ("Q2 2026", partial("2026-06-30", 3, 0, 0)),
        ("t/m juni 2026", partial("2026-06-30", 6, 0, 0)),
        ("boekjaar 2026", Truth(Soort.JAARREKENING, "2026-06-30", 12, 0, 0)),
    ],
)
def test_what_the_user_says_decides_about_a_day_that_nothing_else_explains(
    periode: str, truth: Truth
) -> None:
    found = workbook([["30-06-2026"]], periode=periode)
    holds(found, truth)
    assert "EWS126" not in codes(found)


@pytest.mark.parametrize(
    ("periode", "soort"), [("prognose 2027", Soort.PROGNOSE), ("begroting 2027", Soort.BEGROTING)]
)
def test_figures_that_the_user_calls_a_plan_are_one(periode: str, soort: Soort) -> None:
    found = workbook([[2027.0, 2028.0]], periode=periode)
    holds(found, Truth(soort, "2027-12-31", 12, 0, 0), Truth(soort, "2028-12-31", 12, 1, 1))
    assert codes(found) == {"EWS113"}


def test_a_file_that_calls_itself_a_forecast_is_one() -> None:
    holds(workbook([["2027"]], naam="prognose 2027.xlsx"), Truth(Soort.PROGNOSE, "2027-12-31", 12, 0, 0))


@pytest.mark.parametrize("periode", ["", "Q5 2026", "juni", "morgen", "YTD 2026", "Begroting Q2 2026"])
def test_what_is_no_period_is_refused(periode: str) -> None:
    with pytest.raises(Unusable):
        option_values.periode(periode)


def test_beside_half_a_year_a_plain_year_before_it_is_left_out_and_named() -> None:
    found = workbook([["2026", "2025"]], [["30-06-2026", "31-12-2025"]])
    (left_out,) = [p.melding for p in found.problemen if p.code == "EWS118"]
    assert "Resultaat!C2 (het hele jaar of dezelfde periode, dat staat er niet)" in left_out


def test_a_quarter_that_only_the_title_names_is_said_to_be_read_as_three_months() -> None:
    found = workbook([[2026.0]], titles=("Kwartaalrapportage Q2 2026", "Resultatenrekening"))
    (said,) = [p.melding for p in found.problemen if p.code == "EWS126"]
    assert "t/m Q2 2026" in said


def test_no_plan_is_among_the_actual_figures() -> None:
    for read, _ in LAYOUTS.values():
        actual = {jaar.soort for jaar in read().jaarrekeningen}
        assert actual <= {Soort.JAARREKENING, Soort.TUSSENTIJDS}


WORDS = st.sampled_from(
    [
        *HALF_YEARS,
        *QUARTERS,
        *MONTHS,
        "Begroting Q2 2026",
        "Prognose 2026",
        "Verschil",
        "30-06-2026",
        "Q3 2026",
    ]
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_whatever_stands_beside_it_a_period_is_never_a_year(
    heads: list[str], annual: bool, before: bool
) -> None:
    row = [*(["2025"] if annual and before else []), *heads, *(["2025"] if annual and not before else [])]
    years = [j for j in workbook([row]).jaarrekeningen if j.soort is Soort.JAARREKENING]
    assert {j.balansdatum for j in years} <= {date(2025, 12, 31)}
    for jaar in years:
        assert column_of(jaar, Post.OPBRENGSTEN, 1000) == row.index("2025")
        assert column_of(jaar, Post.EIGEN_VERMOGEN, 100) == row.index("2025")


def test_a_year_beside_balances_of_its_quarters_and_of_its_end_is_a_year() -> None:
    days = ("31-12-2025", "30-9-2025", "30-6-2025", "31-12-2024")
    balance = [[post, *([float(amount)] * 4)] for post, amount in BALANS.items()]
    result = [[post, float(amount), float(amount)] for post, amount in RESULTAAT.items()]
    sheets = [
        Sheet("Balans", [["Balans (in euro)", *days], *balance]),
        Sheet("Resultaat", [["Resultatenrekening (in euro)", 2025.0, 2024.0], *result]),
    ]
    found = read_sheets(Path("a.xlsx"), sheets, ReadOptions())
    years = {j.boekjaar: j.posten for j in found.jaarrekeningen if j.soort is Soort.JAARREKENING}
    assert {year for year, posten in years.items() if posten[Post.OPBRENGSTEN].waarde == 1000} == {2024, 2025}
    interim = [j for j in found.jaarrekeningen if j.soort is Soort.TUSSENTIJDS]
    assert len(interim) == 2
    assert not any(Post.OPBRENGSTEN in j.posten for j in interim)
