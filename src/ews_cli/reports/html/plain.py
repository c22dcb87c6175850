"""Any sections as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ews_cli import __version__
from ews_cli.reports.blocks import Section
from ews_cli.reports.html import engine


def page(title: str, sections: Sequence[Section]) -> Iterator[str]:
    """The page, in pieces."""
    return engine.page("sections.html.j2", title=title, sections=sections, version=__version__)
