"""The judgement on a share -> the rows of the wide table, those of a provider together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from ews_cli.batch.job import Job, Make
from ews_cli.bulk.cells import MISSING
from ews_cli.bulk.judged import Scored
from ews_cli.bulk.numbers import CENTS, Whole
from ews_cli.bulk.sketches import Who
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.columns import FILES, PARTS, Value, cell, informing, verdict
from ews_cli.reports.wide import Text

_AT_A_TIME = 1_500
"""Providers: so many texts are in memory at a time."""

Texts = list[str]


Cells = Callable[[Sequence[str], int], Texts]
"""Texts of a column -> as they stand in what is made."""
Rows = Iterator[tuple[str, ...]]
Form = tuple[Cells, Callable[[Rows], str]]
"""How cells and the rows of a provider are written."""


def form_of(make: Make, job: Job) -> Form:
    """How rows are written for an output."""
    if make is Make.ROWS:
        return lambda texts, column: list(texts), lambda rows: json.dumps(list(rows))
    text = Text(job.thresholds, make is Make.TSV, job.excel_nl)
    return text.cells, text.joined


def provider_texts(
    scored: Scored, who: Sequence[Who], bestand: str, policy: Thresholds, form: Form
) -> Iterator[bytes]:
    """The rows of each provider of a share, `who` of each, as one text."""
    cells, joined = form
    starts = np.append(0, scored.last[:-1] + 1)
    sizes = (scored.last - starts + 1).tolist()
    for first in range(0, len(sizes), _AT_A_TIME):
        some = range(first, min(first + _AT_A_TIME, len(sizes)))
        rows = _rows(scored, some, sizes, int(starts[first]), who, bestand, policy, cells)
        for provider in some:
            yield joined(islice(rows, sizes[provider])).encode("utf-8", "surrogatepass")


def _rows(
    scored: Scored,
    some: range,
    sizes: Sequence[int],
    start: int,
    who: Sequence[Who],
    bestand: str,
    policy: Thresholds,
    written: Cells,
) -> Rows:
    """The cells of the years of some providers, in the order of `columns`."""
    of = np.repeat(np.array(some), [sizes[provider] for provider in some])
    here = slice(start, start + len(of))
    cells: list[Texts] = []

    def add(values: Sequence[Value | str], codes: NDArray[np.integer]) -> None:
        """A column of values that occur often: each is written once."""
        texts = written([cell(value) for value in values], len(cells))
        cells.append(np.array([*texts, ""], dtype=object)[codes].tolist())

    def add_each(texts: Texts) -> None:
        """A column of numbers as texts."""
        cells.append(written(texts, len(cells)))

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
