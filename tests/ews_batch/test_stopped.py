"""Bad moments: a worker that is killed, a run that is stopped, a reader that has seen enough."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .accounts import (
    EWS,
    PEILDATUM,
    ROOT,
    accounts,
    document,
    environment,
    ews,
    group_of,
    left,
    portfolio,
    posix,
    start,
    until,
)


@posix
def test_a_worker_that_is_killed_costs_its_file_and_the_file_is_named(tmp_path: Path) -> None:
    folder = portfolio(tmp_path / "in", 40)
    # A large table keeps a worker busy long enough to be found.
    rows = "\n".join(f"Post {n};{n};{n}" for n in range(25_000))
    (folder / "groot.csv").write_text(accounts("Stichting Groot", "00009999") + rows)
    process = start([folder, "-o", tmp_path / "r.json", "--workers=2"])
    until(lambda: len(group_of(process.pid)) >= 3)
    worker = max(group_of(process.pid))
    os.kill(worker, signal.SIGKILL)
    error = process.communicate()[1].decode()
    found = document(tmp_path / "r.json")
    lost = [problem for problem in found["problemen"] if problem["code"] == "EWS107"]
    assert len(lost) <= 1
    assert found["samenvatting"]["bestanden"] == 41
    assert len(found["beoordelingen"]) == 41 - len(lost)
    assert process.returncode == (4 if lost else 0)
    assert all(problem["waar"] in error and "is vastgelopen" in error for problem in lost)
    assert not group_of(process.pid)


@posix
@pytest.mark.parametrize(("number", "to_all"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_a_run_that_is_stopped_leaves_whole_outputs_no_process_and_no_temporary_file(
    tmp_path: Path, number: signal.Signals, to_all: bool
) -> None:
    folder = portfolio(tmp_path / "in", 150)
    out, temporary = tmp_path / "uit", tmp_path / "tmp"
    out.mkdir()
    temporary.mkdir()
    (out / "r.json").write_text("van gisteren")
    targets = [word for name in ("r.json", "r.csv", "r.xlsx", "r.parquet") for word in ("-o", out / name)]
    codes = set()
    # The time of a whole run, and then moments all over it.
    begun = time.monotonic()
    assert ews(folder, *targets, "--workers=2").returncode == 0
    whole = {path.name: path.read_bytes() for path in out.iterdir()}
    lasted = time.monotonic() - begun
    for part in (0, 0.2, 0.4, 0.55):
        for path in out.iterdir():
            path.unlink()
        (out / "r.json").write_text("van gisteren")
        process = subprocess.Popen(
            [*EWS, folder, *targets, "--workers=2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(TMPDIR=str(temporary)),
            cwd=ROOT,
            start_new_session=True,
        )
        until(lambda group=process.pid: len(group_of(group)) == 3)  # type: ignore[misc]
        time.sleep(lasted * part)
        (os.killpg if to_all else os.kill)(process.pid, number)
        error = process.communicate()[1].decode()
        codes.add(process.returncode)
        # An interpreter that is ending has no handler any more; all is written then. One that was interrupted may also
        # end itself by SIGINT, which is 130 to a shell as well.
        assert process.returncode in (0, 130, -number, -signal.SIGINT), error
        assert error in ("", "Afgebroken; wat is geschreven, is heel.\n")
        until(lambda group=process.pid: not group_of(group))  # type: ignore[misc]
        assert left(temporary) == set()
        assert left(out) <= {"r.json", "r.csv", "r.xlsx", "r.parquet"}
        assert (out / "r.json").read_bytes() in (b"van gisteren", whole["r.json"])
        assert all((out / name).read_bytes() == whole[name] for name in left(out) - {"r.json"})
    assert 130 in codes


@posix
def test_a_reader_that_stops_early_is_content(tmp_path: Path) -> None:
    folder = portfolio(tmp_path, 100)
    command = f"{sys.executable} -m ews_cli batch {PEILDATUM} {folder} --format=csv | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, env=environment())
    assert done.stdout.startswith(b"naam,kvk,boekjaar,")
    assert (done.stdout.count(b"\n"), done.stderr, done.returncode) == (1, b"", 0)
