"""Interim figures and plans in a workbook, each read as if its columns were the only ones there.

They never mix with the years: a plan is in no list of actual figures at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from ews_cli.core.indicatoren import Waarneming
from ews_cli.core.jaarrekening import Jaarrekening, Soort
from ews_cli.core.posten import Overzicht
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.grid import Sheet
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.layout import SheetLayout
from ews_cli.readers.lines import Line
from ews_cli.readers.titles import is_report, of_file, title_period
from ews_cli.readers.views import (
    FEWEST_VIEWS,
    MOST_LOOKS,
    MOST_VIEWS,
    Calendar,
    Head,
    Lens,
    View,
    calendar_of,
    closes_year,
    views_of,
)
from ews_cli.readers.years import balance_only

Layouts = list[tuple[Sheet, SheetLayout]]
_FORECAST = re.compile(r"prognose|geprognosticeerd|forecast|herstelplan", re.IGNORECASE)
_BUDGET = re.compile(r"begrot|raming|budget", re.IGNORECASE)


_ABOUT_FILE = frozenset({"EWS114", "EWS119", "EWS123"})
"""What is said of a file once, and not again for each of its periods."""


class Reading(NamedTuple):
    """What one reading of the sheets gave: its years, its problems, the sheets that it used, and what informs."""

    jaren: list[Jaarrekening]
    problemen: list[Problem]
    bladen: frozenset[str]
    indicatoren: tuple[Waarneming, ...]


@dataclass(slots=True)
class Apart:
    """What a file holds besides years.

    Attributes:
        tussentijds: its interim figures, oldest first.
        plannen: its budgets and forecasts of whole years, oldest first.
        cellen: the cells of the headings under which interim figures were read, or of which is said why not.
    """

    tussentijds: list[Jaarrekening] = field(default_factory=list)
    plannen: list[Jaarrekening] = field(default_factory=list)
    problemen: list[Problem] = field(default_factory=list)
    bladen: set[str] = field(default_factory=set)
    cellen: set[str] = field(default_factory=set)


def period_of_file(layouts: Layouts, stem: str) -> Heading | None:
    """The period that a file as a whole is about: the only one that titles of a report in it name, or its own name."""
    titles = (title for _, layout in layouts for title in layout.titles)
    reports = dict.fromkeys(
        period for title in titles if is_report(title) and (period := title_period(title))
    )
    told = [period for period in reports if period.balansdatum is not None or period.span is not None]
    if len(told) == 1:
        return told[0]
    return next(iter(reports), None) if reports and not told else of_file(stem)


def calendar_in(layouts: Layouts, stem: str, said: Heading | None) -> Calendar:
    """What the dates of a file are (see `calendar_of`)."""
    heads = [head for _, layout in layouts for head in layout.heads]
    if said is None and not any(map(_may_be_interim, heads)):
        return Calendar()
    titles = [title for _, layout in layouts for title in layout.titles]
    words = [*titles, *(sheet.naam for sheet, _ in layouts), stem]
    periods = [period for title in words[:-1] if (period := title_period(title)) is not None]
    return calendar_of(heads, words, [*periods, *([said] if said is not None else [])], said is not None)


def _may_be_interim(head: Head) -> bool:
    """Whether a column may be of less than a year; those of most files are not."""
    h = head.heading
    return h.kind is Kind.PARTIAL or (h.dated and h.kind is Kind.ACTUAL and not closes_year(h))


def read_apart(
    layouts: Layouts,
    stem: str,
    calendar: Calendar,
    said: Heading | None,
    given: Heading | None,
    budget: bool,
    read: Callable[[Lens, Callable[[Sequence[Line]], list[Line]]], Reading],
    bestand: str,
) -> Apart:
    """Read all interim figures and plans of a file.

    Args:
        layouts: the sheets as taken apart for the years, with the headings of all their columns.
        said: the period that the file as a whole is about.
        given: what the user says that the figures are of.
        budget: the file as a whole is a plan.
        read: reads the sheets through a lens, with a last say about which lines count.
    """
    heads = [head for _, layout in layouts for head in layout.heads]
    found = Apart()
    if budget:
        heads = [head._replace(begroting=True) for head in heads]
    forecast = given is not None and given.prognose
    forecast = forecast or (any(head.begroting for head in heads) and _is_forecast(layouts, stem))
    views = views_of(heads, calendar, forecast)
    if not views and not any(map(_may_be_interim, heads)):
        return found
    most = _most_views(layouts)
    if len(views) > most:
        melding = f"{len(views)} perioden naast elkaar; alleen de laatste {most} zijn gelezen"
        found.problemen.append(Problem("EWS126", melding, bestand))
    for view in reversed(views[:most]):
        lens = Lens(view, calendar, said, given)
        reading = read(lens, _of_plan if view.soort is not Soort.TUSSENTIJDS else list)
        for jaar in reading.jaren:
            _keep(found, view, replace(jaar, indicatoren=reading.indicatoren), calendar)
        if reading.jaren:
            found.problemen += [p for p in reading.problemen if p.code not in _ABOUT_FILE]
            found.bladen |= reading.bladen
            if view.soort is Soort.TUSSENTIJDS:
                found.cellen |= {h.cel for h in heads if h.heading.balansdatum == view.dag}
    found.tussentijds = _without_repeats(found.tussentijds)
    found.problemen += _from_title([h for h in heads if h.titled], found.tussentijds, bestand)
    unknown = [h.cel for h in heads if _names_no_period(h.heading)]
    found.cellen.update(unknown)
    if unknown:
        found.problemen.append(_unknown(unknown, bestand))
    return found


def _most_views(layouts: Layouts) -> int:
    """How many periods of a file are read: each is another look at all of its cells."""
    cells = sum(len(row) for sheet, _ in layouts for row in sheet.rijen)
    return min(MOST_VIEWS, max(FEWEST_VIEWS, MOST_LOOKS // max(cells, 1)))


def _is_forecast(layouts: Layouts, stem: str) -> bool:
    """Whether what a file calls a plan as a whole is a forecast, and no budget."""
    words = [stem, *(text for sheet, layout in layouts for text in (sheet.naam, *layout.titles))]
    return any(map(_FORECAST.search, words)) and not any(map(_BUDGET.search, words))


def _of_plan(lines: Sequence[Line]) -> list[Line]:
    """The lines of a plan: every column of a table that is a budget, and of others those that are called so."""
    return [
        line._replace(context=line.context._replace(begroting=False))
        if line.context.begroting
        else line._replace(figures=tuple(f for f in line.figures if f.kolom.heading.dated))
        for line in lines
    ]


def _keep(found: Apart, view: View, jaar: Jaarrekening, calendar: Calendar) -> None:
    if view.soort is not Soort.TUSSENTIJDS:
        found.plannen.append(replace(jaar, soort=view.soort, balansdatum=view.dag, maanden=12))
        return
    if view.maanden is None and _has_result(jaar):
        unsure = view.dag in calendar.unsure
        jaar = balance_only(jaar) if unsure else jaar
        found.problemen.append(_without_months(view.dag, unsure, jaar.bestand))
    if jaar.posten:
        months = view.maanden or view.dag.month
        found.tussentijds.append(replace(jaar, soort=Soort.TUSSENTIJDS, balansdatum=view.dag, maanden=months))


def _without_months(day: date, unsure: bool, bestand: str) -> Problem:
    """Say of figures under a day that nothing tells how long their result is."""
    if unsure:
        melding = (
            f"niets zegt of {day:%d-%m-%Y} het einde van een boekjaar is of een tussentijdse stand; alleen de balans "
            f"is gelezen, als tussentijds; zet boven de cijfers 'boekjaar {day.year}' of 't/m' met de maand"
        )
        return Problem("EWS126", melding, bestand)
    melding = (
        f"de cijfers per {day:%d-%m-%Y} zeggen niet over hoeveel maanden het resultaat gaat; gelezen als het jaar tot "
        f"dan toe ({day.month} maanden); is het een kwartaal, zet dan Q{(day.month + 2) // 3} {day.year} boven de kolom"
    )
    return Problem("EWS126", melding, bestand, Ernst.OPMERKING)


def _has_result(jaar: Jaarrekening) -> bool:
    return any(post.overzicht is Overzicht.RESULTATENREKENING for post in jaar.posten)


def _without_repeats(figures: Sequence[Jaarrekening]) -> list[Jaarrekening]:
    """Figures without a result say nothing about their months: one of a day is enough, and none beside others."""
    kept: list[Jaarrekening] = []
    for jaar in figures:
        others = [k for k in figures if k.balansdatum == jaar.balansdatum and k is not jaar]
        if _has_result(jaar) or not any(_has_result(k) or k in kept for k in others):
            kept.append(jaar)
    return kept


def _from_title(heads: Iterable[Head], figures: Sequence[Jaarrekening], bestand: str) -> list[Problem]:
    """Say of a result whose title names a quarter that the year up to then may be meant."""
    days = {h.heading.balansdatum for h in heads if h.heading.maanden == 3}
    read = sorted({j.balansdatum for j in figures if j.balansdatum in days and j.maanden == 3})
    quarters = [f"Q{day.month // 3} {day.year}" for day in read if day.month > 3]
    if not quarters:
        return []
    melding = (
        f"alleen een titel noemt {', '.join(quarters[:8])}; het resultaat is gelezen als dat van 3 maanden; is het het "
        f"jaar tot dan toe, schrijf dan 't/m {quarters[-1]}'"
    )
    return [Problem("EWS126", melding, bestand, Ernst.OPMERKING)]


def _names_no_period(h: Heading) -> bool:
    """Whether a column is of a part of a year of which nothing tells which, or that does not exist."""
    return h.kind is Kind.PARTIAL and h.maanden is None and not h.dated


def _unknown(cells: Sequence[str], bestand: str) -> Problem:
    melding = (
        f"geen periode die te lezen is boven kolom {', '.join(cells[:6])}; schrijf bijvoorbeeld 'Q2 2026', "
        "'t/m juni 2026' of '1e halfjaar 2026'"
    )
    return Problem("EWS126", melding, bestand)
