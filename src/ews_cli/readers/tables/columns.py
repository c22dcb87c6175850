"""A heading of a table -> what its column holds, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.posten import Post
from ews_cli.readers.amounts import unit_of, without_unit
from ews_cli.readers.grid import Cell
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.informing import Meaning, meaning_of
from ews_cli.readers.labels import key_of, names_of
from ews_cli.readers.provider_cells import KVK_WORDS, NAME_WORDS


class Rol(StrEnum):
    """What a column holds that is no amount of a post; the value is its word in a mapping."""

    KVK = "kvk"
    NAAM = "naam"
    AGB = "agb"
    BOEKJAAR = "boekjaar"
    BALANSDATUM = "balansdatum"
    EENHEID = "eenheid"
    BASIS = "basis"
    SOORT = "soort"
    POST = "post"
    BEDRAG = "bedrag"
    NIETS = "niets"


WHO = frozenset({Rol.KVK, Rol.NAAM})
WHEN = frozenset({Rol.BOEKJAAR, Rol.BALANSDATUM})
TOTAL_OF_LIABILITIES = "totaal_passiva"
"""The one row of a statement that is no post and that a mapping may name: the checks need it."""
MEANINGS = (*(rol.value for rol in Rol), *(post.value for post in Post), TOTAL_OF_LIABILITIES)
"""What a mapping may say of a column."""

_WORDS = {
    Rol.AGB: "agb, agbcode, agb code",
    Rol.BOEKJAAR: "boekjaar, jaar, verslagjaar, rapportagejaar, jaartal, kalenderjaar, year, jaar verslag",
    Rol.BALANSDATUM: "periode, verslagperiode, rapportageperiode, kwartaal, maand, "
    "balansdatum, datum balans, einde boekjaar, einddatum boekjaar, per balansdatum, ultimo",
    Rol.EENHEID: "eenheid, euro per eenheid, eenheid bedragen, bedragen in",
    Rol.BASIS: "basis, enkelvoudig of geconsolideerd, consolidatie, grondslag consolidatie",
    Rol.SOORT: "soort, maanden, aantal maanden, "
    "soort cijfers, scenario, realisatie of begroting, type cijfers, status cijfers, versie",
    Rol.POST: "post, posten, rubriek, omschrijving, label, postnaam, balanspost, begrip, post of code, kenmerk",
    Rol.BEDRAG: "bedrag, bedragen, waarde, amount, value",
}
_KNOWN: dict[str, Rol] = {
    **dict.fromkeys(KVK_WORDS, Rol.KVK),
    **dict.fromkeys(NAME_WORDS, Rol.NAAM),
    **{same_name(word): rol for rol, words in _WORDS.items() for word in words.split(", ")},
}
_POSTS = frozenset(post.value for post in Post)
_AGO = {"0": 0, "1": 1, "t": 0, "t-1": 1}
_REALISED = frozenset({"realisatie", "gerealiseerd", "werkelijk"})
"""What heads the amounts beside those of a budget; in a cell of a row it says of which kind the row is."""
_EARLIER = re.compile(r"\b(?:vorige?|voorgaande?)\b", re.IGNORECASE)
_TOKENS = re.compile(r"[\s_]+")
_MOST_TOKENS = 4
"""A year has no more words: `ultimo 31 december 2023`."""
_EURO = re.compile(r"\s*[(\[]\s*(?:€|euro?)\s*[)\]]\s*$", re.IGNORECASE)
_LONGEST = 200


class Kolom(NamedTuple):
    """One column of a table.

    Attributes:
        plaats: the column, counted from zero.
        kop: its heading as written.
        rol: what it holds; None for amounts of a post, and for what is not understood.
        namen: the posts and helper rows of `labels.yaml` that its amounts may be.
        dag: the balansdatum that its heading names.
        terug: years before the year of the row, where its heading says so (`omzet_1`).
        eenheid: euro per unit, where its heading says so.
        reden: the evidence, or why it is not used (Dutch).
        informeert: what it informs about, where it holds no amounts of a post.
    """

    plaats: int
    kop: str
    rol: Rol | None = None
    namen: tuple[str, ...] = ()
    dag: date | None = None
    terug: int | None = None
    eenheid: int | None = None
    reden: str = ""
    informeert: Meaning | None = None

    @property
    def has_amounts(self) -> bool:
        """Whether amounts are read from it: of its own post, or of the post that the row names."""
        return bool(self.namen) or self.rol is Rol.BEDRAG


Given = Mapping[str, str]
"""Key of a heading -> what the user says that it means, one of `MEANINGS`."""


def given(koppen: Mapping[str, str]) -> Given:
    """The headings of a mapping by their key."""
    return {key_of(kop): meaning for kop, meaning in koppen.items()}


def role_of(cell: Cell) -> Rol | None:
    """What a heading names by a word for it; a quick look, for any cell."""
    if not isinstance(cell, str) or not cell or len(cell) > _LONGEST:
        return None
    return _KNOWN.get(same_name(cell))


def column(index: int, cell: Cell, said: Given) -> Kolom:
    """What the column under a heading holds."""
    kop = str(cell).strip()
    if not isinstance(cell, str):
        return _year_column(index, cell, kop)
    if not kop or len(kop) > _LONGEST:
        return Kolom(index, kop[:_LONGEST], reden="de kop is leeg" if not kop else "de kop is te lang")
    unit, words = _unit(kop)
    if meaning := said.get(key_of(kop)) or said.get(key_of(words)):
        return _meant(Kolom(index, kop, eenheid=unit, reden="zo zegt de mapping"), meaning, words)
    if rol := _KNOWN.get(same_name(words)):
        return Kolom(index, kop, rol, eenheid=unit, reden="kop herkend")
    if names := _names(words, said):
        return Kolom(index, kop, namen=names, eenheid=unit, reden="kop herkend")
    if (told := meaning_of(kop)) is not None:
        return Kolom(index, kop, eenheid=unit, reden="ter informatie", informeert=told)
    found = _year_column(index, words, kop)
    if found.dag is None and found.terug is None and not found.reden:
        found = _of_a_year(index, kop, words, said)
    return found._replace(eenheid=unit)


def _unit(kop: str) -> tuple[int | None, str]:
    """Euro per unit that a heading states, and the heading without it."""
    if (unit := unit_of(kop)) is not None:
        return unit, without_unit(kop)
    bare = _EURO.sub("", kop)
    return (1, bare) if bare != kop and bare else (None, kop)


def _meant(found: Kolom, meaning: str, words: str) -> Kolom:
    """A column as the user says; the year that its heading names holds as in any other."""
    if meaning not in _POSTS and meaning != TOTAL_OF_LIABILITIES:
        return found._replace(rol=Rol(meaning))
    for _, when in _splits(words):
        year = heading(when)
        if year is not None and year.kind is Kind.ACTUAL and year.balansdatum is not None:
            return found._replace(namen=(meaning,), dag=year.balansdatum)
    return found._replace(namen=(meaning,))


def _names(words: str, said: Given) -> tuple[str, ...]:
    """The posts that words may be; a post that the mapping gives to one heading is under no other."""
    spelled = _TOKENS.sub("_", words.strip().casefold())
    names = (spelled,) if spelled in _POSTS else names_of(words)
    taken = set(said.values())
    return tuple(name for name in names if name not in taken)


def _year_column(index: int, cell: Cell, kop: str) -> Kolom:
    """A column under nothing but a year, in a table whose rows name the post."""
    if isinstance(cell, str) and same_name(cell) in _REALISED:
        return Kolom(index, kop, Rol.BEDRAG, reden="kop herkend")
    found = heading(cell)
    if found is None or (found.balansdatum is None and found.offset is None):
        return Kolom(index, kop)
    if found.kind is not Kind.ACTUAL:
        return Kolom(index, kop, reden=f"{found.kind.value}, geen gerealiseerd jaar")
    return Kolom(index, kop, Rol.BEDRAG, (), found.balansdatum, found.offset, reden="kop is een jaar")


def _of_a_year(index: int, kop: str, words: str, said: Given) -> Kolom:
    """A post and its year in one heading: `omzet_2023`, `2023 Omzet`, `Eigen vermogen (31-12-2023)`, `omzet_1`."""
    for rest, when in _splits(words):
        meaning = said.get(key_of(rest), "")
        names = (meaning,) if meaning in _POSTS or meaning == TOTAL_OF_LIABILITIES else _names(rest, said)
        if not names:
            continue
        ago = _AGO.get(when.casefold())
        if ago is not None:
            return Kolom(index, kop, None, names, None, ago, reden=f"kop herkend, met {when} voor het jaar")
        found = heading(when)
        if found is None or _earlier(when, found):
            continue
        if found.kind is not Kind.ACTUAL:
            return Kolom(index, kop, reden=f"{found.kind.value}, geen gerealiseerd jaar")
        return Kolom(index, kop, None, names, found.balansdatum, found.offset, reden="kop en jaar herkend")
    return Kolom(index, kop, reden="kop niet herkend")


def _earlier(when: str, found: Heading) -> bool:
    """Whether words say an earlier year, and not which: `vorige`."""
    return found.balansdatum is None and found.offset is None and bool(_EARLIER.search(when))


def without_loose_suffix(found: Sequence[Kolom]) -> list[Kolom]:
    """The columns without `omzet_1` as the year before, where no `omzet_0` or `omzet` shows that it counts back."""
    back = {k.namen for k in found if k.namen and k.dag is None and not k.terug}
    counted = any(k.terug == 0 and k.namen for k in found)
    return [
        k._replace(namen=(), terug=None, reden="_1 zonder _0: welk jaar dit is, staat er niet")
        if k.namen and k.terug == 1 and "1" in _tokens(k.kop) and not counted and k.namen not in back
        else k
        for k in found
    ]


def _tokens(words: str) -> list[str]:
    return _TOKENS.split(re.sub(r"[()\[\]]", " ", words).strip())


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """The ways to take a year off the end or the front of a heading."""
    tokens = _tokens(words)
    for size in range(1, min(_MOST_TOKENS, len(tokens) - 1) + 1):
        yield " ".join(tokens[:-size]).rstrip(" ,;:-–/"), " ".join(tokens[-size:])
        yield " ".join(tokens[size:]).lstrip(" ,;:-–/"), " ".join(tokens[:size])
