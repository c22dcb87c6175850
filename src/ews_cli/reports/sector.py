"""The sector context: how each criterion's ratio is spread over the portfolio, and where one provider stands."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.cbs import CBS_KLASSEN
from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.spreiding import Plaats, Spreiding, per_klasse, plaats, ratio_van_totalen, spreiding
from ews_cli.core.thresholds import Criterion, Thresholds
from ews_cli.reports.rows import value_bounds
from ews_cli.reports.standing import Figure, Standing


class Context(NamedTuple):
    """One criterion over a portfolio.

    Attributes:
        grenzen: the bounds of its treden, so that no figure is rounded over one.
        onbekend: how many providers have no value.
        spreiding: of the others; None when there are none.
        totalen, totalen_aantal: the ratio of the totals, and of how many providers with both parts known.
        klassen: how many lie in each of the classes of CBS; empty for a ratio of which CBS has none.
    """

    criterium: str
    ratio: Ratio
    grenzen: tuple[Fraction, ...]
    onbekend: int
    spreiding: Spreiding | None
    totalen: float | None
    totalen_aantal: int
    klassen: tuple[int, ...]


def contexts(standings: Sequence[Standing], policy: Thresholds, peildatum: date) -> list[Context]:
    """The context of each criterion, in the order of the threshold file."""
    spread = Spread(policy, peildatum)
    for standing in standings:
        spread.add(standing)
    return spread.contexts()


class Spread:
    """Gathers the figures of a portfolio, provider by provider."""

    def __init__(self, policy: Thresholds, peildatum: date) -> None:
        self._policy, self._peildatum = policy, peildatum
        self._values = {naam: _Values() for naam in policy.criteria}

    def add(self, standing: Standing) -> None:
        """The next provider."""
        for naam, values in self._values.items():
            values.add(standing.cijfers[naam])

    def contexts(self) -> list[Context]:
        """The context of each criterion, in the order of the threshold file."""
        criteria = self._policy.criteria
        return [_context(criteria[naam], values, self._peildatum) for naam, values in self._values.items()]


class _Values:
    """The figures of a criterion, in little memory."""

    def __init__(self) -> None:
        self.unknown = 0
        self.known, self.above, self.below = array("d"), array("d"), array("d")

    def add(self, figure: Figure) -> None:
        if figure.waarde is None:
            self.unknown += 1
            return
        self.known.append(figure.waarde)
        if figure.teller is not None and figure.noemer is not None:
            self.above.append(figure.teller)
            self.below.append(figure.noemer)


def _context(criterium: Criterion, values: _Values, peildatum: date) -> Context:
    ratio, version = RATIOS[criterium.ratio], criterium.versie_op(peildatum)
    known, parts = values.known, list(zip(values.above, values.below, strict=True))
    bounds = CBS_KLASSEN.get(ratio.naam)
    return Context(
        criterium=criterium.naam,
        ratio=ratio,
        grenzen=tuple(value_bounds(version.bands)) if version else (),
        onbekend=values.unknown,
        spreiding=spreiding(known),
        totalen=ratio_van_totalen(parts),
        totalen_aantal=len(parts),
        klassen=per_klasse(known, bounds) if bounds else (),
    )


def place(standing: Standing, context: Context) -> Plaats | None:
    """Where a provider of the portfolio stands on a criterion; None when its value is unknown."""
    value = standing.cijfers[context.criterium].waarde
    return None if value is None or context.spreiding is None else plaats(context.spreiding, value)
