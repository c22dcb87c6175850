"""What holds for any threshold file: nothing crashes the gate, and what passes it scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.beoordeling import beoordeel
from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Band, Thresholds, Vergelijking
from ews_cli.problems import CODES
from ews_cli.thresholds_file import bounds, build, check, packaged

TODAY = date(2026, 11, 22)
TEXTS = (
    packaged().read_text(encoding="utf-8"),
    (Path(__file__).parent / "thresholds" / "valid" / "every-feature.yaml").read_text(encoding="utf-8"),
)
ONE_BOUND = (Path(__file__).parent / "thresholds" / "valid" / "one-bound.yaml").read_text(encoding="utf-8")
FREE: tuple[tuple[str, ...], ...] = (("sources",), ("criteria",), ("signals",))
"""Mappings whose keys are names of the file's own choosing."""

ACCOUNTS = [
    Jaarrekening(
        aanbieder=Aanbieder("Stichting Voorbeeld"),
        bestand="a.xlsx",
        balansdatum=date(year, 12, 31),
        posten={post: Bedrag(Decimal(amount), cel="Balans!C5") for post in Post},
    )
    for year, amount in ((2022, 100), (2023, -7))
]

# fmt: off
NASTY = [
    "no", "null", "~", "1", "6", "-1", "0x1F", "20%", "20", "2pp", "0.75", ".nan", "1e999", "2021-02-30",
    "9999-12-31", "draaiboek", "below", "none", "true", "<<", "[x", "{", "\\", "'", "a: b", "§ é ’", "",
]
# fmt: on
scalars = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))


