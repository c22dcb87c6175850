"""The policy: which bound on which ratio means which trede, in whose words, and since when."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple


class Vergelijking(StrEnum):
    """How a value is held against a bound; the value of each member is its key in thresholds.yaml."""

    BELOW = "below"
    AT_MOST = "at_most"
    ABOVE = "above"
    AT_LEAST = "at_least"
    DROPS_AT_LEAST = "drops_at_least"


_HOUDT: dict[Vergelijking, Callable[[Fraction, Fraction], bool]] = {
    Vergelijking.BELOW: operator.lt,
    Vergelijking.AT_MOST: operator.le,
    Vergelijking.ABOVE: operator.gt,
    Vergelijking.AT_LEAST: operator.ge,
    Vergelijking.DROPS_AT_LEAST: operator.ge,
}


class Bron(NamedTuple):
    """A place in a source document: the document's key in `sources` and its paragraph."""

    doc: str
    section: str

    def __str__(self) -> str:
        return f"{self.doc} §{self.section}"


@lru_cache(maxsize=256)
def _cijfers_in(quote: str, literal: str, years: int) -> bool:
    """Whether the digits of a bound, and the number of its years where there are several, stand in a quote."""
    cijfers = [re.sub(r"[^\d.,].*", "", literal.lstrip("-"))]
    if years > 1:
        cijfers.append(str(years))
    woorden = quote.replace(",", ".")
    return all(re.search(rf"(?<![\d.]){re.escape(c)}(?!\d|\.\d)", woorden) for c in cijfers)


class Band(NamedTuple):
    """One bound: a ratio that meets it stands at least on `trede`.

    Attributes:
        grens: the bound as a fraction (20% is 0.20, 2pp is 0.02) or a plain ratio.
        literal: the bound as the file writes it (`20%`, `2pp`, `0.75`).
        years: that many successive book years must meet it.
        quote: the source's own words.
        reading: why our bound is a fair reading of those words; None where the words hold the number.
    """

    trede: int
    vergelijking: Vergelijking
    grens: Fraction
    literal: str
    quote: str
    reading: str | None = None
    years: int = 1

    @property
    def uit_bron(self) -> bool:
        """True when the digits of the bound stand in the quote; else the bound is our own reading.

        Derived and never claimed: a band over several years is ours unless that number stands there too.
        """
        return _cijfers_in(self.quote, self.literal, self.years)

    @property
    def tekst(self) -> str:
        """The bound as thresholds.yaml has it: `below 20%`, `below 0%, years 2`."""
        jaren = f", years {self.years}" if self.years > 1 else ""
        return f"{self.vergelijking.value} {self.literal}{jaren}"

    def geldt(self, waarde: Fraction | None, vorige: Fraction | None) -> bool | None:
        """Whether one year meets the bound; None when that is unknown.

        `waarde` and `vorige` are the ratio of the year and of the year before it, None when unknown.
        """
        if waarde is None:
            return None
        if self.vergelijking is Vergelijking.DROPS_AT_LEAST:
            if vorige is None:
                return None
            waarde = vorige - waarde
        return _HOUDT[self.vergelijking](waarde, self.grens)

    def geldt_jaren(self, waarden: Sequence[Fraction | None], jaren: int | None = None) -> bool | None:
        """Whether each of the successive years meets the bound; None when that is unknown.

        Args:
            waarden: the ratio of each year, newest first, None when unknown; a missing year is unknown too.
            jaren: how many of them must; by default as many as the bound asks.
        """
        bekend = len(waarden)
        geldt: bool | None = True
        for jaar in range(self.years if jaren is None else jaren):
            dit_jaar = self.geldt(
                waarden[jaar] if jaar < bekend else None, waarden[jaar + 1] if jaar + 1 < bekend else None
            )
            if dit_jaar is False:
                return False
            geldt = geldt and dit_jaar
        return geldt


class Version(NamedTuple):
    """The bands that hold from `valid_from` to `valid_until` (both inclusive; None is open)."""

    valid_from: date
    valid_until: date | None
    verified: date
    source: Bron
    bands: tuple[Band, ...]

    def geldt_op(self, dag: date) -> bool:
        """Whether this version is in force on a day."""
        return self.valid_from <= dag and (self.valid_until is None or dag <= self.valid_until)


class Criterion(NamedTuple):
    """One criterion of the policy and the versions of its bands."""

    naam: str
    ratio: str
    definition: str
    unit: str
    rationale: str
    versions: tuple[Version, ...]

    def versie_op(self, peildatum: date) -> Version | None:
        """The version in force on the peildatum; one that ended does not hand over to an older one."""
        return next((v for v in self.versions if v.geldt_op(peildatum)), None)


class Trede(NamedTuple):
    """One of the six Kruger-treden; `computed` is False for the one that only a person can set."""

    nummer: int
    naam: str
    computed: bool
    plan: str
    horizon: str | None
    source: Bron


class Signal(NamedTuple):
    """A fact that a person records, with the trede that it means on a criterion, or none."""

    naam: str
    trede: int | None
    criterion: str | None
    quote: str
    reading: str | None
    source: Bron


class Source(NamedTuple):
    """A document that the policy cites; `sha256` is of its text as we held it."""

    doc: str
    title: str
    published: date
    sha256: str


class NotModelled(NamedTuple):
    """Something that the source weighs and annual accounts do not show."""

    text: str
    quote: str
    source: Bron


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The whole threshold file.

    Attributes:
        id, title, version: of the policy.
        bestand: the file's name as the user gave it.
        sha256: of the file's bytes.
    """

    id: str
    title: str
    version: str
    bestand: str
    sha256: str
    sources: Mapping[str, Source]
    treden: Mapping[int, Trede]
    combine_quote: str
    combine_source: Bron
    criteria: Mapping[str, Criterion]
    signals: tuple[Signal, ...]
    not_modelled: tuple[NotModelled, ...]

    def niet_geldig_op(self, peildatum: date) -> str | None:
        """Why this policy cannot judge on the peildatum, naming the dates (Dutch); None when it can."""
        for criterium in self.criteria.values():
            if criterium.versie_op(peildatum) is None:
                perioden = ", ".join(
                    f"{v.valid_from} t/m {v.valid_until or 'heden'}" for v in criterium.versions
                )
                return f"{criterium.naam} heeft geen versie op {peildatum}; er is er een van {perioden}"
        return None
