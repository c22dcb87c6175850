"""What another policy does to providers: who moves, on which figure, and the totals per trede."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ews_cli.core.beoordeling import Gewogen
from ews_cli.core.ratios import Ratio
from ews_cli.core.thresholds import Version
from ews_cli.reports.criteria import range_text
from ews_cli.reports.scored import Range


@dataclass(frozen=True, slots=True)
class Held:
    """The figures of one criterion, held against the bounds of one policy.

    Attributes:
        waarde, vorig: the ratio of the year and of the year before, None when unknown.
        versie: the version of the bands, None when none was in force.
    """

    ratio: Ratio
    waarde: Fraction | None
    vorig: Fraction | None
    gewogen: Gewogen
    versie: Version | None

    @property
    def place(self) -> Range:
        """The trede of the criterion."""
        return self.gewogen.ten_minste, self.gewogen.ten_hoogste


@dataclass(frozen=True, slots=True)
class Figure:
    """One criterion of one provider under both policies; under a policy without the criterion, None."""

    criterium: str
    oud: Held | None
    nieuw: Held | None

    @property
    def moves(self) -> bool:
        """Whether the trede of this criterion differs."""
        return (self.oud and self.oud.place) != (self.nieuw and self.nieuw.place)


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider under both policies."""

    naam: str
    kvk: str | None
    boekjaar: int
    oud: Range
    nieuw: Range
    cijfers: tuple[Figure, ...]

    @property
    def moves(self) -> bool:
        """Whether its trede, or what is known of it, differs."""
        return self.oud != self.nieuw


@dataclass(frozen=True, slots=True)
class Impact:
    """All providers under both policies, and the inputs that gave none."""

    aanbieders: tuple[Provider, ...]
    niet_gelezen: tuple[str, ...]

    @property
    def movers(self) -> list[Provider]:
        """Who moves: the highest new trede first, then the longest way, then by name."""
        moving = [provider for provider in self.aanbieders if provider.moves]
        return sorted(moving, key=lambda p: (-p.nieuw[0], -p.nieuw[1], sum(p.oud), p.naam, p.kvk or ""))

    @property
    def stirred(self) -> int:
        """How many providers stay where they are although a criterion of theirs moves."""
        return sum(not p.moves and any(f.moves for f in p.cijfers) for p in self.aanbieders)

    @property
    def totals(self) -> list[tuple[str, int, int]]:
        """Per trede, or range of treden, how many providers before and after; the highest first."""
        return totals((p.oud for p in self.aanbieders), (p.nieuw for p in self.aanbieders))


def totals(old: Iterable[Range], new: Iterable[Range]) -> list[tuple[str, int, int]]:
    """Per trede, or range of treden, how many are on it before and after; the highest first."""
    before, after = Counter(old), Counter(new)
    certain = [(trede, trede) for trede in (5, 4, 3, 2, 1)]
    ranges = sorted((before.keys() | after.keys()) - set(certain), reverse=True)
    return [(range_text(*place), before[place], after[place]) for place in (*certain, *ranges)]


def provider(
    naam: str, kvk: str | None, boekjaar: int, oud: Mapping[str, Held], nieuw: Mapping[str, Held]
) -> Provider:
    """A provider from its criteria under both policies; its trede is the highest ("en/of", draaiboek §1.2)."""
    names = dict.fromkeys([*oud, *nieuw])
    figures = tuple(Figure(naam, oud.get(naam), nieuw.get(naam)) for naam in names)
    return Provider(naam, kvk, boekjaar, _overall(oud), _overall(nieuw), figures)


def _overall(criteria: Mapping[str, Held]) -> Range:
    places = [held.place for held in criteria.values()]
    return max(low for low, _ in places), max(high for _, high in places)
