"""Providers of a large table one by one: read by the reader of tables itself, from rows that are kept on disk."""

from __future__ import annotations

import os
import pickle
import sys
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import numpy as np

from ews_cli import portfolio
from ews_cli.batch import work
from ews_cli.batch.job import Job
from ews_cli.batch.pool import LONGEST, Alive, Lost, Pool
from ews_cli.bulk.lines import Lines, Row
from ews_cli.bulk.numbers import Whole
from ews_cli.bulk.scan import Scan
from ews_cli.problems import Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.tables.reading import TableFile

_AT_A_TIME = 200
"""Providers of a task."""


class Group(NamedTuple):
    """The numbers of what is one provider, and what is doubtful about that."""

    owners: tuple[int, ...]
    doubts: tuple[Problem, ...] = ()


class Answer(NamedTuple):
    """The judgement on a group, and the problems of reading those of it that have no year."""

    judged: work.Judged
    unread: tuple[Problem, ...]


class Single:
    """The providers of a table."""

    def __init__(self, file: TableFile, lines: Lines, looked: Scan) -> None:
        self.file, self._lines, self._looked = file, lines, looked
        self._rows = _Rows(len(looked.owners))
        looked.places.tabel.raw = looked.places.tabel.raw._replace(rijen=self._rows)

    @cached_property
    def _sorted(self) -> tuple[Whole, Whole]:
        """The providers of all rows in their order, and the numbers of the rows."""
        owners = np.array(self._looked.owners, dtype=np.int64)
        rows = np.argsort(owners, kind="stable")
        return owners[rows], rows

    def rows(self, owner: int) -> list[int]:
        """The numbers of the rows of a provider, in the order of the table."""
        owners, rows = self._sorted
        first, end = np.searchsorted(owners, [owner, owner + 1])
        found: list[int] = rows[first:end].tolist()
        return found

    def first(self, owner: int) -> int:
        """The number of the first row of a provider."""
        return self.rows(owner)[0]

    def keep(self, owners: Collection[int]) -> None:
        """Keep the rows of these providers at hand. Raises csv.Error and OSError."""
        if not owners:
            return
        all_owners = np.array(self._looked.owners, dtype=np.int64)
        wanted = np.isin(all_owners, np.array(list(owners), dtype=np.int64)) & ~self._rows.kept
        if not wanted.any():
            return
        for start, block in self._lines.blocks():
            for place in np.flatnonzero(wanted[start : start + len(block)]).tolist():
                self._rows.put(start + place, block[place])
        self._rows.flush()

    def lezing(self, owner: int) -> Lezing:
        """What the table holds of a provider whose rows were kept."""
        key = self._looked.key(owner)
        self._looked.places.rows = {key: array("l", self.rows(owner))}
        return self.file.provider(key)

    def close(self) -> None:
        """Let go of what is on disk."""
        self._rows.close()


class _Rows(Sequence[Row]):
    """Some of the rows of a table, on disk under their numbers in it; several processes may read them."""

    def __init__(self, count: int) -> None:
        self._file: IO[Any] | None = None
        self._place, self._size = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int32)

    @property
    def kept(self) -> Any:
        """Which rows are there."""
        return self._size > 0

    def put(self, rij: int, row: Row) -> None:
        # Without a name: nothing stays behind, whatever ends the process.
        self._file = self._file or TemporaryFile()  # noqa: SIM115
        content = pickle.dumps(row, pickle.HIGHEST_PROTOCOL)
        self._place[rij], self._size[rij] = self._file.tell(), len(content)
        self._file.write(content)

    def flush(self) -> None:
        if self._file is not None:
            self._file.flush()

    def __getitem__(self, rij: Any) -> Any:
        if self._file is None:
            raise IndexError(rij)
        size, place = int(self._size[rij]), int(self._place[rij])
        if hasattr(os, "pread"):  # where the file stands is shared by processes
            return pickle.loads(os.pread(self._file.fileno(), size, place))
        self._file.seek(place)
        found = pickle.loads(self._file.read(size))
        self._file.seek(0, os.SEEK_END)
        return found

    def __len__(self) -> int:
        return len(self._size)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


class _Judge:
    """The work of a process: read and judge some groups."""

    def __init__(self, single: Single, job: Job) -> None:
        self._single, self._worker = single, work.Worker(job)

    def __call__(self, content: bytes, alive: Alive) -> bytes:
        return pickle.dumps(self.groups(pickle.loads(content)), pickle.HIGHEST_PROTOCOL)

    def groups(self, asked: Sequence[Group]) -> list[Answer]:
        return [self._group(group) for group in asked]

    def _group(self, group: Group) -> Answer:
        parts: list[portfolio.Part] = []
        unread: list[Problem] = []
        for owner in group.owners:
            lezing = self._single.lezing(owner)
            parts += portfolio.parts(lezing)
            unread += () if lezing.jaarrekeningen else lezing.problemen
        judged = self._worker.judged(parts, group.doubts, None) if parts else work.Judged(())
        return Answer(judged, tuple(unread))


def answers(
    single: Single, job: Job, numbers: Sequence[int], group: Callable[[int], Group], workers: int
) -> Iterator[Answer]:
    """The judgement on the group with each of these numbers, in their order. Raises csv.Error and OSError."""
    single.keep([owner for number in numbers for owner in group(number).owners])
    judge = _Judge(single, job)

    def task(turn: int) -> list[Group]:
        return [group(number) for number in numbers[turn * _AT_A_TIME : (turn + 1) * _AT_A_TIME]]

    turns = range(-(-len(numbers) // _AT_A_TIME))
    if workers < 2 or len(turns) < 2 or sys.platform != "linux":
        for turn in turns:
            yield from judge.groups(task(turn))
        return
    with Pool(judge, workers, LONGEST) as pool:
        contents = pool.in_order(pickle.dumps(task(turn)) for turn in turns)
        for turn, content in zip(turns, contents, strict=True):
            yield from judge.groups(task(turn)) if isinstance(content, Lost) else pickle.loads(content)
