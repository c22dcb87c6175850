"""Amounts that were derived from a post follow the cell that a mapping names for it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from ews_cli.core.jaarrekening import Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers.grid import Sheet
from ews_cli.readers.options import CellRef, FileMapping, ReadOptions
from ews_cli.readers.statements import read_sheets


def year(rows: list[list[str | float]], cells: dict[Post, int]) -> Jaarrekening:
    """The year 2023 of a sheet, with the amounts of column B in the rows that a mapping names (from zero)."""
    refs = {(post, 2023): CellRef("Blad1", row, 1) for post, row in cells.items()}
    options = ReadOptions(mapping=FileMapping(cellen=MappingProxyType(refs)))
    (jaar,) = read_sheets(
        Path("a.xlsx"), [Sheet("Blad1", [list(row) for row in rows])], options
    ).jaarrekeningen
    return jaar


RESULT: list[list[str | float]] = [
    ["Resultatenrekening (in €)", ""],
    ["", 2023.0],
    ["Som der bedrijfsopbrengsten", 900.0],
    ["Som der bedrijfslasten", 800.0],
    ["Opbrengsten met de bijdrage van het Rijk", 950.0],
]


def test_a_derived_result_follows_the_revenue_of_the_mapping() -> None:
    assert year(RESULT, {}).posten[Post.BEDRIJFSRESULTAAT].waarde == 100
    bedrag = year(RESULT, {Post.OPBRENGSTEN: 4}).posten[Post.BEDRIJFSRESULTAAT]
    assert bedrag.waarde == 150
    assert bedrag.herkomst is Herkomst.AFGELEID
    assert bedrag.cel == "Blad1!B5 -Blad1!B4"


def test_an_amount_that_was_completed_with_a_replaced_one_is_left_out_with_the_reason() -> None:
    rows: list[list[str | float]] = [
        ["Balans per 31 december 2023 (in €)", ""],
        ["", 2023.0],
        ["Totaal activa", 1000.0],
        ["Eigen vermogen", 500.0],
        ["Kortlopende schulden", 400.0],
        ["Totaal passiva", 900.0],
        ["Resultaat boekjaar", 100.0],
        ["Resultaat van de stichting", 90.0],
    ]
    assert year(rows, {}).posten[Post.EIGEN_VERMOGEN].waarde == 600
    total = year(rows, {}).totaal_passiva
    assert total is not None
    assert total.waarde == 1000
    jaar = year(rows, {Post.RESULTAAT: 7})
    assert Post.EIGEN_VERMOGEN not in jaar.posten
    assert "dat de mapping vervangt" in jaar.ontbreekt[Post.EIGEN_VERMOGEN]
    assert jaar.totaal_passiva is None  # it was 900 + 100, and the 100 no longer holds
    # A cell of the mapping itself is never touched by another one.
    both = year(rows, {Post.RESULTAAT: 7, Post.EIGEN_VERMOGEN: 3})
    assert both.posten[Post.EIGEN_VERMOGEN].waarde == 500
