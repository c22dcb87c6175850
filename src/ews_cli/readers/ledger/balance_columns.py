"""The heading row of a trial balance -> which column is what, in the words of the packages that export one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ews_cli.readers.cells import at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Kind
from ews_cli.readers.ledger.rgs import code_in

_NO_KEY = re.compile(r"[^a-z0-9]+")
_BESIDE = re.compile(
    r"\b(?:eur|euro)\b|\bx (?:eur |euro )?1 000(?: 000)?$|\b(?:per|t m|tot en met|ultimo|einde) .*$"
    r"|\b(?:\d{1,2} \d{1,2} )?(?:19|20)\d\d$"
)
"""What a heading says beside its meaning: the currency, the unit, the period, the day or the year."""
_OF_RGS = re.compile(r"\brgs|referentiecode|referentie ?grootboek ?schema")
_WORDS = {
    "rekening": re.compile(
        r"(?:(?:grootboek|gb) ?)?(?:rek|rekening)? ?(?:nummer|nr|code)?|grootboek|grootboekrekening"
    ),
    "naam": re.compile(r"(?:rekening|grootboek)? ?(?:omschrijving|naam)"),
    "saldo": re.compile(
        r"(?:eind|slot|nieuw)? ?(?:saldo|balans|stand)|bedrag|balans ?saldo|saldo (?:einde?|eindbalans|nieuw)"
        r"|(?:saldo )?cumulatief"
    ),
    "begin": re.compile(
        r"(?:begin|openings?|oud|primo) ?(?:saldo|balans|stand)|saldo (?:begin|primo|openings?balans|beginbalans|oud)"
        r"|(?:opening|primo)"
    ),
    "mutatie": re.compile(r"(?:mutaties?|beweging|verschil|verloop|periode)(?: ?saldo)?"),
    **{
        side: re.compile(
            rf"(?:(?:eind)?(?:saldo|balans)|saldi|bedrag)? ?(?:{words}) ?(?:saldo|bedrag|cumulatief)?"
        )
        for side, words in (("debet", "debet|debit|deb|d"), ("credit", "credit|cred|c"))
    },
    "kant": re.compile(r"d ?c|(?:debet|d) (?:of )?(?:credit|c)|db cr|d ?c (?:code|indicator)|balanszijde"),
}
_CLOSING = re.compile(r"(?:eind|slot)(?:balans|saldo|saldi|stand)|saldi ?balans|saldi|saldo")
"""What stands above the pair of debit and credit that counts, where there are several."""
_EXACT = frozenset({"rgs", "rgs code", "rgscode", "referentiecode", "rgs referentiecode", "code rgs"})
_MOVED = re.compile(
    r"(?:mutatie|beweging|verander|omzet|periode|boeking|transactie|begin|opening|primo|beginsal)\w*.*"
)
"""What stands above a pair of debit and credit that is not of balances."""
_LOOKED_AT = 200
_PAIRED = ("debet", "credit")


class Columns(NamedTuple):
    """Where the headings of a trial balance stand: the row, and each column by its meaning.

    Attributes:
        saldo, debet, credit: where all three are there, the pair may be of what moved.
        begin: the opening balances beside them: a column, or one of debit and one of credit.
        mutatie: what moved, in one column.
        kant: says of each balance whether it is debit or credit.
        dag: the day that the heading of the balances names; `jaar_alleen` when it names no more than a year.
        ouder: the days of older balances beside them.
        bewogen: debit and credit stand there only of what moved.
        slot: the headings of debit and credit say that they are balances.
    """

    rij: int
    rgs: int | None
    rekening: int | None
    naam: int | None
    saldo: int | None
    debet: int | None
    credit: int | None
    begin: tuple[int, ...] = ()
    mutatie: int | None = None
    kant: int | None = None
    dag: date | None = None
    jaar_alleen: bool = False
    ouder: tuple[date, ...] = ()
    bewogen: bool = False
    slot: bool = False


def columns_of(sheet: Sheet, rij: int) -> Columns | None:
    """The columns of a heading row; None when it is none. Raises Refused when a meaning stands there twice."""
    row = sheet.rijen[rij]
    found = meanings(row)
    if rgs := _rgs(sheet, rij):
        found["rgs"] = [rgs[0]]
    if not ("rgs" in found or "rekening" in found):
        return None
    moved = _under_words(found, sheet, rij)
    paired = all(side in found for side in _PAIRED)
    days = _newest_of(found, row, paired)
    if not (paired or moved or "saldo" in found):
        return None
    if not paired:
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
        begin=tuple(found["begin"][:1]) or _opening_pair(row),
        mutatie=first.get("mutatie"),
        kant=first.get("kant") if "saldo" in first else None,
        dag=newest,
        jaar_alleen=newest is not None and not re.search(r"\d\D+\d", str(row[days[newest]])),
        ouder=tuple(sorted(day for day in days if day != newest)),
        bewogen=moved and "saldo" not in first,
        slot=paired and all("sald" in key or "eind" in key for key in (_key(row[first[s]]) for s in _PAIRED)),
    )


def _newest_of(found: dict[str, list[int]], row: Sequence[Cell], paired: bool) -> dict[date, int]:
    """Day -> its column of balances, where all of them name one; those of the newest are then the balances."""
    days = _dated(row)
    if "saldo" in found:
        days = {day: kolom for day, kolom in days.items() if kolom in found["saldo"]}
        days = days if len(days) == len(found["saldo"]) else {}
    elif paired or "rgs" not in found:
        days = {}
    if days:
        newest = days[max(days)]
        found["saldo"] = [newest]
        if paired and len(days) == 2:  # a balance, what moved since, and the balance after it
            found.setdefault("begin", [days[min(days)]])
            days = {max(days): newest}
    return days


def _opening_pair(row: Sequence[Cell]) -> tuple[int, ...]:
    """The columns of opening balances apart for debit and credit, as `Beginbalans debet`."""
    found: dict[str, int] = {}
    for kolom, cell in enumerate(row):
        words, _, last = _key(cell).rpartition(" ")
        for side in _PAIRED:
            if words and _WORDS["begin"].fullmatch(words) and _WORDS[side].fullmatch(last):
                found.setdefault(side, kolom)
    return tuple(found[side] for side in _PAIRED) if len(found) == 2 else ()


def meanings(row: Sequence[Cell]) -> dict[str, list[int]]:
    """What each heading says, by its words; a letter alone is a side where both stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for kolom, cell in enumerate(row):
        key = _key(cell)
        meaning = next((m for m, words in _WORDS.items() if key and words.fullmatch(key)), None)
        if meaning == "saldo" and (opening := heading(cell)) is not None and opening.kind is Kind.OPENING:
            meaning = "begin"
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


