"""The report of `ews thresholds check` as JUnit XML: a suite per file, a failure per problem.

The form is the one that both the schema of Ant's JUnit task and the CI systems accept; a time has no meaning
here and is 0, so that the same files give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ews_cli.problems import CODES, Problem
from ews_cli.reports.checked import Checked, verdict
from ews_cli.reports.clean import clean


def junit(files: Sequence[Checked], today: date) -> str:
    """The files as test suites, dated `today`."""
    suites = "".join(_suite(number, file, today) for number, file in enumerate(files))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{suites}</testsuites>\n'


def _suite(number: int, file: Checked, today: date) -> str:
    cases = [_case(file, problem) for problem in file.fouten]
    if file.in_orde:
        cases = [f"    <testcase{_attributes(name=verdict(file), classname=file.bestand, time='0')}/>\n"]
    told = [str(problem) for problem in file.problemen if not file.counts(problem)]
    attributes = _attributes(
        id=str(number),
        package="ews thresholds check",
        name=file.bestand,
        timestamp=f"{today}T00:00:00",
        hostname="localhost",
        tests=str(len(cases)),
        failures=str(len(file.fouten) if file.read else 0),
        errors=str(0 if file.read else len(file.fouten)),
        time="0",
    )
    said = escape("\n".join(clean(line) for line in told))
    return (
        f"  <testsuite{attributes}>\n    <properties/>\n{''.join(cases)}"
        f"    <system-out>{said}</system-out>\n    <system-err/>\n  </testsuite>\n"
    )


def _case(file: Checked, problem: Problem) -> str:
    place = file.place(problem)
    where = f"regel {place[0]}, kolom {place[1]}: " if place else ""
    name = f"{where}{problem.code} {CODES[problem.code].titel}"
    kind = "failure" if file.read else "error"
    failure = f"<{kind}{_attributes(message=problem.melding, type=problem.code)}>{escape(clean(str(problem)))}</{kind}>"
    case = _attributes(name=name, classname=file.bestand, time="0")
    return f"    <testcase{case}>\n      {failure}\n    </testcase>\n"


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(clean(value))}" for name, value in values.items())
