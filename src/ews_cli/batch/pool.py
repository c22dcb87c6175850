"""Work spread over processes that may die; each answer comes back with the number of its task.

A reading library can abort, hang or be killed. Only the task that a worker was on is then lost: the tasks
behind it go to another. The pools of the standard library break as a whole when one worker dies, and do not
say on which task.
"""

from __future__ import annotations

import copyreg
import gc
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType
from typing import Any

Alive = Callable[[], None]
"""Says that a task goes on: its time begins anew."""
Work = Callable[[bytes, Alive], bytes]

AHEAD = 8
"""Tasks that wait in a worker's pipe, so that it never has to wait for the next."""
PIPE_BYTES = 16_384
"""A pipe holds more than this on every system, so that handing out a task never waits for the worker."""
_ANSWER, _BUG, _ALIVE = b"=", b"!", b"~"
TOO_LONG = "duurde langer dan"
GRACE = 5.0
"""Seconds beyond the time for a task: what has a limit of its own may reach it first."""
LONGEST = 900.0
"""Seconds beyond which no task goes on, whatever it says."""
TICK = 0.5
"""Seconds after which we look again. Who then wakes up later was stopped (Ctrl-Z), and all workers with it."""


def _view(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))  # a worker may be spawned


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without an answer; `reden` says what became of the worker (Dutch)."""

    reden: str


@dataclass(slots=True)
class _Worker:
    """A process, the tasks that it was given, when it began on the first of them, and since when it is silent."""

    process: BaseProcess
    pipe: Connection
    tasks: deque[tuple[int, bytes]] = field(default_factory=deque)
    began: float = 0.0
    since: float = 0.0

    def begin(self) -> None:
        """It is on the first of its tasks."""
        self.began = self.since = time.monotonic()

    def may_have(self, task: bytes) -> bool:
        """Whether a task can be handed over without waiting: an idle worker takes any."""
        held = sum(len(content) for _, content in self.tasks)
        return not self.tasks or (len(self.tasks) < AHEAD and held + len(task) < PIPE_BYTES)


class Pool:
    """Processes that do one kind of work. Use it as a context; at its end they are gone.

    Args:
        work: what a process does with a task; both are bytes, and nothing else goes to and fro but a sign of life.
        size: how many processes.
        seconds: the time for one task, and after each sign of life.
    """

    def __init__(self, work: Work, size: int, seconds: float) -> None:
        self._work, self._size, self._seconds = work, size, seconds + GRACE
        # A fork has all modules already; elsewhere a process has to begin anew.
        self._context: ForkContext | SpawnContext = (
            get_context("fork") if sys.platform == "linux" else get_context("spawn")
        )
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            self._end(worker)

    def answers(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, bytes | Lost]]:
        """The answer to each task with the task's number, in the order in which they come."""
        waiting = enumerate(tasks)
        again: deque[tuple[int, bytes]] = deque()
        coming = next(waiting, None)
        while True:
            while coming is not None or again:
                number, task = again[0] if again else coming  # type: ignore[misc]
                worker = self._free(task)
                if worker is None or not self._hand_over(worker, number, task):
                    break
                if again:
                    again.popleft()
                else:
                    coming = next(waiting, None)
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy and coming is None and not again:
                return
            yield from self._collect(busy, again)

    def in_order(self, tasks: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """The answers in the order of the tasks."""
        early: dict[int, bytes | Lost] = {}
        due = 0
        for number, answer in self.answers(tasks):
            early[number] = answer
            while due in early:
                yield early.pop(due)
                due += 1

    def _free(self, task: bytes) -> _Worker | None:
        """The worker with the least to do that can take a task; a new one while there may be more."""
        if len(self._workers) < self._size and all(worker.tasks for worker in self._workers):
            self._workers.append(self._begin())
        able = [worker for worker in self._workers if worker.may_have(task)]
        return min(able, key=lambda worker: len(worker.tasks), default=None)

    def _hand_over(self, worker: _Worker, number: int, task: bytes) -> bool:
        """Give a worker a task; not when it turns out to be gone."""
        try:
            worker.pipe.send_bytes(task)
        except OSError:
            if not worker.tasks:
                self._remove(worker)
            return False
        if not worker.tasks:
            worker.begin()
        worker.tasks.append((number, task))
        return True

    def _collect(
        self, busy: list[_Worker], again: deque[tuple[int, bytes]]
    ) -> Iterator[tuple[int, bytes | Lost]]:
        """The answers that are there, and the tasks that cost a worker its life."""
        by_pipe = {worker.pipe: worker for worker in busy}
        now = time.monotonic()
        soonest = min((worker.since + self._seconds - now for worker in busy), default=0.0)
        patience = min(TICK, max(0.0, soonest))
        ready = wait(list(by_pipe), patience)
        away = time.monotonic() - now - patience
        if away > TICK:
            for worker in busy:
                worker.since += away
                worker.began += away
        for pipe in ready:
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                answer = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                yield self._lost(worker, "is vastgelopen", again)
                continue
            if answer == _ALIVE:
                if time.monotonic() - worker.began < LONGEST:
                    worker.since = time.monotonic()
                continue
            number, _ = worker.tasks.popleft()
            worker.begin()
            yield number, answer[1:] if answer.startswith(_ANSWER) else Lost(answer[1:].decode())
        for worker in busy:
            if worker.tasks and time.monotonic() - worker.since > self._seconds:
                yield self._lost(worker, f"{TOO_LONG} {self._seconds:.0f} seconden en is gestopt", again)

    def _lost(self, worker: _Worker, reden: str, again: deque[tuple[int, bytes]]) -> tuple[int, Lost]:
        """The task on which a worker died; those behind it go to another."""
        number, _ = worker.tasks.popleft()
        again.extend(worker.tasks)
        worker.tasks.clear()
        self._remove(worker)
        return number, Lost(reden)

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        self._end(worker)

    def _begin(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A fork inherits our ends of all pipes, and would keep a worker from noticing that we are gone.
        forked = self._context.get_start_method() == "fork"
        inherited = [*(worker.pipe for worker in self._workers), ours] if forked else []
        process = self._context.Process(target=_serve, args=(theirs, self._work, inherited), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _end(self, worker: _Worker) -> None:
        worker.pipe.close()
        if worker.tasks or worker.process.is_alive():
            worker.process.kill()
        worker.process.join()
        worker.process.close()


_STOP = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait, so that a process that begins does not take them as its parent would."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Work, inherited: list[Connection]) -> None:
    """Answer tasks until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; who asked decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP)
    for other in inherited:
        other.close()
    _be_silent()
    gc.freeze()

    def alive() -> None:
        pipe.send_bytes(_ALIVE)

    while True:
        try:
            task = pipe.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)
        try:
            pipe.send_bytes(_done(work, task, alive))
        except BaseException:  # a panic of a library, or nobody who listens any more
            os._exit(1)


def _be_silent() -> None:
    """A library that panics speaks to the terminal of whoever asked."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _done(work: Work, task: bytes, alive: Alive) -> bytes:
    """The answer behind a mark for whether it is one, or what went wrong in our own code."""
    try:
        return _ANSWER + work(task, alive)
    except Exception as error:
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
        return _BUG + f"geeft een fout in ews: {type(error).__name__} in {place}; meld dit".encode()
