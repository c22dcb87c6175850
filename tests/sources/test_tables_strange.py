"""Tables as strangers make them: what may be read silently wrong is read right, or left out with a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, ReadOptions, read_each
from ews_cli.readers.grid import Cell
from ews_cli.readers.headers import heading
from ews_cli.readers.labels import names_of
from ews_cli.readers.provider_cells import Kvk, read_kvk

EV, BT, OPBR, RES = Post.EIGEN_VERMOGEN, Post.BALANSTOTAAL, Post.OPBRENGSTEN, Post.RESULTAAT
HEAD = "kvk;naam;boekjaar;balanstotaal;eigen_vermogen;opbrengsten;resultaat\n"
A = "01234567;Stichting A;2023;100;30;500;-4\n"
B = "07654321;Stichting B;2023;250;40;700;12\n"


def lezingen(tmp_path: Path, text: str, options: ReadOptions | None = None) -> list[Lezing]:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_each(path, options))


def workbook(tmp_path: Path, rows: Sequence[Sequence[Cell | None]], jaar: int | None = None) -> list[Lezing]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(tmp_path / "t.xlsx")
    return list(read_each(tmp_path / "t.xlsx", ReadOptions(jaar=jaar)))


def jaren(found: list[Lezing]) -> list[Jaarrekening]:
    return [jaar for one in found for jaar in one.jaarrekeningen]


def figures(found: list[Lezing], *posten: Post) -> dict[tuple[str, int], list[object]]:
    """Of each provider and year, what was read of some posts."""
    return {(j.aanbieder.naam, j.boekjaar): [j.bedrag(post) for post in posten] for j in jaren(found)}


def said(found: list[Lezing]) -> list[tuple[str, str]]:
    """Code and cell of every problem that is about one."""
    return [(p.code, (p.waar or "").rpartition("!")[2]) for one in found for p in one.problemen]


WHO: list[Cell | None] = ["kvk", "naam"]
NOBODY: list[Cell | None] = [None, None]
POSTS: list[Cell | None] = ["Balanstotaal", None, "Eigen vermogen", None]


@pytest.mark.parametrize(
    "heads",
    [
        [[*WHO, *POSTS], [*NOBODY, 2022, 2023, 2022, 2023]],
        [[*NOBODY, *POSTS], [*WHO, 2022, 2023, 2022, 2023]],
        [[*NOBODY, *POSTS], [*WHO, "2022", "2023", "31-12-2022", "ultimo 2023"]],
    ],
)
def test_years_below_headings_of_merged_cells_are_a_part_of_them(
    tmp_path: Path, heads: list[list[Cell | None]]
) -> None:
    found = workbook(tmp_path, [*heads, ["01234567", "A", 90, 100, 34, 30]], jaar=2023)
    assert figures(found, BT, EV) == {("A", 2022): [90, 34], ("A", 2023): [100, 30]}
    assert jaren(found)[1].posten[EV].cel == "Sheet!F3"


@pytest.mark.parametrize("who_above", [True, False])
def test_years_above_headings_hold_for_all_columns_below_them(tmp_path: Path, who_above: bool) -> None:
    years = [*(WHO if who_above else NOBODY), 2023, None, 2022, None]
    posts = [*(NOBODY if who_above else WHO), *["balanstotaal", "eigen vermogen"] * 2]
    found = workbook(tmp_path, [years, posts, ["01234567", "A", 100, 30, 90, 34]])
    assert figures(found, BT, EV) == {("A", 2022): [90, 34], ("A", 2023): [100, 30]}


def test_budgets_beside_actuals_under_a_heading_of_merged_cells_are_not_read(tmp_path: Path) -> None:
    kinds = [None, None, None, "Begroting", None, "Realisatie", None]
    posts = ["kvk", "naam", "boekjaar", *["balanstotaal", "eigen vermogen"] * 2]
    found = workbook(tmp_path, [kinds, posts, ["01234567", "A", 2023, 7, 8, 100, 30]])
    assert figures(found, BT, EV) == {("A", 2023): [100, 30]}


def test_a_one_without_a_nought_does_not_say_which_year_it_is(tmp_path: Path) -> None:
    head = "kvk;boekjaar;balanstotaal_1;balanstotaal_2;eigen_vermogen_1;eigen_vermogen_2\n"
    found = lezingen(tmp_path, head + "01234567;2023;100;90;30;34\n")
    assert jaren(found) == []


@pytest.mark.parametrize("nought", ["", "_0", "_t"])
def test_a_one_beside_a_nought_or_none_counts_back(tmp_path: Path, nought: str) -> None:
    one = "_t-1" if nought == "_t" else "_1"
    heads = ";".join(f"{post}{s}" for post in ("balanstotaal", "eigen_vermogen") for s in (nought, one))
    found = lezingen(tmp_path, f"kvk;boekjaar;{heads}\n01234567;2023;100;90;30;34\n")
    assert figures(found, BT, EV) == {("KvK 01234567", 2022): [90, 34], ("KvK 01234567", 2023): [100, 30]}


@pytest.mark.parametrize("words", ["vorig jaar", "vorige jaar", "voorgaande jaar", "vorig boekjaar"])
def test_a_heading_of_the_year_before_is_never_this_year(tmp_path: Path, words: str) -> None:
    head = f"kvk;boekjaar;balanstotaal;eigen_vermogen;opbrengsten;opbrengsten {words}\n"
    found = lezingen(tmp_path, head + "01234567;2023;100;30;;480\n")
    assert figures(found, OPBR) == {("KvK 01234567", 2022): [480], ("KvK 01234567", 2023): [None]}


def test_a_heading_of_an_earlier_year_that_is_not_named_is_not_read(tmp_path: Path) -> None:
    head = "kvk;boekjaar;balanstotaal;eigen_vermogen;opbrengsten vorige\n"
    assert figures(lezingen(tmp_path, head + "01234567;2023;100;30;480\n"), OPBR) == {
        ("KvK 01234567", 2023): [None]
    }


@pytest.mark.parametrize("kop", ["% {}", "{} %", "{} (%)", "%{}", "Δ {}", "{} in %"])
def test_a_share_or_a_change_of_a_post_is_not_the_post(tmp_path: Path, kop: str) -> None:
    head = f"kvk;boekjaar;balanstotaal;resultaat;{kop.format('Eigen vermogen')}\n"
    assert figures(lezingen(tmp_path, head + "01234567;2023;100;-4;24\n"), EV) == {
        ("KvK 01234567", 2023): [None]
    }


@pytest.mark.parametrize("label", ["% Eigen vermogen", "Eigen vermogen (%)", "Δ Resultaat"])
def test_a_share_in_a_statement_is_not_the_post_either(label: str) -> None:
    assert names_of(label) == ()


@pytest.mark.parametrize(
    "naam",
    [
        "Totaal regio Noord",
        "Subtotaal Noord",
        "Regio Noord totaal",
        "Gemiddeld",
        "Gem. per aanbieder",
        "Eindtotaal 2023",
        "Alle aanbieders",
    ],
)
@pytest.mark.parametrize("head", [HEAD, HEAD.replace("kvk;", "code;")])
def test_a_sum_of_providers_is_no_provider(tmp_path: Path, naam: str, head: str) -> None:
    found = lezingen(tmp_path, f"{head}{A};{naam};2023;350;70;1200;8\n{B}")
    assert list(figures(found, EV)) == [("Stichting A", 2023), ("Stichting B", 2023)]
    assert ("EWS175", "B3") in said(found)


@pytest.mark.parametrize("naam", ["Totaal Noord", "Noord totaal"])
def test_a_name_like_a_sum_without_a_number_is_asked_for_one(tmp_path: Path, naam: str) -> None:
    found = lezingen(tmp_path, f"{HEAD}{A};{naam};2023;350;70;1200;8\n")
    assert list(figures(found, EV)) == [("Stichting A", 2023)]
    assert "EWS173" in [code for code, _ in said(found)]


@pytest.mark.parametrize("row", ["07654321;Totaal Zorg;2023", ";Totaal Zorg B.V.;2023"])
def test_a_number_or_a_legal_form_makes_a_name_like_a_sum_a_provider(tmp_path: Path, row: str) -> None:
    found = lezingen(tmp_path, f"{HEAD}{A}{row};350;70;1200;8\n")
    assert len(jaren(found)) == 2


@pytest.mark.parametrize(
    ("cell", "kvk"),
    [
        ("1234567.0", "01234567"),
        ("12345678.0", "12345678"),
        ("12345678,00", "12345678"),
        ("'12345678", "12345678"),
        ("12.345.678", "12345678"),
    ],
)
def test_a_kvk_number_that_software_took_for_an_amount_keeps_its_digits(cell: str, kvk: str) -> None:
    assert read_kvk(cell).nummer == kvk


def test_a_day_is_no_kvk_number() -> None:
    assert read_kvk(date(1956, 3, 12)) == Kvk(None, read_kvk("1956-03-12").melding)
    assert read_kvk("12-3-1956").nummer is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-12-31 00:00:00", date(2023, 12, 31)),
        ("2023-12-11T00:00:00", date(2023, 12, 11)),
        ("FY23", date(2023, 12, 31)),
        ("FY 2023", date(2023, 12, 31)),
    ],
)
def test_a_year_or_day_as_software_writes_it_is_read(text: str, day: date) -> None:
    found = heading(text)
    assert found is not None
    assert found.balansdatum == day


def test_a_column_of_years_with_a_point_is_one_of_years(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("2023", "2023.0"))
    assert figures(found, EV) == {("Stichting A", 2023): [30]}


def test_an_amount_that_is_marked_as_text_is_an_amount(tmp_path: Path) -> None:
    row = "01234567;Stichting A;2023;'100,50;'30;'500;'-4\n"
    found = lezingen(tmp_path, HEAD + row, ReadOptions(eenheid=1000))
    assert figures(found, BT, RES) == {("Stichting A", 2023): [100_500, -4000]}


@pytest.mark.parametrize(
    "soort",
    [
        "Begroting (vastgesteld)",
        "concept-begroting",
        "Begroting v2",
        "ontwerpbegroting 2023",
        "meerjarenraming",
        "B",
        "P",
        "plan",
    ],
)
def test_a_row_of_any_kind_of_budget_is_no_year(tmp_path: Path, soort: str) -> None:
    head = HEAD.replace("boekjaar", "boekjaar;soort")
    found = lezingen(tmp_path, head + A.replace("2023", f"2023;{soort}") + B.replace("2023", "2023;R"))
    assert list(figures(found, EV)) == [("Stichting B", 2023)]
    assert ("EWS118", "D2") in said(found)


def test_a_column_with_a_budget_in_it_says_which_rows_are_one(tmp_path: Path) -> None:
    head = HEAD.replace("boekjaar", "boekjaar;status")
    text = head + A.replace("2023", "2023;Begroting") + B.replace("2023", "2023;door ons vastgesteld")
    assert list(figures(lezingen(tmp_path, text), EV)) == [("Stichting B", 2023)]


def test_of_rows_of_one_year_those_of_a_known_unit_count(tmp_path: Path) -> None:
    """A long table of figures of all kinds: 24 percent is no equity of 24 euro."""
    rows = "solvabiliteit;%;24", "eigen vermogen;%;24", "eigen vermogen;euro;30", "balanstotaal;euro;100"
    text = "kvk;boekjaar;post;eenheid;bedrag\n" + "".join(f"01234567;2023;{row}\n" for row in rows)
    found = lezingen(tmp_path, text)
    assert figures(found, EV, BT) == {("KvK 01234567", 2023): [30, 100]}
    assert jaren(found)[0].eenheid == 1


def test_a_post_that_only_a_row_of_an_unknown_unit_has_is_missing_with_the_reason(tmp_path: Path) -> None:
    rows = "eigen vermogen;%;24", "balanstotaal;euro;100"
    text = "kvk;boekjaar;post;eenheid;bedrag\n" + "".join(f"01234567;2023;{row}\n" for row in rows)
    (jaar,) = jaren(lezingen(tmp_path, text))
    assert jaar.ontbreekt[EV] == "de eenheid is onbekend (t!E2)"


def test_headings_that_come_back_in_capitals_are_the_same(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A + HEAD.upper() + B)
    assert len(jaren(found)) == 2
    assert ("EWS175", "A3") in said(found)


LONG = "kvk;boekjaar;post;bedrag\n"


@pytest.mark.parametrize("before", ["Eigen vermogen 2022", "Eigen vermogen vorig jaar", "eigen_vermogen_1"])
def test_a_post_of_a_long_table_may_name_another_year(tmp_path: Path, before: str) -> None:
    rows = f"01234567;2023;{before};34\n01234567;2023;eigen_vermogen_0;30\n01234567;2023;balanstotaal;100\n"
    found = lezingen(tmp_path, LONG + rows)
    assert figures(found, EV, BT) == {("KvK 01234567", 2022): [34, None], ("KvK 01234567", 2023): [30, 100]}


def test_a_post_of_one_year_in_a_column_of_another_is_not_read(tmp_path: Path) -> None:
    text = "kvk;post;2023;2022\n01234567;Eigen vermogen 2022;30;34\n01234567;Balanstotaal;100;90\n"
    found = lezingen(tmp_path, text)
    assert figures(found, EV, BT) == {("KvK 01234567", 2022): [34, 90], ("KvK 01234567", 2023): [None, 100]}


def test_a_post_of_a_long_table_may_state_its_unit(tmp_path: Path) -> None:
    rows = "01234567;2023;Eigen vermogen (x € 1.000);30\n01234567;2023;Balanstotaal (€);100000\n"
    found = lezingen(tmp_path, LONG + rows, ReadOptions(eenheid=1_000_000))
    assert figures(found, EV, BT) == {("KvK 01234567", 2023): [30_000, 100_000]}


def test_a_unit_that_all_posts_of_a_long_table_state_is_known(tmp_path: Path) -> None:
    rows = "01234567;2023;Eigen vermogen (x € 1.000);30\n01234567;2023;Balanstotaal (x € 1.000);100\n"
    found = lezingen(tmp_path, LONG + rows)
    assert jaren(found)[0].eenheid == 1000
    assert said(found) == []


@pytest.mark.parametrize("unit", ["1000.0", "1000,00", "€ 1.000", "EUR 1000", "dzd", "1,000", "x € 1.000"])
def test_a_unit_is_understood_as_software_and_people_write_it(tmp_path: Path, unit: str) -> None:
    found = lezingen(
        tmp_path, HEAD.replace("boekjaar", "boekjaar;eenheid") + A.replace("2023", f"2023;{unit}")
    )
    assert figures(found, EV) == {("Stichting A", 2023): [30_000]}


def test_three_decimals_after_groups_of_thousands_are_decimals(tmp_path: Path) -> None:
    row = '01234567;Stichting A;2023;"2,500.000";600.000;"5,000.000";-40.000\n'
    found = lezingen(tmp_path, HEAD + row, ReadOptions(eenheid=1000))
    assert figures(found, BT, EV, RES) == {("Stichting A", 2023): [2_500_000, 600_000, -40_000]}


def test_the_column_of_actuals_beside_a_budget_holds_the_amounts_of_a_long_table(tmp_path: Path) -> None:
    rows = "01234567;2023;Eigen vermogen;7;30\n01234567;2023;Balanstotaal;8;100\n"
    found = lezingen(tmp_path, f"kvk;boekjaar;post;begroting;realisatie\n{rows}")
    assert figures(found, EV, BT) == {("KvK 01234567", 2023): [30, 100]}


@pytest.mark.parametrize(
    "kop", ["KvK-nummer aanbieder", "KVK nummer (8 cijfers)", "Zorgaanbieder KvK", "KvK instelling"]
)
def test_a_number_under_any_usual_heading_tells_providers_of_one_name_apart(tmp_path: Path, kop: str) -> None:
    text = HEAD.replace("kvk", kop) + A + B.replace("Stichting B", "Stichting A")
    assert {j.aanbieder.kvk for j in jaren(lezingen(tmp_path, text))} == {"01234567", "07654321"}


def test_a_number_in_a_formula_that_keeps_its_zero_is_the_number() -> None:
    assert read_kvk('="01234567"') == Kvk("01234567")


@pytest.mark.parametrize(
    ("months", "read"), [("12", True), ("12.0", True), ("18", True), ("6", False), ("", True)]
)
def test_a_row_of_a_part_of_a_year_is_no_annual_account(tmp_path: Path, months: str, read: bool) -> None:
    found = lezingen(
        tmp_path, HEAD.replace("boekjaar", "boekjaar;maanden") + A.replace("2023", f"2023;{months}")
    )
    assert (len(jaren(found)) == 1) is read
    assert (("EWS118", "D2") in said(found)) is not read


def test_headings_without_posts_are_said_to_be_that(tmp_path: Path) -> None:
    head = HEAD.replace("balanstotaal;eigen_vermogen;opbrengsten;resultaat", "a;b;c;d")
    (problem,) = [p for one in lezingen(tmp_path, head + (A + B) * 3) for p in one.problemen]
    assert (problem.code, problem.melding.partition(";")[0]) == (
        "EWS171",
        "de kolomkoppen noemen geen twee posten",
    )


def test_a_column_between_the_years_that_nobody_knows_leaves_the_years_what_they_are(tmp_path: Path) -> None:
    heads: list[list[Cell | None]] = [
        [*WHO, "Balanstotaal", None, None, "Eigen vermogen", None, None],
        [*NOBODY, 2022, 2023, "Groei in procenten", 2022, 2023, "Groei in procenten"],
    ]
    found = workbook(tmp_path, [*heads, ["01234567", "A", 90, 100, 11, 34, 30, -12]], jaar=2023)
    assert figures(found, BT, EV) == {("A", 2022): [90, 34], ("A", 2023): [100, 30]}


def test_headings_of_a_mapping_may_have_their_years_below_them(tmp_path: Path) -> None:
    from ews_cli import mapping_file

    mapping, problems = mapping_file.check(
        b"schema: 1\nkoppen:\n  BT: balanstotaal\n  EV: eigen_vermogen\n", "m"
    )
    assert mapping is not None, problems
    text = "kvk;naam;BT;;EV;\n;;2022;2023;2022;2023\n01234567;A;90;100;34;30\n"
    found = lezingen(tmp_path, text, ReadOptions(jaar=2023, mapping=mapping))
    assert figures(found, BT, EV) == {("A", 2022): [90, 34], ("A", 2023): [100, 30]}


def test_a_kvk_number_that_does_not_apply_leaves_the_name(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("01234567", "n.v.t."))
    assert [(j.aanbieder.kvk, j.aanbieder.naam) for j in jaren(found)] == [(None, "Stichting A")]


def test_words_for_a_group_of_posts_may_stand_above_them(tmp_path: Path) -> None:
    groups = ["kvk", "naam", "boekjaar", "Balans", None, "Begroting 2024", None]
    posts = [None, None, None, "Balanstotaal", "Eigen vermogen", "Balanstotaal", "Resultaat"]
    found = workbook(tmp_path, [groups, posts, ["01234567", "A", 2023, 100, 30, 7, 8]])
    assert figures(found, BT, EV, RES) == {("A", 2023): [100, 30, None]}


def test_columns_without_a_unit_that_hold_larger_amounts_are_not_in_that_of_the_others(
    tmp_path: Path,
) -> None:
    posts = [
        f"{post} {unit}" for post in ("balanstotaal", "eigen vermogen") for unit in ("2023 x € 1.000", "2022")
    ]
    found = lezingen(tmp_path, f"kvk;{';'.join(posts)}\n01234567;2500;2400000;600;640000\n")
    assert figures(found, BT, EV) == {("KvK 01234567", 2023): [2_500_000, 600_000]}
    assert "EWS114" in [code for code, _ in said(found)]


def test_a_unit_of_the_user_that_the_title_contradicts_is_said(tmp_path: Path) -> None:
    found = lezingen(tmp_path, f"bedragen x € 1.000;;;;;;\n{HEAD}{A}", ReadOptions(eenheid=1))
    assert figures(found, EV) == {("Stichting A", 2023): [30_000]}
    assert [p.melding for one in found for p in one.problemen] == [
        "de titel zegt x 1000; die telt, en de opgegeven eenheid 1 niet"
    ]


def test_a_row_with_more_cells_than_headings_may_have_shifted(tmp_path: Path) -> None:
    """A name with a comma in it that nobody quoted: every amount stands under the heading before its own."""
    head = "kvk,boekjaar,naam,balanstotaal,eigen_vermogen,opbrengsten,resultaat\n"
    rows = "01234567,2023,Stichting A, Noord,100,30,500,-4\n07654321,2023,Stichting B,250,40,700,12\n"
    found = lezingen(tmp_path, head + rows)
    assert figures(found, BT, EV) == {("Stichting B", 2023): [250, 40]}
    assert ("EWS173", "A2") in said(found)


def test_empty_cells_beyond_the_headings_shift_nothing(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("\n", ";;\n") + B)
    assert figures(found, EV) == {("Stichting A", 2023): [30], ("Stichting B", 2023): [40]}
