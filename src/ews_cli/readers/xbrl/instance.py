"""XBRL text -> facts with their context and unit, whether they stand by themselves or inline in a web page."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from ews_cli.readers.files import DAMAGED, Refused
from ews_cli.readers.xbrl.contexts import INLINE, XBRLI, Context, Contexts, text_of, units_of

_TUPLES = tuple(space + "tuple" for space in INLINE)
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_MOST_CONTINUATIONS = 1000


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
    contexts, units = Contexts(roots), units_of(roots)
    if roots[0].tag == XBRLI + "xbrl":
        return list(_plain(roots[0], contexts, units, names))
    continued = {
        e.get("id", ""): e for root in roots for space in INLINE for e in root.iter(space + "continuation")
    }
    facts = [fact for root in roots for fact in _inline(root, contexts, units, continued, names)]
    if not facts and contexts.absent:
        melding = "de bedragen verwijzen naar contexten in een ander bestand, want het verslag heeft meer bladzijden"
        raise Refused("EWS105", f"{melding}; vraag het hele pakket (.xbri of .zip)")
    return facts


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


def _plain(
    root: etree._Element, contexts: Contexts, units: Mapping[str, str], names: Container[str]
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
                text_of(element),
            )


def _inline(
    root: etree._Element,
    contexts: Contexts,
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
    text = text_of(element)
    seen: set[str] = set()
    while (following := element.get("continuedAt")) and following in continued:
        if following in seen or len(seen) > _MOST_CONTINUATIONS:
            break
        seen.add(following)
        element = continued[following]
        text += text_of(element)
    return text
