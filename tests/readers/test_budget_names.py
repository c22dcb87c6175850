"""The name of a file may speak of a budget; its columns know better."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.core.posten import Post
from ews_cli.readers import read

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
