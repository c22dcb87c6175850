"""What `ews demo` makes: each report by a command line that its reader can type again in the same folder."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ews_cli.cli import batch_options, compare, draaiboek, inspect, options, verdeelsleutel, whatif
from ews_cli.cli.output import EXTENSION, Format
from ews_cli.reports.rows import date_text

REPORTS = "rapporten"
CLOSED = date(2025, 12, 31)
"""The last day of the samples: before it, they are not there yet."""
EERDER = date(2025, 11, 30)
"""The peildatum of the run to compare with, at which the samples show only the year before."""
HALFWEG = date(2025, 9, 1)
"""A day on which the interim figures of the samples show what their annual accounts do not."""
LEFT_OUT = frozenset({Format.PARQUET})
"""Only programs read it, and it needs a library that is not always there: the demo is the same everywhere."""


class Recipe(NamedTuple):
    """One report.

    Attributes:
        name: of its files, which differ in their extension.
        command: what is typed, up to the outputs.
        formats: all that the command can write.
        shows: what one sees in it (Dutch); empty for what is only there to compare with.
    """

    name: str
    command: str
    formats: tuple[Format, ...]
    shows: str

    @property
    def files(self) -> tuple[str, ...]:
        """The files, relative to the folder, the one for a person first."""
        made = [EXTENSION[form] for form in self.formats if form not in LEFT_OUT]
        first = next(e for e in (".html", ".txt", ".json") if e in made)
        return tuple(f"{REPORTS}/{self.name}{e}" for e in (first, *(e for e in made if e != first)))

    @property
    def judges(self) -> bool:
        """Whether the command holds figures against thresholds."""
        return self.command.partition(" ")[0] in ("batch", "score", "whatif")

    def words(self, files: Iterable[str]) -> list[str]:
        """What is typed after `ews` to write these files."""
        return [*shlex.split(self.command), *(word for file in files for word in ("-o", file))]


def recipes(peildatum: date) -> Sequence[Recipe]:
    """The reports in the order in which they are made."""
    signals = "--signalen signalen.yaml"
    everyone = f"batch jaarrekening.xlsx portefeuille --register register.xlsx {signals}"
    return (
        Recipe(
            "portefeuille",
            f"{everyone} --excel-nl --peildatum {peildatum}",
            batch_options.FORMATS,
            "alle aanbieders: wie aandacht vraagt en waarom, per regio, en een deel per aanbieder",
        ),
        Recipe(
            "linde",
            f"score jaarrekening.xlsx {signals} --peildatum {peildatum}",
            options.FORMATS,
            "een aanbieder: de trede, het cijfer dat beslist, de ruimte, en wat het draaiboek vraagt",
        ),
        Recipe("vorig-jaar", f"{everyone} --peildatum {EERDER}", (Format.JSON,), ""),
        Recipe(
            "verschuivingen",
            f"compare {REPORTS}/vorig-jaar.json {REPORTS}/portefeuille.json",
            compare.FORMATS,
            f"wie van trede ging sinds {date_text(EERDER)}, en op welk cijfer",
        ),
        Recipe(
            "zomereik",
            f"score kwartalen.csv --peildatum {HALFWEG}",
            options.FORMATS,
            f"wat halfjaarcijfers op {date_text(HALFWEG)} al zien, en de jaarrekening nog niet",
        ),
        Recipe(
            "wat-als",
            f"whatif jaarrekening.xlsx --opbrengsten open --tot 5 --peildatum {peildatum}",
            whatif.FORMATS,
            "hoeveel opbrengsten de aanbieder kan missen tot trede 5",
        ),
        Recipe(
            "stappen",
            f"draaiboek 4 --start {peildatum}",
            draaiboek.FORMATS,
            "wat het draaiboek bij trede 4 vraagt, om af te vinken en voor in de agenda",
        ),
        Recipe(
            "verdeelsleutel",
            f"verdeelsleutel geval-clienten.csv --bedrag 1200000 --peildatum {HALFWEG}",
            verdeelsleutel.FORMATS,
            "hoe opdrachtgevers 1,2 miljoen euro verdelen naar hun cliënten",
        ),
        Recipe(
            "gelezen",
            "inspect portefeuille/07-enkelvoudig.xlsx",
            inspect.FORMATS,
            "wat uit een jaarrekening is gelezen, uit welke cel, en wat ontbreekt",
        ),
    )
