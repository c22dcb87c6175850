"""`ews score` as a user meets it: exit codes, what goes where, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ews_cli import __version__
from ews_cli.cli.main import main

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
ACCOUNTS = str(SAMPLES / "jaarrekening.xlsx")
ONE_YEAR = str(SAMPLES / "portefeuille" / "12-een-jaar.xlsx")
HEALTHY = str(SAMPLES / "portefeuille" / "08-hele-euros.xlsx")
PEILDATUM = "--peildatum=2026-11-22"

Said = Callable[[], tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What was written to stdout and to stderr."""

    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return read


def ews(*arguments: str, stdout: Any = subprocess.PIPE, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh process, as a shell starts it."""
    return subprocess.run(
        [sys.executable, "-m", "ews_cli", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80"} | environ,
        timeout=60,
    )


def test_a_scored_provider_is_exit_0_however_high_its_trede(said: Said) -> None:
    assert main(["score", ACCOUNTS, PEILDATUM]) == 0
    out, err = said()
    assert "Trede 4 — problematisch" in out
    assert err == ""


@pytest.mark.parametrize(("trede", "code"), [("3", 1), ("4", 1), ("5", 0)])
def test_fail_on_answers_no_from_its_trede(trede: str, code: int) -> None:
    assert main(["score", ACCOUNTS, PEILDATUM, "--fail-on", trede]) == code


def test_fail_on_looks_at_what_is_proven_and_not_at_what_could_be() -> None:
    assert main(["score", ONE_YEAR, PEILDATUM, "--fail-on", "2"]) == 0


def test_an_unreadable_input_is_exit_4_and_beats_fail_on(said: Said, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.xlsx"
    broken.write_bytes(b"geen rekenblad")
    assert main(["score", ACCOUNTS, str(broken), PEILDATUM, "--fail-on", "1"]) == 4
    out, err = said()
    assert "Trede 4" in out
    assert err.startswith(f"{broken}: EWS1")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "code"), [("niets.xlsx", 2), ("map", 2), ("leeg.xlsx", 4), ("tekst.xlsx", 4)]
)
def test_each_bad_input_is_one_clear_line_and_its_exit_code(
    name: str, code: int, said: Said, tmp_path: Path
) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg.xlsx").touch()
    (tmp_path / "tekst.xlsx").write_text("dit is geen rekenblad")
    assert main(["score", str(tmp_path / name), PEILDATUM]) == code
    out, err = said()
    assert out == "Geen aanbieder die te beoordelen is; de meldingen zeggen waarom.\n"
    assert err.startswith(f"{tmp_path / name}: EWS1")
    assert err.count("\n") == 1


def test_a_missing_file_beside_a_readable_one_is_exit_4(tmp_path: Path) -> None:
    assert main(["score", ACCOUNTS, str(tmp_path / "niets.xlsx"), PEILDATUM]) == 4


def test_a_provider_without_any_figure_to_judge_by_is_exit_4(said: Said, tmp_path: Path) -> None:
    accounts = tmp_path / "half.csv"
    accounts.write_text("Balans (in euro);2025;2024\nLiquide middelen;100;90\nVoorraden;10;10\n", "utf-8")
    assert main(["score", str(accounts), PEILDATUM]) == 4
    assert "niet te bepalen" in said()[0]


def test_a_provider_without_a_year_before_the_peildatum_is_exit_4_and_says_why(said: Said) -> None:
    assert main(["score", ACCOUNTS, "--peildatum", "2023-01-01"]) == 4
    assert "ligt na de peildatum" in said()[1]


def test_an_earlier_peildatum_leaves_out_the_later_year(said: Said) -> None:
    assert main(["score", ACCOUNTS, "--peildatum", "30-06-2025"]) == 0
    out, err = said()
    assert "per 31 december 2024, 6 maanden oud op 30 juni 2025" in out
    assert "EWS118" in err


def test_two_providers_get_a_report_each(said: Said) -> None:
    assert main(["score", ACCOUNTS, HEALTHY, PEILDATUM]) == 0
    out, _ = said()
    assert out.count("\nTrede ") == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "EWS401 er is geen bestand gegeven; bijvoorbeeld: ews score jaarrekening.xlsx"),
        (["x", "--fail-on", "7"], "EWS403 --fail-on: '7' is geen trede; kies 1 tot en met 6"),
        (["x", "--fail-on", "nan"], "EWS403 --fail-on: 'nan' is geen trede; kies 1 tot en met 6"),
        (["x", "--format", "pdf"], "EWS403 --format: 'pdf' is geen formaat; kies table of json"),
        (
            ["x", "-o", "rapport.pdf"],
            "EWS403 -o rapport.pdf heeft geen bekende extensie; kies .json of .xlsx",
        ),
        (
            ["x", "--format", "json", "-o", "rapport.txt"],
            "EWS403 --format json past bij geen van de bestanden van -o; laat --format weg of voeg -o - toe",
        ),
        (
            ["x", "-o", "geen/map/r.json"],
            "geen/map/r.json: EWS402 de map geen/map bestaat niet; maak die eerst",
        ),
        (["x", "--thresholds", "niets.yaml"], "niets.yaml: EWS201 bestaat niet"),
        (["x", "--formaat", "json"], "ews score: EWS404 onbekende optie --formaat; bedoelde u --format?"),
        (["x", "--format"], "ews score: EWS404 na optie '--format' ontbreekt een waarde"),
    ],
)
def test_wrong_usage_is_exit_2_with_what_would_be_right(arguments: list[str], line: str, said: Said) -> None:
    assert main(["score", *arguments]) == 2
    out, err = said()
    assert out == ""
    assert err.startswith(line)


@pytest.mark.parametrize("text", ["2026-13-01", "31-02-2026", "gisteren", "2026", "", "20261122", "2026-1-1"])
def test_a_peildatum_that_is_no_date_is_refused(text: str, said: Said) -> None:
    assert main(["score", ACCOUNTS, "--peildatum", text]) == 2
    assert said()[1] == f"EWS403 --peildatum: '{text}' is geen datum; schrijf 2026-12-31 of 31-12-2026\n"


def test_all_wrong_options_are_named_at_once(said: Said) -> None:
    assert main(["score", "--fail-on", "0", "--peildatum", "x", "--format", "y"]) == 2
    assert [line[:6] for line in said()[1].splitlines()] == ["EWS401", "EWS403", "EWS403", "EWS403"]


def test_a_peildatum_before_the_thresholds_names_the_dates(said: Said) -> None:
    assert main(["score", ACCOUNTS, "--peildatum", "2020-01-01"]) == 2
    assert "2021-07-01" in said()[1]


def test_an_invalid_threshold_file_stops_with_its_line_and_column(said: Said, tmp_path: Path) -> None:
    wrong = tmp_path / "drempels.yaml"
    shipped = (ROOT / "thresholds.yaml").read_text(encoding="utf-8")
    wrong.write_text(shipped.replace("        bands:\n", "        bandz:\n", 1), encoding="utf-8")
    assert main(["score", ACCOUNTS, "--thresholds", str(wrong)]) == 2
    out, err = said()
    assert out == ""
    number = next(n for n, line in enumerate(shipped.splitlines(), 1) if line == "        bands:")
    assert f"{wrong}:{number}:9: EWS211" in err


def test_the_threshold_file_of_the_option_judges_and_is_named(said: Said, tmp_path: Path) -> None:
    own = tmp_path / "eigen.yaml"
    shipped = (ROOT / "thresholds.yaml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("version: 1.0.0", "version: 9.9.9"), encoding="utf-8")
    assert main(["score", ACCOUNTS, PEILDATUM, "--thresholds", str(own), "--format", "json"]) == 0
    named = json.loads(said()[0])["thresholds"]
    assert (named["version"], named["bestand"]) == ("9.9.9", str(own))


def test_the_environment_names_the_threshold_file_where_the_option_does_not(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EWS_THRESHOLDS", "niets.yaml")
    assert main(["score", ACCOUNTS]) == 2
    assert said()[1].startswith("niets.yaml: EWS201")


def test_json_goes_to_stdout_and_nothing_else_does(said: Said) -> None:
    assert main(["score", ACCOUNTS, PEILDATUM, "--format", "json"]) == 0
    out, err = said()
    assert json.loads(out)["beoordelingen"][0]["trede"] == 4
    assert err == ""


def test_json_of_a_run_without_providers_is_a_document_all_the_same(said: Said, tmp_path: Path) -> None:
    assert main(["score", str(tmp_path / "niets.xlsx"), "--format", "json"]) == 2
    document = json.loads(said()[0])
    assert document["beoordelingen"] == []
    assert document["problemen"][0]["code"] == "EWS101"


def test_files_are_written_by_extension_and_stdout_stays_empty(said: Said, tmp_path: Path) -> None:
    as_json, as_text = tmp_path / "r.json", tmp_path / "r.txt"
    assert main(["score", ACCOUNTS, PEILDATUM, "-o", str(as_json), "-o", str(as_text)]) == 0
    assert said() == ("", "")
    assert json.loads(as_json.read_bytes())["beoordelingen"][0]["trede"] == 4
    assert "Trede 4 — problematisch" in as_text.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.json", "r.txt"]


def test_a_dash_is_stdout_beside_the_files(said: Said, tmp_path: Path) -> None:
    assert main(["score", ACCOUNTS, PEILDATUM, "-o", "-", "-o", str(tmp_path / "r.json")]) == 0
    assert "Trede 4" in said()[0]
    assert (tmp_path / "r.json").exists()


def test_a_report_never_overwrites_what_it_reads(said: Said, tmp_path: Path) -> None:
    table = tmp_path / "cijfers.txt"
    table.write_bytes(Path(ACCOUNTS).read_bytes())
    link = tmp_path / "link.txt"
    link.symlink_to(table)
    for target in (table, link):
        assert main(["score", str(table), "-o", str(target)]) == 2
        assert said()[1] == f"{target}: EWS402 dit bestand is ook invoer; kies een andere naam\n"
    assert table.read_bytes() == Path(ACCOUNTS).read_bytes()


def test_a_report_goes_to_no_device_and_no_folder(said: Said, tmp_path: Path) -> None:
    folder = tmp_path / "map.txt"
    folder.mkdir()
    fifo = tmp_path / "pijp.txt"
    os.mkfifo(fifo)
    for target in (folder, fifo):
        assert main(["score", ACCOUNTS, "-o", str(target)]) == 2
        assert said()[1] == f"{target}: EWS402 geen gewoon bestand; kies een andere naam\n"


def test_when_one_file_cannot_be_written_none_is(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.txt"
    first.write_text("oud")
    calls = iter([None, OSError(28, "No space left on device")])

    def full(_: int) -> None:
        if error := next(calls):
            raise error

    monkeypatch.setattr(os, "fsync", full)
    assert main(["score", ACCOUNTS, PEILDATUM, "-o", str(first), "-o", str(second)]) == 2
    assert said()[1] == f"{second}: EWS402 niet te schrijven: de schijf is vol\n"
    assert first.read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_file_behind_a_link_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "echt.txt", tmp_path / "link.txt"
    real.write_text("oud")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["score", ACCOUNTS, PEILDATUM, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("Stichting")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_quiet_keeps_errors_only_and_verbose_adds_remarks(said: Said, tmp_path: Path) -> None:
    arguments = ["score", str(SAMPLES / "portefeuille" / "11-begroting.xlsx"), PEILDATUM]
    main(arguments)
    assert "EWS118" in said()[1]
    main([*arguments, "-q"])
    assert said()[1] == ""
    main(["score", str(tmp_path / "niets.xlsx"), "-q"])
    assert "EWS101" in said()[1]


def test_a_file_name_is_shown_clean(said: Said, tmp_path: Path) -> None:
    assert main(["score", str(tmp_path / "\x1b[31m::error::\u202e.xlsx")]) == 2
    out, err = said()
    assert "\x1b" not in out + err
    assert "::" not in err
    assert "\u202e" not in err


def test_the_same_input_gives_the_same_bytes() -> None:
    first = ews("score", ACCOUNTS, PEILDATUM, PYTHONHASHSEED="1", TZ="UTC")
    second = ews("score", ACCOUNTS, PEILDATUM, PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert first.stdout == second.stdout
    assert first.returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("arguments", [["score", ACCOUNTS], ["--help"], ["score", "--help"], []])
def test_any_encoding_of_stdout_will_do(encoding: str, arguments: list[str]) -> None:
    done = ews(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == (0 if arguments else 2)
    assert "Traceback" not in (done.stdout + done.stderr).decode(encoding)


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["score", ACCOUNTS], ["--version"], ["--help"], ["score", "--help"]])
def test_a_full_disk_behind_stdout_is_one_line_and_exit_2(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = ews(*arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode() == "EWS402 stdout is niet te schrijven: de schijf is vol\n"


@pytest.mark.parametrize("arguments", [["score", ACCOUNTS], ["--help"]])
def test_a_reader_that_stops_early_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = ews(*arguments, stdout=pipe)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stdout_is_one_line_and_exit_2() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m ews_cli score "$1" >&-', sys.executable, ACCOUNTS],
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.decode() == "EWS402 stdout is gesloten; schrijf met -o naar een bestand\n"


def test_an_interrupt_is_exit_130(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ews_cli.readers.read_each", interrupt)
    assert main(["score", ACCOUNTS]) == 130
    assert said() == ("", "Afgebroken; wat is geschreven, is heel.\n")


@pytest.mark.parametrize("verbose", [False, True])
def test_a_bug_of_ours_is_exit_3_with_one_line_and_a_traceback_on_request(
    verbose: bool, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise KeyError("vertrouwelijk bedrag")

    monkeypatch.setattr("ews_cli.readers.read_each", bug)
    assert main(["score", ACCOUNTS, *(["-v"] if verbose else [])]) == 3
    out, err = said()
    assert out == ""
    assert ("Traceback" in err) == verbose
    assert f"Fout in ews {__version__}: KeyError in test_cli_score.py:" in err.splitlines()[-1]
    assert ("vertrouwelijk" in err) == verbose


def test_without_a_command_the_help_says_what_to_type(said: Said) -> None:
    assert main([]) == 2
    out, err = said()
    assert out == ""
    assert err.startswith("Gebruik: ews [OPTIES] OPDRACHT")
    assert err.endswith("Begin met: ews score jaarrekening.xlsx, of kijk rond met: ews demo ews-voorbeeld\n")


def test_the_version_is_one_line(said: Said) -> None:
    assert main(["--version"]) == 0
    assert said() == (f"ews {__version__}\n", "")


ENGLISH = [
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "Error",
    "Show",
    "Missing",
    "Try ",
    "exit.",
    "default:",
]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["score", "--help"],
        [],
        ["scor"],
        ["--nee"],
        ["score", "--nee"],
        ["score", "-z"],
        ["score", "x", "--format"],
        ["score", "x", "--quiet=ja"],
        ["score"],
    ],
)
def test_help_and_usage_errors_are_in_dutch(arguments: list[str], said: Said) -> None:
    main(arguments)
    out, err = said()
    assert out + err
    assert [word for word in ENGLISH if word in out + err] == []
    assert not set("abcdefghijklmnopqrstuvwxyz").isdisjoint(out + err)


def test_help_is_ascii_so_that_any_terminal_shows_it(said: Said) -> None:
    main(["score", "--help"])
    assert said()[0].isascii()


LOADED = (
    "import sys; from ews_cli.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
)


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (
            ["--version"],
            {"pandas", "openpyxl", "pydantic", "rich", "yaml", "python_calamine", "ews_cli.core"},
        ),
        (["--help"], {"pandas", "openpyxl", "pydantic", "rich", "yaml", "python_calamine", "ews_cli.core"}),
        (["score", "--help"], {"pandas", "openpyxl", "pydantic", "rich", "yaml", "ews_cli.core"}),
        (["score", ACCOUNTS], {"pandas", "openpyxl", "pydantic", "numpy"}),
        (["score", ACCOUNTS, "--format", "json"], {"pandas", "openpyxl", "pydantic", "rich"}),
    ],
)
def test_a_fresh_process_loads_only_what_it_needs(arguments: list[str], never: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, cwd=ROOT, text=True, timeout=60
    )
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert loaded & never == set()
