"""Sources that are no spreadsheet: which reader a file asks for by its content.

A reader takes the path (to name the file), its bytes and the options, and gives a Lezing; it may raise Refused.
An audit file that is too large to hold is read in pieces, from its path.
It stands here as a function that imports it, so that no file pays for a reader that it does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from ews_cli.readers.files import DOCTYPE, Limits, NoWorkbook, Refused, too_large
from ews_cli.readers.options import ReadOptions

if TYPE_CHECKING:
    from ews_cli.readers.lezing import Lezing

Reader = Callable[[Path, bytes, ReadOptions], "Lezing"]


def _xbrl() -> Reader:
    from ews_cli.readers.xbrl import read_xbrl

    return read_xbrl


def _xaf() -> Reader:
    from ews_cli.readers.ledger.reading import read_xaf

    return read_xaf


_AUDITFILE = ("auditfile", "Auditfile", "AuditFile")
XML_READERS: Mapping[str, Callable[[], Reader]] = {
    "xbrl": _xbrl,
    "html": _xbrl,
    **dict.fromkeys(_AUDITFILE, _xaf),
}
"""Local name of the root element -> its reader; namespaces differ per year."""

_BOM, _BLANKS = b"\xef\xbb\xbf", b" \t\r\n"
_PROLOG = 65_536
"""Bytes within which the root element of an XML file begins."""


def read_source(path: Path, other: NoWorkbook, options: ReadOptions) -> Lezing:
    """Read a file that is no spreadsheet. Raises Refused for what no reader knows."""
    if other.content.startswith(b"PK"):
        from ews_cli.readers.xbrl import is_package, read_xbrl

        if not is_package(other.content):
            raise other
        return read_xbrl(path, other.content, options)
    content = other.content.removeprefix(_BOM).lstrip(_BLANKS)  # XML allows none before it
    root = root_of(content)
    if root not in XML_READERS:
        melding = f"dit is XML met het hoofdelement '{root[:60]}', en dat is geen bron die ews kent"
        raise Refused("EWS103", f"{melding}; vraag de jaarrekening als .xlsx, .ods, .xls of .csv")
    if other.whole:
        return XML_READERS[root]()(path, content, options)
    if root not in _AUDITFILE:
        raise too_large(path.stat().st_size, options.limits.size)
    from ews_cli.readers.ledger.reading import read_xaf

    return read_xaf(path, None, options)


def holds_source(path: Path) -> bool:
    """Whether a reader here knows a file in a folder; a name such as `.xml` or `.zip` does not say it."""
    try:
        with path.open("rb") as file:  # what is too large to hold shows by its head whether it can be read
            content = file.read() if path.stat().st_size <= Limits().size else file.read(_PROLOG)
    except OSError:
        return False
    if content.startswith(b"PK"):
        from ews_cli.readers.xbrl import is_package

        return is_package(content)
    try:
        root = root_of(content.removeprefix(_BOM).lstrip(_BLANKS))
    except Refused:
        return False
    return root in XML_READERS and (root != "html" or has_inline(content))


def is_xbrl(content: bytes) -> bool:
    """Whether an XML text is an XBRL instance, or a web page with one inside."""
    try:
        root = root_of(content.removeprefix(_BOM).lstrip(_BLANKS))
    except Refused:
        return False
    return root == "xbrl" or (root == "html" and has_inline(content))


def has_inline(content: bytes) -> bool:
    """Whether a web page names inline XBRL anywhere: a namespace may be declared far down."""
    return any("/inlineXBRL".encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class _Found(Exception):
    """Stops the parser at the root element."""


def root_of(content: bytes) -> str:
    """The local name of the root element of an XML text.

    Raises Refused for what is no XML, and for a DOCTYPE but that of a web page: what it declares may grow
    without bound or reach outside the file, and no source needs it. A reader that is called after this sees
    no entity of the file's own.
    """
    found: list[str] = []

    def element(name: str, attributes: object) -> None:
        found.append(name)
        raise _Found

    def doctype(name: str, system: object, public: object, declares: int) -> None:
        if declares or name.lower() != "html":
            raise Refused("EWS105", DOCTYPE)

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content[:_PROLOG], False)
    except _Found:
        return found[0].rpartition(":")[2]
    except (expat.ExpatError, ValueError, LookupError):  # the last two: an encoding that nobody knows
        pass
    raise Refused("EWS103", "dit bestand begint als XML of HTML en is het niet; vraag het opnieuw op")
