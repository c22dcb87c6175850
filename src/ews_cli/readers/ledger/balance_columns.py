"""The heading row of a trial balance -> which column is what, in the words of the packages that export one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ews_cli.readers.cells import at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Kind
from ews_cli.readers.ledger.rgs import code_in

_NO_KEY = re.compile(r"[^a-z0-9]+")
_BESIDE = re.compile(r"\b(?:eur|euro)\b|\b(?:per|t m|tot en met|ultimo|einde) .*$|\b(?:19|20)\d\d$")
"""What a heading says beside its meaning: the currency, the period, the year."""
_OF_RGS = re.compile(r"\brgs|referentiecode|referentie ?grootboek ?schema")
_WORDS = {
    "rekening": re.compile(
        r"(?:(?:grootboek|gb) ?)?(?:rek|rekening)? ?(?:nummer|nr|code)?|grootboek|grootboekrekening"
    ),
    "naam": re.compile(r"(?:rekening|grootboek)? ?(?:omschrijving|naam)"),
    "saldo": re.compile(
        r"(?:eind)? ?(?:saldo|balans|stand)|bedrag|balans ?saldo|saldo (?:einde|cumulatief)|cumulatief"
    ),
    **{
        side: re.compile(rf"(?:(?:eind)?(?:saldo|balans)|saldi|bedrag)? ?(?:{words}) ?(?:saldo|bedrag)?")
        for side, words in (("debet", "debet|debit|deb|d"), ("credit", "credit|cred|c"))
    },
    "kant": re.compile(r"d ?c|(?:debet|d) (?:of )?(?:credit|c)|db cr|d ?c (?:code|indicator)|balanszijde"),
}
_CLOSING = re.compile(r"(?:eind|slot)(?:balans|saldo|saldi|stand)|saldi ?balans|saldi|saldo")
"""What stands above the pair of debit and credit that counts, where there are several."""
_EXACT = frozenset({"rgs", "rgs code", "rgscode", "referentiecode", "rgs referentiecode", "code rgs"})
_LOOKED_AT = 200
_PAIRED = ("debet", "credit")


class Columns(NamedTuple):
    """Where the headings of a trial balance stand: the row, and each column by its meaning.

    Attributes:
        kant: says of each balance whether it is debit or credit.
        dag: the day that the heading of the balances names; `jaar_alleen` when it names no more than a year.
        ouder: the days of older balances beside them.
    """

    rij: int
    rgs: int | None
    rekening: int | None
    naam: int | None
    saldo: int | None
    debet: int | None
    credit: int | None
    kant: int | None = None
    dag: date | None = None
    jaar_alleen: bool = False
    ouder: tuple[date, ...] = ()


def columns_of(sheet: Sheet, rij: int) -> Columns | None:
    """The columns of a heading row; None when it is none. Raises Refused when a meaning stands there twice."""
    row = sheet.rijen[rij]
    found = _meanings(row)
    if rgs := _rgs(sheet, rij):
        found["rgs"] = [rgs[0]]
    sides = all(side in found for side in _PAIRED) or "saldo" in found
    days = {} if all(side in found for side in _PAIRED) else _dated(row)
    if "saldo" in found:
        days = {day: kolom for day, kolom in days.items() if kolom in found["saldo"]}
        days = days if len(days) == len(found["saldo"]) else {}
    elif "rgs" not in found:
        days = {}
    if days:
        found["saldo"] = [days[max(days)]]
    if not (sides or days) or not ("rgs" in found or "rekening" in found):
        return None
    if all(side in found for side in _PAIRED):
        found.pop("saldo", None)  # the difference of both
        _pair(found, sheet, rij)
    else:
        for side in _PAIRED:
            found.pop(side, None)
    if double := [meaning for meaning in ("saldo", *_PAIRED) if len(found.get(meaning, ())) > 1]:
        if "rgs" not in found:
            return None
        melding = (
            f"de kop '{double[0]}' staat er {len(found[double[0]])} keer; laat alleen de eindsaldi staan"
        )
        raise Refused("EWS163", melding)
    first = {meaning: places[0] for meaning, places in found.items() if places}
    newest = max(days, default=None)
    return Columns(
        rij,
        rgs=first.get("rgs"),
        rekening=first.get("rekening"),
        naam=first.get("naam"),
        saldo=first.get("saldo"),
        debet=first.get("debet"),
        credit=first.get("credit"),
        kant=first.get("kant") if "saldo" in first else None,
        dag=newest,
        jaar_alleen=newest is not None and not re.search(r"\d\D+\d", str(row[days[newest]])),
        ouder=tuple(sorted(day for day in days if day != newest)),
    )


def _meanings(row: Sequence[Cell]) -> dict[str, list[int]]:
    """What each heading says, by its words; a letter alone is a side where both stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for kolom, cell in enumerate(row):
        key = _key(cell)
        meaning = next((m for m, words in _WORDS.items() if key and words.fullmatch(key)), None)
        if meaning is not None:
            found[meaning].append(kolom)
    return found