def mappings(node: Any, trail: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every mapping and list of a composed document with its trail."""
    if isinstance(node, yaml.MappingNode):
        yield trail, node
        for key, value in node.value:
            yield from mappings(value, (*trail, key.value))
    elif isinstance(node, yaml.SequenceNode):
        yield trail, node
        for i, value in enumerate(node.value):
            yield from mappings(value, (*trail, str(i)))


def compose(text: str) -> Any:
    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def serialize(node: Any) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.serialize(node, Dumper=dumper, allow_unicode=True, width=10_000)
    return text


def scores(policy: Thresholds) -> None:
    for peildatum in (date(2020, 6, 30), date(2022, 2, 1), TODAY):
        if policy.niet_geldig_op(peildatum) is None:
            judged = beoordeel(ACCOUNTS, policy, peildatum)
            assert len(judged.oordelen) == len(policy.criteria)


def holds(text: str) -> Thresholds | None:
    """Either a policy that scores, or problems that each have a known code and a place in the file."""
    policy, problems = check(text.encode("utf-8", "surrogatepass"), "t.yaml", TODAY)
    assert (policy is None) is bool(problems)
    for problem in problems:
        assert problem.code in CODES
        place = re.fullmatch(r"t\.yaml(?::(\d+):(\d+))?", problem.waar or "")
        assert place
        assert int(place[1] or 1) <= len(re.split(r"\r\n|\r|\n", text))  # to YAML each of them ends a line
    if policy:
        scores(policy)
    return policy


def codes(node: Any) -> list[str]:
    return [problem.code for problem in check(serialize(node).encode(), "t.yaml", TODAY)[1]]


def test_without_any_required_key_exactly_that_key_is_missing() -> None:
    optional = {"unreached": ["EWS223"], "computed": ["EWS221"], "below": ["EWS215"]}
    looked_at = 0
    for trail, node in mappings(compose(ONE_BOUND)):
        if not isinstance(node, yaml.MappingNode) or trail in FREE:
            continue
        for i, (key, _) in enumerate(node.value):
            document = compose(ONE_BOUND)
            del dict(mappings(document))[trail].value[i]
            assert codes(document) == optional.get(key.value, ["EWS212"]), (*trail, key.value)
            looked_at += 1
    assert looked_at > 60


def test_a_list_in_any_place_of_something_else_is_found_there_and_nowhere_else() -> None:
    looked_at = 0
    for trail, node in mappings(compose(ONE_BOUND)):
        for i, entry in enumerate(node.value):
            document = compose(ONE_BOUND)
            listed = yaml.SequenceNode(
                "tag:yaml.org,2002:seq", [yaml.ScalarNode("tag:yaml.org,2002:str", "x")]
            )
            parent = dict(mappings(document))[trail]
            parent.value[i] = (entry[0], listed) if isinstance(entry, tuple) else listed
            assert codes(document) == ["EWS213"], (trail, i)
            looked_at += 1
    assert looked_at > 60


@st.composite
def places(draw: st.DrawFn) -> tuple[Any, tuple[str, ...], Any, int]:
    """A document, and in it a mapping or list that is not empty, with its trail and an index in it."""
    document = compose(draw(st.sampled_from(TEXTS)))
    filled = [(trail, node) for trail, node in mappings(document) if node.value]
    trail, node = draw(st.sampled_from(filled))
    return document, trail, node, draw(st.integers(0, len(node.value) - 1))


@given(places())
@settings(max_examples=150, deadline=None)
def test_without_one_of_its_nodes_a_file_scores_or_says_what_is_missing(place: Any) -> None:
    document, _, node, index = place
    del node.value[index]
    holds(serialize(document))


@given(places(), st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_a_renamed_key_is_found_on_its_line(place: Any, name: str) -> None:
    document, trail, node, index = place
    if not isinstance(node, yaml.MappingNode) or trail in FREE:
        return
    if any(key.value == name for key, _ in node.value):
        return
    key, _ = node.value[index]
    key.value, key.style = f"{name}_{name}", '"'
    text = serialize(document)
    assert holds(text) is None
    line = text[: text.index(f'"{key.value}"')].count("\n") + 1
    found = check(text.encode(), "t.yaml", TODAY)[1]
    assert any(p.code == "EWS211" and (p.waar or "").startswith(f"t.yaml:{line}:") for p in found)


@given(
    places(),
    scalars,
    st.sampled_from(["scalar", "list", "mapping", "empty list", "empty mapping"]),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_another_kind_of_value_never_crashes_the_gate(place: Any, text: str, kind: str, plain: bool) -> None:
    document, _, node, index = place
    scalar = yaml.ScalarNode("tag:yaml.org,2002:str", text, style=None if plain else '"')
    if plain:
        scalar.tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    new: Any = {
        "scalar": scalar,
        "list": yaml.SequenceNode("tag:yaml.org,2002:seq", [scalar, scalar]),
        "mapping": yaml.MappingNode("tag:yaml.org,2002:map", [(scalar, scalar)]),
        "empty list": yaml.SequenceNode("tag:yaml.org,2002:seq", []),
        "empty mapping": yaml.MappingNode("tag:yaml.org,2002:map", []),
    }[kind]
    old = node.value[index]
    node.value[index] = (old[0], new) if isinstance(old, tuple) else new
    holds(serialize(document))


@given(places(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_keys_means_nothing(place: Any, random: Any) -> None:
    document, _, node, _ = place
    before = holds(serialize(document))
    assert before
    if isinstance(node, yaml.MappingNode):
        random.shuffle(node.value)
        after = holds(serialize(document))
        assert after
        assert after.criteria == before.criteria
        assert after.treden == before.treden
        assert set(after.signals) == set(before.signals)
    else:
        random.shuffle(node.value)
        holds(serialize(document))


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=300, deadline=None)
def test_any_cut_or_slip_of_the_keyboard_is_survived(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    typed = data.draw(
        st.one_of(st.text(max_size=5), st.sampled_from(["&a ", "*a", "!!x ", "\t", "---\n", "<<: "]))
    )
    holds(text[:start] + typed + text[end:])


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_survived(raw: bytes) -> None:
    policy, problems = check(raw, "t.yaml", TODAY)
    assert policy is None
    assert problems


# --- the ladder against brute force: every series of values of three years on and between the bounds

BOUNDS = ("0%", "1%", "2%", "3%")
VALUES = [Fraction(n, 200) for n in range(-1, 8)]
SERIES = list(product(VALUES, repeat=3))


@st.composite
def ladders(draw: st.DrawFn, ratio: Ratio) -> list[Band]:
    kinds = ("below", "at_most") if ratio.hoger_is_beter else ("above", "at_least")
    return [
        build.band(
            {
                "trede": draw(st.sampled_from("2345")),
                draw(st.sampled_from(kinds)): draw(st.sampled_from(BOUNDS)),
                "years": draw(st.sampled_from("123")),
                "quote": "woorden",
            }
        )
        for _ in range(draw(st.integers(1, 4)))
    ]


def met(band: Band, series: tuple[Fraction, ...]) -> bool:
    return all(band.geldt(value, None) is True for value in series[: band.years])


def sound(bands: list[Band]) -> bool:
    """Who meets a trede meets every lower one that has a bound; and no bound can be left out unnoticed."""
    treden = {band.trede for band in bands}
    noticed = set()
    for series in SERIES:
        reached = [i for i, band in enumerate(bands) if met(band, series)]
        highest = max((bands[i].trede for i in reached), default=1)
        if any(trede < highest and trede not in {bands[i].trede for i in reached} for trede in treden):
            return False
        deciding = [i for i in reached if bands[i].trede == highest]
        if len(deciding) == 1:
            noticed.add(deciding[0])
    return len(noticed) == len(bands)


@given(
    st.sampled_from(["solvabiliteit", "pnil_ratio"]).flatmap(
        lambda naam: ladders(RATIOS[naam]).map(lambda b: (naam, b))
    )
)
@settings(max_examples=300, deadline=None)
def test_the_ladder_is_accepted_exactly_when_every_bound_can_decide_in_order(
    case: tuple[str, list[Band]],
) -> None:
    naam, bands = case
    assert (not list(bounds.ladder(bands, RATIOS[naam], ()))) is sound(bands)


@given(st.sampled_from(list(Vergelijking)), st.sampled_from(list(RATIOS.values())))
def test_a_bound_points_one_way_only(vergelijking: Vergelijking, ratio: Ratio) -> None:
    """With more is better a bound below is right; with less is better a bound above; a fall is never good."""
    band = Band(3, vergelijking, Fraction(1), "1", "1")
    upward = vergelijking in (Vergelijking.ABOVE, Vergelijking.AT_LEAST)
    assert bounds.wrong_way(band, ratio) is (upward if ratio.hoger_is_beter else not upward)
