"""Bad input: all that is good is scored, each bad file is named, and no text of a file is live anywhere."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest

from ews_cli.cli.main import main
from readers import raw

from .accounts import (
    PEILDATUM,
    ROOT,
    STRONG,
    WEAK,
    accounts,
    document,
    ews,
    portfolio,
    posix,
    put,
    refused,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def hostile(folder: Path) -> None:
    """Every kind of bad file that the tests of the readers have, and pipes and folders that are called as one."""
    for path in (ROOT / "tests" / "problems").glob("EWS10[2-7]*"):
        shutil.copy(path, folder)
    rng = Random(1)
    zipped = raw.write(folder / "goed.xlsx", {"Balans": raw.sheet(raw.rows(*raw.STATEMENT))}).read_bytes()
    (folder / "goed.xlsx").unlink()
    bad = {
        "html.xls": b"<html><table><tr><td>Eigen vermogen</td><td>5</td></tr></table></html>",
        "json.csv": b'{"eigen_vermogen": [5, 6],\n "balanstotaal": [7, 8]}\n',
        "pdf.xlsx": b"%PDF-1.7 jaarrekening",
        "nullen.csv": b"\0" * 5000,
        "willekeurig.xlsx": rng.randbytes(5000),
        "versleuteld.xlsx": OLE2 + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
        "kapot.xls": OLE2 + b"\0" * 504 + "Workbook".encode("utf-16-le"),
        "zip.xlsx": b"PK\x03\x04" + rng.randbytes(3000),
        "half.xlsx": zipped[: len(zipped) // 2],
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    far = '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
    raw.write(folder / "ver.xlsx", {"Balans": raw.sheet(far)})
    texts = f'<sst {raw.MAIN} count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    body = raw.rows(('<c r="@" t="s"><v>0</v></c>',))
    raw.write(folder / "liegt.xlsx", {"Balans": raw.sheet(body)}, texts=texts)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pijp.csv")
        os.mkfifo(folder / "pijp.xlsx")
    (folder / "weg.xlsx").symlink_to(folder / "bestaat-niet.xlsx")
    (folder / "kring.xlsx").symlink_to(folder / "kring.xlsx")


def test_a_folder_full_of_hostile_files_costs_a_row_each_and_all_others_are_scored(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 12)
    hostile(folder)
    bad = sorted(str(path) for path in folder.iterdir() if not path.stem.isdigit())
    assert len(bad) > 18
    done = ews(folder, "-o", tmp_path / "r.json")
    assert done.returncode == 4
    found = document(tmp_path / "r.json")
    assert len(found["beoordelingen"]) == 12
    assert sorted({problem["waar"].partition("!")[0] for problem in found["problemen"]}) == bad
    assert all(problem["ernst"] == "fout" for problem in found["problemen"])
    assert (found["samenvatting"]["bestanden"], found["samenvatting"]["mislukt"]) == (12 + len(bad), len(bad))
    lines = done.stderr.decode().splitlines()
    assert sorted({line.partition(": EWS")[0].partition("!")[0] for line in lines}) == bad
    assert not any("Traceback" in line or "panicked" in line for line in lines)


def test_a_folder_that_cannot_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, scandir = portfolio(tmp_path / "in", 2), os.scandir
    portfolio(folder / "dicht", 2)

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("dicht"):
            raise PermissionError(13, "geen toegang", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert main(["batch", PEILDATUM, str(folder), "-q", "-o", str(tmp_path / "r.json")]) == 4
    found = document(tmp_path / "r.json")
    assert [problem["waar"] for problem in found["problemen"]] == [str(folder / "dicht")]
    assert len(found["beoordelingen"]) == 2


@posix
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_name_that_is_no_utf_8_is_read_and_written_in_any_locale(
    tmp_path: Path, locale: dict[str, str]
) -> None:
    folder = os.fsencode(portfolio(tmp_path / "in", 2))
    with open(os.path.join(folder, b"caf\xe9.csv"), "w", encoding="utf-8") as file:
        file.write(accounts("Stichting Één", "00000900"))
    with open(os.path.join(folder, b"leeg\xff.csv"), "w"):
        pass
    names = ["r.json", "r.jsonl", "r.csv", "r.xlsx", "r.parquet", "r.md", "r.txt"]
    targets = [word for name in names for word in ("-o", tmp_path / name)]
    kept = tmp_path / "voortgang"
    done = ews(folder, *targets, "-o", "-", "--voortgang", kept, **locale)
    assert done.returncode == 4, done.stderr
    assert b"EWS102" in done.stderr
    found = document(tmp_path / "r.json")
    assert len(found["beoordelingen"]) == 3
    assert os.fsencode(found["problemen"][0]["waar"]) == os.path.join(folder, b"leeg\xff.csv")
    before = {name: (tmp_path / name).read_bytes() for name in names}
    assert ews(folder, *targets, "--voortgang", kept, "--hervat", **locale).returncode == 4
    assert {name: (tmp_path / name).read_bytes() for name in names} == before


def test_ten_thousand_files_in_one_folder_are_read(tmp_path: Path) -> None:
    some = portfolio(tmp_path / "in", 3)
    # Most hold nothing: this is about what is kept of each file, and the time goes into reading.
    (some / "leeg.csv").write_bytes(b"\n")
    for number in range(9_996):
        name = "leeg" if number % 20 else f"0000{number % 3}"
        os.link(some / f"{name}.csv", some / f"kopie-{number}.csv")
    target = tmp_path / "r.json"
    assert ews(some, "-q", "-o", target).returncode == 4
    counts = document(target)["samenvatting"]
    assert (counts["bestanden"], counts["aanbieders"], counts["mislukt"]) == (10_000, 3, 1 + 9_496)


def test_thousands_of_names_on_the_command_line_are_taken(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 4)
    missing = [str(tmp_path / f"{number}.xlsx") for number in range(3_000)]
    begun = time.process_time()
    assert main(["batch", PEILDATUM, "-q", str(folder), *missing, "-o", str(tmp_path / "r.json")]) == 4
    assert time.process_time() - begun < 10
    assert document(tmp_path / "r.json")["samenvatting"]["mislukt"] == 3_000


def test_two_files_of_one_age_that_contradict_each_other_count_neither(tmp_path: Path) -> None:
    for folder, figures in (("a", STRONG), ("b", WEAK)):
        put(tmp_path / "in" / folder / "j.csv", years={2025: figures, 2024: STRONG})
    done = ews(tmp_path / "in", "-v", "--format=json")
    [found] = json.loads(done.stdout)["beoordelingen"]
    assert (found["trede"], found["ratios"]["solvabiliteit"]["waarde"]) == (None, None)
    contradictions = [p for p in found["problemen"] if p["code"] == "EWS117"]
    assert contradictions
    assert {problem["ernst"] for problem in contradictions} == {"fout"}
    assert b"geen van beide telt" in done.stderr


LIVE = [
    "=cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "+Stichting",
    "[red]Stichting[/red] [/]",
    "Stichting \x1b[31mrood\x1b]8;;http://x\x07",
    "Stichting \u202egnal rettirw",
    "::error::Stichting ##vso[task.complete]",
    "<script>alert(1)</script> | # kop",
    "Stichting \x9b31m\u200b",
]


def test_a_name_that_wants_to_be_something_else_is_only_text_everywhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number, name in enumerate(LIVE):
        put(folder / f"{number}.csv", naam=name, kvk=f"{number + 1:08d}")
    names = ["r.json", "r.jsonl", "r.csv", "r.tsv", "r.xlsx", "r.md", "r.txt"]
    targets = [word for name in names for word in ("-o", tmp_path / name)]
    done = ews(folder, *targets, "-o", "-", "-v")
    assert done.returncode == 0, done.stderr
    for name in (*names[:4], *names[5:]):
        text = (tmp_path / name).read_bytes().decode()
        assert not any(character in text for character in "\x1b\x07\x9b\u202e\u200b"), name
        assert "##vso[" not in text
        assert len(text.splitlines()) >= len(LIVE)
    shown = done.stdout.decode() + done.stderr.decode()
    assert not any(character in shown for character in "\x1b\x07\x9b\u202e\u200b")
    assert "[red]Stichting[/red] [/]" in shown
    for line in (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines():
        assert line.lstrip('"')[0] not in "=+-@"
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    written = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert {"=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+Stichting", "[red]Stichting[/red] [/]"} <= written
    live = [cell.value for cell in cells if cell.data_type == "f"]
    assert live
    assert not any(word in str(formula) for formula in live for word in ("calc", "Stichting", "SUM(A1"))
    assert not any(cell.hyperlink for cell in cells)
    markdown = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert "\n# kop" not in markdown
    kept = {one["aanbieder"]["naam"] for one in document(tmp_path / "r.json")["beoordelingen"]}
    assert "=cmd|' /C calc'!A0" in kept


def test_locks_hidden_files_and_our_own_outputs_are_passed_over(tmp_path: Path) -> None:
    folder = portfolio(tmp_path, 3)
    names = ["r.json", "r.jsonl", "r.csv", "r.tsv", "r.xlsx", "r.parquet", "r.md", "r.txt"]
    targets = [word for name in names for word in ("-o", folder / name)]
    kept: list[str | Path] = ["--voortgang", folder / "voortgang.csv"]
    assert ews(folder, *targets, *kept, "--excel-nl").returncode == 0
    (folder / "oud.csv").write_bytes((folder / "r.csv").read_bytes())
    (folder / "oud.xlsx").write_bytes((folder / "r.xlsx").read_bytes())
    for name in (
        "~$00001.xlsx",
        ".~lock.00001.csv#",
        ".verborgen.csv",
        "00001.csv.tmp",
        "00001.csv~",
        "leesmij.pdf",
    ):
        (folder / name).write_bytes(b"niets")
    put(folder / ".git" / "x.csv")
    again = ews(folder, *targets, "-o", "-", *kept, "--hervat")
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith(b"3 aanbieders uit 3 bestanden\n")


def test_without_any_file_to_read_nothing_is_begun(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    assert "EWS401" in refused(tmp_path / "leeg")
    assert "EWS401" in refused(portfolio(tmp_path / "in", 1), "--patroon=*.xlsx")


@pytest.mark.parametrize("size", ["0", "-1", "257", "veel", "1e2", "٣"])
def test_a_number_of_workers_that_is_none_is_refused(tmp_path: Path, size: str) -> None:
    assert "EWS403 --workers" in refused(portfolio(tmp_path, 1), f"--workers={size}")


def test_a_file_whose_time_was_over_says_how_to_give_it_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ews_cli.batch import pool

    monkeypatch.setattr(pool, "GRACE", -0.999)
    path = tmp_path / "tabel.csv"
    rows = "".join(f"{n};A{n};2023;1;3000;300;9000;1\n" for n in range(10_000_000, 10_005_000))
    path.write_text(f"kvk;naam;boekjaar;eenheid;balanstotaal;eigen_vermogen;opbrengsten;resultaat\n{rows}")
    assert main(["batch", PEILDATUM, str(path), "--max-seconden", "1"]) == 4
    assert "--max-seconden" in capsys.readouterr().err
