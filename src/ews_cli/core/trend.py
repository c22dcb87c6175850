"""Where a ratio goes if it goes on like this: a least-squares straight line through its points, and how sure it is.

The slope has a 90 % confidence interval, slope ± t(n - 2) * s / sqrt(Sxx) with s² the squared residuals over
n - 2 (Draper and Smith, Applied Regression Analysis, chapter 1). A line is given only where three points or
more support it: the whole interval has one sign, so that the direction is no chance. A bound is reached between
the days on which the lines with the outer slopes, through the mean of the points, reach it. The line knows no
cause: it is arithmetic on what was, no forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from ews_cli.core.beoordeling import aansluitend
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Overzicht
from ews_cli.core.ratios import RATIOS, Ratio, bereken
from ews_cli.core.thresholds import Band, Criterion, Thresholds, Vergelijking, Version
from ews_cli.core.tussentijds import Beeld

MINSTENS = 3
"""Points: two always lie on a line."""
HOOGSTENS = 8
"""Points: what is longer ago says little about where a provider goes now."""
VOORUIT = 3
"""Years after the last point within which a bound is named; further than that the line says nothing."""
_JAAR = Fraction(1461, 4)
_T90 = {1: 6.314, 2: 2.920, 3: 2.353, 4: 2.132, 5: 2.015, 6: 1.943}
"""Degrees of freedom -> Student's t with 5 % in each tail."""


class Punt(NamedTuple):
    """A ratio on a day."""

    dag: date
    waarde: Fraction


class Lijn(NamedTuple):
    """The line through the points of one criterion.

    Attributes:
        punten: its points, oldest first.
        helling: change in a year, in the unit of the ratio; `helling_laag` and `helling_hoog` its 90 % interval.
        band: the first bound of a higher trede that the line reaches within `VOORUIT` years; None when none.
        dag: when it does; `vroegst` and `laatst` with the outer slopes, None for later than `VOORUIT` years.
    """

    criterium: str
    ratio: Ratio
    versie: Version | None
    punten: tuple[Punt, ...]
    helling: Fraction
    helling_laag: float
    helling_hoog: float
    band: Band | None
    dag: date | None
    vroegst: date | None
    laatst: date | None


def trend(
    jaren: Sequence[Jaarrekening], beelden: Sequence[Beeld], thresholds: Thresholds, peildatum: date
) -> tuple[Lijn, ...]:
    """The lines that the points support, one per criterion at most.

    Points are the comparable annual accounts and the interim pictures: balances at their dates, results over
    twelve months. Twelve months that overlap are not two points, so of results only those a year apart count.
    """
    lijnen = (
        lijn(criterium, punten_van(criterium, jaren, beelden), peildatum)
        for criterium in thresholds.criteria.values()
    )
    return tuple(gevonden for gevonden in lijnen if gevonden is not None)


def punten_van(criterium: Criterion, jaren: Sequence[Jaarrekening], beelden: Sequence[Beeld]) -> list[Punt]:
    """The points of a criterion, oldest first and one a day."""
    ratio = RATIOS[criterium.ratio]
    stroom = any(post.overzicht is Overzicht.RESULTATENREKENING for post in ratio.posten)
    gevonden: dict[date, Fraction] = {}
    for beeld in beelden:
        for meting in beeld.metingen:
            waarde = meting.oordeel.uitkomst.waarde
            if (
                meting.oordeel.criterium == criterium.naam
                and meting.maanden in (None, 12)
                and waarde is not None
            ):
                gevonden[beeld.cijfers.balansdatum] = waarde
    for jaar in (*aansluitend(jaren), jaren[-1]):
        waarde = bereken(ratio, jaar).waarde
        if waarde is not None and (jaar.maanden == 12 or not stroom):
            gevonden[jaar.balansdatum] = waarde
    punten: list[Punt] = []
    for dag in sorted(gevonden, reverse=True):
        if not stroom or not punten or (punten[-1].dag - dag).days >= 365:
            punten.append(Punt(dag, gevonden[dag]))
    return punten[:HOOGSTENS][::-1]


def lijn(criterium: Criterion, punten: Sequence[Punt], peildatum: date) -> Lijn | None:
    """The line through points, oldest first; None where they do not support one."""
    if len(punten) < MINSTENS:
        return None
    nul = punten[0].dag
    dagen = [Fraction((punt.dag - nul).days) / _JAAR for punt in punten]
    midden = sum(dagen, Fraction(0)) / len(punten)
    hoogte = sum((punt.waarde for punt in punten), Fraction(0)) / len(punten)
    breedte = sum(((x - midden) ** 2 for x in dagen), Fraction(0))
    helling = (
        sum(((x - midden) * punt.waarde for x, punt in zip(dagen, punten, strict=True)), Fraction(0))
        / breedte
    )
    rest = sum(
        ((punt.waarde - hoogte - helling * (x - midden)) ** 2 for x, punt in zip(dagen, punten, strict=True)),
        Fraction(0),
    )
    vrij = len(punten) - 2
    marge = _T90[vrij] * sqrt(rest / vrij / breedte)
    laag, hoog = float(helling) - marge, float(helling) + marge
    if helling == 0 or laag <= 0 <= hoog:
        return None
    versie = criterium.versie_op(peildatum)

    def dag_van(grens: Fraction, schuinte: float) -> date | None:
        jaren = float(midden) + float(grens - hoogte) / schuinte
        einde = float(dagen[-1]) + VOORUIT
        return nul + timedelta(days=round(jaren * float(_JAAR))) if abs(jaren) <= einde else None

    laatste = punten[-1]
    bereikt = [
        (dag, band)
        for band in _verderop(versie.bands if versie else (), laatste.waarde, helling)
        if (dag := dag_van(band.grens, float(helling))) is not None and dag > laatste.dag
    ]
    eerste = min(bereikt, key=lambda gevonden: (gevonden[0], gevonden[1].trede), default=None)
    dag = vroegst = laatst = band = None
    if eerste is not None:
        dag, band = eerste
        steil, vlak = sorted((laag, hoog), key=abs, reverse=True)
        snel = dag_van(band.grens, steil)
        vroegst, laatst = (max(snel, laatste.dag) if snel else laatste.dag), dag_van(band.grens, vlak)
    return Lijn(
        criterium.naam, RATIOS[criterium.ratio], versie, tuple(punten), helling, laag, hoog, band, dag, vroegst,
        laatst,
    )  # fmt: skip


def _verderop(bands: Iterable[Band], waarde: Fraction, helling: Fraction) -> list[Band]:
    """The bounds on the ratio itself, in one year, that are not met and lie in the direction of the line."""
    omlaag = (Vergelijking.BELOW, Vergelijking.AT_MOST)
    omhoog = (Vergelijking.ABOVE, Vergelijking.AT_LEAST)
    return [
        band
        for band in bands
        if band.years == 1
        and band.vergelijking in (omlaag if helling < 0 else omhoog)
        and band.geldt(waarde, None) is False
    ]
