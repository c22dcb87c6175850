"""A share of a large table -> where each of its providers stands, and what outputs need of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import NamedTuple

import numpy as np

from ews_cli.batch.job import Job
from ews_cli.batch.pool import Alive
from ews_cli.batch.work import Judged, Rank
from ews_cli.bulk.judged import Scored, score
from ews_cli.bulk.scan import Scan
from ews_cli.bulk.sketches import Who, judging_posts, sketches
from ews_cli.bulk.spool import Share, Spool
from ews_cli.bulk.texts import form_of, provider_texts
from ews_cli.bulk.years import Years, years_of
from ews_cli.core.jaarrekening import same_name
from ews_cli.readers.identity import short_name
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.tables.reading import TableFile
from ews_cli.reports.standing import order


class Done(NamedTuple):
    """What became of a share: the judgements on its providers, and who of them is read row by row.

    `shared` have a name of which it must be decided whose it is.
    """

    judged: list[tuple[int, Judged]]
    odd: set[int]
    shared: set[int]


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a process: judge a share."""

    file: TableFile
    looked: Scan
    spooled: Spool
    job: Job

    def __call__(self, number: bytes, alive: Alive) -> bytes:
        return pickle.dumps(self.share(int(number)), pickle.HIGHEST_PROTOCOL)

    def share(self, number: int) -> Done:
        """Judge the providers of a share of whom nothing is the matter."""
        share, policy = self.spooled.share(number), self.job.thresholds
        if share is None:
            return Done([], set(), set())
        needed = frozenset(judging_posts(policy))
        (rows,) = self.file.rows
        years = years_of(share, self.spooled.kinds, rows, self.file.bestand, self.file.others, needed)
        who = _names(share, self.spooled, self.looked)
        odd = years.odd | _out_of_the_ordinary(years, self.job.peildatum)
        shared = _namesakes(who, self.looked)
        aside = np.array(sorted(self.spooled.odd | self.spooled.shared | odd | shared), dtype=np.int64)
        years = years.taken(~np.isin(years.owner, aside))
        return Done(list(self._judged(years, who)) if len(years) else [], odd, shared)

    def _judged(self, years: Years, who: dict[int, Who]) -> Iterator[tuple[int, Judged]]:
        """The judgement on each provider of some years."""
        policy, peildatum, bestand = self.job.thresholds, self.job.peildatum, self.file.bestand
        scored = score(years, policy, peildatum)
        owners = years.owner[scored.last].tolist()
        named = [who[owner] for owner in owners]
        made = [
            provider_texts(scored, named, bestand, policy, form_of(make, self.job)) for make in self.job.makes
        ]
        where: Iterator[bytes] = repeat(b"", len(owners))
        if self.job.counted:
            drawn = sketches(scored, named, bestand, policy, peildatum)
            where = (pickle.dumps(sketch, pickle.HIGHEST_PROTOCOL) for sketch in drawn)
        ranked = ranks(scored, named, bestand)
        for owner, rank, standing, *texts in zip(owners, ranked, where, *made, strict=True):
            yield owner, Judged((), rank, standing, tuple(texts))


def ranks(scored: Scored, who: Sequence[Who], bestand: str) -> Iterator[Rank]:
    """What the providers of a share are ranked by, `who` of each."""
    kinds, samen = scored.samen
    known = np.logical_or.reduce([~np.isnan(one.value[scored.last]) for one in scored.judged.values()])
    days = scored.years.day[scored.last].tolist()
    for (naam, kvk), kind, day, beoordeeld in zip(
        who, kinds[scored.last].tolist(), days, known.tolist(), strict=True
    ):
        found = samen[kind]
        treden = (found.ten_minste, found.ten_hoogste) * 2
        yield Rank(order(treden, naam, kvk, date.fromordinal(day), (bestand,)), found.ten_minste, beoordeeld)


def _out_of_the_ordinary(years: Years, peildatum: date) -> set[int]:
    """The providers whose years are not one row of annual accounts each.

    Two of a year, on two bases, to come, or of a day within a calendar year, which may be interim.
    """
    days, codes = np.unique(years.day, return_inverse=True)
    dates = [date.fromordinal(day) for day in days.tolist()]
    year = np.array([day.year for day in dates], dtype=np.int64)[codes]
    month = np.array([day.year * 12 + day.month for day in dates], dtype=np.int64)[codes]
    basis = np.array([jaar.basis.value for jaar in years.made], dtype=object)[years.way]
    same = years.owner[1:] == years.owner[:-1]
    # Less than a year after the one before it: these may be interim figures too.
    close = (year[1:] == year[:-1]) | (month[1:] - month[:-1] < 12)
    odd = np.zeros(len(years), dtype=np.bool_)
    odd[1:] = same & (close | (basis[1:] != basis[:-1]))
    odd |= years.day > peildatum.toordinal()
    odd |= np.array([(day.month, day.day) != (12, 31) for day in dates], dtype=np.bool_)[codes]
    return set(years.owner[odd].tolist())


def _names(share: Share, spooled: Spool, looked: Scan) -> dict[int, Who]:
    """The name of each provider of a share, as the row that was drawn up last has it."""
    newest = np.array(
        [max((regel.opgesteld.toordinal() for regel, _ in kind.regels), default=0) for kind in spooled.kinds],
        dtype=np.int64,
    )[share.kind]
    order = np.lexsort((-share.rij, newest, share.owner))
    last = order[np.append(np.diff(share.owner[order]) != 0, True)]
    owners, names = share.owner[last].tolist(), [share.names[place] for place in last.tolist()]
    return {owner: _who(name, looked.kvk(owner)) for owner, name in zip(owners, names, strict=True)}


def _who(naam: str, kvk: str | None) -> Who:
    return Who(short_name(text_of(naam)) or f"KvK {kvk}", kvk)


def _namesakes(who: dict[int, Who], looked: Scan) -> set[int]:
    """The providers with the name of rows that have no KvK number: whose those rows are is decided with all of them."""
    # Names that were cut off may be the same.
    cut = {
        owner for owner, one in who.items() if one.naam.endswith("…") and (looked.mixed or one.kvk is None)
    }
    if not looked.mixed:
        return cut
    return cut | {owner for owner, one in who.items() if same_name(one.naam) in looked.names}
