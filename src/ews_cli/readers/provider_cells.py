"""What a cell of a table says about a provider: its KvK number, or that the row is no provider.

One rule for every table with a row per provider, whether it holds a register or accounts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.readers.grid import Cell

UNKNOWN = frozenset({"", "onbekend", "nb", "nnb", "nietbekend", "nvt", "nietvantoepassing"})
TOTALS = frozenset({"totaal", "subtotaal", "eindtotaal", "som", "total", "totaalgeneraal"})

_SPACING = re.compile(r"[\s.]")
_MARKED = re.compile(r"""^(?:'|=")([^"]*)"?$""")
"""A text that is marked as one, so that a spreadsheet leaves its zeros: `'01234567`, `="01234567"`."""
_AS_NUMBER = re.compile(r"(\d{7,8})[.,]0+", re.ASCII)
"""A number as software writes that made an amount of it: `1234567.0` has seven digits."""
_EIGHT, _SEVEN = re.compile(r"(?!0{8})\d{8}", re.ASCII), re.compile(r"\d{7}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d{1,2}", re.IGNORECASE | re.ASCII)

_OTHERS = "naam, {0}, naam {0}, {0} naam, {0}naam"
_NOUNS = (
    *("aanbieder", "jeugdhulpaanbieder", "zorgaanbieder", "jeugdzorgaanbieder", "organisatie", "instelling"),
    *("zorginstelling", "agentschap", "rechtspersoon", "onderneming", "stichting"),
)
_KVK = "kvk, kvknummer, kvknr, nummer kvk, kamer van koophandel, handelsregisternummer"
KVK_WORDS = frozenset(
    same_name(word)
    for known in _KVK.split(", ")
    for word in (
        known,
        f"{known} 8 cijfers",
        *(f"{known} {noun}" for noun in _NOUNS),
        *(f"{noun} {known}" for noun in _NOUNS),
    )
)
NAME_WORDS = frozenset(
    same_name(word)
    for noun in _NOUNS
    for word in (*_OTHERS.format(noun).split(", "), f"naam van de {noun}", "statutaire naam")
)
"""The headings of the columns that say who a row is about, in the form of `same_name`."""


class Kvk(NamedTuple):
    """What a cell says as a KvK number.

    Attributes:
        nummer: eight digits; None where the cell holds none.
        melding: what is wrong with the cell (Dutch); where there is a number too, it was mended.
    """

    nummer: str | None
    melding: str | None = None


def read_kvk(cell: Cell) -> Kvk:
    """The KvK number in a cell; one of seven digits has lost its zero, and eight zeros are what fills an empty cell."""
    written = _MARKED.sub(r"\1", text_of(cell))
    digits = _SPACING.sub("", _AS_NUMBER.sub(r"\1", written) if _AS_NUMBER.fullmatch(written) else written)
    if _EIGHT.fullmatch(digits):
        return Kvk(digits)
    if same_name(digits) in UNKNOWN or digits == "0" * 8:
        return Kvk(None)
    if _SEVEN.fullmatch(digits):
        full = f"0{digits}"
        return Kvk(
            full, f"KvK-nummer {written} heeft zeven cijfers en is gelezen als {full}; maak er tekst van"
        )
    if _SCIENTIFIC.fullmatch(written.strip()):
        lost = "is een KvK-nummer dat een rekenblad heeft afgerond; vul het opnieuw in als tekst"
        return Kvk(None, f"'{written}' {lost}, met acht cijfers")
    melding = f"'{written[:40]}' is geen KvK-nummer; schrijf acht cijfers als tekst, met de nullen vooraan"
    return Kvk(None, melding)


def text_of(cell: Cell) -> str:
    """A cell as a person reads it; a number without the point that a spreadsheet's type gives it."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()
