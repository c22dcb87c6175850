"""Real published statements, in numbers and in printed text: every figure right, none wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ews_cli.core.jaarrekening import Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers import read

STATEMENTS = Path(__file__).parents[3] / "shared" / "data" / "statements"
pytestmark = pytest.mark.skipif(
    not STATEMENTS.is_dir(), reason="../shared with the published statements is absent"
)

VARIANTS = ("num", "text")
NAMES = (
    "beeldengeluid2021_sbl",
    "eindhovenairport2017",
    "gouda2016_passiva",
    "juva2020_wv",
    "patrimonium2020",
    "umcutrecht2021",
)

UMC_2021 = {
    "balanstotaal": ("977465", "Balans!C17", "Totaal activa"),
    "vlottende_activa": ("640964", "Balans!C16", "Totaal vlottende activa"),
    "voorraden": ("17537", "Balans!C11", "Voorraden"),
    "liquide_middelen": ("281537", "Balans!C15", "Liquide middelen"),
    "eigen_vermogen": ("411232", "Balans!C24", "Totaal eigenvermogen"),
    "aandeel_derden": ("2503", "Balans!C25", "Aandeel derden in groepsvermogen"),
    "voorzieningen": ("45034", "Balans!C27", "Voorzieningen"),
    "langlopende_schulden": ("109747", "Balans!C28", "Langlopende schulden (nog voor meer dan een jaar)"),
    "kortlopende_schulden": ("408949", "Balans!C32", "Totaal kortlopende schulden (ten hoogste 1 jaar)"),
    "opbrengsten": ("1485858", "Resultatenrekening!C7", "Som der bedrijfsopbrengsten"),
    "personeelskosten": ("898481", "Resultatenrekening!C9", "Personeelskosten"),
    "afschrijvingen": (
        "55524",
        "Resultatenrekening!C10",
        "Afschrijvingen op immateriële en materiële vaste activa",
    ),
    "bedrijfslasten": ("1482906", "Resultatenrekening!C12", "Som der bedrijfslasten"),
    "bedrijfsresultaat": ("2952", "Resultatenrekening!C13", "Bedrijfsresultaat"),
    "resultaat": ("4878", "Resultatenrekening!C17", "Resultaat toerekenbaar aan UMC Utrecht"),
}
EINDHOVEN_2013 = {
    "balanstotaal": ("83902", "Kerncijfers!F6", "Totaal activa"),
    "vlottende_activa": ("9574", "Kerncijfers!F5", "Vlottende activa"),
    "eigen_vermogen": ("50150", "Kerncijfers!F7", "Eigen vermogen"),
    "voorzieningen": ("459", "Kerncijfers!F8", "Voorzieningen"),
    "langlopende_schulden": ("28000", "Kerncijfers!F9", "Langlopende schulden"),
    "kortlopende_schulden": ("5293", "Kerncijfers!F10", "Kortlopende schulden"),
    "afschrijvingen": ("3517", "Kerncijfers!F13", "Afschrijvingen"),
    "netto_omzet": ("37996", "Kerncijfers!F16", "Netto-omzet"),
    "opbrengsten": ("37996", "Kerncijfers!F16", "Netto-omzet"),
    "bedrijfslasten": ("29356", "Kerncijfers!F17", "Bedrijfslasten"),
    "bedrijfsresultaat": ("8640", "Kerncijfers!F18", "Exploitatieresultaat"),
    "resultaat": ("6108", "Kerncijfers!F21", "Resultaat na belastingen"),
}


def statement(naam: str, variant: str) -> dict[int, Jaarrekening]:
    """The years that are read from one statement."""
    return {j.boekjaar: j for j in read(STATEMENTS / f"{naam}__{variant}.xlsx").jaarrekeningen}


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((STATEMENTS / "expected.json").read_text("utf-8"))
    return found


def test_every_statement_of_the_folder_is_tested() -> None:
    assert {*NAMES, "hoorn_begroting2018"} == expected().keys()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("naam", NAMES)
def test_every_expected_figure_is_read_right(naam: str, variant: str) -> None:
    gelezen, verwacht = statement(naam, variant), expected()[naam]
    assert gelezen.keys() == {int(jaar) for jaar in verwacht["years"]}
    for jaar, posten in verwacht["years"].items():
        found = {post: gelezen[int(jaar)].bedrag(Post(post)) for post in posten}
        assert found == {post: Decimal(bedrag) * verwacht["unit"] for post, bedrag in posten.items()}, jaar
        assert gelezen[int(jaar)].eenheid == verwacht["unit"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_budget_gives_no_accounts_and_says_why(variant: str) -> None:
    lezing = read(STATEMENTS / f"hoorn_begroting2018__{variant}.xlsx")
    assert lezing.jaarrekeningen == ()
    assert [problem.code for problem in lezing.problemen] in (["EWS112"], ["EWS113"])


def cells(
    jaar: Jaarrekening, posten: dict[str, tuple[str, str, str]]
) -> dict[str, tuple[str, str | None, str | None]]:
    def shown(bedrag: Bedrag) -> tuple[str, str | None, str | None]:
        return str(bedrag.waarde / 1000), bedrag.cel, bedrag.label

    return {post: shown(jaar.posten[Post(post)]) for post in posten}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_figures_of_a_hospital_trace_to_their_cell_and_label(variant: str) -> None:
    assert cells(statement("umcutrecht2021", variant)[2021], UMC_2021) == UMC_2021


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_figures_of_an_airport_trace_to_their_cell_and_label(variant: str) -> None:
    assert cells(statement("eindhovenairport2017", variant)[2013], EINDHOVEN_2013) == EINDHOVEN_2013


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_beyond_the_printed_rows_is_invented(variant: str) -> None:
    # The hospital prints only a balance of interest, and no tax, effects or subordinated loans.
    jaar = statement("umcutrecht2021", variant)[2021]
    absent = (
        "rentebaten",
        "rentelasten",
        "belastingen",
        "effecten",
        "achtergestelde_leningen",
        "netto_omzet",
    )
    assert [post for post in absent if Post(post) in jaar.posten] == []
    # The passiva of the municipality say nothing about its assets.
    assert Post.LIQUIDE_MIDDELEN not in statement("gouda2016_passiva", variant)[2016].posten
