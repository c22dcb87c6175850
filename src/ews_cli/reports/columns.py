"""The wide table, one row per provider and year: the one definition of its columns and their values.

The values are exact and unrounded; `cell` writes them as text. Every file format of `ews batch` and the frame
of `ews_cli.score_frame` have these columns in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple

from ews_cli.core.beoordeling import Beoordeling, Oordeel
from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio, waarde_van
from ews_cli.core.signalen import MetSignalen
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.reports.result import Result
from ews_cli.reports.rows import plain_decimal

Value = str | int | date | Fraction | Decimal | None
"""A cell: None when unknown, a ratio as a fraction, an amount in euro."""


class Kind(Enum):
    """What a column holds, for formats that have types."""

    TEXT = "text"
    WHOLE = "whole number"
    DAY = "day"
    RATIO = "ratio as a fraction"
    EURO = "amount in euro"


class Column(NamedTuple):
    """The heading of a column and what it holds."""

    name: str
    kind: Kind


class Part(NamedTuple):
    """One of the columns that every criterion has: the end of its heading, and its value in a judgement."""

    suffix: str
    kind: Kind
    value: Callable[[Oordeel], Value]


def _basis(oordeel: Oordeel) -> str | None:
    return None if oordeel.band is None else "bron" if oordeel.band.uit_bron else "lezing"


PROVIDER = (
    Column("naam", Kind.TEXT),
    Column("kvk", Kind.TEXT),
    Column("boekjaar", Kind.WHOLE),
    Column("balansdatum", Kind.DAY),
    Column("basis", Kind.TEXT),
    Column("eenheid", Kind.WHOLE),
)
VERDICT = (
    Column("trede", Kind.WHOLE),
    Column("ten_minste", Kind.WHOLE),
    Column("ten_hoogste", Kind.WHOLE),
    Column("naam_trede", Kind.TEXT),
    Column("bepalend", Kind.TEXT),
)
PARTS = (
    Part("", Kind.RATIO, lambda oordeel: oordeel.uitkomst.waarde),
    Part("_trede", Kind.WHOLE, lambda oordeel: oordeel.trede),
    Part("_ten_minste", Kind.WHOLE, lambda oordeel: oordeel.ten_minste),
    Part("_ten_hoogste", Kind.WHOLE, lambda oordeel: oordeel.ten_hoogste),
    Part("_grens", Kind.TEXT, lambda oordeel: None if oordeel.band is None else oordeel.band.tekst),
    Part("_basis", Kind.TEXT, _basis),
    Part("_vorig", Kind.RATIO, lambda oordeel: oordeel.vorig),
    Part("_reden", Kind.TEXT, lambda oordeel: oordeel.reden),
)
_POSTEN = tuple(Post)
POSTEN = tuple(Column(post.value, Kind.EURO) for post in _POSTEN)
FILES = (
    Column("bestanden", Kind.TEXT),
    Column("problemen", Kind.TEXT),
    Column("met_signalen_ten_minste", Kind.WHOLE),
    Column("met_signalen_ten_hoogste", Kind.WHOLE),
    Column("besloten_trede", Kind.WHOLE),
)


def columns(policy: Thresholds, files: bool = False) -> list[Column]:
    """All columns for the criteria of a policy, in order; with `files` also those about the files behind it."""
    criteria = [
        Column(heading + part.suffix, part.kind) for heading in headings(policy).values() for part in PARTS
    ]
    ratios = [Column(ratio.naam, Kind.RATIO) for ratio in informing(policy)]
    return [*PROVIDER, *VERDICT, *criteria, *ratios, *POSTEN, *(FILES if files else ())]


def headings(policy: Thresholds) -> dict[str, str]:
    """How the columns of each criterion begin: its name, with `criterium_` before it where another column has that.

    A threshold file chooses the names of its criteria freely, and no two columns may be called the same.
    """
    taken = {column.name for column in (*PROVIDER, *VERDICT, *POSTEN, *FILES)}
    found: dict[str, str] = {}
    for naam in policy.criteria:
        heading = naam
        while taken & {heading + part.suffix for part in PARTS}:
            heading = f"criterium_{heading}"
        found[naam] = heading
        taken |= {heading + part.suffix for part in PARTS}
    return found


def informing(policy: Thresholds) -> list[Ratio]:
    """The ratios that no criterion uses and whose name no criterion has taken."""
    used = {criterium.ratio for criterium in policy.criteria.values()} | policy.criteria.keys()
    return [ratio for ratio in RATIOS.values() if ratio.naam not in used]


def values(aanbieder: Aanbieder, judged: Beoordeling, policy: Thresholds) -> list[Value]:
    """The values of one year in the order of `columns(policy)`.

    Where the accounts do not say their unit, the unit and the amounts in euro are unknown.
    """
    jaar = judged.jaar
    return [
        aanbieder.naam,
        aanbieder.kvk,
        jaar.boekjaar,
        jaar.balansdatum,
        jaar.basis.value,
        jaar.eenheid,
        *verdict(judged.ten_minste, judged.ten_hoogste, judged.bepalend, policy),
        *[part.value(oordeel) for oordeel in judged.oordelen for part in PARTS],
        *[waarde_van(ratio, jaar) for ratio in informing(policy)],
        *[None if jaar.eenheid is None else jaar.bedrag(post) for post in _POSTEN],
    ]


def verdict(ten_minste: int, ten_hoogste: int, bepalend: Iterable[str], policy: Thresholds) -> list[Value]:
    """The values of the `VERDICT` columns; the trede and its name only where the range is one wide."""
    trede = ten_minste if ten_minste == ten_hoogste else None
    naam = None if trede is None else policy.treden[trede].naam
    return [trede, ten_minste, ten_hoogste, naam, " ".join(bepalend) or None]


def file_values(bestanden: Iterable[str], problemen: Iterable[Problem]) -> list[Value]:
    """The values of the columns about files: their names in the order given, and each problem code once, in order."""
    codes = sorted({problem.code for problem in problemen})
    return ["; ".join(bestanden) or None, " ".join(codes) or None]


def recorded_values(recorded: MetSignalen | None) -> list[Value]:
    """The values of the columns about what people recorded; all unknown for a year that is not the judged one."""
    if recorded is None:
        return [None, None, None]
    decided = recorded.besluit
    return [recorded.ten_minste, recorded.ten_hoogste, None if decided is None else decided.trede]


def rows(result: Result, bestanden: Iterable[str], policy: Thresholds) -> list[list[str]]:
    """The cells of each year of a provider as texts, in the order of `columns(policy, files=True)`."""
    about = file_values(bestanden, result.alle_problemen)
    judged = (*((year, None) for year in result.eerder), (result.beoordeling, result.signalen))
    return [
        [
            "" if value is None else cell(value)
            for value in (*values(result.aanbieder, year, policy), *about, *recorded_values(recorded))
        ]
        for year, recorded in judged
    ]


def cell(value: Value) -> str:
    """A value as text: a plain decimal, a date as 2025-12-31, empty when unknown.

    A name may hold anything that a file holds; a format that a spreadsheet opens must take that out itself.
    """
    return _AS_TEXT.get(type(value), str)(value)


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda nothing: "",
    Fraction: plain_decimal,
    Decimal: plain_decimal,
}
