"""The judgement on a share -> the lines of the csv, those of a provider together, and where it ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ews_cli.bulk.cells import MISSING
from ews_cli.bulk.judged import Scored
from ews_cli.bulk.numbers import CENTS, Whole
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.columns import FILES, PARTS, Value, cell, informing, verdict
from ews_cli.reports.wide import Text

_AT_A_TIME = 1_500
"""Providers: so many texts are in memory at a time."""

Texts = list[str]


class Line(NamedTuple):
    """A provider in the csv.

    Attributes:
        rank: a text that orders providers as `standing.rank` does.
        lines: its lines.
        ten_minste: the least that its trede is.
        beoordeeld: at least one criterion has a figure.
    """

    rank: str
    lines: str
    ten_minste: int
    beoordeeld: bool


class Who(NamedTuple):
    """The name and the KvK number of a provider."""

    naam: str
    kvk: str | None


def ranked(low: int, high: int, who: Who, day: date) -> str:
    """The order of `standing.rank` as one text, for providers of one file and without signals."""
    return f"{9 - low}{9 - high}{who.naam.casefold()}\0{who.kvk or ''}\0{day.isoformat()}"


def provider_lines(
    scored: Scored, who: Sequence[Who], bestand: str, policy: Thresholds, text: Text
) -> Iterator[Line]:
    """The providers of a share, `who` of each."""
    starts = np.append(0, scored.last[:-1] + 1)
    sizes = (scored.last - starts + 1).tolist()
    kinds, samen = scored.samen
    known = np.logical_or.reduce([~np.isnan(one.value[scored.last]) for one in scored.judged.values()])
    for first in range(0, len(sizes), _AT_A_TIME):
        some = range(first, min(first + _AT_A_TIME, len(sizes)))
        rows = _rows(scored, some, sizes, int(starts[first]), who, bestand, policy, text)
        for provider in some:
            last = scored.last[provider]
            found = samen[kinds[last]]
            day = date.fromordinal(int(scored.years.day[last]))
            rank = ranked(found.ten_minste, found.ten_hoogste, who[provider], day)
            yield Line(
                rank, text.joined(islice(rows, sizes[provider])), found.ten_minste, bool(known[provider])
            )


def _rows(
    scored: Scored,
    some: range,
    sizes: Sequence[int],
    start: int,
    who: Sequence[Who],
    bestand: str,
    policy: Thresholds,
    text: Text,
) -> Iterator[tuple[str, ...]]:
    """The cells of the years of some providers, in the order of `columns`."""
    of = np.repeat(np.array(some), [sizes[provider] for provider in some])
    here = slice(start, start + len(of))
    cells: list[Texts] = []

    def add(values: Sequence[Value | str], codes: NDArray[np.integer]) -> None:
        """A column of values that occur often: each is written once."""
        texts = text.cells([cell(value) for value in values], len(cells))
        cells.append(np.array([*texts, ""], dtype=object)[codes].tolist())

    def add_each(texts: Texts) -> None:
        """A column of numbers as texts."""
        cells.append(text.cells(texts, len(cells)))

    add([who[provider].naam for provider in some], of - some.start)
    add([who[provider].kvk for provider in some], of - some.start)
    years, codes = np.unique(scored.boekjaar[here], return_inverse=True)
    add(years.tolist(), codes)
    days, codes = np.unique(scored.years.day[here], return_inverse=True)
    add([date.fromordinal(day) for day in days.tolist()], codes)
    way = scored.years.way[here]
    add([jaar.basis.value for jaar in scored.years.made], way)
    add([jaar.eenheid for jaar in scored.years.made], way)
    kinds, samen = scored.samen
    for values in zip(*(verdict(*one, policy) for one in samen), strict=True):
        add(values, kinds[here])
    for naam, judged in scored.judged.items():
        texts = scored.values[policy.criteria[naam].ratio]
        for part in PARTS:
            if part.suffix == "":
                add_each(texts[here])
            elif part.suffix == "_vorig":
                add_each([texts[place] if place >= 0 else "" for place in scored.before[here].tolist()])
            else:
                add([part.value(oordeel) for oordeel in judged.oordelen], judged.kind[here])
    for ratio in informing(policy):
        add_each(scored.values[ratio.naam][here])
    unit = np.array([jaar.eenheid is not None for jaar in scored.years.made], dtype=np.bool_)[way]
    for post in Post:
        held = scored.years.amounts.get(post)
        add_each([""] * len(of) if held is None else _euros(np.where(unit, held[here], MISSING)))
    add([bestand], np.zeros(len(of), dtype=np.int64))
    different_codes = list(dict.fromkeys(scored.codes[provider] for provider in some))
    number = {codes: place for place, codes in enumerate(different_codes)}
    each = np.array([number[scored.codes[provider]] for provider in some], dtype=np.int64)
    add([" ".join(codes) for codes in different_codes], each[of - some.start])
    for _ in FILES[2:]:
        add([None], np.zeros(len(of), dtype=np.int64))
    return zip(*cells, strict=True)


def _euros(cents: Whole) -> Texts:
    """Amounts in euro as `cell` writes them; empty where there is none."""
    whole = (cents % CENTS == 0) & (cents != MISSING)
    if whole.all():
        return list(map(str, (cents // CENTS).tolist()))
    texts = []
    for amount in cents.tolist():
        if amount == MISSING:
            texts.append("")
        elif amount % CENTS == 0:
            texts.append(str(amount // CENTS))
        else:
            euro, part = divmod(abs(amount), CENTS)
            texts.append(f"{'-' if amount < 0 else ''}{euro}.{part:02d}".rstrip("0"))
    return texts
