"""`ews batch` of one large table whose result is a csv: read in blocks, judged in shares, kept on disk.

What is the matter with a row or a provider is found by the reader of tables itself: such providers are read row by
row, as in a small table. The bytes are those that a small table would give.
"""

from __future__ import annotations

import csv
import gc
import pickle
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ews_cli import portfolio
from ews_cli.batch.pool import Lost, Pool
from ews_cli.batch.store import Store
from ews_cli.batch.work import Job
from ews_cli.bulk.judged import score
from ews_cli.bulk.lines import Lines, lines_of
from ews_cli.bulk.scan import NOBODY, Scan, scan
from ews_cli.bulk.spool import Share, Spool, spool
from ews_cli.bulk.texts import Line, Who, provider_lines, ranked
from ews_cli.bulk.years import Years, years_of
from ews_cli.core.jaarrekening import same_name
from ews_cli.core.ratios import RATIOS
from ews_cli.joining import join
from ews_cli.problems import Problem
from ews_cli.readers.files import Limits
from ews_cli.readers.identity import short_name
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.tables.columns import Rol
from ews_cli.readers.tables.reading import TableFile, tables_in
from ews_cli.readers.tables.table import Raw, Tabel
from ews_cli.reports import columns
from ews_cli.reports.result import Result
from ews_cli.reports.wide import Text

_SECONDS = 900.0
"""For a share, at most."""
_AT_A_TIME = 20_000
"""Providers that are read row by row whose rows are in memory at a time."""
_TOP = 1_100
"""Rows by which the columns are known; `tables.table` looks at no more."""


