"""A page says what the other reports say, stands on its own, and nothing from a file is live in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from ews_cli.cli.main import main
from ews_cli.reports.html import portfolio
from html_pages import PEILDATUM, ROOT, between, parsed, table, written

LINDE = str(ROOT / "samples" / "jaarrekening.xlsx")
QUARTERS = str(ROOT / "samples" / "kwartalen.csv")
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
        names = {attributes.get("id") for _, attributes in page.elements}
        assert {link[1:] for link in links if link} <= names
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


@pytest.mark.parametrize("files", [(LINDE,), (QUARTERS,), (f"{FOLDER}/07-enkelvoudig.xlsx",)])
def test_no_word_of_the_terminal_is_missing_in_the_page(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = re.sub(r"[\s·]+", " ", parsed(written(tmp_path, "score", *files)).text)
    assert main(["score", *files, PEILDATUM, "-q"]) == 0
    told = capsys.readouterr().out
    missing = [word for word in set(told.split()) - {"·"} if word.casefold() not in shown.casefold()]
    assert missing == []


def test_each_provider_of_a_portfolio_has_the_cells_behind_its_ratios_folded_away(tmp_path: Path) -> None:
    text = written(tmp_path, "batch", LINDE)
    [part] = re.findall(r"<article.*?</article>", text, re.S)
    # 226 providers in 1.5 MB, of which the lists take a quarter at most.
    assert len(part.encode()) < 1_125_000 / 226
    folded = between(part, "<details>", "</details>")
    assert re.findall(r"<summary>(.*?)</summary>", folded) == [
        "Cijfers, x € 1.000, met hun cel in het bestand"
    ]
    rows = [re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>.*?</tr>", folded)][1:]
    # Solvabiliteit, rentabiliteit and liquiditeit ask for six posts; figures and cells as the sample has them.
    assert len(rows) == 6
    [equity] = [row for row in rows if row[0] == "eigen vermogen"]
    assert equity[1:3] == ["3.424", "3.012"]
    assert parsed(equity[3]).text == "Balans!D29, C29 “Totaal eigen vermogen”"


def test_the_steps_say_where_a_provider_stands_and_where_it_stood(tmp_path: Path) -> None:
    steps = between(written(tmp_path, "score", LINDE), '<figure class="steps">', "</figure>")
    texts = [parsed(item).text.split() for item in re.findall(r"<li.*?</li>", steps)]
    assert texts == [
        ["1", "generiek"],
        ["2", "risicovol"],
        ["2024", "3", "zorgelijk"],
        ["nu", "(2025)", "4", "problematisch"],
        ["5", "zeer", "problematisch"],
        ["6", "faillissement"],
    ]
    assert "2025: trede 4 — problematisch. Eerder 2024: trede 3 — zorgelijk" in steps


def test_each_criterium_has_its_bands_its_bound_and_its_room(tmp_path: Path) -> None:
    text = written(tmp_path, "score", LINDE)
    card = between(text, '<section class="card">\n<h3>solvabiliteit', "</section>")
    # 14.0 % and 16.8 % lie between 10 and 20; room: (3,012 - 0.1 * 21,514) / 0.9 = 956.2 thousand.
    assert re.findall(r'class="band t(\d)"', card) == ["5", "4", "3", "1"]
    assert re.findall(r'text-anchor="end">([^<]+)<', card) == ["0%", "10%", "20%"]
    words = parsed(card).text
    assert "trede 3: onder 20%" in words
    assert "nog € 956.222 verlies tot trede 4 (onder 10%)" in words
    assert "trede 2 bij daling van ten minste 2 procentpunt" in words
    assert "bepaalt de trede" in between(text, "<h3>rentabiliteit", "</section>")
    assert "bepaalt de trede" not in card


def test_interim_figures_are_drawn_apart_from_the_years(tmp_path: Path) -> None:
    page = tmp_path / "rapport.html"
    assert main(["score", QUARTERS, "--peildatum=2025-10-15", "-q", "-o", str(page)]) == 0
    card = between(page.read_text("utf-8"), "<h3>solvabiliteit", "</section>")
    # samples/kwartalen.csv: 2.5, 2.75, 2.8, 2.38 and 2.0 million of 9 million.
    years, interim = "2023 27,8%, 2024 30,6%", "per 31 maart 2025 31,1%, tussentijds, per 30 juni 2025 26,4%"
    assert f"solvabiliteit: {years}, tussentijds, {interim}, tussentijds, per 30 september 2025 22,2%" in card
    assert card.count("<circle") == 2
    assert 'class="line interim"' in card


def test_the_page_of_a_portfolio_names_who_needs_attention_first_and_everyone_once(tmp_path: Path) -> None:
    text = written(tmp_path, "batch", FOLDER, REGISTER)
    page = parsed(text)
    first = parsed(between(text, '<ul class="attention">', "</ul>")).text
    assert "8 van 12 op trede 3 of hoger" in page.text
    assert text.index("8 van 12 op trede") < text.index("Aanbieders per trede") < text.index('id="lijst"')
    assert first.strip().startswith("trede 5 Stichting Orthopedagogisch Centrum De Verzonnen Sleedoorn")
    assert "solvabiliteit 8,4%: onder 10% (bron)" in first
    assert "▲ was 3" in first  # De Fictieve Iep: 0.806 in 2024 is trede 3, 0.727 in 2025 is trede 4
    rows = re.findall(r'<th scope="row"><a href="#a(\d+)">', text)
    assert sorted(map(int, rows)) == list(range(12))
    anchors = {attributes["id"] for attributes in page.all("article")}
    assert anchors == {f"a{n}" for n in range(12)}


def test_the_list_has_what_was_calculated_by_hand(tmp_path: Path) -> None:
    rows = {row[2]: row for row in table(written(tmp_path, "batch", FOLDER), "aanbiederlijst")}
    # samples/README.md
    kastanje = rows["Stichting Jeugdzorg De Verzonnen Kastanje"]
    assert kastanje[:2] == ["4", "4"]
    assert [cell.split()[0] for cell in kastanje[3:6]] == ["8,4%*", "0,8%", "1,11"]
    assert rows["Stichting Gezinshuizen Fictieve Populier"][5] == "n.t.b."
    assert rows["Stichting Dagbehandeling Fictieve Kornoelje"][:2] == ["1–2", ""]


def test_what_is_unknown_never_has_the_colour_of_trede_1(tmp_path: Path) -> None:
    source = tmp_path / "tabel.csv"
    source.write_text(
        "aanbieder,kvk,boekjaar,eigen_vermogen,opbrengsten\nStichting Zonder,,2025,,900000\n", "utf-8"
    )
    for command in ("score", "batch"):
        text = written(tmp_path, command, str(source))
        assert not re.findall(r'class="(?:chip|verdict|verdict broad) t1', text)
        assert not re.findall(r'class="good"', text)
        assert "niet te bepalen" in text
    assert "Nog 1 aanbieder kan daar ook staan" in text
    # Its part in the page of the portfolio says in words where that stands; there it stands.
    assert "<p><b>Niet te bepalen</b></p>" in between(text, '<article class="provider"', "</article>")


def test_the_spread_counts_each_provider_once_per_criterium(tmp_path: Path) -> None:
    spread = between(written(tmp_path, "batch", FOLDER), 'id="verdeling"', "ook wat over meer jaren")
    numbers = re.findall(r'<th scope="row">([^<]+)</th><td class="right">(\d+)</td>', spread)
    # Three times twelve providers.
    assert sum(int(number) for _, number in numbers) == 36
    assert ("niet te bepalen", "1") in numbers  # liquiditeit of Populier


def test_the_scatter_has_every_provider_with_both_figures_and_says_its_shapes(tmp_path: Path) -> None:
    drawn = between(written(tmp_path, "batch", FOLDER), '<figure class="scatter">', "</figure>")
    assert drawn.count("<title>") == 12
    assert "12 aanbieders; hoe groter het teken" in drawn
    assert re.findall(r'class="point (\w+)" d="[^"]+"/></svg> ([^<]+)</li>', drawn) == [
        ("ok", "liquiditeit op trede 1 of 2"),
        ("low", "op trede 3"),
        ("bad", "op trede 4 of 5"),
        ("unknown", "niet te bepalen"),
    ]
    assert drawn.count('class="point bad"') == 2  # the key, and De Fictieve Iep with 0.73


def test_each_region_has_its_share_of_turnover_per_trede(tmp_path: Path) -> None:
    regions = between(written(tmp_path, "batch", FOLDER, REGISTER), 'id="regio"', "</section>")
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', regions)
    row = re.findall(r"<tr><th scope=\"row\">Fictief Midden</th>(.*?)</tr>", regions)[0]
    cells = re.findall(r'<td class="right[^"]*">([^<]*)</td>', row)
    # samples/register.py: 18,329 + 11,988 + 6,271 + 6,401 = 42,989 thousand.
    assert heads[:4] == ["regio", "jeugdhulpomzet", "verdeling", "trede 5"]
    assert cells[0] == "€ 42.989.000"
    assert cells[1:6] == ["–", "42,6% (1)", "42,5% (2)", "–", "14,9% (1)"]
    assert row.count("<rect") == 3


def older(tmp_path: Path) -> Path:
    """The result of a run before this one, in which Kastanje stood on trede 3."""
    result = tmp_path / "vorige.json"
    assert main(["batch", FOLDER, PEILDATUM, "-q", "-o", str(result)]) == 0
    document = json.loads(result.read_text())
    [kastanje] = [b for b in document["beoordelingen"] if "Kastanje" in b["aanbieder"]["naam"]]
    ratio = kastanje["ratios"]["solvabiliteit"]
    for node in (kastanje, ratio):
        node |= {"trede": 3, "ten_minste": 3, "ten_hoogste": 3}
    ratio |= {"waarde": "0.11", "grens": "below 20%"}
    document["peildatum"] = "2026-08-22"
    result.write_text(json.dumps(document))
    return result


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_a_run_beside_the_one_before_it_names_who_moved(form: str, tmp_path: Path) -> None:
    old, report = older(tmp_path), tmp_path / f"rapport.{form}"
    assert main(["batch", FOLDER, PEILDATUM, "-q", "--vorige", str(old), "-o", str(report)]) == 0
    text = re.sub(r"\\(.)", r"\1", report.read_text("utf-8"))
    shown = parsed(text).text if form == "html" else re.sub(r"\s+", " ", text)
    assert "Sinds de vorige run" in shown
    assert "1 gestegen, 0 gedaald" in shown
    assert "22 augustus 2026" in shown
    assert "solvabiliteit 11,0% → 8,4%" in re.sub(r"\s+", " ", shown)


def test_the_page_of_a_comparison_says_from_where_to_where(tmp_path: Path) -> None:
    old, new, page = older(tmp_path), tmp_path / "nu.json", tmp_path / "vergelijking.html"
    assert main(["batch", FOLDER, PEILDATUM, "-q", "-o", str(new)]) == 0
    assert main(["compare", str(old), str(new), "-q", "-o", str(page)]) == 0
    text = page.read_text("utf-8")
    rose = parsed(between(text, '<ul class="attention moves">', "</ul>")).text
    assert rose.strip().startswith("trede 3 → trede 4 Stichting Jeugdzorg De Verzonnen Kastanje")
    assert "solvabiliteit 11,0% → 8,4%" in rose
    heads = [
        parsed(cell).text.split()[-1]
        for cell in re.findall(r"<th[^>]*>.*?</th>", between(text, "<thead>", "</thead>"))[1:]
    ]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", between(text, 'class="matrix"', "</table>"), re.S)
    counts = {
        cells[0].split()[-1]: dict(zip(heads, cells[1:], strict=True))
        for row in rows
        if (cells := [parsed(cell).text.strip() for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)])
    }
    assert counts["3"]["4"] == "1"
    assert counts["4"]["4"] == "2"
    assert sum(int(n) for row in counts.values() for n in row.values() if n != "–") == 12
    assert "Wie verschuift" in text


def test_the_run_before_must_be_one_and_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = older(tmp_path)
    before = old.read_bytes()
    assert main(["batch", FOLDER, PEILDATUM, "-q", "--vorige", str(old), "-o", str(old)]) == 2
    assert old.read_bytes() == before
    assert main(["batch", FOLDER, PEILDATUM, "--vorige", str(tmp_path / "geen.json")]) == 2
    assert "EWS101" in capsys.readouterr().err


def test_a_page_that_shows_a_part_says_so_and_how_to_see_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = written(tmp_path, "batch", FOLDER)
    assert "staan er niet bij" not in whole
    monkeypatch.setattr(portfolio, "MOST", 5)
    text = written(tmp_path, "batch", FOLDER)
    assert "toont de eerste 5 aanbieders; de andere 7 staan er niet bij" in parsed(text).text
    assert "--trede 1-2" in text
    assert len(table(text, "aanbiederlijst")) == 5
    assert len(parsed(text).all("article")) == 5
    assert "8 van 12 op trede 3 of hoger" in text


def test_every_drawing_says_in_words_what_it_shows_or_stands_beside_its_figures(tmp_path: Path) -> None:
    for text in pages(tmp_path).values():
        for drawing in parsed(text).all("svg"):
            assert drawing.get("aria-hidden") == "true" or (
                drawing["role"] == "img" and drawing["aria-label"]
            )


def test_every_table_has_headers_and_a_name(tmp_path: Path) -> None:
    for text in pages(tmp_path).values():
        for found in re.findall(r"<table.*?</table>", text, re.S):
            assert "<thead" in found
            assert 'scope="col"' in found
            assert 'scope="row"' in found or "<tbody></tbody>" in found.replace("\n", "")


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
    found = {command: written(tmp_path, command, LINDE, f"--naam={naam}") for command in ("score", "batch")}
    result, compared = tmp_path / "nu.json", tmp_path / "vergelijking.html"
    assert main(["score", LINDE, f"--naam={naam}", PEILDATUM, "-q", "-o", str(result)]) == 0
    assert main(["compare", str(result), str(result), "--alles", "-q", "-o", str(compared)]) == 0
    for text in (*found.values(), compared.read_text("utf-8")):
        page = parsed(text)
        assert len(page.all("script")) == 1
        assert "\u202e" not in text
        visible = naam.replace("\u202e", "").replace("\u202c", "")
        assert visible in page.text


def test_a_name_that_is_cut_ends_in_an_ellipsis(tmp_path: Path) -> None:
    source = tmp_path / "tabel.csv"
    naam = "Stichting " + "Lang" * 75
    source.write_text(f"aanbieder,boekjaar,eigen_vermogen,balanstotaal\n{naam},2025,1,4\n", "utf-8")
    assert f"{naam[:119]}…" in parsed(written(tmp_path, "batch", str(source), "--eenheid=1")).text


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
    assert "Gestippeld: wat de bezittingen tekortkomen tegenover de schulden" in text
    drawn = [number for d in re.findall(r' (?:d|x|y|width|height)="([^"]*)"', text) for number in d.split()]
    assert not [one for one in drawn if "nan" in one.lower() or "inf" in one.lower()]


def test_no_line_is_drawn_over_a_year_that_is_not_known(tmp_path: Path) -> None:
    source = tmp_path / "tabel.csv"
    rows = "".join(
        f"Stichting Gat,,{year},{equity},1000\n" for year, equity in ((2023, 300), (2024, ""), (2025, 250))
    )
    source.write_text(f"aanbieder,kvk,boekjaar,eigen_vermogen,balanstotaal\n{rows}", "utf-8")
    card = between(written(tmp_path, "score", str(source), "--eenheid=1"), "<h3>solvabiliteit", "</section>")
    assert "solvabiliteit: 2023 30,0%, 2024 niet te bepalen, 2025 25,0%" in card
    assert card.count("<circle") == 2
    assert 'class="line"' not in card
    page = written(tmp_path, "batch", str(source), "--eenheid=1")
    assert '<path class="line" d=""/>' in between(page, 'class="spark"', "</svg>")
