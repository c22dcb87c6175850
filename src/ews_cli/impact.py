"""Providers under two policies: their figures are determined once, and held against both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from ews_cli import portfolio
from ews_cli.core.beoordeling import Gewogen, Oordeel, weeg
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Criterion, Thresholds
from ews_cli.problems import Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.impact import Held, Provider, provider
from ews_cli.reports.scored import Scored


def of_readings(
    readings: Sequence[Lezing], old: Thresholds, new: Thresholds, peildatum: date
) -> tuple[list[Provider], list[Problem], tuple[str, ...]]:
    """The providers in what was read, the problems of reading, and the files that gave none."""
    before = portfolio.assess(readings, old, peildatum)
    after = portfolio.assess(readings, new, peildatum)
    # Who is who does not depend on the policy, so both runs have the same providers in the same order.
    providers = [
        provider(
            one.aanbieder.naam,
            one.aanbieder.kvk,
            one.beoordeling.jaar.boekjaar,
            {oordeel.criterium: _judged(oordeel) for oordeel in one.beoordeling.oordelen},
            {oordeel.criterium: _judged(oordeel) for oordeel in other.beoordeling.oordelen},
        )
        for one, other in zip(before.results, after.results, strict=True)
    ]
    problems = [*before.problemen, *(p for result in before.results for p in result.problemen)]
    return providers, problems, before.failed


def _judged(oordeel: Oordeel) -> Held:
    weighed = Gewogen(oordeel.ten_minste, oordeel.ten_hoogste, oordeel.band, ())
    return Held(oordeel.ratio, oordeel.uitkomst.waarde, oordeel.vorig, weighed, oordeel.versie)


def of_scored(scored: Iterable[Scored], old: Thresholds, new: Thresholds, peildatum: date) -> list[Provider]:
    """The providers in the results of earlier runs."""
    return [
        provider(
            known.naam,
            known.kvk,
            known.boekjaar,
            {naam: _again(known, criterion, peildatum) for naam, criterion in old.criteria.items()},
            {naam: _again(known, criterion, peildatum) for naam, criterion in new.criteria.items()},
        )
        for known in scored
    ]


def _again(known: Scored, criterion: Criterion, peildatum: date) -> Held:
    ratio = RATIOS[criterion.ratio]
    texts = known.ratios.get(ratio.formule, (None, None))
    value, last = (None if text is None else Fraction(text) for text in texts)
    version = criterion.versie_op(peildatum)
    return Held(ratio, value, last, weeg(version, [value, last]), version)
