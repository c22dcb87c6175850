"""The mapping file: refused with every problem at its place, and what it does to a reading."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.jaarrekening import Basis, Herkomst
from ews_cli.core.posten import Post
from ews_cli.mapping_file import check, load
from ews_cli.problems import CODES
from ews_cli.readers import CellRef, FileMapping, Lezing, ReadOptions, read
from ews_cli.readers.options import Accounts

CASES = Path(__file__).parent / "mapping"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
ON_THE_FILE_ITSELF = {code for code in CODES if re.match("EWS3[01]", code)}


def mapping_of(text: str) -> FileMapping:
    mapping, problems = check(text.encode(), "m.yaml")
    assert mapping is not None, problems
    return mapping


def codes(text: str) -> list[str]:
    return [problem.code for problem in check(text.encode(), "m.yaml")[1]]


# --- the file itself


def test_every_code_of_a_mapping_file_has_an_invalid_file() -> None:
    assert {path.name[:6] for path in INVALID} == ON_THE_FILE_ITSELF


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_gives_exactly_the_problem_on_its_first_line(path: Path) -> None:
    raw = path.read_bytes()
    expected = re.search(rb"# expect: (?:(\S+) )?(EWS\d+)", raw.splitlines()[0])
    assert expected
    mapping, [problem] = check(raw, "m.yaml")
    assert mapping is None
    place = f"m.yaml:{expected[1].decode()}" if expected[1] else "m.yaml"
    assert (problem.waar, problem.code) == (place, expected[2].decode())
    assert problem.code == path.name[:6]
    assert problem.melding.isprintable()


def test_all_problems_of_a_file_are_named_at_once_in_its_order() -> None:
    text = """schema: 1
eenheid: 10
kolommen:
  - {blad: Balans, kolom: 3, jaar: 2025}
labels: {Totaal ev: eigen_vermogn, Resultaat: winst}
cellen: [{post: resultaat}]
"""
    assert codes(text) == ["EWS313", "EWS315", "EWS314", "EWS314", "EWS312", "EWS312"]


def test_every_key_is_read() -> None:
    mapping = mapping_of((CASES / "valid" / "everything.yaml").read_text(encoding="utf-8"))
    assert (mapping.naam, mapping.kvk) == ("Stichting De Fictieve Els", "00000200")
    assert (mapping.eenheid, mapping.basis) == (1000, Basis.ENKELVOUDIG)
    assert mapping.kolommen == {"Balans": {2: date(2025, 12, 31), 26: date(2025, 6, 30)}}
    assert mapping.labels == {"Eigen middelen": Post.EIGEN_VERMOGEN, "no": Post.VOORRADEN}
    assert mapping.cellen == {
        (Post.RESULTAAT, 2025): CellRef("Winst & verlies", 24, 2, "Saldo", 1),
        (Post.OPBRENGSTEN, 2025): CellRef("Winst en verlies", 6, 2),
    }
    assert mapping.rekeningen == {
        Accounts(1000, 1099): Post.LIQUIDE_MIDDELEN,
        Accounts(500, 500): Post.EIGEN_VERMOGEN,
    }


def test_a_block_of_which_all_lines_are_comments_is_empty() -> None:
    text = "schema: 1\naanbieder:\n  # naam: x\nkolommen:\nlabels:\n  # a: resultaat\ncellen:\n"
    assert mapping_of(text) == FileMapping()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("label: {a: resultaat}", "bedoelde u `labels`?"),
        ("labels: {a: eigenvermogen}", "bedoelde u `eigen_vermogen`?"),
        ("basis: Enkelvoudig", "bedoelde u `enkelvoudig`?"),
        ("eenheid: 1.000.000", "bedoelde u 1000000?"),
        ("aanbieder: {kvk: 123456}", "bedoelde u 00123456?"),
        ("aanbieder: {kvk: 123456789}", "schrijf acht cijfers"),
        ("aanbieder: {kvk: ١٢٣٤٥٦٧٨}", "schrijf acht cijfers"),
    ],
)
def test_a_wrong_word_gets_the_word_that_was_meant(text: str, suggestion: str) -> None:
    [problem] = check(f"schema: 1\n{text}\n".encode(), "m.yaml")[1]
    assert suggestion in problem.melding


@pytest.mark.parametrize(
    ("column", "right"),
    [("A", True), ("XFD", True), ("xfd", True), ("XFE", False), ("AAAA", False), ("", False)],
)
def test_a_column_is_one_that_a_sheet_can_have(column: str, right: bool) -> None:
    found = codes(f'schema: 1\nkolommen: [{{blad: B, kolom: "{column}", jaar: 2025}}]')
    assert (found == []) == right


@pytest.mark.parametrize(("year", "right"), [(1989, False), (1990, True), (2049, True), (2050, False)])
def test_a_year_is_one_that_accounts_can_have(year: int, right: bool) -> None:
    assert (codes(f"schema: 1\nkolommen: [{{blad: B, kolom: C, jaar: {year}}}]") == []) == right


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    for path in (tmp_path / "m.yaml", tmp_path):
        mapping, [problem] = load(path)
        assert mapping is None
        assert problem.code == "EWS301"
        assert "--mapping-uit" in problem.melding


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_no_bytes_make_it_crash(raw: bytes) -> None:
    mapping, problems = check(raw, "m.yaml")
    assert (mapping is None) == bool(problems)


@given(
    st.recursive(
        st.sampled_from(
            ["schema", "1", "labels", "kolommen", "cellen", "resultaat", "Balans!C2", "2025", ""]
        ),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["schema", "labels", "cellen", "post", "jaar", "blad"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_no_shape_makes_it_crash(data: object) -> None:
    import yaml

    mapping, problems = check(yaml.safe_dump(data).encode(), "m.yaml")
    assert (mapping is None) == bool(problems)


# --- what it does to a reading

FOREIGN = """Overzicht vermogen (x € 1.000)
;Dit jaar;Jaar ervoor
Vaste bezittingen;10000;9000
Omlopende bezittingen;5000;4000
Vermogen van de stichting;7000;6000
Schulden lang;4000;4000
Schulden kort;4000;3000
"""
"""Words that no accountant uses: nothing of it is read alone."""

MAPPING = """schema: 1
aanbieder: {naam: Stichting De Fictieve Els, kvk: 00000200}
kolommen:
  - {blad: vreemd, kolom: B, jaar: 2025}
  - {blad: vreemd, kolom: C, balansdatum: 2024-06-30}
