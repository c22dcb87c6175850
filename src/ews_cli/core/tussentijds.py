"""Interim figures -> a picture at each of their dates, beside the annual judgement and never in it.

A balance is held against the bounds as it stands. A result is taken over twelve months where sums of
periods give that exactly, and else over its own period, which is said: a quarter is no year. "The year
before" is the same day, and for a period the same period, one year earlier: care has seasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.beoordeling import Oordeel, samen, weeg
from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening
from ews_cli.core.perioden import (
    Periode,
    jaren_eerder,
    met_maanden,
    over_maanden,
    perioden,
    vergelijkbaar,
)
from ews_cli.core.posten import Overzicht, Post
from ews_cli.core.ratios import RATIOS, Ratio, Uitkomst, bereken
from ews_cli.core.thresholds import Band, Criterion, Thresholds, Vergelijking, Version
from ews_cli.problems import Problem


class Meting(NamedTuple):
    """One criterion at one interim date.

    Attributes:
        oordeel: its judgement; `vorig` is the ratio one year earlier, measured in the same way.
        maanden: what the ratio covers: 12, else the year so far or the months of the period; None for a balance.
        som: how those months were made of periods, in words; None where they were not.
        periode, periode_vorig: the ratio over the period itself, and over the same period a year earlier.
    """

    oordeel: Oordeel
    maanden: int | None
    som: str | None
    periode: Fraction | None
    periode_vorig: Fraction | None


@dataclass(frozen=True, slots=True)
class Beeld:
    """What the interim figures of one day say.

    Attributes:
        cijfers: the figures of that day, over the longest period that was handed in.
        metingen: one per criterion, in the order of the threshold file.
        ten_minste, ten_hoogste: the range of the trede on these figures alone.
        bepalend: the criteria that make `ten_minste`; empty when that is 1.
    """

    cijfers: Jaarrekening
    metingen: tuple[Meting, ...]
    ten_minste: int
    ten_hoogste: int
    bepalend: tuple[str, ...]

    @property
    def trede(self) -> int | None:
        """The trede where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None


class Tussentijds(NamedTuple):
    """The pictures, oldest first, and what was left out of them."""

    beelden: tuple[Beeld, ...]
    problemen: tuple[Problem, ...]


def tussentijds(
    reeks: Sequence[Jaarrekening], jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date
) -> Tussentijds:
    """Judge interim figures at each of their dates, each with what had ended by then.

    Args:
        reeks: the interim figures, one per balansdatum and length (see `historie`).
        jaren: the annual accounts, one per book year; they only help to make twelve months and a year before.
        thresholds, peildatum: as of `beoordeel`.
    """
    if not reeks:
        return Tussentijds((), ())
    laatste = max(reeks, key=lambda j: (j.balansdatum, j.maanden))
    bruikbaar = [j for j in reeks if vergelijkbaar(j, laatste)]
    anders = [j for j in (*reeks, *jaren) if not vergelijkbaar(j, laatste)]
    periodes, problemen = perioden(bruikbaar, [j for j in jaren if vergelijkbaar(j, laatste)])
    alle = [
        *(met_maanden(j, periodes) for j in bruikbaar),
        *(j for j in jaren if j not in anders),
    ]
    meter = _Meter(alle, periodes)
    dagen = sorted({j.balansdatum for j in bruikbaar})
    beelden = tuple(_beeld(meter, dag, thresholds, peildatum) for dag in dagen)
    return Tussentijds(beelden, (*problemen, *_anders(anders, laatste)))


def _anders(anders: Sequence[Jaarrekening], laatste: Jaarrekening) -> list[Problem]:
    """Say which figures cannot stand beside the youngest interim ones."""
    return [
        Problem(
            "EWS124",
            f"de cijfers per {j.balansdatum} zijn niet met de tussentijdse per {laatste.balansdatum} te vergelijken "
            f"({_waarom(j, laatste)}); zij zijn er niet bij betrokken",
            j.bestand,
        )
        for j in anders
    ]


def _waarom(jaar: Jaarrekening, laatste: Jaarrekening) -> str:
    if {jaar.basis, laatste.basis} == {Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD}:
        return f"{jaar.basis.value} en {laatste.basis.value}"
    return "van een van beide is de eenheid onbekend"


