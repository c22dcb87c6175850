"""Which providers of a portfolio are shown, and in which order: `--trede` and `--sorteer`.

`--regio` is `Registered.in_region`. Shares and spreads are of all providers, whatever is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.standing import Standing, rank

HIGHEST = 6
ALWAYS = ("trede", "naam", "omzet", "ruimte")
"""The orders that every policy has; the others are its criteria."""
_TREDE = re.compile(r"([1-6])(\+|\s*-\s*([1-6]))?(\s*mogelijk)?", re.ASCII | re.IGNORECASE)


class Treden(NamedTuple):
    """A choice of treden, both ends inclusive; with signals it is about the trede with signals.

    Attributes:
        mogelijk: whether it is enough that a provider may stand there; else it must be certain.
    """

    laagste: int
    hoogste: int
    mogelijk: bool = False

    def takes(self, standing: Standing) -> bool:
        """Whether a provider is chosen."""
        low, high = standing.alarm
        if self.mogelijk:
            return low <= self.hoogste and high >= self.laagste
        return low >= self.laagste and high <= self.hoogste


def treden(text: str) -> Treden | None:
    """What `--trede` says: `3`, `3+`, `4-5`, each also with ` mogelijk` behind it; None when it says nothing."""
    match = _TREDE.fullmatch(text.strip())
    if match is None:
        return None
    low, tail, high, possible = int(match[1]), match[2], match[3], match[4]
    chosen = Treden(low, HIGHEST if tail == "+" else int(high or low), possible is not None)
    return chosen if chosen.laagste <= chosen.hoogste else None


def on_treden(standings: Iterable[Standing], chosen: Treden) -> tuple[list[Standing], int]:
    """The providers on these treden, and how many others may stand there."""
    everyone = list(standings)
    found = [standing for standing in everyone if chosen.takes(standing)]
    return found, sum(chosen._replace(mogelijk=True).takes(s) for s in everyone) - len(found)


def orders(policy: Thresholds) -> tuple[str, ...]:
    """What `--sorteer` can be under a policy."""
    return (*ALWAYS, *(naam for naam in policy.criteria if naam not in ALWAYS))


def in_order(standings: Iterable[Standing], by: str, policy: Thresholds) -> list[Standing]:
    """The providers in an order of `orders`, what asks for attention first and what is unknown last.

    A criterion goes from worst to best, `omzet` (opbrengsten) from large to small, `ruimte` from little to much.
    Equal providers stand in the order of `rank`, so that the order of the input decides nothing.
    """
    if by == "trede":
        return sorted(standings, key=rank)
    if by == "naam":
        return sorted(standings, key=lambda s: (s.naam.casefold(), rank(s)))
    value = _value(by, policy)
    return sorted(standings, key=lambda s: (*_last(value(s)), rank(s)))


def _last(value: float | None) -> tuple[bool, float]:
    return (True, 0.0) if value is None else (False, value)


def _value(by: str, policy: Thresholds) -> Callable[[Standing], float | None]:
    """The figure to order by, the lowest first."""
    if by == "omzet":
        return lambda s: None if s.opbrengsten is None else -s.opbrengsten
    if by == "ruimte":
        return lambda s: None if s.ruimte is None else s.ruimte.bedrag
    sign = 1 if RATIOS[policy.criteria[by].ratio].hoger_is_beter else -1

    def of_criterion(standing: Standing) -> float | None:
        value = standing.cijfers[by].waarde
        return None if value is None else sign * value

    return of_criterion
