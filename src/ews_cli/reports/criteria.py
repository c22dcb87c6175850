"""The criteria over the years, the bound that each meets, and the room that is left."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ews_cli.core.beoordeling import Oordeel, aansluitend
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import bereken
from ews_cli.core.ruimte import Ruimte
from ews_cli.core.thresholds import Band
from ews_cli.reports.blocks import Column, Items, Paragraph, Piece, Pieces, Section, Table, muted, words
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import (
    bound_text,
    change_bounds,
    change_text,
    euro_text,
    ratio_text,
    value_bounds,
)
from ews_cli.reports.verdict import basis_text, name_of, tone_of, trede_text

MAX_YEARS = 5
NEAREST = 2
"""The bounds whose room is printed per criterium; the JSON holds all."""
UNKNOWN = "onbekend"


def shown_years(result: Result) -> tuple[Jaarrekening, ...]:
    """The years of the tables, oldest first."""
    return result.jaren[-MAX_YEARS:]


def drop_order(years: int) -> list[int | None]:
    """Which year goes first in a narrow window: the oldest first, last year late, the judged year never."""
    return [*range(1, years - 1), *([years] if years > 1 else []), None]


def over_the_years(result: Result) -> Section:
    """A row per criterion: its ratio in each year, the trend, and the trede."""
    years = shown_years(result)
    columns = (
        Column(""),
        *(
            Column(f"{year.boekjaar}{_mark(year, result)}", right=True, drop=drop)
            for year, drop in zip(years, drop_order(len(years)), strict=True)
        ),
        *([Column("verandering", drop=len(years) - 1)] if len(years) > 1 else []),
        Column("trede", right=True),
    )
    rows = tuple(_row(oordeel, result, years) for oordeel in result.beoordeling.oordelen)
    note = _break_note(years, result)
    return Section("Per criterium", (Table(columns, rows), *([Paragraph((muted(note),))] if note else [])))


def _row(oordeel: Oordeel, result: Result, years: tuple[Jaarrekening, ...]) -> tuple[Piece, ...]:
    bands = oordeel.versie.bands if oordeel.versie else ()
    limits = value_bounds(bands)
    values = [bereken(oordeel.ratio, year).waarde for year in years]
    comparable = _comparable(result)
    line = [value for value, year in zip(values, years, strict=True) if year.boekjaar in comparable]
    return (
        Piece(name_of(oordeel)),
        *(
            muted(UNKNOWN) if value is None else Piece(ratio_text(value, oordeel.ratio.eenheid, limits))
            for value in values
        ),
        *([Piece(_trend(line, oordeel, bands))] if len(years) > 1 else []),
        Piece(
            range_text(oordeel.ten_minste, oordeel.ten_hoogste),
            tone_of(oordeel.ten_minste, oordeel.ten_hoogste),
        ),
    )


def _trend(line: list[Fraction | None], oordeel: Oordeel, bands: tuple[Band, ...]) -> str:
    """An arrow per step between comparable years, and the size of the last step: `▲▲▼ -1,2 %-punt`."""
    arrows = "".join(_arrow(before, after) for before, after in pairwise(line))
    if oordeel.vorig is None or oordeel.uitkomst.waarde is None:
        return arrows if set(arrows) - {"?"} else ""
    change = oordeel.uitkomst.waarde - oordeel.vorig
    size = change_text(change, oordeel.ratio.eenheid, change_bounds(bands))
    return f"{arrows} {size.replace('procentpunt', '%-punt')}"


def _arrow(before: Fraction | None, after: Fraction | None) -> str:
    if before is None or after is None:
        return "?"
    return "=" if after == before else "▲" if after > before else "▼"


def range_text(low: int, high: int) -> str:
    """A trede as a number, or its range: `4`, `3–5`."""
    return str(low) if low == high else f"{low}–{high}"


def _comparable(result: Result) -> set[int]:
    return {year.boekjaar for year in (*aansluitend(result.jaren), result.jaren[-1])}


def _mark(year: Jaarrekening, result: Result) -> str:
    return "" if year.boekjaar in _comparable(result) else "*"


def _break_note(years: tuple[Jaarrekening, ...], result: Result) -> str:
    apart = [str(year.boekjaar) for year in years if _mark(year, result)]
    if not apart:
        return ""
    years_apart = ", ".join(apart)
    return f"* {years_apart} sluit niet aan (jaar ertussen ontbreekt, of andere basis of duur); telt niet mee"


def bounds_and_room(result: Result) -> Section:
    """Per criterium the bound that is met with its source, and the euros to each higher trede."""
    rows: list[tuple[Piece, Pieces]] = []
    for oordeel in result.beoordeling.oordelen:
        lines = [bound_pieces(oordeel), *room_pieces(oordeel, result)]
        rows += zip([Piece(name_of(oordeel)), *[Piece("")] * (len(lines) - 1)], lines, strict=True)
    return Section("Grens en ruimte", (Items(tuple(rows)),))


def bound_pieces(oordeel: Oordeel) -> Pieces:
    """The bound that a criterium meets and whose it is, or that it meets none."""
    band, version = oordeel.band, oordeel.versie
    if band is None or version is None:
        if oordeel.uitkomst.waarde is None:
            return words("niet te bepalen")
        return words("geen grens gehaald" if oordeel.trede else "geen grens gehaald, voor zover te bepalen")
    return (
        Piece(f"trede {band.trede}: {bound_text(band, oordeel.ratio.eenheid)}", tone_of(band.trede)),
        muted(f" [{basis_text(band, version)}]"),
    )


def room_pieces(oordeel: Oordeel, result: Result) -> list[Pieces]:
    """The amounts to the higher treden, and for a trede that no amount of this year reaches, what does."""
    if oordeel.versie is None or oordeel.uitkomst.waarde is None or result.beoordeling.jaar.eenheid is None:
        return []
    nearest = _nearest_per_trede(oordeel.ruimte)
    if nearest:
        return [words(_room_text(room, oordeel)) for room in nearest[:NEAREST]]
    return [
        words(f"trede {band.trede} pas bij {bound_text(band, oordeel.ratio.eenheid)}")
        for band in oordeel.versie.bands
        if band.trede > oordeel.ten_minste and band.years > 1
    ]


def _nearest_per_trede(rooms: tuple[Ruimte, ...]) -> list[Ruimte]:
    """The nearest bound of each trede, the nearest trede first."""
    nearest: dict[int, Ruimte] = {}
    for room in rooms:
        nearest.setdefault(room.trede, room)
    return list(nearest.values())


def _room_text(room: Ruimte, oordeel: Oordeel) -> str:
    bound = bound_text(room.band, oordeel.ratio.eenheid)
    return f"nog {euro_text(room.bedrag)} {room.wat} tot trede {room.trede} ({bound})"


def one_more_loss(result: Result, run: Run) -> Section:
    """What one more loss year would do."""
    after, now = result.verliesjaar, result.beoordeling
    if after is None:
        return Section("Nog een verliesjaar", ())
    last = now.jaar.bedrag(Post.RESULTAAT)
    known = now.jaar.eenheid is not None
    loss = (
        f"weer een verlies van {euro_text(-last, known)}"
        if last is not None and last < 0
        else "een verlies, hoe klein ook,"
    )
    outcome = trede_text(after, run.thresholds).replace("Trede", "trede", 1)
    deciding = [o for o in after.oordelen if o.criterium in after.bepalend and o.band is not None]
    by = " en ".join(f"{name_of(o)} ({bound_text(o.band, o.ratio.eenheid)})" for o in deciding if o.band)
    same = (
        " (dat blijft zo)"
        if (after.ten_minste, after.ten_hoogste) == (now.ten_minste, now.ten_hoogste)
        else ""
    )
    text = f"{loss} in {now.jaar.boekjaar + 1} geeft {outcome}{f', door {by}' if by else ''}{same}"
    return Section("Nog een verliesjaar", (Paragraph(words(text[0].upper() + text[1:])),))
