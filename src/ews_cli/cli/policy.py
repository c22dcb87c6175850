"""The policy that a command works with, and what people recorded in its terms."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from ews_cli import thresholds_file
from ews_cli.cli.messages import Stop, Talk
from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem


def in_force(named: str | None, peildatum: date, talk: Talk) -> Thresholds:
    """The policy in the file that is named, or else in the one that holds here.

    Raises Stop when it cannot be used on the peildatum.
    """
    path = thresholds_file.find(named, os.environ, Path())
    policy, problems = thresholds_file.load(path)
    if policy is None:
        raise Stop(problems)
    talk.problems(problems)
    if reason := policy.niet_geldig_op(peildatum):
        raise Stop([Problem("EWS403", f"--peildatum: {reason}", policy.bestand)])
    return policy


def recorded(path: Path | None, policy: Thresholds) -> Vastgelegd | None:
    """The signals and decisions in a file, None without one. Raises Stop when they cannot be used."""
    if path is None:
        return None
    from ews_cli import signals_file

    found, problems = signals_file.load(path, policy, date.today())
    if found is None:
        raise Stop(problems)
    return found
