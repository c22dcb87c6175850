"""One look over all rows of a table: whose each row is, and how its columns write their amounts."""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.grid import Cell
from ews_cli.readers.identity import has_legal_form
from ews_cli.readers.provider_cells import TOTALS, read_kvk, text_of
from ews_cli.readers.tables.columns import Given, Kolom, Rol, column, role_of, without_loose_suffix
from ews_cli.readers.tables.notation import Evidence, Writing, decide
from ews_cli.readers.tables.table import Tabel, settle

_TOTAL = re.compile(
    r"(?:eind)?totaal(?:[ :-]+(?:van|alle|aanbieders|generaal|regio|gemeenten?|provincie|\d).*)?|(?:sub|eind)totaal\b.*"
    r"|(?:regio|gemeente|provincie)\b.* totaal|gem(?:\.|iddelde?)?(?:[ :-]+(?:van|alle|aanbieders|regio|per|\d).*)?"
    r"|alle aanbieders|mediaan|som|total",
    re.IGNORECASE,
)
_LIKE_TOTAL = re.compile(r"(?:totaal|totalen|gemiddelde?|mediaan|total|average)\b|.*\btotaal$", re.IGNORECASE)


class Key(NamedTuple):
    """What tells providers apart: the KvK number, else the name; neither in a table of one provider."""

    kvk: str | None
    naam: str


ALONE = Key(None, "")
ENDS = Key("", "")
"""Where other headings stand: no row below them is of the table."""


@dataclass(slots=True)
class Places:
    """What one look over a table found.

    Attributes:
        rows: provider -> its rows, in the order of the table.
        writing: column of amounts -> how it writes them.
        posts: in a long table, what its rows name -> the posts, the year and the unit that it is as a heading.
        problems: what belongs to no provider.
    """

    tabel: Tabel
    bestand: str
    rows: dict[Key, array[int]] = field(default_factory=dict)
    writing: dict[int, Writing] = field(default_factory=dict)
    posts: dict[str, Kolom] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _keys: dict[tuple[Cell, Cell], tuple[Key | None, str | None]] = field(default_factory=dict)

    @property
    def unit(self) -> int | None:
        """The unit that all posts of a long table state beside their name, where it is one."""
        stated = {k.eenheid for k in self.posts.values() if k.namen}
        return stated.pop() if len(stated) == 1 else None

    def waar(self, rij: int, kolom: int) -> str:
        """The place of a cell."""
        return f"{self.bestand}!{self.tabel.raw.cel(rij, kolom)}"

    def note(self, code: str, rij: int, kolom: int, melding: str, ernst: Ernst | None = None) -> None:
        """Something about a row that belongs to no provider."""
        self.problems.append(Problem(code, melding, self.waar(rij, kolom), ernst))

    def cell(self, row: Sequence[Cell], rol: Rol) -> Cell:
        """The cell of a role in a row; empty where the table has no such column."""
        found = self.tabel.by_role.get(rol)
        return row[found.plaats] if found is not None and found.plaats < len(row) else ""


def look(tabel: Tabel, bestand: str, said: Given) -> Places:
    """Go through all rows of a table once."""
    places = Places(tabel, bestand)
    amounts = [(k.plaats, Evidence()) for k in tabel.amounts]
    post = tabel.by_role[Rol.POST].plaats if tabel.lang else None
    words: dict[str, None] = {}
    lengths = Lengths(tabel)
    key: Key | None = None
    for rij, row in enumerate(tabel.raw.rijen):
        lengths.add(rij, row)
        key = whose(places, rij, row)
        if key is ENDS:
            break
        if key is None:
            continue
        width = len(row)
        places.rows.setdefault(key, array("l")).append(rij)
        for index, evidence in amounts:
            if index < width and isinstance(cell := row[index], str) and ("," in cell or "." in cell):
                evidence.add(cell)
        if post is not None and post < width and isinstance(cell := row[post], str):
            words[cell.strip()] = None
    if key is not ENDS and lengths.broken:
        _without_broken(places, lengths.last)
    decided = decide(evidence for _, evidence in amounts)
    places.writing = {index: found for (index, _), found in zip(amounts, decided, strict=True)}
    named = without_loose_suffix([column(0, text, said) for text in words if text])
    names = settle([k.namen for k in named])
    places.posts = {k.kop: k._replace(namen=n) for k, n in zip(named, names, strict=True)}
    return places


class Lengths:
    """How many cells the rows below the headings of a csv have: a file that broke off ends in a shorter one.

    Attributes:
        last: the last row with anything in it.
    """

    def __init__(self, tabel: Tabel) -> None:
        self._kop, self._width = tabel.kop, tabel.breedte
        self._rows = self._short = 0
        self._last_is_short = False
        self.last = -1

    def add(self, rij: int, row: Sequence[Cell]) -> None:
        """The next row."""
        if rij > self._kop and row:
            self._last_is_short = len(row) < self._width
            self._short += self._last_is_short
            self._rows += 1
            self.last = rij

    @property
    def broken(self) -> bool:
        """Whether the last row, and no other, has fewer cells than there are headings."""
        return self._rows > 1 and self._short == 1 and self._last_is_short


