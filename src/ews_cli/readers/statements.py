"""The sheets of a workbook -> the years in its statements, with what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening, Soort, same_name
from ews_cli.problems import Problem
from ews_cli.readers.apart import Layouts, Reading, calendar_in, period_of_file, read_apart
from ews_cli.readers.columns import SHIFTED
from ews_cli.readers.context import STATEMENTS, context_of_name, is_budget
from ews_cli.readers.entities import others
from ews_cli.readers.given import apply_cells, with_labels
from ews_cli.readers.grid import Sheet
from ews_cli.readers.headers import year_in_title
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.identity import find_aanbieder
from ews_cli.readers.informing import informing
from ews_cli.readers.labels import names_of, plain
from ews_cli.readers.layout import SheetLayout, take_apart
from ews_cli.readers.lezing import Blad, Lezing
from ews_cli.readers.lines import Line
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.selection import Selection, select
from ews_cli.readers.views import Calendar, Lens, closes_year
from ews_cli.readers.years import Frame, years_of


def read_sheets(path: Path, sheets: Sequence[Sheet], options: ReadOptions) -> Lezing:
    """Read the accounts in sheets that were opened already; `path` names the file."""
    bestand = str(path)
    read = _Sheets(path, sheets, options)
    layouts, calendar = read.layouts, read.calendar
    lines = read.lines(layouts)
    refused = [reason for _, layout in layouts for reason in layout.refused]
    titles = [title for _, layout in layouts for title in layout.titles]
    aanbieder, problemen = read.aanbieder, read.problemen
    chosen = read.selected(lines)
    frame = Frame(aanbieder, bestand, chosen.basis, titles)
    years = years_of(chosen.lines, frame)
    jaren, given_problems = apply_cells(years.jaren, sheets, options, frame)

    def through(lens: Lens, of_lines: Callable[[Sequence[Line]], list[Line]]) -> Reading:
        every = of_lines(read.lines(read.through(lens)))
        seen = read.selected(every)
        found = years_of(seen.lines, frame._replace(basis=seen.basis))
        bladen = frozenset(t.candidate.line.sheet.naam for t in found.traces if t.gekozen)
        told, unclear = informing(every, bestand)
        return Reading(found.jaren, [*seen.problemen, *found.problemen, *unclear], bladen, told)

    apart = read_apart(
        layouts, path.stem, calendar, read.said, options.periode, read.budget, through, bestand
    )
    refused = [reason for reason in refused if reason.partition(" (")[0] not in apart.cellen]
    plannen = tuple(apart.plannen)
    if not jaren and not apart.tussentijds:
        why = (
            _notations(layouts, bestand)
            or years.problemen
            or [_nothing(layouts, lines, bestand, bool(plannen))]
        )
        why = [*why, *(p for p in apart.problemen if p.code == "EWS126" and not plannen)]
        bladen = _bladen(sheets, lines, apart.bladen)
        return Lezing(bestand, (), (*given_problems, *why), bladen, plannen=plannen)
    problemen += [*chosen.problemen, *years.problemen, *given_problems, *_notations(layouts, bestand)]
    problemen += [problem for problem in apart.problemen if problem not in problemen]
    if refused:
        melding = f"geen gerealiseerde jaarcijfers, dus bij geen jaar geteld: kolom {', '.join(refused[:6])}"
        problemen.append(Problem("EWS118", f"{melding}{_remedy(refused)}", bestand))
    used = apart.bladen | {t.candidate.line.sheet.naam for t in years.traces if t.gekozen}
    return Lezing(
        bestand,
        tuple(sorted((*apart.tussentijds, *jaren), key=_age)),
        tuple(dict.fromkeys(problemen)),
        _bladen(sheets, lines, used),
        tuple(years.traces),
        plannen=plannen,
    )


def _age(jaar: Jaarrekening) -> tuple[date, bool, int]:
    """The order of figures: by their day, and of one day the year last."""
    return jaar.balansdatum, jaar.soort is Soort.JAARREKENING, jaar.maanden


class _Sheets:
    """The sheets of a file, taken apart for its years and, through a lens, for what else it holds.

    Attributes:
        said: the period that the file as a whole is about, if any.
        calendar: what its dates are.
        layouts: the sheets as taken apart for the years.
        aanbieder, problemen: the provider, and what is doubtful about it.
        others: the sheets of another organisation, with its name.
    """

    def __init__(self, path: Path, sheets: Sequence[Sheet], options: ReadOptions) -> None:
        self.path, self.sheets, self.options = path, sheets, options
        self.aanbieder, self.problemen = _aanbieder(sheets, path, options)
        given = options.periode
        part = given if given is not None and given.kind is Kind.PARTIAL else None
        self.layouts = self.through(Lens(given=part))
        self.said = part or period_of_file(self.layouts, path.stem)
        if self.said is not None:
            self.layouts = self.through(Lens(said=self.said, given=part))
        self.calendar = calendar_in(self.layouts, path.stem, self.said)
        if given is not None and given.kind is Kind.ACTUAL:  # the user says that it is a year
            self.said, self.calendar = None, Calendar(years=self.calendar.years)
        if self.calendar.interim and self.said is None and not self._closes_after(max(self.calendar.interim)):
            # Beside a balance of 30 June a column 2026 is no year.
            self.said = Heading(Kind.PARTIAL, max(self.calendar.interim), dated=True)
        if self.calendar.interim or any(
            h.heading.kind is Kind.PARTIAL for _, x in self.layouts for h in x.heads
        ):
            self.layouts = self.through(Lens(None, self.calendar, self.said, part))
        beside = any(
            reason.endswith(f"({Kind.BUDGET.value})")
            for _, layout in self.layouts
            for reason in layout.refused
        )
        # A file that calls itself a budget is one, unless a column beside the others is marked as budget.
        self.budget = is_budget(plain(path.stem.replace("_", " ").replace("-", " "))) and not beside
        self.budget = self.budget or (given is not None and given.kind is Kind.BUDGET)
        said = options.naam or options.mapping.naam or path.stem
        sure = same_name(self.aanbieder.naam) in same_name(said)
        self.others = others(sheets, self._statements, self.aanbieder.naam, sure)

    def _statements(self) -> dict[str, frozenset[str | None]]:
        """The sheets that hold statements, with the sections of these."""
        return {s.naam: sections for s, layout in self.layouts if (sections := _statements_in(layout))}

    def _closes_after(self, interim: date) -> bool:
        """Whether a balance of a book year that ended later stands beside interim balances."""
        heads = (head.heading for _, layout in self.layouts for head in layout.heads)
        days = (h.balansdatum for h in heads if h.kind is Kind.ACTUAL and h.dated and closes_year(h))
        return any(day > interim for day in days if day is not None)

    def through(self, lens: Lens) -> Layouts:
        """The sheets as a lens shows them."""
        return _take_apart(self.sheets, self.path.stem, self.options, lens)

    def lines(self, layouts: Layouts) -> list[Line]:
        """The lines of all sheets."""
        lines = [line for sheet, layout in layouts for line in self._of_whom(sheet, layout.lines)]
        if not self.budget:
            return lines
        return [line._replace(context=line.context._replace(begroting=True)) for line in lines]

    def _of_whom(self, sheet: Sheet, lines: list[Line]) -> list[Line]:
        """The lines of a sheet, which a sheet of another organisation marks as those of a part."""
        other = self.others.get(sheet.naam)
        if other is None:
            return lines
        return [line._replace(context=line.context._replace(deel=other)) for line in lines]

    def selected(self, lines: Sequence[Line]) -> Selection:
        """The lines that count."""
        options, mapping = self.options, self.options.mapping
        return select(
            with_labels(lines, mapping),
            options.basis or mapping.basis,
            options.eenheid or mapping.eenheid,
            str(self.path),
            self.sheets,
        )


def _statements_in(layout: SheetLayout) -> frozenset[str | None]:
    """The statements of which a sheet gives figures, and not only notes about others; None for one without a title."""
    sections = (line.context.sectie for line in layout.lines if line.names and line.figures)
    return frozenset(section for section in sections if section is None or section in STATEMENTS)


def _notations(layouts: Sequence[tuple[Sheet, SheetLayout]], bestand: str) -> list[Problem]:
    """The sheets whose amounts contradict each other in what separates the decimals."""
    melding = (
        "een bedrag als 1,234 kan hier 1234 of 1,234 zijn en is niet gelezen; schrijf bedragen als getal"
    )
    return [
        Problem("EWS122", f"{melding} of als 1.234", f"{bestand}!{sheet.naam}")
        for sheet, layout in layouts
        if layout.notation is None and any(line.names for line in layout.lines)
    ]


def _take_apart(sheets: Sequence[Sheet], stem: str, options: ReadOptions, lens: Lens) -> Layouts:
    """All sheets taken apart; `Boekjaar` without a year takes the only year that titles of other sheets name."""
    layouts = [(sheet, _one(sheet, stem, options, options.jaar, lens)) for sheet in sheets]
    if not any(layout.yearless for _, layout in layouts):
        return layouts
    years = {
        d.year for _, layout in layouts for title in layout.titles if (d := year_in_title(title)) is not None
    }
    if len(years) != 1:
        return layouts
    year = years.pop()
    return [(s, _one(s, stem, options, year, lens) if layout.yearless else layout) for s, layout in layouts]


def _one(sheet: Sheet, stem: str, options: ReadOptions, jaar: int | None, lens: Lens) -> SheetLayout:
    context = context_of_name(sheet.naam, not sheet.zichtbaar)
    if sheet.naam == stem:  # a csv: what the name of a file says of a budget holds less than its columns
        context = context._replace(begroting=False)
    given = options.mapping.kolommen.get(sheet.naam)
    if given and lens.view is not None:
        return SheetLayout()  # the columns that a mapping names are years
    return take_apart(sheet, context, given, jaar, lens)


def _aanbieder(sheets: Sequence[Sheet], path: Path, options: ReadOptions) -> tuple[Aanbieder, list[Problem]]:
    """The provider: as the user says, else as the mapping says, else as the file says."""
    found, numbers = find_aanbieder([s for s in sheets if s.zichtbaar] or sheets, path)
    kvk = options.kvk or options.mapping.kvk
    problemen = []
    if len(numbers) > 1 and kvk is None:
        melding = (
            f"het bestand noemt {len(numbers)} KvK-nummers ({', '.join(numbers)}); er is er geen gekozen"
        )
        problemen.append(Problem("EWS120", melding, str(path)))
    naam = options.naam or options.mapping.naam or found.naam
    return replace(found, naam=naam, kvk=kvk or found.kvk), problemen


def _nothing(
    layouts: Sequence[tuple[Sheet, SheetLayout]], lines: Sequence[Line], bestand: str, planned: bool
) -> Problem:
    """Why a file gives no figures at all."""
    refused = [reason for _, layout in layouts for reason in layout.refused]
    columns = sorted({year for _, layout in layouts for year in layout.years}, reverse=True)
    broken = [(sheet, place) for sheet, _ in layouts for place in sheet.defects]
    known = any(names_of(title) for _, layout in layouts for title in layout.titles)
    if planned or any(line.context.begroting and line.figures for line in lines):
        return Problem(
            "EWS113", "dit is een begroting of prognose; een trede vraagt gerealiseerde cijfers", bestand
        )
    if broken and (known or columns):
        sheet, place = min(broken, key=lambda found: found[1])
        melding = f"geen bruikbare cijfers: {sheet.cel(*place)} bevat {sheet.defects[place]}"
        return Problem("EWS115", f"{melding}; open het bestand, herstel de formule en sla het op", bestand)
    if refused and (known or any(line.names for line in lines)):
        melding = (
            f"geen kolom met gerealiseerde jaarcijfers; gezien: {', '.join(refused[:6])}{_remedy(refused)}"
        )
        return Problem("EWS112", melding, bestand)
    if columns and known:
        melding = f"de kolommen {', '.join(map(str, columns))} zijn leeg; vul de bedragen in"
        return Problem("EWS111", melding, bestand)
    if known:
        melding = "geen kolom met een boekjaar herkend; zet het jaar boven de bedragen, zoals 2025"
        return Problem("EWS112", melding, bestand)
    return Problem(
        "EWS111", "geen balans of resultatenrekening gevonden; geen enkele post is herkend", bestand
    )


def _remedy(refused: Sequence[str]) -> str:
    """What a user can do about columns whose figures do not stand under their headings."""
    if not any(SHIFTED in reason for reason in refused):
        return ""
    return "; zet elk jaar recht boven zijn cijfers, of noem de kolommen in een mapping (--mapping-uit, --mapping)"


def _bladen(sheets: Sequence[Sheet], lines: Sequence[Line], used: Container[str]) -> tuple[Blad, ...]:
    """The sheets of a file; `used` are those that gave a figure."""
    sections: dict[str, dict[str, None]] = {}
    for line in lines:
        kind = "begroting" if line.context.begroting else line.context.sectie
        if kind is not None:
            sections.setdefault(line.sheet.naam, {})[kind] = None
    return tuple(Blad(s.naam, s.zichtbaar, tuple(sections.get(s.naam, ())), s.naam in used) for s in sheets)
