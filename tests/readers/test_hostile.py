"""Whatever a file is or holds: no exception, no crash, one clear line or right figures, within seconds."""

from __future__ import annotations

import os
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ews_cli.core.posten import Post
from ews_cli.readers import read
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.labels import vocabulary
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets
from writers import Blad, Rij, schrijf_ods

from . import raw

SECONDS = 5
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BALANSTOTAAL = {2022: Decimal(850_000), 2023: Decimal(1_000_000)}


def timed(path: Path) -> Lezing:
    """What is read from a file, with the promises that hold for every file."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    lezing = read(path)
    # Processor time, with that of child processes, so that a busy machine fails no test.
    assert sum(os.times()[:4]) - used < SECONDS
    assert time.perf_counter() - start < 4 * SECONDS
    assert lezing.jaarrekeningen or lezing.problemen
    assert all("\n" not in problem.melding and problem.waar for problem in lezing.problemen)
    return lezing


def only_problem(path: Path) -> str:
    """The code of the one problem of a file that gives no figures."""
    lezing = timed(path)
    assert lezing.jaarrekeningen == ()
    (problem,) = lezing.problemen
    return problem.code


def totals(lezing: Lezing) -> dict[int, Decimal | None]:
    return {jaar.boekjaar: jaar.bedrag(Post.BALANSTOTAAL) for jaar in lezing.jaarrekeningen}


def statement(path: Path, *extra: tuple[str | int, ...], **changed: str) -> Path:
    """The known statement as an .xlsx; `changed` replaces the cell behind a label by other XML."""
    lines = [
        (line[0], changed[str(line[0])], *line[2:]) if line[0] in changed else line for line in raw.STATEMENT
    ]
    return raw.write(path, {"Balans": raw.sheet(raw.rows(*lines, *extra))})


def test_the_known_statement_is_read_right(tmp_path: Path) -> None:
    lezing = timed(statement(tmp_path / "a.xlsx"))
    assert totals(lezing) == BALANSTOTAAL
    assert lezing.jaarrekeningen[-1].bedrag(Post.RESULTAAT) == 50_000


# --- what is no workbook


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.xlsx", b"", "EWS102"),
        ("tekst.xlsx", b"Geachte heer, hierbij de jaarrekening.\nMet groet.\n", "EWS103"),
        ("html.xls", b"<html><table><tr><td>Eigen vermogen</td><td>5</td></tr></table></html>", "EWS103"),
        ("bom.xls", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "EWS103"),
        ("json.csv", b'{"eigen_vermogen": [5, 6],\n "balanstotaal": [7, 8]}\n', "EWS103"),
        ("pdf.xlsx", b"%PDF-1.7 jaarrekening", "EWS103"),
        ("nullen.csv", b"\0" * 5000, "EWS103"),
        ("willekeurig.xlsx", Random(1).randbytes(5000), "EWS103"),
        ("versleuteld.xlsx", OLE2 + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "EWS104"),
        ("kapot.xls", OLE2 + b"\0" * 504 + "Workbook".encode("utf-16-le"), "EWS105"),
        ("kapot.xlsx", b"PK\x03\x04" + Random(2).randbytes(3000), "EWS105"),
    ],
)
def test_what_is_no_workbook_gives_one_clear_line(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert only_problem(tmp_path / name) == code


def test_what_is_no_file_gives_one_clear_line(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "geen.xlsx") == "EWS101"
    assert only_problem(tmp_path) == "EWS101"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pijp.xlsx")
        assert only_problem(tmp_path / "pijp.xlsx") == "EWS101"


def test_a_workbook_that_was_cut_off_gives_one_clear_line(tmp_path: Path) -> None:
    whole = statement(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "b.xlsx").write_bytes(whole[: len(whole) // 2])
    assert only_problem(tmp_path / "b.xlsx") == "EWS105"


@pytest.mark.parametrize("header", [b"PK\x03\x04\x14\0", OLE2])
@settings(
    derandomize=True,
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(noise=st.binary(min_size=50, max_size=3000))
def test_noise_behind_a_right_header_gives_one_clear_line(
    tmp_path: Path, header: bytes, noise: bytes
) -> None:
    for name in ("a.xlsx", "a.xls", "a.xlsb", "a.ods"):
        (tmp_path / name).write_bytes(header + noise)
        assert only_problem(tmp_path / name) in ("EWS103", "EWS105", "EWS107")


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.bin": Random(3).randbytes(2000), "xl/worksheets/sheet1.bin": Random(4).randbytes(2000)},
        {
            "content.xml": Random(5).randbytes(2000),
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        },
        {"content.xml": b"<office:document-content><table:table>"},
        {"xl/workbook.xml": b"<workbook/>"},
        {"xl/workbook.xml": b"<workbook/>", "xl/_rels/workbook.xml.rels": b"<Relationships/>"},
        {"xl/workbook.xml": Random(6).randbytes(500), "xl/_rels/workbook.xml.rels": Random(7).randbytes(500)},
    ],
    ids=["xlsb", "ods", "ods cut off", "no links", "no sheets", "xlsx"],
)
def test_noise_inside_a_sound_zip_gives_one_clear_line(tmp_path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert only_problem(tmp_path / "a.xlsx") in ("EWS105", "EWS107", "EWS111")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The known statement in each kind of file that can be written here."""
    folder = tmp_path_factory.mktemp("bestanden")
    old = xlwt.Workbook()
    blad = old.add_sheet("Balans")
    for r, line in enumerate(raw.STATEMENT):
        for c, value in enumerate(line):
            blad.write(r, c, value)
    old.save(str(folder / "a.xls"))
    schrijf_ods(folder / "a.ods", [Blad("Balans", [Rij(line) for line in raw.STATEMENT])])
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    for line in raw.STATEMENT:
        active.append(line)
    book.save(folder / "a.xlsx")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_every_kind_of_file_gives_the_same_figures(
    tmp_path: Path, written: dict[str, bytes], name: str
) -> None:
    (tmp_path / name).write_bytes(written[name])
    assert totals(timed(tmp_path / name)) == BALANSTOTAAL


