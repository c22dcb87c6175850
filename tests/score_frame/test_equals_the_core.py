"""A frame says of every row exactly what the core says of it, also on, just under and just over a bound."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.build import PEILDATUM, band, criterion, policy, version
from ews_cli import score_frame
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from provider_accounts import policy as kruger

from .reference import Row, differences

DECIDING = [post.value for naam in kruger().criteria for post in RATIOS[naam].posten]
EVERY = [post.value for post in Post]

# Small whole numbers, so that ratios land on bounds and on each other often; a nudge puts them beside it.
whole = st.integers(-3, 12) | st.sampled_from([15, 20, 40, 50, 75, 100, 1000])
nudge = st.sampled_from(["0", "0", "0.01", "-0.01", "1E-20", "-1E-20", "0.1", "1E-9"]).map(Decimal)
exact = st.builds(lambda n, d: Decimal(n) + d, whole, nudge)
floats = st.builds(
    lambda n, d, ulps: math.nextafter(
        float(Decimal(n) + d), math.inf * ulps if ulps else float(Decimal(n) + d)
    ),
    whole,
    nudge,
    st.sampled_from([0, 0, 1, -1]),
) | st.floats(-1e6, 1e6)
extreme = st.sampled_from([1e308, -1e308, 5e-324, -1e-300, 1e16, 2.0**53 + 2, 1e100, 1e-100, 123456789.125])
enormous = st.sampled_from([2**53 + 1, -(2**53) - 1, 10**18, Decimal("1E-300"), Decimal("1E+300"), 10**40])
amounts = (
    whole,
    exact,
    floats,
    floats | whole.map(float) | extreme,
    whole | exact | floats | extreme | enormous,
)
"""The kinds of column that there are; each column of a frame holds one of them."""


@st.composite
def frames(draw: st.DrawFn, posts: list[str] = DECIDING) -> list[Row]:
    """Some years of some providers, in any order, with gaps, of any basis and length."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from("ABC"), st.integers(2018, 2023)), min_size=1, max_size=8, unique=True
        )
    )
    kinds = {post: draw(st.sampled_from(amounts)) for post in posts}
    present = draw(st.sampled_from([0.5, 0.9, 1.0]))
    rows = []
    for naam, boekjaar in keys:
        row: Row = {"naam": naam, "boekjaar": boekjaar}
        row["basis"] = draw(st.sampled_from(["onbekend", "onbekend", "enkelvoudig", "geconsolideerd"]))
        row["maanden"] = draw(st.sampled_from([12, 12, 12, 18, 6]))
        for post in posts:
            there = present == 1 or draw(st.floats(0, 1)) < present
            row[post] = draw(kinds[post]) if there else None
        rows.append(row)
    return rows


literals = {
    "percent": ("0%", "20%", "0.5%", "33.3%", "100%"),
    "ratio": ("0.75", "1.00", "0", "-1", "0.1"),
    "dagen": ("0", "365", "36.5", "100"),
}
drops = {"percent": ("2pp", "10pp"), "ratio": ("0.10", "0.25"), "dagen": ("36.5", "1")}


@st.composite
def policies(draw: st.DrawFn) -> Thresholds:
    """Up to three criteria on any ratio, with any bounds over one to four years."""
    names = draw(st.lists(st.sampled_from(list(RATIOS)), min_size=1, max_size=3, unique=True))
    criteria = []
    for naam in names:
        unit = RATIOS[naam].eenheid.value
        bands = []
        for trede in draw(st.lists(st.integers(2, 5), max_size=5)):
            how = draw(st.sampled_from(["below", "at_most", "above", "at_least", "drops_at_least"]))
            literal = draw(st.sampled_from((drops if how == "drops_at_least" else literals)[unit]))
            bands.append(band(trede, how, literal, draw(st.sampled_from([1, 1, 2, 4]))))
        criteria.append(criterion(naam, version(*bands)))
    return policy(*criteria)


def frame_of(rows: list[Row]) -> pd.DataFrame:
    """A frame whose columns have the type that pandas gives them; numbers of several types stay as they are."""
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], dtype=_dtype([row[name] for row in rows]))
            for name in rows[0]
        }
    )


def _dtype(values: list[Any]) -> str | None:
    kinds = {type(value) for value in values}
    return None if len(kinds - {type(None)}) == 1 and kinds <= {int, float, str} else "object"


SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@SLOW
@given(frames())
def test_the_default_policy_says_of_each_row_what_the_core_says(rows: list[Row]) -> None:
    found = score_frame(frame_of(rows), kruger(), PEILDATUM)
    assert differences(found, rows, kruger(), PEILDATUM) == []


@SLOW
@given(frames(EVERY), policies())
def test_any_policy_on_any_ratio_says_of_each_row_what_the_core_says(
    rows: list[Row], thresholds: Thresholds
) -> None:
    found = score_frame(frame_of(rows), thresholds, PEILDATUM)
    assert differences(found, rows, thresholds, PEILDATUM) == []
