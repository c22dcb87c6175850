"""Rows of a workbook and columns of a table that inform and are no post: productie, vacatures, ziekteverzuim, …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ews_cli.core.indicatoren import Indicator, Maat, Waarneming
from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.problems import Problem
from ews_cli.readers.amounts import Notation, from_number, parse_amount, unit_of, without_unit
from ews_cli.readers.cells import at
from ews_cli.readers.grid import Cell
from ews_cli.readers.lines import Line

_LONGEST = 80
_NAMES = (
    (Indicator.ZIEKTEVERZUIM, re.compile(r"\b(?:ziekte)?verzuim(?:s?percentage)?\b")),
    (Indicator.VACATURES, re.compile(r"\bvacatures?\b")),
    (
        Indicator.PERSONEEL_NIET_IN_LOONDIENST,
        re.compile(
            r"\bpnil\b|\bpersoneel niet in loondienst\b|\b(?:externe )?inhuur\b|\bingehuurd personeel\b"
        ),
    ),
    (Indicator.PRODUCTIE, re.compile(r"\b(?:zorg)?productie\b")),
)
_UNITS = (
    (Maat.PROCENT, re.compile(r"%|\bpercentage\b|percentage\b|\bprocent\b|\bpct\b")),
    (Maat.FTE, re.compile(r"\bfte'?s?\b")),
    (Maat.UREN, re.compile(r"\buren\b")),
    (Maat.EURO, re.compile(r"€|\beuro'?s?\b|\beur\b")),
    (Maat.AANTAL, re.compile(r"\baantal(?:len)?\b|#|\bstuks\b")),
)
_BESIDE = frozenset(
    {
        *(
            "in",
            "van",
            "de",
            "het",
            "per",
            "ultimo",
            "stand",
            "einde",
            "gemiddeld",
            "gemiddelde",
            "totaal",
            "totale",
        ),
        *(
            "openstaande",
            "open",
            "gerealiseerde",
            "gerealiseerd",
            "realisatie",
            "gefactureerde",
            "gedeclareerde",
        ),
        *(
            "ongevalideerde",
            "gevalideerde",
            "kwartaal",
            "periode",
            "maand",
            "jaar",
            "cumulatief",
            "lopend",
            "personeel",
        ),
        *(
            "personeelskosten",
            "loonsom",
            "voortschrijdend",
            "exclusief",
            "inclusief",
            "zwangerschap",
            "en",
            "excl",
        ),
        *("incl", "jeugd", "jeugdhulp", "eigen", "medewerkers", "formatie", "uit", "tot", "nu", "toe", "dit"),
    }
)
"""Words that may stand beside the name; what holds another word is something else."""


class Meaning(NamedTuple):
    """What a label says: the indicator, its unit, and euro per unit where that is euro."""

    indicator: Indicator
    maat: Maat
    factor: int | None


@lru_cache(maxsize=4096)
def meaning_of(label: str) -> Meaning | None:
    """What a label informs about; None for any other."""
    if len(label) > _LONGEST:
        return None
    words = label.casefold()
    found = next(((one, match) for one, pattern in _NAMES if (match := pattern.search(words))), None)
    if found is None:
        return None
    indicator, match = found
    maat = next((maat for maat, pattern in _UNITS if pattern.search(words)), Maat.ONBEKEND)
    rest = without_unit(f"{words[: match.start()]} {words[match.end() :]}")
    for _, pattern in _UNITS:
        rest = pattern.sub(" ", rest)
    if set(re.findall(r"[^\W\d_]+", rest)) - _BESIDE:
        return None
    return Meaning(indicator, maat, unit_of(label))


def observed(meaning: Meaning, cell: Cell, unit: int | None, cel: str, label: str) -> Waarneming | None:
    """The figure in a cell; None when it holds none.

    Args:
        unit: euro per unit of the amounts around it, where known.
    """
    maat, value = meaning.maat, None
    if isinstance(cell, str):
        text = cell.strip()
        if text.endswith("%"):
            maat, text = Maat.PROCENT, text.removesuffix("%").strip()
        value = parse_amount(text, Notation.DUTCH)
    elif isinstance(cell, float | int) and not isinstance(cell, bool):
        value = from_number(cell)
        if maat is Maat.PROCENT and value is not None and 0 < abs(value) < 1:
            maat = Maat.ONBEKEND  # 0,062 under a % is 6,2% in a cell with that format, and 0,062% in another
    if value is None:
        return None
    if maat is Maat.EURO:
        factor = meaning.factor or unit
        maat, value = (Maat.EURO, value * factor) if factor else (Maat.ONBEKEND, value)
    return Waarneming(meaning.indicator, maat, value, cel, label)


def informing(lines: Iterable[Line], waar: str) -> tuple[tuple[Waarneming, ...], list[Problem]]:
    """What the lines of one period inform about; two figures that differ are both left out, and that is said."""
    found: dict[tuple[Indicator, Maat], list[Waarneming]] = {}
    for line in lines:
        if line.names or line.context.begroting or line.context.verborgen or not line.figures:
            continue
        meaning = meaning_of(line.label)
        if meaning is None:
            continue
        for one in _in_line(line, meaning):
            found.setdefault((one.indicator, one.maat), []).append(one)
    kept, problemen = [], []
    for seen in found.values():
        if len({one.waarde for one in seen}) == 1:
            kept.append(seen[0])
        else:
            problemen.append(_differ(seen, waar))
    order = list(Indicator)
    return tuple(sorted(kept, key=lambda one: order.index(one.indicator))), problemen


def _in_line(line: Line, meaning: Meaning) -> Iterable[Waarneming]:
    row = line.sheet.rijen[line.rij]
    for figure in line.figures:
        if figure.outer or figure.kolom.heading.stand:
            continue
        cell = at(row, figure.kolom.index)
        one = observed(meaning, cell, line.context.eenheid, figure.cel, line.label)
        if one is not None:
            yield one


def _differ(seen: Sequence[Waarneming], waar: str) -> Problem:
    cells = " en ".join(f"{bedrag_tekst(one.waarde)} ({one.cel})" for one in seen[:4])
    return Problem("EWS116", f"{seen[0].indicator.tekst}: {cells}; geen van beide is getoond", waar)
