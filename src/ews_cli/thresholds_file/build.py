"""Plain data of the right shape -> the core's Thresholds.

The only way in, whether the gate looked at the file or the file is known to be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ews_cli.core.thresholds import (
    Band,
    Bron,
    Criterion,
    NotModelled,
    Signal,
    Source,
    Thresholds,
    Trede,
    Vergelijking,
    Version,
)

Node = Mapping[str, Any]
"""A mapping of the file; every scalar in it is text."""

_BOUND = re.compile(r"(-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?)(%|pp)?")


def bound(text: str) -> tuple[Fraction, str]:
    """The exact value of a bound and its sign: `20%` is (1/5, "%"), `2pp` (1/50, "pp"), `0.75` (3/4, "").

    Raises ValueError when it is not written like that.
    """
    match = _BOUND.fullmatch(text)
    if not match:
        raise ValueError(text)
    number, sign = match.groups(default="")
    return Fraction(number) / (100 if sign else 1), sign


def thresholds(data: Node, bestand: str, sha256: str) -> Thresholds:
    """The whole file; `bestand` is its name as reports print it, `sha256` that of its bytes."""
    data = _exact(data)
    return Thresholds(
        id=data["policy"]["id"],
        title=data["policy"]["title"],
        version=data["policy"]["version"],
        bestand=bestand,
        sha256=sha256,
        sources={doc: source(doc, node) for doc, node in data["sources"].items()},
        treden={int(nummer): _trede(nummer, node) for nummer, node in sorted(data["treden"].items())},
        combine_quote=data["combine"]["quote"],
        combine_source=_bron(data["combine"]["source"]),
        criteria={naam: criterion(naam, node) for naam, node in data["criteria"].items()},
        signals=tuple(_signal(naam, node) for naam, node in data["signals"].items()),
        not_modelled=tuple(
            NotModelled(node["text"], node["quote"], _bron(node["source"])) for node in data["not_modelled"]
        ),
    )


def criterion(naam: str, node: Node) -> Criterion:
    """One criterion with all its versions."""
    return Criterion(
        naam=naam,
        ratio=node["ratio"],
        definition=node["definition"],
        unit=node["unit"],
        rationale=node["rationale"],
        versions=tuple(version(item) for item in node["versions"]),
    )


def version(node: Node) -> Version:
    """One version of a criterion's bands."""
    until = node.get("valid_until")
    return Version(
        valid_from=date.fromisoformat(node["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        verified=date.fromisoformat(node["verified"]),
        source=_bron(node["source"]),
        bands=tuple(band(item) for item in node["bands"]),
    )


def band(node: Node) -> Band:
    """One bound; its node has exactly one comparison."""
    vergelijking = next(v for v in Vergelijking if v.value in node)
    literal = node[vergelijking.value]
    return Band(
        trede=int(node["trede"]),
        vergelijking=vergelijking,
        grens=bound(literal)[0],
        literal=literal,
        quote=node["quote"],
        reading=node.get("reading"),
        years=int(node.get("years", "1")),
    )


def source(doc: str, node: Node) -> Source:
    """One document."""
    return Source(doc, node["title"], date.fromisoformat(node["published"]), node["sha256"])


def _exact(node: Any) -> Any:
    """The same data with every text an exact `str`: how the file quotes it is of no use to the core."""
    if isinstance(node, dict):
        return {str(key): _exact(value) for key, value in node.items()}
    return [_exact(item) for item in node] if isinstance(node, list) else str(node)


def _bron(node: Node) -> Bron:
    return Bron(node["doc"], node["section"])


def _trede(nummer: str, node: Node) -> Trede:
    return Trede(
        nummer=int(nummer),
        naam=node["naam"],
        computed=node.get("computed") != "false",
        plan=node["plan"],
        horizon=node.get("horizon"),
        source=_bron(node["source"]),
    )


def _signal(naam: str, node: Node) -> Signal:
    trede = None if node["trede"] == "none" else int(node["trede"])
    return Signal(
        naam, trede, node.get("criterion"), node["quote"], node.get("reading"), _bron(node["source"])
    )
