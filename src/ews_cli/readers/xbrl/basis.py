"""Figures of the group and of the legal entity alone: apart, and which of both are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ews_cli.core.jaarrekening import Basis, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers.xbrl.concepts import Concepts
from ews_cli.readers.xbrl.instance import Fact
from ews_cli.readers.xbrl.years import by_date

_RATIOS = (
    (Post.EIGEN_VERMOGEN, Post.BALANSTOTAAL),
    (Post.RESULTAAT, Post.OPBRENGSTEN),
    (Post.VLOTTENDE_ACTIVA, Post.KORTLOPENDE_SCHULDEN),
)
"""What the three ratios that decide are made of."""


def on_each_basis(facts: Sequence[Fact], known: Concepts) -> dict[Basis, list[Fact]]:
    """The facts about the whole provider by their basis, that of the group first.

    A fact with another axis is of a part, as of one class of equity: it is no total.
    """
    groups: dict[Basis, list[Fact]] = {}
    for fact in facts:
        if fact.context.axes.keys() <= {known.basis_as, known.grondslag_as}:
            member = fact.context.axes.get(known.basis_as)
            basis = Basis.ONBEKEND if member is None else known.basis.get(member)
            if basis is not None:
                groups.setdefault(basis, []).append(fact)
    named = [b for b in (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG) if by_date(groups.get(b, []), known)]
    loose = groups.get(Basis.ONBEKEND, [])
    if not named:
        return {Basis.ONBEKEND: _on_one_grondslag(loose, known)}
    more = {named[0]: _without_a_basis(loose, groups[named[0]], known)} if len(named) == 1 else {}
    return {basis: _on_one_grondslag(groups[basis] + more.get(basis, []), known) for basis in named}


def chosen_of(built: Mapping[Basis, Sequence[Jaarrekening]], wanted: Basis | None) -> Basis:
    """The basis that the user wants; else the first, that of the group, unless the other says more.

    A report of the legal entity may name a figure or two of its group, which are no accounts of it.
    """
    if wanted is not None and wanted in built:
        return wanted
    first, *others = built
    return next((one for one in others if _says(built[one]) > _says(built[first])), first)


def _says(jaren: Sequence[Jaarrekening]) -> tuple[date, int]:
    """The newest year, and how many of the ratios it has the posts for."""
    if not jaren:
        return date.min, 0
    newest = jaren[-1]
    return newest.balansdatum, sum(all(post in newest.posten for post in ratio) for ratio in _RATIOS)


def _without_a_basis(loose: list[Fact], own: list[Fact], known: Concepts) -> list[Fact]:
    """The facts without a basis that belong to the only one: a balance or a period that it has not itself."""
    amounts = known.elements()
    has = {f.context.start is None for f in own if f.naam in amounts}
    return [f for f in loose if f.naam not in amounts or (f.context.start is None) not in has]


def _on_one_grondslag(facts: list[Fact], known: Concepts) -> list[Fact]:
    """Commercial figures before fiscal ones."""
    used = {f.context.axes.get(known.grondslag_as, known.commercieel) for f in facts}
    if len(used) < 2 or known.commercieel not in used:
        return facts
    return [
        f for f in facts if f.context.axes.get(known.grondslag_as, known.commercieel) == known.commercieel
    ]
