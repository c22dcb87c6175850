"""Files are joined as the plain definition says, however many there are and in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.joining import Identity, Year, evidence, join

Groups = list[list[Identity]]


def plain_join(parts: Sequence[Identity]) -> Groups:
    """The definition, with every part held against every group.

    A part with a KvK number is with that number; else one with a name is with that name; else it is with those
    whose figures are the same. Where that points at no provider, or at more than one, it is on its own. Sure
    identities go first and young ones before old ones; what a part holds decides a tie.
    """

    def order(part: Identity) -> tuple[bool, bool, int, str]:
        return (
            part.kvk is None,
            not part.naam,
            -part.latest,
            "" if part.kvk or part.naam else part.cijfers,
        )

    groups: Groups = []
    for part in sorted(parts, key=order):
        if part.kvk is not None:
            candidates = [group for group in groups if any(p.kvk == part.kvk for p in group)]
        elif part.naam:
            candidates = [group for group in groups if any(p.naam == part.naam for p in group)]
        else:
            candidates = [group for group in groups if same_figures(part, group)]
        if len(candidates) == 1:
            candidates[0].append(part)
        else:
            groups.append([part])
    return groups


def same_figures(part: Identity, group: Sequence[Identity]) -> bool:
    shared = [(a, b) for a in part.jaren for p in group for b in p.jaren if a.dag == b.dag]
    return bool(shared) and all(agree(a, b) for a, b in shared)


def agree(a: Year, b: Year) -> bool:
    if a.eenheid is None or b.eenheid is None:
        return False
    known = [(x, y) for x, y in zip(a.bedragen, b.bedragen, strict=True) if x is not None and y is not None]
    return len(known) >= 2 and all(abs(x - y) <= max(a.eenheid, b.eenheid) for x, y in known)


def shape(groups: Sequence[Sequence[Identity]]) -> list[list[str]]:
    return sorted(sorted(map(repr, group)) for group in groups)


# Few values, so that numbers, names and figures meet often; amounts a unit apart are where it is subtle.
amounts = st.none() | st.integers(0, 6).map(Decimal) | st.sampled_from([Decimal(1000), Decimal(2001)])
years = st.builds(
    Year,
    st.integers(1, 3),
    st.sampled_from([1, 1, 1, 1000, None]),
    st.tuples(amounts, amounts, amounts, amounts),
)


@st.composite
def identities(draw: st.DrawFn) -> Identity:
    found = draw(st.lists(years, min_size=1, max_size=3, unique_by=lambda year: year.dag))
    kvk = draw(st.sampled_from([None, None, None, "00000001", "00000002"]))
    naam = draw(st.sampled_from(["", "", "", "linde", "eik"]))
    return Identity(kvk, naam, max(year.dag for year in found), evidence(found))


@given(st.lists(identities(), max_size=9))
@settings(deadline=None, max_examples=120)
def test_the_groups_are_those_of_the_plain_definition(parts: list[Identity]) -> None:
    joined = join(parts)
    assert sorted(number for group in joined.groups for number in group) == list(range(len(parts)))
    assert shape([[parts[n] for n in group] for group in joined.groups]) == shape(plain_join(parts))


@given(st.lists(identities(), max_size=10), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=120)
def test_any_order_of_the_input_gives_the_same_groups(parts: list[Identity], rng: Random) -> None:
    shuffled = rng.sample(parts, len(parts))
    here, there = join(parts), join(shuffled)
    assert shape([[parts[n] for n in g] for g in here.groups]) == shape(
        [[shuffled[n] for n in g] for g in there.groups]
    )
    assert sorted((repr(parts[n]), why) for n, why in here.doubts.items()) == sorted(
        (repr(shuffled[n]), why) for n, why in there.doubts.items()
    )


def test_a_part_between_two_that_differ_is_given_to_neither_by_chance() -> None:
    # The middle one is within a unit of both; the outer two are further apart.
    def nameless(first: int) -> Identity:
        return Identity(None, "", 1, evidence([Year(1, 1, (Decimal(first), Decimal(9), None, None))]))

    low, middle, high = nameless(1), nameless(2), nameless(3)
    orders = ([low, middle, high], [high, middle, low], [middle, high, low], [low, high, middle])
    found = {str(shape([[order[n] for n in group] for group in join(order).groups])) for order in orders}
    assert len(found) == 1


def test_the_groups_come_in_the_order_of_their_first_part() -> None:
    parts = [Identity(kvk, "", 1, evidence([Year(1, 1, (None,) * 4)])) for kvk in ("3", "1", "3", "2", "1")]
    assert join(parts).groups == [[0, 2], [1, 4], [3]]


def test_ten_thousand_files_without_a_name_are_joined_within_seconds() -> None:
    # The plain definition would hold 50 million pairs against each other.
    parts = [
        Identity(None, "", 1, evidence([Year(1, 1, (Decimal(n), Decimal(7 * n), Decimal(3), None))]))
        for n in range(0, 20_000, 2)
    ]
    twice = [*parts, *parts[:100]]
    assert sum(len(group) == 2 for group in join(twice).groups) == 100
