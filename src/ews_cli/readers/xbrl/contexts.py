"""The contexts and units of an XBRL report: of whom, of when and in what its facts are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lxml import etree

from ews_cli.readers.files import Refused

XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
INLINE = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
_ISO4217 = "http://www.xbrl.org/2003/iso4217"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T00:00:00(?:\.0+)?)?(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Context(NamedTuple):
    """Of whom and of when a fact is.

    Attributes:
        entity: scheme and identifier.
        start: the first day of a period; None for an instant.
        end: the last day, or the instant.
        axes: local name of an axis -> local name of its member (for a typed member its text). What else stands in a
            segment or scenario also says that a fact is of a part, and is an axis of that name.
    """

    id: str
    entity: tuple[str, str]
    start: date | None
    end: date
    axes: Mapping[str, str]


def _named(roots: Sequence[etree._Element], kind: str) -> dict[str, etree._Element]:
    """The elements of a kind by their id. Raises Refused for two that differ: which a fact means is not known."""
    found: dict[str, etree._Element] = {}
    for root in roots:
        for element in root.iter(XBRLI + kind):
            naam = element.get("id", "")
            if naam in found and _plainly(found[naam]) != _plainly(element):
                melding = f"het bestand bevat twee verschillende elementen '{kind}' met de naam '{naam[:60]}'"
                raise Refused("EWS105", f"{melding}; vraag het opnieuw op")
            found[naam] = element
    return found


def _plainly(element: etree._Element) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (str(e.tag), (e.text or "").strip(), {str(k): str(v) for k, v in e.attrib.items()})
        for e in element.iter()
    ]


def units_of(roots: Sequence[etree._Element]) -> dict[str, str]:
    """Unit by its id: its currency, or what else."""
    return {naam: _unit(element) for naam, element in _named(roots, "unit").items()}


def text_of(element: etree._Element) -> str:
    """All text within an element, that of facts within it too, but for what it excludes."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            parts.append(child.text or "")
        elif child.tag not in (INLINE[0] + "exclude", INLINE[1] + "exclude"):
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


_EXPLICIT, _TYPED = XBRLDI + "explicitMember", XBRLDI + "typedMember"
_IDENTIFIER, _INSTANT = XBRLI + "identifier", XBRLI + "instant"
_START, _END = XBRLI + "startDate", XBRLI + "endDate"
_PART = (XBRLI + "segment", XBRLI + "scenario")


def _context(element: etree._Element) -> Context | None:
    """A context, or None for one without an entity or a period with an end."""
    entity: tuple[str, str] | None = None
    days: dict[str, date | None] = {}
    axes: dict[str, str] = {}
    for part in element.iter(_IDENTIFIER, _INSTANT, _START, _END, _EXPLICIT, _TYPED):
        if part.tag == _IDENTIFIER:
            entity = (part.get("scheme", "").strip(), (part.text or "").strip())
        elif part.tag in (_EXPLICIT, _TYPED):
            axes[_local(part.get("dimension", ""))] = _local(text_of(part).strip())
        else:
            days[part.tag] = _day(part.text, start=part.tag == _START)
    for part in element.iter(*_PART):
        axes |= {str(child.tag): text_of(child) for child in part if child.tag not in (_EXPLICIT, _TYPED)}
    start, end = days.get(_START), days.get(_INSTANT) or days.get(_END)
    if entity is None or end is None or (_INSTANT not in days and start is None):
        return None
    return Context(element.get("id", ""), entity, None if _INSTANT in days else start, end, axes)


def _day(text: str | None, start: bool) -> date | None:
    """A day of a period. The end of a period at midnight is the day before (XBRL 2.1 §4.7.2)."""
    found = _DAY.fullmatch((text or "").strip())
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
        return day - timedelta(days=1) if found[2] and not start else day
    except (ValueError, OverflowError):
        return None


class Contexts:
    """The contexts of a report by id, each taken apart when a fact first asks for it: most are of notes.

    Attributes:
        absent: a fact names one that is not there.
    """

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._elements = _named(roots, "context")
        self._known: dict[str, Context | None] = {}
        self.absent = False

    def of(self, fact: etree._Element) -> Context | None:
        """The context of a fact, or None."""
        naam = fact.get("contextRef", "")
        if naam not in self._known:
            element = self._elements.get(naam)
            self.absent |= element is None
            self._known[naam] = None if element is None else _context(element)
        return self._known[naam]


def _unit(element: etree._Element) -> str:
    """The currency of a unit: `EUR`; else its measures as they stand."""
    measures = [(m.text or "").strip() for m in element.iter(XBRLI + "measure")]
    if len(measures) == 1 and len(element) == 1:
        prefix, _, code = measures[0].rpartition(":")
        if element.nsmap.get(prefix or None) == _ISO4217:
            return code
    return " / ".join(measures)[:60]


def _local(qname: str) -> str:
    return qname.rpartition(":")[2]
