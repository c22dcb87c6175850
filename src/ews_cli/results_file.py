"""The JSON that `ews score` wrote -> the figures of its providers, to judge them again by another policy.

It holds the ratio of the judged year and of the year before; what a bound over more years needs is unknown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ews_cli.problems import Problem

SCHEMA = 1
MAX_BYTES = 200_000_000
_DECIMAL = re.compile(r"-?\d{1,60}(\.\d{1,60})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scored:
    """One provider of a result.

    Attributes:
        ratios: by formula, the ratio of the year and of the year before, None where unknown.
    """

    naam: str
    kvk: str | None
    boekjaar: int
    ratios: dict[str, tuple[Fraction | None, Fraction | None]]


class _Unusable(Exception):
    """The file is no result that this version can read."""


def load(path: Path) -> tuple[list[Scored], list[Problem]]:
    """The providers in a result. Never raises on a file."""
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        if path.stat().st_size > MAX_BYTES:
            return [], [Problem("EWS106", f"groter dan {MAX_BYTES // 1_000_000} MB", str(path))]
        document = json.loads(path.read_bytes())
    except OSError:
        return [], [Problem("EWS101", "bestaat niet of is niet te lezen", str(path))]
    except (ValueError, RecursionError):
        return [], [Problem("EWS105", "geen geldige JSON", str(path))]
    try:
        if document["schema"] != SCHEMA:
            raise _Unusable
        scored = [_scored(entry) for entry in document["beoordelingen"]]
    except (KeyError, TypeError, AttributeError, _Unusable):
        melding = "geen resultaat van ews score; maak er een met ews score … -o resultaat.json"
        return [], [Problem("EWS103", melding, str(path))]
    if not scored:
        return [], [Problem("EWS111", "geen beoordeelde aanbieder in dit resultaat", str(path))]
    return scored, []


def _scored(entry: Any) -> Scored:
    naam, kvk, boekjaar = entry["aanbieder"]["naam"], entry["aanbieder"]["kvk"], entry["boekjaar"]
    if not (isinstance(naam, str) and isinstance(kvk, str | None) and type(boekjaar) is int):
        raise _Unusable
    ratios = {
        ratio["formule"]: (_value(ratio["waarde"]), _value(ratio["vorig"]))
        for ratio in entry["ratios"].values()
    }
    return Scored(naam, kvk, boekjaar, ratios)


def _value(text: Any) -> Fraction | None:
    if text is None:
        return None
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise _Unusable
    return Fraction(text)
