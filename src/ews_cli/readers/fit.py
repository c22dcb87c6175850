"""Whether what the user said about a file fits it: what a mapping names and the file does not have is said.

A mapping serves all workbooks of one form, so that a part that does not fit stops nothing; but what was
not used, or contradicts the file, must not pass in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ews_cli.problems import Problem
from ews_cli.readers.amounts import Notation
from ews_cli.readers.cells import amount_of, at, is_label
from ews_cli.readers.facts import facts_of
from ews_cli.readers.grid import Sheet
from ews_cli.readers.heading_rows import heading_rows
from ews_cli.readers.identity import find_aanbieder
from ews_cli.readers.labels import key_of
from ews_cli.readers.options import FileMapping, ReadOptions
from ews_cli.readers.xlsx_scan import column_letters
from ews_cli.yaml_text.suggest import did_you_mean


def misfits(sheets: Sequence[Sheet], options: ReadOptions, bestand: str) -> list[Problem]:
    """What of the options and the mapping does not fit the sheets of a file."""
    mapping = options.mapping
    return [
        *_columns(sheets, mapping, bestand),
        *_labels(sheets, mapping, bestand),
        *_accounts(mapping, bestand),
        *_number(sheets, options.kvk or mapping.kvk, bestand),
    ]


def _columns(sheets: Sequence[Sheet], mapping: FileMapping, bestand: str) -> Iterator[Problem]:
    by_name = {sheet.naam: sheet for sheet in sheets}
    for naam, columns in mapping.kolommen.items():
        sheet = by_name.get(naam)
        if sheet is None:
            melding = f"de mapping noemt blad '{naam}'; {did_you_mean(naam, by_name)}"
            yield Problem("EWS331", melding, bestand)
            continue
        headings = heading_rows(facts_of(sheet))
        for kolom, day in columns.items():
            waar = f"{bestand}!{naam}!{column_letters(kolom)}"
            if all(amount_of(at(row, kolom), Notation.DUTCH) is None for row in sheet.rijen):
                melding = "de mapping noemt deze kolom, maar er staan geen bedragen in; kies een andere"
                yield Problem("EWS332", melding, waar)
            heads = (row.cells[kolom].balansdatum for row in headings if kolom in row.cells)
            named = {head.year for head in heads if head is not None}
            if named and day.year not in named:
                years = " en ".join(str(year) for year in sorted(named))
                melding = f"de kop van deze kolom noemt {years} en de mapping {day.year}; de mapping telt"
                yield Problem("EWS334", melding, waar)


def _labels(sheets: Sequence[Sheet], mapping: FileMapping, bestand: str) -> Iterator[Problem]:
    if not mapping.labels:
        return
    present = set()
    for row in (row for sheet in sheets for row in sheet.rijen):
        texts = [cell for cell in row if is_label(cell)]
        present |= {key_of(text) for text in [*texts, " ".join(texts)]}
    absent = [label for label in mapping.labels if key_of(label) not in present]
    if absent:
        names = ", ".join(f"'{label}'" for label in absent[:6])
        more = f" en nog {len(absent) - 6}" if len(absent) > 6 else ""
        yield Problem(
            "EWS333", f"labels uit de mapping die niet in dit bestand staan: {names}{more}", bestand
        )


def _accounts(mapping: FileMapping, bestand: str) -> Iterator[Problem]:
    if mapping.rekeningen:
        melding = "de mapping noemt rekeningen, en dit is geen auditfile of saldibalans"
        yield Problem("EWS335", f"{melding}; noem hier labels of cellen", bestand)


def _number(sheets: Sequence[Sheet], kvk: str | None, bestand: str) -> Iterator[Problem]:
    if kvk is None:
        return
    _, numbers = find_aanbieder(sheets, Path(bestand))
    if numbers and kvk not in numbers:
        melding = (
            f"het bestand noemt KvK {', '.join(numbers)} en opgegeven is {kvk}; het opgegeven nummer telt"
        )
        yield Problem("EWS336", f"{melding}, controleer of dit de goede aanbieder is", bestand)
