"""What a command line asks for, apart from doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ews_cli.cli.messages import ExitCode


@dataclass(frozen=True, slots=True)
class Work:
    """One call: what it does, and whether a bug of ours shows its traceback."""

    do: Callable[[], ExitCode]
    verbose: bool = False
