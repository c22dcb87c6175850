"""Workers that die, hang or fail cost one task each, and nothing is left of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.batch import pool, work
from ews_cli.batch.job import Job
from ews_cli.batch.pool import Alive, Lost, Pool, Work
from ews_cli.readers import ReadOptions
from provider_accounts import PEILDATUM, policy

from .accounts import environment, group_of, posix, put, until

Answer = tuple[int, bytes | Lost]


def obey(task: bytes, alive: Alive) -> bytes:
    """Do as the task says; without an order, answer it in capitals."""
    match task.split(b":")[0]:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"exit":
            os._exit(0)
        case b"hang":
            time.sleep(600)
        case b"wait":
            time.sleep(0.02)
        case b"slow":
            for _ in range(int(task[5:])):
                time.sleep(0.3)
                alive()
        case b"nap":
            time.sleep(1)
        case b"fail":
            raise RuntimeError("Stichting Geheim")
        case b"panic":
            raise BaseException
        case b"grow":
            return b"g" * 3_000_000
        case b"pid":
            return str(os.getpid()).encode()
    return task.upper()


def answers(tasks: Iterable[bytes], size: int = 2, seconds: float = 30, do: Work = obey) -> list[Answer]:
    with Pool(do, size, seconds) as workers:
        return list(workers.answers(tasks))


def each_once(found: list[Answer], number: int) -> dict[int, bytes | Lost]:
    """The answers by number, once it is certain that each came exactly once."""
    assert sorted(n for n, _ in found) == list(range(number))
    return dict(found)


@given(st.lists(st.binary(max_size=40).filter(lambda task: b":" not in task), max_size=60), st.integers(1, 5))
@settings(deadline=None, max_examples=12)
def test_each_task_is_answered_once_whatever_the_number_of_workers(tasks: list[bytes], size: int) -> None:
    found = each_once(answers([b"do:" + task for task in tasks], size), len(tasks))
    assert [found[n] for n in range(len(tasks))] == [(b"do:" + task).upper() for task in tasks]


@pytest.mark.parametrize("death", [b"die", b"exit"])
@pytest.mark.parametrize("size", [1, 3])
def test_a_worker_that_dies_costs_only_the_task_that_it_was_on(death: bytes, size: int) -> None:
    tasks = [b"wait:%d" % n for n in range(30)]
    tasks[7] = tasks[20] = tasks[29] = death
    found = each_once(answers(tasks, size), 30)
    lost = [n for n in range(30) if isinstance(found[n], Lost)]
    assert lost == [7, 20, 29]
    assert all(found[n] == Lost("is vastgelopen") for n in lost)


def test_a_pool_of_which_every_worker_dies_on_every_task_comes_to_an_end() -> None:
    found = each_once(answers([b"die"] * 12, 3), 12)
    assert set(found.values()) == {Lost("is vastgelopen")}


@posix
def test_a_worker_that_is_killed_from_outside_costs_only_the_task_that_it_was_on() -> None:
    with Pool(obey, 2, 30) as workers:
        found = []
        for number, answer in workers.answers([b"pid", *[b"wait:%d" % n for n in range(60)]]):
            found.append((number, answer))
            if number == 0:
                assert isinstance(answer, bytes)
                os.kill(int(answer), signal.SIGKILL)
    assert sum(isinstance(answer, Lost) for answer in each_once(found, 61).values()) <= 1


def test_a_task_that_hangs_is_ended_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.2)
    start = time.monotonic()
    found = each_once(answers([b"a", b"hang", b"b", b"hang", *[b"c"] * 30], 2, 0.5), 34)
    assert time.monotonic() - start < 8
    assert [n for n, answer in found.items() if isinstance(answer, Lost)] in ([1, 3], [3, 1])
    assert found[1] == Lost("duurde langer dan 1 seconden en is gestopt")


def test_a_task_that_says_it_goes_on_may_take_longer_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.2)
    monkeypatch.setattr(pool, "LONGEST", 2.5)
    found = each_once(answers([b"slow:6", b"slow:60", b"a"], 2, 0.8), 3)
    assert (found[0], found[2]) == (b"SLOW:6", b"A")
    assert found[1] == Lost("duurde langer dan 1 seconden en is gestopt")


def test_a_fault_in_the_work_costs_one_task_and_says_where_but_not_what(
    capfd: pytest.CaptureFixture[str],
) -> None:
    found = each_once(answers([b"a", b"fail", b"panic", b"b"], 1), 4)
    assert (found[0], found[3]) == (b"A", b"B")
    fault = found[1]
    assert isinstance(fault, Lost)
    assert fault.reden.startswith("geeft een fout in ews: RuntimeError in test_pool.py:")
    assert "Geheim" not in fault.reden
    assert found[2] == Lost("is vastgelopen")
    assert capfd.readouterr() == ("", "")


def test_big_tasks_and_big_answers_never_block_each_other() -> None:
    tasks = [b"x" * 2_000_000 if n % 3 else b"grow" for n in range(30)]
    found = each_once(answers(tasks, 2), 30)
    assert all(found[n] == (b"X" * 2_000_000 if n % 3 else b"g" * 3_000_000) for n in range(30))


def test_no_worker_is_begun_for_nothing_and_none_is_left() -> None:
    assert answers([], 4) == []
    with Pool(obey, 4, 30) as workers:
        assert len({answer for _, answer in workers.answers([b"pid"])}) == 1
        assert len(active_children()) == 1
        assert list(workers.answers([b"again"])) == [(0, b"AGAIN")]
    assert active_children() == []


def test_who_stops_early_leaves_no_worker() -> None:
    with Pool(obey, 2, 30) as workers:
        found = workers.answers([b"hang", b"a", b"hang"])
        assert next(found) == (1, b"A")
    assert active_children() == []


def test_a_spawned_worker_gets_all_that_it_needs(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv")
    job = Job(ReadOptions(), policy(), PEILDATUM)
    with Pool(work.Worker(job), 1, 30) as workers:
        workers._context = get_context("spawn")
        [(_, content)] = workers.answers([work.task(work.Reading(str(path), judge=False))])
    assert isinstance(content, bytes)
    assert work.answer(content).owners[0][0].kvk == "00000200"


PARENT = """
import sys, time
sys.path[:0] = {path!r}
from ews_batch.test_pool import obey
from ews_cli.batch import pool
pool.GRACE = {grace}
with pool.Pool(obey, 3, 1) as workers:
    for number, answer in workers.answers([b"pid", *[b"{task}"] * 3, b"pid"]):
        print(answer if isinstance(answer, pool.Lost) else answer[:20].decode(), flush=True)
    time.sleep({then})
