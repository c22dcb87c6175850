"""Facts -> the years that they are of: a balance, and the period that ends on its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ews_cli.readers.xbrl.concepts import Concepts
from ews_cli.readers.xbrl.contexts import Context
from ews_cli.readers.xbrl.instance import Fact

_LONGEST_YEAR = 24
"""Months; a first book year may be longer than a year, cumulative figures over years are no year."""
_SHORTEST_YEAR, _USUAL_YEAR = 11, 13
"""Months, to the day: a year of 52 or 53 weeks is one, too."""
_TOTALS = frozenset(
    {
        "totaal_activa", "totaal_passiva", "vlottende_activa", "kortlopende_schulden", "opbrengsten",
        "netto_omzet", "bruto_omzetresultaat", "bedrijfsresultaat", "resultaat_voor_belasting", "resultaat",
        "groepsresultaat",
    }
)  # fmt: skip
"""What a year has of its own: equity, provisions and fixed assets also stand in movements since an older year."""


@dataclass(slots=True)
class Year:
    """The facts at one balance date: the balance, and the longest period that ends on it."""

    dag: date
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    maanden: int = 12


def by_date(facts: Sequence[Fact], known: Concepts) -> list[Year]:
    """The years in facts of one basis, oldest first."""
    names = {element: naam for naam, elements in known.posten.items() for element in elements}
    amounts = [f for f in facts if f.naam in names]
    dates = {f.context.end for f in amounts if names[f.naam] in _TOTALS}
    years = []
    for dag in sorted(dates):
        ending = [f for f in facts if f.context.end == dag]
        spans = {f.context.id: m for f in ending if 0 < (m := _months(f.context)) <= _LONGEST_YEAR}
        of_amounts = [spans[f.context.id] for f in ending if f.naam in names and f.context.id in spans]
        longest = _year_among(of_amounts or list(spans.values()))
        year = Year(dag, maanden=longest or 12)
        for fact in ending:
            if fact.context.start is None or spans.get(fact.context.id) == longest or fact.naam not in names:
                year.facts.setdefault(fact.naam, []).append(fact)
        if any(names.get(naam) in _TOTALS for naam in year.facts):
            years.append(year)
    return years


def _months(context: Context) -> int:
    """The months of a period, rounded; 0 for an instant."""
    if context.start is None:
        return 0
    after = context.end + timedelta(days=1)
    months = (after.year - context.start.year) * 12 + after.month - context.start.month
    return max(1, months + round((after.day - context.start.day) / 31))


def _year_among(months: Sequence[int]) -> int | None:
    """The months of the book year among those of the facts that end with it; None without any.

    Beside a year may stand a quarter, and what ran on since an older year: a whole year goes before a part of one, and
    of more the one with the most facts, and then the usual one.
    """
    if not months:
        return None
    years = Counter(m for m in months if m >= _SHORTEST_YEAR)
    if not years:
        return max(months)
    return max(years, key=lambda m: (years[m], m <= _USUAL_YEAR, m))
