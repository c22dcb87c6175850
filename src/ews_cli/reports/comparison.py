"""Two results of runs: who certainly rose, fell or stayed.

A trede is a range, so a movement is certain only where the two ranges do not meet: from 3 to `3 tot en met 5` may
be a rise and may be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from ews_cli.core.thresholds import Band
from ews_cli.reports.matching import By, match
from ews_cli.reports.scored import Figure, Range, Scored, ScoredRun


class Move(StrEnum):
    """What became of a provider, or of one of its criteria."""

    ROSE = "gestegen"
    FELL = "gedaald"
    UNCERTAIN = "onzeker"
    STAYED = "gelijk"
    NEW = "nieuw"
    GONE = "verdwenen"
    UNMATCHED = "niet_gekoppeld"


_EXACT = Context(prec=200)
"""More digits than any ratio in a result has."""


def move_of(old: Range, new: Range) -> Move:
    """What two ranges of treden, at least and at most, say for certain."""
    if new[0] > old[1]:
        return Move.ROSE
    if new[1] < old[0]:
        return Move.FELL
    return Move.STAYED if old == new and old[0] == old[1] else Move.UNCERTAIN


@dataclass(frozen=True, slots=True)
class Pair:
    """One criterion in both results; None where it did not count.

    Attributes:
        decides: whether it makes the movement of the provider; where that is uncertain, whether it took part.
    """

    criterium: str
    oud: Figure | None
    nieuw: Figure | None
    decides: bool

    @property
    def move(self) -> Move:
        """What became of the trede of this criterion."""
        if self.oud is None:
            return Move.NEW
        return Move.GONE if self.nieuw is None else move_of(self.oud.place, self.nieuw.place)

    @property
    def shifts(self) -> bool:
        """Whether its trede, or what is known of it, differs."""
        return (self.oud and self.oud.place) != (self.nieuw and self.nieuw.place)

    @property
    def change(self) -> Decimal | None:
        """The difference in the ratio; None where one is unknown or they are ratios of another kind."""
        if self.oud is None or self.nieuw is None or self.oud.formule != self.nieuw.formule:
            return None
        if self.oud.waarde is None or self.nieuw.waarde is None:
            return None
        return _EXACT.subtract(self.nieuw.waarde, self.oud.waarde)


@dataclass(frozen=True, slots=True)
class Entry:
    """One provider: in both results, or in one of them."""

    oud: Scored | None
    nieuw: Scored | None
    move: Move
    by: By | None = None

    @property
    def latest(self) -> Scored:
        """The provider as the new result has it, or else the old one."""
        found = self.nieuw or self.oud
        assert found
        return found

    @property
    def kvk(self) -> str | None:
        """Its number in the trade register, where either result has it."""
        return self.latest.kvk or (self.oud.kvk if self.oud else None)

    @property
    def both(self) -> tuple[Scored, Scored] | None:
        """The old and the new, where there are two."""
        return (self.oud, self.nieuw) if self.oud and self.nieuw else None

    @property
    def pairs(self) -> list[Pair]:
        """Its criteria, in the order of the results."""
        old = self.oud.criteria if self.oud else {}
        new = self.nieuw.criteria if self.nieuw else {}
        return [
            Pair(naam, old.get(naam), new.get(naam), self._decides(old.get(naam), new.get(naam)))
            for naam in dict.fromkeys([*new, *old])
        ]

    def _decides(self, old: Figure | None, new: Figure | None) -> bool:
        if self.oud is None or self.nieuw is None:
            return False
        match self.move:
            case Move.ROSE:
                return new is not None and new.place[0] > self.oud.place[1]
            case Move.FELL:
                return old is not None and old.place[0] > self.nieuw.place[1]
            case Move.UNCERTAIN:
                return (old and old.place) != (new and new.place)
            case _:
                return False

    @property
    def move_with_signals(self) -> Move | None:
        """What became of the trede with all that each result knows; None where only one has the provider."""
        return move_of(self.both[0].known, self.both[1].known) if self.both else None

    @property
    def recorded_otherwise(self) -> bool:
        """Whether what people recorded makes the provider stand, or be decided, otherwise than before."""
        old, new = ((side.known, side.besluit) if side else None for side in (self.oud, self.nieuw))
        return old != new and any(side is not None and side.recorded for side in (self.oud, self.nieuw))

    @property
    def same_range(self) -> bool:
        """Whether what is known of the trede is the same in both."""
        return self.both is not None and self.both[0].place == self.both[1].place


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results.

    Attributes:
        entries: each provider of both in exactly one: the movers first, the highest new trede first.
        bounds: criterion -> every bound that either result names; rounding keeps a figure on its side of each.
    """

    oud: ScoredRun
    nieuw: ScoredRun
    entries: tuple[Entry, ...]
    bounds: Mapping[str, tuple[Band, ...]]

    @property
    def same_content(self) -> bool:
        """Whether the two files hold the same bytes."""
        return self.oud.sha256 == self.nieuw.sha256

    @property
    def counts(self) -> dict[Move, int]:
        """How many entries of each kind."""
        found = Counter(entry.move for entry in self.entries)
        return {move: found[move] for move in Move}

    @property
    def with_signals(self) -> bool:
        """Whether either result was given a file of signals and decisions."""
        return self.oud.with_signals or self.nieuw.with_signals

    @property
    def counts_with_signals(self) -> dict[Move, int]:
        """How many providers of both results rose, fell, … with all that each result knows."""
        found = Counter(entry.move_with_signals for entry in self.entries)
        return {move: found[move] for move in (Move.ROSE, Move.FELL, Move.UNCERTAIN, Move.STAYED)}

    @property
    def anyone_rose(self) -> bool:
        """Whether anyone certainly rose, on the figures or with what people recorded."""
        return bool(self.counts[Move.ROSE] or self.counts_with_signals[Move.ROSE])

    def of(self, *moves: Move) -> list[Entry]:
        """The entries of these kinds, in order."""
        return [entry for entry in self.entries if entry.move in moves]


