"""The rows of a trial balance: which are accounts, and which add up accounts that stand there as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.readers.files import Refused
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account

_FEWEST_GROUPS = 3
"""Of fewer groups that each equal the rows beside them, that may be chance."""
_WHOLE = ("B", "W")
"""How RGS calls the whole balance sheet and the whole income statement."""


class Line(NamedTuple):
    """A row: its account, its balance as written, the side that a column beside it names, and whether its account
    has a number."""

    account: Account
    amount: Decimal
    kant: int | None = None
    genummerd: bool = True

    @property
    def code(self) -> str:
        """The code, also that of everything."""
        return self.account.code or (self.account.nummer if self.account.nummer in _WHOLE else "")


def signed(lines: list[Line]) -> list[Line]:
    """Debit positive and credit negative, where a column names the sides of balances without a sign.

    Such a column may also say on which side an account usually stands, beside balances that have their sign: the one
    of both that adds up to nil is right.
    """
    if all(line.kant is None for line in lines):
        return lines
    turned = [line._replace(amount=line.amount * (line.kant or 1)) for line in lines]
    plain = all(line.amount >= 0 for line in lines)
    return turned if plain or (not closes(lines) and closes(turned)) else lines


def closes(lines: Sequence[Line]) -> bool:
    """Whether debit and credit are equal."""
    return abs(sum((line.amount for line in lines), Decimal(0))) < LARGEST_SLIP


def without_totals(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The accounts, and the names of rows that are the sum of those below them: those would count twice.

    Raises Refused where every account seems to be there twice.
    """
    named: list[str] = []
    lines = _without(lines, _groups(lines), named)
    by_code = _sums({line.code: amount for line, amount in _added(lines, by_code=True)})
    lines = _without(lines, [line for line in lines if line.code in by_code], named)
    numbers = {line.account.nummer: amount for line, amount in _added(lines, by_code=False)}
    by_number = _sums({nummer: amount for nummer, amount in numbers.items() if nummer.isdigit()})
    lines = _without(lines, [line for line in lines if line.account.nummer in by_number], named)
    amounts = [amount for _, amount in _added(lines, by_code=False) if amount]
    if _doubled(amounts) or _doubled(amounts[::-1]):
        melding = "elk saldo staat er twee keer, als groep en per rekening"
        raise Refused("EWS163", f"{melding}; laat de regels van de groepen weg")
    return lines, sorted(dict.fromkeys(named))


def _without(lines: list[Line], totals: Sequence[Line], named: list[str]) -> list[Line]:
    """The other lines, when debit and credit are equal without these."""
    dropped = {id(line) for line in totals}
    kept = [line for line in lines if id(line) not in dropped]
    if not totals or not closes(kept):
        return lines
    named += [line.code or line.account.nummer for line in totals]
    return kept


def _groups(lines: Sequence[Line]) -> list[Line]:
    """The rows without a number that are the sum of the accounts with a number under their code."""
    numbered: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.genummerd:
            for length in range(1, len(line.code) + 1):
                numbered[line.code[:length]] += line.amount
    return [
        line
        for line in lines
        if not line.genummerd
        and line.amount
        and line.code in numbered
        and _same(line.amount, numbered[line.code])
    ]


def _added(lines: Sequence[Line], by_code: bool) -> list[tuple[Line, Decimal]]:
    """A line of each code or number, with what all lines of it add up to."""
    first: dict[str, Line] = {}
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if key := line.code if by_code else line.account.nummer:
            first.setdefault(key, line)
            totals[key] += line.amount
    return [(line, totals[key]) for key, line in first.items()]


def _sums(own: Mapping[str, Decimal]) -> set[str]:
    """The codes or numbers whose amount is the sum of those that begin with them."""
    keys = sorted(own)
    below = {key: _starting(keys, at) for at, key in enumerate(keys)}
    return {
        key
        for key, found in below.items()
        if found
        and own[key]
        and _same(own[key], sum((own[one] for one in found if not below[one]), Decimal(0)))
    }


def _starting(keys: Sequence[str], at: int) -> Sequence[str]:
    """The keys that begin with the one there: of sorted ones those right after it."""
    end = at + 1
    while end < len(keys) and keys[end].startswith(keys[at]):
        end += 1
    return keys[at + 1 : end]


def _same(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) < LARGEST_SLIP


def _doubled(amounts: Sequence[Decimal]) -> bool:
    """Whether all rows fall into groups, each of a total and of the rows after it that make the total."""
    at = groups = 0
    while at < len(amounts):
        total, size = Decimal(0), 0
        for amount in amounts[at + 1 :]:
            total, size = total + amount, size + 1
            if total == amounts[at]:
                break
        else:
            return False
        at, groups = at + size + 1, groups + 1
    return groups >= _FEWEST_GROUPS