labels:
  "Vaste bezittingen": vaste_activa
  "Omlopende bezittingen": vlottende_activa
  "Vermogen van de stichting": eigen_vermogen
  "Schulden lang": langlopende_schulden
  "Schulden kort": kortlopende_schulden
cellen:
  - {post: balanstotaal, jaar: 2025, cel: "vreemd!B3", label: Vaste bezittingen}
"""


def foreign(folder: Path, mapping: str = "schema: 1\n", text: str = FOREIGN) -> Lezing:
    """What is read from the foreign accounts with a mapping."""
    path = folder / "vreemd.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, ReadOptions(mapping=mapping_of(mapping)))


def test_accounts_in_words_of_their_own_are_read_through_a_mapping(tmp_path: Path) -> None:
    assert foreign(tmp_path).jaarrekeningen == ()
    old, new = foreign(tmp_path, MAPPING).jaarrekeningen
    assert (old.balansdatum, new.balansdatum) == (date(2024, 6, 30), date(2025, 12, 31))
    assert new.aanbieder.naam == "Stichting De Fictieve Els"
    assert new.aanbieder.kvk == "00000200"
    assert new.bedrag(Post.EIGEN_VERMOGEN) == 7_000_000
    assert new.posten[Post.EIGEN_VERMOGEN].cel == "vreemd!B5"
    assert old.bedrag(Post.KORTLOPENDE_SCHULDEN) == 3_000_000


def test_a_cell_of_the_mapping_is_said_to_be_given(tmp_path: Path) -> None:
    new = foreign(tmp_path, MAPPING).jaarrekeningen[-1]
    found = new.posten[Post.BALANSTOTAAL]
    assert found.waarde == 10_000_000
    assert (found.herkomst, found.label) == (Herkomst.OPGEGEVEN, "Vaste bezittingen")
    assert Post.BALANSTOTAAL not in new.ontbreekt


def problem_codes(lezing: Lezing) -> list[str]:
    return [problem.code for problem in lezing.problemen]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("blad: vreemd, kolom: C", "blad: vremd, kolom: C", "EWS331", "bedoelde u `vreemd`?"),
        ("blad: vreemd, kolom: C", "blad: vreemd, kolom: F", "EWS332", "geen bedragen"),
        ("Schulden kort", "Schulden korter", "EWS333", "'Schulden korter'"),
        ("vreemd!B3", "vreemd!F3", "EWS335", "bevat geen bedrag"),
        ("vreemd!B3", "Blad9!B3", "EWS335", "blad Blad9"),
        ("vreemd!B3", "vreemd!B4", "EWS335", "verwacht bij vreemd!B4 'Vaste bezittingen'"),
    ],
)
def test_what_does_not_fit_the_file_is_said(old: str, new: str, code: str, said: str, tmp_path: Path) -> None:
    lezing = foreign(tmp_path, MAPPING.replace(old, new))
    [problem] = [problem for problem in lezing.problemen if problem.code == code]
    assert said in problem.melding


def test_a_cell_that_cannot_be_used_leaves_its_post_out(tmp_path: Path) -> None:
    """Its label says that another row was meant, so the amount that stands there is not taken."""
    new = foreign(tmp_path, MAPPING.replace("vreemd!B3", "vreemd!B4")).jaarrekeningen[-1]
    assert Post.BALANSTOTAAL not in new.posten
    assert "verwacht bij vreemd!B4" in new.ontbreekt[Post.BALANSTOTAAL]


def test_a_mapping_of_last_year_is_held_against_the_headings(tmp_path: Path) -> None:
    text = FOREIGN.replace("Dit jaar;Jaar ervoor", "2026;2025")
    lezing = foreign(tmp_path, MAPPING, text)
    assert problem_codes(lezing).count("EWS334") == 2
    [first, _] = [p.melding for p in lezing.problemen if p.code == "EWS334"]
    assert first == "de kop van deze kolom noemt 2026 en de mapping 2025; de mapping telt"


def test_another_kvk_number_in_the_file_is_said(tmp_path: Path) -> None:
    text = "KvK-nummer;00000300\n" + FOREIGN
    lezing = foreign(tmp_path, MAPPING.replace("vreemd!B3", "vreemd!B4"), text)
    assert "EWS336" in problem_codes(lezing)
    assert "EWS336" not in problem_codes(foreign(tmp_path, MAPPING))


TWO_UNITS = """schema: 1
cellen:
  - {{post: resultaat, jaar: 2025, cel: "{}!B2"{}}}
