"""A large audit file, made to measure by."""

from pathlib import Path

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><header><fiscalYear>2025</fiscalYear>
<startDate>2025-01-01</startDate><endDate>2025-12-31</endDate><curCode>EUR</curCode>
<dateCreated>2026-02-01</dateCreated></header><company><companyName>Stichting Groot Grootboek</companyName>
<generalLedger>{accounts}</generalLedger><openingBalance><linesCount>2</linesCount>
<obLine><nr>1</nr><accID>1100</accID><amnt>1000000.00</amnt><amntTp>D</amntTp></obLine>
<obLine><nr>2</nr><accID>0500</accID><amnt>1000000.00</amnt><amntTp>C</amntTp></obLine></openingBalance>
<transactions><journal><jrnID>1</jrnID>"""
_CODES = {"1100": "BLimBanRba", "0500": "BEivOvrAlr", "4000": "WPerLesLon", "8000": "WOmzNodOdh"}
_LINE = """<trLine><nr>{nr}</nr><accID>{account}</accID><docRef>{nr}</docRef><effDate>2025-{month:02}-15</effDate>
<desc>Declaratie jeugdhulp zonder verblijf, beschikking {nr}</desc><amnt>{amount}.00</amnt><amntTp>{side}</amntTp>
<custSupID>D{nr}</custSupID><vat><vatID>0</vatID><vatPerc>0.000</vatPerc><vatAmnt>0.00</vatAmnt>
<vatAmntTp>D</vatAmntTp></vat></trLine>
"""


def make(path: Path, size: int) -> int:
    """Write an audit file of about so many bytes; the number of its lines."""
    accounts = "".join(
        f"<ledgerAccount><accID>{number}</accID><accDesc>Rekening {number}</accDesc>"
        f"<accTp>{'P' if code[0] == 'W' else 'B'}</accTp><leadReference>{code}</leadReference></ledgerAccount>"
        for number, code in _CODES.items()
    )
    made, booking = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD.format(accounts=accounts))
        while made < size:
            month, amount = booking % 12 + 1, booking % 97 + 1
            lines = "".join(
                _LINE.format(nr=2 * booking + n, account=account, month=month, amount=amount, side=side)
                for n, (account, side) in enumerate((("1100", "D"), ("8000", "C")))
            )
            made += file.write(
                f"<transaction><nr>{booking}</nr><periodNumber>{month}</periodNumber>"
                f"<trDt>2025-{month:02}-15</trDt>{lines}</transaction>"
            )
            booking += 1
        file.write("</journal></transactions></company></auditfile>")
    return 2 * booking
