"""The JSON that `ews score` or `ews batch` wrote -> its providers and their figures.

Nothing in the file is believed: what is missing, of another kind or out of range makes it unusable, by name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Band, Vergelijking
from ews_cli.problems import Ernst, Problem
from ews_cli.reports.scored import Figure, PolicyName, Range, Scored, ScoredRun
from ews_cli.thresholds_file.build import bound

SCHEMA = 1
MAX_BYTES = 200_000_000
HIGHEST_TREDE = 6
MAKE_ONE = "maak er een met ews score … -o resultaat.json"
OTHERS = {"jaarrekeningen": "ews inspect", "verschillen": "ews thresholds diff", "aantallen": "ews compare"}
"""A key that only the JSON of another command has."""

_DECIMAL = re.compile(r"-?\d{1,60}(\.\d{1,60})?", re.ASCII)
_BOUND = re.compile(r"([a-z_]+) (\S+?)(?:, years ([1-9]\d?))?", re.ASCII)
_KVK = re.compile(r"\d{8}", re.ASCII)
_EENHEID = {ratio.formule: ratio.eenheid for ratio in RATIOS.values()}

Node = dict[str, Any]


class _Unusable(Exception):
    """What in the file is not as it should be, and where in it."""

    def __init__(self, *trail: str) -> None:
        super().__init__()
        self.trail = trail

    def under(self, *trail: str) -> _Unusable:
        return _Unusable(*trail, *self.trail)

    @property
    def place(self) -> str:
        """Where it is, as in `beoordelingen[3].aanbieder.kvk`."""
        return ".".join(self.trail)


def load(path: Path) -> tuple[ScoredRun | None, list[Problem]]:
    """The result in a file, or why it cannot be used. Never raises on a file."""
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        if path.stat().st_size > MAX_BYTES:
            return None, [Problem("EWS106", f"groter dan {MAX_BYTES // 1_000_000} MB", str(path))]
        raw = path.read_bytes()
        document = json.loads(raw)
    except OSError:
        return None, [Problem("EWS101", "bestaat niet of is niet te lezen", str(path))]
    except (ValueError, RecursionError):
        return None, [Problem("EWS105", f"geen geldige JSON; {MAKE_ONE}", str(path))]
    try:
        return _run(document, str(path), hashlib.sha256(raw).hexdigest()), []
    except _Unusable as wrong:
        melding = f"geen resultaat van ews score: {_why(document, wrong)}; {MAKE_ONE}"
        return None, [Problem("EWS103", melding, str(path))]
    except LookupError:
        return None, [Problem("EWS111", "geen beoordeelde aanbieder in dit resultaat", str(path))]


def gathered(
    entries: Iterable[str], bestand: str, peildatum: date, policy: PolicyName, problemen: Iterable[Problem]
) -> ScoredRun:
    """A run of this moment as a result, from its entries as the JSON would have them.

    Args:
        entries: one JSON text per provider; they are our own, so that each can be used.
        bestand: what the run is called where a result has its file (Dutch).
    """
    bounds = _Bounds()
    scored = tuple(_scored(json.loads(entry), bounds) for entry in entries)
    found = {criterium: tuple(of.values()) for criterium, of in bounds.of.items()}
    return ScoredRun(bestand, "", peildatum, policy, scored, found, tuple(problemen))


def _why(document: Any, wrong: _Unusable) -> str:
    if isinstance(document, dict):
        for key, command in OTHERS.items():
            if key in document:
                return f"dit is een uitvoer van {command}"
    return f"{wrong.place} ontbreekt of klopt niet"


def _run(document: Any, bestand: str, sha256: str) -> ScoredRun:
    """The whole file. Raises _Unusable, and LookupError when it holds no provider."""
    _int(document, "schema", SCHEMA, SCHEMA)
    entries = _list(document, "beoordelingen")
    if not entries:
        raise LookupError
    bounds = _Bounds()
    scored = []
    for number, entry in enumerate(entries):
        try:
            scored.append(_scored(entry, bounds))
        except _Unusable as wrong:
            raise wrong.under(f"beoordelingen[{number}]") from None
    policy = _node(document, "thresholds")
    return ScoredRun(
        bestand=bestand,
        sha256=sha256,
        peildatum=_date(document, "peildatum"),
        policy=PolicyName(*(_text(policy, key) for key in PolicyName._fields)),
        aanbieders=tuple(scored),
        bounds={criterium: tuple(found.values()) for criterium, found in bounds.of.items()},
        problemen=tuple(_problem(item) for item in _list(document, "problemen")),
    )


class _Bounds:
    """The bounds that a result names, each read once."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, Band]] = {}

    def read(self, criterium: str, trede: int, text: str) -> Band:
        """A bound of a criterion as `thresholds.yaml` writes it."""
        known = self.of.setdefault(criterium, {})
        if text not in known:
            known[text] = _band(trede, text)
        return known[text]


def _band(trede: int, text: str) -> Band:
    match = _BOUND.fullmatch(text)
    try:
        comparison, literal, years = match.groups(default="1") if match else ("", "", "")
        return Band(trede, Vergelijking(comparison), bound(literal)[0], literal, "", None, int(years))
    except ValueError:
        raise _Unusable("grens") from None


