"""The accounts that a mapping gives to posts: ranges of account numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ews_cli.core.posten import Post
from ews_cli.readers.options import Accounts

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
    ranges = [(accounts.first, accounts.last, post) for accounts, post in rekeningen.items()]

    def find(nummer: str) -> Post | None:
        if not (nummer.isascii() and nummer.isdigit()):
            return None
        number = int(nummer)
        return next((post for first, last, post in ranges if first <= number <= last), None)

    return find
