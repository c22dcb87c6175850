"""The report on a table: what each column was taken for, and whose years it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.problems import Ernst
from ews_cli.reports.blocks import Items, Paragraph, Piece, Pieces, Section, muted, strong, words
from ews_cli.reports.inspected import Inspected, Kolom
from ews_cli.reports.rows import unit_text

MOST_COLUMNS = 60
"""More columns that are not used are counted and not named: a table may have ten thousand."""
IN_FULL = 3
"""So many providers are shown in full; of more a line each, unless all is asked for."""


def sections(file: Inspected, in_full: bool) -> list[Section]:
    """The sections of the report on a table as a whole; its providers have reports of their own."""
    years = [jaar for one in file.aanbieders for jaar in one.jaren]
    return [
        part for part in (_heading(file, years), *_columns(file), _providers(file, in_full)) if part.blocks
    ]


def _heading(file: Inspected, years: list[Jaarrekening]) -> Section:
    if not years:
        return Section("", (Paragraph((strong("Niets gelezen"),)), Paragraph((muted(file.bestand),))))
    first, last = (pick(jaar.boekjaar for jaar in years) for pick in (min, max))
    span = str(first) if first == last else f"{first}-{last}"
    count = sum(1 for one in file.aanbieders if one.jaren)
    about = f" · {_number(len(years), 'jaarrekening', 'en')} · {_number(count, 'aanbieder', 's')} · {span}"
    return Section("", (Paragraph((strong("Tabel"), muted(about))), Paragraph((muted(file.bestand),))))


def _number(count: int, noun: str, ending: str) -> str:
    return f"{count} {noun}{'' if count == 1 else ending}"


def _columns(file: Inspected) -> Iterator[Section]:
    """The columns that are read, each with its evidence, and those that are not, with why."""
    sheets = dict.fromkeys(k.blad for k in file.kolommen)
    for blad in sheets:
        mine = [k for k in file.kolommen if k.blad == blad]
        beside = f" van blad {blad}" if len(sheets) > 1 else ""
        units = {k.eenheid for k in mine if k.als is not None} - {None}
        shared = units.pop() if len(units) == 1 else None
        used = tuple((Piece(f"{k.kolom} {k.kop}"), _used(k, shared)) for k in mine if k.als is not None)
        unit = f", bedragen {unit_text(shared)}" if shared is not None else ""
        yield Section(f"Kolommen{beside}{unit}", (Items(used),) if used else ())
        unused = [k for k in mine if k.als is None]
        rows = [(Piece(f"{k.kolom} {k.kop}"), (muted(k.reden),)) for k in unused[:MOST_COLUMNS]]
        if len(unused) > MOST_COLUMNS:
            rows.append((Piece(""), (muted(f"en nog {len(unused) - MOST_COLUMNS} kolommen"),)))
        yield Section(f"Niet gebruikt{beside}", (Items(tuple(rows)),) if rows else ())


def _used(k: Kolom, shared: int | None) -> Pieces:
    """What a column was taken for; its unit where the columns differ."""
    facts = [unit_text(k.eenheid)] if k.eenheid not in (None, shared) else []
    facts += [k.notatie] if k.notatie else []
    evidence = "; ".join([*facts, k.reden])
    return Piece(str(k.als).replace("_", " ")), muted(f" · {evidence}")


def _providers(file: Inspected, in_full: bool) -> Section:
    """A line for each provider."""
    if in_full:
        return Section("Aanbieders", ())
    rows = tuple((Piece(_name(one)), _provider(one)) for one in file.aanbieders)
    return Section(
        "Aanbieders", (Items(rows), Paragraph((muted("Alle cijfers met hun cel: -v of --format csv"),)))
    )


def _name(one: Inspected) -> str:
    return one.jaren[-1].aanbieder.naam if one.jaren else "niets gelezen"


def _provider(one: Inspected) -> Pieces:
    if not one.jaren:
        return words("; ".join(str(problem) for problem in one.problemen[:2]))
    kvk = one.jaren[-1].aanbieder.kvk
    years = ", ".join(str(jaar.boekjaar) for jaar in one.jaren)
    posts = {len(jaar.posten) for jaar in one.jaren}
    count = str(posts.pop()) if len(posts) == 1 else f"{min(posts)} tot {max(posts)}"
    about = f"KvK {kvk or 'onbekend'} · {years} · {count} posten"
    weights = Counter(problem.weegt for problem in one.alle_problemen())
    doubts = [
        _number(weights[ernst], noun, ending)
        for ernst, noun, ending in ((Ernst.FOUT, "fout", "en"), (Ernst.WAARSCHUWING, "waarschuwing", "en"))
        if weights[ernst]
    ]
    return words(" · ".join([about, *doubts]))
