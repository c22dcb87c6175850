"""What a provider reports beside its accounts: informing lines under interim figures, from which no trede follows.

The Jeugdautoriteit asks these every quarter beside solvabiliteit, liquiditeit and bedrijfsresultaat (its EWS, from
May 2023): productie, vacatures, personeel niet in loondienst and ziekteverzuim. They are no posts: a vacancy is counted
or in fte, sick leave is a percentage, and productie may be euro or hours. A figure keeps the unit that its file
states, and without one it is shown as written: an unknown unit is never guessed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Indicator(StrEnum):
    """What is reported."""

    PRODUCTIE = "productie"
    VACATURES = "vacatures"
    PERSONEEL_NIET_IN_LOONDIENST = "personeel_niet_in_loondienst"
    ZIEKTEVERZUIM = "ziekteverzuim"

    @property
    def tekst(self) -> str:
        """Its name as a person reads it."""
        return self.value.replace("_", " ")


class Maat(StrEnum):
    """In which unit a file states it."""

    EURO = "euro"
    FTE = "fte"
    PROCENT = "procent"
    AANTAL = "aantal"
    UREN = "uren"
    ONBEKEND = "onbekend"


class Waarneming(NamedTuple):
    """One reported figure.

    Attributes:
        waarde: in `maat`: euro, fte, percent (6.2 is 6.2 %), a count or hours; as written where that is unknown.
        cel: where it stands.
        label: as written in the file.
    """

    indicator: Indicator
    maat: Maat
    waarde: Decimal
    cel: str
    label: str
