"""Header cells -> which year, and whether its figures are actuals."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.readers.headers import heading, year_in_title
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_join import join

FIXED = settings(derandomize=True, deadline=None, max_examples=300)
DAYS = st.dates(date(1990, 1, 2), date(2049, 12, 31)).filter(lambda day: (day.month, day.day) != (1, 1))
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)


def read(value: object) -> tuple[Kind, date | None] | None:
    """The kind and balance date of a heading."""
    found = heading(value)
    return None if found is None else (found.kind, found.balansdatum)


@pytest.mark.parametrize(
    "value",
    [
        2023.0,
        2023,
        "2023",
        " 2023 ",
        "2023 *",
        "2023 (x € 1.000)",
        "2023 (in euro's)",
        "€ 2023",
        "31-12-2023",
        "31/12/2023",
        "31.12.2023",
        "31.12.23",
        "31 december 2023",
        "31 dec 2023",
        "31-dec-23",
        "31-dec-2023",
        "31-DEC-23",
        "Dec. 31, 2023",
        "2023-12-31",
        date(2023, 12, 31),
        datetime(2023, 12, 31, 0, 0),
        "ultimo 2023",
        "Ultimo 2023",
        "per 31-12-2023",
        "stand 31 december 2023",
        "Jaar 2023",
        "Boekjaar 2023",
        "Realisatie 2023",
        "2023 Realisatie",
        "Rekening 2023",
        "Jaarrekening 2023",
        "werkelijk 2023",
        "2023 (werkelijk)",
        "31 december\n2023",
        "2023 herzien",
        "2022/2023",
        "2022-2023",
        "boekjaar 2022/23",
    ],
)
def test_a_heading_of_actual_figures_names_the_end_of_its_year(value: object) -> None:
    assert read(value) == (Kind.ACTUAL, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("value", "end"),
    [
        ("1-1-2017", date(2016, 12, 31)),
        ("1 januari 2018", date(2017, 12, 31)),
        ("01-jan-20", date(2019, 12, 31)),
        (date(2017, 1, 1), date(2016, 12, 31)),
        ("primo 2016", date(2015, 12, 31)),
        ("Primo 2016", date(2015, 12, 31)),
        ("begin 2016", date(2015, 12, 31)),
        ("beginbalans 2016", date(2015, 12, 31)),
        ("primo 1 juli 2016", date(2016, 6, 30)),
    ],
)
def test_an_opening_balance_is_the_close_of_the_year_before(value: object, end: date) -> None:
    assert read(value) == (Kind.OPENING, end)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Begroting 2021", Kind.BUDGET),
        ("begroting 2026", Kind.BUDGET),
        ("2021 begroting", Kind.BUDGET),
        ("2026 [B]", Kind.BUDGET),
        ("Begroting 2021 na wijziging", Kind.BUDGET),
        ("Primitieve begroting 2021", Kind.BUDGET),
        ("Raming 2022", Kind.BUDGET),
        ("Prognose 2022", Kind.BUDGET),
        ("MJB 2023", Kind.BUDGET),
        ("Meerjarenbegroting 2023", Kind.BUDGET),
        ("2023X000", Kind.BUDGET),
        ("Q1 2023", Kind.PARTIAL),
        ("1e kwartaal 2023", Kind.PARTIAL),
        ("realisatie t/m 30-06-2023", Kind.PARTIAL),
        ("Mutatie 2023", Kind.OTHER),
        ("Verschil 2023", Kind.OTHER),
        ("% 2023", Kind.OTHER),
        ("Index 2023", Kind.OTHER),
        ("Mutaties", Kind.OTHER),
        ("Verschil", Kind.OTHER),
        ("%", Kind.OTHER),
        ("Bij/Af", Kind.OTHER),
        ("Norm", Kind.OTHER),
        ("Begroting", Kind.BUDGET),
        ("Prognose", Kind.BUDGET),
    ],
)
def test_what_is_no_actual_of_a_whole_year_is_never_one(value: str, kind: Kind) -> None:
    found = heading(value)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        True,
        0.0,
        1989.0,
        2050.0,
        2023.5,
        float("nan"),
        float("inf"),
        1e308,
        "2.023",
        "2023,00",
        "(2023)",
        "-2023",
        "20230",
        "12023",
        "1.485.858",
        # Notes, references and account codes.
        "5.1.12",
        "1.4",
        "20/28",
        "54/58",
        "10/15",
        "630",
        "B.II.",
        # Words that nobody understands head nothing, and a title is no heading.
        "Overeenkomst 2021",
        "Balans per 31 december 2021",
        "Subsidie 2021",
        "Lening 2021",
        "Rabobank 2019",
        "Saldo per 1 januari 2021 en later",
        "31-02-2021",
        "99-99-2021",
        "2021 2020",
        "2019/2021",
        "x" * 61,
    ],
)
def test_a_cell_that_heads_no_column_is_no_heading(value: object) -> None:
    assert heading(value) is None


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        (2023.0, True),
        ("2023", True),
        ("€ 2023", True),
        ("2023 (x € 1.000)", False),
        ("Jaar 2023", False),
        ("31-12-2023", False),
    ],
)
def test_a_number_alone_could_be_an_amount_and_says_so(value: object, bare: bool) -> None:
    found = heading(value)
    assert found is not None
    assert found.bare is bare


@pytest.mark.parametrize(
    ("value", "dated"),
    [
        ("31-12-2023", True),
        (date(2023, 12, 31), True),
        ("1-1-2023", True),
        ("primo 2023", False),
        ("2023", False),
    ],
)
def test_a_heading_says_whether_it_names_a_day(value: object, dated: bool) -> None:
    found = heading(value)
    assert found is not None
    assert found.dated is dated


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Ultimo", Kind.ACTUAL),
        ("Realisatie", Kind.ACTUAL),
        ("Rekening", Kind.ACTUAL),
        ("Primo", Kind.OPENING),
        ("Beginbalans", Kind.OPENING),
        ("Begroting", Kind.BUDGET),
        ("begroting na wijziging", Kind.BUDGET),
        ("Mutaties", Kind.OTHER),
        ("bij af", Kind.OTHER),
        ("Kwartaal", Kind.PARTIAL),
    ],
)
def test_a_role_without_a_year_waits_for_the_row_beside_it(value: str, kind: Kind) -> None:
    assert heading(value) == Heading(kind)


@pytest.mark.parametrize(
    "value",
    [
        "na",
        "plan",
        "bijgesteld",
        "b",
        "Realisatie of begroting",
        "primo ultimo",
        "in % van de norm index groei",
    ],
)
def test_words_that_could_mean_anything_are_no_role(value: str) -> None:
    assert heading(value) is None


@pytest.mark.parametrize(
    ("value", "offset"),
    [
        *((text, 0) for text in ("Boekjaar", "Verslagjaar", "Huidig boekjaar", "Huidig jaar", "Dit jaar")),
        *((text, 1) for text in ("Vorig boekjaar", "vorig jaar", "Voorgaand boekjaar", "Voorgaand jaar")),
    ],
)
def test_a_year_without_a_number_is_counted_from_the_title(value: str, offset: int) -> None:
    assert heading(value) == Heading(Kind.ACTUAL, offset=offset)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("ultimo", 2016.0, (Kind.ACTUAL, date(2016, 12, 31))),
        ("primo", 2016.0, (Kind.OPENING, date(2015, 12, 31))),
        ("Realisatie", "2016", (Kind.ACTUAL, date(2016, 12, 31))),
        ("Begroting", 2016.0, (Kind.BUDGET, date(2016, 12, 31))),
        ("Mutatie", 2016.0, (Kind.OTHER, date(2016, 12, 31))),
        ("31 december", 2016.0, (Kind.ACTUAL, date(2016, 12, 31))),
        ("per 31 december", 2016.0, (Kind.ACTUAL, date(2016, 12, 31))),
        ("30 juni", 2016.0, (Kind.ACTUAL, date(2016, 6, 30))),
        ("31-12", 2016.0, (Kind.ACTUAL, date(2016, 12, 31))),
        ("1 januari", 2016.0, (Kind.OPENING, date(2015, 12, 31))),
    ],
)
def test_a_year_and_its_role_in_two_rows_are_one_heading(
    above: object, below: object, expected: tuple[Kind, date]
) -> None:
    role, year = heading(above), heading(below)
    assert role is not None
    assert year is not None
    joined = join(year, role)
    assert (joined.kind, joined.balansdatum) == expected
    assert not joined.bare


def test_a_day_in_another_row_makes_the_year_dated_and_keeps_a_budget_a_budget() -> None:
    day, year, budget = heading("30 juni"), heading(2023.0), heading("Begroting 2023")
    assert day is not None
    assert year is not None
    assert budget is not None
    assert join(year, day) == Heading(Kind.ACTUAL, date(2023, 6, 30), dated=True)
    assert join(budget, day) == Heading(Kind.BUDGET, date(2023, 6, 30), dated=True)


def test_a_heading_is_at_most_sixty_characters() -> None:
    assert read("Realisatie 2023".ljust(60)) == (Kind.ACTUAL, date(2023, 12, 31))
    assert read("Realisatie 2023".ljust(61)) is None


def test_a_day_that_a_year_does_not_have_heads_nothing() -> None:
    role, year = heading("29 februari"), heading(2023.0)
    assert role is not None
    assert year is not None
    assert join(year, role).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Balans per 31 december 2021", date(2021, 12, 31)),
        ("GECONSOLIDEERDE BALANS PER 31 DECEMBER 2014 (na resultaatbestemming)", date(2014, 12, 31)),
        ("Resultatenrekening over 2021", date(2021, 12, 31)),
        ("Balans per 30 juni 2021", date(2021, 6, 30)),
        ("5.1.1 Balans per 31 december 2014", date(2014, 12, 31)),
        ("Jaarrekening 2020 en 2021", None),
        ("Balans", None),
        ("", None),
    ],
)
def test_a_title_names_its_balance_date_when_it_names_one(text: str, day: date | None) -> None:
    assert year_in_title(text) == day


@FIXED
@given(
    st.one_of(
        st.text(max_size=70), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.none()
    )
)
def test_reading_a_heading_never_raises(value: object) -> None:
    found = heading(value)
    assert found is None or found.balansdatum is None or 1989 <= found.balansdatum.year <= 2049
    year_in_title(str(value))


@FIXED
@given(
    DAYS,
    st.sampled_from(
        [
            "{d}-{m}-{y}",
            "{d:02}/{m:02}/{y}",
            "{d} {maand} {y}",
            "{y}-{m:02}-{d:02}",
            "{d}-{mnd}-{y}",
            "{d}-{mnd}-{yy:02}",
        ]
    ),
)
def test_a_printed_day_reads_back_as_that_day(day: date, form: str) -> None:
    maand = MAANDEN[day.month - 1]
    if "yy" in form and day.year < 2000:
        return
    text = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100, maand=maand, mnd=maand[:3])
    assert read(text) == (Kind.ACTUAL, day)


@FIXED
@given(
    st.integers(1990, 2049),
    st.sampled_from(["Begroting {}", "{} begroting", "Prognose {}", "Raming {}", "{} (begroot)"]),
)
def test_a_budget_is_never_an_actual(year: int, form: str) -> None:
    assert read(form.format(year)) == (Kind.BUDGET, date(year, 12, 31))


@pytest.mark.parametrize("text", ["31-12-2024 4)", "31-12-2024 (1)", "2024 2)", "2024**", "2024¹"])
def test_the_mark_of_a_footnote_behind_a_year_says_nothing(text: str) -> None:
    found = heading(text)
    assert found is not None
    assert (found.kind, found.balansdatum) == (Kind.ACTUAL, date(2024, 12, 31))
