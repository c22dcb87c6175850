"""A what-if as csv: a row for the figures as they are, and one for each set of assumptions, told apart in `stand`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ews_cli.core.aannamen import AANNAMEN, Aanname
from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.scenario import Invulling
from ews_cli.reports.clean import safe
from ews_cli.reports.columns import Kind, Value, cell, columns, values
from ews_cli.reports.whatif import Outcome, WhatIf

REAL, ASSUMED = "werkelijk", "als dit gebeurt"


def table(made: WhatIf) -> str:
    """The columns are those of the csv of `ews batch`, after `stand` and the assumptions that are made.

    An assumption in percent is a fraction in `…_procent`, one in euro an amount; a pair of a grid that cannot be
    has no row.
    """
    used = list(_used(made))
    found = columns(made.run.thresholds)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [f"aanname_{aanname.naam}{suffix}" for aanname in used for suffix in ("", "_procent")]
    writer.writerow(["stand", *heads, *(column.name for column in found)])
    for outcome in made.outcomes:
        naam = outcome.result.aanbieder
        for stand, assumed, judged in _rows(outcome, made.fixed):
            cells = [cell(value) for value in values(naam, judged, made.run.thresholds)]
            shown = [
                safe(c) if column.kind is Kind.TEXT else c for c, column in zip(cells, found, strict=True)
            ]
            writer.writerow([stand, *(cell(v) for v in _sizes(assumed, used)), *shown])
    return out.getvalue()


def _used(made: WhatIf) -> Iterator[Aanname]:
    """The assumptions that are made, in their usual order."""
    given = {one.aanname.naam for one in made.fixed} | {made.open.naam if made.open else ""}
    for outcome in made.outcomes:
        for axis in (outcome.grid.down, outcome.grid.right) if outcome.grid else ():
            given.add(axis[0].aanname.naam)
    return (aanname for aanname in AANNAMEN.values() if aanname.naam in given)


def _rows(
    outcome: Outcome, fixed: Sequence[Invulling]
) -> Iterator[tuple[str, Sequence[Invulling], Beoordeling]]:
    yield REAL, (), outcome.result.beoordeling
    for one in outcome.scenarios:
        yield ASSUMED, one.invullingen, one.na
    if outcome.grid is not None:
        for down, cells in zip(outcome.grid.down, outcome.grid.cells, strict=True):
            for right, judged in zip(outcome.grid.right, cells, strict=True):
                if isinstance(judged, Beoordeling):
                    yield ASSUMED, (*fixed, down, right), judged


def _sizes(assumed: Sequence[Invulling], used: Sequence[Aanname]) -> Iterator[Value]:
    size = {(one.aanname.naam, one.procent): one.waarde for one in assumed}
    for aanname in used:
        yield size.get((aanname.naam, False))
        procent = size.get((aanname.naam, True))
        yield None if procent is None else Fraction(procent) / 100
