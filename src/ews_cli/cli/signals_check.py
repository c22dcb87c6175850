"""`ews signalen check` and `ews signalen schema`: the gate on what people recorded, and its form for an editor."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ews_cli import signals_file, thresholds_file
from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop
from ews_cli.cli.option_values import report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.reports.checked import Checked

FORMATS = (Format.TEXT, Format.JSON, Format.GITHUB)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews signalen check`; `thresholds` is the option as given."""

    files: tuple[Path, ...]
    thresholds: str | None
    targets: Targets
    quiet: bool


def request(
    files: Sequence[str], thresholds: str | None, format_: str | None, output_: Sequence[str], quiet: bool
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    paths = tuple(dict.fromkeys(Path(name) for name in files)) or (Path(signals_file.NAME),)
    named = [*paths, *([Path(thresholds)] if thresholds else [])]
    targets, problems = report_targets(format_, output_, named, FORMATS)
    if problems:
        raise Stop(problems)
    return Request(paths, thresholds, targets, quiet)


def check(asked: Request) -> ExitCode:
    """Check every file, report, and answer: a file that was not read is never right."""
    policy, today = _policy(asked.thresholds), date.today()
    files = [_checked(path, policy, today) for path in asked.files]
    output.write_report(asked.targets, partial(_render, files, asked.quiet))
    if not all(file.read for file in files):
        return ExitCode.NOT_STARTED
    return ExitCode.OK if all(file.in_orde for file in files) else ExitCode.NO


def schema(thresholds: str | None, output_: Sequence[str]) -> ExitCode:
    """Write the schema; raises Stop when the policy cannot be used, or the schema not written there."""
    from ews_cli import signals_schema

    targets, problems = report_targets(None, output_, [], [Format.JSON])
    if problems:
        raise Stop(problems)
    text = signals_schema.text(_policy(thresholds))
    output.write_report(targets, lambda wanted, width, encoding, styled: text)
    return ExitCode.OK


def _policy(named: str | None) -> Thresholds:
    """The policy whose kinds of signals count, whether or not it can judge today."""
    policy, problems = thresholds_file.load(thresholds_file.find(named, os.environ, Path()))
    if policy is None:
        raise Stop(problems)
    return policy


def _checked(path: Path, policy: Thresholds, today: date) -> Checked:
    name = str(path)
    raw = signals_file.read_file(path)
    if isinstance(raw, Problem):
        return Checked(name, False, None, (raw,), strict=False)
    found, problems = signals_file.check(raw, name, policy, today)
    return Checked(name, True, found, tuple(problems), strict=False)


def _render(
    files: list[Checked], quiet: bool, wanted: Format, width: int, encoding: str, styled: bool
) -> str:
    match wanted:
        case Format.JSON:
            from ews_cli.reports import check_json

            return check_json.recorded_text(files)
        case Format.GITHUB:
            from ews_cli.reports import check_lines

            return check_lines.github(files)
        case _:
            from ews_cli.reports import check_lines

            return check_lines.text(files, quiet)
