"""Whose a dossier is: by number, else by a name that only one provider has, and never by a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.signalen import Besluit, Dossier, Partij, Signaal
from ews_cli.core.thresholds import Bron, Signal
from ews_cli.recorded import Who, find, remarks

PEILDATUM = date(2026, 11, 22)
ONE, OTHER = "00000001", "00000002"


def signal(trede: int | None = 6, datum: date = date(2026, 1, 2), tot: date | None = None) -> Signaal:
    kind = Signal("surseance", trede, None, "woorden", None, Bron("draaiboek", "1.2"))
    return Signaal(kind, datum, "brief", "regio", tot, waar="s.yaml:9:9")


def about(naam: str | None = None, kvk: str | None = None, line: int = 3) -> Dossier:
    return Dossier(naam, kvk, (signal(),), waar=f"s.yaml:{line}:5")


def who(kvk: str | None, *namen: str) -> Who:
    return Who(kvk, frozenset(map(same_name, namen)))


def found(*dossiers: Dossier, among: list[Who]) -> tuple[dict[int, Dossier], list[str]]:
    result = find(dossiers, among, PEILDATUM)
    return result.dossiers, [problem.code for problem in result.problemen]


ELS, WILG = who(ONE, "De Els"), who(OTHER, "De Wilg")


def test_a_number_decides_whatever_the_name() -> None:
    dossier = about("De Wilg", ONE)
    assert found(dossier, among=[ELS, WILG]) == ({0: dossier}, [])


def test_a_name_finds_its_provider_in_any_spelling() -> None:
    dossier = about("de  WILG")
    assert found(dossier, among=[ELS, WILG]) == ({1: dossier}, [])


def test_an_earlier_name_of_a_provider_is_its_name_too() -> None:
    dossier = about("De Oude Els")
    assert found(dossier, among=[who(ONE, "De Els", "De Oude Els")]) == ({0: dossier}, [])


def test_a_number_and_a_name_find_a_provider_without_a_number_by_its_name() -> None:
    dossier = about("De Els", ONE)
    assert found(dossier, among=[who(None, "De Els")]) == ({0: dossier}, [])


def test_a_name_never_joins_two_numbers() -> None:
    assert found(about("De Els", OTHER), among=[ELS]) == ({}, ["EWS631"])


def test_a_name_that_two_providers_have_is_of_neither() -> None:
    assert found(about("De Els"), among=[ELS, who(OTHER, "De Els")]) == ({}, ["EWS632"])


def test_two_blocks_that_fit_one_provider_are_of_nobody_unless_one_has_its_number() -> None:
    nameless = [who(None, "De Els")]
    assert found(about("De Els", ONE), about("De Els", OTHER), among=nameless) == ({}, ["EWS632"] * 2)
    sure = about(None, ONE)
    assert found(sure, about("De Els"), among=[ELS]) == ({0: sure}, ["EWS632"])


def test_a_provider_without_a_name_is_found_by_nothing_but_its_number() -> None:
    assert found(about("jaarrekening"), among=[who(None)]) == ({}, ["EWS631"])


def test_what_is_lost_is_counted_with_its_highest_trede() -> None:
    dossier = Dossier(
        "De Eik",
        OTHER,
        (signal(3), signal(None), signal(6, tot=date(2026, 1, 3))),
        (Besluit(4, date(2026, 2, 3), Partij.JA, "x"),),
        "s.yaml:3:5",
    )
    [problem] = find([dossier], [ELS], PEILDATUM).problemen
    assert problem.waar == "s.yaml:3:5"
    assert "De Eik (KvK 00000002)" in problem.melding
    assert "3 signalen en 1 besluit tellen niet mee (hoogste trede: 3)" in problem.melding


def test_problems_come_in_the_order_of_the_file() -> None:
    dossiers = [about("De Els", line=2), about("Weg", line=10), about("Ver", line=9)]
    problems = find(dossiers, [ELS, who(OTHER, "De Els")], PEILDATUM).problemen
    assert [problem.waar for problem in problems] == ["s.yaml:2:5", "s.yaml:9:5", "s.yaml:10:5"]


@given(
    st.lists(st.tuples(st.sampled_from([None, ONE, OTHER]), st.sampled_from("abc")), max_size=5),
    st.lists(st.tuples(st.sampled_from([None, ONE, OTHER]), st.sampled_from([None, "a", "b"])), max_size=4),
)
def test_every_dossier_is_somebody_s_or_said(
    providers: list[tuple[str | None, str]], dossiers: list[tuple[str | None, str | None]]
) -> None:
    distinct = {kvk or f"-{naam}{n}": who(kvk, naam) for n, (kvk, naam) in enumerate(providers)}
    recorded = {kvk or naam: about(naam, kvk, n) for n, (kvk, naam) in enumerate(dossiers) if kvk or naam}
    given_to, said = found(*recorded.values(), among=list(distinct.values()))
    assert len(given_to) + len(said) == len(recorded)


@pytest.mark.parametrize(("naam", "expected"), [("de els", []), ("De Eik", ["EWS633"]), (None, [])])
def test_another_name_than_that_of_the_accounts_is_said(naam: str | None, expected: list[str]) -> None:
    said = remarks(about(naam, ONE), ELS.namen, PEILDATUM)
    assert [problem.code for problem in said] == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (signal(datum=date(2026, 11, 22)), []),
        (signal(datum=date(2026, 11, 23)), ["EWS634"]),
        (signal(tot=date(2026, 11, 22)), []),
        (signal(tot=date(2026, 11, 21)), ["EWS635"]),
    ],
)
def test_what_does_not_count_on_the_day_is_said(entry: Signaal, expected: list[str]) -> None:
    said = remarks(Dossier("De Els", ONE, (entry,)), ELS.namen, PEILDATUM)
    assert [problem.code for problem in said] == expected
    assert all(problem.waar == entry.waar for problem in said)