def _under_words(found: dict[str, list[int]], sheet: Sheet, rij: int) -> bool:
    """Of several columns with one meaning keep the one under the word for closing balances, if there is one.

    Returns whether debit and credit were left out, for they stand under a word for what moved.
    """
    amounts = [kolom for meaning in ("saldo", "begin", *_PAIRED) for kolom in found.get(meaning, ())]
    if rij == 0 or not amounts:
        return False
    above = _words_above(sheet, rij, min(amounts))
    for meaning in ("saldo", *_PAIRED):
        places = found.get(meaning, [])
        closing = [k for k in places if _CLOSING.fullmatch(_above(above, k))]
        if len(places) > 1 and len(closing) == 1:
            if meaning == "saldo" and len(places) == 2:
                found["begin"] = [k for k in places if k not in closing]
            found[meaning] = closing
    pair = [k for side in _PAIRED for k in found.get(side, ())]
    if not pair or not all(_MOVED.fullmatch(_above(above, k)) for k in pair):
        return False
    for side in _PAIRED:
        found.pop(side, None)
    return True


def _words_above(sheet: Sheet, rij: int, first: int) -> list[str]:
    """What stands above each column; a word above the first of two holds for both, and one left of all for none."""
    above, last = [], ""
    for kolom, cell in enumerate(sheet.rijen[rij - 1]):
        last = (_key(cell) or last) if kolom >= first else ""
        above.append(last)
    return above


def _above(above: Sequence[str], kolom: int) -> str:
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
