"""A mapping to start from for a table: what each heading was taken for, and the others to be filled in.

A heading that names a year is a comment: next year it is another heading, and `ews` reads the year by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, ReadOptions, read_each
from ews_cli.readers.labels import key_of
from ews_cli.readers.lezing import Kolomlezing
from ews_cli.readers.tables.columns import MEANINGS
from ews_cli.reports.clean import clean
from ews_cli.reports.inspect_gaps import quoted

MOST_COLUMNS = 200
"""More headings that are not known are left out: nobody fills in thousands."""

Figures = dict[tuple[str, str | None, str, Post], Decimal]


def text(path: Path, readings: Sequence[Lezing], options: ReadOptions) -> str:
    """The mapping as YAML with comments.

    Args:
        path: the table that was read.
        readings: what was read from it with `options`; what those say is in the mapping.
    """
    kolommen = readings[0].kolommen
    koppen = _reproducing(path, readings, options)
    eenheid = options.eenheid or options.mapping.eenheid
    basis = options.basis or options.mapping.basis
    lines = [
        "# Zo leest ews deze tabel. Wat achter een # staat telt niet mee: haal het hekje weg om het te gebruiken.",
        f"# Gemaakt van {clean(path.name).strip()}; gebruik: ews score BESTAND --mapping DIT-BESTAND",
        "schema: 1",
        "",
        "# Euro per eenheid, als de tabel het niet zegt: 1, 1000 of 1000000.",
        f"eenheid: {eenheid}" if eenheid else "# eenheid: 1000",
        "# Welke regels tellen als een aanbieder er op twee grondslagen heeft: geconsolideerd of enkelvoudig.",
        f"basis: {basis.value}" if basis else "# basis: geconsolideerd",
        "",
        f"# Wat een kolom met deze kop is: {', '.join(MEANINGS[:11])}, een post of totaal_passiva.",
        "koppen:",
        *_known(kolommen, koppen),
        *_unknown(kolommen, koppen),
        "",
        f"# Posten: {', '.join(Post)}.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _reproducing(path: Path, readings: Sequence[Lezing], options: ReadOptions) -> Mapping[str, str]:
    """The headings that, written down, read the same again; it is read again to be sure."""
    given = {
        **{label: post.value for label, post in options.mapping.labels.items()},
        **options.mapping.koppen,
    }
    seen = {key_of(kop) for kop in given}
    read = {}
    for k in readings[0].kolommen:
        if k.als in MEANINGS and key_of(k.kop) not in seen and _writable(k.kop):
            seen.add(key_of(k.kop))
            read[clean(k.kop).strip()] = k.als
    for koppen in (given | read, given):
        mapping = replace(options.mapping, koppen=koppen, labels={})
        if _figures(read_each(path, replace(options, mapping=mapping))) == _figures(readings):
            return koppen
    return given


def _figures(readings: Sequence[Lezing] | Iterator[Lezing]) -> Figures:
    return {
        (jaar.aanbieder.naam, jaar.aanbieder.kvk, jaar.balansdatum.isoformat(), post): bedrag.waarde
        for one in readings
        for jaar in one.jaarrekeningen
        for post, bedrag in jaar.posten.items()
    }


def _writable(kop: str) -> bool:
    return bool(key_of(kop)) and key_of(clean(kop)) == key_of(kop)


def _known(kolommen: Sequence[Kolomlezing], koppen: Mapping[str, str]) -> Iterator[str]:
    """The headings in force, and as comments those that are read without being named."""
    places = {key_of(k.kop): k.kolom for k in kolommen}
    for kop, meaning in koppen.items():
        place = places.get(key_of(kop))
        yield f"  {quoted(kop)}: {meaning}" + (f"  # kolom {place}" if place else "")
    written = {key_of(kop) for kop in koppen}
    for k in kolommen:
        if k.als is not None and key_of(k.kop) not in written:
            yield f"  # {clean(quoted(k.kop)).strip()}: {k.als}  # kolom {k.kolom}, leest ews zelf"


def _unknown(kolommen: Sequence[Kolomlezing], koppen: Mapping[str, str]) -> Iterator[str]:
    """The headings that nothing is read from, to be filled in."""
    written = {key_of(kop) for kop in koppen}
    unread = [k for k in kolommen if k.als is None and key_of(k.kop) not in written and _writable(k.kop)]
    if unread:
        yield "  # Niet gebruikt; zet achter de dubbele punt wat de kolom is:"
    for k in unread[:MOST_COLUMNS]:
        yield f"  # {clean(quoted(k.kop)).strip()}: …  # kolom {k.kolom}: {clean(k.reden)}"
