"""`score_frame`: the judgement on every row of a wide pandas frame, by the same core as one provider's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ews_cli import thresholds_file
from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Thresholds
from ews_cli.frame.alike import Codes
from ews_cli.frame.given import TEXT
from ews_cli.frame.judge import Before, Judged, depth, figures, judge, together
from ews_cli.frame.rows import Rows, rows
from ews_cli.reports.columns import PARTS, VERDICT, Kind, Value, headings, informing, verdict

__all__ = ["score_frame"]

_DTYPES: dict[Kind, Any] = {Kind.TEXT: TEXT, Kind.WHOLE: "Int8"}


def score_frame(
    df: pd.DataFrame, thresholds: Thresholds | Path | str | None = None, peildatum: date | None = None
) -> pd.DataFrame:
    """Judge each row of a wide frame: one year of one provider.

    Args:
        df: `naam` (text) or `kvk` (text; a number gets its leading zeros back) or both; `boekjaar` (whole
            number), `balansdatum` (date, by default 31 December) or both; if known `basis` (`enkelvoudig`,
            `geconsolideerd`, `onbekend`) and `maanden` (by default 12); and the posts by name in euro, as
            int, float, Decimal or pandas' nullable numbers. A missing column, None, NaN or NA is a missing
            post, never zero. A float that is not whole counts to 15 digits, as in a workbook. Columns of
            other names are left alone.
        thresholds: the policy, or the path of a threshold file; by default the policy that is shipped.
        peildatum: the day on which is judged; by default today.

    Returns:
        A row for each row of `df`, in its order and with its index, and the columns of the csv of
        `ews batch` but for those about files: treden as nullable whole numbers, ratios as fractions and
        amounts in euro as floats (a ratio right to 12 digits), texts and dates. Each year is judged with the
        earlier years of the same provider in `df`: the rows with the same `kvk`, or without a kvk the same
        `naam`, capitals, accents and signs apart. Every trede is the exact one, also where a ratio lies on a
        bound: what floats cannot decide is computed in fractions.

    Raises:
        ValueError: (Dutch) when a column or row is not certain, which it names; a provider has the same year
            twice; a year ends after the peildatum; or the policy cannot be used.
    """
    day = peildatum.date() if isinstance(peildatum, datetime) else peildatum or date.today()
    policy = _policy(thresholds, day)
    given = rows(df, day)
    found = {ratio.naam: figures(given, ratio) for ratio in _used(policy)}
    before = Before.of(given, depth(list(policy.criteria.values()), day))
    judged = {
        naam: judge(criterium, found[criterium.ratio], before, day)
        for naam, criterium in policy.criteria.items()
    }
    columns = _provider(given) | _verdict(given, judged, policy)
    for naam, heading in headings(policy).items():
        columns |= _criterion(heading, judged[naam])
    columns |= {ratio.naam: found[ratio.naam].value for ratio in informing(policy)}
    columns |= {
        post.value: given.posten[post].values.copy() if post in given.posten else np.full(len(given), np.nan)
        for post in Post
    }
    return pd.DataFrame(columns, index=df.index, copy=False)


def _policy(thresholds: Thresholds | Path | str | None, peildatum: date) -> Thresholds:
    if isinstance(thresholds, Thresholds):
        policy = thresholds
    else:
        path = thresholds_file.packaged() if thresholds is None else Path(thresholds)
        loaded, problems = thresholds_file.load(path)
        if loaded is None:
            raise ValueError("\n".join(str(problem) for problem in problems))
        policy = loaded
    if reden := policy.niet_geldig_op(peildatum):
        raise ValueError(f"{policy.bestand}: {reden}")
    return policy


def _used(policy: Thresholds) -> list[Ratio]:
    criteria = {criterium.ratio: RATIOS[criterium.ratio] for criterium in policy.criteria.values()}
    return [*criteria.values(), *(ratio for ratio in informing(policy) if ratio.naam not in criteria)]


def _provider(given: Rows) -> dict[str, Any]:
    return {
        "naam": given.naam.array,
        "kvk": given.kvk.array,
        "boekjaar": given.boekjaar,
        "balansdatum": given.balansdatum.astype("datetime64[s]"),
        "basis": _spread([basis.value for basis in Basis], given.basis, Kind.TEXT),
        "eenheid": np.ones(len(given), dtype=np.int64),
    }


def _verdict(given: Rows, judged: dict[str, Judged], policy: Thresholds) -> dict[str, Any]:
    kind, found = together(judged.values(), len(given))
    values = [verdict(*samen, policy) for samen in found]
    return {
        column.name: _spread([value[place] for value in values], kind, column.kind)
        for place, column in enumerate(VERDICT)
    }


def _criterion(heading: str, judged: Judged) -> dict[str, Any]:
    own = {"": judged.value.copy(), "_vorig": judged.vorig}
    return {
        heading + part.suffix: own[part.suffix]
        if part.kind is Kind.RATIO
        else _spread([part.value(oordeel) for oordeel in judged.oordelen], judged.kind, part.kind)
        for part in PARTS
    }


def _spread(values: Sequence[Value], kind: Codes, holds: Kind) -> Any:
    """A column out of the value of each kind of row."""
    return pd.array(values, dtype=_DTYPES[holds]).take(kind)
