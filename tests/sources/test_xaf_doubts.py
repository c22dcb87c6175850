"""Audit files that say one thing twice, or in two ways: read once, or refused with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from audit_files import Booking, line, xaf

from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, read

ACCOUNTS = {"1": "BLimBan", "2": "BEivOvr", "3": "BSchCre", "4": "WBedHui", "8": "WOmzNod"}
OPENING = [("1", "500.00"), ("2", "-300.00"), ("3", "-200.00")]
BOOKINGS = [
    Booking([("1", "900.00"), ("8", "-900.00")], 1, "2025-01-15"),
    Booking([("4", "850.00"), ("1", "-850.00")], 6, "2025-06-15"),
]
EXPECTED = {
    Post.BALANSTOTAAL: 550,  # 500 + 900 - 850
    Post.EIGEN_VERMOGEN: 350,  # 300 + 900 - 850
    Post.KORTLOPENDE_SCHULDEN: 200,
    Post.OPBRENGSTEN: 900,
    Post.RESULTAAT: 50,
}


def text(opening: list[tuple[str, str]] | None = OPENING, **changes: object) -> str:
    return xaf(ACCOUNTS, opening, BOOKINGS, **changes)  # type: ignore[arg-type]


def booked(content: str, lines: list[tuple[str, str]], journal: str, day: str = "2025-01-01") -> str:
    """The file with a journal more, of one transaction."""
    written = "".join(line("trLine", *each) for each in lines)
    more = (
        f"<journal><jrnID>9</jrnID><desc>{journal}</desc><transaction><nr>1</nr><periodNumber>1</periodNumber>"
        f"<trDt>{day}</trDt>{written}</transaction></journal>"
    )
    return content.replace("<transactions>", f"<transactions>{more}")


def found(folder: Path, content: str) -> Lezing:
    path = folder / "a.xaf"
    path.write_text(content, encoding="utf-8")
    return read(path)


def held(lezing: Lezing, *codes: str) -> None:
    assert [problem.code for problem in lezing.problemen] == list(codes)
    (jaar,) = lezing.jaarrekeningen
    assert {post: jaar.bedrag(post) for post in EXPECTED} == EXPECTED


def refused(lezing: Lezing, code: str, said: str) -> None:
    assert lezing.jaarrekeningen == ()
    (problem,) = lezing.problemen
    assert problem.code == code
    assert said in problem.melding


@pytest.mark.parametrize("journal", ["Beginbalans", "Openingsbalans 2025", "Memoriaal"])
def test_an_opening_balance_that_is_booked_as_well_counts_once(tmp_path: Path, journal: str) -> None:
    held(found(tmp_path, booked(text(), OPENING, journal)))


def test_an_opening_balance_that_is_only_booked_is_one_by_its_name(tmp_path: Path) -> None:
    held(found(tmp_path, booked(text(None), OPENING, "Beginbalans")))
    refused(found(tmp_path, booked(text(None), OPENING, "Memoriaal")), "EWS161", "geen beginbalans")


def test_a_booked_opening_balance_with_other_amounts_is_refused(tmp_path: Path) -> None:
    other = [("1", "5.00"), ("2", "-5.00")]
    refused(found(tmp_path, booked(text(), other, "Beginbalans")), "EWS161", "andere bedragen")


def test_a_journal_called_opening_balance_holds_bookings_later_in_the_year(tmp_path: Path) -> None:
    content = booked(text(), [("3", "5.00"), ("2", "-5.00")], "Beginbalans", "2025-05-05")
    (jaar,) = found(tmp_path, content).jaarrekeningen
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == 355


@pytest.mark.parametrize(("day", "read"), [("2025-01-01", True), ("2024-12-31", True), ("2024-01-01", False)])
def test_the_opening_balance_is_that_of_the_book_year(tmp_path: Path, day: str, read: bool) -> None:
    content = text().replace("<openingBalance>", f"<openingBalance><opBalDate>{day}</opBalDate>")
    if read:
        held(found(tmp_path, content))
    else:
        refused(found(tmp_path, content), "EWS161", "01-01-2024")


def with_commas(content: str) -> str:
    return re.sub(r"<amnt>(\d+)\.(\d\d)<", r"<amnt>\1,\2<", content)


def test_amounts_with_a_comma_are_read_and_said(tmp_path: Path) -> None:
    held(found(tmp_path, with_commas(text())), "EWS108")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<amnt>850,00<", "<amnt>850.00<", "met een komma en met een punt"),
        ("<amnt>850,00<", "<amnt>850,000<", "geen getal"),
        ("<amnt>850,00<", "<amnt>1.850,00<", "geen getal"),
    ],
)
def test_amounts_in_two_notations_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    refused(found(tmp_path, with_commas(text()).replace(old, new)), "EWS163", said)


def test_totals_with_a_comma_are_held_against_the_lines_as_well(tmp_path: Path) -> None:
    stated = "<totalDebit>1749,00</totalDebit><totalCredit>1750,00</totalCredit>"  # 900 + 850
    content = with_commas(text()).replace("<transactions>", f"<transactions>{stated}")
    refused(found(tmp_path, content), "EWS162", "1.749")


@pytest.mark.parametrize(("part", "lines", "other"), [("openingBalance", 3, 4), ("transactions", 4, 9)])
def test_without_totals_the_number_of_lines_shows_whether_they_are_all_there(
    tmp_path: Path, part: str, lines: int, other: int
) -> None:
    def counted(number: int) -> str:
        return text().replace(f"<{part}>", f"<{part}><linesCount>{number}</linesCount>")

    held(found(tmp_path, counted(lines)))
    refused(found(tmp_path, counted(other)), "EWS162", f"er zijn {lines} regels")


def test_an_account_with_codes_of_two_posts_has_no_place(tmp_path: Path) -> None:
    one = "<leadReference>BLimBan</leadReference>"
    both = f"{one}<taxonomy><taxoRef>BSchCre</taxoRef></taxonomy>"
    refused(found(tmp_path, text().replace(one, both)), "EWS164", "1 Rekening 1")


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    june = "<startDatePeriod>2025-06-01</startDatePeriod><endDatePeriod>2025-06-30</endDatePeriod>"
    turned = "<startDatePeriod>2025-06-30</startDatePeriod><endDatePeriod>2025-06-01</endDatePeriod>"
    assert june in text()
    refused(found(tmp_path, text().replace(june, turned)), "EWS163", "eindigt voor zij begint")


def test_of_references_to_two_taxonomies_the_one_of_rgs_counts(tmp_path: Path) -> None:
    one = "<leadReference>BLimBan</leadReference>"
    both = "".join(
        f"<taxonomy><entryPoint><conceptRef>{ref}</conceptRef></entryPoint></taxonomy>"
        for ref in ("bw2-i:CashAndCashEquivalents", "rgs-i:BLimBan")
    )
    held(found(tmp_path, text().replace(one, both)))


def test_the_code_of_the_other_side_is_not_that_of_the_account(tmp_path: Path) -> None:
    one, other = "<leadReference>BLimBan</leadReference>", "<leadCrossRef>BSchSak</leadCrossRef>"
    held(found(tmp_path, text().replace(one, one + other)))
    refused(found(tmp_path, text().replace(one, other)), "EWS164", "1 Rekening 1")


def test_books_in_which_all_sides_are_turned_are_refused(tmp_path: Path) -> None:
    other = {"D": "C", "C": "D"}
    turned = re.sub("<amntTp>([DC])<", lambda side: f"<amntTp>{other[side[1]]}<", text())
    refused(found(tmp_path, turned), "EWS162", "keer alle tekens om")


def test_a_book_year_from_july_has_its_own_months(tmp_path: Path) -> None:
    days = [
        Booking(b.lines, None, day) for b, day in zip(BOOKINGS, ("2025-07-15", "2026-03-15"), strict=True)
    ]
    content = xaf(ACCOUNTS, OPENING, days, year=("2025-07-01", "2026-06-30"), made="2026-08-01")
    (jaar,) = found(tmp_path, content).jaarrekeningen
    assert (str(jaar.balansdatum), jaar.maanden) == ("2026-03-31", 9)