@pytest.mark.parametrize(("name", "examples"), [("a.xlsx", 100), ("a.xls", 15), ("a.ods", 15)])
def test_a_real_file_with_a_few_changed_bytes_never_crashes(
    tmp_path: Path, written: dict[str, bytes], name: str, examples: int
) -> None:
    rng = Random(7)
    for _ in range(examples):
        content = bytearray(written[name])
        for _ in range(rng.choice((1, 3, 20))):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / name).write_bytes(content)
        timed(tmp_path / name)


# --- cells that make a reader ask for all memory there is

FAR = ("<c r='XFD1048576'><v>1</v></c>", '<c r="xfd1048576"><v>1</v></c>', '<c r = "XFD1048576"><v>1</v></c>')


@pytest.mark.parametrize(
    "cell", ['<c r="XFD1048576"><v>1</v></c>', *FAR, '<c r="ZZZZZZ999999999"><v>1</v></c>']
)
def test_a_cell_at_the_far_end_does_not_cost_the_process(tmp_path: Path, cell: str) -> None:
    body = raw.rows(*raw.STATEMENT) + f'<row r="1048576">{cell}</row>'
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)})
    assert only_problem(path) in ("EWS105", "EWS106", "EWS107")


def test_a_far_cell_without_a_place_of_its_own_does_not_cost_the_process(tmp_path: Path) -> None:
    body = '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
    assert only_problem(raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)})) == "EWS107"


def test_a_sheet_in_another_folder_is_looked_at_as_well(tmp_path: Path) -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)}, folder="elders")
    assert only_problem(path) == "EWS106"


def test_a_count_that_lies_does_not_cost_the_process(tmp_path: Path) -> None:
    texts = f'<sst {raw.MAIN} count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    body = raw.rows(('<c r="@" t="s"><v>0</v></c>',))
    assert only_problem(raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)}, texts=texts)) == "EWS107"


def test_a_declared_extent_is_not_believed(tmp_path: Path) -> None:
    body = raw.sheet(raw.rows(*raw.STATEMENT), before='<dimension ref="A1:XFD1048576"/>')
    assert totals(timed(raw.write(tmp_path / "a.xlsx", {"Balans": body}))) == BALANSTOTAAL


def test_a_million_rows_are_not_read(tmp_path: Path) -> None:
    body = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 1_048_577))
    assert only_problem(raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)})) == "EWS106"


def test_a_long_text_in_every_cell_does_not_fill_the_memory(tmp_path: Path) -> None:
    texts = f"<sst {raw.MAIN}><si><t>{'a' * 1_000_000}</t></si></sst>"
    body = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 50_000))
    assert only_problem(raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)}, texts=texts)) in (
        "EWS106",
        "EWS107",
    )


def test_a_ledger_beside_the_statement_is_left_out_and_named(tmp_path: Path) -> None:
    ledger = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 150_001))
    sheets = {"Balans": raw.sheet(raw.rows(*raw.STATEMENT)), "Grootboek": raw.sheet(ledger)}
    lezing = timed(raw.write(tmp_path / "a.xlsx", sheets))
    assert totals(lezing) == BALANSTOTAAL
    assert [p.code for p in lezing.problemen if "Grootboek" in p.melding] == ["EWS106"]


