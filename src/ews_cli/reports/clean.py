"""Everything that comes from a file is shown as text: nothing in it may act on a terminal or a log."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    # Letters and marks that are drawn as nothing; the categories below hold the other invisible ones.
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES = re.compile(r"\s+")
_CI_COMMAND = re.compile(r":(?=:)|#(?=#(?:vso)?\[)", re.IGNORECASE)


def clean(text: str) -> str:
    """Text from a file as one harmless line.

    Line ends, tabs and odd spaces become one space. Control, escape, bidirectional, zero-width, private
    and unassigned characters go. A combination that a build log would run as a command (`::`, `##[`,
    `##vso[`) is broken by a space.
    """
    if text.isascii() and text.isprintable() and "::" not in text and "##" not in text:
        # Of the spaces only the usual one is printed.
        return _SPACES.sub(" ", text) if "  " in text else text
    spaced = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    visible = spaced
    if not spaced.isprintable():
        visible = "".join(c for c in spaced if unicodedata.category(c) not in _CATEGORIES)
    return _SPACES.sub(" ", _CI_COMMAND.sub(r"\g<0> ", visible))


# What begins a cell that a spreadsheet calculates; a tab or line end `clean` has taken away. A spreadsheet that
# takes another separator than the file has (Dutch ones take the semicolon) begins a cell in the middle of a text.
_LIVE_CELL = re.compile(r'(^|[;,]["\s]*)(?=[=+\-@＝＋－＠])')


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """A text of a file that no spreadsheet takes for a formula: an apostrophe comes before what would be one.

    Remembers what it gave: most texts of a table come back in every row.
    """
    return _LIVE_CELL.sub(r"\1'", clean(text).strip())


_PLAINER = {
    "€": "EUR",
    "—": "-",
    "–": "-",
    "−": "-",
    "≥": ">=",
    "▲": "^",
    "▼": "v",
    "§": "par. ",
    "×": "x",
    "·": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
}


def for_encoding(text: str, encoding: str) -> str:
    """The text with what an encoding cannot show replaced, so that writing it never fails.

    A sign becomes plainer (`€` is `EUR`), a letter loses its accent (`continuïteit` is `continuiteit`),
    and what is left becomes a question mark.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_fit(character, encoding) for character in text)
    return text


def _fit(character: str, encoding: str) -> str:
    for candidate in (character, _PLAINER.get(character, ""), unicodedata.normalize("NFKD", character)[0]):
        if candidate.encode(encoding, "ignore"):
            return candidate
    return "?"
