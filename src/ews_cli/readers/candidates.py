"""Lines -> candidates: what each cell could be the amount of, and how strong the place is that says so."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ews_cli.core.posten import Overzicht, Post
from ews_cli.readers.components import without_components
from ews_cli.readers.fixed_assets import without_fixed
from ews_cli.readers.heading import Kind
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Figure, Line
from ews_cli.readers.provisions import LONG, SHORT, by_term
from ews_cli.readers.totals import is_nameless, recover

_ON_BALANCE = frozenset(
    {
        "totaal_activa",
        "totaal_passiva",
        "balanstotaal",
        "groepsvermogen",
        "totaal_reserves",
        "overige_kortlopende_schulden",
        "overlopende_passiva",
        "crediteuren",
        "overlopende_activa",
        "langlopende_verplichtingen",
        "oprichtingskosten",
        "immateriele_vaste_activa",
        "materiele_vaste_activa",
        "financiele_vaste_activa",
        "stelpost",
        LONG,
        SHORT,
    }
)
_ACCRUALS = frozenset({"overlopende_activa", "overlopende_passiva"})
_POST = {post.value: post for post in Post}
_FROM_NOTES = frozenset(
    {
        Post.PERSONEEL_NIET_IN_LOONDIENST,
        Post.JEUGDHULPOPBRENGSTEN,
        Post.RENTEBATEN,
        Post.RENTELASTEN,
        Post.INCIDENTELE_BATEN,
        Post.INCIDENTELE_LASTEN,
        Post.ACHTERGESTELDE_LENINGEN,
        Post.BESTEMMINGSFONDSEN,
    }
)
"""Posts that a statement often gives only in its notes. The others stand in the statement itself, and the
same words in the notes mean a detail or a movement."""

_REALISED = re.compile("gereali?s|gereasil|rekeningresultaat")
"""The result of a public body (BBV, art. 27), which it prints below the movements of its reserves."""

STATEMENT, ELSEWHERE, KEY_FIGURES, NOTES, HIDDEN = 0, 1, 1.25, 2, 3
"""How strong a place is: the statement where the post belongs, another statement or a sheet that does not
say what it is, a page of key figures (often rounded), the notes. A weaker place counts only when no
stronger one gives the post. An opening balance is weaker than the closing balance of the year before, and
a hidden cell weaker than any other."""


class Candidate(NamedTuple):
    """One amount that a post of one year may be.

    Attributes:
        naam: a post or a helper row of labels.yaml.
        bedrag: euro (in the unit as printed where the unit is unknown).
        rang: STATEMENT, ELSEWHERE or NOTES; plus a half for an opening balance.
        ambigu: the label may be another post as well.
        delen: the cells of the parts, for a total that was recovered by its sum.
    """

    naam: str
    boekjaar: int
    bedrag: Decimal
    cel: str
    label: str
    rang: float
    line: Line
    ambigu: bool = False
    delen: tuple[str, ...] = ()


class Defect(NamedTuple):
    """A cell of a post that holds no usable amount."""

    naam: str
    boekjaar: int
    cel: str
    wat: str


def gather(lines: Sequence[Line]) -> tuple[list[Candidate], list[Defect]]:
    """All candidates and unusable cells in the lines of one basis."""
    candidates: list[Candidate] = []
    defects: list[Defect] = []
    tables = [by_term(without_fixed(without_components(table))) for table in _tables(lines)]
    known = {_row(line): line for table in tables for line in table}
    closed = _closed(lines)
    told = _tells_result(lines)
    for line in (known[_row(line)] for line in lines):
        if not line.names:
            continue
        # Below the total of the passiva stand ratios, or another view of them.
        below = bool(closed) and line.rij > closed.get(_table(line)[:3], line.rij)
        for naam in line.names:
            rang = _rang(naam, line)
            if rang is None or (below and _is_passiva(naam)):
                continue
            if told and line.context.sectie is None and line.sheet.naam not in told and not on_balance(naam):
                if _POST.get(naam) not in _FROM_NOTES:
                    continue  # a sheet that does not say what it is, beside the resultatenrekening: a specification
                rang = NOTES
            for figure in _total_figures(line):
                head = figure.kolom.heading
                if (head.kind is Kind.OPENING or head.stand) and not on_balance(naam):
                    continue  # a day has a balance; only a year has costs and revenue
                if figure.bedrag is None:
                    defects.append(Defect(naam, figure.kolom.boekjaar, figure.cel, figure.defect or ""))
                else:
                    candidates.append(_candidate(naam, line, figure, figure.bedrag, rang))
    have = {_place(c.naam, c.boekjaar, c.line) for c in candidates}
    for table in tables:
        if any(_wants_total(line, have) for line in table):
            shown = [line for line in table if not line.context.verborgen]
            candidates.extend(_recovered(shown, have))
            if len(shown) < len(table):  # details are often hidden above the total that adds them up
                have |= {_place(c.naam, c.boekjaar, c.line) for c in candidates}
                candidates.extend(_recovered(table, have, bool(shown)))
    return candidates, defects


def _closed(lines: Sequence[Line]) -> dict[tuple[str, int, int], int]:
    """The row of the total of the passiva of each table that prints it below its equity or its debts."""
    closed: dict[tuple[str, int, int], int] = {}
    begun: set[tuple[str, int, int]] = set()
    for line in lines:
        names = line.names
        if not names or not line.figures:
            continue
        if "totaal_passiva" in names and (table := _table(line)[:3]) in begun:
            closed[table] = line.rij
        elif "eigen_vermogen" in names or "kortlopende_schulden" in names:
            begun.add(_table(line)[:3])
    return closed


_FEWEST = 4
"""Posts that make a sheet the resultatenrekening, and no table of some of them."""


def _tells_result(lines: Sequence[Line]) -> frozenset[str]:
    """The sheets that give the resultatenrekening under its own title."""
    if all(line.context.sectie is not None for line in lines if line.names):
        return frozenset()  # nothing asks for it
    found: dict[str, set[str]] = {}
    for line in lines:
        if line.names and line.context.sectie == "resultatenrekening" and line.figures:
            found.setdefault(line.sheet.naam, set()).update(line.names)
    return frozenset(sheet for sheet, names in found.items() if len(names) >= _FEWEST)


def _is_passiva(naam: str) -> bool:
    post = _POST.get(naam)
    return post is not None and post.overzicht is Overzicht.PASSIVA


def _total_figures(line: Line) -> Sequence[Figure]:
    """The figures of a labelled row: where it has an inner and an outer one, the inner is the row's own."""
    outer = [f for f in line.figures if f.outer]
    if not outer:
        return line.figures
    inner = {f.kolom.index for f in line.figures if not f.outer}
    return [f for f in line.figures if not f.outer or f.kolom.index not in inner]


