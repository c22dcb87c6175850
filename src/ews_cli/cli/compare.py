"""`ews compare`: two results beside each other, who moved, on which figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.problems import Problem
from ews_cli.reports.comparison import Comparison, Move, compare

FORMATS = (Format.TABLE, Format.MD, Format.CSV, Format.JSON)
USAGE = "geef twee resultaten, OUD en NIEUW; bijvoorbeeld: ews compare vorig-jaar.json dit-jaar.json"


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews compare`."""

    old: Path
    new: Path
    targets: Targets
    fail_on_rise: bool
    talk: Talk


def request(
    files: Sequence[str], format_: str | None, output_: Sequence[str], fail_on_rise: bool, talk: Talk
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    paths = [Path(name) for name in files]
    targets, problems = report_targets(format_, output_, paths, FORMATS)
    if len(paths) != 2:
        problems = [Problem("EWS401", USAGE), *problems]
    if problems:
        raise Stop(problems)
    return Request(paths[0], paths[1], targets, fail_on_rise, talk)


def work(asked: Request) -> ExitCode:
    """Compare, report and answer; raises Stop when one of the results cannot be used."""
    from ews_cli import results_file

    old, problems = results_file.load(asked.old)
    new, more = results_file.load(asked.new)
    if old is None or new is None:
        raise Stop(dict.fromkeys([*problems, *more]))
    found = compare(old, new)
    output.write_report(asked.targets, partial(_render, found, asked.talk.verbose))
    return ExitCode.NO if asked.fail_on_rise and found.counts[Move.ROSE] else ExitCode.OK


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

    parts = compare_report.sections(found, everyone)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts)
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled)
