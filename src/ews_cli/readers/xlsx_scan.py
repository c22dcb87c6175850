"""What a spreadsheet reader does not tell of an .xlsx: how far its cells reach, which cells hold an error or
a formula that was never calculated, and which rows are hidden.

A raw scan of the sheets' XML: it costs a third of reading the cells, where a second full reader costs 20
times as much. It knows the plain XML that spreadsheet programs write. A workbook with anything else in it
is not `plain`, and then only a process of its own may open it: one cell far away, in a notation that this
scan does not see, makes a reader ask for 550 GB and abort.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ews_cli.readers.archive import Archive
from ews_cli.readers.files import DAMAGED, Limits, Refused
from ews_cli.readers.number_formats import divisors

_PLAIN_CELL = re.compile(
    # A cell that holds a value and nothing else: nearly every cell, and none that can have a defect.
    rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="\d+")?(?: t="(?:s|n|b|str)")?><v>[^<]+</v></c>'
)
_CELL = re.compile(
    # A cell as programs write it; or the beginning of one in any other way, without its place.
    rb'<(?:\w+:)?c(?: r="([A-Z]{1,3})([1-9]\d{0,6})"(?: (?!r=)[a-z]+="[^"<>\']*")*( ?/)?>|(?=[\s/>]))'
)
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["'](\d+)""")
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.S
)
_EMPTY_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_STYLED = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")[^>]*?\bs="(\d{1,6})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*("[^"]*"|'[^']*')""")
_LINKS = "xl/_rels/workbook.xml.rels"
_COUNTED_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
_MOST_TEXT = 500_000_000
"""Bytes that texts may take at most when every cell with a shared text held all shared texts."""

NO_VALUE = "formule zonder berekende waarde"


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet says beyond its values; positions count from zero.

    Attributes:
        filled: the cells with something in them.
        rows, columns: the rectangle that holds them.
        divisors: by what the numbers of cells are divided when they are shown.
    """

    filled: int = 0
    rows: int = 0
    columns: int = 0
    defects: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    divisors: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookScan:
    """Name of a sheet -> its scan; `plain` when nothing in the workbook escaped the scan."""

    sheets: Mapping[str, SheetScan]
    plain: bool


def scan(archive: Archive, limits: Limits) -> WorkbookScan:
    """Scan every sheet. Raises Refused for a workbook with too many sheets or without its list of them."""
    if _LINKS not in archive.parts:
        raise Refused("EWS105", DAMAGED)
    parts = {name: archive.expand(name) for name in (_LINKS, *_COUNTED_PARTS) if name in archive.parts}
    names = _sheet_names(parts["xl/workbook.xml"], parts[_LINKS])
    if len(names) > limits.sheets:
        melding = f"het bestand heeft {len(names)} bladen; ten hoogste {limits.sheets} worden gelezen"
        raise Refused("EWS106", melding)
    plain = archive.tidy and all(_honest(xml) for xml in parts.values())
    texts = len(parts.get("xl/sharedStrings.xml", b""))
    styles = divisors(parts.get("xl/styles.xml", b""))
    sheets: dict[str, SheetScan] = {}
    for part, name in names.items():
        xml = archive.expand(part) if part in archive.parts else b""
        # What stands between plain cells, and the columns and rows of those cells.
        pieces = _PLAIN_CELL.split(xml)
        rest, columns, rows = b" ".join(pieces[::3]), pieces[1::3], pieces[2::3]
        honest = xml and _honest(xml) and not _too_much_text(xml, texts)
        found = _cells(rest, columns, rows) if honest and name not in sheets else None
        plain = plain and found is not None
        sheets[name] = found or SheetScan()
        if sheets[name].filled <= limits.filled:  # more is not read
            _defects(xml, rest, sheets[name])
            if styles:
                _divided(xml, styles, sheets[name])
    return WorkbookScan(sheets, plain)


def _honest(xml: bytes) -> bool:
    """Whether a part declares no more items than it has bytes: readers reserve memory for what it declares."""
    if b"\0" in xml:  # UTF-16, which the patterns here do not see
        return False
    counts = _COUNT.findall(xml) if b"ount" in xml else ()
    return all(len(count) < 10 and int(count) <= len(xml) for count in counts)


def _too_much_text(xml: bytes, texts: int) -> bool:
    return len(xml) * texts > _MOST_TEXT and xml.count(b' t="s"') * texts > _MOST_TEXT


def _cells(rest: bytes, columns: list[bytes], rows: list[bytes]) -> SheetScan | None:
    """How many cells a sheet fills and how far they reach; None when a cell is written in another way.

    `columns` and `rows` are those of the plain cells; those of the cells in `rest` are added.
    """
    for letters, row, empty in _CELL.findall(rest):
        if not letters:
            return None
        if not empty:
            columns.append(letters)
            rows.append(row)
    if not rows:
        return SheetScan()
    widest = max(set(columns), key=lambda letters: (len(letters), letters))
    filled = len(set(zip(columns, rows, strict=True)))
    return SheetScan(filled, max(map(int, set(rows))), column_number(widest.decode()) + 1)


def _defects(xml: bytes, rest: bytes, sheet: SheetScan) -> None:
    """Add the defects and hidden rows to a scan; `rest` tells whether there can be any."""
    if b't="e"' in rest:
        for match in _ERROR.finditer(xml):
            sheet.defects[_position(match)] = _plain(match[3])
    if b"<f" in rest or b":f" in rest:
        for match in _EMPTY_FORMULA.finditer(xml):
            sheet.defects.setdefault(_position(match), NO_VALUE)
    if b"hidden=" in rest:
        sheet.hidden_rows.update(int(match[1]) - 1 for match in _HIDDEN_ROW.finditer(xml))


def _divided(xml: bytes, styles: Mapping[int, int], sheet: SheetScan) -> None:
    """Add to a scan the cells whose format divides the number that they show."""
    for match in _STYLED.finditer(xml):
        if (divisor := styles.get(int(match[3]))) is not None:
            sheet.divisors[_position(match)] = divisor


def _position(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, column_number(match[1].decode())


def column_number(letters: str) -> int:
    """`A` -> 0, `AA` -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@cache
def column_letters(number: int) -> str:
    """0 -> `A`, 26 -> `AA`."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=16)
def _sheet_names(workbook: bytes, links: bytes) -> Mapping[str, str]:
    """The part of each sheet in the zip -> the sheet's name."""
    relations = {}
    for element in _RELATION.findall(links):
        attributes = dict(_ATTRIBUTE.findall(element))
        relations[_text(attributes.get(b"Id"))] = posixpath.join(
            "xl", _text(attributes.get(b"Target"))
        ).lstrip("/")
    names = {}
    for element in _SHEET.findall(workbook):
        attributes = dict(_ATTRIBUTE.findall(element))
        link = next((value for name, value in attributes.items() if name.endswith(b":id")), None)
        names[posixpath.normpath(relations.get(_text(link), ""))] = _text(attributes.get(b"name"))
    return names


def _text(quoted: bytes | None) -> str:
    """The value of an attribute, which stands between quotes."""
    return _plain(quoted[1:-1]) if quoted else ""


def _plain(xml: bytes) -> str:
    text = xml.decode("utf-8", "replace")
    if "&" not in text:
        return text
    from html import unescape  # costs a start-up as much as the scan itself

    return unescape(text)
