"""`ews score`: read the accounts of a provider, judge them, report, and answer with an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ews_cli.cli import output
from ews_cli.cli.inputs import together
from ews_cli.cli.messages import ExitCode
from ews_cli.cli.options import Request
from ews_cli.cli.output import Format
from ews_cli.cli.policy import in_force, recorded
from ews_cli.problems import Ernst
from ews_cli.reports.blocks import Section
from ews_cli.reports.result import Result, Run


def score(request: Request) -> ExitCode:
    """Do the work of one call."""
    from ews_cli import portfolio, readers

    policy = in_force(request.thresholds, request.peildatum, request.talk)
    vastgelegd = recorded(request.signalen, policy)
    inputs, lezen = together(request.inputs, request.lezen)
    readings = (one for path in inputs for one in readers.read_each(path, lezen))
    run = portfolio.assess(readings, policy, request.peildatum, vastgelegd, request.opgegeven)
    request.talk.problems(
        [*run.problemen, *(problem for result in run.results for problem in result.problemen)]
    )
    output.write_report(request.targets, partial(_render, run), binary=lambda _: _workbook(run))
    return _answer(run, request.fail_on)


def _render(run: Run, wanted: Format, width: int, encoding: str, styled: bool) -> str:
    if wanted is Format.JSON:
        from ews_cli.reports import json_report

        return json_report.score(run)
    if wanted is Format.CSV:
        from ews_cli.reports import columns, wide

        text = wide.Text(run.thresholds, tabs=False, excel_nl=False)
        each = (row for one in run.results for row in columns.rows(one, one.bestanden, run.thresholds))
        return text.heading() + text.lines(each)
    from ews_cli import draaiboek_file
    from ews_cli.reports.draaiboek_report import first_steps

    book = draaiboek_file.load()

    def steps(results: Iterable[Result]) -> list[Section]:
        return first_steps([one for one in results if one.has_accounts or one.recorded], run, book)

    if wanted is Format.HTML:
        from ews_cli.reports.html import score as html

        return "".join(html.page(run, lambda one: steps([one])))
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.score(run, steps(run.results))
    from ews_cli.reports import terminal

    return terminal.score(run, width, encoding, styled, steps(run.results))


def _workbook(run: Run) -> bytes:
    from ews_cli.reports.xlsx import runs

    return runs.score(run)


def _answer(run: Run, fail_on: int | None) -> ExitCode:
    """The exit code: no file to be found is no start, a file without a figure to judge by is no answer."""
    wrong = [problem for problem in run.problemen if problem.weegt is Ernst.FOUT]
    if not run.results and all(problem.code == "EWS101" for problem in wrong):
        return ExitCode.NOT_STARTED
    if run.failed or wrong or not all(result.judged for result in run.results):
        return ExitCode.INCOMPLETE
    reached = fail_on is not None and any(
        (result.signalen or result.beoordeling).ten_minste >= fail_on for result in run.results
    )
    return ExitCode.NO if reached else ExitCode.OK
