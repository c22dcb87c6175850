"""The quality of the result, by hand: without one-off items, free equity, high returns, legal forms."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.kwaliteit import Kwaliteit, beloning_in_winst, kwaliteit

from .build import PEILDATUM, band, criterion, jaar, policy, version

RENTABILITEIT = criterion(
    "rentabiliteit",
    version(band(3, "below", "0.5%"), band(4, "below", "0%"), band(5, "below", "0%", years=2)),
)


def van(*jaren: Jaarrekening, naam: str = "Stichting Voorbeeld") -> Kwaliteit:
    return kwaliteit(jaren, naam, policy(RENTABILITEIT), PEILDATUM)


def test_plain_accounts_leave_nothing_to_say() -> None:
    assert not van(jaar(2023, resultaat=20, opbrengsten=1000, eigen_vermogen=30, balanstotaal=100)).iets


def test_the_result_without_one_off_items_has_its_own_rentabiliteit_and_trede() -> None:
    # 20 - 35 + 10 = -5 of 1000 is -0.5 %: reported trede 1, normalised trede 4; the year before made a profit.
    voor = jaar(2022, resultaat=20, opbrengsten=1000, incidentele_baten=0, incidentele_lasten=0)
    nu = jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=35, incidentele_lasten=10)
    normaal = van(voor, nu).genormaliseerd
    assert normaal is not None
    assert (normaal.resultaat, normaal.rentabiliteit.waarde) == (Decimal(-5), Fraction(-1, 200))
    assert normaal.beoordeling.trede == 4


@pytest.mark.parametrize(("baten", "trede"), [(14, 1), (15, 1), (16, 3), (20, 3), (21, 4)])
def test_the_normalised_trede_is_exact_on_a_border(baten: int, trede: int) -> None:
    # 0.5 % of 1000 is 5: 20 - 15 is on the bound, and not under it.
    voor = jaar(2022, resultaat=20, opbrengsten=1000, incidentele_baten=0, incidentele_lasten=0)
    nu = jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=baten, incidentele_lasten=0)
    normaal = van(voor, nu).genormaliseerd
    assert normaal is not None
    assert normaal.beoordeling.trede == trede


def test_gains_without_losses_give_no_normalised_result_and_an_open_trede() -> None:
    normaal = van(jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=35)).genormaliseerd
    assert normaal is not None
    assert (normaal.resultaat, normaal.rentabiliteit.waarde) == (None, None)
    assert "incidentele lasten" in str(normaal.rentabiliteit.reden)
    assert (normaal.beoordeling.ten_minste, normaal.beoordeling.ten_hoogste) == (1, 5)


def test_a_year_before_without_one_off_items_named_is_not_taken_to_have_had_none() -> None:
    # -0.5 % now is proven; whether the year before was a loss without its one-off items nobody says.
    voor = jaar(2022, resultaat=20, opbrengsten=1000)
    nu = jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=35, incidentele_lasten=10)
    normaal = van(voor, nu).genormaliseerd
    assert normaal is not None
    assert (normaal.beoordeling.ten_minste, normaal.beoordeling.ten_hoogste) == (4, 5)


def test_one_off_items_of_nil_are_nothing_to_say() -> None:
    nu = jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=0, incidentele_lasten=0)
    assert van(nu).genormaliseerd is None


def test_a_criterion_on_the_normalised_ratio_is_not_normalised_twice() -> None:
    nu = jaar(2023, resultaat=20, opbrengsten=1000, incidentele_baten=12, incidentele_lasten=0)
    beleid = policy(criterion("genormaliseerde_rentabiliteit", version(band(4, "below", "0%"))))
    normaal = kwaliteit([nu], "", beleid, PEILDATUM).genormaliseerd
    assert normaal is not None
    assert normaal.beoordeling.trede == 1  # 20 - 12 = 8, and not -4


def test_free_equity_leaves_out_the_bestemmingsfondsen() -> None:
    vrij = van(jaar(2023, eigen_vermogen=30, bestemmingsfondsen=12, balanstotaal=100)).vrij_vermogen
    assert vrij is not None
    assert (vrij.bedrag, vrij.aandeel.waarde) == (Decimal(18), Fraction(18, 100))


def test_free_equity_without_a_balance_total_is_an_amount_and_no_ratio() -> None:
    vrij = van(jaar(2023, eigen_vermogen=30, bestemmingsfondsen=12)).vrij_vermogen
    assert vrij is not None
    assert (vrij.bedrag, vrij.aandeel.waarde) == (Decimal(18), None)


def test_garantievermogen_adds_the_subordinated_loans() -> None:
    garantie = van(
        jaar(2023, eigen_vermogen=30, achtergestelde_leningen=5, balanstotaal=100)
    ).garantievermogen
    assert garantie is not None
    assert (garantie.bedrag, garantie.aandeel.waarde) == (Decimal(35), Fraction(35, 100))


@pytest.mark.parametrize("post", ["bestemmingsfondsen", "achtergestelde_leningen"])
def test_a_missing_or_empty_part_of_equity_is_nothing_to_say(post: str) -> None:
    assert not van(jaar(2023, eigen_vermogen=30, balanstotaal=100)).iets
    assert not van(jaar(2023, eigen_vermogen=30, balanstotaal=100, **{post: 0})).iets
    assert not van(jaar(2023, balanstotaal=100, **{post: 4})).iets


@pytest.mark.parametrize(("resultaat", "hoog"), [("69.99", False), ("70", False), ("70.01", True)])
def test_a_high_return_is_strictly_more_than_seven_percent(resultaat: str, hoog: bool) -> None:
    found = van(jaar(2023, resultaat=resultaat, opbrengsten=1000)).hoog_rendement
    assert (found is not None) is hoog


def test_a_high_return_changes_no_trede() -> None:
    assert not hasattr(van(jaar(2023, resultaat=99, opbrengsten=1000)), "trede")


@pytest.mark.parametrize(
    ("naam", "vorm"),
    [
        ("Zorgboerderij De Hoeve V.O.F.", "vof"),
        ("vof De Hoeve", "vof"),
        ("De Hoeve v.o.f", "vof"),
        ("Vennootschap onder firma De Hoeve", "vof"),
        ("Maatschap Jeugdpsychologen Oost", "maatschap"),
        ("Eenmanszaak P. Voorbeeld", "eenmanszaak"),
        ("Stichting Maatschap voor Jeugd", None),
        ("Maatschappelijk Werk Oost", None),
        ("Stichting Jeugdmaatschappij", None),
        ("De Hoeve V.O.F. Beheer B.V.", None),
        ("Coöperatie Maatschap Oost", None),
        ("Vofa Jeugdzorg", None),
        ("Stevof", None),
        ("", None),
    ],
)
def test_a_legal_form_is_read_from_the_name_as_a_word_and_only_when_it_is_the_only_one(
    naam: str, vorm: str | None
) -> None:
    assert beloning_in_winst(naam) == vorm
