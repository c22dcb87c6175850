"""Several files of one provider make one history; a doubtful identity never joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from ews_cli import portfolio
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Run
from provider_accounts import LINDE, PEILDATUM, policy, year

NOW = {post: amounts[0] for post, amounts in LINDE.items()}
BEFORE = {post: amounts[1] for post, amounts in LINDE.items()}


def file(bestand: str, naam: str | None, kvk: str | None, *jaren: Jaarrekening) -> Lezing:
    """A file with these years; without a name the reader gives the file's."""
    provider = Aanbieder(naam or bestand.removesuffix(".xlsx"), kvk)
    return Lezing(bestand, tuple(replace(j, aanbieder=provider, bestand=bestand) for j in jaren), ())


def assess(*lezingen: Lezing) -> Run:
    return portfolio.assess(lezingen, policy(), PEILDATUM)


def years(run: Run) -> list[list[int]]:
    return [[jaar.boekjaar for jaar in result.jaren] for result in run.results]


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_two_files_with_one_kvk_number_are_one_history_even_when_the_name_changed() -> None:
    run = assess(
        file("a.xlsx", "Stichting Oud", "00000001", year(2024, BEFORE)),
        file("b.xlsx", "Stichting Nieuw", "00000001", year(2025, NOW)),
    )
    assert years(run) == [[2024, 2025]]
    assert run.results[0].aanbieder.naam == "Stichting Nieuw"


def test_two_files_with_one_name_are_one_history_however_it_is_written() -> None:
    run = assess(
        file("a.xlsx", "Stichting  De Fictieve Linde.", None, year(2024, BEFORE)),
        file("b.xlsx", "STICHTING DE FICTIEVE LINDE", "00000001", year(2025, NOW)),
    )
    assert years(run) == [[2024, 2025]]
    assert run.results[0].aanbieder.kvk == "00000001"


def test_one_name_with_two_kvk_numbers_are_two_providers() -> None:
    run = assess(
        file("a.xlsx", "De Linde", "00000001", year(2024, BEFORE)),
        file("b.xlsx", "De Linde", "00000002", year(2025, NOW)),
    )
    assert years(run) == [[2024], [2025]]


def test_a_name_that_two_kvk_numbers_bear_joins_neither() -> None:
    run = assess(
        file("a.xlsx", "De Linde", "00000001", year(2025, NOW)),
        file("b.xlsx", "De Linde", "00000002", year(2025, NOW)),
        file("c.xlsx", "De Linde", None, year(2024, BEFORE)),
    )
    assert years(run) == [[2025], [2025], [2024]]
    assert codes(run.results[2].problemen) == ["EWS120"]


def test_a_legal_form_makes_another_provider() -> None:
    run = assess(
        file("a.xlsx", "Stichting De Linde", None, year(2024, BEFORE)),
        file("b.xlsx", "De Linde B.V.", None, year(2025, NOW)),
    )
    assert years(run) == [[2024], [2025]]


def test_a_file_without_a_name_joins_when_a_shared_year_has_the_same_figures() -> None:
    run = assess(
        file("a.xlsx", "De Linde", "00000001", year(2024, BEFORE), year(2025, NOW)),
        file("b.xlsx", None, None, year(2023, BEFORE), year(2024, BEFORE)),
    )
    assert years(run) == [[2023, 2024, 2025]]
    assert run.results[0].aanbieder == Aanbieder("De Linde", "00000001")


@pytest.mark.parametrize(
    "other",
    [
        year(2024, BEFORE | {Post.RESULTAAT: 999}),  # the shared year differs
        year(2023, BEFORE),  # no shared year
        year(2024, {Post.BALANSTOTAAL: 20_380}),  # one equal figure may be chance
        year(2024, BEFORE, eenheid=None),  # amounts that cannot be compared
    ],
)
def test_a_file_without_a_name_does_not_join_without_evidence_and_says_so(other: Jaarrekening) -> None:
    run = assess(
        file("a.xlsx", "De Linde", "00000001", year(2024, BEFORE), year(2025, NOW)),
        file("b.xlsx", None, None, other),
    )
    assert len(run.results) == 2
    [problem] = run.results[1].problemen
    assert (problem.code, problem.waar, problem.weegt) == ("EWS120", "b.xlsx", Ernst.WAARSCHUWING)
    assert problem.melding.startswith("geen naam of KvK-nummer gevonden")


def test_files_without_a_name_join_each_other_on_the_years_they_share() -> None:
    run = assess(
        file("a.xlsx", None, None, year(2024, BEFORE), year(2025, NOW)),
        file("b.xlsx", None, None, year(2022, NOW), year(2023, NOW)),
        file("c.xlsx", None, None, year(2023, NOW), year(2024, BEFORE)),
    )
    assert years(run) == [[2022, 2023, 2024, 2025]]
    assert run.results[0].problemen == ()


def test_one_file_without_a_name_needs_no_warning() -> None:
    assert assess(file("a.xlsx", None, None, year(2025, NOW))).results[0].problemen == ()


def test_the_order_of_the_files_changes_no_history() -> None:
    files = [
        file("a.xlsx", "De Linde", "00000001", year(2025, NOW)),
        file("b.xlsx", "De Linde", None, year(2024, BEFORE)),
        file("c.xlsx", None, None, year(2024, BEFORE), year(2023, BEFORE)),
        file("d.xlsx", "De Eik", "00000002", year(2025, BEFORE)),
    ]
    found = {tuple(sorted(map(tuple, years(assess(*order))))) for order in permutations(files)}
    assert found == {((2023, 2024, 2025), (2025,))}


def test_providers_come_in_the_order_of_their_first_file() -> None:
    run = assess(
        file("a.xlsx", "De Eik", None, year(2025, NOW)),
        file("b.xlsx", "De Linde", "00000001", year(2025, NOW)),
    )
    assert [result.aanbieder.naam for result in run.results] == ["De Eik", "De Linde"]


def test_a_file_without_accounts_fails_and_keeps_its_problems() -> None:
    problem = Problem("EWS102", "het bestand is leeg", "leeg.xlsx")
    run = assess(Lezing("leeg.xlsx", (), (problem,)), file("a.xlsx", "De Linde", None, year(2025, NOW)))
    assert (run.failed, run.problemen) == (("leeg.xlsx",), (problem,))
    assert len(run.results) == 1


def test_a_provider_with_only_a_budget_fails_with_its_reason_as_an_error() -> None:
    run = assess(file("b.xlsx", "De Linde", None, replace(year(2025, NOW), soort=Soort.BEGROTING)))
    assert (run.results, run.failed) == ((), ("b.xlsx",))
    assert [(p.code, p.weegt) for p in run.problemen] == [("EWS118", Ernst.FOUT)]
