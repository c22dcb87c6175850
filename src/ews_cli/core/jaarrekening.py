"""One provider's accounts of one book year, each amount with where it came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.indicatoren import Waarneming
from ews_cli.core.posten import Post


class Herkomst(StrEnum):
    """How an amount came to us."""

    GELEZEN = "gelezen"
    AFGELEID = "afgeleid"
    VERGELIJKEND = "vergelijkend cijfer"
    OPGEGEVEN = "opgegeven"


class Soort(StrEnum):
    """What kind of figures these are; only a `JAARREKENING` is scored as annual accounts."""

    JAARREKENING = "jaarrekening"
    TUSSENTIJDS = "tussentijds"
    BEGROTING = "begroting"
    PROGNOSE = "prognose"


PLANS = frozenset({Soort.BEGROTING, Soort.PROGNOSE})
"""What a provider expects and nobody realised."""


class Basis(StrEnum):
    """Whether the figures are those of the group or of the single legal entity."""

    ENKELVOUDIG = "enkelvoudig"
    GECONSOLIDEERD = "geconsolideerd"
    ONBEKEND = "onbekend"


class Resultaatbestemming(StrEnum):
    """Whether the balance was drawn up before or after the result was added to equity."""

    VOOR = "voor"
    NA = "na"
    ONBEKEND = "onbekend"


class Bedrag(NamedTuple):
    """An amount in euro with its origin.

    Attributes:
        waarde: euro, exact and finite; a reader refuses NaN and Infinity before they come here.
        herkomst: how it came to us.
        cel: `Balans!C25`; for a derived amount the cells of its parts; None when not from a cell.
        label: the label as written in the file.
        som: for a derived amount the calculation in words, e.g. `vaste activa + vlottende activa`.
    """

    waarde: Decimal
    herkomst: Herkomst = Herkomst.GELEZEN
    cel: str | None = None
    label: str | None = None
    som: str | None = None


def bedrag_tekst(bedrag: Decimal) -> str:
    """An amount in Dutch notation, exact and never rounded: `-1.234.567,89`."""
    return f"{bedrag:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def bedrag_kort(bedrag: Decimal) -> str:
    """As `bedrag_tekst`, without the zeros after the comma that a calculation left."""
    text = bedrag_tekst(bedrag)
    return text.rstrip("0").rstrip(",") if "," in text else text


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """A provider; `kvk` is eight digits as text, `agb` likewise, and `rechtsvorm` as its accounts write it."""

    naam: str
    kvk: str | None = None
    agb: str | None = None
    rechtsvorm: str | None = None


def same_name(naam: str) -> str:
    """The form in which names are compared: letters and digits only, without case and accents."""
    folded = unicodedata.normalize("NFKD", naam).casefold()
    return "".join(filter(str.isalnum, folded))


@dataclass(frozen=True, slots=True)
class Jaarrekening:
    """The figures of one provider at one balansdatum.

    Attributes:
        bestand: the file they came from, as the user named it.
        maanden: the months covered by the result.
        eenheid: euro per unit as printed (1, 1000, 1000000); None when the file does not say. The amounts
            in `posten` are in euro, or in the unknown unit as printed when `eenheid` is None.
        posten: the amounts found; a missing post is absent, never zero.
        ontbreekt: for posts that were looked for and left out, the reason in Dutch.
        totaal_passiva: the total of the passiva as printed, when the file prints one; `balanstotaal` holds
            the total of the activa.
        indicatoren: what the file reports beside its accounts; no trede follows from it.
        accountant: the assurance named in the file (`controleverklaring`, …), if any.
    """

    aanbieder: Aanbieder
    bestand: str
    balansdatum: date
    posten: Mapping[Post, Bedrag]
    maanden: int = 12
    soort: Soort = Soort.JAARREKENING
    basis: Basis = Basis.ONBEKEND
    eenheid: int | None = 1
    resultaatbestemming: Resultaatbestemming = Resultaatbestemming.ONBEKEND
    totaal_passiva: Bedrag | None = None
    accountant: str | None = None
    ontbreekt: Mapping[Post, str] = field(default_factory=lambda: MappingProxyType({}))
    indicatoren: tuple[Waarneming, ...] = ()

    @property
    def boekjaar(self) -> int:
        """The calendar year in which the book year ends."""
        return self.balansdatum.year

    def bedrag(self, post: Post) -> Decimal | None:
        """The amount of a post in euro, or None when it is missing."""
        gevonden = self.posten.get(post)
        return None if gevonden is None else gevonden.waarde

    def reden(self, post: Post) -> str:
        """Why a missing post is missing, in Dutch."""
        return self.ontbreekt.get(post, "niet gevonden")
