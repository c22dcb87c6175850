"""Headings in two rows, one above the other, as the one heading that they are together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ews_cli.readers.headers import from_day, in_year
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.spans import (
    Span,
)


def join(year: Heading, role: Heading) -> Heading:
    """A year in one row and its role in the row above or below (`primo` / `2016`, `30 juni` / `2016`)."""
    if role.day is not None and year.balansdatum is not None:
        return _on_day(year, *role.day)
    if role.span is not None and year.balansdatum is not None:
        return _in_span(year, role, role.span)
    if role.kind is Kind.ACTUAL or year.balansdatum is None:
        return replace(year, bare=False)
    if role.kind is Kind.OPENING:
        if year.span is not None:
            return replace(year, kind=Kind.OTHER)
        return Heading(Kind.OPENING, date(year.balansdatum.year - 1, 12, 31))
    return replace(year, kind=role.kind, bare=False, prognose=role.prognose)


def _in_span(year: Heading, role: Heading, span: Span) -> Heading:
    """A year above or below a part of it: `2026` / `Q2`, `Q2 2026` / `cumulatief`."""
    if year.kind is Kind.ACTUAL and (span.maanden or 0) > 12 and span.last is None and year.balansdatum:
        own = Span(year.balansdatum.month, span.maanden)
        return (
            replace(year, span=own, bare=False)
            if year.span in (None, own)
            else replace(year, kind=Kind.OTHER)
        )
    kind = next((h.kind for h in (role, year) if h.kind not in (Kind.ACTUAL, Kind.PARTIAL)), Kind.PARTIAL)
    prognose = year.prognose or role.prognose
    if year.balansdatum is None or year.dated:
        return replace(year, kind=Kind.OTHER)
    if year.span is None:
        return in_year(replace(role, kind=kind, prognose=prognose), span, year.balansdatum.year)
    if span.loopt and span.last in (None, year.span.last):
        return replace(year, kind=kind, span=year.span.through(), prognose=prognose)
    return year if span == year.span else replace(year, kind=Kind.OTHER)


def both(above: Heading, below: Heading) -> Heading:
    """Two headings with a year each, one above the other: what is less than a plain year counts."""
    plain_year = [h for h in (above, below) if h.kind is Kind.ACTUAL and not h.dated]
    if not plain_year:
        parts = [h for h in (above, below) if h.kind is not Kind.ACTUAL]
        return parts[0] if len(parts) == 1 and above.balansdatum == below.balansdatum else below
    other = below if plain_year[0] is above else above
    same = above.balansdatum and below.balansdatum and above.balansdatum.year == below.balansdatum.year
    return other if same or other.kind is Kind.ACTUAL else replace(other, kind=Kind.OTHER)


def _on_day(year: Heading, month: int, day: int) -> Heading:
    try:
        found = from_day(date(year.balansdatum.year, month, day)) if year.balansdatum else None
    except ValueError:
        found = None
    if found is None:
        return Heading(Kind.OTHER)
    return (
        found
        if year.kind is Kind.ACTUAL
        else replace(year, balansdatum=found.balansdatum, dated=True, bare=False)
    )
