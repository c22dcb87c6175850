"""The report on one provider: which sections, in which order."""

from __future__ import annotations

from ews_cli.reports import criteria, evidence, interim, plans, quality, signals, verdict
from ews_cli.reports.blocks import Section
from ews_cli.reports.result import Result, Run


def sections(result: Result, run: Run) -> list[Section]:
    """The sections of a provider's report, the answer first; those without content are left out."""
    if not result.has_accounts:
        only = [
            verdict.heading(result, run),
            signals.three_treden(result, run),
            verdict.verdict(result, run),
            signals.entries(result, run),
            *interim.sections(result, run),
            plans.planned(result, run),
            signals.plans(result, run),
            evidence.reading(result),
        ]
        return [section for section in only if section.blocks]
    everything = [
        verdict.heading(result, run),
        signals.three_treden(result, run),
        verdict.verdict(result, run),
        signals.entries(result, run),
        *interim.sections(result, run),
        plans.planned(result, run),
        verdict.unknowns(result),
        criteria.over_the_years(result),
        criteria.bounds_and_room(result),
        criteria.one_more_loss(result, run),
        quality.quality(result, run),
        verdict.plan(result, run),
        signals.plans(result, run),
        evidence.checks(result),
        evidence.reading(result),
        evidence.figures(result),
        evidence.informing(result),
    ]
    return [section for section in everything if section.blocks]


def closing(run: Run) -> list[Section]:
    """What holds for every provider of a run, once at its end."""
    found = (
        signals.of_nobody(run.problemen),
        evidence.not_weighed(run),
        evidence.policy(run.thresholds, run.peildatum),
    )
    return [section for section in found if section.blocks]