def broken_off(places: Places, last: int) -> bool:
    """Whether the line of such a last row has no end either, so that its last amount may be part of one; it is said."""
    try:
        with open(places.bestand, "rb") as file:
            file.seek(-2, os.SEEK_END)
            if file.read().strip(b"\0")[-1:] in (b"\n", b"\r"):
                return False
    except (OSError, ValueError):
        return False
    melding = "het bestand breekt hier af; de regel telt niet mee, vraag het bestand opnieuw op"
    places.note("EWS173", last, 0, melding)
    return True


def _without_broken(places: Places, last: int) -> None:
    """Take out the last row where the file broke off in it."""
    for key, rows in places.rows.items():
        if rows[-1] == last and broken_off(places, last):
            rows.pop()
            if not rows:
                del places.rows[key]
            return


def whose(places: Places, rij: int, row: Sequence[Cell]) -> Key | None:
    """Whose a row is; None for a row that is nobody's, which is noted, and `ENDS` where the table ends."""
    tabel = places.tabel
    if rij <= tabel.kop or not any(cell != "" for cell in row):
        return None
    if not _is_heading(row, tabel.kolommen):
        return _key(places, rij, row) if _fits(places, rij, row) else None
    if _same_headings(row, tabel.kolommen):
        places.note("EWS175", rij, 0, "de kolomkoppen staan hier nog eens; de regel telt niet mee")
        return None
    melding = "hier staan andere kolomkoppen; wat eronder staat is niet gelezen, zet het op een eigen blad"
    places.note("EWS175", rij, 0, melding, Ernst.FOUT)
    return ENDS


def _fits(places: Places, rij: int, row: Sequence[Cell]) -> bool:
    """Whether a row has no more cells than there are headings, so that each stands under its own; else it is said."""
    width = places.tabel.breedte
    if len(row) <= width or not any(text_of(cell) for cell in row[width:]):
        return True
    melding = (
        f"{len(row)} cellen onder {width} koppen, zodat ze kunnen zijn verschoven; de regel telt niet mee"
    )
    places.note("EWS173", rij, 0, f"{melding}; zet aanhalingstekens om een cel met een scheidingsteken")
    return False


def _is_heading(row: Sequence[Cell], kolommen: Sequence[Kolom]) -> bool:
    """Whether a row holds a heading where a row of figures holds who it is about or of which year."""
    roles = (row[k.plaats] for k in kolommen if k.rol is not None and k.plaats < len(row))
    return any(role_of(cell) is not None for cell in roles)


def _same_headings(row: Sequence[Cell], kolommen: Sequence[Kolom]) -> bool:
    return all(
        k.plaats < len(row) and same_name(text_of(row[k.plaats])) == same_name(k.kop) for k in kolommen
    )


def _key(places: Places, rij: int, row: Sequence[Cell]) -> Key | None:
    """Whose a row is; nobody's is noted."""
    both = places.cell(row, Rol.KVK), places.cell(row, Rol.NAAM)
    known = places._keys.get(both)
    if known is None:
        known = places._keys[both] = _identify(places.tabel, *both)
    if known[0] is None:
        _nobody(places, rij, row, known[1])
    return known[0]


def _identify(tabel: Tabel, number: Cell, name: Cell) -> tuple[Key | None, str | None]:
    """The provider that a number and a name say, or what is wrong with the number."""
    if Rol.KVK not in tabel.by_role and Rol.NAAM not in tabel.by_role:
        return ALONE, None
    kvk, naam = read_kvk(number), same_name(text_of(name))
    if kvk.nummer is not None:
        return Key(kvk.nummer, ""), None
    if kvk.melding is not None:
        return None, kvk.melding
    words = text_of(name)
    if naam in TOTALS or not naam or _TOTAL.fullmatch(words):
        return None, None
    if _LIKE_TOTAL.match(words) and not has_legal_form(words):
        melding = f"'{words[:40]}' lijkt een optelling; is het een aanbieder, vul dan zijn KvK-nummer in"
        return None, melding
    return Key(None, naam), None


def _nobody(places: Places, rij: int, row: Sequence[Cell], melding: str | None) -> None:
    """Say of a row that it is no provider's: a total, or one without a usable name or number."""
    roles = places.tabel.by_role
    kolom = (roles.get(Rol.KVK) or roles[Rol.NAAM]).plaats
    texts = [(k, text_of(cell)) for k, cell in enumerate(row) if cell != ""]
    first = next((k for k, text in texts if _TOTAL.fullmatch(text) or same_name(text) in TOTALS), None)
    if first is not None and not any(k < first and not text.isdigit() for k, text in texts):
        melding = f"'{text_of(row[first])[:40]}' is een optelling en geen aanbieder; de regel telt niet mee"
        places.note("EWS175", rij, first, melding, Ernst.OPMERKING)
    elif melding is not None:
        places.note("EWS173", rij, kolom, f"{melding}; de regel telt niet mee")
    else:
        wat = "regel zonder KvK-nummer en zonder naam telt niet mee; vul er een in, of haal de regel weg"
        places.note("EWS173", rij, kolom, wat)
