"""YAML text -> plain data that knows its places: every scalar stays text, and nothing risky is accepted.

Events are read instead of nodes, because an alias then expands to nothing and no scalar is converted:
a section `4.10` stays `4.10`, and `no` stays `no`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import yaml

from ews_cli.yaml_text.document import Document, Fault, Kind, Place, Plain, Trail, shown

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML was built with it

# What no text of a policy or a mapping needs and what a terminal or a reader would not show as it is.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

# The words of libyaml and of PyYAML's own parser, in the order in which they are tried.
_IN_DUTCH = (
    ("unexpected end of stream", "een aanhalingsteken dat hier begint, wordt niet gesloten"),
    (
        "mapping values are not allowed",
        "een dubbele punt kan hier niet; zet de tekst tussen aanhalingstekens",
    ),
    ("cannot start any token", "hiermee kan een waarde niet beginnen; zet de tekst tussen aanhalingstekens"),
    ("escape c", "een backslash tussen dubbele aanhalingstekens; gebruik enkele aanhalingstekens"),
    ("',' or '", "een haak of accolade is niet gesloten, of er ontbreekt een komma"),
    ("document start", "hier is het bestand volgens YAML al afgelopen"),
    ("find expected ':'", "er ontbreekt een dubbele punt na een sleutel"),
    ("expected", "de inspringing of de opbouw klopt niet; vergelijk deze regel met de regels erboven"),
)


_TOO_DEEP = "maximum nesting depth"
"""How libyaml names what it will not go into itself, before an event of it comes out."""


class _Stop(Exception):
    """The rest of the file is not read; the fault is noted."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, or as many as prove it too large. Raises OSError."""
    if not path.is_file():
        # A folder, a device or a pipe: reading one may never end.
        raise FileNotFoundError(path) if not os.path.lexists(path) else IsADirectoryError(path)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_bytes(raw: bytes, kind: Kind) -> Document:
    """Read the bytes of a file; never raises on what they hold."""
    if len(raw) > MAX_BYTES:
        melding = f"groter dan {MAX_BYTES // 1_000_000} MB; dit is geen {kind.naam}"
        return Document(faults=[Fault((), kind.code("02"), melding)], whole=False)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        melding = "geen UTF-8; sla het bestand op als UTF-8 zonder BOM"
        fault = Fault((), kind.code("06"), melding, place=_place_of(before, len(before)))
        return Document(faults=[fault], whole=False)
    return read(text, kind)


def read(text: str, kind: Kind, loader: Any = _LOADER) -> Document:
    """Read one YAML document; what is wrong with it stands in `faults`. Never raises on text."""
    document = Document()
    if text.startswith("\ufeff"):
        melding = "het bestand begint met een onzichtbaar teken (BOM); sla het op als UTF-8 zonder BOM"
        document.faults.append(Fault((), kind.code("06"), melding, place=(1, 1)))
        text = text[1:]
    if hit := _UNSHOWABLE.search(text):
        place = _place_of(text, hit.start())
        document.faults.append(Fault((), kind.code("06"), _unshowable(hit.group()), place=place))
        document.whole = False
        return document
    try:
        _Walk(yaml.parse(text, Loader=loader), document, kind).stream()
    except _Stop:
        document.whole = False
    except yaml.YAMLError as error:
        document.faults.append(_syntax(error, text, kind))
        document.whole = False
    return document


def _place_of(text: str, index: int) -> Place:
    """The line and column of a character."""
    before = re.split(r"\r\n|\r|\n", text[:index])
    return len(before), len(before[-1]) + 1


