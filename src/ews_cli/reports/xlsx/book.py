"""The workbook of one run: its sheets, written in one pass over the providers, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from ews_cli.core import werkmap
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.werkmap import Jaar
from ews_cli.problems import Problem
from ews_cli.reports.mark import NO_DAY, mark_workbook
from ews_cli.reports.xlsx import charts, notes, policy
from ews_cli.reports.xlsx.content import Content, problem_cells
from ews_cli.reports.xlsx.layout import Layout
from ews_cli.reports.xlsx.looks import DAY, Looks
from ews_cli.reports.xlsx.overview import Overview, Row
from ews_cli.reports.xlsx.packing import Book
from ews_cli.reports.xlsx.quick import Sheet
from ews_cli.reports.xlsx.rows import Interim, Posts, Problems, Ratios, TooManyRows


class About(NamedTuple):
    """What the workbook holds beside its providers.

    Attributes:
        title: what the list of providers is.
        lines: what was judged, and on which day.
        treden: the range of the trede of each provider, in the order in which they are written.
        regio: the number of a provider -> its region; empty without a register.
        with_signals, with_interim: whether somebody recorded signals, and any provider has interim figures.
        problemen: of files and of providers that are not in the list.
    """

    thresholds: Thresholds
    peildatum: date
    title: str
    lines: tuple[str, str]
    treden: Sequence[tuple[int, int]]
    regio: Mapping[int, str]
    with_signals: bool
    with_interim: bool
    problemen: Sequence[Problem]


def write(file: BinaryIO, about: About, providers: Iterable[Content]) -> None:
    """Write the workbook. Raises OSError, and TooManyRows where a sheet cannot hold the rows."""
    with TemporaryDirectory() as folder:
        book = Book(file, folder, {"default_date_format": DAY})
        book.set_properties({"created": NO_DAY, "title": about.title})
        try:
            _fill(book, about, providers)
        except TooManyRows:
            book.close()  # else the files of its rows stay open
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
    mark_workbook(file)


def _fill(book: xlsxwriter.Workbook, about: About, providers: Iterable[Content]) -> None:
    looks, layout = Looks(book), Layout(about.thresholds, about.peildatum)
    count = len(about.treden)

    def sheet(naam: str) -> Any:
        return book.add_worksheet(naam, Sheet)

    overview = Overview(
        book, sheet(werkmap.OVERZICHT), looks, layout, about.thresholds, count,
        bool(about.regio), about.with_signals, about.with_interim,
    )  # fmt: skip
    ratios = Ratios(sheet(werkmap.RATIOS), looks, layout)
    posts = Posts(sheet(werkmap.POSTEN), looks)
    interim = Interim(sheet(werkmap.TUSSENTIJDS), looks, layout) if about.with_interim else None
    problems = Problems(sheet(werkmap.PROBLEMEN), looks)
    policy.write(sheet(werkmap.DREMPELS), looks, layout, about.thresholds, about.peildatum)
    notes.write(sheet(werkmap.TOELICHTING), looks, about.thresholds, about.lines)
    _names(book, layout)
    overview.begin(about.title, about.lines)
    overview.heads(about.treden)
    for nr, content in enumerate(providers, 1):
        rows = [ratios.add(nr, year) for year in content.jaren]
        row = Row(content, nr, about.regio.get(nr, ""), rows[-1])
        overview.row(row)
        posts.add(nr, content)
        for melding in content.meldingen:
            problems.add(nr, content.naam, melding)
        for cells in content.tussentijds:
            if interim is not None:
                interim.add(nr, cells)
        if count == 1:
            charts.single(overview, row, rows)
    for problem in about.problemen:
        problems.add(None, "", problem_cells(problem))
    if count != 1:
        charts.portfolio(overview)
    overview.end()
    for part in (ratios, posts, interim, problems):
        if part is not None:
            part.finish()


def _names(book: xlsxwriter.Workbook, layout: Layout) -> None:
    """The names by which formulas find a row on another sheet."""
    first = policy.TREDEN + 1
    for naam, cells in {
        "jaar_sleutel": layout.whole(Jaar.SLEUTEL),
        "posten_sleutel": f"{werkmap.POSTEN}!$A:$A",
        "posten_bedrag": f"{werkmap.POSTEN}!$E:$E",
        "posten_reden": f"{werkmap.POSTEN}!$K:$K",
        "trede_namen": f"{werkmap.DREMPELS}!$B${first}:$B${first + 5}",
    }.items():
        book.define_name(naam, f"={cells}")
