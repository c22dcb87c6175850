"""Labels as written -> which row it is. Exact after normalising: a likeness only ever suggests."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_NUMBERING = re.compile(
    r"^(?:\d{1,4}(?:/\d{1,3}[a-z]?)\s*-?\s+|\d{2,4}\s+-\s+|(?:\d{1,2}\.)+\d{0,2}\.?\s+|\d{1,2}\)\s*|"
    r"[a-z]\.(?:[ivx]+\.?)?(?:\d+\.?)?\s+|[a-z]\)\s+|[ivx]{1,4}[.)]\s+|[-–•*·]\s*)+"
)
_FOOTNOTE = re.compile(
    # A run of marks is taken whole: of 40 asterisks in 2^40 ways, reading one cell would never end.
    r"(?:\s*(?:(?<!\*)\*++\)?|\d{1,2}\)|(?<![.…])[.…]{2,}+|:|\([+-]\)/\([+-]\)|\(\s*(?:\d{1,2}|[+/-]{1,3})\s*\)))+\s*$"
)
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")
_NO_TEXT = dict.fromkeys(map(ord, "\u00ad\u200b¹²³⁰⁴⁵⁶⁷⁸⁹"))  # footnotes, soft hyphens, zero-width spaces
_DASHES = re.compile(r"[‐‑‒–—−]")
_SHARE = re.compile(r"(?<!\d)(?<!\d )[%‰]|[Δ∆δ]")
"""What makes words the share or the change of a post: `% eigen vermogen`; not `Vennootschapsbelasting 25%`."""
_NO_KEY = re.compile(r"[^a-z0-9<>≥/]+")


class Section(NamedTuple):
    """A kind of section and the patterns that announce it."""

    naam: str
    pattern: re.Pattern[str]


class Vocabulary(NamedTuple):
    """labels.yaml, ready for use.

    Attributes:
        exact: key of a label -> the names of posts and helper rows that it may be.
        prefixes: beginnings of keys -> name.
        spelling: key -> the label as labels.yaml writes it, for suggestions.
        decorations: the keys of suffixes in parentheses that may be dropped.
        totals: the keys of words before a name that make it a total, the longest first.
        sections: in the order in which they are tried.
        false_friends: name -> labels that must not be it.
    """

    exact: dict[str, tuple[str, ...]]
    prefixes: tuple[tuple[str, str], ...]
    spelling: dict[str, str]
    decorations: frozenset[str]
    totals: tuple[str, ...]
    sections: tuple[Section, ...]
    false_friends: dict[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of labels.yaml, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(
        Path(__file__).with_name("labels.yaml").read_text("utf-8"), Loader=loader
    )
    exact: dict[str, list[str]] = {}
    spelling: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    rows = data["posten"] | {n: r for n, r in data["hulpregels"].items() if n not in data["posten"]}
    for name, row in [*data["posten"].items(), *data["hulpregels"].items()]:
        for label in row["labels"]:
            key = _key(plain(label))
            names = exact.setdefault(key, [])
            if name not in names:
                names.append(name)
            spelling.setdefault(key, label)
        prefixes.extend((_key(plain(begin)), name) for begin in row.get("begint_met", ()))
    return Vocabulary(
        exact={key: tuple(names) for key, names in exact.items()},
        prefixes=tuple(prefixes),
        spelling=spelling,
        decorations=frozenset(_key(plain(str(d))) for d in data["versiering"]),
        totals=tuple(sorted((_key(plain(word)) for word in data["totaalwoorden"]), key=len, reverse=True)),
        sections=tuple(Section(n, re.compile("|".join(p))) for n, p in data["secties"].items()),
        false_friends={n: tuple(r.get("valse_vrienden", ())) for n, r in rows.items()},
    )


LONGEST_LABEL = 500
"""A longer text is no label, and only its beginning is held against patterns, whose cost may be quadratic."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, without accents, line breaks, leading numbering, footnote marks and leader dots.

    Of a text that is too long to be a label only the beginning, as it stands.
    """
    if len(text) > LONGEST_LABEL:
        return " ".join(text[:LONGEST_LABEL].casefold().split())
    folded = text.casefold()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.translate(_NO_TEXT)).casefold()
        folded = "".join(c for c in folded if not unicodedata.combining(c))
        folded = _DASHES.sub("-", folded)
    folded = " ".join(folded.replace("&", " en ").split())
    return _FOOTNOTE.sub("", _NUMBERING.sub("", folded)).strip()


def unnumbered(label: str) -> str:
    """A label as written, without its leading numbering."""
    numbering = _NUMBERING.match(label[:LONGEST_LABEL].casefold())
    return label[numbering.end() :] if numbering else label


def _key(text: str) -> str:
    return _NO_KEY.sub("", text)


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """What two spellings of one label have in common."""
    return _key(plain(label))


@lru_cache(maxsize=4096)
def names_of(label: str) -> tuple[str, ...]:
    """The names of the posts and helper rows that a label may be; empty when it is none of them."""
    if _SHARE.search(label):
        return ()
    known = vocabulary()
    text = plain(label)
    while text:
        key = _key(text)
        if names := known.exact.get(key) or _total_of(key, known):
            return names
        suffix = _PARENTHESES.search(text)
        if suffix is None or _key(suffix[1]) not in known.decorations:
            break
        text = _FOOTNOTE.sub("", text[: suffix.start()]).strip()
    key = _key(plain(label))
    return next(((name,) for begin, name in known.prefixes if key.startswith(begin)), ())


NO_SUMS = frozenset(
    {
        "aandeel_derden",
        "aandeel_derden_resultaat",
        "bedrijfsresultaat",
        "belastingen",
        "groepsresultaat",
        "netto_omzetresultaat",
        "resultaat",
        "resultaat_gewone_bedrijfsuitoefening",
        "resultaat_voor_belasting",
    }
)
"""What no total word goes before: `Totaalresultaat` is another result than `Resultaat`."""


def _total_of(key: str, known: Vocabulary) -> tuple[str, ...]:
    """The names of which a key is the total, as `Som der vorderingen` is of `Vorderingen`."""
    for word in known.totals:
        names = known.exact.get(key.removeprefix(word), ()) if key.startswith(word) else ()
        if names and not NO_SUMS & set(names):
            return names
    return ()


@lru_cache(maxsize=4096)
def section_of(text: str) -> str | None:
    """The kind of section that a title, a heading or a sheet name announces, or None."""
    words = plain(text)
    return next((s.naam for s in vocabulary().sections if s.pattern.search(words)), None)


@lru_cache(maxsize=256)
def suggestion(name: str, labels: tuple[str, ...]) -> str | None:
    """The label in a file that looks most like one of a post's synonyms; for messages only."""
    from difflib import get_close_matches

    known = vocabulary()
    keys = [key for key, names in known.exact.items() if name in names]
    by_key = {_key(plain(label)): label for label in labels}
    for key in keys:
        if near := get_close_matches(key, by_key, n=1, cutoff=0.85):
            return by_key[near[0]]
    return None