def _key(cell: Cell) -> str:
    if not isinstance(cell, str) or len(cell) >= 40:
        return ""
    key = _NO_KEY.sub(" ", cell.casefold()).strip()
    return _BESIDE.sub("", key).strip() or key


def _rgs(sheet: Sheet, rij: int) -> list[int]:
    """The columns of RGS codes, the one with most of them first; a heading alone may be of their names or levels."""
    columns = []
    for kolom, cell in enumerate(sheet.rijen[rij]):
        key = _key(cell)
        if _OF_RGS.search(key):
            rows = sheet.rijen[rij + 1 : rij + 1 + _LOOKED_AT]
            cells = (at(row, kolom) for row in rows)
            codes = [code for cell in cells if isinstance(cell, str) and (code := code_in(cell))]
            if codes or key in _EXACT:
                columns.append((-len(codes), -sum(map(len, codes)), kolom))
    return [kolom for *_, kolom in sorted(columns)]


def _pair(found: dict[str, list[int]], sheet: Sheet, rij: int) -> None:
    """Of several pairs of debit and credit the one under the word for closing balances, if there is one."""
    if rij == 0 or all(len(found[side]) == 1 for side in _PAIRED):
        return
    above, last = [], ""
    for cell in sheet.rijen[rij - 1]:
        last = _key(cell) or last
        above.append(last)
    for side in _PAIRED:
        closing = [k for k in found[side] if k < len(above) + 1 and _CLOSING.fullmatch(_above(above, k))]
        if len(closing) == 1:
            found[side] = closing


def _above(above: Sequence[str], kolom: int) -> str:
    """What stands above a column; a word above the first of two holds for both."""
    return above[min(kolom, len(above) - 1)] if above else ""


def _dated(row: Sequence[Cell]) -> dict[date, int]:
    """Day -> the column whose heading names it; of two columns with one day neither."""
    found: dict[date, list[int]] = defaultdict(list)
    for kolom, cell in enumerate(row):
        if (day := _day(cell)) is not None:
            found[day].append(kolom)
    return {day: places[0] for day, places in found.items() if len(places) == 1}


def _day(cell: Cell) -> date | None:
    known = heading(cell) if cell != "" else None
    return known.balansdatum if known is not None and known.kind is Kind.ACTUAL else None


Sign = Callable[[str], int | None]
_SIDES = {
    **dict.fromkeys(("d", "debet", "debit", "db", "dt", "deb"), 1),
    **dict.fromkeys(("c", "credit", "cr", "ct", "cred"), -1),
}
_WITH_SIDE = re.compile(r"(.*\d\S*?)\s*([dc][a-z]{0,5})\.?", re.IGNORECASE)


def side_of(text: str) -> int | None:
    """1 for debit, -1 for credit; None for what says neither."""
    return _SIDES.get(text.strip().rstrip(".").casefold())


def without_side(text: str) -> tuple[str, int | None]:
    """An amount as text without the letter of its side behind it (`1.234,50 C`), and that side."""
    found = _WITH_SIDE.fullmatch(text.strip())
    side = side_of(found[2]) if found else None
    return (found[1], side) if found and side is not None else (text, None)
