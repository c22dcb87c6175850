"""The balance as two bars on one scale: whole, or with a word on what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from html_pages import between, parsed, written

POSTEN = (
    "eigen_vermogen",
    "voorzieningen",
    "langlopende_schulden",
    "kortlopende_schulden",
    "vaste_activa",
    "vlottende_activa",
    "balanstotaal",
)


def drawn(tmp_path: Path, *amounts: str) -> str:
    """The section of the balance of a provider with these amounts, in the order of `POSTEN`."""
    source = tmp_path / "tabel.csv"
    heads = ",".join(("aanbieder", "kvk", "boekjaar", *POSTEN))
    source.write_text(f"{heads}\nStichting Voorbeeld,,2025,{','.join(amounts)}\n", "utf-8")
    return between(written(tmp_path, "score", str(source), "--eenheid=1"), "<h2>De balans</h2>", "</section>")


def bars(section: str) -> list[tuple[str, float, float]]:
    """The parts of both bars: shade, beginning and length."""
    found = re.findall(
        r'<rect class="part (\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="30"', section
    )
    return [(shade, float(x), float(width)) for shade, x, width in found]


def test_both_sides_have_the_length_of_the_total(tmp_path: Path) -> None:
    section = drawn(tmp_path, "300", "100", "200", "400", "600", "400", "1000")
    # 640 units are 1,000 euro.
    assert bars(section) == [
        ("p0", 0, 384),
        ("p1", 384, 256),
        ("p2", 0, 192),
        ("p5", 192, 64),
        ("p6", 256, 128),
        ("p7", 384, 256),
    ]
    words = parsed(section.removeprefix("<h2>De balans</h2>").removesuffix("</section>")).text.replace(
        " ", ""
    )
    for told in ("Activa2025:€1.000", "eigenvermogen€30030,0%", "kortlopendeschulden€40040,0%"):
        assert told in words


def test_negative_equity_is_what_the_assets_fall_short_of_the_debts(tmp_path: Path) -> None:
    section = drawn(tmp_path, "-600", "100", "500", "1000", "400", "600", "1000")
    # 640 units are 1,600 euro of debts; the assets reach 400 units, and 240 are missing.
    assert bars(section) == [
        ("p0", 0, 160),
        ("p1", 160, 240),
        ("gap", 400, 240),
        ("p5", 0, 40),
        ("p6", 40, 200),
        ("p7", 240, 400),
    ]
    assert "wat de bezittingen tekortkomen tegenover de schulden" in section
    assert "€ -600" in section


def test_what_was_not_read_is_a_part_of_its_own(tmp_path: Path) -> None:
    section = drawn(tmp_path, "300", "", "", "400", "600", "400", "1000")
    assert bars(section)[2:] == [("p2", 0, 192), ("p7", 192, 256), ("rest", 448, 192)]
    assert "niet uitgesplitst" in section


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (("300", "", "", "400", "600", "400", ""), "De balans"),
        (("", "", "", "", "", "", "0"), "Zonder balanstotaal is de balans niet te tekenen"),
        (("900", "300", "300", "400", "600", "400", "1000"), "tellen op tot meer dan het balanstotaal"),
    ],
)
def test_a_balance_that_cannot_be_drawn_says_why(amounts: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert said in drawn(tmp_path, *amounts)
