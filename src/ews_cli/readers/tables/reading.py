"""Tables in a file -> a Lezing for each provider, and one without years for what is wrong with the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.files import FileKind, Limits, Refused
from ews_cli.readers.grid import Sheet, open_grid
from ews_cli.readers.lezing import Blad, Kolomlezing, Lezing
from ews_cli.readers.look import look as look_at
from ews_cli.readers.options import FileMapping, ReadOptions
from ews_cli.readers.tables.accounts import Accounts
from ews_cli.readers.tables.columns import WHEN, Given, Kolom, Rol, given
from ews_cli.readers.tables.places import ALONE, Key, Places, look
from ews_cli.readers.tables.quick import LOOKED_AT, may_hold_table
from ews_cli.readers.tables.rows import Rows
from ews_cli.readers.tables.table import Raw, Tabel, find_table, has_headings, is_headless, titled_budget
from ews_cli.readers.tables.units import units_of
from ews_cli.readers.xlsx_scan import column_letters

LIMITS = Limits(size=500_000_000, cells=3_000_000, filled=3_000_000, seconds=60.0)
"""What a table may be where the user sets no bound: a hundred thousand rows of a workbook are large, and one
table. The rows of a csv are read as they are asked for, so that only its size counts."""
_NAMED = 6
MOST_COLUMNS = 10_000


def raws(sheets: Iterable[Sheet]) -> list[Raw]:
    """Sheets that were opened already, as the tables know them."""
    return [Raw(s.naam, s.rijen, s.zichtbaar, s.defects, s.verborgen_rijen) for s in sheets]


def tables_in(sheets: Sequence[Raw], options: ReadOptions) -> list[Tabel]:
    """The tables in the visible sheets; none where the file is no table."""
    said = _said(options.mapping)
    found = [table for raw in sheets if raw.zichtbaar and (table := find_table(raw, said)) is not None]
    if any(_names_providers(table) for table in found):
        return [table for table in found if _names_providers(table)]
    return (
        found if len(found) == 1 == _filled(sheets) else []
    )  # years of one provider beside other sheets sum up


def may_be_notes(tables: Sequence[Tabel], sheets: Sequence[Sheet]) -> bool:
    """Whether tables stand beside other sheets, and have no column with a year, as tables of providers do."""
    others = {sheet.naam for sheet in sheets} - {table.raw.naam for table in tables}
    beside = _filled(raw for raw in raws(sheets) if raw.naam in others)
    return beside > 0 and not any(WHEN & table.by_role.keys() for table in tables)


def _filled(sheets: Iterable[Raw]) -> int:
    return sum(any(cell != "" for row in raw.rijen for cell in row) for raw in sheets if raw.zichtbaar)


def _said(mapping: FileMapping) -> Given:
    """What the user says of headings, and of the words for posts in the rows of a long table."""
    labels = {label: post.value for label, post in mapping.labels.items()}
    return given(labels | dict(mapping.koppen))


def _names_providers(tabel: Tabel) -> bool:
    return Rol.KVK in tabel.by_role or Rol.NAAM in tabel.by_role


def large_tables(path: Path, options: ReadOptions) -> tuple[list[Tabel], list[Problem]]:
    """The tables in a file that is too large for annual accounts, with the problems of opening it."""
    limits = _widened(options.limits)
    try:
        kind, content = look_at(path, limits)
        if kind is FileKind.TEXT:
            from ews_cli.readers.tables.text_rows import TextRows

            if limits.cells < LIMITS.cells or limits.filled < LIMITS.filled:
                return [], []  # the user set a bound, and the file is beyond it
            rows = TextRows(content)
            lost = [Problem("EWS108", LOST, str(path))] if rows.lost else []
            return tables_in([Raw(path.stem, rows)], options), lost
        if kind is None and not _may_hold_table(content):
            return [], []
        del content
        grid = open_grid(path, limits, options.wachtwoord)
    except (Refused, MemoryError):
        return [], []
    opening = [p._replace(waar=f"{path}!{p.waar}" if p.waar else str(path)) for p in grid.problemen]
    return tables_in(raws(grid.sheets), options), opening


def _may_hold_table(content: bytes) -> bool:
    """Whether a workbook that is too large for accounts begins as a table does, before all of it is read."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        return any(
            may_hold_table([Sheet(sheet.title, [["" if c is None else c for c in row] for row in rows])])
            for sheet in book.worksheets
            for rows in [sheet.iter_rows(max_row=LOOKED_AT, max_col=MOST_COLUMNS, values_only=True)]
        )
    except MemoryError:
        raise
    except (
        Exception
    ):  # openpyxl raises about fifteen kinds on damaged files; another kind of zip ends here too
        return content[30:38] == b"mimetype"  # an .ods, which a process of its own reads


LOST = "tekens van dit bestand zijn niet te lezen; sla het op als csv met codering UTF-8"


