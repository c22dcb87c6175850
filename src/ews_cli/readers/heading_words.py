"""The words of headings: what each makes of the year beside it, or of the year in the row above or below it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.spans import (
    MONTH,
    MONTHS,
)

_DAY = re.compile(
    rf"^(?:(?:per|ultimo|stand) )*(?P<d>\d{{1,2}})[- ](?P<m>{MONTH})$|^(?P<n>31[-/]12|30[-/]0?6|0?1[-/]0?1)$"
)

_BUDGET = {
    "begroting", "begroot", "begrote", "raming", "geraamd", "prognose", "geprognosticeerd", "mjb", "meerjaren",
    "meerjarenbegroting", "budget", "forecast", "verwacht", "verwachting", "plan", "b", "[b]", "(b)", "primitief",
    "primitieve", "wijziging", "bijgesteld", "bijgestelde", "gewijzigde", "na", "planning", "fc", "bgt", "verwachte",
    "begr", "begr.", "prog.", "progn", "progn.", "verw.",
}  # fmt: skip
_FORECAST = {
    "prognose", "geprognosticeerd", "prog.", "progn", "progn.", "forecast", "fc", "verwacht", "verwachte",
    "verwachting", "verw.",
}  # fmt: skip
_BUDGET_CERTAIN = _BUDGET - {"b", "na", "wijziging", "plan", "bijgesteld", "bijgestelde"}
PARTIAL = {
    "t/m", "tm", "kwartaal", "q1", "q2", "q3", "q4", "halfjaar", "ytd", "maand", "tussentijds", "1e", "2e", "3e", "4e",
}  # fmt: skip
OF_PERIOD = {
    "voorlopig", "ult", "ult.",
    "periode", "cumulatief", "cum", "cum.", "maand", "maanden", "actueel", "actuals", "gerealiseerde", "eindstand",
}  # fmt: skip
"""Words that may stand beside a part of a year."""
ROLLING = {"voortschrijdend", "voortschrijdende", "ltm", "rolling"}
_OTHER = {
    "mutatie", "mutaties", "verschil", "afwijking", "%", "index", "norm", "bij", "af", "bij/af", "delta", "δ",
    "gemiddeld", "gemiddelde", "percentage", "groei", "proc", "pct", "toename", "afname", "ontwikkeling",
}  # fmt: skip
_OPENING = {"primo", "begin", "beginbalans", "openingsbalans", "beginstand", "aanvang"}
# Not `balans`: "Balans per 31 december 2020" is a title, and a title heads no column.
_CLOSING = {"ultimo", "eind", "einde", "eindbalans", "eindstand", "per", "stand", "saldo"}
_ACTUAL = {
    "realisatie", "gerealiseerd", "rekening", "jaarrekening", "werkelijk", "werkelijke", "jaar", "boekjaar", "actual",
    "over", "cijfers", "uitkomst", "boekj", "boekjr", "totaal", "bedrag", "kalenderjaar", "verslagjaar", "year",
    "vorig", "vorige", "voorgaand", "huidig", "rek", "rek.", "real", "real.", "jr", "jrk", "r",
}  # fmt: skip
_NEUTRAL = {
    "€", "eur", "euro", "*", "herzien", "aangepast", "vergelijkend", "vergelijkende", "in", "de", "het", "van",
    "as", "at", "of", "restated", "geconsolideerd", "enkelvoudig", "consolidated",
}  # fmt: skip
BEFORE_ROLE = re.compile(r"^(?:(?:per|ultimo|eind|einde|stand|saldo|realisatie|werkelijk|cijfers) )+")
ROLES = {
    "boekjaar": Heading(Kind.ACTUAL, offset=0),
    "huidig boekjaar": Heading(Kind.ACTUAL, offset=0),
    "huidig jaar": Heading(Kind.ACTUAL, offset=0),
    "verslagjaar": Heading(Kind.ACTUAL, offset=0),
    "dit jaar": Heading(Kind.ACTUAL, offset=0),
    "huidige jaar": Heading(Kind.ACTUAL, offset=0),
    "vorig boekjaar": Heading(Kind.ACTUAL, offset=1),
    "vorig verslagjaar": Heading(Kind.ACTUAL, offset=1),
    "vorige jaar": Heading(Kind.ACTUAL, offset=1),
    "voorgaande jaar": Heading(Kind.ACTUAL, offset=1),
    "vorig jaar": Heading(Kind.ACTUAL, offset=1),
    "voorgaand jaar": Heading(Kind.ACTUAL, offset=1),
    "voorgaand boekjaar": Heading(Kind.ACTUAL, offset=1),
}


def judge(found: Heading, tokens: set[str]) -> Heading | None:
    """What the words beside a year make of it; None when one of them is not understood."""
    unknown = tokens - _BUDGET - PARTIAL - _OTHER - _OPENING - _CLOSING - _ACTUAL - _NEUTRAL
    if unknown or found.balansdatum is None:
        return None
    if tokens & _OTHER:
        return replace(found, kind=Kind.OTHER)
    if tokens & _BUDGET:
        return replace(found, kind=Kind.BUDGET, prognose=bool(tokens & _FORECAST))
    if tokens & PARTIAL:
        return replace(found, kind=Kind.PARTIAL)
    if tokens & _OPENING and found.kind is Kind.ACTUAL:
        # "primo 2016" is the close of 2015; a full date that says primo is that day's opening balance.
        end = (
            found.balansdatum - timedelta(days=1) if found.dated else date(found.balansdatum.year - 1, 12, 31)
        )
        return Heading(Kind.OPENING, end, dated=found.dated)
    return found


def role_only(words: str) -> Heading | None:
    """A heading without a year, to be joined with the row above or below it."""
    if match := _DAY.match(words):
        day, month = re.split("[-/]", match["n"]) if match["n"] else (match["d"], MONTHS[match["m"]])
        return Heading(Kind.ACTUAL, day=(int(month), int(day)))
    tokens = set(re.findall(r"[^\s(),;:]+", words))
    if not tokens or len(tokens) > 4:
        return None
    if tokens <= _OTHER:
        return Heading(Kind.OTHER)
    if tokens & _BUDGET_CERTAIN and tokens <= _BUDGET | _NEUTRAL:
        return Heading(Kind.BUDGET, prognose=bool(tokens & _FORECAST))
    if tokens <= _OPENING:
        return Heading(Kind.OPENING)
    if tokens <= _CLOSING | _ACTUAL:
        return Heading(Kind.ACTUAL)
    return Heading(Kind.PARTIAL) if tokens & PARTIAL else None
