"""The headings of a register: which column holds what, in which unit, and of which region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.register import same_region
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import unit_of, without_unit
from ews_cli.readers.grid import Sheet
from ews_cli.readers.provider_cells import KVK_WORDS, NAME_WORDS
from ews_cli.yaml_text.suggest import nearest

LOOKED_AT = 25
"""The heading stands in these rows at the top; above it may be a title."""


class Kop(StrEnum):
    """What a column holds; the value is its name as the manual has it."""

    KVK = "kvk"
    NAAM = "naam"
    ACCOUNT = "accounthoudende regio"
    REGIO = "regio"
    FUNCTIE = "cruciale functie"
    OMZET = "jeugdhulpomzet"


_WORDS = {
    Kop.ACCOUNT: "accounthoudende regio, accounthouder, accounthoudende jeugdregio, accounthoudende jeugdhulpregio, "
    "accounthoudende jeugdzorgregio, account regio",
    Kop.REGIO: "regio, regios, jeugdregio, jeugdregios, jeugdhulpregio, jeugdhulpregios, jeugdzorgregio, "
    "jeugdzorgregios, werkzaam in regio, werkzaam in regios",
    Kop.FUNCTIE: "cruciale functie, cruciale functies, cruciaal, cruciale jeugdhulp",
}
_KNOWN = {
    **dict.fromkeys(KVK_WORDS, Kop.KVK),
    **dict.fromkeys(NAME_WORDS, Kop.NAAM),
    **{same_name(word): kop for kop, words in _WORDS.items() for word in words.split(", ")},
}
_TURNOVER = re.compile(
    r"^(?:jeugd(?:hulp|zorg)?[-_ ]?omzet|omzet[-_ ]+(?:uit[-_ ]+)?jeugd(?:hulp|zorg|wet)?)(?![^\W_])",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\btota(?:al|le)|^(?:som|alle regio)", re.IGNORECASE)
_BEFORE_REGION = re.compile(
    r"^(?:(?:per|in|van|voor|de|jeugd(?:hulp|zorg)?regio|regio)(?:['’]?s)?\b[\W_]*)+", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(slots=True)
class Columns:
    """The columns of one sheet; columns count from zero.

    Attributes:
        rij: the row of the headings.
        kolommen: what -> its column.
        regios: column -> the region whose turnover it holds; empty in a register with a row per region.
        eenheden: column of amounts -> euro per unit.
        problemen: what is wrong with the headings.
    """

    rij: int
    kolommen: dict[Kop, int] = field(default_factory=dict)
    regios: dict[int, str] = field(default_factory=dict)
    eenheden: dict[int, int] = field(default_factory=dict)
    problemen: list[Problem] = field(default_factory=list)

    @property
    def names_providers(self) -> bool:
        """Whether a column says who each row is about; without one no row means anything."""
        return Kop.KVK in self.kolommen or Kop.NAAM in self.kolommen

    @property
    def used(self) -> Iterator[int]:
        """The columns that are read."""
        yield from self.kolommen.values()
        yield from self.regios


def find_columns(sheet: Sheet, bestand: str) -> Columns | None:
    """The columns of a sheet by its headings; None when no row at its top holds any."""
    counts = [len({kop for _, cell in _texts(row) if (kop := _kop(cell))}) for row in sheet.rijen[:LOOKED_AT]]
    if not any(counts):
        return None
    found = Columns(counts.index(max(counts)))
    title_unit = next(
        (unit for row in sheet.rijen[: found.rij] for _, t in _texts(row) if (unit := unit_of(t))), 1
    )
    for kolom, text in _texts(sheet.rijen[found.rij]):
        _take(found, kolom, text, unit_of(text) or title_unit, f"{bestand}!{sheet.cel(found.rij, kolom)}")
    _check(found, f"{bestand}!{sheet.naam}")
    return found


def _texts(row: list[object]) -> Iterator[tuple[int, str]]:
    return ((kolom, cell.strip()) for kolom, cell in enumerate(row) if isinstance(cell, str) and cell.strip())


def _kop(text: str) -> Kop | None:
    """What a heading names; a column of turnover may name a region or a unit behind it."""
    if len(text) > 200:
        return None
    return _KNOWN.get(same_name(without_unit(text))) or (Kop.OMZET if _TURNOVER.match(text) else None)


def _take(found: Columns, kolom: int, text: str, unit: int, waar: str) -> None:
    kop = _kop(text)
    if kop is None or _TOTAL.search(text):
        found.problemen.append(_unused(text, waar))
        return
    region = _region(text) if kop is Kop.OMZET else ""
    same = [known for known in found.regios.values() if region and same_region(known) == same_region(region)]
    if same or (not region and kop in found.kolommen):
        what = f"{kop} {same[0]}" if same else kop
        melding = f"'{text[:60]}' is een tweede kolom {what}; houd er een"
        found.problemen.append(Problem("EWS503", melding, waar))
        return
    if kop is Kop.OMZET:
        found.eenheden[kolom] = unit
    if region:
        found.regios[kolom] = region
    else:
        found.kolommen[kop] = kolom


def _unused(text: str, waar: str) -> Problem:
    """A column that is not used: a fault where it looks like one that would be."""
    if _TOTAL.search(text):
        return Problem(
            "EWS502", f"kolom '{text[:60]}' wordt niet gebruikt; ews telt zelf op, per regio", waar
        )
    guess = nearest(text.casefold(), [*map(str, Kop)])
    known = f"bedoelde u `{guess}`?" if guess else f"kolommen die ews kent: {', '.join(Kop)}"
    melding = f"kolom '{text[:60]}' wordt niet gebruikt; {known}"
    return Problem("EWS502", melding, waar, Ernst.FOUT if guess else None)


def _region(text: str) -> str:
    """The region that a column of turnover is about, as it is written; empty when it names none."""
    match = _TURNOVER.match(text)
    rest = text[match.end() :] if match else ""
    rest = _BRACKETS.sub(lambda found: "" if unit_of(found[0]) else found[0], rest)
    if unit_of(f"omzet {rest}"):
        rest = without_unit(f"omzet {rest}").removeprefix("omzet")
    rest = _YEAR.sub("", rest).strip(" \t\n\r:;,.-–—_/()[]")
    return _BEFORE_REGION.sub("", rest).strip()


def _check(found: Columns, waar: str) -> None:
    """What the columns together miss or contradict."""

    def note(code: str, melding: str, ernst: Ernst | None = None) -> None:
        found.problemen.append(Problem(code, melding, waar, ernst))

    if not found.names_providers:
        note("EWS503", "geen kolom `kvk` en geen kolom `naam`; een van de twee is nodig")
    if Kop.OMZET in found.kolommen and found.regios:
        note("EWS503", "een kolom `jeugdhulpomzet` naast kolommen per regio; houd een van de twee vormen")
    if Kop.OMZET not in found.kolommen and not found.regios:
        note("EWS504", "geen kolom `jeugdhulpomzet`; aandelen in de omzet zijn onbekend")
    if Kop.REGIO not in found.kolommen and not found.regios:
        other = (
            "de accounthoudende regio telt als de regio waarin een aanbieder werkt"
            if Kop.ACCOUNT in found.kolommen
            else "van geen aanbieder is bekend waar hij werkt"
        )
        note("EWS504", f"geen kolom `regio`; {other}")
