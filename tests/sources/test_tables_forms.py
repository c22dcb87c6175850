"""A table written in any of its forms gives the same accounts (hypothesis)."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ews_cli.core.posten import Post
from ews_cli.readers import read_each

POSTS = (
    Post.VLOTTENDE_ACTIVA,
    Post.BALANSTOTAAL,
    Post.EIGEN_VERMOGEN,
    Post.KORTLOPENDE_SCHULDEN,
    Post.OPBRENGSTEN,
    Post.RESULTAAT,
)
LABELS = {
    Post.VLOTTENDE_ACTIVA: ("vlottende_activa", "Totaal vlottende activa"),
    Post.BALANSTOTAAL: ("balanstotaal", "Totaal activa"),
    Post.EIGEN_VERMOGEN: ("eigen_vermogen", "Totaal eigen vermogen"),
    Post.KORTLOPENDE_SCHULDEN: ("kortlopende_schulden", "Kortlopende schulden en overlopende passiva"),
    Post.OPBRENGSTEN: ("opbrengsten", "Som der bedrijfsopbrengsten"),
    Post.RESULTAAT: ("resultaat", "Resultaat na belastingen"),
}
Figures = dict[tuple[str, int, Post], Decimal]
SIGNED = {Post.EIGEN_VERMOGEN, Post.RESULTAAT}


def amounts(lowest: int) -> st.SearchStrategy[Decimal | None]:
    """Whole euros or cents, or nothing; what is no equity and no result is never negative in sound accounts."""
    cents = st.decimals(lowest, 10**6, places=2, allow_nan=False)
    return st.one_of(st.none(), st.integers(lowest, 10**9).map(Decimal), cents)


@st.composite
def portfolios(draw: st.DrawFn) -> Figures:
    """Providers by number, each with the years 2023 and 2022; what is None is left out."""
    numbers = draw(st.lists(st.from_regex(r"0[0-9]{7}", fullmatch=True), min_size=1, max_size=4, unique=True))
    return {
        (kvk, year, post): amount
        for kvk in numbers
        for year in (2023, 2022)
        for post in POSTS
        if (amount := draw(amounts(-(10**6) if post in SIGNED else 0))) is not None
    }


def printed(amount: Decimal | None, comma: bool) -> str:
    if amount is None:
        return ""
    return f"{amount:f}".replace(".", ",") if comma else f"{amount:f}"


def wide(figures: Figures, words: int) -> list[Sequence[object]]:
    keys = dict.fromkeys((kvk, year) for kvk, year, _ in figures)
    head: Sequence[object] = ["kvk", "boekjaar", "eenheid", *(LABELS[post][words] for post in POSTS)]
    return [head, *([kvk, year, 1, *(figures.get((kvk, year, p)) for p in POSTS)] for kvk, year in keys)]


def side_by_side(figures: Figures, words: int) -> list[Sequence[object]]:
    columns = [(post, year) for post in POSTS for year in (2023, 2022)]
    head: Sequence[object] = [
        "KvK-nummer",
        "eenheid",
        *(f"{LABELS[post][words]} {year}" for post, year in columns),
    ]
    numbers = dict.fromkeys(kvk for kvk, _, _ in figures)
    return [head, *([kvk, 1, *(figures.get((kvk, year, p)) for p, year in columns)] for kvk in numbers)]


def suffixes(figures: Figures, words: int) -> list[Sequence[object]]:
    columns = [(post, ago) for ago in (0, 1) for post in POSTS]
    head: Sequence[object] = [
        "kvk",
        "jaar",
        "eenheid",
        *(f"{LABELS[post][0]}_{ago}" for post, ago in columns),
    ]
    numbers = dict.fromkeys(kvk for kvk, _, _ in figures)
    return [
        head,
        *([kvk, 2023, 1, *(figures.get((kvk, 2023 - ago, p)) for p, ago in columns)] for kvk in numbers),
    ]


def long(figures: Figures, words: int) -> list[Sequence[object]]:
    head: Sequence[object] = ["kvk", "boekjaar", "eenheid", "post", "bedrag"]
    return [
        head,
        *([kvk, year, 1, LABELS[post][words], amount] for (kvk, year, post), amount in figures.items()),
    ]


FORMS = (wide, side_by_side, suffixes, long)


def read(path: Path) -> Figures:
    return {
        (jaar.aanbieder.kvk or "", jaar.boekjaar, post): jaar.posten[post].waarde
        for one in read_each(path)
        for jaar in one.jaarrekeningen
        for post in POSTS
        if post in jaar.posten
    }


def as_csv(rows: Sequence[Sequence[object]], delimiter: str, comma: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for row in rows:
        writer.writerow(printed(c, comma) if isinstance(c, Decimal) or c is None else c for c in row)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(
    portfolios(),
    st.sampled_from(FORMS),
    st.sampled_from([0, 1]),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_every_form_of_a_csv_gives_the_same_figures(
    figures: Figures, form: object, words: int, delimiter: str, comma: bool, order: object
) -> None:
    if not figures:
        return
    assert callable(form)
    head, *rows = form(figures, words)
    getattr(order, "shuffle")(rows)  # noqa: B009
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(as_csv([head, *rows], delimiter, comma), encoding="utf-8")
        assert read(path) == figures


@settings(max_examples=25, deadline=None)
@given(portfolios(), st.sampled_from(FORMS), st.sampled_from([0, 1]))
def test_a_workbook_gives_the_figures_of_the_csv(figures: Figures, form: object, words: int) -> None:
    if not figures:
        return
    assert callable(form)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in form(figures, words):
        sheet.append([float(c) if isinstance(c, Decimal) else c for c in row])
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "a.xlsx")
        assert read(Path(folder) / "a.xlsx") == figures
