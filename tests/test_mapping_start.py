"""The mapping that `--mapping-uit` writes: it reads what was read, and only the gaps are left to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ews_cli.cli.main import main
from ews_cli.core.posten import Post
from ews_cli.mapping_file import check, load
from ews_cli.readers import FileMapping, ReadOptions, read

ROOT = Path(__file__).parents[1]
STATEMENTS = ROOT.parent / "shared" / "data" / "statements"
SAMPLES = sorted((ROOT / "samples" / "portefeuille").glob("[0-9]*"))
SAMPLES.insert(0, ROOT / "samples" / "jaarrekening.xlsx")

Figures = dict[tuple[int, str], tuple[object, str | None]]


def figures(path: Path, mapping: FileMapping | None = None) -> Figures:
    return {
        (jaar.boekjaar, post.value): (bedrag.waarde, bedrag.cel)
        for jaar in read(path, ReadOptions(mapping=mapping or FileMapping())).jaarrekeningen
        for post, bedrag in jaar.posten.items()
    }


def start(path: Path, folder: Path, *options: str) -> str:
    """The mapping that `ews inspect` writes for a file."""
    target = folder / "mapping.yaml"
    target.unlink(missing_ok=True)
    assert main(["inspect", str(path), "-q", "--mapping-uit", str(target), *options]) in (0, 4)
    return target.read_text(encoding="utf-8")


def mapping_of(text: str) -> FileMapping:
    mapping, problems = check(text.encode(), "mapping.yaml")
    assert mapping is not None, problems
    return mapping


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_the_same_with_the_mapping_that_was_made_of_it(path: Path, tmp_path: Path) -> None:
    mapping = mapping_of(start(path, tmp_path))
    assert len(mapping.labels) >= 8
    assert figures(path, mapping) == figures(path)


def test_the_mapping_of_a_csv_serves_a_csv_of_another_name(tmp_path: Path) -> None:
    one, other = tmp_path / "els 2025.csv", tmp_path / "anders.csv"
    one.write_text(
        "Overzicht in euro;;\nVaste activa;600;500\nVlottende activa;400;400\nSamen;1000;900\n", "utf-8"
    )
    other.write_text(one.read_text("utf-8"), "utf-8")
    written = start(one, tmp_path)
    assert "  # - {blad: csv, kolom: B, jaar: …}" in written
    text = """schema: 1
kolommen:
  - {blad: csv, kolom: B, jaar: 2025}
  - {blad: csv, kolom: C, jaar: 2024}
cellen:
  - {post: balanstotaal, jaar: 2025, cel: "csv!B4", label: Samen}
"""
    mapping = mapping_of(text)
    expected = {
        (2025, "vaste_activa"): 600,
        (2025, "vlottende_activa"): 400,
        (2025, "balanstotaal"): 1000,
        (2024, "vaste_activa"): 500,
        (2024, "vlottende_activa"): 400,
        (2024, "balanstotaal"): 900,
    }
    for path in (one, other):
        found = figures(path, mapping)
        assert {key: amount for key, (amount, _) in found.items()} == expected
        assert found[2025, "balanstotaal"][1] == f"{path.stem}!B4"
    again = start(one, tmp_path, "--mapping", str(_saved(tmp_path / "m.yaml", text)))
    assert '{post: balanstotaal, jaar: 2025, cel: "csv!B4", label: "Samen"}' in again
    assert "- {blad: csv, kolom: B, jaar: 2025}" in again
    assert figures(other, mapping_of(again)).keys() == expected.keys()


def _saved(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.skipif(not STATEMENTS.exists(), reason="the published statements of ../shared are not here")
@pytest.mark.parametrize(
    "name",
    ["umcutrecht2021__text", "umcutrecht2021__num", "patrimonium2020__text", "eindhovenairport2017__num"],
)
def test_a_published_statement_reads_the_same_with_its_mapping(name: str, tmp_path: Path) -> None:
    path = STATEMENTS / f"{name}.xlsx"
    mapping = mapping_of(start(path, tmp_path))
    assert len(mapping.labels) >= 5
    assert figures(path, mapping) == figures(path)


@pytest.mark.skipif(not STATEMENTS.exists(), reason="the published statements of ../shared are not here")
def test_a_gap_of_umc_utrecht_is_closed_by_one_line(tmp_path: Path) -> None:
    """The statement prints only the balance of interest; suppose that C14 were the interest paid."""
    path = STATEMENTS / "umcutrecht2021__text.xlsx"
    text = start(path, tmp_path)
    line = '  # - {post: rentelasten, jaar: 2021, cel: "Blad!A1"}'
    assert line in text
    filled = text.replace(line, line.replace("# ", "").replace("Blad!A1", "Resultatenrekening!C14"))
    added = figures(path, mapping_of(filled)).items() - figures(path).items()
    assert added == {((2021, "rentelasten"), (2_685_000, "Resultatenrekening!C14"))}


@pytest.mark.parametrize("name", ["jaarrekening.xlsx", "portefeuille/06-losse-bladen.xlsx"])
def test_the_columns_stand_ready_as_comments(name: str, tmp_path: Path) -> None:
    """Not in force: in next year's workbook of this form the same column is another year."""
    path = ROOT / "samples" / name
    text = start(path, tmp_path)
    assert mapping_of(text).kolommen == {}
    mapping = mapping_of(re.sub(r"^  # (- \{blad)", r"  \1", text, flags=re.MULTILINE))
    assert mapping.kolommen
    assert figures(path, mapping) == figures(path)


