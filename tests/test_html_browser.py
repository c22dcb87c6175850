"""The pages in a real browser: no request, no message, sorts, filters, by keyboard, in any width, accessible."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from html_pages import ROOT, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
FOLDER = str(ROOT / "samples" / "portefeuille")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for command, argument in (("score", str(ROOT / "samples" / "jaarrekening.xlsx")), ("batch", FOLDER)):
        found[command] = tmp_path_factory.mktemp(command) / "rapport.html"
        found[command].write_text(written(tmp_path_factory.mktemp("uit"), command, argument), "utf-8")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Seen:
    """A page that is open, with every message and every request that it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


def look(browser: Browser, path: Path, width: int = 1280, **options: Any) -> Seen:
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
    seen = Seen(context.new_page())
    seen.page.goto(path.as_uri())
    return seen


@pytest.mark.parametrize("width", [360, 1280, 1920])
@pytest.mark.parametrize("command", ["score", "batch"])
def test_a_page_opens_without_a_request_or_a_message_and_fits(
    command: str, width: int, browser: Browser, pages: dict[str, Path]
) -> None:
    seen = look(browser, pages[command], width)
    assert seen.messages == []
    assert seen.requests == [pages[command].as_uri()]
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def names(page: Page) -> list[str]:
    """The providers in the list that are shown, in their order."""
    rows = page.locator("table[data-sorts] tbody tr:visible th")
    return rows.all_inner_texts()


def test_the_list_is_sorted_by_a_click_and_by_the_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    assert names(page)[0].endswith("De Verzonnen Sleedoorn")
    page.get_by_role("button", name="solvabiliteit").click()
    assert names(page)[0].endswith("De Bedachte Meidoorn")  # -9.4 %
    page.get_by_role("button", name="solvabiliteit").press("Enter")
    assert names(page)[0].endswith("De Verzonnen Hazelaar")  # 47.0 %
    page.get_by_role("button", name="liquiditeit").press("Space")
    assert names(page)[-1].endswith("Fictieve Populier")  # unknown is last
    assert page.locator("table[data-sorts] th[aria-sort=ascending]").inner_text().startswith("liquiditeit")


def test_the_list_is_searched_and_filtered(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    page.get_by_label("Zoek").fill("KASTANJE")
    assert [name.split()[-1] for name in names(page)] == ["Kastanje"]
    assert page.get_by_role("status").inner_text() == "1 van 12 getoond"
    page.get_by_label("Zoek").fill("")
    page.get_by_label("Vanaf trede").select_option("4")
    assert len(names(page)) == 5


def test_everything_can_be_reached_by_the_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    page = look(browser, pages["batch"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + (document.activeElement.id || '')"))
    assert {"INPUTzoek", "SELECTtrede", "BUTTON", "A"} <= reached


@pytest.mark.parametrize("command", ["score", "batch"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(command: str, scheme: str, browser: Browser, pages: dict[str, Path]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    # The page allows no script but its own, so that the one that looks at it needs an exception.
    page = look(browser, pages[command], color_scheme=scheme, bypass_csp=True).page
    found = axe.Axe().run(page)
    wrong = [
        (one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found.response["violations"]
    ]
    assert wrong == []


@pytest.mark.parametrize("command", ["score", "batch"])
def test_a_page_prints(command: str, browser: Browser, pages: dict[str, Path]) -> None:
    printed = look(browser, pages[command]).page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
