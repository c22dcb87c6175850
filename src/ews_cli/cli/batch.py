"""`ews batch`: read many files, judge every provider, rank them, and write the results."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ews_cli.cli import inputs, output
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.options import fail_on_trede, no_input
from ews_cli.cli.output import Content, Format, Targets
from ews_cli.cli.policy import in_force
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.readers import ReadOptions

if TYPE_CHECKING:
    from ews_cli.batch.run import Outcome, Progress
    from ews_cli.batch.store import Readings
    from ews_cli.reports.blocks import Section
    from ews_cli.reports.tally import Tally

FORMATS = (
    Format.TABLE,
    Format.JSON,
    Format.JSONL,
    Format.CSV,
    Format.TSV,
    Format.PARQUET,
    Format.XLSX,
    Format.MD,
)
TABLES = frozenset({Format.CSV, Format.TSV, Format.PARQUET, Format.XLSX})
BINARY = frozenset({Format.PARQUET, Format.XLSX})
ENTRIES = frozenset({Format.JSON, Format.JSONL})
WIDEST = 200
"""Columns that a terminal report takes at most."""
PAGE = 10_000
"""Columns of a page that wraps by itself."""
ROOM_AROUND = 30
"""Lines of the screen beside the ranked providers."""
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews batch`, checked.

    Attributes:
        inputs: the files to read.
        voortgang: where the readings are kept, None for nowhere; `hervat` goes on with it.
        alles: show every provider, also when they do not fit the screen.
    """

    inputs: tuple[Path, ...]
    lezen: ReadOptions
    thresholds: str | None
    peildatum: date
    targets: Targets
    fail_on: int | None
    workers: int
    voortgang: Path | None
    hervat: bool
    alles: bool
    excel_nl: bool
    talk: Talk


@dataclass(frozen=True, slots=True)
class Typed:
    """The options of one call as typed."""

    paden: Sequence[str]
    lezen: Given
    thresholds: str | None
    peildatum: str | None
    format_: str | None
    output: Sequence[str]
    fail_on: str | None
    patroon: str | None
    workers: str | None
    voortgang: str | None
    hervat: bool
    alles: bool
    excel_nl: bool
    talk: Talk


def request(typed: Typed) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("batch", typed.paden, "jaarrekeningen/")
    day, wrong = day_of(typed.peildatum)
    problems += wrong
    trede, wrong = fail_on_trede(typed.fail_on)
    problems += wrong
    how, wrong = read_options(typed.lezen)
    problems += wrong
    size = _workers(typed.workers)
    if size is None:
        problems.append(
            bad("--workers", typed.workers, "is geen aantal; schrijf een heel getal van 1 tot 256")
        )
    named = [Path(name) for name in typed.paden]
    kept = Path(typed.voortgang) if typed.voortgang else None
    files, empty = inputs.expand(named, inputs.ACCOUNTS, typed.patroon)
    problems += [_nothing_in(folder, typed.patroon) for folder in empty]
    others = [*reader_files(typed.lezen), *(Path(f) for f in (typed.thresholds, typed.voortgang) if f)]
    targets, wrong = report_targets(typed.format_, typed.output, [*files, *others], FORMATS)
    problems += wrong
    if kept is not None and output.same_as_any(kept, files):
        problems.append(Problem("EWS402", "dit bestand is ook invoer; kies een andere naam", str(kept)))
    if targets.stdout in BINARY:
        problems.append(bad("--format", typed.format_, "is geen tekst; schrijf het met -o naar een bestand"))
    if typed.hervat and kept is None:
        problems.append(Problem("EWS403", "--hervat: noem met --voortgang het bestand om mee verder te gaan"))
    if problems or how is None or size is None:
        raise Stop(problems)
    return Request(
        # In an order of their own, so that the order in which they are typed changes nothing.
        tuple(sorted(files, key=str)),
        how,
        typed.thresholds,
        day,
        targets,
        trede,
        size,
        kept,
        typed.hervat,
        typed.alles,
        typed.excel_nl,
        typed.talk,
    )


def _nothing_in(folder: Path, patroon: str | None) -> Problem:
    what = f"geen bestand '{patroon}'" if patroon else "geen rekenblad of csv"
    return Problem("EWS401", f"{what} in deze map; noem een andere map of een bestand", str(folder))


def _workers(text: str | None) -> int | None:
    """The number of processes: by default one for each core that this process may use."""
    if text is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(text) if re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII) and int(text) <= 256 else None


def batch(asked: Request) -> ExitCode:
    """Do the work of one call."""
    from ews_cli.batch.run import run
    from ews_cli.batch.work import Job

    policy = in_force(asked.thresholds, asked.peildatum, asked.talk)
    wanted = {form for _, form in asked.targets.files} | {asked.targets.stdout}
    job = Job(
        asked.lezen,
        policy,
        asked.peildatum,
        entries=bool(wanted & ENTRIES),
        rows=bool(wanted & TABLES),
        problems=asked.talk.verbose,
    )
    paths = [str(path) for path in asked.inputs]
    try:
        with _stopping():
            with _kept(asked, paths) as readings, _progress(asked.talk) as progress:
                outcome = run(readings, paths, job, asked.workers, progress)
            with closing(outcome):
                asked.talk.problems([*outcome.problemen, *outcome.meldingen])
                _write(asked, policy, outcome)
    except OSError as error:
        melding = f"tussenresultaten niet te bewaren: {output.reason(error)}"
        raise Stop([Problem("EWS402", melding)]) from None
    return _answer(asked, outcome)


