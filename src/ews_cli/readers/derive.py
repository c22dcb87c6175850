"""From what was decided to the posten of a year: signs, and amounts that a statement leaves to be added up.

Nothing is derived unless an identity or the statement itself proves it; each derived amount says its sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Resultaatbestemming
from ews_cli.core.posten import KOSTEN, Post
from ews_cli.readers.candidates import NOTES
from ews_cli.readers.decision import Decision
from ews_cli.readers.provisions import LONG, SHORT
from ews_cli.readers.signs import signs_of


@dataclass(slots=True)
class Figures:
    """The amounts of one year while they are put together.

    Attributes:
        found: name of a post or helper row -> amount.
        left_out: name -> why it was left out (Dutch).
        slack: the rounding that identities may show, in euro.
        unit: euro per unit as printed.
        others: a line of the file names a share of others.
        recovered: the names whose total has no label of its own.
        result_apart: the file says that the result is not yet in equity, or prints it on the balance.
    """

    found: dict[str, Bedrag]
    left_out: dict[str, str]
    slack: Decimal = Decimal(1)
    unit: int = 1
    result_apart: bool = False
    others: bool = False
    recovered: frozenset[str] = frozenset()

    def value(self, naam: str) -> Decimal | None:
        """The amount of a name, or None."""
        bedrag = self.found.get(naam)
        return None if bedrag is None else bedrag.waarde

    def near(self, left: Decimal, right: Decimal) -> bool:
        """Whether two amounts are equal but for rounding."""
        return abs(left - right) <= self.slack


def figures_of(decision: Decision, others: bool) -> Figures:
    """Put the amounts of one decided year together; `others`: a line names a share of others, read or not."""
    chosen = decision.chosen
    unit = max((c.line.context.eenheid or 1 for c in chosen.values()), default=1)
    result = chosen.get("resultaat")
    apart = (result is not None and result.line.context.zijde == "passiva") or any(
        c.line.context.bestemming is Resultaatbestemming.VOOR for c in chosen.values()
    )
    figures = Figures({}, dict(decision.left_out), Decimal(unit) * 2, unit, apart, others)
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
        waarde = signs.of(naam) * c.bedrag
        if " + " in c.cel:
            som = f"som van {len(c.delen)} regels onder '{c.label}'"
            figures.found[naam] = Bedrag(waarde, Herkomst.AFGELEID, c.cel, None, som)
        else:
            figures.found[naam] = Bedrag(waarde, Herkomst.GELEZEN, c.cel, c.label)
    complete(figures)
    return figures


def complete(figures: Figures) -> None:
    """Give the amounts of one year their signs, and add what they leave to be added up, in place."""
    for step in _STEPS:
        step(figures)


def _derived(figures: Figures, parts: Sequence[tuple[str, str]], waarde: Decimal) -> Bedrag:
    """An amount out of parts, each `(sign, name)`."""
    cells = [f"{sign}{figures.found[naam].cel}" for sign, naam in parts if figures.found[naam].cel]
    words = " ".join(f"{sign} {naam.replace('_', ' ')}" for sign, naam in parts).removeprefix("+ ")
    return Bedrag(waarde, Herkomst.AFGELEID, " ".join(cells).removeprefix("+") or None, None, words)


def _sum(figures: Figures, target: str, *parts: tuple[str, str]) -> None:
    """Derive a target from parts when it is missing and they are all there."""
    if (
        target in figures.found
        or target in figures.left_out
        or any(naam not in figures.found for _, naam in parts)
    ):
        return
    amounts = [(-1 if sign == "-" else 1) * figures.found[naam].waarde for sign, naam in parts]
    figures.found[target] = _derived(figures, parts, sum(amounts, Decimal(0)))


def _balance_total(figures: Figures) -> None:
    """The total of the activa; else of the passiva; else fixed and current assets (model A has no total)."""
    for naam in ("totaal_activa", "balanstotaal", "totaal_passiva"):
        if naam in figures.found:
            figures.found[Post.BALANSTOTAAL] = figures.found[naam]
            return
    reason = figures.left_out.get("totaal_activa") or figures.left_out.get("totaal_passiva")
    if reason:
        figures.left_out.setdefault(Post.BALANSTOTAAL, reason)
    _sum(figures, Post.BALANSTOTAAL, ("+", Post.VASTE_ACTIVA), ("+", Post.VLOTTENDE_ACTIVA))


def _assets(figures: Figures) -> None:
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
            _sum(figures, Post.VLOTTENDE_ACTIVA, ("+", Post.BALANSTOTAAL), ("-", Post.VASTE_ACTIVA))
    fixed_parts = [n for n in _FIXED if n in figures.found]
    if Post.VASTE_ACTIVA not in figures.found and Post.VLOTTENDE_ACTIVA in figures.found and fixed_parts:
        parts = sum((figures.found[n].waarde for n in fixed_parts), Decimal(0))
        if figures.near(parts + figures.found[Post.VLOTTENDE_ACTIVA].waarde, total):
            _sum(figures, Post.VASTE_ACTIVA, *[("+", n) for n in fixed_parts])


def _fixed_from_parts(figures: Figures, total: Decimal) -> None:
    """Fixed assets of a balance that names neither them nor the current assets, when all parts make the total."""
    parts = [n for n in _FIXED if n in figures.found]
    current = sum((figures.found[p].waarde for p in _CURRENT if p in figures.found), Decimal(0))
    fixed = sum((figures.found[n].waarde for n in parts), Decimal(0))
    accruals = figures.value("overlopende_activa") or Decimal(0)
    if parts and current and total in (fixed + current, fixed + current + accruals):
        _sum(figures, Post.VASTE_ACTIVA, *[("+", n) for n in parts])


_CURRENT = (
    Post.VOORRADEN, Post.ONDERHANDEN_WERK, Post.VORDERINGEN, Post.EFFECTEN, Post.LIQUIDE_MIDDELEN,
)  # fmt: skip
_FIXED = (
    "immateriele_vaste_activa", "materiele_vaste_activa", "vastgoedbeleggingen", "financiele_vaste_activa",
)  # fmt: skip


def _subtotals(figures: Figures) -> None:
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


def _equity(figures: Figures) -> None:
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
        _sum(figures, Post.EIGEN_VERMOGEN, ("+", "groepsvermogen"), ("-", Post.AANDEEL_DERDEN))
    else:
        figures.found[Post.EIGEN_VERMOGEN] = figures.found["groepsvermogen"]


def _levelling(figures: Figures) -> None:
    """An `Egalisatiereserve` that is part of equity is no account beside it: without it the passiva close."""
    rest, debts = _rest_of_passiva(figures), figures.value(Post.KORTLOPENDE_SCHULDEN)
    reserve = figures.found.get(Post.EGALISATIEREKENING)
    if reserve is None or not reserve.waarde or rest is None or debts is None:
        return
    if figures.near(rest + reserve.waarde, debts) and not figures.near(rest, debts):
        del figures.found[Post.EGALISATIEREKENING]
        figures.left_out[Post.EGALISATIEREKENING] = f"deel van het eigen vermogen ({reserve.cel})"


_NO_CHANCE = 20
"""A result of fewer units than this may equal a rounding or another small difference by chance."""
_NO_CHANCE_ROUNDED = 200
"""As `_NO_CHANCE`, where the totals were rounded and fall short by the result but for a unit or two."""


def _appropriation(figures: Figures) -> None:
    """Equity before the result was added to it, completed with the result.

    Seen where the passiva, or all their parts together, fall short of the activa by the result: exactly, or but
    for rounding where the result is so large that this is no chance.
    """
    equity, result = figures.value(Post.EIGEN_VERMOGEN), figures.value(Post.RESULTAAT)
    assets, liabilities = figures.value("totaal_activa"), figures.value("totaal_passiva")
    if equity is None or not result:
        return
    rest, debts = _rest_of_passiva(figures), figures.value(Post.KORTLOPENDE_SCHULDEN)
    missing = assets - liabilities if assets is not None and liabilities is not None else None
    least = _NO_CHANCE if missing == result else _NO_CHANCE_ROUNDED
    short = missing is not None and figures.near(missing, result) and abs(result) >= least * figures.unit
    apart = figures.result_apart and rest is not None and debts is not None and rest - debts == result
    tiny = max(abs(result), (assets or liabilities or Decimal(0)) / _NO_CHANCE) < _NO_CHANCE * figures.unit
    if apart and tiny and not short:
        bedrag = figures.found.pop(Post.EIGEN_VERMOGEN)
        reason = f"de bedragen zijn te klein om te zien of het resultaat er al in zit ({bedrag.cel})"
        figures.left_out[Post.EIGEN_VERMOGEN] = reason
    elif short or apart:
        parts: tuple[tuple[str, str], ...] = (("+", Post.EIGEN_VERMOGEN), ("+", Post.RESULTAAT))
        figures.found[Post.EIGEN_VERMOGEN] = _derived(figures, parts, equity + result)
        if short and liabilities is not None:
            parts = (("+", "totaal_passiva"), ("+", Post.RESULTAAT))
            figures.found["totaal_passiva"] = _derived(figures, parts, liabilities + result)


def _reserves(figures: Figures) -> None:
    """Equity out of a total of reserves, with or without the result, where the passiva then close exactly."""
    reserves, debts = figures.value("totaal_reserves"), figures.value(Post.KORTLOPENDE_SCHULDEN)
    total = figures.value("totaal_passiva") or figures.value(Post.BALANSTOTAAL)
    if Post.EIGEN_VERMOGEN in figures.found or reserves is None or debts is None or total is None:
        return
    others = (Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.EGALISATIEREKENING, Post.AANDEEL_DERDEN)
    rest = total - debts - sum((figures.value(post) or Decimal(0) for post in others), Decimal(0))
    if rest == reserves:
        figures.found[Post.EIGEN_VERMOGEN] = figures.found["totaal_reserves"]
    elif rest == reserves + (figures.value(Post.RESULTAAT) or Decimal(0)):
        _sum(figures, Post.EIGEN_VERMOGEN, ("+", "totaal_reserves"), ("+", Post.RESULTAAT))


def _sheet(bedrag: Bedrag) -> str:
    return (bedrag.cel or "").partition("!")[0]


def _rest_of_passiva(figures: Figures) -> Decimal | None:
    """What the passiva leave for the short-term debts, when all other parts are known."""
    total = figures.value("totaal_passiva") or figures.value(Post.BALANSTOTAAL)
    known = (Post.EIGEN_VERMOGEN, Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN)
    if total is None or Post.EIGEN_VERMOGEN not in figures.found:
        return None
    rest = total
    for naam in (*known, Post.AANDEEL_DERDEN, Post.EGALISATIEREKENING):
        rest -= figures.value(naam) or Decimal(0)
    return rest


def _provisions(figures: Figures) -> None:
    """Provisions among the long-term and short-term liabilities, and the debts without them, as the passiva close."""
    short, long = figures.value(SHORT), figures.value(LONG)
    if Post.VOORZIENINGEN in figures.found or not short:
        return
    both = [naam for naam in (LONG, SHORT) if naam in figures.found]
    whole = next((n for n in _LONG_TOTALS if n in figures.found), None)
    rest = _rest_of_passiva(figures)
    debts = figures.value(Post.KORTLOPENDE_SCHULDEN)
    if rest is not None and Post.LANGLOPENDE_SCHULDEN not in figures.found and whole is not None:
        rest -= figures.found[whole].waarde
    inside = rest is not None and debts is not None and figures.near(rest, debts)
    beside = rest is not None and debts is not None and figures.near(rest - short - (long or 0), debts)
    if inside == beside:
        cells = " en ".join(figures.found[naam].cel or "" for naam in both)
        reason = f"staan bij de lang- en kortlopende schulden ({cells}), en de passiva tellen er niet mee op"
        figures.left_out[Post.VOORZIENINGEN] = reason
        for post in (Post.KORTLOPENDE_SCHULDEN, Post.LANGLOPENDE_SCHULDEN):
            if figures.found.pop(post, None) is not None:
                figures.left_out[post] = f"de voorzieningen ({cells}) kunnen erin zitten"
        return
    figures.left_out.pop(Post.VOORZIENINGEN, None)
    _sum(figures, Post.VOORZIENINGEN, *[("+", naam) for naam in both])
    if inside:
        _without(figures, Post.KORTLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN, SHORT)
        if whole is not None and long:
            _without(figures, Post.LANGLOPENDE_SCHULDEN, whole, LONG)


_LONG_TOTALS = (Post.LANGLOPENDE_SCHULDEN.value, "langlopende_verplichtingen")


def _without(figures: Figures, target: str, total: str, part: str) -> None:
    """A total without one of its parts."""
    waarde = figures.found[total].waarde - figures.found[part].waarde
    figures.found[target] = _derived(figures, (("+", total), ("-", part)), waarde)


def _long_debts(figures: Figures) -> None:
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
    if rest == provisions != 0:
        _sum(figures, Post.LANGLOPENDE_SCHULDEN, ("+", "langlopende_verplichtingen"))
    elif rest == 0 != provisions:
        _sum(
            figures, Post.LANGLOPENDE_SCHULDEN, ("+", "langlopende_verplichtingen"), ("-", Post.VOORZIENINGEN)
        )


def _short_debts(figures: Figures) -> None:
    """Short-term debts without a total, or without the accruals; only when the passiva then close."""
    rest = _rest_of_passiva(figures)
    if rest is None:
        return
    debts, accruals = figures.value(Post.KORTLOPENDE_SCHULDEN), figures.value("overlopende_passiva")
    if debts is not None and accruals is not None and not figures.near(debts, rest):
        if figures.near(debts + accruals, rest):
            parts = (("+", Post.KORTLOPENDE_SCHULDEN), ("+", "overlopende_passiva"))
            figures.found[Post.KORTLOPENDE_SCHULDEN] = _derived(figures, parts, debts + accruals)
        return
    other = figures.value("overige_kortlopende_schulden")
    if debts is None and other is not None and figures.near(other, rest):
        _sum(figures, Post.KORTLOPENDE_SCHULDEN, ("+", "overige_kortlopende_schulden"))


def _current_accruals(figures: Figures) -> None:
    """Accruals outside the current assets belong to them (Besluit modellen jaarrekening, art. 12)."""
    current, accruals = figures.value(Post.VLOTTENDE_ACTIVA), figures.value("overlopende_activa")
    fixed, total = figures.value(Post.VASTE_ACTIVA), figures.value(Post.BALANSTOTAAL)
    if current is None or accruals is None or fixed is None or total is None:
        return
    if not figures.near(fixed + current, total) and figures.near(fixed + current + accruals, total):
        parts = (("+", Post.VLOTTENDE_ACTIVA), ("+", "overlopende_activa"))
        figures.found[Post.VLOTTENDE_ACTIVA] = _derived(figures, parts, current + accruals)


def _gross_profit(figures: Figures) -> None:
    """Turnover above a gross profit: the costs below it are not all costs, and the turnover is the revenue."""
    turnover, gross = figures.value(Post.NETTO_OMZET), figures.value("bruto_omzetresultaat")
    cost, rest = figures.value("kostprijs"), figures.value(Post.BEDRIJFSLASTEN)
    result = figures.value(Post.BEDRIJFSRESULTAAT)
    if turnover is None or gross is None or cost is None or result is None or rest is None:
        return
    if not figures.near(turnover - abs(cost), gross) or not figures.near(gross - rest, result) or not cost:
        return
    if Post.OPBRENGSTEN in figures.found and figures.found[Post.OPBRENGSTEN].waarde != turnover:
        return
    figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]
    parts = (("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSRESULTAAT))
    figures.found[Post.BEDRIJFSLASTEN] = _derived(figures, parts, turnover - result)


def _revenue(figures: Figures) -> None:
    """Net turnover is the revenue only where nothing else is revenue."""
    if Post.OPBRENGSTEN in figures.found or Post.OPBRENGSTEN in figures.left_out:
        return
    turnover, costs = figures.value(Post.NETTO_OMZET), figures.value(Post.BEDRIJFSLASTEN)
    result = figures.value(Post.BEDRIJFSRESULTAAT)
    if turnover is None:
        return
    if costs is not None and result is not None:
        if figures.near(turnover - costs, result) and not figures.value("overige_opbrengsten"):
            figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]
        else:
            figures.left_out[Post.OPBRENGSTEN] = "alleen netto-omzet gevonden, en die is niet het totaal"
    elif "overige_opbrengsten" in figures.found:
        figures.left_out[Post.OPBRENGSTEN] = "netto-omzet en andere opbrengsten gevonden, maar geen totaal"
    else:
        figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]


def _operations(figures: Figures) -> None:
    """The operating result or the costs as the difference of the other two (model E has no such line)."""
    if Post.BEDRIJFSRESULTAAT not in figures.found and "netto_omzetresultaat" in figures.found:
        figures.found[Post.BEDRIJFSRESULTAAT] = figures.found["netto_omzetresultaat"]
    _sum(figures, Post.BEDRIJFSRESULTAAT, ("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSLASTEN))
    _sum(figures, Post.BEDRIJFSLASTEN, ("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSRESULTAAT))


def _depreciation(figures: Figures) -> None:
    """Depreciation in two rows."""
    parts = [
        ("+", n) for n in ("afschrijvingen_immaterieel", "afschrijvingen_materieel") if n in figures.found
    ]
    if parts:
        for _, naam in parts:
            bedrag = figures.found[naam]
            if bedrag.waarde < 0 and figures.value(Post.OPBRENGSTEN):
                figures.found[naam] = Bedrag(-bedrag.waarde, bedrag.herkomst, bedrag.cel, bedrag.label)
        _sum(figures, Post.AFSCHRIJVINGEN, *parts)


def _tax(figures: Figures) -> None:
    """Tax counts only with the sign under which it leads from the result before to the result after it."""
    tax, before, after = (
        figures.value(p) for p in (Post.BELASTINGEN, Post.RESULTAAT_VOOR_BELASTING, Post.RESULTAAT)
    )
    if tax is None:
        return
    bedrag = figures.found.pop(Post.BELASTINGEN)
    if before is None or after is None:
        figures.left_out[Post.BELASTINGEN] = (
            f"het teken van de belastingen is niet vast te stellen ({bedrag.cel})"
        )
        return
    others = [figures.value(n) or Decimal(0) for n in ("aandeel_derden_resultaat", "resultaat_deelnemingen")]
    shares = [a * others[0] + b * others[1] for a in (0, 1, -1) for b in (0, 1)]
    missed = {sign: min(abs(before - sign * tax + share - after) for share in shares) for sign in (1, -1)}
    sign = min(missed, key=lambda s: missed[s])
    if missed[sign] <= figures.slack and (missed[sign] < missed[-sign] or not tax):
        figures.found[Post.BELASTINGEN] = Bedrag(sign * tax, bedrag.herkomst, bedrag.cel, bedrag.label)
        return
    figures.left_out[Post.BELASTINGEN] = (
        f"resultaat vóór min belastingen is niet het resultaat ({bedrag.cel})"
    )


def _interest(figures: Figures) -> None:
    """Interest with its sign; a balance of interest alone tells neither what was paid nor what came in."""
    net, paid, received = (
        figures.found.get(n) for n in ("financieel_saldo", Post.RENTELASTEN, Post.RENTEBATEN)
    )
    if paid is not None and paid.waarde < 0:
        _turn_interest(figures, paid, received, net)
    if net is None:
        return
    for post in (Post.RENTEBATEN, Post.RENTELASTEN):
        if post not in figures.found:
            reason = f"alleen een saldo van rentebaten en -lasten gevonden ({net.cel})"
            figures.left_out.setdefault(post, reason)


def _turn_interest(figures: Figures, paid: Bedrag, received: Bedrag | None, net: Bedrag | None) -> None:
    """Interest paid that is printed negative is a cost, when it leads to the balance or to the next result."""
    other = received.waarde if received is not None else Decimal(0)
    before, operating = (figures.value(n) for n in (Post.RESULTAAT_VOOR_BELASTING, Post.BEDRIJFSRESULTAAT))
    step = before - operating if before is not None and operating is not None else None
    balances = (step, net.waarde if net is not None else None)
    if any(balance is not None and figures.near(other + paid.waarde, balance) for balance in balances):
        figures.found[Post.RENTELASTEN] = Bedrag(-paid.waarde, paid.herkomst, paid.cel, paid.label)
    else:
        del figures.found[Post.RENTELASTEN]
        figures.left_out[Post.RENTELASTEN] = (
            f"het teken van de rentelasten is niet vast te stellen ({paid.cel})"
        )


_STEPS: tuple[Callable[[Figures], None], ...] = (
    _subtotals,
    _balance_total,
    _assets,
    _current_accruals,
    _equity,
    _levelling,
    _reserves,
    _provisions,
    _long_debts,
    _short_debts,
    _appropriation,
    _gross_profit,
    _revenue,
    _depreciation,
    _operations,
    _tax,
    _interest,
)