@dataclass(slots=True)
class Outcome:
    """What a run over one table gave.

    Attributes:
        problemen: of the file, and of the providers that could not be judged.
        beoordeeld: every provider has a figure to judge by.
        hoogste: the highest trede that a provider stands on at least; 0 where there is none.
    """

    problemen: list[Problem] = field(default_factory=list)
    beoordeeld: bool = True
    hoogste: int = 0
    _lines: Store = field(default_factory=Store)
    _ranks: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._ranks)

    def add(self, line: Line) -> None:
        """Keep the lines of a provider. Raises OSError when the disk is full."""
        self._lines.put(len(self._ranks), line.lines.encode("utf-8", "surrogatepass"))
        self._ranks.append(f"{line.rank}\0{len(self._ranks)}")
        self.beoordeeld = self.beoordeeld and line.beoordeeld
        self.hoogste = max(self.hoogste, line.ten_minste)

    def pieces(self, text: Text) -> Iterator[str]:
        """The csv, the providers ranked."""
        yield text.heading()
        self._ranks.sort()
        for rank in self._ranks:
            yield self._lines.get(int(rank.rpartition("\0")[2])).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of what is on disk."""
        self._lines.close()


def run(path: Path, job: Job, text: Text, workers: int) -> Outcome | None:
    """Judge every provider in a table; None for a file that is no such table. Raises OSError."""
    collects = gc.isenabled()
    gc.disable()  # nothing here refers to itself, and looking for that among millions of cells costs a tenth
    try:
        return _run(path, job, text, workers)
    finally:
        if collects:
            gc.enable()


def _run(path: Path, job: Job, text: Text, workers: int) -> Outcome | None:
    table = _table(path, job.lezen)
    if table is None:
        return None
    lines, tabel = table
    try:
        looked = scan(lines, tabel, str(path))
    except csv.Error:
        return None
    file = TableFile(path, [tabel], job.lezen, [], lambda _: looked.places)
    nameless = any(who == same_name(path.stem) for who in looked.names)
    if not file.rows or nameless:
        return None
    outcome, (rows,) = Outcome(), file.rows
    spooled = spool(lines, looked, rows)
    if looked.mixed:
        spooled.shared.update(looked.names.values())
    try:
        for done in _shares(_Work(file, looked, spooled, job, text), workers):
            spooled.odd |= done.odd
            spooled.shared |= done.shared
            for line in done.lines:
                outcome.add(line)
        spooled.odd |= spooled.shared
        _one_by_one(outcome, file, lines, looked, spooled, job, text)
    except BaseException:
        outcome.close()
        raise
    finally:
        spooled.close()
    return outcome


class _Done(NamedTuple):
    """What became of a share: the lines of its providers, and who of them is read row by row."""

    lines: list[Line]
    odd: set[int]
    shared: set[int]


@dataclass(frozen=True, slots=True)
class _Work:
    """The work of a process: judge a share."""

    file: TableFile
    looked: Scan
    spooled: Spool
    job: Job
    text: Text

    def __call__(self, number: bytes) -> bytes:
        return pickle.dumps(self.share(int(number)), pickle.HIGHEST_PROTOCOL)

    def share(self, number: int) -> _Done:
        """Judge the providers of a share of whom nothing is the matter."""
        share, policy, bestand = self.spooled.share(number), self.job.thresholds, self.file.bestand
        if share is None:
            return _Done([], set(), set())
        needed = frozenset(p for c in policy.criteria.values() for p in RATIOS[c.ratio].posten)
        (rows,) = self.file.rows
        years = years_of(share, self.spooled.kinds, rows, bestand, self.file.others, needed)
        who = _names(share, self.spooled, self.looked)
        odd = years.odd | _out_of_the_ordinary(years, self.job.peildatum)
        shared = _namesakes(who, self.looked)
        aside = np.array(sorted(self.spooled.odd | self.spooled.shared | odd | shared), dtype=np.int64)
        years = years.taken(~np.isin(years.owner, aside))
        if not len(years):
            return _Done([], odd, shared)
        scored = score(years, policy, self.job.peildatum)
        named = [who[owner] for owner in years.owner[scored.last].tolist()]
        return _Done(list(provider_lines(scored, named, bestand, policy, self.text)), odd, shared)


def _shares(work: _Work, workers: int) -> Iterator[_Done]:
    """What became of each share; the processes have the files of the shares from their parent."""
    numbers = range(len(work.spooled))
    if workers < 2 or len(numbers) < 2 or sys.platform != "linux":
        yield from map(work.share, numbers)
        return
    with Pool(work, workers, _SECONDS) as pool:
        for number, content in pool.answers(str(number).encode() for number in numbers):
            yield work.share(number) if isinstance(content, Lost) else pickle.loads(content)


def _table(path: Path, options: ReadOptions) -> tuple[Lines, Tabel] | None:
    """The lines and the one wide table of a csv with many providers; None for anything else."""
    usual = Limits()
    bounds = [(getattr(options.limits, name), getattr(usual, name)) for name in ("size", "cells", "filled")]
    try:
        if any(own != other for own, other in bounds) or path.stat().st_size > usual.streamed:
            return None
    except (OSError, ValueError):
        return None
    lines = lines_of(path, _TOP)
    tables = [] if lines is None else tables_in([Raw(path.stem, lines.top)], options)
    if lines is None or len(tables) != 1 or tables[0].lang or tables[0].own_results:
        return None
    if not {Rol.KVK, Rol.NAAM} & tables[0].by_role.keys():
        return None
    return lines, tables[0]


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


def _one_by_one(
    outcome: Outcome, file: TableFile, lines: Lines, looked: Scan, spooled: Spool, job: Job, text: Text
) -> None:
    """Read and judge the providers of whom a row asks more than a look, and say what is wrong with the file."""
    owners, firsts = np.unique(np.array(looked.owners, dtype=np.int64), return_index=True)
    wanted = np.array(sorted(spooled.odd), dtype=np.int64)
    first = dict(zip(wanted.tolist(), firsts[np.searchsorted(owners, wanted)].tolist(), strict=True))
    odd = sorted(spooled.odd, key=first.__getitem__)
    alone = [owner for owner in odd if owner not in spooled.shared]
    unread: list[tuple[int, tuple[Problem, ...]]] = []

    def read(some: Sequence[int]) -> Iterator[tuple[int, list[portfolio.Part]]]:
        for owner, lezing in _read(file, lines, looked, some):
            if not lezing.jaarrekeningen:
                unread.append((first[owner], lezing.problemen))
            yield first[owner], portfolio.parts(lezing)

    unjudged: list[tuple[int, list[Problem]]] = []

    def judge(place: int, parts: Sequence[portfolio.Part], doubts: Sequence[Problem]) -> None:
        result = portfolio.judge(parts, doubts, job.thresholds, job.peildatum, beside=False)
        if isinstance(result, Result):
            outcome.add(_line(result, file.bestand, job, text))
        else:
            unjudged.append((place, result))

    for some in (alone[i : i + _AT_A_TIME] for i in range(0, len(alone), _AT_A_TIME)):
        for place, parts in read(some):
            if parts:
                judge(place, parts, ())
    together = [
        (place, part)
        for place, parts in read(sorted(spooled.shared, key=first.__getitem__))
        for part in parts
    ]
    joined = join([part.identity for _, part in together])
    for group in joined.groups:
        doubts = [portfolio.in_doubt(file.bestand, joined.doubts[n]) for n in group if n in joined.doubts]
        judge(together[group[0]][0], [together[n][1] for n in group], doubts)
    outcome.problemen += [problem for _, problems in sorted(unread, key=_place) for problem in problems]
    for whole in file.whole(len(owners) > (owners[:1] == NOBODY).sum()):
        outcome.problemen += whole.problemen
    outcome.problemen += [problem for _, problems in sorted(unjudged, key=_place) for problem in problems]


def _place(one: tuple[int, object]) -> int:
    return one[0]


def _read(file: TableFile, lines: Lines, looked: Scan, some: Sequence[int]) -> Iterator[tuple[int, Lezing]]:
    """The readings of some providers, by the reader of tables."""
    if not some:
        return
    owners, wanted = np.array(looked.owners, dtype=np.int64), np.array(sorted(some), dtype=np.int64)
    kept: dict[int, list[str]] = {}
    places: dict[int, array[int]] = {owner: array("l") for owner in some}
    for start, block in lines.blocks():
        here = owners[start : start + len(block)]
        for place in np.flatnonzero(np.isin(here, wanted)).tolist():
            kept[start + place] = block[place]
            places[int(here[place])].append(start + place)
    looked.places.tabel.raw = looked.places.tabel.raw._replace(rijen=Kept(kept))
    looked.places.rows = {looked.key(owner): rows for owner, rows in places.items()}
    for owner in some:
        yield owner, file.provider(looked.key(owner))


class Kept(Sequence[list[str]]):
    """Some of the rows of a table, under their numbers in it."""

    def __init__(self, rows: dict[int, list[str]]) -> None:
        self._rows = rows

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)


def _line(result: Result, bestand: str, job: Job, text: Text) -> Line:
    """A provider that was judged by itself."""
    judged = result.beoordeling
    lines = text.lines(columns.rows(result, (bestand,), job.thresholds))
    who = Who(result.aanbieder.naam, result.aanbieder.kvk)
    rank = ranked(judged.ten_minste, judged.ten_hoogste, who, judged.jaar.balansdatum)
    return Line(rank, lines, judged.ten_minste, result.judged)
