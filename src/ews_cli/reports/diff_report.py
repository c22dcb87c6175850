"""What another policy changes, as a person reads it: the differences in words, and who moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.blocks import (
    Block,
    Column,
    Items,
    Paragraph,
    Piece,
    Section,
    Table,
    muted,
    strong,
    words,
)
from ews_cli.reports.criteria import range_text
from ews_cli.reports.impact import Figure, Held, Impact, Provider
from ews_cli.reports.policy_changes import Change
from ews_cli.reports.rows import bound_text, change_bounds, change_text, number, ratio_text, value_bounds
from ews_cli.reports.verdict import tone_of

SAME = "Geen verschil: beide bestanden zeggen hetzelfde."


def sections(
    old: Thresholds, new: Thresholds, changes: Sequence[Change], impact: Impact | None, notes: Sequence[str]
) -> list[Section]:
    """The report; without inputs (`impact` None) only the differences."""
    parts = [_heading(old, new, changes, impact), *_changes(changes)]
    if impact is not None:
        parts += [_movers(impact), _totals(impact)]
    if notes:
        parts.append(Section("Let op", tuple(Paragraph(words(note)) for note in notes)))
    return parts


def summary(changes: Sequence[Change], impact: Impact | None) -> str:
    """The outcome in one line."""
    said = number(len(changes), "verschil", "verschillen") if changes else "geen verschil"
    if impact is None:
        return f"Drempels: {said}"
    total = number(len(impact.aanbieders), "aanbieder", "aanbieders")
    moving = len(impact.movers)
    return f"Drempels: {said}; {moving} van {total} {'verschuift' if moving == 1 else 'verschuiven'}"


def _heading(old: Thresholds, new: Thresholds, changes: Sequence[Change], impact: Impact | None) -> Section:
    files = [
        (
            Piece(label),
            (Piece(policy.bestand), muted(f" ({policy.id} {policy.version}, {policy.sha256[:12]})")),
        )
        for label, policy in (("oud", old), ("nieuw", new))
    ]
    return Section("", (Paragraph((strong(summary(changes, impact)),)), Items(tuple(files))))


def _changes(changes: Sequence[Change]) -> list[Section]:
    """A section per part of the policy."""
    if not changes:
        return [Section("Wat verandert", (Paragraph(words(SAME)),))]
    rows = []
    for onderdeel, group in groupby(changes, key=lambda change: change.onderdeel):
        label = Piece(onderdeel.replace("_", " "))
        for change in group:
            rows.append((label, words(change.tekst)))
            label = Piece("")
    return [Section("Wat verandert", (Items(tuple(rows)),))]


def _movers(impact: Impact) -> Section:
    if not impact.aanbieders:
        return Section("Wie verschuift", (Paragraph(words("Er is geen aanbieder te beoordelen.")),))
    blocks: list[Block] = [_table(impact.movers) if impact.movers else Paragraph(words("Niemand."))]
    if impact.stirred:
        who = number(impact.stirred, "aanbieder", "aanbieders")
        blocks.append(
            Paragraph((muted(f"Bij {who} verschuift een criterium, maar beslist een ander de trede."),))
        )
    return Section("Wie verschuift", tuple(blocks))


def _table(movers: Sequence[Provider]) -> Table:
    columns = (
        Column("aanbieder"),
        Column("jaar", right=True, drop=1),
        Column("oud", right=True),
        Column("nieuw", right=True),
        Column("door", wraps=True),
    )
    rows = tuple(
        (
            Piece(provider.naam),
            Piece(str(provider.boekjaar)),
            Piece(range_text(*provider.oud), tone_of(*provider.oud)),
            Piece(range_text(*provider.nieuw), tone_of(*provider.nieuw)),
            Piece(why(provider)),
        )
        for provider in movers
    )
    return Table(columns, rows)


def why(provider: Provider) -> str:
    """The figures that move a provider, each with its old and its new bound."""
    return "; ".join(_figure(figure) for figure in provider.cijfers if figure.moves)


def _figure(figure: Figure) -> str:
    naam = figure.criterium.replace("_", " ")
    sides = [side for side in (figure.oud, figure.nieuw) if side]
    shown = list(dict.fromkeys(_value(side, sides) for side in sides))
    return f"{naam} {' → '.join(shown)}: {_stand(figure.oud)} → {_stand(figure.nieuw)}"


def _value(held: Held, sides: Sequence[Held]) -> str:
    """The ratio and its change, with so many digits that they stand on the right side of the bounds of both."""
    bands = [band for side in sides if side.versie for band in side.versie.bands]
    if held.waarde is None:
        return "niet te bepalen"
    shown = ratio_text(held.waarde, held.ratio.eenheid, value_bounds(bands))
    if held.vorig is None:
        return shown
    return f"{shown} ({change_text(held.waarde - held.vorig, held.ratio.eenheid, change_bounds(bands))})"


def _stand(held: Held | None) -> str:
    """Where a criterion stands under one policy, and by which bound."""
    if held is None:
        return "telt niet mee"
    band = held.gewogen.band
    bound = f" ({bound_text(band, held.ratio.eenheid)})" if band else ""
    return f"trede {range_text(*held.place)}{bound}"


def _totals(impact: Impact) -> Section:
    blocks: list[Block] = [totals_table(impact.totals)]
    if impact.niet_gelezen:
        count = number(len(impact.niet_gelezen), "bestand", "bestanden")
        blocks.append(Paragraph(words(f"Niet meegeteld, want niet te lezen: {count}.")))
    return Section("Aanbieders per trede", tuple(blocks))


def totals_table(totals: Iterable[tuple[str, int, int]]) -> Table:
    """Per trede how many providers before and after."""
    columns = (
        Column("trede"),
        Column("oud", right=True),
        Column("nieuw", right=True),
        Column("verschil", right=True),
    )
    rows = tuple(
        (Piece(label), Piece(str(before)), Piece(str(after)), Piece(_signed(after - before)))
        for label, before, after in totals
    )
    return Table(columns, rows)


def _signed(difference: int) -> str:
    return f"{difference:+d}" if difference else "0"
