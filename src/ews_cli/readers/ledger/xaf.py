"""An audit file (XAF 3.2 or 4.0) as a stream of records: what a line, an account and a period say, and nothing else.

The file is never whole in memory. Namespaces and the case of names differ between versions and exporters, so
that only the local name of an element counts, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from ews_cli.readers.files import DAMAGED, Refused
from ews_cli.readers.ledger.rgs import code_in
from ews_cli.readers.ledger.xml_text import Text

Fields = dict[str, str]

_RECORDS = frozenset(
    {
        "header", "company", "ledgeraccount", "period", "openingbalance", "obline", "transactions", "journal",
        "transaction", "trline",
    }
)  # fmt: skip
_SKIPPED = frozenset(
    {"customerssuppliers", "subledgers", "obsubledgers", "vatcodes", "basics", "glaccounthistory", "vat"}
)
"""What holds names and amounts of its own, that are none of the general ledger."""
_FIELDS = frozenset(
    {
        "fiscalyear", "startdate", "enddate", "curcode", "datecreated", "companyname", "commercenr",
        "accid", "accdesc", "acctp", "rgscode", "conceptref", "taxoref", "leadreference", "leadcode",
        "opbaldate", "linescount", "periodnumber", "startdateperiod", "enddateperiod", "totaldebit", "totalcredit",
        "trdt", "effdate", "amnt", "amnttp",
    }
)  # fmt: skip
_IN_BOOKS = range(3, 5)
"""The depth of a journal and of a transaction: how these are described matters, a line is described by anything."""
_REFERENCES = frozenset({"conceptref", "taxoref"})
_VERSION = re.compile(r"(?:xaf|auditfilefinancieel)[/_]?(\d+\.\d+)")
_CONTINUED = re.compile(r"vervolgbestand\s+(\d+)\s+van\s+(\d+)", re.IGNORECASE)
VERSIONS = ("3.2", "4.0")


class Record(NamedTuple):
    """An element with the fields that stand in it, given at its end.

    Attributes:
        naam: the element, in small letters.
        fields: field -> text; of a field that stands there twice the first, as `keep` tells.
        regel: the line of the file on which it ends.
        binnen: the fields so far of the record that it stands in.
    """

    naam: str
    fields: Mapping[str, str]
    regel: int
    binnen: Mapping[str, str]


def stream(text: Text, found: Callable[[Record], None]) -> None:
    """Go through a file, with a call for each record at its end.

    Raises Refused for an unknown version, a part of a file that was split, and a file that is not whole.
    """
    reader = _Reader(found)
    try:
        for piece in text:
            reader.parser.Parse(piece, False)
        reader.parser.Parse("", True)
    except expat.ExpatError as error:
        line, column = error.lineno, error.offset + 1
        raise Refused("EWS105", f"{DAMAGED} (regel {line}, positie {column}: geen geldige XML)") from error


class _Reader:
    """The handlers of the parser and what they remember: the open records, and the field that is being read."""

    def __init__(self, found: Callable[[Record], None]) -> None:
        self.found = found
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.root
        self.parser.EndElementHandler = self.end
        self.parser.CommentHandler = self.comment
        self.names: dict[str, str] = {}
        self.open: list[Fields] = []
        self.pieces: list[str] = []
        self.skipping = 0

    def local(self, tag: str) -> str:
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = tag.rpartition(" ")[2].lower()
        return name

    def root(self, tag: str, attributes: object) -> None:
        namespace, _, _ = tag.rpartition(" ")
        version = _VERSION.search(namespace.lower())
        if version is None or version[1] not in VERSIONS:
            shown = f"versie {version[1]}" if version else f"namespace '{namespace[:80]}'"
            melding = f"auditfile van een onbekende versie ({shown})"
            raise Refused("EWS165", f"{melding}; exporteer het opnieuw als XAF 3.2 of 4.0")
        self.parser.StartElementHandler = self.start

    def comment(self, text: str) -> None:
        if part := _CONTINUED.search(text):
            melding = f"dit is deel {part[1]} van {part[2]} van een auditfile"
            raise Refused("EWS165", f"{melding}; exporteer het als één bestand")

    def start(self, tag: str, attributes: object) -> None:
        name = self.names.get(tag) or self.local(tag)
        if name in _FIELDS or (name == "desc" and len(self.open) in _IN_BOOKS):
            self.parser.CharacterDataHandler = self.pieces.append
        elif name in _RECORDS:
            self.open.append({})
        elif name in _SKIPPED:
            self.skipping = 1
            self.parser.StartElementHandler = self.skip_start
            self.parser.EndElementHandler = self.skip_end

    def end(self, tag: str) -> None:
        name = self.names.get(tag) or self.local(tag)
        if name in _FIELDS or name == "desc":
            self.parser.CharacterDataHandler = None
            if self.open:
                self.keep(name, "".join(self.pieces).strip())
            self.pieces.clear()
        elif name in _RECORDS:
            fields, within = self.open.pop(), self.open[-1] if self.open else {}
            self.found(Record(name, fields, self.parser.CurrentLineNumber, within))

    def keep(self, name: str, text: str) -> None:
        """Keep the first text of a field; of references to several taxonomies the first with an RGS code."""
        fields = self.open[-1]
        if name not in fields or (name in _REFERENCES and code_in(fields[name]) is None):
            fields[name] = text

    def skip_start(self, tag: str, attributes: object) -> None:
        self.skipping += 1

    def skip_end(self, tag: str) -> None:
        self.skipping -= 1
        if not self.skipping:
            self.parser.StartElementHandler = self.start
            self.parser.EndElementHandler = self.end