def test_next_year_s_workbook_is_read_with_the_mapping_of_this_year(tmp_path: Path) -> None:
    this, next_ = tmp_path / "dit.csv", tmp_path / "volgend.csv"
    text = "Balans (x € 1.000);2025;2024\nEigen vermogen;7;6\nTotaal passiva;15;13\n"
    this.write_text(text, encoding="utf-8")
    next_.write_text(text.replace("2025;2024", "2026;2025"), encoding="utf-8")
    mapping = mapping_of(start(this, tmp_path))
    assert {boekjaar for boekjaar, _ in figures(next_, mapping)} == {2026, 2025}


FOREIGN = """Overzicht vermogen (x € 1.000);Dit jaar;Jaar ervoor
Vaste bezittingen;10000;9000
Omlopende bezittingen;5000;4000
Vermogen van de stichting;7000;6000
Schulden lang;4000;4000
Schulden kort;4000;3000
"""
FILLED = {
    "  # - {blad: csv, kolom: B, jaar: …}": '  - {blad: "vreemd", kolom: B, jaar: 2025}',
    "  # - {blad: csv, kolom: C, jaar: …}": '  - {blad: "vreemd", kolom: C, jaar: 2024}',
    '  # "Vaste bezittingen": …': '  "Vaste bezittingen": vaste_activa',
    '  # "Omlopende bezittingen": …': '  "Omlopende bezittingen": vlottende_activa',
    '  # "Vermogen van de stichting": …': '  "Vermogen van de stichting": eigen_vermogen',
    '  # "Schulden lang": …': '  "Schulden lang": langlopende_schulden',
    '  # "Schulden kort": …': '  "Schulden kort": kortlopende_schulden',
}


def test_a_workbook_that_cannot_be_read_alone_gives_its_columns_and_labels_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "vreemd.csv"
    path.write_text(FOREIGN, encoding="utf-8")
    assert figures(path) == {}
    text = start(path, tmp_path)
    assert mapping_of(text) == FileMapping()
    for old, new in FILLED.items():
        assert old in text
        text = text.replace(old, new)
    found = figures(path, mapping_of(text))
    assert found[2025, "eigen_vermogen"] == (7_000_000, "vreemd!B4")
    assert found[2024, "kortlopende_schulden"] == (3_000_000, "vreemd!C6")
    assert found[2025, "balanstotaal"][0] == 15_000_000


def test_what_the_options_said_is_in_the_mapping(tmp_path: Path) -> None:
    path = tmp_path / "els.csv"
    path.write_text("Balans;Boekjaar;Vorig boekjaar\nEigen vermogen;7;6\nTotaal passiva;15;13\n", "utf-8")
    assert figures(path) == {}
    text = start(
        path, tmp_path, "--jaar", "2025", "--eenheid", "1000", "--naam", "Stichting Els", "--kvk", "00000200"
    )
    mapping = mapping_of(text)
    assert (mapping.naam, mapping.kvk, mapping.eenheid) == ("Stichting Els", "00000200", 1000)
    assert figures(path, mapping) == {
        (2024, "eigen_vermogen"): (6000, "els!C2"),
        (2024, "balanstotaal"): (13000, "els!C3"),
        (2025, "eigen_vermogen"): (7000, "els!B2"),
        (2025, "balanstotaal"): (15000, "els!B3"),
    }


