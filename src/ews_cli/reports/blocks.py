"""What a report says, apart from how it looks: sections of paragraphs, items and tables.

Text in blocks is not yet clean; whoever renders it cleans it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """How a piece of text is meant; a renderer may colour it, but the words alone must say it."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Piece(NamedTuple):
    """Some text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Pieces = tuple[Piece, ...]


class Paragraph(NamedTuple):
    """Running text."""

    pieces: Pieces


class Items(NamedTuple):
    """Labels, each with its text; an empty label goes on under the one before."""

    rows: tuple[tuple[Piece, Pieces], ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        head: its heading.
        right: whether it is aligned to the right, as figures are.
        drop: what goes first where the table is too wide, 1 before 2; None may never go.
        wraps: whether its text may take more lines; where there is no room, it moves below the table.
    """

    head: str
    right: bool = False
    drop: int | None = None
    wraps: bool = False


class Table(NamedTuple):
    """Rows of as many pieces as there are columns; the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece, ...], ...]


class Box(NamedTuple):
    """Something to tick when it is done, with its parts below it."""

    pieces: Pieces
    parts: tuple[str, ...] = ()


class Boxes(NamedTuple):
    """A list to tick off."""

    rows: tuple[Box, ...]


Block = Paragraph | Items | Table | Boxes


class Section(NamedTuple):
    """Blocks under a heading; without a title they follow on what stands before."""

    title: str
    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN


def words(text: str, tone: Tone = Tone.PLAIN) -> Pieces:
    """One piece of text as pieces."""
    return (Piece(text, tone),)


def muted(text: str) -> Piece:
    """A piece that may be passed over."""
    return Piece(text, Tone.MUTED)


def strong(text: str) -> Piece:
    """A piece that catches the eye."""
    return Piece(text, Tone.STRONG)
