"""The providers of a run beside those of the register: who is who, and who is only in one of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.core.register import Inschrijving, Register, same_region
from ews_cli.reports.result import names_provider
from ews_cli.reports.standing import Standing


class Member(NamedTuple):
    """A provider of the register; `standing` is None when the run has no accounts of it that can be judged."""

    inschrijving: Inschrijving
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A run and a register.

    Attributes:
        leden: the providers of the register, in its order.
        buiten: the providers of the run that are not found in it, in their order.
        twijfel: those of them whose name fits, but not one provider alone.
    """

    register: Register
    leden: tuple[Member, ...]
    buiten: tuple[Standing, ...]
    twijfel: tuple[Standing, ...]

    def in_region(self, regio: str) -> list[Standing]:
        """The providers of the run that work in a region, or that the region speaks with for all."""
        key = same_region(regio)
        return [
            lid.standing
            for lid in self.leden
            if lid.standing is not None
            and key in {same_region(r) for r in _regions(lid.inschrijving) if r is not None}
        ]


def _regions(inschrijving: Inschrijving) -> list[str | None]:
    return [inschrijving.accounthoudende_regio, *(inzet.regio for inzet in inschrijving.inzet)]


def registered(standings: Sequence[Standing], register: Register) -> Registered:
    """Find each provider of a run in the register; all of them, before any filter."""
    joined = register.koppel([(s.kvk, _name(s)) for s in standings])
    found: list[Standing | None] = [None] * len(register.inschrijvingen)
    for standing, place in zip(standings, joined.inschrijvingen, strict=True):
        if place is not None:
            found[place] = standing
    return Registered(
        register=register,
        leden=tuple(map(Member, register.inschrijvingen, found)),
        buiten=tuple(s for s, place in zip(standings, joined.inschrijvingen, strict=True) if place is None),
        twijfel=tuple(standings[who] for who in joined.twijfel),
    )


def _name(standing: Standing) -> str:
    """The name that a file gives; empty where only the file's own name stands for it."""
    naam = Aanbieder(standing.naam)
    return standing.naam if any(names_provider(naam, bestand) for bestand in standing.bestanden) else ""
