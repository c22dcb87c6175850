"""`ews inspect --variabelen`: which variables of a data set were taken for which post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ews_cli.cli import output
from ews_cli.cli.inputs import together
from ews_cli.cli.messages import ExitCode
from ews_cli.cli.output import Format
from ews_cli.problems import Problem

if TYPE_CHECKING:
    from ews_cli.cli.inspect import Request
    from ews_cli.reports.variables_report import Line

_BACK = {None: "", 0: "boekjaar", 1: "jaar ervoor"}
_BASIS = {None: "", False: "enkelvoudig", True: "geconsolideerd"}


def variables(asked: Request) -> ExitCode:
    """Do the work of one call."""
    from ews_cli.readers.digimv.reading import list_variables
    from ews_cli.readers.digimv.recognise import is_data_set
    from ews_cli.readers.files import Refused
    from ews_cli.reports.variables_report import Line

    inputs, lezen = together(asked.inputs, asked.lezen)
    asked = replace(asked, inputs=inputs, lezen=lezen)
    lines: list[Line] = []
    problems: list[Problem] = []
    for path in asked.inputs:
        try:
            if path.exists() and not is_data_set(path):
                raise Refused("EWS182", "dit is geen DigiMV-bestand; --variabelen is alleen daarvoor")
            found = list_variables(path, asked.lezen)
        except Refused as refused:
            problems.append(refused.problem(str(path)))
            continue
        lines += [
            Line(
                str(path),
                one.naam,
                one.staat,
                one.variabele,
                one.label,
                _BACK[one.terug],
                _BASIS[one.cons],
                one.ingevuld,
                one.reden,
            )
            for one in found
        ]
    asked.talk.problems(problems)
    if not lines:
        unopened = all(problem.code == "EWS101" for problem in problems)
        return ExitCode.NOT_STARTED if unopened else ExitCode.INCOMPLETE
    output.write_report(asked.targets, partial(_render, lines))
    return ExitCode.INCOMPLETE if problems else ExitCode.OK


def _render(lines: Sequence[Line], wanted: Format, width: int, encoding: str, styled: bool) -> str:
    from ews_cli.reports import variables_report

    if wanted is Format.JSON:
        return variables_report.as_json(lines)
    if wanted is Format.CSV:
        return variables_report.table(lines)
    from ews_cli.reports import terminal

    return terminal.report(variables_report.sections(lines), width, encoding, styled, 160)
