"""The report on a reading: who and what, the sheets, every figure with its cell, the gaps, the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from ews_cli.core.jaarrekening import Aanbieder, Basis, Jaarrekening, Resultaatbestemming
from ews_cli.core.posten import Post
from ews_cli.reports.blocks import (
    Items,
    Paragraph,
    Piece,
    Pieces,
    Section,
    Tone,
    muted,
    strong,
    words,
)
from ews_cli.reports.evidence import WEIGHT, check_row
from ews_cli.reports.inspect_figures import figures
from ews_cli.reports.inspect_gaps import Gap, gaps, mapped_years
from ews_cli.reports.inspected import Inspected, Kandidaat, Sheet
from ews_cli.reports.result import names_provider
from ews_cli.reports.rows import date_text, in_unit_text, period_text, unit_text

HOW_TO_MAP = "Een mapping om in te vullen maakt u met --mapping-uit mapping.yaml; --mapping leest ermee."

REMEDIES = {
    "EWS104": "geef het wachtwoord met --wachtwoord-bestand, of sla het bestand op zonder wachtwoord",
    "EWS106": "is het toch een jaarrekening, verhoog dan de grens: --max-mb, --max-cellen, --max-bladen",
    "EWS107": "is het toch een jaarrekening, geef meer tijd of geheugen: --max-seconden, --max-geheugen-mb",
    "EWS111": "staan er wel cijfers in, noem dan in een mapping de kolommen en de labels",
    "EWS112": "zijn het gerealiseerde cijfers, geef het jaar met --jaar, of noem het per kolom in een mapping",
    "EWS120": "geef het goede nummer met --kvk",
}
"""What an option can do about a problem whose message does not say so already."""


def reports(file: Inspected, width: int, verbose: bool) -> Iterator[list[Section]]:
    """The reports on one file: one, and for a table one more for each provider, unless there are many."""
    if not file.kolommen:
        yield sections(file, width, verbose)
        return
    from ews_cli.reports import inspect_table

    in_full = verbose or len(file.aanbieders) <= inspect_table.IN_FULL
    yield [*inspect_table.sections(file, in_full), *filter(_has_blocks, [_problems(file)])]
    if in_full:
        for one in file.aanbieders:
            yield sections(one, width, verbose)


def _has_blocks(section: Section) -> bool:
    return bool(section.blocks)


def sections(file: Inspected, width: int, verbose: bool) -> list[Section]:
    """The sections of the report on one file; those without content are left out.

    Args:
        width: columns of the report; decides how many years stand in one table.
        verbose: whether every candidate is shown.
    """
    everything = [
        _heading(file),
        _nature(file),
        _sheets(file.bladen),
        *figures(file, width),
        _gaps(file),
        *_checks(file),
        _problems(file),
        *(_candidates(file) if verbose else []),
    ]
    return [section for section in everything if section.blocks]


def _heading(file: Inspected) -> Section:
    providers = dict.fromkeys(jaar.aanbieder for jaar in file.jaren)
    lines = [Paragraph(_provider(aanbieder, file.bestand)) for aanbieder in providers]
    if not file.jaren:
        lines = [Paragraph((strong("Niets gelezen"),))]
    return Section("", (*lines, Paragraph((muted(file.bestand),))))


def _provider(aanbieder: Aanbieder, bestand: str) -> Pieces:
    numbers = [f"KvK {aanbieder.kvk or 'onbekend'}", f"AGB {aanbieder.agb or 'onbekend'}"]
    if not names_provider(aanbieder, bestand):
        numbers.insert(0, "naam niet in het bestand, --naam geeft hem")
    return strong(aanbieder.naam), muted(f" · {' · '.join(numbers)}")


def _nature(file: Inspected) -> Section:
    """What the years have in common or not: dates, kind, basis, unit, appropriation of the result."""
    jaren = file.jaren[::-1]
    facts: list[tuple[str, Callable[[Jaarrekening], str]]] = [
        (
            "soort",
            lambda jaar: jaar.soort.value + ("" if jaar.maanden == 12 else f", {jaar.maanden} maanden"),
        ),
        ("basis", _basis),
        ("eenheid", _unit),
        ("resultaat", _appropriation),
        ("accountant", lambda jaar: jaar.accountant or ""),
    ]
    days = ", ".join(date_text(jaar.balansdatum) for jaar in jaren)
    rows = [(Piece(naam), words(_per_year(jaren, tell))) for naam, tell in facts if any(map(tell, jaren))]
    return Section("Gelezen als", (Items(((Piece("balansdatum"), words(days)), *rows)),) if jaren else ())


def _per_year(jaren: Sequence[Jaarrekening], tell: Callable[[Jaarrekening], str]) -> str:
    """What is told of each year; once where it is the same for all."""
    told = [tell(jaar) for jaar in jaren]
    if len(set(told)) == 1:
        return told[0]
    return "; ".join(f"{period_text(jaar)}: {text}" for jaar, text in zip(jaren, told, strict=True))


def _basis(jaar: Jaarrekening) -> str:
    return "onbekend (enkelvoudig of geconsolideerd)" if jaar.basis is Basis.ONBEKEND else jaar.basis.value


def _unit(jaar: Jaarrekening) -> str:
    known = unit_text(jaar.eenheid)
    return f"{known}; geef --eenheid 1, 1000 of 1000000" if jaar.eenheid is None else known


def _appropriation(jaar: Jaarrekening) -> str:
    match jaar.resultaatbestemming:
        case Resultaatbestemming.ONBEKEND:
            return "het bestand zegt niet of de balans voor of na resultaatbestemming is"
        case when:
            return f"balans {when.value} resultaatbestemming"


def _sheets(bladen: Iterable[Sheet]) -> Section:
    rows = tuple((Piece("gelezen" if b.gelezen else "niet gebruikt"), words(_sheet(b))) for b in bladen)
    return Section("Bladen", (Items(rows),) if rows else ())


def _sheet(blad: Sheet) -> str:
    hidden = "" if blad.zichtbaar else " (verborgen)"
    return f"{blad.naam}{hidden}: {', '.join(blad.secties) or 'geen kop van een overzicht herkend'}"


def _gaps(file: Inspected) -> Section:
    """Each post that is missing with its reason, and below the posts that share it what can be done."""
    by_post = [list(group) for _, group in groupby(gaps(file), key=lambda gap: gap.post)]
    rows: list[tuple[Piece, Pieces]] = []
    for remedies, alike in groupby(
        by_post, key=lambda group: tuple(dict.fromkeys(g.oplossing for g in group))
    ):
        for group in alike:
            reasons = _reasons(group, len(mapped_years(file)))
            rows += [(Piece(group[0].post.tekst if n == 0 else ""), words(r)) for n, r in enumerate(reasons)]
        rows += [(Piece(""), (Piece("oplossing: ", Tone.STRONG), Piece(remedy))) for remedy in remedies]
    if not rows:
        return Section("Ontbreekt", ())
    return Section("Ontbreekt", (Items(tuple(rows)), Paragraph((muted(HOW_TO_MAP),))))


def _reasons(group: list[Gap], years: int) -> list[str]:
    """Why a post is missing; once where it is for the same reason missing from all years of the file."""
    if len(group) == years and len({gap.reden for gap in group}) == 1:
        return [group[0].reden]
    return [f"{gap.boekjaar}: {gap.reden}" for gap in group]


def _checks(file: Inspected) -> list[Section]:
    found = []
    for jaar, checks in file.checks():
        none = Paragraph(words("geen controle mogelijk met deze cijfers"))
        rows = tuple(check_row(check) for check in checks)
        found.append(Section(f"Controles {period_text(jaar)}", (Items(rows) if rows else none,)))
    return found


def _problems(file: Inspected) -> Section:
    rows: list[tuple[Piece, Pieces]] = []
    for problem in file.problemen:
        rows.append((Piece(problem.weegt.value, WEIGHT[problem.weegt]), words(str(problem))))
        if remedy := REMEDIES.get(problem.code):
            rows.append((Piece(""), (Piece("oplossing: ", Tone.STRONG), Piece(remedy))))
    # A file of which the sheets are known and nothing else is one that a mapping can open.
    how = [Paragraph((muted(HOW_TO_MAP),))] if file.bladen and not file.alle_jaren else []
    return Section("Bij het lezen", (Items(tuple(rows)), *how) if rows else ())


def _candidates(file: Inspected) -> list[Section]:
    """Per year every amount that a post may be, the youngest year first, with why it won or lost."""
    units = {jaar.boekjaar: jaar.eenheid for jaar in file.jaren}
    order = {post.value: number for number, post in enumerate(Post)}
    ranked = sorted(
        file.kandidaten, key=lambda k: (-k.boekjaar, order.get(k.naam, len(order)), k.naam, not k.gekozen)
    )
    found = []
    for boekjaar, mine in groupby(ranked, key=lambda k: k.boekjaar):
        unit = units.get(boekjaar)
        rows: list[tuple[Piece, Pieces]] = []
        for naam, group in groupby(mine, key=lambda k: k.naam):
            for number, k in enumerate(group):
                rows.append((Piece(naam.replace("_", " ") if number == 0 else ""), _candidate(k, unit)))
        found.append(Section(f"Kandidaten {boekjaar}, {unit_text(unit)}", (Items(tuple(rows)),)))
    return found


def _candidate(k: Kandidaat, unit: int | None) -> Pieces:
    mark = Piece("gekozen", Tone.GOOD) if k.gekozen else muted("afgevallen")
    return mark, Piece(f" {in_unit_text(k.bedrag, unit or 1)}, {k.cel} “{k.label}”: {k.waarom}")
