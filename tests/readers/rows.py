"""The rows of a statement: in which order, under which headings and by which words its amounts are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

import yaml

from .accounts import ACTIVA_VAST, ACTIVA_VLOTTEND, LASTEN, OPBRENGSTEN, SCHULDEN_KORT, VERMOGEN

Kind = Literal["side", "heading", "line", "total", "blank"]
COSTS = frozenset({*LASTEN, "bedrijfslasten", "rentelasten"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words and the name of the amount that it prints (None for a heading).

    `parts` are the names of the amounts that a total adds up.
    """

    kind: Kind
    label: str = ""
    name: str | None = None
    parts: tuple[str, ...] = ()


WORDS = {
    "immateriele_vaste_activa": "Immateriële vaste activa",
    "materiele_vaste_activa": "Materiële vaste activa",
    "financiele_vaste_activa": "Financiële vaste activa",
    "vaste_activa": "Vaste activa",
    "voorraden": "Voorraden",
    "onderhanden_werk": "Onderhanden werk",
    "vorderingen": "Debiteuren en overige vorderingen",
    "debiteuren": "Debiteuren",
    "overige_vorderingen": "Overige vorderingen",
    "effecten": "Effecten",
    "liquide_middelen": "Liquide middelen",
    "vlottende_activa": "Vlottende activa",
    "totaal_activa": "Totaal activa",
    "kapitaal": "Kapitaal",
    "bestemmingsreserves": "Bestemmingsreserves",
    "bestemmingsfondsen": "Bestemmingsfondsen",
    "overige_reserves": "Algemene en overige reserves",
    "eigen_vermogen": "Eigen vermogen",
    "aandeel_derden": "Aandeel derden in groepsvermogen",
    "groepsvermogen": "Groepsvermogen",
    "egalisatierekening": "Egalisatierekening",
    "voorziening_onderhoud": "Voorziening groot onderhoud",
    "voorziening_jubilea": "Voorziening jubilea",
    "voorzieningen": "Voorzieningen",
    "leningen_banken": "Schulden aan kredietinstellingen",
    "leningen_overig": "Leningen o/g gemeenten",
    "langlopende_schulden": "Langlopende schulden",
    "financieringsoverschot": "Schulden uit hoofde van financieringsoverschot",
    "crediteuren": "Schulden aan leveranciers",
    "belastingen_en_premies": "Belastingen en premies sociale verzekeringen",
    "overige_schulden": "Overige schulden",
    "kortlopende_schulden": "Kortlopende schulden",
    "totaal_passiva": "Totaal passiva",
    "zorgprestaties": "Opbrengsten zorgprestaties en maatschappelijke ondersteuning",
    "jeugdhulpopbrengsten": "Opbrengsten Jeugdwet",
    "subsidies": "Subsidies (exclusief Wmo en Jeugdwet)",
    "overige_opbrengsten": "Overige bedrijfsopbrengsten",
    "netto_omzet": "Netto-omzet",
    "opbrengsten": "Som der bedrijfsopbrengsten",
    "personeelskosten": "Personeelskosten",
    "afschrijvingen": "Afschrijvingen op immateriële en materiële vaste activa",
    "overige_bedrijfskosten": "Overige bedrijfskosten",
    "bedrijfslasten": "Som der bedrijfslasten",
    "bedrijfsresultaat": "Bedrijfsresultaat",
    "rentebaten": "Rentebaten en soortgelijke opbrengsten",
    "rentelasten": "Rentelasten en soortgelijke kosten",
    "financieel_saldo": "Financiële baten en lasten",
    "resultaat_voor_belasting": "Resultaat voor belastingen",
    "belastingen": "Belastingen resultaat",
    "groepsresultaat": "Groepsresultaat",
    "aandeel_derden_resultaat": "Aandeel derden in groepsresultaat",
    "resultaat": "Resultaat boekjaar",
}
AMBIGUOUS = frozenset({"Exploitatieresultaat", "Netto-omzetresultaat", "Resultaat"})
"""Words that are another post in another statement; the layouts that use them ask for them by name."""
_LOSS = r"(?:netto|bedrijfs|exploitatie)?verlies|nadelig|exploitatietekort"


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """labels.yaml: name -> its labels and false friends."""
    data = yaml.safe_load(files("ews_cli.readers").joinpath("labels.yaml").read_text("utf-8"))
    return {**data["hulpregels"], **data["posten"]}


