"""An amount, a year and a unit as the cells in which statements print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Cell = str | float | date


def _dots(amount: int, mark: str = ".") -> str:
    return f"{abs(amount):,}".replace(",", mark)


def _signed(template: str, mark: str = ".", positive: str = "{}") -> Callable[[int], Cell]:
    return lambda amount: (template if amount < 0 else positive).format(_dots(amount, mark))


NOTATIONS: dict[str, Callable[[int], Cell]] = {
    "number": float,
    "-1.234": _signed("-{}"),
    "(1.234)": _signed("({})"),
    "1.234-": _signed("{}-"),
    "-/- 1.234": _signed("-/- {}"),
    "‒ 1.234": _signed("‒ {}"),
    "− 1.234": _signed("−{}"),
    "1 234": _signed("-{}", "\u00a0"),
    "-1234": _signed("-{}", ""),
    "€ 1.234": _signed("€ -{}", positive="€ {}"),
    "1.234,00": _signed("-{},00", positive="{},00"),
    "1.234,-": _signed("-{},-", positive="{},-"),
}
"""Notation -> how it prints an amount; the name is how it prints -1234 or 1234."""

NILS: tuple[Cell, ...] = ("-", 0.0, "0", "‒", "nihil")

_MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
)
_MONTHS = (*_MAANDEN, "november", "december")


def _day(day: date, form: str) -> str:
    return form.format(
        d=day.day, m=day.month, maand=_MONTHS[day.month - 1], mnd=_MONTHS[day.month - 1][:3], y=day.year
    )


HEADERS: dict[str, Callable[[date], tuple[Cell, ...]]] = {
    "2023": lambda d: (float(d.year),),
    "'2023'": lambda d: (str(d.year),),
    "31-12-2023": lambda d: (_day(d, "{d}-{m:02}-{y}"),),
    "date cell": lambda d: (d,),
    "31 december 2023": lambda d: (_day(d, "{d} {maand} {y}"),),
    "31-dec-23": lambda d: (_day(d, "{d}-{mnd}-") + f"{d.year % 100:02}",),
    "31-dec-2023": lambda d: (_day(d, "{d}-{mnd}-{y}"),),
    "31/12/2023": lambda d: (_day(d, "{d}/{m:02}/{y}"),),
    "ultimo 2023": lambda d: (f"Ultimo {d.year}",),
    "Jaar 2023": lambda d: (f"Jaar {d.year}",),
    "Realisatie 2023": lambda d: (f"Realisatie {d.year}",),
    "Rekening 2023": lambda d: (f"Rekening {d.year}",),
    "Boekjaar 2023": lambda d: (f"Boekjaar {d.year}",),
    "ultimo|2023": lambda d: ("ultimo", float(d.year)),
    "2023|Realisatie": lambda d: (float(d.year), "Realisatie"),
    "Werkelijk|2023": lambda d: ("Werkelijk", str(d.year)),
    "31 december|2023": lambda d: (_day(d, "{d} {maand}"), float(d.year)),
}
"""Form -> the cells, one under the other, that head the column of a book year that ends on a day."""


DATED = frozenset(
    form for form, print_ in HEADERS.items() if print_(date(2023, 1, 1)) != print_(date(2023, 12, 31))
)
"""The forms that name a day."""


def primo(day: date, form: str) -> tuple[Cell, ...]:
    """The heading of the opening balance of the book year that ends on a day, in a form of `HEADERS`."""
    match form:
        case "ultimo|2023" | "Werkelijk|2023":
            return ("primo", float(day.year))
        case "2023|Realisatie":
            return (float(day.year), "primo")
        case _ if form in DATED:
            return HEADERS[form](date(day.year, 1, 1))
        case _:
            return (f"Primo {day.year}",)


def closing_before(day: date) -> date:
    """The balance date of the year before."""
    return date(day.year, 1, 1) - timedelta(days=1)


UNITS: dict[int, tuple[str, ...]] = {
    1: ("in €", "(in euro's)", "bedragen in euro's", "€", "(bedragen in €)", "x € 1"),
    1_000: (
        "x € 1.000",
        "(bedragen x € 1.000)",
        "(bedragen * € 1.000)",
        "(bedrag x 1.000)",
        "in € 1.000",
        "(in EUR 1.000)",
        "in duizenden euro's",
        "(in duizenden euro)",
        "x €1.000",
        "x € 1.000,--",
        "x 1.000 euro",
        "in duizenden euro",
        "Bedragen x € 1.000",
    ),
    1_000_000: (
        "(bedragen x € 1 miljoen)",
        "(mln euro)",
        "(Bedragen x € 1.000.000)",
        "x € 1 mln",
        "in miljoenen euro's",
    ),
}
"""Euro per unit -> the words for it."""
