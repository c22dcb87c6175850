"""The page of `ews score`: per provider the answer, the drawings, and every section of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ews_cli import __version__
from ews_cli.reports import criteria, interim, signals, verdict
from ews_cli.reports.blocks import Paragraph, Section
from ews_cli.reports.criteria import range_text
from ews_cli.reports.html import engine
from ews_cli.reports.html.balance import balance
from ews_cli.reports.html.treden import shade, steps
from ews_cli.reports.html.trends import trends
from ews_cli.reports.provider import closing, sections
from ews_cli.reports.result import Result, Run

Steps = Callable[[Result], Sequence[Section]]


def page(run: Run, next_steps: Steps = lambda result: ()) -> Iterator[str]:
    """The page, in pieces; `next_steps` are the sections with which a provider ends."""
    return engine.page(
        "score.html.j2",
        providers=[_provider(result, run, next_steps) for result in run.results],
        closing=closing(run),
        version=__version__,
    )


def head(result: Result, run: Run) -> dict[str, Any]:
    """Who it is, and the trede that counts."""
    judged = result.beoordeling
    return {
        "alarm": shade((result.signalen or judged).ten_minste, (result.signalen or judged).ten_hoogste),
        "recorded": signals.three_treden(result, run) if result.signalen else None,
        "naam": result.aanbieder.naam,
        "shade": shade(judged.ten_minste, judged.ten_hoogste),
        "certain": judged.trede is not None,
        "range": range_text(judged.ten_minste, judged.ten_hoogste),
        "trede": verdict.trede_text(judged, run.thresholds),
    }


def _provider(result: Result, run: Run, next_steps: Steps) -> dict[str, Any]:
    heading, said = verdict.heading(result, run), verdict.verdict(result, run)
    # These stand in another place of the page; the rest follows as in the terminal.
    placed = heading, said, signals.three_treden(result, run), criteria.bounds_and_room(result)
    rest = [section for section in sections(result, run) if section not in placed]
    asked = [n for n, s in enumerate(rest, 1) if s in (verdict.plan(result, run), signals.plans(result, run))]
    there = max(asked, default=0)
    return head(result, run) | {
        "facts": facts(heading),
        "verdict": said,
        "interim": next(iter(interim.picture(result, run).blocks), None),
        "steps": steps(result, run.thresholds),
        "trends": trends(result),
        "balance": balance(result),
        "sections": [*rest[:there], *next_steps(result), *rest[there:]],
    }


def facts(heading: Section) -> list[str]:
    """What stands below the name, a line each."""
    lines = [
        "".join(p.text for p in block.pieces) for block in heading.blocks if isinstance(block, Paragraph)
    ]
    name = heading.blocks[0].pieces[0].text if isinstance(heading.blocks[0], Paragraph) else ""
    return [text for line in lines if (text := line.removeprefix(name).removeprefix(" · "))]
