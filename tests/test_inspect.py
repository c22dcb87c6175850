"""`ews inspect` as a user meets it: what was read, what was not and what to do about it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from ews_cli.cli.main import main
from ews_cli.cli.reader_options import LIMITS
from ews_cli.readers.files import Limits
from ews_cli.reports.clean import safe

ROOT = Path(__file__).parents[1]
ACCOUNTS = str(ROOT / "samples" / "jaarrekening.xlsx")
HEALTHY = str(ROOT / "samples" / "portefeuille" / "08-hele-euros.xlsx")
NAMES = [p.name for p in (ROOT / "samples" / "portefeuille").iterdir() if p.name[0].isdigit()]

Said = Callable[[], tuple[str, str]]

BALANCE = """Balans per 31 december 2025 (x € 1.000);2025;2024
Vaste activa;10.000;9.000
Vlottende activa;5.000;4.000
Totaal activa;15.000;13.000
Eigen vermogen;7.000;6.000
Voorzieningen;1.000;1.000
Langlopende schulden;3.000;3.000
Kortlopende schulden;4.000;3.000
Totaal passiva;15.000;13.000
"""
"""A balance that adds up, without a resultatenrekening."""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return read


def put(folder: Path, text: str, name: str = "els.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def flat(text: str) -> str:
    return " ".join(text.split())


def valid(text: str) -> Any:
    """The document, once its published schema has accepted it."""
    document = json.loads(text)
    schema = json.loads((ROOT / "docs" / "schema" / "inspect.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return document


# --- the table


def test_the_first_lines_say_whose_accounts_these_are_and_how_they_were_taken(said: Said) -> None:
    assert main(["inspect", ACCOUNTS]) == 0
    out, err = said()
    assert err == ""
    assert out.splitlines()[0] == "Stichting Jeugdzorg De Fictieve Linde · KvK 00000100 · AGB onbekend"
    text = flat(out)
    assert "balansdatum 31 december 2025, 31 december 2024 soort jaarrekening basis geconsolideerd" in text
    assert "eenheid x € 1.000 resultaat balans na resultaatbestemming" in text
    assert "gelezen Toelichting: verloop, toelichting, kasstroom" in text


def test_each_figure_has_its_years_its_cells_and_its_label_as_written(said: Said) -> None:
    main(["inspect", ACCOUNTS])
    out, _ = said()
    assert re.search(r"  eigen vermogen +3\.012 +3\.424\n", out)
    assert re.search(r"  eigen vermogen +Balans!C29, D29 “Totaal eigen vermogen”\n", out)
    assert re.search(r"  herkomst +gelezen +vergelijkend\n", out)


def test_a_figure_that_counts_with_the_other_sign_than_is_printed_says_so(said: Said) -> None:
    main(["inspect", ACCOUNTS])
    out, _ = said()
    assert re.search(r"  rentelasten +297 +268\n", out)  # Toelichting!B68 holds -297
    assert "“Rentelasten” (teken omgekeerd)" in flat(out)


def test_a_derived_figure_says_its_sum_and_the_cells_of_its_parts(said: Said, tmp_path: Path) -> None:
    text = "".join(line for line in BALANCE.splitlines(True) if not line.startswith("Totaal"))
    main(["inspect", put(tmp_path, text)])
    out, _ = said()
    assert re.search(r"  balanstotaal +15\.000 +13\.000\b", out)
    assert "afgeleid = vaste activa + vlottende activa: els!B2 + els!B3; els!C2 + els!C3" in flat(out)


def test_every_check_has_a_mark_and_a_failing_one_both_figures(said: Said, tmp_path: Path) -> None:
    wrong = BALANCE.replace("Totaal passiva;15.000", "Totaal passiva;15.500")
    main(["inspect", put(tmp_path, wrong)])
    out, err = said()
    assert "WIJKT AF activa = passiva: 15.000.000 tegen 15.500.000, verschil -500.000 (EWS131)" in flat(out)
    assert "klopt activa = passiva: 13.000.000" in flat(out)
    assert "EWS131 2025: activa = passiva" in err


def test_both_totals_of_the_balance_have_their_cells(said: Said) -> None:
    main(["inspect", ACCOUNTS])
    out, _ = said()
    assert re.search(r"  balanstotaal +Balans!C21, D21 “Totaal activa”\n", out)
    assert re.search(r"  totaal passiva +Balans!C38, D38 “Totaal passiva”\n", out)


def test_a_gap_has_its_reason_and_its_remedy(said: Said, tmp_path: Path) -> None:
    assert main(["inspect", put(tmp_path, BALANCE)]) == 0
    text = flat(said()[0])
    assert "Ontbreekt opbrengsten niet gevonden resultaat niet gevonden oplossing: dit bestand geeft" in text
    assert "dit bestand geeft geen resultatenrekening; geef ook het bestand waar die in staat" in text
    assert "--mapping-uit mapping.yaml" in text


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        (
            "Eigen vermogen;7.000",
            "Eigen vermogen;7.000;6.000\nEigen vermogen;7.001",
            "noem in een mapping de goede cel: els!B4 of els!B5",
        ),
        (
            "Eigen vermogen;",
            "Totaal eigen vermoogen;",
            'zet dan bij labels in een mapping: "Totaal eigen vermoogen": eigen_vermogen',
        ),
        ("Eigen vermogen;7.000", "Eigen vermogen;7.0x0", "vul het bedrag in els!B4 in en lees opnieuw"),
    ],
)
def test_the_remedy_names_the_line_of_a_mapping_that_closes_the_gap(
    old: str, new: str, remedy: str, said: Said, tmp_path: Path
) -> None:
    balance = re.sub("Totaal .*\n", "", BALANCE)  # so that no sum decides
    main(["inspect", put(tmp_path, balance.replace(old, new))])
    assert remedy in flat(said()[0])


def test_an_unknown_unit_says_which_option_tells_it(said: Said, tmp_path: Path) -> None:
    path = put(tmp_path, BALANCE.replace(" (x € 1.000)", ""))
    main(["inspect", path])
    assert "eenheid onbekend; geef --eenheid 1, 1000 of 1000000" in flat(said()[0])
    main(["inspect", path, "--eenheid", "1000", "--format", "json"])
    [_, new] = valid(said()[0])["jaarrekeningen"]
    assert (new["eenheid"], new["posten"]["eigen_vermogen"]["bedrag"]) == (1000, "7000000")


def test_verbose_shows_every_candidate_and_why_it_won_or_lost(said: Said) -> None:
    main(["inspect", ACCOUNTS])
    assert "Kandidaten" not in said()[0]
    main(["inspect", ACCOUNTS, "-v"])
    text = flat(said()[0])
    assert "Kandidaten 2025, x € 1.000" in text
    assert "eigen vermogen gekozen 3.012, Balans!C29 “Totaal eigen vermogen”: label herkend" in text
    assert "afgevallen 1.318, Toelichting!B74 “Afschrijvingen”: een sterkere plaats geeft deze post" in text


def test_files_follow_each_other_in_the_order_in_which_they_are_named(said: Said) -> None:
    main(["inspect", HEALTHY, ACCOUNTS])
    out, _ = said()
    assert out.index(HEALTHY) < out.index(ACCOUNTS)
    assert out.count("\nGelezen als\n") == 2


@pytest.mark.parametrize("width", [40, 57, 80, 120])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_window_and_no_figure_is_cut(
    width: int, name: str, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    path = str(ROOT / "samples" / "portefeuille" / name)
    main(["inspect", path, "-v"])
    out, _ = said()
    assert max(cell_len(line) for line in out.splitlines()) <= width
    main(["inspect", path, "--format", "csv"])
    unit = 1 if "in euro" in out else 1000
    for row in csv.DictReader(io.StringIO(said()[0])):
        amount = f"{Decimal(row['bedrag']) / unit:,f}".replace(",", "_").replace(".", ",").replace("_", ".")
        assert re.search(rf"(?<![\d.,-]){re.escape(amount)}(?![\d.,]*\d)", out), row


# --- JSON and csv


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_json_is_as_its_schema_says_and_the_csv_has_the_same_figures(name: str, said: Said) -> None:
    path = str(ROOT / "samples" / "portefeuille" / name) if name else ACCOUNTS
    assert main(["inspect", path, "--format", "json"]) == 0
    document = valid(said()[0])
    assert main(["inspect", path, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(said()[0])))
    assert [
        (str(jaar["boekjaar"]), post, found["bedrag"], found["herkomst"])
        for jaar in document["jaarrekeningen"]
        for post, found in jaar["posten"].items()
    ] == [(row["boekjaar"], row["post"], row["bedrag"], row["herkomst"]) for row in rows]
    assert len(rows) >= 12


def test_the_json_says_why_a_post_is_missing_and_which_check_fails(said: Said, tmp_path: Path) -> None:
    wrong = BALANCE.replace("Totaal passiva;15.000", "Totaal passiva;15.500")
    broken = re.sub("Eigen vermogen;7.000", "Eigen vermogen;7.0x0", wrong)
    main(["inspect", put(tmp_path, broken), "--format", "json"])
    document = valid(said()[0])
    new = document["jaarrekeningen"][1]
    assert new["ontbreekt"]["eigen_vermogen"] == "els!B5 bevat geen leesbaar bedrag: 7.0x0"
    assert [p["code"] for p in document["problemen"]] == ["EWS115", "EWS131"]


def test_the_csv_is_the_long_table(said: Said) -> None:
    main(["inspect", ACCOUNTS, "--format", "csv"])
    out, _ = said()
    header, *rows = csv.reader(io.StringIO(out))
    assert header == [
        "aanbieder",
        "kvk",
        "boekjaar",
        "post",
        "bedrag",
        "herkomst",
        "cel",
        "label",
        "bestand",
    ]
    assert [
        "Stichting Jeugdzorg De Fictieve Linde",
        "00000100",
        "2025",
        "resultaat",
        "-412000",
        "gelezen",
        "Resultatenrekening!C22",
        "RESULTAAT BOEKJAAR",
        ACCOUNTS,
    ] in rows


def test_what_is_read_of_several_files_goes_to_one_document(said: Said) -> None:
    main(["inspect", ACCOUNTS, HEALTHY, "--format", "json"])
    assert {j["bestand"] for j in valid(said()[0])["jaarrekeningen"]} == {ACCOUNTS, HEALTHY}


def test_a_report_goes_to_each_file_by_its_extension(said: Said, tmp_path: Path) -> None:
    targets = [tmp_path / f"r{extension}" for extension in (".json", ".csv", ".txt")]
    assert main(["inspect", ACCOUNTS, *(part for t in targets for part in ("-o", str(t)))]) == 0
    assert said() == ("", "")
    valid(targets[0].read_text(encoding="ascii"))
    assert targets[1].read_text(encoding="utf-8").startswith("aanbieder,kvk,")
    assert targets[2].read_text(encoding="utf-8").startswith("Stichting")


# --- exit codes and wrong usage


@pytest.mark.parametrize("name", ["niets.xlsx", "map", "leeg.xlsx", "tekst.xlsx"])
def test_a_file_that_cannot_be_read_is_one_line_and_exit_4(name: str, said: Said, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg.xlsx").touch()
    (tmp_path / "tekst.xlsx").write_text("dit is geen rekenblad")
    assert main(["inspect", ACCOUNTS, str(tmp_path / name)]) == 4
    out, err = said()
    assert "Niets gelezen" in out
    assert "Fictieve Linde" in out
    assert err.startswith(f"{tmp_path / name}: EWS1")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "EWS401 er is geen bestand gegeven; bijvoorbeeld: ews inspect jaarrekening.xlsx"),
        (["x", "--format", "pdf"], "EWS403 --format: 'pdf' is geen formaat; kies table of json of csv"),
        (["x", "-o", "r.pdf"], "EWS403 -o r.pdf heeft geen bekende extensie; kies ."),
        (["x", "--fail-on", "3"], "ews inspect: EWS404 onbekende optie --fail-on"),
        (["x", "y", "--mapping-uit", "m.yaml"], "EWS403 --mapping-uit maakt een mapping van één bestand"),
        (
            ["x", "--mapping-uit", "m.txt"],
            "EWS403 --mapping-uit m.txt heeft geen bekende extensie; kies .yaml of",
        ),
    ],
)
def test_wrong_usage_is_exit_2_with_what_would_be_right(arguments: list[str], line: str, said: Said) -> None:
    assert main(["inspect", *arguments]) == 2
    out, err = said()
    assert out == ""
    assert err.startswith(line)


@pytest.mark.parametrize("command", ["score", "inspect"])
@pytest.mark.parametrize(
    ("option", "value", "said_"),
    [
        ("--basis", "geconsolideert", "is geen basis; bedoelde u `geconsolideerd`?"),
        ("--eenheid", "1.000", "is geen eenheid; kies 1 (euro), 1000 of 1000000; bedoelde u 1000?"),
        ("--eenheid", "nan", "is geen eenheid; kies 1 (euro), 1000 of 1000000"),
        ("--jaar", "25", "is geen boekjaar; schrijf een jaar van 1990 tot en met 2049"),
        ("--naam", " ", "is leeg"),
        ("--kvk", "1234567", "met de nullen vooraan; bedoelde u 01234567?"),
        ("--max-mb", "0", "is geen aantal; schrijf een heel getal van 1 of meer"),
        ("--max-seconden", "inf", "is geen aantal; schrijf een heel getal van 1 of meer"),
        ("--max-cellen", "-5", "is geen aantal"),
    ],
)
def test_a_wrong_option_of_the_reader_is_one_line(
    command: str, option: str, value: str, said_: str, said: Said
) -> None:
    assert main([command, ACCOUNTS, f"{option}={value}"]) == 2
    out, err = said()
    assert out == ""
    assert err.startswith(f"EWS403 {option}: '{value}' is ")
    assert said_ in err
    assert err.count("\n") == 1


def test_all_wrong_options_and_all_of_a_wrong_mapping_are_named_at_once(said: Said, tmp_path: Path) -> None:
    mapping = put(tmp_path, "schema: 1\neenhied: 1\nlabels: {a: b}\n", "m.yaml")
    assert main(["inspect", ACCOUNTS, "--kvk", "1", "--jaar", "x", "--mapping", mapping]) == 2
    assert re.findall("EWS[0-9]+", said()[1]) == ["EWS403", "EWS403", "EWS311", "EWS314"]


def test_a_report_does_not_overwrite_the_mapping_it_reads_with(said: Said, tmp_path: Path) -> None:
    mapping = tmp_path / "m.json"
    mapping.write_text("schema: 1\n")
    assert main(["inspect", ACCOUNTS, "--mapping", str(mapping), "-o", str(mapping)]) == 2
    assert "EWS402 dit bestand is ook invoer" in said()[1]


# --- the options of the reader


def test_the_help_says_the_limits_that_hold() -> None:
    usual = Limits()
    for field, factor, help_ in LIMITS.values():
        assert f"(anders {getattr(usual, field) / factor:.0f})" in help_


def test_a_limit_can_be_set(said: Said) -> None:
    assert main(["inspect", ACCOUNTS, "--max-cellen", "10"]) == 4
    assert "EWS106" in said()[1]
    assert main(["inspect", ACCOUNTS, "--max-cellen", "100000"]) == 0


def test_a_workbook_without_a_year_or_a_unit_is_read_with_two_options(said: Said, tmp_path: Path) -> None:
    text = BALANCE.replace(" per 31 december 2025 (x € 1.000);2025;2024", ";Boekjaar;Vorig boekjaar")
    path = put(tmp_path, text)
    assert main(["score", path]) == 4
    assert "EWS112" in said()[1]
    assert main(["inspect", path, "--jaar", "2025", "--eenheid", "1000", "--format", "json"]) == 0
    old, new = valid(said()[0])["jaarrekeningen"]
    assert (old["boekjaar"], new["boekjaar"]) == (2024, 2025)
    assert new["posten"]["balanstotaal"]["bedrag"] == "15000000"
    assert main(["score", path, "--jaar", "2025", "--eenheid", "1000", "--peildatum", "2026-11-22"]) == 0
    assert "46,7%" in said()[0]  # 7 / 15


def test_the_name_and_number_of_the_options_go_before_those_of_the_file(said: Said) -> None:
    main(["inspect", ACCOUNTS, "--naam", "Stichting Anders", "--kvk", "00000999"])
    out, err = said()
    assert out.startswith("Stichting Anders · KvK 00000999")
    assert "EWS336 het bestand noemt KvK 00000100 en opgegeven is 00000999" in err


def two_bases(folder: Path) -> str:
    book = openpyxl.Workbook()
    for number, (basis, equity) in enumerate((("Geconsolideerde", 7000), ("Enkelvoudige", 5000))):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = basis
        for row in (
            [f"{basis} balans per 31 december 2025 (in euro)", 2025],
            ["Eigen vermogen", equity],
            ["Totaal passiva", 15000],
        ):
            sheet.append(row)
    path = folder / "twee.xlsx"
    book.save(path)
    return str(path)


@pytest.mark.parametrize(("basis", "equity"), [("geconsolideerd", "7000"), ("enkelvoudig", "5000")])
def test_the_basis_chooses_between_two_balances(basis: str, equity: str, said: Said, tmp_path: Path) -> None:
    main(["inspect", two_bases(tmp_path), "--basis", basis, "--format", "json"])
    [jaar] = valid(said()[0])["jaarrekeningen"]
    assert (jaar["basis"], jaar["posten"]["eigen_vermogen"]["bedrag"]) == (basis, equity)


def encrypted(folder: Path, password: str) -> str:
    from msoffcrypto.format.ooxml import OOXMLFile

    path = folder / "geheim.xlsx"
    with Path(ACCOUNTS).open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return str(path)


def test_a_password_opens_a_workbook_and_is_never_shown(said: Said, tmp_path: Path) -> None:
    path = encrypted(tmp_path, "Geheim & lang")
    assert main(["inspect", path]) == 4
    out, err = said()
    assert "EWS104" in err
    assert "--wachtwoord-bestand" in out
    right, wrong = (
        put(tmp_path, "Geheim & lang\r\nnog iets\n", "w.txt"),
        put(tmp_path, "Fout!wachtwoord", "v.txt"),
    )
    assert main(["score", path, "--wachtwoord-bestand", right, "--peildatum", "2026-11-22"]) == 0
    out, err = said()
    assert "Trede 4" in out
    assert "Geheim" not in out + err
    assert main(["inspect", path, "--wachtwoord-bestand", wrong, "-v"]) == 4
    out, err = said()
    assert "EWS104 het wachtwoord opent dit bestand niet" in err
    assert "Fout!" not in out + err


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\n"])
def test_a_password_file_without_a_password_is_exit_2(
    content: bytes | None, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / "w.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["inspect", ACCOUNTS, "--wachtwoord-bestand", str(path)]) == 2
    assert said()[1].startswith(f"{path}: EWS403 --wachtwoord-bestand: geen wachtwoord te lezen")


# --- what a file may hold

HOSTILE = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u202e=1+1",
    "＝1+1",
    "[red]Stichting[/]",
    "\x1b[31mStichting",
    "::error::Stichting",
    "##vso[task.complete]",
    "Stichting\u202eGnithcits",
    "S" * 5000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    shown = safe(text)
    assert not shown.startswith(tuple("=+-@\t\r＝"))
    assert shown.isprintable()


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_file_is_live_in_any_output(
    name: str, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    kind = "x € 1.000"
    rows = [line.split(";") for line in BALANCE.splitlines()]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Naam", name])
    writer.writerow([f"Balans ({kind})", 2025, 2024])
    writer.writerows([[row[0], *row[1:]] for row in rows[1:]])
    writer.writerow([f"Eigen vermogen {name}", "1", "1"])
    path = put(tmp_path, text.getvalue())
    for form in ("table", "csv", "json"):
        assert main(["inspect", path, "-v", "--format", form]) == 0
        out, err = said()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)
        assert "##vso" not in out + err
        if form != "json":
            assert "::" not in out + err
        if form == "table":
            assert max(cell_len(line) for line in out.splitlines()) <= 40
        if form == "csv":
            for row in csv.reader(io.StringIO(out)):
                assert not any(cell.startswith(tuple("=+@\t\r＝")) for cell in row)
                assert not any(cell.startswith("-") and not re.fullmatch(r"-[\d.]+", cell) for cell in row)


CELLS = st.sampled_from(
    [
        "Balans (x € 1.000)", "Resultatenrekening (in euro)", "ACTIVA", "PASSIVA", "Totaal activa", "Totaal passiva",
        "Eigen vermogen", "Totaal eigen vermoogen", "Vaste activa", "Som der bedrijfsopbrengsten", "Totaal",
        "Rentelasten", "Resultaat boekjaar", "Groepsvermogen", "Financiële baten en lasten", "Enkelvoudige balans",
        "Begroting 2026", 2025.0, 2024.0, "2025", "31-12-2024", 7.0, -7.0, 0.1, 1e14, 1e300, float("nan"), "1.234",
        "1,234", "(9)", "#REF!", "", "", "x" * 300, "[/]", True,
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=14), st.sampled_from([40, 57, 80, 120]))
def test_any_sheet_gives_a_report_in_every_form(rows: list[list[object]], width: int) -> None:
    from ews_cli.cli.inspect import inspected
    from ews_cli.readers import ReadOptions
    from ews_cli.readers.grid import Sheet
    from ews_cli.readers.statements import read_sheets
    from ews_cli.reports import inspect_csv, json_report, terminal

    sheets = [Sheet("Blad 1", rows), Sheet("Een lange naam van een blad met cijfers", rows[::-1])]
    file = inspected(read_sheets(Path("els.xlsx"), sheets, ReadOptions()))
    text = terminal.inspect([file], width, verbose=True)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    document = valid(json_report.inspect(file.jaren, file.alle_problemen()))
    found = [post for jaar in document["jaarrekeningen"] for post in jaar["posten"]]
    assert [row["post"] for row in csv.DictReader(io.StringIO(inspect_csv.table([file])))] == found


def test_help_is_dutch_and_ascii(said: Said) -> None:
    assert main(["inspect", "--help"]) == 0
    out, _ = said()
    assert out.isascii()
    assert "Gebruik: ews inspect [OPTIES] [BESTAND...]" in out
    assert "--mapping-uit BESTAND" in out
    assert not {"Usage", "Options", "Show this"} & set(re.findall(r"\w+", out))


LOADED = (
    "import sys; from ews_cli.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
)


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["inspect", "--help"], {"rich", "yaml", "python_calamine", "ews_cli.core"}),
        (["inspect", ACCOUNTS], set()),
        (["inspect", ACCOUNTS, "--format", "csv"], {"rich"}),
        (
            ["score", ACCOUNTS, "--eenheid", "1000"],
            {"ews_cli.mapping_file", "ews_cli.reports.inspect_report"},
        ),
        (
            [
                "inspect",
                "docs/voorbeelden/eigen-woorden.csv",
                "--mapping",
                "docs/voorbeelden/eigen-woorden.yaml",
            ],
            set(),
        ),
    ],
)
def test_a_fresh_process_loads_only_what_it_needs(arguments: list[str], never: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, cwd=ROOT, text=True, timeout=60
    )
    assert done.returncode == 0
    assert set(done.stderr.split()) & (never | {"pandas", "openpyxl", "pydantic", "numpy"}) == set()
