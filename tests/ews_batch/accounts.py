"""Small accounts as csv, a portfolio of them, and `ews batch` in a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

posix = pytest.mark.skipif(sys.platform != "linux", reason="needs signals, devices and /proc")
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "portefeuille"
PEILDATUM = "--peildatum=2026-11-22"
EWS = (sys.executable, "-m", "ews_cli", "batch", PEILDATUM)
STRONG, WEAK = (9_000, 700), (500, -900)
"""Equity and result in thousands of euros on a total of 20,000 and revenue of 30,000."""


def accounts(
    naam: str | None = "Stichting De Fictieve Els",
    kvk: str | None = "00000200",
    years: Mapping[int, tuple[int, int]] | None = None,
    title: str = "Balans per 31 december",
) -> str:
    """Accounts in thousands of euros that add up: of each year the equity and the result."""
    years = {2025: (7_000, 1_000), 2024: (6_000, 500)} if years is None else years
    rows: list[tuple[object, ...]] = [
        (f"{title} (x € 1.000)", *years),
        ("Vaste activa", *(14_000 for _ in years)),
        ("Vlottende activa", *(6_000 for _ in years)),
        ("Totaal activa", *(20_000 for _ in years)),
        ("Eigen vermogen", *(equity for equity, _ in years.values())),
        ("Langlopende schulden", *(15_000 - equity for equity, _ in years.values())),
        ("Kortlopende schulden", *(5_000 for _ in years)),
        ("Totaal passiva", *(20_000 for _ in years)),
        ("Resultatenrekening (x € 1.000)", *years),
        ("Som der bedrijfsopbrengsten", *(30_000 for _ in years)),
        ("Som der bedrijfslasten", *(30_000 - result for _, result in years.values())),
        ("Bedrijfsresultaat", *(result for _, result in years.values())),
        ("Resultaat boekjaar", *(result for _, result in years.values())),
    ]
    head = [f"KvK-nummer {kvk};"] if kvk else []
    head += [f'"Naam: {naam.replace(chr(34), chr(34) * 2)}";'] if naam else []
    return "\n".join([*head, *(";".join(map(str, row)) for row in rows)]) + "\n"


def put(path: Path, **who: Any) -> Path:
    """Write accounts to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(accounts(**who), encoding="utf-8")
    return path


def portfolio(folder: Path, size: int) -> Path:
    """A folder with providers that differ in figures, name and KvK number."""
    for number in range(size):
        years = {2025: (number % 40 * 250 - 500, number % 7 * 300 - 900), 2024: (5_000, 300)}
        name = f"Stichting Fictief {number:05d}"
        put(folder / f"{number:05d}.csv", naam=name, kvk=f"{number + 1:08d}", years=years)
    return folder


def ews(*arguments: str | bytes | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh process, as a shell starts it."""
    return subprocess.run(
        [*EWS, *arguments], capture_output=True, cwd=ROOT, env=environment(**environ), timeout=300
    )


def refused(*arguments: str | Path) -> str:
    """What a run says that does not begin."""
    done = ews(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    return done.stderr.decode()


def environment(**changed: str) -> dict[str, str]:
    """The environment of a process; a change to "" takes a variable away."""
    asked = os.environ | {"COLUMNS": "100"} | changed
    return {name: value for name, value in asked.items() if value}


def start(arguments: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
    """A process with a group of its own, so that what it leaves behind can be found."""
    return subprocess.Popen(
        [*EWS, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
        **options,
    )


def group_of(leader: int) -> list[int]:
    """The processes that live in a group; those that ended and wait to be counted are not among them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(group) == leader and state != "Z":
                found.append(int(entry.name))
    return found


def until(what: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.005)


def left(folder: Path) -> set[str]:
    """The names of the files in a folder."""
    return {path.name for path in folder.iterdir()}


def document(path: Path) -> Any:
    """The JSON in a file."""
    return json.loads(path.read_bytes())
