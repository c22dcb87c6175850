"""Every choice that whoever prints accounts can make."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from .accounts import Shape
from .notation import Cell
from .rows import Style


@dataclass(frozen=True, slots=True)
class Layout:
    """Every choice that whoever makes up accounts can make; the defaults are the plainest paper there is.

    Attributes:
        seed, shape: which accounts.
        years: how many book years, the last of which ends in `last`.
        ascending: the oldest year stands first.
        month: the month in which the book year ends.
        style: the rows.
        synonyms: labels are drawn from labels.yaml.
        decoration: what is around each label.
        case: `as is`, `upper` or `title`.
        sheets: `two` (balance, income statement), `one`, `three` (each side of the balance its own sheet),
            `beside` (assets and liabilities side by side), `beside one` (and the income statement below),
            `result first` and `one result first`.
        names: the sheets have names that say what they are.
        titles: each statement has a title; `year` puts the balance date in it.
        header, header_result: forms of `HEADERS`.
        headers_once: only the first table of a sheet has a heading row.
        note, note_place, note_header: a column of references.
        outer: totals stand in a second column per year.
        blank_column: an empty column between the years.
        extra: other columns: `begroting between`, `begroting before`, `begroting after`, `verschil`, `mutatie`,
            `%`, `opmerking`, `primo`, `opening`.
        side_in_header: `ACTIVA` stands beside the years instead of below them.
        wrapped: long labels take two rows, with the amounts in the `first` or in the `second`; or `no`.
        hidden_rows: older versions of some totals stand in hidden rows above them.
        typo: the name of an amount that is printed wrong, so that its sums do not hold.
        notation, nil: forms of `NOTATIONS`, and how zero is printed.
        negative_costs: costs are printed as negative amounts; `negative_tax` likewise tax alone.
        unit, unit_place, unit_words: euro per unit, where it is said and how; no words: any.
        offset: empty columns left of everything.
        indent: the parts stand one column right of headings and totals.
        meta: what stands above the first statement: `none`, `date`, `period`, `year` or `version`.
        notes_sheets: sheets that are no statement.
        below: the same, but below the last statement in its sheet.
    """

    seed: int = 0
    shape: Shape = field(default_factory=Shape)
    years: int = 2
    last: int = 2023
    ascending: bool = False
    month: int = 12
    style: Style = field(default_factory=Style)
    synonyms: bool = False
    decoration: str = "{}"
    case: str = "as is"
    sheets: str = "two"
    names: bool = True
    titles: str = "year"
    basis: str = ""
    header: str = "2023"
    header_result: str = "2023"
    headers_once: bool = False
    note: str = "none"
    note_place: str = "after"
    note_header: str = "Ref."
    outer: str = "no"
    blank_column: bool = False
    extra: str = "none"
    notation: str = "number"
    nil: Cell = 0.0
    negative_costs: bool = False
    negative_tax: bool = False
    unit: int = 1_000
    unit_place: str = "title"
    unit_words: str = ""
    offset: int = 0
    indent: bool = False
    meta: str = "none"
    side_in_header: bool = False
    wrapped: str = "no"
    hidden_rows: bool = False
    typo: str = ""
    notes_sheets: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def closing_days(self) -> tuple[date, ...]:
        """The ends of the book years in the order in which they are printed."""
        days = [date(self.last - back, self.month, 31) for back in range(self.years)]
        return tuple(reversed(days)) if self.ascending else tuple(days)


def same_accounts(layout: Layout, other: Layout) -> Layout:
    """The paper of one layout for the accounts of another."""
    return replace(
        other,
        seed=layout.seed,
        shape=layout.shape,
        years=layout.years,
        last=layout.last,
        month=layout.month,
        typo=layout.typo,
    )
