"""Text from a file becomes one harmless line, and fits any encoding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.reports.clean import clean, for_encoding


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Totaal activa", "Totaal activa"),
        ("Eén  regel\n\tmet\u00a0gaten", "Eén regel met gaten"),
        ("\x1b[31mrood\x1b[0m", "[31mrood[0m"),
        ("\x1b]0;titel\x07na", "]0;titelna"),
        ("\x9b2Jweg", "2Jweg"),
        ("a\u202eb\u2066c\u200bd\ufeffe\u00adf", "abcdef"),
        ("[bold]geen opmaak[/bold] [/]", "[bold]geen opmaak[/bold] [/]"),
        ("::error::fout", ": :error: :fout"),
        (":::", ": : :"),
        ("##vso[task] ##[group] ## kop", "# #vso[task] # #[group] ## kop"),
        ("#\u200b#[x]", "# #[x]"),
        ("\ud800", ""),
        ("€ 1.000 – ‘Jeugd’ ½", "€ 1.000 – ‘Jeugd’ ½"),
    ],
)
def test_what_is_shown_is_text_and_nothing_else(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_no_character_that_acts_or_hides_survives(text: str) -> None:
    shown = clean(text)
    assert {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert "::" not in shown
    assert "##[" not in shown
    assert "##vso[" not in shown.casefold()
    assert clean(shown) == shown


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "utf-8"]))
def test_a_text_fitted_to_an_encoding_can_be_written_in_it(text: str, encoding: str) -> None:
    for_encoding(text, encoding).encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "continuïteit ≥ 3 — € 5 ▼ §1 字"),
        ("cp1252", "continuïteit >= 3 — € 5 v §1 ?"),
        ("ascii", "continuiteit >= 3 - EUR 5 v par. 1 ?"),
    ],
)
def test_a_poor_encoding_gets_the_nearest_it_can_show(encoding: str, shown: str) -> None:
    assert for_encoding("continuïteit ≥ 3 — € 5 ▼ §1 字", encoding) == shown
