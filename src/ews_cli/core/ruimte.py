"""The room left: how many euros may go before the next trede.

Solvabiliteit: the loss x at which (EV - x) / (BT - x) reaches the bound. Rentabiliteit: the fall in the
result at the same revenue. Liquiditeit: the current assets that may go at the same debts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.ratios import Ratio, liquiditeit, rentabiliteit, solvabiliteit
from ews_cli.core.thresholds import Band, Vergelijking


class Ruimte(NamedTuple):
    """The euros between a figure and the bound of one trede.

    Attributes:
        trede: the trede that the bound means.
        band: the bound.
        grens: the ratio at which the bound lies (for a drop: last year's ratio less the drop).
        bedrag: euro, zero or more, exact.
        wat: what may change by that amount (Dutch).
    """

    trede: int
    band: Band
    grens: Fraction
    bedrag: Fraction
    wat: str


Afstand = Callable[[int, int, int, int], Fraction | None]
"""From numerator and denominator of the ratio, and of the bound, all whole, to the distance in the first two."""

_AFSTAND: dict[str, tuple[str, Afstand]] = {
    # (EV - g BT) / (1 - g): equity and total fall together. No loss reaches 100 %, and without debts none
    # lowers the ratio.
    solvabiliteit.__name__: (
        "verlies",
        lambda ev, bt, g, per: Fraction(ev * per - g * bt, per - g) if g < per and ev < bt else None,
    ),
    # R - g O
    rentabiliteit.__name__: ("daling van het resultaat", lambda r, o, g, per: Fraction(r * per - g * o, per)),
    # VA - g KS
    liquiditeit.__name__: (
        "daling van de vlottende activa",
        lambda va, ks, g, per: Fraction(va * per - g * ks, per),
    ),
}


def ruimte(
    ratio: Ratio, jaar: Jaarrekening, eerder: Sequence[Fraction | None], bands: Iterable[Band]
) -> tuple[Ruimte, ...]:
    """The room to each bound that this year alone can break, nearest first.

    Args:
        ratio: only solvabiliteit, rentabiliteit and liquiditeit have a room; others give none.
        jaar: the year; without a known unit there is no amount in euro, and so no room.
        eerder: the ratio of each year before, newest first, None when unknown.
        bands: the bounds to reach; those that are met have no room.
    """
    if ratio.naam not in _AFSTAND or jaar.eenheid is None or any(p not in jaar.posten for p in ratio.posten):
        return ()
    (boven, per_boven), (onder, per_onder) = (
        jaar.posten[post].waarde.as_integer_ratio() for post in ratio.posten
    )
    if onder <= 0:
        return ()
    # In such a part of a euro that both are whole.
    deel = per_boven * per_onder
    teller, noemer = boven * per_onder, onder * per_boven
    wat, afstand = _AFSTAND[ratio.naam]
    gevonden = []
    for band in bands:
        grens = _grens(band, eerder)
        if grens is None:
            continue
        bedrag = afstand(teller, noemer, grens.numerator, grens.denominator)
        if bedrag is not None and bedrag.numerator >= 0:
            gevonden.append(Ruimte(band.trede, band, grens, bedrag if deel == 1 else bedrag / deel, wat))
    return tuple(sorted(gevonden, key=lambda r: (r.bedrag, r.trede)))


def _grens(band: Band, eerder: Sequence[Fraction | None]) -> Fraction | None:
    """The ratio at which this year breaks a bound, or None when this year alone cannot."""
    if band.years > 1 and not band.geldt_jaren(eerder, band.years - 1):
        return None
    if band.vergelijking in (Vergelijking.BELOW, Vergelijking.AT_MOST):
        return band.grens
    vorig = eerder[0] if eerder else None
    if band.vergelijking is Vergelijking.DROPS_AT_LEAST and vorig is not None:
        return vorig - band.grens
    return None
