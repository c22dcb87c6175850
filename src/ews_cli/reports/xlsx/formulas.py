"""A ratio, a bound and a criterion as formulas of a spreadsheet that say what `ews_cli.core` says.

A cell with a ratio holds a number, or a text that begins with `n.t.b.` and says why. Whether a bound is met is a
number: 1 met, 0 not met, 0.5 unknown; over several years the lowest counts, as in three-valued logic.
`{r}` in a formula stands for its own row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ews_cli.core.posten import Post
from ews_cli.core.ratios import Ratio
from ews_cli.core.thresholds import Band, Vergelijking
from ews_cli.reports.standing import UNKNOWN

MET, NOT_MET, OPEN = 1, 0, 0.5
WHY = f"{UNKNOWN}: "
"""Before the reason why a ratio cannot be determined."""
_DIGITS = 12
"""Digits behind the point that count in a comparison. The core compares exactly; a spreadsheet has doubles, in which
1/7 - 43/350 is a little less than 0.02. A euro cent on ten milliard is 1e-12."""
_LONGEST = 32_000
_NAME = re.compile(r"[a-z_]+")
_HOLDS = {
    Vergelijking.BELOW: "<0",
    Vergelijking.AT_MOST: "<=0",
    Vergelijking.ABOVE: ">0",
    Vergelijking.AT_LEAST: ">=0",
    Vergelijking.DROPS_AT_LEAST: ">=0",
}


class Bound(NamedTuple):
    """A bound on the sheet of thresholds: the cells of its value and of its trede."""

    band: Band
    grens: str
    trede: str


def text(value: str) -> str:
    """A text as it stands in a formula."""
    return '"' + value.replace('"', '""') + '"'


def amount(key: str) -> str:
    """The amount under a key on the sheet of posts; where no number stands, the reason that stands there."""
    place = f"MATCH({key},posten_sleutel,0)"
    found = f"INDEX(posten_bedrag,{place})"
    return f'IFERROR(IF(ISNUMBER({found}),{found},INDEX(posten_reden,{place})&""),{text("niet gevonden")})'


def ratio(which: Ratio, cell: Callable[[Post], str], maanden: str) -> str:
    """A ratio out of the cells of its posts and of the months of the year."""

    def calculated(formula: str) -> str:
        return _NAME.sub(lambda name: cell(Post(name.group())), formula).replace(" ", "")

    cells = [cell(post) for post in which.posten]
    noemer = calculated(which.noemer)
    if noemer not in cells:  # a difference of amounts in cents is seldom exactly nil in doubles
        noemer = f"ROUND({noemer},6)"
    nothing = text(f"{WHY}{which.noemer.replace('_', ' ')} is nul of negatief")
    found = f"IF({noemer}>0,{calculated(which.formule)},{nothing})"
    if which.vraagt_heel_jaar:
        other = f"{text(WHY + 'het boekjaar telt ')}&{maanden}&{text(' maanden en geen 12')}"
        found = f"IF({maanden}=12,{found},{other})"
    missing = "&".join(
        f'IF(ISNUMBER({cell(post)}),"",{text(f"; {post.tekst}: ")}&{cell(post)})' for post in which.posten
    )
    why = f"{text(WHY)}&MID({missing},3,{_LONGEST})"
    return f"IF(COUNT({','.join(cells)})={len(cells)},{found},{why})"


def met(bound: Bound, values: Sequence[str]) -> str:
    """Whether a bound is met; `values` are the cells of the ratio, of the judged year and of those before it."""
    years = [_met(bound, values[n : n + 2]) for n in range(bound.band.years)]
    return years[0] if len(years) == 1 else f"MIN({','.join(years)})"


def _met(bound: Bound, values: Sequence[str]) -> str:
    """Whether one year meets the bound."""
    value, holds = values[0], _HOLDS[bound.band.vergelijking]
    if bound.band.vergelijking is Vergelijking.DROPS_AT_LEAST:
        known, difference = f"COUNT({value},{values[1]})=2", f"{values[1]}-{value}-{bound.grens}"
    else:
        known, difference = f"ISNUMBER({value})", f"{value}-{bound.grens}"
    return f"IF({known},IF(ROUND({difference},{_DIGITS}){holds},{MET},{NOT_MET}),{OPEN})"


def least(bounds: Sequence[Bound], states: Sequence[str]) -> str:
    """The lowest trede of a criterion: that of the strictest bound that is met."""
    treden = (f"({state}={MET})*{b.trede}" for b, state in zip(bounds, states, strict=True))
    return f"MAX(1,{','.join(treden)})"


def most(bounds: Sequence[Bound], states: Sequence[str], ten_minste: str) -> str:
    """The highest trede of a criterion: what an unknown bound could still make of it."""
    treden = (f"({state}>{NOT_MET})*{b.trede}" for b, state in zip(bounds, states, strict=True))
    return f"MAX({ten_minste},{','.join(treden)})"


def reason(bounds: Sequence[Bound], states: Sequence[str], value: str, ten_minste: str, boekjaar: str) -> str:
    """Why the ratio is unknown, or the range wider than one; empty when neither."""
    still = {
        b: f"AND({state}={OPEN},{b.trede}>{ten_minste})" for b, state in zip(bounds, states, strict=True)
    }
    by_trede: dict[int, list[Bound]] = {}
    for b in sorted(bounds, key=lambda one: one.band.trede):
        by_trede.setdefault(b.band.trede, []).append(b)
    treden = "&".join(
        f'IF(OR({",".join(still[b] for b in same)})," en "&{same[0].trede},"")' for same in by_trede.values()
    )
    back = f"MAX({','.join(f'{still[b]}*{years_back(b.band)}' for b in bounds)})"
    first = f'IF({back}=1,"",{boekjaar}-{back}&" tot en met ")'
    wanted = (
        f'"voor trede "&MID({treden},5,99)&" zijn vergelijkbare cijfers over "&{first}'
        f'&({boekjaar}-1)&" nodig"'
    )
    unknown = f"MID({value},{len(WHY) + 1},{_LONGEST})"
    return f'IF(ISNUMBER({value}),IF(OR({",".join(still.values())}),{wanted},""),{unknown})'


def years_back(band: Band) -> int:
    """How many years before the judged one a bound asks for."""
    return band.years - 1 + (band.vergelijking is Vergelijking.DROPS_AT_LEAST)


def earlier(row: str, column: str) -> str:
    """A value of the row of an earlier year in the same column; `row` is nil where no year can stand beside this."""
    return f"IF({row}>0,INDEX({column},{row}),{text(UNKNOWN)})"


def trede(ten_minste: str, ten_hoogste: str) -> str:
    """The trede as a number, or its range as a text: `3–5`."""
    return f'IF({ten_minste}={ten_hoogste},{ten_minste},{ten_minste}&"–"&{ten_hoogste})'


def deciding(criteria: Sequence[tuple[str, str]], ten_minste: str) -> str:
    """The criteria that make the lowest trede, from the name of each and the cell of its own lowest trede."""
    named = "&".join(f'IF({own}={ten_minste},{text(f"{naam} ")},"")' for naam, own in criteria)
    return f'IF({ten_minste}>1,TRIM({named}),"")'
