"""Which layouts the generated workbooks are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from hypothesis import strategies as st

from .accounts import Shape
from .extras import AFTER
from .notation import DATED, HEADERS, NILS, NOTATIONS
from .paper import Layout
from .rows import Style

UNIT_PLACES = ("title", "in title", "label", "beside year", "below", "below first", "footer", "none")
BOOL = (False, True)

SHAPES: Mapping[str, Sequence[Any]] = {
    "size": ("normal", "years", "notes", "tiny"),
    "negative_equity": BOOL,
    "loss": BOOL,
    "derden": BOOL,
    "egalisatie": BOOL,
    "belasting": BOOL,
    "voorraden": (True, False),
    "still": (False, False, False, True),
    "rounded": (False, True),
    "nil": ("", "", "voorzieningen", "langlopende_schulden", "both"),
    "nil_printed": BOOL,
}
STYLES: Mapping[str, Sequence[Any]] = {
    "totals": ("labelled", "unlabelled", "above", "below", "none"),
    "grand": ("labelled", "unlabelled", "generaal", "side"),
    "details": BOOL,
    "omzet": ("zorg", "netto", "som"),
    "rente": ("saldo", "twee"),
    "bedrijfsresultaat": (True, True, False),
    "bestemming": BOOL,
    "resultaat_in_vermogen": ("", "Onverdeeld resultaat", "Resultaat boekjaar", "Resultaat"),
    "staffel": (False, False, False, True),
    "blanks": BOOL,
}
LAYOUTS: Mapping[str, Sequence[Any]] = {
    "seed": range(1_000_000),
    "years": (2, 1, 3, 5),
    "last": range(2012, 2026),
    "ascending": BOOL,
    "month": (12, 12, 12, 7),
    "synonyms": BOOL,
    "decoration": (
        "{}",
        "{}:",
        "{} *",
        "{} 1)",
        "B.II. {}",
        "1.4 {}",
        "- {}",
        "   {}",
        "{} ......",
        "{}\u00a0",
        "{} (1)",
        "a) {}",
    ),
    "case": ("as is", "upper", "title"),
    "sheets": ("two", "one", "three", "beside", "beside one", "result first", "one result first"),
    "names": BOOL,
    "titles": ("year", "plain", "no"),
    "basis": ("", "", "Geconsolideerde", "Enkelvoudige"),
    "header": tuple(HEADERS),
    "header_result": tuple(HEADERS),
    "headers_once": BOOL,
    "note": ("none", "number", "text", "section", "code", "account", "dotted"),
    "note_place": ("after", "before", "last"),
    "note_header": ("Ref.", "", "Noot", "Toelichting", "Codes", "Nr."),
    "outer": ("no", "no", "no", "empty", "repeated"),
    "blank_column": BOOL,
    "extra": (
        "none",
        "begroting between",
        "begroting before",
        "begroting after",
        "verschil",
        "mutatie",
        "opmerking",
        "%",
        "primo",
        "opening",
    ),
    "notation": tuple(NOTATIONS),
    "nil": NILS,
    "negative_costs": BOOL,
    "negative_tax": BOOL,
    "unit": (1_000, 1, 1_000_000),
    "unit_place": UNIT_PLACES,
    "offset": (0, 0, 1, 2),
    "indent": BOOL,
    "side_in_header": BOOL,
    "wrapped": ("no", "first", "second"),
    "hidden_rows": BOOL,
    "typo": (
        "",
        "",
        "",
        "totaal_passiva",
        "eigen_vermogen",
        "bedrijfslasten",
        "vlottende_activa",
        "resultaat",
    ),
    "meta": ("none", "none", "none", "date", "period", "year", "version"),
}
BELOW = ("toelichting", "kasstroom", "verloop", "ratios", "personeel")
SHEETS = tuple(place + name for place in ("", "first ") for name in AFTER)


def possible(layout: Layout) -> Layout:
    """The nearest layout that a person could have made and that tells its years and amounts apart."""
    style = layout.style
    changes: dict[str, Any] = {}
    if layout.month != 12:
        if layout.header not in DATED:
            changes["header"] = "31-12-2023"
        changes["header_result"] = changes.get("header", layout.header)
        if layout.extra in ("primo", "opening"):
            changes["extra"] = "none"
    if layout.headers_once:
        changes["header_result"] = changes.get("header", layout.header)
    if layout.extra == "opening" and layout.header not in DATED:
        changes["header"] = "31-12-2023"
    if layout.outer != "no":
        # Totals that stand in a column of their own stand below their parts.
        style = replace(style, totals="unlabelled" if style.totals in ("above", "none") else style.totals)
    if layout.sheets.startswith("beside") and style.grand == "side":
        style = replace(style, grand="labelled")
    if layout.side_in_header and layout.unit_place == "label":
        changes["unit_place"] = "title"  # one cell holds one text
    if layout.wrapped != "no":
        changes["case"] = "as is"  # a label in capitals does not show that it goes on
    if layout.shape.size == "tiny":
        changes["typo"] = ""  # too small to tell a slip from a rounding
    if layout.notation != "number" and isinstance(layout.nil, float):
        changes["nil"] = "-"
    if any(name.endswith("afgerond") for name in layout.notes_sheets):
        changes |= {"titles": "year"}
    if any(name.endswith("enkelvoudig") for name in layout.notes_sheets):
        # Of two statements only one may call itself enkelvoudig, and the other must say what it is.
        changes |= {"basis": "Geconsolideerde", "titles": "year"}
    return replace(layout, style=style, **changes)


def _drawn(cls: type[Any], options: Mapping[str, Sequence[Any]], **fixed: Any) -> st.SearchStrategy[Any]:
    known = {f.name for f in fields(cls)}
    assert known >= options.keys() | fixed.keys()
    drawn = {name: st.sampled_from(values) for name, values in options.items() if name not in fixed}
    given = {name: v if isinstance(v, st.SearchStrategy) else st.just(v) for name, v in fixed.items()}
    return st.builds(cls, **drawn, **given)


def layouts(**fixed: Any) -> st.SearchStrategy[Layout]:
    """Any layout; `fixed` keeps some of its choices."""
    given: dict[str, Any] = {
        "shape": _drawn(Shape, SHAPES),
        "style": _drawn(Style, STYLES),
        "notes_sheets": st.lists(st.sampled_from(SHEETS), max_size=3, unique=True).map(tuple),
        "below": st.lists(st.sampled_from(BELOW), max_size=2, unique=True).map(tuple),
    }
    return _drawn(Layout, LAYOUTS, **(given | fixed)).map(possible)
