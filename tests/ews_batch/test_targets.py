"""Bad targets: what cannot be written is one clear line, and what stood there stays whole."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from ews_cli.cli import batch_output
from ews_cli.cli.main import main

from .accounts import (
    EWS,
    PEILDATUM,
    ROOT,
    environment,
    ews,
    left,
    portfolio,
    posix,
    refused,
    start,
)


@posix
def test_a_full_disk_is_one_clear_line_whatever_is_written(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 3)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*EWS, folder], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
        )
    assert (done.returncode, done.stderr) == (2, b"EWS402 stdout is niet te schrijven: de schijf is vol\n")
    (tmp_path / "r.csv").symlink_to("/dev/full")
    done = ews(folder, "-o", tmp_path / "r.csv")
    assert (done.returncode, done.stderr.count(b"EWS402"), done.stderr.count(b"\n")) == (2, 1, 1)


@posix
@pytest.mark.parametrize("name", ["r.json", "r.csv", "r.xlsx", "r.parquet", "r.md"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    folder, out = portfolio(tmp_path / "in", 30), tmp_path / "uit"
    out.mkdir()
    (out / name).write_text("van gisteren")
    # A bound on the size of files is as a full disk.
    command = ["bash", "-c", 'ulimit -f 2; exec "$@"', "-", *map(str, [*EWS, folder, "-o", out / name])]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment())
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert b"EWS402" in done.stderr
    assert left(out) == {name}
    assert (out / name).read_text() == "van gisteren"


def test_an_output_that_is_also_an_input_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 3)
    own = folder / "00001.csv"
    before = own.read_bytes()
    (tmp_path / "ander.csv").symlink_to(own)
    spelled = folder / ".." / "in" / "00001.csv"
    for target in (own, spelled, tmp_path / "ander.csv"):
        for source in (folder, own):
            assert "EWS402 dit bestand is ook invoer" in refused(source, "-o", target)
            assert own.read_bytes() == before
    assert "EWS402 dit bestand is ook invoer" in refused(folder, "--voortgang", own)


def test_a_target_that_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 2)
    assert "bestaat niet; maak die eerst" in refused(folder, "-o", tmp_path / "geen" / "r.csv")
    assert "bestaat niet; maak die eerst" in refused(folder, "-o", folder / "00001.csv" / "r.csv")
    assert "EWS402" in refused(folder, "--voortgang", tmp_path / "geen" / "v")
    assert "EWS403" in refused(folder, "--hervat")


def without_privileges() -> list[str]:
    """What to put before a command so that the mode of a folder binds it: root may else write everywhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv")
    return ["setpriv", "--bounding-set=-dac_override"]


@posix
def test_a_folder_that_is_read_only_is_one_clear_line(tmp_path: Path) -> None:
    folder, out = portfolio(tmp_path / "in", 2), tmp_path / "uit"
    out.mkdir()
    (out / "oud.csv").write_text("van gisteren")
    out.chmod(0o555)
    bound = [*without_privileges(), *EWS, str(folder)]
    for options, where in (
        (["-o", out / "r.csv"], "r.csv: EWS402 niet te schrijven: geen toestemming"),
        (["-o", out / "oud.csv"], "oud.csv: EWS402 niet te schrijven: geen toestemming"),
        (["--voortgang", out / "v"], "v: EWS402 voortgangsbestand niet te schrijven: geen toestemming"),
    ):
        done = subprocess.run(
            [*bound, *map(str, options)], capture_output=True, cwd=ROOT, env=environment(), timeout=60
        )
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert where in done.stderr.decode()
    assert left(out) == {"oud.csv"}
    assert (out / "oud.csv").read_text() == "van gisteren"


def test_two_runs_to_one_file_both_leave_it_whole(tmp_path: Path) -> None:
    small, large = portfolio(tmp_path / "a", 3), portfolio(tmp_path / "b", 60)
    target = tmp_path / "r.csv"
    wholes = set()
    for folder in (small, large):
        assert ews(folder, "-o", target).returncode == 0
        wholes.add(target.read_bytes())
    for _ in range(2):
        both = [start([folder, "-o", target]) for folder in (small, large, small)]
        assert [process.wait() for process in both] == [0, 0, 0]
        assert [process.communicate()[1] for process in both] == [b"", b"", b""]
        assert target.read_bytes() in wholes
    assert left(tmp_path) == {"a", "b", "r.csv"}


def test_our_own_workbook_is_still_a_workbook(tmp_path: Path) -> None:
    portfolio(tmp_path / "in", 3)
    target = tmp_path / "r.xlsx"
    assert ews(tmp_path / "in", "-o", target).returncode == 0
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert book["Posten"].max_row > 60


@pytest.mark.parametrize("name", ["lijst.md", "lijst.txt"])
def test_a_list_of_very_many_providers_names_the_first_and_says_that_there_are_more(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_output, "MOST", 2)
    folder, out = portfolio(tmp_path / "in", 5), tmp_path / name
    assert main(["batch", str(folder), PEILDATUM, "-o", str(out)]) == 0
    first = out.read_text(encoding="utf-8")
    assert main(["batch", str(folder), PEILDATUM, "-o", str(out), "--alles"]) == 0
    everyone = out.read_text(encoding="utf-8")
    assert "… en nog 3 aanbieders; --alles toont iedereen" in first
    assert "en nog" not in everyone
    assert (first.count("Stichting "), everyone.count("Stichting ")) == (2, 5)
    assert "5 aanbieders uit 5 bestanden" in first
