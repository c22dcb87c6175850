"""The one definition of units and rounding for people.

Everything is compared unrounded; here, and only here, a figure loses digits. It keeps so many that the
figure as shown stands on the same side of every bound as the exact one: 19.96 % is not shown as 20,0%
where 20 % is a bound, and a loss is never shown as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from ews_cli.core.indicatoren import Maat, Waarneming
from ews_cli.core.jaarrekening import Jaarrekening, Soort, bedrag_tekst
from ews_cli.core.ratios import Eenheid
from ews_cli.core.thresholds import Band, Vergelijking

Exact = Fraction | Decimal
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_SUFFIX = {Eenheid.PERCENT: "%", Eenheid.RATIO: "", Eenheid.DAGEN: " dagen"}
DECIMALS = {Eenheid.PERCENT: 1, Eenheid.RATIO: 2, Eenheid.DAGEN: 0}
MAX_DECIMALS = 40
"""Enough to tell any two amounts of a balance apart; only an exact hit on a bound could ask for more."""

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def rounded(exact: Exact, decimals: int, bounds: Iterable[Exact] = (), scale: int = 1) -> Decimal:
    """The exact figure times `scale` with `decimals` decimals, or as many more as keep it on its side of each bound.

    Zero is always a bound: no small loss becomes 0,0.
    """
    above, below = exact.as_integer_ratio()
    above *= scale
    limits = [(0, 1), *((bound.as_integer_ratio()) for bound in bounds)]
    sides = [_side(above * of, below * limit * scale) for limit, of in limits]
    for places in range(decimals, MAX_DECIMALS):
        power = 10**places
        whole = _half_up(above * power, below)
        if all(
            _side(whole * of, power * limit * scale) == side
            for (limit, of), side in zip(limits, sides, strict=True)
        ):
            break
    else:
        places = MAX_DECIMALS
        whole = _half_up(above * 10**places, below)
    return Decimal(f"{whole}e-{places}")


def _half_up(above: int, below: int) -> int:
    """The quotient as a whole number, a half away from zero."""
    whole = (2 * abs(above) + below) // (2 * below)
    return -whole if above < 0 else whole


def _side(value: int, bound: int) -> int:
    return (value > bound) - (value < bound)


def ratio_text(value: Fraction, unit: Eenheid, bounds: Iterable[Fraction] = ()) -> str:
    """A ratio as a person reads it: `19,96%`, `1,15`, `45 dagen`; `bounds` in the unit of the ratio."""
    return _number(value, unit, bounds) + _SUFFIX[unit]


def change_text(change: Fraction, unit: Eenheid, bounds: Iterable[Fraction] = ()) -> str:
    """The change against last year with its sign: `-1,2 procentpunt`, `+0,05`, `-3 dagen`."""
    sign = "+" if change > 0 else ""
    suffix = " procentpunt" if unit is Eenheid.PERCENT else _SUFFIX[unit]
    return sign + _number(change, unit, bounds) + suffix


def _number(value: Fraction, unit: Eenheid, bounds: Iterable[Fraction]) -> str:
    return bedrag_tekst(rounded(value, DECIMALS[unit], bounds, 100 if unit is Eenheid.PERCENT else 1))


def value_bounds(bands: Iterable[Band]) -> list[Fraction]:
    """The bounds that a ratio itself is held against."""
    return [b.grens for b in bands if b.vergelijking is not Vergelijking.DROPS_AT_LEAST]


def change_bounds(bands: Iterable[Band]) -> list[Fraction]:
    """The bounds that the change against last year is held against."""
    return [-b.grens for b in bands if b.vergelijking is Vergelijking.DROPS_AT_LEAST]


def euro_text(amount: Exact, unit_known: bool = True) -> str:
    """An amount in whole euros, `€ 1.234.567`; without the sign where the unit of the file is not known."""
    whole = rounded(amount, 0)
    figure = bedrag_tekst(whole if whole == whole.to_integral_value() else rounded(amount, 2))
    return f"€ {figure}" if unit_known else figure


def count_text(count: int) -> str:
    """A count in Dutch notation: `5.000`."""
    return bedrag_tekst(Decimal(count))


def number(count: int, one: str, more: str) -> str:
    """A count with its noun: `1 fout`, `2 fouten`."""
    return f"{count_text(count)} {one if count == 1 else more}"


def in_unit_text(amount: Decimal, unit: int) -> str:
    """An amount in the unit of its file, exactly as precise as it was printed there: `411.232`; cents in pairs."""
    with localcontext() as context:
        context.prec = 60
        text = bedrag_tekst(Decimal(_plain(amount / unit)))
    return f"{text}0" if unit == 1 and text[-2:-1] == "," else text


def _plain(value: Decimal) -> str:
    return _short(str(value))


def _short(text: str) -> str:
    """A decimal without an exponent, trailing zeros behind the point, or a sign before zero."""
    if "E" in text:
        text = f"{Decimal(text):f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def unit_text(eenheid: int | None) -> str:
    """The unit of a file in words: `in euro`, `x € 1.000`."""
    if eenheid is None:
        return "eenheid onbekend"
    return "in euro" if eenheid == 1 else f"x {euro_text(Decimal(eenheid))}"


_COMPARISON = {
    Vergelijking.BELOW: "onder {}",
    Vergelijking.AT_MOST: "ten hoogste {}",
    Vergelijking.ABOVE: "boven {}",
    Vergelijking.AT_LEAST: "ten minste {}",
    Vergelijking.DROPS_AT_LEAST: "daling van ten minste {}",
}


def bound_text(band: Band, unit: Eenheid) -> str:
    """A bound in words: `onder 20%`, `daling van ten minste 0,10`, `onder 0%, 2 jaar achter elkaar`."""
    literal = band.literal.replace(".", ",").replace("pp", " procentpunt")
    days = " dagen" if unit is Eenheid.DAGEN else ""
    years = f", {band.years} jaar achter elkaar" if band.years > 1 else ""
    return _COMPARISON[band.vergelijking].format(literal) + days + years


_MEASURES = {
    Maat.EURO: "€ {}",
    Maat.FTE: "{} fte",
    Maat.PROCENT: "{}%",
    Maat.AANTAL: "{}",
    Maat.UREN: "{} uur",
    Maat.ONBEKEND: "{}, eenheid niet genoemd",
}


def indicator_text(one: Waarneming) -> str:
    """A reported figure in the unit that its file states: `6,2%`, `12,5 fte`."""
    return _MEASURES[one.maat].format(bedrag_tekst(one.waarde.normalize() + 0))


def period_text(jaar: Jaarrekening) -> str:
    """What figures are of, in a few characters: `2025`, `Q2 2026`, `prognose 2027`."""
    day = jaar.balansdatum
    match jaar.soort:
        case Soort.TUSSENTIJDS:
            return _part_text(day, jaar.maanden)
        case Soort.BEGROTING | Soort.PROGNOSE:
            return f"{jaar.soort.value} {day.year}"
        case _:
            return str(day.year)


def _part_text(day: date, months: int) -> str:
    """`Q2 2026`, `t/m jun 2026`, `jun 2026`, or the last month with how many there are."""
    if months == 3 and day.month % 3 == 0:
        return f"Q{day.month // 3} {day.year}"
    last = f"{SHORT_MONTHS[day.month - 1]} {day.year}"
    if months == 1:
        return last
    return f"t/m {last}" if months == day.month else f"{last}, {months} mnd"


def date_text(day: date) -> str:
    """A date in Dutch: `31 december 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date) -> str:
    """A date in Dutch with the day of the week: `maandag 31 augustus 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {date_text(day)}"


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; the last day of a month completes one."""
    months = 12 * (end.year - start.year) + end.month - start.month
    complete = end.day >= start.day or (end + timedelta(days=1)).day == 1
    return months if complete else months - 1


def age_text(balansdatum: date, peildatum: date) -> str:
    """The age of the figures at the peildatum: `10 maanden oud`."""
    months = months_between(balansdatum, peildatum)
    if months < 1:
        return "minder dan een maand oud"
    return "1 maand oud" if months == 1 else f"{months} maanden oud"


def plain_decimal(value: Exact) -> str:
    """A plain decimal text without an exponent: exact where 28 significant digits can say it."""
    if isinstance(value, Decimal):
        return _plain(value)
    return plain_quotient(value.numerator, value.denominator)


def plain_quotient(teller: int, noemer: int) -> str:
    """The quotient of two whole numbers as `plain_decimal` writes it; the denominator is not zero."""
    return _plain(_DIVISION.divide(Decimal(teller), Decimal(noemer)))


def plain_quotients(tellers: Sequence[int], noemers: Sequence[int]) -> list[str]:
    """The same of many."""
    texts = map(str, map(_DIVISION.divide, map(Decimal, tellers), map(Decimal, noemers)))
    return [text if text[-1] != "0" and "E" not in text else _short(text) for text in texts]


_DIVISION = Context(prec=28, rounding=ROUND_HALF_UP)
