"""What a report on a reading is about: a file, its sheets, its years, and how each figure was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ews_cli.core.checks import Check, check_jaar
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, what it was taken for (sections of the vocabulary), and whether a figure came from it."""

    naam: str
    zichtbaar: bool
    secties: tuple[str, ...]
    gelezen: bool


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """One amount that a post of a year may be, in euro, and why it stands or not (Dutch).

    `naam` is a post or a helper row of the vocabulary.
    """

    boekjaar: int
    naam: str
    bedrag: Decimal
    cel: str
    label: str
    gekozen: bool
    waarom: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was read from one file.

    Attributes:
        jaren: its years, oldest first; empty when nothing could be read.
        problemen: what was wrong, left out or chosen in reading.
    """

    bestand: str
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    bladen: tuple[Sheet, ...] = ()
    kandidaten: tuple[Kandidaat, ...] = ()

    def checks(self) -> list[tuple[Jaarrekening, tuple[Check, ...]]]:
        """The accounting identities of each year, the youngest first; a year is held against the one before."""
        by_year = {jaar.boekjaar: jaar for jaar in self.jaren}
        return [(jaar, check_jaar(jaar, by_year.get(jaar.boekjaar - 1))) for jaar in reversed(self.jaren)]

    def alle_problemen(self) -> list[Problem]:
        """The problems of reading, and then the identities that do not hold, each with its year."""
        failing = [
            Problem(problem.code, f"{jaar.boekjaar}: {problem.melding}", problem.waar, problem.ernst)
            for jaar, checks in self.checks()
            for check in checks
            if (problem := check.problem(self.bestand)) is not None
        ]
        return [*self.problemen, *failing]
