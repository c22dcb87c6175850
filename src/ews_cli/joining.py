"""Which files are one provider's, decided from little: who each part of a file says it is.

Files are one provider's when they hold the same KvK number, or else the same name. A file without either
joins a provider only on evidence: a year that both hold, with the same figures. A doubtful identity never
joins, because a history made of two providers would show a trend that neither has.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening, same_name
from ews_cli.core.posten import Overzicht, Post
from ews_cli.reports.result import names_provider

EVIDENCE = (Post.BALANSTOTAAL, Post.EIGEN_VERMOGEN, Post.OPBRENGSTEN, Post.RESULTAAT)
"""The figures that tell providers apart: two of them equal in one year, and none different, is no chance."""


class Year(NamedTuple):
    """A year as evidence: the day as an ordinal, euro per unit (None when unknown), and the amounts."""

    dag: int
    eenheid: int | None
    bedragen: tuple[Decimal | None, ...]


class Identity(NamedTuple):
    """Who a part of a file says it is.

    Attributes:
        naam: the name in the form in which names are compared; empty when the file names nobody.
        latest: the last balansdatum as an ordinal.
        cijfers: its years as `evidence` writes them: a fifth of their memory, and seldom asked for.
    """

    kvk: str | None
    naam: str
    latest: int
    cijfers: str

    @property
    def jaren(self) -> tuple[Year, ...]:
        """The years as evidence."""
        return tuple(_year(text) for text in self.cijfers.split(";")) if self.cijfers else ()


class Joined(NamedTuple):
    """The numbers of the parts per provider, and of those that stand alone for doubt, the reason (Dutch)."""

    groups: list[list[int]]
    doubts: dict[int, str]


def identity(aanbieder: Aanbieder, bestand: str, jaren: Sequence[Jaarrekening]) -> Identity:
    """Who a provider in a file says it is; `jaren` are its actual figures, none where it only planned."""
    return Identity(
        aanbieder.kvk,
        same_name(aanbieder.naam) if names_provider(aanbieder, bestand) else "",
        max((jaar.balansdatum.toordinal() for jaar in jaren), default=0),
        evidence(
            Year(
                jaar.balansdatum.toordinal(), jaar.eenheid, tuple([_amount(jaar, post) for post in EVIDENCE])
            )
            for jaar in jaren
        ),
    )


def _amount(jaar: Jaarrekening, post: Post) -> Decimal | None:
    """An amount as evidence: the result of a quarter is none against that of the year on the same day."""
    partial = jaar.maanden != 12 and post.overzicht is Overzicht.RESULTATENREKENING
    return None if partial else jaar.bedrag(post)


def evidence(jaren: Iterable[Year]) -> str:
    """Years as a short text."""
    return ";".join(
        [
            " ".join(
                ["-" if value is None else str(value) for value in (jaar.dag, jaar.eenheid, *jaar.bedragen)]
            )
            for jaar in jaren
        ]
    )


def _year(text: str) -> Year:
    dag, eenheid, *bedragen = text.split(" ")
    return Year(
        int(dag),
        None if eenheid == "-" else int(eenheid),
        tuple(None if bedrag == "-" else Decimal(bedrag) for bedrag in bedragen),
    )


def join(parts: Sequence[Identity]) -> Joined:
    """The parts per provider, in the order of each provider's first part."""
    found = _Groups(parts)
    for number in sorted(range(len(parts)), key=lambda n: _order(parts[n])):
        found.add(number)
    for group in found.groups:
        group.sort()
    return Joined(sorted(found.groups), found.doubts)


def _order(part: Identity) -> tuple[bool, bool, int, str]:
    """The surest identities first and then the youngest; what it holds decides a tie, and never its place."""
    return part.kvk is None, not part.naam, -part.latest, "" if part.kvk or part.naam else part.cijfers


