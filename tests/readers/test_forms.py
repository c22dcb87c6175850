"""Statements in the forms of care, municipal, international, Flemish and model accounts, each with its answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ews_cli.core.jaarrekening import Basis, Jaarrekening, Resultaatbestemming, Soort
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst
from ews_cli.readers.grid import Sheet
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

Line = tuple[Any, ...]


def lezing(*lines: Line, more: dict[str, list[Line]] | None = None, naam: str = "a.xlsx") -> Lezing:
    """What is read from a first sheet of lines and from more sheets by name."""
    sheets = {"Blad1": list(lines), **(more or {})}
    return read_sheets(
        Path(naam),
        [
            Sheet(n, [[float(c) if isinstance(c, int) else c for c in row] for row in rows])
            for n, rows in sheets.items()
        ],
        ReadOptions(),
    )


def posts(found: Lezing, boekjaar: int) -> dict[str, int | Decimal]:
    """The posts of a year in the unit of the page."""
    (jaar,) = (jaar for jaar in found.jaarrekeningen if jaar.boekjaar == boekjaar)
    return {post.value: bedrag.waarde / (jaar.eenheid or 1) for post, bedrag in jaar.posten.items()}


def last(found: Lezing) -> Jaarrekening:
    return found.jaarrekeningen[-1]


def test_a_total_in_two_cells_is_a_total() -> None:
    found = lezing(
        ("Balans per 31 december 2021 (x € 1.000)",),
        ("", "", 2021, 2020),
        ("Vaste activa",),
        ("", "Materiële vaste activa", 100, 90),
        ("Totaal", "Vaste activa", 100, 90),
        ("Vlottende activa",),
        ("", "Voorraden", 10, 12),
        ("", "Liquide middelen", 20, 18),
        ("Totaal", "Vlottende activa", 30, 30),
        ("Totaal", "Activa", 130, 120),
        ("Vaste passiva",),
        ("", "Eigen vermogen", 50, 45),
        ("", "Voorzieningen", 10, 10),
        ("", "Schulden met een rentevaste periode > 1 jaar", 40, 35),
        ("Totaal", "Vaste passiva", 100, 90),
        ("Vlottende passiva",),
        ("", "Netto vlottende schulden", 20, 20),
        ("", "Overlopende passiva", 10, 10),
        ("Totaal", "Vlottende passiva", 30, 30),
        ("Totaal", "Passiva", 130, 120),
    )
    assert posts(found, 2021) == {
        **{"vaste_activa": 100, "voorraden": 10, "liquide_middelen": 20, "vlottende_activa": 30},
        **{"balanstotaal": 130, "eigen_vermogen": 50, "voorzieningen": 10, "langlopende_schulden": 40},
        "kortlopende_schulden": 30,
    }


def test_the_bare_words_activa_and_passiva_may_be_the_totals() -> None:
    found = lezing(
        ("(bedragen x € 1.000)", 2021, 2020),
        ("Activa", 130, 120),
        ("Vaste activa", 100, 90),
        ("Vlottende activa", 30, 30),
        ("Passiva", 130, 120),
        ("Eigen vermogen", 50, 45),
        ("Voorzieningen", 10, 10),
        ("Voorzieningen", 10, 10),
        ("Vaste schulden met een rentetypische looptijd van één jaar of langer", 40, 35),
        ("Vlottende passiva", 30, 30),
    )
    year = posts(found, 2021)
    assert (year["balanstotaal"], year["eigen_vermogen"], year["voorzieningen"]) == (130, 50, 10)
    assert year["kortlopende_schulden"] == 30


NBA: tuple[Line, ...] = (
    ("Balans per 31 december 2023",),
    ("(na resultaatbestemming)",),
    ("", "", "31 december 2023", "", "31 december 2022", ""),
    ("", "", "€", "€", "€", "€"),
    ("ACTIVA",),
    ("Vaste activa",),
    ("Materiële vaste activa", "1", "", "5.000", "", "4.500"),
    ("Vlottende activa",),
    ("Vorderingen", "2", "1.200", "", "1.100", ""),
    ("Liquide middelen", "3", "800", "", "900", ""),
    ("", "", "", "2.000", "", "2.000"),
    ("", "", "", "7.000", "", "6.500"),
    ("PASSIVA",),
    ("Eigen vermogen", "4"),
    ("Gestort kapitaal", "", "100", "", "100", ""),
    ("Overige reserves", "", "3.400", "", "3.100", ""),
    ("", "", "", "3.500", "", "3.200"),
    ("Voorzieningen", "5", "", "500", "", "600"),
    ("Langlopende schulden", "6", "", "1.000", "", "1.200"),
    ("Kortlopende schulden", "7", "", "2.000", "", "1.500"),
    ("", "", "", "7.000", "", "6.500"),
)


def test_the_model_with_details_and_unlabelled_totals_in_two_columns() -> None:
    found = lezing(*NBA)
    assert posts(found, 2022) == {
        **{"vaste_activa": 4500, "vorderingen": 1100, "liquide_middelen": 900, "vlottende_activa": 2000},
        **{"balanstotaal": 6500, "eigen_vermogen": 3200, "voorzieningen": 600, "langlopende_schulden": 1200},
        "kortlopende_schulden": 1500,
    }
    assert last(found).eenheid == 1
    assert last(found).resultaatbestemming is Resultaatbestemming.NA


def test_a_total_that_does_not_add_up_is_not_taken_for_one() -> None:
    broken = [list(line) for line in NBA]
    broken[16][3], broken[16][5] = "3.600", "3.333"  # equity: 100 + 3.400 is not 3.600
    found = lezing(*(tuple(line) for line in broken))
    assert [j.bedrag(Post.EIGEN_VERMOGEN) for j in found.jaarrekeningen] == [None, None]


def test_provisions_in_two_places_and_a_total_with_minorities() -> None:
    # As international statements print it: 300 + 5 = 305, and provisions inside both kinds of debts.
    found = lezing(
        ("Geconsolideerde balans",),
        ("In miljoenen euro", 2021, 2020),
        ("Materiële vaste activa", 300, 280),
        ("Goodwill", 100, 100),
        ("Vaste activa", 400, 380),
        ("Voorraden", 80, 70),
        ("Handelsvorderingen", 200, 190),
        ("Geldmiddelen en kasequivalenten", 20, 30),
        ("Kortlopende activa", 300, 290),
        ("Totaal activa", 700, 670),
        ("Eigen vermogen toe te rekenen aan aandeelhouders", 300, 290),
        ("Minderheidsbelang", 5, 4),
        ("Totaal eigen vermogen", 305, 294),
        ("Leningen", 100, 90),
        ("Voorzieningen", 15, 16),
        ("Langlopende verplichtingen", 115, 106),
        ("Handelsschulden", 270, 260),
        ("Voorzieningen", 10, 10),
        ("Kortlopende verplichtingen", 280, 270),
        ("Totaal eigen vermogen en verplichtingen", 700, 670),
    )
    year = posts(found, 2021)
    assert (year["balanstotaal"], year["vlottende_activa"], year["kortlopende_schulden"]) == (700, 300, 270)
    assert year.get("eigen_vermogen", 300) == 300
    assert year["voorzieningen"] == 25
    assert year["langlopende_schulden"] == 100
    assert year["aandeel_derden"] == 5
    assert (last(found).eenheid, last(found).basis) == (1_000_000, Basis.GECONSOLIDEERD)


def test_accruals_outside_the_subtotals_belong_to_them() -> None:
    # Besluit modellen jaarrekening, art. 12.
    found = lezing(
        ("Balans per 31 december 2022 in €",),
        ("", "2022", "2021"),
        ("Vaste activa", "500", "480"),
        ("Vlottende activa", "280", "270"),
        ("Overlopende activa", "20", "20"),
        ("Totaal activa", "800", "770"),
        ("Eigen vermogen", "400", "380"),
        ("Voorzieningen", "20", "20"),
        ("Langlopende schulden", "200", "210"),
        ("Kortlopende schulden", "170", "150"),
        ("Overlopende passiva", "10", "10"),
        ("Totaal passiva", "800", "770"),
    )
    assert (posts(found, 2022)["vlottende_activa"], posts(found, 2022)["kortlopende_schulden"]) == (300, 180)


def test_work_in_progress_and_cash_among_the_debts_are_not_the_assets() -> None:
    found = lezing(
        ("Balans per 31 december 2022 in €",),
        ("", "2022", "2021"),
        ("ACTIVA",),
        ("Totaal vaste activa", 500, 480),
        ("Onderhanden werk", 20, 20),
        ("Vorderingen", 270, 270),
        ("Liquide middelen", 10, 0),
        ("Totaal vlottende activa", 300, 290),
        ("Totaal activa", 800, 770),
        ("PASSIVA",),
        ("Totaal eigen vermogen", 400, 380),
        ("Voorzieningen", 20, 20),
        ("Langlopende schulden", 200, 210),
        ("Kortlopende schulden",),
        ("Onderhanden projecten uit hoofde van DBC's", 30, 30),
        ("Liquide middelen", 50, 40),
        ("Overige kortlopende schulden", 100, 90),
        ("Totaal kortlopende schulden", 180, 160),
        ("Totaal passiva", 800, 770),
    )
    year = posts(found, 2022)
    assert (year["onderhanden_werk"], year["liquide_middelen"], year["kortlopende_schulden"]) == (20, 10, 180)
    assert posts(found, 2021)["liquide_middelen"] == 0


CODED: list[Line] = [
    ("BALANS NA WINSTVERDELING", "", "", ""),
    ("", "Codes", "Boekjaar", "Vorig boekjaar"),
    ("ACTIVA",),
    ("VASTE ACTIVA ...............", "20/28", 500, 480),
    ("VLOTTENDE ACTIVA ..........", "29/58", 300, 290),
    ("Voorraden", "30/36", 50, 45),
    ("Liquide middelen", "54/58", 100, 95),
    ("TOTAAL VAN DE ACTIVA", "20/58", 800, 770),
    ("PASSIVA",),
    ("EIGEN VERMOGEN", "10/15", 400, 380),
    ("VOORZIENINGEN EN UITGESTELDE BELASTINGEN", "16", 20, 20),
    ("SCHULDEN", "17/49", 380, 370),
    ("Schulden op meer dan één jaar", "17", 200, 210),
    ("Schulden op ten hoogste één jaar", "42/48", 170, 150),
    ("Schulden op meer dan één jaar die binnen het jaar vervallen", "42", 30, 30),
    ("Overlopende rekeningen", "492/3", 10, 10),
    ("TOTAAL VAN DE PASSIVA", "10/49", 800, 770),
]
CODED_RESULT: list[Line] = [
    ("RESULTATENREKENING boekjaar 2022",),
    ("", "Codes", "Boekjaar", "Vorig boekjaar"),
    ("Bedrijfsopbrengsten", "70/76A", 1000, 900),
    ("Omzet", "70", 900, 850),
    ("Bedrijfskosten", "60/66A", 950, 880),
    ("Bezoldigingen, sociale lasten en pensioenen ( - )", "62", 400, 390),
    ("Bedrijfswinst (Bedrijfsverlies) (+)/(-)", "9901", 50, 20),
    ("Financiële kosten", "65/66B", 20, 18),
    ("Winst (Verlies) van het boekjaar vóór belasting", "9903", 30, 2),
    ("Belastingen op het resultaat", "67/77", 8, 1),
    ("Winst (Verlies) van het boekjaar (+)/(-)", "9904", 22, 1),
    ("Te bestemmen winst (verlies)", "9905", 22, 1),
]


def test_a_flemish_workbook_with_codes_and_a_year_in_one_title() -> None:
    found = lezing(*CODED, more={"Resultaat": CODED_RESULT})
    assert posts(found, 2022) == {
        **{"vaste_activa": 500, "vlottende_activa": 300, "voorraden": 50, "liquide_middelen": 100},
        **{"balanstotaal": 800, "eigen_vermogen": 400, "voorzieningen": 20, "langlopende_schulden": 200},
        **{"kortlopende_schulden": 180, "opbrengsten": 1000, "netto_omzet": 900, "bedrijfslasten": 950},
        **{
            "personeelskosten": 400,
            "bedrijfsresultaat": 50,
            "rentelasten": 20,
            "resultaat_voor_belasting": 30,
        },
        **{"belastingen": 8, "resultaat": 22},
    }


def test_a_year_that_no_title_names_is_not_guessed() -> None:
    found = lezing(*CODED)
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] == ["EWS112"]


def test_costs_in_parentheses_are_positive_and_a_model_without_totals_is_added_up() -> None:
    found = lezing(
        ("x € 1.000", 2021, 2020),
        ("Netto-omzet", "1.377.000", "1.296.500"),
        ("Kosten van grond- en hulpstoffen", "(950.000)", "(900.000)"),
        ("Personeelskosten", "(160.000)", "(150.000)"),
        ("Afschrijvingen, amortisatie en bijzondere waardeverminderingsverliezen", "(25.000)", "(24.500)"),
        ("Overige bedrijfskosten", "(140.000)", "(130.000)"),
        ("Bedrijfsresultaat", "102.000", "92.000"),
        ("Nettofinancieringslasten", "(8.000)", "(9.000)"),
        ("Resultaat voor belastingen", "94.000", "83.000"),
        ("Belastingen", "(25.000)", "(18.000)"),
        ("Nettowinst", "69.000", "65.000"),
    )
    assert posts(found, 2021) == {
        **{"opbrengsten": 1_377_000, "netto_omzet": 1_377_000, "personeelskosten": 160_000},
        **{"afschrijvingen": 25_000, "bedrijfslasten": 1_275_000, "bedrijfsresultaat": 102_000},
        **{"resultaat_voor_belasting": 94_000, "belastingen": 25_000, "resultaat": 69_000},
    }


def test_the_row_that_says_bedrijfsresultaat_is_it_and_not_the_one_before() -> None:
    found = lezing(
        ("Geconsolideerde winst-en-verliesrekening",),
        ("(in duizenden euro)", 2021, 2020),
        ("Netto-omzet", 1000, 900),
        ("Kostprijs van de omzet", -700, -640),
        ("Brutomarge", 300, 260),
        ("Verkoopkosten", -200, -185),
        ("Netto-omzetresultaat", 100, 75),
        ("Amortisatie immateriële vaste activa", -20, -18),
        ("Bedrijfsresultaat", 80, 57),
        ("Financiële baten en lasten", -10, -9),
        ("Resultaat voor belastingen", 70, 48),
        ("Belastingen", -17, -12),
        ("Nettoresultaat", 53, 36),
    )
    year = posts(found, 2021)
    assert (year["bedrijfsresultaat"], year["resultaat"], year["belastingen"]) == (80, 53, 17)
    assert year["opbrengsten"] == 1000


def test_where_only_netto_omzetresultaat_stands_it_is_the_operating_result() -> None:
    found = lezing(
        ("Winst-en-verliesrekening 2021 (x € 1.000)",),
        ("", 2021, 2020),
        ("Netto-omzet", 1000, 900),
        ("Kosten", -900, -825),
        ("Netto-omzetresultaat", 100, 75),
        ("Rentelasten", -10, -9),
        ("Resultaat", 90, 66),
    )
    year = posts(found, 2021)
    assert year.get("bedrijfsresultaat", 100) == 100
    assert year["resultaat"] == 90


@pytest.mark.parametrize(
    ("after", "operating", "result"),
    [
        # Interest below it and a result after it: the operating result.
        ([("Financiële baten en lasten", -5, -5), ("Resultaat na belastingen", 15, 6)], 20, 15),
        # Interest above it, nothing below it: the result of the year.
        ([], None, 20),
    ],
)
def test_exploitatieresultaat_is_what_the_rows_around_it_make_it(
    after: list[Line], operating: int | None, result: int
) -> None:
    above: list[Line] = [] if after else [("Saldo rentebaten/-lasten", -2, -2)]
    found = lezing(
        ("Exploitatierekening 2017 (x € 1.000)",),
        ("", "Realisatie 2017", "Begroting 2017", "Realisatie 2016"),
        ("Totaal opbrengsten", 200, 190, 180),
        ("Totaal lasten", 180 - 2 * len(above), 176, 169 - 2 * len(above)),
        *((label, young, 0, old) for label, young, old in above),
        ("Exploitatieresultaat", 20, 14, 11),
        *((label, young, 0, old) for label, young, old in after),
    )
    assert posts(found, 2017)["resultaat"] == result
    assert posts(found, 2017).get("bedrijfsresultaat") in (operating, 22 if operating is None else operating)
    assert {jaar.boekjaar for jaar in found.jaarrekeningen} == {2016, 2017}


def test_the_blocks_that_divide_the_result_do_not_change_it() -> None:
    found = lezing(
        ("5.1.2 Resultatenrekening over 2018",),
        ("", "Ref.", "2018", "2017"),
        ("BEDRIJFSOPBRENGSTEN:",),
        ("Opbrengsten Jeugdwet", "16", "9.000", "8.000"),
        ("Overige bedrijfsopbrengsten", "18", "1.000", "1.000"),
        ("Som der bedrijfsopbrengsten", "", "10.000", "9.000"),
        ("BEDRIJFSLASTEN:",),
        ("Personeelskosten", "19", "8.000", "7.500"),
        ("Overige bedrijfskosten", "21", "1.900", "1.600"),
        ("Som der bedrijfslasten", "", "9.900", "9.100"),
        ("BEDRIJFSRESULTAAT", "", "100", "-100"),
        ("Financiële baten en lasten", "22", "-60", "-50"),
        ("RESULTAAT BOEKJAAR", "", "40", "-150"),
        ("RESULTAATBESTEMMING",),
        ("Het resultaat is als volgt verdeeld:",),
        ("Toevoeging/(onttrekking):",),
        ("Bestemmingsfondsen", "", "30", "-100"),
        ("Algemene / overige reserves", "", "10", "-50"),
        ("", "", "40", "-150"),
    )
    assert (posts(found, 2018)["resultaat"], posts(found, 2017)["resultaat"]) == (40, -150)
    assert "bestemmingsfondsen" not in posts(found, 2018)
    assert last(found).eenheid is None


def test_a_tax_of_nothing_is_nothing_and_not_missing() -> None:
    found = lezing(
        ("Winst- en verliesrekening over 2021 (bedragen x € 1.000)",),
        ("", "2021", "2020"),
        ("Totaal van som der bedrijfsopbrengsten", "500", "400"),
        ("Totaal van som der bedrijfslasten", "450", "390"),
        ("Totaal van bedrijfsresultaat", "50", "10"),
        ("Totaal van resultaat voor belastingen", "50", "10"),
        ("Belastingen", "0", "-"),
        ("Totaal van resultaat na belastingen", "50", "10"),
    )
    assert posts(found, 2021)["belastingen"] == posts(found, 2020)["belastingen"] == 0
    assert posts(found, 2021)["resultaat"] == 50


def test_consolidated_counts_beside_enkelvoudig_and_it_is_said() -> None:
    def balance(title: str, equity: int) -> list[Line]:
        return [
            (f"{title} balans per 31 december 2021 (x € 1.000)",),
            ("", 2021),
            ("Totaal activa", 500 + equity),
            ("Totaal eigen vermogen", equity),
            ("Totaal kortlopende schulden", 500),
            ("Totaal passiva", 500 + equity),
        ]

    for titles in (("Geconsolideerde", "Enkelvoudige"), ("Enkelvoudige", "Geconsolideerde")):
        amounts = {"Geconsolideerde": 300, "Enkelvoudige": 200}
        one, two = (balance(title, amounts[title]) for title in titles)
        found = lezing(*one, more={"Blad2": two})
        assert (posts(found, 2021)["eigen_vermogen"], posts(found, 2021)["balanstotaal"]) == (300, 800)
        assert last(found).basis is Basis.GECONSOLIDEERD
        assert "EWS119" in [problem.code for problem in found.problemen]


def test_a_basis_that_is_asked_for_and_not_there_is_a_warning() -> None:
    lines: list[Line] = [
        ("Geconsolideerde balans per 31 december 2024 (x € 1.000)",),
        ("", 2024, 2023),
        ("Totaal activa", 800, 700),
        ("Totaal eigen vermogen", 300, 250),
    ]
    rows = [[float(c) if isinstance(c, int) else c for c in row] for row in lines]
    found = read_sheets(Path("a.xlsx"), [Sheet("Balans", rows)], ReadOptions(basis=Basis.ENKELVOUDIG))
    assert found.jaarrekeningen[-1].basis is Basis.GECONSOLIDEERD
    assert [p.weegt for p in found.problemen if p.code == "EWS119"] == [Ernst.WAARSCHUWING]


def test_two_providers_in_one_workbook_are_never_mixed() -> None:
    def balance(naam: str, kvk: str, equity: int) -> list[Line]:
        return [
            (naam,),
            (f"KvK-nummer {kvk}",),
            ("Balans per 31 december 2021 (x € 1.000)",),
            ("", 2021),
            ("Totaal activa", 500 + equity),
            ("Totaal eigen vermogen", equity),
            ("Totaal kortlopende schulden", 500),
            ("Totaal passiva", 500 + equity),
        ]

    found = lezing(
        *balance("Stichting Een", "11111111", 300), more={"B": balance("Stichting Twee", "22222222", 200)}
    )
    for jaar in found.jaarrekeningen:
        pair = (jaar.bedrag(Post.EIGEN_VERMOGEN), jaar.bedrag(Post.BALANSTOTAAL))
        assert pair in ((None, None), (300_000, 800_000), (200_000, 700_000))
    assert {"EWS116", "EWS120"} & {problem.code for problem in found.problemen}


def test_the_same_post_twice_with_different_figures_is_left_out_with_both() -> None:
    found = lezing(
        ("Balans per 31 december 2021 (x € 1.000)",),
        ("", 2021),
        ("Totaal activa", 800),
        ("Voorzieningen", 70),
        ("Voorzieningen", 90),
    )
    assert last(found).bedrag(Post.VOORZIENINGEN) is None
    reason = last(found).reden(Post.VOORZIENINGEN)
    assert "B4" in reason
    assert "B5" in reason


def test_a_year_twice_with_different_figures_is_never_a_choice_by_chance() -> None:
    found = lezing(
        ("Balans per 31 december 2021 (x € 1.000)",),
        ("", "2021", "2020 herzien", "2020"),
        ("Totaal activa", 800, 700, 690),
        ("Totaal eigen vermogen", 300, 250, 240),
        ("Totaal kortlopende schulden", 500, 450, 450),
        ("Totaal passiva", 800, 700, 690),
    )
    assert posts(found, 2021)["eigen_vermogen"] == 300
    older = {jaar.boekjaar: jaar for jaar in found.jaarrekeningen}.get(2020)
    if older is not None:
        pair = (older.bedrag(Post.EIGEN_VERMOGEN), older.bedrag(Post.BALANSTOTAAL))
        # The restated figures may be chosen; the two must never be mixed.
        assert pair in ((None, None), (250_000, 700_000))


def test_a_heading_above_the_numbers_of_accounts_is_no_refused_year() -> None:
    found = lezing(
        ("Balans",),
        ("Rekening", "Omschrijving", "31-12-2024", "31-12-2023"),
        ("0100", "Totaal activa", 96_002, 86_000),
        ("0500", "Totaal eigen vermogen", 39_002, 35_000),
        ("0900", "Totaal passiva", 96_002, 86_000),
    )
    assert posts(found, 2024) == {"balanstotaal": 96_002, "eigen_vermogen": 39_002}
    assert "EWS118" not in {problem.code for problem in found.problemen}


def test_a_heading_without_its_year_beside_years_is_refused() -> None:
    found = lezing(
        ("Balans",),
        ("", "31-12-2024", "31-12-2023", "Rekening"),
        ("Totaal activa", 96_002, 86_000, 80_000),
        ("Totaal passiva", 96_002, 86_000, 80_000),
    )
    assert "D2 (boekjaar zonder jaartal)" in "".join(p.melding for p in found.problemen)


def test_a_half_year_is_no_year() -> None:
    found = lezing(
        ("Balans per 30 juni 2024 (x € 1.000)",),
        ("", "30-06-2024", "31-12-2023"),
        ("Totaal activa", 800, 700),
        ("Totaal eigen vermogen", 300, 250),
        ("Totaal kortlopende schulden", 500, 450),
        ("Totaal passiva", 800, 700),
        ("Resultatenrekening eerste halfjaar 2024",),
        ("", "1e halfjaar 2024", "2023"),
        ("Som der bedrijfsopbrengsten", 400, 790),
        ("Resultaat boekjaar", 50, 20),
    )
    by_year = {jaar.boekjaar: jaar for jaar in found.jaarrekeningen}
    assert by_year[2023].bedrag(Post.OPBRENGSTEN) == 790_000
    assert by_year[2023].soort is Soort.JAARREKENING
    if 2024 in by_year:
        assert by_year[2024].soort is not Soort.JAARREKENING or by_year[2024].bedrag(Post.OPBRENGSTEN) is None


@pytest.mark.parametrize(
    "lines",
    [
        [("Begroting 2026",), ("", 2026), ("Totaal baten", 100), ("Totaal lasten", 90)],
        [("Meerjarenbegroting",), ("", 2024, 2025, 2026), ("Totaal baten", 100, 110, 120)],
        [("Geprognosticeerde balans",), ("", 2024, 2025), ("Totaal activa", 100, 110)],
        [("", "Begroting 2025", "Begroting 2026"), ("Totaal baten", 100, 110)],
        [("Raming 2026 (x € 1.000)",), ("", "2026"), ("Eigen vermogen", 100)],
    ],
)
def test_a_budget_gives_nothing(lines: list[Line]) -> None:
    found = lezing(*lines)
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen][-1] in ("EWS112", "EWS113")


def test_a_file_that_calls_itself_a_budget_gives_nothing() -> None:
    lines = [("", 2024, 2023), ("Totaal baten", 100, 90), ("Totaal lasten", 90, 85)]
    assert lezing(*lines, naam="Begroting 2024 Stichting De Proef.xlsx").jaarrekeningen == ()
    assert len(lezing(*lines, naam="Jaarrekening 2024 Stichting De Proef.xlsx").jaarrekeningen) == 2


@pytest.mark.parametrize(
    "lines",
    [
        [("Total assets", 500), ("Equity", 200)],
        [
            ("Ratio's",),
            ("", 2023, 2022),
            ("Solvabiliteit", 0.25, 0.26),
            ("Eigen vermogen / balanstotaal", 0.25, 0.26),
        ],
        [],
        [("", "", "")],
        [(2023, 2022)],
        [("Eigen vermogen",)],
    ],
)
def test_what_holds_no_statement_says_so_in_one_line(lines: list[Line]) -> None:
    found = lezing(*lines)
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] in (["EWS111"], ["EWS112"])


def test_a_percentage_is_never_an_amount() -> None:
    found = lezing(
        ("Kerncijfers 2021 (x € 1.000)",),
        ("", 2021, 2020),
        ("Eigen vermogen", "25%", "26%"),
        ("Totaal activa", 800, 700),
    )
    assert last(found).bedrag(Post.EIGEN_VERMOGEN) is None
    assert posts(found, 2021)["balanstotaal"] == 800


def test_units_that_differ_per_sheet_are_each_applied() -> None:
    found = lezing(
        ("Balans per 31 december 2021 (in euro's)",),
        ("", 2021),
        ("Totaal activa", 800_000),
        ("Totaal eigen vermogen", 300_000),
        more={
            "Resultatenrekening": [
                ("Resultatenrekening over 2021 (x € 1.000)",),
                ("", 2021),
                ("Som der bedrijfsopbrengsten", 900),
                ("Resultaat boekjaar", 20),
            ]
        },
    )
    jaar = last(found)
    euro = [
        jaar.bedrag(post)
        for post in (Post.BALANSTOTAAL, Post.EIGEN_VERMOGEN, Post.OPBRENGSTEN, Post.RESULTAAT)
    ]
    assert euro == [800_000, 300_000, 900_000, 20_000]


def test_cash_beside_the_current_assets_belongs_to_them() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)", 2023),
        ("Vaste activa", 500),
        ("Vlottende activa", 200),
        ("Liquide middelen", 300),
        ("Totaal activa", 1000),
        ("Eigen vermogen", 600),
        ("Kortlopende schulden", 400),
        ("Totaal passiva", 1000),
    )
    assert posts(found, 2023)["vlottende_activa"] == 500
    assert last(found).posten[Post.VLOTTENDE_ACTIVA].som == "vlottende activa + liquide middelen"


@pytest.mark.parametrize("label", ["Kortlopende schulden", "Af: kortlopende schulden"])
def test_debts_that_are_taken_off_the_assets_are_debts(label: str) -> None:
    # Besluit modellen jaarrekening, model B: the passiva are what is left.
    found = lezing(
        ("Balans per 31 december 2023 (in euro)", 2023),
        ("Vaste activa", 500),
        ("Vlottende activa", 500),
        (label, -400),
        ("Uitkomst activa min kortlopende schulden", 600),
        ("Langlopende schulden", 150),
        ("Eigen vermogen", 450),
    )
    year = posts(found, 2023)
    assert (year["kortlopende_schulden"], year["eigen_vermogen"], year["balanstotaal"]) == (400, 450, 1000)
