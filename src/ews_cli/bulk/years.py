"""The rows of a share -> years, each completed by the rules of the reader, once for each way through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ews_cli.bulk.cells import MISSING
from ews_cli.bulk.numbers import VARIES, Numbers, Places, TooLarge, Way, Whole, each_way
from ews_cli.bulk.spool import Kind, Share, Where
from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.frame.alike import Alike
from ews_cli.readers.candidates import STATEMENT, Candidate
from ews_cli.readers.tables.accounts import Accounts
from ews_cli.readers.tables.rows import Place, Regel, Rows

_NOBODY = Aanbieder("")
_LIABILITIES = "totaal_passiva"


@dataclass(slots=True)
class Years:
    """The years of the providers of a share, sorted by provider and day.

    Attributes:
        owner, day: of each year its provider, and its balansdatum as an ordinal.
        row: its place in the share.
        amounts: post, or `totaal_passiva` -> cents of each year; `MISSING` where it has none.
        made: the years as the rules made them, without amounts; `way` says which of them each year is.
        codes: of each of those the problems that come with it.
        odd: the providers that have to be read row by row.
    """

    owner: Whole
    day: Whole
    row: Places
    way: Whole
    amounts: dict[str, Whole]
    made: list[Jaarrekening]
    codes: list[tuple[str, ...]]
    odd: set[int]

    def __len__(self) -> int:
        return len(self.owner)

    def taken(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> Years:
        """Some of the years."""
        return replace(
            self,
            owner=self.owner[places],
            day=self.day[places],
            row=self.row[places],
            way=self.way[places],
            amounts={naam: cents[places] for naam, cents in self.amounts.items()},
        )

    def jaarrekening(self, which: int, rows: Places, way: Way) -> Jaarrekening:
        """Years that are one of `made`, with the amounts of these rows for a rule to ask."""
        made = self.made[which]
        posten = {
            post: bedrag._replace(waarde=Numbers.of(self.amounts[post][rows], way).as_amount)
            for post, bedrag in made.posten.items()
        }
        passiva = made.totaal_passiva
        if passiva is not None:
            passiva = passiva._replace(waarde=Numbers.of(self.amounts[_LIABILITIES][rows], way).as_amount)
        return replace(made, posten=MappingProxyType(posten), totaal_passiva=passiva)


@dataclass(slots=True)
class _Making:
    """The years of a share while they are made."""

    share: Share
    rows: Rows
    bestand: str
    others: bool
    needed: frozenset[Post]
    row: Places
    way: Whole
    amounts: dict[str, Whole] = field(default_factory=dict)
    made: list[Jaarrekening] = field(default_factory=list)
    codes: list[tuple[str, ...]] = field(default_factory=list)
    odd: set[int] = field(default_factory=set)


def years_of(
    share: Share, kinds: list[Kind], rows: Rows, bestand: str, others: bool, needed: frozenset[Post]
) -> Years:
    """The years of a share; `needed` are the posts of which a report says why they are missing."""
    given = [(kind, mine) for kind, mine in _by_kind(share) if kinds[kind].regels]
    parts = [(regel, places, mine) for kind, mine in given for regel, places in kinds[kind].regels]
    row = np.concatenate([np.zeros(0, dtype=np.intp), *(mine for _, _, mine in parts)])
    making = _Making(share, rows, bestand, others, needed, row, np.full(len(row), -1, dtype=np.int64))
    # Years of which nothing differs but the day go through the rules together.
    alike: dict[object, list[Places]] = {}
    start = 0
    for regel, places, mine in parts:
        key = (regel.eenheid, regel.basis, regel.dag == regel.opgesteld, places)
        alike.setdefault(key, []).append(np.arange(start, start + len(mine)))
        start += len(mine)
    for regel, places, _ in parts:
        key = (regel.eenheid, regel.basis, regel.dag == regel.opgesteld, places)
        if pieces := alike.pop(key, None):
            _by_posts(making, regel, places, np.concatenate(pieces))
    day = [np.full(len(mine), regel.dag.toordinal(), dtype=np.int64) for regel, _, mine in parts]
    made = Years(
        share.owner[row],
        np.concatenate([np.zeros(0, dtype=np.int64), *day]),
        row,
        making.way,
        making.amounts,
        making.made,
        making.codes,
        making.odd,
    ).taken(making.way >= 0)
    return made.taken(np.lexsort((made.day, made.owner)))


def _by_kind(share: Share) -> Iterator[tuple[int, Places]]:
    """Each kind of row in a share, and where such rows are."""
    for kind in np.unique(share.kind).tolist():
        yield kind, np.flatnonzero(share.kind == kind)


def _by_posts(making: _Making, regel: Regel, places: Where, years: Places) -> None:
    """Let years of one kind through the rules, those that have the same posts together."""
    index = {place.plaats: number for number, place in enumerate(making.rows.columns)}
    columns = [index[place.plaats] for place, _ in places]
    filled = making.share.amounts[making.row[years]][:, columns] != MISSING
    kind = Alike(len(years))
    for column in range(len(columns)):
        kind.add(filled[:, column], 2)
    codes, firsts = kind.kinds()
    for number, first in enumerate(firsts):
        if filled[first].any():
            held = [(pair, c) for pair, c, has in zip(places, columns, filled[first], strict=True) if has]
            _through(making, regel, held, years[codes == number])


def _through(making: _Making, regel: Regel, held: list[tuple[tuple[Place, int], int]], mine: Places) -> None:
    """Let years that have the same posts through the rules of the reader."""

    def rule(way: Way, left: Places) -> tuple[Jaarrekening | None, tuple[str, ...]]:
        found: dict[str, Candidate] = {}
        for (place, factor), column in held:
            amount = Numbers.of(making.share.amounts[making.row[mine[left]], column], way).as_amount
            cel, line = place.letters + VARIES, making.rows.line(factor)
            for naam in place.namen:
                one = Candidate(naam, regel.dag.year, amount, cel, place.kolom.kop, STATEMENT, line)
                if found.setdefault(naam, one).bedrag != amount:
                    return None, ()  # two columns of one post differ: that is said, row by row
        accounts = Accounts(_NOBODY, making.bestand, None, making.others, making.rows.names_book_years)
        jaar = accounts.year([regel._replace(found=found, left_out={})])
        return jaar, tuple(problem.code for problem in accounts.problemen)

    try:
        for left, active, (jaar, codes) in each_way(len(mine), rule):
            _keep(making, jaar, codes, mine[left[active]], active)
    except TooLarge:
        making.odd.update(making.share.owner[making.row[mine]].tolist())


def _keep(
    making: _Making,
    jaar: Jaarrekening | None,
    codes: tuple[str, ...],
    years: Places,
    active: NDArray[np.bool_],
) -> None:
    """Keep what the rules made of some years."""
    if jaar is None or any(VARIES in jaar.ontbreekt.get(post, "") for post in making.needed):
        making.odd.update(making.share.owner[making.row[years]].tolist())
        return
    making.way[years] = len(making.made)
    named: list[tuple[str, Bedrag]] = [*jaar.posten.items()]
    if jaar.totaal_passiva is not None:
        named.append((_LIABILITIES, jaar.totaal_passiva))
    for naam, bedrag in named:
        held = making.amounts.setdefault(naam, np.full(len(making.way), MISSING, dtype=np.int64))
        held[years] = Numbers.behind(bedrag.waarde).cents()[active]
    making.made.append(replace(jaar, balansdatum=date.max))
    making.codes.append(codes)
