"""Provisions and debts of a year, where the statement mixes them or leaves them to be added up."""

from __future__ import annotations

from decimal import Decimal

from ews_cli.core.posten import Post
from ews_cli.readers.figures import Figures, add_up, derived, rest_of_passiva
from ews_cli.readers.provisions import LONG, SHORT


def loose_parts(figures: Figures) -> None:
    """Provisions and long-term debts that only a sheet without a title gives, where the passiva close without them."""
    for post in (Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN):
        rest, debts = rest_of_passiva(figures), figures.value(Post.KORTLOPENDE_SCHULDEN)
        part = figures.found.get(post)
        if part is None or rest is None or debts is None or post not in figures.loose:
            continue
        if not figures.near(rest, debts) and figures.near(rest + part.waarde, debts):
            del figures.found[post]
            figures.left_out[post] = f"staat niet op de balans, die zonder dit bedrag sluit ({part.cel})"


def provisions(figures: Figures) -> None:
    """Provisions among the long-term and short-term liabilities, and the debts without them, as the passiva close."""
    short, long = figures.value(SHORT), figures.value(LONG)
    if Post.VOORZIENINGEN in figures.found or not short:
        return
    both = [naam for naam in (LONG, SHORT) if naam in figures.found]
    whole = next((n for n in _LONG_TOTALS if n in figures.found), None)
    rest = rest_of_passiva(figures)
    debts = figures.value(Post.KORTLOPENDE_SCHULDEN)
    if rest is not None and Post.LANGLOPENDE_SCHULDEN not in figures.found and whole is not None:
        rest -= figures.found[whole].waarde
    inside = rest is not None and debts is not None and figures.near(rest, debts)
    beside = rest is not None and debts is not None and figures.near(rest - short - (long or 0), debts)
    closing = (rest or Decimal(0)) - (short + (long or 0) if beside else 0)
    if inside == beside or debts is None or not figures.tells(short, closing, debts):
        cells = " en ".join(figures.found[naam].cel or "" for naam in both)
        reason = f"staan bij de lang- en kortlopende schulden ({cells}), en de passiva tellen er niet mee op"
        figures.left_out[Post.VOORZIENINGEN] = reason
        for post in (Post.KORTLOPENDE_SCHULDEN, Post.LANGLOPENDE_SCHULDEN):
            if figures.found.pop(post, None) is not None:
                figures.left_out[post] = f"de voorzieningen ({cells}) kunnen erin zitten"
        return
    figures.left_out.pop(Post.VOORZIENINGEN, None)
    add_up(figures, Post.VOORZIENINGEN, *[("+", naam) for naam in both])
    if inside:
        _without(figures, Post.KORTLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN, SHORT)
        if whole is not None and long:
            _without(figures, Post.LANGLOPENDE_SCHULDEN, whole, LONG)


_LONG_TOTALS = (Post.LANGLOPENDE_SCHULDEN.value, "langlopende_verplichtingen")


def _without(figures: Figures, target: str, total: str, part: str) -> None:
    """A total without one of its parts."""
    waarde = figures.found[total].waarde - figures.found[part].waarde
    figures.found[target] = derived(figures, (("+", total), ("-", part)), waarde)


def long_debts(figures: Figures) -> None:
    """Long-term debts out of `Langlopende verplichtingen`, which may hold the provisions: as the passiva close."""
    total = figures.value("totaal_passiva") or figures.value(Post.BALANSTOTAAL)
    parts = [
        figures.value(n)
        for n in ("langlopende_verplichtingen", Post.EIGEN_VERMOGEN, Post.KORTLOPENDE_SCHULDEN)
    ]
    provisions = figures.value(Post.VOORZIENINGEN)
    if Post.LANGLOPENDE_SCHULDEN in figures.found or total is None or provisions is None or None in parts:
        return
    others = (figures.value(Post.AANDEEL_DERDEN) or 0) + (figures.value(Post.EGALISATIEREKENING) or 0)
    rest = total - others - sum(part for part in parts if part is not None)
    if not provisions or rest not in (0, provisions):
        return
    if not figures.tells(provisions, rest, rest):
        figures.left_out[Post.LANGLOPENDE_SCHULDEN] = (
            "de bedragen zijn te klein om te zien of de voorzieningen in de langlopende verplichtingen zitten"
        )
    elif rest == provisions:
        add_up(figures, Post.LANGLOPENDE_SCHULDEN, ("+", "langlopende_verplichtingen"))
    elif rest == 0:
        add_up(
            figures, Post.LANGLOPENDE_SCHULDEN, ("+", "langlopende_verplichtingen"), ("-", Post.VOORZIENINGEN)
        )


def short_debts(figures: Figures) -> None:
    """Short-term debts without a total, or without the accruals; only when the passiva then close."""
    rest = rest_of_passiva(figures)
    if rest is None:
        return
    debts = figures.value(Post.KORTLOPENDE_SCHULDEN)
    if debts is not None and not figures.near(debts, rest):
        _with_rows_beside(figures, debts, rest)
        return
    other = figures.value("overige_kortlopende_schulden")
    if debts is None and other is not None and figures.tells(other, other, rest):
        add_up(figures, Post.KORTLOPENDE_SCHULDEN, ("+", "overige_kortlopende_schulden"))


def _with_rows_beside(figures: Figures, debts: Decimal, rest: Decimal) -> None:
    """Accruals and creditors that stand beside the short-term debts, not among them, where the passiva then close."""
    for beside in (("overlopende_passiva",), ("crediteuren",), ("crediteuren", "overlopende_passiva")):
        parts = [figures.value(naam) for naam in beside]
        more = sum((part for part in parts if part is not None), Decimal(0))
        if None in parts or not figures.near(debts + more, rest):
            continue
        if not figures.tells(more, debts + more, rest):
            figures.too_small(Post.KORTLOPENDE_SCHULDEN, f"de post {' en '.join(beside).replace('_', ' ')}")
        else:
            names = (Post.KORTLOPENDE_SCHULDEN, *beside)
            figures.found[Post.KORTLOPENDE_SCHULDEN] = derived(
                figures, [("+", n) for n in names], debts + more
            )
        return