"""


def parent(task: str, then: int = 600, grace: float = 600) -> subprocess.Popen[bytes]:
    """A process with a pool: it does some tasks, and waits."""
    path = [str(Path(__file__).parents[1]), *sys.path]
    return subprocess.Popen(
        [sys.executable, "-c", PARENT.format(path=path, task=task, then=then, grace=grace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )


def lines(process: subprocess.Popen[bytes], number: int) -> list[bytes]:
    assert process.stdout is not None
    return [process.stdout.readline() for _ in range(number)]


@posix
def test_idle_workers_notice_the_end_of_their_parent() -> None:
    process = parent("wait")
    assert all(lines(process, 5))
    assert len(group_of(process.pid)) == 4
    process.kill()
    assert process.communicate()[1] == b""
    until(lambda: not group_of(process.pid))


@posix
def test_a_worker_with_much_to_say_notices_that_nobody_listens() -> None:
    process = parent("grow")
    assert all(lines(process, 1))
    process.kill()
    assert process.communicate()[1] == b""
    until(lambda: not group_of(process.pid))


@posix
def test_the_time_that_everything_was_stopped_is_no_time_of_a_task() -> None:
    # As with Ctrl-Z and fg: a nap of 1 s, with 1 + 1.5 s for it, and 3 s of standing still in the midst.
    process = parent("nap", then=0, grace=1.5)
    first = lines(process, 1)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(3)
    os.killpg(process.pid, signal.SIGCONT)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"Lost" not in b"".join([*first, out])
