"""`ews thresholds show`: the policy as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import day_of, report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.policy import in_force
from ews_cli.core.thresholds import Thresholds

FORMATS = (Format.TABLE, Format.MD, Format.JSON)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews thresholds show`; without `thresholds` the file that holds here."""

    thresholds: str | None
    peildatum: date
    targets: Targets


def request(
    thresholds: str | None, peildatum: str | None, format_: str | None, output_: Sequence[str]
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    day, problems = day_of(peildatum)
    targets, wrong = report_targets(format_, output_, [Path(thresholds)] if thresholds else [], FORMATS)
    if problems or wrong:
        raise Stop([*problems, *wrong])
    return Request(thresholds, day, targets)


def show(asked: Request) -> ExitCode:
    """Print the policy."""
    policy = in_force(asked.thresholds, asked.peildatum, Talk())
    output.write_report(asked.targets, partial(_render, policy, asked.peildatum))
    return ExitCode.OK


def _render(
    policy: Thresholds, peildatum: date, wanted: Format, width: int, encoding: str, styled: bool
) -> str:
    if wanted is Format.JSON:
        from ews_cli.reports import policy_json

        return policy_json.show(policy, peildatum)
    from ews_cli.reports import policy_report

    parts = policy_report.sections(policy, peildatum)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts)
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled)
