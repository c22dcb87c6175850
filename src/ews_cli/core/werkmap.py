"""The workbook of results: the names by which a later run reads it back.

A report writes them and a reader finds them; neither may know the other.
"""

from __future__ import annotations

from enum import StrEnum

OVERZICHT = "Overzicht"
RATIOS = "Ratio's"
POSTEN = "Posten"
TUSSENTIJDS = "Tussentijds"
PROBLEMEN = "Problemen"
DREMPELS = "Drempels"
TOELICHTING = "Toelichting"

BETWEEN = "|"
"""Between the parts of a key: number of the provider, book year (or day and months), post."""
TOTAAL_PASSIVA = "totaal passiva"
"""The one amount on the sheet of posts that is no post."""
UNIT_UNKNOWN = "onbekend"


class Jaar(StrEnum):
    """The headings that say of which accounts a row is, on the sheets of years and of interim figures."""

    SLEUTEL = "sleutel"
    NR = "nr"
    AANBIEDER = "aanbieder"
    KVK = "KvK"
    AGB = "AGB"
    RECHTSVORM = "rechtsvorm"
    BOEKJAAR = "boekjaar"
    BALANSDATUM = "balansdatum"
    SOORT = "soort"
    MAANDEN = "maanden"
    BASIS = "basis"
    EENHEID = "eenheid in bron"
    BESTEMMING = "resultaatbestemming"
    ACCOUNTANT = "accountant"


class Regel(StrEnum):
    """The headings of the sheet of posts."""

    SLEUTEL = "sleutel"
    AANBIEDER = "aanbieder"
    BOEKJAAR = "boekjaar"
    POST = "post"
    BEDRAG = "bedrag"
    HERKOMST = "herkomst"
    BESTAND = "bestand"
    CEL = "cel"
    LABEL = "label in bestand"
    SOM = "berekening"
    REDEN = "reden"
    INGELEZEN = "zoals ingelezen"
