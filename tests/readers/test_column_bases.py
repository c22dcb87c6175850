"""Consolidated and separate figures in the columns of one table: each basis is read by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ews_cli.core.jaarrekening import Basis
from ews_cli.readers.grid import Sheet
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

from .test_forms import Line, last, lezing, posts

TITLE = ("Balans per 31 december 2023 (in euro)",)
ROWS: list[Line] = [
    ("ACTIVA",),
    ("Totaal vlottende activa", 600, 580, 450, 430),
    ("Totaal activa", 1000, 980, 800, 780),
    ("PASSIVA",),
    ("Eigen vermogen", 500, 490, 500, 490),
    ("Kortlopende schulden", 500, 490, 300, 290),
    ("Totaal passiva", 1000, 980, 800, 780),
]
HEADS: dict[str, list[Line]] = {
    "above": [("", "Geconsolideerd", "", "Enkelvoudig", ""), ("", 2023, 2022, 2023, 2022)],
    "above each": [
        ("", "Geconsolideerd", "Geconsolideerd", "Enkelvoudig", "Enkelvoudig"),
        ("", "31-12-2023", "31-12-2022", "31-12-2023", "31-12-2022"),
    ],
    "beside": [
        ("", "2023 geconsolideerd", "2022 geconsolideerd", "2023 enkelvoudig", "2022 enkelvoudig"),
    ],
}


def read(heads: list[Line], basis: Basis | None) -> Any:
    rows = [TITLE, *heads, *ROWS]
    sheet = Sheet("Balans", [[float(c) if isinstance(c, int) else c for c in row] for row in rows])
    return read_sheets(Path("a.xlsx"), [sheet], ReadOptions(basis=basis))


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    ("basis", "current", "total", "debts"),
    [(None, 600, 1000, 500), (Basis.ENKELVOUDIG, 450, 800, 300)],
)
def test_each_basis_of_a_table_is_read_by_itself(
    heads: list[Line], basis: Basis | None, current: int, total: int, debts: int
) -> None:
    found = read(heads, basis)
    year = posts(found, 2023)
    assert (year["vlottende_activa"], year["balanstotaal"], year["kortlopende_schulden"]) == (
        current,
        total,
        debts,
    )
    assert posts(found, 2022)["eigen_vermogen"] == 490
    assert last(found).basis is (basis or Basis.GECONSOLIDEERD)


def test_a_basis_above_only_some_of_the_columns_decides_nothing() -> None:
    found = read([("", "", "Geconsolideerd", "Enkelvoudig", ""), ("", 2023, 2022, 2023, 2022)], None)
    assert "balanstotaal" not in posts(found, 2023)


def test_the_column_of_the_group_in_a_table_of_entities_is_that_of_the_group() -> None:
    found = lezing(
        ("Consolidatiestaat (in euro)",),
        ("", "Stichting Moeder", "Dochter", "Eliminaties", "Geconsolideerd 2023"),
        ("Totaal activa", 800, 300, -100, 1000),
        ("Eigen vermogen", 500, 50, -50, 500),
        ("Kortlopende schulden", 300, 250, -50, 500),
        ("Totaal passiva", 800, 300, -100, 1000),
    )
    assert posts(found, 2023)["balanstotaal"] == 1000
    assert last(found).basis is Basis.GECONSOLIDEERD
