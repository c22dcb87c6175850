"""An exploitatierekening in two columns, `Lasten` beside `Baten`, that the result makes equal.

The result then stands among the costs (a profit) or among the revenue (a loss), and is part of the total there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ews_cli.core.posten import Post
from ews_cli.readers.candidates import Candidate
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Line
from ews_cli.readers.signs import is_loss

Chosen = dict[str, Candidate]

_RESULT = re.compile(r"\b(?:resultaat|saldo|winst|verlies|overschot|tekort)\b")
_REVENUE = frozenset({"opbrengsten", "netto_omzet", "jeugdhulpopbrengsten", "overige_opbrengsten"})
_COSTS = frozenset({"bedrijfslasten", "personeelskosten", "afschrijvingen", "afschrijvingen_materieel"})


def settle_two_sided(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Leave out of one year, in place, a total that holds the result, and a loss that has no sign of its own."""
    revenue, costs = chosen.get(Post.OPBRENGSTEN), chosen.get(Post.BEDRIJFSLASTEN)
    if revenue is not None and costs is not None and revenue.bedrag == costs.bedrag:
        for total in (costs, revenue):
            row = next(_results_above(total, lines), None)
            if row is not None:
                del chosen[total.naam]
                left_out[total.naam] = f"het resultaat (rij {row.rij + 1}) zit in dit totaal ({total.cel})"
    result = chosen.get(Post.RESULTAAT)
    if result is None or result.bedrag <= 0 or not any(line.groep for line in lines):
        return
    if not _stands_among_revenue(result, lines):
        return
    if is_loss(result.label):
        chosen["resultaat"] = result._replace(bedrag=-result.bedrag)
    else:
        del chosen["resultaat"]
        left_out["resultaat"] = (
            f"staat tussen de baten, zoals een verlies, zonder min; het teken is niet vast te stellen ({result.cel})"
        )


def _results_above(total: Candidate, lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of a result, other than nil, above a total in its own column."""
    for line in _beside(total, lines):
        if (
            line.groep == total.line.groep
            and line.rij < total.line.rij
            and _is_result(line.label)
            and any(f.bedrag for f in line.figures if f.kolom.boekjaar == total.boekjaar)
        ):
            yield line


def _stands_among_revenue(result: Candidate, lines: Sequence[Line]) -> bool:
    """Whether a result stands in the column of the revenue, beside one of costs."""
    sides: dict[int, set[str]] = {}
    for line in _beside(result, lines):
        sides.setdefault(line.groep, set()).update(line.names)
    own = sides.pop(result.line.groep, set())
    return (
        bool(own & _REVENUE)
        and not own & _COSTS
        and any(names & _COSTS and not names & _REVENUE for names in sides.values())
    )


def _beside(candidate: Candidate, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the table of a figure, on both sides."""
    for line in lines:
        if line.sheet is candidate.line.sheet and line.context.tabel == candidate.line.context.tabel:
            yield line


@lru_cache(maxsize=4096)
def _is_result(label: str) -> bool:
    return bool(_RESULT.search(plain(label)))
