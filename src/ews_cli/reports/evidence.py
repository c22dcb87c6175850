"""What the judgement rests on: the figures with their cells, the checks, and what was not weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from ews_cli.core.checks import Check
from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Ratio, Uitkomst
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst
from ews_cli.reports.blocks import (
    Column,
    Items,
    Paragraph,
    Piece,
    Pieces,
    Section,
    Table,
    Tone,
    muted,
    words,
)
from ews_cli.reports.criteria import drop_order, shown_years
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import date_text, in_unit_text, ratio_text, unit_text
from ews_cli.reports.verdict import without

MISSING = "–"


def figures(result: Result) -> Section:
    """Each figure that a printed ratio uses, as its file prints it, with its cell and label."""
    informing = [ratio for ratio, outcome in result.beoordeling.informerend if outcome.waarde is not None]
    return _figures(result, [*_judging(result), *informing])


def judged_figures(result: Result) -> Section:
    """The same of the ratios that decide."""
    return _figures(result, _judging(result))


def _judging(result: Result) -> list[Ratio]:
    return [oordeel.ratio for oordeel in result.beoordeling.oordelen]


def _figures(result: Result, ratios: Iterable[Ratio]) -> Section:
    used = {post for ratio in ratios for post in ratio.posten}
    years = shown_years(result)
    units = {year.eenheid for year in years}
    unit = units.pop() if len(units) == 1 else 1
    columns = (
        Column(""),
        *(
            Column(str(year.boekjaar), right=True, drop=drop)
            for year, drop in zip(years, drop_order(len(years)), strict=True)
        ),
        Column("cel en omschrijving in het bestand", wraps=True),
    )
    rows = tuple(
        _figure(post, years, unit)
        for post in Post
        if post in used and any(post in year.posten for year in years)
    )
    notes = [Paragraph((muted(note),)) for note in _comparatives(years)]
    return Section(f"Cijfers, {unit_text(unit)}", (Table(columns, rows), *notes))


def _comparatives(years: tuple[Jaarrekening, ...]) -> list[str]:
    """Which years come, wholly or in part, from the comparative figures of a later one."""
    found = [
        str(year.boekjaar)
        for year in years
        if any(amount.herkomst is Herkomst.VERGELIJKEND for amount in year.posten.values())
    ]
    return (
        [f"{', '.join(found)}: vergelijkende cijfers uit de jaarrekening van een later jaar"] if found else []
    )


def _figure(post: Post, years: tuple[Jaarrekening, ...], unit: int | None) -> tuple[Piece, ...]:
    amounts = [year.bedrag(post) for year in years]
    return (
        Piece(post.tekst),
        *(muted(MISSING) if a is None else Piece(in_unit_text(a, unit or 1)) for a in amounts),
        muted(_origins(post, years)),
    )


def _origins(post: Post, years: tuple[Jaarrekening, ...]) -> str:
    """Where the amounts of a post stand, in the order of the years: `Balans!E9, D9 “Eigen vermogen”`."""
    youngest = years[-1].bestand
    found = [(year, year.posten[post]) for year in years if post in year.posten]
    texts = []
    for (file, how), group in groupby(found, key=lambda pair: (pair[0].bestand, _how(pair[1]))):
        cells = cells_text([amount.cel for _, amount in group])
        texts.append(" ".join(filter(None, ["" if file == youngest else f"{file}:", cells, how])))
    return "; ".join(texts)


def _how(amount: Bedrag) -> str:
    """How an amount came to us, with the label as written."""
    label = f"“{amount.label}”" if amount.label else ""
    if amount.som is not None:
        return f"{label} = {amount.som}".strip()
    return f"{label} (opgegeven)".strip() if amount.herkomst is Herkomst.OPGEGEVEN else label


def cells_text(cells: list[str | None]) -> str:
    """Cells with their sheet named once: `Balans!E9, D9`."""
    shown: list[str] = []
    sheet = ""
    for cell in cells:
        if cell is None:
            continue
        own, _, place = cell.rpartition("!")
        shown.append(place if shown and own == sheet else cell)
        sheet = own
    return ", ".join(shown)


def informing(result: Result) -> Section:
    """The ratios that decide nothing, with their formula, or with what is missing."""
    judged = result.beoordeling
    rows = tuple((muted(r.tekst), (muted(_informing(r, u, judged.jaar)),)) for r, u in judged.informerend)
    return Section("Ter informatie, telt niet mee voor de trede", (Items(rows),) if rows else (), Tone.MUTED)


def _informing(ratio: Ratio, uitkomst: Uitkomst, jaar: Jaarrekening) -> str:
    if uitkomst.waarde is not None:
        return f"{ratio_text(uitkomst.waarde, ratio.eenheid)} = {ratio.formule.replace('_', ' ')}"
    return f"niet te bepalen{' ' + missing if (missing := without(ratio, jaar)) else f': {uitkomst.reden}'}"


def checks(result: Result) -> Section:
    """The accounting identities, each with both figures; the mark says in words whether it holds."""
    rows = tuple(check_row(check) for check in result.beoordeling.checks)
    none = Paragraph(words("geen controle mogelijk met deze cijfers"))
    return Section("Controles", (Items(rows) if rows else none,))


def check_row(check: Check) -> tuple[Piece, Pieces]:
    """A check as a mark and its figures."""
    problem = check.problem(None)
    if problem is None:
        return Piece("klopt", Tone.GOOD), words(check.melding)
    # Equity also changes by dividend or revaluation, so that a difference there is no error by itself.
    word = "verschilt" if problem.weegt is Ernst.OPMERKING else "WIJKT AF"
    return Piece(word, WEIGHT[problem.weegt]), words(f"{check.melding} ({check.code})")


WEIGHT = {Ernst.FOUT: Tone.BAD, Ernst.WAARSCHUWING: Tone.WARN, Ernst.OPMERKING: Tone.MUTED}
"""The tone of a problem of each weight."""


def reading(result: Result) -> Section:
    """What was wrong, left out or chosen in reading."""
    rows = tuple(
        (Piece(problem.weegt.value, WEIGHT[problem.weegt]), words(str(problem)))
        for problem in result.problemen
    )
    return Section("Bij het lezen", (Items(rows),) if rows else ())


def not_weighed(run: Run) -> Section:
    """What the sources weigh and annual accounts do not show, in as few words as can be."""
    texts = [item.text.partition(". ")[0].rstrip(".") for item in run.thresholds.not_modelled]
    text = "; ".join(text[0].lower() + text[1:] for text in texts if text)
    return Section("Niet meegewogen", (Paragraph((muted(text),)),) if text else (), Tone.MUTED)


def policy(used: Thresholds, peildatum: date) -> Section:
    """Which threshold file judged, and on which day."""
    file = f"{used.id} {used.version}, sha256 {used.sha256[:12]}, {used.bestand}"
    text = f"{file}; peildatum {date_text(peildatum)}"
    return Section("Drempels", (Paragraph((muted(text),)),), Tone.MUTED)
