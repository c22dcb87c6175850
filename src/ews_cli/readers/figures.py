"""The amounts of one year while they are put together, and how one is made out of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag, Herkomst
from ews_cli.core.posten import Post


@dataclass(slots=True)
class Figures:
    """The amounts of one year while they are put together.

    Attributes:
        found: name of a post or helper row -> amount.
        left_out: name -> why it was left out (Dutch).
        slack: the rounding that identities may show, in euro.
        unit: euro per unit as printed.
        others: a line of the file names a share of others.
        recovered: the names whose total has no label of its own.
        loose: the names that no statement gives, but a sheet that does not say what it is.
        result_apart: the file says that the result is not yet in equity, or prints it on the balance.
    """

    found: dict[str, Bedrag]
    left_out: dict[str, str]
    slack: Decimal = Decimal(1)
    unit: int = 1
    result_apart: bool = False
    others: bool = False
    recovered: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    def value(self, naam: str) -> Decimal | None:
        """The amount of a name, or None."""
        bedrag = self.found.get(naam)
        return None if bedrag is None else bedrag.waarde

    def near(self, left: Decimal, right: Decimal) -> bool:
        """Whether two amounts are equal but for rounding."""
        return abs(left - right) <= self.slack

    def tells(self, term: Decimal, left: Decimal, right: Decimal) -> bool:
        """Whether two amounts that are equal tell that a term belongs to one of them.

        Where all amounts are small, a row that is not known may equal the term by chance; where they are equal but
        for rounding, a slip of the pen may as well.
        """
        if left != right:
            return self.near(left, right) and abs(term) >= NO_CHANCE_ROUNDED * self.unit
        largest = max(abs(bedrag.waarde) for bedrag in self.found.values())
        return max(abs(term), largest / NO_CHANCE) >= NO_CHANCE * self.unit

    def too_small(self, naam: str, what: str) -> None:
        """Leave a post out, since its amounts are too small to see whether something is part of it."""
        cel = self.found.pop(naam).cel
        self.left_out[naam] = f"de bedragen zijn te klein om te zien of {what} erin zit ({cel})"


NO_CHANCE = 20
"""An amount of fewer units equals another by chance; real statements miss by up to ten."""
NO_CHANCE_ROUNDED = 50
"""As `NO_CHANCE`, where amounts are equal but for a unit or two of rounding."""


def derived(figures: Figures, parts: Sequence[tuple[str, str]], waarde: Decimal) -> Bedrag:
    """An amount out of parts, each `(sign, name)`."""
    cells = [f"{sign}{figures.found[naam].cel}" for sign, naam in parts if figures.found[naam].cel]
    words = " ".join(f"{sign} {naam.replace('_', ' ')}" for sign, naam in parts).removeprefix("+ ")
    return Bedrag(waarde, Herkomst.AFGELEID, " ".join(cells).removeprefix("+") or None, None, words)


def add_up(figures: Figures, target: str, *parts: tuple[str, str]) -> None:
    """Derive a target from parts when it is missing and they are all there."""
    if (
        target in figures.found
        or target in figures.left_out
        or any(naam not in figures.found for _, naam in parts)
    ):
        return
    amounts = [(-1 if sign == "-" else 1) * figures.found[naam].waarde for sign, naam in parts]
    figures.found[target] = derived(figures, parts, sum(amounts, Decimal(0)))


_BESIDE_SHORT_DEBTS = (
    Post.EIGEN_VERMOGEN, Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.AANDEEL_DERDEN, Post.EGALISATIEREKENING,
)  # fmt: skip


def rest_of_passiva(figures: Figures) -> Decimal | None:
    """What the passiva leave for the short-term debts, when all other parts are known."""
    total = figures.value("totaal_passiva") or figures.value(Post.BALANSTOTAAL)
    if total is None or Post.EIGEN_VERMOGEN not in figures.found:
        return None
    for naam in _BESIDE_SHORT_DEBTS:
        if (bedrag := figures.found.get(naam)) is not None:
            total -= bedrag.waarde
    return total
