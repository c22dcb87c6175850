"""Candidates + identities -> one amount for each post of a year, or a reason why there is none.

Where only one amount is a candidate, it stands. Where there are several, the identities decide: the
choice counts under which most of them hold, and only what every such choice has in common. What nothing
decides is left out, with the candidates in the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import prod

from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.readers.candidates import NOTES, Candidate
from ews_cli.readers.doubts import leave_out_parts, part_of
from ews_cli.readers.lines import Line
from ews_cli.readers.loose_debts import add_loose_debts
from ews_cli.readers.result import settle_result
from ews_cli.readers.rivals import leave_out_rivals
from ews_cli.readers.tellings import IN_IDENTITIES, best_choices
from ews_cli.readers.unproven import leave_out_unproven

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
        if len(members) == 1:
            continue
        best = min(c.rang for c in members)
        weaker = [c for c in members if c.rang > best]
        decision.lost.extend((c, "een sterkere plaats geeft deze post") for c in weaker)
        domains[naam] = [c for c in members if c.rang == best]
    settle_result(domains, lines, decision.lost)
    _settle_equity(domains, decision.lost)
    _settle_totals(domains, lines, decision.lost)
    _settle_depreciation(domains, decision.lost)
    leave_out_rivals(domains, decision.left_out)
    options = {naam: _distinct(members) for naam, members in domains.items() if len(members) > 1}
    contested = {naam: distinct for naam, distinct in options.items() if len(distinct) > 1}
    decision.chosen = {
        naam: members[0] for naam, members in domains.items() if members and naam not in contested
    }
    if contested:
        _decide_contested(contested, decision)
    leave_out_parts(decision.chosen, decision.left_out, lines)
    add_loose_debts(decision.chosen, decision.left_out, lines)
    leave_out_unproven(decision.chosen, decision.left_out, lines)
    return decision


def _settle_depreciation(domains: dict[str, list[Candidate]], lost: list[tuple[Candidate, str]]) -> None:
    """The depreciation of a cash flow table may hold more than the rows of the resultatenrekening, which come first."""
    rows = [c for n in ("afschrijvingen_immaterieel", "afschrijvingen_materieel") for c in domains.get(n, [])]
    whole = domains.get("afschrijvingen", [])
    if whole and rows and min(c.rang for c in whole) >= NOTES > min(c.rang for c in rows):
        lost.extend((c, "de resultatenrekening geeft de afschrijvingen in delen") for c in whole)
        del domains["afschrijvingen"]


def _settle_totals(
    domains: dict[str, list[Candidate]], lines: Sequence[Line], lost: list[tuple[Candidate, str]]
) -> None:
    """`Totaal opbrengsten` above other revenue and `Som der bedrijfsopbrengsten` is but a part of the latter."""
    for naam in ("opbrengsten", "bedrijfslasten"):
        members = domains.get(naam, [])
        parts = [c for c in members if any(c is not other and part_of(c, other, lines) for other in members)]
        if parts and len(parts) < len(members):
            domains[naam] = [c for c in members if c not in parts]
            lost.extend((c, "een deel van het totaal eronder") for c in parts)


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
    tied = {naam: options for naam, options in contested.items() if naam in IN_IDENTITIES}
    best: list[dict[str, Candidate]] = []
    if tied and prod(len(options) for options in tied.values()) <= _MOST_CHOICES:
        best = best_choices(tied, decision.chosen)
    for naam, options in contested.items():
        picked = {choice[naam].bedrag for choice in best if naam in tied}
        winner = best[0][naam] if len(picked) == 1 else None
        if winner is not None and _far_apart(winner, options):
            decision.chosen[naam] = winner
            decision.lost.extend((c, "de tellingen sluiten er niet mee") for c in options if c is not winner)
        else:
            found = " en ".join(f"{bedrag_tekst(c.bedrag)} ({c.cel}, '{c.label}')" for c in options[:4])
            why = "geen telling beslist" if winner is None else "zij verschillen te weinig voor een telling"
            decision.left_out[naam] = f"tegenstrijdige cijfers, en {why}: {found}"
            decision.lost.extend((c, "een ander cijfer kan evengoed") for c in options)


_SLIP = 12
"""By how many units sound statements may miss; an identity does not choose between figures as close as that."""


def _far_apart(winner: Candidate, options: Sequence[Candidate]) -> bool:
    unit = max(c.line.context.eenheid or 1 for c in options)
    return all(abs(c.bedrag - winner.bedrag) > _SLIP * unit for c in options if c is not winner)
