"""The accounts that a mapping gives to posts: ranges of account numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ews_cli.core.posten import Post
from ews_cli.readers.options import Accounts

_LONGEST = 20
"""Digits of an account number."""
ACCOUNT_POSTS = frozenset(Post) - {
    Post.VLOTTENDE_ACTIVA,
    Post.BALANSTOTAAL,
    Post.BEDRIJFSRESULTAAT,
    Post.RESULTAAT_VOOR_BELASTING,
    Post.RESULTAAT,
    Post.INCIDENTELE_BATEN,
    Post.INCIDENTELE_LASTEN,
}
"""What an account can be: the others are sums, or lie in several posts."""


def mapped_by(rekeningen: Mapping[Accounts, Post]) -> Callable[[str], Post | None]:
    """A function from an account number to the post that the user gives it.

    Numbers compare as numbers, so that `0100` is in 100-199; what is no number is in no range.
    """

    def find(nummer: str) -> Post | None:
        return next((post for accounts, post in rekeningen.items() if _within(nummer, accounts)), None)

    return find


def unused(rekeningen: Iterable[Accounts], nummers: Iterable[str]) -> Iterator[Accounts]:
    """The ranges in which none of the account numbers is."""
    used = list(nummers)
    return (accounts for accounts in rekeningen if not any(_within(nummer, accounts) for nummer in used))


def _within(nummer: str, accounts: Accounts) -> bool:
    is_number = nummer.isascii() and nummer.isdigit() and len(nummer) <= _LONGEST
    return is_number and accounts.first <= int(nummer) <= accounts.last
