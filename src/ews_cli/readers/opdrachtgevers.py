"""A list of clients or of opdrachtgevers, as a contractmanager keeps it -> the weight of each opdrachtgever.

Two forms: a row per client with his opdrachtgever, or a row per opdrachtgever with a number of clients or a
budget. A list with a fault is not used at all: a row that is left out would change every share. Clients stay
confidential: no message and no result holds what stands in a cell of a row, but for the opdrachtgever.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from ews_cli.core.jaarrekening import same_name
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import Notation, decide_notation, unit_of, without_unit
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet, open_grid
from ews_cli.readers.identity import short_name
from ews_cli.readers.provider_cells import TOTALS
from ews_cli.readers.register import LIMITS
from ews_cli.readers.register_columns import LOOKED_AT
from ews_cli.readers.xlsx_scan import column_letters
from ews_cli.yaml_text.suggest import nearest


class Naar(StrEnum):
    """What the shares follow."""

    CLIENTEN = "clienten"
    BUDGET = "budget"


class Kop(StrEnum):
    """What a column holds; the value is its name as the manual has it."""

    OPDRACHTGEVER = "opdrachtgever"
    CLIENT = "cliëntnummer"
    CLIENTEN = "aantal cliënten"
    BUDGET = "budget"


_WORDS = {
    Kop.OPDRACHTGEVER: "opdrachtgever, naam opdrachtgever, gemeente, naam gemeente, verantwoordelijke gemeente, "
    "contractgemeente, jeugdregio, jeugdhulpregio, jeugdzorgregio, regio",
    Kop.CLIENT: "client, clientnummer, clientnr, clientid, clientcode, nummer client, naam client, clientnaam, bsn, "
    "burgerservicenummer, jeugdige, naam jeugdige",
    Kop.CLIENTEN: "clienten, aantal clienten, aantal, aantallen, aantal jeugdigen, jeugdigen, clientaantal, "
    "clientaantallen, aantal behandelingen, behandelingen",
    Kop.BUDGET: "budget, begroot, begroot bedrag, geraamde bijdrage, bijdrage, geraamd budget, contractwaarde, "
    "geraamde financiele bijdrage, subsidie, omzet, geraamde omzet",
}
_KNOWN = {same_name(word): kop for kop, words in _WORDS.items() for word in words.split(", ")}
_COLUMN = {Naar.CLIENTEN: Kop.CLIENTEN, Naar.BUDGET: Kop.BUDGET}


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list as it was read.

    Attributes:
        bestand: the file as the user named it; `sha256` is of its bytes.
        gewichten: the clients or the euros of each opdrachtgever, under its first spelling.
        telling: how they were counted, in words (Dutch).
    """

    bestand: str
    sha256: str
    gewichten: dict[str, Decimal]
    telling: str


def load(path: Path, naar: Naar) -> tuple[Lijst | None, list[Problem]]:
    """The list in a file, and everything that is wrong with it; None when a fault is among that.

    Never raises on a file.
    """
    try:
        grid = open_grid(path, LIMITS)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except Refused as refused:
        return None, [refused.problem(str(path))]
    except OSError:
        return None, [
            Problem("EWS101", "het bestand is niet te lezen; controleer of het er nog is", str(path))
        ]
    opening = [p._replace(waar=f"{path}!{p.waar}" if p.waar else str(path)) for p in grid.problemen]
    problems = [p._replace(ernst=Ernst.FOUT) if p.code == "EWS106" else p for p in opening]
    sheets = [sheet for sheet in grid.sheets if sheet.zichtbaar]
    found = [(sheet, columns) for sheet in sheets if (columns := _columns(sheet)) is not None]
    if len(found) != 1:
        return None, [
            *problems,
            Problem("EWS521", _which_sheet(sheets, [s.naam for s, _ in found]), str(path)),
        ]
    sheet, (row, heads) = found[0]
    look = _Look(sheet, row, heads, naar, str(path))
    telling = look.count()
    problems += look.problems
    if any(problem.weegt is Ernst.FOUT for problem in problems):
        return None, problems
    return Lijst(str(path), sha256, look.named(), telling), problems


def _which_sheet(sheets: list[Sheet], named: list[str]) -> str:
    if named:
        return f"een lijst op meer bladen ({', '.join(named)}); houd er een over"
    melding = "geen kolomkoppen herkend; schrijf boven de kolommen opdrachtgever, en "
    guess = next(
        (g for sheet in sheets for row in sheet.rijen[:LOOKED_AT] for c in row if (g := _guess(c))), None
    )
    return melding + "aantal cliënten, budget of cliëntnummer" + (f"; bedoelde u `{guess}`?" if guess else "")


def _guess(cell: Cell) -> str | None:
    """The heading that a cell nearly is; its own text is never shown."""
    return (
        nearest(cell.strip().casefold(), [*map(str, Kop)]) if isinstance(cell, str) and cell.strip() else None
    )


