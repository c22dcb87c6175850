"""The wide table: which columns there are for a policy, and what stands in them for a provider's years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.build import band, criterion, version
from core.build import policy as policy_of
from ews_cli.core.beoordeling import beoordeel_alle
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.reports.columns import Kind, Value, cell, columns, file_values, recorded_values, values
from provider_accounts import PEILDATUM, linde, policy, without

LINDE = Aanbieder("Stichting Jeugdzorg De Fictieve Linde", "00000100")


def table(jaren: list[Jaarrekening], thresholds: Thresholds | None = None) -> list[dict[str, Value]]:
    thresholds = thresholds or policy()
    names = [column.name for column in columns(thresholds)]
    return [
        dict(zip(names, values(LINDE, judged, thresholds), strict=True))
        for judged in beoordeel_alle(jaren, thresholds, PEILDATUM)
    ]


def named(*namen: str) -> Thresholds:
    """A policy with a criterion of each of these names, all on solvabiliteit."""
    bands = version(band(3, "below", "20%"))
    return policy_of(*(criterion("solvabiliteit", bands)._replace(naam=naam) for naam in namen))


def test_the_columns_of_the_default_policy_are_these_in_this_order() -> None:
    criterion_parts = "{0} {0}_trede {0}_ten_minste {0}_ten_hoogste {0}_grens {0}_basis {0}_vorig {0}_reden"
    expected = (
        "naam kvk boekjaar balansdatum basis eenheid trede ten_minste ten_hoogste naam_trede bepalend "
        + criterion_parts.format("solvabiliteit")
        + " "
        + criterion_parts.format("rentabiliteit")
        + " "
        + criterion_parts.format("liquiditeit")
        + " weerstandsvermogen solvabiliteit_2 garantievermogen quick_ratio liquiditeit_in_dagen"
        " bedrijfsrendement genormaliseerde_rentabiliteit pnil_ratio rentedekking "
        + " ".join(post.value for post in Post)
    ).split()
    assert [column.name for column in columns(policy())] == expected
    with_files = [column.name for column in columns(policy(), files=True)]
    recorded = ["met_signalen_ten_minste", "met_signalen_ten_hoogste", "besloten_trede"]
    assert with_files == [*expected, "bestanden", "problemen", *recorded]


def test_each_year_is_judged_with_the_years_up_to_it() -> None:
    # By hand: 3,424 / 20,380 and 3,012 / 21,514; 186 / 47,555 and -412 / 48,634.
    before, now = table(linde())
    assert before["solvabiliteit"] == Fraction(3_424, 20_380)
    assert (before["solvabiliteit_vorig"], before["rentabiliteit_trede"]) == (None, 3)
    assert (before["trede"], before["ten_minste"], before["ten_hoogste"]) == (3, 3, 3)
    assert now["solvabiliteit_vorig"] == before["solvabiliteit"]
    assert (now["rentabiliteit"], now["rentabiliteit_trede"]) == (Fraction(-412, 48_634), 4)
    assert (now["rentabiliteit_grens"], now["rentabiliteit_basis"]) == ("below 0%", "lezing")
    assert (now["solvabiliteit_grens"], now["solvabiliteit_basis"]) == ("below 20%", "bron")
    assert (now["trede"], now["naam_trede"], now["bepalend"]) == (4, "problematisch", "rentabiliteit")


def test_a_missing_post_is_empty_and_not_zero() -> None:
    (row,) = table([without(linde()[1], Post.BALANSTOTAAL)])
    assert (row["balanstotaal"], row["solvabiliteit"], row["trede"]) == (None, None, None)
    assert (row["ten_minste"], row["ten_hoogste"], row["naam_trede"]) == (4, 5, None)
    assert row["solvabiliteit_reden"] == "balanstotaal: niet gevonden"
    assert cell(row["balanstotaal"]) == ""


def test_amounts_are_in_euro_and_empty_where_the_unit_is_unknown() -> None:
    (known,) = table(linde()[1:])
    (unknown,) = table([replace(linde()[1], eenheid=None)])
    assert (known["eigen_vermogen"], known["eenheid"]) == (Decimal(3_012_000), 1000)
    assert (unknown["eigen_vermogen"], unknown["eenheid"]) == (None, None)
    assert unknown["solvabiliteit"] == known["solvabiliteit"]


def test_no_criterion_decides_on_trede_1() -> None:
    healthy = replace(linde()[1], posten={})
    (row,) = table([healthy])
    assert (row["ten_minste"], row["bepalend"]) == (1, None)


def test_a_criterion_that_is_named_as_another_column_keeps_its_own_columns() -> None:
    names = [column.name for column in columns(named("naam", "resultaat", "a", "a_trede"))]
    assert len(set(names)) == len(names)
    assert {"criterium_naam", "criterium_naam_trede", "criterium_resultaat", "a_trede"} <= set(names)
    assert {"a_trede_trede", "criterium_a_trede_trede"} & set(names) == {"criterium_a_trede_trede"}


words = st.sampled_from(
    ["naam", "trede", "criterium_naam", "a", "a_trede", "resultaat", *RATIOS, "kvk_basis"]
)


@given(st.lists(words, min_size=1, unique=True))
def test_no_two_columns_are_called_the_same_and_each_has_a_value(names: list[str]) -> None:
    thresholds = named(*names)
    found = columns(thresholds, files=True)
    assert len({column.name for column in found}) == len(found)
    (judged,) = beoordeel_alle(linde()[1:], thresholds, PEILDATUM)
    row = [*values(LINDE, judged, thresholds), *file_values([], []), *recorded_values(None)]
    for column, value in zip(found, row, strict=True):
        kinds = {Kind.TEXT: str, Kind.WHOLE: int, Kind.DAY: date, Kind.RATIO: Fraction, Kind.EURO: Decimal}
        assert value is None or isinstance(value, kinds[column.kind])


def test_a_ratio_that_gave_its_name_to_a_criterion_stands_once() -> None:
    bands = version(band(3, "below", "1.0"))
    thresholds = policy_of(criterion("liquiditeit", bands)._replace(naam="quick_ratio"))
    (row,) = table(linde()[1:], thresholds)
    assert row["quick_ratio"] == Fraction(10_664, 11_446)
    assert "liquiditeit" not in row


def test_a_value_is_a_plain_decimal_or_a_plain_date() -> None:
    found = [
        cell(value) for value in (Fraction(1, 5), Decimal("1E+3"), 2025, date(2025, 12, 31), "a;b", None)
    ]
    assert found == ["0.2", "1000", "2025", "2025-12-31", "a;b", ""]


def test_the_files_behind_a_row_and_the_codes_of_its_problems_stand_once_each() -> None:
    problemen = [Problem(code, "…") for code in ("EWS135", "EWS117", "EWS135")]
    assert file_values(["a.xlsx", "b.xlsx"], problemen) == ["a.xlsx; b.xlsx", "EWS117 EWS135"]
    assert file_values([], []) == [None, None]
