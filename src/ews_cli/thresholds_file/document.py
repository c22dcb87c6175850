"""YAML text -> plain data that knows its places: every scalar stays text, and nothing risky is accepted.

Events are read instead of nodes, because an alias then expands to nothing and no scalar is converted:
a section `4.10` stays `4.10`, and `no` stays `no`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 20
MAX_NODES = 10_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML was built with it

Trail = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a file to a node."""

Place = tuple[int, int]
"""Line and column, both counted from 1."""

# What no policy text needs and what a terminal or a reader would not show as it is.
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


class Plain(str):
    """A scalar without quotation marks, which YAML may read as something else than text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem whose place is still a trail.

    Attributes:
        trail: the node that is wrong; for a key that is wrong, the trail of its value.
        code: a key of `problems.CODES`.
        melding: Dutch text.
        at_key: True when the key itself is wrong.
        place: where, if the file has no node for it.
    """

    trail: Trail
    code: str
    melding: str
    at_key: bool = False
    place: Place | None = None


@dataclass(slots=True)
class Document:
    """A threshold file as plain data.

    Attributes:
        data: mappings, lists and text; None where an alias stood, and for an empty file.
        keys, values: the place of each key and of each value.
        faults: what is wrong with the file as YAML.
        whole: False when reading stopped at a fault, so that `data` says nothing about the rest.
    """

    data: Any = None
    keys: dict[Trail, Place] = field(default_factory=dict)
    values: dict[Trail, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True

    def get(self, *trail: str | int) -> Any:
        """The node at the trail; None when there is none."""
        node = self.data
        for step in trail:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return None
        return node

    def place(self, fault: Fault) -> Place | None:
        """Where a fault shows: a scalar at its value, a mapping or list at its key, else at its parent."""
        trail = fault.trail
        if fault.place:
            return fault.place
        if fault.at_key and trail in self.keys:
            return self.keys[trail]
        while trail and trail not in self.values:
            trail = trail[:-1]
        if isinstance(self.get(*trail), str):
            return self.values[trail]
        return self.keys.get(trail) or self.values.get(trail)


class _Stop(Exception):
    """The rest of the file is not read; the fault is noted."""


def read(text: str, loader: Any = _LOADER) -> Document:
    """Read one YAML document; what is wrong with it stands in `faults`. Never raises on text."""
    document = Document()
    if text.startswith("\ufeff"):
        melding = "het bestand begint met een onzichtbaar teken (BOM); sla het op als UTF-8 zonder BOM"
        document.faults.append(Fault((), "EWS206", melding, place=(1, 1)))
        text = text[1:]
    if hit := _UNSHOWABLE.search(text):
        place = place_of(text, hit.start())
        document.faults.append(Fault((), "EWS206", _unshowable(hit.group()), place=place))
        document.whole = False
        return document
    try:
        _Walk(yaml.parse(text, Loader=loader), document).stream()
    except _Stop:
        document.whole = False
    except yaml.YAMLError as error:
        document.faults.append(_syntax(error, text))
        document.whole = False
    return document


def place_of(text: str, index: int) -> Place:
    """The line and column of a character."""
    before = re.split(r"\r\n|\r|\n", text[:index])
    return len(before), len(before[-1]) + 1


def shown(value: object) -> str:
    """A value as a message shows it: one line, in quotes, not too long."""
    if isinstance(value, dict):
        return "een blok met sleutels"
    if isinstance(value, list):
        return "een lijst"
    line = re.sub(r"[ \t\r\n]+", " ", str(value))
    return f"`{line[:37]}…`" if len(line) > 40 else f"`{line}`"


class _Walk:
    """One pass over the events."""

    def __init__(self, events: Any, document: Document) -> None:
        self.next = events.__next__
        self.document = document
        self.nodes = 0

    def stream(self) -> None:
        self.next()
        if type(self.next()) is yaml.StreamEndEvent:
            return
        self.document.data = self.node(self.next(), ())
        self.next()
        event = self.next()
        if type(event) is not yaml.StreamEndEvent:
            self.fault((), "EWS204", "een tweede document; een drempelbestand is één document", event)

    def node(self, event: Any, trail: Trail) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(trail, f"meer dan {MAX_NODES} waarden; dit is geen drempelbestand", event)
        self.document.values[trail] = _start(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            melding = f"verwijzing *{event.anchor}; schrijf de waarde hier zelf op"
            self.fault(trail, "EWS204", melding, event)
            return None
        if event.anchor:
            melding = f"anker &{event.anchor}; laat het weg, verwijzingen zijn niet toegestaan"
            self.fault(trail, "EWS204", melding, event)
        if event.tag:
            self.fault(trail, "EWS204", "een tag (met !); laat hem weg, elke waarde is al tekst", event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event, trail)
        if len(trail) >= MAX_DEPTH:
            self.stop(trail, f"meer dan {MAX_DEPTH} niveaus diep; dit is geen drempelbestand", event)
        return self.mapping(trail) if kind is yaml.MappingStartEvent else self.sequence(trail)

    def scalar(self, event: Any, trail: Trail) -> str:
        if hit := _UNSHOWABLE.search(event.value):
            self.fault(trail, "EWS206", _unshowable(hit.group()), event)
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
            return "EWS204", f"{shown(key)} als sleutel; een sleutel is een enkel woord"
        if key == "<<" and isinstance(key, Plain):
            return "EWS204", "samenvoegen met <<; schrijf de sleutels hier zelf op"
        if key in entries:
            line = self.document.keys[(*trail, key)][0]
            return "EWS205", f"sleutel {shown(key)} staat al op regel {line}; houd een van de twee"
        return None

    def fault(self, trail: Trail, code: str, melding: str, event: Any) -> None:
        self.document.faults.append(Fault(trail, code, melding, place=_start(event)))

    def stop(self, trail: Trail, melding: str, event: Any) -> None:
        self.fault(trail, "EWS202", melding, event)
        raise _Stop


def _start(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _unshowable(character: str) -> str:
    return f"teken U+{ord(character):04X} is onzichtbaar of stuurt het scherm; haal het weg"


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    problem = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()
    if mark is None or mark.line >= len(lines):
        # What is still open at the end of the file is wrong where it begins.
        mark = getattr(error, "context_mark", None)
    melding = next((dutch for words, dutch in _IN_DUTCH if words in problem), "dit is geen geldige YAML")
    if mark is None:
        return Fault((), "EWS203", melding)
    line = lines[mark.line]
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation + line[mark.column : mark.column + 1]:
        melding = "een tab; spring in met spaties"
    return Fault((), "EWS203", melding, place=(mark.line + 1, mark.column + 1))
