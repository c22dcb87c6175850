"""The figures of a reading: each with its cell, its label as written, and how it came to us."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.reports.blocks import Column, Paragraph, Piece, Section, Table, muted
from ews_cli.reports.evidence import MISSING, cells_text
from ews_cli.reports.inspect_gaps import gaps
from ews_cli.reports.inspected import Inspected
from ews_cli.reports.rows import in_unit_text, period_text, unit_text

NAMES, AMOUNT = 30, 14
"""What the names of posten and a usual amount take of the width of a table."""


def figures(file: Inspected, width: int) -> list[Section]:
    """Each amount with its cell, label and origin.

    Years of one unit stand side by side, the youngest first, as many as the width of the report allows.
    """
    per_table = max(1, (width - NAMES) // AMOUNT)
    found = []
    for unit, years in groupby(reversed(file.jaren), key=lambda jaar: jaar.eenheid):
        run = list(years)
        for start in range(0, len(run), per_table):
            found.append(_table(run[start : start + per_table], unit, _turned(file)))
    absent = [p for p in _informing() if file.jaren and all(p not in j.posten for j in file.jaren)]
    gaps_ = {gap.post for gap in gaps(file)}
    note = ", ".join(post.tekst for post in absent if post not in gaps_)
    if note:
        found.append(Section("", (Paragraph((muted(f"Niet gevonden, alleen ter informatie: {note}"),)),)))
    return found


def _informing() -> list[Post]:
    """The posts that some ratio uses."""
    used = {post for ratio in RATIOS.values() for post in ratio.posten}
    return [post for post in Post if post in used]


def _turned(file: Inspected) -> set[str | None]:
    """The cells of which the amount counts with the other sign than it is printed with."""
    read = {(k.boekjaar, k.naam, k.cel): k.bedrag for k in file.kandidaten if k.gekozen}
    return {
        bedrag.cel
        for jaar in file.jaren
        for post, bedrag in jaar.posten.items()
        if bedrag.waarde and read.get((jaar.boekjaar, post.value, bedrag.cel or "")) == -bedrag.waarde
    }


def _table(jaren: Sequence[Jaarrekening], unit: int | None, turned: set[str | None]) -> Section:
    usual = [_usual(jaar) for jaar in jaren]
    columns = (
        Column(""),
        *(Column(period_text(jaar), right=True) for jaar in jaren),
        Column("cel en omschrijving in het bestand", wraps=True),
    )
    origin = (Piece("herkomst"), *map(muted, usual), muted("tenzij anders vermeld"))
    rows = []
    for post in Post:
        found = [jaar.posten.get(post) for jaar in jaren]
        rows.append(_row(post.tekst, found, usual, unit, turned))
        if post is Post.KORTLOPENDE_SCHULDEN:
            # No post of its own, but one side of a check.
            totals = [jaar.totaal_passiva for jaar in jaren]
            ways = [_way(total.herkomst) if total else "" for total in totals]
            rows.append(_row("totaal passiva", totals, ways, unit, turned))
    return Section(f"Cijfers, {unit_text(unit)}", (Table(columns, (origin, *filter(None, rows))),))


def _usual(jaar: Jaarrekening) -> str:
    """How most amounts of a year came to us, in one word."""
    ways = [bedrag.herkomst for bedrag in jaar.posten.values()]
    return _way(max(Herkomst, key=ways.count))


def _way(herkomst: Herkomst) -> str:
    return herkomst.value.partition(" ")[0]


def _row(
    naam: str, bedragen: list[Bedrag | None], usual: list[str], unit: int | None, turned: set[str | None]
) -> tuple[Piece, ...] | None:
    """The amounts of a post in each year, and where they stand; None when there are none."""
    found = [(bedrag, way) for bedrag, way in zip(bedragen, usual, strict=True) if bedrag is not None]
    if not found:
        return None
    texts = []
    for how, group in groupby(found, key=lambda pair: _how(pair[0], pair[1], turned)):
        texts.append(_from(how, [bedrag for bedrag, _ in group]))
    return (
        Piece(naam),
        *(muted(MISSING) if b is None else Piece(in_unit_text(b.waarde, unit or 1)) for b in bedragen),
        muted("; ".join(texts)),
    )


def _from(how: str, bedragen: list[Bedrag]) -> str:
    """The cells of amounts that came to us in one way: `Balans!C9, D9 “Totaal”`, or a sum with its cells."""
    cells = [bedrag.cel for bedrag in bedragen]
    if bedragen[0].som is None:
        return f"{cells_text(cells)} {how}".strip()
    sums = "; ".join(cel.replace(" +", " + ").replace(" -", " - ") for cel in cells if cel)
    return f"{how}: {sums}" if sums else how


def _how(bedrag: Bedrag, usual: str, turned: set[str | None]) -> str:
    """The label as written, and how the amount came to us where that is not the usual way."""
    label = f"“{bedrag.label}”" if bedrag.label else ""
    way = _way(bedrag.herkomst)
    notes = [*([way] if way != usual else []), *(["teken omgekeerd"] if bedrag.cel in turned else [])]
    if bedrag.som is not None:
        return " ".join(filter(None, [*notes, label, "=", bedrag.som]))
    return " ".join(filter(None, [label, f"({', '.join(notes)})" if notes else ""]))
