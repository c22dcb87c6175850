"""The provider of samples/kwartalen turns bad at 30-06-2025, two quarters before its annual accounts show it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.main import main

SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE, BOOK = str(SAMPLES / "kwartalen.csv"), str(SAMPLES / "kwartalen.xlsx")
"""The same provider: running totals as a table, and quarters by themselves as a workbook."""
EITHER = pytest.mark.parametrize("sample", [SAMPLE, BOOK])


def scored(peildatum: str, capsys: pytest.CaptureFixture[str], sample: str = SAMPLE) -> dict[str, Any]:
    assert main(["score", sample, "-q", "--peildatum", peildatum, "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["beoordelingen"]
    found: dict[str, Any] = one
    return found


def reach(one: dict[str, Any]) -> tuple[int, int]:
    return one["ten_minste"], one["ten_hoogste"]


@EITHER
@pytest.mark.parametrize(
    ("peildatum", "year", "picture"),
    [
        ("2025-03-31", (1, 1), (1, 2)),
        ("2025-06-29", (1, 1), (1, 2)),
        ("2025-06-30", (1, 1), (4, 5)),
        ("2025-09-30", (1, 1), (4, 5)),
        ("2025-12-30", (1, 1), (4, 5)),
        ("2025-12-31", (4, 4), None),
    ],
)
def test_the_turn_shows_at_the_quarter_it_happened_and_in_the_year_only_at_its_end(
    peildatum: str,
    year: tuple[int, int],
    picture: tuple[int, int] | None,
    sample: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = scored(peildatum, capsys, sample)
    assert reach(found) == year
    pictures = found["tussentijds"]
    assert (reach(pictures[-1]) if pictures else None) == picture


@EITHER
def test_the_turn_is_the_hand_calculation_of_the_readme(
    sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """250 - 140 - 370 = -260 thousand, of 20,200 - 10,200 + 10,200 = 20,200 thousand.

    By quarter 20 + 90 + 50 - 420 = -260, of 4,700 + 5,300 + 5,100 + 5,100 = 20,200.
    """
    ratio = scored("2025-06-30", capsys, sample)["tussentijds"][-1]["ratios"]["rentabiliteit"]
    assert float(ratio["waarde"]) == pytest.approx(float(Fraction(-260, 20_200)))
    assert (ratio["maanden"], ratio["vorig"]) == (12, None)


def test_the_report_shows_every_quarter_under_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", SAMPLE, "-q", "--peildatum", "2025-07-31"])
    out = capsys.readouterr().out
    assert out.index("Trede 1 — generiek") < out.index("Tussentijds beeld") < out.index("Per criterium")
    rows = {line.split()[0]: line.split()[-1] for line in out.splitlines() if line.lstrip()[2:3] == "-"}
    assert (rows["31-03-2025"], rows["30-06-2025"]) == ("1–2", "4–5")


def test_the_workbook_shows_what_the_provider_reports_beside_its_accounts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["score", BOOK, "-q", "--peildatum", "2025-07-31"])
    out = " ".join(capsys.readouterr().out.split())
    assert "vacatures 14 fte; een jaar eerder 7 fte (“Vacatures (fte)”, Kengetallen!G3)" in out
    assert "ziekteverzuim 7,8%; een jaar eerder 5,8% (“Ziekteverzuim”, Kengetallen!G4)" in out
    assert "productie € 5.000.000; een jaar eerder € 5.100.000" in out


@pytest.mark.parametrize("peildatum", ["2025-03-31", "2025-06-30", "2025-12-31"])
def test_what_is_reported_beside_the_accounts_makes_no_trede(
    peildatum: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table, book = scored(peildatum, capsys), scored(peildatum, capsys, BOOK)
    assert reach(table) == reach(book)
    assert [reach(p) for p in table["tussentijds"]][-1:] == [reach(p) for p in book["tussentijds"]][-1:]


@pytest.mark.parametrize(("peildatum", "named"), [("2025-06-29", False), ("2025-06-30", True)])
def test_a_portfolio_names_who_stands_higher_on_interim_figures(
    peildatum: str, named: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["batch", SAMPLE, "-q", "--peildatum", peildatum])
    out = " ".join(capsys.readouterr().out.split())
    line = "Stichting Jeugdhulp De Fictieve Zomereik: trede 1, tussentijds 4–5 per 30 juni 2025"
    assert (f"Tussentijds hoger {line}" in out) is named
