"""Reading in a process of its own, for the kinds of file that cannot be looked through first.

A reader that aborts takes the interpreter along; here it takes only the child, within a bound on time and
memory. Starting the child costs about 0.2 s, so plain .xlsx files are read in place.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ews_cli.problems import Problem
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Sheet, read_workbook, within

Answer = tuple[list[Sheet], list[Problem]] | tuple[str, str]
"""Sheets with the problems of those left out, or the code and the words of a refusal."""


def read_isolated(path: Path, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The worksheets of a workbook, and the problem of each that was left out.

    Raises Refused when the child dies, hangs or refuses. Where nothing is to be isolated, this process reads,
    and may die over it.
    """
    if not limits.isolate:
        with _limited(limits.memory):
            return within(read_workbook(path), limits)
    numbers = (str(number) for number in (limits.memory, limits.cells, limits.filled))
    # -P and the path of this process: no file in the current folder can pass itself off as a module.
    command = [sys.executable, "-P", "-m", __name__, str(path), *numbers]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        child = subprocess.run(
            command, capture_output=True, timeout=limits.seconds, stdin=subprocess.DEVNULL, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            "EWS107", f"het lezen duurde langer dan {limits.seconds:.0f} seconden en is gestopt"
        ) from error
    if child.returncode != 0:
        raise Refused(
            "EWS107",
            "het leesprogramma is op dit bestand vastgelopen; sla het op als .xlsx en probeer opnieuw",
        )
    answer: Answer = pickle.loads(child.stdout)  # written by our own child, not by the file
    if isinstance(answer[0], str):
        raise Refused(answer[0], str(answer[1]))
    return answer


def _main(path: str, memory: str, cells: str, filled: str) -> None:
    answer: Answer
    try:
        with _limited(int(memory)):
            answer = within(read_workbook(Path(path)), Limits(cells=int(cells), filled=int(filled)))
    except Refused as refused:
        answer = (refused.code, refused.melding)
    sys.stdout.buffer.write(pickle.dumps(answer))


@contextmanager
def _limited(memory: int) -> Iterator[None]:
    """So many bytes more than this process has already, and afterwards as many as before."""
    if sys.platform == "win32":  # Windows has no such limit; the time limit holds there
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory + _in_use()
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _in_use() -> int:
    """The bytes of addresses that this process has; nothing where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    _main(*sys.argv[1:])
