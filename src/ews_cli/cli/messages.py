"""The talk: what goes to stderr, one line each, and what the exit codes mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from ews_cli.problems import Ernst, Problem


class ExitCode(IntEnum):
    """The answer of a run, a contract with whoever calls it."""

    OK = 0
    NO = 1
    """The check answered no: `--fail-on` was reached."""
    NOT_STARTED = 2
    """Wrong usage, an unusable threshold file, no input, or no place to write to."""
    BUG = 3
    """A bug of ours."""
    INCOMPLETE = 4
    """Done, but at least one input could not be read or scored; beats `NO`."""
    INTERRUPTED = 130


class Stop(Exception):
    """Ends a run: the problems to show and the exit code."""

    def __init__(self, problems: Iterable[Problem], code: ExitCode = ExitCode.NOT_STARTED) -> None:
        super().__init__()
        self.problems = tuple(problems)
        self.code = code


@dataclass(frozen=True, slots=True)
class Talk:
    """How much is said: with `quiet` only errors, with `verbose` also remarks."""

    quiet: bool = False
    verbose: bool = False

    def problems(self, problems: Iterable[Problem]) -> None:
        """Say each problem once, in its order."""
        for problem in dict.fromkeys(problems):
            if self._speaks(problem.weegt):
                say(str(problem))

    def _speaks(self, ernst: Ernst) -> bool:
        match ernst:
            case Ernst.FOUT:
                return True
            case Ernst.WAARSCHUWING:
                return not self.quiet
            case Ernst.OPMERKING:
                return self.verbose and not self.quiet


def say(text: str) -> None:
    """One clean line on stderr."""
    from ews_cli.reports.clean import clean

    show(clean(text))


def show(text: str) -> None:
    """Our own text on stderr, in its own lines; a stderr that is closed or full is no reason to stop."""
    from ews_cli.reports.clean import for_encoding

    if sys.stderr is None:
        return
    try:
        sys.stderr.write(for_encoding(text, sys.stderr.encoding or "utf-8") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
