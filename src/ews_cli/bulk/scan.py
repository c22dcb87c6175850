"""The first look over a large table: whose each row is, and how its columns write their amounts.

It finds what `tables.places.look` finds, by the same rules; but it asks them once for all cells that are alike, and
keeps a number for each row and not the row.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ews_cli.bulk.lines import Lines, Row
from ews_cli.readers.provider_cells import read_kvk, text_of
from ews_cli.readers.tables.columns import Kolom, Rol, role_of
from ews_cli.readers.tables.notation import Evidence, decide
from ews_cli.readers.tables.places import ENDS, Key, Lengths, Places, broken_off, whose
from ews_cli.readers.tables.table import Tabel

NOBODY = -1
_NAMED = 10**8
"""Providers without a KvK number come after all that have one."""
_EIGHT = re.compile(r"(?!0{8})\d{8}", re.ASCII).fullmatch
_SHAPE = str.maketrans("123456789", "999999999")
"""Amounts that differ in their digits alone prove the same; a nil at the front may not be one."""


@dataclass(slots=True)
class Scan:
    """What a first look found.

    Attributes:
        owners: of each row the number of its provider, `NOBODY` for one that is nobody's.
        names: the providers without a KvK number, by the form in which names are compared.
        mended: the providers of whom a row needs more than a look.
    """

    places: Places
    owners: array[int] = field(default_factory=lambda: array("l"))
    names: dict[str, int] = field(default_factory=dict)
    mended: set[int] = field(default_factory=set)
    _shapes: list[Counter[str]] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)
    _keys: list[str] = field(default_factory=list)

    @property
    def mixed(self) -> bool:
        """Whether some providers of the table have a KvK number and others have none."""
        return bool(self.names) and Rol.KVK in self.places.tabel.by_role

    def kvk(self, owner: int) -> str | None:
        """The KvK number of a provider, where it has one."""
        return f"{owner:08d}" if owner < _NAMED else None

    def key(self, owner: int) -> Key:
        """The provider with a number."""
        kvk = self.kvk(owner)
        return Key(None, self._keys[owner - _NAMED]) if kvk is None else Key(kvk, "")

    def owner(self, key: Key) -> int:
        """The number of a provider."""
        if key.kvk is not None:
            return int(key.kvk)
        owner = self.names.setdefault(key.naam, _NAMED + len(self.names))
        if owner == _NAMED + len(self._keys):
            self._keys.append(key.naam)
        return owner


def scan(lines: Lines, tabel: Tabel, bestand: str) -> Scan:
    """Look over a table. Raises csv.Error and OSError."""
    found = Scan(Places(tabel, bestand))
    found._shapes = [Counter() for _ in tabel.amounts]
    lengths = Lengths(tabel)
    for start, block in lines.blocks():
        if not _block(found, start, block):
            break
        for rij, row in enumerate(block, start):
            lengths.add(rij, row)
    else:
        _without_broken(found, lengths)
    evidence = [Evidence() for _ in tabel.amounts]
    for one, shapes in zip(evidence, found._shapes, strict=True):
        for shape, times in shapes.items():
            one.add(shape, times)
    decided = decide(evidence)
    found.places.writing = {k.plaats: how for k, how in zip(tabel.amounts, decided, strict=True)}
    return found


def _without_broken(found: Scan, lengths: Lengths) -> None:
    """Take out the last row where the file broke off in it."""
    owner = found.owners[lengths.last] if lengths.broken else NOBODY
    if owner == NOBODY or not broken_off(found.places, lengths.last):
        return
    found.owners[lengths.last] = NOBODY
    if owner not in found.owners:
        found.mended.discard(owner)
        if owner >= _NAMED:
            del found.names[found.key(owner).naam]


def _block(found: Scan, start: int, block: Sequence[Row]) -> bool:
    """Look over some rows; False where the table ends."""
    tabel = found.places.tabel
    kvk, naam = (tabel.by_role.get(rol) for rol in (Rol.KVK, Rol.NAAM))
    others = [k.plaats for k in tabel.kolommen if k.rol is not None and k is not kvk]
    before = len(found.owners)
    # A row with more cells than there are headings may have shifted, and is asked all questions.
    odd = _words_of_roles(block, others) or max(map(len, block), default=0) > tabel.breedte
    for rij, row in enumerate(block, start):
        if rij <= tabel.kop:
            found.owners.append(NOBODY)
            continue
        number = _cell(row, kvk)
        if not odd and _EIGHT(number):
            found.owners.append(int(number))
        elif not odd and kvk is None and (owner := found._known.get(_cell(row, naam))):
            found.owners.append(owner)
        elif (owner := _one(found, rij, row)) is None:
            break
        else:
            found.owners.append(owner)
    rows = [row for row, owner in zip(block, found.owners[before:], strict=False) if owner != NOBODY]
    for place, shapes in zip((k.plaats for k in tabel.amounts), found._shapes, strict=True):
        shapes.update(
            cell.translate(_SHAPE)
            for row in rows
            if place < len(row) and ("," in (cell := row[place]) or "." in cell)
        )
    return len(found.owners) - before == len(block)


def _cell(row: Row, kolom: Kolom | None) -> str:
    return row[kolom.plaats] if kolom is not None and kolom.plaats < len(row) else ""


def _words_of_roles(block: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether a cell of some rows is a word for a heading, so that each of them needs a look of its own."""
    return any(
        role_of(cell) is not None
        for place in places
        for cell in {row[place] for row in block if place < len(row)}
    )


def _one(found: Scan, rij: int, row: Row) -> int | None:
    """Whose a row is, with all the questions that a row can be asked; None where the table ends."""
    key = whose(found.places, rij, row)
    if key is ENDS:
        return None
    if key is None:
        return NOBODY
    owner = found.owner(key)
    if key.kvk is None:
        found._known[text_of(found.places.cell(row, Rol.NAAM))] = owner
    elif read_kvk(found.places.cell(row, Rol.KVK)).melding is not None:
        found.mended.add(owner)
    return owner
