"""Where each account of a ledger belongs: by its code or by a mapping, and on the side on which it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.checks import FLAG_FROM
from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.core.posten import Overzicht, Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.ledger.books import Balance, Ledger
from ews_cli.readers.ledger.rgs import scheme

BY_FUNCTION = "lasten_naar_functie"
"""Costs in which personnel and depreciation are hidden."""
_NAMED = 6
"""Accounts that are named one by one."""

ACTIVA = (
    Post.VASTE_ACTIVA, Post.VOORRADEN, Post.ONDERHANDEN_WERK, Post.VORDERINGEN, Post.EFFECTEN,
    Post.LIQUIDE_MIDDELEN,
)  # fmt: skip
_COSTS = frozenset(
    {
        Post.BEDRIJFSLASTEN, Post.PERSONEELSKOSTEN, Post.PERSONEEL_NIET_IN_LOONDIENST, Post.AFSCHRIJVINGEN,
        Post.RENTELASTEN, Post.BELASTINGEN, BY_FUNCTION,
    }
)  # fmt: skip
_RESULT_ONLY = frozenset({"financieel", "na_belasting", BY_FUNCTION})


class Placed(NamedTuple):
    """An account where it belongs.

    Attributes:
        rubriek: a post or a part of one, after omslag; None for the transfer of the result.
        bron: the RGS code, or the words for a mapping, as the report names it.
        omgeslagen: whether the balance stands on the other side than its code.
    """

    balance: Balance
    rubriek: str | None
    bron: str
    code: str
    omgeslagen: bool = False

    @property
    def resultaat(self) -> bool:
        """Whether this is an account of the income statement."""
        return self.rubriek is None or of_income(self.rubriek)

    @property
    def amount(self) -> Decimal:
        """What counts of it: the balance, and in the income statement only what was booked this year."""
        return self.balance.mutatie if self.resultaat else self.balance.saldo


def of_income(rubriek: str) -> bool:
    """Whether a rubriek is one of the income statement."""
    return rubriek in _RESULT_ONLY or Post(rubriek).overzicht is Overzicht.RESULTATENREKENING


def place(
    balances: Iterable[Balance], mapped: Callable[[str], Post | None]
) -> tuple[list[Placed], list[Balance]]:
    """Each account with its rubriek, and those that belong to none that is known."""
    placed, loose = [], []
    for balance in balances:
        account = balance.account
        post, code = mapped(account.nummer), account.code or ""
        if post is not None:
            placed.append(Placed(balance, post, "mapping", ""))
        elif scheme().known(code):
            placed.append(Placed(balance, scheme().rubriek(code), code, code))
        elif balance.saldo or balance.mutatie:
            loose.append(balance)
    result = [one for one in placed if one.resultaat]
    if result and _contrary(result) and _contrary(placed):
        raise turned_around()
    return _turned(placed), loose


def _contrary(placed: Iterable[Placed]) -> bool:
    """Whether the amounts together stand on the other sides than those that they belong on."""
    return sum((side(one.rubriek) * one.amount for one in placed if one.rubriek is not None), Decimal(0)) < 0


def turned_around() -> Refused:
    """The refusal of books in which assets and costs are credit, and debts and revenue debit."""
    melding = "bezittingen en kosten staan credit, en schulden en opbrengsten debet; keer alle tekens om"
    return Refused("EWS162", melding)


def _turned(placed: list[Placed]) -> list[Placed]:
    """The same, each balance that stands on the other side than its code moved there."""
    for turn in scheme().omslag:
        groups: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(placed):
            if one.code.startswith(turn.code) and not one.omgeslagen:
                key = {"rekening": one.balance.account.nummer, "code": one.code}.get(turn.per, "")
                groups[key].append(number)
        _turn(placed, groups.values(), turn.naar)
    for post, other in _MAPPED_OMSLAG:
        mine = [n for n, one in enumerate(placed) if not one.code and one.rubriek == post]
        _turn(placed, [[n] for n in mine] if post is Post.LIQUIDE_MIDDELEN else [mine], other)
    return placed


_MAPPED_OMSLAG = (
    (Post.LIQUIDE_MIDDELEN, Post.KORTLOPENDE_SCHULDEN),
    (Post.VORDERINGEN, Post.KORTLOPENDE_SCHULDEN),
    (Post.ONDERHANDEN_WERK, Post.KORTLOPENDE_SCHULDEN),
    (Post.KORTLOPENDE_SCHULDEN, Post.VORDERINGEN),
)
"""The same for accounts of a mapping, which names posts and no codes."""


def _turn(placed: list[Placed], groups: Iterable[Sequence[int]], naar: str) -> None:
    """Move the accounts of each group whose total stands on the wrong side."""
    for group in groups:
        total = sum((placed[n].amount for n in group), Decimal(0))
        if total and any(side(placed[n].rubriek) * total < 0 for n in group[:1]):
            for n in group:
                placed[n] = placed[n]._replace(rubriek=naar, omgeslagen=True)


def side(rubriek: str | None) -> int:
    """The side on which a rubriek stands: 1 for debit, -1 for credit."""
    return 1 if rubriek in ACTIVA or rubriek in _COSTS else -1


def left_over(ledger: Ledger, loose: Sequence[Balance], bestand: str) -> list[Problem]:
    """The accounts without a place: a remark when they are too small to matter, else no figure is certain."""
    if not loose:
        return []
    size = sum((max(abs(b.saldo), abs(b.mutatie)) for b in loose), Decimal(0))
    whole = sum((b.saldo for b in ledger.balances.values() if b.saldo > 0), Decimal(0))
    largest = sorted(loose, key=lambda b: (-abs(b.saldo), b.account.nummer))
    named = ", ".join(_loose_name(b) for b in largest[:_NAMED])
    more = f" en nog {len(loose) - _NAMED}" if len(loose) > _NAMED else ""
    what = f"rekeningen zonder bekende RGS-code: {named}{more}"
    if size > FLAG_FROM * whole:
        melding = (
            f"{what}; samen meer dan 0,1% van alle debetsaldi ({bedrag_tekst(whole)}), dus is geen post zeker"
        )
        raise Refused("EWS164", f"{melding}; vul de codes aan, of noem de rekeningen in een mapping")
    melding = f"{what}; samen ten hoogste 0,1% van alle debetsaldi, en zonder deze geteld"
    return [Problem("EWS164", melding, bestand, Ernst.WAARSCHUWING)]


def _loose_name(balance: Balance) -> str:
    account = balance.account
    code = f", code {account.code}" if account.code else ""
    naam = f" {account.naam[:40]}" if account.naam else ""
    return f"{account.nummer}{naam} ({bedrag_tekst(balance.saldo)}{code})"