def compare(old: ScoredRun, new: ScoredRun) -> Comparison:
    """Find each provider of the one in the other, and say what became of it."""
    entries = tuple(sorted(_entries(old.aanbieders, new.aanbieders), key=_rank))
    bounds: dict[str, dict[str, Band]] = defaultdict(dict)
    for run in (old, new):
        for criterium, bands in run.bounds.items():
            bounds[criterium] |= {band.tekst: band for band in bands}
    return Comparison(old, new, entries, {naam: tuple(found.values()) for naam, found in bounds.items()})


_ORDER = {move: number for number, move in enumerate(Move)}


def _rank(entry: Entry) -> tuple[object, ...]:
    provider = entry.latest
    before = entry.oud.place if entry.oud else (0, 0)
    return (
        _ORDER[entry.move],
        -provider.place[0],
        -provider.place[1],
        sum(before),
        provider.naam.casefold(),
        provider.naam,
        provider.kvk or "",
        provider.balansdatum,
        provider.met_signalen or (0, 0),
        provider.besluit or 0,
        entry.nieuw is None,
    )


def _entries(old: Sequence[Scored], new: Sequence[Scored]) -> Iterator[Entry]:
    found = match(old, new)
    for i, j, by in found.sure:
        yield Entry(old[i], new[j], move_of(old[i].place, new[j].place), by)
    matched_old, matched_new = {i for i, _, _ in found.sure}, {j for _, j, _ in found.sure}
    for i, gone in enumerate(old):
        if i not in matched_old:
            yield Entry(gone, None, Move.UNMATCHED if i in found.doubtful_old else Move.GONE)
    for j, came in enumerate(new):
        if j not in matched_new:
            yield Entry(None, came, Move.UNMATCHED if j in found.doubtful_new else Move.NEW)
