"""Texts in the fields of an audit file: amounts, days, codes, and words that say that bookings open the books."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ews_cli.readers.files import Refused
from ews_cli.readers.ledger.rgs import code_in, scheme

_CODES = ("rgscode", "conceptref", "taxoref", "leadreference", "leadcode")
"""Where exporters put the RGS code; the first that holds one counts. `leadCrossRef` is the code of the other side."""
_POINT = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,6})?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,20},\d{2}", re.ASCII)
_OPENS = re.compile(
    r"(?:dagboek |journaal )?(?:begin|openings?)[ -]?(?:balans|saldo|saldi|stand)"
    r"(?: (?:per|van|boekjaar|jaar|voor))?[\d /.-]*",
    re.IGNORECASE,
)


class Amounts:
    """The amounts of a file, which writes all of them alike: with a point as XAF asks, or with a comma.

    A comma with two digits behind it is that of cents in whatever notation; with three it may be that of thousands.

    Attributes:
        comma: whether decimals stand behind a comma.
    """

    def __init__(self) -> None:
        self.comma = self._point = False

    def of(self, text: str) -> Decimal | None:
        """The amount that a text is; None for what is none. Raises Refused for a file that writes both."""
        if _COMMA.fullmatch(text):
            self.comma = True
            text = text.replace(",", ".")
        elif not _POINT.fullmatch(text):
            return None
        elif "." in text:
            self._point = True
        if self.comma and self._point:
            melding = "het bestand schrijft bedragen met een komma en met een punt"
            raise Refused("EWS163", f"{melding}; laat de export herstellen")
        return Decimal(text)


def code_of(fields: Mapping[str, str]) -> str | None:
    """The RGS code of an account; None without one, and where its fields name codes of different posts."""
    codes = [code for name in _CODES if (code := code_in(fields.get(name, "")))]
    known = {scheme().rubriek(code) for code in codes if scheme().known(code)}
    return codes[0] if codes and len(known) < 2 else None


def opens_books(*described: str) -> bool:
    """Whether a journal or a transaction is called the opening balance."""
    return any(_OPENS.fullmatch(" ".join(text.split())) for text in described)


def day_of(text: str) -> date | None:
    """The date that a text begins with; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
