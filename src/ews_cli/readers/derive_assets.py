"""The activa of a year: the balance total, and fixed and current assets where the statement leaves them out."""

from __future__ import annotations

from decimal import Decimal

from ews_cli.core.posten import Post
from ews_cli.readers.figures import Figures, add_up, derived


def subtotals(figures: Figures) -> None:
    """Fixed or current assets that a sum recovered count only when together they are the total."""
    total, fixed, current = (figures.found.get(n) for n in ("totaal_activa", *_SIDES))
    if total is None or fixed is None or current is None:
        return
    if figures.near(fixed.waarde + current.waarde, total.waarde):
        return
    accruals = figures.value("overlopende_activa") or Decimal(0)
    if figures.near(fixed.waarde + current.waarde + accruals, total.waarde):
        return
    for naam in figures.recovered & set(_SIDES):
        bedrag = figures.found.pop(naam)
        figures.left_out[naam] = f"het totaal zonder naam ({bedrag.cel}) is maar een deel"


_SIDES = (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA)


def balance_total(figures: Figures) -> None:
    """The total of the activa; else of the passiva; else fixed and current assets (model A has no total)."""
    for naam in ("totaal_activa", "balanstotaal", "totaal_passiva"):
        if naam in figures.found:
            figures.found[Post.BALANSTOTAAL] = figures.found[naam]
            return
    reason = figures.left_out.get("totaal_activa") or figures.left_out.get("totaal_passiva")
    if reason:
        figures.left_out.setdefault(Post.BALANSTOTAAL, reason)
    add_up(figures, Post.BALANSTOTAAL, ("+", Post.VASTE_ACTIVA), ("+", Post.VLOTTENDE_ACTIVA))


def assets(figures: Figures) -> None:
    """Fixed or current assets as the rest of the total, when the parts of the rest add up to it."""
    total = figures.value(Post.BALANSTOTAAL)
    if total is None:
        return
    if Post.VASTE_ACTIVA not in figures.found and Post.VLOTTENDE_ACTIVA not in figures.found:
        _fixed_from_parts(figures, total)
    fixed = figures.value(Post.VASTE_ACTIVA)
    if Post.VLOTTENDE_ACTIVA not in figures.found and fixed is not None:
        parts = sum((figures.found[p].waarde for p in _CURRENT if p in figures.found), Decimal(0))
        # The accruals stand among the current assets, or within the receivables.
        accruals = figures.value("overlopende_activa") or Decimal(0)
        if figures.near(fixed + parts, total) or figures.near(fixed + parts + accruals, total):
            add_up(figures, Post.VLOTTENDE_ACTIVA, ("+", Post.BALANSTOTAAL), ("-", Post.VASTE_ACTIVA))
    fixed_parts = [n for n in _FIXED if n in figures.found]
    if Post.VASTE_ACTIVA not in figures.found and Post.VLOTTENDE_ACTIVA in figures.found and fixed_parts:
        parts = sum((figures.found[n].waarde for n in fixed_parts), Decimal(0))
        if figures.near(parts + figures.found[Post.VLOTTENDE_ACTIVA].waarde, total):
            add_up(figures, Post.VASTE_ACTIVA, *[("+", n) for n in fixed_parts])


def _fixed_from_parts(figures: Figures, total: Decimal) -> None:
    """Fixed assets of a balance that names neither them nor the current assets, when all parts make the total."""
    parts = [n for n in _FIXED if n in figures.found]
    current = sum((figures.found[p].waarde for p in _CURRENT if p in figures.found), Decimal(0))
    fixed = sum((figures.found[n].waarde for n in parts), Decimal(0))
    accruals = figures.value("overlopende_activa") or Decimal(0)
    if parts and current and total in (fixed + current, fixed + current + accruals):
        add_up(figures, Post.VASTE_ACTIVA, *[("+", n) for n in parts])


_CURRENT = (
    Post.VOORRADEN, Post.ONDERHANDEN_WERK, Post.VORDERINGEN, Post.EFFECTEN, Post.LIQUIDE_MIDDELEN,
)  # fmt: skip
_FIXED = (
    "immateriele_vaste_activa", "materiele_vaste_activa", "vastgoedbeleggingen", "financiele_vaste_activa",
)  # fmt: skip


_BESIDE_CURRENT: tuple[tuple[str, ...], ...] = (
    ("overlopende_activa",),
    (Post.LIQUIDE_MIDDELEN,),
    (Post.EFFECTEN,),
    (Post.EFFECTEN, Post.LIQUIDE_MIDDELEN),
    ("overlopende_activa", Post.LIQUIDE_MIDDELEN),
)


def beside_current(figures: Figures) -> None:
    """What stands beside the current assets belongs to them: accruals (Besluit modellen, art. 12) and cash."""
    current, fixed = figures.value(Post.VLOTTENDE_ACTIVA), figures.value(Post.VASTE_ACTIVA)
    total = figures.value(Post.BALANSTOTAAL)
    if current is None or fixed is None or total is None:
        return
    opening = figures.value("oprichtingskosten") or Decimal(
        0
    )  # Flemish accounts print it above the fixed assets
    if figures.near(fixed + current, total) or figures.near(fixed + current + opening, total):
        return
    for beside in _BESIDE_CURRENT:
        more = sum((figures.value(naam) or Decimal(0) for naam in beside), Decimal(0))
        if not all(naam in figures.found for naam in beside) or not figures.near(
            fixed + current + more, total
        ):
            continue
        if not figures.tells(more, fixed + current + more, total):
            what = " en ".join(naam.replace("_", " ") for naam in beside)
            figures.too_small(Post.VLOTTENDE_ACTIVA, f"de post {what}")
        else:
            parts = [("+", naam) for naam in (Post.VLOTTENDE_ACTIVA, *beside)]
            figures.found[Post.VLOTTENDE_ACTIVA] = derived(figures, parts, current + more)
        return
