"""A year as it would be under assumptions, judged beside the year as it is: exact, and never mixed with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.aannamen import NIET_ONDER_NUL, Aanname
from ews_cli.core.beoordeling import Beoordeling, aansluitend, beoordeel
from ews_cli.core.geldtekort import als_bankschuld, geldtekort
from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening, Soort, bedrag_kort
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Ratio, bereken
from ews_cli.core.thresholds import Band, Thresholds
from ews_cli.problems import Problem

DELEN = 10_000
"""In how many parts the way to the assumptions is cut to see which bound breaks first: 0.01 % each."""

_EXACT = Context(prec=400, traps=[Inexact])


class Invulling(NamedTuple):
    """An assumption with its size: percent of its post (`-5` is -5 %), or an amount in euro; exact."""

    aanname: Aanname
    waarde: Decimal
    procent: bool = False

    def deel(self, teller: int, noemer: int = DELEN) -> Invulling:
        """The same assumption for a part only; `noemer` is a power of ten, so that it stays exact."""
        return self._replace(waarde=_EXACT.divide(_EXACT.multiply(self.waarde, teller), Decimal(noemer)))

    def bedrag(self, jaar: Jaarrekening) -> Decimal:
        """The amount by which the posts of a year move, in euro (or the unknown unit of the accounts).

        The post of which a percentage is taken must be there.
        """
        if not self.procent or self.aanname.van is None:
            return self.waarde
        return _EXACT.multiply(_EXACT.divide(self.waarde, Decimal(100)), jaar.posten[self.aanname.van].waarde)


def pas_toe(jaar: Jaarrekening, invullingen: Sequence[Invulling]) -> Jaarrekening | Problem:
    """The year as it would be, or why that cannot be said.

    Each percentage is of the amount as it was read, and all amounts add up. A missing post stays missing. What
    comes out is of the kind `PROGNOSE`, so that nothing takes it for annual accounts.
    """
    for invulling in invullingen:
        if problem := _past_niet(jaar, invulling):
            return problem
    verschil: dict[Post, Decimal] = {}
    ontbreekt = dict(jaar.ontbreekt)
    onbekend: set[Post] = set()
    for invulling in invullingen:
        bedrag = invulling.bedrag(jaar)
        for post, richting in invulling.aanname.beweegt.items() if bedrag else ():
            verschil[post] = _EXACT.add(verschil.get(post, Decimal(0)), bedrag * richting)
        onbekend |= invulling.aanname.onbekend if bedrag else set()
    posten = dict(jaar.posten)
    for post, anders in verschil.items():
        if post not in posten or not anders:
            continue
        nieuw = _EXACT.add(posten[post].waarde, anders)
        if post in NIET_ONDER_NUL and nieuw < 0 <= posten[post].waarde:
            return _onder_nul(jaar, post, posten[post].waarde, nieuw)
        posten[post] = _aangenomen(posten[post], anders, nieuw)
    for post in onbekend & posten.keys() - {p for i in invullingen for p in i.aanname.beweegt}:
        del posten[post]
        ontbreekt[post] = "welk deel hiervan verandert, zegt de aanname niet"
    return replace(
        jaar,
        posten=MappingProxyType(posten),
        ontbreekt=MappingProxyType(ontbreekt),
        totaal_passiva=_passiva(jaar, verschil),
        soort=Soort.PROGNOSE,
    )


def _aangenomen(bedrag: Bedrag, anders: Decimal, nieuw: Decimal) -> Bedrag:
    teken = "+" if anders > 0 else "-"
    som = f"{bedrag_kort(bedrag.waarde)} {teken} {bedrag_kort(abs(anders))} (aanname)"
    return Bedrag(nieuw, Herkomst.OPGEGEVEN, som=som)


def _passiva(jaar: Jaarrekening, verschil: dict[Post, Decimal]) -> Bedrag | None:
    """The printed total of the passiva moves with the balance total."""
    anders = verschil.get(Post.BALANSTOTAAL)
    if jaar.totaal_passiva is None or not anders:
        return jaar.totaal_passiva
    return _aangenomen(jaar.totaal_passiva, anders, _EXACT.add(jaar.totaal_passiva.waarde, anders))


def _past_niet(jaar: Jaarrekening, invulling: Invulling) -> Problem | None:
    """Why an assumption says nothing about a year."""
    naam, van = invulling.aanname.tekst, invulling.aanname.van
    if not invulling.procent:
        if jaar.eenheid is None and invulling.waarde:
            melding = f"{naam}: de eenheid van de cijfers is onbekend; geef --eenheid, of reken met procenten"
            return Problem("EWS413", melding, jaar.bestand)
        return None
    if van is None or van not in jaar.posten:
        reden = jaar.reden(van) if van else "geen post"
        euro = "geef een bedrag in euro, of " if jaar.eenheid is not None else ""
        remedie = f"{euro}help het lezen met --mapping"
        return Problem(
            "EWS411", f"{naam}: geen bedrag om een percentage van te nemen ({reden}); {remedie}", jaar.bestand
        )
    if jaar.posten[van].waarde <= 0:
        gevonden = bedrag_kort(jaar.posten[van].waarde)
        melding = f"{naam} is {gevonden}: een percentage daarvan zegt niets; geef een bedrag in euro"
        return Problem("EWS411", melding, jaar.bestand)
    return None


def _onder_nul(jaar: Jaarrekening, post: Post, was: Decimal, wordt: Decimal) -> Problem:
    melding = (
        f"{post.tekst} zou van {bedrag_kort(was)} naar {bedrag_kort(wordt)} gaan, onder nul; neem minder aan"
    )
    return Problem("EWS412", melding, jaar.bestand)


class Grenslijn(NamedTuple):
    """A bound of a criterion, with the ratios of the years before that it also looks at, newest first."""

    criterium: str
    ratio: Ratio
    band: Band
    eerder: tuple[Fraction | None, ...]

    def gehaald(self, jaar: Jaarrekening) -> bool | None:
        """Whether a year meets it; None when that is unknown."""
        return self.band.geldt_jaren([bereken(self.ratio, jaar).waarde, *self.eerder])


def grenslijnen(
    jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date
) -> tuple[Grenslijn, ...]:
    """Every bound in force on the peildatum, for the last of a provider's years."""
    eerder = aansluitend(jaren)
    return tuple(
        Grenslijn(criterium.naam, ratio, band, tuple(bereken(ratio, jaar).waarde for jaar in eerder))
        for criterium in thresholds.criteria.values()
        if (versie := criterium.versie_op(peildatum))
        for ratio in (RATIOS[criterium.ratio],)
        for band in versie.bands
    )


