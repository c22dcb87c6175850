"""The years of a share -> what a report says of them: the ratios and treden of `frame`, the checks of the core."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pandas as pd

from ews_cli.bulk.cells import MISSING
from ews_cli.bulk.numbers import CENTS, Numbers, Places, Quotients, Way, Whole, each_way
from ews_cli.bulk.years import Years
from ews_cli.core.beoordeling import Samen
from ews_cli.core.checks import check_jaar
from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Thresholds
from ews_cli.frame.alike import Alike, Codes
from ews_cli.frame.amounts import Amounts
from ews_cli.frame.estimate import ROUNDING, Floats
from ews_cli.frame.judge import Before, Judged, depth, figures, judge, together
from ews_cli.frame.rows import Rows
from ews_cli.reports.columns import informing
from ews_cli.reports.rows import plain_quotients

_BASES = list(Basis)


class Cents(Amounts):
    """A post in cents, for `frame`."""

    def exact(self, row: int) -> Decimal | None:
        """The amount in a row, None when it is missing."""
        cents = int(self.raw[row])
        return None if cents == MISSING else Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Scored:
    """The judgement on every year of a share.

    Attributes:
        before: of each year the place of the year before it that can be held beside it, -1 where there is none.
        last: of each provider the place of its last year.
        values: ratio -> its value in each year as text; empty where it cannot be determined.
        floats: ratio -> the nearest float to it; NaN where it cannot be determined.
        codes: of each provider the codes of its problems.
    """

    years: Years
    boekjaar: Whole
    before: Whole
    last: Places
    judged: dict[str, Judged]
    samen: tuple[Codes, list[Samen]]
    values: dict[str, list[str]]
    floats: dict[str, Floats]
    codes: list[tuple[str, ...]]


def score(years: Years, policy: Thresholds, peildatum: date) -> Scored:
    """Judge the years of a share, which has at least one."""
    rows = _rows(years)
    used = [RATIOS[criterium.ratio] for criterium in policy.criteria.values()]
    ratios = {ratio.naam: ratio for ratio in (*used, *informing(policy))}
    found = {naam: figures(rows, ratio) for naam, ratio in ratios.items()}
    before = Before.of(rows, depth(list(policy.criteria.values()), peildatum))
    judged = {
        naam: judge(criterium, found[criterium.ratio], before, peildatum)
        for naam, criterium in policy.criteria.items()
    }
    vorige = before.rows[1]
    divided = {naam: _divided(years, ratio, ~np.isnan(found[naam].value)) for naam, ratio in ratios.items()}
    last = np.flatnonzero(np.append(years.owner[1:] != years.owner[:-1], True))
    return Scored(
        years,
        rows.boekjaar,
        vorige,
        last,
        judged,
        together(judged.values(), len(years)),
        {naam: texts for naam, (texts, _) in divided.items()},
        {naam: floats for naam, (_, floats) in divided.items()},
        _codes(years, last, vorige),
    )


def _rows(years: Years) -> Rows:
    """The years as `frame` knows them."""
    days = (years.day - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    same = np.append(False, years.owner[1:] == years.owner[:-1])
    basis = np.array([_BASES.index(jaar.basis) for jaar in years.made], dtype=np.int64)
    nothing = pd.Series(dtype=object)
    return Rows(
        naam=nothing,
        kvk=nothing,
        boekjaar=days.astype("datetime64[Y]").astype(np.int64) + 1970,
        balansdatum=days,
        basis=basis[years.way],
        maanden=np.full(len(years), 12, dtype=np.int64),
        posten={post: _amounts(years.amounts[post]) for post in Post if post in years.amounts},
        vorige=np.where(same, np.arange(len(years)) - 1, -1),
        redenen=_reasons(years),
    )


def _amounts(cents: Whole) -> Cents:
    """A post as numbers with their error: a whole euro is a float, and a cent is near one."""
    values = np.where(cents == MISSING, np.nan, cents / CENTS)
    errors = np.where(cents % CENTS == 0, 0.0, ROUNDING * np.abs(np.nan_to_num(values)))
    return Cents(values, errors, cents)


def _reasons(years: Years) -> dict[Post, tuple[Whole, list[str]]]:
    """Why posts are missing, by the way that the year took through the rules."""
    found: dict[Post, tuple[Whole, list[str]]] = {}
    for post in {post for jaar in years.made for post in jaar.ontbreekt}:
        words = list(dict.fromkeys(jaar.ontbreekt[post] for jaar in years.made if post in jaar.ontbreekt))
        codes = [words.index(jaar.ontbreekt[post]) if post in jaar.ontbreekt else -1 for jaar in years.made]
        found[post] = np.array(codes, dtype=np.int64)[years.way], words
    return found


def _divided(years: Years, ratio: Ratio, known: Any) -> tuple[list[str], Floats]:
    """A ratio of each year as text and as a float, by exact division."""
    where = np.flatnonzero(known)
    found, floats = [""] * len(years), np.full(len(years), np.nan)
    if len(where):
        way = Way(len(where))
        amounts = (Numbers.of(years.amounts[post][where], way) for post in ratio.posten)
        quotient = cast(Quotients, ratio.functie(*cast(Iterable[Fraction], amounts)))
        tellers, noemers = quotient.parts()
        floats[where] = [teller / noemer for teller, noemer in zip(tellers, noemers, strict=True)]
        for place, text in zip(where.tolist(), plain_quotients(tellers, noemers), strict=True):
            found[place] = text
    return found, floats


def _codes(years: Years, last: Places, vorige: Whole) -> list[tuple[str, ...]]:
    """The codes of the problems of each provider: of all its years, and of the checks on the last of them."""
    number = np.cumsum(np.append(0, (years.owner[1:] != years.owner[:-1]).astype(np.int64)))
    found: list[set[str]] = [set() for _ in last]
    for which in {way for way, codes in enumerate(years.codes) if codes}:
        for provider in np.unique(number[years.way == which]).tolist():
            found[provider].update(years.codes[which])
    earlier = vorige[last]
    kind = Alike(len(last))
    kind.add(years.way[last], max(len(years.made), 1))
    kind.add(np.where(earlier >= 0, years.way[earlier], -1) + 1, len(years.made) + 1)
    codes, firsts = kind.kinds()
    for group in range(len(firsts)):
        mine = np.flatnonzero(codes == group)
        for left, active, failing in each_way(len(mine), _checks(years, last[mine], earlier[mine])):
            if failing:
                for provider in mine[left[active]].tolist():
                    found[provider].update(failing)
    return [tuple(sorted(one)) for one in found]


def _checks(years: Years, last: Places, earlier: Whole) -> Any:
    """The rule that checks the last year of providers against the one before it."""

    def rule(way: Way, left: Places) -> list[str]:
        jaar = years.jaarrekening(int(years.way[last[0]]), last[left], way)
        vorig = None
        if earlier[0] >= 0:
            vorig = years.jaarrekening(int(years.way[earlier[0]]), earlier[left], way)
        problems = [check.problem("") for check in check_jaar(jaar, vorig)]
        return [problem.code for problem in problems if problem is not None]

    return rule
