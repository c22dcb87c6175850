"""The view per region: how many providers and how much turnover per trede, and on whom it depends.

All shares are of the turnover that the register knows. What is unknown, is counted as unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.concentratie import aandelen, grootste, hhi
from ews_cli.core.jaarrekening import same_name
from ews_cli.core.register import Inschrijving, Inzet, same_region
from ews_cli.reports.registered import Member, Registered

ALARM = 3
"""From this trede on a crucial function is named: "zorgelijk", for which a herstelplan is asked (draaiboek §1.2)."""
LARGEST = 3


class Place(NamedTuple):
    """What is known of the trede of a provider: the kind, and for a trede at least which.

    The kinds are `trede` (certain), `ten minste`, `niet te bepalen` (a part is missing), `geen cijfers` (no
    criterion has a figure) and `geen jaarrekening` (not in this run).
    """

    soort: str
    trede: int | None = None


class Portion(NamedTuple):
    """The providers of a region in one place.

    Attributes:
        omzet: the known turnover of theirs in the region, euro.
        omzet_onbekend: of how many it is not known.
        aandeel: of the known turnover of the region; None when there is none, or none of theirs is known.
    """

    plaats: Place
    aanbieders: int
    omzet: Decimal
    omzet_onbekend: int
    aandeel: Fraction | None


class Region(NamedTuple):
    """One region; `regio` is None for those of whom the register does not say where they work.

    Attributes:
        met_cijfers: how many of the providers can be judged in this run.
        omzet: the known turnover, euro; `omzet_onbekend` of the providers have none.
        standen: every place with a provider, and every certain trede; they add up to `aanbieders`.
        grootsten: the largest with their share, at most three; empty when no turnover is known.
        alarm, kan_alarm: the share of those certainly, and of those possibly on trede 3 or higher.
    """

    regio: str | None
    aanbieders: int
    met_cijfers: int
    omzet: Decimal
    omzet_onbekend: int
    standen: tuple[Portion, ...]
    grootsten: tuple[tuple[str, Fraction], ...]
    aandeel_drie: Fraction | None
    hhi: Fraction | None
    alarm: Fraction | None
    kan_alarm: Fraction | None


class Crucial(NamedTuple):
    """A crucial function in a region; `houders` is how many providers have it there.

    Attributes:
        ten_minste, ten_hoogste: the range of the provider's trede; None when it is not in this run.
    """

    regio: str | None
    functie: str
    aanbieder: str
    houders: int
    ten_minste: int | None
    ten_hoogste: int | None


class _Work(NamedTuple):
    lid: Member
    inzet: Inzet


def regions(view: Registered, treden: Sequence[int], only: str | None = None) -> list[Region]:
    """The regions by name, those without one last.

    Args:
        treden: the treden that figures can give.
        only: one region; without it all.
    """
    found: dict[str | None, list[_Work]] = {}
    for lid in view.leden:
        for inzet in lid.inschrijving.inzet:
            key = None if inzet.regio is None else same_region(inzet.regio)
            if only is None or key == same_region(only):
                found.setdefault(key, []).append(_Work(lid, inzet))
    return [_region(found[key], treden) for key in sorted(found, key=lambda k: (k is None, k or ""))]


def place_of(lid: Member) -> Place:
    """What is known of the trede of a provider of the register."""
    standing = lid.standing
    if standing is None:
        return Place("geen jaarrekening")
    if not standing.beoordeeld:
        return Place("geen cijfers")
    if standing.trede is not None:
        return Place("trede", standing.trede)
    return Place("ten minste", standing.ten_minste) if standing.ten_minste > 1 else Place("niet te bepalen")


ORDER = ("trede", "ten minste", "niet te bepalen", "geen cijfers", "geen jaarrekening")


def _region(work: Sequence[_Work], treden: Sequence[int]) -> Region:
    known = [(w, omzet) for w in work if (omzet := w.inzet.jeugdhulpomzet) is not None]
    delen = aandelen([omzet for _, omzet in known])
    largest = sorted(
        zip(known, delen, strict=False), key=lambda of: (-of[1], of[0][0].lid.inschrijving.aanduiding)
    )
    total = _sum(work)
    places: dict[Place, list[_Work]] = {Place("trede", trede): [] for trede in treden}
    for w in work:
        places.setdefault(place_of(w.lid), []).append(w)
    ranges = [(w, _range(w.lid)) for w in work]
    return Region(
        regio=work[0].inzet.regio,
        aanbieders=len(work),
        met_cijfers=sum(w.lid.standing is not None and w.lid.standing.beoordeeld for w in work),
        omzet=total,
        omzet_onbekend=len(work) - len(known),
        standen=tuple(
            _portion(place, places[place], total)
            for place in sorted(places, key=lambda p: (ORDER.index(p.soort), -(p.trede or 0)))
        ),
        grootsten=tuple((w.lid.inschrijving.aanduiding, deel) for (w, _), deel in largest[:LARGEST]),
        aandeel_drie=grootste(delen, LARGEST) if delen else None,
        hhi=hhi(delen) if delen else None,
        alarm=_share([w for w, (low, _) in ranges if low >= ALARM], total),
        kan_alarm=_share([w for w, (low, high) in ranges if low < ALARM <= high], total),
    )


def _range(lid: Member) -> tuple[int, int]:
    """The range of the trede; of a provider without accounts nothing is ruled out."""
    return (1, ALARM) if lid.standing is None else (lid.standing.ten_minste, lid.standing.ten_hoogste)


def _sum(work: Sequence[_Work]) -> Decimal:
    return sum((w.inzet.jeugdhulpomzet for w in work if w.inzet.jeugdhulpomzet is not None), Decimal(0))


def _share(work: Sequence[_Work], total: Decimal) -> Fraction | None:
    """Of the known turnover; None when there is none."""
    return Fraction(_sum(work)) / Fraction(total) if total else None


def _portion(place: Place, work: Sequence[_Work], total: Decimal) -> Portion:
    unknown = sum(w.inzet.jeugdhulpomzet is None for w in work)
    return Portion(
        plaats=place,
        aanbieders=len(work),
        omzet=_sum(work),
        omzet_onbekend=unknown,
        aandeel=None if unknown and unknown == len(work) else _share(work, total),
    )


def crucial(view: Registered, only: str | None = None) -> list[Crucial]:
    """Every crucial function of the register: the highest trede first, those of whom nothing is known last."""
    found: list[tuple[Inzet, str, Inschrijving, tuple[int | None, int | None]]] = []
    for lid in view.leden:
        reach = (None, None) if lid.standing is None else (lid.standing.ten_minste, lid.standing.ten_hoogste)
        for inzet in lid.inschrijving.inzet:
            if only is None or (inzet.regio is not None and same_region(inzet.regio) == same_region(only)):
                found += [(inzet, functie, lid.inschrijving, reach) for functie in inzet.cruciale_functies]
    holders = Counter((_key(inzet.regio), same_name(functie)) for inzet, functie, _, _ in found)
    functions = [
        Crucial(inzet.regio, functie, wie.aanduiding, holders[_key(inzet.regio), same_name(functie)], *reach)
        for inzet, functie, wie, reach in found
    ]
    return sorted(
        functions,
        key=lambda c: (-(c.ten_minste or 0), -(c.ten_hoogste or 0), c.functie, c.aanbieder, _key(c.regio)),
    )


def _key(regio: str | None) -> str:
    return "" if regio is None else same_region(regio)