def test_forty_sheets_are_read(tmp_path: Path) -> None:
    sheets = {"Balans": raw.sheet(raw.rows(*raw.STATEMENT))}
    sheets |= {f"Blad{i}": raw.sheet(raw.rows(("Overig", 5), ("", 2023))) for i in range(45)}
    assert totals(timed(raw.write(tmp_path / "a.xlsx", sheets))) == BALANSTOTAAL


def test_more_sheets_than_accounts_have_are_refused(tmp_path: Path) -> None:
    sheets = {f"Blad{i}": raw.sheet(raw.rows(("Overig", 5))) for i in range(301)}
    assert only_problem(raw.write(tmp_path / "a.xlsx", sheets)) == "EWS106"


# --- cells without a usable value


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="@" t="e"><v>#REF!</v></c>',
        '<c r="@" t="e"><f>A1/0</f><v>#DIV/0!</v></c>',
        '<c r="@"><f>SUM(B1:B4)</f></c>',
        '<c r="@"><f>SUM(B1:B4)</f><v></v></c>',
        '<c r="@"><v>1E+308</v></c>',
        '<c r="@" t="inlineStr"><is><t>NaN</t></is></c>',
        '<c r="@" t="inlineStr"><is><t>n.v.t. 5</t></is></c>',
        '<c r="@" t="b"><v>1</v></c>',
        '<c r="@" t="inlineStr"><is><t>1.23.456</t></is></c>',
    ],
)
@pytest.mark.parametrize(
    ("label", "post"),
    [("Totaal eigen vermogen", Post.EIGEN_VERMOGEN), ("Som der bedrijfsopbrengsten", Post.OPBRENGSTEN)],
)
def test_a_cell_without_a_usable_value_is_a_gap_and_no_other_figure(
    tmp_path: Path, label: str, post: Post, cell: str
) -> None:
    lezing = timed(statement(tmp_path / "a.xlsx", **{label: cell}))
    older, younger = lezing.jaarrekeningen
    true = {Post.EIGEN_VERMOGEN: (250_000, 300_000), Post.OPBRENGSTEN: (1_900_000, 2_000_000)}[post]
    assert older.bedrag(post) == true[0]
    # What the identities prove may be filled in; what they do not is missing, with a reason.
    assert younger.bedrag(post) in (None, true[1])
    if younger.bedrag(post) is None:
        assert younger.reden(post) != "niet gevonden" or "1</v>" in cell


def test_a_defect_names_its_cell(tmp_path: Path) -> None:
    cell = '<c r="@" t="e"><v>#REF!</v></c>'
    lezing = timed(statement(tmp_path / "a.xlsx", **{"Totaal kortlopende schulden": cell}))
    named = [problem for problem in lezing.problemen if problem.code == "EWS115"]
    assert [str(problem.waar).rpartition("!")[2] for problem in named] == ["B9"]
    assert "#REF!" in named[0].melding


def test_a_text_of_the_longest_length_is_only_text(tmp_path: Path) -> None:
    lezing = timed(statement(tmp_path / "a.xlsx", ("x" * 32_767, 5), ("9" * 32_767, 5), ("-" * 32_767, 5)))
    assert totals(lezing) == BALANSTOTAAL


@pytest.mark.parametrize("amount", [1e308, -1e308, 1e16, float("inf"), float("nan"), 5e-324])
def test_a_number_that_is_no_amount_is_never_one(amount: float) -> None:
    lines = [[*line] for line in raw.STATEMENT]
    lines[5][1] = amount  # type: ignore[call-overload]
    lezing = read_sheets(Path("a.xlsx"), [Sheet("Balans", lines)], ReadOptions())
    equity = lezing.jaarrekeningen[-1].bedrag(Post.EIGEN_VERMOGEN)
    assert equity is None or equity.is_finite()
    assert equity != Decimal(amount) * 1000 if amount == amount else True


# --- names and texts that want to be something else


@pytest.mark.parametrize(
    "naam",
    [
        "[red]Stichting[/red] [/]",
        "Stichting \x1b[31mrood",
        "Stichting _x001B_]8;;http://x",
        "Stichting \u202egnal rettirw",
        "=HYPERLINK(&quot;http://x&quot;)",
        "@SUM(A1)",
        "::error::Stichting",
        "Stichting &lt;script&gt;",
        "S" * 5000,
        "\ufeffStichting",
    ],
)
def test_a_name_that_wants_to_be_code_changes_no_figure(tmp_path: Path, naam: str) -> None:
    if "\x1b" in naam:
        lines: list[list[object]] = [[naam], *(list[object](line) for line in raw.STATEMENT)]
        lezing = read_sheets(tmp_path / "a.xlsx", [Sheet("Balans", lines)], ReadOptions())
    else:
        body = raw.sheet(raw.rows((f"Naam: {naam}",), *raw.STATEMENT))
        lezing = timed(raw.write(tmp_path / "a.xlsx", {"Balans": body}))
    assert totals(lezing) == BALANSTOTAAL
    assert all(len(jaar.aanbieder.naam) <= 200 for jaar in lezing.jaarrekeningen)


