"""`ews whatif`: the last year under assumptions, how far one can go, or two against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.assumption_values import Axis, Unusable, assumption, raster
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.options import no_input
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.policy import in_force
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.cli.whatif_options import Typed
from ews_cli.core.aannamen import AANNAMEN, Aanname
from ews_cli.core.beoordeling import HOOGSTE_BEREKENDE_TREDE, Beoordeling, beoordeel
from ews_cli.core.geldtekort import geldtekort
from ews_cli.core.scenario import Invulling, Scenario, pas_toe, scenario
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.uiterste import zoek
from ews_cli.problems import Ernst, Problem
from ews_cli.readers import ReadOptions
from ews_cli.reports.result import Result, Run
from ews_cli.reports.whatif import Grid, Outcome, WhatIf

FORMATS = (Format.TABLE, Format.MD, Format.CSV, Format.JSON)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews whatif`.

    Attributes:
        fixed: the assumptions with a size.
        open: the assumption to search with, and `tot` until which trede; both or neither.
        axes: the two assumptions of a grid.
    """

    inputs: tuple[Path, ...]
    lezen: ReadOptions
    fixed: tuple[Invulling, ...]
    open: Aanname | None
    tot: int | None
    axes: tuple[Axis, Axis] | None
    thresholds: str | None
    peildatum: date
    targets: Targets
    talk: Talk