class Breuk(NamedTuple):
    """A bound that the assumptions break, or one that they leave behind.

    Attributes:
        gebroken: False where the bound is met now and no longer would be.
        deel: the part of the assumptions at which it happens, rounded up to a part of `DELEN`.
    """

    lijn: Grenslijn
    gebroken: bool
    deel: Fraction


@dataclass(frozen=True, slots=True)
class Scenario:
    """A year as it is and as it would be.

    Attributes:
        invullingen: the assumptions.
        voor, na: the judgement on the year as it is and as it would be.
        breuken: the bounds between the two, in the order in which they go when all assumptions grow together.
        tekort: the money that is short when cash (or else all current assets) would fall below zero; euro.
        met_bankschuld: `na` with that as a short-term debt to the bank; None where no money is short.
    """

    invullingen: tuple[Invulling, ...]
    voor: Beoordeling
    na: Beoordeling
    breuken: tuple[Breuk, ...]
    tekort: Decimal | None
    met_bankschuld: Beoordeling | None = None


def scenario(
    jaren: Sequence[Jaarrekening], invullingen: Sequence[Invulling], thresholds: Thresholds, peildatum: date
) -> Scenario | Problem:
    """Judge the last of a provider's years under assumptions; the years before it stay as they are."""
    na = pas_toe(jaren[-1], invullingen)
    if isinstance(na, Problem):
        return na
    tekort = geldtekort(jaren[-1], na)
    schuld = None if tekort is None else als_bankschuld(na, tekort)
    return Scenario(
        tuple(invullingen),
        beoordeel(jaren, thresholds, peildatum),
        beoordeel([*jaren[:-1], na], thresholds, peildatum),
        _breuken(jaren, na, invullingen, grenslijnen(jaren, thresholds, peildatum)),
        tekort,
        None if schuld is None else beoordeel([*jaren[:-1], schuld], thresholds, peildatum),
    )


def _breuken(
    jaren: Sequence[Jaarrekening],
    na: Jaarrekening,
    invullingen: Sequence[Invulling],
    lijnen: Sequence[Grenslijn],
) -> tuple[Breuk, ...]:
    """Each ratio goes one way from now to then: every post moves in a straight line, no denominator passes zero."""
    voor = jaren[-1]
    gevonden = []
    for lijn in lijnen:
        was, wordt = lijn.gehaald(voor), lijn.gehaald(na)
        if was is None or wordt is None or was is wordt:
            continue

        def anders(delen: int, lijn: Grenslijn = lijn, wordt: bool = wordt) -> bool:
            tussen = pas_toe(voor, [invulling.deel(delen) for invulling in invullingen])
            return isinstance(tussen, Jaarrekening) and lijn.gehaald(tussen) is wordt

        gevonden.append(Breuk(lijn, wordt, Fraction(kleinste(anders, DELEN), DELEN)))
    return tuple(sorted(gevonden, key=lambda b: (b.deel, -b.lijn.band.trede)))


def kleinste(geldt: Callable[[int], bool], hoogste: int) -> int:
    """The smallest whole number from 1 on for which something holds.

    It must hold for `hoogste`, and once it holds go on to hold up to there.
    """
    laag, hoog = 0, hoogste
    while hoog - laag > 1:
        midden = (laag + hoog) // 2
        laag, hoog = (laag, midden) if geldt(midden) else (midden, hoog)
    return hoog
