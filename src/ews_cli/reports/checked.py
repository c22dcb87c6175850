"""What the reports of a check are about: files, each with what it holds and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Band, Thresholds
from ews_cli.problems import Ernst, Problem
from ews_cli.reports.rows import count_text, number


@dataclass(frozen=True, slots=True)
class Checked:
    """One threshold file, or one file of signals and decisions.

    Attributes:
        bestand: its name as the user gave it.
        read: False when there is nothing to check, because the file could not be read.
        held: what it holds; None when a problem is an error.
        problemen: what is wrong with it, in its order.
        strict: whether warnings count as errors.
    """

    bestand: str
    read: bool
    held: Thresholds | Vastgelegd | None
    problemen: tuple[Problem, ...]
    strict: bool

    @property
    def fouten(self) -> tuple[Problem, ...]:
        """The problems that count."""
        return tuple(p for p in self.problemen if self.counts(p))

    @property
    def in_orde(self) -> bool:
        """Whether nothing that counts is wrong; a file that was not read never is."""
        return self.read and not self.fouten

    def counts(self, problem: Problem) -> bool:
        """Whether a problem makes the answer no."""
        return problem.weegt is Ernst.FOUT or (self.strict and problem.weegt is Ernst.WAARSCHUWING)

    def place(self, problem: Problem) -> tuple[int, int] | None:
        """The line and column of a problem, both counted from 1; None when it has no place."""
        _, _, place = (problem.waar or "").removeprefix(self.bestand).partition(":")
        line, _, column = place.partition(":")
        return (int(line), int(column)) if line else None


@dataclass(frozen=True, slots=True)
class Holds:
    """How many criteria and bounds a policy has, all versions together."""

    criteria: int
    grenzen: int
    uit_bron: int

    def __str__(self) -> str:
        noun = "criterium" if self.criteria == 1 else "criteria"
        bounds = "grens" if self.grenzen == 1 else "grenzen"
        return (
            f"{self.criteria} {noun}, {self.grenzen} {bounds}: "
            f"{self.uit_bron} uit de bron, {self.grenzen - self.uit_bron} onze lezing"
        )


def holds(policy: Thresholds) -> Holds:
    """Count what a policy holds."""
    bands: list[Band] = [b for c in policy.criteria.values() for v in c.versions for b in v.bands]
    return Holds(len(policy.criteria), len(bands), sum(band.uit_bron for band in bands))


@dataclass(frozen=True, slots=True)
class Entries:
    """How many providers, signals and decisions people recorded in a file."""

    aanbieders: int
    signalen: int
    besluiten: int

    def __str__(self) -> str:
        return ", ".join(
            (
                number(self.aanbieders, "aanbieder", "aanbieders"),
                number(self.signalen, "signaal", "signalen"),
                number(self.besluiten, "besluit", "besluiten"),
            )
        )


def entries(recorded: Vastgelegd) -> Entries:
    """Count what people recorded."""
    dossiers = recorded.dossiers
    return Entries(
        len(dossiers), sum(len(d.signalen) for d in dossiers), sum(len(d.besluiten) for d in dossiers)
    )


def verdict(checked: Checked) -> str:
    """One line on a file: what it holds, or how much is wrong with it (Dutch)."""
    if not checked.read:
        return f"{checked.bestand}: niet nagekeken"
    warnings = len(checked.problemen) - len(checked.fouten)
    also = f", {number(warnings, 'waarschuwing', 'waarschuwingen')}" if warnings else ""
    if not checked.in_orde:
        return f"{checked.bestand}: niet in orde ({number(len(checked.fouten), 'fout', 'fouten')}{also})"
    held = checked.held
    what = holds(held) if isinstance(held, Thresholds) else entries(held) if held else ""
    return f"{checked.bestand}: in orde ({what}{also})"


def total(files: Sequence[Checked]) -> str:
    """One line on all files."""
    right = sum(file.in_orde for file in files)
    unread = sum(not file.read for file in files)
    parts = [f"{count_text(right)} in orde"]
    if wrong := len(files) - right - unread:
        parts.append(f"{count_text(wrong)} niet in orde")
    if unread:
        parts.append(f"{count_text(unread)} niet nagekeken")
    return f"{number(len(files), 'bestand', 'bestanden')}: {', '.join(parts)}"
