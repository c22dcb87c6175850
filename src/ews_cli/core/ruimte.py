"""The room left: how many euros may go before the next trede.

Solvabiliteit: the loss x at which (EV - x) / (BT - x) reaches the bound. Rentabiliteit: the fall in the
result at the same revenue. Liquiditeit: the current assets that may go at the same debts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.ratios import Ratio, exact, liquiditeit, rentabiliteit, solvabiliteit
from ews_cli.core.thresholds import Band, Vergelijking


@dataclass(frozen=True, slots=True)
class Ruimte:
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


Afstand = Callable[[Fraction, Fraction, Fraction], Fraction | None]

_AFSTAND: dict[str, tuple[str, Afstand]] = {
    # Equity and total fall together: no loss reaches 100 %, and without debts none lowers the ratio.
    solvabiliteit.__name__: (
        "verlies",
        lambda ev, bt, g: (ev - g * bt) / (1 - g) if g < 1 and ev < bt else None,
    ),
    rentabiliteit.__name__: ("daling van het resultaat", lambda r, o, g: r - g * o),
    liquiditeit.__name__: ("daling van de vlottende activa", lambda va, ks, g: va - g * ks),
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
    teller, noemer = (exact(jaar.posten[post].waarde) for post in ratio.posten)
    if noemer <= 0:
        return ()
    wat, afstand = _AFSTAND[ratio.naam]
    gevonden = []
    for band in bands:
        grens = _grens(band, eerder)
        bedrag = None if grens is None else afstand(teller, noemer, grens)
        if grens is not None and bedrag is not None and bedrag >= 0:
            gevonden.append(Ruimte(band.trede, band, grens, bedrag, wat))
    return tuple(sorted(gevonden, key=lambda r: (r.bedrag, r.trede)))


def _grens(band: Band, eerder: Sequence[Fraction | None]) -> Fraction | None:
    """The ratio at which this year breaks a bound, or None when this year alone cannot."""
    if not band._replace(years=band.years - 1).geldt_jaren(eerder):
        return None
    if band.vergelijking in (Vergelijking.BELOW, Vergelijking.AT_MOST):
        return band.grens
    vorig = eerder[0] if eerder else None
    if band.vergelijking is Vergelijking.DROPS_AT_LEAST and vorig is not None:
        return vorig - band.grens
    return None
