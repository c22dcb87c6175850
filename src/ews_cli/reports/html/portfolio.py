"""The page of `ews batch`: who needs attention first, then everyone, then the whole, then a part for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ews_cli import __version__
from ews_cli.reports import provider_list, ranked
from ews_cli.reports.html import engine
from ews_cli.reports.html.attention import attention, counts, moved
from ews_cli.reports.html.distribution import distributions
from ews_cli.reports.html.listing import choices, rows
from ews_cli.reports.html.region_bars import region_bars
from ews_cli.reports.html.scatter import scatter
from ews_cli.reports.html.survey import survey
from ews_cli.reports.overview import Overview
from ews_cli.reports.rows import count_text

MOST = 1_000
"""Providers in the list of a page; a browser stays quick, and the rest is in the .csv and the .xlsx."""


def page(overview: Overview, fragments: Iterator[str]) -> Iterator[str]:
    """The page, in pieces; `fragments` are of the first `MOST` that are shown, in their order."""
    places = overview.places[:MOST]
    linked, found = frozenset(places), survey(overview)
    heading, day = ranked.heading_texts(overview)
    return engine.page(
        "portfolio.html.j2",
        version=__version__,
        heading=heading,
        day=day,
        attention=attention(overview, found, linked),
        counts=counts(overview),
        moved=moved(overview, found, linked),
        since=ranked.since(overview),
        recorded=ranked.recorded(overview),
        interim=ranked.interim(overview),
        list_title=provider_list.title(overview),
        cut=_cut(len(overview.places)),
        rows=rows(overview, places),
        choices=choices(overview),
        with_regio=bool(overview.regio),
        distributions=distributions(overview, found),
        scatter=scatter(overview, found),
        regions=region_bars(overview),
        sections=ranked.after_the_list(overview),
        pages=_pages(places, fragments),
    )


def _cut(number: int) -> str:
    """What is not in the page, and how to see it."""
    if number <= MOST:
        return ""
    first, rest = (count_text(n) for n in (MOST, number - MOST))
    return (
        f"Deze lijst toont de eerste {first} aanbieders; de andere {rest} staan er niet bij. Aantallen, verdelingen en "
        "regio's zijn wel van iedereen. De anderen ziet u met --trede (zoals --trede 1-2) of --regio in een eigen "
        "pagina, en allemaal in de .csv en de .xlsx (-o alles.xlsx)."
    )


def _pages(places: Sequence[int], fragments: Iterator[str]) -> Iterator[Markup]:
    for place, text in zip(places, fragments, strict=True):
        yield Markup(f'<article class="provider" id="a{place}">{text}</article>')
