"""XBRL text -> facts with their context and unit, whether they stand by themselves or inline in a web page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lxml import etree

from ews_cli.readers.files import DAMAGED, Refused

XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
INLINE = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
_TUPLES = tuple(space + "tuple" for space in INLINE)
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_ISO4217 = "http://www.xbrl.org/2003/iso4217"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T00:00:00(?:\.0+)?)?(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_MOST_CONTINUATIONS = 1000


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


class Fact(NamedTuple):
    """One fact as it stands in the file.

    Attributes:
        naam: local name of its element.
        namespace: of its element.
        unit: `EUR` or what else; empty for one that the file does not have, None for a fact without a unit.
        text: what stands between its tags.
        form, scale, sign: the attributes of inline XBRL.
    """

    naam: str
    namespace: str
    context: Context
    unit: str | None
    decimals: str | None
    text: str
    form: str | None = None
    scale: str | None = None
    sign: str | None = None

    @property
    def cel(self) -> str:
        """Where it stands, as a person may search for it: its context and its name, `FY23i_Consolidated!Equity`."""
        return f"{self.context.id}!{self.naam}"


def facts_of(contents: Sequence[bytes], names: Container[str]) -> list[Fact]:
    """The facts with these local names in the texts of a report, nil ones left out, and those of no known context.

    Nothing outside the file is opened: no taxonomy, no DTD. Raises Refused for a text that is not whole, and for
    two contexts or units with one name.
    """
    roots = [_root(content) for content in contents]
    contexts, units = _Contexts(roots), _units(roots)
    if roots[0].tag == XBRLI + "xbrl":
        return list(_plain(roots[0], contexts, units, names))
    continued = {
        e.get("id", ""): e for root in roots for space in INLINE for e in root.iter(space + "continuation")
    }
    return [fact for root in roots for fact in _inline(root, contexts, units, continued, names)]


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "huge" in str(error).lower():  # so libxml2 calls what is beyond its own bounds
            melding = "het bestand bevat een tekst van meer dan 10 MB of is dieper dan 256 elementen"
            raise Refused("EWS106", f"{melding}; dat is geen jaarrekening") from error
        line = f" (regel {error.lineno})" if error.lineno else ""
        raise Refused("EWS105", f"{DAMAGED}{line}") from error


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


def _units(roots: Sequence[etree._Element]) -> dict[str, str]:
    return {naam: _unit(element) for naam, element in _named(roots, "unit").items()}


def _plain(
    root: etree._Element, contexts: _Contexts, units: Mapping[str, str], names: Container[str]
) -> Iterator[Fact]:
    """The facts right under the root; those in a tuple are of a list, as of directors."""
    for element in root:
        if element.get(_NIL) in ("true", "1"):
            continue
        namespace, _, naam = element.tag[1:].rpartition("}")
        context = contexts.of(element)
        if naam in names and context is not None:
            unit = element.get("unitRef")
            yield Fact(
                naam,
                namespace,
                context,
                None if unit is None else units.get(unit, ""),
                element.get("decimals"),
                _text(element),
            )


def _inline(
    root: etree._Element,
    contexts: _Contexts,
    units: Mapping[str, str],
    continued: Mapping[str, etree._Element],
    names: Container[str],
) -> Iterator[Fact]:
    """The facts of the report itself: those with a `target` are of another, those in a tuple of a list."""
    spaces: dict[str | None, str] = dict(root.nsmap)
    for element in root.iter(*(space + kind for space in INLINE for kind in ("nonFraction", "nonNumeric"))):
        prefix, _, naam = element.get("name", "").rpartition(":")
        if naam not in names:
            continue
        context = contexts.of(element)
        if context is None or element.get(_NIL) in ("true", "1"):
            continue
        if (
            element.get("target")
            or element.get("tupleRef")
            or next(element.iterancestors(*_TUPLES), None) is not None
        ):
            continue
        unit = element.get("unitRef")
        yield Fact(
            naam,
            spaces.get(prefix or None) or element.nsmap.get(prefix or None, ""),
            context,
            None if unit is None else units.get(unit, ""),
            element.get("decimals"),
            _with_continuations(element, continued),
            element.get("format"),
            element.get("scale"),
            element.get("sign"),
        )


def _with_continuations(element: etree._Element, continued: Mapping[str, etree._Element]) -> str:
    text = _text(element)
    seen: set[str] = set()
    while (following := element.get("continuedAt")) and following in continued:
        if following in seen or len(seen) > _MOST_CONTINUATIONS:
            break
        seen.add(following)
        element = continued[following]
        text += _text(element)
    return text


def _text(element: etree._Element) -> str:
    """All text within an element, that of facts within it too, but for what it excludes."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            parts.append(child.text or "")
        elif child.tag not in (INLINE[0] + "exclude", INLINE[1] + "exclude"):
            parts.append(_text(child))
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
            axes[_local(part.get("dimension", ""))] = _local(_text(part).strip())
        else:
            days[part.tag] = _day(part.text, start=part.tag == _START)
    for part in element.iter(*_PART):
        axes |= {str(child.tag): _text(child) for child in part if child.tag not in (_EXPLICIT, _TYPED)}
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


class _Contexts:
    """The contexts of a report by id, each taken apart when a fact first asks for it: most are of notes."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._elements = _named(roots, "context")
        self._known: dict[str, Context | None] = {}

    def of(self, fact: etree._Element) -> Context | None:
        """The context of a fact, or None."""
        naam = fact.get("contextRef", "")
        if naam not in self._known:
            element = self._elements.get(naam)
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
