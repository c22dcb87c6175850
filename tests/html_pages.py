"""Pages to look at: what a command writes, and what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from ews_cli.cli.main import main

ROOT = Path(__file__).parents[1]
PEILDATUM = "--peildatum=2026-11-22"


def written(tmp_path: Path, command: str, *arguments: str) -> str:
    """The page that a command writes."""
    page = tmp_path / "rapport.html"
    assert main([command, *arguments, PEILDATUM, "-q", "-o", str(page)]) in (0, 4)
    return page.read_text("utf-8")


@dataclass
class Page(HTMLParser):
    """A page as it is built: its elements with their attributes, and its text."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    VOID = frozenset({"meta", "input", "br", "rect", "line", "circle", "path"})

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All text that is shown, on one line."""
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element with this name."""
        return [attributes for name, attributes in self.elements if name == tag]


def parsed(text: str) -> Page:
    """A page, which must be well-formed."""
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def between(text: str, start: str, end: str) -> str:
    """The part of a page from `start` up to the first `end` after it."""
    begin = text.index(start)
    return text[begin : text.index(end, begin) + len(end)]


def table(text: str, name: str) -> list[list[str]]:
    """The cells of each row of the body of the table with this id, as text."""
    body = between(between(text, f'id="{name}"', "</table>"), "<tbody>", "</tbody>")
    return [
        [parsed(cell).text.strip() for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", body, re.S)
    ]
