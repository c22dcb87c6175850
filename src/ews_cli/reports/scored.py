"""A result of an earlier run: its providers, each with its trede and the criteria that made it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.ratios import Eenheid
from ews_cli.core.thresholds import Band
from ews_cli.problems import Problem

Range = tuple[int, int]
"""The trede at least and at most."""


class PolicyName(NamedTuple):
    """Which threshold file judged."""

    id: str
    version: str
    sha256: str
    bestand: str


class Figure(NamedTuple):
    """One criterion of one provider.

    Attributes:
        waarde: the ratio (12.5 % is 0.125), exactly as the result has it; None when unknown.
        place: the trede of the criterion, at least and at most.
        band: the strictest bound that is met; its `quote` and `reading` are not in a result, `basis` and `bron`
            say whose bound it is.
        reden: Dutch, why the ratio is unknown or the range wide.
    """

    formule: str
    eenheid: Eenheid
    waarde: Decimal | None
    place: Range
    band: Band | None
    basis: str | None
    bron: str | None
    reden: str | None


class Scored(NamedTuple):
    """One provider of a result.

    Attributes:
        named: False where only the name of a file stands for the provider.
        place: its trede, at least and at most.
        criteria: criterion -> its figure, in the order of the result.
        ratios: formula -> the ratio of the year and of the year before as decimal texts, None where unknown;
            also of the ratios that only inform.
        signalen: what a person recorded, each as one text.
        met_signalen: the trede with them, at least and at most; None where the run was not given any.
        besluit: the trede that was decided.
    """

    naam: str
    kvk: str | None
    boekjaar: int
    balansdatum: date
    place: Range
    criteria: Mapping[str, Figure]
    ratios: Mapping[str, tuple[str | None, str | None]]
    signalen: tuple[str, ...]
    named: bool = True
    met_signalen: Range | None = None
    besluit: int | None = None

    @property
    def known(self) -> Range:
        """The trede with all that the result knows: its figures, and the signals where it was given any."""
        return self.met_signalen or self.place

    @property
    def recorded(self) -> bool:
        """Whether people say something else, or more, than the figures."""
        return self.known != self.place or self.besluit is not None


OF_NOBODY = ("EWS631", "EWS632")
"""The codes of what was recorded about a provider without a judgement, or of whom is not certain."""


class ScoredRun(NamedTuple):
    """One result.

    Attributes:
        bestand, sha256: the file's name as the user gave it, and the hash of its bytes.
        bounds: criterion -> every bound that the result names, each once.
        problemen: those of files that gave no provider, and of what was recorded about nobody in the run.
    """

    bestand: str
    sha256: str
    peildatum: date
    policy: PolicyName
    aanbieders: tuple[Scored, ...]
    bounds: Mapping[str, tuple[Band, ...]]
    problemen: tuple[Problem, ...]

    @property
    def unread(self) -> list[Problem]:
        """The problems of files that gave no provider."""
        return [problem for problem in self.problemen if problem.code not in OF_NOBODY]

    @property
    def of_nobody(self) -> list[Problem]:
        """What was recorded about providers that the result does not hold."""
        return [problem for problem in self.problemen if problem.code in OF_NOBODY]

    @property
    def with_signals(self) -> bool:
        """Whether the run was given a file of signals and decisions."""
        return any(provider.met_signalen is not None for provider in self.aanbieders)
