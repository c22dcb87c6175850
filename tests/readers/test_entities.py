"""Sheets of another organisation in the workbook of a provider: their figures are never the provider's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.readers.grid import Sheet
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

from .test_forms import Line, lezing, posts

RESULT: list[Line] = [
    ("Resultatenrekening over 2023 (in euro)", 2023),
    ("Som der bedrijfsopbrengsten", 900),
    ("Som der bedrijfslasten", 880),
    ("Bedrijfsresultaat", 20),
    ("Resultaat boekjaar", 20),
]


def balance(*title: str, equity: int) -> list[Line]:
    return [
        *((text,) for text in title),
        ("Balans per 31 december 2023 (in euro)", 2023),
        ("Totaal vlottende activa", 400),
        ("Totaal activa", 1000),
        ("Eigen vermogen", equity),
        ("Kortlopende schulden", 1000 - equity),
        ("Totaal passiva", 1000),
    ]


def codes(found: object) -> list[str]:
    return [p.melding for p in found.problemen if p.code == "EWS123"]  # type: ignore[attr-defined]


def test_the_balance_of_a_sister_beside_that_of_the_provider_does_not_count() -> None:
    found = lezing(
        *balance("Stichting De Fictieve Linde", equity=300),
        more={
            "Balans 2": balance("Fictieve Linde Vastgoed B.V.", equity=700),
            "Resultaat": [("Stichting De Fictieve Linde",), *RESULT],
        },
    )
    year = posts(found, 2023)
    assert (year["eigen_vermogen"], year["opbrengsten"]) == (300, 900)
    (melding,) = codes(found)
    assert "(Fictieve Linde Vastgoed B.V.) tellen niet mee" in melding


TWO = {"Balans 2": balance("Fictieve Linde Vastgoed B.V.", equity=700)}


def test_of_two_balances_of_which_nothing_says_who_is_the_provider_neither_counts() -> None:
    found = lezing(*balance("Stichting De Fictieve Linde", equity=300), more=TWO)
    assert not {"eigen_vermogen", "kortlopende_schulden"} & posts(found, 2023).keys()


@pytest.mark.parametrize(
    ("given", "file", "equity"),
    [
        ("Stichting De Fictieve Linde", "a.xlsx", 300),
        ("Fictieve Linde Vastgoed B.V.", "a.xlsx", 700),
        (None, "Stichting De Fictieve Linde 2023.xlsx", 300),
    ],
)
def test_the_user_or_the_name_of_the_file_says_whose_balance_counts(
    given: str | None, file: str, equity: int
) -> None:
    rows = {"Balans": balance("Stichting De Fictieve Linde", equity=300), **TWO}
    sheets = [
        Sheet(naam, [[float(c) if isinstance(c, int) else c for c in row] for row in lines])
        for naam, lines in rows.items()
    ]
    found = read_sheets(Path(file), sheets, ReadOptions(naam=given))
    assert posts(found, 2023)["eigen_vermogen"] == equity


def test_the_result_of_a_daughter_is_not_that_of_the_provider() -> None:
    found = lezing(*balance("Stichting De Fictieve Linde", equity=300), more={"W&V Dochter BV": RESULT})
    assert "resultaat" not in posts(found, 2023)
    assert posts(found, 2023)["eigen_vermogen"] == 300


def test_the_name_of_a_sheet_may_say_whose_it_is() -> None:
    found = lezing(
        ("Stichting De Fictieve Linde",),
        more={
            "Balans Stichting De Fictieve Linde": balance(equity=300),
            "Balans Linde Vastgoed BV": balance(equity=700),
            "Resultaat": RESULT,
        },
    )
    assert posts(found, 2023)["eigen_vermogen"] == 300


def test_a_sheet_that_names_the_provider_in_other_words_or_nobody_counts() -> None:
    for title in (
        "STICHTING DE FICTIEVE LINDE, te Almere",
        "Samengesteld door Cijfer Accountants B.V.",
        "Linde",
    ):
        found = lezing(*balance("Stichting De Fictieve Linde", equity=300), more={"RR": [(title,), *RESULT]})
        assert posts(found, 2023)["resultaat"] == 20, title
        assert not codes(found)


def test_where_no_sheet_names_the_provider_none_is_of_another() -> None:
    found = lezing(
        ("Naam aanbieder", "Jeugdhulp Linde"),
        *balance("Linde Zorg B.V.", equity=300),
        more={"RR": [("Linde Personeel B.V.",), *RESULT]},
    )
    assert posts(found, 2023)["resultaat"] == 20
