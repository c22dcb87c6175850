"""What every report of a portfolio is about: all its providers, and which of them are shown in which order.

Counts, shares and spreads are of all providers; a choice of region or treden only decides who is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ews_cli.core.register import Register
from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.reports import choice, sector
from ews_cli.reports.choice import Treden
from ews_cli.reports.regions import Crucial, Region, crucial, regions
from ews_cli.reports.registered import Registered, registered
from ews_cli.reports.standing import Standing
from ews_cli.reports.tally import Counting, Tally

if TYPE_CHECKING:
    from ews_cli.reports.comparison import Comparison


class Files(NamedTuple):
    """The files of a run: all, those that gave no provider, and the problems of files and providers without one."""

    bestanden: Sequence[str]
    mislukt: Sequence[str]
    problemen: Sequence[Problem]


class Choice(NamedTuple):
    """Who is listed: of a region of the register, on treden, and in which order."""

    regio: str | None = None
    treden: Treden | None = None
    sorteer: str = "trede"


class View(NamedTuple):
    """A portfolio beside a register: who is who, the regions, and the crucial functions."""

    registered: Registered
    regions: list[Region]
    crucial: list[Crucial]


class _Counted(NamedTuple):
    """What one pass over a portfolio gathers."""

    counting: Counting
    spread: sector.Spread
    tussentijds: dict[int, Standing]


@dataclass(frozen=True)
class Overview:
    """A portfolio as it is reported.

    Attributes:
        places: of each provider that is shown its place among all standings, in the order in which it is shown.
        mogelijk: how many more may stand on the chosen treden.
        regio: of each provider that the register knows, by its place, the region that speaks with it.
        vastgelegd: the file of signals and decisions; None when there is none.
        sinds: this run beside the one before it; None when that was not given.
    """

    standings: Sequence[Standing]
    places: Sequence[int]
    mogelijk: int
    choice: Choice
    files: Files
    thresholds: Thresholds
    peildatum: date
    view: View | None
    regio: dict[int, str]
    vastgelegd: Vastgelegd | None = None
    sinds: Comparison | None = None

    @cached_property
    def tally(self) -> Tally:
        """The counts of all providers and files."""
        files = self.files
        return self._counted.counting.tally(len(files.bestanden), len(files.mislukt), files.problemen)

    @cached_property
    def contexts(self) -> list[sector.Context]:
        """How the ratio of each criterion is spread over all providers."""
        return self._counted.spread.contexts()

    @property
    def tussentijds(self) -> dict[int, Standing]:
        """The providers with an interim picture, by their place."""
        return self._counted.tussentijds

    @cached_property
    def _counted(self) -> _Counted:
        """One pass over all providers, each of which may lie on disk."""
        found = _Counted(Counting(), sector.Spread(self.thresholds, self.peildatum), {})
        for place, standing in enumerate(self.standings):
            found.counting.add(standing)
            found.spread.add(standing)
            if standing.tussentijds is not None:
                found.tussentijds[place] = standing
        return found


def of(
    standings: Sequence[Standing],
    files: Files,
    thresholds: Thresholds,
    peildatum: date,
    chosen: Choice,
    register: Register | None = None,
    vastgelegd: Vastgelegd | None = None,
) -> Overview:
    """The overview of a ranked portfolio."""
    possible, known, place = 0, None, dict[int, int]()
    places: Sequence[int] = range(len(standings))
    if register is not None or chosen != Choice():
        # One object for each provider: they are told apart by it, and `standings` may make them when asked.
        each = list(standings[:] if chosen.sorteer == "ruimte" else standings)
        place = {id(standing): number for number, standing in enumerate(each)}
        known = None if register is None else registered(each, register)
        listed: Sequence[Standing] = each
        if known is not None and chosen.regio is not None:
            listed = known.in_region(chosen.regio)
        if chosen.treden is not None:
            listed, possible = choice.on_treden(listed, chosen.treden)
        listed = choice.in_order(listed, chosen.sorteer, thresholds)
        places = tuple(place[id(standing)] for standing in listed)
    computed = [trede for trede, what in thresholds.treden.items() if what.computed]
    return Overview(
        standings=standings,
        places=places,
        mogelijk=possible,
        choice=chosen,
        files=files,
        thresholds=thresholds,
        peildatum=peildatum,
        view=None
        if known is None
        else View(known, regions(known, computed, chosen.regio), crucial(known, chosen.regio)),
        regio={} if known is None else _regions(known, place),
        vastgelegd=vastgelegd,
    )


def _regions(known: Registered, place: dict[int, int]) -> dict[int, str]:
    """The region that speaks with each provider for all, else the only one in which it works."""
    found = {}
    for lid in known.leden:
        named = {inzet.regio for inzet in lid.inschrijving.inzet if inzet.regio}
        regio = lid.inschrijving.accounthoudende_regio or (named.pop() if len(named) == 1 else None)
        if lid.standing is not None and regio:
            found[place[id(lid.standing)]] = regio
    return found
