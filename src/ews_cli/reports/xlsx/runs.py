"""The workbook of `ews score`, and that of `ews batch`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

from ews_cli.core.beoordeling import aansluitend
from ews_cli.reports import provider_list, ranked
from ews_cli.reports.overview import Overview
from ews_cli.reports.result import Run
from ews_cli.reports.rows import date_text
from ews_cli.reports.standing import rank, standing
from ews_cli.reports.xlsx.book import About, write
from ews_cli.reports.xlsx.content import content, loaded
from ews_cli.reports.xlsx.layout import Layout


def score(run: Run) -> bytes:
    """The workbook of a run over a few providers."""
    order = sorted(
        (
            rank(
                standing(result, result.eerder[-1] if result.eerder and aansluitend(result.jaren) else None)
            ),
            n,
        )
        for n, result in enumerate(run.results)
    )
    results = [run.results[n] for _, n in order]
    layout = Layout(run.thresholds, run.peildatum)
    one = "1 aanbieder" if len(results) == 1 else f"{len(results)} aanbieders"
    about = About(
        thresholds=run.thresholds,
        peildatum=run.peildatum,
        title=results[0].aanbieder.naam if len(results) == 1 else "Aanbieders, hoogste trede eerst",
        lines=(one, f"Beoordeeld op {date_text(run.peildatum)}. Signaal, geen oordeel."),
        treden=[(r.beoordeling.ten_minste, r.beoordeling.ten_hoogste) for r in results],
        regio={},
        with_signals=run.vastgelegd is not None,
        with_interim=any(result.tussentijds for result in results),
        problemen=run.problemen,
    )
    target = BytesIO()
    write(target, about, (content(result, layout, result.bestanden) for result in results))
    return target.getvalue()


def batch(file: BinaryIO, overview: Overview, kept: Iterable[str]) -> None:
    """Write the workbook of a portfolio; `kept` are the contents of those that are shown, in order, as JSON.

    Raises OSError and TooManyRows.
    """
    # Where providers stand may lie on disk: each is asked for once.
    each = [(one.ten_minste, one.ten_hoogste, one.tussentijds is not None) for one in overview.standings]
    shown = [each[place] for place in overview.places]
    about = About(
        thresholds=overview.thresholds,
        peildatum=overview.peildatum,
        title=provider_list.title(overview),
        lines=ranked.heading_texts(overview),
        treden=[(low, high) for low, high, _ in shown],
        regio={nr: overview.regio.get(place, "") for nr, place in enumerate(overview.places, 1)}
        if overview.regio
        else {},
        with_signals=overview.vastgelegd is not None,
        with_interim=any(interim for _, _, interim in shown),
        problemen=overview.files.problemen,
    )
    write(file, about, (loaded(json.loads(one)) for one in kept))
