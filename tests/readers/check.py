"""Hold what was read against the truth of a generated workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase

from ews_cli.core.checks import check_jaar
from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening, Soort
from ews_cli.core.posten import Overzicht, Post
from ews_cli.readers.grid import Grid
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

from .generate import Book
from .notation import DATED
from .paper import Layout
from .table import misprint

NEEDED = (
    Post.EIGEN_VERMOGEN,
    Post.BALANSTOTAAL,
    Post.RESULTAAT,
    Post.OPBRENGSTEN,
    Post.VLOTTENDE_ACTIVA,
    Post.KORTLOPENDE_SCHULDEN,
)
"""The posts of the three ratios that decide."""


def read_grid(grid: Grid, naam: str = "jaarrekening.xlsx") -> Lezing:
    """Read sheets that were never written to a file."""
    return read_sheets(Path(naam), grid.sheets, ReadOptions())


def wrong(book: Book, lezing: Lezing) -> list[str]:
    """Every figure that came out and is not the truth; empty when there is none."""
    told = any(problem.code == "EWS121" for problem in lezing.problemen)
    faults = [
        fault
        for jaar in lezing.jaarrekeningen
        if jaar.soort is not Soort.TUSSENTIJDS
        for fault in _wrong_in(book, jaar, told)
    ]
    quarters = [jaar for jaar in lezing.jaarrekeningen if jaar.soort is Soort.TUSSENTIJDS]
    return faults + [fault for jaar in quarters for fault in _wrong_quarter(book, jaar)]


def _wrong_quarter(book: Book, jaar: Jaarrekening) -> Iterator[str]:
    """Only the sheet with quarters of the last year is interim; each of them is a fourth of its year, and a bit."""
    day = jaar.balansdatum
    if (jaar.maanden, day.year, day.month % 3) != (3, book.layout.last, 0):
        yield f"{day} over {jaar.maanden} months is no quarter of {book.layout.last}"
        return
    unit = Decimal(1 if jaar.eenheid is not None or book.unit is None else book.unit)
    for post, bedrag in jaar.posten.items():
        if post.overzicht is not Overzicht.RESULTATENREKENING:
            continue  # the balance of the last quarter is that of the year
        true = book.truth[book.layout.last].get(post)
        read = bedrag.waarde * unit
        if true is None or abs(read * 4 - true) > 44 * (book.unit or 1):
            yield f"{day} {post}: {bedrag.waarde} for a fourth of {true} ({bedrag.cel}, {bedrag.label})"


def _wrong_in(book: Book, jaar: Jaarrekening, told: bool) -> Iterator[str]:
    truth = (
        book.separate
        if jaar.basis is Basis.ENKELVOUDIG and book.layout.basis != "Enkelvoudige"
        else book.truth
    )
    if jaar.boekjaar not in truth:
        yield f"{jaar.boekjaar} is no year of these accounts"
        return
    if jaar.eenheid not in (None, book.unit) and not _rounds(book.layout):
        yield f"{jaar.boekjaar}: unit {jaar.eenheid} for {book.unit}"
    if (day := _closing_day(book.layout, jaar.boekjaar)) not in (None, jaar.balansdatum):
        yield f"{jaar.boekjaar}: balansdatum {jaar.balansdatum} for {day}"
    # Where the reader knows no unit, the amounts are as printed.
    unit = Decimal(1 if jaar.eenheid is not None or book.unit is None else book.unit)
    said = _said(book.layout, jaar)
    for post, bedrag in jaar.posten.items():
        if post in said or (told and _in_hidden_row(book.grid, bedrag)):
            continue
        true = truth[jaar.boekjaar].get(post)
        where = f"{jaar.boekjaar} {post}: {bedrag.waarde}"
        if _from_hidden(book.grid, bedrag):
            if not _all_hidden(book.grid, jaar, post):
                yield f"{where} from a hidden sheet beside a visible statement ({bedrag.cel})"
        elif true is None or not _is_true(book, bedrag, bedrag.waarde * unit, true):
            yield f"{where} for {true} ({bedrag.herkomst.value}, {bedrag.cel}, {bedrag.label})"


def _said(layout: Layout, jaar: Jaarrekening) -> frozenset[Post]:
    """The posts that a failing check puts in doubt, on paper that cannot be read as it was meant."""
    if layout.wrapped == "no" and not layout.typo:
        return frozenset()
    return frozenset(post for check in check_jaar(jaar) if not check.klopt for post in check.posten)


def _is_true(book: Book, bedrag: Bedrag, waarde: Decimal, true: Decimal) -> bool:
    """Whether an amount is the true one, and stands in the cell that it names.

    Of a sum that the reader makes itself the terms may be rounded or misprinted.
    """
    layout, unit = book.layout, Decimal(book.unit or 1)
    # Key figures may be printed in a coarser unit than the statements, and a typo is printed as well.
    coarse = 1_000 if _rounds(layout) and "Meerjarenoverzicht!" in (bedrag.cel or "") else 1
    printed = round(true / unit / coarse)
    if bedrag.herkomst is Herkomst.AFGELEID:
        slack = 2 * unit * coarse if coarse > 1 or layout.shape.rounded else Decimal(0)
        return bool(layout.typo) or abs(waarde - true) <= slack
    forms = [printed, misprint(printed)] if layout.typo else [printed]
    return any(waarde == form * unit * coarse and book.prints(bedrag.cel, form) for form in forms)


def _rounds(layout: Layout) -> bool:
    return any(name.endswith("afgerond") for name in layout.notes_sheets)


def _closing_day(layout: Layout, boekjaar: int) -> date | None:
    """The balance date of a year that the statements print themselves, where they name the day."""
    if layout.header not in DATED and layout.month != 12:
        return None
    return next((day for day in layout.closing_days if day.year == boekjaar), None)


def _from_hidden(grid: Grid, bedrag: Bedrag) -> bool:
    return any(
        bedrag.cel and bedrag.cel.startswith(f"{sheet.naam}!") for sheet in grid.sheets if not sheet.zichtbaar
    )


def _in_hidden_row(grid: Grid, bedrag: Bedrag) -> bool:
    return any(
        bedrag.cel
        and bedrag.cel.startswith(f"{sheet.naam}!")
        and any(cel.endswith(tuple(_addresses(rij + 1))) for cel in bedrag.cel.split())
        for sheet in grid.sheets
        for rij in sheet.verborgen_rijen
    )


def _addresses(row: int) -> Iterator[str]:
    return (f"{letter}{row}" for letter in ascii_uppercase)


def _all_hidden(grid: Grid, jaar: Jaarrekening, post: Post) -> bool:
    """Whether a hidden sheet gives the whole statement of a post: then nothing visible contradicts it."""
    on_balance = post.overzicht is not Overzicht.RESULTATENREKENING
    same = [
        b for p, b in jaar.posten.items() if (p.overzicht is not Overzicht.RESULTATENREKENING) == on_balance
    ]
    return all(_from_hidden(grid, bedrag) for bedrag in same)


def missing(book: Book, lezing: Lezing, posts: tuple[Post, ...] = NEEDED) -> list[str]:
    """The posts of the closing years that the truth has and that did not come out."""
    found = {j.boekjaar: j.posten for j in lezing.jaarrekeningen if j.soort is not Soort.TUSSENTIJDS}
    return [
        f"{year} {post}"
        for year, truth in book.truth.items()
        for post in posts
        if post in truth and post not in found.get(year, {})
    ]


def show(grid: Grid) -> str:
    """The sheets as text, for the message of a failing test."""
    lines = []
    for sheet in grid.sheets:
        lines.append(f"--- {sheet.naam}{'' if sheet.zichtbaar else ' (hidden)'}")
        lines += [" | ".join(str(cell) for cell in row) for row in sheet.rijen]
    return "\n".join(lines)
