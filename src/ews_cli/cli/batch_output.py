"""The results of `ews batch` in every format, to files and to stdout."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from ews_cli.batch.job import Make
from ews_cli.cli import output
from ews_cli.cli.batch_options import Request
from ews_cli.cli.messages import Stop
from ews_cli.cli.output import BINARY, Content, Format
from ews_cli.problems import Problem

if TYPE_CHECKING:
    from ews_cli.batch.judging import Outcome
    from ews_cli.reports.overview import Overview

WIDEST = 200
"""Columns that a terminal report takes at most."""
PAGE = 10_000
"""Columns of a page that wraps by itself."""
ROOM_AROUND = 30
"""Lines of the screen beside the ranked providers."""
FEWEST = 10
MOST = 10_000
"""Providers in a list that nobody scrolls through; a table of more takes gigabytes to lay out."""


NEEDS = {
    Format.JSON: Make.ENTRY,
    Format.JSONL: Make.ENTRY,
    Format.HTML: Make.PAGE,
    Format.CSV: Make.CSV,
    Format.TSV: Make.TSV,
    Format.PARQUET: Make.ROWS,
    Format.XLSX: Make.SHEETS,
}
"""What a format needs of each provider."""
COUNTS = frozenset({Format.TABLE, Format.MD, Format.HTML, Format.JSON, Format.XLSX})
"""The formats that count providers or say of each where it stands; the others have only what is made of each."""
LISTS = frozenset({Format.TABLE, Format.MD, Format.HTML})
"""The formats that list providers as a person reads them."""


def write(asked: Request, outcome: Outcome, overview: Overview) -> None:
    """Write all files, and then stdout. Raises Stop."""
    contents = {path: _content(form, asked, outcome, overview) for path, form in asked.targets.files}
    output.write_files(contents)
    if asked.targets.stdout is not None:
        output.write_pieces(_pieces(asked.targets.stdout, asked, outcome, overview, screen=True))


def _content(form: Format, asked: Request, outcome: Outcome, overview: Overview) -> Content:
    """What a file of a format holds."""
    if form not in BINARY:
        return output.in_pieces(lambda: _pieces(form, asked, outcome, overview, screen=False))

    def fill(file: BinaryIO) -> None:
        if form is Format.XLSX:
            _workbook(file, outcome, overview)
            return
        from ews_cli.reports import wide

        try:
            wide.parquet(file, overview.thresholds, outcome.each(Make.ROWS, overview.places))
        except ImportError:
            melding = "voor .parquet is pyarrow nodig; installeer ews-jeugdhulp[parquet]"
            raise Stop([Problem("EWS402", melding)]) from None

    return fill


def _workbook(file: BinaryIO, outcome: Outcome, overview: Overview) -> None:
    from ews_cli.reports.xlsx import runs
    from ews_cli.reports.xlsx.rows import MAX_ROWS, TooManyRows

    try:
        runs.batch(file, overview, outcome.each(Make.SHEETS, overview.places))
    except TooManyRows:
        melding = f"een blad kan niet meer dan {MAX_ROWS} regels hebben; schrijf een .csv"
        raise Stop([Problem("EWS402", melding)]) from None


def _pieces(
    form: Format, asked: Request, outcome: Outcome, overview: Overview, screen: bool
) -> Iterator[str]:
    """A report as text, piece by piece; `screen` for stdout."""
    match form:
        case Format.JSON:
            from ews_cli.reports import json_report

            yield from json_report.portfolio(overview, outcome.each(Make.ENTRY, overview.places))
        case Format.JSONL:
            for entry in outcome.each(Make.ENTRY, overview.places):
                yield "".join(line.strip() for line in entry.splitlines()) + "\n"
        case Format.CSV | Format.TSV:
            from ews_cli.reports import wide

            yield wide.Text(overview.thresholds, form is Format.TSV, asked.excel_nl).heading()
            yield from outcome.each(NEEDS[form], overview.places)
        case Format.HTML:
            from ews_cli.reports.html import portfolio

            yield from portfolio.page(overview, outcome.each(Make.PAGE, overview.places[: portfolio.MOST]))
        case Format.MD:
            from ews_cli.reports import markdown, ranked

            yield markdown.report(ranked.sections(overview, PAGE, None if asked.alles else MOST))
        case _:
            from ews_cli.reports import ranked, terminal

            width = _screen_width() if screen else output.FILE_WIDTH
            styled = screen and output.stdout_is_terminal()
            encoding = output.stdout_encoding() if screen else "utf-8"
            most = max(FEWEST, shutil.get_terminal_size().lines - ROOM_AROUND) if styled else MOST
            parts = ranked.sections(overview, width, None if asked.alles else most)
            yield terminal.report(parts, width, encoding, styled, WIDEST)


def _screen_width() -> int:
    """The columns of the terminal; a pipe has none, and `| grep` must find whole names and figures."""
    asked_for = output.stdout_is_terminal() or "COLUMNS" in os.environ
    return output.stdout_width() if asked_for else WIDEST