def _widened(limits: Limits) -> Limits:
    """The limits of a table, but for those that the user set."""
    usual = Limits()
    names = ("size", "cells", "filled", "seconds")
    wider = {n: getattr(LIMITS, n) for n in names if getattr(limits, n) == getattr(usual, n)}
    return replace(limits, **wider)


def read_tables(
    path: Path, tables: list[Tabel], options: ReadOptions, opening: list[Problem]
) -> Iterator[Lezing]:
    """A Lezing for each provider in the tables of a file, and at the end one for the file as a whole."""
    yield from TableFile(path, tables, options, opening).lezingen()


Looked = Callable[[Tabel], Places]
"""Gives what a look over a table found, where somebody looked already."""


class TableFile:
    """One file with tables while it is read.

    Attributes:
        others: one of its columns is of a share of others.
    """

    def __init__(
        self,
        path: Path,
        tables: list[Tabel],
        options: ReadOptions,
        opening: list[Problem],
        looked: Looked | None = None,
    ) -> None:
        self.bestand = str(path)
        self.looked = looked
        self.options = options
        self.problems = list(opening)
        said = _said(options.mapping)
        usable = [table for table in tables if self._usable(table, path)]
        self.rows = [self._rows(table, said) for table in usable]
        self.kolommen = tuple(k for rows in self.rows for k in _columns_of(rows))
        used = {rows.places.tabel.raw.naam for rows in self.rows}
        self.bladen = tuple(Blad(t.raw.naam, True, ("tabel",), t.raw.naam in used) for t in tables)
        self.others = any("derden" in name for t in usable for k in t.kolommen for name in k.namen) or any(
            "derden" in name for rows in self.rows for k in rows.places.posts.values() for name in k.namen
        )

    def _usable(self, tabel: Tabel, path: Path) -> bool:
        """Whether a table can be read; why not is noted."""
        waar = f"{self.bestand}!{tabel.raw.naam}"
        if tabel.own_results:
            melding = "dit is een uitslag van ews; geef de bestanden waaruit hij is gemaakt"
            self.problems.append(Problem("EWS171", melding, waar))
            return False
        if tabel.begroting or titled_budget([path.stem]):
            melding = "dit is een begroting of prognose; een trede vraagt gerealiseerde cijfers"
            self.problems.append(Problem("EWS113", melding, waar))
            return False
        if not tabel.names_years and self.options.jaar is None:
            if tabel.dag is None:
                melding = "geen kolom met het boekjaar; voeg een kolom boekjaar toe, of geef --jaar"
                self.problems.append(Problem("EWS171", melding, waar))
                return False
            melding = (
                f"geen kolom met het boekjaar; {tabel.dag.year} aangehouden, zoals de titel of het blad zegt"
            )
            self.problems.append(Problem("EWS172", melding, waar))
        return True

    def _rows(self, tabel: Tabel, said: Given) -> Rows:
        places = self.looked(tabel) if self.looked else look(tabel, self.bestand, said)
        unit = self.options.eenheid or self.options.mapping.eenheid or places.unit
        units = units_of(tabel, unit, f"{self.bestand}!{tabel.raw.naam}")
        self.problems += [*places.problems, *units.problems]
        if tabel.raw.verborgen_rijen and any(rij > tabel.kop for rij in tabel.raw.verborgen_rijen):
            melding = f"verborgen regels tellen mee: {len(tabel.raw.verborgen_rijen)}; verwijder ze als dat niet klopt"
            self.problems.append(Problem("EWS121", melding, f"{self.bestand}!{tabel.raw.naam}"))
        self._named(tabel)
        jaar = self.options.jaar
        return Rows(places, units, tabel.dag if jaar is None else date(jaar, 12, 31))

    def _named(self, tabel: Tabel) -> None:
        """Say that a name or number of the user does not hold for a table that names its providers itself."""
        asked = (self.options.naam, self.options.kvk, self.options.mapping.naam, self.options.mapping.kvk)
        if any(asked) and _names_providers(tabel):
            melding = (
                "de tabel noemt zelf de aanbieders; de opgegeven naam of het opgegeven KvK-nummer telt niet"
            )
            self.problems.append(Problem("EWS336", melding, f"{self.bestand}!{tabel.raw.naam}"))

    def lezingen(self) -> Iterator[Lezing]:
        """The providers in the order in which the tables name them."""
        keys: dict[Key, None] = {key: None for rows in self.rows for key in rows.places.rows}
        for key in keys:
            yield self.provider(key)
        yield from self.whole(bool(keys))

    def whole(self, anybody: bool) -> Iterator[Lezing]:
        """The reading that is about the file and no provider, where there is anything to say of it."""
        self._unused()
        if not anybody and not any(p.weegt is Ernst.FOUT for p in self.problems):
            melding = "geen enkele aanbieder onder de kolomkoppen; vul een regel per aanbieder en jaar in"
            self.problems.append(Problem("EWS171", melding, self.bestand))
        if self.problems:
            yield Lezing(
                self.bestand, (), tuple(self.problems), self.bladen, kolommen=self.kolommen, whole=True
            )

    def provider(self, key: Key) -> Lezing:
        """What the tables hold of a provider."""
        mine = [rows for rows in self.rows if key in rows.places.rows]
        basis = self.options.basis or self.options.mapping.basis
        problemen: list[Problem] = []
        regels = [(regel, rows) for rows in mine for regel in rows.of(key, problemen)]
        newest = max(regels, key=lambda pair: pair[0].opgesteld, default=None)
        rows, rij = (newest[1], newest[0].rij) if newest else (mine[0], mine[0].places.rows[key][-1])
        aanbieder = self._alone() if key == ALONE else rows.aanbieder(key, rij)
        accounts = Accounts(aanbieder, self.bestand, basis, self.others, rows.names_book_years, problemen)
        jaren = accounts.years(regel for regel, _ in regels)
        if not jaren and not accounts.problemen:
            melding = f"{aanbieder.naam}: geen enkel bedrag; vul de bedragen in, of haal de regel weg"
            rij = mine[0].places.rows[key][0]
            accounts.problemen.append(Problem("EWS111", melding, mine[0].places.waar(rij, 0)))
        return Lezing(
            self.bestand, tuple(jaren), tuple(accounts.problemen), self.bladen, kolommen=self.kolommen
        )

    def _alone(self) -> Aanbieder:
        """The provider of a table without a column for it."""
        naam = self.options.naam or self.options.mapping.naam or Path(self.bestand).stem
        return Aanbieder(naam, self.options.kvk or self.options.mapping.kvk)

    def _unused(self) -> None:
        """Say which columns, and which rows of a long table, nothing was read from."""
        for rows in self.rows:
            tabel = rows.places.tabel
            unused = [k for k in tabel.unused if k.kop]
            if unused:
                names = ", ".join(f"{k.kop[:40]} ({column_letters(k.plaats)})" for k in unused[:_NAMED])
                more = f" en nog {len(unused) - _NAMED}" if len(unused) > _NAMED else ""
                melding = f"kolommen niet gebruikt: {names}{more}; ews inspect zegt waarom"
                self.problems.append(Problem("EWS172", melding, f"{self.bestand}!{tabel.raw.naam}"))
            if rows.unread:
                words = [
                    f"{text[:40] or 'leeg'} ({count})" for text, count in list(rows.unread.items())[:_NAMED]
                ]
                more = f" en nog {len(rows.unread) - _NAMED}" if len(rows.unread) > _NAMED else ""
                melding = f"regels niet gelezen, want geen post: {', '.join(words)}{more}"
                self.problems.append(
                    Problem(
                        "EWS172", f"{melding}; noem ze in een mapping", f"{self.bestand}!{tabel.raw.naam}"
                    )
                )


