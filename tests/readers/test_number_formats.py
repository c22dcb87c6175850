"""What a number format shows divided by a thousand is read as it is shown: the unit above it is of that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from ews_cli.core.posten import Post
from ews_cli.readers import read
from ews_cli.readers.number_formats import _divisor

ROWS = (
    ("Vaste activa", 1_000_000),
    ("Vlottende activa", 2_000_500),
    ("Totaal activa", 3_000_500),
    ("Eigen vermogen", 600_100),
    ("Kortlopende schulden", 2_400_400),
    ("Totaal passiva", 3_000_500),
)


@pytest.mark.parametrize(
    ("code", "divisor"),
    [
        ("#,##0,", 1_000),
        ("#,##0.0,", 1_000),
        ("#,##0,,", 1_000_000),
        ('#,##0," k";-#,##0," k"', 1_000),
        ("[$€-413] #,##0,;[Red]-#,##0,", 1_000),
        ("_ * #,##0,_ ;_ * -#,##0,_ ", 1_000),
        ("#,##0", 1),
        ("#,##0.00", 1),
        ("#,##0;(#,##0)", 1),
        ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ', 1),
        ('0", euro"', 1),
        ("0\\,", 1),
        ("General", 1),
        ("dd/mm/yyyy", 1),
        ("0.0%", 1),
    ],
)
def test_a_format_divides_by_a_thousand_for_each_comma_behind_the_whole_number(
    code: str, divisor: int
) -> None:
    assert _divisor(code) == divisor


def statement(path: Path, heading: str, code: str) -> Path:
    book = xlsxwriter.Workbook(str(path))
    shown = book.add_format({"num_format": code})
    sheet = book.add_worksheet("Balans")
    sheet.write_row(0, 0, (f"Balans per 31 december {heading}",))
    sheet.write_row(1, 0, ("", "2023"))
    for number, (label, amount) in enumerate(ROWS, 2):
        sheet.write(number, 0, label)
        sheet.write(number, 1, amount, shown)
    book.close()
    return path


@pytest.mark.parametrize(
    ("heading", "code", "total", "said"),
    [
        # By hand: 3.000.500 shown as 3.001 under x € 1.000 is 3.000.500 euro, and never 3 miljard.
        ("(x € 1.000)", "#,##0,", "3000500", True),
        ("(in euro)", "#,##0", "3000500", False),
        ("(x € 1.000.000)", "#,##0.0,,", "3000500", True),
    ],
)
def test_amounts_that_are_shown_in_thousands_are_read_as_they_stand_there(
    heading: str, code: str, total: str, said: bool, tmp_path: Path
) -> None:
    lezing = read(statement(tmp_path / "a.xlsx", heading, code))
    [jaar] = lezing.jaarrekeningen
    assert (jaar.balansdatum, jaar.bedrag(Post.BALANSTOTAAL)) == (date(2023, 12, 31), Decimal(total))
    assert jaar.bedrag(Post.VLOTTENDE_ACTIVA) == Decimal("2000500")
    assert any("toont bedragen gedeeld" in problem.melding for problem in lezing.problemen) is said
