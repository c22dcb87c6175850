"""What the core says of each row of a frame, one provider at a time: the table that `score_frame` must equal."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds
from ews_cli.readers.amounts import from_number
from ews_cli.reports.columns import Kind, Value, columns, values

Row = dict[str, Any]
CLOSE = 1e-12
"""A ratio in a frame is right to so many parts of itself."""


def amount(given: Any) -> Decimal | None:
    """An amount as it stands in a frame, exactly; None when it is missing."""
    if pd.isna(given):
        return None
    if isinstance(given, Decimal):
        return given
    if isinstance(given, float | np.floating):
        found = from_number(float(given))
        return Decimal(float(given)) if found is None else found
    return Decimal(int(given))


def jaarrekening(row: Row) -> Jaarrekening:
    amounts = {post: amount(row.get(post.value)) for post in Post}
    return Jaarrekening(
        aanbieder=Aanbieder(row["naam"], row.get("kvk")),
        bestand="",
        balansdatum=row.get("balansdatum") or date(row["boekjaar"], 12, 31),
        posten={post: Bedrag(found) for post, found in amounts.items() if found is not None},
        maanden=row.get("maanden", 12),
        basis=Basis(row.get("basis", "onbekend")),
    )


def judged(rows: list[Row], policy: Thresholds, peildatum: date) -> list[list[Value]]:
    """The values of each row in the order of the rows."""
    providers: dict[str, dict[int, int]] = defaultdict(dict)
    jaren = [jaarrekening(row) for row in rows]
    for place, jaar in enumerate(jaren):
        providers[jaar.aanbieder.kvk or jaar.aanbieder.naam][jaar.boekjaar] = place
    found: list[list[Value]] = [[] for _ in rows]
    for years in providers.values():
        places = [years[boekjaar] for boekjaar in sorted(years)]
        for last, place in enumerate(places, 1):
            one = beoordeel([jaren[p] for p in places[:last]], policy, peildatum)
            found[place] = values(one.jaar.aanbieder, one, policy)
    return found


def differences(frame: pd.DataFrame, rows: list[Row], policy: Thresholds, peildatum: date) -> list[str]:
    """Where a frame says something else than the core."""
    expected = judged(rows, policy, peildatum)
    headings = columns(policy)
    assert list(frame.columns) == [column.name for column in headings]
    assert len(frame) == len(rows)
    return [
        f"{column.name}[{place}]: {got!r}, the core {value!r}"
        for place, values_ in enumerate(expected)
        for column, got, value in zip(headings, frame.iloc[place].tolist(), values_, strict=True)
        if not same(got, value, column.kind)
    ]


def same(got: Any, value: Value, kind: Kind) -> bool:
    if value is None:
        return bool(pd.isna(got))
    if kind is Kind.DAY:
        return bool(pd.Timestamp(got).date() == value)
    if isinstance(value, Fraction | Decimal):
        return math.isclose(got, _float(Fraction(value)), rel_tol=CLOSE, abs_tol=0.0)
    return type(got) is not bool and bool(got == value)


def _float(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf
