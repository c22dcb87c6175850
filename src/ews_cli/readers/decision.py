"""Candidates + identities -> one amount for each post of a year, or a reason why there is none.

Where only one amount is a candidate, it stands. Where there are several, the identities decide: the
choice counts under which most of them hold, and only what every such choice has in common. What nothing
decides is left out, with the candidates in the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from math import prod

from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.readers.candidates import Candidate
from ews_cli.readers.layout import Line
from ews_cli.readers.result import settle_result

Amounts = Mapping[str, Decimal]

_MOST_CHOICES = 4096
"""More combinations than this are no reading but a guess; then all contested posts are left out."""


@dataclass(slots=True)
class Decision:
    """What was decided for one year.

    Attributes:
        chosen: name -> the candidate that stands.
        left_out: name -> why none stands (Dutch).
        lost: candidates that lost, with why (Dutch), for the explanation.
    """

    chosen: dict[str, Candidate] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[Candidate, str]] = field(default_factory=list)


def _sum(a: Amounts, *names: str) -> Decimal | None:
    """The sum of names that are all there."""
    if any(name not in a for name in names):
        return None
    return sum((a[name] for name in names), Decimal(0))


def _own_and_others(a: Amounts) -> tuple[Decimal | None, Decimal | None]:
    """Equity with the parts of the passiva that a statement may leave out as nil."""
    equity = a.get("groepsvermogen")
    if equity is None:
        equity = _sum(a, "eigen_vermogen")
        equity = None if equity is None else equity + a.get("aandeel_derden", Decimal(0))
    debts = _sum(a, "voorzieningen", "langlopende_schulden", "kortlopende_schulden")
    total = _first(a, "totaal_passiva", "balanstotaal", "totaal_activa")
    return (
        None if equity is None or debts is None else equity + debts + a.get("egalisatierekening", Decimal(0))
    ), total


def _first(a: Amounts, *names: str) -> Decimal | None:
    return next((a[name] for name in names if name in a), None)


def _difference(a: Amounts, left: str, right: str) -> Decimal | None:
    return a[left] - a[right] if left in a and right in a else None


def _result_of_all(a: Amounts) -> Decimal | None:
    """The result before the share of others, where the statement prints no such share."""
    return None if "aandeel_derden_resultaat" in a else a.get("resultaat")


_IDENTITIES: tuple[Callable[[Amounts], tuple[Decimal | None, Decimal | None]], ...] = (
    lambda a: (a.get("totaal_activa"), a.get("totaal_passiva")),
    lambda a: (a.get("balanstotaal"), _first(a, "totaal_activa", "totaal_passiva")),
    lambda a: (
        _sum(a, "vaste_activa", "vlottende_activa"),
        _first(a, "totaal_activa", "balanstotaal", "totaal_passiva"),
    ),
    _own_and_others,
    lambda a: (_sum(a, "eigen_vermogen", "aandeel_derden"), a.get("groepsvermogen")),
    lambda a: (_difference(a, "opbrengsten", "bedrijfslasten"), a.get("bedrijfsresultaat")),
    lambda a: (_difference(a, "resultaat_voor_belasting", "belastingen"), _result_of_all(a)),
)


_IN_IDENTITIES = frozenset(
    {
        "balanstotaal",
        "totaal_activa",
        "totaal_passiva",
        "vaste_activa",
        "vlottende_activa",
        "eigen_vermogen",
        "aandeel_derden",
        "groepsvermogen",
        "voorzieningen",
        "egalisatierekening",
        "langlopende_schulden",
        "kortlopende_schulden",
        "opbrengsten",
        "bedrijfslasten",
        "bedrijfsresultaat",
        "resultaat_voor_belasting",
        "belastingen",
        "resultaat",
    }
)
"""The names that an identity can decide between; no telling of any other is tried."""


def decide(candidates: Iterable[Candidate], lines: Sequence[Line]) -> Decision:
    """Decide one year.

    Args:
        candidates: those of one basis and book year.
        lines: all lines of that basis.
    """
    decision = Decision()
    domains: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        domains.setdefault(candidate.naam, []).append(candidate)
    for naam, members in domains.items():
        best = min(c.rang for c in members)
        weaker = [c for c in members if c.rang > best]
        decision.lost.extend((c, "een sterkere plaats geeft deze post") for c in weaker)
        domains[naam] = [c for c in members if c.rang == best]
    settle_result(domains, lines, decision.lost)
    _settle_equity(domains, decision.lost)
    contested = {naam: _distinct(members) for naam, members in domains.items() if len(_distinct(members)) > 1}
    decision.chosen = {
        naam: members[0] for naam, members in domains.items() if members and naam not in contested
    }
    if contested:
        _decide_contested(contested, decision)
    return decision


def _settle_equity(domains: dict[str, list[Candidate]], lost: list[tuple[Candidate, str]]) -> None:
    """`Totaal eigen vermogen` that is the equity of the owners and the share of others is the group's."""
    shares = [c for c in domains.get("aandeel_derden", []) if c.bedrag]
    equity = domains.get("eigen_vermogen", [])
    group = [
        c
        for c in equity
        if any(c.bedrag == other.bedrag + share.bedrag for other in equity for share in shares)
    ]
    if not group or len(group) == len(equity):
        group = [c for c in equity if any(_stands_under(c, share, domains) for share in shares)]
    if group:
        domains["eigen_vermogen"] = [c for c in equity if c not in group]
        if len(group) == len(equity):
            del domains["eigen_vermogen"]
        domains.setdefault("groepsvermogen", []).extend(group)
        lost.extend((c, "het aandeel van derden zit erin") for c in group)


def _stands_under(equity: Candidate, share: Candidate, domains: dict[str, list[Candidate]]) -> bool:
    """Whether a total of equity stands below the share of others, and no group equity tells them apart."""
    same = equity.line.sheet is share.line.sheet and _place(equity) == _place(share)
    group = {c.bedrag for c in domains.get("groepsvermogen", [])}
    return same and equity.line.rij > share.line.rij and equity.bedrag + share.bedrag not in group


def _place(candidate: Candidate) -> tuple[int, str | None, int]:
    return candidate.line.context.tabel, candidate.line.context.zijde, candidate.line.groep


def _distinct(members: list[Candidate]) -> list[Candidate]:
    """One candidate for each different amount, the first in the file."""
    return list({c.bedrag: c for c in reversed(members)}.values())[::-1]


def _decide_contested(contested: dict[str, list[Candidate]], decision: Decision) -> None:
    tied = {naam: options for naam, options in contested.items() if naam in _IN_IDENTITIES}
    best: list[dict[str, Candidate]] = []
    if tied and prod(len(options) for options in tied.values()) <= _MOST_CHOICES:
        choices = [dict(zip(tied, picked, strict=True)) for picked in product(*tied.values())]
        scores = [_score(decision.chosen | choice) for choice in choices]
        highest = max(scores)
        best = [choice for choice, score in zip(choices, scores, strict=True) if score == highest]
    for naam, options in contested.items():
        picked = {choice[naam].bedrag for choice in best if naam in tied}
        if len(picked) == 1:
            winner = best[0][naam]
            decision.chosen[naam] = winner
            decision.lost.extend((c, "de tellingen sluiten er niet mee") for c in options if c is not winner)
        else:
            found = " en ".join(f"{bedrag_tekst(c.bedrag)} ({c.cel}, '{c.label}')" for c in options[:4])
            decision.left_out[naam] = f"tegenstrijdige cijfers, en geen telling beslist: {found}"
            decision.lost.extend((c, "een ander cijfer kan evengoed") for c in options)


def _score(choice: Mapping[str, Candidate]) -> tuple[int, int]:
    """Under a choice: how few identities fail, then how many hold."""
    amounts = {naam: c.bedrag for naam, c in choice.items()}
    units = [c.line.context.eenheid or 1 for c in choice.values()]
    slack = Decimal(max(units, default=1)) * 2  # up to four rounded terms, half a unit each
    holding = failing = 0
    for identity in _IDENTITIES:
        left, right = identity(amounts)
        if left is not None and right is not None:
            holding += abs(left - right) <= slack
            failing += abs(left - right) > slack
    return -failing, holding
