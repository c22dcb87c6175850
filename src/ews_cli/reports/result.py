"""What every report is about: the providers of one run, each with its years, judgement and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening, Soort
from ews_cli.core.kwaliteit import Kwaliteit
from ews_cli.core.plannen import Plan
from ews_cli.core.signalen import MetSignalen, Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.trend import Lijn
from ews_cli.core.tussentijds import Beeld
from ews_cli.problems import Problem


def names_provider(aanbieder: Aanbieder, bestand: str) -> bool:
    """Whether a file says whose accounts it holds; a reader that finds no name gives the file's."""
    return aanbieder.naam not in ("", PurePath(bestand).stem)


@dataclass(frozen=True, slots=True)
class Result:
    """One provider.

    Attributes:
        aanbieder: the provider as its youngest file names it, completed from the others.
        jaren: its years, oldest first, at least one; the last is judged.
        eerder: the judgements on the years before it, oldest first, each with the years up to it.
        verliesjaar: the judgement after one more loss year, None when that cannot be said or was not asked.
        problemen: what was wrong, left out or chosen in reading its files and in joining its years.
        signalen: what people recorded makes of the judgement; None when nobody was asked.
        kwaliteit: what there is to say of the quality of the judged year's result.
        tussentijds: what its interim figures say at each of their dates, oldest first; empty unless the last
            is younger than the judged year. They are no part of the judgement.
        trend: the straight lines that its figures support.
        bestanden: its files, each once, in the order in which they were read.
        plannen: its budgets and forecasts, judged as if they came true; they are no part of anything else.
    """

    aanbieder: Aanbieder
    jaren: tuple[Jaarrekening, ...]
    beoordeling: Beoordeling
    verliesjaar: Beoordeling | None
    problemen: tuple[Problem, ...]
    eerder: tuple[Beoordeling, ...] = ()
    signalen: MetSignalen | None = None
    kwaliteit: Kwaliteit = field(default_factory=Kwaliteit)
    tussentijds: tuple[Beeld, ...] = ()
    trend: tuple[Lijn, ...] = ()
    bestanden: tuple[str, ...] = ()
    plannen: tuple[Plan, ...] = ()

    @property
    def has_accounts(self) -> bool:
        """Whether there are annual accounts; else the judged year is without any post and nothing is known."""
        return self.beoordeling.jaar.soort is Soort.JAARREKENING

    @property
    def recorded(self) -> bool:
        """Whether people recorded a trede of it, by a signal that counts or by a decision."""
        found = self.signalen
        return found is not None and (
            found.besluit is not None or found.ten_minste > self.beoordeling.ten_minste
        )

    @property
    def named(self) -> bool:
        """Whether a file names the provider, or only the file's own name stands for it."""
        return any(names_provider(jaar.aanbieder, jaar.bestand) for jaar in self.jaren)

    @property
    def judged(self) -> bool:
        """Whether at least one criterion has a figure; without any nothing was scored."""
        return any(oordeel.uitkomst.waarde is not None for oordeel in self.beoordeling.oordelen)

    @property
    def alle_problemen(self) -> tuple[Problem, ...]:
        """The problems of reading, and then the identities that do not hold."""
        bestand = self.beoordeling.jaar.bestand
        failing = (check.problem(bestand) for check in self.beoordeling.checks)
        return (*self.problemen, *(problem for problem in failing if problem is not None))


class Run(NamedTuple):
    """One run over some files.

    Attributes:
        results: one per provider, in the order of their first file.
        problemen: the problems of files and providers that gave no result, and of dossiers of nobody here.
        failed: those files.
        vastgelegd: the file of signals and decisions; None when there is none.
    """

    peildatum: date
    thresholds: Thresholds
    results: tuple[Result, ...]
    problemen: tuple[Problem, ...]
    failed: tuple[str, ...]
    vastgelegd: Vastgelegd | None = None
