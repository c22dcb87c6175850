"""The report of a check for programs: our own JSON, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ews_cli import __version__
from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import CODES, Ernst, Problem
from ews_cli.reports.checked import Checked, entries, holds
from ews_cli.reports.clean import clean

SCHEMA = 1
SARIF_SCHEMA = (
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
)
_LEVEL = {Ernst.FOUT: "error", Ernst.WAARSCHUWING: "warning", Ernst.OPMERKING: "note"}
Json = dict[str, Any]


def json_text(files: Sequence[Checked]) -> str:
    """Threshold files and their problems; `in_orde` is the answer (docs/json.md)."""
    return _document(files, "policy", [_policy(file.held) for file in files])


def recorded_text(files: Sequence[Checked]) -> str:
    """As `json_text`, for files of signals and decisions."""
    return _document(files, "vastgelegd", [_recorded(file.held) for file in files])


def _document(files: Sequence[Checked], key: str, held: Sequence[Json | None]) -> str:
    document = {
        "schema": SCHEMA,
        "in_orde": all(file.in_orde for file in files),
        "bestanden": [_file(file, key, holds) for file, holds in zip(files, held, strict=True)],
    }
    return _text(document)


def _policy(policy: Thresholds | Vastgelegd | None) -> Json | None:
    if not isinstance(policy, Thresholds):
        return None
    counted = holds(policy)
    return {
        "id": policy.id,
        "version": policy.version,
        "sha256": policy.sha256,
        "criteria": counted.criteria,
        "grenzen": counted.grenzen,
        "uit_bron": counted.uit_bron,
        "onze_lezing": counted.grenzen - counted.uit_bron,
    }


def _recorded(recorded: Thresholds | Vastgelegd | None) -> Json | None:
    if not isinstance(recorded, Vastgelegd):
        return None
    counted = entries(recorded)
    return {
        "sha256": recorded.sha256,
        "aanbieders": counted.aanbieders,
        "signalen": counted.signalen,
        "besluiten": counted.besluiten,
    }


def _file(file: Checked, key: str, held: Json | None) -> Json:
    return {
        "bestand": file.bestand,
        "in_orde": file.in_orde,
        "nagekeken": file.read,
        key: held,
        "problemen": [_problem(file, problem) for problem in file.problemen],
    }


def _problem(file: Checked, problem: Problem) -> Json:
    line, column = file.place(problem) or (None, None)
    return {
        "code": problem.code,
        "ernst": problem.weegt.value,
        "telt_mee": file.counts(problem),
        "waar": problem.waar,
        "regel": line,
        "kolom": column,
        "melding": problem.melding,
    }


def sarif(files: Sequence[Checked]) -> str:
    """SARIF 2.1.0: the codes as rules, each problem as a result. A file that cannot be read is one too."""
    found = [(file, problem) for file in files for problem in file.problemen]
    codes = sorted({problem.code for _, problem in found})
    run = {
        "tool": {
            "driver": {
                "name": "ews",
                "semanticVersion": __version__,
                "language": "nl",
                "rules": [_rule(code) for code in codes],
            }
        },
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": all(file.read for file in files)}],
        "artifacts": [{"location": {"uri": _uri(file.bestand)}} for file in files],
        "results": [_result(file, problem, codes.index(problem.code)) for file, problem in found],
    }
    return _text({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> Json:
    return {
        "id": code,
        "shortDescription": {"text": CODES[code].titel},
        "help": {"text": f"docs/thresholds.md, {code}"},
        "defaultConfiguration": {"level": _LEVEL[CODES[code].ernst]},
    }


def _result(file: Checked, problem: Problem, rule: int) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(file.bestand)}}
    if place := file.place(problem):
        physical["region"] = {"startLine": place[0], "startColumn": place[1]}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": "error" if file.counts(problem) else _LEVEL[problem.weegt],
        "message": {"text": _message(problem.melding)},
        "locations": [{"physicalLocation": physical}],
    }


def _message(melding: str) -> str:
    """A message in which SARIF finds no link (`[text](place)`) and no placeholder (`{0}`)."""
    return re.sub(r"\](?=\()|\{(?=\d)", r"\g<0> ", clean(melding))


def _uri(bestand: str) -> str:
    """A path as a URI reference: relative where the path is, so that it is found in the repository."""
    path = PurePath(bestand)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")


def _text(document: Json) -> str:
    # ASCII, and "##[" in a build log is a command, also in the middle of a line.
    return json.dumps(document, indent=2, ensure_ascii=True).replace("##", "#\\u0023") + "\n"
