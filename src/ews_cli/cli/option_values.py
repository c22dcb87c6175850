"""What the values of options mean that several commands share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ews_cli.cli.output import BINARY, Format, Targets, by_extension, check_targets
from ews_cli.problems import Problem

STDOUT = "-"


def report_targets(
    format_: str | None, output: Sequence[str], inputs: Iterable[Path], formats: Sequence[Format]
) -> tuple[Targets, list[Problem]]:
    """Where the report of a command that can make these formats goes, and what is wrong with that.

    The first of the formats is the one for stdout when nobody chooses.
    """
    problems: list[Problem] = []
    chosen = next((f for f in formats if f.value == format_), None)
    if format_ is not None and chosen is None:
        problems.append(bad("--format", format_, f"is geen formaat; kies {' of '.join(formats)}"))
    files = tuple(dict.fromkeys(Path(name) for name in output if name != STDOUT))
    makes = by_extension(formats)
    problems += check_targets(files, inputs, makes)
    to_stdout = not output or STDOUT in output
    written = tuple((file, makes[ending]) for file in files if (ending := file.suffix.lower()) in makes)
    if chosen and not to_stdout and chosen not in dict(written).values():
        melding = (
            f"--format {chosen} past bij geen van de bestanden van -o; laat --format weg of voeg -o - toe"
        )
        problems.append(Problem("EWS403", melding))
    if chosen in BINARY and to_stdout:
        problems.append(bad("--format", format_, "is geen tekst; schrijf het met -o naar een bestand"))
    return Targets((chosen or formats[0]) if to_stdout else None, written), problems


def bad(option: str, value: str | None, what: str) -> Problem:
    """An option whose value cannot be used, and why (Dutch)."""
    return Problem("EWS403", f"{option}: '{value}' {what}")


def day_of(peildatum: str | None) -> tuple[date, list[Problem]]:
    """The peildatum, by default today, and what is wrong with it."""
    day = date.today() if peildatum is None else date_of(peildatum)
    if day is None:
        melding = "is geen datum; schrijf 2026-12-31 of 31-12-2026"
        return date.today(), [bad("--peildatum", peildatum, melding)]
    return day, []


def date_of(text: str) -> date | None:
    """A date as 2026-12-31 or 31-12-2026, None for anything else."""
    day_first = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text, re.ASCII)
    parts = [*reversed(day_first.groups())] if day_first else text.split("-")
    if not day_first and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
