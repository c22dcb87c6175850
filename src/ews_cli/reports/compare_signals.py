"""Two results beside each other: what people recorded, and what that makes of the treden."""

from __future__ import annotations

from ews_cli.reports.blocks import Column, Paragraph, Piece, Section, Table, muted
from ews_cli.reports.comparison import Comparison, Entry, Move
from ews_cli.reports.criteria import range_text
from ews_cli.reports.scored import Range, Scored
from ews_cli.reports.verdict import tone_of

NOTHING = "–"


def summary(found: Comparison) -> str:
    """Who rose and fell with signals, in one line; empty where neither result has any."""
    if not found.with_signals:
        return ""
    counts = found.counts_with_signals
    return f"Met signalen: {counts[Move.ROSE]} gestegen, {counts[Move.FELL]} gedaald"


def section(found: Comparison, most: int | None) -> Section:
    """Whose trede with signals, or decided trede, is another than before; the computed one stands beside it."""
    entries = [entry for entry in found.entries if entry.recorded_otherwise]
    title = "Met signalen en besluiten"
    if not entries:
        return Section(title, ())
    columns = (
        Column("aanbieder"),
        Column("berekend", right=True),
        Column("met signalen", right=True),
        Column("besloten", right=True),
    )
    more = len(entries) - len(entries[:most])
    rest = [Paragraph((muted(f"… en nog {more}; --alles toont iedereen"),))] if more else []
    return Section(title, (Table(columns, tuple(_row(entry) for entry in entries[:most])), *rest))


def _row(entry: Entry) -> tuple[Piece, ...]:
    sides = (entry.oud, entry.nieuw)
    computed, known = ([_range(side.place if side else None) for side in sides], [_known(s) for s in sides])
    decided = [str(side.besluit) if side and side.besluit else NOTHING for side in sides]
    high = entry.latest.known[0]
    return (
        Piece(entry.latest.naam),
        Piece(_change(computed)),
        Piece(_change(known), tone_of(high)),
        Piece(_change(decided)),
    )


def _known(side: Scored | None) -> str:
    return _range(side.known if side else None)


def _range(place: Range | None) -> str:
    return NOTHING if place is None else range_text(*place)


def _change(texts: list[str]) -> str:
    return " → ".join(dict.fromkeys(texts))
