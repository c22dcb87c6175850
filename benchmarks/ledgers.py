"""What a large audit file costs: time and the most memory of `ews inspect` on a made one of 200 MB.

    python benchmarks/ledgers.py [--mb 200]

A process of its own for each run, as a user starts it; the file is made in a temporary folder.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
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
    lines = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD.format(accounts=accounts))
        while file.tell() < size:
            month = lines // 2 % 12 + 1
            file.write(f"<transaction><nr>{lines}</nr><periodNumber>{month}</periodNumber>")
            file.write(f"<trDt>2025-{month:02}-15</trDt>")
            for account, side in (("1100", "D"), ("8000", "C")):
                lines += 1
                file.write(_LINE.format(nr=lines, account=account, month=month, amount=lines % 97, side=side))
            # The second line has the amount of the first, so that each booking balances.
            lines += 1
            file.write(_LINE.format(nr=lines, account="8000", month=month, amount=1, side="D"))
            file.write("</transaction>")
        file.write("</journal></transactions></company></auditfile>")
    return lines
