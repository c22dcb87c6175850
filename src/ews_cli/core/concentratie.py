"""How much a region depends on its largest providers.

The taskforce names the dependence on one or a few large providers as the problem (advies §4.3), and gives no
measure. Used here are those of competition law, on youth-care turnover. All figures are exact fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

HHI_SCHAAL = 10_000


HHI_BRON = "Europese Commissie, Richtsnoeren horizontale fusies (2004/C 31/03), punten 19 en 20"


def aandelen(omzetten: Sequence[Decimal]) -> tuple[Fraction, ...]:
    """omzet / som van de omzetten

    The share of each, a fraction; together exactly 1. Empty when there is nothing to share (a sum of zero).
    The amounts are in one unit and not negative.
    """
    totaal = sum(map(Fraction, omzetten), Fraction(0))
    return tuple(Fraction(omzet) / totaal for omzet in omzetten) if totaal else ()


def grootste(delen: Sequence[Fraction], aantal: int) -> Fraction:
    """de som van de grootste aandelen

    The concentration ratio of the `aantal` largest, a fraction.
    """
    return sum(sorted(delen, reverse=True)[:aantal], Fraction(0))


def hhi(delen: Sequence[Fraction]) -> Fraction:
    """10.000 × de som van de gekwadrateerde aandelen

    The Herfindahl-Hirschman index as competition authorities use it: from nearly 0 to 10,000, which is one
    provider alone (European Commission, 2004/C 31/03, paragraph 16).
    """
    return HHI_SCHAAL * sum((deel * deel for deel in delen), Fraction(0))


def even_grote(index: Fraction) -> Fraction:
    """10.000 / HHI

    The number of equally large providers that would give the same index. The index is above zero.
    """
    return HHI_SCHAAL / index


def hhi_tekst(index: Fraction) -> str:
    """What competition law makes of an index, in words (Dutch); a comparison, and no norm for youth care.

    The bounds are those of `HHI_BRON`, which are about a merger in such a market.
    """
    if index < 1_000:
        return "onder 1.000: een fusie geeft zelden een mededingingsprobleem"
    if index <= 2_000:
        return "van 1.000 tot en met 2.000: bij een fusie telt een stijging van 250 of meer"
    return "boven 2.000: bij een fusie telt een stijging van 150 of meer"
