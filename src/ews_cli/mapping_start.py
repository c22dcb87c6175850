"""A mapping to start from: one that reads what was read from a file, with the gaps marked to be filled in.

What a workbook says by itself (its provider, its unit, the years above its columns) is written as a comment:
a mapping serves other workbooks of the same form, and there a year or a name of this one would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import wrap

from ews_cli.core.jaarrekening import Basis, Herkomst
from ews_cli.core.posten import Post
from ews_cli.readers import CellRef, FileMapping, Lezing, ReadOptions, read
from ews_cli.readers.grid import Sheet
from ews_cli.readers.labels import key_of, names_of
from ews_cli.readers.options import ONLY_SHEET
from ews_cli.readers.unread import unread_columns, unread_labels
from ews_cli.readers.xlsx_scan import column_letters
from ews_cli.reports.clean import clean
from ews_cli.reports.inspect_gaps import gaps, quoted
from ews_cli.reports.inspected import Inspected

LONGEST_LABEL = 200
"""YAML wants a key within 1024 characters; no label of a line item is as long as this."""

Columns = dict[str, dict[int, date]]


@dataclass(frozen=True, slots=True)
class _Start:
    """What the file will say, and the mapping that it then is."""

    kolommen: Mapping[str, Mapping[int, date]]
    labels: Mapping[str, Post]

    def mapping(self, options: ReadOptions) -> FileMapping:
        given = options.mapping
        return FileMapping(
            naam=options.naam or given.naam,
            kvk=options.kvk or given.kvk,
            eenheid=options.eenheid or given.eenheid,
            basis=options.basis or given.basis,
            kolommen=self.kolommen,
            labels=self.labels,
            cellen=given.cellen,
        )


def text(path: Path, reading: Lezing, file: Inspected, options: ReadOptions, sheets: Iterable[Sheet]) -> str:
    """The mapping as YAML with comments.

    Args:
        path: the file that was read.
        reading, file: what was read from it, as the reader and as the reports have it.
        options: how it was read; what they say is in the mapping, except the password and the limits.
        sheets: the sheets of the file, for what was not understood.
    """
    columns = _columns(reading)
    start = _reproducing(path, reading, options, columns)
    sheets = list(sheets)
    lines = [
        "# Zo leest ews dit bestand. Wat achter een # staat telt niet mee: haal het hekje weg om het te gebruiken.",
        f"# Gemaakt van {_comment(path.name)}; gebruik: ews score BESTAND --mapping DIT-BESTAND",
        "schema: 1",
        "",
        *_whose(file, options),
        *_how(file, options),
        *_kolommen(start.kolommen, columns, sheets),
        *_labels(start.labels, file, sheets),
        *_cellen(options.mapping.cellen, file),
        *wrap(f"Posten: {', '.join(Post)}.", 100, initial_indent="# ", subsequent_indent="# "),
    ]
    return "".join(f"{line}\n" for line in lines)


def of_any_csv(mapping: str, naam: str) -> str:
    """A mapping that was made of a csv, for any csv: its only sheet is not called after the file (`naam`)."""
    name = quoted(naam)
    return mapping.replace(f"blad: {name}", f"blad: {ONLY_SHEET}").replace(
        f"cel: {name[:-1]}!", f'cel: "{ONLY_SHEET}!'
    )


def _reproducing(path: Path, reading: Lezing, options: ReadOptions, columns: Columns) -> _Start:
    """The most of what was read that, written down, reads the same again; it is read again to be sure."""
    given = options.mapping
    kolommen = {**given.kolommen, **(columns if options.jaar is not None else {})}
    labels = {**_read_labels(reading), **given.labels}
    for start in (_Start(kolommen, labels), _Start(kolommen, given.labels), _Start(given.kolommen, labels)):
        again = ReadOptions(
            wachtwoord=options.wachtwoord, limits=options.limits, mapping=start.mapping(options)
        )
        if _figures(read(path, again)) == _figures(reading):
            return start
    return _Start(given.kolommen, given.labels)


def _figures(reading: Lezing) -> dict[tuple[date, Post], tuple[Decimal, str | None]]:
    return {
        (jaar.balansdatum, post): (bedrag.waarde, bedrag.cel)
        for jaar in reading.jaarrekeningen
        for post, bedrag in jaar.posten.items()
    }


def _columns(reading: Lezing) -> Columns:
    """The columns that amounts were read from, with their balansdatum, of each sheet whose name can be written."""
    found: Columns = {}
    for trace in reading.traces:
        line = trace.candidate.line
        for figure in line.figures:
            found.setdefault(line.sheet.naam, {})[figure.kolom.index] = figure.kolom.balansdatum
    return {blad: dict(sorted(columns.items())) for blad, columns in found.items() if clean(blad) == blad}


def _read_labels(reading: Lezing) -> dict[str, Post]:
    """The labels under which posts were read by their own name, each of one post only.

    A total of the group that stands for equity, or turnover that is all revenue, is so in this file only.
    """
    found: dict[str, dict[Post, str]] = {}
    for jaar in reading.jaarrekeningen:
        for post, bedrag in jaar.posten.items():
            label = bedrag.label or ""
            if bedrag.herkomst is not Herkomst.OPGEGEVEN and post in names_of(label) and _writable(label):
                found.setdefault(key_of(label), {})[post] = clean(label).strip()
    return {label: post for posts in found.values() if len(posts) == 1 for post, label in posts.items()}


def _writable(label: str) -> bool:
    return len(label) <= LONGEST_LABEL and key_of(clean(label)) == key_of(label)


def _comment(text_: str) -> str:
    return clean(text_).strip()


def _whose(file: Inspected, options: ReadOptions) -> Iterator[str]:
    naam, kvk = options.naam or options.mapping.naam, options.kvk or options.mapping.kvk
    found = next((jaar.aanbieder for jaar in file.jaren), None)
    yield "# Alleen voor de bestanden van één aanbieder, en alleen als zij hun naam of nummer niet zelf noemen."
    yield f"{'' if naam or kvk else '# '}aanbieder:"
    for key, given, own in (("naam", naam, found and found.naam), ("kvk", kvk, found and found.kvk)):
        value = given or own
        yield f"{'' if given else '# '}  {key}: {quoted(_comment(value)) if value else ''}".rstrip()
    yield ""


def _how(file: Inspected, options: ReadOptions) -> Iterator[str]:
    eenheid, basis = options.eenheid or options.mapping.eenheid, options.basis or options.mapping.basis
    units = {jaar.eenheid for jaar in file.jaren} - {None}
    read_basis = {jaar.basis for jaar in file.jaren} - {Basis.ONBEKEND}
    yield "# Euro per eenheid, als het bestand het niet zegt: 1, 1000 of 1000000."
    own = units.pop() if len(units) == 1 else None
    yield (
        f"eenheid: {eenheid}" if eenheid else f"# eenheid: {own or 1000}{'' if own else '  # niet gevonden'}"
    )
    yield "# Welke cijfers tellen als het bestand er twee heeft: geconsolideerd of enkelvoudig."
    yield (
        f"basis: {basis.value}" if basis else f"# basis: {(read_basis or {Basis.GECONSOLIDEERD}).pop().value}"
    )
    yield ""


def _kolommen(
    written: Mapping[str, Mapping[int, date]], columns: Columns, sheets: list[Sheet]
) -> Iterator[str]:
    yield "# Welke kolom welk jaar is. Noemt u een kolom van een blad, noem dan al zijn kolommen met jaarcijfers;"
    yield "# het jaar staat dan vast, ook als in een ander bestand een ander jaar boven de kolom staat."
    yield "kolommen:"
    for blad, days in written.items():
        yield from (f"  {_column_line(blad, kolom, day)}" for kolom, day in days.items())
    for blad, days in columns.items():
        if blad not in written:
            yield from (f"  # {_column_line(blad, kolom, day)}" for kolom, day in days.items())
    for sheet, kolom, head in unread_columns(sheets):
        if sheet.naam not in written and sheet.naam not in columns and clean(sheet.naam) == sheet.naam:
            where = f"- {{blad: {quoted(sheet.naam)}, kolom: {column_letters(kolom)}, jaar: …}}"
            yield f"  # {_comment(where)}  # niet herkend: {_comment(head)}"
    yield ""


def _column_line(blad: str, kolom: int, day: date) -> str:
    calendar = (day.month, day.day) == (12, 31)
    when = f"jaar: {day.year}" if calendar else f"balansdatum: {day.isoformat()}"
    return f"- {{blad: {quoted(blad)}, kolom: {column_letters(kolom)}, {when}}}"


def _labels(written: Mapping[str, Post], file: Inspected, sheets: list[Sheet]) -> Iterator[str]:
    cells: dict[str, list[str]] = {}
    for jaar in reversed(file.jaren):
        for bedrag in jaar.posten.values():
            if bedrag.label and bedrag.cel:
                cells.setdefault(key_of(bedrag.label), []).append(bedrag.cel)
    yield "# Onder welke woorden een post staat. Een post die hier staat, wordt onder geen andere woorden gezocht."
    yield "labels:"
    order = list(Post)
    for label, post in sorted(written.items(), key=lambda pair: order.index(pair[1])):
        where = _comment(", ".join(dict.fromkeys(cells.get(key_of(label), []))))
        yield f"  {quoted(label)}: {post.value}" + (f"  # {where}" if where else "")
    known = {key_of(label) for label in written}
    offered = [line for gap in gaps(file) if gap.blok == "labels" for line in gap.regels]
    yield from (f"  # {_comment(line)}" for line in dict.fromkeys(offered))
    unread = [label for label in unread_labels(sheets) if key_of(label) not in known and _writable(label)]
    if unread and (offered or gaps(file) or not file.jaren):
        yield "  # Niet herkend; zet achter de dubbele punt welke post het is:"
        yield from (f"  # {quoted(_comment(label))}: …" for label in unread)
    yield ""


def _cellen(written: Mapping[tuple[Post, int], CellRef], file: Inspected) -> Iterator[str]:
    yield "# Waar een bedrag staat. Met `label` erbij telt het alleen als die woorden er voor staan."
    yield "cellen:"
    for (post, boekjaar), ref in written.items():
        cel = f"{ref.blad}!{column_letters(ref.kolom)}{ref.rij + 1}"
        label = f", label: {quoted(ref.label)}" if ref.label else ""
        unit = f", eenheid: {ref.eenheid}" if ref.eenheid else ""
        yield f"  - {{post: {post.value}, jaar: {boekjaar}, cel: {quoted(cel)}{label}{unit}}}"
    for gap in gaps(file):
        yield f"  # {gap.post.tekst} over {gap.boekjaar}: {_comment(gap.reden)}"
        if gap.blok == "cellen":
            yield from (f"  # {_comment(line)}" for line in gap.regels)
    yield ""
