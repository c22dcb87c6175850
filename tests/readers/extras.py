"""Sheets that are no statement: notes, cash flow, ratios, movements, budgets and other entities.

They use the words of the statement for other amounts, as real workbooks do. None of their figures may come
out as a post, save where the statement itself says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ews_cli.readers.grid import Sheet

from .accounts import Amounts
from .notation import NOTATIONS, UNITS, Cell
from .paper import Layout
from .rows import Row, Statement, Words

Rows = list[list[Cell]]


class Paper:
    """Prints an amount in the notation of the workbook and heads columns as its balance does."""

    def __init__(
        self, layout: Layout, amounts: Mapping[int, Amounts], budget: Mapping[int, Amounts], words: Words
    ):
        self.layout, self.amounts, self.budget, self.words = layout, amounts, budget, words
        self.days = layout.closing_days

    def head(self, label: str = "") -> list[Cell]:
        return [label, *(float(day.year) for day in self.days)]

    def money(self, amount: int) -> Cell:
        return NOTATIONS[self.layout.notation](amount)

    def row(self, label: str, name: str, times: float = 1) -> list[Cell]:
        """A row of the amounts of a name, or of a share of them."""
        return [label, *(self.money(int(self.amounts[d.year][name] * times)) for d in self.days)]

    def extra_sheets(self) -> tuple[list[Sheet], list[Sheet]]:
        """The sheets before and after the statements."""
        before: list[Sheet] = []
        after: list[Sheet] = []
        for name in self.layout.notes_sheets:
            place = before if name.startswith("first ") else after
            place += AFTER[name.removeprefix("first ")](self)
        return before, after

    def below(self) -> Rows:
        """The rows that stand below the last statement in its own sheet."""
        return [
            row for name in self.layout.below for sheet in AFTER[name](self) for row in (*sheet.rijen, [])
        ]

    def toelichting(self) -> list[Sheet]:
        """Notes: the statement's words as headings and as parts of other totals."""
        rows: Rows = [["Toelichting op de balans"], self.head("ACTIVA")]
        for name in ("vorderingen", "liquide_middelen", "effecten"):
            rows += [
                [self.words(name)],
                self.row("Debiteuren", name, 0.3),
                self.row(self.words(name), name, 0.7),
                self.row(f"Totaal {self.words(name).lower()}", name, 0.9),
                [],
            ]
        rows += [
            ["PASSIVA"],
            [self.words("voorzieningen")],
            self.row("Voorziening jubilea", "voorzieningen", 0.2),
        ]
        rows += [
            self.row("Saldo per 1 januari", "voorzieningen", 0.5),
            self.row("Dotatie", "voorzieningen", 0.1),
        ]
        rows += [self.row(self.words("kortlopende_schulden"), "kortlopende_schulden", 0.4), []]
        rows += [["Toelichting op de resultatenrekening"], self.head()]
        rows += [
            self.row(self.words("personeelskosten"), "personeelskosten", 0.8),
            self.row(self.words("opbrengsten"), "opbrengsten", 0.6),
            self.row(self.words("afschrijvingen"), "afschrijvingen", 0.5),
            self.row("Resultaat", "resultaat", 0.5),
        ]
        return [Sheet("Toelichting", rows)]

    def kasstroom(self) -> list[Sheet]:
        """A cash-flow statement."""
        rows: Rows = [[f"Kasstroomoverzicht over {self.layout.last}"], self.head()]
        rows += [
            self.row(self.words("bedrijfsresultaat"), "bedrijfsresultaat"),
            ["Aanpassingen voor:"],
            self.row("Afschrijvingen", "afschrijvingen"),
            self.row("Mutaties voorzieningen", "voorzieningen", 0.1),
            ["Veranderingen in vlottende middelen:"],
            self.row("Voorraden" if self.layout.shape.voorraden else "Effecten", "effecten", 0.1),
            self.row("Vorderingen", "vorderingen", -0.2),
            self.row("Kortlopende schulden", "kortlopende_schulden", 0.2),
            self.row("Resultaat", "resultaat", 0.9),
            self.row("Stand liquide middelen 1 januari", "liquide_middelen", 0.5),
            self.row("Liquide middelen", "liquide_middelen", 0.4),
        ]
        return [Sheet("Kasstroomoverzicht", rows)]

    def ratios(self) -> list[Sheet]:
        """Ratios by the words of their parts."""
        rows: Rows = [["Ratio's"], self.head()]
        for label in ("Solvabiliteit", "Eigen vermogen", "Balanstotaal", "Resultaat", "Current ratio"):
            rows.append([label, *(0.25 + day.year % 10 / 100 for day in self.days)])
        rows.append(["Bedrijfsresultaat", *(f"{day.year % 10},1%" for day in self.days)])
        return [Sheet("Ratio's", rows)]

    def verloop(self) -> list[Sheet]:
        """The movements of equity, under the words of the balance and with years beside each other."""
        rows: Rows = [["Verloopoverzicht eigen vermogen"], self.head()]
        rows += [
            self.row("Eigen vermogen", "eigen_vermogen", 0.8),
            self.row("Resultaat", "resultaat", 1.2),
            self.row("Voorzieningen", "voorzieningen", 0.7),
            self.row("Totaal eigen vermogen", "eigen_vermogen", 1.1),
        ]
        return [Sheet("Verloop EV", rows)]

    def begroting(self) -> list[Sheet]:
        """Next year's budget, in a sheet of its own and in the form of the statement."""
        return [
            self._other(
                f"Begroting {self.layout.last + 1}", f"Begroting {self.layout.last + 1}", self.budget, 1
            )
        ]

    def budget_of_these_years(self) -> list[Sheet]:
        """The budget of the same years."""
        return [self._other("Begroting", "Begroting", self.budget, 0)]

    def enkelvoudig(self) -> list[Sheet]:
        """The separate accounts beside the consolidated ones."""
        return [self._other("Enkelvoudig", "Enkelvoudige balans en resultatenrekening", self.budget, 0)]

    def hidden(self) -> list[Sheet]:
        """An older version of the statement that its maker hid."""
        shown = self._other("Balans oud", "Balans", self.budget, 0)
        return [Sheet(shown.naam, shown.rijen, zichtbaar=False)]

    def empty(self) -> list[Sheet]:
        """Nothing, and a cover with a year and a number."""
        cover: Rows = [["Jaarrekening"], [f"Boekjaar {self.layout.last}"], ["Dossiernummer", 20230012.0]]
        return [Sheet("Voorblad", cover), Sheet("Blad9", [])]

    def meerjaren(self) -> list[Sheet]:
        """The key figures of the same years, the same as in the statements."""
        names = (
            "opbrengsten",
            "resultaat",
            "eigen_vermogen",
            "totaal_activa",
            "kortlopende_schulden",
            "vlottende_activa",
        )
        rows: Rows = [["Kerncijfers"], self.head()]
        rows += [self.row(self.words(name, total=name == "totaal_activa"), name) for name in names]
        return [Sheet("Kerncijfers", rows)]

    def segment(self) -> list[Sheet]:
        """The statement of one part of the organisation."""
        return [self._other("Segment", "Balans en resultatenrekening segment niet-DAEB", self.budget, 0)]

    def locatie(self) -> list[Sheet]:
        """The income statement of one location, under its own name."""
        return [self._other("Locatie Noord", "Exploitatie locatie Noord", self.budget, 0)]

    def kwartalen(self) -> list[Sheet]:
        """Quarters of the last year, and the forecast of the whole."""
        rows: Rows = [["Resultatenrekening per kwartaal"]]
        rows.append(["", *(f"Q{q} {self.layout.last}" for q in (1, 2, 3, 4)), f"Prognose {self.layout.last}"])
        for name in ("opbrengsten", "bedrijfslasten", "bedrijfsresultaat", "resultaat"):
            amount = self.amounts[self.layout.last][name]
            rows.append(
                [
                    self.words(name, total=True),
                    *(self.money(amount // 4 + q) for q in (1, 2, 3, 4)),
                    self.money(amount + 9),
                ]
            )
        return [Sheet("Kwartaalcijfers", rows)]

    def saldibalans(self) -> list[Sheet]:
        """The ledger: credit is negative, and the result is not yet in equity."""
        rows: Rows = [[f"Saldibalans {self.layout.last}"], ["Rekening", "Omschrijving", *self.head()[1:]]]
        for number, (name, sign) in enumerate(_LEDGER.items()):
            amounts = (sign * self.amounts[d.year][name] for d in self.days)
            rows.append([float(1_000 + 400 * number), self.words(name), *map(self.money, amounts)])
        return [Sheet("Saldibalans", rows)]

    def trend(self) -> list[Sheet]:
        """Years below each other, posts beside each other, as an index."""
        rows: Rows = [
            ["Ontwikkeling (index)"],
            ["Jaar", "Eigen vermogen", "Balanstotaal", "Totaal opbrengsten", "Resultaat"],
        ]
        rows += [[float(d.year), 100.0 + n, 101.0 + n, 103.0 + n, 99.0 - n] for n, d in enumerate(self.days)]
        return [Sheet("Trend", rows)]

    def vergelijk(self) -> list[Sheet]:
        """Averages of the sector by the words of the statement."""
        rows: Rows = [["Vergelijking met de sector"], ["", "Sector", "Wij", float(self.layout.last)]]
        rows += [
            [self.words(name), 12.5, 11.0, 10.0] for name in ("eigen_vermogen", "resultaat", "voorzieningen")
        ]
        return [Sheet("Benchmark", rows)]

    def personeel(self) -> list[Sheet]:
        """Staff in full-time equivalents, under years and under words of the income statement."""
        rows: Rows = [["Personeel (fte)"], self.head()]
        rows += [
            ["Personeel in loondienst", *(210.5 for _ in self.days)],
            ["Personeel niet in loondienst", *(12.5 for _ in self.days)],
        ]
        return [Sheet("Personeel", rows)]

    def afgerond(self) -> list[Sheet]:
        """The key figures in a coarser unit than the statements have."""
        unit = self.layout.unit * 1_000
        if unit not in UNITS:
            return []
        names = ("opbrengsten", "resultaat", "eigen_vermogen", "totaal_activa")
        rows: Rows = [["Meerjarenoverzicht"], [UNITS[unit][0]], self.head()]
        rows += [
            [self.words(n), *(self.money(round(self.amounts[d.year][n] / 1_000)) for d in self.days)]
            for n in names
        ]
        return [Sheet("Meerjarenoverzicht", rows)]

    def _other(self, naam: str, title: str, amounts: Mapping[int, Amounts], ahead: int) -> Sheet:
        """The whole statement with other amounts; its years shifted `ahead`."""
        statement = Statement(frozenset(amounts[self.layout.last]), self.layout.style, self.words)
        days = [date(day.year + ahead, day.month, day.day) for day in self.days]
        rows: Rows = [[title], ["", *(float(day.year) for day in days)]]
        for row in (*statement.activa(), *statement.passiva(), *statement.resultaat()):
            rows.append([row.label, *(self._value(row, amounts, day) for day in days)])
        return Sheet(naam, rows)

    def _value(self, row: Row, amounts: Mapping[int, Amounts], day: date) -> Cell:
        return "" if row.name is None else self.money(amounts[min(day.year, self.layout.last + 1)][row.name])


_LEDGER = {
    "materiele_vaste_activa": 1,
    "debiteuren": 1,
    "liquide_middelen": 1,
    "kapitaal": -1,
    "voorzieningen": -1,
    "netto_omzet": -1,
    "personeelskosten": 1,
    "afschrijvingen": 1,
    "rentebaten": -1,
    "rentelasten": 1,
}

AFTER = {
    "toelichting": Paper.toelichting,
    "kasstroom": Paper.kasstroom,
    "ratios": Paper.ratios,
    "verloop": Paper.verloop,
    "begroting": Paper.begroting,
    "budget_of_these_years": Paper.budget_of_these_years,
    "enkelvoudig": Paper.enkelvoudig,
    "hidden": Paper.hidden,
    "meerjaren": Paper.meerjaren,
    "empty": Paper.empty,
    "afgerond": Paper.afgerond,
    "segment": Paper.segment,
    "locatie": Paper.locatie,
    "kwartalen": Paper.kwartalen,
    "saldibalans": Paper.saldibalans,
    "trend": Paper.trend,
    "vergelijk": Paper.vergelijk,
    "personeel": Paper.personeel,
}
"""Name of an extra sheet -> what makes it."""