def request(
    inputs: Sequence[str],
    lezen: Given,
    aannamen: Typed,
    tot: str | None,
    raster_: str | None,
    thresholds: str | None,
    peildatum: str | None,
    format_: str | None,
    output_: Sequence[str],
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("whatif", inputs, "jaarrekening.xlsx --opbrengsten -5%")
    fixed, opened, wrong = _assumptions(aannamen)
    problems += wrong
    axes, wrong = _axes(raster_)
    problems += wrong
    trede, wrong = _trede(tot)
    problems += wrong
    if not problems:
        problems += _together(fixed, opened, tot, axes)
    day, wrong = day_of(peildatum)
    problems += wrong
    how, wrong = read_options(lezen)
    problems += wrong
    paths = tuple(Path(name) for name in inputs)
    named = [*paths, *reader_files(lezen), *([Path(thresholds)] if thresholds else [])]
    targets, wrong = report_targets(format_, output_, named, FORMATS)
    problems += wrong
    if problems or how is None:
        raise Stop(problems)
    return Request(
        paths, how, fixed, opened[0] if opened else None, trede, axes, thresholds, day, targets, talk
    )


def _assumptions(typed: Typed) -> tuple[tuple[Invulling, ...], list[Aanname], list[Problem]]:
    fixed: list[Invulling] = []
    opened: list[Aanname] = []
    problems = []
    for naam, (text, *more) in typed.values.items():
        if more:
            problems.append(bad(_option(AANNAMEN[naam]), more[-1], "komt na een eerdere waarde; noem er een"))
            continue
        try:
            made = assumption(text, AANNAMEN[naam])
        except Unusable as wrong:
            problems.append(bad(_option(AANNAMEN[naam]), text, wrong.wat))
            continue
        if made is None:
            opened.append(AANNAMEN[naam])
        else:
            fixed.append(made)
    return tuple(fixed), opened, problems


def _option(aanname: Aanname) -> str:
    return f"--{aanname.naam.replace('_', '-')}"


def _axes(text: str | None) -> tuple[tuple[Axis, Axis] | None, list[Problem]]:
    if text is None:
        return None, []
    try:
        return raster(text), []
    except Unusable as wrong:
        return None, [bad("--raster", text, wrong.wat)]


def _trede(text: str | None) -> tuple[int | None, list[Problem]]:
    if text is None:
        return None, []
    if re.fullmatch(rf"[1-{HOOGSTE_BEREKENDE_TREDE}]", text, re.ASCII):
        return int(text), []
    what = f"is geen trede die cijfers kunnen halen; kies 1 tot en met {HOOGSTE_BEREKENDE_TREDE}"
    return None, [bad("--tot", text, what)]


def _together(
    fixed: Sequence[Invulling], opened: Sequence[Aanname], tot: str | None, axes: tuple[Axis, Axis] | None
) -> list[Problem]:
    """What is wrong with options that are right by themselves."""
    if tot is not None and axes is not None:
        return [Problem("EWS403", "--tot en --raster gaan niet samen; kies er een")]
    if tot is not None and len(opened) != 1:
        have = " en ".join(map(_option, opened)) or "geen enkele"
        melding = f"--tot zoekt met precies een aanname die open staat, nu {have}; schrijf --opbrengsten open"
        return [Problem("EWS403", melding)]
    if tot is None and opened:
        return [Problem("EWS403", f"{_option(opened[0])}: open vraagt om een trede; voeg --tot TREDE toe")]
    if axes is not None:
        double = [i.aanname for i in fixed if i.aanname in [axis.aanname for axis in axes]]
        return [
            Problem("EWS403", f"{_option(a)} staat ook in --raster; noem de aanname een keer") for a in double
        ]
    if not fixed and not opened:
        melding = "er is geen aanname gegeven; bijvoorbeeld: ews whatif jaarrekening.xlsx --opbrengsten -5%"
        return [Problem("EWS401", melding)]
    return []


def whatif(asked: Request) -> ExitCode:
    """Read, assume, report and answer."""
    from ews_cli import portfolio, readers

    policy = in_force(asked.thresholds, asked.peildatum, asked.talk)
    readings = (one for path in asked.inputs for one in readers.read_each(path, asked.lezen))
    run = portfolio.assess(readings, policy, asked.peildatum)
    made = _outcomes(asked, run)
    asked.talk.problems([*made.problemen, *(p for result in run.results for p in result.problemen)])
    output.write_report(asked.targets, partial(_render, made))
    if not run.results and all(problem.code == "EWS101" for problem in run.problemen):
        return ExitCode.NOT_STARTED
    wrong = any(problem.weegt is Ernst.FOUT for problem in made.problemen)
    judged = all(outcome.result.judged for outcome in made.outcomes)
    return ExitCode.INCOMPLETE if run.failed or wrong or not judged else ExitCode.OK


def _outcomes(asked: Request, run: Run) -> WhatIf:
    outcomes, problems = [], list(run.problemen)
    for result in run.results:
        outcome = _outcome(asked, result, run.thresholds)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            outcomes.append(outcome)
    return WhatIf(run, asked.fixed, asked.open, tuple(outcomes), tuple(problems))


def _outcome(asked: Request, result: Result, policy: Thresholds) -> Outcome | Problem:
    jaren, day = result.jaren, asked.peildatum
    if not result.has_accounts:
        melding = "er is geen jaarrekening, alleen tussentijdse cijfers; geef de jaarrekening erbij"
        return Problem("EWS411", melding, jaren[-1].bestand)
    if asked.axes is not None:
        return _grid(asked, result, policy, asked.axes)
    if asked.open is None or asked.tot is None:
        one = scenario(jaren, asked.fixed, policy, day)
        return one if isinstance(one, Problem) else Outcome(result, (one,))
    found = zoek(jaren, asked.fixed, asked.open, asked.tot, policy, day)
    if isinstance(found, Problem):
        return found
    each = [
        scenario(jaren, [*asked.fixed, Invulling(asked.open, far.bedrag)], policy, day)
        for far in found.uitersten
    ]
    return Outcome(result, tuple(one for one in each if isinstance(one, Scenario)), found)


def _grid(asked: Request, result: Result, policy: Thresholds, axes: tuple[Axis, Axis]) -> Outcome | Problem:
    down, right = (axis.invullingen for axis in axes)
    short = set()

    def cell(row: int, column: int) -> Beoordeling | Problem:
        jaar = pas_toe(result.jaren[-1], [*asked.fixed, down[row], right[column]])
        if isinstance(jaar, Problem):
            return jaar
        if geldtekort(result.jaren[-1], jaar) is not None:
            short.add((row, column))
        return beoordeel([*result.jaren[:-1], jaar], policy, asked.peildatum)

    cells = tuple(tuple(cell(n, m) for m in range(len(right))) for n in range(len(down)))
    flat = [one for row in cells for one in row]
    impossible = [one for one in flat if isinstance(one, Problem)]
    if len(impossible) == len(flat):
        return impossible[0]
    return Outcome(result, (), grid=Grid(down, right, cells, frozenset(short)))


def _render(made: WhatIf, wanted: Format, width: int, encoding: str, styled: bool) -> str:
    if wanted is Format.JSON:
        from ews_cli.reports import whatif_json

        return whatif_json.whatif(made)
    if wanted is Format.CSV:
        from ews_cli.reports import whatif_csv

        return whatif_csv.table(made)
    from ews_cli.reports import whatif_report

    parts = whatif_report.sections(made)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts, level=3)
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled)
