"""Sources that are no spreadsheet: which reader a file asks for by its content.

A reader takes the path (to name the file), its bytes and the options, and gives a Lezing; it may raise Refused.
It stands here as a function that imports it, so that no file pays for a reader that it does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from ews_cli.readers.files import NoWorkbook, Refused
from ews_cli.readers.options import ReadOptions

if TYPE_CHECKING:
    from ews_cli.readers.reading import Lezing

Reader = Callable[[Path, bytes, ReadOptions], "Lezing"]

XML_READERS: Mapping[str, Callable[[], Reader]] = {}
"""Local name of the root element -> its reader; namespaces differ per year."""

_PROLOG = 65_536
"""Bytes within which the root element of an XML file begins."""


def read_source(path: Path, other: NoWorkbook, options: ReadOptions) -> Lezing:
    """Read a file that is no spreadsheet. Raises Refused for what no reader knows."""
    if other.content.startswith(b"PK"):
        raise other
    content = other.content.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")  # XML allows none before it
    root = root_of(content)
    if root not in XML_READERS:
        melding = f"dit is XML met het hoofdelement '{root[:60]}', en dat is geen bron die ews kent"
        raise Refused("EWS103", f"{melding}; vraag de jaarrekening als .xlsx, .ods, .xls of .csv")
    return XML_READERS[root]()(path, content, options)


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
            raise Refused("EWS103", "het bestand heeft een DOCTYPE en wordt daarom niet gelezen")

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