def _scored(entry: Any, bounds: _Bounds) -> Scored:
    provider, ratios, rooms = _node(entry, "aanbieder"), _node(entry, "ratios"), _node(entry, "ruimte")
    kvk = _optional(provider, "kvk", _text)
    if kvk is not None and not _KVK.fullmatch(kvk):
        raise _Unusable("aanbieder", "kvk")
    criteria: dict[str, Figure] = {}
    texts = {}
    for naam, ratio in ratios.items():
        try:
            texts[_text(ratio, "formule")] = _decimal(ratio, "waarde"), _decimal(ratio, "vorig")
            if _get(ratio, "ten_minste") is not None:
                criteria[naam] = _figure(naam, ratio, bounds)
        except _Unusable as wrong:
            raise wrong.under("ratios", naam) from None
    if not criteria:
        raise _Unusable("ratios")
    for naam in rooms:
        for room in _list(rooms, naam):
            bounds.read(naam, _int(room, "trede", 1, HIGHEST_TREDE), _text(room, "grens"))
    return Scored(
        naam=_text(provider, "naam"),
        kvk=kvk,
        boekjaar=_int(entry, "boekjaar", 1, 9999),
        balansdatum=_date(entry, "balansdatum"),
        place=_place(entry),
        criteria=criteria,
        ratios=texts,
        named=_named(entry),
        signalen=tuple(sorted(_recorded(item) for item in _list(entry, "signalen"))),
        met_signalen=_with_signals(entry),
        besluit=_decided(entry),
    )


def _recorded(signal: Any) -> str:
    """A signal as one text; on which line of its file it stood makes it no other signal."""
    told = {k: v for k, v in signal.items() if k != "waar"} if isinstance(signal, dict) else signal
    return json.dumps(told, sort_keys=True)


def _with_signals(entry: Node) -> Range | None:
    """The trede with signals; results of ews 0.1.0 do not say."""
    if entry.get("met_signalen") is None:
        return None
    try:
        return _place(entry["met_signalen"])
    except _Unusable as wrong:
        raise wrong.under("met_signalen") from None


def _decided(entry: Node) -> int | None:
    """The decided trede; results of ews 0.1.0 do not say."""
    if entry.get("besluit") is None:
        return None
    try:
        return _int(entry["besluit"], "trede", 1, HIGHEST_TREDE)
    except _Unusable as wrong:
        raise wrong.under("besluit") from None


def _named(entry: Node) -> bool:
    """Whether a file named the provider; results of ews 0.1.0 do not say."""
    named = entry.get("naam_in_bestand", True)
    if not isinstance(named, bool):
        raise _Unusable("naam_in_bestand")
    return named


def _figure(naam: str, ratio: Node, bounds: _Bounds) -> Figure:
    formule, value = ratio["formule"], ratio["waarde"]
    place, grens = _place(ratio), _optional(ratio, "grens", _text)
    return Figure(
        formule=formule,
        eenheid=_EENHEID.get(formule, Eenheid.RATIO),
        waarde=None if value is None else Decimal(value),
        place=place,
        band=None if grens is None else bounds.read(naam, place[0], grens),
        basis=_optional(ratio, "basis", _basis),
        bron=_optional(ratio, "bron", _text),
        reden=_optional(ratio, "reden", _text),
    )


def _place(node: Any) -> Range:
    low = _int(node, "ten_minste", 1, HIGHEST_TREDE)
    return low, _int(node, "ten_hoogste", low, HIGHEST_TREDE)


def _problem(item: Any) -> Problem:
    try:
        ernst = Ernst(_text(item, "ernst"))
    except ValueError:
        raise _Unusable("problemen", "ernst") from None
    return Problem(_text(item, "code"), _text(item, "melding"), _optional(item, "waar", _text), ernst)


def _get(node: Any, key: str) -> Any:
    try:
        return node[key]
    except (LookupError, TypeError):
        raise _Unusable(key) from None


def _text(node: Any, key: str) -> str:
    value = _get(node, key)
    if not isinstance(value, str):
        raise _Unusable(key)
    return value


def _decimal(node: Any, key: str) -> str | None:
    value = _get(node, key)
    if value is not None and not (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        raise _Unusable(key)
    return value


def _basis(node: Any, key: str) -> str:
    value = _text(node, key)
    if value not in ("bron", "lezing"):
        raise _Unusable(key)
    return value


def _date(node: Any, key: str) -> date:
    try:
        return date.fromisoformat(_text(node, key))
    except ValueError:
        raise _Unusable(key) from None


def _int(node: Any, key: str, low: int, high: int) -> int:
    value = _get(node, key)
    if type(value) is not int or not low <= value <= high:
        raise _Unusable(key)
    return value


def _list(node: Any, key: str) -> list[Any]:
    value = _get(node, key)
    if not isinstance(value, list):
        raise _Unusable(key)
    return value


def _node(node: Any, key: str) -> Node:
    value = _get(node, key)
    if not isinstance(value, dict):
        raise _Unusable(key)
    return value


def _optional(node: Any, key: str, kind: Callable[[Any, str], str]) -> str | None:
    return None if _get(node, key) is None else kind(node, key)
