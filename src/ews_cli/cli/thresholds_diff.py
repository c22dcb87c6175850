"""`ews thresholds diff`: what another policy says, and what it does to real providers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ews_cli import thresholds_file
from ews_cli.cli import output
from ews_cli.cli.inputs import expand
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.readers import ReadOptions
from ews_cli.reports.impact import Impact
from ews_cli.reports.policy_changes import Change, changes
from ews_cli.thresholds_file.what_if import FORM, Wish, policy, wish

FORMATS = (Format.TABLE, Format.MD, Format.JSON)
USAGE = "geef twee drempelbestanden, OUD en NIEUW, of met --wat-als ten hoogste een"


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews thresholds diff`.

    Attributes:
        files: the old and the new file, or with `wishes` the one that they change.
        inputs: whose treden are held against both; None when nobody's are asked for.
    """

    files: tuple[Path, ...]
    wishes: tuple[Wish, ...]
    inputs: tuple[Path, ...] | None
    lezen: ReadOptions
    peildatum: date
    targets: Targets
    fail_on_change: bool
    talk: Talk


def request(
    files: Sequence[str],
    wishes: Sequence[str],
    inputs: Sequence[str],
    lezen: Given,
    peildatum: str | None,
    format_: str | None,
    output_: Sequence[str],
    fail_on_change: bool,
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems: list[Problem] = []
    if len(files) > 1 if wishes else len(files) != 2:
        problems.append(Problem("EWS401", USAGE))
    wanted = [(text, wish(text)) for text in wishes]
    problems += [bad("--wat-als", text, f"is geen grens; {FORM}") for text, w in wanted if w is None]
    day, wrong = day_of(peildatum)
    how, unreadable = read_options(lezen)
    paths = [Path(name) for name in files] or [thresholds_file.find(None, os.environ, Path())]
    found, empty = expand(Path(name) for name in inputs)
    problems += [Problem("EWS401", "geen bestand om te lezen in deze map", str(folder)) for folder in empty]
    targets, refused = report_targets(format_, output_, [*paths, *found, *reader_files(lezen)], FORMATS)
    problems += [*wrong, *unreadable, *refused]
    if problems or how is None:
        raise Stop(problems)
    return Request(
        tuple(paths),
        tuple(w for _, w in wanted if w),
        tuple(found) if inputs else None,
        how,
        day,
        targets,
        fail_on_change,
        talk,
    )


def diff(asked: Request) -> ExitCode:
    """Compare, report and answer."""
    old, new = _policies(asked)
    # A wish has no words of its own, only a bound.
    found = [change for change in changes(old, new) if not asked.wishes or change.wat.startswith("grens")]
    impact = None if asked.inputs is None else _impact(asked, old, new)
    output.write_report(asked.targets, partial(_render, asked, old, new, found, impact))
    if impact and impact.niet_gelezen:
        return ExitCode.INCOMPLETE
    return ExitCode.NO if asked.fail_on_change and found else ExitCode.OK


def _policies(asked: Request) -> tuple[Thresholds, Thresholds]:
    """The old policy and the new one; raises Stop when one of them cannot be used."""
    loaded = [thresholds_file.load(path) for path in asked.files]
    policies = [made for made, _ in loaded if made]
    if len(policies) < len(loaded):
        raise Stop([problem for _, problems in loaded for problem in problems])
    if asked.wishes:
        raw = thresholds_file.read_file(asked.files[0])
        if isinstance(raw, Problem):
            raise Stop([raw])
        made, problems = policy(raw, policies[0].bestand, asked.wishes, asked.peildatum, date.today())
        if made is None:
            raise Stop(problems)
        policies.append(made)
    if asked.inputs is not None:
        reasons = [(p, reason) for p in policies if (reason := p.niet_geldig_op(asked.peildatum))]
        if reasons:
            raise Stop([Problem("EWS403", f"--peildatum: {reason}", p.bestand) for p, reason in reasons])
    return policies[0], policies[1]


def _impact(asked: Request, old: Thresholds, new: Thresholds) -> Impact:
    """Everyone in the inputs under both policies."""
    from ews_cli import impact, readers, results_file

    inputs = asked.inputs or ()
    results = [path for path in inputs if path.suffix.lower() == ".json"]
    accounts = (path for path in inputs if path not in results)
    readings = [one for path in accounts for one in readers.read_each(path, asked.lezen)]
    providers, problems, failed = impact.of_readings(readings, old, new, asked.peildatum)
    unread = list(failed)
    for path in results:
        result, wrong = results_file.load(path)
        problems += wrong
        if result is None:
            unread.append(str(path))
        else:
            providers += impact.of_scored(result.aanbieders, old, new, asked.peildatum)
    asked.talk.problems(problems)
    return Impact(tuple(providers), tuple(unread))


def _notes(asked: Request, old: Thresholds, new: Thresholds, found: Sequence[Change]) -> list[str]:
    """What a policy owner would want to be told."""
    notes, peildatum = [], asked.peildatum
    if old.version == new.version and any(c.wat.startswith("grens") for c in found) and not asked.wishes:
        notes.append(f"De grenzen verschillen, maar het beleid heet nog steeds {new.id} {new.version}.")
    later = [v.valid_from for c in new.criteria.values() for v in c.versions if v.valid_from > peildatum]
    if later:
        notes.append(
            f"Een versie die begint op {min(later)} telt op {peildatum} nog niet mee; kies --peildatum {min(later)}."
        )
    return notes


def _render(
    asked: Request,
    old: Thresholds,
    new: Thresholds,
    found: Sequence[Change],
    impact: Impact | None,
    wanted: Format,
    width: int,
    encoding: str,
    styled: bool,
) -> str:
    notes = _notes(asked, old, new, found)
    if wanted is Format.JSON:
        from ews_cli.reports import diff_json

        return diff_json.diff(old, new, found, impact, notes, asked.peildatum)
    from ews_cli.reports import diff_report

    parts = diff_report.sections(old, new, found, impact, notes)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts, level=3)
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled)
