"""Equity of a year: without the share of others, and with the result that was not yet added to it."""

from __future__ import annotations

from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag
from ews_cli.core.posten import Post
from ews_cli.readers.figures import NO_CHANCE, Figures, add_up, derived, rest_of_passiva


def equity(figures: Figures) -> None:
    """Equity out of the group's: without the share of others, where there is one."""
    if "groepsvermogen" not in figures.found or Post.EIGEN_VERMOGEN in figures.found:
        return
    share, group = figures.found.get(Post.AANDEEL_DERDEN), figures.found["groepsvermogen"]
    # The same words stand in the resultatenrekening, for a share of the result.
    apart = share is not None and _sheet(share) != _sheet(group)
    if apart or (figures.others and share is None):
        figures.left_out.setdefault(
            Post.EIGEN_VERMOGEN, "alleen groepsvermogen gevonden, met een aandeel van derden"
        )
        return
    if Post.EIGEN_VERMOGEN in figures.left_out or Post.AANDEEL_DERDEN in figures.left_out:
        return
    if Post.AANDEEL_DERDEN in figures.found:
        add_up(figures, Post.EIGEN_VERMOGEN, ("+", "groepsvermogen"), ("-", Post.AANDEEL_DERDEN))
    else:
        figures.found[Post.EIGEN_VERMOGEN] = figures.found["groepsvermogen"]


def _sheet(bedrag: Bedrag) -> str:
    return (bedrag.cel or "").partition("!")[0]


def levelling(figures: Figures) -> None:
    """An `Egalisatiereserve` that is part of equity is no account beside it: without it the passiva close."""
    rest, debts = rest_of_passiva(figures), figures.value(Post.KORTLOPENDE_SCHULDEN)
    reserve = figures.found.get(Post.EGALISATIEREKENING)
    if reserve is None or not reserve.waarde or rest is None or debts is None:
        return
    if figures.near(rest + reserve.waarde, debts) and not figures.near(rest, debts):
        del figures.found[Post.EGALISATIEREKENING]
        figures.left_out[Post.EGALISATIEREKENING] = f"deel van het eigen vermogen ({reserve.cel})"


def reserves(figures: Figures) -> None:
    """Equity out of a total of reserves, with or without the result, where the passiva then close exactly."""
    reserves, debts = figures.value("totaal_reserves"), figures.value(Post.KORTLOPENDE_SCHULDEN)
    total = figures.value("totaal_passiva") or figures.value(Post.BALANSTOTAAL)
    if Post.EIGEN_VERMOGEN in figures.found or reserves is None or debts is None or total is None:
        return
    others = (Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.EGALISATIEREKENING, Post.AANDEEL_DERDEN)
    rest = total - debts - sum((figures.value(post) or Decimal(0) for post in others), Decimal(0))
    if rest == reserves:
        figures.found[Post.EIGEN_VERMOGEN] = figures.found["totaal_reserves"]
    elif figures.tells(rest - reserves, rest, reserves + (figures.value(Post.RESULTAAT) or Decimal(0))):
        add_up(figures, Post.EIGEN_VERMOGEN, ("+", "totaal_reserves"), ("+", Post.RESULTAAT))


_NO_CHANCE_SHORT = 200
"""In units, a result that totals fall short by but for a unit or two: less could be any other difference."""


_PARTS = (Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN)
"""What stands beside equity: a balance that names them all has no other part that the result could be taken for."""


def appropriation(figures: Figures) -> None:
    """Equity before the result was added to it, completed with the result.

    Seen where the passiva, or all their parts together, fall short of the activa by the result: exactly, or but
    for rounding where the result is so large that this is no chance.
    """
    equity, result = figures.value(Post.EIGEN_VERMOGEN), figures.value(Post.RESULTAAT)
    assets, liabilities = figures.value(Post.BALANSTOTAAL), figures.value("totaal_passiva")
    if equity is None or not result:
        return
    rest, debts = rest_of_passiva(figures), figures.value(Post.KORTLOPENDE_SCHULDEN)
    missing = assets - liabilities if assets is not None and liabilities is not None else None
    least = NO_CHANCE if missing == result else _NO_CHANCE_SHORT
    short = missing is not None and figures.near(missing, result) and abs(result) >= least * figures.unit
    fits = rest is not None and debts is not None and rest - debts == result
    apart = figures.result_apart and fits
    whole = fits and abs(result) >= NO_CHANCE * figures.unit and all(p in figures.found for p in _PARTS)
    tiny = max(abs(result), (assets or liabilities or Decimal(0)) / NO_CHANCE) < NO_CHANCE * figures.unit
    if apart and tiny and not short:
        figures.too_small(Post.EIGEN_VERMOGEN, "het resultaat")
    elif short or apart or whole:
        parts: tuple[tuple[str, str], ...] = (("+", Post.EIGEN_VERMOGEN), ("+", Post.RESULTAAT))
        figures.found[Post.EIGEN_VERMOGEN] = derived(figures, parts, equity + result)
        if short and liabilities is not None:
            parts = (("+", "totaal_passiva"), ("+", Post.RESULTAAT))
            figures.found["totaal_passiva"] = derived(figures, parts, liabilities + result)
