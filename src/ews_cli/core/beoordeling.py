"""From years and thresholds to a trede: three-valued, exact, and never raising on data.

Per criterion a range: `ten_minste` is what is proven, `ten_hoogste` what the unknown could still make of
it. Overall the highest of the criteria, each bound separately ("en/of", draaiboek §1.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.checks import Check, check_jaar
from ews_cli.core.jaarrekening import Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio, Uitkomst, bereken
from ews_cli.core.ruimte import Ruimte, ruimte
from ews_cli.core.thresholds import Band, Criterion, Thresholds, Vergelijking, Version

HOOGSTE_BEREKENDE_TREDE = 5
"""Trede 6 is a person's finding (draaiboek §1.2), never a computed one."""


class Oordeel(NamedTuple):
    """The judgement on one criterion in one year.

    Attributes:
        uitkomst: the ratio of the year; `vorig` the ratio of the year before, None when unknown.
        ten_minste, ten_hoogste: the range of the trede.
        band: the strictest bound that is met, None when none is.
        versie: the version of the bands that judged, None when none was in force.
        reden: why the ratio is unknown or the range wider than one (Dutch), else None.
        ruimte: how far it is, in euro, to each trede above.
    """

    criterium: str
    ratio: Ratio
    uitkomst: Uitkomst
    vorig: Fraction | None
    ten_minste: int
    ten_hoogste: int
    band: Band | None
    versie: Version | None
    reden: str | None
    ruimte: tuple[Ruimte, ...]

    @property
    def trede(self) -> int | None:
        """The trede where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None


class Samen(NamedTuple):
    """What the criteria say together.

    Attributes:
        ten_minste, ten_hoogste: the range of the trede.
        bepalend: the criteria that make `ten_minste`; empty when that is 1.
    """

    ten_minste: int
    ten_hoogste: int
    bepalend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """The judgement on one provider's latest year.

    Attributes:
        jaar: the accounts that were judged.
        oordelen: one per criterion, in the order of the threshold file.
        bepalend: the criteria that make `ten_minste`; empty when that is 1.
        checks: the accounting identities of the year.
        voorbehoud: the failed identities that put a figure of a deciding criterion in doubt, or of any
            criterion when none stands out.
    """

    jaar: Jaarrekening
    oordelen: tuple[Oordeel, ...]
    ten_minste: int
    ten_hoogste: int
    bepalend: tuple[str, ...]
    checks: tuple[Check, ...]
    voorbehoud: tuple[Check, ...]

    @property
    def trede(self) -> int | None:
        """The trede where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None

    @property
    def informerend(self) -> tuple[tuple[Ratio, Uitkomst], ...]:
        """The ratios of the year that no criterion uses; they decide nothing, so that who shows them works them out."""
        gebruikt = {oordeel.ratio.naam for oordeel in self.oordelen}
        return tuple((r, bereken(r, self.jaar)) for r in RATIOS.values() if r.naam not in gebruikt)


def beoordeel(jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date) -> Beoordeling:
    """Judge the last of a provider's years.

    Args:
        jaren: the years, oldest first, one per book year, at least one (see `historie`).
        thresholds: the policy; for each criterion the version in force on the peildatum judges all years.
        peildatum: the day on which is judged.
    """
    return _beoordeel(jaren, thresholds, peildatum, {})


def beoordeel_alle(
    jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date, met_ruimte: bool = True
) -> list[Beoordeling]:
    """Judge each of a provider's years with the years up to it, oldest first; arguments as of `beoordeel`.

    Only the last has its identities and, with `met_ruimte`, its room: those of a year that is past are nobody's any
    more.
    """
    berekend: Berekend = {}
    eerder = [
        _beoordeel(jaren[:n], thresholds, peildatum, berekend, met_ruimte=False, met_checks=False)
        for n in range(1, len(jaren))
    ]
    return [*eerder, _beoordeel(jaren, thresholds, peildatum, berekend, met_ruimte)]


Berekend = dict[tuple[int, str], Uitkomst]
"""Book year and ratio -> outcome, for the years of one provider: each is worked out once."""


def _uitkomst(ratio: Ratio, jaar: Jaarrekening, berekend: Berekend) -> Uitkomst:
    sleutel = jaar.boekjaar, ratio.naam
    if sleutel not in berekend:
        berekend[sleutel] = bereken(ratio, jaar)
    return berekend[sleutel]


def _beoordeel(
    jaren: Sequence[Jaarrekening],
    thresholds: Thresholds,
    peildatum: date,
    berekend: Berekend,
    met_ruimte: bool = True,
    met_checks: bool = True,
) -> Beoordeling:
    jaar = jaren[-1]
    eerder = aansluitend(jaren)
    oordelen = tuple(
        beoordeel_criterium(c, jaar, eerder, peildatum, berekend, met_ruimte)
        for c in thresholds.criteria.values()
    )
    ten_minste, ten_hoogste, bepalend = samen(oordelen)
    checks = check_jaar(jaar, eerder[0] if eerder else None) if met_checks else ()
    # On trede 1 every criterion decides: each of them is what rules out a higher one.
    geraakt = {post for o in oordelen if not bepalend or o.criterium in bepalend for post in o.ratio.posten}
    return Beoordeling(
        jaar=jaar,
        oordelen=oordelen,
        ten_minste=ten_minste,
        ten_hoogste=ten_hoogste,
        bepalend=bepalend,
        checks=checks,
        voorbehoud=tuple(c for c in checks if not (c.klopt or c.is_opmerking) and c.posten & geraakt),
    )


