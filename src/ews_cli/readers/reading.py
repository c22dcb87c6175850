"""The one door to every reader: a file in, its years and its problems out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
)
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.readers.amounts import unit_of
from ews_cli.readers.candidates import Candidate, Defect, bases, gather
from ews_cli.readers.decision import decide
from ews_cli.readers.derive import Figures, figures_of
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Grid, Sheet, open_grid
from ews_cli.readers.headers import year_in_title
from ews_cli.readers.identity import find_aanbieder
from ews_cli.readers.labels import names_of, plain, suggestion
from ews_cli.readers.layout import Context, Line, SheetLayout, context_of_name, is_budget, take_apart

NEEDED = (
    Post.EIGEN_VERMOGEN,
    Post.BALANSTOTAAL,
    Post.RESULTAAT,
    Post.OPBRENGSTEN,
    Post.VLOTTENDE_ACTIVA,
    Post.KORTLOPENDE_SCHULDEN,
)
"""The posts of the three deciding ratios: a year without one of them says why."""


@dataclass(frozen=True, slots=True)
class Lezing:
    """What was read from one file.

    Attributes:
        bestand: the file as the user named it.
        jaarrekeningen: one for each year, oldest first; empty when nothing could be read.
        problemen: what was wrong, left out or chosen.
    """

    bestand: str
    jaarrekeningen: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]


def read(path: Path, limits: Limits | None = None) -> Lezing:
    """Read the accounts in a file; never raises on what the file is or holds."""
    bestand = str(path)
    try:
        grid = open_grid(path, limits)
    except Refused as refused:
        return Lezing(bestand, (), (refused.problem(bestand),))
    return _Reading(path, grid).lezing()


class _Reading:
    """One file on its way from sheets to years; collects problems as it goes."""

    def __init__(self, path: Path, grid: Grid) -> None:
        self.path = path
        self.bestand = str(path)
        self.grid = grid
        self.problemen: list[Problem] = []
        self.titles: list[str] = []

    def lezing(self) -> Lezing:
        visible = [sheet for sheet in self.grid.sheets if sheet.zichtbaar]
        lines = self._lines(visible or self.grid.sheets)
        jaren = self._years(lines, visible) if lines else []
        return Lezing(self.bestand, tuple(jaren), tuple(self.problemen))

    def _problem(self, code: str, melding: str, cel: str | None = None) -> None:
        waar = f"{self.bestand}!{cel}" if cel else self.bestand
        self.problemen.append(Problem(code, melding, waar))

    def _lines(self, sheets: Sequence[Sheet]) -> list[Line]:
        """The lines of all sheets that hold actual figures, with their unit."""
        layouts = [(sheet, take_apart(sheet, context_of_name(sheet.naam, Context()))) for sheet in sheets]
        self.titles = [title for _, layout in layouts for title in layout.titles]
        lines = [line for sheet, layout in layouts for line in _with_sheet_unit(sheet, layout)]
        refused = [r for _, layout in layouts for r in layout.refused]
        if is_budget(plain(self.path.stem.replace("_", " ").replace("-", " "))) and not refused:
            # A file that calls itself a budget is one, unless a column beside the others is marked as budget.
            lines = [replace(line, context=replace(line.context, begroting=True)) for line in lines]
        actual = [line for line in lines if not line.context.begroting]
        if not any(line.names and line.figures for line in actual):
            self._nothing(layouts, lines, refused)
            return []
        if refused:
            self._problem(
                "EWS118", f"geen gerealiseerde jaarcijfers, dus niet gelezen: kolom {', '.join(refused[:6])}"
            )
        return self._with_unit(actual)

    def _nothing(
        self, layouts: list[tuple[Sheet, SheetLayout]], lines: list[Line], refused: list[str]
    ) -> None:
        """Say why a file gives no figures."""
        if any(line.context.begroting and line.figures for line in lines):
            self._problem(
                "EWS113", "dit is een begroting of prognose; een trede vraagt gerealiseerde cijfers"
            )
        elif refused:
            self._problem(
                "EWS112", f"geen kolom met gerealiseerde jaarcijfers; gezien: {', '.join(refused[:6])}"
            )
        elif any(names_of(title) for title in self.titles):
            self._problem(
                "EWS112", "geen kolom met een boekjaar herkend; zet het jaar boven de bedragen, zoals 2025"
            )
        else:
            self._problem("EWS111", "geen balans of resultatenrekening gevonden; geen enkele post is herkend")

    def _with_unit(self, lines: list[Line]) -> list[Line]:
        """Give lines without a unit the one that the rest of the file states; with two they are left out."""
        used = [line for line in lines if line.names and line.figures]
        units = {line.context.eenheid for line in used} - {None}
        if all(line.context.eenheid is not None for line in used):
            return lines
        if len(units) == 1:
            unit = units.pop()
            where = next(line for line in used if line.context.eenheid is None)
            self._problem(
                "EWS114",
                f"blad {where.sheet.naam} noemt geen eenheid; x {unit} aangehouden, als in de rest van het bestand",
            )
            return [replace(line, context=replace(line.context, eenheid=unit)) for line in lines]
        if not units:
            self._problem(
                "EWS114",
                "geen eenheid gevonden (zoals 'x € 1.000'); ratio's kloppen, bedragen in euro zijn onbekend",
            )
            return lines
        open_sheets = sorted({line.sheet.naam for line in used if line.context.eenheid is None})
        self._problem(
            "EWS114",
            f"het bestand noemt meer dan één eenheid; niet gelezen: blad {', '.join(open_sheets)} zonder eenheid",
        )
        return [line for line in lines if line.context.eenheid is not None]

    def _years(self, lines: list[Line], visible: Sequence[Sheet]) -> list[Jaarrekening]:
        basis, lines = self._one_basis(lines)
        candidates, defects = gather(lines)
        aanbieder, kvk = find_aanbieder(visible or self.grid.sheets, self.path)
        if len(kvk) > 1:
            self._problem(
                "EWS120",
                f"het bestand noemt {len(kvk)} KvK-nummers ({', '.join(kvk)}); het nummer is weggelaten",
            )
        jaren = sorted({c.boekjaar for c in candidates if c.naam in set(Post) or c.naam.startswith("totaal")})
        gelezen = [
            jaar
            for boekjaar in jaren
            if (jaar := self._year(boekjaar, candidates, defects, lines, aanbieder, basis)) is not None
        ]
        return [_comparative(jaar) if jaar.boekjaar != jaren[-1] else jaar for jaar in gelezen]

    def _one_basis(self, lines: list[Line]) -> tuple[Basis, list[Line]]:
        """Consolidated figures where a file holds both: the provider is judged as the group that it is.

        Lines that name no basis count beside the only one that is named; beside two they are left out
        where the chosen basis has that statement itself.
        """
        named = bases(line for line in lines if line.names and line.figures)
        if not named:
            return Basis.ONBEKEND, lines
        basis = Basis.GECONSOLIDEERD if Basis.GECONSOLIDEERD in named else named[0]
        if len(named) == 1:
            return basis, lines
        self._problem("EWS119", "geconsolideerde en enkelvoudige cijfers gevonden; de geconsolideerde tellen")
        own = [line for line in lines if line.context.basis is basis]
        has = {line.context.sectie for line in own if line.figures}
        return basis, [
            line
            for line in lines
            if line.context.basis is basis
            or (line.context.basis is Basis.ONBEKEND and line.context.sectie not in has)
        ]

    def _year(
        self,
        boekjaar: int,
        candidates: list[Candidate],
        defects: list[Defect],
        lines: list[Line],
        aanbieder: Aanbieder,
        basis: Basis,
    ) -> Jaarrekening | None:
        mine = [c for c in candidates if c.boekjaar == boekjaar]
        figures = figures_of(decide(mine, lines))
        self._explain(boekjaar, figures, [d for d in defects if d.boekjaar == boekjaar], lines)
        posten = {post: figures.found[post] for post in Post if post in figures.found}
        if not posten:
            return None
        units = Counter(c.line.context.eenheid for c in mine)
        return Jaarrekening(
            aanbieder=aanbieder,
            bestand=self.bestand,
            balansdatum=self._balansdatum(boekjaar, mine),
            posten=MappingProxyType(posten),
            basis=basis,
            eenheid=None if None in units else max((u for u in units if u), default=None),
            resultaatbestemming=_bestemming(mine),
            totaal_passiva=figures.found.get("totaal_passiva"),
            ontbreekt=MappingProxyType(
                {p: figures.left_out[p] for p in Post if p in figures.left_out and p not in posten}
            ),
        )

    def _explain(self, boekjaar: int, figures: Figures, defects: list[Defect], lines: list[Line]) -> None:
        """Give every gap its reason, and name the cells that caused one."""
        for defect in defects:
            if defect.naam in set(Post) and defect.naam not in figures.found:
                figures.left_out[defect.naam] = f"{defect.cel} bevat {defect.wat}"
                self._problem(
                    "EWS115",
                    f"{Post(defect.naam).tekst} over {boekjaar}: {defect.wat}; vul het bedrag in",
                    defect.cel,
                )
        for naam, reason in figures.left_out.items():
            if naam in set(Post) and reason.startswith("tegenstrijdige"):
                self._problem("EWS116", f"{Post(naam).tekst} over {boekjaar}: {reason}")
        unmatched = [line.label for line in lines if line.label and not line.names and line.figures]
        for post in NEEDED:
            if (
                post not in figures.found
                and post not in figures.left_out
                and (near := suggestion(post, unmatched))
            ):
                figures.left_out[post] = f"niet gevonden; lijkt op '{near}', maar dat is niet zeker"

    def _balansdatum(self, boekjaar: int, candidates: list[Candidate]) -> date:
        """The day that a heading names; else that a title names; else the end of the calendar year."""
        days = Counter(
            figure.kolom.balansdatum
            for c in candidates
            for figure in c.line.figures
            if figure.kolom.boekjaar == boekjaar and figure.kolom.heading.dated
        )
        if days:
            return days.most_common(1)[0][0]
        titles = {d for t in self.titles if (d := year_in_title(t)) is not None and d.year == boekjaar}
        return titles.pop() if len(titles) == 1 else date(boekjaar, 12, 31)


def _with_sheet_unit(sheet: Sheet, layout: SheetLayout) -> list[Line]:
    """The lines of a sheet; where no unit stood above them, the only one that the sheet states anywhere."""
    if all(line.context.eenheid is not None for line in layout.lines):
        return layout.lines
    stated = {
        u for row in sheet.rijen for cell in row if isinstance(cell, str) and (u := unit_of(cell)) is not None
    }
    if len(stated) != 1:
        return layout.lines
    unit = stated.pop()
    return [
        line
        if line.context.eenheid is not None
        else replace(line, context=replace(line.context, eenheid=unit))
        for line in layout.lines
    ]


def _bestemming(candidates: list[Candidate]) -> Resultaatbestemming:
    said = {c.line.context.bestemming for c in candidates} - {Resultaatbestemming.ONBEKEND}
    return said.pop() if len(said) == 1 else Resultaatbestemming.ONBEKEND


def _comparative(jaar: Jaarrekening) -> Jaarrekening:
    """A year that stands beside a later one in the same file."""

    def mark(bedrag: Bedrag) -> Bedrag:
        return (
            replace(bedrag, herkomst=Herkomst.VERGELIJKEND) if bedrag.herkomst is Herkomst.GELEZEN else bedrag
        )

    return replace(jaar, posten=MappingProxyType({post: mark(b) for post, b in jaar.posten.items()}))