class _Meter(NamedTuple):
    """Works out ratios at a day from all figures that may stand beside each other, and their periods."""

    alle: Sequence[Jaarrekening]
    periodes: Sequence[Periode]

    def cijfers(self, dag: date, maanden: int | None = None) -> Jaarrekening | None:
        """The figures of a day, those over the longest period first, or those over so many months."""
        hier = sorted(
            (j for j in self.alle if j.balansdatum == dag and maanden in (None, j.maanden)),
            key=lambda j: (-j.maanden, j.soort.value, j.bestand),
        )
        return _een_balans(hier) if hier else None

    def over(self, dag: date, maanden: int) -> tuple[Jaarrekening, dict[Post, str]] | None:
        """The balance of a day with the results of so many months before it, and the sum behind each."""
        kop = self.cijfers(dag)
        if kop is None:
            return None
        posten = {p: b for p, b in kop.posten.items() if p.overzicht is not Overzicht.RESULTATENREKENING}
        sommen = {}
        for post in Post:
            if post.overzicht is Overzicht.RESULTATENREKENING:
                gevonden = over_maanden(dag, maanden, post, self.periodes)
                if gevonden is not None:
                    posten[post] = Bedrag(gevonden[0], Herkomst.AFGELEID, som=gevonden[1])
                    sommen[post] = gevonden[1]
        return replace(kop, posten=MappingProxyType(posten), maanden=maanden), sommen

    def meet(self, ratio: Ratio, dag: date) -> tuple[Uitkomst, int | None, str | None]:
        """A ratio at a day, the months that it covers, and how those were made.

        Of a result twelve months, else the year so far where quarters make it: one quarter says least.
        """
        kop = self.cijfers(dag)
        if kop is None:
            return Uitkomst(None, f"geen cijfers per {dag}"), None, None
        stroom = [post for post in ratio.posten if post.overzicht is Overzicht.RESULTATENREKENING]
        if not stroom:
            return bereken(ratio, kop), None, None
        for maanden in dict.fromkeys((12, dag.month)):
            samen = self.over(dag, maanden) if maanden > kop.maanden or maanden == 12 else None
            if samen is None:
                continue
            uitkomst = bereken(ratio, samen[0])
            if uitkomst.waarde is not None:
                return uitkomst, maanden, "; ".join(dict.fromkeys(samen[1][post] for post in stroom))
        return bereken(ratio, kop), kop.maanden, None

    def eerder(self, ratio: Ratio, dag: date, maanden: int | None) -> Fraction | None:
        """A ratio at another day, only where it covers as many months; None when unknown."""
        if maanden in (None, 12):
            uitkomst, over, _ = self.meet(ratio, dag)
            return uitkomst.waarde if over == maanden else None
        if (zelfde := self.cijfers(dag, maanden)) is not None:
            return bereken(ratio, zelfde).waarde
        samen = self.over(dag, maanden)
        return None if samen is None else bereken(ratio, samen[0]).waarde


def _een_balans(hier: Sequence[Jaarrekening]) -> Jaarrekening:
    """The first figures of a day, completed with balance posts that only others hold; a dispute leaves a post out."""
    kop = hier[0]
    posten, ontbreekt = dict(kop.posten), dict(kop.ontbreekt)
    for ander in hier[1:]:
        for post, bedrag in ander.posten.items():
            if post.overzicht is Overzicht.RESULTATENREKENING:
                continue
            eigen = posten.setdefault(post, bedrag)
            if abs(eigen.waarde - bedrag.waarde) > max(kop.eenheid or 1, ander.eenheid or 1):
                ontbreekt[post] = f"twee bestanden verschillen over {post.tekst} per {kop.balansdatum}"
    for post in ontbreekt.keys() - kop.ontbreekt.keys():
        del posten[post]
    return replace(
        kop,
        posten=MappingProxyType(posten),
        ontbreekt=MappingProxyType(ontbreekt),
        indicatoren=tuple(dict.fromkeys(one for ander in hier for one in ander.indicatoren)),
    )


def _beeld(meter: _Meter, dag: date, thresholds: Thresholds, peildatum: date) -> Beeld:
    kop = meter.cijfers(dag)
    if kop is None:
        raise ValueError(f"no figures on {dag}")
    metingen = tuple(_meting(meter, c, dag, kop, peildatum) for c in thresholds.criteria.values())
    ten_minste, ten_hoogste, bepalend = samen([m.oordeel for m in metingen])
    return Beeld(kop, metingen, ten_minste, ten_hoogste, bepalend)


def _meting(meter: _Meter, criterium: Criterion, dag: date, kop: Jaarrekening, peildatum: date) -> Meting:
    ratio, versie = RATIOS[criterium.ratio], criterium.versie_op(peildatum)
    uitkomst, maanden, som = meter.meet(ratio, dag)
    terug = max((_terug(band) for band in (versie.bands if versie else ())), default=1)
    eerder = [meter.eerder(ratio, jaren_eerder(dag, n), maanden) for n in range(1, max(terug, 1) + 1)]
    gewogen = weeg(versie, [uitkomst.waarde, *eerder])
    periode = periode_vorig = None
    if maanden is not None and not ratio.vraagt_heel_jaar:
        periode = bereken(ratio, kop).waarde
        periode_vorig = meter.eerder(ratio, jaren_eerder(dag, 1), kop.maanden)
    reden = _reden(versie, uitkomst, gewogen.open_bands, dag, maanden)
    oordeel = Oordeel(
        criterium.naam, ratio, uitkomst, eerder[0], gewogen.ten_minste, gewogen.ten_hoogste, gewogen.band, versie,
        reden, (),
    )  # fmt: skip
    return Meting(oordeel, maanden, som, periode, periode_vorig)


def _terug(band: Band) -> int:
    """How many years back a bound looks."""
    return band.years - 1 + (band.vergelijking is Vergelijking.DROPS_AT_LEAST)


def _reden(
    versie: Version | None, uitkomst: Uitkomst, open_bands: Sequence[Band], dag: date, maanden: int | None
) -> str | None:
    """Why a range is wider than one trede (Dutch)."""
    if versie is None:
        return "geen drempels op de peildatum"
    if uitkomst.reden is not None:
        return uitkomst.reden
    if not open_bands:
        return None
    treden = " en ".join(str(t) for t in sorted({b.trede for b in open_bands}))
    over = f" over {maanden} maanden" if maanden is not None else ""
    return f"voor trede {treden} zijn vergelijkbare cijfers{over} per {jaren_eerder(dag, 1)} nodig"