@dataclass(slots=True)
class Words:
    """Chooses a label for each name: the usual one, or any synonym of labels.yaml."""

    rng: Random
    synonyms: bool
    chosen: dict[tuple[str, bool], str] = field(default_factory=dict)

    def __call__(self, name: str, total: bool = False) -> str:
        """The label of a name; of its total row, `Totaal …` where that is usual."""
        if (name, total) not in self.chosen:
            self.chosen[name, total] = self._choose(name, total)
        return self.chosen[name, total]

    def _choose(self, name: str, total: bool) -> str:
        usual = WORDS[name]
        if total and not usual.startswith(("Som ", "Totaal ", "Resultaat", "Bedrijfsresultaat")):
            usual = f"Totaal {usual[0].lower()}{usual[1:]}"
        if not self.synonyms or name not in vocabulary():
            return usual
        labels: list[str] = [
            label
            for label in vocabulary()[name]["labels"]
            # A profit is not called a loss; what a loss means, tests of whole statements say.
            if label not in AMBIGUOUS and not re.match(_LOSS, label.casefold())
        ]
        totals = [label for label in labels if label.startswith(("Tota", "Som ", "Subtotaal"))]
        plain = [label for label in labels if label not in totals]
        return self.rng.choice((totals if total else plain) or [usual])


@dataclass(frozen=True, slots=True)
class Style:
    """How the rows are printed.

    Attributes:
        totals: `labelled` (`Totaal …` below the parts), `unlabelled` (an empty label below the parts),
            `above` (the heading carries the total), `below` (the heading's words below the parts),
            `none` (only the total, without its parts).
        grand: `labelled`, `unlabelled`, `generaal` (`Totaal generaal`) or `side` (`Activa`, `Passiva`).
        details: the parts of receivables, provisions and debts are printed.
        omzet: revenue as `zorg`, as `netto` (netto-omzet and other revenue) or `som` (the total only).
        rente: interest as one balance, or as two rows.
        resultaat_rijen: the rows between the operating result and the result are printed.
        bedrijfsresultaat: printed or not (model E has no such line).
        bestemming: a block that divides the result follows.
        resultaat_in_vermogen: the label under which equity holds the result of the year, or none.
        staffel: model A, which deducts the short-term debts and has no balance total.
    """

    totals: str = "labelled"
    grand: str = "labelled"
    details: bool = False
    omzet: str = "zorg"
    rente: str = "saldo"
    bedrijfsresultaat: bool = True
    bestemming: bool = False
    resultaat_in_vermogen: str = ""
    staffel: bool = False
    blanks: bool = False


