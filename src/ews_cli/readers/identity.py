"""Whose accounts these are: name, KvK and AGB number, as far as the file says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.labels import names_of, section_of

_KVK = re.compile(r"\bk\.?v\.?k\b|kamer van koophandel|handelsregister", re.IGNORECASE)
_AGB = re.compile(r"\bagb\b", re.IGNORECASE)
_EIGHT = re.compile(r"(?<![\d.,])(\d{8})(?![\d.,]*\d)")
_NAME_LABEL = re.compile(
    r"^(?:statutaire naam"
    r"|naam(?: (?:van de )?(?:aanbieder|instelling|organisatie|stichting|rechtspersoon|zorgaanbieder))?"
    r"|aanbieder|jeugdhulpaanbieder|zorgaanbieder|rechtspersoon|organisatie|instelling)\s*:?$",
    re.IGNORECASE,
)
_FORM_LABEL = re.compile(r"^(?:rechtsvorm|juridische vorm)\s*:?$", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"^(?:stichting|co[oö]peratie|co[oö]peratieve|vereniging|maatschap|eenmanszaak|v\.?o\.?f\.?"
    r"|vennootschap onder firma)\s+\S|\b(?:b\.?v\.?|n\.?v\.?|u\.a\.|v\.?o\.?f\.?)\s*(?:,|$)",
    re.IGNORECASE,
)
_ROWS, _TOP_ROWS = 40, 12
LONGEST_NAME = 120
"""Characters of a name; a longer one ends in an ellipsis, so that nobody takes it for whole."""


class _Clue(NamedTuple):
    """What one text says about the provider.

    Attributes:
        kvk, agb: the text from the word for such a number on.
        announces: the text is a label, and the name stands in the next cell.
        naam: the name behind such a label.
        legal: the name that a legal form makes one.
        form: the legal form behind the word for it; empty where the form stands in the next cell.
    """

    kvk: str | None
    agb: str | None
    announces: bool
    naam: str | None
    legal: str | None
    form: str | None


def has_legal_form(naam: str) -> bool:
    """Whether a name says which kind of legal person it is of."""
    return bool(_LEGAL_FORM.search(naam[:LONGEST_NAME]))


def short_name(text: str) -> str:
    """A name of a provider of at most `LONGEST_NAME` characters."""
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rstrip()}…"


def find_aanbieder(sheets: Sequence[Sheet], path: Path) -> tuple[Aanbieder, list[str]]:
    """The provider that a workbook names with its legal form, and all KvK numbers in it (several are doubtful).

    The name comes from a cell that says so, else from a legal form in the first rows, else from the file.
    """
    kvk: dict[str, None] = {}
    agb: dict[str, None] = {}
    labelled = legal = form = None
    for rij, row, kolom, clue in _clues(sheets):
        for numbers, text in ((kvk, clue.kvk), (agb, clue.agb)):
            if text is not None and (number := _EIGHT.search(text) or _EIGHT.search(_next(row, kolom))):
                numbers.setdefault(number[1])
        labelled = labelled or clue.naam
        if labelled is None and clue.announces and _WORDS.search(_next(row, kolom)):
            labelled = short_name(_next(row, kolom))
        if form is None and clue.form is not None:
            form = short_name(clue.form or _next(row, kolom)) or None
        if legal is None and rij < _TOP_ROWS:
            legal = clue.legal
    naam = labelled or legal or path.stem
    aanbieder = Aanbieder(
        naam, next(iter(kvk)) if len(kvk) == 1 else None, next(iter(agb)) if len(agb) == 1 else None, form
    )
    return aanbieder, list(kvk)


def _clues(sheets: Sequence[Sheet]) -> Iterator[tuple[int, list[Cell], int, _Clue]]:
    """The clues in the first rows of each sheet, with where they stand."""
    for sheet in sheets:
        for rij, row in enumerate(sheet.rijen[:_ROWS]):
            for kolom, cell in enumerate(row):
                if isinstance(cell, str) and (clue := _clue(cell)) is not None:
                    yield rij, row, kolom, clue


@lru_cache(maxsize=8192)
def _clue(text: str) -> _Clue | None:
    """The clue in a text; nearly every text holds none."""
    kvk, agb = _KVK.search(text), _AGB.search(text)
    before, colon, after = text.partition(":")
    naam = short_name(after.strip()) if colon and _NAME_LABEL.match(before.strip()) else None
    clue = _Clue(
        text[kvk.start() :] if kvk else None,
        text[agb.start() :] if agb else None,
        bool(_NAME_LABEL.match(text.strip())),
        naam or None,
        legal_name(text),
        after.strip() if _FORM_LABEL.match(before.strip()) else None,
    )
    return clue if any(clue) or clue.form is not None else None


def _next(row: list[Cell], kolom: int) -> str:
    """The next filled cell as text; a KvK number that a spreadsheet keeps as a number has lost its zeros."""
    cell = next((c for c in row[kolom + 1 :] if c != ""), "")
    if isinstance(cell, float) and cell == int(cell):
        return f"{int(cell):08d}"
    return str(cell).strip()


_WORDS = re.compile(r"[^\W\d_]{2,}")


_BEFORE_NAME = re.compile(
    r"^(?:(?:geconsolideerde?|enkelvoudige?) )?(?:jaarrekening|jaarcijfers|jaarverslag|jaarstukken|kwartaalrapportage)"
    r"(?: (?:over )?(?:19|20)\d\d)?,?(?: van)?\s",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s[-–—|]\s|,? (?:te|gevestigd) |,? \(?kvk"
    r"|[,:]? \(?(?:jaarrekening|jaarcijfers|jaarverslag|jaarstukken|geconsolideerde?|enkelvoudige?|tussentijdse"
    r"|kwartaalcijfers|kwartaalrapportage|halfjaarcijfers|begroting|prognose|meerjarenbegroting)\b"
    r"|,? (?:over|per) \d|,? \(?20(?:0[6-9]|[1-4]\d)\)?$",
    re.IGNORECASE,
)
"""What a title says before and after the name: the same name stands in the title of every year. `2000` at the end is
as often part of a name."""


def legal_name(text: str) -> str | None:
    """The name that a legal form in a title makes one, without what else the title says; None where there is none."""
    title = _BEFORE_NAME.sub("", text.strip())
    naam = _AFTER_NAME.split(title, maxsplit=1)[0].strip(" ,;:")
    # A legal form alone is no name: `Stichting Jaarverslag` is called so.
    naam = naam if " " in naam or "." in naam else title
    if len(text) > LONGEST_NAME or not _LEGAL_FORM.search(naam):
        return None
    return naam if section_of(naam) is None and not names_of(naam) else None
