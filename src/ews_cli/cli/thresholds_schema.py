"""`ews thresholds schema`: the JSON Schema of a threshold file."""

from __future__ import annotations

from collections.abc import Sequence

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop
from ews_cli.cli.option_values import report_targets
from ews_cli.cli.output import Format


def schema(output_: Sequence[str]) -> ExitCode:
    """Write the schema; raises Stop when it cannot be written there."""
    targets, problems = report_targets(None, output_, [], [Format.JSON])
    if problems:
        raise Stop(problems)
    from ews_cli.thresholds_file import editor_schema

    text = editor_schema.text()
    output.write_report(targets, lambda wanted, width, encoding, styled: text)
    return ExitCode.OK
