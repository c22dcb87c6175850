"""XBRL in which figures stand beside others that are not those of the whole provider in a whole year."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from xbrl_instances import CONTEXTS, TYPE, codes, context, fact, instance, newest, page, read, tag, text

from ews_cli.core.jaarrekening import Basis, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers import ReadOptions
from ews_cli.readers.sources import holds_source


def balance(where: str = "23i", times: int = 1) -> list[str]:
    amounts = {"Assets": 1000, "AssetsCurrent": 600, "Equity": 300, "LiabilitiesCurrent": 500}
    return [fact(naam, amount * times, where) for naam, amount in amounts.items()]


def income(where: str = "23d", times: int = 1) -> list[str]:
    return [fact("OperatingIncome", 2000 * times, where), fact("NetResultAfterTax", 50 * times, where)]


def whole(jaar: Jaarrekening, post: Post) -> int | None:
    """An amount without cents."""
    amount = jaar.bedrag(post)
    return None if amount is None else int(amount)


def package(folder: Path, parts: Mapping[str, str], name: str = "a.xbri") -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for part, written in parts.items():
            made.writestr(part, written)
    (folder / name).write_bytes(content.getvalue())
    return folder / name


def test_a_figure_or_two_of_the_group_are_no_accounts_of_it(tmp_path: Path) -> None:
    lezing = read(tmp_path, instance(*balance(), *income(), fact("NetRevenue", 9999, "C23d")))
    assert (newest(lezing).basis, whole(newest(lezing), Post.OPBRENGSTEN)) == (Basis.ENKELVOUDIG, 2000)
    assert whole(newest(lezing), Post.BALANSTOTAAL) == 1000
    assert codes(lezing) == ["EWS119"]


def test_the_group_of_an_older_year_does_not_hide_the_newest(tmp_path: Path) -> None:
    content = instance(*balance(), *income(), *balance("C22i", 7), *income("C22d", 7))
    jaar = newest(read(tmp_path, content))
    assert (jaar.boekjaar, whole(jaar, Post.BALANSTOTAAL)) == (2023, 1000)
    asked = newest(read(tmp_path, content, ReadOptions(basis=Basis.GECONSOLIDEERD)))
    assert (asked.boekjaar, whole(asked, Post.BALANSTOTAAL)) == (2022, 7000)


def test_the_group_goes_first_where_it_says_as_much(tmp_path: Path) -> None:
    content = instance(*balance(), *income(), *balance("C23i", 2), *income("C23d", 2))
    assert newest(read(tmp_path, content)).bedrag(Post.BALANSTOTAAL) == 2000


def test_a_segment_that_is_no_dimension_is_of_a_part_as_well(tmp_path: Path) -> None:
    region = '<xbrli:segment><my:region xmlns:my="urn:my">Noord</my:region></xbrli:segment></xbrli:entity>'
    part = context("N23i", "2023-12-31").replace("</xbrli:entity>", region)
    lezing = read(tmp_path, instance(*balance("N23i"), contexts=CONTEXTS + part))
    assert codes(lezing) == ["EWS111"]


def test_what_ran_on_since_an_older_year_is_no_year(tmp_path: Path) -> None:
    since = context("X", "2023-12-31", "2022-01-01", **{TYPE: "SeparateMember"})
    content = instance(*balance(), *income(), fact("OperatingIncome", 3900, "X"), contexts=CONTEXTS + since)
    jaar = newest(read(tmp_path, content))
    assert (jaar.maanden, whole(jaar, Post.OPBRENGSTEN), whole(jaar, Post.RESULTAAT)) == (12, 2000, 50)


def test_a_lone_figure_of_a_later_year_is_no_accounts_of_it(tmp_path: Path) -> None:
    later = context("Z", "2024-12-31", "2024-01-01", **{TYPE: "SeparateMember"})
    lezing = read(tmp_path, instance(*balance(), fact("NetRevenue", 5, "Z"), contexts=CONTEXTS + later))
    assert [jaar.boekjaar for jaar in lezing.jaarrekeningen] == [2023]
    assert codes(lezing) == ["EWS118"]


def test_a_first_book_year_may_be_longer_than_a_year(tmp_path: Path) -> None:
    longer = context("X", "2023-12-31", "2022-07-01", **{TYPE: "SeparateMember"})
    jaar = newest(read(tmp_path, instance(*balance(), *income("X"), contexts=CONTEXTS + longer)))
    assert (jaar.maanden, whole(jaar, Post.OPBRENGSTEN)) == (18, 2000)


def test_a_unit_that_the_file_does_not_have_is_not_the_euro_of_its_name(tmp_path: Path) -> None:
    content = re.sub('<xbrli:unit id="EUR">.*?</xbrli:unit>', "", instance(*balance()))
    lezing = read(tmp_path, content)
    assert (lezing.jaarrekeningen, codes(lezing)) == ((), ["EWS142"])
    assert lezing.problemen[0].melding.endswith("een onbekende eenheid; niet gelezen, net als nog 3 bedragen")


@pytest.mark.parametrize(
    "twice",
    [
        context("23i", "2020-12-31"),
        '<xbrli:unit id="EUR"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>',
    ],
)
def test_two_contexts_or_units_with_one_name_are_not_chosen_between(tmp_path: Path, twice: str) -> None:
    lezing = read(tmp_path, instance(*balance(), contexts=CONTEXTS + twice))
    assert (lezing.jaarrekeningen, codes(lezing)) == ((), ["EWS105"])
    assert (
        newest(read(tmp_path, instance(*balance(), contexts=CONTEXTS * 2))).bedrag(Post.EIGEN_VERMOGEN) == 300
    )


def test_ifrs_with_a_dutch_cover_is_refused_as_ifrs(tmp_path: Path) -> None:
    figures = "".join(balance()).replace("b:", "i:")
    content = instance(figures, text("LegalEntityName", "Zorg B.V."))
    space = 'xmlns:i="https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full"'
    lezing = read(tmp_path, content.replace("<xbrli:xbrl ", f"<xbrli:xbrl {space} "))
    assert codes(lezing) == ["EWS103"]
    assert "IFRS" in lezing.problemen[0].melding


def test_a_fact_within_a_tuple_is_one_of_a_list(tmp_path: Path) -> None:
    listed = f'<ix:tuple tupleID="t" name="b:List">{tag("Equity", "9")}</ix:tuple>'
    jaar = newest(read(tmp_path, page(tag("Assets", "1000"), listed, tag("Equity", "300")), name="a.xhtml"))
    assert whole(jaar, Post.EIGEN_VERMOGEN) == 300


@pytest.mark.parametrize(("fixed", "current"), [(400, 600), (None, None)])
def test_other_assets_are_a_side_of_the_balance_only_where_they_are_all_of_it(
    tmp_path: Path, fixed: int | None, current: int | None
) -> None:
    # The smallest model calls its two sides so; elsewhere the other current assets are a part of them.
    others = fact("AssetsCurrentOther", 600 if fixed else 50)
    beside = (
        [fact("AssetsNoncurrentOther", 400)]
        if fixed
        else [fact("Receivables", 550), fact("AssetsNoncurrent", 400)]
    )
    jaar = newest(read(tmp_path, instance(fact("Assets", 1000), fact("Equity", 300), others, *beside)))
    assert whole(jaar, Post.VLOTTENDE_ACTIVA) == current


PAGES = {
    "a/reports/x/1.xhtml": page(tag("Assets", "1000"), tag("Equity", "300")),
    "a/reports/x/2.xhtml": re.sub(
        "(?s)<ix:header>.*</ix:header>", "", page(tag("OperatingIncome", "2000", "23d"))
    ),
}
MARK = {"a/META-INF/reportPackage.json": "{}"}


def test_a_report_of_several_pages_in_its_own_folder_is_one(tmp_path: Path) -> None:
    lezing = read(tmp_path, package(tmp_path, MARK | PAGES).read_bytes(), name="b.xbri")
    jaar = newest(lezing)
    assert (whole(jaar, Post.BALANSTOTAAL), whole(jaar, Post.OPBRENGSTEN)) == (1000, 2000)
    assert codes(lezing) == []


def test_a_page_of_a_report_without_its_first_page_says_what_is_wanted(tmp_path: Path) -> None:
    lezing = read(tmp_path, PAGES["a/reports/x/2.xhtml"], name="2.xhtml")
    assert codes(lezing) == ["EWS105"]
    assert "vraag het hele pakket" in lezing.problemen[0].melding


def test_two_reports_beside_each_other_are_two(tmp_path: Path) -> None:
    beside = {name.replace("/x/", "/"): content for name, content in PAGES.items()}
    lezing = read(tmp_path, package(tmp_path, MARK | beside).read_bytes(), name="b.xbri")
    assert codes(lezing) == ["EWS103"]


def test_a_zip_with_a_web_page_is_a_report_where_the_page_is(tmp_path: Path) -> None:
    report = package(tmp_path, {"jaarrekening.html": PAGES["a/reports/x/1.xhtml"]}, "a.zip")
    assert holds_source(report)
    assert newest(read(tmp_path, report.read_bytes(), name="b.zip")).bedrag(Post.BALANSTOTAAL) == 1000
    assert not holds_source(package(tmp_path, {"index.html": "<html><body>Welkom</body></html>"}, "c.zip"))
