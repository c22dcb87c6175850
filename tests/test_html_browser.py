"""The pages in a real browser: no request, no message, by keyboard, in any width, on paper, accessible."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ews_cli.cli.main import main
from html_pages import PEILDATUM, ROOT, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
FOLDER = str(ROOT / "samples" / "portefeuille")
REGISTER = f"--register={ROOT / 'samples' / 'register.xlsx'}"
WIDTHS = (360, 1280, 1920)
PAGES = ("score", "negative", "interim", "batch", "compare", "hostile", "hostile_each", "one", "nobody")
DARK = ("score", "batch", "compare")
HEADINGS = (
    "aanbieder,kvk,boekjaar,eigen_vermogen,balanstotaal,resultaat,opbrengsten,vlottende_activa,"
    "kortlopende_schulden"
)


def hostile() -> str:
    """Names that try to be more than text, negative equity, values a thousand times apart, one year, no figures."""
    lines = [HEADINGS]
    names = (
        "<script>alert(1)</script>",
        '"=HYPERLINK(""http://x.example"")"',
        "+31 20 1234567",
        "Zorg 🐞 & Co",
        "Zonder spaties " + "x" * 285,
        "\u202egnidliw\u202c",
        "שלום عيادة",
    )
    for number, naam in enumerate(names):
        lines += [
            f"{naam},,{year},{300 - 40 * (year - 2020)},1000,{number - 5},900,300,250"
            for year in (2024, 2025)
        ]
    lines += [
        f"Negatief,,{year},{-200 - 50 * (year - 2020)},1000,-50,900,100,800" for year in range(2020, 2026)
    ]
    lines += [
        f"Duizendmaal,,{year},1000,{2000 if year != 2023 else 2_000_000},10,900,"
        f"{300 if year != 2023 else 300_000},250"
        for year in range(2020, 2026)
    ]
    lines += ["Een jaar,,2025,300,1000,10,900,300,250", "Alleen omzet,,2025,,,,900,,"]
    lines += ["Reus,,2025,3000000000000,10000000000000,10000000000,9000000000000,3000000000000,2500000000000"]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    there = tmp_path_factory.mktemp("in")
    table, empty = there / "tabel.csv", there / "leeg.csv"
    table.write_text(hostile(), "utf-8")
    empty.touch()
    new, old = there / "nu.json", there / "vorige.json"
    assert main(["batch", FOLDER, PEILDATUM, "-q", "-o", str(new)]) == 0
    document = json.loads(new.read_text())
    for judged in document["beoordelingen"][::2]:
        judged |= {"trede": 2, "ten_minste": 2, "ten_hoogste": 2}
    old.write_text(json.dumps(document))
    commands = {
        "score": ("score", str(ROOT / "samples" / "jaarrekening.xlsx")),
        "negative": ("score", f"{FOLDER}/06-losse-bladen.xlsx"),
        "interim": ("score", str(ROOT / "samples" / "kwartalen.csv")),
        "batch": ("batch", FOLDER, REGISTER, f"--vorige={old}"),
        "hostile": ("batch", str(table), "--eenheid=1"),
        "hostile_each": ("score", str(table), "--eenheid=1"),
        "one": ("batch", f"{FOLDER}/12-een-jaar.xlsx"),
        "nobody": ("batch", str(empty)),
    }
    found = {}
    for name, (command, *arguments) in commands.items():
        found[name] = tmp_path_factory.mktemp(name) / "rapport.html"
        found[name].write_text(written(found[name].parent, command, *arguments), "utf-8")
    found["compare"] = there / "vergelijking.html"
    assert main(["compare", str(old), str(new), "-q", "-o", str(found["compare"])]) == 0
    return found


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser(opened: Browser) -> Iterator[Browser]:
    """The browser, which after a test has no page open."""
    yield opened
    for context in opened.contexts:
        context.close()


class Seen:
    """A page that is open, with every message and every request that it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", lambda dialog: self.messages.append(dialog.message))
        page.on("request", lambda request: self.requests.append(request.url))


def look(browser: Browser, path: Path, width: int = 1280, **options: Any) -> Seen:
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
    seen = Seen(context.new_page())
    seen.page.goto(path.as_uri())
    return seen


