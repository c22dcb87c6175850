"""The manual as a site: every page has its place, every link leads somewhere, and nothing comes from outside."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

pytest.importorskip("zensical", reason="the extra docs is not installed")

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")}


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml; a function that it names is not called."""


_Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
SETTINGS: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=_Settings)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from a copy, so that a run beside this one builds into another folder."""
    copy = tmp_path_factory.mktemp("site")
    for name in ("docs", "site_theme"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    done = _build(copy)
    assert done.returncode == 0, done.stderr
    found = re.search(r"^LINKED := ((?:.*\\\n)*.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found
    for name in found[1].replace("\\\n", " ").split():
        (copy / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / "site" / name)
    return copy / "site" / "docs"


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


class Page(HTMLParser):
    """What a page links to, what it loads, and the anchors in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.languages: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            match name:
                case "id":
                    self.anchors.add(value or "")
                case "lang":
                    self.languages.append(value or "")
                case _ if (tag, name) in LOADING:
                    self.loads.append(value or "")
                case "href" if tag == "a":
                    self.links.append(value or "")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {path.name: Page(path) for path in site.glob("*.html") if path.name != "404.html"}


def _named(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        (below,) = entry.values()
        yield from _named(below) if isinstance(below, list) else [below]


def test_every_page_has_one_place_in_the_navigation() -> None:
    assert sorted(_named(SETTINGS["nav"])) == sorted(path.name for path in (ROOT / "docs").glob("*.md"))


def test_the_pages_for_developers_say_that_they_are_english(pages: dict[str, Page]) -> None:
    (section,) = (below for entry in SETTINGS["nav"] for name, below in entry.items() if "English" in name)
    english = [Path(name).with_suffix(".html").name for name in _named(section)]
    assert sorted(SETTINGS["extra"]["english"]) == sorted(english)
    for name, page in pages.items():
        assert page.languages == ["nl", "en" if name in english else "nl"], name


def test_every_link_leads_to_a_page_a_file_or_an_anchor(site: Path, pages: dict[str, Page]) -> None:
    """Also in what the theme adds, and to files that are no pages, which the build itself does not look at."""
    assert sum(len(page.links) for page in pages.values()) > 500
    for name, page in pages.items():
        for link in page.links + page.loads:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = site / (unquote(parts.path) or name)
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (name, link)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in pages[target.name].anchors, (name, link)


def test_no_table_or_list_is_left_as_it_was_typed(site: Path) -> None:
    """The site wants an empty line before a table or a list, and four spaces before one in another."""
    for path in site.glob("*.html"):
        text = re.sub(r"<pre.*?</pre>|<code.*?</code>", "", path.read_text("utf-8"), flags=re.DOTALL)
        for paragraph in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", text, re.DOTALL):
            assert not re.search(r"(?:^|\n)\s*(?:\||[-*] |\d+\. )", paragraph), (path.name, paragraph)


def test_a_page_loads_nothing_from_outside(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.loads, name
        assert not [load for load in page.loads if urlsplit(load).netloc], name
    for style in site.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//", style.read_text("utf-8")), style


@pytest.mark.parametrize("fault", ["[x](nergens.md)", "[x](json.md#nergens)", "[x](#nergens)"])
def test_a_link_that_leads_nowhere_fails_the_build(fault: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in _named(SETTINGS["nav"]):
        (tmp_path / "docs" / name).write_text("# Leeg\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_theme", tmp_path / "site_theme")
    assert _build(tmp_path).returncode == 0
    (tmp_path / "docs" / "index.md").write_text(f"# Leeg\n\n{fault}\n", "utf-8")
    assert _build(tmp_path).returncode != 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_opened_from_a_folder_it_searches_and_asks_for_nothing(browser: Any, site: Path) -> None:
    page = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "index.html").as_uri())
    page.get_by_role("button", name="Zoeken").first.click()
    page.locator("input[type=text]").first.fill("verdeelsleutel")
    found = page.locator("a[href*='.html']", has_text="verdeelsleutel").first
    found.wait_for()
    messages = list(said)  # before the theme puts the search words into the address of the page
    found.click()
    page.wait_for_url("**/*.html*verdeelsleutel*")
    assert [url for url in asked if not url.startswith("file:")] == []
    assert messages == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "handleiding"])
def test_a_page_is_accessible_and_no_wider_than_a_phone(
    name: str, scheme: str, browser: Any, site: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    page = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 800}).new_page()
    page.goto((site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
