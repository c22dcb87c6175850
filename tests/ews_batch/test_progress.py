"""A run that was killed goes on where it was, and gives the bytes of one that was not."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from .accounts import ROOT, STRONG, WEAK, ews, portfolio, posix, put, start, until

NAMES = ("r.json", "r.csv", "r.md")


def outputs(folder: Path, into: Path, *options: str | Path) -> dict[str, bytes]:
    into.mkdir()
    targets = [word for name in NAMES for word in ("-o", into / name)]
    done = ews(folder, *targets, "-o", "-", *options)
    assert done.returncode in (0, 4), done.stderr
    written = {name: (into / name).read_bytes() for name in NAMES}
    return written | {"stdout": done.stdout, "stderr": done.stderr}


def kept(progress: Path) -> list[str]:
    """The files of which a progress file holds the reading."""
    return [json.loads(line)[0] for line in progress.read_bytes().splitlines()[1:] if line.endswith(b"]")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = portfolio(tmp_path / "in", 260)
    (folder / "leeg.csv").touch()
    (folder / "brief.csv").write_text("Geachte heer, hierbij de jaarrekening.\nMet groet.\n")
    return folder


def killed_midway(folder: Path, progress: Path) -> None:
    process = start([folder, "--voortgang", progress, "--workers=2"])
    until(lambda: progress.exists() and progress.stat().st_size > 100_000)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert 0 < len(kept(progress)) < 262


@posix
def test_a_run_that_was_killed_goes_on_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    progress = tmp_path / "voortgang"
    killed_midway(folder, progress)
    done = len(kept(progress))
    gone_on = outputs(folder, tmp_path / "a", "--voortgang", progress, "--hervat")
    assert gone_on == outputs(folder, tmp_path / "b")
    assert len(kept(progress)) == 262
    assert len(set(kept(progress))) == 262
    assert done > 0
    # All is read: a third run reads nothing, and says the same.
    size = progress.stat().st_size
    assert outputs(folder, tmp_path / "c", "--voortgang", progress, "--hervat", "--workers=1") == gone_on
    assert progress.stat().st_size == size


@posix
def test_a_file_that_changed_appeared_or_went_meanwhile_counts_as_it_is_now(
    folder: Path, tmp_path: Path
) -> None:
    progress = tmp_path / "voortgang"
    killed_midway(folder, progress)
    known = kept(progress)
    put(Path(known[0]), naam="Stichting Ander", kvk="00008888", years={2025: WEAK, 2024: STRONG})
    Path(known[1]).unlink()
    put(folder / "nieuw.csv", naam="Stichting Nieuw", kvk="00007777")
    (folder / "leeg.csv").write_bytes((folder / "nieuw.csv").read_bytes())
    gone_on = outputs(folder, tmp_path / "a", "--voortgang", progress, "--hervat")
    assert gone_on == outputs(folder, tmp_path / "b")
    assert b"Stichting Ander" in gone_on["r.csv"]


@posix
def test_a_second_run_stays_out_of_the_progress_file_of_one_that_is_going_on(
    folder: Path, tmp_path: Path
) -> None:
    progress = tmp_path / "voortgang"
    process = start([folder, "--voortgang", progress, "--workers=1"])
    until(lambda: progress.exists() and progress.stat().st_size > 20_000)
    process.send_signal(signal.SIGSTOP)
    try:
        done = ews(folder, "--voortgang", progress, "--hervat")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"EWS403 --hervat: een andere run schrijft nu in dit voortgangsbestand" in done.stderr
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    # A lock dies with its process.
    assert ews(folder, "--voortgang", progress, "--hervat", "-q", "-o", tmp_path / "r.csv").returncode == 4


def test_the_progress_of_another_mapping_or_unit_is_refused(tmp_path: Path) -> None:
    folder, progress = portfolio(tmp_path / "in", 3), tmp_path / "voortgang"
    assert ews(folder, "--voortgang", progress).returncode == 0
    before = progress.read_bytes()
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("schema: 1\nlabels:\n  Eigen vermogen: eigen_vermogen\n")
    for options in (["--mapping", mapping], ["--eenheid", "1000000"], ["--basis", "enkelvoudig"]):
        done = ews(folder, "--voortgang", progress, "--hervat", *options)
        assert done.returncode == 2, done.stderr
        assert b"EWS403 --hervat: dit voortgangsbestand hoort bij" in done.stderr
        assert done.stderr.count(b"\n") == 1
        assert progress.read_bytes() == before


def test_a_progress_file_is_not_begun_over_and_not_invented(tmp_path: Path) -> None:
    folder, progress = portfolio(tmp_path / "in", 3), tmp_path / "voortgang"
    assert ews(folder, "--voortgang", progress, "--hervat").returncode == 0
    done = ews(folder, "--voortgang", progress)
    assert done.returncode == 2
    assert b"EWS402 dit voortgangsbestand bestaat al; ga ermee verder met --hervat" in done.stderr
    other = tmp_path / "brief.txt"
    other.write_text("van iemand")
    assert ews(folder, "--voortgang", other, "--hervat").returncode == 2
    assert other.read_text() == "van iemand"


def test_a_progress_file_that_somebody_made_changes_no_figure_and_runs_nothing(tmp_path: Path) -> None:
    folder, progress = portfolio(tmp_path / "in", 3), tmp_path / "voortgang"
    assert ews(folder, "--voortgang", progress).returncode == 0
    head, *lines = progress.read_bytes().splitlines(keepends=True)
    pickled = b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x04true\x94\x85\x94R\x94.\n"
    crossed = lines[0].replace(b"00000.csv", b"00001.csv", 1)
    for forged in (pickled, b"[" * 100_000 + b"\n", b"[[],1,2,3]\n", crossed):
        progress.write_bytes(head + forged + b"".join(lines[1:]))
        into = tmp_path / str(len(list(tmp_path.iterdir())))
        gone_on = outputs(folder, into, "--voortgang", progress, "--hervat")
        assert gone_on == outputs(folder, into.with_name(f"{into.name}-vers"))


def test_a_password_that_was_given_later_opens_what_was_closed(tmp_path: Path) -> None:
    folder, progress = portfolio(tmp_path / "in", 2), tmp_path / "voortgang"
    locked = ROOT / "tests" / "problems" / "EWS104-password.xlsx"
    (folder / locked.name).write_bytes(locked.read_bytes())
    assert ews(folder, "--voortgang", progress).returncode == 4
    assert sorted(os.path.basename(name) for name in kept(progress)) == ["00000.csv", "00001.csv"]
    word = tmp_path / "wachtwoord.txt"
    word.write_text("verkeerd\n")
    done = ews(folder, "--voortgang", progress, "--hervat", "--wachtwoord-bestand", word)
    assert b"EWS104" in done.stderr
    assert b"verkeerd" not in progress.read_bytes()
