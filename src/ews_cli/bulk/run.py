"""`ews batch` of one large table: read in blocks, judged in shares, kept on disk.

What is the matter with a row or a provider is found by the reader of tables itself: such providers are read row by
row, as in a small table, and so is whoever is shown in an output that tells all of a provider. What comes out is what a
small table would give.
"""

from __future__ import annotations

import csv
import gc
import pickle
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from operator import itemgetter
from pathlib import Path

from ews_cli import portfolio
from ews_cli.batch.job import Job, Make
from ews_cli.batch.judging import Kept, Outcome
from ews_cli.batch.pool import LONGEST, Lost, Pool
from ews_cli.batch.work import Judged
from ews_cli.bulk.lines import Lines, lines_of
from ews_cli.bulk.scan import NOBODY, Scan, scan
from ews_cli.bulk.share import Done, Work
from ews_cli.bulk.single import Group, Single, answers
from ews_cli.bulk.sketches import described
from ews_cli.bulk.spool import Spool, spool
from ews_cli.core.jaarrekening import same_name
from ews_cli.joining import join
from ews_cli.problems import Problem
from ews_cli.readers.files import Limits
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.tables.columns import Rol
from ews_cli.readers.tables.reading import TableFile, tables_in
from ews_cli.readers.tables.table import Raw, Tabel

_TOP = 1_100
"""Rows by which the columns are known; `tables.table` looks at no more."""
_WIDEST = 5_000
"""Columns; what is wider is no table of accounts, and whoever reads it has a limited time."""
_AT_ONCE = frozenset({Make.CSV, Make.TSV, Make.ROWS})
"""What is made of columns; other makes tell what only a reading of the provider knows, and are made when asked for."""


def run(path: Path, job: Job, workers: int) -> Outcome | None:
    """Judge every provider in a table; None for a file that is no such table. Raises OSError."""
    collects = gc.isenabled()
    gc.disable()  # nothing here refers to itself, and looking for that among millions of cells costs a tenth
    try:
        return _run(path, job, workers)
    finally:
        if collects:
            gc.enable()


def _run(path: Path, job: Job, workers: int) -> Outcome | None:
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
    return _Run(file, lines, looked, job, workers).outcome()


