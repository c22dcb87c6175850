"""Two results beside each other, as a person reads it: who moved, on which figure, and what may explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ews_cli.problems import Problem
from ews_cli.reports import compare_signals
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
from ews_cli.reports.compare_notes import notes
from ews_cli.reports.compare_words import deciding, shifts, why
from ews_cli.reports.comparison import Comparison, Entry, Move
from ews_cli.reports.criteria import range_text
from ews_cli.reports.diff_report import totals_table
from ews_cli.reports.impact import totals
from ews_cli.reports.rows import (
    date_text,
    number,
)
from ews_cli.reports.scored import Scored, ScoredRun
from ews_cli.reports.verdict import tone_of

MAX_PROBLEMS = 10
MOVES = (Move.ROSE, Move.FELL, Move.UNCERTAIN, Move.STAYED)
ONE_SIDED = (Move.NEW, Move.GONE)


def sections(found: Comparison, everyone: bool = False, most: int | None = None) -> list[Section]:
    """The report; with `everyone` also who stayed, by name; at most `most` providers in each table."""
    remarks = notes(found)
    parts = [_heading(found)]
    if remarks:
        rows = tuple((Piece(note.about), words(note.text)) for note in remarks)
        parts.append(Section("Let op", (Items(rows),)))
    parts += [
        _movers(found, most),
        compare_signals.section(found, most),
        _one_sided(found, most),
        _unmatched(found, most),
        _stayed(found, everyone),
        _totals(found),
        _problems(found, "Bestanden zonder aanbieder", lambda run: run.unread),
        _problems(found, "Vastgelegd over wie niet is beoordeeld", lambda run: run.of_nobody),
    ]
    return [part for part in parts if part.blocks]


def since(found: Comparison, most: int | None = None) -> Section:
    """A run beside the one before it, within the report of the run; at most `most` providers in each table."""
    old = found.oud
    rows = tuple((Piece(note.about), words(note.text)) for note in notes(found))
    blocks: list[Block] = [
        Paragraph((strong(summary(found)),)),
        Paragraph((muted(f"vorige run: {old.bestand} ({_run(old)})"),)),
        *([Items(rows)] if rows else []),
        *_movers(found, most).blocks,
        *_one_sided(found, most).blocks,
        *_unmatched(found, most).blocks,
    ]
    return Section("Sinds de vorige run", tuple(blocks))


def summary(found: Comparison) -> str:
    """The outcome in one line."""
    counts = found.counts
    moved = counts[Move.ROSE] + counts[Move.FELL]
    if moved:
        said = f"{counts[Move.ROSE]} gestegen, {counts[Move.FELL]} gedaald"
    elif counts[Move.UNCERTAIN] and not found.same_content:
        said = "niemand is aantoonbaar van trede veranderd"
    else:
        said = "niemand is van trede veranderd"
    compared = number(sum(counts[move] for move in MOVES), "aanbieder", "aanbieders")
    held = _counted(counts, {Move.UNCERTAIN: "onzeker", Move.STAYED: "gelijk"})
    others = {Move.NEW: "nieuw", Move.GONE: "verdwenen", Move.UNMATCHED: "niet te koppelen"}
    parts = [", ".join([said, *held]), ", ".join(_counted(counts, others))]
    return f"{compared} vergeleken: {'; '.join(filter(None, parts))}"


def _counted(counts: Mapping[Move, int], words_of: Mapping[Move, str]) -> list[str]:
    return [f"{counts[move]} {word}" for move, word in words_of.items() if counts[move]]


def _heading(found: Comparison) -> Section:
    rows = tuple(
        (Piece(label), (Piece(run.bestand), muted(f" ({_run(run)})"))) for label, run in _sides(found)
    )
    said = [Paragraph((strong(text),)) for text in (summary(found), compare_signals.summary(found)) if text]
    return Section("", (*said, Items(rows)))


def _sides(found: Comparison) -> tuple[tuple[str, ScoredRun], ...]:
    return ("oud", found.oud), ("nieuw", found.nieuw)


def _run(run: ScoredRun) -> str:
    policy = run.policy
    return f"{date_text(run.peildatum)}; {policy.id} {policy.version}, {policy.sha256[:12]}"


def _movers(found: Comparison, most: int | None) -> Section:
    """Who rose, who fell, and whose range is another than it was."""
    moved = [entry for entry in found.of(*MOVES[:3]) if not entry.same_range]
    if not moved:
        return Section("Wie verschuift", ())
    return Section("Wie verschuift", (_pairs(found, moved[:most]), *_rest(moved, most)))


def _rest(entries: Sequence[Entry], most: int | None) -> list[Paragraph]:
    """How many are not shown, and how to see them."""
    more = len(entries) - len(entries[:most])
    if not more:
        return []
    said = f"… en nog {number(more, 'aanbieder', 'aanbieders')}; --alles toont iedereen"
    return [Paragraph((muted(said),))]


def _pairs(found: Comparison, entries: Sequence[Entry]) -> Table:
    rows = (_row(entry, entry.both or (), why(found, entry)) for entry in entries)
    return _table(("oud", "nieuw"), "door", rows)


def _table(places: Sequence[str], words_of: str, rows: Iterable[tuple[Piece, ...]]) -> Table:
    """Providers with their movement, their treden, the book years and some words."""
    return Table(
        (
            Column("aanbieder"),
            Column("beweging"),
            *(Column(place, right=True) for place in places),
            Column("jaar", drop=1),
            Column(words_of, wraps=True),
        ),
        tuple(rows),
    )


def _row(entry: Entry, shown: Sequence[Scored], said: str) -> tuple[Piece, ...]:
    """A provider with where it stands in each result that is shown."""
    return (
        Piece(entry.latest.naam),
        Piece(entry.move.value),
        *(Piece(range_text(*one.place), tone_of(*one.place)) for one in shown),
        Piece(_years(*(entry.both or (entry.latest, entry.latest)))),
        Piece(said),
    )


def _years(old: Scored, new: Scored) -> str:
    return str(new.boekjaar) if old.boekjaar == new.boekjaar else f"{old.boekjaar} → {new.boekjaar}"


def _one_sided(found: Comparison, most: int | None) -> Section:
    entries = found.of(*ONE_SIDED)
    if not entries:
        return Section("Nieuw en verdwenen", ())
    rows = (_row(entry, [entry.latest], deciding(found, entry.latest)) for entry in entries[:most])
    table = _table(("trede",), "door", rows)
    return Section("Nieuw en verdwenen", (table, *_rest(entries, most)))


def _unmatched(found: Comparison, most: int | None) -> Section:
    entries = found.of(Move.UNMATCHED)
    if not entries:
        return Section("Niet te koppelen", ())
    said = (
        "Een naam of KvK-nummer dat meer dan een aanbieder heeft, of alleen een bestandsnaam zonder cijfers die "
        "aansluiten; wie wie is, staat niet vast."
    )
    columns = (Column("aanbieder"), Column("KvK"), Column("in"), Column("trede", right=True))
    rows = tuple(
        (
            Piece(provider.naam),
            Piece(provider.kvk or "onbekend"),
            Piece("nieuw" if entry.nieuw else "oud"),
            Piece(range_text(*provider.place), tone_of(*provider.place)),
        )
        for entry in entries[:most]
        for provider in (entry.latest,)
    )
    return Section("Niet te koppelen", (Paragraph(words(said)), Table(columns, rows), *_rest(entries, most)))


def _stayed(found: Comparison, everyone: bool) -> Section:
    """Who stayed, and who is as uncertain as before."""
    stayed = found.of(Move.STAYED)
    unsure = [entry for entry in found.of(Move.UNCERTAIN) if entry.same_range]
    if not stayed and not unsure:
        return Section("Wie blijft", ())
    blocks: list[Block] = []
    if stayed:
        said = f"{number(len(stayed), 'aanbieder', 'aanbieders')} op dezelfde trede."
        stirred = sum(any(pair.shifts for pair in entry.pairs) for entry in stayed)
        if stirred:
            said += f" Bij {stirred} daarvan verschuift een criterium, maar beslist een ander de trede."
        blocks.append(Paragraph(words(said)))
    if unsure:
        said = (
            f"{number(len(unsure), 'aanbieder', 'aanbieders')} met hetzelfde bereik van treden, dus onzeker."
        )
        blocks.append(Paragraph(words(said)))
    if everyone:
        rows = (_row(entry, [entry.latest], shifts(found, entry)) for entry in (*stayed, *unsure))
        blocks.append(_table(("trede",), "wat schuift", rows))
    else:
        blocks.append(Paragraph((muted("Met --alles staan zij er met naam."),)))
    return Section("Wie blijft", tuple(blocks))


def _totals(found: Comparison) -> Section:
    old, new = ([provider.place for provider in run.aanbieders] for _, run in _sides(found))
    return Section("Aanbieders per trede", (totals_table(totals(old, new)),))


def _problems(found: Comparison, title: str, of: Callable[[ScoredRun], list[Problem]]) -> Section:
    """The problems of one kind, in both results."""
    rows = []
    for label, run in _sides(found):
        problems = of(run)
        shown = [str(problem) for problem in problems[:MAX_PROBLEMS]]
        more = len(problems) - len(shown)
        if more:
            shown.append(f"en nog {more}; {run.bestand} heeft ze alle")
        labels = [Piece(label), *[Piece("")] * (len(shown) - 1)]
        rows += list(zip(labels, map(words, shown), strict=False))
    return Section(title, (Items(tuple(rows)),) if rows else ())
