"""The balance of the judged year as two bars on one scale, with a table of the same amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from string import ascii_uppercase
from typing import Any, NamedTuple

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Eenheid
from ews_cli.reports.html.drawing import shares
from ews_cli.reports.result import Result
from ews_cli.reports.rows import euro_text, ratio_text

LENGTH, LETTER_ROOM = 640.0, 22.0
ACTIVA = (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA)
PASSIVA = (
    Post.EIGEN_VERMOGEN,
    Post.AANDEEL_DERDEN,
    Post.EGALISATIEREKENING,
    Post.VOORZIENINGEN,
    Post.LANGLOPENDE_SCHULDEN,
    Post.KORTLOPENDE_SCHULDEN,
)
SHADES = {post.value: f"p{number}" for number, post in enumerate((*ACTIVA, *PASSIVA))}
REST = "niet uitgesplitst"
SLACK = Decimal("0.001")
"""Of the total: so much may rounding leave."""
Chart = dict[str, Any]


class Part(NamedTuple):
    """A part of one side: its name, its amount in euro, and its shade."""

    name: str
    amount: Decimal
    shade: str


def balance(result: Result) -> Chart:
    """Both sides; where one cannot be drawn whole, `why_not` says so (Dutch)."""
    jaar = result.beoordeling.jaar
    if not result.has_accounts:
        return {"why_not": "Er is geen jaarrekening, dus geen balans."}
    total = jaar.bedrag(Post.BALANSTOTAAL)
    if total is None or total <= 0:
        return {"why_not": "Zonder balanstotaal is de balans niet te tekenen."}
    sides = []
    for name, posten in (("Activa", ACTIVA), ("Passiva", PASSIVA)):
        parts = _parts(jaar, posten, total)
        if parts is None:
            why = f"De {name.lower()} die gelezen zijn, tellen op tot meer dan het balanstotaal; zie de controles."
            return {"why_not": why}
        sides.append((name, parts))
    longest = max(total, *(_length(parts) for _, parts in sides))
    known = jaar.eenheid is not None
    return {
        "why_not": "",
        "year": jaar.boekjaar,
        "total": euro_text(total, known),
        "bars": [_bar(name, parts, float(longest), float(total)) for name, parts in sides],
        "tables": [_table(name, parts, total, known) for name, parts in sides],
        "words": f"De balans per {jaar.balansdatum:%d-%m-%Y} als twee balken; de tabel zegt hetzelfde",
    }


def _length(parts: Sequence[Part]) -> Decimal:
    return sum((part.amount for part in parts if part.amount > 0), Decimal(0))


def _parts(jaar: Jaarrekening, posten: Sequence[Post], total: Decimal) -> list[Part] | None:
    """The parts that were read, and what they leave of the total; None when they are more than it."""
    found = [
        Part(post.tekst, amount, SHADES[post.value])
        for post in posten
        if (amount := jaar.bedrag(post)) is not None and amount != 0
    ]
    rest = total - sum((part.amount for part in found), Decimal(0))
    if rest < -SLACK * total:
        return None
    return [*found, Part(REST, rest, "rest")] if rest > 0 else found


def _bar(name: str, parts: Sequence[Part], longest: float, total: float) -> Chart:
    drawn = shares([float(part.amount) for part in parts], LENGTH, longest)
    bar = [
        {
            "x": share.start,
            "width": share.length,
            "shade": part.shade,
            "letter": letter if share.length >= LETTER_ROOM else "",
        }
        for part, share, letter in zip(parts, drawn, ascii_uppercase, strict=False)
        if share.length
    ]
    end = round(LENGTH * total / longest, 1)
    gap = round(LENGTH - end, 1) if name == "Activa" else 0.0
    return {"name": name, "parts": bar, "gap": {"x": end, "width": gap} if gap else None}


def _table(name: str, parts: Sequence[Part], total: Decimal, known: bool) -> Chart:
    return {
        "name": name,
        "rows": [
            {
                "letter": letter,
                "shade": part.shade if part.amount > 0 else "gap",
                "name": part.name,
                "amount": euro_text(part.amount, known),
                "share": ratio_text(Fraction(part.amount) / Fraction(total), Eenheid.PERCENT),
            }
            for part, letter in zip(parts, ascii_uppercase, strict=False)
        ],
    }
