"""What someone types for an assumption: `-5%`, `+250.000`, `open`; and the axes of `--raster`.

Nothing is guessed: a number that could be percent, euro or thousands of euros is refused, and so is a change
without a plus or a minus.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.aannamen import AANNAMEN, Aanname
from ews_cli.core.scenario import Invulling

OPEN = "open"
SMALLEST = 1000
"""A bare number below this may be meant as percent or as thousands."""
MOST_STEPS = 25
"""The values that an axis can have: more fit on no screen."""
RASTER_FORM = "schrijf bijvoorbeeld 'opbrengsten=-10%..+5%:5% personeelskosten=0%..+6%:2%'"

_PERCENT = re.compile(r"([+-]?)(\d{1,6})(?:,(\d{1,6})|\.(\d{1,2}|\d{4,6}))?%", re.ASCII)
_EURO = re.compile(
    r"([+-]?)(€?)(?=[\d.]{1,19}(?!\d))(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(\d{1,2}))?(€|euro)?", re.ASCII
)


class Unusable(Exception):
    """A text that is no assumption; `wat` says in Dutch what is wrong with it and what would be right."""

    def __init__(self, wat: str) -> None:
        super().__init__(wat)
        self.wat = wat


class Axis(NamedTuple):
    """One side of a grid: an assumption and its values, ascending."""

    aanname: Aanname
    invullingen: tuple[Invulling, ...]


class _Number(NamedTuple):
    """A number as typed; `bare` when it says neither percent nor euro."""

    waarde: Decimal
    procent: bool
    sign: bool
    bare: bool


def assumption(text: str, aanname: Aanname) -> Invulling | None:
    """An assumption as typed; None for `open`. Raises Unusable."""
    if text.strip().casefold() == OPEN:
        return None
    return _checked(_number(text), aanname, aanname.gericht)


def euro(text: str) -> Decimal:
    """An amount of nil or more as typed, `350.000` or `750 euro`. Raises Unusable."""
    try:
        number = _number(text)
    except Unusable:
        raise Unusable("is geen bedrag; schrijf euro's, zoals 350.000") from None
    if number.procent:
        raise Unusable("is een percentage, en dat zegt hier niets; schrijf een bedrag in euro, zoals 350.000")
    if number.waarde < 0:
        raise Unusable("is onder nul; baten en lasten staan er beide zonder min, elk bij de eigen optie")
    if number.waarde and number.bare and number.waarde < SMALLEST:
        raise Unusable(
            f"zegt niet wat: euro of duizenden; schrijf {_thousands(number)}'{_shown(number)} euro'"
        )
    return number.waarde


def raster(text: str) -> tuple[Axis, Axis]:
    """The two axes of a grid, downwards and to the right. Raises Unusable."""
    parts = text.split()
    if len(parts) != 2:
        raise Unusable(f"noemt geen twee aannamen; {RASTER_FORM}")
    down, right = _axis(parts[0]), _axis(parts[1])
    if down.aanname is right.aanname:
        raise Unusable("noemt twee keer dezelfde aanname; neem er twee verschillende")
    return down, right


def _axis(text: str) -> Axis:
    match = re.fullmatch(r"([\w-]+)=(.+?)\.\.(.+?):(.+)", text)
    if match is None:
        raise Unusable(f"is niet te lezen bij '{text}'; {RASTER_FORM}")
    naam = match[1].replace("-", "_").casefold()
    aanname = AANNAMEN.get(naam)
    if aanname is None:
        from ews_cli.yaml_text.suggest import did_you_mean

        raise Unusable(f"noemt '{match[1]}', dat geen aanname is; {did_you_mean(naam, AANNAMEN)}")
    start, end, step = (_number(part) for part in match.groups()[1:])
    first, last = _checked(start, aanname, False), _checked(end, aanname, False)
    zero = not first.waarde or not last.waarde
    if first.procent != last.procent and not zero:
        raise Unusable(f"mengt procenten en euro's bij {aanname.tekst}; neem er een van")
    procent = first.procent or last.procent
    if not step.bare and step.procent != procent:
        raise Unusable(f"heeft bij {aanname.tekst} een stap in een andere eenheid; {RASTER_FORM}")
    span = last.waarde - first.waarde
    if step.waarde <= 0 or span <= 0:
        raise Unusable(
            f"loopt bij {aanname.tekst} niet op; begin met de laagste waarde en geef een stap boven nul"
        )
    if span % step.waarde:
        raise Unusable(
            f"komt bij {aanname.tekst} met deze stap niet uit op de laatste waarde; neem een andere stap"
        )
    steps = int(span / step.waarde) + 1
    if steps > MOST_STEPS:
        raise Unusable(
            f"heeft bij {aanname.tekst} {steps} waarden; ten hoogste {MOST_STEPS}, neem een grotere stap"
        )
    values = (first.waarde + n * step.waarde for n in range(steps))
    return Axis(aanname, tuple(Invulling(aanname, value, procent) for value in values))


def _shown(number: _Number) -> str:
    return f"{abs(number.waarde):f}".rstrip("0").rstrip(".").replace(".", ",")


def _thousands(number: _Number, sign: str = "") -> str:
    """The number as thousands, as one of several ways to write it."""
    shown = _shown(number)
    return f"{sign}{shown}.000 of " if "," not in shown else ""


def _number(text: str) -> _Number:
    typed = re.sub(r"\s", "", text).replace("\u2212", "-").replace("–", "-").casefold()
    if match := _PERCENT.fullmatch(typed):
        sign, whole, fraction = match[1], match[2], match[3] or match[4] or "0"
        return _Number(Decimal(f"{sign}{whole}.{fraction}"), True, bool(sign), False)
    if match := _EURO.fullmatch(typed.replace("€-", "-€").replace("€+", "+€")):
        sign, before, whole, cents, after = match.groups()
        value = Decimal(f"{sign}{whole.replace('.', '')}.{cents or 0}")
        return _Number(value, False, bool(sign), not (before or after))
    raise Unusable("is geen percentage en geen bedrag; schrijf bijvoorbeeld -5% of -250.000")


def _checked(number: _Number, aanname: Aanname, signed: bool) -> Invulling:
    """The assumption, once it is sure what the number means."""
    shown = _shown(number)
    if not number.waarde:
        return Invulling(aanname, Decimal(0), number.procent and aanname.van is not None)
    if number.procent and aanname.van is None:
        raise Unusable("is een percentage, en dat zegt hier niets; schrijf een bedrag in euro, zoals 250.000")
    sign = "-" if number.waarde < 0 else "+" if number.sign or aanname.gericht else ""
    if number.bare and abs(number.waarde) < SMALLEST:
        percent = f"{sign}{shown}% of " if aanname.van is not None else ""
        what = "procent of euro" if percent else "euro of duizenden"
        raise Unusable(
            f"zegt niet wat: {what}; schrijf {percent}{_thousands(number, sign)}'{sign}{shown} euro'"
        )
    if signed and not number.sign:
        unit = "%" if number.procent else ""
        raise Unusable(f"zegt niet of het meer of minder wordt; schrijf +{shown}{unit} of -{shown}{unit}")
    return Invulling(aanname, number.waarde, number.procent)
