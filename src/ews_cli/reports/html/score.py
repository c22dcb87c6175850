"""The page of `ews score`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ews_cli import __version__
from ews_cli.reports import criteria, signals, verdict
from ews_cli.reports.blocks import Section
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html import charts, engine
from ews_cli.reports.provider import closing, sections
from ews_cli.reports.result import Result, Run

HEAD = 2
"""The sections of a provider that the page shows in another place: who it is, and the verdict."""


def page(run: Run, last: Sequence[Section] = ()) -> Iterator[str]:
    """The page, in pieces; it ends with `last`."""
    return engine.page(
        "score.html.j2",
        providers=[_provider(result, run) for result in run.results],
        closing=[*closing(run), *last],
        version=__version__,
    )


def fragment(result: Result, run: Run) -> str:
    """A provider in the page of a portfolio: the verdict, the years, and the room."""
    short = [signals.entries(result, run), criteria.over_the_years(result), criteria.bounds_and_room(result)]
    provider = _head(result, run) | {"verdict": verdict.verdict(result, run), "short": short}
    return engine.fragment("provider.html.j2", provider=provider)


def _head(result: Result, run: Run) -> dict[str, Any]:
    judged = result.beoordeling
    return {
        "alarm": (result.signalen or judged).ten_minste,
        "recorded": signals.three_treden(result, run) if result.signalen else None,
        "naam": result.aanbieder.naam,
        "least": judged.ten_minste,
        "range": range_text(judged.ten_minste, judged.ten_hoogste),
        "trede": verdict.trede_text(judged, run.thresholds),
    }


def _provider(result: Result, run: Run) -> dict[str, Any]:
    heading, *others = sections(result, run)
    said = others.pop(1 if result.signalen else 0)
    return _head(result, run) | {
        "heading": heading,
        "verdict": said,
        "steps": charts.steps(result, run.thresholds),
        "trends": charts.trends(result),
        "balance": charts.balance(result),
        "sections": others[1:] if result.signalen else others,
    }
