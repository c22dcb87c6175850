"""Sheets of another organisation than the provider: a daughter or a sister in the same workbook.

A sheet is of another one when its own name says so (`Dochter BV`), or when it and a sheet of the provider name
different legal persons above their figures. A sheet that names nobody is the provider's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

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


def others(sheets: Sequence[Sheet], naam: str) -> dict[str, str]:
    """The sheets of another organisation, with its name.

    Args:
        sheets: the sheets that hold statements.
        naam: the provider.
    """
    if len(sheets) < _FEWEST:
        return {}
    daughters = {s.naam: s.naam for s in sheets if _DAUGHTER.search(plain(s.naam.replace("_", " ")))}
    named = {s.naam: list(_named(s)) for s in sheets if s.naam not in daughters}
    own = _key(naam)
    if not any(_key(other) == own for names in named.values() for other in names):
        return daughters
    strange = {sheet: names[0] for sheet, names in named.items() if names and own not in map(_key, names)}
    return daughters | strange


def _named(sheet: Sheet) -> Iterator[str]:
    """The legal persons that a sheet names in its own name and above its figures."""
    if (naam := _person(_STATEMENT.sub("", sheet.naam.replace("_", " ")).strip())) is not None:
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
