"""The day of a trial balance and its months: as the lines above it say, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.readers import Lezing, ReadOptions, read
from ews_cli.readers.option_values import periode


def listed(folder: Path, *titles: str, options: ReadOptions | None = None, name: str = "a") -> Lezing:
    path = folder / f"{name}.csv"
    rows = ["Rekening;RGS;Saldo", "1;BLimBan;30", "2;BEivOvr;-10", "4;WBedHui;80", "8;WOmzNod;-100"]
    path.write_text("\n".join([*titles, *rows]), encoding="utf-8")
    return read(path, options)


@pytest.mark.parametrize(
    ("titles", "day", "months"),
    [
        (["Saldibalans van 01-07-2025 t/m 30-06-2026"], "2026-06-30", 12),
        (["Saldibalans over 1 juli 2025 tot en met 30 juni 2026"], "2026-06-30", 12),
        (["Periode 2025-07 t/m 2026-06"], "2026-06-30", 12),
        (["Boekjaar 01-07-2025 t/m 30-06-2026"], "2026-06-30", 12),
        (["Boekjaar 01-07-2025 t/m 30-06-2026", "Saldibalans per 31-12-2025"], "2025-12-31", 6),
        (["Boekjaar 01-01-2026 t/m 31-12-2026", "Saldibalans per 30-06-2026"], "2026-06-30", 6),
        (["Boekjaar;2026", "Periode;1 t/m 6"], "2026-06-30", 6),
        (["Boekjaar 2026", "t/m periode 6"], "2026-06-30", 6),
        (["Saldibalans t/m juni 2026"], "2026-06-30", 6),
        (["Saldibalans 1e halfjaar 2026"], "2026-06-30", 6),
        (["Saldibalans Q1 2026"], "2026-03-31", 3),
        (["Periode 202601 t/m 202606"], "2026-06-30", 6),
        (["Periode 2026.01 t/m 2026.06"], "2026-06-30", 6),
        (["Van periode 1 2026 tot en met periode 6 2026"], "2026-06-30", 6),
        (["Boekjaar: 2026;;Periode tot: 6"], "2026-06-30", 6),
        (["Stand per ultimo juni 2026"], "2026-06-30", 6),
        (["Saldibalans 2026 (RGS 3.5), KvK 00000123"], "2026-12-31", 12),
        (["Kolommenbalans periode 01-2026 t/m 06-2026"], "2026-06-30", 6),
        (["Saldibalans 01-01-2026 t/m 15-06-2026"], "2026-06-15", 5),
        (["Saldibalans per 30-06-2026;;Afgedrukt op;14-07-2026"], "2026-06-30", 6),
    ],
)
def test_a_list_is_of_the_months_that_stand_above_it(
    tmp_path: Path, titles: list[str], day: str, months: int
) -> None:
    (jaar,) = listed(tmp_path, *titles).jaarrekeningen
    assert (str(jaar.balansdatum), jaar.maanden) == (day, months)


@pytest.mark.parametrize(
    "titles",
    [
        ["Boekjaar 2025/2026", "Saldibalans per 30-06-2026"],
        ["Saldibalans 2025-2026"],
        ["Boekjaar 2026, periode 4 t/m 6"],
        ["Boekjaar;2026", "Periode;4 t/m 6"],
        ["Boekjaar 2026", "Kwartaal 2"],
        ["Periode 2026-04 t/m 2026-06"],
        ["Saldibalans van 01-04-2026 t/m 30-06-2026"],
        ["Saldibalans van 15-03-2026 t/m 30-06-2026"],
        ["Saldibalans 2e kwartaal 2026"],
        ["Saldibalans juni 2026"],
        ["Boekjaar 2026", "week 26"],
        ["Saldibalans 2026 t/m week 26"],
        ["Saldibalans 06-2026"],
    ],
)
def test_a_list_of_which_the_book_year_does_not_begin_where_it_begins_is_refused(
    tmp_path: Path, titles: list[str]
) -> None:
    found = listed(tmp_path, *titles)
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] == ["EWS112"]


def test_the_user_may_say_what_the_list_is_of(tmp_path: Path) -> None:
    options = ReadOptions(periode=periode("t/m juni 2026"))
    (jaar,) = listed(tmp_path, "Saldibalans", options=options).jaarrekeningen
    assert (str(jaar.balansdatum), jaar.maanden) == ("2026-06-30", 6)


def test_a_period_without_its_year_is_in_that_of_the_user(tmp_path: Path) -> None:
    (jaar,) = listed(tmp_path, "Periode 1 t/m 6", options=ReadOptions(jaar=2026)).jaarrekeningen
    assert (str(jaar.balansdatum), jaar.maanden) == ("2026-06-30", 6)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("saldibalans_2026", "2026-12-31"),
        ("saldibalans 2026-06-30", "2026-06-30"),
        ("saldibalans jan-jun 2026", "2026-06-30"),
        ("saldibalans 2026 periode 1-6", "2026-06-30"),
        ("saldibalans-2026-06", None),
        ("saldibalans 202606", None),
    ],
)
def test_the_name_of_the_file_says_a_day_or_nothing(tmp_path: Path, name: str, day: str | None) -> None:
    found = listed(tmp_path, name=name)
    assert [str(jaar.balansdatum) for jaar in found.jaarrekeningen] == ([day] if day else [])
