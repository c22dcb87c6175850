"""A register of providers, as an analyst keeps it in a spreadsheet -> `Register`.

Two forms: a row per provider and region, or a row per provider with a column of turnover per region. A register
with a fault in it is not used at all: a row that is left out would make every other share too large.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.register import Register, same_region
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Cell, Sheet, open_grid
from ews_cli.readers.identity import short_name
from ews_cli.readers.provider_cells import TOTALS, UNKNOWN, read_kvk, text_of
from ews_cli.readers.register_columns import LOOKED_AT, Columns, Kop, find_columns
from ews_cli.readers.register_join import Row, joined

LIMITS = Limits(cells=5_000_000, filled=5_000_000, seconds=60.0)
"""A register of a hundred thousand providers is large for accounts, and still one sheet."""

MANY = re.compile(r"[;,|\n]")
"""What separates regions or functions in one cell; a stroke does not: Midden-IJssel/Oost-Veluwe is one region."""
NOTHING = frozenset({"", "nee", "geen", "nvt", "0"})
YES = frozenset({"ja", "x", "1", "waar", "true"})
UNNAMED = "niet genoemd"
"""No name is longer; what is, is cut off."""


def load(path: Path, limits: Limits = LIMITS) -> tuple[Register | None, list[Problem]]:
    """The register in a file, and everything that is wrong with it its cells first.

    The register is None when a fault is among the problems. Never raises on a file.
    """
    try:
        grid = open_grid(path, limits)
    except Refused as refused:
        return None, [refused.problem(str(path))]
    opening = [p._replace(waar=f"{path}!{p.waar}" if p.waar else str(path)) for p in grid.problemen]
    problems = [p._replace(ernst=Ernst.FOUT) if p.code == "EWS106" else p for p in opening]
    rows: list[Row] = []
    sheets = [sheet for sheet in grid.sheets if sheet.zichtbaar]
    found = [(sheet, columns) for sheet in sheets if (columns := find_columns(sheet, str(path)))]
    for sheet, columns in found:
        look = _Look(sheet, columns, str(path))
        rows += look.rows() if columns.names_providers else []
        problems += [*columns.problemen, *look.problems]
    if not found:
        problems.append(Problem("EWS501", _no_headings(sheets), str(path)))
    elif not rows and not _faulty(problems):
        melding = "geen enkele aanbieder onder de kolomkoppen; vul een regel per aanbieder en regio in"
        problems.append(Problem("EWS501", melding, str(path)))
    inschrijvingen, contradictions = joined(rows)
    problems += contradictions
    return (None if _faulty(problems) else Register(str(path), inschrijvingen)), problems


def _faulty(problems: list[Problem]) -> bool:
    return any(problem.weegt is Ernst.FOUT for problem in problems)


def _no_headings(sheets: list[Sheet]) -> str:
    seen = [
        c.strip()
        for s in sheets
        for row in s.rijen[:LOOKED_AT]
        for c in row
        if isinstance(c, str) and c.strip()
    ]
    what = f"gezien: {', '.join(seen[:6])}" if seen else "het register is leeg"
    return f"geen kolomkoppen herkend ({what}); schrijf boven de kolommen {', '.join(Kop)}"


class _Look:
    """One look at the rows under the headings of a sheet; what is wrong with them is noted in `problems`."""

    def __init__(self, sheet: Sheet, columns: Columns, bestand: str) -> None:
        self.sheet = sheet
        self.columns = columns
        self.bestand = bestand
        self.problems: list[Problem] = []
        self.used = frozenset(columns.used)
        self.notation = self._notation()

    def rows(self) -> list[Row]:
        """The rows that name a provider."""
        found = []
        for rij in range(self.columns.rij + 1, len(self.sheet.rijen)):
            cells = self.sheet.rijen[rij]
            broken = [kolom for kolom in self.used if (rij, kolom) in self.sheet.defects]
            for kolom in sorted(broken):
                melding = (
                    f"de cel bevat {self.sheet.defects[rij, kolom]}; herstel de formule en sla het bestand op"
                )
                self.note("EWS513", rij, kolom, melding)
            if not broken and any(text_of(at(cells, kolom)) for kolom in self.used):
                found += self._row(rij, cells)
        hidden = [r for r in self.sheet.verborgen_rijen if r > self.columns.rij and r < len(self.sheet.rijen)]
        if hidden and found:
            melding = f"verborgen regels tellen mee: {len(hidden)}; verwijder ze als dat niet de bedoeling is"
            waar = f"{self.bestand}!{self.sheet.naam}"
            self.problems.append(Problem("EWS121", melding, waar))
        return found

    def note(self, code: str, rij: int, kolom: int, melding: str, ernst: Ernst | None = None) -> None:
        self.problems.append(Problem(code, melding, self.place(rij, kolom), ernst))

    def place(self, rij: int, kolom: int) -> str:
        return f"{self.bestand}!{self.sheet.cel(rij, kolom)}"

    def _notation(self) -> Notation | None:
        amounts = self.columns.eenheden
        rows = self.sheet.rijen[self.columns.rij + 1 :]
        return decide_notation(
            cell for row in rows for kolom in amounts if isinstance(cell := at(row, kolom), str) and cell
        )

    def _row(self, rij: int, cells: list[Cell]) -> list[Row]:
        """One row as one per region; nothing when it names no provider, which is noted."""
        before = len(self.problems)
        naam, kvk = self._words(cells, Kop.NAAM), self._kvk(rij, cells)
        if same_name(naam) in TOTALS:
            kolom = self.columns.kolommen[Kop.NAAM]
            self.note("EWS511", rij, kolom, f"'{naam}' is een optelling en geen aanbieder; haal de regel weg")
        elif not kvk and not same_name(naam) and len(self.problems) == before:
            melding = "regel zonder KvK-nummer en zonder naam; vul er een in, of haal de regel weg"
            self.note("EWS511", rij, min(self.used), melding)
        nobody = _faulty(self.problems[before:])
        named = self._words(cells, Kop.ACCOUNT)
        account = named if same_name(named) else None
        work = self._per_region(rij, cells, account)
        if nobody:
            return []
        functies = self._functions(cells)
        place = self.place(rij, self.columns.kolommen[Kop.KVK if kvk else Kop.NAAM])
        return [Row(naam, kvk, account, regio, omzet, functies, place) for regio, omzet in work]

    def _words(self, cells: list[Cell], kop: Kop) -> str:
        """The text of a cell; it may be long where the cell holds several."""
        kolom = self.columns.kolommen.get(kop)
        text = "" if kolom is None else text_of(at(cells, kolom))
        return text if kop in (Kop.REGIO, Kop.FUNCTIE) else short_name(text)

    def _kvk(self, rij: int, cells: list[Cell]) -> str | None:
        kolom = self.columns.kolommen.get(Kop.KVK)
        if kolom is None:
            return None
        found = read_kvk(at(cells, kolom))
        if found.melding is not None:
            self.note("EWS512", rij, kolom, found.melding, Ernst.WAARSCHUWING if found.nummer else None)
        return found.nummer

    def _per_region(
        self, rij: int, cells: list[Cell], account: str | None
    ) -> list[tuple[str | None, Decimal | None]]:
        """The regions of a row, each with its turnover."""
        named = list({same_region(r): r for r in _many(self._words(cells, Kop.REGIO))}.values())
        if self.columns.regios:
            return self._columns_of_regions(rij, cells, named)
        kolom = self.columns.kolommen.get(Kop.OMZET)
        amount = None if kolom is None else self._amount(rij, kolom, cells)
        if len(named) > 1 and amount is not None and kolom is not None:
            melding = f"een omzet voor {len(named)} regio's is niet te verdelen; maak een regel per regio"
            self.note("EWS513", rij, kolom, melding)
        if Kop.REGIO not in self.columns.kolommen:
            return [(account, amount)]
        return [(regio, amount) for regio in named] or [(None, amount)]

    def _columns_of_regions(
        self, rij: int, cells: list[Cell], named: list[str]
    ) -> list[tuple[str | None, Decimal | None]]:
        """The turnover per region of a row; nil in a column is no work there, unless the row names the region."""
        listed = {same_region(regio) for regio in named}
        found: dict[str, tuple[str | None, Decimal | None]] = {same_region(r): (r, None) for r in named}
        nil = True
        for kolom, regio in self.columns.regios.items():
            key, stated = same_region(regio), bool(text_of(at(cells, kolom)))
            amount = self._amount(rij, kolom, cells)
            nil = nil and amount == 0
            if not stated or (amount == 0 and key not in listed):
                continue
            found[key] = (regio, amount)
            if listed and key not in listed:
                melding = f"omzet in {regio}, maar die staat niet bij de regio's van deze regel; hij telt mee"
                self.note("EWS514", rij, kolom, melding, Ernst.WAARSCHUWING)
        return list(found.values()) or [(None, Decimal(0) if nil else None)]

    def _amount(self, rij: int, kolom: int, cells: list[Cell]) -> Decimal | None:
        """An amount in euro; None where it is unknown, and where it is wrong, which is noted."""
        cell = at(cells, kolom)
        text = short_name(text_of(cell))
        amount = amount_of(cell.strip() if isinstance(cell, str) else cell, self.notation)
        if amount is None and same_name(text) in UNKNOWN:
            return None
        if amount is None:
            melding = (
                f"'{text}' is niet als bedrag te lezen; schrijf het als 1.234.567, en laat onbekend leeg"
            )
            self.note("EWS513", rij, kolom, melding)
        elif amount < 0:
            melding = f"een omzet van {text} kan niet; schrijf een bedrag van nul of meer"
            self.note("EWS513", rij, kolom, melding)
        else:
            return amount * self.columns.eenheden[kolom]
        return None

    def _functions(self, cells: list[Cell]) -> tuple[str, ...]:
        named = [text for text in _many(self._words(cells, Kop.FUNCTIE)) if same_name(text) not in NOTHING]
        return tuple(dict.fromkeys(UNNAMED if same_name(text) in YES else text for text in named))


def _many(text: str) -> list[str]:
    """The parts of a cell that may hold several; what has no letter or digit is none."""
    return [short_name(" ".join(part.split())) for part in MANY.split(text) if same_name(part)]
