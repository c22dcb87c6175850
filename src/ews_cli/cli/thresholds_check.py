"""`ews thresholds check`: the gate on threshold files, for a person and for a build server."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from ews_cli import thresholds_file
from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop
from ews_cli.cli.option_values import bad, report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.problems import Problem
from ews_cli.reports.checked import Checked

FORMATS = (Format.TEXT, Format.JSON, Format.GITHUB, Format.SARIF, Format.JUNIT)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews thresholds check`; without `max_age` no version is too long unverified."""

    files: tuple[Path, ...]
    targets: Targets
    max_age: timedelta | None
    strict: bool
    quiet: bool


def request(
    files: Sequence[str],
    format_: str | None,
    output_: Sequence[str],
    max_age: str | None,
    strict: bool,
    quiet: bool,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    paths = tuple(Path(name) for name in files) or (thresholds_file.find(None, os.environ, Path()),)
    targets, problems = report_targets(format_, output_, paths, FORMATS)
    age = None
    if max_age is not None:
        age = _days(max_age)
        if age is None:
            problems.append(bad("--max-age", max_age, "is geen aantal dagen; schrijf bijvoorbeeld 400d"))
    if problems:
        raise Stop(problems)
    return Request(tuple(dict.fromkeys(paths)), targets, age, strict, quiet)


def _days(text: str) -> timedelta | None:
    match = re.fullmatch(r"(\d{1,5})d", text, re.ASCII)
    return timedelta(int(match[1])) if match else None


def check(asked: Request) -> ExitCode:
    """Check every file, report, and answer: a file that was not read is never right."""
    today = date.today()
    files = [_checked(path, asked, today) for path in asked.files]
    output.write_report(asked.targets, partial(_render, files, asked.quiet, today))
    if not all(file.read for file in files):
        return ExitCode.NOT_STARTED
    return ExitCode.OK if all(file.in_orde for file in files) else ExitCode.NO


def _checked(path: Path, asked: Request, today: date) -> Checked:
    name = str(path)
    raw = thresholds_file.read_file(path)
    if isinstance(raw, Problem):
        return Checked(name, False, None, (raw,), asked.strict)
    policy, problems = thresholds_file.check(raw, name, today, asked.max_age)
    return Checked(name, True, policy, tuple(problems), asked.strict)


def _render(
    files: list[Checked], quiet: bool, today: date, wanted: Format, width: int, encoding: str, styled: bool
) -> str:
    match wanted:
        case Format.JSON:
            from ews_cli.reports import check_json

            return check_json.json_text(files)
        case Format.SARIF:
            from ews_cli.reports import check_json

            return check_json.sarif(files)
        case Format.JUNIT:
            from ews_cli.reports import check_junit

            return check_junit.junit(files, today)
        case Format.GITHUB:
            from ews_cli.reports import check_lines

            return check_lines.github(files)
        case _:
            from ews_cli.reports import check_lines

            return check_lines.text(files, quiet)
