"""Instances by hand: the least that XBRL asks for around the facts that a test is about."""

from __future__ import annotations

from pathlib import Path

from ews_cli import readers
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.readers import Lezing, ReadOptions

NAMESPACE = "https://www.nltaxonomie.nl/jenv/2024-03-31/bw2-titel9-cor"
SPACES = (
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" '
    'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
)
UNITS = """<xbrli:unit id="EUR"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>
<xbrli:unit id="USD"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"""


def context(
    name: str,
    end: str,
    start: str | None = None,
    kvk: str = "12345678",
    scheme: str = "http://www.kvk.nl/kvk-id",
    **axes: str,
) -> str:
    """A context: an instant, or with a start a period; each axis with its member."""
    period = f"<xbrli:instant>{end}</xbrli:instant>"
    if start is not None:
        period = f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
    members = "".join(
        f'<xbrldi:explicitMember dimension="b:{axis}">b:{member}</xbrldi:explicitMember>'
        for axis, member in axes.items()
    )
    scenario = f"<xbrli:scenario>{members}</xbrli:scenario>" if members else ""
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="{scheme}">{kvk}</xbrli:identifier>'
        f"</xbrli:entity><xbrli:period>{period}</xbrli:period>{scenario}</xbrli:context>"
    )


TYPE = "FinancialStatementsTypeAxis"
CONTEXTS = "".join(
    context(f"{prefix}{year}{kind}", f"20{year}-12-31", start, **axes)
    for prefix, axes in (("", {TYPE: "SeparateMember"}), ("C", {TYPE: "ConsolidatedMember"}))
    for year in (22, 23)
    for kind, start in (("i", None), ("d", f"20{year}-01-01"))
)
"""`23i` and `23d`: the end and the year 2023 of the legal entity; `C23i` and `C23d` of the group."""


def fact(
    name: str, value: object, where: str = "23i", unit: str = "EUR", more: str = 'decimals="INF"'
) -> str:
    """A fact that stands by itself."""
    return f'<b:{name} contextRef="{where}" unitRef="{unit}" {more}>{value}</b:{name}>'


def text(name: str, value: str, where: str = "23d") -> str:
    """A fact without a unit."""
    return f'<b:{name} contextRef="{where}">{value}</b:{name}>'


def instance(*facts: str, contexts: str = CONTEXTS, namespace: str = NAMESPACE) -> str:
    """An instance with these facts."""
    return f'<xbrli:xbrl {SPACES} xmlns:b="{namespace}">{contexts}{UNITS}{"".join(facts)}</xbrli:xbrl>'


def tag(name: str, shown: str, where: str = "23i", **attributes: str) -> str:
    """A number in a web page; attributes as `scale="3"`."""
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return (
        f'<ix:nonFraction name="b:{name}" contextRef="{where}" unitRef="EUR"{more}>{shown}</ix:nonFraction>'
    )


def page(*body: str, contexts: str = CONTEXTS, doctype: str = "") -> str:
    """A web page with inline XBRL."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml" {SPACES} '
        f'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:b="{NAMESPACE}"><body><ix:header><ix:resources>'
        f"{contexts}{UNITS}</ix:resources></ix:header>{''.join(f'<p>{part}</p>' for part in body)}</body></html>"
    )


def read(
    folder: Path, content: str | bytes, options: ReadOptions | None = None, name: str = "a.xbrl"
) -> Lezing:
    """What is read from a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return readers.read(path, options)


def newest(lezing: Lezing) -> Jaarrekening:
    """The youngest year that was read."""
    return lezing.jaarrekeningen[-1]


def codes(lezing: Lezing) -> list[str]:
    """The codes of what was said."""
    return [problem.code for problem in lezing.problemen]
