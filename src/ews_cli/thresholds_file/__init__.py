"""thresholds.yaml: find it, read it, and say everything that is wrong with it, each at its line and column.

`load` is what every command uses. It looks at a file in three steps, of which the later ones see only what
the earlier ones found right: YAML (`document`), shape (`model`, `shape`), meaning (`meaning`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst, Problem
from ews_cli.thresholds_file import build, document
from ews_cli.thresholds_file.document import Document, Fault

__all__ = ["check", "find", "load", "packaged"]

MAX_BYTES = 1_000_000
NAME = "thresholds.yaml"

# The gate imports pydantic, which costs more than a whole score. It may be left out for exactly these bytes,
# the default policy, because the test suite holds that file against the gate and against this hash.
DEFAULT_SHA256 = "c58ddd00ddbf1271ae9f29760e195f45dacfa4e954f05cd7d665cb0cf23672e0"


def find(option: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The threshold file to use: the option, else EWS_THRESHOLDS, else ./thresholds.yaml, else the default.

    A relative name is relative to `cwd`. Whatever is named is used, also when it cannot be read: falling
    back in silence would judge by another policy than the user thinks.
    """
    named = option or environ.get("EWS_THRESHOLDS")
    if named:
        return cwd / named
    here = cwd / NAME
    return here if os.path.lexists(here) else packaged()


def packaged() -> Path:
    """The default policy: inside the package, or at the repository's top for an editable install."""
    package = Path(__file__).resolve().parents[1]
    inside = package / NAME
    return inside if inside.exists() else package.parents[1] / NAME


def load(path: Path, today: date | None = None) -> tuple[Thresholds | None, list[Problem]]:
    """The policy in a file, and everything that is wrong with it in the order of the file.

    `today` is the day after which nothing can have been verified or published (default: the clock's). The
    policy is None when any problem is an error. Never raises on a file.
    """
    name = str(path)
    try:
        raw = _bytes(path)
    except OSError as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is geen leesbaar bestand"
        return None, [Problem("EWS201", f"{reason}; geef een drempelbestand met --thresholds", name)]
    if hashlib.sha256(raw).hexdigest() == DEFAULT_SHA256:
        bestand = f"{NAME} (meegeleverd)" if path == packaged() else name
        return build.thresholds(document.read(raw.decode()).data, bestand, DEFAULT_SHA256), []
    return check(raw, name, today or date.today())


def check(raw: bytes, name: str, today: date) -> tuple[Thresholds | None, list[Problem]]:
    """The gate: as `load`, for the bytes of a file with this name, and never skipping a step."""
    if len(raw) > MAX_BYTES:
        melding = f"groter dan {MAX_BYTES // 1_000_000} MB; dit is geen drempelbestand"
        return None, [Problem("EWS202", melding, name)]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        place = document.place_of(before, len(before))
        melding = "geen UTF-8; sla het bestand op als UTF-8 zonder BOM"
        return None, [_problem(Fault((), "EWS206", melding, place=place), Document(), name)]
    read = document.read(text)
    faults = read.faults
    if read.whole and read.data is None and not faults:
        melding = "leeg; begin met een kopie van het meegeleverde drempelbestand"
        return None, [Problem("EWS201", melding, name)]
    if read.whole:
        from ews_cli.thresholds_file import meaning, shape

        faults = [*faults, *shape.faults(read)]
        faults += meaning.faults(read, faults, today)
    faults = sorted(faults, key=lambda fault: (read.place(fault) or (0, 0), fault.code))
    problems = [_problem(fault, read, name) for fault in faults]
    if any(problem.weegt is Ernst.FOUT for problem in problems):
        return None, problems
    return build.thresholds(read.data, name, hashlib.sha256(raw).hexdigest()), problems


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        # A folder, a device or a pipe: reading one may never end.
        raise FileNotFoundError(path) if not os.path.lexists(path) else IsADirectoryError(path)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _problem(fault: Fault, read: Document, name: str) -> Problem:
    place = read.place(fault)
    return Problem(fault.code, fault.melding, f"{name}:{place[0]}:{place[1]}" if place else name)
