"""What was read comes back from its line without loss, and no other text gives anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli import portfolio, readers
from ews_cli.batch import codec
from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
)
from ews_cli.core.posten import Post
from ews_cli.problems import CODES, Ernst, Problem
from ews_cli.readers.lezing import Lezing
from provider_accounts import linde

from .accounts import ROOT

FILES = sorted(
    path
    for folder in (ROOT / "samples", ROOT / "tests" / "problems")
    for path in folder.rglob("*")
    if path.suffix in (".xlsx", ".xls", ".ods", ".csv")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_comes_back_as_it_was_read(path: Path) -> None:
    read = readers.read(path)
    back = codec.load(codec.dump(read))
    assert back == replace(read, bladen=(), traces=())
    assert [part.identity for part in portfolio.parts(back)] == [p.identity for p in portfolio.parts(read)]


# A name of a file may hold any low surrogate, a byte that is no UTF-8; nothing gives a high one.
characters = st.characters(exclude_categories=["Cs"]) | st.characters(
    min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]
)
texts = st.text(characters)
maybe = st.none() | texts
amounts = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18
) | st.floats(allow_nan=False, min_value=-1e15, max_value=1e15).map(lambda number: Decimal(f"{number:.15g}"))
bedragen = st.builds(Bedrag, amounts, st.sampled_from(Herkomst), maybe, maybe, maybe)
providers = st.builds(Aanbieder, texts, maybe, maybe)
problems = st.builds(
    Problem, st.sampled_from(sorted(CODES)), texts, maybe, st.none() | st.sampled_from(Ernst)
)
posts = st.sampled_from(Post)


@st.composite
def lezingen(draw: st.DrawFn) -> Lezing:
    bestand = draw(texts)
    years = st.builds(
        Jaarrekening,
        aanbieder=st.sampled_from(draw(st.lists(providers, min_size=1, max_size=3))),
        bestand=st.just(bestand),
        balansdatum=st.dates(),
        posten=st.dictionaries(posts, bedragen, max_size=4).map(MappingProxyType),
        maanden=st.integers(),
        soort=st.sampled_from(Soort),
        basis=st.sampled_from(Basis),
        eenheid=st.none() | st.integers(1, 10**9),
        resultaatbestemming=st.sampled_from(Resultaatbestemming),
        totaal_passiva=st.none() | bedragen,
        accountant=maybe,
        ontbreekt=st.dictionaries(posts, texts, max_size=3).map(MappingProxyType),
    )
    return Lezing(
        bestand, tuple(draw(st.lists(years, max_size=3))), tuple(draw(st.lists(problems, max_size=3)))
    )


@given(lezingen())
@settings(deadline=None, max_examples=150)
def test_whatever_was_read_comes_back(lezing: Lezing) -> None:
    line = codec.dump(lezing)
    assert line.isascii()
    assert "\n" not in line
    back = codec.load(line.encode("ascii"))
    assert back == lezing
    # Equal decimals may have other digits, and these are shown.
    assert codec.dump(back) == line


def unusable(text: str | bytes) -> bool:
    """Whether a text is refused; what is not refused must be of use to all that comes after."""
    try:
        lezing = codec.load(text)
    except codec.Unusable:
        return True
    for part in portfolio.parts(lezing):
        hash(part.identity)
        hash(part.aanbieder)
    assert codec.load(codec.dump(lezing)) == lezing
    assert all(str(problem) and problem.weegt for problem in lezing.problemen)
    return False


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_a_text_that_was_not_written_here_is_refused(text: str | bytes) -> None:
    assert unusable(text)


def whole() -> Lezing:
    return Lezing("linde.xlsx", tuple(linde()), (Problem("EWS116", "twee", "linde.xlsx!Balans!C5"),))


def test_a_line_that_was_cut_off_anywhere_is_refused() -> None:
    line = codec.dump(whole())
    assert not unusable(line)
    assert all(unusable(line[:end]) for end in range(len(line)))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each place in a document as its container and its key."""
    keys = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_a_line_with_anything_in_place_of_something_is_refused_or_harmless(data: st.DataObject) -> None:
    document = json.loads(codec.dump(whole()))
    container, key = data.draw(st.sampled_from(places(document)), label="place")
    container[key] = data.draw(json_values, label="instead")
    unusable(json.dumps(document))


def changed(change: Callable[[Any], None]) -> str:
    document = json.loads(codec.dump(whole()))
    change(document)
    return json.dumps(document)


def amount(document: Any) -> Any:
    return document[2][0][9]["balanstotaal"]


@pytest.mark.parametrize(
    "forged",
    [
        "[" * 100_000,
        '["a",[],[],[["EWS999","bestaat niet",null,null]]]',
        changed(lambda d: amount(d).__setitem__(0, "NaN")),
        changed(lambda d: amount(d).__setitem__(0, "Infinity")),
        changed(lambda d: amount(d).__setitem__(0, "1E+999999999")),
        changed(lambda d: amount(d).__setitem__(0, "1E-999999999")),
        changed(lambda d: amount(d).__setitem__(0, 5)),
        changed(lambda d: d[2][0].__setitem__(5, 0)),
        changed(lambda d: d[2][0].__setitem__(5, True)),
        changed(lambda d: d[2][0].__setitem__(9, [])),
        changed(lambda d: d[1][0].__setitem__(0, [])),
    ],
)
def test_a_forged_line_is_refused(forged: str) -> None:
    assert unusable(forged)


def test_a_forged_line_runs_nothing() -> None:
    with pytest.raises(codec.Unusable):
        codec.load(b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x04true\x94\x85\x94R\x94.")


def test_the_smallest_number_that_a_workbook_can_hold_comes_back() -> None:
    tiny = replace(linde()[1], posten={Post.RESULTAAT: Bedrag(Decimal("4.94065645841247E-324"))})
    [back] = codec.load(codec.dump(Lezing("a.xlsx", (tiny,), ()))).jaarrekeningen
    assert back.bedrag(Post.RESULTAAT) == Decimal("4.94065645841247E-324")
    assert back.balansdatum == date(2025, 12, 31)
