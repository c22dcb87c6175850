"""The records of an audit file -> a Ledger: opening balance plus bookings, up to the last period that is over."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.ledger.audit_books import OPENING, Books, Totals, filled, in_words, month_end
from ews_cli.readers.ledger.audit_fields import day_of
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account, Balance, Ledger, months
from ews_cli.readers.ledger.xaf import stream
from ews_cli.readers.ledger.xml_text import Text

_KVK = re.compile(r"(\d{8})(?:0000)?", re.ASCII)
_LONGEST_YEAR = 23
"""Months; a first book year may be longer than a year, but two years are no book year."""
_STRAY_SHARE = Decimal("0.001")
"""The share of all bookings that may be dated more than a month outside the book year: a slip of the pen."""


def read_auditfile(file: BinaryIO, bestand: str) -> Ledger:
    """The ledger in an open audit file. Raises Refused for one that gives no certain balance."""
    text = Text(file)
    books = Books()
    stream(text, books.take)
    if text.lies:
        melding = (
            "het bestand zegt UTF-8 te zijn en is het niet; wat geen UTF-8 is, is gelezen als Windows-1252"
        )
        books.problemen.append(Problem("EWS108", f"{melding}, controleer de namen", bestand))
    if books.amounts.comma:
        melding = "de bedragen zijn geschreven met een komma, en een auditfile vraagt een punt"
        books.problemen.append(Problem("EWS108", f"{melding}; gelezen als centen", bestand))
    return _ledger(books, bestand)


def _ledger(books: Books, bestand: str) -> Ledger:
    if (currency := books.header.get("curcode", "").upper()) not in ("", "EUR"):
        raise Refused("EWS163", f"de bedragen zijn in {currency[:10]} en niet in euro")
    first, last = _book_year(books)
    opening = _opening(books)
    periods = _counted(books, bestand)
    booked: Totals = defaultdict(Decimal)
    for end in periods:
        for nummer, amount in books.booked[end].items():
            booked[nummer] += amount
    for what, totals in (("beginbalans", opening), ("boekingen", booked)):
        rest = sum(totals.values(), Decimal(0))
        if abs(rest) >= LARGEST_SLIP:
            melding = f"in de {what} is debet {bedrag_tekst(rest)} meer dan credit"
            raise Refused("EWS162", f"{melding}; er ontbreken regels, exporteer het opnieuw")
    balances = {
        nummer: Balance(
            books.accounts.get(nummer, Account(nummer, "", None, None)),
            opening.get(nummer, Decimal(0)) + booked.get(nummer, Decimal(0)),
            booked.get(nummer, Decimal(0)),
            nummer in booked,
        )
        for nummer in sorted({*opening, *booked})
    }
    kvk = _KVK.fullmatch(books.company.get("commercenr", ""))
    naam = books.company.get("companyname") or None
    balansdatum = min(periods[-1], last)
    return Ledger(naam, kvk[1] if kvk else None, first, balansdatum, balances, tuple(books.problemen))


def _book_year(books: Books) -> tuple[date, date]:
    """The first and the last day of the book year. Raises Refused when there is none, or more than one."""
    first, last = (day_of(books.header.get(name, "")) for name in ("startdate", "enddate"))
    if first is None or last is None or first > last:
        raise Refused(
            "EWS166", "het bestand noemt geen begin en einde van het boekjaar; exporteer het opnieuw"
        )
    if months(first, last) > _LONGEST_YEAR:
        melding = (
            f"het bestand loopt van {in_words(first)} tot en met {in_words(last)}: meer dan één boekjaar"
        )
        raise Refused("EWS166", f"{melding}; exporteer één boekjaar per bestand")
    beyond = [end for end in books.booked if end is not OPENING and not first <= end <= month_end(last)]
    if beyond or books.stray > _STRAY_SHARE * books.turnover:
        days = sorted({*beyond, *books.strays})
        melding = (
            f"het boekjaar loopt van {in_words(first)} tot en met {in_words(last)}, maar er zijn boekingen"
        )
        melding += f" over {in_words(days[0])}" + (f" tot {in_words(days[-1])}" if len(days) > 1 else "")
        raise Refused("EWS166", f"{melding}; exporteer één boekjaar per bestand")
    return first, last


def _opening(books: Books) -> Totals:
    """The opening balance: its own lines, or the bookings of period 0. Raises Refused without either."""
    own, zero = filled(books.opening), filled(books.booked.pop(OPENING, {}))
    if own and zero and own != zero:
        melding = (
            "het bestand heeft een beginbalans, en andere bedragen in periode 0 of als geboekte beginbalans"
        )
        raise Refused("EWS161", f"{melding}; welke de beginbalans is, is niet zeker")
    if not own and not zero:
        melding = "het bestand heeft geen beginbalans, en zonder is er geen balans"
        raise Refused("EWS161", f"{melding}; exporteer het opnieuw met de beginbalans")
    return own or zero


def _counted(books: Books, bestand: str) -> list[date]:
    """The ends of the periods that were over when the file was made: what was booked ahead is no figure yet."""
    made = day_of(books.header.get("datecreated", "")) or date.max
    ahead = sorted(end for end in books.booked if end > made)
    counted = sorted(end for end in books.booked if end <= made)
    if not counted:
        when = f", gemaakt op {in_words(made)}," if ahead else ""
        raise Refused("EWS167", f"in het bestand{when} zijn geen boekingen over een periode die voorbij is")
    if ahead:
        melding = (
            f"boekingen over de periode tot en met {in_words(ahead[-1])} tellen niet mee: het bestand is op"
        )
        melding += f" {in_words(made)} gemaakt, en van wat daarna eindigt zijn de boekingen niet volledig"
        books.problemen.append(Problem("EWS167", melding, bestand, Ernst.WAARSCHUWING))
    return counted
