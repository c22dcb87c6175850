"""Any sections as Markdown, for a pull request, a page or a note.

Text is cleaned and escaped here: nothing from a file becomes a heading, a link, a mention, HTML or a new row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ews_cli.reports.blocks import Block, Box, Boxes, Items, Paragraph, Piece, Pieces, Section, Table, Tone
from ews_cli.reports.clean import clean
from ews_cli.reports.provider import closing, sections
from ews_cli.reports.result import Run

_LIVE = re.compile(r"([\\`*_{}\[\]<>|~#&$!])")
# What at the beginning of a line makes a list, a rule or a heading of it.
_BEGINNING = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|[-=]+$))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|www)(?=[:.])")


def score(run: Run, last: Sequence[Section] = ()) -> str:
    """The report of `ews score`, a line between its providers; it ends with `last`."""
    reports = [report(sections(result, run)) for result in run.results]
    return "\n---\n\n".join([*reports, report([*closing(run), *last])])


def report(parts: Sequence[Section], level: int = 2) -> str:
    """The sections, each under a heading of this level."""
    return "\n\n".join(_section(part, level) for part in parts if part.title or part.blocks) + "\n"


def plain(text: str) -> str:
    """Text that shows as it is: no mark, no link, no mention and no HTML in it is live."""
    marked = _LIVE.sub(r"\\\1", clean(text))
    # A zero-width joiner would be invisible; a backslash does not stop a bare address or a mention.
    quiet = _ADDRESS.sub(r"\1&#8203;", marked).replace("@", "&#64;")
    return _BEGINNING.sub(r"\1\\", quiet.strip())


def _section(section: Section, level: int) -> str:
    heading = [f"{'#' * level} {plain(section.title)}"] if section.title else []
    return "\n\n".join([*heading, *(_block(block) for block in section.blocks)])


def _block(block: Block) -> str:
    match block:
        case Paragraph(pieces):
            return _pieces(pieces)
        case Items(rows):
            return "\n".join(_items(rows))
        case Boxes(rows):
            return "\n".join(line for row in rows for line in _box(row))
        case Table(columns, rows):
            rule = "|".join(" ---: " if column.right else " --- " for column in columns)
            head = _row(plain(column.head) for column in columns)
            return "\n".join([head, f"|{rule}|", *(_row(_piece(piece) for piece in row) for row in rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _items(rows: Sequence[tuple[Piece, Pieces]]) -> Iterable[str]:
    """A list entry per label; what has no label of its own goes on under the one before."""
    for label, pieces in rows:
        if not label.text:
            yield f"  <br>{_pieces(pieces)}"
        elif label.text == "–":
            yield f"- {_pieces(pieces)}"
        else:
            yield f"- **{plain(label.text)}**: {_pieces(pieces)}"


def _box(box: Box) -> Iterable[str]:
    """A task of a task list, with its parts as a list below it."""
    yield f"- [ ] {_pieces(box.pieces)}"
    for part in box.parts:
        yield f"  - {plain(part)}"


def _pieces(pieces: Pieces) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    """A piece, bold where it is strong; the marks stand against the words, not against a space."""
    text = piece.text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    shown = plain(text)
    bold = f"**{shown}**" if piece.tone is Tone.STRONG and shown else shown
    return f"{' ' if lead else ''}{bold}{' ' if tail and shown else ''}"
