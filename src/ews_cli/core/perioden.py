"""Periods that a result covers -> the result of twelve months, where sums of them give it exactly.

A period runs from one month's end to another. Going along a period adds its amounts and going back takes
them off, so that one walk from a year ago to today finds a year of its own, four quarters, and
`jaarrekening 2025 + t/m juni 2026 - t/m juni 2025` alike.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ews_cli.core.jaarrekening import Basis, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.problems import Problem

_LIJKT_CUMULATIEF = Decimal("1.6")
"""From this many times the quarter before, within one book year, a second quarter may well be a half-year."""

_TEN_MINSTE = Decimal("0.4")
"""The share of an even pace below which a running total may be a single quarter, which brings none of it."""


def einde_van_maand(dag: date) -> bool:
    """Whether a day is the last of its month."""
    return (dag + timedelta(days=1)).day == 1


def maand(dag: date) -> int:
    """The number of a month, counted through the years."""
    return dag.year * 12 + dag.month


def jaren_eerder(dag: date, jaren: int) -> date:
    """The same day so many years before; the end of a month stays one."""
    if einde_van_maand(dag):
        volgende = date(dag.year - jaren + dag.month // 12, dag.month % 12 + 1, 1)
        return volgende - timedelta(days=1)
    return dag.replace(year=dag.year - jaren)


class Periode(NamedTuple):
    """What a result covers: after month `begin`, up to and including month `eind`."""

    begin: int
    eind: int
    cijfers: Jaarrekening

    @property
    def maanden(self) -> int:
        """Its length in months."""
        return self.eind - self.begin

    @property
    def tekst(self) -> str:
        """Its name: `jaarrekening 2025`, `3 maanden tot en met 2026-06`."""
        dag = self.cijfers.balansdatum
        if self.cijfers.soort is Soort.JAARREKENING:
            return f"jaarrekening {dag.year}"
        return f"{maanden_tekst(self.maanden)} tot en met {dag:%Y-%m}"


def maanden_tekst(maanden: int) -> str:
    """A number of months in words."""
    return "1 maand" if maanden == 1 else f"{maanden} maanden"


def vergelijkbaar(een: Jaarrekening, ander: Jaarrekening) -> bool:
    """Whether amounts of the two may stand in one sum: never two bases, nor an unknown unit beside another file."""
    if {een.basis, ander.basis} == {Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD}:
        return False
    return een.bestand == ander.bestand or None not in (een.eenheid, ander.eenheid)


class Perioden(NamedTuple):
    """The periods that may be added up, and what kept others out."""

    alle: tuple[Periode, ...]
    problemen: tuple[Problem, ...]


def perioden(reeks: Sequence[Jaarrekening], jaren: Sequence[Jaarrekening]) -> Perioden:
    """The periods of interim and annual figures.

    Left out, and named (EWS124): a period that does not end with a month, one that runs over the end of a
    book year, and quarters that may be cumulative. Quarters that the sums show to be cumulative become so.
    """
    problemen: list[Problem] = []
    vast = [_periode(jaar) for jaar in jaren if einde_van_maand(jaar.balansdatum)]
    los: list[Periode] = []
    for cijfers in reeks:
        periode = _periode(cijfers)
        over = next((v for v in vast if periode.begin < v.eind < periode.eind), None)
        if not einde_van_maand(cijfers.balansdatum):
            problemen.append(_niet(cijfers, f"{cijfers.balansdatum} is niet de laatste dag van een maand"))
        elif over is not None and cijfers.maanden != 12:
            problemen.append(
                _niet(
                    cijfers, f"{periode.tekst} loopt over het einde van boekjaar {over.cijfers.boekjaar} heen"
                )
            )
        else:
            los.append(periode)
    los, gemengd = _zonder_gemengde(los, vast)
    los, kort = _zonder_te_kleine(los, vast)
    return Perioden((*vast, *los), (*problemen, *gemengd, *kort))


def _periode(cijfers: Jaarrekening) -> Periode:
    eind = maand(cijfers.balansdatum)
    return Periode(eind - cijfers.maanden, eind, cijfers)


def _niet(cijfers: Jaarrekening, reden: str) -> Problem:
    melding = f"{reden}; het resultaat over die periode is met geen ander opgeteld"
    return Problem("EWS124", melding, cijfers.bestand)


def _zonder_gemengde(los: list[Periode], vast: list[Periode]) -> tuple[list[Periode], list[Problem]]:
    """Single-quarter and cumulative figures told apart by what their revenue adds up to."""
    problemen: list[Problem] = []
    kwartalen = sorted((p for p in los if p.maanden == 3), key=lambda p: (p.eind, p.cijfers.bestand))
    for jaar in sorted({_boekjaar(k, vast) for k in kwartalen}):
        groep = [k for k in kwartalen if _boekjaar(k, vast) == jaar]
        langer = [
            p
            for p in (*vast, *los)
            if p.begin == jaar and p.maanden > 3 and _omzet(p) and p.eind <= jaar + 12
        ]
        waar = groep[-1].cijfers.bestand
        wat = f"de kwartaalcijfers tot en met {groep[-1].cijfers.balansdatum:%Y-%m}"
        if any(_zelfde_omzet([k], p) for k in groep for p in langer if k.eind == p.eind):
            los = [p._replace(begin=jaar) if p in groep else p for p in los]
            melding = f"{wat} zijn volgens de som van de opbrengsten cumulatief; zo zijn zij geteld"
            problemen.append(Problem("EWS124", melding, waar))
        elif any(
            len(d) * 3 == p.maanden and not _zelfde_omzet(d, p) for p in langer if (d := _delen(groep, p))
        ):
            los = [p for p in los if p not in groep]
            melding = f"{wat} tellen niet op tot de opbrengsten over de langere periode"
            problemen.append(Problem("EWS124", f"{melding}; zij zijn niet opgeteld", waar))
        elif not any(len(_delen(groep, p)) * 3 == p.maanden for p in langer) and _verdacht(groep, jaar):
            los = [p for p in los if p not in groep]
            melding = f"{wat} kunnen cumulatief zijn (opbrengsten lopen op als een som) of per kwartaal"
            problemen.append(
                Problem("EWS124", f"{melding}; zij zijn niet opgeteld, lever erbij wat zij zijn", waar)
            )
    return los, problemen


def _zonder_te_kleine(los: list[Periode], vast: Sequence[Periode]) -> tuple[list[Periode], list[Problem]]:
    """Running totals whose revenue does not run on: they may be those of a single quarter, and are not added up."""
    problemen: list[Problem] = []
    for jaar in sorted({p.begin for p in los}):
        groep = sorted((p for p in (*vast, *los) if p.begin == jaar), key=lambda p: p.eind)
        if not any(_te_klein(kort, lang) for kort, lang in pairwise(groep)):
            continue
        weg = [p for p in los if p.begin == jaar]
        los = [p for p in los if p not in weg]
        cijfers = weg[-1].cijfers
        melding = (
            f"de opbrengsten tot en met {cijfers.balansdatum:%Y-%m} lopen niet op als een cumulatief cijfer"
        )
        melding += "; zij zijn niet opgeteld, lever erbij of een kwartaal of het jaar tot dan toe is bedoeld"
        problemen.append(Problem("EWS124", melding, cijfers.bestand))
    return los, problemen


def _te_klein(kort: Periode, lang: Periode) -> bool:
    """Whether a longer period brings less than `_TEN_MINSTE` of what its extra months would at an even pace."""
    een, twee = _omzet(kort), _omzet(lang)
    if een is None or twee is None or een <= 0 or not vergelijkbaar(kort.cijfers, lang.cijfers):
        return False
    extra = Decimal(lang.maanden - kort.maanden) / kort.maanden
    return twee < een * (1 + extra * _TEN_MINSTE)


def _boekjaar(periode: Periode, vast: Iterable[Periode]) -> int:
    """The month before a period's book year: from the annual accounts' closing month, else December."""
    sluit = max((v.eind for v in vast), default=0) % 12
    return periode.begin - (periode.begin - sluit) % 12


def _omzet(periode: Periode) -> Decimal | None:
    return periode.cijfers.bedrag(Post.OPBRENGSTEN)


def _delen(groep: Sequence[Periode], geheel: Periode) -> list[Periode]:
    """The quarters within a longer period, one for each end."""
    return list({k.eind: k for k in groep if geheel.begin <= k.begin and k.eind <= geheel.eind}.values())


def _zelfde_omzet(delen: Sequence[Periode], geheel: Periode) -> bool:
    bedragen = [_omzet(deel) for deel in (*delen, geheel)]
    if not all(vergelijkbaar(deel.cijfers, geheel.cijfers) for deel in delen):
        return False
    marge = sum(max(p.cijfers.eenheid or 1, 1) for p in (*delen, geheel))
    bekend = [bedrag for bedrag in bedragen if bedrag is not None]
    return len(bekend) == len(bedragen) and abs(sum(bekend[:-1]) - bekend[-1]) <= marge


def _verdacht(groep: Sequence[Periode], jaar: int) -> bool:
    """Whether the quarters of one book year grow as a running total does."""
    reeks = [omzet for k in groep if (omzet := _omzet(k)) is not None and omzet > 0]
    if len(reeks) < 2 or groep[0].begin != jaar:
        return False
    return all(ander >= reeks[0] * _LIJKT_CUMULATIEF for ander in reeks[1:]) and reeks == sorted(reeks)


def over_maanden(dag: date, maanden: int, post: Post, alle: Sequence[Periode]) -> tuple[Decimal, str] | None:
    """The amount of a post over so many months up to a day, and the sum in words; None without one.

    Only periods that had ended by then count. The shortest sum is taken.
    """
    if not einde_van_maand(dag):
        return None
    doel, begin = maand(dag), maand(dag) - maanden
    stappen = [p for p in alle if p.eind <= doel and post in p.cijfers.posten]
    rij: deque[tuple[int, tuple[tuple[int, Periode], ...]]] = deque([(begin, ())])
    gezien = {begin}
    while rij:
        hier, weg = rij.popleft()
        if hier == doel:
            som = sum((teken * p.cijfers.posten[post].waarde for teken, p in weg), Decimal(0))
            return som, _woorden(weg)
        for periode in stappen:
            for teken, van, naar in ((1, periode.begin, periode.eind), (-1, periode.eind, periode.begin)):
                if van == hier and naar not in gezien:
                    gezien.add(naar)
                    rij.append((naar, (*weg, (teken, periode))))
    return None


def _woorden(weg: Sequence[tuple[int, Periode]]) -> str:
    volgorde = sorted(weg, key=lambda stap: -stap[0])
    return " ".join(f"{'+' if teken > 0 else '-'} {p.tekst}" for teken, p in volgorde).removeprefix("+ ")


def met_maanden(cijfers: Jaarrekening, periodes: Iterable[Periode]) -> Jaarrekening:
    """The accounts with the months that the sums showed them to cover."""
    eigen = next((p for p in periodes if p.cijfers is cijfers), None)
    return (
        cijfers
        if eigen is None or eigen.maanden == cijfers.maanden
        else replace(cijfers, maanden=eigen.maanden)
    )
