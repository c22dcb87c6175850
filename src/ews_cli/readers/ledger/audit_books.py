"""What the records of an audit file add up to while they come by: opening balance and bookings, by account."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.problems import Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.ledger.audit_fields import Amounts, code_of, day_of, opens_books
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account, months
from ews_cli.readers.ledger.xaf import Fields, Record

_SIDES = {"D": 1, "C": -1}
_LONGEST_PERIOD = 3
"""Months; a longer period does not say until when the books are done, and then the dates of bookings do."""
_STRAY_MONTHS = 1
OPENING = date.min
"""The end of the period in which the opening balance is booked."""

Totals = dict[str, Decimal]


class Books:
    """What the records add up to while they come by."""

    def __init__(self) -> None:
        self.header: Fields = {}
        self.company: Fields = {}
        self.accounts: dict[str, Account] = {}
        self.periods: dict[str, tuple[date, date]] = {}
        self.opening: Totals = defaultdict(Decimal)
        self.booked: dict[date, Totals] = defaultdict(lambda: defaultdict(Decimal))
        self.amounts = Amounts()
        self.lines = 0
        self.stray = self.turnover = Decimal(0)
        self.strays: set[date] = set()
        self.transaction: Totals = defaultdict(Decimal)
        self.gross = Decimal(0)
        self.sides: dict[str, Decimal] = defaultdict(Decimal)
        self.problemen: list[Problem] = []

    def take(self, record: Record) -> None:
        """Take one record. Raises Refused for one that cannot be used."""
        match record.naam:
            case "trline":
                self.line(record, self.transaction)
            case "transaction":
                self.book(record)
            case "obline":
                self.line(record, self.opening)
            case "openingbalance" | "transactions":
                self.total(record)
            case "ledgeraccount":
                self.account(record.fields)
            case "period":
                self.period(record)
            case "header" if self.header:
                raise Refused("EWS166", "het bestand bevat twee administraties; exporteer er één per bestand")
            case "header":
                self.header = dict(record.fields)
            case "company":
                self.company = dict(record.fields)

    def account(self, fields: Mapping[str, str]) -> None:
        nummer = fields.get("accid", "")
        code = code_of(fields)
        before = self.accounts.get(nummer)
        if before is not None and before.code != code:
            code = None  # one account with two codes has none that is certain
        kind = {"P": True, "B": False}.get(fields.get("acctp", "").upper())
        self.accounts[nummer] = Account(nummer, fields.get("accdesc", ""), code, kind)

    def period(self, record: Record) -> None:
        first, last = (_day(record, name) for name in ("startdateperiod", "enddateperiod"))
        number = record.fields.get("periodnumber", "")
        if first is None or last is None:
            raise _unusable(record, f"periode '{number[:20]}' heeft geen begin- of einddatum")
        if last < first:
            raise _unusable(record, f"periode '{number[:20]}' eindigt voor zij begint")
        self.periods[_number(number)] = first, last

    def line(self, record: Record, totals: Totals) -> None:
        text, side = record.fields.get("amnt", ""), record.fields.get("amnttp", "").upper()
        amount = self.amounts.of(text)
        if amount is None:
            raise _unusable(
                record, f"het bedrag '{text[:30]}' is geen getal" if text else "er is geen bedrag"
            )
        if side not in _SIDES:
            what = f"'{side[:10]}' is geen D of C" if side else "debet of credit (amntTp) ontbreekt"
            raise _unusable(record, f"{what} bij het bedrag {text}")
        nummer = record.fields.get("accid", "")
        if not nummer:
            raise _unusable(record, f"het rekeningnummer ontbreekt bij het bedrag {text}")
        totals[nummer] += _SIDES[side] * amount
        self.sides[side] += amount
        self.gross += abs(amount)
        self.lines += 1

    def book(self, record: Record) -> None:
        """Add the lines of a transaction to its period."""
        day = _day(record, "trdt")
        period = _number(record.fields.get("periodnumber", ""))
        if opening := period == "0" or self.opens(record, day):
            end = OPENING
        elif period in self.periods and months(*self.periods[period]) <= _LONGEST_PERIOD:
            end = self.periods[period][1]
        elif day is not None:
            end = month_end(day)
        else:
            raise _unusable(record, "een boeking zonder datum en zonder bekende periode")
        totals = self.booked[end]
        for nummer, amount in self.transaction.items():
            totals[nummer] += amount
        if day is not None and not opening and self.outside(day):
            self.stray += self.gross
            self.strays.add(day)
        self.turnover += self.gross
        self.transaction.clear()
        self.gross = Decimal(0)

    def opens(self, record: Record, day: date | None) -> bool:
        """Whether a transaction is the opening balance: by its name, at the start of the year, or by its amounts."""
        first = day_of(self.header.get("startdate", ""))
        if first is None or day is None or months(first, day) not in (0, 1):
            return False
        if opens_books(record.fields.get("desc", ""), record.binnen.get("desc", "")):
            return True
        own, other = filled(self.opening), filled(self.transaction)
        return len(own) > 1 and own == other

    def outside(self, day: date) -> bool:
        """Whether a day is more than a month outside the book year that the header names."""
        first, last = day_of(self.header.get("startdate", "")), day_of(self.header.get("enddate", ""))
        if first is None or last is None:
            return False
        return months(day, first) - 1 > _STRAY_MONTHS or months(last, day) - 1 > _STRAY_MONTHS

    def total(self, record: Record) -> None:
        """Hold the totals that the file states against its lines, and begin to add anew."""
        part = "beginbalans" if record.naam == "openingbalance" else "boekingen"
        stated = [record.fields.get(name, "") for name in ("totaldebit", "totalcredit")]
        counted = record.fields.get("linescount", "")
        if not any(stated) and counted.isdigit() and int(counted) != self.lines:
            melding = f"er zijn {self.lines} regels in de {part} en het bestand noemt er {counted}"
            raise Refused("EWS162", f"{melding}; het is onvolledig, exporteer het opnieuw")
        for name, side in (("totaldebit", "D"), ("totalcredit", "C")):
            total, found = self.amounts.of(record.fields.get(name, "")), self.sides[side]
            if total is not None and abs(abs(total) - abs(found)) >= LARGEST_SLIP:
                words = "debet" if side == "D" else "credit"
                melding = f"de regels van de {part} tellen {words} op tot {bedrag_tekst(found)}"
                melding += f" en het bestand noemt {bedrag_tekst(total)}"
                raise Refused("EWS162", f"{melding}; het is onvolledig, exporteer het opnieuw")
        self.sides.clear()
        self.gross, self.lines = Decimal(0), 0
        if part == "beginbalans":
            self.dated(day_of(record.fields.get("opbaldate", "")))

    def dated(self, day: date | None) -> None:
        """Raise Refused for an opening balance of another day than the start of the book year."""
        first = day_of(self.header.get("startdate", ""))
        if day is not None and first is not None and months(day, first) not in (1, 2):
            melding = f"de beginbalans is van {in_words(day)} en het boekjaar begint op {in_words(first)}"
            raise Refused("EWS161", f"{melding}; exporteer het opnieuw met de beginbalans van dat boekjaar")


def filled(totals: Mapping[str, Decimal]) -> Totals:
    """The accounts with a balance."""
    return {nummer: amount for nummer, amount in totals.items() if amount}


def _number(text: str) -> str:
    return text.lstrip("0") or ("0" if text else "")


def _day(record: Record, name: str) -> date | None:
    """The date in a field, None without one. Raises Refused for what is none."""
    text = record.fields.get(name, "")
    day = day_of(text)
    if text and day is None:
        raise _unusable(record, f"'{text[:20]}' is geen datum")
    return day


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def in_words(day: date) -> str:
    """A day as Dutch readers write it."""
    return f"{day:%d-%m-%Y}"


def _unusable(record: Record, wat: str) -> Refused:
    return Refused("EWS163", f"regel {record.regel}: {wat}; laat de export herstellen")
