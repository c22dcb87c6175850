"""What a worker does: read a file, or judge a provider. What it answers is made for disk, not for memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ews_cli import portfolio, readers
from ews_cli.batch import codec
from ews_cli.batch.codec import Span
from ews_cli.batch.job import MAKERS, SHOW_WHAT_STANDS_BESIDE, Job
from ews_cli.batch.pool import Alive
from ews_cli.core.beoordeling import aansluitend
from ews_cli.core.signalen import Dossier
from ews_cli.joining import Identity
from ews_cli.portfolio import Part
from ews_cli.problems import Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Result
from ews_cli.reports.standing import Standing, rank, standing

_SIGN_OF_LIFE = 500
"""Providers of a file after which it is said that reading goes on."""


class Reading(NamedTuple):
    """Task: read the file with this name; with `judge` also judge its provider, as if no other file were of it."""

    path: str
    judge: bool


class Member(NamedTuple):
    """One provider in one file: its reading, and why it stands alone when that is not certain (Dutch)."""

    reading: bytes
    doubt: str | None


class Judging(NamedTuple):
    """Task: judge the provider of these parts, with what people recorded about it."""

    members: tuple[Member, ...]
    dossier: Dossier | None = None


class Read(NamedTuple):
    """Answer: what is in a file.

    Attributes:
        line: its readings.
        owners: who each reading with years is of, and where it stands in the line; nobody when nothing could
            be read.
        problemen: of the readings without years.
        judged: where its one provider stands by this file alone, when asked for.
    """

    line: str
    owners: tuple[tuple[Identity, Span], ...]
    problemen: tuple[Problem, ...]
    judged: Judged | None = None


class Rank(NamedTuple):
    """What a provider is ranked by, the least that its trede is, and whether it has a figure."""

    order: str
    alarm: int
    beoordeeld: bool

    @classmethod
    def of(cls, where: Standing) -> Rank:
        """The rank of one that stands there."""
        return cls(rank(where), where.alarm[0], where.beoordeeld)


class Judged(NamedTuple):
    """Answer: where a provider stands.

    Attributes:
        problemen: its problems; of one that could be judged only when asked for.
        rank: None when no year of it can be judged.
        standing: its `Standing`, pickled; nothing where nobody counts.
        made: what outputs need of it, in the order of `Job.makes`.
    """

    problemen: tuple[Problem, ...]
    rank: Rank | None = None
    standing: bytes = b""
    made: tuple[bytes, ...] = ()


def task(asked: Reading | Judging) -> bytes:
    """A task for the pipe of a worker."""
    return pickle.dumps(asked, pickle.HIGHEST_PROTOCOL)


def answer(content: bytes) -> Any:
    """The answer that came through the pipe of our own worker: a `Read` or a `Judged`."""
    return pickle.loads(content)


class Worker:
    """The work of a process, for `Pool`."""

    def __init__(self, job: Job) -> None:
        # A worker may be lost with a file; a process beside it for each file would cost 50 times as much.
        limits = replace(job.lezen.limits, isolate=False)
        self.job = job._replace(lezen=replace(job.lezen, limits=limits))
        self._beside = not SHOW_WHAT_STANDS_BESIDE.isdisjoint(job.makes)
        self._made = {make: MAKERS[make](self.job) for make in job.makes}

    def __call__(self, content: bytes, alive: Alive) -> bytes:
        asked: Reading | Judging = pickle.loads(content)
        done = self._read(asked, alive) if isinstance(asked, Reading) else self._judge(asked)
        return pickle.dumps(done, pickle.HIGHEST_PROTOCOL)

    def _read(self, asked: Reading, alive: Alive) -> Read:
        lezingen = []
        for lezing in readers.read_each(Path(asked.path), self.job.lezen):
            lezingen.append(lezing)
            if (
                len(lezingen) % _SIGN_OF_LIFE == 0
            ):  # a table with thousands of providers is no file that hangs
                alive()
        line, spans = codec.dump_all(lezingen)
        read = read_of(line, zip(lezingen, spans, strict=True))
        if not asked.judge or len(read.owners) != 1:
            return read
        parts = [part for lezing in lezingen for part in portfolio.parts(lezing)]
        try:
            return read._replace(judged=self.judged(parts, [], None))
        except (
            Exception
        ):  # what was read is kept; the fault is named when the provider is judged after joining
            return read

    def _judge(self, asked: Judging) -> Judged:
        parts, doubts = [], []
        for reading, doubt in asked.members:
            lezing = codec.load(reading)
            parts += portfolio.parts(lezing)
            if doubt is not None:
                doubts.append(portfolio.in_doubt(lezing.bestand, doubt))
        return self.judged(parts, doubts, asked.dossier)

    def judged(self, parts: Sequence[Part], doubts: Sequence[Problem], dossier: Dossier | None) -> Judged:
        """Where the provider of some parts stands."""
        job = self.job
        result = portfolio.judge(
            parts,
            doubts,
            job.thresholds,
            job.peildatum,
            dossier,
            beside=self._beside,
            room=self._beside or job.listed,
        )
        if not isinstance(result, Result):
            return Judged(tuple(result))
        vorige = result.eerder[-1] if result.eerder and aansluitend(result.jaren) else None
        files = tuple(dict.fromkeys(part.bestand for part in parts))
        where = standing(result, vorige, job.listed)._replace(bestanden=files)
        return Judged(
            result.alle_problemen if job.problems else (),
            Rank.of(where),
            pickle.dumps(where, pickle.HIGHEST_PROTOCOL) if job.counted else b"",
            tuple(make(result, files).encode() for make in self._made.values()),
        )


def read_of(line: str, lezingen: Iterable[tuple[Lezing, Span]]) -> Read:
    """What the readings in a line say; a reader gives each provider a reading of its own."""
    owners: list[tuple[Identity, Span]] = []
    problemen: list[Problem] = []
    for lezing, span in lezingen:
        if not lezing.jaarrekeningen:
            problemen += lezing.problemen
        owners += [(part.identity, span) for part in portfolio.parts(lezing)]
    return Read(line, tuple(owners), tuple(problemen))
