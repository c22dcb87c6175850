"""What all tasks of a run share, and what is made of each provider."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import NamedTuple

from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.readers import ReadOptions
from ews_cli.reports.result import Result, Run


class Make(Enum):
    """What outputs need of a provider, made by the worker that judges it.

    `ENTRY` is its entry in the JSON, `PAGE` its part of the page, `CSV` and `TSV` its lines in a table, `ROWS` the
    cells of those as JSON, and `SHEETS` what the workbook holds of it, as JSON.
    """

    ENTRY = "entry"
    PAGE = "page"
    CSV = "csv"
    TSV = "tsv"
    ROWS = "rows"
    SHEETS = "sheets"


class Job(NamedTuple):
    """What all tasks of a run share.

    Attributes:
        makes: what to make of each provider for the outputs.
        excel_nl: texts of tables are for a Dutch spreadsheet.
        counted: a report counts or chooses providers: say where each stands.
        listed: a report lists providers: say it in words, and with its room.
        problems: also answer the problems of a provider that could be judged.
        vastgelegd: what people recorded; None when nobody was asked.
    """

    lezen: ReadOptions
    thresholds: Thresholds
    peildatum: date
    makes: tuple[Make, ...] = ()
    excel_nl: bool = False
    counted: bool = True
    listed: bool = True
    problems: bool = False
    vastgelegd: Vastgelegd | None = None


Maker = Callable[[Result, Sequence[str]], str]
"""From a result and the files behind it to what an output needs of it."""


def _entries(job: Job) -> Maker:
    from ews_cli.reports import json_report

    return lambda result, files: json_report.entry(result, job.thresholds)


def _pages(job: Job) -> Maker:
    from ews_cli.reports.html import compact

    return lambda result, files: compact.fragment(
        result, Run(job.peildatum, job.thresholds, (result,), (), ())
    )


def _rows(job: Job) -> Maker:
    from ews_cli.reports import columns

    return lambda result, files: json.dumps(columns.rows(result, files, job.thresholds))


def _sheets(job: Job) -> Maker:
    from ews_cli.reports.xlsx.content import content
    from ews_cli.reports.xlsx.layout import Layout

    layout = Layout(job.thresholds, job.peildatum)
    return lambda result, files: json.dumps(content(result, layout, files))


def _lines(job: Job, tabs: bool) -> Maker:
    from ews_cli.reports import columns, wide

    text = wide.Text(job.thresholds, tabs, job.excel_nl)
    return lambda result, files: text.lines(columns.rows(result, files, job.thresholds))


SHOW_WHAT_STANDS_BESIDE = frozenset({Make.ENTRY, Make.PAGE})
"""What shows the quality of the result and the trend; a table has neither."""
MAKERS: dict[Make, Callable[[Job], Maker]] = {
    Make.ENTRY: _entries,
    Make.PAGE: _pages,
    Make.CSV: partial(_lines, tabs=False),
    Make.TSV: partial(_lines, tabs=True),
    Make.ROWS: _rows,
    Make.SHEETS: _sheets,
}
