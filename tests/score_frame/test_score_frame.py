"""`score_frame`: what goes in, what comes out, and what is refused with its column and row."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from core.build import PEILDATUM, band, criterion, policy, version
from ews_cli import score_frame, thresholds_file
from ews_cli.core.posten import Post
from ews_cli.reports.columns import columns
from provider_accounts import LINDE
from provider_accounts import policy as kruger

SOUND = {
    "eigen_vermogen": 40, "balanstotaal": 100, "resultaat": 4, "opbrengsten": 200,
    "vlottende_activa": 60, "kortlopende_schulden": 40,
}  # fmt: skip
"""Solvabiliteit 40 %, rentabiliteit 2 %, liquiditeit 1.5."""


def row(boekjaar: int = 2024, naam: str = "Stichting A", /, **other: Any) -> dict[str, Any]:
    return {"naam": naam, "boekjaar": boekjaar} | SOUND | other


def score(*rows: dict[str, Any], index: list[Any] | None = None) -> pd.DataFrame:
    return score_frame(pd.DataFrame(list(rows), index=index), kruger(), PEILDATUM)


def known(values: Any) -> list[Any]:
    """A column as a list with None for what is missing."""
    return [None if pd.isna(value) else value for value in values]


# --- by hand


def test_the_sample_provider_by_hand() -> None:
    # 3,012 / 21,514 = 14.00 %, was 16.80; -412 / 48,634 = -0.85 %; 10,664 / 11,446 = 0.9317.
    years = [
        {"naam": "Linde", "boekjaar": boekjaar}
        | {post.value: amounts[i] * 1000 for post, amounts in LINDE.items()}
        for i, boekjaar in ((0, 2025), (1, 2024))
    ]
    found = score(*years)
    assert known(found["trede"]) == [4, 3]
    assert known(found["naam_trede"]) == ["problematisch", "zorgelijk"]
    assert known(found["bepalend"]) == ["rentabiliteit", "solvabiliteit rentabiliteit liquiditeit"]
    assert found["solvabiliteit"].tolist() == [3_012 / 21_514, 3_424 / 20_380]
    assert known(found["solvabiliteit_vorig"]) == [3_424 / 20_380, None]
    assert known(found["rentabiliteit_grens"]) == ["below 0%", "below 0.5%"]
    assert known(found["rentabiliteit_basis"]) == ["lezing", "lezing"]
    assert known(found["balansdatum"].dt.date) == [date(2025, 12, 31), date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("eigen_vermogen", "trede"),
    [
        (Decimal("20.00"), 1), (Decimal("19.99"), 3), (Decimal("20.01"), 1), (Decimal("19." + 40 * "9"), 3),
        (20.0, 1), (math.nextafter(20.0, 0), 1), (19.99999999999, 3), (20, 1), (19, 3),
        (Decimal("10"), 3), (Decimal("9." + 40 * "9"), 4), (0, 4), (0.0, 4), (-0.0, 4), (Decimal("-1E-40"), 5),
    ],
)  # fmt: skip
def test_a_ratio_on_a_bound_or_just_beside_it_gets_its_own_trede(eigen_vermogen: Any, trede: int) -> None:
    # A float counts to 15 digits, so the float below 20.0 is 20; a Decimal counts as it stands.
    found = score(row(2023, eigen_vermogen=eigen_vermogen), row(eigen_vermogen=eigen_vermogen))
    assert found["solvabiliteit_trede"].iloc[1] == trede


def test_a_float_with_the_noise_of_a_calculation_counts_as_a_workbook_shows_it() -> None:
    # 4.35 * 100 is 434.99999999999994 in binary; 435 / 2,175 is 20 %, and that is not below 20 %.
    noisy = 4.35 * 100
    assert noisy < 435
    found = score(row(2023), row(eigen_vermogen=noisy, balanstotaal=2175))
    assert found["solvabiliteit_ten_minste"].iloc[1] == 2  # from 40 to 20 %: a drop, and no bound broken


@pytest.mark.parametrize(("resultaat", "trede"), [("4", 1), ("2.00", 2), ("2." + 40 * "0" + "1", 1)])
def test_a_drop_of_exactly_one_percent_point_is_one(resultaat: str, trede: int) -> None:
    # 4 / 200 = 2 %; 2 / 200 = 1 %.
    found = score(row(2023), row(resultaat=Decimal(resultaat)))
    assert found["rentabiliteit_trede"].iloc[1] == trede


def test_a_drop_between_quotients_that_do_not_end_is_exact() -> None:
    # 1/7 - 43/350 = 50/350 - 43/350 = 7/350 = 2 %, which no float difference says.
    assert Fraction(1, 7) - Fraction(43, 350) == Fraction(1, 50)
    bands = version(band(3, "drops_at_least", "2pp"))
    frame = pd.DataFrame(
        [row(2023, eigen_vermogen=1, balanstotaal=7), row(2024, eigen_vermogen=43, balanstotaal=350)]
    )
    found = score_frame(frame, policy(criterion("solvabiliteit", bands)), PEILDATUM)
    assert known(found["trede"]) == [None, 3]


# --- what is missing


@pytest.mark.parametrize("nothing", [None, math.nan, pd.NA, Decimal("NaN"), Decimal("sNaN"), pd.NaT])
def test_a_missing_amount_is_not_zero(nothing: Any) -> None:
    frame = pd.DataFrame([row(2023), row(2024)], dtype="object")
    frame.loc[1, "balanstotaal"] = nothing
    found = score_frame(frame, peildatum=PEILDATUM)
    assert known(found["solvabiliteit"])[1] is None
    assert known(found["balanstotaal"]) == [100, None]
    assert found["solvabiliteit_reden"].iloc[1] == "balanstotaal: niet gevonden"
    assert (found["ten_minste"].iloc[1], found["ten_hoogste"].iloc[1]) == (1, 5)
    assert known(found["trede"])[1] is None


def test_a_column_that_is_not_there_is_missing_in_every_row() -> None:
    frame = pd.DataFrame([row(2023), row(2024)]).drop(columns="kortlopende_schulden")
    found = score_frame(frame, peildatum=PEILDATUM)
    assert known(found["kortlopende_schulden"]) == [None, None]
    assert set(found["liquiditeit_reden"]) == {"kortlopende schulden: niet gevonden"}


def test_a_denominator_of_zero_or_less_gives_no_ratio() -> None:
    found = score(row(2023, opbrengsten=0), row(2024, opbrengsten=-1, resultaat=-1))
    assert known(found["rentabiliteit"]) == [None, None]
    assert set(found["rentabiliteit_reden"]) == {"opbrengsten is nul of negatief"}


def test_a_criterion_without_the_year_before_says_which_year_it_needs() -> None:
    found = score(row(2022), row(2024))
    needs = "voor trede 2 zijn vergelijkbare cijfers over {} nodig"
    assert known(found["solvabiliteit_reden"]) == [needs.format(2021), needs.format(2023)]


def test_each_row_says_why_it_has_no_ratio_also_beside_rows_with_another_reason() -> None:
    found = score(
        row(2024, "A", maanden=18, bedrijfslasten=None),
        row(2024, "B", maanden=6),
        row(2024, "C", opbrengsten=None),
        row(2024, "D", resultaat=None, opbrengsten=None),
        row(2024, "E", opbrengsten=Decimal("-1E-30")),
    )
    assert known(found["weerstandsvermogen"]) == [None] * 5
    assert known(found["rentabiliteit"]) == [0.02, 0.02, None, None, None]
    assert known(found["rentabiliteit_reden"])[2:] == [
        "opbrengsten: niet gevonden",
        "resultaat: niet gevonden; opbrengsten: niet gevonden",
        "opbrengsten is nul of negatief",
    ]


def test_a_ratio_of_a_balance_and_a_year_needs_a_whole_year_and_says_how_long_it_was() -> None:
    bands = policy(criterion("weerstandsvermogen", version(band(3, "below", "10%"))))
    frame = pd.DataFrame(
        [row(2024, naam, maanden=months) for naam, months in (("A", 12), ("B", 18), ("C", 6))]
    )
    assert known(score_frame(frame, bands, PEILDATUM)["weerstandsvermogen_reden"]) == [
        None,
        "het boekjaar telt 18 maanden en geen 12",
        "het boekjaar telt 6 maanden en geen 12",
    ]


# --- whose years, and which are comparable


def test_the_years_are_joined_by_kvk_or_else_by_name() -> None:
    found = score(
        row(2023, "Oude naam", kvk="01234567"),
        row(2024, "Nieuwe naam", kvk=1234567),
        row(2023, "Stichting Één", kvk=None),
        row(2024, "stichting een ", kvk=None),
        row(2024, "Oude naam", kvk=None),
    )
    assert known(found["solvabiliteit_vorig"]) == [None, 0.4, None, 0.4, None]
    assert known(found["kvk"]) == ["01234567", "01234567", None, None, None]


def test_a_number_for_a_kvk_gets_its_zeros_back() -> None:
    frame = pd.DataFrame([row(2023), row(2024)]).drop(columns="naam")
    for numbers in ([1234567, 1234567], [1234567.0, 1234567.0]):
        assert known(score_frame(frame.assign(kvk=numbers), peildatum=PEILDATUM)["kvk"]) == ["01234567"] * 2


@pytest.mark.parametrize(
    ("before", "comparable"),
    [
        ({}, True),
        ({"basis": "onbekend"}, True),
        ({"basis": "enkelvoudig"}, False),
        ({"maanden": 18}, False),
        ({"boekjaar": 2022}, False),
    ],
)
def test_only_a_comparable_year_is_held_beside_a_year(before: dict[str, Any], comparable: bool) -> None:
    now = {"basis": "geconsolideerd", "maanden": 12}
    found = score(row(2023, **now) | before, row(2024, **now))
    assert (known(found["solvabiliteit_vorig"])[1] is not None) == comparable


@pytest.mark.parametrize(("first", "trede"), [("geconsolideerd", None), ("onbekend", 5), ("enkelvoudig", 5)])
def test_the_bases_of_three_years_may_not_mix_either(first: str, trede: int | None) -> None:
    low = policy(criterion("solvabiliteit", version(band(5, "below", "50%", years=3))))
    bases = {2022: first, 2023: "onbekend", 2024: "enkelvoudig"}
    frame = pd.DataFrame([row(boekjaar, basis=basis) for boekjaar, basis in bases.items()])
    assert known(score_frame(frame, low, PEILDATUM)["trede"]) == [None, None, trede]


def test_an_infinite_float_in_a_column_of_floats_is_refused() -> None:
    with pytest.raises(ValueError, match="kolom resultaat, rij 1: is oneindig en geen getal"):
        score(row(2023), row(2024, resultaat=-math.inf))


# --- the frame that comes out


def test_the_rows_keep_their_order_and_their_index() -> None:
    found = score(
        row(2024, "B"), row(2024), row(2023, "B"), row(2023, resultaat=-1), index=["x", 7, "x", None]
    )
    assert known(found["naam"]) == ["B", "Stichting A", "B", "Stichting A"]
    assert found.index.tolist()[:3] == ["x", 7, "x"]
    assert known(found["rentabiliteit_ten_minste"]) == [1, 1, 1, 4]
    assert known(found["rentabiliteit_vorig"]) == [0.02, -0.005, None, None]


def test_an_empty_frame_has_the_same_columns_of_the_same_types() -> None:
    frame = pd.DataFrame([row(2023), row(2024)])
    full, empty = (score_frame(part, peildatum=PEILDATUM) for part in (frame, frame.head(0)))
    assert list(empty.columns) == [column.name for column in columns(kruger())]
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_types_do_not_depend_on_what_is_missing() -> None:
    full = score(row(2023), row(2024))
    bare = score_frame(
        pd.DataFrame({"kvk": ["1"], "boekjaar": [2024], "resultaat": [None]}), peildatum=PEILDATUM
    )
    assert bare.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_frame_that_was_given_stays_as_it_was_whatever_is_done_to_the_result() -> None:
    frame = pd.DataFrame([row(2023), row(2024)]).astype(dict.fromkeys(SOUND, float))
    before = frame.copy(deep=True)
    found = score_frame(frame, peildatum=PEILDATUM)
    for name in found.columns:
        if found[name].dtype == "float64":
            found.loc[:, name] = -1.0
    pd.testing.assert_frame_equal(frame, before)


def test_two_criteria_on_one_ratio_have_columns_of_their_own() -> None:
    first = criterion("solvabiliteit", version(band(3, "below", "50%")))
    both = policy(first, first._replace(naam="buffer", versions=(version(band(4, "below", "45%")),)))
    found = score_frame(pd.DataFrame([row()]), both, PEILDATUM)
    found.loc[0, "solvabiliteit"] = 9.0
    assert (found["buffer"].iloc[0], found["buffer_trede"].iloc[0], found["bepalend"].iloc[0]) == (
        0.4,
        4,
        "buffer",
    )


def test_a_frame_of_its_own_making_can_be_scored_again() -> None:
    once = score(row(2023), row(2024, eigen_vermogen=15))
    pd.testing.assert_frame_equal(score_frame(once, peildatum=PEILDATUM), once)


@pytest.mark.parametrize(
    "dtype", ["int64", "int16", "uint32", "float64", "float32", "Int64", "Float64", "object", "Decimal"]
)
def test_every_type_of_number_gives_the_same(dtype: str) -> None:
    frame = pd.DataFrame([row(2023), row(2024, resultaat=-1)])
    if dtype == "uint32":
        frame = pd.DataFrame([row(2023), row(2024, resultaat=0)])
    expected = score_frame(frame, peildatum=PEILDATUM)
    for post in SOUND:
        frame[post] = (
            frame[post].map(Decimal)
            if dtype == "Decimal"
            else frame[post].astype(pd.api.types.pandas_dtype(dtype))
        )
    pd.testing.assert_frame_equal(score_frame(frame, peildatum=PEILDATUM), expected)


@pytest.mark.parametrize(
    "give",
    [
        lambda days: pd.to_datetime(days),
        lambda days: pd.DatetimeIndex(days).as_unit("s"),
        lambda days: pd.to_datetime([f"{day} 23:59" for day in days]),
        lambda days: pd.to_datetime([f"{day} 00:30" for day in days]).tz_localize("Europe/Amsterdam"),
        lambda days: [date.fromisoformat(day) for day in days],
        lambda days: [datetime.fromisoformat(day) for day in days],
    ],
)
def test_a_balansdatum_may_be_any_kind_of_date(give: Callable[[list[str]], Any]) -> None:
    frame = pd.DataFrame([row(2023), row(2024)]).drop(columns="boekjaar")
    frame["balansdatum"] = give(["2023-06-30", "2024-06-30"])
    found = score_frame(frame, peildatum=PEILDATUM)
    assert known(found["balansdatum"].dt.date) == [date(2023, 6, 30), date(2024, 6, 30)]
    assert (found["boekjaar"].tolist(), known(found["solvabiliteit_vorig"])) == ([2023, 2024], [None, 0.4])


def test_a_balansdatum_that_is_missing_is_the_last_day_of_the_book_year() -> None:
    frame = pd.DataFrame([row(2023), row(2024)])
    frame["balansdatum"] = pd.Series([None, date(2024, 6, 30)], dtype="object")
    found = score_frame(frame, peildatum=PEILDATUM)
    assert known(found["balansdatum"].dt.date) == [date(2023, 12, 31), date(2024, 6, 30)]


# --- what is refused


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"resultaat": "12"}, "kolom resultaat, rij 1: is '12' en geen getal; maak er met pandas.to_numeric een van"),
        ({"resultaat": True}, "kolom resultaat, rij 1: is True en geen getal; maak er met pandas.to_numeric een van"),
        ({"resultaat": math.inf}, "kolom resultaat, rij 1: is oneindig of veel te groot of te klein, en geen getal"),
        ({"resultaat": Decimal("Infinity")}, "kolom resultaat, rij 1: is oneindig of veel te"),
        ({"resultaat": Decimal("1E+9999")}, "kolom resultaat, rij 1: is oneindig of veel te"),
        ({"resultaat": Decimal("1E-9999")}, "kolom resultaat, rij 1: is oneindig of veel te"),
        ({"resultaat": 10**400}, "kolom resultaat, rij 1: is oneindig of veel te"),
        ({"resultaat": 1 + 2j}, "kolom resultaat, rij 1: is (1+2j) en geen getal"),
        ({"boekjaar": None}, "kolom boekjaar, rij 1: ontbreekt"),
        ({"boekjaar": 2023.5}, "kolom boekjaar, rij 1: is geen geheel getal van 1 tot en met 9999"),
        ({"boekjaar": "2024"}, "kolom boekjaar, rij 1: is '2024' en geen getal; maak er met pandas.to_numeric een van"),
        ({"boekjaar": 2026}, "kolom boekjaar, rij 1: ligt na de peildatum 2026-11-22; laat de rij weg of"),
        ({"balansdatum": "2024-12-31"}, "kolom balansdatum, rij 1: is '2024-12-31' en geen datum; maak er met"),
        ({"balansdatum": date(2023, 12, 31)}, "kolom boekjaar, rij 1: is niet het jaar van de balansdatum"),
        ({"maanden": 0}, "kolom maanden, rij 1: is geen geheel getal van 1 tot en met 9999"),
        ({"basis": "groep"}, "kolom basis, rij 1: is onbekend; toegestaan: enkelvoudig, geconsolideerd, onbekend"),
        ({"naam": 12}, "kolom naam, rij 1: is 12 en geen tekst"),
        ({"naam": " "}, "kolom naam, rij 1: ontbreekt; zonder naam of kvk"),
        ({"kvk": -1}, "kolom kvk, rij 1: is -1 en geen tekst"),
        ({"eenheid": 1000}, "kolom eenheid, rij 1: is niet 1; zet de bedragen in euro en laat deze kolom weg"),
        ({"naam": "stichting b"}, "boekjaar 2024 staat twee keer, in rij 0 en rij 1; houd van elk jaar een rij"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_refused_with_its_column_and_row(wrong: dict[str, Any], says: str) -> None:
    frame = pd.DataFrame([row(2024, "Stichting B"), row(2024) | wrong], dtype="object")
    with pytest.raises(ValueError, match=r".") as refused:
        score_frame(frame, peildatum=PEILDATUM)
    assert says in str(refused.value)


def test_a_provider_with_the_same_year_twice_is_named_with_both_rows() -> None:
    with pytest.raises(
        ValueError, match=r"^'Stichting A': boekjaar 2024 staat twee keer, in rij 'x' en rij 'z'"
    ):
        score(row(2024), row(2023), row(2024), index=["x", "y", "z"])


def test_how_often_more_years_stand_twice_is_told() -> None:
    with pytest.raises(ValueError, match=r"\(en 2 keer meer bij deze of andere aanbieders\)"):
        score(row(2024), row(2024), row(2023), row(2023), row(2023, "B"), row(2023, "B"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: f.drop(columns="naam"), "geen kolom naam of kvk"),
        (lambda f: f.drop(columns="boekjaar"), "geen kolom boekjaar of balansdatum"),
        (lambda f: f.drop(columns=list(SOUND)), "geen kolom met een post, zoals eigen_vermogen of balanstotaal"),
        (lambda f: f.rename(columns={"resultaat": "Resultaat"}), "kolom 'Resultaat' is onbekend; bedoelde u"),
        (lambda f: f.assign(eigenvermogen=1), "kolom 'eigenvermogen' is onbekend; bedoelde u eigen_vermogen?"),
        (lambda f: f.rename(columns={"opbrengsten": "resultaat"}), "kolom resultaat staat er twee keer"),
    ],
)  # fmt: skip
def test_a_heading_that_is_not_certain_is_refused(
    change: Callable[[pd.DataFrame], pd.DataFrame], says: str
) -> None:
    with pytest.raises(ValueError, match="kolom") as refused:
        score_frame(change(pd.DataFrame([row()])), peildatum=PEILDATUM)
    assert says in str(refused.value)


def test_columns_of_other_names_are_left_alone() -> None:
    frame = pd.DataFrame([row(regio="Limburg", resultaat_2022=3)]).assign(**{"solvabiliteit": 99.0})
    frame[5] = "vijf"
    found = score_frame(frame, peildatum=PEILDATUM)
    assert found["solvabiliteit"].tolist() == [0.4]
    assert "regio" not in found


# --- the policy and the day


def test_the_policy_may_be_a_path_and_is_by_default_the_one_that_is_shipped(tmp_path: Path) -> None:
    strict = tmp_path / "streng.yaml"
    text = thresholds_file.packaged().read_text(encoding="utf-8")
    strict.write_text(
        text.replace("below: 20%", "below: 45%").replace("onder de 20%", "onder de 45%"), "utf-8"
    )
    frame = pd.DataFrame([row(2023), row(2024)])
    assert known(score_frame(frame, peildatum=PEILDATUM)["trede"]) == [None, 1]
    for named in (strict, str(strict)):
        assert known(score_frame(frame, named, PEILDATUM)["solvabiliteit_grens"]) == ["below 45%"] * 2


def test_a_policy_that_cannot_be_used_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.yaml"
    text = thresholds_file.packaged().read_text(encoding="utf-8")
    broken.write_text(
        text.replace("below: 10%", "belo: 10%").replace("drops_at_least: 1pp", "drops_at_least: 1")
    )
    with pytest.raises(ValueError, match="kapot") as refused:
        score_frame(pd.DataFrame([row()]), broken, PEILDATUM)
    assert len(str(refused.value).splitlines()) >= 2
    with pytest.raises(ValueError, match="bestaat niet"):
        score_frame(pd.DataFrame([row()]), tmp_path / "weg.yaml", PEILDATUM)


def test_a_policy_without_a_version_on_the_peildatum_is_refused() -> None:
    with pytest.raises(ValueError, match="heeft geen versie op 2020-01-01"):
        score_frame(pd.DataFrame([row(2018)]), peildatum=date(2020, 1, 1))


def test_the_version_in_force_on_the_peildatum_judges() -> None:
    old = version(band(3, "below", "50%"), van=date(2010, 1, 1), tot=date(2019, 12, 31))
    new = version(band(3, "below", "10%"), van=date(2020, 1, 1))
    both = policy(criterion("solvabiliteit", old, new))
    frame = pd.DataFrame([row(2018)])
    found = [known(score_frame(frame, both, day)["trede"]) for day in (date(2019, 12, 31), date(2020, 1, 1))]
    assert found == [[3], [1]]
    assert known(score_frame(frame, both, datetime(2019, 12, 31, 23))["trede"]) == [3]


def test_without_a_peildatum_the_day_of_today_counts() -> None:
    assert len(score_frame(pd.DataFrame([row(2024)]))) == 1
    with pytest.raises(ValueError, match=f"ligt na de peildatum {date.today()}"):
        score_frame(pd.DataFrame([row(date.today().year + 1)]))


# --- the package


def test_the_package_itself_loads_no_pandas_and_knows_its_name() -> None:
    code = (
        "import sys, ews_cli; assert 'score_frame' in dir(ews_cli) or ews_cli.__all__;"
        "assert not {'pandas', 'numpy', 'ews_cli.frame'} & set(sys.modules);"
        "assert callable(ews_cli.score_frame); assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    import ews_cli

    with pytest.raises(AttributeError, match="score_fram"):
        _ = ews_cli.score_fram


def test_every_post_of_the_core_is_a_column() -> None:
    frame = pd.DataFrame(
        [{"naam": "A", "boekjaar": 2024} | {post.value: i for i, post in enumerate(Post, 1)}]
    )
    found = score_frame(frame, peildatum=PEILDATUM)
    assert [found[post.value].iloc[0] for post in Post] == list(np.arange(1.0, len(Post) + 1))