def test_a_mapping_that_was_given_is_kept_and_completed(tmp_path: Path) -> None:
    path = tmp_path / "els.csv"
    path.write_text("Balans (in euro);2025\nVermogen;7\nTotaal passiva;15\nOver;3\n", "utf-8")
    first = tmp_path / "eerste.yaml"
    first.write_text(
        "schema: 1\nlabels: {Vermogen: eigen_vermogen}\n"
        'cellen: [{post: resultaat, jaar: 2025, cel: "els!B4", label: Over}]\n',
        encoding="utf-8",
    )
    given_, _ = load(first)
    assert given_ is not None
    mapping = mapping_of(start(path, tmp_path, "--mapping", str(first)))
    assert mapping.labels["Vermogen"] is Post.EIGEN_VERMOGEN
    cell = given_.cellen[Post.RESULTAAT, 2025]
    assert mapping.cellen == {(Post.RESULTAAT, 2025): cell._replace(blad="csv")}
    assert figures(path, mapping) == figures(path, given_)


def test_a_total_that_stands_for_a_post_in_this_file_only_is_not_written_as_its_label(tmp_path: Path) -> None:
    """Without a share of others the group's equity is equity; in another file of this form it is not."""
    path = tmp_path / "groep.csv"
    path.write_text("Balans (in euro);2025\nTotaal groepsvermogen;7\nTotaal passiva;15\n", "utf-8")
    assert figures(path)[2025, "eigen_vermogen"] == (7, "groep!B2")
    mapping = mapping_of(start(path, tmp_path))
    assert Post.EIGEN_VERMOGEN not in mapping.labels.values()
    assert figures(path, mapping) == figures(path)


def test_a_mapping_never_overwrites_one_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mapping.yaml"
    mine.write_text("schema: 1  # mijn werk\n")
    assert main(["inspect", str(SAMPLES[0]), "--mapping-uit", str(mine)]) == 2
    assert capsys.readouterr().err == f"{mine}: EWS402 dit bestand bestaat al; kies een andere naam\n"
    assert "mijn werk" in mine.read_text()


def test_a_file_that_cannot_be_opened_gives_no_mapping(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mapping.yaml"
    assert main(["inspect", str(tmp_path / "niets.xlsx"), "--mapping-uit", str(target)]) == 4
    assert "EWS101" in capsys.readouterr().err
    assert not target.exists()


HOSTILE = [
    'a"b\\c',
    "# geen commentaar",
    "a: b",
    "{a}",
    "*x",
    "&y",
    "!!z",
    "- w",
    "\x1b[31m",
    "a\nb",
    "\u202ea",
    "…",
    "[/]",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_workbook_breaks_the_mapping(text: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\\/*?:\[\]\x00-\x1f]", "", text)[:31] or "blad"
    for row in (
        [f"Stichting {text}".replace("\x1b", "_x001B_")],
        ["Balans (in euro)", 2025],
        ["Eigen vermogen", 7],
        [f"Ander ding {text}".replace("\x1b", "_x001B_"), 8],
        ["Totaal passiva", 15],
    ):
        sheet.append(row)
    path = tmp_path / "boek.xlsx"
    book.save(path)
    mapping = mapping_of(start(path, tmp_path))
    assert mapping.labels["Eigen vermogen"] is Post.EIGEN_VERMOGEN
    assert figures(path, mapping) == figures(path)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_mapping_of_any_labels_is_a_mapping(tmp_path: Path, labels: list[str]) -> None:
    from ews_cli.cli.inspect import inspected
    from ews_cli.mapping_start import text
    from ews_cli.readers.grid import Sheet
    from ews_cli.readers.statements import read_sheets

    rows = [["Balans (in euro)", 2025.0], ["Eigen vermogen", 7.0], *([label, 3.0] for label in labels)]
    sheet = Sheet("Balans", rows)
    reading = read_sheets(tmp_path / "x.xlsx", [sheet], ReadOptions())
    mapping_of(text(tmp_path / "x.xlsx", reading, inspected(reading), ReadOptions(), [sheet]))
