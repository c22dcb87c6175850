"""A csv or tsv -> rows of texts: its encoding and separator are found from its content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ews_cli.readers.files import NO_WORKBOOK, Refused


def read_text(content: bytes, cells: int) -> tuple[list[list[str]], bool]:
    """The rows of a text file, and whether characters were lost.

    Raises Refused for what is no table, and for one of more than `cells` cells.
    """
    text, delimiter, lost = csv_text(content)
    if text.count(delimiter) + text.count("\n") > cells:
        raise Refused("EWS106", f"het bestand heeft meer dan {cells} cellen; dat is geen jaarrekening")
    try:
        return _rows(text, delimiter), lost
    except csv.Error as error:
        raise Refused("EWS105", f"het csv-bestand is niet te lezen ({error})") from error


def csv_text(content: bytes) -> tuple[str, str, bool]:
    """The text of a csv, its separator, and whether characters were lost. Raises Refused for what is no table."""
    text, lost = _decode(content)
    return text, separator(text), lost


def separator(text: str) -> str:
    """The separator of the text of a csv, or of its beginning. Raises Refused for what is no table."""
    if "\0" in text:
        raise Refused("EWS103", NO_WORKBOOK)
    if re.match(r"\s*(?:\{|\[\s*[\[{])", text):
        raise Refused("EWS103", "dit is een JSON-bestand, geen rekenblad")
    delimiter = _delimiter(text)
    if delimiter is None:
        raise Refused("EWS103", "dit is een tekstbestand zonder kolommen, geen rekenblad")
    return delimiter


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1_000_000)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)]


_SAMPLE, WIDEST = 50_000, 5_000_000
"""Characters by which the separator is found, and how many three lines of a very wide table may take."""


def _third_line(text: str) -> int:
    """Where the third line of a text ends, or the text, within the widest."""
    end = 0
    for _ in range(3):
        end = text.find("\n", end, WIDEST) + 1
        if not end:
            return min(len(text), WIDEST)
    return end


def _delimiter(text: str) -> str | None:
    """The separator of a text, or None when no two rows have the same columns under any."""
    if stated := re.match(r"sep=([;,\t|])\s", text):  # as Excel writes it
        return stated[1]
    best, mark = (1, 0), None
    sample = text[: max(_SAMPLE, _third_line(text))]
    for candidate in ";\t|,":
        try:
            widths = Counter(len(row) for row in _rows(sample, candidate) if len(row) > 1)
        except csv.Error:
            continue
        found = max(((rows, width) for width, rows in widths.items()), default=best)
        if found > best and found[0] > 1:
            best, mark = found, candidate
    return mark


def _decode(content: bytes) -> tuple[str, bool]:
    """The text of a file, and whether characters were lost."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(bom):
            return _lossy(content[len(bom) :], encoding)
    for encoding, zeros in (("utf-16-le", content[1:80:2]), ("utf-16-be", content[:80:2])):
        # UTF-16 without a mark: every other byte of a Latin text is zero.
        if len(zeros) > 8 and not any(zeros):
            return _lossy(content, encoding)
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return _lossy(content, "cp1252")


def _lossy(content: bytes, encoding: str) -> tuple[str, bool]:
    text = content.decode(encoding, "replace")
    return text, "\ufffd" in text