OUTSIDE = """() => [...document.querySelectorAll('main *, footer *')]
  .filter((e) => !e.closest('.quiet, .wide, svg') && e.getClientRects().length)
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""
"""What sticks out of the window; a wide table scrolls in its own frame."""
CLIPPED = """() => [...document.querySelectorAll('svg text')].filter((text) => {
    if (!text.getClientRects().length) return false;
    const own = text.getBoundingClientRect(), svg = text.closest('svg').getBoundingClientRect();
    return own.left < svg.left - 1 || own.right > svg.right + 1 || own.top < svg.top - 1 || own.bottom > svg.bottom + 1;
  }).map((text) => text.textContent)"""
"""Words that a drawing cuts off."""
OVER = """() => [...document.querySelectorAll('svg')].flatMap((svg) => {
    const texts = [...svg.querySelectorAll('text')].filter((t) => t.textContent && t.getClientRects().length);
    const found = [];
    texts.forEach((a, n) => texts.slice(n + 1).forEach((b) => {
      const p = a.getBoundingClientRect(), q = b.getBoundingClientRect(), slack = 2;
      const beside = p.left >= q.right - slack || q.left >= p.right - slack;
      if (!beside && p.top < q.bottom - 3 * slack && q.top < p.bottom - 3 * slack)
        found.push(`${a.textContent} / ${b.textContent}`);
    }));
    return found;
  })"""
"""Words of a drawing that stand over each other; the line height of a text is more than its letters take."""
CUT_CELLS = """() => [...document.querySelectorAll('main *')].filter((e) => !e.closest('.quiet, .wide, svg') &&
    getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1).map((e) => e.className)"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_a_request_or_a_message_and_nothing_sticks_out_or_is_cut(
    name: str, width: int, browser: Browser, pages: dict[str, Path]
) -> None:
    seen = look(browser, pages[name], width)
    assert seen.messages == []
    assert seen.requests == [pages[name].as_uri()]
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    for what in (OUTSIDE, CLIPPED, OVER, CUT_CELLS):
        assert seen.page.evaluate(what) == []


def test_what_needs_attention_is_on_the_first_screen(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    for what in ("#aandacht", "ul.attention li:nth-child(5)", "table.counts"):
        box = page.locator(what).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900
    assert "solvabiliteit 8,4%: onder 10% (bron)" in page.locator("ul.attention").first.inner_text()


def test_the_six_steps_rise_and_on_a_phone_grow(browser: Browser, pages: dict[str, Path]) -> None:
    for width in WIDTHS:
        page = look(browser, pages["score"], width).page
        boxes = [box for step in page.locator(".steps .step").all() if (box := step.bounding_box())]
        assert len(boxes) == 6
        if width < 640:
            assert [box["width"] for box in boxes] == sorted({box["width"] for box in boxes})
            continue
        assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes}, reverse=True)
        assert len({round(box["y"] + box["height"]) for box in boxes}) == 1


def names(page: Page) -> list[str]:
    """The providers in the list that are shown, in their order."""
    return page.locator("#aanbiederlijst tbody tr:visible th").all_inner_texts()


def test_the_list_is_sorted_by_a_click_and_by_the_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    assert names(page)[0].endswith("De Verzonnen Sleedoorn")
    page.get_by_role("button", name="solvabiliteit").click()
    assert names(page)[0].endswith("De Bedachte Meidoorn")  # -9.4 %
    page.get_by_role("button", name="solvabiliteit").press("Enter")
    assert names(page)[0].endswith("De Verzonnen Hazelaar")  # 47.0 %
    page.get_by_role("button", name="liquiditeit").press("Space")
    assert names(page)[-1].endswith("Fictieve Populier")  # unknown is last
    assert page.locator("#aanbiederlijst th[aria-sort=ascending]").inner_text().startswith("liquiditeit")
    page.get_by_role("button", name="liquiditeit").press("Space")
    assert names(page)[-1].endswith("Fictieve Populier")
    page.get_by_role("button", name="trede", exact=True).click()
    assert names(page)[0].endswith(("Sleedoorn", "Meidoorn"))  # the highest trede first


