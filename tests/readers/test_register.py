"""The register of providers: two forms, every heading and amount as an analyst writes it, all faults at once."""

from __future__ import annotations

import csv
import itertools
import re
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.register import Inschrijving, Inzet, Register
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.register import load
from ews_cli.readers.register_columns import Kop

LONG = """\
KvK;Naam;Accounthoudende regio;Regio;Cruciale functie;Jeugdhulpomzet
00000101;De Esdoorn;Noord;Noord;crisisopvang;1.500.000
00000101;De Esdoorn;Noord;Zuid;;250.000,50
00000102;De Wilg;Zuid;Zuid;nee;
"""
WIDE = """\
kvk;naam;accounthoudende regio;regio's;cruciale functie;jeugdhulpomzet Noord;jeugdhulpomzet Zuid
00000101;De Esdoorn;Noord;Noord, Zuid;;1500000;250000,50
00000102;De Wilg;Zuid;Zuid;nee;;
"""


def written(folder: Path, text: str, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Register:
    """The register in a text without any problem."""
    register, problems = load(written(folder, text))
    assert problems == []
    assert register is not None
    return register


def faults(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Code, cell and message of each problem of a text that is no register."""
    path = written(folder, text)
    register, problems = load(path)
    assert register is None
    return said(problems, path)


def remarks(folder: Path, text: str) -> list[tuple[str, str, str]]:
    path = written(folder, text)
    register, problems = load(path)
    assert register is not None
    return said(problems, path)


def said(problems: list[Problem], path: Path) -> list[tuple[str, str, str]]:
    prefix = f"{path}!register"
    return [(p.code, (p.waar or "").removeprefix(prefix).removeprefix("!"), p.melding) for p in problems]


def work(register: Register) -> dict[str, dict[str | None, Decimal | None]]:
    """Provider -> region -> turnover."""
    return {w.aanduiding: {i.regio: i.jeugdhulpomzet for i in w.inzet} for w in register.inschrijvingen}


def test_a_row_per_provider_and_region_is_one_provider_with_two_regions(tmp_path: Path) -> None:
    assert read(tmp_path, LONG).inschrijvingen == (
        Inschrijving(
            "De Esdoorn",
            "00000101",
            "Noord",
            (
                Inzet("Noord", Decimal(1_500_000), ("crisisopvang",)),
                Inzet("Zuid", Decimal("250000.50"), ()),
            ),
        ),
        Inschrijving("De Wilg", "00000102", "Zuid", (Inzet("Zuid", None, ()),)),
    )


def test_a_column_per_region_says_the_same_as_a_row_per_region(tmp_path: Path) -> None:
    assert work(read(tmp_path, WIDE)) == work(read(tmp_path, LONG))


def test_the_regions_are_in_alphabetical_order(tmp_path: Path) -> None:
    assert read(tmp_path, LONG).regios == ("Noord", "Zuid")


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_separator_of_a_csv_will_do(tmp_path: Path, mark: str) -> None:
    text = f"kvk{mark}naam{mark}regio{mark}jeugdhulpomzet\n00000101{mark}A{mark}Noord{mark}1234\n"
    assert work(read(tmp_path, text)) == {"A": {"Noord": Decimal(1234)}}


@pytest.mark.parametrize(
    "headings",
    [
        "KVK-nummer;NAAM AANBIEDER;ACCOUNTHOUDENDE REGIO;REGIO;CRUCIALE FUNCTIE;JEUGDHULPOMZET",
        "KvK nr.;Aanbieder;Accounthouder;Jeugdregio;Cruciale functies;Omzet jeugdhulp 2025",
        "kamer van koophandel;organisatie;accounthoudende_regio;regio’s;cruciale-functie;jeugdhulpomzet per regio",
        "kvk:;jeugdhulpaanbieder;accounthoudende  regio;Regio's;Cruciale functie(s);Jeugdomzet (€)",
    ],
)
def test_headings_are_known_in_any_case_and_spelling(tmp_path: Path, headings: str) -> None:
    text = f"{headings}\n00000101;A;Zuid;Noord;crisis;1234\n"
    (found,) = read(tmp_path, text).inschrijvingen
    assert found == Inschrijving("A", "00000101", "Zuid", (Inzet("Noord", Decimal(1234), ("crisis",)),))


@pytest.mark.parametrize(
    ("heading", "euro"),
    [
        ("jeugdhulpomzet", 1_234),
        ("jeugdhulpomzet in euro", 1_234),
        ("jeugdhulpomzet (x € 1.000)", 1_234_000),
        ("jeugdhulpomzet in duizenden euro's", 1_234_000),
        ("jeugdhulpomzet x 1000", 1_234_000),
    ],
)
def test_amounts_are_in_euro_unless_the_heading_says_otherwise(
    tmp_path: Path, heading: str, euro: int
) -> None:
    text = f"naam;regio;{heading}\nA;Noord;1.234\n"
    assert work(read(tmp_path, text)) == {"A": {"Noord": Decimal(euro)}}


def test_a_title_above_the_headings_states_the_unit_for_columns_that_do_not(tmp_path: Path) -> None:
    text = (
        "Aanbieders 2025 (bedragen x € 1.000);;;\n;;;\n"
        "naam;regio's;jeugdhulpomzet Noord;jeugdhulpomzet Zuid (in euro)\nA;Noord, Zuid;12;5.000\n"
    )
    assert work(read(tmp_path, text)) == {"A": {"Noord": Decimal(12_000), "Zuid": Decimal(5_000)}}


@pytest.mark.parametrize(
    ("heading", "region"),
    [
        ("jeugdhulpomzet Noord-Limburg", "Noord-Limburg"),
        ("Jeugdhulpomzet regio Midden-IJssel/Oost-Veluwe", "Midden-IJssel/Oost-Veluwe"),
        ("omzet jeugdhulp in Kop van Noord-Holland 2025 (x € 1)", "Kop van Noord-Holland"),
        ("jeugdhulpomzet: Holland Rijnland", "Holland Rijnland"),
        ("Jeugdhulpomzet Utrecht Stad (in euro)", "Utrecht Stad"),
        ("jeugdhulpomzet_Zeeland", "Zeeland"),
    ],
)
def test_a_column_of_turnover_names_its_region(tmp_path: Path, heading: str, region: str) -> None:
    assert work(read(tmp_path, f"naam;{heading}\nA;1234\n")) == {"A": {region: Decimal(1234)}}


def test_a_stroke_is_part_of_a_region_and_a_comma_is_not(tmp_path: Path) -> None:
    text = "naam;regio's;jeugdhulpomzet\nA;Midden-IJssel/Oost-Veluwe, Twente;\n"
    assert work(read(tmp_path, text)) == {"A": {"Midden-IJssel/Oost-Veluwe": None, "Twente": None}}


def test_a_region_in_two_spellings_is_one_region(tmp_path: Path) -> None:
    text = "naam;regio;jeugdhulpomzet\nA;Noord-Limburg;10\nB;jeugdregio noord limburg;20\n"
    assert read(tmp_path, text).regios == ("Noord-Limburg",)


def test_an_empty_amount_and_one_that_is_said_to_be_unknown_are_unknown_and_a_dash_is_nil(
    tmp_path: Path,
) -> None:
    rows = "".join(f"{n};Noord;{cell}\n" for n, cell in enumerate(["", "onbekend", "n.b.", "?", "-", "0"]))
    found = work(read(tmp_path, f"naam;regio;jeugdhulpomzet\n{rows}"))
    assert [regions["Noord"] for regions in found.values()] == [None, None, None, None, 0, 0]


def test_nil_in_a_column_of_a_region_is_no_work_there_and_unknown_is_work(tmp_path: Path) -> None:
    text = "naam;jeugdhulpomzet Noord;jeugdhulpomzet Zuid;jeugdhulpomzet West\nA;10;0;\nB;-;onbekend;5\n"
    assert work(read(tmp_path, text)) == {
        "A": {"Noord": Decimal(10)},
        "B": {"Zuid": None, "West": Decimal(5)},
    }


def test_a_region_that_is_listed_without_turnover_counts_with_an_unknown_one(tmp_path: Path) -> None:
    text = "naam;regio's;jeugdhulpomzet Noord\nA;Noord, Zuid;\n"
    assert work(read(tmp_path, text)) == {"A": {"Noord": None, "Zuid": None}}


def test_turnover_in_a_region_that_is_not_listed_counts_and_is_said(tmp_path: Path) -> None:
    text = "naam;regio's;jeugdhulpomzet Noord;jeugdhulpomzet Zuid\nA;Noord;5;6\n"
    ((code, cell, melding),) = remarks(tmp_path, text)
    assert (code, cell) == ("EWS514", "D2")
    assert "omzet in Zuid" in melding


@pytest.mark.parametrize("word", ["nee", "Geen", "-", "n.v.t.", ""])
def test_no_crucial_function_is_none(tmp_path: Path, word: str) -> None:
    (found,) = read(
        tmp_path, f"naam;regio;cruciale functie;jeugdhulpomzet\nA;Noord;{word};1\n"
    ).inschrijvingen
    assert found.inzet[0].cruciale_functies == ()


def test_crucial_functions_are_listed_and_yes_is_one_without_a_name(tmp_path: Path) -> None:
    text = "naam;regio;cruciale functie;jeugdhulpomzet\nA;Noord;JeugdzorgPlus, crisis;1\nB;Noord;Ja;1\n"
    one, other = read(tmp_path, text).inschrijvingen
    assert one.inzet[0].cruciale_functies == ("JeugdzorgPlus", "crisis")
    assert other.inzet[0].cruciale_functies == ("niet genoemd",)


def test_a_row_per_function_joins_the_functions_of_a_region(tmp_path: Path) -> None:
    text = "naam;regio;cruciale functie;jeugdhulpomzet\nA;Noord;crisis;10\nA;Noord;JeugdzorgPlus;\n"
    (found,) = read(tmp_path, text).inschrijvingen
    assert found.inzet == (Inzet("Noord", Decimal(10), ("crisis", "JeugdzorgPlus")),)


def test_a_kvk_number_keeps_its_zeros_and_the_marks_in_it_do_not_count(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n00000101;A;Noord;1\n0123 4567;B;Noord;1\n12.345.678;C;Noord;1\n"
    assert [w.kvk for w in read(tmp_path, text).inschrijvingen] == ["00000101", "01234567", "12345678"]


def test_a_number_of_seven_digits_gets_its_zero_back_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Blad1")
    sheet.write_row(0, 0, ["kvk", "naam", "regio", "jeugdhulpomzet"])
    sheet.write_row(1, 0, [1234567, "A", "Noord", 10])
    book.close()
    register, problems = load(path)
    assert register is not None
    assert register.inschrijvingen[0].kvk == "01234567"
    assert [(p.weegt, p.waar) for p in problems] == [(Ernst.WAARSCHUWING, f"{path}!Blad1!A2")]
    assert "heeft zeven cijfers en is gelezen als 01234567" in problems[0].melding


@pytest.mark.parametrize("number", ["123456", "101", "123456789", "1234567A", "000000101"])
def test_any_other_number_is_refused(tmp_path: Path, number: str) -> None:
    text = f"kvk;naam;regio;jeugdhulpomzet\n{number};A;Noord;1\n"
    ((code, cell, melding),) = faults(tmp_path, text)
    assert (code, cell) == ("EWS512", "A2")
    assert number in melding


def test_all_faults_are_named_at_once_each_at_its_cell(tmp_path: Path) -> None:
    text = (
        "kvk;naam;regio;jeugdhulpomzt\n"  # a misspelt heading
        "00000101;A;Noord;1\n;;Noord;1\n12;B;Noord;1\n;Totaal;;3\n"
    )
    assert [(code, cell) for code, cell, _ in faults(tmp_path, text)] == [
        ("EWS502", "D1"),
        ("EWS504", ""),
        ("EWS511", "A3"),
        ("EWS512", "A4"),
        ("EWS511", "B5"),
    ]


def test_an_unknown_column_that_looks_like_a_known_one_is_a_fault_with_what_was_meant(tmp_path: Path) -> None:
    found = faults(tmp_path, "naam;regio;jeugdhulpomzt Noord\nA;Noord;1\n")
    assert found[0][0] == "EWS502"
    assert "bedoelde u `jeugdhulpomzet`?" in found[0][2]


def test_another_unknown_column_is_said_and_not_used(tmp_path: Path) -> None:
    text = "naam;regio;jeugdhulpomzet;contactpersoon\nA;Noord;1;Jan\n"
    ((code, cell, melding),) = remarks(tmp_path, text)
    assert (code, cell) == ("EWS502", "D1")
    assert "accounthoudende regio" in melding


def test_total_revenue_is_not_taken_for_turnover_of_youth_care(tmp_path: Path) -> None:
    found = remarks(tmp_path, "naam;regio;omzet\nA;Noord;1\n")
    assert [code for code, _, _ in found] == ["EWS502", "EWS504"]


@pytest.mark.parametrize("heading", ["totale jeugdhulpomzet", "jeugdhulpomzet totaal", "Totaal omzet"])
def test_a_column_of_totals_is_no_region(tmp_path: Path, heading: str) -> None:
    path = written(tmp_path, f"naam;jeugdhulpomzet Noord;{heading}\nA;10;10\n")
    register, problems = load(path)
    assert register is not None
    assert register.regios == ("Noord",)
    assert [p.code for p in problems] == ["EWS502"]


@pytest.mark.parametrize("word", ["Totaal", "TOTAAL:", "Subtotaal", "Som"])
def test_a_row_of_totals_is_no_provider(tmp_path: Path, word: str) -> None:
    ((code, cell, _),) = faults(tmp_path, f"naam;regio;jeugdhulpomzet\nA;Noord;1\n{word};;1\n")
    assert (code, cell) == ("EWS511", "A3")


@pytest.mark.parametrize("amount", ["12a", "1,234.5,6", "drie", "50%", "-3", "(12)", "1e3"])
def test_an_amount_that_is_none_or_negative_is_a_fault(tmp_path: Path, amount: str) -> None:
    ((code, cell, melding),) = faults(tmp_path, f"naam;regio;jeugdhulpomzet\nA;Noord;{amount}\n")
    assert (code, cell) == ("EWS513", "C2")
    assert amount in melding


def test_one_amount_for_several_regions_is_not_shared_out(tmp_path: Path) -> None:
    ((code, cell, _),) = faults(tmp_path, "naam;regio's;jeugdhulpomzet\nA;Noord, Zuid;10\n")
    assert (code, cell) == ("EWS513", "C2")


def test_a_number_with_two_names_is_one_provider_and_that_is_said(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n00000101;A;Noord;1\n00000101;B;Zuid;1\n"
    register, problems = load(written(tmp_path, text))
    assert register is not None
    assert len(register.inschrijvingen) == 1
    ((code, cell, melding),) = said(problems, tmp_path / "register.csv")
    assert (code, cell) == ("EWS514", "A3")
    assert melding.startswith("KvK 00000101 heet hier 'B' en bij register!A2 'A'")


def test_a_name_in_two_spellings_is_one_name(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n00000101;De Ééndracht;Noord;1\n00000101;de eendracht;Zuid;1\n"
    assert len(read(tmp_path, text).inschrijvingen) == 1


def test_one_name_with_two_numbers_is_two_providers_and_that_is_said(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n00000101;A;Noord;1\n00000102;A;Zuid;1\n"
    register, problems = load(written(tmp_path, text))
    assert register is not None
    assert [w.kvk for w in register.inschrijvingen] == ["00000101", "00000102"]
    assert [(p.code, p.weegt) for p in problems] == [("EWS514", Ernst.WAARSCHUWING)]


def test_a_row_without_a_number_belongs_to_the_one_provider_of_that_name(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n;a;Zuid;2\n00000101;A;Noord;1\n"
    register = read(tmp_path, text)
    assert [w.kvk for w in register.inschrijvingen] == ["00000101"]
    assert {i.regio for i in register.inschrijvingen[0].inzet} == {"Noord", "Zuid"}


def test_a_row_without_a_number_whose_name_fits_two_providers_is_a_fault(tmp_path: Path) -> None:
    text = "kvk;naam;regio;jeugdhulpomzet\n00000101;A;Noord;1\n00000102;A;Zuid;1\n;A;West;1\n"
    assert [(code, cell) for code, cell, _ in faults(tmp_path, text)] == [("EWS514", "A3"), ("EWS514", "B4")]


@pytest.mark.parametrize("second", ["10", "12"])
def test_two_amounts_for_one_provider_in_one_region_are_a_fault(tmp_path: Path, second: str) -> None:
    text = f"naam;regio;jeugdhulpomzet\nA;Noord;10\nA;regio noord;{second}\n"
    ((code, cell, melding),) = faults(tmp_path, text)
    assert (code, cell) == ("EWS514", "A3")
    assert "register!A2" in melding


def test_two_accounthoudende_regios_are_a_fault(tmp_path: Path) -> None:
    text = "naam;accounthoudende regio;regio;jeugdhulpomzet\nA;Noord;Noord;1\nA;Zuid;Zuid;1\n"
    assert [(code, cell) for code, cell, _ in faults(tmp_path, text)] == [("EWS514", "A3")]


def test_without_a_column_of_regions_the_accounthoudende_one_counts_and_that_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "naam;accounthoudende regio;jeugdhulpomzet\nA;Noord;5\n")
    register, problems = load(path)
    assert register is not None
    assert work(register) == {"A": {"Noord": Decimal(5)}}
    assert [p.code for p in problems] == ["EWS504"]


def test_an_empty_region_is_unknown_and_never_the_accounthoudende_one(tmp_path: Path) -> None:
    text = "naam;accounthoudende regio;regio;jeugdhulpomzet\nA;Noord;;5\n"
    assert work(read(tmp_path, text)) == {"A": {None: Decimal(5)}}


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        ("regio;jeugdhulpomzet", "EWS503"),
        ("naam;aanbieder;regio;jeugdhulpomzet", "EWS503"),
        ("naam;jeugdhulpomzet Noord;omzet jeugdhulp noord", "EWS503"),
        ("naam;jeugdhulpomzet 2024;jeugdhulpomzet 2025", "EWS503"),
        ("naam;jeugdhulpomzet;jeugdhulpomzet Noord", "EWS503"),
    ],
)
def test_headings_that_miss_or_repeat_something_are_a_fault(tmp_path: Path, headings: str, code: str) -> None:
    cells = ";".join("1" for _ in headings.split(";"))
    assert faults(tmp_path, f"{headings}\n{cells}\n")[0][0] == code


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "kvk;naam;regio;jeugdhulpomzet\n;;;\n"])
def test_a_table_without_headings_or_without_providers_is_no_register(tmp_path: Path, text: str) -> None:
    ((code, cell, _),) = faults(tmp_path, text)
    assert (code, cell) == ("EWS501", str(tmp_path / "register.csv"))


def test_an_empty_or_missing_file_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    empty = written(tmp_path, "", "leeg.csv")
    assert [p.code for p in load(empty)[1]] == ["EWS102"]
    assert [p.code for p in load(tmp_path / "weg.csv")[1]] == ["EWS101"]


def test_an_error_or_an_uncalculated_formula_in_a_used_cell_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Blad1")
    sheet.write_row(0, 0, ["kvk", "naam", "regio", "jeugdhulpomzet"])
    sheet.write_row(1, 0, ["00000101", "A", "Noord"])
    sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    book.close()
    register, problems = load(path)
    assert register is None
    assert [(p.code, p.waar) for p in problems] == [("EWS513", f"{path}!Blad1!D2")]
    assert "#DIV/0!" in problems[0].melding


def test_hidden_rows_count_and_are_said_and_a_hidden_sheet_does_not(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, old = book.add_worksheet("Blad1"), book.add_worksheet("Oud")
    for number, row in enumerate((["naam", "regio", "jeugdhulpomzet"], ["A", "Noord", 1], ["B", "Noord", 2])):
        sheet.write_row(number, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    for number, row in enumerate((["naam", "regio", "jeugdhulpomzet"], ["A", "Noord", 9])):
        old.write_row(number, 0, row)
    old.hide()
    book.close()
    register, problems = load(path)
    assert register is not None
    assert work(register) == {"A": {"Noord": Decimal(1)}, "B": {"Noord": Decimal(2)}}
    assert [(p.code, p.waar) for p in problems] == [("EWS121", f"{path}!Blad1")]


def test_the_sheets_of_a_workbook_are_one_register(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_string(0, 0, "Dit is een toelichting")
    for name, amount in (("Noord", 1), ("Zuid", 2)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["kvk", "naam", "regio", "jeugdhulpomzet"])
        sheet.write_row(1, 0, ["00000101", "A", name, amount])
    book.close()
    register, problems = load(path)
    assert problems == []
    assert register is not None
    assert work(register) == {"A": {"Noord": Decimal(1), "Zuid": Decimal(2)}}


def test_names_are_kept_as_they_are_and_no_longer_than_a_name_can_be(tmp_path: Path) -> None:
    naam = "[red]=cmd|' /C calc'!A0\x1b[31m"
    register, _ = load(written(tmp_path, f"naam;regio;jeugdhulpomzet\n{naam};{'x' * 5_000};1\n"))
    assert register is not None
    assert register.inschrijvingen[0].naam == naam
    assert len(register.regios[0]) == 120


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NUMBERS = itertools.count()


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6))
def test_no_table_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"{next(NUMBERS)}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["kvk", "naam", "regio", "jeugdhulpomzet"], *rows])
    register, problems = load(path)
    assert (register is None) == any(p.weegt is Ernst.FOUT for p in problems)
    path.unlink()


def test_both_forms_of_the_manual_say_the_same(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
    long, wide = re.findall(r"```csv\n(.*?)```", manual, re.DOTALL)
    assert work(read(tmp_path, long)) == work(read(tmp_path, wide))
    assert work(read(tmp_path, long)) == {
        "De Verzonnen Esdoorn": {"Fictief Noord": Decimal(12_400_000), "Fictief Zuid": Decimal(3_150_000)},
        "De Bedachte Wilg": {"Fictief Zuid": None},
    }


def test_the_manual_names_every_column() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(.*?)` \|", manual, re.MULTILINE) == [kop.value for kop in Kop]