class _Groups:
    """The providers so far, found again by number, name or figures."""

    def __init__(self, parts: Sequence[Identity]) -> None:
        self.parts = parts
        self.groups: list[list[int]] = []
        self.doubts: dict[int, str] = {}
        self._by_kvk: dict[str, int] = {}
        self._by_name: dict[str, tuple[int, ...]] = {}
        self._figures = _Figures() if any(p.kvk is None and not p.naam for p in parts) else None

    def add(self, number: int) -> None:
        """Put a part with its provider, or on its own."""
        part = self.parts[number]
        candidates = self._candidates(part)
        if len(candidates) == 1:
            group = candidates[0]
        else:
            group = len(self.groups)
            self.groups.append([])
            certain = part.kvk is not None or group == 0 or (part.naam and not candidates)
            if not certain:
                self.doubts[number] = _doubt(part)
        self.groups[group].append(number)
        if part.kvk is not None:
            self._by_kvk[part.kvk] = group
        if part.naam and group not in (known := self._by_name.get(part.naam, ())):
            self._by_name[part.naam] = (*known, group)
        if self._figures is not None:
            self._figures.add(part, group)

    def _candidates(self, part: Identity) -> list[int]:
        """The providers that a part may belong to."""
        if part.kvk is not None:
            return [self._by_kvk[part.kvk]] if part.kvk in self._by_kvk else []
        if part.naam:
            return list(self._by_name.get(part.naam, ()))
        near = self._figures.near(part) if self._figures is not None else ()
        return [group for group in near if self._same_figures(part, group)]

    def _same_figures(self, part: Identity, group: int) -> bool:
        """Whether a part shares a year with a provider, and the figures of each shared year agree."""
        shared = [
            (own, other)
            for member in self.groups[group]
            for other in self.parts[member].jaren
            for own in part.jaren
            if own.dag == other.dag
        ]
        return bool(shared) and all(_agree(own, other) for own, other in shared)


class _Figures:
    """Which providers have an amount near another: without it every file is held against every other."""

    def __init__(self) -> None:
        self._amounts: defaultdict[tuple[int, int], list[tuple[Decimal, int]]] = defaultdict(list)
        self._widest = 1

    def add(self, part: Identity, group: int) -> None:
        """Note the amounts of a part of a provider."""
        for place, amount, unit in _amounts(part):
            entry, known = (amount, group), self._amounts[place]
            at = bisect_left(known, entry)
            if at == len(known) or known[at] != entry:
                insort(known, entry)
            self._widest = max(self._widest, unit)

    def near(self, part: Identity) -> list[int]:
        """The providers with figures that may agree with those of the part, in the order of their number.

        At least two figures of a year must agree, so that one may be passed over: the one that most have.
        """
        ranges: defaultdict[int, list[tuple[int, int, list[tuple[Decimal, int]]]]] = defaultdict(list)
        for place, amount, unit in _amounts(part):
            margin, known = max(unit, self._widest), self._amounts[place]
            first = bisect_left(known, (amount - margin, -1))
            last = bisect_left(known, (amount + margin + 1, -1), first)
            ranges[place[0]].append((last - first, first, known))
        groups: set[int] = set()
        for found in ranges.values():
            found.sort(key=lambda one: one[0])
            for size, first, known in found[:-1]:
                groups.update(group for _, group in known[first : first + size])
        return sorted(groups)


def _amounts(part: Identity) -> Iterator[tuple[tuple[int, int], Decimal, int]]:
    """Day and post, amount and unit of each figure in a known unit."""
    for year in part.jaren:
        if year.eenheid is not None:
            for post, amount in enumerate(year.bedragen):
                if amount is not None:
                    yield (year.dag, post), amount, year.eenheid


def _agree(een: Year, ander: Year) -> bool:
    if een.eenheid is None or ander.eenheid is None:
        return False
    margin = max(een.eenheid, ander.eenheid)
    pairs: Iterable[tuple[Decimal | None, Decimal | None]] = zip(een.bedragen, ander.bedragen, strict=True)
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return len(known) > 1 and all(abs(a - b) <= margin for a, b in known)


def _doubt(part: Identity) -> str:
    """Why a part stands on its own."""
    what = (
        "onder deze naam staan meer KvK-nummers, en dit bestand noemt er geen"
        if part.naam
        else "geen naam of KvK-nummer gevonden, en de cijfers sluiten niet op precies een ander bestand aan"
    )
    return f"{what}; dit bestand is apart beoordeeld, zet het KvK-nummer erin om het te laten meetellen"
