"""The gaps in a reading, each with its reason and with what closes it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ews_cli.core.jaarrekening import Jaarrekening, Soort
from ews_cli.core.posten import Overzicht, Post
from ews_cli.core.ratios import RATIOS
from ews_cli.reports.inspected import Inspected

DECIDING = tuple(
    dict.fromkeys(
        post for naam in ("solvabiliteit", "rentabiliteit", "liquiditeit") for post in RATIOS[naam].posten
    )
)
"""The posts of the ratios that decide: without one of them a year has a gap, whatever the file says."""

NOT_FOUND = "niet gevonden"
ANY_CELL = "Blad!A1"
"""Stands in a line of a mapping for a cell that only the user knows."""

_LIKE = re.compile(r"lijkt op '(.+)', maar")
_DEFECT = re.compile(r"^([^,]*![A-Z]{1,3}\d+) bevat ")
_TOTALS = {Post.BALANSTOTAAL: ("totaal_activa", "totaal_passiva")}
"""Helper rows that are a post as well."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A post that a year does not have.

    Attributes:
        reden: why (Dutch).
        oplossing: what the user can do about it (Dutch).
        blok: the block of a mapping where a line closes the gap.
        regels: such lines, of which one is to be chosen; `ANY_CELL` in it is to be filled in.
    """

    post: Post
    boekjaar: int
    reden: str
    oplossing: str
    blok: str
    regels: tuple[str, ...]


def gaps(file: Inspected) -> list[Gap]:
    """The gaps of all years of a file: in the order of the statements, the youngest year first."""
    found = [
        _gap(post, jaar, file)
        for jaar in mapped_years(file)
        for post in Post
        if post not in jaar.posten and (post in jaar.ontbreekt or post in DECIDING)
    ]
    order = list(Post)
    return sorted(found, key=lambda gap: (order.index(gap.post), -gap.boekjaar))


def mapped_years(file: Inspected) -> list[Jaarrekening]:
    """The figures that a mapping can complete: one of each book year, and no plan."""
    years = [jaar.boekjaar for jaar in file.jaren]
    return [
        jaar
        for jaar in file.jaren
        if jaar.soort is Soort.JAARREKENING
        or (jaar.soort is Soort.TUSSENTIJDS and years.count(jaar.boekjaar) == 1)
    ]


def _gap(post: Post, jaar: Jaarrekening, file: Inspected) -> Gap:
    reden = jaar.ontbreekt.get(post, NOT_FOUND)
    names = (post.value, *_TOTALS.get(post, ()))
    cells = dict.fromkeys(
        k.cel for k in file.kandidaten if k.boekjaar == jaar.boekjaar and k.naam in names and not k.gekozen
    )
    blok, regels = "cellen", tuple(cell_line(post, jaar.boekjaar, cel) for cel in cells or [ANY_CELL])
    if "de mapping" in reden:
        oplossing = "verbeter deze regel in de mapping"
    elif cells:
        oplossing = f"noem in een mapping de goede cel: {' of '.join(cells)}"
    elif like := _LIKE.search(reden):
        blok, regels = "labels", (f"{quoted(like[1])}: {post.value}",)
        oplossing = f"is dit de post, zet dan bij labels in een mapping: {regels[0]}"
    elif defect := _DEFECT.match(reden):
        oplossing = f"vul het bedrag in {defect[1]} in en lees opnieuw, of noem in een mapping een andere cel"
    else:
        oplossing = _where(post, jaar)
    return Gap(post, jaar.boekjaar, reden, oplossing, blok, regels)


def _where(post: Post, jaar: Jaarrekening) -> str:
    """What to do about a post of which nothing was seen."""
    income = post.overzicht is Overzicht.RESULTATENREKENING
    whole = "resultatenrekening" if income else "balans"
    if not any((p.overzicht is Overzicht.RESULTATENREKENING) == income for p in jaar.posten):
        return f"dit bestand geeft geen {whole}; geef ook het bestand waar die in staat"
    return "staat het bedrag er wel, noem dan zijn label of zijn cel in een mapping"


def cell_line(post: Post, boekjaar: int, cel: str) -> str:
    """The line of a mapping that names the cell of a post."""
    return f"- {{post: {post.value}, jaar: {boekjaar}, cel: {quoted(cel)}}}"


def quoted(text: str) -> str:
    """A text between quotation marks, as YAML reads it back."""
    return json.dumps(text, ensure_ascii=False)
