"""Audit files: the balance and the income that their bookings add up to, counted by hand."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from audit_files import Booking, xaf
from hypothesis import given
from hypothesis import strategies as st

from ews_cli import readers
from ews_cli.cli.main import main
from ews_cli.core.checks import check_jaar
from ews_cli.core.jaarrekening import Basis, Herkomst, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, ReadOptions
from ews_cli.readers.files import Limits
from ews_cli.readers.options import Accounts, FileMapping

SHARED = Path(__file__).parents[3] / "shared" / "data" / "xaf"

ACCOUNTS = {
    "0100": "BMvaBegVvp",
    "0500": "BEivOvrAlr",
    "0510": "BEivBefBef",
    "0700": "BVrzOvzOvz",
    "0800": "BLasOsgOsg",
    "0810": "BLasAclAll",
    "1000": "BLimKasKas",
    "1100": "BLimBanRba",
    "1110": "BLimBanRbb",
    "1300": "BVorDebHad",
    "1600": "BSchCreHac",
    "4000": "WPerLesLon",
    "4100": "WBedOvpUik",
    "4500": "WAfsAmvBeg",
    "4600": "WBedHuiOvh",
    "8000": "WOmzNodOdh",
    "8100": "WOvbOrsOrs",
    "9000": "WFbeRlmObr",
    "9010": "WFbeRlsRhl",
}
OPENING = [
    ("0100", "500000.00"),
    ("1000", "1000.00"),
    ("1100", "120000.00"),
    ("1300", "80000.00"),
    ("0500", "-250000.00"),
    ("0510", "-51000.00"),
    ("0700", "-30000.00"),
    ("0800", "-200000.00"),
    ("0810", "-70000.00"),
    ("1600", "-100000.00"),
]
BOOKINGS = [
    Booking([("1300", "900000.00"), ("8000", "-860000.00"), ("8100", "-40000.00")], 1, "2025-01-15"),
    Booking([("1100", "850000.00"), ("1300", "-850000.00")], 2, "2025-02-10"),
    Booking([("4000", "600000.00"), ("4100", "90000.00"), ("1100", "-690000.00")], 5, "2025-05-25"),
    Booking([("4600", "150000.00"), ("1600", "-150000.00")], 6, "2025-06-01"),
    Booking([("4500", "20000.00"), ("0100", "-20000.00")], 6, "2025-06-30"),
    Booking([("9010", "8000.00"), ("9000", "-500.00"), ("1100", "-7500.00")], 6, "2025-06-30"),
]
EXPECTED = {
    Post.VASTE_ACTIVA: 480_000,  # 500,000 - 20,000
    Post.VORDERINGEN: 130_000,  # 80,000 + 900,000 - 850,000
    Post.LIQUIDE_MIDDELEN: 273_500,  # 121,000 + 850,000 - 690,000 - 7,500
    Post.VLOTTENDE_ACTIVA: 403_500,
    Post.BALANSTOTAAL: 883_500,
    Post.EIGEN_VERMOGEN: 333_500,  # 250,000 + 51,000 + 32,500
    Post.BESTEMMINGSFONDSEN: 51_000,
    Post.VOORZIENINGEN: 30_000,
    Post.LANGLOPENDE_SCHULDEN: 270_000,
    Post.ACHTERGESTELDE_LENINGEN: 70_000,
    Post.KORTLOPENDE_SCHULDEN: 250_000,
    Post.OPBRENGSTEN: 900_000,
    Post.NETTO_OMZET: 860_000,
    Post.PERSONEELSKOSTEN: 690_000,
    Post.PERSONEEL_NIET_IN_LOONDIENST: 90_000,
    Post.AFSCHRIJVINGEN: 20_000,
    Post.BEDRIJFSLASTEN: 860_000,
    Post.BEDRIJFSRESULTAAT: 40_000,
    Post.RENTEBATEN: 500,
    Post.RENTELASTEN: 8_000,
    Post.RESULTAAT_VOOR_BELASTING: 32_500,
    Post.BELASTINGEN: 0,
    Post.RESULTAAT: 32_500,
}


def lezing(folder: Path, text: str, options: ReadOptions | None = None) -> Lezing:
    path = folder / "ledger.xaf"
    path.write_text(text, encoding="utf-8")
    return readers.read(path, options)


def year(folder: Path, text: str, options: ReadOptions | None = None) -> Jaarrekening:
    found = lezing(folder, text, options)
    assert found.problemen == ()
    (jaar,) = found.jaarrekeningen
    return jaar


def refusal(folder: Path, text: str, code: str) -> str:
    """What is said of an audit file that gives no figures."""
    found = lezing(folder, text)
    assert found.jaarrekeningen == ()
    (problem,) = found.problemen
    assert problem.code == code
    return problem.melding


def amounts(jaar: Jaarrekening) -> dict[Post, Decimal]:
    return {post: bedrag.waarde for post, bedrag in jaar.posten.items()}


def only(**changes: str) -> dict[str, str]:
    """The bare accounts of a small ledger: bank, equity, debts, turnover and costs, with changes."""
    accounts = {"1": "BLimBan", "2": "BEivOvr", "3": "BSchCre", "4": "WBedHui", "8": "WOmzNod"}
    return accounts | {number.removeprefix("n"): code for number, code in changes.items()}


@pytest.mark.parametrize(
    ("version", "where"),
    [("3.2", "leadReference"), ("3.2", "taxoRef"), ("3.2", "conceptRef"), ("4.0", "RGScode")],
)
def test_the_posts_are_those_that_a_hand_calculation_gives(tmp_path: Path, version: str, where: str) -> None:
    jaar = year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS, version, where))
    found = amounts(jaar)
    assert {post: found[post] for post in EXPECTED} == EXPECTED
    assert {post for post in found if post not in EXPECTED and found[post]} == set()
    assert jaar.totaal_passiva is not None
    assert jaar.totaal_passiva.waarde == 883_500


def test_a_ledger_is_interim_up_to_the_last_period_with_bookings(tmp_path: Path) -> None:
    jaar = year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS))
    assert (jaar.soort, str(jaar.balansdatum), jaar.maanden) == (Soort.TUSSENTIJDS, "2025-06-30", 6)
    assert (jaar.basis, jaar.eenheid) == (Basis.ENKELVOUDIG, 1)


def test_a_ledger_of_a_whole_year_is_still_no_annual_account(tmp_path: Path) -> None:
    jaar = year(tmp_path, xaf(ACCOUNTS, OPENING, [*BOOKINGS, Booking([("4600", "1"), ("1100", "-1")])]))
    assert (jaar.soort, str(jaar.balansdatum), jaar.maanden) == (Soort.TUSSENTIJDS, "2025-12-31", 12)


def test_every_amount_names_its_codes_and_its_accounts(tmp_path: Path) -> None:
    jaar = year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS))
    assert all(bedrag.herkomst is Herkomst.AFGELEID and bedrag.som for bedrag in jaar.posten.values())
    assert jaar.posten[Post.LIQUIDE_MIDDELEN].cel == "rek. 1000, 1100"
    assert jaar.posten[Post.LIQUIDE_MIDDELEN].som == "BLim"
    assert jaar.posten[Post.EIGEN_VERMOGEN].som == "BEiv + BEivBef + resultaat van de periode"
    assert jaar.posten[Post.BEDRIJFSRESULTAAT].som == "opbrengsten - bedrijfslasten"


def test_the_name_comes_from_the_company_and_no_number_is_taken_for_that_of_the_kvk(tmp_path: Path) -> None:
    aanbieder = year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS, naam="Jeugd & Co")).aanbieder
    assert (aanbieder.naam, aanbieder.kvk) == ("Jeugd & Co", None)


@pytest.mark.parametrize(
    ("number", "kvk"), [("01234567", "01234567"), ("012345670000", "01234567"), ("1234567", None)]
)
def test_the_kvk_number_of_the_company_is_that_of_version_4(
    tmp_path: Path, number: str, kvk: str | None
) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS, "4.0", company=f"<Commercenr>{number}</Commercenr>")
    assert year(tmp_path, text).aanbieder.kvk == kvk


def test_what_the_user_says_goes_before_the_file(tmp_path: Path) -> None:
    options = ReadOptions(naam="Anders", kvk="00000002", basis=Basis.GECONSOLIDEERD)
    jaar = year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS), options)
    assert (jaar.aanbieder.naam, jaar.aanbieder.kvk, jaar.basis) == (
        "Anders",
        "00000002",
        Basis.GECONSOLIDEERD,
    )


def test_another_kvk_number_than_the_file_names_is_said(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS, "4.0", company="<Commercenr>01234567</Commercenr>")
    found = lezing(tmp_path, text, ReadOptions(kvk="00000002"))
    assert [problem.code for problem in found.problemen] == ["EWS336"]


def test_an_overdrawn_bank_is_a_debt_and_does_not_lower_the_other_banks(tmp_path: Path) -> None:
    accounts = only(n5="BLimBan")
    opening = [("1", "300"), ("5", "-100"), ("2", "-200")]
    found = amounts(year(tmp_path, xaf(accounts, opening, [Booking([("4", "10"), ("1", "-10")])])))
    assert [found[Post.LIQUIDE_MIDDELEN], found[Post.KORTLOPENDE_SCHULDEN]] == [Decimal(290), Decimal(100)]
    assert [found[Post.BALANSTOTAAL], found[Post.EIGEN_VERMOGEN]] == [Decimal(290), Decimal(190)]


def test_money_in_transit_goes_with_the_banks_and_only_their_total_to_the_debts(tmp_path: Path) -> None:
    accounts = only(n5="BLimKru")
    opening = [("1", "300"), ("5", "-1000"), ("2", "700")]
    found = amounts(year(tmp_path, xaf(accounts, opening, [Booking([("4", "10"), ("1", "-10")])])))
    assert [found[Post.LIQUIDE_MIDDELEN], found[Post.KORTLOPENDE_SCHULDEN]] == [Decimal(0), Decimal(710)]


@pytest.mark.parametrize(
    ("code", "amount", "post"),
    [
        ("BVorVogVr1", "-60", Post.KORTLOPENDE_SCHULDEN),
        ("BVorVbkTvo", "-60", Post.KORTLOPENDE_SCHULDEN),
        ("BSchSagSg1", "60", Post.VORDERINGEN),
        ("BSchBepBtw", "60", Post.VORDERINGEN),
        ("BSchOpaNtb", "60", Post.VORDERINGEN),
        ("BProOnpGkn", "-60", Post.KORTLOPENDE_SCHULDEN),
        ("BVorDebHad", "-60", Post.KORTLOPENDE_SCHULDEN),
        ("BSchCreHac", "60", Post.VORDERINGEN),
        ("BSchSakRba", "60", Post.LIQUIDE_MIDDELEN),
    ],
)
def test_a_balance_on_the_other_side_counts_there(tmp_path: Path, code: str, amount: str, post: Post) -> None:
    other = amount[1:] if amount.startswith("-") else f"-{amount}"
    accounts = only(n3="BMva", n5=code)
    text = xaf(accounts, [("5", amount), ("2", other)], [Booking([("3", "7"), ("2", "-7")])])
    found = amounts(year(tmp_path, text))
    assert found[post] == 60
    assert found[Post.BALANSTOTAAL] == (7 if amount.startswith("-") else 67)


def test_a_provision_for_bad_debts_stays_with_the_debtors(tmp_path: Path) -> None:
    accounts = only(n5="BVorDebHad", n6="BVorDebVdd")
    opening = [("5", "100"), ("6", "-30"), ("2", "-70")]
    found = amounts(year(tmp_path, xaf(accounts, opening, [Booking([("4", "1"), ("3", "-1")])])))
    assert found[Post.VORDERINGEN] == 70


def test_two_related_parties_are_not_set_off(tmp_path: Path) -> None:
    accounts = only(n5="BVorVogVr1", n6="BVorVogVr2")
    opening = [("5", "100"), ("6", "-30"), ("2", "-70")]
    found = amounts(year(tmp_path, xaf(accounts, opening, [Booking([("4", "1"), ("3", "-1")])])))
    assert [found[Post.VORDERINGEN], found[Post.KORTLOPENDE_SCHULDEN]] == [Decimal(100), Decimal(31)]


def test_the_result_of_an_earlier_year_that_was_never_closed_is_equity_and_no_result(tmp_path: Path) -> None:
    opening = [("1", "100"), ("8", "-60"), ("2", "-40")]
    found = amounts(year(tmp_path, xaf(only(), opening, [Booking([("4", "10"), ("1", "-10")])])))
    assert [found[Post.OPBRENGSTEN], found[Post.RESULTAAT], found[Post.EIGEN_VERMOGEN]] == [
        Decimal(0),
        Decimal(-10),
        Decimal(90),
    ]


def test_a_result_that_was_booked_to_equity_counts_once(tmp_path: Path) -> None:
    accounts = only(n9="WNerNewNew")
    bookings = [Booking([("1", "50"), ("8", "-50")]), Booking([("9", "50"), ("2", "-50")])]
    found = amounts(year(tmp_path, xaf(accounts, [("1", "5"), ("2", "-5")], bookings)))
    assert [found[Post.RESULTAAT], found[Post.EIGEN_VERMOGEN], found[Post.BALANSTOTAAL]] == [
        Decimal(50),
        Decimal(55),
        Decimal(55),
    ]


def test_income_accounts_that_were_emptied_give_no_result(tmp_path: Path) -> None:
    bookings = [Booking([("1", "50"), ("8", "-50")]), Booking([("8", "50"), ("2", "-50")])]
    jaar = year(tmp_path, xaf(only(), [("1", "5"), ("2", "-5")], bookings))
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == 55
    assert jaar.bedrag(Post.RESULTAAT) is None
    assert "al naar het eigen vermogen" in jaar.reden(Post.RESULTAAT)


def test_costs_by_function_hide_personnel_and_depreciation(tmp_path: Path) -> None:
    accounts = only(n4="WPerLes", n5="WAkfAkfAkf")
    bookings = [Booking([("4", "10"), ("5", "20"), ("1", "-30")])]
    jaar = year(tmp_path, xaf(accounts, [("1", "100"), ("2", "-100")], bookings))
    assert jaar.bedrag(Post.BEDRIJFSLASTEN) == 30
    assert jaar.bedrag(Post.PERSONEELSKOSTEN) is None
    assert "kosten naar functie" in jaar.reden(Post.PERSONEELSKOSTEN)


def test_the_opening_balance_may_stand_in_period_0(tmp_path: Path) -> None:
    zero = Booking(OPENING, 0, "2025-01-01")
    assert amounts(year(tmp_path, xaf(ACCOUNTS, None, [zero, *BOOKINGS])))[Post.BALANSTOTAAL] == 883_500


def test_an_opening_balance_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    zero = Booking(OPENING, 0, "2025-01-01")
    assert amounts(year(tmp_path, xaf(ACCOUNTS, OPENING, [zero, *BOOKINGS])))[Post.BALANSTOTAAL] == 883_500


def test_two_opening_balances_that_differ_are_refused(tmp_path: Path) -> None:
    zero = Booking([("1100", "5"), ("0500", "-5")], 0, "2025-01-01")
    assert "periode 0" in refusal(tmp_path, xaf(ACCOUNTS, OPENING, [zero, *BOOKINGS]), "EWS161")


@pytest.mark.parametrize("opening", [None, []])
def test_a_ledger_without_an_opening_balance_is_refused(
    tmp_path: Path, opening: list[tuple[str, str]] | None
) -> None:
    assert "geen beginbalans" in refusal(tmp_path, xaf(ACCOUNTS, opening, BOOKINGS), "EWS161")


def test_a_period_that_was_not_over_when_the_file_was_made_does_not_count(tmp_path: Path) -> None:
    ahead = Booking([("4500", "20000.00"), ("0100", "-20000.00")], 12)
    found = lezing(tmp_path, xaf(ACCOUNTS, OPENING, [*BOOKINGS, ahead], made="2025-07-10"))
    (jaar,) = found.jaarrekeningen
    assert str(jaar.balansdatum) == "2025-06-30"
    assert jaar.bedrag(Post.RESULTAAT) == 32_500
    assert [problem.code for problem in found.problemen] == ["EWS167"]


@pytest.mark.parametrize(("made", "last"), [("2025-06-29", "2025-05-31"), ("2025-06-30", "2025-06-30")])
def test_a_period_counts_from_the_day_on_which_it_ends(tmp_path: Path, made: str, last: str) -> None:
    (jaar,) = lezing(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS, made=made)).jaarrekeningen
    assert str(jaar.balansdatum) == last


def test_a_ledger_in_which_nothing_is_over_is_refused(tmp_path: Path) -> None:
    assert "10-01-2025" in refusal(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS, made="2025-01-10"), "EWS167")


def test_a_booking_without_a_period_is_in_the_month_of_its_day(tmp_path: Path) -> None:
    bookings = [Booking([("4", "1"), ("1", "-1")], None, "2025-03-05")]
    jaar = year(tmp_path, xaf(only(), [("1", "9"), ("2", "-9")], bookings))
    assert (str(jaar.balansdatum), jaar.maanden) == ("2025-03-31", 3)


def test_a_book_year_need_not_begin_in_january(tmp_path: Path) -> None:
    bookings = [Booking([("4", "1"), ("1", "-1")], None, "2025-03-05")]
    text = xaf(only(), [("1", "9"), ("2", "-9")], bookings, year=("2024-08-01", "2025-07-31"))
    jaar = year(tmp_path, text)
    assert (str(jaar.balansdatum), jaar.maanden) == ("2025-03-31", 8)


# what is wrong


def test_bookings_that_do_not_balance_are_refused_with_the_difference(tmp_path: Path) -> None:
    text = xaf(only(), [("1", "90"), ("2", "-90")], [Booking([("4", "12.50"), ("1", "-10.00")])])
    assert "2,50 meer dan credit" in refusal(tmp_path, text, "EWS162")


def test_an_opening_balance_that_does_not_balance_is_refused(tmp_path: Path) -> None:
    text = xaf(only(), [("1", "90"), ("2", "-80")], [Booking([("4", "1"), ("1", "-1")])])
    assert "in de beginbalans is debet 10 meer" in refusal(tmp_path, text, "EWS162")


@pytest.mark.parametrize(("slip", "read"), [("0.99", True), ("1.00", False)])
def test_a_slip_below_a_euro_is_no_missing_line(tmp_path: Path, slip: str, read: bool) -> None:
    text = xaf(only(), [("1", "90000"), ("2", "-90000")], [Booking([("4", "1"), ("1", "-1"), ("3", slip)])])
    assert bool(lezing(tmp_path, text).jaarrekeningen) is read


def test_totals_that_the_lines_do_not_reach_show_that_lines_are_missing(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS).replace(
        "</transactions>", "<totalDebit>9999999.00</totalDebit></transactions>"
    )
    assert "9.999.999,00" in refusal(tmp_path, text, "EWS162")


def test_totals_that_agree_are_fine(tmp_path: Path) -> None:
    text = xaf(only(), [("1", "9"), ("2", "-9")], [Booking([("4", "1"), ("1", "-1")])])
    totals = "<totalDebit>1.00</totalDebit><totalCredit>1.00</totalCredit></transactions>"
    assert year(tmp_path, text.replace("</transactions>", totals)).bedrag(Post.RESULTAAT) == -1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<amntTp>D</amntTp>", "", "debet of credit (amntTp) ontbreekt"),
        ("<amntTp>D</amntTp>", "<amntTp>X</amntTp>", "'X' is geen D of C"),
        ("<amnt>900000.00</amnt>", "<amnt>900.000,00</amnt>", "'900.000,00' is geen getal"),
        ("<amnt>900000.00</amnt>", "<amnt>NaN</amnt>", "'NaN' is geen getal"),
        ("<amnt>900000.00</amnt>", "", "er is geen bedrag"),
        ("<accID>1300</accID><amnt>900000.00", "<amnt>900000.00", "het rekeningnummer ontbreekt"),
        ("<trDt>2025-01-15</trDt>", "<trDt>15 januari</trDt>", "'15 januari' is geen datum"),
    ],
)
def test_a_line_that_cannot_be_used_stops_and_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS)
    assert old in text
    melding = refusal(tmp_path, text.replace(old, new), "EWS163")
    assert melding.startswith("regel ")
    assert said in melding


def test_a_booking_without_a_day_or_a_period_is_refused(tmp_path: Path) -> None:
    text = xaf(only(), [("1", "9"), ("2", "-9")], [Booking([("4", "1"), ("1", "-1")], None, "")])
    assert "zonder datum" in refusal(tmp_path, text, "EWS163")


def test_another_currency_is_refused(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS).replace("<curCode>EUR", "<curCode>USD")
    assert "USD" in refusal(tmp_path, text, "EWS163")


@pytest.mark.parametrize(
    ("namespace", "said"),
    [
        ("http://www.auditfiles.nl/XAF/3.1", "versie 3.1"),
        ("http://www.auditfiles.nl/XAF/5.0", "versie 5.0"),
        ("urn:OECD:StandardAuditFile-Tax:PT_1.04_01", "namespace 'urn:OECD"),
        ("", "namespace ''"),
    ],
)
def test_an_unknown_version_is_refused(tmp_path: Path, namespace: str, said: str) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS).replace("http://www.auditfiles.nl/XAF/3.2", namespace)
    assert said in refusal(tmp_path, text, "EWS165")


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.auditfiles.nl/XAF/4.0",
        "http://www.odb.belastingdienst.nl/XAF/4.0",
        "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.0/structures/XmlAuditfileFinancieel3.2.1",
    ],
)
def test_a_known_version_may_have_another_namespace(tmp_path: Path, namespace: str) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS).replace("http://www.auditfiles.nl/XAF/3.2", namespace)
    assert year(tmp_path, text).bedrag(Post.BALANSTOTAAL) == 883_500


def test_a_part_of_a_file_that_was_split_is_refused(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS).replace("<auditfile", "<!-- Vervolgbestand 2 van 3 --><auditfile")
    assert "deel 2 van 3" in refusal(tmp_path, text, "EWS165")


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS)
    assert "onvolledig" in refusal(tmp_path, text[: len(text) * 2 // 3], "EWS105")


def test_an_entity_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE auditfile [<!ENTITY a '1'><!ENTITY b '&a;&a;&a;&a;'>]><auditfile"
    assert "DOCTYPE" in refusal(
        tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS).replace("<auditfile", bomb), "EWS105"
    )


def test_two_book_years_in_the_header_are_refused(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS, year=("2024-01-01", "2025-12-31"))
    assert "meer dan één boekjaar" in refusal(tmp_path, text, "EWS166")


def test_bookings_of_another_year_are_refused_also_in_a_period_with_a_known_number(tmp_path: Path) -> None:
    other = Booking([("4600", "9000.00"), ("1100", "-9000.00")], 6, "2024-06-10")
    assert "10-06-2024" in refusal(tmp_path, xaf(ACCOUNTS, OPENING, [*BOOKINGS, other]), "EWS166")


def test_a_slip_in_the_day_of_a_small_booking_is_no_second_year(tmp_path: Path) -> None:
    other = Booking([("4600", "9.00"), ("1100", "-9.00")], 6, "2015-06-10")
    assert year(tmp_path, xaf(ACCOUNTS, OPENING, [*BOOKINGS, other])).bedrag(Post.RESULTAAT) == 32_491


def test_two_administrations_are_refused(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS)
    header = text[text.index("<header>") : text.index("</header>") + 9]
    assert "twee administraties" in refusal(
        tmp_path, text.replace("<company>", f"{header}<company>"), "EWS166"
    )


def test_a_large_account_without_a_code_makes_everything_uncertain(tmp_path: Path) -> None:
    melding = refusal(tmp_path, xaf({**ACCOUNTS, "1600": ""}, OPENING, BOOKINGS), "EWS164")
    assert "1600 Rekening 1600 (-250.000,00)" in melding
    assert "0,1%" in melding


@pytest.mark.parametrize(("size", "read"), [("999", True), ("1000", True), ("1001", False)])
def test_the_size_at_which_an_account_without_a_code_matters(tmp_path: Path, size: str, read: bool) -> None:
    """All debit balances together are 1,000,000, so that 1,000 is 0.1 %."""
    bookings = [Booking([("3", size), ("7", f"-{size}")])]
    accounts = only(n3="BMva") | {"7": ""}
    debit = 1_000_000 - int(size)
    text = xaf(accounts, [("1", str(debit)), ("2", f"-{debit}")], bookings)
    found = lezing(tmp_path, text)
    assert bool(found.jaarrekeningen) is read
    assert [problem.code for problem in found.problemen] == ["EWS164"]


def test_an_unknown_code_is_no_code(tmp_path: Path) -> None:
    accounts = {**ACCOUNTS, "1600": "BXxxYyy"}
    assert "code BXxxYyy" in refusal(tmp_path, xaf(accounts, OPENING, BOOKINGS), "EWS164")


def test_accounts_of_a_mapping_need_no_codes(tmp_path: Path) -> None:
    accounts = dict.fromkeys(ACCOUNTS, "")
    posts: Mapping[tuple[int, int], Post] = {
        (100, 199): Post.VASTE_ACTIVA, (500, 509): Post.EIGEN_VERMOGEN, (510, 510): Post.BESTEMMINGSFONDSEN,
        (700, 799): Post.VOORZIENINGEN, (800, 809): Post.LANGLOPENDE_SCHULDEN,
        (810, 819): Post.ACHTERGESTELDE_LENINGEN, (1000, 1199): Post.LIQUIDE_MIDDELEN,
        (1300, 1399): Post.VORDERINGEN, (1600, 1699): Post.KORTLOPENDE_SCHULDEN,
        (4000, 4099): Post.PERSONEELSKOSTEN, (4100, 4199): Post.PERSONEEL_NIET_IN_LOONDIENST,
        (4500, 4599): Post.AFSCHRIJVINGEN, (4600, 4699): Post.BEDRIJFSLASTEN, (8000, 8099): Post.NETTO_OMZET,
        (8100, 8199): Post.OPBRENGSTEN, (9000, 9009): Post.RENTEBATEN, (9010, 9019): Post.RENTELASTEN,
    }  # fmt: skip
    mapping = FileMapping(rekeningen={Accounts(*key): post for key, post in posts.items()})
    jaar = year(tmp_path, xaf(accounts, OPENING, BOOKINGS), ReadOptions(mapping=mapping))
    found = amounts(jaar)
    assert {post: found[post] for post in EXPECTED} == EXPECTED


def test_a_mapping_goes_before_a_code(tmp_path: Path) -> None:
    mapping = FileMapping(rekeningen={Accounts(1300, 1300): Post.EFFECTEN})
    found = amounts(year(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS), ReadOptions(mapping=mapping)))
    assert [found[Post.EFFECTEN], found[Post.VORDERINGEN]] == [Decimal(130_000), Decimal(0)]


def test_accounts_of_a_mapping_that_are_not_there_are_named(tmp_path: Path) -> None:
    mapping = FileMapping(
        rekeningen={Accounts(1300, 1300): Post.EFFECTEN, Accounts(2000, 2099): Post.VORDERINGEN}
    )
    (problem,) = lezing(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS), ReadOptions(mapping=mapping)).problemen
    assert problem.code == "EWS333"
    assert problem.melding.endswith(": 2000-2099")


def test_what_a_mapping_says_of_cells_is_not_passed_over(tmp_path: Path) -> None:
    mapping = FileMapping(labels={"Bank": Post.LIQUIDE_MIDDELEN})
    (problem,) = lezing(tmp_path, xaf(ACCOUNTS, OPENING, BOOKINGS), ReadOptions(mapping=mapping)).problemen
    assert problem.code == "EWS335"


def test_a_mapping_of_accounts_for_a_file_that_has_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(";2025\nTotaal activa;100\nEigen vermogen;60\n", encoding="utf-8")
    found = readers.read(
        path, ReadOptions(mapping=FileMapping(rekeningen={Accounts(1, 2): Post.VORDERINGEN}))
    )
    assert found.jaarrekeningen
    assert "EWS335" in [problem.code for problem in found.problemen]


def test_score_and_batch_take_a_ledger_without_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xaf").write_text(xaf(ACCOUNTS, OPENING, BOOKINGS), encoding="utf-8")
    for command in (["score", str(tmp_path / "a.xaf")], ["batch", str(tmp_path)]):
        assert main(command) == 4
        assert "EWS125" in "".join(capsys.readouterr())


def test_stock_below_nil_is_said(tmp_path: Path) -> None:
    bookings = [Booking([("4", "5"), ("5", "-5")])]
    found = lezing(tmp_path, xaf(only(n5="BVrdHan"), [("1", "9"), ("2", "-9")], bookings))
    (problem,) = found.problemen
    assert (problem.code, "voorraden (-5)" in problem.melding) == ("EWS168", True)


# its bytes


def test_a_file_that_says_utf_8_and_is_not_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xaf"
    text = xaf(ACCOUNTS, OPENING, BOOKINGS, naam="Stichting Löwenbräu")
    path.write_bytes(text.encode("cp1252"))
    found = readers.read(path)
    (jaar,) = found.jaarrekeningen
    assert jaar.aanbieder.naam == "Stichting Löwenbräu"
    assert jaar.bedrag(Post.BALANSTOTAAL) == 883_500
    assert [problem.code for problem in found.problemen] == ["EWS108"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_in_another_encoding_that_it_names_is_read_without_a_word(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.xml"
    text = xaf(ACCOUNTS, OPENING, BOOKINGS, naam="Stichting Löwenbräu")
    path.write_bytes(text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding))
    found = readers.read(path)
    assert found.problemen == ()
    assert found.jaarrekeningen[0].aanbieder.naam == "Stichting Löwenbräu"


def test_a_file_that_is_too_large_to_hold_is_read_in_pieces(tmp_path: Path) -> None:
    text = xaf(ACCOUNTS, OPENING, BOOKINGS)
    jaar = year(tmp_path, text, ReadOptions(limits=Limits(size=1000)))
    assert jaar.bedrag(Post.BALANSTOTAAL) == 883_500
    found = lezing(tmp_path, text, ReadOptions(limits=Limits(size=1000, streamed=2000)))
    assert [problem.code for problem in found.problemen] == ["EWS106"]


def test_other_xml_that_is_too_large_to_hold_is_refused(tmp_path: Path) -> None:
    found = lezing(tmp_path, f"<html>{' ' * 2000}</html>", ReadOptions(limits=Limits(size=1000)))
    assert [problem.code for problem in found.problemen] == ["EWS106"]


# whatever was booked


@st.composite
def bookings(draw: st.DrawFn) -> list[Booking]:
    """Bookings of any amounts over any accounts, each in balance."""
    numbers = st.sampled_from(sorted(ACCOUNTS))
    cents = st.integers(-10_000_000, 10_000_000)
    made = []
    for _ in range(draw(st.integers(1, 12))):
        lines = draw(st.lists(st.tuples(numbers, cents), min_size=1, max_size=5))
        lines.append((draw(numbers), -sum(amount for _, amount in lines)))
        period = draw(st.integers(1, 12))
        texts = [(number, str(Decimal(amount) / 100)) for number, amount in lines]
        made.append(Booking(texts, period, f"2025-{period:02}-15"))
    return made


@given(bookings(), st.randoms(use_true_random=False))
def test_the_balance_always_balances_and_the_order_of_the_lines_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, booked: list[Booking], order: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    (jaar,) = lezing(folder, xaf(ACCOUNTS, OPENING, booked)).jaarrekeningen
    assert jaar.totaal_passiva is not None
    assert jaar.bedrag(Post.BALANSTOTAAL) == jaar.totaal_passiva.waarde
    assert all(check.klopt for check in check_jaar(jaar))
    shuffled = [Booking(order.sample(b.lines, len(b.lines)), b.period, b.day) for b in booked]
    order.shuffle(shuffled)
    (again,) = lezing(folder, xaf(ACCOUNTS, order.sample(OPENING, len(OPENING)), shuffled)).jaarrekeningen
    assert again == jaar


# what real software exports


def shared(name: str) -> Path:
    if not (SHARED / name).is_file():
        pytest.skip(f"../shared/data/xaf/{name} is not there")
    return SHARED / name


def test_a_real_export_with_an_overdrawn_bank_balances() -> None:
    """By hand: activa 924,556.00 + 45,370.34 + 20,715.00 - 21,330.74; the bank of -866,205.38 is a debt."""
    found = readers.read(shared("multivers-2017.xaf"))
    assert [problem.code for problem in found.problemen] == ["EWS108", "EWS168"]
    (jaar,) = found.jaarrekeningen
    assert jaar.aanbieder.naam == "Demonstratiebedrijf Homegarden"
    assert (str(jaar.balansdatum), jaar.maanden, jaar.soort) == ("2017-02-28", 2, Soort.TUSSENTIJDS)
    posts = amounts(jaar)
    assert posts[Post.BALANSTOTAAL] == Decimal("969310.60")
    assert posts[Post.LIQUIDE_MIDDELEN] == 0
    assert posts[Post.KORTLOPENDE_SCHULDEN] == Decimal("32590.98") + Decimal("866205.38")
    assert posts[Post.EIGEN_VERMOGEN] == Decimal("65716.27") + Decimal("4797.97")
    assert posts[Post.RESULTAAT] == Decimal("4797.97")
    assert all(check.klopt for check in check_jaar(jaar))


def test_a_real_export_without_an_opening_balance_is_refused() -> None:
    found = readers.read(shared("exact-online-2016.xaf"))
    assert found.jaarrekeningen == ()
    (problem,) = found.problemen
    assert problem.code == "EWS161"
    assert "geen beginbalans" in problem.melding
