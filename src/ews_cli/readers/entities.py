"""Sheets of another organisation than the provider: a daughter or a sister in the same workbook.

A sheet is of another one when its own name says so (`Dochter BV`), or when it and a sheet of the provider name
different legal persons above their figures. A sheet that names nobody is the provider's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.readers.grid import Sheet
from ews_cli.readers.identity import legal_name
from ews_cli.readers.labels import plain

_DAUGHTER = re.compile(
    r"\b(?:dochter|zuster)(?:onderneming|maatschappij|vennootschap|stichting|bv|s)?\b|\bdeelneming(?:en)?\b"
)
_STATEMENT = re.compile(
    r"^(?:(?:balans|resultatenrekening|resultaat|winst|verlies|exploitatie|staat|baten|lasten|jaarrekening|jaarcijfers"
    r"|w|v|wv|vw|rr|en|van|per|over|\d+)(?:\b|_)[\W_]*)+",
    re.IGNORECASE,
)
"""What the name of a sheet says of its contents, before the name of whom it is of."""
_NOT_ABOUT = re.compile(
    r"accountant|adviseur|advies|administratie|belasting|samengesteld|bank\b", re.IGNORECASE
)
"""Whom a sheet names beside the organisation that it is of."""
_TOP_ROWS, _FEWEST = 12, 2


def others(
    sheets: Sequence[Sheet],
    sections: Callable[[], Mapping[str, frozenset[str | None]]],
    naam: str,
    sure: bool,
) -> dict[str, str]:
    """The sheets of another organisation, with its name.

    Where each of two organisations has a statement of the same kind, the provider is the one that more sheets name;
    else nobody knows, and both statements stay.

    Args:
        sheets: all sheets.
        sections: gives the sheets that hold statements, with the sections of these.
        naam: the provider.
        sure: whether the user or the name of the file says so.
    """
    named = {s.naam: {_key(person): person for person in _named(s)} for s in sheets}
    count = Counter(key for persons in named.values() for key in persons)
    daughters = {naam for naam in named if _of_sheet(naam).daughter}
    if len(sheets) < _FEWEST or (len(count) < _FEWEST and not daughters):
        return {}
    statements, own = sections(), _key(naam)
    if len(statements) < _FEWEST:
        return {}
    mine = [sheet for sheet in statements if sheet not in daughters and own in named[sheet]]
    given = frozenset[str | None]().union(*(statements[sheet] for sheet in mine))
    found = {sheet: sheet for sheet in statements if sheet in daughters}
    for sheet, persons in named.items() if mine else ():
        if sheet not in statements or sheet in daughters or not persons or own in persons:
            continue
        key = next(iter(persons))
        if sure or count[own] > count[key] or not statements[sheet] & given:
            found[sheet] = persons[key]
    return found


class _Name(NamedTuple):
    """What the name of a sheet says: that it is of a daughter, and which legal person it names."""

    daughter: bool
    person: str | None


@lru_cache(maxsize=4096)
def _of_sheet(naam: str) -> _Name:
    words = naam.replace("_", " ")
    return _Name(bool(_DAUGHTER.search(plain(words))), _person(_STATEMENT.sub("", words).strip()))


def _named(sheet: Sheet) -> Iterator[str]:
    """The legal persons that a sheet names in its own name and above its figures."""
    if (naam := _of_sheet(sheet.naam).person) is not None:
        yield naam
    for row in sheet.rijen[:_TOP_ROWS]:
        filled = [cell for cell in row if cell != ""]
        if len(filled) > 2:
            return
        for cell in filled:
            if not isinstance(cell, str):
                return
            if (naam := _person(cell)) is not None:
                yield naam


@lru_cache(maxsize=4096)
def _person(text: str) -> str | None:
    """The legal person that a title names, who is not only its bank or its accountant."""
    return None if _NOT_ABOUT.search(text) else legal_name(text)


@lru_cache(maxsize=4096)
def _key(naam: str) -> str:
    """A name as it is compared: without what follows a comma or stands in parentheses."""
    return same_name(re.sub(r"\(.*|,(?! ?b\.?v\.?).*", "", naam, flags=re.IGNORECASE))
