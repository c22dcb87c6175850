"""The report in a terminal: blocks laid out by rich, in any width and any encoding.

The only module that knows rich. Text is cleaned here, so that nothing from a file acts on the terminal.
"""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ews_cli.reports.blocks import Block, Column, Items, Paragraph, Piece, Pieces, Section, Table, Tone
from ews_cli.reports.clean import clean, for_encoding
from ews_cli.reports.provider import closing, sections
from ews_cli.reports.result import Run

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
INDENT = 2
GAP = 2
WRAP_ROOM = 26
NAME_ROOM = 12
_PADDING = re.compile(r" +((?:\x1b\[0m)?)$", re.MULTILINE)
NOTHING = "Geen aanbieder die te beoordelen is; de meldingen zeggen waarom."


def score(run: Run, width: int = 80, encoding: str = "utf-8", styled: bool = False) -> str:
    """The report of a run.

    Args:
        width: columns; the report stays between 40 and 120.
        encoding: what the output can show; other characters get a plainer form.
        styled: whether the output is a terminal; colours then follow NO_COLOR and TERM.
    """
    page = _Page(max(MIN_WIDTH, min(width, MAX_WIDTH)), encoding, styled)
    if not run.results:
        page.show(Text(NOTHING))
        return page.text()
    page.sections(sections(run.results[0], run))
    for result in run.results[1:]:
        page.show(Text(f"\n{'=' * page.width}\n"))
        page.sections(sections(result, run))
    page.show(Text())
    page.sections(closing(run))
    return page.text()


class _Page:
    """Blocks in, text out."""

    def __init__(self, width: int, encoding: str, styled: bool) -> None:
        self.width = width
        self.encoding = encoding
        self.file = StringIO()
        self.console = Console(
            file=self.file,
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
        """All that was shown."""
        return _PADDING.sub(r"\1", self.file.getvalue())

    def show(self, renderable: RenderableType, indent: int = 0) -> None:
        self.console.print(Padding(renderable, (0, 0, 0, indent)) if indent else renderable)

    def sections(self, parts: list[Section]) -> None:
        for number, section in enumerate(parts):
            if number:
                self.show(Text())
            if section.title:
                style = "bold" if section.tone is Tone.PLAIN else STYLES[section.tone]
                self.show(Text(self._fit(section.title), style))
            for block in section.blocks:
                self._block(block, INDENT if section.title else 0)

    def _fit(self, text: str) -> str:
        return for_encoding(clean(text), self.encoding)

    def _line(self, pieces: Pieces) -> Text:
        line = Text(overflow="fold")
        for piece in pieces:
            line.append(self._fit(piece.text), STYLES[piece.tone])
        return line

    def _block(self, block: Block, indent: int) -> None:
        match block:
            case Paragraph(pieces):
                self.show(self._line(pieces), indent)
            case Items(rows):
                self._items(rows, indent)
            case Table():
                self._table(block, indent)

    def _items(self, rows: tuple[tuple[Piece, Pieces], ...], indent: int) -> None:
        if self.width < STACKED_BELOW:
            for label, pieces in rows:
                if label.text:
                    self.show(self._line((label,)), indent)
                self.show(self._line(pieces), indent + INDENT)
            return
        grid = Grid.grid(padding=(0, GAP, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for label, pieces in rows:
            grid.add_row(self._line((label,)), self._line(pieces))
        self.show(grid, indent)

    def _table(self, table: Table, indent: int) -> None:
        """The columns that fit; what wraps goes below where there is no room, then columns are dropped."""
        cells = [[self._line((piece,)) for piece in row] for row in table.rows]
        shown = list(range(len(table.columns)))
        below = [i for i in shown if table.columns[i].wraps]
        if below and self._width(table, cells, shown) + indent > self.width:
            shown = [i for i in shown if i not in below]
        else:
            below = []
        droppable = sorted((c.drop, i) for i, c in enumerate(table.columns) if c.drop is not None)
        dropped = []
        while droppable and self._width(table, cells, shown) + indent > self.width:
            _, index = droppable.pop(0)
            shown.remove(index)
            dropped.append(table.columns[index].head)
        self.show(self._grid(table, cells, shown), indent)
        if dropped:
            self.show(Text(f"te smal voor: {', '.join(dropped)}", STYLES[Tone.MUTED]), indent)
        for index in below:
            self.show(Text(table.columns[index].head, STYLES[Tone.MUTED]), indent)
            self._items(tuple((row[0], (row[index],)) for row in table.rows), indent)

    def _width(self, table: Table, cells: list[list[Text]], shown: list[int]) -> int:
        return sum(self._column_width(table.columns[i], [row[i] for row in cells]) for i in shown) + GAP * (
            len(shown) - 1
        )

    def _column_width(self, column: Column, cells: list[Text]) -> int:
        widest = max((cell.cell_len for cell in cells), default=0)
        return max(len(column.head), min(widest, WRAP_ROOM) if column.wraps else widest)

    def _grid(self, table: Table, cells: list[list[Text]], shown: list[int]) -> Grid:
        fits = self._width(table, cells, shown) + INDENT <= self.width
        grid = Grid(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=STYLES[Tone.MUTED])
        for index in shown:
            column = table.columns[index]
            grid.add_column(
                Text(column.head),
                justify="right" if column.right else "left",
                no_wrap=not column.wraps and (fits or index > 0),
                min_width=NAME_ROOM if index == 0 and not fits else None,
                overflow="fold",
            )
        for row in cells:
            grid.add_row(*(row[index] for index in shown))
        return grid
