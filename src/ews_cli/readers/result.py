"""Which of the result lines is the result of the year.

A resultatenrekening prints a chain: bedrijfsresultaat, result before and after tax, with the share of
participations, with and without the share of others. The result of the year is the last link before the
resultaatbestemming, provided that the rows between the links explain the step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, product

from ews_cli.readers.candidates import Candidate
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Line

_MOST_STEPS = 6
"""Rows between two links whose signs are tried; more of them could explain any step by accident."""

Lost = list[tuple[Candidate, str]]


def settle_result(domains: dict[str, list[Candidate]], lines: Sequence[Line], lost: Lost) -> None:
    """Narrow down `resultaat` (and `bedrijfsresultaat`, where one label may be both) in place.

    `lines` are all lines of the same basis: the rows between two links explain the step between them.
    """
    _split_ambiguous(domains, lost)
    links = domains.get("resultaat", []) + domains.get("groepsresultaat", [])
    if not links:
        return
    tables = {_table(c) for c in links}
    finals = [c for table in tables for c in _finals([c for c in links if _table(c) == table], lines)]
    lost.extend((c, "een andere regel is het resultaat van het jaar") for c in links if c not in finals)
    domains["resultaat"] = sorted(finals, key=_order)
    if not finals:
        del domains["resultaat"]


def _finals(links: list[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The links of one table that may be the result of the year: the last, where the rows explain the chain.

    A result before the share of others, without a line after it, is not the provider's own.
    """
    chain = sorted(links, key=_order)
    last = chain[-1]
    if len({c.bedrag for c in chain}) > 1 and not _explained(chain, lines):
        # A line after the group's result names the provider's own, also where the step is not understood.
        own = [c for c in chain if c.naam != "groepsresultaat"]
        return own if last in own else chain
    if any(_names_others(line, last) for line in lines):
        return []
    return [c for c in chain if c.bedrag == last.bedrag]


def _names_others(line: Line, last: Candidate) -> bool:
    """Whether a line in the same sheet speaks of a share of others, and does not say that it is nil.

    Below a result of the year only a share of that result counts: other words with `derden` are of other things.
    """
    if line.sheet is not last.line.sheet or not _speaks_of_others(line.label):
        return False
    amounts = [f.bedrag for f in line.figures if f.kolom.boekjaar == last.boekjaar]
    if last.naam == "groepsresultaat":
        return any(a != 0 for a in amounts or [None])
    if last.line.context.zijde is not None:
        return False  # on the balance the share of others is one of equity
    below = last.line.rij < line.rij and line.context.sectie == last.line.context.sectie
    return below and line.context.tabel == last.line.context.tabel and any(amounts)


_OTHERS = re.compile(r"\bderden\b|minderheidsbelang|\bminority\b|non-controlling")


@lru_cache(maxsize=4096)
def _speaks_of_others(label: str) -> bool:
    return bool(_OTHERS.search(plain(label)))


def _order(candidate: Candidate) -> tuple[str, int]:
    return candidate.line.sheet.naam, candidate.line.rij


def _table(candidate: Candidate) -> tuple[str, str | None]:
    return candidate.line.sheet.naam, candidate.line.context.sectie


def _split_ambiguous(domains: dict[str, list[Candidate]], lost: Lost) -> None:
    """`Exploitatieresultaat` is the operating result in one statement, the result of the year in another."""
    both = [c for c in domains.get("resultaat", []) if c.ambigu]
    for candidate in both:
        here = [
            c
            for naam in ("resultaat", "groepsresultaat", "bedrijfsresultaat")
            for c in domains.get(naam, [])
            if not c.ambigu and _table(c) == _table(candidate)
        ]
        sure = [c for c in here if c.naam != "bedrijfsresultaat"]
        operating = [c for c in here if c.naam == "bedrijfsresultaat" and _order(c) < _order(candidate)]
        before, after = _interest(domains, candidate)
        is_operating = (
            not operating and not before and (after or any(_order(c) > _order(candidate) for c in sure))
        )
        drop = "resultaat" if is_operating else "bedrijfsresultaat"
        twin = next((c for c in domains.get(drop, []) if c.cel == candidate.cel), None)
        if twin is not None and (is_operating or operating or before):
            domains[drop].remove(twin)
            lost.append((twin, "dezelfde woorden betekenen hier een andere post"))
            if not domains[drop]:
                del domains[drop]


def _interest(domains: dict[str, list[Candidate]], candidate: Candidate) -> tuple[bool, bool]:
    """Whether interest stands above and below a line: then it is no operating result, or not the last."""
    rows = [c for n in ("financieel_saldo", "rentelasten", "rentebaten") for c in domains.get(n, [])]
    near = [c for c in rows if _table(c) == _table(candidate)]
    return any(_order(c) < _order(candidate) for c in near), any(_order(c) > _order(candidate) for c in near)


def _explained(chain: list[Candidate], lines: Sequence[Line]) -> bool:
    """Whether each link is the one before it plus or minus the rows between them."""
    steps = [(one, two) for one, two in pairwise(chain) if one.bedrag != two.bedrag]
    return all(_step(one, two, _between(one, two, lines)) for one, two in steps)


def _step(one: Candidate, two: Candidate, between: list[Decimal]) -> bool:
    if not 1 <= len(between) <= _MOST_STEPS:
        return False
    slack = Decimal(one.line.context.eenheid or 1) * (len(between) + 2) / 2
    return any(
        abs(one.bedrag + sum(sign * amount for sign, amount in zip(signs, between, strict=True)) - two.bedrag)
        <= slack
        for signs in product((1, -1), repeat=len(between))
    )


def _between(one: Candidate, two: Candidate, lines: Sequence[Line]) -> list[Decimal]:
    """The amounts in the rows between two links, in the same year, in euro."""
    factor = one.line.context.eenheid or 1
    return [
        figure.bedrag * factor
        for line in lines
        if line.sheet is one.line.sheet and one.line.rij < line.rij < two.line.rij
        for figure in line.figures
        if figure.kolom.boekjaar == one.boekjaar and figure.bedrag
    ]
