"""`ews demo`: a folder to look around in, made by the commands that its own LEESMIJ.txt names."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ews_cli.cli import batch_options, compare, options
from ews_cli.cli.main import main
from ews_cli.cli.output import EXTENSION, Format

ROOT = Path(__file__).parents[1]
DAY = "2026-11-22"
TYPED = re.compile(r"^  ews (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo on a day; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("demo") / "voorbeeld"
    assert main(["demo", str(folder), "--peildatum", DAY]) == 0
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "voorbeeld")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_the_folder_holds_the_samples_as_they_are(made: Path) -> None:
    for sample in (
        "jaarrekening.xlsx",
        "kwartalen.csv",
        "kwartalen.xlsx",
        "register.xlsx",
        "signalen.yaml",
        "geval-clienten.csv",
    ):
        assert (made / sample).read_bytes() == (ROOT / "samples" / sample).read_bytes()
    assert _files(made / "portefeuille") == _files(ROOT / "samples" / "portefeuille")
    assert (made / "thresholds.yaml").read_bytes() == (ROOT / "thresholds.yaml").read_bytes()


@pytest.mark.parametrize(
    ("name", "formats"),
    [
        ("portefeuille", batch_options.FORMATS),
        ("linde", options.FORMATS),
        ("verschuivingen", compare.FORMATS),
    ],
)
def test_there_is_a_report_in_every_format_that_the_command_has(
    made: Path, name: str, formats: tuple[Format, ...]
) -> None:
    there = {path.suffix for path in (made / "rapporten").glob(f"{name}.*")}
    assert there == {EXTENSION[form] for form in formats if form is not Format.PARQUET}


def test_what_it_says_to_open_first_is_there(made: Path) -> None:
    page = (made / "LEESMIJ.txt").read_text("utf-8")
    opened = re.search(r"Open eerst.*\n\n +(\S+)\n", page)
    assert opened
    assert opened[1] == "rapporten/portefeuille.html"
    named = set(re.findall(r"^  (rapporten/\S+)$", page, re.MULTILINE))
    assert len(named) == 8
    assert all((made / name).is_file() for name in named)


def test_the_workbook_that_it_says_to_change_calculates(made: Path) -> None:
    (named,) = re.findall(r"open (rapporten/\S+\.xlsx)", (made / "LEESMIJ.txt").read_text("utf-8"))
    book = openpyxl.load_workbook(made / named)
    assert "Posten" in book.sheetnames
    assert any(str(cell.value).startswith("=") for row in book["Overzicht"].iter_rows() for cell in row)


def test_each_command_of_the_page_makes_the_report_that_is_already_there(
    own: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    commands = TYPED.findall((own / "LEESMIJ.txt").read_text("utf-8"))
    assert len(commands) == 9
    for command in commands:
        target = Path(command.rpartition(" ")[2])
        target.unlink()
        assert main(shlex.split(command)) in (0, 4), command
        assert target.read_bytes() == (made / target).read_bytes(), command


def test_the_change_of_a_bound_that_the_page_suggests_moves_a_provider(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Esdoorn makes 0.90 % of its revenue: above 0.5 %, below 1 %. It stands on 3 already, by solvabiliteit."""
    change = re.search(r'zoals "(below: .*?)" in "(below: .*?)"', (own / "LEESMIJ.txt").read_text("utf-8"))
    assert change
    policy = own / "thresholds.yaml"
    old = policy.read_text("utf-8")
    assert old.count(change[1]) == 1
    policy.write_text(old.replace(change[1], change[2]), "utf-8")
    monkeypatch.chdir(own)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    assert main(["score", "portefeuille/01-formules.xlsx", "--peildatum", DAY]) == 0
    assert re.search(r"rentabiliteit +0,8% +0,9% .* 3\n", capsys.readouterr().out)


def test_the_half_year_shows_what_the_accounts_do_not(made: Path) -> None:
    """Samples/README.md: the accounts of 2024 give trede 1; the twelve months to 30-06-2025 give -1.29 %."""
    shown = (made / "rapporten" / "zomereik.txt").read_text("utf-8")
    assert "Trede 1 — generiek" in shown
    assert re.search(r"^ +30-06-2025 +26,4% +-1,3% \(12 mnd\)", shown, re.MULTILINE)