def test_the_list_is_searched_and_filtered(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    status = page.get_by_role("status")
    page.get_by_label("Zoek").fill("KASTANJE jeugdzorg")
    assert [name.split()[-1] for name in names(page)] == ["Kastanje"]
    assert status.inner_text() == "1 van 12 getoond"
    page.get_by_label("Zoek").fill("")
    page.get_by_label("Vanaf trede").select_option("4")
    assert len(names(page)) == 5
    page.get_by_label("Trede komt door").select_option("liquiditeit")
    assert [name.split()[-1] for name in names(page)] == ["Iep"]
    page.get_by_role("button", name="Toon alles").click()
    assert len(names(page)) == 12
    page.get_by_label("Regio", exact=True).select_option("Fictief Midden")
    assert status.inner_text() == "3 van 12 getoond"


def test_everything_can_be_done_by_the_keyboard_alone(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + (document.activeElement.id || '')"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {
        "INPUTzoek",
        "SELECTvanaf",
        "SELECTdoor",
        "SELECTkies-regio",
        "BUTTONwis",
        "BUTTON",
        "A",
    } <= reached
    page.locator("#zoek").focus()
    page.keyboard.type("esdoorn")
    assert len(names(page)) == 1
    while page.evaluate("document.activeElement.getAttribute('href') || ''") != page.locator(
        "#aanbiederlijst tbody tr:visible a"
    ).get_attribute("href"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (
        page.locator("article:target h3").inner_text().startswith("Stichting Jeugdhulp De Verzonnen Esdoorn")
    )


def test_without_scripts_the_whole_list_is_there(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"], java_script_enabled=False).page
    assert len(names(page)) == 12
    assert not page.locator("#tools").is_visible()


@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in PAGES), *((name, "dark") for name in DARK)]
)
def test_axe_finds_nothing(name: str, scheme: str, browser: Browser, pages: dict[str, Path]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    # The page allows no script but its own, so that the one that looks at it needs an exception.
    page = look(browser, pages[name], color_scheme=scheme, bypass_csp=True).page
    found = axe.Axe().run(page)
    wrong = [
        (one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found.response["violations"]
    ]
    assert wrong == []


LETTERS = """() => [...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length).map((t) =>
  [t.textContent, parseFloat(getComputedStyle(t).fontSize) * t.closest('svg').getScreenCTM().a])"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_words_in_a_drawing_are_large_enough_to_read(
    width: int, browser: Browser, pages: dict[str, Path]
) -> None:
    for name in ("score", "batch"):
        page = look(browser, pages[name], width).page
        small = [(text, size) for text, size in page.evaluate(LETTERS) if text and size < 7.5]
        assert small == []


def printed(page: Page, tmp_path: Path) -> list[str]:
    """The text of each page on paper."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    path = tmp_path / "rapport.pdf"
    page.pdf(path=path, format="A4")
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    return text.split("\f")[:-1]


def test_the_page_of_a_provider_prints_the_answer_and_the_ratios_on_the_first_sheet(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    sheets = printed(look(browser, pages["score"]).page, tmp_path)
    for word in ("Trede 4", "problematisch", "solvabiliteit", "14,0%", "-0,8%", "0,93"):
        assert word in sheets[0]
    assert len(sheets) <= 5
    assert all(sheet.strip() for sheet in sheets)


def test_the_list_on_paper_repeats_its_heads_and_leaves_out_what_only_a_screen_can_do(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = look(browser, pages["batch"]).page
    sheets = printed(page, tmp_path)
    text = "\n".join(sheets)
    assert "Zoek op naam" not in text
    assert "Naar de inhoud" not in text
    listed = [sheet for sheet in sheets if "trede" in sheet and "boekjaar" in sheet and "aanbieder" in sheet]
    assert listed
    for row in page.locator("#aanbiederlijst tbody th").all_inner_texts():
        assert row.split()[-1] in text


@pytest.mark.parametrize("name", ["negative", "compare", "hostile", "nobody"])
def test_every_page_prints(name: str, browser: Browser, pages: dict[str, Path]) -> None:
    assert look(browser, pages[name]).page.pdf(format="A4").startswith(b"%PDF")


def test_what_is_filtered_is_what_is_printed_and_says_so(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = look(browser, pages["batch"]).page
    page.get_by_label("Vanaf trede").select_option("5")
    assert "2 van 12 getoond" in "\n".join(printed(page, tmp_path))
