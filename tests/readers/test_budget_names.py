"""The name of a file may speak of a budget; its columns know better."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.core.posten import Post
from ews_cli.readers import read
from ews_cli.readers.context import is_budget
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Kind
from ews_cli.readers.labels import plain

from .test_forms import lezing

ROWS = """Resultatenrekening x € 1.000;{0};{1}
Som der bedrijfsopbrengsten;900;950
Som der bedrijfslasten;800;940
Bedrijfsresultaat;100;10
"""


def written(folder: Path, naam: str, *heads: str) -> Path:
    path = folder / naam
    path.write_text(ROWS.format(*heads), encoding="utf-8")
    return path


@pytest.mark.parametrize("naam", ["begroting 2024.csv", "Prognose_2024.csv", "raming-2024.csv"])
@pytest.mark.parametrize("budget", ["Begroting 2024", "Raming 2024"])
def test_a_realised_column_beside_a_budget_counts_whatever_the_file_is_called(
    tmp_path: Path, naam: str, budget: str
) -> None:
    (jaar,) = read(written(tmp_path, naam, "Realisatie 2023", budget)).jaarrekeningen
    assert jaar.boekjaar == 2023
    assert jaar.posten[Post.OPBRENGSTEN].waarde == 900_000


@pytest.mark.parametrize("naam", ["begroting 2024.csv", "prognose.csv"])
@pytest.mark.parametrize("heads", [("2024", "2023"), ("1e kwartaal 2024", "2023")])
def test_a_file_that_is_called_a_budget_is_one_when_no_column_says_otherwise(
    tmp_path: Path, naam: str, heads: tuple[str, str]
) -> None:
    found = read(written(tmp_path, naam, *heads))
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] == ["EWS113"]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Ontwerpbegroting 2026",
            "Programmabegroting 2026-2029",
            "1e begrotingswijziging 2026",
            "Projectbegroting",
        ),
        *(
            "Meerjarenprognose",
            "Liquiditeitsprognose 2026",
            "Prognosebalans",
            "Meerjarenraming",
            "Budget 2026",
        ),
        *("Forecast 2026", "Meerjarenperspectief 2026-2030", "Financieel meerjarenplan", "Herstelplan 2026"),
        *("Business case 2026", "Kadernota 2026", "Jaarplan 2026", "Verwachting 2026", "Pro forma balans"),
    ],
)
def test_a_plan_by_any_name_gives_no_actual_figures(title: str) -> None:
    found = lezing(
        (title,), ("(in euro)",), ("", 2026, 2027), ("Totaal baten", 100, 110), ("Totaal lasten", 90, 95)
    )
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] == ["EWS113"]


@pytest.mark.parametrize(
    "title",
    [
        *("Opbrengsten persoonsgebonden budget", "Begrotingsrechtmatigheid", "Verwachte levensduur"),
        *("Jaarrekening 2023 met begroting 2024", "Planmatig onderhoud", "Meerjarenoverzicht"),
    ],
)
def test_a_title_that_only_has_such_a_word_in_it_is_no_plan(title: str) -> None:
    assert not is_budget(plain(title))


@pytest.mark.parametrize("text", ["Begr. 2026", "begr 2026", "Progn. 2026", "Verw. 2026", "FC 2026"])
def test_an_abbreviated_budget_heads_no_actual_figures(text: str) -> None:
    found = heading(text)
    assert found is not None
    assert found.kind is Kind.BUDGET
