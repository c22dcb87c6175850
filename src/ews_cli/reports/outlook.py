"""*Als het zo doorgaat*: the straight line through the figures so far, said to be one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ews_cli.core.trend import VOORUIT, Lijn
from ews_cli.reports.blocks import Items, Paragraph, Piece, Pieces, Section, muted, words
from ews_cli.reports.result import Result
from ews_cli.reports.rows import MONTHS, bound_text, change_text, date_text, plain_decimal

TITLE = "Als het zo doorgaat"


def outlook(result: Result) -> Section:
    """Per criterium with a supported line its direction and speed, and when the next bound is reached."""
    rows: list[tuple[Piece, Pieces]] = []
    for line in result.trend:
        name = line.criterium.replace("_", " ")
        rows += [(Piece(name if not n else ""), words(text)) for n, text in enumerate(_texts(line))]
    if not rows:
        return Section(TITLE, ())
    note = (
        "Een rechte lijn door de cijfers tot nu toe (kleinste kwadraten, marge 90%), geen voorspelling. "
        "Een cijfer zonder duidelijke richting staat er niet bij."
    )
    return Section(TITLE, (Items(tuple(rows)), Paragraph((muted(note),))))


def _texts(line: Lijn) -> list[str]:
    unit = line.ratio.eenheid
    low, high = (change_text(Fraction(slope), unit) for slope in (line.helling_laag, line.helling_hoog))
    first, last = line.punten[0].dag, line.punten[-1].dag
    speed = (
        f"{change_text(line.helling, unit)} per jaar (tussen {low} en {high}), uit {len(line.punten)} cijfers "
        f"van {date_text(first)} tot en met {date_text(last)}"
    )
    if line.band is None or line.dag is None:
        return [speed]
    latest = (
        f"na {_month(line, VOORUIT)}"
        if line.laatst is None
        else f"{MONTHS[line.laatst.month - 1]} {line.laatst.year}"
    )
    earliest = line.vroegst or line.dag
    return [
        speed,
        f"trede {line.band.trede} ({bound_text(line.band, unit)}) rond {MONTHS[line.dag.month - 1]} {line.dag.year}; "
        f"tussen {MONTHS[earliest.month - 1]} {earliest.year} en {latest}",
    ]


def _month(line: Lijn, years: int) -> str:
    last = line.punten[-1].dag
    return f"{MONTHS[last.month - 1]} {last.year + years}"


def fields(result: Result) -> list[dict[str, Any]]:
    """The lines as the JSON has them; days are ISO texts."""
    return [
        {
            "criterium": line.criterium,
            "punten": [{"dag": p.dag.isoformat(), "waarde": plain_decimal(p.waarde)} for p in line.punten],
            "helling_per_jaar": plain_decimal(line.helling),
            "helling_laag": plain_decimal(Fraction(line.helling_laag)),
            "helling_hoog": plain_decimal(Fraction(line.helling_hoog)),
            "grens": None if line.band is None else line.band.tekst,
            "trede": None if line.band is None else line.band.trede,
            "dag": None if line.dag is None else line.dag.isoformat(),
            "vroegst": None if line.vroegst is None else line.vroegst.isoformat(),
            "laatst": None if line.laatst is None else line.laatst.isoformat(),
        }
        for line in result.trend
    ]
