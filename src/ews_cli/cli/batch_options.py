"""What `ews batch` can be asked, checked before any work is done."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ews_cli.cli import inputs, output
from ews_cli.cli.messages import Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.options import fail_on_trede, no_input
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.problems import Problem
from ews_cli.readers import ReadOptions
from ews_cli.reports.choice import Treden, treden

FORMATS = (
    Format.TABLE,
    Format.JSON,
    Format.JSONL,
    Format.CSV,
    Format.TSV,
    Format.PARQUET,
    Format.XLSX,
    Format.MD,
    Format.HTML,
)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews batch`, checked.

    Attributes:
        inputs: the files to read.
        voortgang: where the readings are kept, None for nowhere; `hervat` goes on with it.
        alles: show every provider, also when they do not fit the screen.
        register: the register of providers, None for none; `regio` is one of its regions.
        trede: the treden to show, None for all; `sorteer` the order to show them in.
        signalen: the file of signals and decisions, None for none.
        vorige: the result of the run before this one, None for none.
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
    register: Path | None
    regio: str | None
    trede: Treden | None
    sorteer: str
    signalen: Path | None
    vorige: Path | None
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
    register: str | None
    regio: str | None
    trede: str | None
    sorteer: str | None
    signalen: str | None
    vorige: str | None
    talk: Talk


def request(typed: Typed) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("batch", typed.paden, "jaarrekeningen/")
    day, wrong = day_of(typed.peildatum)
    problems += wrong
    fail_on, wrong = fail_on_trede(typed.fail_on)
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
    others = [
        *reader_files(typed.lezen),
        *(Path(f) for f in _others(typed) if f),
    ]
    targets, wrong = report_targets(typed.format_, typed.output, [*files, *others], FORMATS)
    problems += wrong
    if kept is not None and output.same_as_any(kept, files):
        problems.append(Problem("EWS402", "dit bestand is ook invoer; kies een andere naam", str(kept)))
    if typed.hervat and kept is None:
        problems.append(Problem("EWS403", "--hervat: noem met --voortgang het bestand om mee verder te gaan"))
    chosen = None if typed.trede is None else treden(typed.trede)
    if typed.trede is not None and chosen is None:
        problems.append(bad("--trede", typed.trede, "is geen trede; schrijf 3, 3+ of 4-5"))
    if typed.regio is not None and typed.register is None:
        problems.append(Problem("EWS403", "--regio vraagt een register; noem het met --register"))
    if problems or how is None or size is None:
        raise Stop(problems)
    return Request(
        # In an order of their own, so that the order in which they are typed changes nothing.
        tuple(sorted(files, key=str)),
        how,
        typed.thresholds,
        day,
        targets,
        fail_on,
        size,
        kept,
        typed.hervat,
        typed.alles,
        typed.excel_nl,
        Path(typed.register) if typed.register else None,
        typed.regio,
        chosen,
        typed.sorteer or "trede",
        Path(typed.signalen) if typed.signalen else None,
        Path(typed.vorige) if typed.vorige else None,
        typed.talk,
    )


def _others(typed: Typed) -> tuple[str | None, ...]:
    """The files beside the accounts that a run reads or keeps."""
    return typed.thresholds, typed.voortgang, typed.register, typed.signalen, typed.vorige


def _nothing_in(folder: Path, patroon: str | None) -> Problem:
    what = f"geen bestand '{patroon}'" if patroon else "geen rekenblad of csv"
    return Problem("EWS401", f"{what} in deze map; noem een andere map of een bestand", str(folder))


def _workers(text: str | None) -> int | None:
    """The number of processes: by default one for each core that this process may use."""
    if text is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(text) if re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII) and int(text) <= 256 else None
