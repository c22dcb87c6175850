"""`ews compare`: two results beside each other, who moved, on which figure."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.problems import Problem
from ews_cli.reports.comparison import Comparison, compare

FORMATS = (Format.TABLE, Format.MD, Format.HTML, Format.CSV, Format.JSON, Format.XLSX)
USAGE = "geef twee resultaten, OUD en NIEUW; bijvoorbeeld: ews compare vorig-jaar.json dit-jaar.json"
WIDEST = 200
"""Columns that the table takes at most."""
ROOM_AROUND = 30
"""Lines of the screen beside the longest table."""
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews compare`; `everyone` also shows who stayed and who does not fit the screen."""

    old: Path
    new: Path
    targets: Targets
    fail_on_rise: bool
    everyone: bool
    talk: Talk


def request(
    files: Sequence[str],
    format_: str | None,
    output_: Sequence[str],
    fail_on_rise: bool,
    everyone: bool,
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    paths = [Path(name) for name in files]
    targets, problems = report_targets(format_, output_, paths, FORMATS)
    if len(paths) != 2:
        problems = [Problem("EWS401", USAGE), *problems]
    if problems:
        raise Stop(problems)
    return Request(paths[0], paths[1], targets, fail_on_rise, everyone, talk)


def work(asked: Request) -> ExitCode:
    """Compare, report and answer; raises Stop when one of the results cannot be used."""
    from ews_cli import results_file
    from ews_cli.reports.compare_notes import doubts

    old, problems = results_file.load(asked.old)
    new, more = results_file.load(asked.new)
    if old is None or new is None:
        raise Stop(dict.fromkeys([*problems, *more]))
    found = compare(old, new)
    asked.talk.problems(doubts(found))
    output.write_report(
        asked.targets, partial(_render, found, asked.everyone), binary=partial(_workbook, found)
    )
    return ExitCode.NO if asked.fail_on_rise and found.anyone_rose else ExitCode.OK


def _workbook(found: Comparison, wanted: Format) -> bytes:
    from ews_cli.reports.xlsx import comparison
    from ews_cli.reports.xlsx.rows import MAX_ROWS, TooManyRows

    try:
        return comparison.workbook(found)
    except TooManyRows:
        melding = f"een blad kan niet meer dan {MAX_ROWS} regels hebben; schrijf een .csv"
        raise Stop([Problem("EWS402", melding)]) from None


def _render(
    found: Comparison, everyone: bool, wanted: Format, width: int, encoding: str, styled: bool
) -> str:
    match wanted:
        case Format.JSON:
            from ews_cli.reports import compare_json

            return compare_json.compare(found)
        case Format.CSV:
            from ews_cli.reports import compare_csv

            return compare_csv.table(found)
    from ews_cli.reports import compare_report

    # Only a person's screen is too small for all; what is piped or written is searched.
    most = max(FEWEST, shutil.get_terminal_size().lines - ROOM_AROUND) if styled and not everyone else None
    parts = compare_report.sections(found, everyone, most)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts)
    if wanted is Format.HTML:
        from ews_cli.reports.html import comparison

        return "".join(comparison.page(found, parts))
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled, WIDEST)