class Statement:
    """Puts the rows of one statement together."""

    def __init__(self, names: frozenset[str], style: Style, words: Words) -> None:
        self.names, self.style, self.words = names, style, words

    def _line(self, name: str) -> list[Row]:
        return [Row("line", self.words(name), name)] if name in self.names else []

    def _lines(self, names: Sequence[str]) -> list[Row]:
        return [row for name in names for row in self._line(name)]

    def _blank(self) -> list[Row]:
        return [Row("blank")] if self.style.blanks else []

    def _block(self, name: str, lines: list[Row], labelled: bool = False) -> list[Row]:
        """A heading, its parts and its total, in the style's order."""
        parts = tuple(row.name for row in lines if row.kind in ("line", "total") and row.name)
        heading = Row("heading", self.words(name))
        totals = "labelled" if labelled and self.style.totals == "unlabelled" else self.style.totals
        match totals:
            case "labelled":
                return [heading, *lines, Row("total", self.words(name, total=True), name, parts)]
            case "unlabelled":
                return [heading, *lines, Row("total", "", name, parts)]
            case "above":
                return [Row("total", self.words(name), name, parts), *lines]
            case "below":
                return [*lines, Row("total", self.words(name), name, parts)]
            case _:
                return [Row("line", self.words(name), name)]

    def _post(self, name: str, parts: Sequence[str]) -> list[Row]:
        """A post of one row, or with its details."""
        if name not in self.names:
            return []
        return self._block(name, self._lines(parts)) if self.style.details else self._line(name)

    def _grand(self, name: str, side: str) -> Row:
        match self.style.grand:
            case "unlabelled":
                label = ""
            case "generaal":
                label = "TOTAAL GENERAAL"
            case "side":
                label = side.upper()
            case _:
                label = self.words(name, total=True)
        return Row("total", label, name)

    def activa(self) -> list[Row]:
        """The assets."""
        return [
            Row("side", "ACTIVA"),
            *self._block("vaste_activa", self._lines(ACTIVA_VAST)),
            *self._blank(),
            *self._vlottend(),
            *self._blank(),
            self._grand("totaal_activa", "activa"),
        ]

    def _vlottend(self) -> list[Row]:
        rows = []
        for name in ACTIVA_VLOTTEND:
            rows += (
                self._post(name, ("debiteuren", "overige_vorderingen"))
                if name == "vorderingen"
                else self._line(name)
            )
        return self._block("vlottende_activa", rows)

    def _vermogen(self) -> list[Row]:
        lines = self._lines(VERMOGEN)
        if self.style.resultaat_in_vermogen:
            # Before appropriation the result stands in equity beside the reserves.
            lines[-1] = Row("line", lines[-1].label, "reserves_voor_resultaat")
            lines.append(Row("line", self.style.resultaat_in_vermogen, "resultaat"))
        rows = self._block("eigen_vermogen", lines)
        if "aandeel_derden" in self.names:
            rows += self._line("aandeel_derden")
            rows.append(Row("total", self.words("groepsvermogen", total=True), "groepsvermogen"))
        return rows

    def _lang(self) -> list[Row]:
        return [
            *self._line("egalisatierekening"),
            *self._post("voorzieningen", ("voorziening_onderhoud", "voorziening_jubilea")),
            *self._blank(),
            *self._post("langlopende_schulden", ("leningen_banken", "leningen_overig")),
        ]

    def _kort(self) -> list[Row]:
        return self._block("kortlopende_schulden", self._lines(SCHULDEN_KORT))

    def passiva(self) -> list[Row]:
        """The liabilities."""
        return [
            Row("side", "PASSIVA"),
            *self._vermogen(),
            *self._blank(),
            *self._lang(),
            *self._blank(),
            *self._kort(),
            *self._blank(),
            self._grand("totaal_passiva", "passiva"),
        ]

    def staffel(self) -> list[Row]:
        """Model A: one column of assets minus debts, without a balance total."""
        return [
            *self._block("vaste_activa", self._lines(ACTIVA_VAST), labelled=True),
            *self._vlottend(),
            *self._kort(),
            Row("line", "Uitkomst van vlottende activa min kortlopende schulden", "werkkapitaal"),
            Row("line", "Uitkomst van activa min kortlopende schulden", "kapitaal_in_gebruik"),
            *self._lang(),
            *self._vermogen(),
        ]

    def resultaat(self) -> list[Row]:
        """The income statement."""
        style = self.style
        revenue = ("netto_omzet", "overige_opbrengsten") if style.omzet == "netto" else OPBRENGSTEN
        rente = ("financieel_saldo",) if style.rente == "saldo" else ("rentebaten", "rentelasten")
        rows = [
            *self._result_block("opbrengsten", "Bedrijfsopbrengsten", revenue, style.omzet != "som"),
            *self._blank(),
            *self._result_block("bedrijfslasten", "Bedrijfslasten", LASTEN, True),
            *self._blank(),
        ]
        if style.bedrijfsresultaat:
            rows.append(Row("total", self.words("bedrijfsresultaat"), "bedrijfsresultaat"))
        rows += self._lines(rente)
        if "belastingen" in self.names:
            rows += [Row("total", self.words("resultaat_voor_belasting"), "resultaat_voor_belasting")]
            rows += self._line("belastingen")
        if "aandeel_derden_resultaat" in self.names:
            rows.append(Row("total", self.words("groepsresultaat"), "groepsresultaat"))
            rows += self._line("aandeel_derden_resultaat")
        rows.append(Row("total", self.words("resultaat"), "resultaat"))
        return [*rows, *(self._bestemming() if style.bestemming else [])]

    def _result_block(self, name: str, heading: str, lines: Sequence[str], parts: bool) -> list[Row]:
        """Revenue or costs; their total has a label of its own in every style."""
        total = Row("total", self.words(name, total=self.style.totals != "below"), name, tuple(lines))
        if not parts:
            return [total]
        return [Row("heading", heading), *self._lines(lines), total]

    def _bestemming(self) -> list[Row]:
        return [
            Row("blank"),
            Row("heading", "RESULTAATBESTEMMING"),
            Row("heading", "Het resultaat is als volgt verdeeld:"),
            Row("line", "Toevoeging bestemmingsfondsen", "naar_fondsen"),
            Row("line", "Algemene / overige reserves", "naar_reserves"),
            Row("total", "", "resultaat", ("naar_fondsen", "naar_reserves")),
        ]
