"""What the titles and headings above a row say about it: the statement, its side, unit, basis and kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from ews_cli.core.jaarrekening import Basis, Resultaatbestemming
from ews_cli.readers.amounts import unit_of
from ews_cli.readers.cells import is_label
from ews_cli.readers.grid import Cell
from ews_cli.readers.labels import names_of, plain, section_of

SIDES = {
    "activa": "activa",
    "a c t i v a": "activa",
    "debet": "activa",
    "passiva": "passiva",
    "p a s s i v a": "passiva",
    "credit": "passiva",
}
STATEMENTS = frozenset({"balans", "resultatenrekening", "kerncijfers"})
_ASIDE = frozenset({"toelichting", "verloop", "kasstroom", "ratios"})
_BUDGET = re.compile(r"\b(begroting|geprognosticeerde?|prognose|raming|meerjaren(balans|begroting|raming))\b")
_ACCOUNTS = re.compile(
    r"jaarrekening|jaarverslag|jaarstukken|realisatie|baten en lasten over|rekening over"
    r"|\b(?:en|met|versus|vs|t\.?o\.?v\.?|ten opzichte van|incl\w*)\.? (?:de )?(?:begroting|raming|prognose)"
)
_PARTIAL_ENTITY = re.compile(r"\b(niet-daeb|daeb|segment|locatie|divisie)\b")
_APPROPRIATION = re.compile(
    r"\b(voor|na) (?:(?:verwerking|bestemming|voorstel|voorgestelde?|tot|van|het|de) ){0,5}(?:resultaat|winst)\w*"
)
_LONGEST_TITLE = 300
_ONLY_EURO = ("€", "EUR", "Euro", "euro")


class Context(NamedTuple):
    """What the rows above a line, and the names of its sheet and file, say about it.

    Attributes:
        tabel: the number of the table in the sheet; a heading row starts one.
        sectie: a section of labels.yaml, or None when nothing announced one.
        zijde: `activa` or `passiva` inside a balance.
        eenheid: euro per unit as printed, None when not stated up to here.
        begroting: the table is a budget or a forecast.
        deel: the part of the organisation that the table is about, None for the whole.
        verborgen: the sheet or the row is hidden.
    """

    tabel: int = 0
    sectie: str | None = None
    zijde: str | None = None
    basis: Basis = Basis.ONBEKEND
    eenheid: int | None = None
    begroting: bool = False
    deel: str | None = None
    bestemming: Resultaatbestemming = Resultaatbestemming.ONBEKEND
    verborgen: bool = False


def context_of_name(naam: str, verborgen: bool = False) -> Context:
    """What the name of a sheet says: the section, the side, the basis, a budget, a part."""
    words = plain(naam.replace("_", " "))
    part = _PARTIAL_ENTITY.search(words)
    return Context(
        sectie="balans" if words in SIDES else section_of(words),
        zijde=SIDES.get(words),
        basis=_basis(words) or Basis.ONBEKEND,
        begroting=is_budget(words),
        deel=part[0] if part else None,
        verborgen=verborgen,
    )


def is_budget(words: str) -> bool:
    """Whether a title or a name, as `plain` gives it, speaks of a budget and not of annual accounts."""
    return bool(_BUDGET.search(re.sub(r"[\d_]+", " ", words))) and not _ACCOUNTS.search(words)


def after_title(cell: Cell, context: Context, start: Context) -> Context:
    """The context below a cell of a row without figures; `start` is what the name of the sheet says."""
    if not isinstance(cell, str) or not cell or len(cell) > _LONGEST_TITLE:
        return context
    unit = unit_of(cell)
    if (
        unit is not None
        and not names_of(cell)
        and (context.eenheid is None or cell.strip() not in _ONLY_EURO)
    ):
        context = context._replace(eenheid=unit)
    return _after_words(cell, context, start) if is_label(cell) else context


def _after_words(cell: str, context: Context, start: Context) -> Context:
    words = plain(cell)
    if basis := _basis(words):
        context = context._replace(basis=basis)
    if match := _APPROPRIATION.search(words):
        context = context._replace(bestemming=Resultaatbestemming(match[1]))
        words = _APPROPRIATION.sub(" ", words)
    if (zijde := SIDES.get(words)) is not None:
        return context._replace(zijde=zijde, sectie=context.sectie if context.sectie in _ASIDE else "balans")
    sectie = section_of(words)
    if is_budget(words):
        context = context._replace(begroting=True)
    elif sectie in STATEMENTS and _ACCOUNTS.search(words) and not start.begroting:
        context = context._replace(begroting=False)
    if sectie is None:
        # Below a table of movements the notes go on.
        return context._replace(sectie="toelichting") if context.sectie == "verloop" else context
    if match := _PARTIAL_ENTITY.search(words):
        context = context._replace(deel=match[0])
    return _enter(sectie, words, context, start)


def _enter(sectie: str, words: str, context: Context, start: Context) -> Context:
    """Enter a section. Notes repeat the names of the statements as headings of their own, a page of key
    figures those of its blocks; only a full title, with a date or a basis, leaves the notes again."""
    if sectie in STATEMENTS:
        full = bool(re.search(r"\d", words)) or _basis(words) is not None
        if start.sectie == "toelichting" or (context.sectie == "toelichting" and not full):
            return context
        if context.sectie == "kerncijfers":
            return context
    return context._replace(sectie=sectie, zijde=None)


def _basis(words: str) -> Basis | None:
    if "geconsolideerd" in words:
        return Basis.GECONSOLIDEERD
    return Basis.ENKELVOUDIG if "enkelvoudig" in words or "vennootschappelijk" in words else None