def samen(oordelen: Sequence[Oordeel]) -> Samen:
    """The highest of the criteria ("en/of", draaiboek §1.2), each bound of the range separately."""
    ten_minste = max((o.ten_minste for o in oordelen), default=1)
    return Samen(
        ten_minste,
        max((o.ten_hoogste for o in oordelen), default=HOOGSTE_BEREKENDE_TREDE),
        tuple(o.criterium for o in oordelen if o.ten_minste == ten_minste > 1),
    )


def nog_een_verliesjaar(
    jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date
) -> Beoordeling | None:
    """What one more loss year would do: the last loss again, or after a profit the smallest loss.

    The loss goes off equity, off the balance total and off the current assets; every other post stays as it
    was, so that a criterion on another result than `resultaat` does not feel it. None when result or revenue
    is missing.
    """
    laatste = jaren[-1]
    resultaat = laatste.bedrag(Post.RESULTAAT)
    if resultaat is None or Post.OPBRENGSTEN not in laatste.posten:
        return None
    verlies = min(resultaat, Decimal("-0.01"))
    posten = dict(laatste.posten)
    posten[Post.RESULTAAT] = Bedrag(verlies)
    for post in (Post.EIGEN_VERMOGEN, Post.BALANSTOTAAL, Post.VLOTTENDE_ACTIVA):
        if post in posten:
            posten[post] = Bedrag(posten[post].waarde + verlies)
    dag = laatste.balansdatum
    einde = date(dag.year + 1, dag.month, min(dag.day, 28) if dag.month == 2 else dag.day)
    volgend = replace(laatste, balansdatum=einde, posten=MappingProxyType(posten), totaal_passiva=None)
    return beoordeel([*jaren, volgend], thresholds, peildatum)


def aansluitend(jaren: Sequence[Jaarrekening]) -> list[Jaarrekening]:
    """The years before the last that can be held beside it, newest first, without a gap.

    Consolidated and separate figures side by side would make a trend that is none (domain: definitions).
    """
    reeks: list[Jaarrekening] = []
    volgend = jaren[-1]
    bases = {volgend.basis}
    for jaar in reversed(jaren[:-1]):
        bases.add(jaar.basis)
        gemengd = bases >= {Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD}
        if jaar.boekjaar != volgend.boekjaar - 1 or gemengd or jaar.maanden != volgend.maanden:
            break
        reeks.append(jaar)
        volgend = jaar
    return reeks


class Gewogen(NamedTuple):
    """What the bands of one version say of the values of a ratio.

    Attributes:
        ten_minste, ten_hoogste: the range of the trede.
        band: the strictest bound that is met, None when none is.
        open_bands: the bounds above it of which it is unknown whether they are met.
    """

    ten_minste: int
    ten_hoogste: int
    band: Band | None
    open_bands: tuple[Band, ...]


def weeg(versie: Version | None, waarden: Sequence[Fraction | None]) -> Gewogen:
    """Hold the values of a ratio, newest first and None when unknown, against the bands of a version.

    Without a version nothing is known.
    """
    gehaald: Band | None = None
    onbekend: list[Band] = []
    for band in versie.bands if versie else ():
        geldt = band.geldt_jaren(waarden)
        if geldt is None:
            onbekend.append(band)
        elif geldt and (gehaald is None or band.trede > gehaald.trede):
            gehaald = band
    ten_minste = gehaald.trede if gehaald else 1
    open_bands = tuple([band for band in onbekend if band.trede > ten_minste])
    ten_hoogste = max([band.trede for band in open_bands], default=ten_minste)
    return Gewogen(ten_minste, ten_hoogste if versie else HOOGSTE_BEREKENDE_TREDE, gehaald, open_bands)


def beoordeel_criterium(
    criterium: Criterion,
    jaar: Jaarrekening,
    eerder: Sequence[Jaarrekening],
    peildatum: date,
    berekend: Berekend,
    met_ruimte: bool,
) -> Oordeel:
    """The judgement on one criterion in one year; `eerder` are the years beside it (see `aansluitend`)."""
    ratio = RATIOS[criterium.ratio]
    uitkomst = _uitkomst(ratio, jaar, berekend)
    waarden = [uitkomst.waarde, *(_uitkomst(ratio, ander, berekend).waarde for ander in eerder)]
    versie = criterium.versie_op(peildatum)
    gewogen = weeg(versie, waarden)
    hoger = [b for b in (versie.bands if versie else ()) if b.trede > gewogen.ten_minste]
    return Oordeel(
        criterium=criterium.naam,
        ratio=ratio,
        uitkomst=uitkomst,
        vorig=waarden[1] if len(waarden) > 1 else None,
        ten_minste=gewogen.ten_minste,
        ten_hoogste=gewogen.ten_hoogste,
        band=gewogen.band,
        versie=versie,
        reden=_reden(criterium, versie, uitkomst, gewogen.open_bands, jaar, peildatum),
        ruimte=ruimte(ratio, jaar, waarden[1:], hoger) if met_ruimte else (),
    )


def _reden(
    criterium: Criterion,
    versie: Version | None,
    uitkomst: Uitkomst,
    open_bands: Sequence[Band],
    jaar: Jaarrekening,
    peildatum: date,
) -> str | None:
    if versie is None:
        return f"geen drempels voor {criterium.naam} op {peildatum}"
    if uitkomst.reden is not None:
        return uitkomst.reden
    if not open_bands:
        return None
    terug = max(b.years - 1 + (b.vergelijking is Vergelijking.DROPS_AT_LEAST) for b in open_bands)
    eerste, laatste = jaar.boekjaar - terug, jaar.boekjaar - 1
    boekjaren = f"{laatste}" if eerste == laatste else f"{eerste} tot en met {laatste}"
    treden = " en ".join(str(t) for t in sorted({b.trede for b in open_bands}))
    return f"voor trede {treden} zijn vergelijkbare cijfers over {boekjaren} nodig"
