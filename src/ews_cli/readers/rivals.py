"""Two statements of one year that are not of one provider, or not of one version: neither of them is read.

The identities choose between figures, not between statements: where two balances differ throughout, a figure that
only one of them prints, or a slip in one of them, would make them choose one, or a mixture.
"""

from __future__ import annotations

from itertools import combinations

from ews_cli.readers.candidates import Candidate, on_balance

Domains = dict[str, list[Candidate]]
Table = tuple[str, int, int, str | None]

_FEWEST = 2
"""One figure that differs is a slip; two make it another statement, when they are more than those that agree."""
_MAIN = frozenset(
    {
        *("totaal_activa", "totaal_passiva", "balanstotaal", "vaste_activa", "vlottende_activa"),
        *("eigen_vermogen", "groepsvermogen", "kortlopende_schulden"),
        *("opbrengsten", "bedrijfslasten", "resultaat"),
    }
)
"""What makes a table a statement, and no list of details."""


def leave_out_rivals(domains: Domains, left_out: dict[str, str]) -> None:
    """Drop, in place, two statements of the same year that contradict each other throughout.

    Args:
        domains: name -> its candidates of one year, all equally strong.
        left_out: name -> why it was left out (Dutch).
    """
    tables: dict[Table, dict[str, Candidate]] = {}
    for naam, members in domains.items():
        for c in members:
            if not c.ambigu:
                tables.setdefault(_table(c), {}).setdefault(naam, c)
    if len(tables) < _FEWEST:
        return
    for one, two in combinations(tables.values(), 2):
        common = one.keys() & two.keys()
        differ = {naam for naam in common if one[naam].bedrag != two[naam].bedrag}
        if len(differ) >= _FEWEST and len(differ) * 2 > len(common) and differ & _MAIN:
            naam = sorted(differ & _MAIN)[0]
            _drop(domains, left_out, one[naam], two[naam])


def _drop(domains: Domains, left_out: dict[str, str], one: Candidate, two: Candidate) -> None:
    """Drop all that the sheets of two candidates give for their statement."""
    sheets = {one.line.sheet.naam, two.line.sheet.naam}
    for naam, members in list(domains.items()):
        if on_balance(naam) is on_balance(one.naam) and any(c.line.sheet.naam in sheets for c in members):
            del domains[naam]
            left_out[naam] = (
                f"tegenstrijdige cijfers: twee overzichten van hetzelfde jaar ({one.cel} en {two.cel}); "
                "kies er een met een mapping, of geef de aanbieder met --naam als zij van twee zijn"
            )


def _table(candidate: Candidate) -> Table:
    line = candidate.line
    return line.sheet.naam, line.context.tabel, line.groep, line.context.zijde
