"""`ews verdeelsleutel`: from a list of clients to shares, without ever naming a client."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ews_cli.cli.main import main
from ews_cli.readers.opdrachtgevers import Naar, load

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "verdeelsleutel.schema.json").read_text(encoding="utf-8"))
Capture = pytest.CaptureFixture[str]
NUMBERS = "opdrachtgever;aantal cliënten;budget\nUtrecht;10;100.000\nZeist;6;20.000\nDe Bilt;1;0\n"
CLIENTS = "Cliënt;Opdrachtgever\nAafje Geheim;Zeist\nBram Geheim;Utrecht\nCor Geheim;Utrecht\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def written(text: str, name: str = "lijst.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def workbook(*sheets: Sequence[Sequence[object]], name: str = "lijst.xlsx") -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Blad{number + 1}")
        for row in rows:
            sheet.append(list(row))
    book.save(name)
    return name


def shares(capsys: Capture, *arguments: str) -> dict[str, str | None]:
    """What each opdrachtgever pays, or its share where there is no amount; nothing may be said."""
    assert main(["verdeelsleutel", *arguments, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return {row["opdrachtgever"]: row["bedrag"] or row["aandeel"] for row in json.loads(out)["aandelen"]}


def test_numbers_of_clients_share_an_amount(capsys: Capture) -> None:
    """1,000 over 10 : 6 : 1 by hand: 588, 353 and 59."""
    found = shares(capsys, written(NUMBERS), "--bedrag", "1000")
    assert found == {"Utrecht": "588", "Zeist": "353", "De Bilt": "59"}


def test_budgets_share_an_amount(capsys: Capture) -> None:
    """1,200,000 over 100,000 : 20,000 is 1,000,000 and 200,000."""
    found = shares(capsys, written(NUMBERS), "--naar", "budget", "--bedrag", "1.200.000")
    assert found == {"Utrecht": "1000000", "Zeist": "200000", "De Bilt": "0"}


def test_a_row_per_client_is_counted(capsys: Capture) -> None:
    assert shares(capsys, written(CLIENTS), "--bedrag", "300") == {"Utrecht": "200", "Zeist": "100"}


def test_a_row_per_client_may_leave_out_the_client(capsys: Capture) -> None:
    rows = [["opdrachtgever", "zorgvorm"], ["A", "x"], ["B", "x"], ["A", "x"], ["A", "x"]]
    assert shares(capsys, workbook(rows)) == {"A": "0.75", "B": "0.25"}


def test_the_form_of_the_file_does_not_matter(capsys: Capture) -> None:
    rows = [line.split(";") for line in NUMBERS.splitlines()]
    typed: list[list[object]] = [
        [*rows[0]],
        *([name, int(count), float(money.replace(".", ""))] for name, count, money in rows[1:]),
    ]
    titled: list[list[object]] = [["Overzicht per 1 juli"], [], *typed]
    expected = shares(capsys, written(NUMBERS), "--bedrag", "999")
    assert shares(capsys, workbook(typed), "--bedrag", "999") == expected
    assert shares(capsys, workbook(titled, [["toelichting"]]), "--bedrag", "999") == expected
    turned = written("\n".join([NUMBERS.splitlines()[0], *reversed(NUMBERS.splitlines()[1:])]))
    assert shares(capsys, turned, "--bedrag", "999") == expected


def test_a_unit_in_the_heading_counts(capsys: Capture) -> None:
    list_ = written("opdrachtgever;budget (x € 1.000)\nA;1\nB;3\n")
    assert main(["verdeelsleutel", list_, "--naar", "budget", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["opdrachtgever"], row["budget"], row["aandeel"], row["toegerekend"]) for row in rows] == [
        ("B", "3000", "0.75", ""),
        ("A", "1000", "0.25", ""),
    ]


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_no_output_names_a_client(capsys: Capture, form: str) -> None:
    list_ = written(CLIENTS + "Bram Geheim;Zeist\nCor Geheim;Utrecht\nCor Geheim;Gemeente Utrecht\n")
    assert (
        main(["verdeelsleutel", list_, "--bedrag", "10", "--format", form, "-v", "-o", "-", "-o", "a.xlsx"])
        == 0
    )
    out, err = capsys.readouterr()
    assert "Utrecht" in out
    assert err.count("EWS526") == 3
    book = openpyxl.load_workbook("a.xlsx")
    cells = "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    assert "geheim" not in (out + err + cells).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Aafje Geheim;Zeist\nBram Geheim;Utrecht\n",
        "Cliënten;Opdrachtgever\nAafje Geheim;Zeist\n",
        "Cliënt;Opdrachtgever\nAafje Geheim;\n",
        "Budget;Opdrachtgever\nAafje Geheim;Utrecht\n",
        "Cliënt;Gemeente;Regio\nAafje Geheim;Zeist;Utrecht\n",
    ],
)
@pytest.mark.parametrize("naar", ["clienten", "budget"])
def test_no_fault_names_a_client(capsys: Capture, text: str, naar: str) -> None:
    assert main(["verdeelsleutel", written(text), "--naar", naar]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "geheim" not in err.casefold()


@pytest.mark.parametrize(
    ("text", "naar", "code", "place"),
    [
        ("naam;stad\nA;1\n", "clienten", "EWS521", ""),
        ("opdrachtgver;aantal\nA;1\n", "clienten", "EWS521", ""),
        ("opdrachtgever;budget\nA;1\nB;2\n", "clienten", "EWS522", "!A1"),
        ("opdrachtgever;budget\nA;1\nA;2\n", "clienten", "EWS522", "!A1"),
        ("opdrachtgever;soort\nA;x\nB;y\n", "clienten", "EWS522", "!A1"),
        ("gemeente;euro's van 2025\nA;100\nA;200\nB;300\n", "clienten", "EWS522", "!A1"),
        ("opdrachtgever;aantal\nA;1\nB;2\n", "budget", "EWS522", "!A1"),
        ("cliënt;opdrachtgever;aantal\nx;A;1\ny;B;2\n", "clienten", "EWS522", "!C1"),
        ("opdrachtgever;aantal;aantal\nA;1;2\nB;2;3\n", "clienten", "EWS522", "!C1"),
        ("gemeente;regio;aantal\nA;C;1\nB;C;2\n", "clienten", "EWS522", "!B1"),
        ("opdrachtgever;aantal\nA;1\nTotaal;1\n", "clienten", "EWS523", "!A3"),
        ("opdrachtgever;aantal\nA;1\n;2\n", "clienten", "EWS523", "!A3"),
        ("opdrachtgever;aantal\nA;1\n344;2\nB;x\n", "clienten", "EWS524", "!B4"),
        ("opdrachtgever;aantal\nA;1\nB;\n", "clienten", "EWS524", "!B3"),
        ("opdrachtgever;aantal\nA;1\nB;-2\n", "clienten", "EWS524", "!B3"),
        ("opdrachtgever;aantal\nA;1\nB;ca. 2\n", "clienten", "EWS524", "!B3"),
        ("opdrachtgever;aantal\nA;1\nB;2,5\n", "clienten", "EWS524", "!B3"),
        ("opdrachtgever;budget\nA;1\nB;(2)\n", "budget", "EWS524", "!B3"),
        ("cliënt;opdrachtgever\nx;A\n;A\n", "clienten", "EWS524", "!A3"),
        ("opdrachtgever;aantal\nA;0\nB;0\n", "clienten", "EWS525", "!A1"),
        ("opdrachtgever;aantal\n;\n;\n", "clienten", "EWS525", "!A1"),
    ],
)
def test_a_list_with_a_fault_is_not_used_and_its_place_is_said(
    capsys: Capture, text: str, naar: str, code: str, place: str
) -> None:
    assert main(["verdeelsleutel", written(text), "--naar", naar, "--bedrag", "10"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith(f"lijst.csv{'!lijst' + place if place else ''}: {code} ")
    assert ";" in err


def test_a_heading_that_is_nearly_one_is_suggested(capsys: Capture) -> None:
    assert main(["verdeelsleutel", written("opdrachtgver;aantal\nA;1\n")]) == 2
    assert capsys.readouterr().err.endswith("bedoelde u `opdrachtgever`?\n")


def test_a_formula_with_an_error_is_a_fault(capsys: Capture) -> None:
    assert main(["verdeelsleutel", workbook([["opdrachtgever", "aantal"], ["A", 1], ["B", "=1/0"]])]) == 2
    assert "!Blad1!B3: EWS524 de cel bevat" in capsys.readouterr().err


def test_two_spellings_are_one_and_that_is_said(capsys: Capture) -> None:
    list_ = written("opdrachtgever;aantal\nUtrecht;1\nZeist;4\ngemeente UTRECHT ;2\n")
    assert main(["verdeelsleutel", list_, "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == [
        "Zeist,4,0.5714285714285714285714285714,",
        "Utrecht,3,0.4285714285714285714285714286,",
    ]
    assert err == (
        "lijst.csv!lijst!A4: EWS526 'gemeente UTRECHT' is een andere schrijfwijze van 'Utrecht'; "
        "zij tellen als een opdrachtgever\n"
    )


def test_rows_of_one_opdrachtgever_are_added_up_and_that_is_said(capsys: Capture) -> None:
    assert main(["verdeelsleutel", written("opdrachtgever;aantal\nA;1\nB;1\nA;2\n"), "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "A,3,0.75,"
    assert err.startswith("lijst.csv!lijst!A4: EWS526 'A' staat op 2 regels; die zijn opgeteld")


def test_a_client_counts_once_at_each_opdrachtgever(capsys: Capture) -> None:
    """x stands twice at A, and at A and B: A has x and y, B has x."""
    assert (
        main(["verdeelsleutel", written("bsn;opdrachtgever\n1;A\n1;A\n2;A\n1;B\n"), "--format", "csv"]) == 0
    )
    out, err = capsys.readouterr()
    assert [line.split(",")[:2] for line in out.splitlines()[1:]] == [["A", "2"], ["B", "1"]]
    assert "een regel gaat over een cliënt die er al staat" in err
    assert "een cliënt staat bij meer dan een opdrachtgever" in err


def test_hidden_rows_count_and_are_said(capsys: Capture) -> None:
    name = workbook([["opdrachtgever", "aantal"], ["A", 1], ["B", 3]])
    book = openpyxl.load_workbook(name)
    book["Blad1"].row_dimensions[3].hidden = True
    book.save(name)
    assert main(["verdeelsleutel", name, "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "B,3,0.75,"
    assert "EWS121 verborgen regels tellen mee: 1" in err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            [],
            "EWS401 er is geen bestand gegeven; bijvoorbeeld: ews verdeelsleutel clienten.xlsx --bedrag 1200000",
        ),
        (
            ["x.csv", "--bedrag", "0"],
            "EWS403 --bedrag: '0' is geen bedrag in hele euro's boven nul; schrijf 1200000",
        ),
        (
            ["x.csv", "--bedrag", "-5"],
            "EWS403 --bedrag: '-5' is geen bedrag in hele euro's boven nul; schrijf 1200000",
        ),
        (
            ["x.csv", "--bedrag", "1,50"],
            "EWS403 --bedrag: '1,50' is geen bedrag in hele euro's boven nul; schrijf 1200000",
        ),
        (
            ["x.csv", "--bedrag", "nan"],
            "EWS403 --bedrag: 'nan' is geen bedrag in hele euro's boven nul; schrijf 1200000",
        ),
        (["x.csv", "--naar", "omzet"], "EWS403 --naar: 'omzet' kan niet; kies clienten of budget"),
        (
            ["x.csv", "--peildatum", "1 mei"],
            "EWS403 --peildatum: '1 mei' is geen datum; schrijf 2026-12-31 of 31-12-2026",
        ),
        (
            ["x.csv", "--format", "xlsx"],
            "EWS403 --format: 'xlsx' is geen tekst; schrijf het met -o naar een bestand",
        ),
        (["x.csv", "-o", "x.csv"], "x.csv: EWS402 dit bestand is ook invoer; kies een andere naam"),
    ],
)
def test_wrong_use_is_one_clear_line(capsys: Capture, arguments: list[str], line: str) -> None:
    written(NUMBERS, "x.csv")
    assert main(["verdeelsleutel", *arguments]) == 2
    assert capsys.readouterr() == ("", f"{line}\n")


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "EWS102"), (b"geen rekenblad", "EWS103"), (None, "EWS101")]
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    capsys: Capture, content: bytes | None, code: str
) -> None:
    if content is not None:
        Path("x.xlsx").write_bytes(content)
    assert main(["verdeelsleutel", "x.xlsx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"x.xlsx: {code} ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("amount", ["1200000", "1.200.000", "€ 1.200.000", "1200000,00"])
def test_an_amount_may_be_written_as_people_do(capsys: Capture, amount: str) -> None:
    found = shares(capsys, written("opdrachtgever;aantal\nA;1\nB;1\n"), "--bedrag", amount)
    assert found == {"A": "600000", "B": "600000"}


def test_the_table_has_all_of_it_and_the_sum(capsys: Capture) -> None:
    code = main(["verdeelsleutel", written(NUMBERS), "--bedrag", "1000", "--peildatum", "2026-07-01"])
    out = capsys.readouterr().out
    assert code == 0
    rows = [line.split("  ") for line in out.splitlines()]
    assert rows[0] == ["Verdeelsleutel naar cliënten op 1 juli 2026"]
    table = {cells[0]: [cell.strip() for cell in cells[1:] if cell.strip()] for cells in rows if cells[0]}
    assert table["Utrecht"] == ["10", "58,82%", "€ 588"]
    assert table["samen"] == ["17", "100%", "€ 1.000"]
    assert "draaiboek §2.2, trede 3" in out


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_no_line_is_wider_than_the_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    list_ = written(NUMBERS.replace("Utrecht", "Samenwerkende gemeenten Zuidoost-Utrecht en omgeving"))
    assert main(["verdeelsleutel", list_, "--bedrag", "123456789"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= int(width)


def test_the_workbook_is_read_back_to_share_another_amount_by_the_same_key(capsys: Capture) -> None:
    for naar in ("clienten", "budget"):
        name = f"{naar}.xlsx"
        assert main(["verdeelsleutel", written(NUMBERS), "--naar", naar, "--bedrag", "1000", "-o", name]) == 0
        later = shares(capsys, name, "--naar", naar, "--bedrag", "777")
        assert later == shares(capsys, written(NUMBERS), "--naar", naar, "--bedrag", "777")


def test_the_workbook_shows_what_all_is_together_and_the_parts_are_that_to_the_euro() -> None:
    written("gemeente;aantal\nA;61\nB;38\nC;24\nD;7\n", "k.csv")
    assert main(["verdeelsleutel", "k.csv", "--bedrag", "1200000", "-o", "k.xlsx"]) == 0
    rows = [list(row) for row in openpyxl.load_workbook("k.xlsx").worksheets[0].iter_rows(values_only=True)]
    heading = next(n for n, row in enumerate(rows) if row[0] == "opdrachtgever")
    assert rows[heading - 1] == ["samen", 130, 1, 1_200_000]
    # 1,200,000 / 130 = 9,230.77 per client: 563,076.92, 350,769.23, 221,538.46 and 64,615.38; two euros are left,
    # for the remainders .92 and .46.
    assert [row[3] for row in rows[heading + 1 :]] == [563_077, 350_769, 221_539, 64_615]


def test_files_are_the_same_again_and_a_batch_leaves_them_out(capsys: Capture) -> None:
    names = ["a.txt", "a.md", "a.csv", "a.json", "a.xlsx"]
    arguments = ["verdeelsleutel", written(NUMBERS), "--bedrag", "1000", "--peildatum", "2026-07-01"]
    arguments += [argument for name in names for argument in ("-o", name)]
    assert main(arguments) == 0
    first = {name: Path(name).read_bytes() for name in names}
    assert main(arguments) == 0
    assert {name: Path(name).read_bytes() for name in names} == first
    Path("map").mkdir()
    Path("a.xlsx").rename("map/a.xlsx")
    assert main(["batch", "map"]) == 2


def test_nothing_of_a_name_is_live(capsys: Capture) -> None:
    list_ = written("opdrachtgever\taantal\n=cmd|'/c calc'!A1 \x1b[31m<b>\t1\n[/]x\t2\n")
    assert main(["verdeelsleutel", list_, "--bedrag", "10", "-o", "a.csv", "-o", "a.xlsx", "-o", "a.md"]) == 0
    rows = list(csv.reader(io.StringIO(Path("a.csv").read_text(encoding="utf-8"))))
    assert rows[2][0] == "'=cmd|'/c calc'!A1 [31m<b>"
    book = openpyxl.load_workbook("a.xlsx")
    assert not any(c.data_type == "f" for sheet in book for row in sheet.iter_rows() for c in row)
    assert "<b>" not in Path("a.md").read_text(encoding="utf-8")


def test_the_json_is_as_its_schema_says(capsys: Capture) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for arguments in (["--bedrag", "10"], ["--naar", "budget"]):
        assert main(["verdeelsleutel", written(NUMBERS), *arguments, "--format", "json"]) == 0
        Draft202012Validator(SCHEMA).validate(json.loads(capsys.readouterr().out))


@given(st.binary(max_size=400) | st.text("opdrachtgever;aantal\n\t,=-0123ë", max_size=200).map(str.encode))
def test_reading_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("f") / "a.csv"
    path.write_bytes(content)
    for naar in Naar:
        found, problems = load(path, naar)
        assert found is not None or problems
