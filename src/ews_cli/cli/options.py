"""What the options of a command mean, checked before any work is done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ews_cli.cli.messages import Stop, Talk
from ews_cli.cli.output import BY_EXTENSION, Format, Targets, check_targets
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.problems import Problem
from ews_cli.readers import ReadOptions

STDOUT = "-"
HIGHEST_TREDE = 6
FORMATS = (Format.TABLE, Format.JSON)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews score`.

    Attributes:
        lezen: how to read the inputs.
        thresholds: the option as given, None when it was not.
        fail_on: the trede from which the answer is no.
    """

    inputs: tuple[Path, ...]
    lezen: ReadOptions
    thresholds: str | None
    peildatum: date
    targets: Targets
    fail_on: int | None
    talk: Talk


def request(
    inputs: Sequence[str],
    lezen: Given,
    thresholds: str | None,
    peildatum: str | None,
    format_: str | None,
    output: Sequence[str],
    fail_on: str | None,
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("score", inputs)
    day = date.today() if peildatum is None else _date(peildatum)
    if day is None:
        problems.append(_bad("--peildatum", peildatum, "is geen datum; schrijf 2026-12-31 of 31-12-2026"))
    trede = None if fail_on is None else _trede(fail_on)
    if fail_on is not None and trede is None:
        problems.append(_bad("--fail-on", fail_on, f"is geen trede; kies 1 tot en met {HIGHEST_TREDE}"))
    how, wrong = read_options(lezen)
    problems += wrong
    paths = tuple(Path(name) for name in inputs)
    named = [*paths, *reader_files(lezen), *([Path(thresholds)] if thresholds else [])]
    targets, wrong = report_targets(format_, output, named, FORMATS)
    problems += wrong
    if problems or day is None or how is None:
        raise Stop(problems)
    return Request(paths, how, thresholds, day, targets, trede, talk)


def no_input(command: str, inputs: Sequence[str]) -> list[Problem]:
    """The problem of a command without files to read."""
    melding = f"er is geen bestand gegeven; bijvoorbeeld: ews {command} jaarrekening.xlsx"
    return [] if inputs else [Problem("EWS401", melding)]


def report_targets(
    format_: str | None, output: Sequence[str], inputs: Iterable[Path], formats: Sequence[Format]
) -> tuple[Targets, list[Problem]]:
    """Where the report of a command that can make these formats goes, and what is wrong with that."""
    problems: list[Problem] = []
    chosen = next((f for f in formats if f.value == format_), None)
    if format_ is not None and chosen is None:
        problems.append(_bad("--format", format_, f"is geen formaat; kies {' of '.join(formats)}"))
    files = tuple(dict.fromkeys(Path(name) for name in output if name != STDOUT))
    extensions = [extension for extension, f in BY_EXTENSION.items() if f in formats]
    problems += check_targets(files, inputs, extensions)
    to_stdout = not output or STDOUT in output
    if chosen and not to_stdout and not any(BY_EXTENSION.get(f.suffix.lower()) is chosen for f in files):
        melding = (
            f"--format {chosen} past bij geen van de bestanden van -o; laat --format weg of voeg -o - toe"
        )
        problems.append(Problem("EWS403", melding))
    return Targets((chosen or Format.TABLE) if to_stdout else None, files), problems


def _bad(option: str, value: str | None, what: str) -> Problem:
    return Problem("EWS403", f"{option}: '{value}' {what}")


def _date(text: str) -> date | None:
    """A date as 2026-12-31 or 31-12-2026, None for anything else."""
    day_first = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text, re.ASCII)
    parts = [*reversed(day_first.groups())] if day_first else text.split("-")
    if not day_first and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _trede(text: str) -> int | None:
    return int(text) if re.fullmatch(rf"[1-{HIGHEST_TREDE}]", text) else None