def _columns(sheet: Sheet) -> tuple[int, dict[int, Kop]] | None:
    """The row of the headings and what each column holds; None when no row at the top names opdrachtgevers."""
    for row, cells in enumerate(sheet.rijen[:LOOKED_AT]):
        heads = {column: kop for column, cell in enumerate(cells) if (kop := _kop(cell))}
        if Kop.OPDRACHTGEVER in heads.values():
            return row, heads
    return None


def _kop(cell: Cell) -> Kop | None:
    return _KNOWN.get(same_name(without_unit(cell))) if isinstance(cell, str) and len(cell) <= 200 else None


class _Look:
    """One look at the rows under the headings; what is wrong with them is noted in `problems`."""

    def __init__(self, sheet: Sheet, row: int, heads: dict[int, Kop], naar: Naar, bestand: str) -> None:
        self.sheet, self.row, self.naar, self.bestand = sheet, row, naar, bestand
        self.problems: list[Problem] = []
        self.columns: dict[Kop, int] = {}
        for column, kop in heads.items():
            if kop in self.columns:
                self.note("EWS522", row, column, f"een tweede kolom {kop}; houd er een over")
            self.columns.setdefault(kop, column)
        self.spellings: dict[str, dict[str, int]] = {}
        """Per opdrachtgever each spelling with its first row."""
        self.weights: dict[str, Decimal] = defaultdict(Decimal)
        self.rows: dict[str, list[int]] = defaultdict(list)

    def note(self, code: str, row: int, column: int, melding: str, ernst: Ernst | None = None) -> None:
        waar = f"{self.bestand}!{self.sheet.cel(row, column)}"
        self.problems.append(Problem(code, melding, waar, ernst))

    def named(self) -> dict[str, Decimal]:
        """The weight of each opdrachtgever under its first spelling."""
        return {next(iter(self.spellings[key])): weight for key, weight in self.weights.items()}

    def count(self) -> str:
        """Count the weights, and say how."""
        kop = _COLUMN[self.naar]
        rows = [n for n in range(self.row + 1, len(self.sheet.rijen)) if self._filled(n)]
        who = [(n, key) for n in rows if (key := self._who(n))]
        if self.naar is Naar.CLIENTEN and {Kop.CLIENT, Kop.CLIENTEN} <= self.columns.keys():
            melding = (
                "een kolom met cliënten en een met aantallen; haal er een weg, want wat telt is niet te zien"
            )
            self.note("EWS522", self.row, self.columns[Kop.CLIENTEN], melding)
            return ""
        if kop in self.columns:
            telling = self._add_up(who, self.columns[kop])
        elif self.naar is Naar.CLIENTEN and self._a_row_is_a_client():
            telling = self._count_rows(who)
        else:
            self._no_column(kop)
            return ""
        self._spelled_twice()
        self._hidden(rows)
        if not self.problems and not sum(self.weights.values()):
            what = "geen regel onder de kolomkoppen" if not rows else f"nergens een {kop} boven nul"
            melding = f"{what}; er is niets om naar te verdelen"
            self.note("EWS525", self.row, self.columns[Kop.OPDRACHTGEVER], melding)
        return telling

    def _filled(self, row: int) -> bool:
        cells = self.sheet.rijen[row]
        return any(cell != "" and (not isinstance(cell, str) or cell.strip()) for cell in cells) or any(
            place[0] == row for place in self.sheet.defects
        )

    def _who(self, row: int) -> str | None:
        """The opdrachtgever of a row, in the form that is compared; None when there is none, which is noted."""
        column = self.columns[Kop.OPDRACHTGEVER]
        cell = at(self.sheet.rijen[row], column)
        naam = short_name(" ".join(str(cell).split())) if isinstance(cell, str) else ""
        key = same_name(naam)
        key = key.removeprefix("gemeente") or key
        if key in TOTALS:
            self.note(
                "EWS523", row, column, f"'{naam}' is een optelling en geen opdrachtgever; haal de regel weg"
            )
            return None
        if not key:
            melding = "regel zonder opdrachtgever; vul de naam in als tekst, of haal de regel weg"
            self.note("EWS523", row, column, melding)
            return None
        self.spellings.setdefault(key, {}).setdefault(naam, row)
        return key

    def _a_row_is_a_client(self) -> bool:
        """Whether rows may be counted: they say so, or nothing in them is a number and names recur.

        A column with numbers under a heading that is not known may be what is meant to be counted.
        """
        if Kop.CLIENT in self.columns:
            return True
        rows = [n for n in range(self.row + 1, len(self.sheet.rijen)) if self._filled(n)]
        return len(rows) > len(self.spellings) and not any(
            amount_of(cell, Notation.DUTCH) is not None for n in rows for cell in self.sheet.rijen[n]
        )

    def _no_column(self, kop: Kop) -> None:
        column = self.columns[Kop.OPDRACHTGEVER]
        other = Kop.CLIENTEN if kop is Kop.BUDGET else Kop.BUDGET
        extra = f", of kies --naar {other.name.lower()}" if other in self.columns else ""
        per_client = " of `cliëntnummer`" if kop is Kop.CLIENTEN else ""
        self.note("EWS522", self.row, column, f"geen kolom `{kop}`{per_client}; voeg die toe{extra}")

    def _count_rows(self, who: list[tuple[int, str]]) -> str:
        """A row per client; with a column for the client each one counts once at an opdrachtgever."""
        column = self.columns.get(Kop.CLIENT)
        seen: dict[str, dict[str, int]] = defaultdict(dict)
        double = 0
        for row, key in who:
            client = "" if column is None else _client(at(self.sheet.rijen[row], column))
            if column is not None and not client:
                self.note("EWS524", row, column, "regel zonder cliënt; vul die in, of haal de regel weg")
            elif client and key in seen[client]:
                double += 1
            else:
                seen[client].setdefault(key, row)
                self.weights[key] += 1
        shared = [max(keys.values()) for client, keys in seen.items() if client and len(keys) > 1]
        if double and column is not None:
            lines = "een regel gaat" if double == 1 else f"{double} regels gaan"
            melding = f"{lines} over een cliënt die er al staat; elke cliënt telt een keer per opdrachtgever"
            self.note("EWS526", self.row, column, melding)
        if shared and column is not None:
            clients = "een cliënt staat" if len(shared) == 1 else f"{len(shared)} cliënten staan"
            melding = f"{clients} bij meer dan een opdrachtgever, en telt bij elk; controleer dat"
            self.note("EWS526", min(shared), column, melding)
        return "elke regel is een cliënt" if column is None else "elke cliënt telt een keer per opdrachtgever"

    def _add_up(self, who: list[tuple[int, str]], column: int) -> str:
        """A row per opdrachtgever with its number or budget; more rows of one are added up, and said."""
        cells = [at(self.sheet.rijen[row], column) for row, _ in who]
        notation = decide_notation(cell for cell in cells if isinstance(cell, str) and cell)
        head = str(at(self.sheet.rijen[self.row], column))
        unit = (unit_of(head) or 1) if self.naar is Naar.BUDGET else 1
        for row, key in who:
            amount = self._amount(row, column, notation)
            if amount is not None:
                self.weights[key] += amount * unit
                self.rows[key].append(row)
        for key, rows in self.rows.items():
            if len(rows) > len(self.spellings[key]):
                naam = next(iter(self.spellings[key]))
                melding = (
                    f"'{naam}' staat op {len(rows)} regels; die zijn opgeteld, controleer of geen dubbel is"
                )
                self.note("EWS526", rows[1], self.columns[Kop.OPDRACHTGEVER], melding)
        return f"kolom {column_letters(column)} van blad {self.sheet.naam}"

    def _amount(self, row: int, column: int, notation: Notation | None) -> Decimal | None:
        """The number in a cell; None where there is none that can be used, which is noted."""
        if defect := self.sheet.defects.get((row, column)):
            melding = f"de cel bevat {defect}; herstel de formule en sla het bestand op"
            self.note("EWS524", row, column, melding)
            return None
        cell = at(self.sheet.rijen[row], column)
        amount = amount_of(cell.strip() if isinstance(cell, str) else cell, notation)
        what = "aantal cliënten" if self.naar is Naar.CLIENTEN else "budget"
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            melding = f"de cel is leeg; vul het {what} in, en schrijf 0 als er geen is"
        elif amount is None:
            melding = f"de cel is niet als {what} te lezen; schrijf een getal, zoals 1.234"
        elif amount < 0:
            melding = f"een {what} onder nul kan niet; schrijf een getal van nul of meer"
        elif self.naar is Naar.CLIENTEN and amount != amount.to_integral_value():
            melding = "een aantal cliënten is een heel getal; rond het af, of verdeel met --naar budget"
        else:
            return amount
        self.note("EWS524", row, column, melding)
        return None

    def _spelled_twice(self) -> None:
        column = self.columns[Kop.OPDRACHTGEVER]
        for spellings in self.spellings.values():
            first, *others = spellings
            for other in others:
                melding = (
                    f"'{other}' is een andere schrijfwijze van '{first}'; zij tellen als een opdrachtgever"
                )
                self.note("EWS526", spellings[other], column, melding)

    def _hidden(self, rows: list[int]) -> None:
        hidden = [row for row in rows if row in self.sheet.verborgen_rijen]
        if hidden:
            melding = f"verborgen regels tellen mee: {len(hidden)}; verwijder ze als dat niet de bedoeling is"
            self.problems.append(Problem("EWS121", melding, f"{self.bestand}!{self.sheet.naam}"))


def _client(cell: Cell) -> str:
    """What a client is compared by; it goes nowhere else."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return same_name(str(cell))