@contextmanager
def _stopping() -> Iterator[None]:
    """A request to stop is as an interrupt from the keyboard: what is written, is whole."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _kept(asked: Request, paths: list[str]) -> Iterator[Readings]:
    """Where the readings are kept: in a file without a name, or in the progress file."""
    from ews_cli.batch import store

    path = asked.voortgang
    try:
        if path is None:
            readings = store.Readings(paths)
        elif asked.hervat and path.exists():
            readings = store.go_on(path, paths, asked.lezen)
        else:
            readings = store.begin(path, paths, asked.lezen)
    except store.OtherRun as other:
        raise Stop([Problem("EWS403", f"--hervat: {other}", str(path))]) from None
    except FileExistsError:
        melding = "dit voortgangsbestand bestaat al; ga ermee verder met --hervat, of kies een andere naam"
        raise Stop([Problem("EWS402", melding, str(path))]) from None
    except OSError as error:
        melding = f"voortgangsbestand niet te schrijven: {output.reason(error)}"
        raise Stop([Problem("EWS402", melding, str(path))]) from None
    try:
        yield readings
    finally:
        readings.close()


@contextmanager
def _progress(talk: Talk) -> Iterator[Progress]:
    """A line on a terminal with what is done, the rate and the time left; nothing elsewhere."""
    import sys

    if talk.quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from ews_cli.reports.progress import shown

    with shown(sys.stderr) as tell:
        yield tell


def _write(asked: Request, policy: Thresholds, outcome: Outcome) -> None:
    from ews_cli.reports.tally import tally

    counts = tally(outcome.standings, len(outcome.bestanden), len(outcome.mislukt), outcome.problemen)
    contents = {path: _content(form, asked, policy, outcome, counts) for path, form in asked.targets.files}
    output.write_files(contents)
    if asked.targets.stdout is not None:
        output.write_pieces(_pieces(asked.targets.stdout, asked, policy, outcome, counts, screen=True))


def _content(form: Format, asked: Request, policy: Thresholds, outcome: Outcome, counts: Tally) -> Content:
    """What a file of a format holds."""
    if form not in BINARY:
        return output.in_pieces(lambda: _pieces(form, asked, policy, outcome, counts, screen=False))

    def fill(file: BinaryIO) -> None:
        from ews_cli.reports import wide

        make: Callable[..., None] = wide.workbook if form is Format.XLSX else wide.parquet
        try:
            make(file, policy, outcome.each_rows())
        except ImportError:
            melding = "voor .parquet is pyarrow nodig; installeer ews-jeugdhulp[parquet]"
            raise Stop([Problem("EWS402", melding)]) from None
        except wide.TooManyRows:
            melding = f"een blad kan niet meer dan {wide.MAX_ROWS} regels hebben; schrijf een .csv"
            raise Stop([Problem("EWS402", melding)]) from None

    return fill


def _pieces(
    form: Format, asked: Request, policy: Thresholds, outcome: Outcome, counts: Tally, screen: bool
) -> Iterator[str]:
    """A report as text, piece by piece; `screen` for stdout."""
    match form:
        case Format.JSON:
            from ews_cli.reports import json_report

            summary = {**counts._asdict()}
            yield from json_report.portfolio(
                policy, asked.peildatum, summary, outcome.each_entry(), outcome.problemen
            )
        case Format.JSONL:
            for entry in outcome.each_entry():
                yield "".join(line.strip() for line in entry.splitlines()) + "\n"
        case Format.CSV | Format.TSV:
            from ews_cli.reports import wide

            excel = asked.excel_nl
            delimiter = "\t" if form is Format.TSV else ";" if excel else ","
            yield from wide.text(policy, outcome.each_rows(), delimiter, decimal_comma=excel, bom=excel)
        case Format.MD:
            from ews_cli.reports import markdown

            yield markdown.report(_sections(asked, policy, outcome, counts, PAGE, None))
        case _:
            from ews_cli.reports import terminal

            width = output.stdout_width() if screen else output.FILE_WIDTH
            styled = screen and output.stdout_is_terminal()
            encoding = output.stdout_encoding() if screen else "utf-8"
            most = None
            if styled and not asked.alles:
                most = max(FEWEST, shutil.get_terminal_size().lines - ROOM_AROUND)
            parts = _sections(asked, policy, outcome, counts, width, most)
            yield terminal.report(parts, width, encoding, styled, WIDEST)


def _sections(
    asked: Request, policy: Thresholds, outcome: Outcome, counts: Tally, width: int, most: int | None
) -> Sequence[Section]:
    from ews_cli.reports import ranked

    return ranked.sections(
        ranked.Portfolio(
            outcome.standings,
            counts,
            outcome.problemen,
            outcome.mislukt,
            policy,
            asked.peildatum,
            most,
        ),
        width,
    )


def _answer(asked: Request, outcome: Outcome) -> ExitCode:
    """The exit code: a file without a provider or a provider without a figure is an incomplete answer."""
    if not outcome.standings and all(problem.code == "EWS101" for problem in outcome.problemen):
        return ExitCode.NOT_STARTED
    if outcome.problemen or outcome.mislukt or not all(s.beoordeeld for s in outcome.standings):
        return ExitCode.INCOMPLETE
    reached = asked.fail_on is not None and any(s.ten_minste >= asked.fail_on for s in outcome.standings)
    return ExitCode.NO if reached else ExitCode.OK
