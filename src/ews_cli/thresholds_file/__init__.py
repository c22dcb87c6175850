"""thresholds.yaml: find it, read it, and say everything that is wrong with it, each at its line and column.

`load` is what every command uses. It looks at a file in three steps, of which the later ones see only what
the earlier ones found right: YAML (`yaml_text`), shape (`model`, `shape`), meaning (`meaning`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst, Problem
from ews_cli.thresholds_file import build
from ews_cli.yaml_text import Document, Kind, bytes_of, read, read_bytes

__all__ = ["check", "find", "judge", "load", "packaged", "read_file"]

KIND = Kind("drempelbestand", "EWS2")
NAME = "thresholds.yaml"

# The gate imports pydantic, which costs more than a whole score. It may be left out for exactly these bytes,
# the default policy, because the test suite holds that file against the gate and against this hash.
DEFAULT_SHA256 = "85e8cd913a9b064532bf1c99378136f1d67654cc9192754b7514a32370f3750d"


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
    raw = read_file(path)
    if isinstance(raw, Problem):
        return None, [raw]
    if hashlib.sha256(raw).hexdigest() == DEFAULT_SHA256:
        bestand = f"{NAME} (meegeleverd)" if path == packaged() else name
        return build.thresholds(read(raw.decode(), KIND).data, bestand, DEFAULT_SHA256), []
    return check(raw, name, today or date.today())


def read_file(path: Path) -> bytes | Problem:
    """The bytes of a file, or why it cannot be read. Never raises on a path."""
    try:
        return bytes_of(path)
    except (OSError, ValueError) as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is geen leesbaar bestand"
        return Problem("EWS201", f"{reason}; geef een drempelbestand met --thresholds", str(path))


def check(
    raw: bytes, name: str, today: date, max_age: timedelta | None = None
) -> tuple[Thresholds | None, list[Problem]]:
    """The gate: as `load`, for the bytes of a file with this name, and never skipping a step.

    With `max_age`, a version that is not over and that nobody verified for longer than that is a warning.
    """
    return judge(read_bytes(raw, KIND), name, hashlib.sha256(raw).hexdigest(), today, max_age)


def judge(
    document: Document, name: str, sha256: str, today: date, max_age: timedelta | None = None
) -> tuple[Thresholds | None, list[Problem]]:
    """The gate for what was read from a file with this name and hash."""
    faults = document.faults
    if document.whole and document.data is None and not faults:
        melding = "leeg; begin met een kopie van het meegeleverde drempelbestand"
        return None, [Problem("EWS201", melding, name)]
    if document.whole:
        from ews_cli.thresholds_file import meaning, shape

        faults = [*faults, *shape.faults(document)]
        faults += meaning.faults(document, faults, today, max_age)
    problems = document.problems(faults, name)
    if any(problem.weegt is Ernst.FOUT for problem in problems):
        return None, problems
    return build.thresholds(document.data, name, sha256), problems
