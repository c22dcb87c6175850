"""A policy with other bounds, without a file: what the file says, with some bounds replaced, through the same gate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ews_cli.core.thresholds import Thresholds, Vergelijking
from ews_cli.problems import Problem
from ews_cli.thresholds_file import KIND, build, judge
from ews_cli.yaml_text import Document, Plain, read_bytes
from ews_cli.yaml_text.suggest import did_you_mean

FORM = "schrijf criterium.trede=grens, zoals liquiditeit.4=0.8"
READING = "Een aanname, om te zien wat zij doet."
_WISH = re.compile(r"([^.=]+)\.([1-6])(?:\.([a-z_]+))?=(.*)")


@dataclass(frozen=True, slots=True)
class Wish:
    """One bound that is to be another: `liquiditeit.4=0.8`, or `liquiditeit.4.below=0.8` where a trede has more."""

    text: str
    criterium: str
    trede: int
    vergelijking: str | None
    grens: str


def wish(text: str) -> Wish | None:
    """A wish as typed; None when it is not written like one."""
    match = _WISH.fullmatch(text)
    if not match:
        return None
    return Wish(text, match[1], int(match[2]), match[3], match[4].strip())


def policy(
    raw: bytes, name: str, wishes: Sequence[Wish], peildatum: date, today: date
) -> tuple[Thresholds | None, list[Problem]]:
    """The policy in these bytes with the wishes come true, in the versions in force on the peildatum.

    The bytes must have passed the gate; the changed bounds pass it here, so that no wish makes a policy that a
    file could not hold. The policy is None when there are problems.
    """
    document = read_bytes(raw, KIND)
    problems = [problem for w in wishes if (problem := _grant(document, w, peildatum))]
    if problems:
        return None, problems
    title = f"{name} met {' en '.join(w.text for w in wishes)}"
    made, wrong = judge(document, title, hashlib.sha256(raw).hexdigest(), today)
    return made, [Problem(p.code, p.melding, f"--wat-als {' '.join(w.text for w in wishes)}") for p in wrong]


def _grant(document: Document, wanted: Wish, peildatum: date) -> Problem | None:
    """Change the bound in the document; a problem when there is not exactly one such bound."""
    criteria = document.get("criteria")
    if wanted.criterium not in criteria:
        return _refused(wanted, f"onbekend criterium; {did_you_mean(wanted.criterium, criteria)}")
    versions = document.get("criteria", wanted.criterium, "versions")
    in_force = next((i for i, v in enumerate(versions) if build.version(v).geldt_op(peildatum)), None)
    if in_force is None:
        return _refused(wanted, f"{wanted.criterium} heeft geen versie op {peildatum}")
    found = [
        (band, key)
        for band in versions[in_force]["bands"]
        for key in band
        if key in {v.value for v in Vergelijking}
        and int(band["trede"]) == wanted.trede
        and wanted.vergelijking in (None, key)
    ]
    if not found:
        return _refused(wanted, f"{wanted.criterium} heeft geen zulke grens voor trede {wanted.trede}")
    if len(found) > 1:
        example = f"{wanted.criterium}.{wanted.trede}.{found[0][1]}={wanted.grens}"
        return _refused(
            wanted, f"er zijn meer grenzen voor trede {wanted.trede}; noem er een, zoals {example}"
        )
    band, key = found[0]
    band[key] = Plain(wanted.grens)
    band.setdefault("reading", READING)
    return None


def _refused(wanted: Wish, melding: str) -> Problem:
    return Problem("EWS403", f"--wat-als {wanted.text}: {melding}")