def _candidate(
    naam: str, line: Line, figure: Figure, bedrag: Decimal, rang: float, delen: tuple[str, ...] = ()
) -> Candidate:
    context = line.context
    euro = bedrag * (context.eenheid or 1)
    whole = euro.to_integral_value()
    return Candidate(
        naam,
        figure.kolom.boekjaar,
        whole if whole == euro else euro,
        figure.cel,
        line.label,
        rang
        + (0.5 if figure.kolom.heading.kind is Kind.OPENING else 0)
        + (HIDDEN if line.context.verborgen else 0),
        line,
        len(line.names) > 1,
        delen,
    )


def _tables(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each table, in the order of their sheets and places."""
    tables: dict[tuple[str, int, int, str], list[Line]] = {}
    for line in lines:
        tables.setdefault(_table(line), []).append(line)
    return [table for _, table in sorted(tables.items(), key=itemgetter(0))]


def _row(line: Line) -> tuple[str, int, int]:
    return line.sheet.naam, line.rij, line.groep


def _table(line: Line) -> tuple[str, int, int, str]:
    return line.sheet.naam, line.context.tabel, line.groep, line.context.zijde or ""


def _place(naam: str, boekjaar: int, line: Line) -> tuple[str, int, str, int]:
    return naam, boekjaar, line.sheet.naam, line.context.tabel


def _wants_total(line: Line, have: Container[tuple[str, int, str, int]]) -> bool:
    """Whether a heading names a post that has no figure in its table, or a row is a total without a name."""
    if not line.is_heading:
        return line.context.zijde is not None and is_nameless(line)
    return any(_place(naam, year, line) not in have for naam in line.names for year in line.years)


def _recovered(
    table: list[Line], have: Container[tuple[str, int, str, int]], visible: bool = False
) -> list[Candidate]:
    """Totals without a label, for headings whose post has no labelled figure in the same table.

    `visible`: only those that stand in a row that is not hidden; their details may be.
    """
    found = []
    hidden = {f.cel for line in table if line.context.verborgen for f in line.figures} if visible else set()
    for total in recover(table):
        line = total.line
        if any(f.cel in hidden for f in total.figures):
            continue
        for naam in _whole(line) if total.whole else line.names:
            rang = _rang(naam, line)
            for figure in total.figures:
                missing = _place(naam, figure.kolom.boekjaar, line) not in have
                missing = missing and (not figure.kolom.heading.stand or on_balance(naam))
                if rang is not None and figure.bedrag is not None and missing:
                    delen = tuple(f.cel for f in total.parts if f.kolom.boekjaar == figure.kolom.boekjaar)
                    found.append(_candidate(naam, line, figure, figure.bedrag, rang, delen))
    return found


def _whole(line: Line) -> tuple[str, ...]:
    """What the total of all rows of a table is: of one side of the balance, or nothing that we know."""
    return (f"totaal_{line.context.zijde}",) if line.context.zijde and is_nameless(line) else ()


def on_balance(naam: str) -> bool:
    """Whether a post or a helper row stands on the balance."""
    post = _POST.get(naam)
    return naam in _ON_BALANCE or (post is not None and post.overzicht is not Overzicht.RESULTATENREKENING)


def _rang(naam: str, line: Line) -> float | None:
    """How strong the place of a line is for a post; None when the post cannot stand there."""
    sectie = line.context.sectie
    if sectie == "bestemming" and naam == Post.RESULTAAT and _REALISED.match(plain(line.label)):
        return STATEMENT
    return _rang_within(naam, sectie, line.context.zijde)


@cache
def _rang_within(naam: str, sectie: str | None, zijde: str | None) -> float | None:
    """How strong a section and a side are as the place of a post; None when it cannot stand there."""
    post = _POST.get(naam)
    if sectie in ("bestemming", "verloop", "ratios", "anders"):
        return None
    if sectie == "toelichting":
        return NOTES if post in _FROM_NOTES else None
    if sectie == "kasstroom":
        return NOTES if post is Post.AFSCHRIJVINGEN else None
    balance = on_balance(naam)
    if (
        balance
        and post is not None
        and zijde is not None
        and post is not Post.BALANSTOTAAL
        and zijde != post.overzicht.value
    ):
        # Cash stands under passiva as an overdraft, stocks as a prepayment: not the post itself.
        return None
    if zijde is not None and naam in _ACCRUALS and zijde not in naam:
        return None  # Flemish accruals have the same name on both sides
    if naam == "aandeel_derden" and sectie != "balans" and zijde is None:
        return None  # the same words name a share of the result
    home = "balans" if balance else "resultatenrekening"
    if sectie == "kerncijfers":
        return KEY_FIGURES
    return STATEMENT if sectie == home else ELSEWHERE
