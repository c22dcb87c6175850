"""DigiMV: what each organisation filled in, whatever the form of the file, or a reason."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from digimv_files import (
    POSTS,
    WHO,
    WRITERS,
    Cell,
    DataSet,
    Rows,
    labels,
    ods_table,
    simple,
    write_content,
    write_csv,
    write_ods,
    write_xlsx,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ews_cli import portfolio, readers
from ews_cli.cli.main import main
from ews_cli.core.jaarrekening import Basis, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import CODES, Ernst
from ews_cli.readers import FileMapping, Lezing, ReadOptions, digimv
from ews_cli.readers.digimv import recognise
from ews_cli.readers.digimv.names import names
from ews_cli.readers.digimv.reading import list_variables
from ews_cli.readers.labels import vocabulary

FORMS = pytest.mark.parametrize("extension", list(WRITERS))
NEEDED = {
    Post.BALANSTOTAAL: "qActiva",
    Post.VLOTTENDE_ACTIVA: "qVlottend",
    Post.EIGEN_VERMOGEN: "qVermogen",
    Post.KORTLOPENDE_SCHULDEN: "qKort",
    Post.OPBRENGSTEN: "qBaten",
    Post.RESULTAAT: "qResultaat",
}


def written(folder: Path, data: DataSet, extension: str = ".ods", stem: str = "DigiMV2023") -> Path:
    """A file with a data set, in a form."""
    return WRITERS[extension](folder / f"{stem}{extension}", data)


def read(path: Path, **options: object) -> list[Lezing]:
    """What is read of each organisation, and then of the whole."""
    return list(readers.read_each(path, replace(ReadOptions(), **options)))  # type: ignore[arg-type]


def years(lezingen: list[Lezing]) -> list[Jaarrekening]:
    """All years of all organisations."""
    return [jaar for lezing in lezingen for jaar in lezing.jaarrekeningen]


def said(lezingen: list[Lezing]) -> list[tuple[str, str]]:
    """Code and words of all that was said."""
    return [(problem.code, problem.melding) for lezing in lezingen for problem in lezing.problemen]


def codes(lezingen: list[Lezing]) -> list[str]:
    """The codes of all that was said."""
    return [code for code, _ in said(lezingen)]


@FORMS
def test_an_organisation_has_two_years_each_amount_from_its_own_cell(tmp_path: Path, extension: str) -> None:
    (lezing,) = read(written(tmp_path, simple(), extension))
    before, now = lezing.jaarrekeningen
    assert (before.balansdatum, now.balansdatum) == (date(2022, 12, 31), date(2023, 12, 31))
    assert {post: now.bedrag(post) for post in NEEDED} == {p: Decimal(POSTS[s][1]) for p, s in NEEDED.items()}
    assert {post: before.bedrag(post) for post in NEEDED} == {
        p: Decimal(POSTS[s][1] + 10) for p, s in NEEDED.items()
    }
    assert (now.aanbieder.naam, now.aanbieder.kvk) == ("Stichting A", "01234567")
    assert (now.basis, now.eenheid, now.maanden) == (Basis.ENKELVOUDIG, 1, 12)
    assert now.posten[Post.EIGEN_VERMOGEN].herkomst is Herkomst.GELEZEN
    assert before.posten[Post.EIGEN_VERMOGEN].herkomst is Herkomst.VERGELIJKEND
    assert now.posten[Post.EIGEN_VERMOGEN].label == "Totaal eigen vermogen (qVermogen_0)"
    assert lezing.problemen == ()


@pytest.mark.parametrize(
    ("extension", "cel"), [(".ods", "RowData_02!D2"), (".xlsx", "RowData_02!D2"), (".csv", "DigiMV2023!D17")]
)
def test_a_cell_is_named_as_a_spreadsheet_shows_it(tmp_path: Path, extension: str, cel: str) -> None:
    """In the csv: 13 rows of variables, 2 of who it is, and the headings above it."""
    now = years(read(written(tmp_path, simple(), extension)))[-1]
    assert now.posten[Post.EIGEN_VERMOGEN].cel == cel


AMOUNTS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.sampled_from([0, 0.5, 1234.25, -7.75]))
VARIABLES = [f"{stem}{end}" for stem in POSTS for end in ("_0", "_1", "_0Cons", "_1Cons")]


@given(
    rows=st.lists(st.lists(AMOUNTS, min_size=24, max_size=24), min_size=1, max_size=5),
    split=st.integers(1, 23),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_forms_give_the_same_accounts(tmp_path: Path, rows: list[list[Cell]], split: int) -> None:
    """Whatever is filled in, and wherever the sheets are cut."""
    codes_ = [f"code-{n}" for n in range(len(rows))]
    who = [WHO, *((code, "DigiMV2023", f"1000000{n}", f"Stichting {n}") for n, code in enumerate(codes_))]
    cut = [
        [("Code", *VARIABLES[part]), *((code, *row[part]) for code, row in zip(codes_, rows, strict=True))]
        for part in (slice(0, split), slice(split, None))
    ]
    data = DataSet(labels(("_0", "_1", "_0Cons", "_1Cons")), [who, *cut])
    found = [
        [
            (
                j.aanbieder,
                j.balansdatum,
                j.basis,
                j.ontbreekt.keys(),
                {p: b.waarde for p, b in j.posten.items()},
            )
            for j in years(read(written(tmp_path, data, extension)))
        ]
        for extension in WRITERS
    ]
    assert found[0] == found[1] == found[2]
    filled = sum(any(cell is not None for cell in row) for row in rows)
    assert len({one[0] for one in found[0]}) <= filled


@FORMS
def test_an_empty_cell_is_no_zero_and_a_zero_is_one(tmp_path: Path, extension: str) -> None:
    now = years(read(written(tmp_path, simple(qResultaat_0=0, qVermogen_0=None), extension)))[-1]
    assert now.bedrag(Post.RESULTAAT) == 0
    assert Post.EIGEN_VERMOGEN not in now.posten


def consolidated(**changed: Cell) -> DataSet:
    """As `simple`, with consolidated amounts that are twice the single ones."""
    more: dict[str, Cell] = {
        f"{stem}_{back}Cons": 2 * amount for stem, (_, amount) in POSTS.items() for back in (0, 1)
    }
    data = simple(**(more | changed))
    return data._replace(labels=labels(("_0", "_1", "_0Cons", "_1Cons")))


def test_consolidated_goes_before_single_and_that_is_said(tmp_path: Path) -> None:
    lezingen = read(written(tmp_path, consolidated()))
    assert {jaar.basis for jaar in years(lezingen)} == {Basis.GECONSOLIDEERD}
    assert years(lezingen)[-1].bedrag(Post.BALANSTOTAAL) == 2000
    assert [code for code, _ in said(lezingen)] == ["EWS119"]
    assert "gelezen zijn de geconsolideerde" in said(lezingen)[0][1]


def test_the_basis_that_the_user_chooses_counts(tmp_path: Path) -> None:
    lezingen = read(written(tmp_path, consolidated()), basis=Basis.ENKELVOUDIG)
    assert years(lezingen)[-1].bedrag(Post.BALANSTOTAAL) == 1000
    assert "gelezen zijn de enkelvoudige" in said(lezingen)[0][1]


def test_a_consolidated_amount_alone_makes_no_consolidated_accounts(tmp_path: Path) -> None:
    """The bases never mix: of an organisation that filled in one consolidated post the single ones are read."""
    without = {f"{stem}_{back}Cons": None for stem in POSTS for back in (0, 1)}
    lezingen = read(written(tmp_path, consolidated(**(without | {"qResultaat_0Cons": 7}))))
    now = years(lezingen)[-1]
    assert now.basis is Basis.ENKELVOUDIG
    assert [now.bedrag(Post.RESULTAAT), now.bedrag(Post.BALANSTOTAAL)] == [30, 1000]
    assert codes(lezingen) == ["EWS119"]


def test_of_two_variables_for_one_post_the_filled_one_counts(tmp_path: Path) -> None:
    """Micro organisations fill in other columns."""
    data = simple(qVermogen_0=None, qMicroVermogen_0=99)
    data = data._replace(labels=[*data.labels, ("qMicroVermogen_0", "Eigen vermogen")])
    assert years(read(written(tmp_path, data)))[-1].bedrag(Post.EIGEN_VERMOGEN) == 99


def test_two_variables_that_contradict_each_other_are_both_left_out(tmp_path: Path) -> None:
    data = simple(qMicroVermogen_0=99)
    data = data._replace(labels=[*data.labels, ("qMicroVermogen_0", "Eigen vermogen")])
    lezingen = read(written(tmp_path, data))
    now = years(lezingen)[-1]
    assert Post.EIGEN_VERMOGEN not in now.posten
    assert "tegenstrijdige bedragen" in now.ontbreekt[Post.EIGEN_VERMOGEN]
    assert codes(lezingen) == ["EWS116"]


@pytest.mark.parametrize(
    ("written_as", "kvk", "expected"),
    [
        ("01234567", "01234567", []),
        (1234567, "01234567", [Ernst.OPMERKING]),
        ("1234567", "01234567", [Ernst.OPMERKING]),
        ("12 34 56 78", "12345678", []),
        (None, None, [Ernst.WAARSCHUWING]),
        ("onbekend", None, [Ernst.WAARSCHUWING]),
        ("1,2E+07", None, [Ernst.WAARSCHUWING]),
    ],
)
def test_a_kvk_number_is_eight_digits_or_none(
    tmp_path: Path, written_as: Cell, kvk: str | None, expected: list[Ernst]
) -> None:
    lezingen = read(written(tmp_path, simple(ExternalOrganizationId=written_as)))
    assert {jaar.aanbieder.kvk for jaar in years(lezingen)} == {kvk}
    assert [p.weegt for lezing in lezingen for p in lezing.problemen if p.code == "EWS184"] == expected


def test_the_book_year_is_that_of_the_row_then_of_the_option_then_of_the_name(tmp_path: Path) -> None:
    assert [j.boekjaar for j in years(read(written(tmp_path, simple(), stem="a")))] == [2022, 2023]
    path = written(tmp_path, simple(Questionnaire=None), stem="digimv-2024-openbaar-20251022")
    assert [j.boekjaar for j in years(read(path))] == [2023, 2024]
    assert [j.boekjaar for j in years(read(path, jaar=2021))] == [2020, 2021]


def test_without_any_book_year_nothing_is_scored(tmp_path: Path) -> None:
    lezingen = read(written(tmp_path, simple(Questionnaire=None), stem="export"))
    assert years(lezingen) == []
    assert "EWS112" in codes(lezingen)


@FORMS
def test_without_labels_the_names_are_read_as_words_and_that_is_said(tmp_path: Path, extension: str) -> None:
    sheets: list[Rows] = [
        [WHO, ("a", "DigiMV2023", "12345678", "A")],
        [
            (
                "Code",
                "qTotaalBaten_0",
                "qResultaatNaBelasting_0",
                "qEigenVermogen_0",
                "qTotaalActiva_0",
                "qIetsAnders_0",
            ),
            ("a", 2000, 30, 350, 1000, 5),
        ],
    ]
    lezingen = read(written(tmp_path, DataSet([], sheets), extension))
    (now,) = years(lezingen)
    assert {p: b.waarde for p, b in now.posten.items()} == {
        Post.OPBRENGSTEN: 2000,
        Post.RESULTAAT: 30,
        Post.EIGEN_VERMOGEN: 350,
        Post.BALANSTOTAAL: 1000,
    }
    assert codes(lezingen) == ["EWS181", "EWS182"]
    assert "vlottende activa, kortlopende schulden" in said(lezingen)[1][1]


def test_another_layout_is_refused_with_what_was_sought(tmp_path: Path) -> None:
    sheets: list[Rows] = [[("Code", "Name", "vraag_7a_0"), ("a", "A", 5)]]
    lezingen = read(written(tmp_path, DataSet([("vraag_7a_0", "Hoeveel bedden?")], sheets)))
    assert years(lezingen) == []
    ((code, melding),) = said(lezingen)
    assert code == "EWS182"
    assert (
        "eigen vermogen, balanstotaal, resultaat, opbrengsten, vlottende activa, kortlopende schulden"
        in melding
    )
    assert "--variabelen" in melding


def test_a_data_set_without_rows_of_organisations_is_refused(tmp_path: Path) -> None:
    lezingen = read(written(tmp_path, DataSet(labels(), [[("Nummer", "Iets"), ("a", 1)]])))
    assert (years(lezingen), codes(lezingen)) == ([], ["EWS182"])


def two(**changed: Cell) -> DataSet:
    """`simple` with a second organisation beside the first."""
    data = simple(**changed)
    who, amounts = ([list(row) for row in rows] for rows in data.sheets)
    who.append(["b-2", "DigiMV2023", "87654321", "Stichting B"])
    amounts.append(["b-2", *amounts[1][1:]])
    return data._replace(sheets=[who, amounts])


@FORMS
def test_a_code_twice_with_other_amounts_costs_that_organisation_only(tmp_path: Path, extension: str) -> None:
    data = two()
    amounts = [*data.sheets[1], ["a-1", 1, *data.sheets[1][1][2:]]]
    lezingen = read(written(tmp_path, data._replace(sheets=[data.sheets[0], amounts]), extension))
    assert {jaar.aanbieder.naam for jaar in years(lezingen)} == {"Stichting B"}
    ((code, melding),) = said(lezingen)
    assert code == "EWS183"
    assert re.search(r"Stichting A: regel \d+ en \d+ van .* geven qActiva_0 verschillend", melding)


@FORMS
def test_a_row_twice_with_the_same_amounts_is_the_same(tmp_path: Path, extension: str) -> None:
    data = two()
    again = data._replace(sheets=[[*rows, rows[1]] for rows in data.sheets])
    lezingen = read(written(tmp_path, again, extension))
    assert len(years(lezingen)) == 4
    assert codes(lezingen) == []


def test_a_row_without_a_code_is_said_and_the_rest_scored(tmp_path: Path) -> None:
    data = two()
    sheets = [data.sheets[0], [*data.sheets[1], [None, *data.sheets[1][1][1:]]]]
    lezingen = read(written(tmp_path, data._replace(sheets=sheets)))
    assert len(years(lezingen)) == 4
    assert said(lezingen) == [
        ("EWS183", "1 regels zonder Code zijn overgeslagen: niet te zien is van wie ze zijn")
    ]


def test_organisations_without_amounts_are_counted_in_one_line(tmp_path: Path) -> None:
    data = two()
    sheets = [[*data.sheets[0], *(("c", "DigiMV2023", None, f"C{n}") for n in range(1))], data.sheets[1]]
    lezingen = read(written(tmp_path, data._replace(sheets=sheets)))
    assert len(years(lezingen)) == 4
    assert said(lezingen) == [
        ("EWS185", "1 van 3 organisaties hebben geen bedragen ingevuld en tellen niet mee")
    ]
    assert CODES["EWS185"].ernst is Ernst.OPMERKING


@FORMS
def test_words_where_an_amount_belongs_leave_the_post_out(tmp_path: Path, extension: str) -> None:
    lezingen = read(written(tmp_path, simple(qVermogen_0="zie bijlage"), extension))
    now = years(lezingen)[-1]
    assert "'zie bijlage'" in now.ontbreekt[Post.EIGEN_VERMOGEN]
    assert codes(lezingen) == ["EWS115"]
    assert now.bedrag(Post.BALANSTOTAAL) == 1000


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (("1000.50", "350.25"), (Decimal("1000.50"), Decimal("350.25"))),
        (("1.000,50", "350,25"), (Decimal("1000.50"), Decimal("350.25"))),
        (("1,000.50", "1,234"), (Decimal("1000.50"), Decimal("1234"))),
        (("1.000,50", "1.234"), (Decimal("1000.50"), Decimal("1234"))),
        (("1000.50", "350,25"), (None, None)),
    ],
)
def test_amounts_as_text_decide_together_what_separates_the_decimals(
    tmp_path: Path, amounts: tuple[str, str], expected: tuple[Decimal | None, ...]
) -> None:
    now = years(read(written(tmp_path, simple(qActiva_0=amounts[0], qVermogen_0=amounts[1]))))[-1]
    found = (now.bedrag(Post.BALANSTOTAAL), now.bedrag(Post.EIGEN_VERMOGEN))
    assert found == expected or (
        None in expected and set(found) <= {*expected, Decimal("1000.50"), Decimal("350.25")}
    )


def test_costs_that_are_all_negative_are_costs(tmp_path: Path) -> None:
    data = simple(qLasten_0=-1970, qPersoneel_0=-1500)
    more = [("qLasten_0", "Som der bedrijfslasten"), ("qPersoneel_0", "Personeelskosten")]
    now = years(read(written(tmp_path, data._replace(labels=[*data.labels, *more]))))[-1]
    assert [now.bedrag(Post.BEDRIJFSLASTEN), now.bedrag(Post.PERSONEELSKOSTEN)] == [1970, 1500]
    assert now.bedrag(Post.BEDRIJFSRESULTAAT) == 30


# What a variable is


def of(
    naam: str, label: str, *more: tuple[str, str], mapping: FileMapping | None = None
) -> dict[str, tuple[str, str]]:
    """Of each variable its state and what it is."""
    from ews_cli.readers.digimv.variables import Definition, Said, variables

    known = Definition(dict([(naam, label), *more]), frozenset())
    found = variables(known.labels, known, Said(mapping or FileMapping()))
    return {n: (v.staat.value, " ".join(v.namen)) for n, v in found.items()}


@pytest.mark.parametrize(
    ("naam", "label", "expected"),
    [
        ("q1_0", "Totaal eigen vermogen", ("genomen", "eigen_vermogen")),
        ("q1_0", "Totaal eigen vermogen (boekjaar)", ("genomen", "eigen_vermogen")),
        ("q1_0", "Totaal eigen vermogen per 31 december 2023", ("genomen", "eigen_vermogen")),
        ("q1_0", "Eigen vermogen ultimo 2023", ("genomen", "eigen_vermogen")),
        ("q1_0", "Balans - Passiva - Eigen vermogen", ("genomen", "eigen_vermogen")),
        ("q1_0", "Resultatenrekening: Personeelskosten", ("genomen", "personeelskosten")),
        ("q1_0Cons", "Geconsolideerde balans - Eigen vermogen", ("genomen", "eigen_vermogen")),
        ("q1_1", "Eigen vermogen (vorig boekjaar)", ("genomen", "eigen_vermogen")),
        ("q1_0", "Segment Wmo - Resultaat na belastingen", ("lijkt erop", "resultaat")),
        ("q1_0", "Verloopoverzicht - Eigen vermogen", ("lijkt erop", "eigen_vermogen")),
        ("q1_0", "Eigen vermogen (vorig boekjaar)", ("lijkt erop", "eigen_vermogen")),
        ("q1_1", "Eigen vermogen huidig boekjaar", ("lijkt erop", "eigen_vermogen")),
        ("q1_0", "% eigen vermogen", None),
        ("q1_0", "Geconsolideerde balans - Eigen vermogen", ("lijkt erop", "eigen_vermogen")),
        ("q1_0Cons", "Enkelvoudig eigen vermogen", ("lijkt erop", "eigen_vermogen")),
        ("q1", "Eigen vermogen", ("lijkt erop", "eigen_vermogen")),
        ("q1_2", "Eigen vermogen", ("lijkt erop", "eigen_vermogen")),
        ("q1_0", "Exploitatieresultaat", ("lijkt erop", "bedrijfsresultaat resultaat")),
        ("qResultaatbedrag_0", "Resultaat", ("lijkt erop", "")),
        ("q1_0", "Aantal plaatsen", None),
        ("q1_0", "Eigen vermogen als percentage van het balanstotaal", None),
    ],
)
def test_a_variable_is_a_post_by_its_label_and_only_where_nothing_contradicts_it(
    naam: str, label: str, expected: tuple[str, str] | None
) -> None:
    assert of(naam, label).get(naam) == expected


@pytest.mark.parametrize(
    ("now", "before", "taken"), [(2023, 2022, True), (2022, 2023, False), (2023, 2023, True)]
)
def test_years_in_the_labels_of_both_years_may_not_turn_their_names(
    now: int, before: int, taken: bool
) -> None:
    found = of("q1_0", f"Eigen vermogen {now}", ("q1_1", f"Eigen vermogen ultimo {before}"))
    assert {state for state, _ in found.values()} == {"genomen" if taken else "lijkt erop"}


@pytest.mark.parametrize("before", ["prod", "Digimv.2020.", "Digimv.2020.prod"])
def test_what_the_definition_puts_before_a_name_does_not_matter(tmp_path: Path, before: str) -> None:
    data = simple()
    prefixed = [(f"{before}{naam}", label) for naam, label in labels()]
    lezingen = read(written(tmp_path, data._replace(labels=prefixed)))
    assert years(lezingen)[-1].bedrag(Post.EIGEN_VERMOGEN) == 350
    assert codes(lezingen) == []


def test_words_that_may_be_two_posts_are_the_one_without_a_variable_of_its_own() -> None:
    found = of("q1_0", "Exploitatieresultaat", ("q2_0", "Resultaat na belastingen"))
    assert found["q1_0"] == ("genomen", "bedrijfsresultaat")


def test_a_variable_of_which_the_values_are_choices_is_no_amount(tmp_path: Path) -> None:
    data = simple()
    choices = [(naam, label, naam == "qVermogen_0") for naam, label in labels()]
    now = years(read(written(tmp_path, data._replace(labels=choices))))[-1]
    assert Post.EIGEN_VERMOGEN not in now.posten


@pytest.mark.parametrize("key", ["Iets anders", "qRaar_0", "qRaar"])
def test_a_mapping_names_a_variable_by_label_name_or_stem_and_then_alone(tmp_path: Path, key: str) -> None:
    data = simple(qRaar_0=77)
    data = data._replace(labels=[*data.labels, ("qRaar_0", "Iets anders")])
    mapping = FileMapping(labels={key: Post.EIGEN_VERMOGEN})
    now = years(read(written(tmp_path, data), mapping=mapping))[-1]
    assert now.bedrag(Post.EIGEN_VERMOGEN) == 77


def test_a_mapping_names_a_heading_as_of_any_table_and_says_what_is_nothing(tmp_path: Path) -> None:
    data = simple(qMicroVermogen_0=99)
    data = data._replace(labels=[*data.labels, ("qMicroVermogen_0", "Eigen vermogen")])
    path = written(tmp_path, data)
    nothing = FileMapping(koppen={"qMicroVermogen_0": "niets"})
    assert years(read(path, mapping=nothing))[-1].bedrag(Post.EIGEN_VERMOGEN) == 350
    micro = FileMapping(koppen={"qMicroVermogen": "eigen_vermogen"})
    assert years(read(path, mapping=micro))[-1].bedrag(Post.EIGEN_VERMOGEN) == 99


def test_a_mapping_that_names_no_variable_of_the_file_is_said(tmp_path: Path) -> None:
    lezingen = read(written(tmp_path, simple()), mapping=FileMapping(labels={"qWeg_0": Post.VOORRADEN}))
    assert said(lezingen) == [("EWS333", "geen variabele heet 'qWeg_0'; controleer de mapping")]


def test_every_name_that_is_known_is_a_post_or_a_row_of_the_vocabulary() -> None:
    known = {name for found in vocabulary().exact.values() for name in found}
    assert set(names().namen.values()) <= known


def test_what_recognises_a_file_agrees_with_the_names() -> None:
    for sheet in (names().definitie, f"{names().gegevens}_01"):
        assert recognise.names_sheets(f'<sheet name="{sheet}"/>'.encode())
    assert not recognise.names_sheets(b'<sheet name="Balans"/>')
    assert digimv.__doc__


# Files of one data set


@FORMS
def test_files_of_one_year_in_one_folder_are_one_data_set(tmp_path: Path, extension: str) -> None:
    data = simple()
    first = written(tmp_path, data._replace(sheets=data.sheets[:1]), extension, "DigiMV2023-deel-1")
    second = written(tmp_path, DataSet([], data.sheets[1:], 2), extension, "DigiMV2023-deel-2")
    other = written(tmp_path, simple(), extension, "DigiMV2022")
    kept, parts = readers.together([other, first, second])
    assert (kept, dict(parts)) == ([other, first], {other: (), first: (second,)})
    lezingen = read(first, delen=parts)
    assert [j.bedrag(Post.EIGEN_VERMOGEN) for j in years(lezingen)] == [360, 350]
    cel = years(lezingen)[-1].posten[Post.EIGEN_VERMOGEN].cel
    assert cel is not None
    assert cel.startswith(f"{second.name}!")
    assert codes(lezingen) == []


def test_a_code_that_is_a_number_in_one_part_is_that_number_as_text_in_another(tmp_path: Path) -> None:
    data = simple()
    who, amounts = data.sheets
    first = DataSet(data.labels, [[who[0], (17, *who[1][1:])]])
    one = written(tmp_path, first, ".xlsx", "DigiMV2023-deel-1")
    second = DataSet([], [[amounts[0], ("17", *amounts[1][1:])]], 2)
    other = written(tmp_path, second, ".csv", "DigiMV2023-deel-2")
    found = years(read(one, delen={one: (other,)}))
    assert [(j.aanbieder.naam, j.bedrag(Post.EIGEN_VERMOGEN)) for j in found] == [
        ("Stichting A", Decimal(360)),
        ("Stichting A", Decimal(350)),
    ]


def test_parts_that_each_hold_other_organisations_are_one_data_set_too(tmp_path: Path) -> None:
    data = two()
    one = write_csv(
        tmp_path / "digimv2024-part-1.csv", data._replace(sheets=[rows[:2] for rows in data.sheets])
    )
    rest = [[rows[0], *rows[2:]] for rows in data.sheets]
    two_ = write_csv(tmp_path / "digimv2024-part-2.csv", DataSet([], rest))
    lezingen = read(one, delen=readers.together([one, two_])[1])
    assert [j.aanbieder.naam for j in years(lezingen)] == [
        "Stichting A",
        "Stichting A",
        "Stichting B",
        "Stichting B",
    ]


def test_two_years_are_one_history_by_kvk_number(tmp_path: Path) -> None:
    paths = [
        written(tmp_path, simple(Questionnaire=f"DigiMV{year}", Name=name), stem=f"DigiMV{year}")
        for year, name in ((2022, "Oude naam"), (2023, "Nieuwe naam"))
    ]
    from ews_cli.cli.messages import Talk
    from ews_cli.cli.policy import in_force

    day = date(2026, 1, 1)
    run = portfolio.assess((one for path in paths for one in read(path)), in_force(None, day, Talk()), day)
    (result,) = run.results
    assert [jaar.boekjaar for jaar in result.jaren] == [2021, 2022, 2023]
    assert result.aanbieder.naam == "Nieuwe naam"
    assert {problem.code for problem in result.problemen} == {"EWS117"}  # 2022 differs between the two


# Bad files


def refused(path: Path) -> tuple[str, str]:
    """What is said of a file that gives nothing, in one line."""
    lezingen = read(path)
    assert years(lezingen) == []
    ((code, melding),) = said(lezingen)
    return code, melding


@pytest.mark.parametrize("extension", [".ods", ".xlsx"])
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_truncated_zip_is_refused(tmp_path: Path, extension: str, keep: float) -> None:
    path = written(tmp_path, simple(), extension)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert refused(path)[0] == "EWS105"


@pytest.mark.parametrize("tables", [1, 2, 3])
@pytest.mark.parametrize("close", ["", "<table:table table:name='RowData_09'><table:table-row>"])
def test_a_content_that_ends_before_its_end_is_refused(tmp_path: Path, tables: int, close: str) -> None:
    whole = "".join(ods_table(naam, rows) for naam, rows in simple().tables()[:tables])
    assert refused(write_content(tmp_path / "a.ods", whole, close))[0] == "EWS105"


@pytest.mark.parametrize(
    "inside",
    [
        "<!-- <table:table table:name='RowData_99'/> -->",
        "<![CDATA[<table:table table:name='RowData_99'>]]>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    ],
)
def test_what_could_hide_a_table_is_refused(tmp_path: Path, inside: str) -> None:
    tables = [ods_table(naam, rows) for naam, rows in simple().tables()]
    assert refused(write_content(tmp_path / "a.ods", tables[0] + inside + "".join(tables[1:])))[0] == "EWS105"


def test_a_table_within_a_table_is_refused(tmp_path: Path) -> None:
    tables = [ods_table(naam, rows) for naam, rows in simple().tables()]
    inner = "<table:table><table:table-row><table:table-cell/></table:table-row></table:table>"
    row = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
    tables[2] = tables[2].removesuffix("</table:table>") + row
    assert refused(write_content(tmp_path / "a.ods", "".join(tables)))[0] == "EWS105"


def test_repeats_notes_and_spans_of_an_ods_are_understood(tmp_path: Path) -> None:
    rows = (
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
            for word in ("Code", "x", "y", "qVermogen_0", "Name")
        )
        + "</table:table-row><table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
        '<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:span>-</text:span>1</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="5"><office:annotation><text:p>noot</text:p>'
        "</office:annotation><text:p>vijf</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string"><office:annotation><text:p>noot</text:p></office:annotation>'
        "<text:p>De<text:s text:c='2'/>Zorg &amp; Co</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
    )
    definition = ods_table(*simple().tables()[0])
    path = write_content(
        tmp_path / "DigiMV2023.ods", f'{definition}<table:table table:name="RowData_01">{rows}</table:table>'
    )
    (now,) = years(read(path))
    assert now.aanbieder.naam == "De  Zorg & Co"
    assert now.bedrag(Post.EIGEN_VERMOGEN) == 5
    assert now.posten[Post.EIGEN_VERMOGEN].cel == "RowData_01!D5"


def test_the_definition_may_stand_behind_the_rows(tmp_path: Path) -> None:
    first, *rest = simple().tables()
    path = write_content(tmp_path / "a.ods", "".join(ods_table(*one) for one in (*rest, first)))
    assert years(read(path))[-1].bedrag(Post.EIGEN_VERMOGEN) == 350


def test_a_row_of_a_csv_with_a_cell_too_many_costs_that_organisation_only(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "DigiMV2023.csv", two())
    lines = path.read_text().splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("a-1,1000"))
    lines[place] = lines[place].replace("a-1,", "a-1,1,", 1)
    path.write_text("\n".join(lines) + "\n")
    lezingen = read(path)
    assert {jaar.aanbieder.naam for jaar in years(lezingen)} == {"Stichting B"}
    assert "14 cellen onder 13 koppen" in said(lezingen)[0][1]


def test_a_csv_that_breaks_off_in_a_row_costs_that_organisation(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "DigiMV2023.csv", two())
    path.write_text(path.read_text()[:-30])
    lezingen = read(path)
    assert {jaar.aanbieder.naam for jaar in years(lezingen)} == {"Stichting A"}
    assert codes(lezingen) == ["EWS183"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_other_separators_and_encodings_of_a_csv_are_read(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = write_csv(tmp_path / "DigiMV2023.csv", simple(Name="Stichting Één"), delimiter)
    path.write_text(path.read_text("utf-8"), encoding)
    now = years(read(path))[-1]
    assert now.aanbieder.naam == "Stichting Één"
    assert now.bedrag(Post.EIGEN_VERMOGEN) == 350


# The commands


@FORMS
def test_score_and_batch_need_no_option_to_know_a_data_set(
    tmp_path: Path, extension: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, two(), extension)
    assert main(["score", str(path), "--format", "json", "--peildatum", "2025-01-01"]) == 0
    scored = json.loads(capsys.readouterr().out)["beoordelingen"]
    assert (
        main(["batch", str(tmp_path), "--format", "json", "--peildatum", "2025-01-01", "--workers", "1"]) == 0
    )
    batched = json.loads(capsys.readouterr().out)["beoordelingen"]
    assert [one["aanbieder"]["kvk"] for one in scored] == ["01234567", "87654321"]
    assert {one["aanbieder"]["kvk"]: one["trede"] for one in scored} == {
        one["aanbieder"]["kvk"]: one["trede"] for one in batched
    }
    assert scored[0]["ratios"]["solvabiliteit"]["waarde"] == "0.35"


@FORMS
def test_inspect_shows_each_organisation(
    tmp_path: Path, extension: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, two(), extension)
    assert main(["inspect", str(path), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["jaarrekeningen"]
    assert [(one["aanbieder"]["naam"], one["boekjaar"]) for one in found] == [
        ("Stichting A", 2022),
        ("Stichting A", 2023),
        ("Stichting B", 2022),
        ("Stichting B", 2023),
    ]


def test_the_list_of_variables_says_what_was_taken_what_looks_like_it_and_what_is_missing(
    tmp_path: Path,
) -> None:
    data = two(qVermogen_0=None)
    given_ = [one for one in labels() if not one[0].startswith("qKort")]
    given_ += [
        ("qKort_0", "Kortlopende schulden, totaal aan banken"),
        ("qSegment_0", "Segment Wmo - Resultaat"),
    ]
    found = list_variables(written(tmp_path, data._replace(labels=given_)), ReadOptions())
    lines = {(one.naam, one.staat, one.variabele): one for one in found}
    assert lines["eigen_vermogen", "genomen", "qVermogen_0"].ingevuld == 0
    assert lines["eigen_vermogen", "genomen", "qVermogen_1"].ingevuld == 2
    assert lines["kvk", "genomen", "ExternalOrganizationId"].ingevuld == 2
    assert ("kortlopende_schulden", "lijkt erop", "qKort_0") in lines
    assert ("kortlopende_schulden", "ontbreekt", "") in lines


FORMATS: list[tuple[str, Callable[[str], bool]]] = [
    ("table", lambda text: "qVermogen_0" in text and "--mapping" in text),
    ("csv", lambda text: text.startswith("bestand,post,staat,variabele,label,jaar,basis,ingevuld,reden\n")),
    ("json", lambda text: json.loads(text)["variabelen"][0]["staat"] == "genomen"),
]


@pytest.mark.parametrize(("form", "right"), FORMATS)
def test_inspect_variabelen_reports_in_each_form(
    tmp_path: Path, form: str, right: Callable[[str], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, simple())
    assert main(["inspect", str(path), "--variabelen", "--format", form]) == 0
    assert right(capsys.readouterr().out)


def test_inspect_variabelen_is_for_data_sets_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Balans;2023\nTotaal activa;5\n")
    assert main(["inspect", str(path), "--variabelen"]) == 4
    assert "EWS182 dit is geen DigiMV-bestand" in capsys.readouterr().err


def test_inspect_variabelen_of_a_file_that_is_not_there_does_not_begin(tmp_path: Path) -> None:
    assert main(["inspect", str(tmp_path / "DigiMV2023.ods"), "--variabelen"]) == 2


def test_a_data_set_beyond_the_size_of_accounts_is_read_all_the_same(tmp_path: Path) -> None:
    from ews_cli.readers.files import Limits

    for write, name in ((write_ods, "a.ods"), (write_xlsx, "a.xlsx"), (write_csv, "a.csv")):
        path = write(tmp_path / name, simple())
        assert len(years(read(path, limits=Limits(size=100, expanded=100)))) == 2
