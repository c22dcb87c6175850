"""What the models of the KvK leave to be added up, and what their elements do not mean, before the rest is derived.

An element says exactly what an amount is, so that a sum needs no search: it counts where it is complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag, Herkomst, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.readers.figures import Figures

_CURRENT = (
    Post.VOORRADEN, Post.ONDERHANDEN_WERK, Post.VORDERINGEN, Post.EFFECTEN, Post.LIQUIDE_MIDDELEN,
)  # fmt: skip
_FIXED = (
    "immateriele_vaste_activa", "materiele_vaste_activa", "vastgoedbeleggingen", "financiele_vaste_activa",
)  # fmt: skip

_OTHER = ("AssetsNoncurrentOther", "AssetsCurrentOther")


def prepare(figures: Figures) -> None:
    """Settle the sides of the balance, the result and the gross margin of one year in place."""
    _others(figures)
    _sides(figures)
    _result(figures)
    _gross_margin(figures)


def _others(figures: Figures) -> None:
    """Drop *other* fixed or current assets that are not the whole of a side: the smallest model names them so."""
    total = figures.value("totaal_activa")
    sides = [figures.found.get(post) for post in (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA)]
    whole = sum((side.waarde for side in sides if side is not None), Decimal(0))
    if total is not None and None not in sides and figures.near(whole, total):
        return
    for post in (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA):
        if (side := figures.found.get(post)) is not None and side.label in _OTHER:
            del figures.found[post]


def _sides(figures: Figures) -> None:
    """Fixed and current assets of the small model as the sum of their parts, which must make the total."""
    total = figures.value("totaal_activa")
    for post, own, other, rest in (
        (Post.VLOTTENDE_ACTIVA, _CURRENT, Post.VASTE_ACTIVA, _FIXED),
        (Post.VASTE_ACTIVA, _FIXED, Post.VLOTTENDE_ACTIVA, _CURRENT),
    ):
        if post in figures.found or post in figures.left_out or total is None:
            continue
        parts = [naam for naam in own if naam in figures.found]
        beside = [other] if other in figures.found else [naam for naam in rest if naam in figures.found]
        both = _sum(figures, [*parts, *beside])
        if not parts:
            continue
        if any(naam in figures.left_out for naam in (*own, other, *rest)) or not figures.near(both, total):
            figures.left_out[post] = (
                f"de delen van de activa tellen niet op tot het totaal: {bedrag_tekst(both)} "
                f"tegen {bedrag_tekst(total)}"
            )
            continue
        cells = " + ".join(figures.found[naam].cel or "" for naam in parts)
        words = " + ".join(naam.replace("_", " ") for naam in parts)
        figures.found[post] = Bedrag(_sum(figures, parts), Herkomst.AFGELEID, cells, None, words)


def _sum(figures: Figures, names: Sequence[str]) -> Decimal:
    return sum((figures.found[naam].waarde for naam in names), Decimal(0))


def _result(figures: Figures) -> None:
    """The result of the group is that of the provider only where others have no share in it."""
    group = figures.found.get("groepsresultaat")
    if group is None or Post.RESULTAAT in figures.found or Post.RESULTAAT in figures.left_out:
        return
    if figures.value("aandeel_derden_resultaat") or figures.value(Post.AANDEEL_DERDEN):
        figures.left_out[Post.RESULTAAT] = f"alleen het resultaat vóór aandeel derden gevonden ({group.cel})"
    else:
        figures.found[Post.RESULTAAT] = group


def _gross_margin(figures: Figures) -> None:
    """Below a gross margin stand not all costs, and above it no revenue."""
    gross = figures.found.get("bruto_omzetresultaat")
    if gross is None or Post.OPBRENGSTEN in figures.found:
        return
    turnover, cost = figures.value(Post.NETTO_OMZET), figures.value("kostprijs")
    if turnover is not None and cost is not None and figures.near(turnover - abs(cost), gross.waarde):
        return
    figures.left_out[Post.OPBRENGSTEN] = f"alleen de brutomarge gevonden ({gross.cel}), geen opbrengsten"
    if costs := figures.found.pop(Post.BEDRIJFSLASTEN, None):
        figures.left_out[Post.BEDRIJFSLASTEN] = f"alleen de lasten onder de brutomarge gevonden ({costs.cel})"
