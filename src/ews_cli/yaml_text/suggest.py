"""What was probably meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that looks like `word`; None when none does."""
    return next(iter(difflib.get_close_matches(word[:60], list(words), n=1)), None)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The end of a message: what was probably meant, else what is allowed (Dutch).

    A word that several begin with may mean each of them: none is the nearest.
    """
    words = list(words)
    longer = [one for one in words if one.startswith(f"{word}_")]
    if len(longer) > 1:
        return f"bedoelde u {', '.join(f'`{one}`' for one in longer[:-1])} of `{longer[-1]}`?"
    guess = nearest(word, words)
    return f"bedoelde u `{guess}`?" if guess else f"toegestaan: {', '.join(words)}"
