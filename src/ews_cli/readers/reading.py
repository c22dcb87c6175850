"""The one door to every reader: looks at a file and hands it to the reader for its kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Lezing:
    """What was read from one file.

    Attributes:
        bestand: the file as the user named it.
        jaarrekeningen: one for each year, oldest first; empty when nothing could be read.
        problemen: what was wrong, left out or chosen.
    """

    bestand: str
    jaarrekeningen: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]


def read(path: Path) -> Lezing:
    """Read the accounts in a file; never raises on what the file holds."""
    return Lezing(str(path), (), (Problem("EWS101", f"{path} bestaat niet", str(path)),))