def test_the_same_day_gives_the_same_bytes_wherever_and_by_whomever(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "elders" / "diep"
    other.parent.mkdir()
    subprocess.run(
        [sys.executable, "-m", "ews_cli", "demo", str(other), "--peildatum", "22-11-2026"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Tokyo",
            "EWS_THRESHOLDS": "weg.yaml",
            "COLUMNS": "40",
        },
        check=True,
        capture_output=True,
    )
    assert _files(other) == _files(made)


def test_no_file_names_a_place_of_this_machine(made: Path) -> None:
    for name, content in _files(made).items():
        assert b"/tmp" not in content, name
        assert str(made.parent).encode() not in content, name


def test_a_folder_that_is_not_empty_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "jaarrekening.xlsx").write_text("van mij")
    assert main(["demo", str(tmp_path), "--peildatum", DAY]) == 2
    assert _said(capsys).startswith(f"{tmp_path}: EWS402 deze map is niet leeg; ")
    assert _files(tmp_path) == {"jaarrekening.xlsx": b"van mij"}


def test_force_writes_over_its_own_files_and_leaves_others(own: Path, made: Path) -> None:
    (own / "LEESMIJ.txt").write_text("veranderd")
    (own / "rapporten" / "van-mij.txt").write_text("van mij")
    assert main(["demo", str(own), "--peildatum", DAY, "--force"]) == 0
    assert _files(own) == {**_files(made), str(Path("rapporten/van-mij.txt")): b"van mij"}


def test_an_empty_folder_is_as_good_as_a_new_one(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path), "--peildatum", DAY, "-q"]) == 0
    assert (tmp_path / "LEESMIJ.txt").is_file()


@pytest.mark.parametrize("in_the_way", ["LEESMIJ.txt/", "rapporten"])
def test_what_stands_in_the_way_is_named_and_nothing_is_written(
    tmp_path: Path, in_the_way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / in_the_way
    place.mkdir() if in_the_way.endswith("/") else place.touch()
    assert main(["demo", str(tmp_path), "--force"]) == 2
    assert _said(capsys) == f"{place}: EWS402 staat in de weg; kies een andere map\n"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "EWS401 er is geen map gegeven; bijvoorbeeld: ews demo ews-voorbeeld"),
        (["nergens/map"], "nergens/map: EWS402 de map nergens bestaat niet; maak die eerst"),
        (["bestand"], "bestand: EWS402 dit is geen map; kies een andere naam"),
        *(
            (
                ["map", "--peildatum", day],
                f"EWS403 --peildatum: '{day}' past niet bij de voorbeelden; "
                "kies een dag van 2025-12-31 tot en met 2100-12-31",
            )
            for day in ("2025-12-30", "2101-01-01")
        ),
        (
            ["map", "--peildatum", "morgen"],
            "EWS403 --peildatum: 'morgen' is geen datum; schrijf 2026-12-31 of 31-12-2026",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bestand").touch()
    assert main(["demo", *arguments]) == 2
    assert _said(capsys) == f"{said}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


@pytest.mark.parametrize("day", ["2025-12-31", "2100-12-31"])
def test_the_first_and_the_last_day_can_be_asked_for(day: str, tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path / "map"), "--peildatum", day, "-q"]) == 0


def test_a_disk_that_is_full_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr("ews_cli.cli.demo._made", lambda *_: {"LEESMIJ.txt": b"", "rapporten/a.txt": b""})
    assert main(["demo", str(tmp_path / "map")]) == 2
    assert _said(capsys).endswith("EWS402 niet te schrijven: de schijf is vol\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Afgebroken; wat is geschreven, is heel."),
        (ZeroDivisionError(), 3, "Fout in ews "),
    ],
)
def test_a_report_that_cannot_be_made_is_said_and_leaves_no_folder(
    error: BaseException,
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("ews_cli.cli.draaiboek.request", fail)
    assert main(["demo", str(tmp_path / "map")]) == code
    assert _said(capsys).startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_it_works_from_the_wheel_alone(made: Path, tmp_path: Path) -> None:
    """Nothing of the checkout is at hand, and the interpreter reads the package of the wheel."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    where = subprocess.run(
        [sys.executable, "-c", "import ews_cli; print(ews_cli.__file__)"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))
    subprocess.run(
        [sys.executable, "-m", "ews_cli", "demo", "voorbeeld", "--peildatum", DAY],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        check=True,
    )
    assert _files(tmp_path / "voorbeeld") == _files(made)
