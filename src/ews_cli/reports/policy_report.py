"""The policy as a person reads it: per trede and criterion the bound, whose words, since when, and how we read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Band, Criterion, Signal, Thresholds, Vergelijking, Version
from ews_cli.reports.blocks import (
    Block,
    Column,
    Items,
    Paragraph,
    Piece,
    Pieces,
    Section,
    Table,
    muted,
    strong,
    words,
)
from ews_cli.reports.rows import bound_text, date_text
from ews_cli.reports.verdict import tone_of

OURS = "*"
_SHORT = {
    Vergelijking.BELOW: "onder {}",
    Vergelijking.AT_MOST: "≤ {}",
    Vergelijking.ABOVE: "boven {}",
    Vergelijking.AT_LEAST: "≥ {}",
    Vergelijking.DROPS_AT_LEAST: "daling ≥ {}",
}


def sections(policy: Thresholds, peildatum: date) -> list[Section]:
    """The whole policy as it holds on the peildatum; each criterion must have a version then."""
    criteria = [(c, v) for c in policy.criteria.values() if (v := c.versie_op(peildatum))]
    return [
        _heading(policy, peildatum),
        _overview(policy, criteria),
        _treden(policy),
        *(_criterion(criterion, version) for criterion, version in criteria),
        _signals(policy),
        _not_modelled(policy),
        _sources(policy),
    ]


def _heading(policy: Thresholds, peildatum: date) -> Section:
    return Section(
        "",
        (
            Paragraph((strong(policy.title),)),
            Paragraph(words(f"{policy.id} {policy.version}, zoals het geldt op {date_text(peildatum)}")),
            Paragraph((muted(f"{policy.bestand} · sha256 {policy.sha256[:12]}"),)),
        ),
    )


def _overview(policy: Thresholds, criteria: list[tuple[Criterion, Version]]) -> Section:
    """A row per trede, a column per criterion; what is ours is marked."""
    columns = (
        Column("trede"),
        *(Column(_words(c.naam), drop=len(criteria) - n if n else None) for n, (c, _) in enumerate(criteria)),
    )
    rows = tuple(
        (
            Piece(str(nummer), tone_of(nummer)),
            *(Piece(_cell(trede.computed, nummer, c, v)) for c, v in criteria),
        )
        for nummer, trede in sorted(policy.treden.items(), reverse=True)
    )
    combined = f"De hoogste trede van de criteria telt: “{policy.combine_quote}” [{policy.combine_source}]."
    note = f"{OURS} onze lezing: het getal staat niet in de woorden van de bron."
    return Section(
        "Wanneer welke trede", (Table(columns, rows), Paragraph(words(combined)), Paragraph((muted(note),)))
    )


def _cell(computed: bool, trede: int, criterion: Criterion, version: Version) -> str:
    if not computed:
        return "alleen een mens"
    bands = [band for band in version.bands if band.trede == trede]
    return " of ".join(short_bound(band, unit_of(criterion)) for band in bands) or "–"


def unit_of(criterion: Criterion) -> Eenheid:
    """In what the ratio of a criterion is expressed."""
    return RATIOS[criterion.ratio].eenheid


def short_bound(band: Band, unit: Eenheid) -> str:
    """A bound for a narrow column: `onder 0%, 2 jaar*`; the mark says that it is our reading."""
    literal = band.literal.replace(".", ",").replace("pp", " %-punt")
    days = " dagen" if unit is Eenheid.DAGEN else ""
    years = f", {band.years} jaar" if band.years > 1 else ""
    return _SHORT[band.vergelijking].format(literal) + days + years + ("" if band.uit_bron else OURS)


def _criterion(criterion: Criterion, version: Version) -> Section:
    unit = unit_of(criterion)
    formula = f"{_words(criterion.ratio)} = {criterion.definition.replace('_', ' ')}"
    until = f" tot en met {date_text(version.valid_until)}" if version.valid_until else ""
    holds = (
        f"Geldt vanaf {date_text(version.valid_from)}{until}; nagekeken op {date_text(version.verified)} "
        f"[{version.source}]."
    )
    blocks: list[Block] = [
        Paragraph(words(formula)),
        Paragraph((muted(criterion.rationale),)),
        Paragraph(words(holds)),
    ]
    others = [v for v in criterion.versions if v is not version]
    if others:
        periods = "; ".join(f"{v.valid_from} tot en met {v.valid_until or 'heden'}" for v in others)
        blocks.append(Paragraph((muted(f"Andere versies: {periods}."),)))
    rows = [row for band in sorted(version.bands, key=lambda b: b.trede) for row in _band(band, unit)]
    return Section(_words(criterion.naam).capitalize(), (*blocks, Items(tuple(rows))))


def _band(band: Band, unit: Eenheid) -> Iterator[tuple[Piece, Pieces]]:
    """The bound, the words of the source, and our reading of them."""
    whose = "uit de bron" if band.uit_bron else "onze lezing"
    label = Piece(f"trede {band.trede}", tone_of(band.trede))
    yield label, (strong(bound_text(band, unit)), Piece(f" ({whose})"))
    yield Piece(""), words(f"bron: “{band.quote}”")
    if band.reading is not None:
        yield Piece(""), (muted(f"lezing: {band.reading}"),)


def _treden(policy: Thresholds) -> Section:
    rows = []
    for nummer, trede in policy.treden.items():
        horizon = f"; {trede.horizon}" if trede.horizon else ""
        person = "" if trede.computed else " Alleen een mens stelt deze trede vast."
        text = (Piece(f"{trede.plan}{horizon}.{person}"), muted(f" [{trede.source}]"))
        rows.append((Piece(f"{nummer} {trede.naam}", tone_of(nummer)), text))
    return Section("Wat bij een trede hoort", (Items(tuple(rows)),))


def _signals(policy: Thresholds) -> Section:
    rows = tuple(row for signal in policy.signals for row in _signal(signal))
    intro = Paragraph(words("Feiten die een mens vastlegt; een jaarrekening toont ze niet."))
    return Section("Signalen", (intro, Items(rows)) if rows else ())


def _signal(signal: Signal) -> Iterator[tuple[Piece, Pieces]]:
    means = "vraagt aandacht, bepaalt geen trede" if signal.trede is None else f"trede {signal.trede}"
    bears = f" op {_words(signal.criterion)}" if signal.criterion else ""
    text = (strong(f"{means}{bears}"), Piece(f": “{signal.quote}”"), muted(f" [{signal.source}]"))
    yield Piece(_words(signal.naam)), text
    if signal.reading is not None:
        yield Piece(""), (muted(f"lezing: {signal.reading}"),)


def _not_modelled(policy: Thresholds) -> Section:
    rows = tuple(
        (Piece("–"), (Piece(item.text), muted(f" “{item.quote}” [{item.source}]")))
        for item in policy.not_modelled
    )
    return Section("Wat niet is meegewogen", (Items(rows),) if rows else ())


def _sources(policy: Thresholds) -> Section:
    rows = tuple(
        (
            Piece(source.doc),
            (Piece(f"{source.title}, {date_text(source.published)}"), muted(f" sha256 {source.sha256[:12]}")),
        )
        for source in policy.sources.values()
    )
    return Section("Bronnen", (Items(rows),))


def _words(naam: str) -> str:
    return naam.replace("_", " ")
