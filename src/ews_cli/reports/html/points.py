"""The figures of a criterium over time: its years, and the younger interim figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.beoordeling import Oordeel, aansluitend
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.ratios import bereken
from ews_cli.reports.result import Result
from ews_cli.reports.rows import date_text, ratio_text, value_bounds
from ews_cli.reports.verdict import name_of

MOST_YEARS, MOST_INTERIM = 6, 4
UNKNOWN = "niet te bepalen"


class Point(NamedTuple):
    """A figure on a day: as text, and how it is named on the axis; `joined` to the point before it."""

    day: int
    value: Fraction | None
    text: str
    year: str
    joined: bool
    interim: bool = False


def points(oordeel: Oordeel, result: Result) -> list[Point]:
    """The years and then the younger interim figures, oldest first; of a result only over twelve months."""
    jaren = result.jaren[-MOST_YEARS:] if result.has_accounts else ()
    held = value_bounds(oordeel.versie.bands) if oordeel.versie else []
    joined = _joined(result, jaren)
    found = []
    for number, jaar in enumerate(jaren):
        value = bereken(oordeel.ratio, jaar).waarde
        text = UNKNOWN if value is None else ratio_text(value, oordeel.ratio.eenheid, held)
        found.append(
            Point(jaar.balansdatum.toordinal(), value, text, str(jaar.boekjaar), joined[number], False)
        )
    younger = [b for b in result.tussentijds if not jaren or b.cijfers.balansdatum > jaren[-1].balansdatum]
    for beeld in younger[-MOST_INTERIM:]:
        for meting in beeld.metingen:
            value = meting.oordeel.uitkomst.waarde
            if (
                meting.oordeel.criterium == oordeel.criterium
                and value is not None
                and meting.maanden in (None, 12)
            ):
                day = beeld.cijfers.balansdatum
                text = ratio_text(value, oordeel.ratio.eenheid, held)
                found.append(Point(day.toordinal(), value, text, date_text(day), True, True))
    return found


def _joined(result: Result, jaren: Sequence[Jaarrekening]) -> list[bool]:
    """Of each year whether it can be held beside the one before."""
    comparable = {jaar.boekjaar for jaar in (*aansluitend(result.jaren), result.jaren[-1])}
    return [
        number > 0 and jaar.boekjaar in comparable and jaren[number - 1].boekjaar in comparable
        for number, jaar in enumerate(jaren)
    ]


def lines(found: Sequence[Point]) -> list[tuple[int, int]]:
    """The places of each two points with a line between them: both are known and can be held beside each other."""
    return [
        (n - 1, n)
        for n in range(1, len(found))
        if found[n].joined and found[n - 1].value is not None and found[n].value is not None
    ]


def in_words(oordeel: Oordeel, found: Sequence[Point]) -> str:
    """What a chart of these points shows, as text."""
    shown = [f"{'tussentijds, per ' if p.interim else ''}{p.year} {p.text}" for p in found]
    return f"{name_of(oordeel)}: {', '.join(shown) or UNKNOWN}"
