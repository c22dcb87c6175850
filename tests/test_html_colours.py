"""Contrast by the formula of WCAG 2.2 (1.4.3, 1.4.11), for each two colours that the pages set upon each other."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import ews_cli.reports.html

STYLE = (Path(ews_cli.reports.html.__file__).parent / "templates" / "style.css").read_text("utf-8")
TREDEN = [f"t{n}" for n in range(1, 7)]
WORDS = ["ink", "quiet", "link", *(f"s{n}" for n in range(1, 7))]


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name, as six hexadecimal digits."""
    block = re.findall(r":root \{(.*?)\}", STYLE, re.S)[("light", "dark").index(scheme)]
    found = dict(re.findall(r"--(\w+): #([0-9a-f]+);", block))
    return {name: "".join(c * 2 for c in text) if len(text) == 3 else text for name, text in found.items()}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("000000", "ffffff") == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(scheme: str) -> None:
    found = colours(scheme)
    pairs = [(word, ground) for word in WORDS for ground in ("paper", "soft")]
    pairs += [("ink", trede) for trede in TREDEN]
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_in_a_part_of_the_balance_can_be_read(scheme: str) -> None:
    found = colours(scheme)
    dark = set() if scheme == "dark" else set(re.findall(r"text\.inside\.(p\d)(?=[,\s])", STYLE))
    white = {f"p{n}" for n in range(8)} - dark if scheme == "light" else set()
    low = {
        part: round(contrast(found[part], "ffffff" if part in white else "111111"), 2)
        for part in (f"p{n}" for n in range(8))
    }
    assert {part: ratio for part, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_marks_stand_out_from_every_band(scheme: str) -> None:
    found = colours(scheme)
    pairs = [("ink", trede) for trede in TREDEN] + [("quiet", "paper"), ("ink", "paper"), ("accent", "paper")]
    assert [pair for pair in pairs if contrast(found[pair[0]], found[pair[1]]) < 3] == []


def test_the_treden_are_darker_as_they_are_higher_so_that_a_print_in_grey_shows_it() -> None:
    found = colours("light")
    shades = [luminance(found[trede]) for trede in TREDEN]
    assert shades == sorted(shades, reverse=True)
    assert all(one - other > 0.02 for one, other in pairwise(shades))
