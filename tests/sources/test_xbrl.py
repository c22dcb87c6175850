"""XBRL and inline XBRL: each amount as it is filed, or a reason."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from xbrl_instances import CONTEXTS, TYPE, codes, context, fact, instance, newest, page, read, tag, text

from ews_cli import readers
from ews_cli.cli.inputs import ACCOUNTS, expand
from ews_cli.core.jaarrekening import Basis, Herkomst, Resultaatbestemming
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, bereken
from ews_cli.readers import FileMapping, ReadOptions

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "xbrl"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this repository")
BALANCE = (fact("Assets", 100), fact("Equity", 40), fact("LiabilitiesCurrent", 60))


@needs_shared
def test_the_sample_of_sbr_gives_the_figures_of_its_balance() -> None:
    lezing = readers.read(SHARED / "kvk-klein-2016.xbrl")
    expected: dict[Post, tuple[Decimal | int | None, Decimal | int | None]] = {
        Post.EIGEN_VERMOGEN: (2_290_000, 1_967_000),
        Post.BALANSTOTAAL: (3_590_000, 3_240_000),
        Post.VLOTTENDE_ACTIVA: (655_000, 610_000),
        Post.KORTLOPENDE_SCHULDEN: (300_000, 300_000),
        Post.VOORRADEN: (150_000, 140_000),
        Post.ONDERHANDEN_WERK: (100_000, 90_000),
        Post.LIQUIDE_MIDDELEN: (200_000, 190_000),
        Post.VOORZIENINGEN: (250_000, 240_000),
        Post.LANGLOPENDE_SCHULDEN: (750_000, 733_000),
    }
    older, younger = lezing.jaarrekeningen
    assert {p: (younger.bedrag(p), older.bedrag(p)) for p in expected} == expected
    assert (older.balansdatum, younger.balansdatum) == (date(2015, 12, 31), date(2016, 12, 31))
    assert (younger.aanbieder.naam, younger.aanbieder.kvk) == ("BAA BV", "30267975")
    assert (younger.basis, younger.maanden, younger.eenheid) == (Basis.ENKELVOUDIG, 12, 1)
    assert {older.resultaatbestemming, younger.resultaatbestemming} == {Resultaatbestemming.NA}
    assert not {Post.RESULTAAT, Post.OPBRENGSTEN} & younger.posten.keys()
    assert lezing.problemen == ()


@needs_shared
@pytest.mark.parametrize(
    ("size", "basis", "unit"), [("klein", Basis.ENKELVOUDIG, 1), ("groot", Basis.GECONSOLIDEERD, 1000)]
)
def test_the_models_of_the_kvk_hold_zeros_by_which_nothing_is_divided(
    size: str, basis: Basis, unit: int
) -> None:
    jaar = newest(readers.read(SHARED / f"ixbrl-{size}-2023.html"))
    assert (jaar.boekjaar, jaar.basis, jaar.eenheid) == (2023, basis, unit)
    assert {bedrag.waarde for bedrag in jaar.posten.values()} == {0}
    for naam in ("solvabiliteit", "rentabiliteit", "liquiditeit"):
        assert bereken(RATIOS[naam], jaar).waarde is None


@needs_shared
@pytest.mark.parametrize("name", ["kvk-klein-2016.xbrl", "ixbrl-klein-2023.html", "ixbrl-groot-2023.html"])
@pytest.mark.parametrize("command", ["score", "inspect", "batch"])
def test_the_commands_need_no_option_for_it(command: str, name: str) -> None:
    ran = _ews(command, SHARED / name)
    nothing_to_score = name.startswith("ixbrl") and command != "inspect"
    assert (ran.returncode, bool(ran.stdout)) == (4 if nothing_to_score else 0, True)


def _ews(command: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ews_cli", command, str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_an_amount_has_its_context_and_its_element_for_a_place(tmp_path: Path) -> None:
    bedrag = newest(read(tmp_path, instance(*BALANCE))).posten[Post.EIGEN_VERMOGEN]
    assert (bedrag.waarde, bedrag.cel, bedrag.label) == (Decimal(40), "23i!Equity", "Equity")
    assert bedrag.herkomst is Herkomst.GELEZEN


def test_the_year_before_stands_beside_it(tmp_path: Path) -> None:
    older = (fact("Assets", 90, "22i"), fact("Equity", 30, "22i"))
    first, second = read(tmp_path, instance(*BALANCE, *older)).jaarrekeningen
    assert (first.boekjaar, first.bedrag(Post.EIGEN_VERMOGEN)) == (2022, Decimal(30))
    assert first.posten[Post.EIGEN_VERMOGEN].herkomst is Herkomst.VERGELIJKEND
    assert second.boekjaar == 2023


def test_equity_in_a_movement_since_an_older_year_is_no_year(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE, fact("Equity", 30, "22i"), fact("Provisions", 3, "22i")))
    assert [jaar.boekjaar for jaar in lezing.jaarrekeningen] == [2023]


def test_the_group_goes_before_the_legal_entity_and_the_option_turns_that(tmp_path: Path) -> None:
    both = instance(*BALANCE, fact("Assets", 500, "C23i"), fact("Equity", 50, "C23i"))
    group = read(tmp_path, both)
    assert (newest(group).basis, newest(group).bedrag(Post.EIGEN_VERMOGEN)) == (
        Basis.GECONSOLIDEERD,
        Decimal(50),
    )
    assert codes(group) == ["EWS119"]
    own = newest(read(tmp_path, both, ReadOptions(basis=Basis.ENKELVOUDIG)))
    assert (own.basis, own.bedrag(Post.EIGEN_VERMOGEN)) == (Basis.ENKELVOUDIG, Decimal(40))


def test_a_basis_that_is_not_there_is_said(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE), ReadOptions(basis=Basis.GECONSOLIDEERD))
    assert newest(lezing).basis is Basis.ENKELVOUDIG
    assert codes(lezing) == ["EWS119"]


def test_a_statement_without_a_basis_belongs_to_the_only_one_that_lacks_it(tmp_path: Path) -> None:
    contexts = CONTEXTS + context("d", "2023-12-31", "2023-01-01") + context("i", "2023-12-31")
    loose = (fact("NetResultAfterTax", 5, "d"), fact("Provisions", 3, "i"))
    lezing = read(tmp_path, instance(*BALANCE, *loose, contexts=contexts))
    assert (newest(lezing).basis, newest(lezing).bedrag(Post.RESULTAAT)) == (Basis.ENKELVOUDIG, Decimal(5))
    assert Post.VOORZIENINGEN not in newest(lezing).posten
    assert codes(lezing) == []
    group = (fact("Assets", 500, "C23i"), fact("NetResultAfterTax", 50, "C23d"))
    both = read(
        tmp_path, instance(*BALANCE, *loose, *group, contexts=contexts), ReadOptions(basis=Basis.ENKELVOUDIG)
    )
    assert Post.RESULTAAT not in newest(both).posten


def test_one_class_of_equity_is_not_equity(tmp_path: Path) -> None:
    part = context(
        "part", "2023-12-31", **{TYPE: "SeparateMember", "ClassesOfEquityAxis": "SharePremiumMember"}
    )
    facts = instance(fact("Equity", 7, "part"), *BALANCE, contexts=CONTEXTS + part)
    assert newest(read(tmp_path, facts)).bedrag(Post.EIGEN_VERMOGEN) == 40


def test_commercial_figures_go_before_fiscal_ones(tmp_path: Path) -> None:
    contexts = "".join(
        context(name, "2023-12-31", **{TYPE: "SeparateMember", "BasisOfPreparationAxis": f"{name}Member"})
        for name in ("Commercial", "Fiscal")
    )
    facts = [fact("Assets", n, name) for name, n in (("Fiscal", 80), ("Commercial", 100))]
    assert newest(read(tmp_path, instance(*facts, contexts=contexts))).bedrag(Post.BALANSTOTAAL) == 100
    assert newest(read(tmp_path, instance(facts[0], contexts=contexts))).bedrag(Post.BALANSTOTAAL) == 80


def test_what_is_nil_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    nil = fact("Provisions", "", more='xsi:nil="true"')
    jaar = newest(read(tmp_path, instance(*BALANCE, nil, fact("Inventories", 0))))
    assert Post.VOORZIENINGEN not in jaar.posten
    assert jaar.bedrag(Post.VOORRADEN) == 0


def test_figures_that_contradict_each_other_are_left_out_with_both(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE, fact("Equity", 41)))
    assert Post.EIGEN_VERMOGEN not in newest(lezing).posten
    assert "40 (23i!Equity) en 41" in newest(lezing).reden(Post.EIGEN_VERMOGEN)
    assert codes(lezing) == ["EWS116"]


def test_a_figure_and_its_rounding_agree(tmp_path: Path) -> None:
    rounded = fact("Equity", 2000, more='decimals="-3"')
    jaar = newest(read(tmp_path, instance(fact("Assets", 9000), fact("Equity", 1600), rounded)))
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == 1600
    further = fact("Equity", 1499, more='decimals="0"')
    assert codes(read(tmp_path, instance(fact("Assets", 9000), further, rounded))) == ["EWS116"]
    other = fact("Equity", 3000, more='decimals="-3"')
    assert codes(read(tmp_path, instance(fact("Assets", 9000), other, rounded))) == ["EWS116"]


def test_only_euro_are_euro(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE, fact("Provisions", 9, unit="USD")))
    assert codes(lezing) == ["EWS142"]
    assert "USD" in newest(lezing).reden(Post.VOORZIENINGEN)
    assert codes(read(tmp_path, instance(fact("Assets", 9, unit="USD")))) == ["EWS142"]


def test_the_small_model_has_current_assets_as_the_sum_of_their_parts(tmp_path: Path) -> None:
    parts = (fact("PropertyPlantEquipment", 70), fact("Receivables", 20), fact("CashAndCashEquivalents", 10))
    bedrag = newest(read(tmp_path, instance(*BALANCE, *parts))).posten[Post.VLOTTENDE_ACTIVA]
    assert (bedrag.waarde, bedrag.herkomst) == (Decimal(30), Herkomst.AFGELEID)
    assert bedrag.som == "vorderingen + liquide middelen"
    assert bedrag.cel == "23i!Receivables + 23i!CashAndCashEquivalents"


def test_parts_that_are_not_all_of_them_give_a_reason(tmp_path: Path) -> None:
    parts = (fact("PropertyPlantEquipment", 60), fact("Receivables", 20), fact("CashAndCashEquivalents", 10))
    jaar = newest(read(tmp_path, instance(*BALANCE, *parts)))
    assert Post.VLOTTENDE_ACTIVA not in jaar.posten
    assert "90 tegen 100" in jaar.reden(Post.VLOTTENDE_ACTIVA)


def test_a_gross_margin_is_no_revenue(tmp_path: Path) -> None:
    margin = (
        fact("GrossOperatingResult", 50, "23d"),
        fact("SumOfExpenses", 45, "23d"),
        fact("OperatingResult", 5, "23d"),
    )
    jaar = newest(read(tmp_path, instance(*BALANCE, *margin)))
    assert not {Post.OPBRENGSTEN, Post.BEDRIJFSLASTEN} & jaar.posten.keys()
    assert "brutomarge" in jaar.reden(Post.OPBRENGSTEN)
    assert jaar.bedrag(Post.BEDRIJFSRESULTAAT) == 5


def test_the_result_is_without_the_share_of_others(tmp_path: Path) -> None:
    group = (fact("Assets", 100, "C23i"), fact("ResultAfterTax", 10, "C23d"))
    share = fact("ResultAttributableNoncontrollingInterest", 2, "C23d")
    net = fact("NetResultAfterTax", 8, "C23d")
    assert newest(read(tmp_path, instance(*group))).bedrag(Post.RESULTAAT) == 10
    assert newest(read(tmp_path, instance(*group, share, net))).bedrag(Post.RESULTAAT) == 8
    assert "aandeel derden" in newest(read(tmp_path, instance(*group, share))).reden(Post.RESULTAAT)


def test_equity_of_the_group_is_without_the_share_of_others(tmp_path: Path) -> None:
    group = (
        fact("Assets", 100, "C23i"),
        fact("EquityGroup", 50, "C23i"),
        fact("NoncontrollingInterest", 8, "C23i"),
    )
    bedrag = newest(read(tmp_path, instance(*group))).posten[Post.EIGEN_VERMOGEN]
    assert (bedrag.waarde, bedrag.herkomst) == (Decimal(42), Herkomst.AFGELEID)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2023-01-01", "2023-12-31", 12),
        ("2022-07-01", "2023-12-31", 18),
        ("2023-07-15", "2023-12-31", 6),
        ("2023-02-01", "2023-02-28", 1),
    ],
)
def test_a_book_year_has_the_months_of_its_period(tmp_path: Path, start: str, end: str, months: int) -> None:
    contexts = context("i", end) + context("d", end, start)
    jaar = newest(
        read(tmp_path, instance(fact("Assets", 1, "i"), fact("OperatingIncome", 1, "d"), contexts=contexts))
    )
    assert (jaar.maanden, jaar.balansdatum) == (months, date.fromisoformat(end))


def test_a_quarter_does_not_stand_for_the_year(tmp_path: Path) -> None:
    quarter = context("q", "2023-12-31", "2023-10-01", **{TYPE: "SeparateMember"})
    facts = (fact("OperatingIncome", 25, "q"), fact("OperatingIncome", 99, "23d"), *BALANCE)
    jaar = newest(read(tmp_path, instance(*facts, contexts=CONTEXTS + quarter)))
    assert (jaar.bedrag(Post.OPBRENGSTEN), jaar.maanden) == (Decimal(99), 12)


def test_the_end_of_a_period_at_midnight_is_the_day_before(tmp_path: Path) -> None:
    contexts = context("i", "2024-01-01T00:00:00")
    assert newest(read(tmp_path, instance(fact("Assets", 1, "i"), contexts=contexts))).balansdatum == date(
        2023, 12, 31
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("BalanceSheetBeforeAfterAppropriationResults", "Voor", Resultaatbestemming.VOOR),
        ("BalanceSheetBeforeAfterAppropriationResults", "Na", Resultaatbestemming.NA),
        ("BalanceSheetBeforeAppropriationResults", "true", Resultaatbestemming.VOOR),
        ("BalanceSheetBeforeAppropriationResults", "false", Resultaatbestemming.NA),
        ("BalanceSheetBeforeAppropriationResults", "misschien", Resultaatbestemming.ONBEKEND),
    ],
)
def test_the_balance_says_whether_it_is_before_the_result(
    tmp_path: Path, name: str, value: str, expected: Resultaatbestemming
) -> None:
    assert newest(read(tmp_path, instance(*BALANCE, text(name, value)))).resultaatbestemming is expected


def test_a_tag_that_contradicts_what_it_stands_on_is_not_used(tmp_path: Path) -> None:
    said = '<ix:nonNumeric name="b:BalanceSheetBeforeAppropriationResults" contextRef="23d" format="ixt:fixed-true">'
    lezing = read(tmp_path, page(tag("Assets", "1"), f"{said}na resultaatbestemming</ix:nonNumeric>"))
    assert newest(lezing).resultaatbestemming is Resultaatbestemming.ONBEKEND
    assert codes(lezing) == ["EWS116"]


def test_whose_they_are(tmp_path: Path) -> None:
    named = read(tmp_path, instance(*BALANCE, text("LegalEntityName", " Stichting\n Voorbeeld ")))
    assert (newest(named).aanbieder.naam, newest(named).aanbieder.kvk) == ("Stichting Voorbeeld", "12345678")
    assert newest(read(tmp_path, instance(*BALANCE))).aanbieder.naam == "a"
    given = read(tmp_path, instance(*BALANCE), ReadOptions(naam="Ander", kvk="87654321"))
    assert (newest(given).aanbieder.naam, newest(given).aanbieder.kvk) == ("Ander", "87654321")
    assert codes(given) == ["EWS336"]


def test_two_numbers_of_one_entity_leave_it_without_one(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE, text("ChamberOfCommerceRegistrationNumber", "87654321")))
    assert newest(lezing).aanbieder.kvk is None
    assert codes(lezing) == ["EWS120"]


def test_figures_of_two_entities_are_refused_unless_one_is_named(tmp_path: Path) -> None:
    contexts = context("a", "2023-12-31") + context("b", "2023-12-31", kvk="87654321")
    both = instance(fact("Assets", 1, "a"), fact("Assets", 2, "b"), contexts=contexts)
    lezing = read(tmp_path, both)
    assert (lezing.jaarrekeningen, codes(lezing)) == ((), ["EWS120"])
    assert newest(read(tmp_path, both, ReadOptions(kvk="87654321"))).bedrag(Post.BALANSTOTAAL) == 2


def test_an_unknown_taxonomy_is_read_by_name_and_said(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*BALANCE, namespace="https://example.invalid/2030"))
    assert newest(lezing).bedrag(Post.EIGEN_VERMOGEN) == 40
    assert codes(lezing) == ["EWS141"]


def test_a_taxonomy_in_which_the_names_mean_something_else_is_refused(tmp_path: Path) -> None:
    lezing = read(
        tmp_path, instance(*BALANCE, namespace="https://xbrl.ifrs.org/taxonomy/2023-03-23/ifrs-full")
    )
    assert (lezing.jaarrekeningen, codes(lezing)) == ((), ["EWS103"])
    assert "IFRS" in lezing.problemen[0].melding


def test_elements_of_a_company_of_its_own_do_not_count_unless_a_mapping_says_so(tmp_path: Path) -> None:
    own = '<eigen:Zorg xmlns:eigen="https://example.invalid/a" contextRef="23d" unitRef="EUR">70</eigen:Zorg>'
    facts = instance(*BALANCE, own, fact("OperatingIncome", 90, "23d"))
    assert newest(read(tmp_path, facts)).bedrag(Post.OPBRENGSTEN) == 90
    mapping = FileMapping(labels={"eigen:Zorg": Post.JEUGDHULPOPBRENGSTEN, "Weg": Post.VOORRADEN})
    lezing = read(tmp_path, facts, ReadOptions(mapping=mapping))
    assert newest(lezing).bedrag(Post.JEUGDHULPOPBRENGSTEN) == 70
    assert codes(lezing) == ["EWS333"]


def test_an_instance_without_accounts_says_so(tmp_path: Path) -> None:
    assert codes(read(tmp_path, instance(text("LegalEntityName", "A")))) == ["EWS111"]


@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
@pytest.mark.parametrize("whole", [instance(*BALANCE), page(tag("Assets", "1"))])
def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path, whole: str, part: float) -> None:
    lezing = read(tmp_path, whole[: int(len(whole) * part)])
    assert (lezing.jaarrekeningen, codes(lezing)) in [((), ["EWS105"]), ((), ["EWS103"])]


def test_a_text_or_a_depth_beyond_all_accounts_is_too_large(tmp_path: Path) -> None:
    deep = page("<div>" * 300 + tag("Assets", "1") + "</div>" * 300)
    long = page(tag("Assets", "1"), "<style>" + "a" * 10_500_000 + "</style>")
    assert [codes(read(tmp_path, content)) for content in (deep, long)] == [["EWS106"], ["EWS106"]]


def test_a_web_page_without_xbrl_is_none(tmp_path: Path) -> None:
    lezing = read(tmp_path, "<!DOCTYPE html><html><body><p>Assets</p></body></html>", name="a.html")
    assert codes(lezing) == ["EWS103"]
    assert "webpagina" in lezing.problemen[0].melding


def test_a_web_page_may_have_the_doctype_of_one(tmp_path: Path) -> None:
    for doctype in (
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "http://example.invalid/x.dtd">',
    ):
        jaar = newest(read(tmp_path, page(tag("Assets", "5"), doctype=doctype)))
        assert jaar.bedrag(Post.BALANSTOTAAL) == 5


def test_a_fact_within_a_fact_and_what_is_left_out_of_it(tmp_path: Path) -> None:
    inner = tag(
        "EquityAndLiabilities",
        "1.234,50<ix:exclude> (a)</ix:exclude>",
        scale="3",
        format="ixt:num-comma-decimal",
    )
    jaar = newest(read(tmp_path, page(tag("Assets", inner, scale="3", format="ixt:num-comma-decimal"))))
    assert jaar.bedrag(Post.BALANSTOTAAL) == Decimal("1234500")
    assert jaar.totaal_passiva is not None
    assert jaar.totaal_passiva.waarde == Decimal("1234500")


def test_a_name_may_go_on_elsewhere(tmp_path: Path) -> None:
    start = (
        '<ix:nonNumeric name="b:LegalEntityName" contextRef="23d" continuedAt="n1">Stichting</ix:nonNumeric>'
    )
    rest = '<ix:continuation id="n1" continuedAt="n2"> De Lange</ix:continuation>'
    rest += '<ix:continuation id="n2" continuedAt="n1"> Naam</ix:continuation>'
    assert (
        newest(read(tmp_path, page(tag("Assets", "1"), start, rest))).aanbieder.naam
        == "Stichting De Lange Naam"
    )


def test_a_fact_for_another_report_does_not_count(tmp_path: Path) -> None:
    jaar = newest(read(tmp_path, page(tag("Assets", "1"), tag("Equity", "9", target="other"))))
    assert Post.EIGEN_VERMOGEN not in jaar.posten


def test_a_form_that_is_not_known_gives_a_reason_and_no_amount(tmp_path: Path) -> None:
    lezing = read(tmp_path, page(tag("Assets", "5"), tag("Equity", "vijf", format="ixt:numwords")))
    assert "numwords" in newest(lezing).reden(Post.EIGEN_VERMOGEN)
    assert codes(lezing) == ["EWS142"]


def test_thousands_are_the_unit_of_a_report_in_thousands(tmp_path: Path) -> None:
    jaar = newest(read(tmp_path, page(tag("Assets", "5", scale="3", decimals="-3"))))
    assert (jaar.eenheid, jaar.bedrag(Post.BALANSTOTAAL)) == (1000, Decimal(5000))


def _package(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_report_package_opens(tmp_path: Path) -> None:
    parts = {
        "r/META-INF/reportPackage.json": "{}",
        "r/tax/a.xml": "<link:linkbase xmlns:link='x'/>",
        "r/reports/b.xhtml": page(tag("Assets", "5"), doctype="<!DOCTYPE html>"),
    }
    _package(tmp_path / "a.xbri", **parts)
    lezing = readers.read(tmp_path / "a.xbri")
    assert newest(lezing).bedrag(Post.BALANSTOTAAL) == 5
    _package(tmp_path / "b.zip", **parts | {"r/reports/c.xbrl": instance(*BALANCE)})
    assert codes(readers.read(tmp_path / "b.zip")) == ["EWS103"]
    _package(tmp_path / "c.zip", **{"META-INF/reportPackage.json": "{}", "reports/a.json": "{}"})
    assert codes(readers.read(tmp_path / "c.zip")) == ["EWS103"]
    _package(tmp_path / "d.zip", **{"foto.txt": "x"})
    assert codes(readers.read(tmp_path / "d.zip")) == ["EWS103"]


def test_a_package_that_expands_without_end_is_refused(tmp_path: Path) -> None:
    _package(tmp_path / "a.xbri", **{"a.xbrl": "<xbrl>" + " " * 30_000_000})
    assert codes(readers.read(tmp_path / "a.xbri")) == ["EWS106"]


def test_a_folder_gives_what_is_xbrl_by_its_content(tmp_path: Path) -> None:
    for name, content in {
        "a.xbrl": instance(*BALANCE),
        "b.xml": instance(*BALANCE),
        "c.xhtml": page(tag("Assets", "100")),
        "d.html": page(tag("Assets", "100")),
        "no.html": "<html/>",
        "no.xml": "<factuur/>",
        "no.htm": "geen xml",
        "brief.txt": instance(*BALANCE),
    }.items():
        (tmp_path / name).write_text(content)
    _package(tmp_path / "e.zip", **{"a.xbrl": instance(*BALANCE)})
    _package(tmp_path / "f.xbri", **{"a.xbrl": instance(*BALANCE)})
    _package(tmp_path / "no.zip", **{"a.txt": "x"})
    files, _ = expand([tmp_path], ACCOUNTS)
    assert [path.name for path in files] == ["a.xbrl", "b.xml", "c.xhtml", "d.html", "e.zip", "f.xbri"]
    ran = _ews("batch", tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "uit 6 bestanden" in ran.stdout
