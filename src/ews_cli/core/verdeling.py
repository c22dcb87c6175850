"""The key by which costs are shared over the opdrachtgevers of a provider.

The draaiboek wants the numbers of clients and the estimated budgets per opdrachtgever fixed when the herstelplan
begins, as the key for later support (draaiboek §2.2, trede 3: herstelplan, and stap 5 of the regievoerder). It
says nothing of rounding; the rule here is that of the largest remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.concentratie import aandelen
from ews_cli.core.jaarrekening import same_name


class Aandeel(NamedTuple):
    """The share of one opdrachtgever.

    Attributes:
        gewicht: its clients, or its budget in euro.
        deel: its share, a fraction; all together exactly 1.
        bedrag: whole euros; None where no amount is shared.
    """

    opdrachtgever: str
    gewicht: Decimal
    deel: Fraction
    bedrag: int | None


def verdeel(bedrag: int, delen: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole euros for each share, together exactly `bedrag`; empty when there are no shares.

    Each gets its share rounded down; the euros that are left go one each to the largest remainders, and where
    those are equal to whoever stands first. `bedrag` is not negative and the shares, not negative either, are
    together 1.
    """
    exact = [bedrag * deel for deel in delen]
    found = [int(euros) for euros in exact]
    order = sorted(range(len(delen)), key=lambda place: (found[place] - exact[place], place))
    for place in order[: bedrag - sum(found)]:
        found[place] += 1
    return tuple(found)


def verdeelsleutel(gewichten: Mapping[str, Decimal], bedrag: int | None) -> tuple[Aandeel, ...]:
    """The shares, the largest first and equal ones by name, so that the order of the list does not matter.

    Args:
        gewichten: clients or euros of each opdrachtgever, not negative.
        bedrag: whole euros to share, if any.

    Empty when the weights are together zero.
    """
    names = sorted(gewichten, key=lambda naam: (-gewichten[naam], same_name(naam), naam))
    delen = aandelen([gewichten[naam] for naam in names])
    euros: Sequence[int | None] = [None] * len(delen) if bedrag is None else verdeel(bedrag, delen)
    return tuple(
        Aandeel(naam, gewichten[naam], deel, part)
        for naam, deel, part in zip(names, delen, euros, strict=False)
    )
