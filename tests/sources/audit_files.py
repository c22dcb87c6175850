"""Audit files written by hand, for the tests: accounts, an opening balance and bookings as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

NAMESPACES = {
    "3.2": "http://www.auditfiles.nl/XAF/3.2",
    "4.0": "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0",
}
WHERE = {
    "leadReference": "<leadReference>{}</leadReference>",
    "taxoRef": "<taxonomy><entryPoint><taxoRef>{}</taxoRef></entryPoint></taxonomy>",
    "conceptRef": (
        "<taxonomy><taxoRef>http://www.nltaxonomie.nl/rgs</taxoRef>"
        "<entryPoint><conceptRef>rgs:{}</conceptRef></entryPoint></taxonomy>"
    ),
    "RGScode": "<RGScode>{}</RGScode>",
}


class Booking(NamedTuple):
    """A transaction: lines of account and amount (debit positive) in a period, with its day."""

    lines: Sequence[tuple[str, str]]
    period: int | None = 12
    day: str = "2025-12-15"


def line(name: str, account: str, amount: str) -> str:
    side, size = ("C", amount[1:]) if amount.startswith("-") else ("D", amount)
    return f"<{name}><nr>1</nr><accID>{account}</accID><amnt>{size}</amnt><amntTp>{side}</amntTp></{name}>\n"


def xaf(
    accounts: Mapping[str, str],
    opening: Iterable[tuple[str, str]] | None,
    bookings: Iterable[Booking],
    version: str = "3.2",
    where: str | None = None,
    naam: str = "Stichting De Kleine Boekhouding",
    year: tuple[str, str] = ("2025-01-01", "2025-12-31"),
    made: str = "2026-02-01",
    company: str = "",
    header: str = "",
) -> str:
    """The text of an audit file; periods are the months of the first day's year.

    Args:
        accounts: number -> RGS code; an empty one leaves the code out.
        where: the element that holds the code; by the version when left out.
    """
    code = WHERE[where or ("RGScode" if version == "4.0" else "leadReference")]
    ledger = "".join(
        f"<ledgerAccount><accID>{number}</accID><accDesc>Rekening {number}</accDesc>"
        f"<accTp>{'P' if rgs[:1] == 'W' else 'B'}</accTp>{code.format(rgs) if rgs else ''}</ledgerAccount>\n"
        for number, rgs in accounts.items()
    )
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    periods = "".join(
        f"<period><periodNumber>{n}</periodNumber><startDatePeriod>{year[0][:4]}-{n:02}-01</startDatePeriod>"
        f"<endDatePeriod>{year[0][:4]}-{n:02}-{last}</endDatePeriod></period>\n"
        for n, last in enumerate(days, 1)
    )
    begin = (
        ""
        if opening is None
        else f"<openingBalance>{''.join(line('obLine', *each) for each in opening)}</openingBalance>\n"
    )
    booked = "".join(
        "<transaction><nr>1</nr>"
        + ("" if b.period is None else f"<periodNumber>{b.period}</periodNumber>")
        + (f"<trDt>{b.day}</trDt>" if b.day else "")
        + "".join(line("trLine", *each) for each in b.lines)
        + "</transaction>\n"
        for b in bookings
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{NAMESPACES[version]}">\n'
        f"<header><fiscalYear>2025</fiscalYear><startDate>{year[0]}</startDate><endDate>{year[1]}</endDate>"
        f"<curCode>EUR</curCode><dateCreated>{made}</dateCreated>{header}</header>\n<company>"
        f"<companyIdent>99999999</companyIdent><companyName>{escape(naam)}</companyName>"
        f"<taxRegIdent>12345678</taxRegIdent>{company}\n"
        "<customersSuppliers><customerSupplier><custSupID>1</custSupID><commerceNr>87654321</commerceNr>"
        "</customerSupplier></customersSuppliers>\n"
        f"<generalLedger>{ledger}</generalLedger>\n<periods>{periods}</periods>\n{begin}"
        f"<transactions><journal><jrnID>1</jrnID>{booked}</journal></transactions></company></auditfile>\n"
    )
