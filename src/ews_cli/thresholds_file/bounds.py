"""What the bounds of one version must mean: each alone, and together a ladder of treden.

Each function is pure: values of the file in, faults out; `trail` leads to the node that it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ews_cli.core.ratios import Eenheid, Ratio
from ews_cli.core.thresholds import Band, Vergelijking
from ews_cli.thresholds_file.build import Node, bound
from ews_cli.yaml_text import Fault, Trail

COMPARISONS = tuple(vergelijking.value for vergelijking in Vergelijking)
_UPWARD = (Vergelijking.ABOVE, Vergelijking.AT_LEAST)
_INCLUSIVE = (Vergelijking.AT_MOST, Vergelijking.AT_LEAST)

Rung = tuple[int, Band]
"""A band with its position in the list of the file."""


def comparison(node: Node, trail: Trail) -> Iterator[Fault]:
    """A band compares exactly once."""
    present = [key for key in node if key in COMPARISONS]
    if not present:
        yield Fault(trail, "EWS215", f"grens zonder vergelijking; kies een van {', '.join(COMPARISONS)}")
    for key in present[1:]:
        melding = f"`{key}` naast `{present[0]}`; maak er twee grenzen van, elk met een vergelijking"
        yield Fault((*trail, key), "EWS215", melding, at_key=True)


def alone(node: Node, band: Band, trail: Trail) -> Iterator[Fault]:
    """What a band must be, whatever its ratio."""
    if band.trede in (1, 6):
        why = "is voor wie geen grens haalt" if band.trede == 1 else "stelt alleen een mens vast"
        melding = f"een grens naar trede {band.trede}, maar die {why}; kies trede 2, 3, 4 of 5"
        yield Fault((*trail, "trede"), "EWS222", melding)
    if "years" in node and band.years < 2:
        melding = f"years {band.years}; schrijf 2 of meer, of laat `years` weg"
        yield Fault((*trail, "years"), "EWS228", melding)
    if band.vergelijking is Vergelijking.DROPS_AT_LEAST and band.grens <= 0:
        melding = f"een daling van {band.literal}; schrijf een daling groter dan nul"
        yield Fault((*trail, band.vergelijking.value), "EWS228", melding)


def reading(band: Band, trail: Trail) -> Iterator[Fault]:
    """A bound whose digits are not the source's says why it is a fair reading of the source."""
    if not band.uit_bron and band.reading is None:
        melding = f"de grens `{band.tekst}` staat niet in de quote; schrijf in `reading` waarom zij past"
        yield Fault(trail, "EWS235", melding)


def sign(band: Band, ratio: Ratio, trail: Trail) -> Iterator[Fault]:
    """A percentage has its sign, a drop of a percentage is in percent points, the rest has none."""
    written = bound(band.literal)[1]
    wanted = ""
    if ratio.eenheid is Eenheid.PERCENT:
        wanted = "pp" if band.vergelijking is Vergelijking.DROPS_AT_LEAST else "%"
    if written == wanted:
        return
    number = Decimal(band.literal.removesuffix(written))
    meant = [number if wanted else number / 100]
    if wanted and not written and abs(number) < 1:
        meant = [number * 100, number]  # 0.5 may be half of all, or half a percent
    choice = " of ".join(f"{value.normalize():f}{wanted}" for value in meant)
    melding = f"{band.literal} bij {ratio.tekst}; schrijf {choice}"
    yield Fault((*trail, band.vergelijking.value), "EWS234", melding)


def wrong_way(band: Band, ratio: Ratio) -> bool:
    """Whether the bound would put the better provider on the higher trede."""
    return (band.vergelijking in _UPWARD) is ratio.hoger_is_beter


def direction(band: Band, ratio: Ratio, trail: Trail) -> Iterator[Fault]:
    """A bound points at the bad side of its ratio."""
    if wrong_way(band, ratio):
        better, choice = "minder", "above of at_least"
        if ratio.hoger_is_beter:
            better, choice = "meer", "below, at_most of drops_at_least"
        melding = f"{band.vergelijking.value} bij {ratio.tekst}, waar {better} beter is; kies {choice}"
        yield Fault((*trail, band.vergelijking.value), "EWS224", melding, at_key=True)


def ladder(bands: Sequence[Band], ratio: Ratio, trail: Trail) -> Iterator[Fault]:
    """Who meets the bound of a trede also meets one of each lower trede, and every bound can decide.

    The bounds must point at the bad side of the ratio (`direction`). Falls and levels are two ladders: the one
    says nothing about the other.
    """
    rungs = list(enumerate(bands))
    explained: set[tuple[int, int]] = set()
    for i, band in rungs:
        looser = []
        for trede in range(band.trede - 1, 1, -1):
            lower = [(j, b) for j, b in rungs if b.trede == trede and _comparable(b, band)]
            if not any(_implies(band, b, ratio) for _, b in lower):
                looser += lower
        if looser:
            explained |= {(i, j) for j, _ in looser}
            nearest = looser[0][1]
            melding = (
                f"trede {band.trede} ({band.tekst}) is niet strenger dan trede {nearest.trede}"
                f" ({nearest.tekst}); hoe hoger de trede, hoe slechter het cijfer"
            )
            yield Fault((*trail, i, band.vergelijking.value), "EWS225", melding)
    for j, band in rungs:
        covers = [
            (i, b)
            for i, b in rungs
            if i != j and b.trede >= band.trede and _implies(band, b, ratio) and (i, j) not in explained
        ]
        yield from _never_decides((j, band), covers, ratio, trail)


def _never_decides(rung: Rung, covers: list[Rung], ratio: Ratio, trail: Trail) -> Iterator[Fault]:
    j, band = rung
    this = f"`{band.tekst}` voor trede {band.trede}"
    for i, cover in covers:
        that = f"`{cover.tekst}` voor trede {cover.trede}"
        if not _implies(cover, band, ratio):
            melding = f"{this} beslist nooit, want {that} geldt dan ook; haal een van de twee weg"
            yield Fault((*trail, j, band.vergelijking.value), "EWS226", melding)
            return
        if i < j or cover.trede > band.trede:
            melding = f"{this} is dezelfde grens als {that}; houd een van de twee"
            yield Fault((*trail, max(i, j), band.vergelijking.value), "EWS227", melding)
            return


def _comparable(one: Band, other: Band) -> bool:
    drop = Vergelijking.DROPS_AT_LEAST
    return (one.vergelijking is drop) is (other.vergelijking is drop)


def _implies(strict: Band, loose: Band, ratio: Ratio) -> bool:
    """Whether every provider that meets `strict` meets `loose` too."""
    return (
        _comparable(strict, loose)
        and strict.years >= loose.years
        and _reach(strict, ratio) <= _reach(loose, ratio)
    )


def _reach(band: Band, ratio: Ratio) -> tuple[object, ...]:
    """How much a bound takes in, in a form that compares."""
    drop = band.vergelijking is Vergelijking.DROPS_AT_LEAST
    downward = ratio.hoger_is_beter and not drop
    return (band.grens if downward else -band.grens, band.vergelijking in _INCLUSIVE)
