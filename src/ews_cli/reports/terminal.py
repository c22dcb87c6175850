"""The report in a terminal: blocks laid out by rich, in any width and any encoding.

The only module that knows rich. Text is cleaned here, so that nothing from a file acts on the terminal. Lines
are wrapped and styled by rich and set side by side here: its tables take three times as long for the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ews_cli.reports.blocks import Block, Box, Boxes, Items, Paragraph, Piece, Pieces, Section, Table, Tone
from ews_cli.reports.clean import clean, for_encoding
from ews_cli.reports.provider import closing, sections
from ews_cli.reports.result import Run

if TYPE_CHECKING:
    from ews_cli.reports.inspected import Inspected

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.MUTED: "dim",
    Tone.GOOD: "green",
    Tone.WARN: "yellow",
    Tone.BAD: "bold red",
}
MIN_WIDTH, MAX_WIDTH = 40, 120
STACKED_BELOW = 60
INDENT = GAP = 2
WRAP_ROOM = 26
NAME_ROOM = 12
BOX = "[ ]"
NOTHING = "Geen aanbieder die te beoordelen is; de meldingen zeggen waarom."


def score(
    run: Run, width: int = 80, encoding: str = "utf-8", styled: bool = False, last: Sequence[Section] = ()
) -> str:
    """The report of a run.

    Args:
        width: columns; the report stays between 40 and 120.
        encoding: what the output can show; other characters get a plainer form.
        styled: whether the output is a terminal; colours then follow NO_COLOR and TERM.
        last: what the report ends with.
    """
    page = _Page(width, encoding, styled)
    if not run.results:
        page.add(Text(NOTHING), 0)
        return page.text()
    page.reports(sections(result, run) for result in run.results)
    page.add(Text(), 0)
    page.sections([*closing(run), *last])
    return page.text()


def inspect(
    files: Iterable[Inspected],
    width: int = 80,
    encoding: str = "utf-8",
    styled: bool = False,
    verbose: bool = False,
) -> str:
    """The report on what was read from each file; arguments as of `score`, `verbose` adds the candidates."""
    from ews_cli.reports import inspect_report  # a score does not need it

    page = _Page(width, encoding, styled)
    parts = (part for file in files for part in inspect_report.reports(file, page.width, verbose))
    page.reports(parts)
    return page.text()


def report(
    parts: Sequence[Section],
    width: int = 80,
    encoding: str = "utf-8",
    styled: bool = False,
    widest: int = MAX_WIDTH,
) -> str:
    """Any sections as a report; arguments as of `score`, `widest` how many columns a wide table may take."""
    page = _Page(width, encoding, styled, widest)
    page.sections(parts)
    return page.text()


class _Page:
    """Blocks in, lines out."""

    def __init__(self, width: int, encoding: str, styled: bool, widest: int = MAX_WIDTH) -> None:
        self.width = width = max(MIN_WIDTH, min(width, widest))
        self.encoding = encoding
        self.lines: list[Text] = []
        self.console = Console(
            file=StringIO(),
            width=width,
            force_terminal=styled,
            force_jupyter=False,
            force_interactive=False,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    def text(self) -> str:
        """All lines, with the codes of the terminal where there is one."""
        with self.console.capture() as shown:
            self.console.print(Text("\n").join(self.lines), no_wrap=True, overflow="ignore", crop=False)
        return shown.get()

    def add(self, text: Text, indent: int) -> None:
        """A text on its own lines."""
        self._row([(text, self.width - indent, False)], indent)

    def reports(self, reports: Iterable[Sequence[Section]]) -> None:
        """Reports with a line between them."""
        for number, report in enumerate(reports):
            if number:
                self.add(Text(f"\n{'=' * self.width}\n"), 0)
            self.sections(report)

    def sections(self, parts: Sequence[Section]) -> None:
        """Sections with an empty line between them."""
        for number, section in enumerate(parts):
            if number:
                self.lines.append(Text())
            if section.title:
                style = "bold" if section.tone is Tone.PLAIN else STYLES[section.tone]
                self.add(Text(self._fit(section.title), style), 0)
            for block in section.blocks:
                self._block(block, INDENT if section.title else 0)

    def _block(self, block: Block, indent: int) -> None:
        match block:
            case Paragraph(pieces):
                self.add(self._line(pieces), indent)
            case Items(rows):
                self._items(rows, indent)
            case Table():
                self._table(block, indent)
            case Boxes(rows):
                self._boxes(rows, indent)

    def _fit(self, text: str) -> str:
        return for_encoding(clean(text), self.encoding)

    def _line(self, pieces: Pieces) -> Text:
        line = Text()
        for piece in pieces:
            line.append(self._fit(piece.text), STYLES[piece.tone])
        return line

    def _row(self, cells: Sequence[tuple[Text, int, bool]], indent: int) -> None:
        """Texts side by side, each with its width and whether it stands right; each may take more lines."""
        columns = [(self._wrapped(text, width), width, right) for text, width, right in cells]
        for number in range(max(len(lines) for lines, _, _ in columns)):
            line = Text(" " * indent)
            for place, (lines, width, right) in enumerate(columns):
                text = lines[number] if number < len(lines) else Text()
                room = " " * (width - text.cell_len)
                line.append(" " * GAP if place else "").append(room if right else "")
                line.append_text(text).append("" if right else room)
            line.rstrip()
            self.lines.append(line)

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        fits = text.cell_len <= width and "\n" not in text.plain
        return [text] if fits else list(text.wrap(self.console, width, overflow="fold"))

    def _items(self, rows: Sequence[tuple[Piece, Pieces]], indent: int) -> None:
        texts = [(self._line((label,)), self._line(pieces)) for label, pieces in rows]
        room = max(label.cell_len for label, _ in texts)
        for label, text in texts:
            if self.width >= STACKED_BELOW:
                self._row([(label, room, False), (text, self.width - indent - room - GAP, False)], indent)
                continue
            if label.plain:
                self.add(label, indent)
            self.add(text, indent + INDENT)

    def _boxes(self, rows: Sequence[Box], indent: int) -> None:
        room = self.width - indent - len(BOX) - GAP
        for row in rows:
            self._row([(Text(BOX), len(BOX), False), (self._line(row.pieces), room, False)], indent)
            for part in row.parts:
                hanging = (Text("-"), 1, False), (self._line((Piece(part),)), room - GAP - 1, False)
                self._row(hanging, indent + len(BOX) + GAP)

    def _table(self, table: Table, indent: int) -> None:
        """The columns that fit; what wraps goes below where there is no room, then columns are dropped."""
        cells = [[Text(column.head, STYLES[Tone.MUTED]) for column in table.columns]]
        cells += [[self._line((piece,)) for piece in row] for row in table.rows]
        room = self.width - indent
        natural = [max(row[i].cell_len for row in cells) for i in range(len(table.columns))]
        least = [min(n, WRAP_ROOM) if c.wraps else n for n, c in zip(natural, table.columns, strict=True)]
        shown = list(range(len(table.columns)))
        below = [i for i in shown if table.columns[i].wraps and _width(least, shown) > room]
        shown = [i for i in shown if i not in below]
        dropped: list[int] = []
        for _, index in sorted((c.drop, i) for i, c in enumerate(table.columns) if c.drop is not None):
            if _width(least, shown) > room:
                shown.remove(index)
                dropped.append(index)
        widths = {index: natural[index] for index in shown}
        excess = _width(natural, shown) - room
        if excess > 0:
            # What may wrap gives way; without such a column the names do.
            flexible = next((i for i in shown if table.columns[i].wraps), 0)
            widths[flexible] = max(NAME_ROOM, widths[flexible] - excess)
        for row in cells:
            self._row([(row[i], widths[i], table.columns[i].right) for i in shown], indent)
        if dropped:
            names = ", ".join(dict.fromkeys(table.columns[i].head for i in dropped))
            self.add(Text(f"te smal voor: {names}", STYLES[Tone.MUTED]), indent)
        for index in below:
            self.add(Text(table.columns[index].head, STYLES[Tone.MUTED]), indent)
            self._items([(row[0], (row[index],)) for row in table.rows], indent)


def _width(widths: Sequence[int], shown: Sequence[int]) -> int:
    return sum(widths[index] for index in shown) + GAP * (len(shown) - 1)
