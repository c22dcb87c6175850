"""What is reported beside the accounts: read in the unit that the file states, and never guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ews_cli.core.indicatoren import Indicator, Maat
from ews_cli.readers.grid import Sheet
from ews_cli.readers.informing import meaning_of
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

VACATURES, VERZUIM, PRODUCTIE, PNIL = (
    Indicator.VACATURES,
    Indicator.ZIEKTEVERZUIM,
    Indicator.PRODUCTIE,
    Indicator.PERSONEEL_NIET_IN_LOONDIENST,
)


@pytest.mark.parametrize(
    ("label", "indicator", "maat"),
    [
        ("Vacatures (fte)", VACATURES, Maat.FTE),
        ("Aantal openstaande vacatures", VACATURES, Maat.AANTAL),
        ("Openstaande vacatures", VACATURES, Maat.ONBEKEND),
        ("Ziekteverzuim (%)", VERZUIM, Maat.PROCENT),
        ("Ziekteverzuimpercentage", VERZUIM, Maat.PROCENT),
        ("Verzuim in %", VERZUIM, Maat.PROCENT),
        ("Productie (x € 1.000)", PRODUCTIE, Maat.EURO),
        ("Gerealiseerde productie in uren", PRODUCTIE, Maat.UREN),
        ("Productie", PRODUCTIE, Maat.ONBEKEND),
        ("PNIL (fte)", PNIL, Maat.FTE),
        ("Personeel niet in loondienst in % van de personeelskosten", PNIL, Maat.PROCENT),
    ],
)
def test_a_label_says_what_it_informs_about_and_in_which_unit(
    label: str, indicator: Indicator, maat: Maat
) -> None:
    found = meaning_of(label)
    assert found is not None
    assert (found.indicator, found.maat) == (indicator, maat)


@pytest.mark.parametrize(
    "label",
    [
        "Geactiveerde productie",
        "Onderhanden productie",
        "Voorziening langdurig ziekteverzuim",
        "Kosten ziekteverzuimverzekering",
        "Wervingskosten vacatures",
        "Som der bedrijfsopbrengsten",
        "x" * 90,
    ],
)
def test_a_label_with_another_word_informs_about_nothing(label: str) -> None:
    assert meaning_of(label) is None


def read(*rows: list[Any]) -> Lezing:
    cells: list[list[Any]] = [
        ["Cijfers (in euro)"],
        ["", "Q2 2026", "Q2 2025", "Begroting Q2 2026"],
        ["Totaal activa", 500.0, 600.0, 700.0],
        ["Totaal eigen vermogen", 100.0, 120.0, 140.0],
        *rows,
    ]
    return read_sheets(Path("cijfers.xlsx"), [Sheet("Cijfers", cells)], ReadOptions())


def told(found: Lezing) -> dict[str, list[tuple[Indicator, Maat, Decimal, str]]]:
    return {
        str(jaar.balansdatum): [(one.indicator, one.maat, one.waarde, one.cel) for one in jaar.indicatoren]
        for jaar in found.jaarrekeningen
    }


def test_each_period_has_its_own_figure_and_a_budget_gives_none() -> None:
    assert told(read(["Vacatures (fte)", 12.5, 10.0, 8.0])) == {
        "2026-06-30": [(VACATURES, Maat.FTE, Decimal("12.5"), "Cijfers!B5")],
        "2025-06-30": [(VACATURES, Maat.FTE, Decimal(10), "Cijfers!C5")],
    }


def test_a_percent_sign_in_the_cell_is_a_unit() -> None:
    found = told(read(["Ziekteverzuim", "6,2%", "5,8 %", "5%"]))
    assert found["2026-06-30"] == [(VERZUIM, Maat.PROCENT, Decimal("6.2"), "Cijfers!B5")]
    assert found["2025-06-30"] == [(VERZUIM, Maat.PROCENT, Decimal("5.8"), "Cijfers!C5")]


def test_a_fraction_under_a_percent_sign_may_be_either_and_stays_as_written() -> None:
    found = told(read(["Ziekteverzuim (%)", 0.062, 0.058, 0.05]))
    assert found["2026-06-30"] == [(VERZUIM, Maat.ONBEKEND, Decimal("0.062"), "Cijfers!B5")]


@pytest.mark.parametrize(("label", "euro"), [("Productie (x € 1.000)", 900_000), ("Productie (€)", 900)])
def test_euro_follows_the_unit_of_its_label_and_else_that_of_the_sheet(label: str, euro: int) -> None:
    ((_, maat, waarde, _),) = told(read([label, 900.0, 800.0, 700.0]))["2026-06-30"]
    assert (maat, waarde) == (Maat.EURO, Decimal(euro))


def test_two_figures_that_differ_are_both_left_out_and_said() -> None:
    found = read(["Vacatures (fte)", 12.0, 10.0, 8.0], ["Openstaande vacatures (fte)", 14.0, 10.0, 8.0])
    assert told(found)["2026-06-30"] == []
    assert told(found)["2025-06-30"] == [(VACATURES, Maat.FTE, Decimal(10), "Cijfers!C5")]
    assert any(p.code == "EWS116" and "vacatures" in p.melding for p in found.problemen)


def test_what_informs_is_no_post_and_changes_no_amount() -> None:
    plain, beside = read(), read(["Productie", 1.0, 2.0, 3.0], ["Vacatures", 4.0, 5.0, 6.0])
    assert [j.posten for j in beside.jaarrekeningen] == [j.posten for j in plain.jaarrekeningen]
