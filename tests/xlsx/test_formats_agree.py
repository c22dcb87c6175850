"""All formats of `ews score` and `ews batch` say the same, figure for figure."""

from __future__ import annotations

import csv
import json
import re
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.main import main
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.reports.criteria import range_text
from ews_cli.reports.rows import ratio_text, value_bounds
from provider_accounts import PEILDATUM, policy

from .sheets import rows

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
COMMANDS = {
    "score": ["score", *map(str, sorted((SAMPLES / "portefeuille").glob("*"))[:6])],
    "batch": ["batch", str(SAMPLES / "portefeuille")],
}
FORMS = ("json", "csv", "md", "html", "xlsx", "txt")


@pytest.fixture(scope="module", params=list(COMMANDS))
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run in all formats."""
    folder = tmp_path_factory.mktemp(request.param)
    targets = [word for form in FORMS for word in ("-o", str(folder / f"r.{form}"))]
    assert main([*COMMANDS[request.param], "--peildatum=2026-11-22", "-q", *targets]) in (0, 4)
    return folder


def entries(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "r.json").read_bytes())["beoordelingen"]
    return {entry["aanbieder"]["kvk"]: entry for entry in found}


def last_rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "r.csv").open(encoding="utf-8", newline="") as file:
        return {row["kvk"]: row for row in csv.DictReader(file)}


def shown(criterium: str, value: str) -> str:
    """A ratio of the JSON as a person reads it."""
    one = policy().criteria[criterium]
    version = one.versie_op(PEILDATUM)
    assert version is not None
    return ratio_text(Fraction(value), RATIOS[one.ratio].eenheid, value_bounds(version.bands))


def text_of(folder: Path, form: str) -> str:
    """A report as bare words."""
    text = (folder / f"r.{form}").read_text("utf-8")
    if form == "html":
        text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
        text = unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"\s+", " ", text.replace("\\", "")) if form != "txt" else text


def about(folder: Path, form: str, entry: Any, others: list[str]) -> str:
    """The lines of a text that are about a provider: from each mention of it up to that of another."""
    text, naam = text_of(folder, form), entry["aanbieder"]["naam"]
    # The screen shortens a name.
    short = naam[:20] if form == "txt" else naam
    marks = sorted(m.start() for other in others for m in re.finditer(re.escape(other[: len(short)]), text))
    found = ""
    for start in (m.start() for m in re.finditer(re.escape(short), text)):
        before = max((mark for mark in marks if mark < start), default=0) if "batch" in str(folder) else start
        end = min((mark for mark in marks if mark > start), default=len(text))
        found += text[max(before, start - 40) : end]
    return found


def test_the_table_says_what_the_json_says(written: Path) -> None:
    table = last_rows(written)
    assert list(table) == list(entries(written))
    for kvk, entry in entries(written).items():
        row = table[kvk]
        assert (int(row["ten_minste"]), int(row["ten_hoogste"])) == (
            entry["ten_minste"],
            entry["ten_hoogste"],
        )
        for naam, ratio in entry["ratios"].items():
            assert row[naam] == (ratio["waarde"] or "")


def test_the_workbook_says_what_the_json_says(written: Path) -> None:
    found = {row["KvK"]: row for row in rows(written / "r.xlsx", "Overzicht", "nr")}
    years = {(row["KvK"], row["boekjaar"]): row for row in rows(written / "r.xlsx", "Ratio's", "sleutel")}
    table = last_rows(written)
    assert found.keys() == entries(written).keys()
    for kvk, entry in entries(written).items():
        row, year = found[kvk], years[kvk, entry["boekjaar"]]
        for sheet in (row, year):
            assert (sheet["ten minste"], sheet["ten hoogste"]) == (entry["ten_minste"], entry["ten_hoogste"])
            assert str(sheet["trede"]) == range_text(entry["ten_minste"], entry["ten_hoogste"])
            assert (sheet["bepalend"] or "").split() == entry["bepalend"]
        assert (row["naam van de trede"] or None) == entry["naam"]
        for naam, ratio in entry["ratios"].items():
            value, cell = ratio["waarde"], year[RATIOS[naam].tekst]
            assert (
                cell == pytest.approx(float(value), rel=1e-14)
                if value
                else cell == f"n.t.b.: {ratio['reden']}"
            )
            if naam in policy().criteria:
                assert row[naam] == (pytest.approx(float(value), rel=1e-14) if value else "n.t.b.")
                assert (year[f"{naam}: reden"] or None) == ratio["reden"]
        revenue = table[kvk][Post.OPBRENGSTEN.value]
        assert row["opbrengsten"] == (float(revenue) if revenue else "n.t.b.")


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_the_reports_for_people_show_every_ratio_of_the_json(written: Path, form: str) -> None:
    names = [entry["aanbieder"]["naam"] for entry in entries(written).values()]
    for entry in entries(written).values():
        naam = entry["aanbieder"]["naam"]
        text = about(written, form, entry, [other for other in names if other[:20] != naam[:20]])
        for criterium in policy().criteria:
            value = entry["ratios"][criterium]["waarde"]
            words = shown(criterium, value) if value else ("n.t.b." if "n.t.b." in text else "onbekend")
            assert words in text, (naam, criterium, form)
        assert range_text(entry["ten_minste"], entry["ten_hoogste"]) in text


def test_the_workbook_shows_as_many_decimals_as_the_report(written: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(written / "r.xlsx", data_only=True)
    sheet = book["Overzicht"]
    first, head = next((n, row) for n, row in enumerate(sheet.iter_rows(), 2) if row[0].value == "nr")
    places = {cell.value: n for n, cell in enumerate(head)}
    checked = 0
    for row in sheet.iter_rows(min_row=first, max_row=first + len(entries(written)) - 1):
        entry = entries(written)[str(row[places["KvK"]].value)]
        for criterium in policy().criteria:
            cell, value = row[places[criterium]], entry["ratios"][criterium]["waarde"]
            if value is None:
                continue
            unit = RATIOS[policy().criteria[criterium].ratio].eenheid
            decimals = len(cell.number_format.rstrip("%").partition(".")[2])
            expected = len(shown(criterium, value).rstrip("%").partition(",")[2])
            assert decimals == expected, (cell.value, cell.number_format)
            assert cell.number_format.endswith("%") == (unit is Eenheid.PERCENT)
            checked += 1
    assert checked > 10
