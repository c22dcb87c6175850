"""The judgements of a run: each on disk when it is made, and in order when all are there."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, overload

from ews_cli.batch import work
from ews_cli.batch.codec import Span
from ews_cli.batch.job import Make
from ews_cli.batch.pool import Lost, Pool
from ews_cli.batch.store import Readings, Store
from ews_cli.joining import Joined
from ews_cli.problems import Problem
from ews_cli.recorded import Found
from ews_cli.reports.standing import Standing

Progress = Callable[[str, int, int], None]
"""Told what is done (Dutch), how many are, and of how many."""


class Closing(Protocol):
    """What has to be let go of."""

    def close(self) -> None: ...


class Sketch(NamedTuple):
    """A standing without its texts and its room, and what these are made from."""

    standing: Standing
    rest: Any


Described = Callable[[Sketch], Standing]
"""Makes a standing whole."""


class Standings(Sequence[Standing]):
    """The providers of a run in their order; each lies on disk until it is asked for.

    In memory a hundred thousand would take 200 MB. Whoever goes through all of them counts, and reads no texts: where
    only a sketch is kept, `iter` gives each without its texts and its room, and a place or a slice gives it whole.
    """

    def __init__(self, store: Store, numbers: Sequence[int], described: Described | None = None) -> None:
        self._store, self._numbers, self._described = store, numbers, described

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Standing]:
        for number in self._numbers:
            found = self._kept(number)
            yield found.standing if isinstance(found, Sketch) else found

    def _kept(self, number: int) -> Standing | Sketch:
        found: Standing | Sketch = pickle.loads(self._store.get(number))
        return found

    @overload
    def __getitem__(self, place: int) -> Standing: ...
    @overload
    def __getitem__(self, place: slice) -> list[Standing]: ...
    def __getitem__(self, place: int | slice) -> Standing | list[Standing]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        found = self._kept(self._numbers[place])
        if not isinstance(found, Sketch):
            return found
        if self._described is None:
            raise TypeError("a sketch that nobody can make whole")
        return self._described(found)


@dataclass(slots=True)
class Outcome:
    """What a run over files gave.

    Attributes:
        bestanden: the files, in the order of the input.
        problemen: the problems of files and providers without a standing.
        meldingen: the problems of the providers with one.
        mislukt: the files that gave no provider.
        numbers: of each provider, in their order, its number in the stores.
        kept: the standing of each provider, by its number.
        made: what was made of each for the outputs, by its number.
        zonder_cijfers: how many of them have no figure to judge by.
        hoogste: the highest trede that one of them stands on at least; 0 where there is nobody.
        later: makes for outputs what was not made of each: of the providers with these numbers, in that order.
        described: makes whole what is kept as a sketch.
        also_close: what these need.
    """

    bestanden: list[str]
    makes: Sequence[Make]
    problemen: list[Problem] = field(default_factory=list)
    meldingen: list[Problem] = field(default_factory=list)
    mislukt: list[str] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("q"))
    kept: Store = field(default_factory=Store)
    made: dict[Make, Store] = field(init=False)
    zonder_cijfers: int = 0
    hoogste: int = 0
    later: Callable[[Make, Sequence[int]], Iterator[bytes]] | None = None
    described: Described | None = None
    also_close: list[Closing] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.made = {make: Store() for make in self.makes}

    @property
    def standings(self) -> Standings:
        """One per provider, ranked."""
        return Standings(self.kept, self.numbers, self.described)

    def each(self, make: Make, places: Sequence[int]) -> Iterator[str]:
        """What was, or is now, made of the providers at these places of the ranking."""
        numbers = array("q", (self.numbers[place] for place in places))
        if make in self.made:
            return (self.made[make].get(number).decode() for number in numbers)
        if self.later is None:
            raise KeyError(make)
        return (content.decode() for content in self.later(make, numbers))

    def keep(self, number: int, judged: work.Judged) -> Kept:
        """Keep on disk under a number where a provider stands and what was made of it."""
        if judged.rank is not None:
            self.kept.put(number, judged.standing)
            for store, made in zip(self.made.values(), judged.made, strict=True):
                store.put(number, made)
        return Kept(number, judged.rank, judged.problemen)

    def rank(self, found: Sequence[Kept]) -> None:
        """Put the providers in order, and their problems with them; those that cannot be judged stand apart."""
        ranked = sorted(
            (kept for kept in found if kept.rank), key=lambda kept: kept.rank.order if kept.rank else ""
        )
        ranks = [kept.rank for kept in ranked if kept.rank]
        self.numbers = array("q", (kept.number for kept in ranked))
        self.zonder_cijfers = sum(not rank.beoordeeld for rank in ranks)
        self.hoogste = max((rank.alarm for rank in ranks), default=0)
        self.meldingen = [problem for kept in ranked for problem in kept.problemen]
        self.problemen += [problem for kept in found if kept.rank is None for problem in kept.problemen]

    def close(self) -> None:
        """Let go of what is on disk."""
        for one in (self.kept, *self.made.values(), *self.also_close):
            one.close()


class Kept(NamedTuple):
    """A judgement that is kept: its number in the stores, its rank among others, and its problems.

    Without a rank nothing can be judged.
    """

    number: int
    rank: work.Rank | None
    problemen: tuple[Problem, ...]


class Alone:
    """What files say of their provider if no other file is of it: most are judged where they are read.

    Where many a file turns out to be of a provider that another is of too, judging each by itself is for nothing.
    """

    def __init__(self, outcome: Outcome, allowed: bool) -> None:
        self.judged: dict[int, Kept] = {}
        self._outcome, self._allowed = outcome, allowed
        self._names: set[str] = set()
        self._named = 0

    @property
    def pays(self) -> bool:
        """Whether judging the next file at once is likely to be of use."""
        return self._allowed and 4 * len(self._names) >= 3 * self._named

    def add(self, file: int, read: work.Read) -> None:
        """Take what was read from a file."""
        for who, _ in read.owners:
            self._named += 1
            self._names.add(who.kvk or who.naam)
        if read.judged is not None:
            self.judged[file] = self._outcome.keep(file, read.judged)


@dataclass(frozen=True, slots=True)
class Members:
    """Who is one provider, and what was read of it.

    Attributes:
        owners: of each part, the file and the place of its reading.
        joined: the parts of each provider.
        about: what people recorded.
    """

    readings: Readings
    owners: Sequence[tuple[int, Span]]
    joined: Joined
    about: Found

    def task(self, number: int) -> bytes:
        """The task to judge a provider."""
        parts = ((*self.owners[part], self.joined.doubts.get(part)) for part in self.joined.groups[number])
        members = tuple(work.Member(self.readings.part(file, span), doubt) for file, span, doubt in parts)
        return work.task(work.Judging(members, self.about.dossiers.get(number)))


def judge(members: Members, pool: Pool, outcome: Outcome, alone: Alone, progress: Progress) -> list[Kept]:
    """The judgement of each provider, in the order of `joined`: those that were not judged yet are judged now."""
    owners, joined = members.owners, members.joined
    found = [
        alone.judged.get(owners[group[0]][0]) if len(group) == 1 and group[0] not in joined.doubts else None
        for group in joined.groups
    ]
    rest = [number for number, kept in enumerate(found) if kept is None]
    ready = len(found) - len(rest)
    for done, (place, content) in enumerate(pool.answers(map(members.task, rest)), 1 + ready):
        progress("beoordeeld", done, len(found))
        number = rest[place]
        if isinstance(content, Lost):
            files = dict.fromkeys(outcome.bestanden[owners[part][0]] for part in joined.groups[number])
            lost = (Problem("EWS107", f"het beoordelen {content.reden}", name) for name in files)
            judged = work.Judged(tuple(lost))
        else:
            judged = work.answer(content)
        found[number] = outcome.keep(len(outcome.bestanden) + number, judged)
    return [kept for kept in found if kept is not None]
