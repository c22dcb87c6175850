"""Short-term debts that a small balance prints row by row, without a heading and without a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from ews_cli.core.posten import Post
from ews_cli.readers.candidates import Candidate
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Figure, Line

Chosen = dict[str, Candidate]

_SHORT = re.compile(
    r"crediteur|leveranciers|belasting|premies|loonheffing|\bbtw\b|overlopende passiva|te betalen|vooruit ?ontvangen"
    r"|vakantie"
)
_OTHER = re.compile(r"^overige (?:kortlopende )?schulden\b")
"""Short-term only where the long-term debts have a row of their own."""
_LONG = re.compile(
    r"lening|hypothe|langlopend|uitgesteld|laten|vordering|voorziening|investering|fonds|reserve"
)
_BESIDE = frozenset({"voorzieningen", "langlopende_schulden", "egalisatierekening", "aandeel_derden"})
"""What stands on the balance between the equity and the short-term debts."""


def add_loose_debts(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Add the short-term debts of one year, in place: all rows below the equity are known, and the passiva close."""
    equity = chosen.get(Post.EIGEN_VERMOGEN)
    total = chosen.get("totaal_passiva") or chosen.get("balanstotaal")
    if (
        equity is None
        or total is None
        or "kortlopende_schulden" in chosen
        or "kortlopende_schulden" in left_out
    ):
        return
    long, rows = _rows_below(equity, chosen, lines)
    if not rows or (
        any(_OTHER.match(plain(line.label)) for line, _ in rows) and "langlopende_schulden" not in chosen
    ):
        return
    unit = equity.line.context.eenheid or 1
    debts = sum((figure.bedrag for _, figure in rows if figure.bedrag), Decimal(0)) * unit
    if abs(equity.bedrag + long + debts - total.bedrag) * 2 <= (len(rows) + 3) * unit:
        cells = tuple(figure.cel for _, figure in rows)
        first = rows[0][0]
        chosen["kortlopende_schulden"] = equity._replace(
            naam="kortlopende_schulden",
            bedrag=debts,
            cel=" + ".join(cells),
            label=first.label,
            line=first,
            delen=cells,
        )


def _rows_below(
    equity: Candidate, chosen: Chosen, lines: Sequence[Line]
) -> tuple[Decimal, list[tuple[Line, Figure]]]:
    """What the known posts below the equity come to, and the rows of short-term debts; none where a row is unknown."""
    known, rows = Decimal(0), list[tuple[Line, Figure]]()
    for line in lines:
        if line.rij <= equity.line.rij or not _same_side(line, equity.line):
            continue
        figure = next((f for f in line.figures if f.kolom.boekjaar == equity.boekjaar and f.bedrag), None)
        if "totaal_passiva" in line.names or "balanstotaal" in line.names:
            return known, rows
        if figure is None:
            continue
        posts = [
            chosen[n] for n in line.names if n in _BESIDE and n in chosen and chosen[n].cel == figure.cel
        ]
        if posts:
            known += posts[0].bedrag
        elif _is_short(line.label):
            rows.append((line, figure))
        else:
            break
    return Decimal(0), []


def _same_side(line: Line, other: Line) -> bool:
    return (
        line.sheet is other.sheet
        and line.context.tabel == other.context.tabel
        and line.context.zijde == other.context.zijde
        and line.groep == other.groep
    )


@lru_cache(maxsize=4096)
def _is_short(label: str) -> bool:
    words = plain(label)
    return bool(_SHORT.search(words) or _OTHER.match(words)) and not _LONG.search(words)
