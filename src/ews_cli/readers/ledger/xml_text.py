"""An XML text in pieces: in the encoding that it has, which is not always the one that it names."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 1 << 20
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_FALLBACK = "ews.windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FALLBACK, _as_windows)


class Text:
    """The text of an open XML file, to go through once.

    Attributes:
        lies: whether it says to be UTF-8 and is not; what is none is then read as Windows-1252.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()
        self.lies = False

    def __iter__(self) -> Iterator[str]:
        chunk = self._file.read(_CHUNK)
        self._decoder = _decoder(chunk)
        text = self._decode(chunk).lstrip("\ufeff \t\r\n")  # XML allows none before it
        while chunk:
            yield text
            chunk = self._file.read(_CHUNK)
            text = self._decode(chunk)
        yield text

    def _decode(self, chunk: bytes) -> str:
        try:
            return self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            self.lies = True
            strict = self._decoder
            self._decoder = codecs.getincrementaldecoder("utf-8")(_FALLBACK)
            self._decoder.setstate((strict.getstate()[0], 0))
            return self._decoder.decode(chunk, final=not chunk)


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    """A decoder for a text that begins like this; only that of UTF-8 is strict, for others take any byte."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace")
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8).lstrip())
    named = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
    if named in ("utf-8", "utf-8-sig", "utf-16"):  # 16 without its mark is a text that was saved anew
        return codecs.getincrementaldecoder("utf-8")()
    return codecs.getincrementaldecoder(named)("replace")
