"""The choice between candidates that contradict each other: what the identities say of every combination."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from ews_cli.readers.candidates import Candidate
from ews_cli.readers.tellings import IDENTITIES, IN_IDENTITIES, best_choices

NAMES = sorted(IN_IDENTITIES | {"aandeel_derden_resultaat", "voorraden"})
AMOUNTS = st.integers(-3, 3).map(lambda n: Decimal(1000 * n))


class Spy(Mapping[str, Decimal]):
    """Amounts that remember which names were asked for."""

    def __init__(self, amounts: Mapping[str, Decimal]) -> None:
        self.amounts, self.asked = amounts, set[str]()

    def __getitem__(self, naam: str) -> Decimal:
        self.asked.add(naam)
        return self.amounts[naam]

    def __iter__(self) -> Iterator[str]:
        return iter(self.amounts)

    def __len__(self) -> int:
        return len(self.amounts)


def candidate(naam: str, bedrag: Decimal, eenheid: int) -> Candidate:
    line = cast(Any, SimpleNamespace(context=SimpleNamespace(eenheid=eenheid)))
    return Candidate(naam, 2024, bedrag, "Balans!C5", naam, 0, line)


@given(st.dictionaries(st.sampled_from(NAMES), AMOUNTS))
def test_an_identity_reads_no_other_names_than_it_says(amounts: dict[str, Decimal]) -> None:
    for identity in IDENTITIES:
        spy = Spy(amounts)
        identity.sides(spy)
        assert spy.asked <= identity.names


@given(
    st.dictionaries(st.sampled_from(NAMES), st.tuples(AMOUNTS, st.sampled_from((1, 1000)))),
    st.dictionaries(
        st.sampled_from(sorted(IN_IDENTITIES)),
        st.lists(st.tuples(AMOUNTS, st.sampled_from((1, 1000))), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    ),
)
def test_thebest_choices_are_those_of_all_combinations_where_fewest_identities_fail_and_most_hold(
    sure: dict[str, tuple[Decimal, int]], open_: dict[str, list[tuple[Decimal, int]]]
) -> None:
    chosen = {naam: candidate(naam, *value) for naam, value in sure.items() if naam not in open_}
    tied = {naam: [candidate(naam, *value) for value in values] for naam, values in open_.items()}

    def score(choice: dict[str, Candidate]) -> tuple[int, int]:
        together = chosen | choice
        amounts = {naam: c.bedrag for naam, c in together.items()}
        slack = 2 * max(c.line.context.eenheid or 1 for c in together.values())
        sides = [identity.sides(amounts) for identity in IDENTITIES]
        missed = [abs(left - right) for left, right in sides if left is not None and right is not None]
        return -sum(m > slack for m in missed), sum(m <= slack for m in missed)

    choices = [dict(zip(tied, picked, strict=True)) for picked in product(*tied.values())]
    highest = max(map(score, choices))
    assert best_choices(tied, chosen) == [choice for choice in choices if score(choice) == highest]
