"""A line on a terminal that says how far a long run is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def shown(file: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """A progress line that is gone at the end; what it gives is told what is done, how many, and of how many."""
    # No thread of its own: a process that forks workers has none.
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(file=file),
        auto_refresh=False,
        transient=True,
    )
    tasks = {}
    with bar:

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total, rate="")
            task = bar.tasks[tasks[what]]
            rate = f"{task.speed:.0f} per seconde" if task.speed else ""
            bar.update(tasks[what], completed=done, rate=rate)
            if done == total or done % 20 == 0:
                bar.refresh()

        yield tell