class _Walk:
    """One pass over the events."""

    def __init__(self, events: Any, document: Document, kind: Kind) -> None:
        self.next = events.__next__
        self.document = document
        self.kind = kind
        self.nodes = 0

    def stream(self) -> None:
        self.next()
        if type(self.next()) is yaml.StreamEndEvent:
            return
        self.document.data = self.node(self.next(), ())
        self.next()
        event = self.next()
        if type(event) is not yaml.StreamEndEvent:
            self.fault((), "04", f"een tweede document; een {self.kind.naam} is één document", event)

    def node(self, event: Any, trail: Trail) -> Any:
        self.nodes += 1
        if self.nodes > self.kind.nodes:
            self.stop(trail, f"meer dan {self.kind.nodes} waarden; dit is geen {self.kind.naam}", event)
        self.document.values[trail] = _start(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            melding = f"verwijzing *{event.anchor}; schrijf de waarde hier zelf op"
            self.fault(trail, "04", melding, event)
            return None
        if event.anchor:
            melding = f"anker &{event.anchor}; laat het weg, verwijzingen zijn niet toegestaan"
            self.fault(trail, "04", melding, event)
        if event.tag:
            self.fault(trail, "04", "een tag (met !); laat hem weg, elke waarde is al tekst", event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event, trail)
        if len(trail) >= MAX_DEPTH:
            self.stop(trail, _too_deep(self.kind), event)
        return self.mapping(trail) if kind is yaml.MappingStartEvent else self.sequence(trail)

    def scalar(self, event: Any, trail: Trail) -> str:
        if hit := _UNSHOWABLE.search(event.value):
            self.fault(trail, "06", _unshowable(hit.group()), event)
        value: str = event.value
        return Plain(value) if event.implicit[0] else value

    def sequence(self, trail: Trail) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self.node(event, (*trail, len(items))))
        return items

    def mapping(self, trail: Trail) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            place = _start(event)
            aside = (*trail, f"?{place}")  # a trail that nothing looks up, for a key and for what is refused
            key = self.node(event, aside)
            if refusal := self.refusal(key, entries, trail):
                self.fault(trail, *refusal, event)
            if refusal or key is None:
                self.node(self.next(), aside)
                continue
            self.document.keys[(*trail, key)] = place
            entries[key] = self.node(self.next(), (*trail, key))
        return entries

    def refusal(self, key: Any, entries: dict[str, Any], trail: Trail) -> tuple[str, str] | None:
        if isinstance(key, dict | list):
            return "04", f"{shown(key)} als sleutel; een sleutel is een enkel woord"
        if key == "<<" and isinstance(key, Plain):
            return "04", "samenvoegen met <<; schrijf de sleutels hier zelf op"
        if key in entries:
            line = self.document.keys[(*trail, key)][0]
            return "05", f"sleutel {shown(key)} staat al op regel {line}; houd een van de twee"
        return None

    def fault(self, trail: Trail, number: str, melding: str, event: Any) -> None:
        self.document.faults.append(Fault(trail, self.kind.code(number), melding, place=_start(event)))

    def stop(self, trail: Trail, melding: str, event: Any) -> None:
        self.fault(trail, "02", melding, event)
        raise _Stop


def _start(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _unshowable(character: str) -> str:
    return f"teken U+{ord(character):04X} is onzichtbaar of stuurt het scherm; haal het weg"


def _too_deep(kind: Kind) -> str:
    return f"meer dan {MAX_DEPTH} niveaus diep; dit is geen {kind.naam}"


def _syntax(error: yaml.YAMLError, text: str, kind: Kind) -> Fault:
    problem = getattr(error, "problem", None) or ""
    if _TOO_DEEP in problem:
        mark = error.problem_mark  # type: ignore[attr-defined]
        return Fault((), kind.code("02"), _too_deep(kind), place=(mark.line + 1, mark.column + 1))
    lines = text.splitlines()
    # What is still open at the end of the file is wrong where it begins, if the parser knows.
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    mark = next((mark for mark in marks if mark and mark.line < len(lines)), None)
    melding = next((dutch for words, dutch in _IN_DUTCH if words in problem), "dit is geen geldige YAML")
    if mark is None:
        return Fault((), kind.code("03"), melding, place=_place_of(text, len(text)))
    line = lines[mark.line]
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation + line[mark.column : mark.column + 1]:
        melding = "een tab; spring in met spaties"
    return Fault((), kind.code("03"), melding, place=(mark.line + 1, mark.column + 1))
