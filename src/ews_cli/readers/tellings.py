"""What the identities of sound accounts say of every combination of candidates that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from ews_cli.readers.candidates import Candidate

Amounts = Mapping[str, Decimal]


def _sum(a: Amounts, *names: str) -> Decimal | None:
    """The sum of names that are all there."""
    if any(name not in a for name in names):
        return None
    return sum((a[name] for name in names), Decimal(0))


def _own_and_others(a: Amounts) -> tuple[Decimal | None, Decimal | None]:
    """Equity with the parts of the passiva that a statement may leave out as nil."""
    equity = a.get("groepsvermogen")
    if equity is None:
        equity = _sum(a, "eigen_vermogen")
        equity = None if equity is None else equity + a.get("aandeel_derden", Decimal(0))
    debts = _sum(a, "voorzieningen", "langlopende_schulden", "kortlopende_schulden")
    total = _first(a, "totaal_passiva", "balanstotaal", "totaal_activa")
    return (
        None if equity is None or debts is None else equity + debts + a.get("egalisatierekening", Decimal(0))
    ), total


def _first(a: Amounts, *names: str) -> Decimal | None:
    return next((a[name] for name in names if name in a), None)


def _difference(a: Amounts, left: str, right: str) -> Decimal | None:
    return a[left] - a[right] if left in a and right in a else None


def _result_of_all(a: Amounts) -> Decimal | None:
    """The result before the share of others, where the statement prints no such share."""
    return None if "aandeel_derden_resultaat" in a else a.get("resultaat")


class _Identity(NamedTuple):
    """Two amounts that are equal in sound accounts; each is None where `names`, all that it reads, do not give it."""

    names: frozenset[str]
    sides: Callable[[Amounts], tuple[Decimal | None, Decimal | None]]


def _identity(names: str, sides: Callable[[Amounts], tuple[Decimal | None, Decimal | None]]) -> _Identity:
    return _Identity(frozenset(names.split()), sides)


IDENTITIES = (
    _identity(
        "totaal_activa totaal_passiva",
        lambda a: (a.get("totaal_activa"), a.get("totaal_passiva")),
    ),
    _identity(
        "balanstotaal totaal_activa totaal_passiva",
        lambda a: (a.get("balanstotaal"), _first(a, "totaal_activa", "totaal_passiva")),
    ),
    _identity(
        "vaste_activa vlottende_activa totaal_activa balanstotaal totaal_passiva",
        lambda a: (
            _sum(a, "vaste_activa", "vlottende_activa"),
            _first(a, "totaal_activa", "balanstotaal", "totaal_passiva"),
        ),
    ),
    _identity(
        "groepsvermogen eigen_vermogen aandeel_derden voorzieningen langlopende_schulden kortlopende_schulden "
        "egalisatierekening totaal_passiva balanstotaal totaal_activa",
        _own_and_others,
    ),
    _identity(
        "eigen_vermogen aandeel_derden groepsvermogen",
        lambda a: (_sum(a, "eigen_vermogen", "aandeel_derden"), a.get("groepsvermogen")),
    ),
    _identity(
        "opbrengsten bedrijfslasten bedrijfsresultaat",
        lambda a: (_difference(a, "opbrengsten", "bedrijfslasten"), a.get("bedrijfsresultaat")),
    ),
    _identity(
        "resultaat_voor_belasting belastingen aandeel_derden_resultaat resultaat",
        lambda a: (_difference(a, "resultaat_voor_belasting", "belastingen"), _result_of_all(a)),
    ),
)

IN_IDENTITIES = frozenset[str]().union(*(identity.names for identity in IDENTITIES)) - {
    "aandeel_derden_resultaat"
}
"""The names that an identity can decide between; no telling of any other is tried. Of the share of others in
the result an identity reads only whether there is one."""


def best_choices(
    tied: Mapping[str, list[Candidate]], chosen: Mapping[str, Candidate]
) -> list[dict[str, Candidate]]:
    """The choices under which the fewest identities fail, and of those the ones under which the most hold."""
    sure = max(map(_unit, chosen.values()), default=1)
    one_unit = all(_unit(c) <= sure for options in tied.values() for c in options)
    options = list(tied.values())
    tellings: dict[int, list[_Telling]] = {}
    best: list[tuple[int, ...]] = []
    highest = _FAILS * (len(IDENTITIES) + 1)
    for picks in product(*(range(len(members)) for members in options)):
        unit = sure if one_unit else max(sure, *(_unit(m[n]) for m, n in zip(options, picks, strict=True)))
        if unit not in tellings:
            tellings[unit] = [_Telling(identity, tied, chosen, unit) for identity in IDENTITIES]
        score = sum([telling.score(picks) for telling in tellings[unit]])
        if score > highest:
            best, highest = [], score
        if score == highest:
            best.append(picks)
    return [
        {naam: members[pick] for (naam, members), pick in zip(tied.items(), picks, strict=True)}
        for picks in best
    ]


def _unit(candidate: Candidate) -> int:
    return candidate.line.context.eenheid or 1


_HOLDS, _FAILS = 1, -100
"""What an identity adds to the score of a choice: no number of them that hold makes up for one that fails."""


class _Telling:
    """An identity with its outcomes so far: it reads few names, so that most choices give it nothing new."""

    def __init__(
        self,
        identity: _Identity,
        tied: Mapping[str, list[Candidate]],
        chosen: Mapping[str, Candidate],
        unit: int,
    ) -> None:
        self._sides = identity.sides
        self._slack = 2 * unit  # up to four rounded terms, half a unit each
        self._sure = {naam: c.bedrag for naam, c in chosen.items() if naam in identity.names}
        self._open = [
            (place, naam, members)
            for place, (naam, members) in enumerate(tied.items())
            if naam in identity.names
        ]
        self._read = itemgetter(*(place for place, _, _ in self._open)) if self._open else bool
        self._scores: dict[object, int] = {}

    def score(self, picks: tuple[int, ...]) -> int:
        """What it adds under a choice, given as the place of each candidate among those of its name."""
        read = self._read(picks)
        if read not in self._scores:
            own = {naam: members[picks[place]].bedrag for place, naam, members in self._open}
            left, right = self._sides(self._sure | own)
            if left is None or right is None:
                self._scores[read] = 0
            else:
                self._scores[read] = _HOLDS if abs(left - right) <= self._slack else _FAILS
        return self._scores[read]
