"""The signs under which a statement prints its figures, as its own sums show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ews_cli.core.posten import KOSTEN, Post
from ews_cli.readers.candidates import NOTES, Candidate
from ews_cli.readers.labels import plain

Chosen = Mapping[str, Candidate]

_CREDIT_RESULT = (
    *("opbrengsten", "netto_omzet", "jeugdhulpopbrengsten", "overige_opbrengsten", "incidentele_baten"),
    *("rentebaten", "bedrijfsresultaat", "netto_omzetresultaat", "bruto_omzetresultaat"),
    *("resultaat_voor_belasting", "groepsresultaat", "resultaat"),
)
_CREDIT_BALANCE = (
    *("eigen_vermogen", "groepsvermogen", "totaal_reserves", "aandeel_derden", "bestemmingsfondsen"),
    *("egalisatierekening", "voorzieningen", "langlopende_schulden", "langlopende_verplichtingen"),
    *("voorzieningen_lang", "voorzieningen_kort"),
    *(
        "achtergestelde_leningen",
        "kortlopende_schulden",
        "overige_kortlopende_schulden",
        "overlopende_passiva",
    ),
    "totaal_passiva",
)
"""What a ledger keeps in credit, and some statements print with a minus."""
_DEBTS = ("voorzieningen", "langlopende_schulden", "kortlopende_schulden")
_ROUNDING = 2


@dataclass(slots=True)
class Signs:
    """Which names have the other sign, and of which the sign is not certain, with the reason (Dutch)."""

    turned: set[str] = field(default_factory=set)
    unsure: dict[str, str] = field(default_factory=dict)


def signs_of(chosen: Chosen) -> Signs:
    """The signs of the figures of one year."""
    signs = Signs()
    if _costs_are_negative(chosen):
        signs.turned |= {naam for naam in KOSTEN if naam in chosen and chosen[naam].rang < NOTES}
    _credit_result(chosen, signs)
    _credit_balance(chosen, signs)
    debts = [n for n in _DEBTS if n in chosen and chosen[n].bedrag < 0 and n not in signs.turned]
    _doubt(signs, chosen, (n for n in debts if n not in signs.unsure), "het bedrag staat negatief")
    _losses(chosen, signs)
    return signs


def _costs_are_negative(chosen: Chosen) -> bool:
    """Whether the statement prints costs as negative amounts: the printed subtotal decides, else the most."""
    opbrengsten, lasten = chosen.get("opbrengsten"), chosen.get("bedrijfslasten")
    if opbrengsten is not None and lasten is not None and lasten.bedrag < 0 < opbrengsten.bedrag:
        return True
    costs = [c.bedrag for naam, c in chosen.items() if naam in KOSTEN and c.bedrag and c.rang < NOTES]
    return bool(costs) and all(amount < 0 for amount in costs)


def _credit_result(chosen: Chosen, signs: Signs) -> None:
    """Revenue below nil beside costs above it: as in a ledger, where a profit is negative as well."""
    revenue = chosen.get("opbrengsten") or chosen.get("netto_omzet")
    costs = chosen.get("bedrijfslasten") or chosen.get("personeelskosten")
    if revenue is None or revenue.bedrag >= 0 or (costs is not None and costs.bedrag <= 0):
        return
    if costs is None:
        _doubt(signs, chosen, _CREDIT_RESULT, "de opbrengsten staan negatief")
        return
    result = chosen.get("bedrijfsresultaat") or chosen.get("resultaat")
    steps = [revenue.bedrag + costs.bedrag]
    if "bedrijfsresultaat" not in chosen and "financieel_saldo" in chosen:
        steps.append(steps[0] + chosen["financieel_saldo"].bedrag)
    if result is not None and any(_equal(chosen, step, result.bedrag) for step in steps):
        signs.turned |= {naam for naam in _CREDIT_RESULT if naam in chosen}
    else:
        _doubt(signs, chosen, _CREDIT_RESULT, "de opbrengsten staan negatief")


def _credit_balance(chosen: Chosen, signs: Signs) -> None:
    """Liabilities below nil that are together the opposite of the assets."""
    total = chosen.get("totaal_activa") or chosen.get("balanstotaal")
    liabilities = chosen.get("totaal_passiva")
    debts = chosen.get("kortlopende_schulden")
    if liabilities is not None and total is not None and liabilities.bedrag < 0 < total.bedrag:
        turned = _equal(chosen, -liabilities.bedrag, total.bedrag)
    elif debts is not None and debts.bedrag < 0:
        parts = ("eigen_vermogen", "aandeel_derden", "voorzieningen", "langlopende_schulden")
        sums = debts.bedrag + sum((chosen[n].bedrag for n in parts if n in chosen), Decimal(0))
        turned = total is not None and _equal(chosen, -sums, total.bedrag)
        if not turned and _taken_off(chosen, debts, sums - debts.bedrag):
            signs.turned.add("kortlopende_schulden")
            return
    else:
        return
    if turned:
        signs.turned |= {naam for naam in _CREDIT_BALANCE if naam in chosen}
        if "resultaat" in chosen and chosen["resultaat"].line.context.zijde == "passiva":
            signs.turned.add("resultaat")
    else:
        _doubt(signs, chosen, _CREDIT_BALANCE, "de passiva staan negatief")


_FROM_ABOVE = (
    (("opbrengsten", "financieel_saldo"), ("bedrijfslasten",)),
    (("opbrengsten",), ("bedrijfslasten", "financieel_saldo")),
    (("opbrengsten", "rentebaten"), ("bedrijfslasten", "rentelasten")),
    (("opbrengsten",), ("bedrijfslasten", "rentelasten")),
)
"""The ways past the operating result; a balance of interest in red has no sign either."""


def _taken_off(chosen: Chosen, debts: Candidate, others: Decimal) -> bool:
    """Whether short-term debts are taken off the assets, so that the other passiva are what is left."""
    fixed, current = chosen.get("vaste_activa"), chosen.get("vlottende_activa")
    if fixed is None or current is None or others <= 0:
        return False
    return _equal(chosen, fixed.bedrag + current.bedrag + debts.bedrag, others)


_Steps = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
_STEPS: Mapping[str, _Steps] = {
    Post.BEDRIJFSRESULTAAT: ((("opbrengsten",), ("bedrijfslasten",)),),
    Post.RESULTAAT_VOOR_BELASTING: (
        (("bedrijfsresultaat", "financieel_saldo"), ()),
        *_FROM_ABOVE,
    ),
    Post.RESULTAAT: (
        (("resultaat_voor_belasting",), ("belastingen",)),
        (("groepsresultaat",), ("aandeel_derden_resultaat",)),
        (("groepsresultaat", "aandeel_derden_resultaat"), ()),
        (("bedrijfsresultaat", "financieel_saldo"), ()),
        (("opbrengsten",), ("bedrijfslasten",)),
        *_FROM_ABOVE,
    ),
}
"""A result -> the ways to it: what is added, and what is taken off."""
_IN_STEPS = {*_STEPS, *(n for ways in _STEPS.values() for plus, minus in ways for n in (*plus, *minus))}


def _losses(chosen: Chosen, signs: Signs) -> None:
    """`Verlies 55` is a result of -55, and so is `Verlies -55`: the steps to it decide, or nothing does.

    A loss that is printed in red has no sign in its cell: where the steps give its opposite, it is left out. What is
    left out proves nothing about the results below it, which stand in red as well.
    """
    value = {
        n: -chosen[n].bedrag if n in signs.turned else chosen[n].bedrag for n in _IN_STEPS if n in chosen
    }
    slack = _slack(chosen)
    for naam, steps in _STEPS.items():
        if naam not in chosen or (amount := value[naam]) <= 0:
            continue
        if any(abs(way - amount) <= slack for way in _ways(steps, value)):
            continue
        if any(abs(way + amount) <= slack for way in _ways(steps, value)):
            if not is_loss(chosen[naam].label):
                _doubt(signs, chosen, (naam,), "de regels erboven geven hetzelfde bedrag als verlies")
                del value[naam]
                continue
            signs.turned ^= {naam}
            value[naam] = -amount
        elif is_loss(chosen[naam].label):
            _doubt(signs, chosen, (naam,), "er staat verlies bij een bedrag zonder min")
        elif any(n in signs.unsure and n in chosen for plus, _ in steps for n in plus):
            _doubt(signs, chosen, (naam,), "een resultaat erboven is een verlies zonder min")
            del value[naam]


def _ways(steps: _Steps, value: Mapping[str, Decimal]) -> Iterator[Decimal]:
    """What the steps to a result come to, as far as their terms are known."""
    for plus, minus in steps:
        if all(n in value for n in plus) and all(n in value for n in minus):
            yield sum([value[n] for n in plus], Decimal(0)) - sum([value[n] for n in minus], Decimal(0))


def is_loss(label: str) -> bool:
    """Whether the words say a loss and nothing else: not `Winst (verlies)` and not `Resultaat (verlies)`."""
    words = plain(label)
    if "nadelig" in words or "negatief" in words or "tekort" in words:
        return not any(word in words for word in ("voordelig", "positief", "overschot"))
    return "verlies" in words and "winst" not in words and "resultaat" not in words


def _doubt(signs: Signs, chosen: Chosen, names: Iterable[str], why: str) -> None:
    for naam in names:
        if naam in chosen:
            signs.unsure[naam] = f"{why}; het teken is niet vast te stellen ({chosen[naam].cel})"


def _equal(chosen: Chosen, left: Decimal, right: Decimal) -> bool:
    return abs(left - right) <= _slack(chosen)


def _slack(chosen: Chosen) -> int:
    """How far two sums may differ by the rounding of what is printed."""
    lines = {id(c.line): c.line for c in chosen.values()}
    unit = max((line.context.eenheid or 1 for line in lines.values()), default=1)
    return _ROUNDING * unit
