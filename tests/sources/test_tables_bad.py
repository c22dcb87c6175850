"""What is wrong with a table: one clear line at its place, and the rest is scored."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst
from ews_cli.readers import Lezing, ReadOptions, read_each
from ews_cli.readers.files import Limits
from ews_cli.readers.provider_cells import Kvk, read_kvk

HEAD = "kvk;naam;boekjaar;eenheid;balanstotaal;eigen_vermogen;opbrengsten;resultaat\n"
A = "01234567;Stichting A;2023;1000;100;30;500;-4\n"
B = "07654321;Stichting B;2023;1;2500000;400000;7000000;12000\n"


def of(jaar: Jaarrekening, post: Post) -> object:
    """The amount of a post in euro, to be held against any number."""
    return jaar.bedrag(post)


def lezingen(tmp_path: Path, text: str, options: ReadOptions | None = None) -> list[Lezing]:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_each(path, options))


def said(found: list[Lezing], tmp_path: Path) -> list[tuple[str, str]]:
    """Code and place, without the file, of every problem."""
    return [
        (p.code, (p.waar or "").removeprefix(f"{tmp_path}/t.csv")) for one in found for p in one.problemen
    ]


def names(found: list[Lezing]) -> list[tuple[str, int]]:
    return [(j.aanbieder.naam, j.boekjaar) for one in found for j in one.jaarrekeningen]


BOTH = [("Stichting A", 2023), ("Stichting B", 2023)]


def test_headings_that_are_missing_are_said(tmp_path: Path) -> None:
    found = lezingen(tmp_path, A + B)
    assert (names(found), said(found, tmp_path)) == ([], [("EWS171", "!t")])


def test_headings_that_come_back_are_passed_over_and_said(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A + HEAD + B)
    assert (names(found), said(found, tmp_path)) == (BOTH, [("EWS175", "!t!A3")])


def test_below_other_headings_nothing_is_read(tmp_path: Path) -> None:
    other = "kvk;naam;boekjaar;eenheid;eigen_vermogen;balanstotaal;opbrengsten;resultaat\n"
    found = lezingen(tmp_path, HEAD + A + other + B)
    assert (names(found), said(found, tmp_path)) == (BOTH[:1], [("EWS175", "!t!A3")])
    assert found[-1].problemen[0].weegt is Ernst.FOUT


@pytest.mark.parametrize(
    "total", [";Totaal;;;1;2;3;4", "Totaal;;;;1;2;3;4", ";Eindtotaal;;;1;2;3;4", "Gemiddelde;;;;1;2;3;4"]
)
def test_a_total_below_the_table_is_no_provider(tmp_path: Path, total: str) -> None:
    found = lezingen(tmp_path, f"{HEAD}{A}{B}{total}\n")
    assert names(found) == BOTH
    assert [code for code, _ in said(found, tmp_path)] == ["EWS175"]
    assert found[-1].problemen[0].weegt is Ernst.OPMERKING


def test_a_provider_that_is_called_total_is_one(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("Stichting A", "Totaal Zorg B.V."))
    assert names(found) == [("Totaal Zorg B.V.", 2023)]


@pytest.mark.parametrize("number", ["1,2E+07", "1.23E+07", "12345", "123456789", "onleesbaar"])
def test_a_kvk_number_that_is_none_leaves_its_row_out(tmp_path: Path, number: str) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("01234567", number) + B)
    assert names(found) == BOTH[1:]
    assert said(found, tmp_path) == [("EWS173", "!t!A2")]


def test_a_number_that_lost_its_zero_gets_it_back(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("01234567", "1234567"))
    assert found[0].jaarrekeningen[0].aanbieder.kvk == "01234567"
    assert [(p.code, p.weegt) for p in found[0].problemen] == [("EWS173", Ernst.WAARSCHUWING)]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("01234567", "01234567"),
        ("12.34.56.78", "12345678"),
        (12345678.0, "12345678"),
        (1234567.0, "01234567"),
        ("1234567", "01234567"),
        ("", None),
        ("onbekend", None),
        (1.5, None),
        (True, None),
        ("1,2E+07", None),
    ],
)
def test_a_kvk_number_is_read_by_one_rule(cell: object, number: str | None) -> None:
    found = read_kvk(cell)
    assert found.nummer == number
    assert (found == Kvk(None)) == (cell in ("", "onbekend"))


def test_one_name_with_two_numbers_is_two_providers(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A + A.replace("01234567", "07654321"))
    assert [one.jaarrekeningen[0].aanbieder.kvk for one in found] == ["01234567", "07654321"]


def test_one_number_with_two_names_is_one_provider_under_its_last_name(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("2023", "2022") + A.replace("Stichting A", "Stichting Nieuw"))
    assert names(found) == [("Stichting Nieuw", 2022), ("Stichting Nieuw", 2023)]


@pytest.mark.parametrize("year", ["23", "20x3", "1850", "2099", "geen", "0", "2023,5"])
def test_a_year_that_is_none_leaves_its_row_out(tmp_path: Path, year: str) -> None:
    found = lezingen(tmp_path, HEAD + A.replace("2023", year) + B)
    assert names(found) == BOTH[1:]
    assert said(found, tmp_path) == [("EWS174", "!t!C2")]


def test_a_year_and_a_day_of_another_year_leave_their_row_out(tmp_path: Path) -> None:
    text = "naam;boekjaar;balansdatum;eenheid;balanstotaal;resultaat\nA;2023;31-12-2022;1;1;1\n"
    found = lezingen(tmp_path, text)
    assert (names(found), said(found, tmp_path)) == ([], [("EWS174", "!t!B2")])


def test_one_year_twice_with_other_figures_counts_for_neither_where_they_differ(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A + A.replace(";30;", ";31;") + B)
    jaar = found[0].jaarrekeningen[0]
    assert of(jaar, Post.EIGEN_VERMOGEN) is None
    assert "tegen" in jaar.reden(Post.EIGEN_VERMOGEN)
    assert of(jaar, Post.BALANSTOTAAL) == 100_000
    assert said(found, tmp_path) == [("EWS177", "!t!F3")]
    assert names(found) == BOTH


def test_one_year_twice_with_the_same_figures_is_one_year(tmp_path: Path) -> None:
    found = lezingen(tmp_path, HEAD + A + A)
    assert (names(found), said(found, tmp_path)) == (BOTH[:1], [])


def test_comparative_figures_that_were_restated_count_and_the_difference_is_said(tmp_path: Path) -> None:
    head = "naam;boekjaar;eenheid;balanstotaal_0;balanstotaal_1;resultaat_0;resultaat_1"
    text = f"{head}\nA;2022;1;90;80;5;4\nA;2023;1;100;95;6;5\n"
    found = lezingen(tmp_path, text)
    years = found[0].jaarrekeningen
    assert [(j.boekjaar, of(j, Post.BALANSTOTAAL)) for j in years] == [(2021, 80), (2022, 95), (2023, 100)]
    assert [(p.code, p.weegt) for p in found[0].problemen] == [("EWS177", Ernst.WAARSCHUWING)]


def test_rows_without_anything_are_passed_over(tmp_path: Path) -> None:
    found = lezingen(tmp_path, f"{HEAD}{A};;;;;;;\n\n{B}")
    assert (names(found), said(found, tmp_path)) == (BOTH, [])


def test_a_row_without_an_amount_is_said(tmp_path: Path) -> None:
    found = lezingen(tmp_path, f"{HEAD}{A}07654321;Stichting B;2023;1;;;;\n")
    assert (names(found), said(found, tmp_path)) == (BOTH[:1], [("EWS111", "!t!A3")])


@pytest.mark.parametrize("words", ["zie noot", "#VERW!", "1,2E+07", "12 345 678 9"])
def test_a_cell_that_is_no_amount_costs_its_post(tmp_path: Path, words: str) -> None:
    found = lezingen(tmp_path, HEAD + A.replace(";30;", f";{words};") + B)
    assert of(found[0].jaarrekeningen[0], Post.EIGEN_VERMOGEN) is None
    assert [place for _, place in said(found, tmp_path)] == ["!t!F2"]
    assert names(found) == BOTH


@pytest.mark.parametrize("words", ["onbekend", "n.b.", "NA", "n.v.t.", " "])
def test_a_cell_that_says_unknown_is_missing_without_a_word(tmp_path: Path, words: str) -> None:
    found = lezingen(tmp_path, HEAD + A.replace(";30;", f";{words};"))
    assert of(found[0].jaarrekeningen[0], Post.EIGEN_VERMOGEN) is None
    assert said(found, tmp_path) == []


def test_two_columns_of_one_post_that_differ_count_for_neither(tmp_path: Path) -> None:
    text = "naam;boekjaar;eenheid;balanstotaal;resultaat;Nettoresultaat\nA;2023;1;100;4;5\nB;2023;1;100;4;4\n"
    found = lezingen(tmp_path, text)
    assert [of(j, Post.RESULTAAT) for one in found for j in one.jaarrekeningen] == [None, 4]
    assert said(found, tmp_path) == [("EWS116", "!t!F2")]


def test_ten_thousand_columns_are_one_line(tmp_path: Path) -> None:
    extra = ";".join(f"vraag {n}" for n in range(10_000))
    found = lezingen(tmp_path, f"{HEAD.strip()};{extra}\n{A.strip()};{';'.join('1' * 10_000)}\n")
    assert (names(found), said(found, tmp_path)) == (BOTH[:1], [("EWS172", "!t")])
    assert "en nog 9994" in found[-1].problemen[0].melding


def test_an_error_cell_costs_its_post(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["naam", "boekjaar", "balanstotaal", "eigen vermogen"])
    sheet.append(["A", 2023, 100, "#REF!"])
    sheet["D2"].data_type = "e"
    book.save(tmp_path / "t.xlsx")
    (jaar,) = (j for one in read_each(tmp_path / "t.xlsx") for j in one.jaarrekeningen)
    assert of(jaar, Post.EIGEN_VERMOGEN) is None
    assert "#REF!" in jaar.reden(Post.EIGEN_VERMOGEN)


def test_what_ews_wrote_is_no_input(tmp_path: Path) -> None:
    text = (
        "naam,kvk,boekjaar,balansdatum,basis,eenheid,trede,ten_minste,ten_hoogste,naam_trede,bepalend,"
        "balanstotaal,eigen_vermogen\nA,01234567,2023,2023-12-31,enkelvoudig,1000,4,4,4,x,y,100000,30000\n"
    )
    found = lezingen(tmp_path, text)
    assert (names(found), said(found, tmp_path)) == ([], [("EWS171", "!t")])


@pytest.mark.parametrize("filled", [10, 100_000])
def test_a_table_is_read_beyond_what_accounts_may_hold_unless_the_user_sets_a_bound(
    tmp_path: Path, filled: int
) -> None:
    rows = "".join(A.replace("01234567", f"{n:08d}") for n in range(15_000))
    found = lezingen(tmp_path, HEAD + rows, ReadOptions(limits=Limits(filled=filled)))
    if filled == 100_000:
        assert len(found) == 15_000
    else:
        assert (len(found), found[0].problemen[0].code) == (1, "EWS106")


def test_a_large_workbook_of_a_table_is_read(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tabel")
    sheet.append(["kvk", "boekjaar", "balanstotaal", "eigen vermogen"])
    for n in range(30_000):
        sheet.append([f"{n + 1:08d}", 2023, 100, 30])
    book.save(tmp_path / "t.xlsx")
    assert sum(len(one.jaarrekeningen) for one in read_each(tmp_path / "t.xlsx")) == 30_000


def test_a_cell_with_line_ends_in_a_large_csv_keeps_its_row(tmp_path: Path) -> None:
    rows = "".join(
        A.replace("01234567", f"{n:08d}").replace("Stichting A", '"Stichting\nA"') for n in range(15_000)
    )
    found = lezingen(tmp_path, HEAD + rows)
    assert found[-1].jaarrekeningen[0].posten[Post.BALANSTOTAAL].cel == "t!E15001"
    assert found[-1].jaarrekeningen[0].aanbieder == found[0].jaarrekeningen[0].aanbieder.__class__(
        "Stichting\nA", "00014999", None
    )


def test_one_column_in_thousands_says_nothing_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        "kvk;boekjaar;balanstotaal;eigen_vermogen;opbrengsten (x € 1.000);resultaat\n"
        "12345678;2023;1500000;450000;2400;-25000\n"
    )
    *_, one = [lezing for lezing in read_each(path) if lezing.jaarrekeningen]
    (jaar,) = one.jaarrekeningen
    # A loss of 25.000 on 2,4 million is 1 %, and never 25 million.
    assert {post.value: bedrag.waarde for post, bedrag in jaar.posten.items()} == {"opbrengsten": 2_400_000}
    assert "EWS114" in [problem.code for lezing in read_each(path) for problem in lezing.problemen]


def test_a_row_of_units_under_the_headings_is_a_part_of_them(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        "kvk;boekjaar;balanstotaal;eigen_vermogen;opbrengsten;resultaat\n"
        ";;x € 1.000;x € 1.000;x € 1.000;in €\n"
        "12345678;2023;1500;450;2400;-25000\n"
    )
    (lezing,) = read_each(path)
    (jaar,) = lezing.jaarrekeningen
    assert lezing.problemen == ()
    assert [int(jaar.posten[p].waarde) for p in (Post.BALANSTOTAAL, Post.OPBRENGSTEN, Post.RESULTAAT)] == [
        1_500_000,
        2_400_000,
        -25_000,
    ]
