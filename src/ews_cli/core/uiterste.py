"""How far one assumption can go until a trede: to the cent, with the border on the right side.

Every post moves in a straight line with the assumption, so that each ratio goes one way as long as no denominator
reaches zero, and a bound is passed once. Bisection over whole cents finds that cent exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from ews_cli.core.aannamen import Aanname
from ews_cli.core.beoordeling import Beoordeling, beoordeel
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.ratios import RATIOS, bereken, exact
from ews_cli.core.scenario import Invulling, grenslijnen, kleinste, pas_toe
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem

CENT = Decimal("0.01")
PROCENTPUNT = Decimal("0.01")
"""The step of an answer in percent."""
VERSTE = 10**15
"""The cents beyond which nobody looks: ten thousand billion euro."""


class Uiterste(NamedTuple):
    """The smallest change of the open assumption, one way, that brings the trede.

    Attributes:
        bedrag: euro with its sign, in whole cents; a cent nearer to zero does not bring it.
        procent: the same as a percentage of its post, rounded away from zero to 0.01; it brings the trede too. None
            where no percentage is taken or the rounded one cannot be.
        na: the judgement with `bedrag`.
    """

    bedrag: Decimal
    procent: Decimal | None
    na: Beoordeling


class Gezocht(NamedTuple):
    """The outcome of a search.

    Attributes:
        tot: the trede that was asked for.
        vooraf: the judgement with the other assumptions only.
        uitersten: one for each way in which it can be reached; downwards first.
        bereikt: whether the trede is there already, without the open assumption.
        beter: whether a lower trede than the present one was asked for: then all of the range must come down to it.
    """

    aanname: Aanname
    tot: int
    vooraf: Beoordeling
    uitersten: tuple[Uiterste, ...]
    bereikt: bool
    beter: bool


def zoek(
    jaren: Sequence[Jaarrekening],
    vast: Sequence[Invulling],
    open_: Aanname,
    tot: int,
    thresholds: Thresholds,
    peildatum: date,
) -> Gezocht | Problem:
    """Search how far an assumption can go until a trede.

    From a lower trede the answer is where `tot` is proven; from a higher one where nothing above `tot` is possible
    any more.

    Args:
        vast: the other assumptions, which hold throughout.
        open_: the assumption to move.
        tot: the trede, 1 to 5.
    """
    if jaren[-1].eenheid is None:
        melding = (
            f"{open_.tekst}: de eenheid van de cijfers is onbekend, zoeken gaat per euro; geef --eenheid"
        )
        return Problem("EWS413", melding, jaren[-1].bestand)
    begin = pas_toe(jaren[-1], vast)
    if isinstance(begin, Problem):
        return begin
    vooraf = beoordeel([*jaren[:-1], begin], thresholds, peildatum)
    beter = vooraf.ten_minste > tot
    if vooraf.ten_minste == tot:
        return Gezocht(open_, tot, vooraf, (), True, False)
    lijnen = [lijn for lijn in grenslijnen(jaren, thresholds, peildatum) if lijn.band.trede >= tot + beter]
    if beter:
        lijnen = [lijn for lijn in lijnen if lijn.gehaald(begin) is not False]

    def bereikt(jaar: Jaarrekening) -> bool:
        staat = [lijn.gehaald(jaar) for lijn in lijnen]
        return not any(geldt is not False for geldt in staat) if beter else any(staat)

    def beoordeeld(invulling: Invulling) -> Beoordeling | None:
        jaar = pas_toe(jaren[-1], [*vast, invulling])
        if isinstance(jaar, Problem) or not bereikt(jaar):
            return None
        na = beoordeel([*jaren[:-1], jaar], thresholds, peildatum)
        return na if not beter or na.ten_hoogste <= tot else None

    uitersten = []
    for cent in (-CENT, CENT):
        bedrag = _eerste(jaren[-1], vast, Invulling(open_, cent), begin, thresholds, bereikt)
        na = None if bedrag is None else beoordeeld(Invulling(open_, bedrag))
        if bedrag is not None and na is not None:
            procent = _procent(bedrag, open_, jaren[-1])
            past = procent is not None and beoordeeld(Invulling(open_, procent, True)) is not None
            uitersten.append(Uiterste(bedrag, procent if past else None, na))
    return Gezocht(open_, tot, vooraf, tuple(uitersten), False, beter)


def _eerste(
    jaar: Jaarrekening,
    vast: Sequence[Invulling],
    stap: Invulling,
    begin: Jaarrekening,
    thresholds: Thresholds,
    bereikt: Callable[[Jaarrekening], bool],
) -> Decimal | None:
    """The amount with the fewest steps that reaches it, one way; None when none does.

    Only as far as the figures go on to say something: no post below zero, no denominator at zero.
    """

    def na(stappen: int) -> Jaarrekening | Problem:
        return pas_toe(jaar, [*vast, stap.deel(stappen, 1)])

    eerste = na(1)
    if isinstance(eerste, Problem):
        return None
    # A ratio of which the assumption itself takes a post away says nothing about how far one can go.
    ratios = {
        RATIOS[criterium.ratio].naam: RATIOS[criterium.ratio] for criterium in thresholds.criteria.values()
    }
    bekend = [r for r in ratios.values() if all(bereken(r, j).waarde is not None for j in (begin, eerste))]

    def houdt_op(stappen: int) -> bool:
        anders = na(stappen)
        return isinstance(anders, Problem) or any(bereken(r, anders).waarde is None for r in bekend)

    verste = kleinste(houdt_op, VERSTE) - 1 if houdt_op(VERSTE) else VERSTE

    def goed(stappen: int) -> bool:
        anders = na(stappen)
        return isinstance(anders, Jaarrekening) and bereikt(anders)

    if verste < 1 or not goed(verste):
        return None
    return stap.deel(kleinste(goed, verste), 1).waarde


def _procent(bedrag: Decimal, aanname: Aanname, jaar: Jaarrekening) -> Decimal | None:
    """An amount as a percentage of its post, rounded away from zero."""
    van = None if aanname.van is None else jaar.bedrag(aanname.van)
    if van is None or van <= 0:
        return None
    stappen = ceil(abs(exact(bedrag)) / exact(van) * 100 / exact(PROCENTPUNT))
    return (PROCENTPUNT * stappen).copy_sign(bedrag)
