"""From what was decided to the posten of a year: signs, and amounts that a statement leaves to be added up.

Nothing is derived unless an identity or the statement itself proves it; each derived amount says its sum.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Resultaatbestemming
from ews_cli.core.posten import KOSTEN, Post
from ews_cli.readers.candidates import ELSEWHERE, NOTES
from ews_cli.readers.decision import Decision
from ews_cli.readers.derive_assets import assets, balance_total, beside_current, subtotals
from ews_cli.readers.derive_debts import long_debts, loose_parts, provisions, short_debts
from ews_cli.readers.derive_equity import appropriation, equity, levelling, reserves
from ews_cli.readers.derive_result import (
    depreciation,
    gross_profit,
    interest,
    one_off,
    operations,
    revenue,
    tax,
)
from ews_cli.readers.figures import Figures
from ews_cli.readers.signs import signs_of


def figures_of(decision: Decision, others: bool) -> Figures:
    """Put the amounts of one decided year together; `others`: a line names a share of others, read or not."""
    chosen = decision.chosen
    contexts = [line.context for line in {id(c.line): c.line for c in chosen.values()}.values()]
    unit = max((context.eenheid or 1 for context in contexts), default=1)
    result = chosen.get("resultaat")
    apart = (result is not None and result.line.context.zijde == "passiva") or any(
        context.bestemming is Resultaatbestemming.VOOR for context in contexts
    )
    figures = Figures({}, dict(decision.left_out), Decimal(unit) * 2, unit, apart, others)
    figures.loose = frozenset(naam for naam, c in chosen.items() if c.rang >= ELSEWHERE)
    figures.recovered = frozenset(naam for naam, c in chosen.items() if c.delen)
    signs = signs_of(chosen)
    figures.left_out |= signs.unsure
    for naam, c in chosen.items():
        in_notes = c.rang >= NOTES and naam in KOSTEN
        if in_notes and c.bedrag < 0 and naam != Post.RENTELASTEN:
            figures.left_out[naam] = f"het teken is niet vast te stellen ({c.cel})"
            continue
        if naam in signs.unsure:
            continue
        waarde = -c.bedrag if naam in signs.turned else c.bedrag
        if " + " in c.cel:
            under = "onder" if naam in c.line.names else "vanaf"
            som = f"som van {len(c.delen)} regels {under} '{c.label}'"
            figures.found[naam] = Bedrag(waarde, Herkomst.AFGELEID, c.cel, None, som)
        else:
            figures.found[naam] = Bedrag(waarde, Herkomst.GELEZEN, c.cel, c.label)
    complete(figures)
    return figures


def complete(figures: Figures) -> None:
    """Give the amounts of one year their signs, and add what they leave to be added up, in place."""
    for step in _STEPS:
        step(figures)


_STEPS: tuple[Callable[[Figures], None], ...] = (
    subtotals,
    balance_total,
    assets,
    beside_current,
    equity,
    levelling,
    reserves,
    loose_parts,
    provisions,
    long_debts,
    short_debts,
    appropriation,
    gross_profit,
    revenue,
    depreciation,
    operations,
    tax,
    interest,
    one_off,
)
