"""Budgets and forecasts that a provider handed in -> what would be if they came true, beside the actual years.

Each plan (the planned years of one file) is judged with the same rules as years, after the last actual one. It is
never among the years, so that no judgement, trend or ranking of actual figures knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ews_cli.core.beoordeling import Beoordeling, beoordeel_alle
from ews_cli.core.jaarrekening import Jaarrekening, Soort
from ews_cli.core.termijnen import na_maanden
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst, Problem

HERSTEL_VANAF = 3
"""The trede from which the draaiboek asks for a plan to recover by (§2.2, trede 3)."""
HERSTEL_MAANDEN = 6
"""Within how many months a herstelplan must bring recovery (draaiboek §2.2, trede 3)."""


class Plan(NamedTuple):
    """The planned years of one file.

    Attributes:
        jaren: the judgement on each, oldest first, at least one; each with the actual and planned years before it.
    """

    bestand: str
    jaren: tuple[Beoordeling, ...]

    def hersteld_op(self) -> date | None:
        """The first day on which every figure of the plan is certainly below trede 3; None when it never is."""
        return next((one.jaar.balansdatum for one in self.jaren if one.ten_hoogste < HERSTEL_VANAF), None)


class Plannen(NamedTuple):
    """The plans of one provider, and what was left out of them."""

    plannen: tuple[Plan, ...]
    problemen: tuple[Problem, ...]


def plannen(
    gepland: Iterable[Jaarrekening], jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date
) -> Plannen:
    """Judge what a provider planned.

    Args:
        gepland: budgets and forecasts of whole years, in any order.
        jaren: its actual years, oldest first; may be empty. A planned year that is not after them is past.
        thresholds, peildatum: as of `beoordeel`.
    """
    laatste = jaren[-1].balansdatum if jaren else date.min
    gevonden, problemen = [], []
    for bestand, groep in groupby(sorted(gepland, key=_volgorde), key=lambda jaar: jaar.bestand):
        alle = list(groep)
        voorbij = [jaar for jaar in alle if jaar.balansdatum <= laatste]
        if voorbij:
            melding = f"{_woorden(voorbij)}: die zijn voorbij, de jaarrekening telt; niet beoordeeld als plan"
            problemen.append(Problem("EWS118", melding, bestand, Ernst.OPMERKING))
        for reeks in _reeksen([jaar for jaar in alle if jaar.balansdatum > laatste]):
            beoordeeld = beoordeel_alle([*jaren, *reeks], thresholds, peildatum)
            gevonden.append(Plan(bestand, tuple(beoordeeld[len(jaren) :])))
    return Plannen(tuple(gevonden), tuple(problemen))


def uiterste_herstel(start: date) -> date:
    """The last day on which recovery is in time, where the trede began on `start`."""
    return na_maanden(start, HERSTEL_MAANDEN)


def _volgorde(jaar: Jaarrekening) -> tuple[str, date, str]:
    return jaar.bestand, jaar.balansdatum, jaar.soort.value


def _woorden(jaren: Sequence[Jaarrekening]) -> str:
    return ", ".join(f"{jaar.soort.value} {jaar.boekjaar}" for jaar in jaren)


def _reeksen(gepland: Sequence[Jaarrekening]) -> list[list[Jaarrekening]]:
    """The planned years in one line; a budget and a forecast of one year make two."""
    per_jaar = {jaar.boekjaar for jaar in gepland}
    if len(per_jaar) == len(gepland):
        return [list(gepland)] if gepland else []
    reeksen = [[j for j in gepland if j.soort is soort] for soort in (Soort.PROGNOSE, Soort.BEGROTING)]
    return [reeks for reeks in reeksen if reeks]
