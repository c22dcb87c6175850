"""What a user writes about a file, on the command line or in a mapping: text -> value, or why it is none."""

from __future__ import annotations

import re
from datetime import date

from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import Post
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import FIRST_YEAR, LAST_YEAR, Heading, Kind
from ews_cli.readers.ledger.mapped import ACCOUNT_POSTS
from ews_cli.readers.options import Accounts, CellRef
from ews_cli.readers.xlsx_scan import column_number
from ews_cli.yaml_text.look import Unusable
from ews_cli.yaml_text.suggest import did_you_mean

UNITS = (1, 1000, 1_000_000)
BASES = (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG)
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576  # of an .xlsx

_CELL = re.compile(r"(?P<blad>.+)!\$?(?P<kolom>[A-Za-z]{1,3})\$?(?P<rij>[1-9]\d{0,6})", re.ASCII)


def text(value: str) -> str:
    """A text with something in it. Raises Unusable."""
    if not value.strip():
        raise Unusable("EWS313", "is leeg; vul iets in of laat de optie weg")
    return value.strip()


def kvk(value: str) -> str:
    """A KvK number: eight digits as text. Raises Unusable."""
    if re.fullmatch(r"\d{8}", value, re.ASCII):
        return value
    words = "is geen KvK-nummer; schrijf acht cijfers, met de nullen vooraan"
    short = re.fullmatch(r"\d{5,7}", value, re.ASCII)  # a spreadsheet takes the zeros away
    raise Unusable("EWS313", f"{words}; bedoelde u {value:0>8}?" if short else words)


def eenheid(value: str) -> int:
    """Euro per unit. Raises Unusable."""
    if value in map(str, UNITS):
        return int(value)
    digits = re.sub(r"\D", "", value)
    words = "is geen eenheid; kies 1 (euro), 1000 of 1000000"
    meant = digits in map(str, UNITS)
    raise Unusable("EWS313", f"{words}; bedoelde u {digits}?" if meant else words)


def basis(value: str) -> Basis:
    """The basis to choose. Raises Unusable."""
    if value in BASES:
        return Basis(value)
    raise Unusable("EWS313", f"is geen basis; {did_you_mean(value, [b.value for b in BASES])}")


def post(value: str) -> Post:
    """A post by its name. Raises Unusable."""
    if value in set(Post):
        return Post(value)
    raise Unusable("EWS314", f"is geen post; {did_you_mean(value, [p.value for p in Post])}")


def post_of_accounts(value: str) -> Post:
    """A post that an account can be. Raises Unusable."""
    named = post(value)
    if named in ACCOUNT_POSTS:
        return named
    allowed = ", ".join(p.value for p in Post if p in ACCOUNT_POSTS)
    raise Unusable("EWS314", f"is geen post van een rekening maar een som; kies uit {allowed}")


def rekeningen(value: str) -> Accounts:
    """Ledger accounts, the first and the last: `1000-1099`, or one. Raises Unusable."""
    match = re.fullmatch(r"(\d{1,12})(?:\s*-\s*(\d{1,12}))?", value.strip(), re.ASCII)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        words = 'schrijf de eerste en de laatste met een streepje, zoals "1000-1099"'
        raise Unusable("EWS315", f"is geen reeks rekeningen; {words}")
    return Accounts(first, last)


def kop(value: str) -> str:
    """What a column of a table holds: a post, or a word for who, when or in which unit. Raises Unusable."""
    from ews_cli.readers.tables.columns import MEANINGS  # most mappings are of no table

    if value in MEANINGS:
        return value
    raise Unusable("EWS314", f"is geen post en geen soort kolom; {did_you_mean(value, MEANINGS)}")


def jaar(value: str) -> int:
    """A book year. Raises Unusable."""
    if re.fullmatch(r"\d{4}", value, re.ASCII) and FIRST_YEAR <= int(value) <= LAST_YEAR:
        return int(value)
    raise Unusable("EWS313", f"is geen boekjaar; schrijf een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}")


def periode(value: str) -> Heading:
    """What figures are of: a part of a year, a book year, or a plan of one. Raises Unusable."""
    found = heading(value)
    whole = found is not None and found.kind in (Kind.ACTUAL, Kind.BUDGET) and found.span is None
    part = found is not None and found.kind is Kind.PARTIAL and found.maanden is not None
    if found is None or found.balansdatum is None or not (whole or part):
        words = "schrijf bijvoorbeeld 't/m juni 2026', 'Q2 2026', '2025', 'begroting 2027' of 'prognose 2027'"
        raise Unusable("EWS313", f"is geen periode; {words}")
    return found


def balansdatum(value: str) -> date:
    """The last day of a book year. Raises Unusable."""
    try:
        day = date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unusable("EWS316", "is geen balansdatum; schrijf jaar-maand-dag, zoals 2025-12-31")
    return day


def kolom(value: str) -> int:
    """A column by its letters, counted from zero. Raises Unusable."""
    if re.fullmatch("[A-Za-z]{1,3}", value) and column_number(value.upper()) < LAST_COLUMN:
        return column_number(value.upper())
    raise Unusable("EWS315", "is geen kolom; schrijf de letter boven de kolom, zoals C")


def cel(value: str) -> CellRef:
    """A cell with its sheet. Raises Unusable."""
    match = _CELL.fullmatch(value)
    if match is None or int(match["rij"]) > LAST_ROW or column_number(match["kolom"].upper()) >= LAST_COLUMN:
        raise Unusable("EWS315", 'is geen cel; schrijf het blad en de cel, zoals "Balans!C25"')
    blad = match["blad"]
    if len(blad) > 2 and blad[0] == blad[-1] == "'":
        blad = blad[1:-1].replace("''", "'")  # as a spreadsheet writes a name with a space
    return CellRef(blad, int(match["rij"]) - 1, column_number(match["kolom"].upper()))
