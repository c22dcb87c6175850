"""Book years of more or less than twelve months: the result carries its months, or is left out."""

from __future__ import annotations

from datetime import date

import pytest

from ews_cli.core.jaarrekening import Soort
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Kind

from .test_forms import Line, lezing, posts

COMPANY = "Linde Zorg B.V."


def accounts(days: tuple[object, object], title: str, *heads: tuple[object, object]) -> object:
    rows: list[Line] = [
        (f"Jaarrekening {COMPANY} (in euro)",),
        ("Balans", *days),
        ("Totaal vlottende activa", 600, 580),
        ("Totaal activa", 1000, 980),
        ("Eigen vermogen", 500, 490),
        ("Kortlopende schulden", 500, 490),
        ("Totaal passiva", 1000, 980),
    ]
    result: list[Line] = [
        (title,),
        *(("", *head) for head in heads),
        ("Som der bedrijfsopbrengsten", 1800, 1200),
        ("Som der bedrijfslasten", 1790, 1180),
        ("Bedrijfsresultaat", 10, 20),
        ("Resultaat", 10, 20),
    ]
    return lezing(*rows, more={"W&V": result})


def lengths(found: object) -> dict[date, int]:
    jaren = found.jaarrekeningen  # type: ignore[attr-defined]
    return {jaar.balansdatum: jaar.maanden for jaar in jaren if jaar.soort is Soort.JAARREKENING}


LENGTHENED = {date(2024, 6, 30): 12, date(2025, 12, 31): 18}
DAYS = ("31-12-2025", "30-6-2024")


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Winst-en-verliesrekening", [("1-7-2024 t/m 31-12-2025", "1-7-2023 t/m 30-6-2024")]),
        (
            "Winst-en-verliesrekening",
            [("1 juli 2024\nt/m 31 december 2025", "1 juli 2023\nt/m 30 juni 2024")],
        ),
        ("Winst-en-verliesrekening", [("2024/2025 (18 maanden)", "2023/2024 (12 maanden)")]),
        ("Winst-en-verliesrekening over 2024/2025", [("2024/2025", "2023/2024")]),
        (
            "Winst-en-verliesrekening over het verlengde boekjaar 1 juli 2024 t/m 31 december 2025",
            [(2025, 2024)],
        ),
        (
            "Staat van baten en lasten van 1 juli 2024 t/m 31 december 2025",
            [(2025, 2024), ("18 maanden", "12 maanden")],
        ),
    ],
)
def test_a_lengthened_book_year_carries_its_months(title: str, heads: list[tuple[object, object]]) -> None:
    found = accounts(DAYS, title, *heads)
    assert lengths(found) == LENGTHENED
    assert posts(found, 2025)["opbrengsten"] == 1800  # type: ignore[arg-type]
    assert posts(found, 2024)["resultaat"] == 20  # type: ignore[arg-type]


def test_a_lengthened_year_may_be_the_one_before() -> None:
    found = accounts(
        ("31-12-2025", "31-12-2024"), "Resultatenrekening", ("2025 (12 maanden)", "2023/2024 (18 maanden)")
    )
    assert lengths(found) == {date(2024, 12, 31): 18, date(2025, 12, 31): 12}


def test_a_shortened_first_book_year_is_a_year_of_its_months() -> None:
    found = lezing(
        ("Balans per 31 december 2025 (in euro)", "31-12-2025"),
        ("Totaal activa", 1000),
        ("Eigen vermogen", 1000),
        more={
            "W&V": [
                ("Winst-en-verliesrekening over het eerste boekjaar, 1 mei 2025 t/m 31 december 2025",),
                ("", 2025),
                ("Som der bedrijfsopbrengsten", 800),
                ("Resultaat", 10),
            ]
        },
    )
    assert lengths(found) == {date(2025, 12, 31): 8}
    assert posts(found, 2025)["opbrengsten"] == 800


def test_the_result_of_a_book_year_of_an_unknown_length_is_left_out() -> None:
    found = accounts(
        ("31-12-2025", "31-12-2024"),
        "Winst-en-verliesrekening over het verlengde boekjaar 2025",
        (2025, 2024),
    )
    assert "opbrengsten" not in posts(found, 2025)  # type: ignore[arg-type]
    assert posts(found, 2025)["eigen_vermogen"] == 500  # type: ignore[arg-type]
    assert posts(found, 2024)["opbrengsten"] == 1200  # type: ignore[arg-type]


def test_twelve_months_up_to_march_are_a_book_year_beside_a_balance_of_march() -> None:
    found = accounts(
        ("31 maart 2025", "31 maart 2024"),
        "Winst-en-verliesrekening over het boekjaar eindigend op 31 maart 2025",
        ("1 april 2024 - 31 maart 2025", "1 april 2023 - 31 maart 2024"),
    )
    assert lengths(found) == {date(2024, 3, 31): 12, date(2025, 3, 31): 12}
    assert posts(found, 2025)["opbrengsten"] == 1800  # type: ignore[arg-type]


def test_twelve_months_up_to_march_are_no_book_year_beside_a_balance_of_december() -> None:
    found = accounts(
        ("31-03-2025", "31-12-2024"), "Resultaat", ("april 2024 t/m maart 2025", "januari t/m december 2024")
    )
    assert lengths(found) == {date(2024, 12, 31): 12}
    rolling = [j for j in found.jaarrekeningen if j.soort is Soort.TUSSENTIJDS]  # type: ignore[attr-defined]
    assert [(j.balansdatum, j.maanden) for j in rolling] == [(date(2025, 3, 31), 12)]


def test_more_than_two_years_are_no_book_year() -> None:
    found = heading("1-1-2023 t/m 31-3-2025")
    assert found is None or found.kind is not Kind.ACTUAL


def test_a_sentence_about_the_year_before_gives_that_year_its_months() -> None:
    title = "Het vorige boekjaar was een verlengd boekjaar van 18 maanden (1 juli 2023 t/m 31 december 2024)."
    found = lezing(
        ("Balans (in euro)", "31-12-2025", "31-12-2024"),
        ("Totaal activa", 1000, 980),
        ("Eigen vermogen", 1000, 980),
        more={
            "RR": [
                ("Resultatenrekening", 2025, 2024),
                ("Som der bedrijfsopbrengsten", 1200, 1800),
                ("Resultaat", 20, 10),
                (title,),
            ]
        },
    )
    assert lengths(found) == {date(2024, 12, 31): 18, date(2025, 12, 31): 12}
    assert posts(found, 2025)["opbrengsten"] == 1200


def test_the_result_of_the_year_before_is_left_out_where_only_its_length_is_unknown() -> None:
    found = accounts(
        ("31-12-2025", "31-12-2024"), "Resultatenrekening; het vorige was een verkort boekjaar", (2025, 2024)
    )
    assert "opbrengsten" not in posts(found, 2024)  # type: ignore[arg-type]
    assert posts(found, 2025)["opbrengsten"] == 1800  # type: ignore[arg-type]
