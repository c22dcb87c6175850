"""The report of a check as lines: for a person, and as the annotations of GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ews_cli.problems import CODES, Ernst, Problem
from ews_cli.reports.checked import Checked, total, verdict
from ews_cli.reports.clean import clean

_LEVEL = {Ernst.FOUT: "error", Ernst.WAARSCHUWING: "warning", Ernst.OPMERKING: "notice"}


def text(files: Sequence[Checked], quiet: bool = False) -> str:
    """Every problem as `file:line:col: code what`, a verdict per file, and with more files a total.

    With `quiet` only the problems.
    """
    lines: list[str] = []
    for file in files:
        lines += [str(problem) for problem in file.problemen]
        if file.read and not quiet:
            lines.append(verdict(file))
    if len(files) > 1 and not quiet:
        lines.append(total(files))
    return "".join(f"{clean(line)}\n" for line in lines)


def github(files: Sequence[Checked]) -> str:
    """An annotation per problem, and the verdict of each file as plain text.

    What comes from a file is escaped, so that it can neither end an annotation nor begin a command.
    """
    lines: list[str] = []
    for file in files:
        lines += [_annotation(file, problem) for problem in file.problemen]
        lines.append(clean(verdict(file)))
    return "\n".join(lines) + "\n"


def _annotation(file: Checked, problem: Problem) -> str:
    level = "error" if file.counts(problem) else _LEVEL[problem.weegt]
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(file, problem))
    return f"::{level} {properties}::{_data(clean(problem.melding))}"


def _properties(file: Checked, problem: Problem) -> Iterator[tuple[str, str]]:
    yield "file", clean(file.bestand)
    if place := file.place(problem):
        yield "line", str(place[0])
        yield "col", str(place[1])
    yield "title", f"{problem.code} {CODES[problem.code].titel}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
