"""Where the providers of a share stand: a standing for each, whose texts are made for those that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import isnan
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ews_cli.batch.judging import Sketch
from ews_cli.bulk.cells import MISSING
from ews_cli.bulk.judged import Scored
from ews_cli.bulk.numbers import CENTS, Whole
from ews_cli.core.beoordeling import aansluitend, beoordeel_criterium
from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.frame.judge import depth
from ews_cli.reports.standing import Figure, Standing, figure, nearest

_NOBODY = Aanbieder("")

Units = Sequence[int | None]
"""The unit of the last year of each provider, None where unknown."""


class Who(NamedTuple):
    """The name and the KvK number of a provider."""

    naam: str
    kvk: str | None


class Year(NamedTuple):
    """A year as the judgement needs it: its day as an ordinal, and the cents of the posts, None where missing."""

    dag: int
    basis: Basis
    eenheid: int | None
    cents: tuple[int | None, ...]

    def jaarrekening(self, posten: Sequence[Post]) -> Jaarrekening:
        """The year with these posts."""
        amounts = zip(posten, self.cents, strict=True)
        return Jaarrekening(
            aanbieder=_NOBODY,
            bestand="",
            balansdatum=date.fromordinal(self.dag),
            eenheid=self.eenheid,
            posten=MappingProxyType(
                {post: Bedrag(Decimal(c).scaleb(-2)) for post, c in amounts if c is not None}
            ),
            basis=self.basis,
        )


def judging_posts(policy: Thresholds) -> tuple[Post, ...]:
    """The posts that the criteria of a policy ask."""
    return tuple(dict.fromkeys(post for c in policy.criteria.values() for post in RATIOS[c.ratio].posten))


def described(sketch: Sketch, policy: Thresholds, peildatum: date) -> Standing:
    """A standing with its texts and its room: the core judges the provider once more, by itself."""
    if sketch.rest is None:
        return sketch.standing
    posten = judging_posts(policy)
    jaren = [Year(*year).jaarrekening(posten) for year in sketch.rest]
    reeks = aansluitend(jaren)
    oordelen = [
        beoordeel_criterium(criterium, jaren[-1], reeks, peildatum, {}, met_ruimte=True)
        for criterium in policy.criteria.values()
    ]
    return sketch.standing._replace(
        cijfers={oordeel.criterium: figure(oordeel, jaren[-1], texts=True) for oordeel in oordelen},
        ruimte=nearest(oordelen, sketch.standing.ten_minste),
    )


def sketches(
    scored: Scored, who: Sequence[Who], bestand: str, policy: Thresholds, peildatum: date
) -> Iterator[Sketch]:
    """The providers of a share, `who` of each."""
    years, last = scored.years, scored.last
    kinds, samen = scored.samen
    days = years.day[last].tolist()
    earlier = scored.before[last].tolist()
    units = [years.made[way].eenheid for way in years.way[last].tolist()]
    figures = list(zip(*_figures(scored, policy, units), strict=True))
    revenue = _euros(scored, Post.OPBRENGSTEN, units)
    rest = _years(scored, policy, peildatum)
    for number, (one, row, before) in enumerate(zip(who, last.tolist(), earlier, strict=True)):
        found = samen[kinds[row]]
        previous = samen[kinds[before]] if before >= 0 else None
        cijfers = dict(zip(policy.criteria, figures[number], strict=True))
        day = date.fromordinal(days[number])
        yield Sketch(
            Standing(
                naam=one.naam,
                kvk=one.kvk,
                boekjaar=day.year,
                balansdatum=day,
                cijfers=cijfers,
                ten_minste=found.ten_minste,
                ten_hoogste=found.ten_hoogste,
                vorige=None if previous is None else (previous.ten_minste, previous.ten_hoogste),
                bepalend=tuple(found.bepalend),
                beoordeeld=any(cijfer.waarde is not None for cijfer in cijfers.values()),
                ruimte=None,
                opbrengsten=revenue[number],
                codes=scored.codes[number],
                bestanden=(bestand,),
            ),
            rest[number],
        )


def _figures(scored: Scored, policy: Thresholds, units: Units) -> Iterator[list[Figure]]:
    """For each criterion the figure of each provider, without texts."""
    for naam, judged in scored.judged.items():
        ratio = RATIOS[policy.criteria[naam].ratio]
        parts = [_euros(scored, post, units) for post in ratio.posten]
        above, below = parts if len(parts) == 2 else [[None] * len(scored.last)] * 2
        values = scored.floats[ratio.naam][scored.last].tolist()
        oordelen = [judged.oordelen[kind] for kind in judged.kind[scored.last].tolist()]
        yield [
            Figure(
                None if isnan(value) else value,
                teller,
                noemer,
                "",
                "",
                oordeel.ten_minste,
                oordeel.ten_hoogste,
                "",
            )
            for value, teller, noemer, oordeel in zip(values, above, below, oordelen, strict=True)
        ]


def _euros(scored: Scored, post: Post, units: Units) -> list[float | None]:
    """A post of the last year of each provider, in euro; None where it or its unit is unknown."""
    held = scored.years.amounts.get(post)
    if held is None:
        return [None] * len(scored.last)
    cents = held[scored.last].tolist()
    return [None if c == MISSING or unit is None else c / CENTS for c, unit in zip(cents, units, strict=True)]


def _years(scored: Scored, policy: Thresholds, peildatum: date) -> list[tuple[Year, ...]]:
    """The last years of each provider, as many as can matter to the judgement on the last, oldest first."""
    years, posten = scored.years, judging_posts(policy)
    back = depth(list(policy.criteria.values()), peildatum)
    columns: list[Whole] = [
        years.amounts.get(post, np.full(len(years), MISSING, dtype=np.int64)) for post in posten
    ]
    cents = list(
        zip(*([None if c == MISSING else c for c in column.tolist()] for column in columns), strict=True)
    )
    made = [(years.made[way].basis, years.made[way].eenheid) for way in years.way.tolist()]
    each = [Year(day, *how, some) for day, how, some in zip(years.day.tolist(), made, cents, strict=True)]
    starts = np.append(0, scored.last[:-1] + 1).tolist()
    return [
        tuple(each[max(first, row - back) : row + 1])
        for first, row in zip(starts, scored.last.tolist(), strict=True)
    ]
