"""What a what-if is about: a provider, what is assumed of its last year, and what comes of it."""

from __future__ import annotations

from typing import NamedTuple

from ews_cli.core.aannamen import Aanname
from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.scenario import Invulling, Scenario
from ews_cli.core.uiterste import Gezocht
from ews_cli.problems import Problem
from ews_cli.reports.result import Result, Run


class Grid(NamedTuple):
    """Two assumptions against each other.

    Attributes:
        down, right: the values of the first and of the second.
        cells: per value of `down` the judgement with each of `right`, or why there is none.
        short: the places in `cells`, counted from zero, where money runs out.
    """

    down: tuple[Invulling, ...]
    right: tuple[Invulling, ...]
    cells: tuple[tuple[Beoordeling | Problem, ...], ...]
    short: frozenset[tuple[int, int]]


class Outcome(NamedTuple):
    """What comes of the assumptions for one provider.

    Attributes:
        scenarios: the year under the assumptions; with a search one for each answer, with a grid none.
        found: the outcome of the search, if one was asked for.
        grid: the grid, if one was asked for.
    """

    result: Result
    scenarios: tuple[Scenario, ...]
    found: Gezocht | None = None
    grid: Grid | None = None


class WhatIf(NamedTuple):
    """One call of `ews whatif`.

    Attributes:
        run: the accounts as they are.
        fixed: the assumptions that hold throughout.
        open: the one that is searched, None without a search.
        outcomes: one for each provider for which the assumptions say something.
        problemen: why they say nothing for another, after the problems of the run.
    """

    run: Run
    fixed: tuple[Invulling, ...]
    open: Aanname | None
    outcomes: tuple[Outcome, ...]
    problemen: tuple[Problem, ...]
