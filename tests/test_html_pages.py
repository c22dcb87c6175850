"""A page says what the other reports say, stands on its own, and nothing from a file is live in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from ews_cli.cli.main import main
from html_pages import PEILDATUM, ROOT, parsed, written

LINDE = str(ROOT / "samples" / "jaarrekening.xlsx")
FOLDER = str(ROOT / "samples" / "portefeuille")
REGISTER = f"--register={ROOT / 'samples' / 'register.xlsx'}"


def pages(tmp_path: Path) -> dict[str, str]:
    """A page of each kind."""
    result = tmp_path / "nu.json"
    assert main(["batch", FOLDER, PEILDATUM, "-q", "-o", str(result)]) == 0
    compared = tmp_path / "vergelijking.html"
    assert main(["compare", str(result), str(result), "-q", "-o", str(compared)]) == 0
    return {
        "score": written(tmp_path, "score", LINDE),
        "batch": written(tmp_path, "batch", FOLDER, REGISTER),
        "compare": compared.read_text("utf-8"),
    }


def test_a_page_asks_for_nothing_and_allows_only_its_own_style_and_script(tmp_path: Path) -> None:
    for text in pages(tmp_path).values():
        page = parsed(text)
        [policy] = [
            m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        for tag in ("style", "script"):
            [own] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
            digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert not [attributes for _, attributes in page.elements if {"style", "src"} & attributes.keys()]
        links = [attributes["href"] for attributes in page.all("a")]
        assert all(link is not None and link.startswith("#") for link in links)
        assert page.all("html") == [{"lang": "nl"}]


def test_the_page_of_a_provider_says_what_the_terminal_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = parsed(written(tmp_path, "score", LINDE)).text
    assert main(["score", LINDE, PEILDATUM, "-q", "--format", "json"]) == 0
    judged = json.loads(capsys.readouterr().out)["beoordelingen"][0]
    assert "Trede 4 — problematisch" in shown
    assert judged["trede"] == 4
    for figure in ("16,8%", "14,0%", "0,4%", "-0,8%", "0,95", "0,93", "€ 956.222", "Balans!D19, C19"):
        assert figure in shown


def test_the_page_of_a_portfolio_names_who_needs_attention_first_and_everyone_once(tmp_path: Path) -> None:
    text = written(tmp_path, "batch", FOLDER, REGISTER)
    page = parsed(text)
    assert "8 van 12 op trede 3 of hoger" in page.text
    assert text.index("8 van 12 op trede") < text.index("Hoeveel aanbieders per trede")
    rows = re.findall(r'<th scope="row"><a href="#a(\d+)">', text)
    assert sorted(map(int, rows)) == list(range(12))
    anchors = [attributes["id"] for attributes in page.all("article")]
    assert sorted(anchors, key=str) == sorted((f"a{n}" for n in range(12)), key=str)


def test_every_chart_says_in_words_what_it_shows(tmp_path: Path) -> None:
    for text in pages(tmp_path).values():
        for drawing in parsed(text).all("svg"):
            assert drawing["role"] == "img"
            assert drawing["aria-label"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert written(tmp_path, "batch", FOLDER) == written(tmp_path / "b", "batch", FOLDER, "--workers=1")


HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example";"klik")',
    "+31 20 1234567",
    "Zorg 🐞 & Co",
    "x" * 300,
    "\u202egnidliw\u202c",
    "{{ 7 * 7 }} {% include 'x' %}",
)


@pytest.mark.parametrize("naam", HOSTILE)
def test_a_name_is_only_text(naam: str, tmp_path: Path) -> None:
    for command in ("score", "batch"):
        text = written(tmp_path, command, LINDE, f"--naam={naam}")
        page = parsed(text)
        assert len(page.all("script")) == 1
        assert "\u202e" not in text
        visible = naam.replace("\u202e", "").replace("\u202c", "")
        assert visible in page.text


def test_a_portfolio_of_nobody_is_a_page_too(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.csv"
    empty.touch()
    page = parsed(written(tmp_path, "batch", str(empty)))
    assert "0 aanbieders uit 1 bestand" in page.text
    assert "EWS102" in page.text


def test_a_portfolio_of_one_with_one_year_is_a_page_too(tmp_path: Path) -> None:
    text = written(tmp_path, "batch", f"{FOLDER}/12-een-jaar.xlsx")
    assert "1 aanbieder uit 1 bestand" in parsed(text).text
    parsed(written(tmp_path, "score", f"{FOLDER}/12-een-jaar.xlsx"))


def test_negative_equity_is_drawn_and_said(tmp_path: Path) -> None:
    text = written(tmp_path, "score", f"{FOLDER}/06-losse-bladen.xlsx")
    assert "-9,4%" in parsed(text).text
    assert "NaN" not in text
    assert "inf" not in re.findall(r' d="([^"]*)"', text)
