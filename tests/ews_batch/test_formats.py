"""Every format says the same, figure for figure, and keeps its own rules."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.reports.columns import Kind, columns
from provider_accounts import policy
from xlsx.sheets import rows as rows_of

from .accounts import ROOT, SAMPLES, ews, portfolio, put

NAMES = ("r.json", "r.jsonl", "r.csv", "r.tsv", "r.xlsx", "r.parquet")
COLUMNS = columns(policy(), files=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over the samples and over files that lack something, in every format."""
    folder = tmp_path_factory.mktemp("vormen")
    portfolio(folder / "in", 5)
    put(folder / "in" / "naamloos.csv", naam=None, kvk=None)
    (folder / "in" / "half.csv").write_text(
        "Balans (in euro);2025;2024\nLiquide middelen;100;90\nVoorraden;10;10\n"
    )
    (folder / "in" / "leeg.csv").touch()
    targets = [word for name in NAMES for word in ("-o", folder / name)]
    assert ews(SAMPLES, folder / "in", *targets).returncode == 4
    return folder


def text_rows(path: Path, delimiter: str) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter=delimiter)
    assert head == [column.name for column in COLUMNS]
    return rows


def typed(cell: str, kind: Kind) -> Any:
    match kind:
        case _ if cell == "":
            return None
        case Kind.WHOLE:
            return int(cell)
        case Kind.DAY:
            return date.fromisoformat(cell)
        case Kind.RATIO | Kind.EURO:
            return float(cell)
        case Kind.TEXT:
            return cell


def test_the_tables_agree_cell_for_cell(written: Path) -> None:
    rows = text_rows(written / "r.csv", ",")
    assert len(rows) > 30
    assert text_rows(written / "r.tsv", "\t") == rows
    expected = [[typed(cell, c.kind) for cell, c in zip(row, COLUMNS, strict=True)] for row in rows]
    table = pyarrow.parquet.read_table(written / "r.parquet")
    assert table.column_names == [column.name for column in COLUMNS]
    assert [list(row.values()) for row in table.to_pylist()] == expected


def test_the_workbook_holds_every_figure_of_the_table(written: Path) -> None:
    table = [
        dict(zip((c.name for c in COLUMNS), row, strict=True)) for row in text_rows(written / "r.csv", ",")
    ]
    years = rows_of(written / "r.xlsx", "Ratio's", "sleutel")
    assert len(years) == len(table)
    amounts: dict[str, dict[str, Any]] = {}
    for row in rows_of(written / "r.xlsx", "Posten", "sleutel"):
        amounts.setdefault(row["sleutel"].rpartition("|")[0], {})[row["post"]] = row["bedrag"]
    for right, row in zip(table, years, strict=True):
        who = (
            row["aanbieder"],
            row["KvK"] or "",
            str(row["boekjaar"]),
            row["balansdatum"].isoformat(),
        )
        assert who == (right["naam"], right["kvk"], right["boekjaar"], right["balansdatum"])
        assert (row["basis"], row["eenheid in bron"]) == (right["basis"], right["eenheid"] or "onbekend")
        assert [row["ten minste"], row["ten hoogste"]] == [
            int(right["ten_minste"]),
            int(right["ten_hoogste"]),
        ]
        assert right["trede"] in ("", str(row["trede"]))
        assert (row["bepalend"] or "") == right["bepalend"]
        for ratio in RATIOS.values():
            # A workbook keeps 15 digits or so.
            value = row[ratio.tekst]
            exact = right[ratio.naam]
            assert (
                (value == pytest.approx(float(exact), rel=1e-14)) if exact else value.startswith("n.t.b.: ")
            )
        for naam in policy().criteria:
            assert (row[f"{naam}: reden"] or "") == right[f"{naam}_reden"]
        for post in Post:
            bedrag = amounts[row["sleutel"]].get(post.tekst)
            if right["eenheid"]:
                assert ("" if bedrag is None else f"{bedrag:g}") == (
                    right[post.value] and f"{float(right[post.value]):g}"
                )


