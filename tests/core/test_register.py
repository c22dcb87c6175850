"""Which providers of a run are which of the register: the number decides, a name only where it cannot err."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.register import Inschrijving, Inzet, Register, same_region


def register(*known: tuple[str | None, str]) -> Register:
    return Register("register.csv", tuple(Inschrijving(naam, kvk, None, ()) for kvk, naam in known))


def found(known: list[tuple[str | None, str]], run: list[tuple[str | None, str]]) -> tuple[int | None, ...]:
    return register(*known).koppel(run).inschrijvingen


def test_the_number_decides_whatever_the_names_are() -> None:
    assert found([("00000101", "A"), ("00000102", "B")], [("00000102", "A")]) == (1,)


def test_a_name_never_fits_when_the_numbers_differ() -> None:
    assert found([("00000101", "A")], [("00000102", "A")]) == (None,)


@pytest.mark.parametrize(("known", "run"), [(None, "00000101"), ("00000101", None), (None, None)])
def test_a_name_in_any_spelling_fits_where_one_of_both_has_no_number(
    known: str | None, run: str | None
) -> None:
    assert found([(known, "Stichting De Eík")], [(run, "stichting de eik")]) == (0,)


def test_no_name_fits_nothing() -> None:
    assert found([("00000101", "")], [(None, "")]) == (None,)
    assert found([(None, "--")], [(None, "?")]) == (None,)


def test_a_name_of_two_providers_of_the_register_is_doubt() -> None:
    joined = register(("00000101", "A"), ("00000102", "A")).koppel([(None, "A")])
    assert joined == ((None,), (0,))


def test_two_providers_of_the_run_with_one_name_are_doubt() -> None:
    assert register((None, "A")).koppel([("00000101", "A"), ("00000102", "A")]) == ((None, None), (0, 1))


def test_a_name_does_not_fit_a_provider_that_is_found_by_its_number() -> None:
    assert register(("00000101", "A")).koppel([("00000101", "A"), (None, "A")]) == ((0, None), (1,))


IDENTITY = st.tuples(st.sampled_from([None, "00000101", "00000102", "00000103"]), st.sampled_from("aAbB "))


@given(
    st.lists(IDENTITY, max_size=5, unique_by=lambda who: who[0] or object()), st.lists(IDENTITY, max_size=6)
)
def test_no_numbers_that_differ_are_ever_joined(
    known: list[tuple[str | None, str]], run: list[tuple[str | None, str]]
) -> None:
    joined = register(*known).koppel(run)
    for (kvk, _), place in zip(run, joined.inschrijvingen, strict=True):
        assert place is None or None in (kvk, known[place][0]) or kvk == known[place][0]
    assert all(joined.inschrijvingen[who] is None for who in joined.twijfel)


@pytest.mark.parametrize(
    "regio", ["Noord-Limburg", "noord limburg", "Regio Noord-Limburg", "Jeugdregio: Noord Limburg"]
)
def test_a_region_is_known_in_any_spelling(regio: str) -> None:
    assert same_region(regio) == "noordlimburg"


def test_the_word_region_alone_is_a_name_like_any_other() -> None:
    assert same_region("Regio") == "regio"
    assert same_region("Regiodeal") == "regiodeal"


def test_a_provider_without_a_name_is_called_by_its_number() -> None:
    assert Inschrijving("", "00000101", None, (Inzet("Noord", None),)).aanduiding == "KvK 00000101"