def _columns_of(rows: Rows) -> Iterator[Kolomlezing]:
    """What each column of a table was taken for."""
    tabel, places = rows.places.tabel, rows.places
    amounts = {k.plaats for k in tabel.amounts} - rows.units.aside
    roles = {k.plaats: k for k in tabel.by_role.values()}
    for k in tabel.kolommen:
        used = k.plaats in amounts or k.plaats in roles or k.informeert is not None
        yield Kolomlezing(
            blad=tabel.raw.naam,
            kolom=column_letters(k.plaats),
            kop=k.kop,
            als=_meaning(k) if used else None,
            eenheid=(k.eenheid or rows.units.general) if k.plaats in amounts else None,
            notatie=_notation(places, k) if k.plaats in amounts else None,
            reden="de eenheid is niet te bepalen" if k.plaats in rows.units.aside else k.reden,
        )


def _meaning(k: Kolom) -> str:
    if k.informeert is not None:
        return k.informeert.indicator.tekst
    what = k.rol.value if k.rol else " en ".join(k.namen)
    if k.dag is not None:
        return f"{what} {k.dag.year if (k.dag.month, k.dag.day) == (12, 31) else k.dag.isoformat()}"
    return f"{what}, {k.terug} jaar terug" if k.terug else what


def _notation(places: Places, k: Kolom) -> str | None:
    writing = places.writing[k.plaats]
    if not writing.reden:
        return None
    if writing.notation is None:
        return f"decimaalteken onbekend: {writing.reden}"
    return f"decimaalteken {writing.notation.value} ({writing.reden})"


def headless(path: Path, sheets: Iterable[Sheet]) -> tuple[Problem, ...]:
    """The problem of a file whose rows are those of a table without headings; none for any other."""
    for raw in raws(sheets):
        if raw.zichtbaar and is_headless(raw):
            melding = "de kolomkoppen ontbreken; zet er kvk, boekjaar en de namen van de posten boven"
            if has_headings(raw):
                melding = "de kolomkoppen noemen geen twee posten; noem ze als in de jaarrekening, of geef een mapping"
            return (Problem("EWS171", melding, f"{path}!{raw.naam}"),)
    return ()
