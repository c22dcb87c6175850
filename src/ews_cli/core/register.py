"""The register of a region: which providers work where, for how much, and what only they can do.

A provider that is not in the register, and one whose accounts nobody has, are both found by `koppel`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name

_REGIO = re.compile(r"^(?:jeugd(?:hulp|zorg)?)?regio\b\W*(?=\w)", re.IGNORECASE)


class Inzet(NamedTuple):
    """What a provider does in one region.

    Attributes:
        regio: as the register writes it; None when it does not say.
        jeugdhulpomzet: euro, not negative; None when unknown, which is never zero.
        cruciale_functies: what the region calls crucial of its work there, each once.
    """

    regio: str | None
    jeugdhulpomzet: Decimal | None
    cruciale_functies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inschrijving:
    """One provider in the register.

    Attributes:
        naam: empty when the register has only a number.
        inzet: its regions, each once.
    """

    naam: str
    kvk: str | None
    accounthoudende_regio: str | None
    inzet: tuple[Inzet, ...]

    @property
    def aanduiding(self) -> str:
        """What a person calls it: its name, else its number."""
        return self.naam or f"KvK {self.kvk}"


class Koppeling(NamedTuple):
    """Which providers of a run are which of the register; both by their place.

    Attributes:
        inschrijvingen: for each provider of the run its place in the register; None when it has none.
        twijfel: the providers of the run whose name fits, but not one provider alone.
    """

    inschrijvingen: tuple[int | None, ...]
    twijfel: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A register as it was read.

    Attributes:
        bestand: the file as the user named it.
        inschrijvingen: the providers, in the order of the file.
    """

    bestand: str
    inschrijvingen: tuple[Inschrijving, ...]

    @property
    def regios(self) -> tuple[str, ...]:
        """The regions in which a provider works, in alphabetical order."""
        found = {inzet.regio for wie in self.inschrijvingen for inzet in wie.inzet if inzet.regio}
        return tuple(sorted(found, key=lambda regio: (same_region(regio), regio)))

    @property
    def alle_regios(self) -> tuple[str, ...]:
        """Those and the regions that speak with a provider for all, in alphabetical order."""
        accounts = {wie.accounthoudende_regio for wie in self.inschrijvingen if wie.accounthoudende_regio}
        return tuple(sorted({*self.regios, *accounts}, key=lambda regio: (same_region(regio), regio)))

    def koppel(self, aanbieders: Sequence[tuple[str | None, str]]) -> Koppeling:
        """Find the providers of a run, each a KvK number (or None) and a name (or an empty text).

        The number decides. A name counts only where one of both has no number, and only when it fits one
        provider of the register and one of the run.
        """
        numbers: dict[str, int] = {}
        names: dict[str, list[int]] = defaultdict(list)
        for place, known in enumerate(self.inschrijvingen):
            if known.kvk is not None:
                numbers[known.kvk] = place
            names[same_name(known.naam)].append(place)
        found: list[int | None] = [None] * len(aanbieders)
        by_name: dict[int, list[int]] = defaultdict(list)
        doubt: list[int] = []
        for who, (kvk, naam) in enumerate(aanbieders):
            if kvk is not None and kvk in numbers:
                found[who] = numbers[kvk]
                continue
            fits = names[key] if (key := same_name(naam)) in names and key else []
            fits = [place for place in fits if kvk is None or self.inschrijvingen[place].kvk is None]
            if len(fits) == 1:
                by_name[fits[0]].append(who)
            elif fits:
                doubt.append(who)
        sure = set(found)
        for place, claims in by_name.items():
            if len(claims) == 1 and place not in sure:
                found[claims[0]] = place
            else:
                doubt += claims
        return Koppeling(tuple(found), tuple(sorted(doubt)))


def same_region(regio: str) -> str:
    """The form in which names of regions are compared: `Jeugdregio Noord-Limburg` is `noord limburg`."""
    return same_name(_REGIO.sub("", regio.strip()))