class _Run:
    """A run over one table.

    Attributes:
        owners: of each provider that was judged, by its number in the outcome, its number in the table.
        joined: those that are several of these together, or of whom that is doubtful.
        unread: the first row and the problems of each of whom nothing could be read.
        unjudged: the same of whom nothing can be judged.
    """

    def __init__(self, file: TableFile, lines: Lines, looked: Scan, job: Job, workers: int) -> None:
        self.file, self.lines, self.looked, self.workers = file, lines, looked, workers
        self.job = job._replace(makes=tuple(make for make in job.makes if make in _AT_ONCE))
        self.single = Single(file, lines, looked)
        self.owners = array("l")
        self.joined: dict[int, Group] = {}
        self.kept: list[Kept] = []
        self.unread: list[tuple[int, tuple[Problem, ...]]] = []
        self.unjudged: list[tuple[int, tuple[Problem, ...]]] = []

    def outcome(self) -> Outcome:
        """Judge everyone."""
        job = self.job
        with ExitStack() as undo:
            found = Outcome([self.file.bestand], job.makes, later=self.make)
            found.described = partial(described, policy=job.thresholds, peildatum=job.peildatum)
            found.also_close.append(self.single)
            undo.callback(found.close)
            self._one_by_one(found, self._together(found))
            found.problemen += _in_order(self.unread)
            for whole in self.file.whole(any(owner != NOBODY for owner in self.looked.owners)):
                found.problemen += whole.problemen
            found.problemen += _in_order(self.unjudged)
            found.rank(self.kept)
            found.mislukt = [] if found.numbers else [self.file.bestand]
            self.kept = []
            undo.pop_all()
        return found

    def make(self, make: Make, numbers: Sequence[int]) -> Iterator[bytes]:
        """What an output needs of these providers, each read by itself."""
        job = self.job._replace(makes=(make,), problems=False)
        for answer in answers(self.single, job, numbers, self._group, self.workers):
            yield answer.judged.made[0]

    def _group(self, number: int) -> Group:
        return self.joined.get(number) or Group((self.owners[number],))

    def _together(self, found: Outcome) -> Spool:
        """Judge in shares; who is left has to be read row by row."""
        (rows,) = self.file.rows
        spooled = spool(self.lines, self.looked, rows)
        if self.looked.mixed:
            spooled.shared.update(self.looked.names.values())
        try:
            for done in _shares(Work(self.file, self.looked, spooled, self.job), self.workers):
                spooled.odd |= done.odd
                spooled.shared |= done.shared
                if self.job.problems:  # what is said of a provider, only its reading knows
                    spooled.odd.update(owner for owner, _ in done.judged)
                    continue
                for owner, judged in done.judged:
                    self._keep(found, Group((owner,)), judged)
        finally:
            spooled.close()
        spooled.odd |= spooled.shared
        return spooled

    def _keep(self, found: Outcome, group: Group, judged: Judged) -> None:
        if len(group.owners) > 1 or group.doubts:
            self.joined[len(self.owners)] = group
        self.kept.append(found.keep(len(self.owners), judged))
        self.owners.append(group.owners[0])

    def _one_by_one(self, found: Outcome, spooled: Spool) -> None:
        """Read and judge the providers of whom a row asks more than a look."""
        odd = sorted(spooled.odd, key=self.single.first)
        groups = [Group((owner,)) for owner in odd if owner not in spooled.shared]
        groups += self._joined([owner for owner in odd if owner in spooled.shared])
        judgements = answers(self.single, self.job, range(len(groups)), groups.__getitem__, self.workers)
        for group, (judged, unread) in zip(groups, judgements, strict=True):
            first = self.single.first(group.owners[0])
            self.unread.append((first, unread))
            if judged.rank is None:
                self.unjudged.append((first, judged.problemen))
            else:
                self._keep(found, group, judged)

    def _joined(self, owners: Sequence[int]) -> Iterator[Group]:
        """Whose the rows are with a name that others have too; whoever has no year is no provider."""
        self.single.keep(owners)
        found: list[tuple[int, portfolio.Part]] = []
        for owner in owners:
            lezing = self.single.lezing(owner)
            found += [(owner, part) for part in portfolio.parts(lezing)]
            if not lezing.jaarrekeningen:
                self.unread.append((self.single.first(owner), lezing.problemen))
        joined = join([part.identity for _, part in found])
        for group in joined.groups:
            doubts = (
                portfolio.in_doubt(self.file.bestand, joined.doubts[n]) for n in group if n in joined.doubts
            )
            yield Group(tuple(found[n][0] for n in group), tuple(doubts))


def _in_order(found: list[tuple[int, tuple[Problem, ...]]]) -> list[Problem]:
    """The problems in the order of their rows."""
    return [problem for _, problems in sorted(found, key=itemgetter(0)) for problem in problems]


def _shares(work: Work, workers: int) -> Iterator[Done]:
    """What became of each share; the processes have the files of the shares from their parent."""
    numbers = range(len(work.spooled))
    if workers < 2 or len(numbers) < 2 or sys.platform != "linux":
        yield from map(work.share, numbers)
        return
    with Pool(work, workers, LONGEST) as pool:
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
    if lines is None or max(map(len, lines.top), default=0) > _WIDEST:
        return None
    tables = tables_in([Raw(path.stem, lines.top)], options)
    if len(tables) != 1 or tables[0].lang or tables[0].own_results:
        return None
    if not {Rol.KVK, Rol.NAAM} & tables[0].by_role.keys():
        return None
    return lines, tables[0]
