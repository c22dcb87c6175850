"""What the options of a command mean, checked before any work is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ews_cli.cli import one_off_values
from ews_cli.cli.messages import Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.core.opgegeven import Opgegeven
from ews_cli.problems import Problem
from ews_cli.readers import ReadOptions

HIGHEST_TREDE = 6
FORMATS = (Format.TABLE, Format.JSON, Format.CSV, Format.MD, Format.HTML, Format.XLSX)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews score`.

    Attributes:
        lezen: how to read the inputs.
        thresholds: the option as given, None when it was not.
        fail_on: the trede from which the answer is no.
        signalen: the file of signals and decisions, None for none.
        opgegeven: the one-off gains and losses that the user gives, in euro.
    """

    inputs: tuple[Path, ...]
    lezen: ReadOptions
    thresholds: str | None
    peildatum: date
    targets: Targets
    fail_on: int | None
    signalen: Path | None
    opgegeven: Opgegeven
    talk: Talk


def request(
    inputs: Sequence[str],
    lezen: Given,
    thresholds: str | None,
    peildatum: str | None,
    format_: str | None,
    output: Sequence[str],
    fail_on: str | None,
    signalen: str | None,
    baten: Sequence[str],
    lasten: Sequence[str],
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("score", inputs)
    day, wrong = day_of(peildatum)
    problems += wrong
    trede, wrong = fail_on_trede(fail_on)
    problems += wrong
    given, wrong = one_off_values.given(baten, lasten)
    problems += wrong
    how, wrong = read_options(lezen)
    problems += wrong
    paths = tuple(Path(name) for name in inputs)
    named = [*paths, *reader_files(lezen), *(Path(name) for name in (thresholds, signalen) if name)]
    targets, wrong = report_targets(format_, output, named, FORMATS)
    problems += wrong
    if problems or how is None:
        raise Stop(problems)
    recorded = Path(signalen) if signalen else None
    return Request(paths, how, thresholds, day, targets, trede, recorded, given, talk)


def no_input(command: str, inputs: Sequence[str], example: str = "jaarrekening.xlsx") -> list[Problem]:
    """The problem of a command without files to read."""
    melding = f"er is geen bestand gegeven; bijvoorbeeld: ews {command} {example}"
    return [] if inputs else [Problem("EWS401", melding)]


def fail_on_trede(text: str | None) -> tuple[int | None, list[Problem]]:
    """The trede of --fail-on, and what is wrong with it."""
    if text is None:
        return None, []
    if re.fullmatch(rf"[1-{HIGHEST_TREDE}]", text, re.ASCII):
        return int(text), []
    return None, [bad("--fail-on", text, f"is geen trede; kies 1 tot en met {HIGHEST_TREDE}")]