# --- other dialects


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    body = raw.sheet(raw.rows(*raw.STATEMENT), namespace=raw.STRICT)
    path = raw.write(tmp_path / "a.xlsx", {"Balans": body}, namespace=raw.STRICT)
    assert totals(timed(path)) == BALANSTOTAAL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_csv_in_any_encoding_is_read(tmp_path: Path, encoding: str, mark: str) -> None:
    lines = [mark.join(str(cell) for cell in line) for line in (*raw.STATEMENT, ("Coördinatie", 5, 5))]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode(encoding))
    assert totals(timed(tmp_path / "a.csv")) == BALANSTOTAAL


def test_a_file_in_the_current_folder_cannot_pass_itself_off_as_a_module(
    tmp_path: Path, written: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("csv", "pickle", "ews_cli", "python_calamine", "subprocess"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('run from input')", encoding="utf-8")
    (tmp_path / "a.xls").write_bytes(written["a.xls"])
    monkeypatch.chdir(tmp_path)
    assert totals(timed(Path("a.xls"))) == BALANSTOTAAL


# --- sheets of anything

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "Eigen vermogen",
            "Totaal activa",
            "2023",
            "31-12-2023",
            "Begroting 2023",
            "1.234",
            "(5)",
            "-",
            "x € 1.000",
        ]
    ),
    st.floats(),
    st.sampled_from([2023.0, 2022.0, 1e308, -0.0, 5.0]),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@settings(derandomize=True, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.text(max_size=20))
def test_a_sheet_of_anything_never_raises(rows: list[list[object]], naam: str) -> None:
    lezing = read_sheets(Path("a.xlsx"), [Sheet(naam, rows), Sheet("Balans", rows[::-1])], ReadOptions())
    for jaar in lezing.jaarrekeningen:
        assert all(bedrag.waarde.is_finite() and bedrag.cel for bedrag in jaar.posten.values())


NASTY = (
    *(
        "(1) ",
        "*",
        "* ",
        "1) ",
        ". ",
        "… ",
        ": ",
        "(+)/(-) ",
        "( + ) ",
        "1. ",
        "12.",
        "a) ",
        "iv. ",
        "- ",
        "10 - ",
    ),
    *(
        "12/12a - ",
        "((",
        "( )",
        "(a) ",
        "(ten hoogste 1 jaar) ",
        "x € ",
        "€ ",
        "in ",
        "1.000 ",
        "1 ",
        "1'",
        "k€",
    ),
    *(
        "cijfers luiden",
        "alle bedragen ",
        "31-12-2023 ",
        "2023 ",
        "2023 / ",
        "31 dec ",
        "per ",
        "stand saldo ",
    ),
    *(
        "na verwerking van het resultaat ",
        "toevoeging",
        "winst verlies ",
        "b.v. ",
        "stichting ",
        "kvk ",
        "12345678 ",
    ),
    *(
        "naam van de ",
        "zie ",
        "toel",
        "0",
        "Z9",
        "a1.",
        "te ",
        "\u00a0",
        "\n",
        "é",
        "ﷺ",
        "-/-",
        "eigen vermogen ",
    ),
)
"""Pieces of what the patterns of the reader look for: repeated, each of them once had many ways to fit."""


@pytest.mark.parametrize("unit", NASTY)
@pytest.mark.parametrize("begin", ["", "a", "eigen vermogen "])
def test_a_full_cell_of_any_repeated_text_costs_no_more_than_a_glance(unit: str, begin: str) -> None:
    text = f"{begin}{unit * 32_767}"[:32_766] + "x"
    rows: list[list[Cell]] = [
        [text],
        ["Balans per 31 december 2023 (x € 1.000)"],
        ["", 2023.0, 2022.0],
        [text, 5.0, 6.0],
        ["Voorraden", text, 6.0],
        ["Totaal activa", 100.0, 90.0],
    ]
    vocabulary()  # read once, whatever the text
    before = time.process_time()
    lezing = read_sheets(Path("jaarrekening.xlsx"), [Sheet("Balans", rows)], ReadOptions())
    assert (
        time.process_time() - before < 1
    )  # three cells; each of these once took seconds, and takes milliseconds
    assert lezing.jaarrekeningen[-1].posten[Post.BALANSTOTAAL].waarde == 100_000
