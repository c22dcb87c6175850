"""What the titles and headings above a row say about it: the statement, its side, unit, basis and kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ews_cli.core.jaarrekening import Basis, Resultaatbestemming
from ews_cli.readers.amounts import unit_of
from ews_cli.readers.cells import is_label
from ews_cli.readers.labels import names_of, plain, section_of

_SIDES = {
    "activa": "activa",
    "a c t i v a": "activa",
    "debet": "activa",
    "passiva": "passiva",
    "p a s s i v a": "passiva",
    "credit": "passiva",
    "assets": "activa",
    "equity and liabilities": "passiva",
}
_SIDE_WORD = re.compile(r"activa|passiva")
_AROUND_SIDE = re.compile(
    r"[\W\d_]+|(?<![a-z])(?:balans|per|ultimo|op|in|x|euros?|eur|duizenden|miljoenen|mln|bedragen|vervolg"
    r"|geconsolideerde?|enkelvoudige?|jan\w*|feb\w*|maart|april|mei|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*)"
    r"(?![a-z])"
)
"""What may stand beside a side in a title that says no more than that: `Balans: passiva (x € 1.000)`."""
STATEMENTS = frozenset({"balans", "resultatenrekening", "kerncijfers"})
ASIDE = frozenset({"toelichting", "verloop", "kasstroom", "ratios"})
"""Sections that repeat the words of the statements for details, movements and ratios."""
_BUDGET = re.compile(
    r"\b(?:\w*begroting(?:en|swijziging)?|geprognosticeerde?|\w*prognose\w{0,8}|\w*raming(?:en)?|meerjarenbalans)\b"
)
_PLAN = re.compile(
    r"^(?:(?:concept|financieel|financiele|meerjarig|bijgesteld|1e|2e) )*"
    r"(?:budget|forecast|verwachting|meerjaren(?:perspectief|plan)|herstelplan|jaarplan|bedrijfsplan|ondernemingsplan"
    r"|business ?case|scenario|doorrekening|kadernota|voorjaarsnota|streefbalans|exploitatieopzet|pro forma)"
)
"""How a title of a plan begins; further on in a text these words are of something else: `persoonsgebonden budget`."""
_ACCOUNTS = re.compile(
    r"jaarrekening|jaarverslag|jaarstukken|realisatie|baten en lasten over|rekening over"
    r"|\b(?:en|met|versus|vs|t\.?o\.?v\.?|ten opzichte van|incl\w*)\.? (?:de )?(?:begroting|raming|prognose)"
)
_SEPARATE = re.compile(r"enkelvoudig|vennootschappelijk|\bcompany (?:balance|income|financial)")
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
        sectie="balans" if side_of(words) else section_of(words),
        zijde=side_of(words),
        basis=_basis(words) or Basis.ONBEKEND,
        begroting=is_budget(words),
        deel=part[0] if part else None,
        verborgen=verborgen,
    )


@lru_cache(maxsize=4096)
def side_of(words: str) -> str | None:
    """The side of the balance that a title, as `plain` gives it, names and says no more about."""
    if words in _SIDES or not _SIDE_WORD.search(words):
        return _SIDES.get(words)
    return _SIDES.get(_AROUND_SIDE.sub(" ", words).strip())


def is_budget(words: str) -> bool:
    """Whether a title or a name, as `plain` gives it, speaks of a budget and not of annual accounts."""
    plain_words = re.sub(r"[\d_]+", " ", words).strip()
    return bool(_BUDGET.search(plain_words) or _PLAN.match(plain_words)) and not _ACCOUNTS.search(words)


def after_title(cell: str, context: Context, start: Context) -> Context:
    """The context below a cell of a row without figures; `start` is what the name of the sheet says."""
    if len(cell) > _LONGEST_TITLE:
        return context
    unit = unit_of(cell)
    if (
        unit is not None
        and not names_of(cell)
        and (context.eenheid is None or cell.strip() not in _ONLY_EURO)
    ):
        context = context._replace(eenheid=unit)
    return _after_words(_said_by(cell), context, start) if is_label(cell) else context


class _Said(NamedTuple):
    """What the words of a title say by themselves; `accounts`: they speak of annual accounts, `full`: they
    have a date or a basis."""

    basis: Basis | None
    bestemming: Resultaatbestemming | None
    zijde: str | None
    sectie: str | None
    begroting: bool
    accounts: bool
    deel: str | None
    full: bool


@lru_cache(maxsize=4096)
def _said_by(title: str) -> _Said:
    words = plain(title)
    basis = _basis(words)
    appropriation = _APPROPRIATION.search(words)
    if appropriation:
        words = _APPROPRIATION.sub(" ", words)
    part = _PARTIAL_ENTITY.search(words)
    return _Said(
        basis,
        Resultaatbestemming(appropriation[1]) if appropriation else None,
        side_of(words),
        section_of(words),
        is_budget(words),
        bool(_ACCOUNTS.search(words)),
        part[0] if part else None,
        bool(re.search(r"\d", words)) or _basis(words) is not None,
    )


def _after_words(said: _Said, context: Context, start: Context) -> Context:
    if said.basis:
        context = context._replace(basis=said.basis)
    if said.bestemming:
        context = context._replace(bestemming=said.bestemming)
    if said.zijde is not None:
        sectie = context.sectie if context.sectie in ASIDE else "balans"
        return context._replace(zijde=said.zijde, sectie=sectie)
    if said.begroting:
        context = context._replace(begroting=True)
    elif said.sectie in STATEMENTS and said.accounts and not start.begroting:
        context = context._replace(begroting=False)
    if said.sectie is None:
        # Below a table of movements the notes go on.
        return context._replace(sectie="toelichting") if context.sectie == "verloop" else context
    if said.deel:
        context = context._replace(deel=said.deel)
    return _enter(said.sectie, said.full, context, start)


def _enter(sectie: str, full: bool, context: Context, start: Context) -> Context:
    """Enter a section. Notes repeat the names of the statements as headings of their own, a page of key
    figures those of its blocks; only a full title, with a date or a basis, leaves them again."""
    if sectie in STATEMENTS:
        if start.sectie == "toelichting" or (context.sectie == "toelichting" and not full):
            return context
        if context.sectie == "kerncijfers" and not full:
            return context
    return context._replace(sectie=sectie, zijde=start.zijde if sectie == "balans" else None)


def _basis(words: str) -> Basis | None:
    if "geconsolideerd" in words or "consolidated" in words:
        return Basis.GECONSOLIDEERD
    return Basis.ENKELVOUDIG if _SEPARATE.search(words) else None
