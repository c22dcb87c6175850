"""What a report on a reading is about: a file, its sheets, its years, and how each figure was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.checks import Check, check_jaar
from ews_cli.core.jaarrekening import PLANS, Jaarrekening, Soort
from ews_cli.problems import Ernst, Problem
from ews_cli.reports.rows import period_text


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


class Kolom(NamedTuple):
    """A column of a table and what it was taken for.

    Attributes:
        als: what it holds; None when it is not used.
        eenheid: euro per unit of its amounts, where that is known for the whole column.
        notatie: what separates its decimals (Dutch), where anything depends on it.
        reden: the evidence, or why it is not used (Dutch).
    """

    blad: str
    kolom: str
    kop: str
    als: str | None
    eenheid: int | None
    notatie: str | None
    reden: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was read from one file.

    Attributes:
        jaren: its plans and then its figures, each oldest first; empty when nothing could be read.
        problemen: what was wrong, left out or chosen in reading.
        kolommen: of a table, what each column was taken for.
        aanbieders: of a table, what was read of each provider; it then has no years of its own.
    """

    bestand: str
    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    bladen: tuple[Sheet, ...] = ()
    kandidaten: tuple[Kandidaat, ...] = ()
    kolommen: tuple[Kolom, ...] = ()
    aanbieders: tuple[Inspected, ...] = ()

    @property
    def alle_jaren(self) -> tuple[Jaarrekening, ...]:
        """Its years, and those of the providers in it."""
        return (*self.jaren, *(jaar for one in self.aanbieders for jaar in one.jaren))

    @property
    def volledig(self) -> bool:
        """Whether something was read, and of a table of every row."""
        if not self.kolommen:
            return any(jaar.soort not in PLANS for jaar in self.jaren)
        faults = any(problem.weegt is Ernst.FOUT for problem in self.problemen)
        return bool(self.aanbieders) and not faults and all(one.jaren for one in self.aanbieders)

    def checks(self) -> list[tuple[Jaarrekening, tuple[Check, ...]]]:
        """The accounting identities of each year, the youngest first; a year is held against the one before."""
        return [(jaar, check_jaar(jaar, self._before(jaar))) for jaar in reversed(self.jaren)]

    def _before(self, jaar: Jaarrekening) -> Jaarrekening | None:
        """The year before; of a result that does not run from its end there is none to hold against."""
        if jaar.soort is Soort.TUSSENTIJDS and jaar.maanden != jaar.balansdatum.month:
            return None
        kinds = (
            dict.fromkeys((Soort.JAARREKENING, jaar.soort)) if jaar.soort in PLANS else (Soort.JAARREKENING,)
        )
        before = (one for kind in kinds for one in self.jaren if one.soort is kind)
        return next((one for one in before if one.boekjaar == jaar.boekjaar - 1), None)

    def alle_problemen(self, naam: str = "") -> list[Problem]:
        """The problems of reading, and then the identities that do not hold, each with its year.

        `naam` goes before that year, where a file holds more than one provider.
        """
        failing = [
            Problem(
                problem.code, f"{naam}{period_text(jaar)}: {problem.melding}", problem.waar, problem.ernst
            )
            for jaar, checks in self.checks()
            for check in checks
            if (problem := check.problem(self.bestand)) is not None
        ]
        return [*self.problemen, *failing, *self._of_providers()]

    def _of_providers(self) -> Iterator[Problem]:
        for one in self.aanbieders:
            yield from one.alle_problemen(f"{one.jaren[-1].aanbieder.naam} " if one.jaren else "")