def test_the_last_year_of_each_provider_in_the_table_is_its_entry_in_the_json(written: Path) -> None:
    document = json.loads((written / "r.json").read_bytes())
    rows = [
        dict(zip((c.name for c in COLUMNS), row, strict=True)) for row in text_rows(written / "r.csv", ",")
    ]
    last = {(row["naam"], row["kvk"]): row for row in rows}
    entries = {(e["aanbieder"]["naam"], e["aanbieder"]["kvk"] or ""): e for e in document["beoordelingen"]}
    assert list(last) == list(entries)
    for who, entry in entries.items():
        row = last[who]
        assert (row["boekjaar"], row["balansdatum"]) == (str(entry["boekjaar"]), entry["balansdatum"])
        for name in ("trede", "ten_minste", "ten_hoogste"):
            assert row[name] == ("" if entry[name] is None else str(entry[name]))
        assert row["bepalend"].split() == entry["bepalend"]
        for name, ratio in entry["ratios"].items():
            assert row[name] == (ratio["waarde"] or "")
            if ratio["ten_minste"] is not None:
                assert row[f"{name}_vorig"] == (ratio["vorig"] or "")
                assert row[f"{name}_grens"] == (ratio["grens"] or "")
                assert row[f"{name}_reden"] == (ratio["reden"] or "")
        assert row["problemen"].split() == sorted({problem["code"] for problem in entry["problemen"]})


def test_each_line_of_the_jsonl_is_an_entry_of_the_json(written: Path) -> None:
    lines = (written / "r.jsonl").read_text(encoding="ascii").splitlines()
    document = json.loads((written / "r.json").read_bytes())
    assert [json.loads(line) for line in lines] == document["beoordelingen"]


@pytest.mark.parametrize("only_bad", [False, True])
def test_the_json_is_valid_by_its_schema(written: Path, tmp_path: Path, only_bad: bool) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "score.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    text = (written / "r.json").read_bytes()
    if only_bad:
        text = ews(written / "in" / "leeg.csv", "--format=json").stdout
    document = json.loads(text)
    validator.validate(document)
    assert text.isascii()
    # Laid out as json does it, so that two results can be compared line by line.
    assert json.dumps(document, indent=2) + "\n" == text.decode()
    assert document["samenvatting"]["bestanden"] == (1 if only_bad else 20)
    del document["samenvatting"]["mislukt"]
    assert not validator.is_valid(document)


def test_the_stream_on_stdout_is_the_file(written: Path) -> None:
    for name, form in (("r.csv", "csv"), ("r.tsv", "tsv"), ("r.jsonl", "jsonl")):
        assert ews(SAMPLES, written / "in", f"--format={form}").stdout == (written / name).read_bytes()


def test_excel_nl_opens_in_a_dutch_excel(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.csv", naam="Stichting Één; en twee", years={2025: (7_001, 1_000)})
    target = tmp_path / "r.csv"
    assert ews(tmp_path / "in", "-o", target, "--excel-nl").returncode == 0
    content = target.read_bytes()
    assert content.startswith("\ufeffnaam;kvk;boekjaar;".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    head, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    found = dict(zip(head, row, strict=True))
    assert found["naam"] == "Stichting Één; en twee"
    # By hand: 7,001 / 20,000 and 7,001,000 euro.
    assert found["solvabiliteit"] == "0,35005"
    assert found["eigen_vermogen"] == "7001000"
    assert found["balansdatum"] == "2025-12-31"
    assert not any("." in found[c.name] for c in COLUMNS if c.kind in (Kind.RATIO, Kind.EURO))
    assert Decimal(found["rentabiliteit"].replace(",", ".")) == Decimal("0.03333333333333333333333333333")


@pytest.mark.parametrize("form", ["xlsx", "parquet", "pdf"])
def test_what_is_no_text_does_not_go_to_the_screen(tmp_path: Path, form: str) -> None:
    done = ews(portfolio(tmp_path, 1), f"--format={form}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"EWS403" in done.stderr
