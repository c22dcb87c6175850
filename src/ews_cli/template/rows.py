"""What a row of the template can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a row is for the one who fills it in."""

    SPACE = auto()
    SECTION = auto()
    GROUP = auto()
    AMOUNT = auto()
    OPTIONAL = auto()
    """An amount that may stay empty: what is not there in most accounts, or is part of another row."""
    TOTAL = auto()
    GRAND_TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a statement.

    Attributes:
        key: the name of the amount, a post's where it is one; empty for a heading.
        plus, minus: the keys that a total adds and subtracts.
        cost: filled in as a positive amount.
        hint: what the spreadsheet program shows beside the cell.
    """

    kind: Kind
    label: str
    key: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    cost: bool = False
    hint: str = ""

    @property
    def is_input(self) -> bool:
        """Whether the row is filled in."""
        return self.kind in (Kind.AMOUNT, Kind.OPTIONAL)


def section(label: str) -> Row:
    """A bar that opens a part of a statement."""
    return Row(Kind.SECTION, label)


SPACE = Row(Kind.SPACE, "")


def group(label: str) -> Row:
    """A heading above amounts that belong together."""
    return Row(Kind.GROUP, label)


def amount(key: str, label: str, hint: str = "", cost: bool = False) -> Row:
    """An amount to fill in; 0 where there is none."""
    return Row(Kind.AMOUNT, label, key, cost=cost, hint=hint)


def optional(key: str, label: str, hint: str, cost: bool = False) -> Row:
    """An amount that may stay empty."""
    return Row(Kind.OPTIONAL, label, key, cost=cost, hint=hint)


def total(key: str, label: str, *plus: str, minus: tuple[str, ...] = ()) -> Row:
    """A sum that the template makes."""
    return Row(Kind.TOTAL, label, key, plus, minus)


def grand_total(key: str, label: str, *plus: str, minus: tuple[str, ...] = ()) -> Row:
    """A sum that closes a part of a statement."""
    return Row(Kind.GRAND_TOTAL, label, key, plus, minus)