"""


def test_a_cell_has_the_unit_of_its_own_sheet(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    balans = book.active
    assert balans is not None
    balans.title = "Balans"
    for row in (["Balans (x € 1.000)", 2025], ["Eigen vermogen", 700], ["Totaal passiva", 1500]):
        balans.append(row)
    for title, unit in (("Euro", "in euro"), ("Niets", "bedragen"), ("Beide", "in euro of x € 1.000")):
        sheet = book.create_sheet(title)
        sheet.append([unit])
        sheet.append(["Overschot", 12000])
    book["Beide"].append(["x € 1.000"])
    path = tmp_path / "boek.xlsx"
    book.save(path)

    def resultaat(blad: str, extra: str = "") -> object:
        mapping = mapping_of(TWO_UNITS.format(blad, extra))
        return read(path, ReadOptions(mapping=mapping)).jaarrekeningen[-1].bedrag(Post.RESULTAAT)

    assert resultaat("Euro") == 12_000
    assert resultaat("Niets") == 12_000_000  # as the other amounts of the year
    assert resultaat("Niets", ", eenheid: 1") == 12_000


def test_a_known_unit_does_not_mix_with_an_unknown_one(tmp_path: Path) -> None:
    text = "Balans;2025\nEigen vermogen;700\nTotaal passiva;1500\nOverschot;12\n"
    path = tmp_path / "vreemd.csv"
    path.write_text(text, encoding="utf-8")
    mapping = mapping_of(
        'schema: 1\ncellen: [{post: resultaat, jaar: 2025, cel: "vreemd!B4", eenheid: 1000}]'
    )
    lezing = read(path, ReadOptions(mapping=mapping))
    assert Post.RESULTAAT not in lezing.jaarrekeningen[-1].posten
    assert "geef --eenheid" in lezing.jaarrekeningen[-1].ontbreekt[Post.RESULTAAT]
