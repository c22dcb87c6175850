"""How a column of a table writes its decimals: decided per column, by what its own cells prove.

A column that proves nothing follows the other columns of its table. A cell that contradicts its column is not
read: half a column in another notation is a fault in the file, and no reading of it is certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ews_cli.readers.amounts import Notation, notation_of, parse_amount

_FOUR_BEFORE_THREE = re.compile(r"^\W*(?:\d{4,}|\d{1,3}(?:,\d{3})+)\.\d{3}\W*$")
_THOUSANDTHS = re.compile(r"(-?)(\d{1,3}\.\d{3})")


@dataclass(slots=True)
class Evidence:
    """What the cells of a column prove.

    Attributes:
        proven: notation -> in how many cells.
        thousandths: a cell has three decimals after a point, which could else group thousands.
        open: the marks of cells that prove nothing, such as `1.234`.
    """

    proven: Counter[Notation] = field(default_factory=Counter)
    thousandths: bool = False
    open: set[str] = field(default_factory=set)

    def add(self, text: str, times: int = 1) -> None:
        """Look at a cell that holds a comma or a point, and stands there so many times."""
        text = text.removeprefix("'")
        notation = notation_of(text)
        if notation is not None:
            self.proven[notation] += times
            self.thousandths = self.thousandths or bool(_FOUR_BEFORE_THREE.match(text))
        elif parse_amount(text, Notation.DUTCH) is not None or parse_amount(text, Notation.ENGLISH):
            self.open |= set(text) & {".", ","}


@dataclass(frozen=True, slots=True)
class Writing:
    """How a column writes its amounts.

    Attributes:
        notation: None when nothing decides it; then only amounts without a mark are read.
        mixed: the column proves both, and a cell that proves nothing is not read.
        thousandths: three decimals after a point are decimals.
        reden: what decided it (Dutch); empty when no cell holds a mark.
    """

    notation: Notation | None = Notation.DUTCH
    mixed: bool = False
    thousandths: bool = False
    reden: str = ""

    def amount(self, text: str) -> Decimal | None:
        """The amount in a text, in the unit as printed; None when it is not certainly one.

        An apostrophe before it is how a spreadsheet marks a number as text.
        """
        text = text.removeprefix("'")
        if self.mixed or self.notation is None:
            own = notation_of(text)
            certain = own is not None and own is self.notation
            return parse_amount(text, self.notation) if certain or not {".", ","} & set(text) else None
        if self.thousandths and (match := _THOUSANDTHS.fullmatch(text.strip())):
            return Decimal(match[1] + match[2])
        return parse_amount(text, self.notation)


def decide(columns: Iterable[Evidence]) -> list[Writing]:
    """How each of the columns of a table writes its amounts."""
    columns = list(columns)
    everywhere = Counter(notation for one in columns for notation in one.proven)
    shared = next(iter(everywhere)) if len(everywhere) == 1 else None
    thousandths = shared is Notation.ENGLISH and any(one.thousandths for one in columns)
    return [_decide(one, shared, thousandths, bool(everywhere)) for one in columns]


def _decide(one: Evidence, shared: Notation | None, thousandths: bool, proven_elsewhere: bool) -> Writing:
    if len(one.proven) > 1:
        (first, most), (_, fewest) = one.proven.most_common()
        return Writing(first if most > fewest else None, True, False, "de kolom schrijft beide")
    if one.proven:
        return Writing(next(iter(one.proven)), False, one.thousandths or thousandths, "zo schrijft de kolom")
    if not one.open:
        return Writing()
    if shared is not None:
        return Writing(shared, False, thousandths, "zoals de andere kolommen")
    if proven_elsewhere or "," in one.open:
        return Writing(None, False, False, "niets beslist of een komma of punt decimalen scheidt")
    return Writing(Notation.DUTCH, False, False, "een punt voor drie cijfers scheidt duizendtallen")
