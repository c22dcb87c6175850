"""The list of a portfolio: each provider with its trede, its figures and the room it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ews_cli.reports.blocks import Block, Column, Paragraph, Piece, Section, Table, Tone, muted, words
from ews_cli.reports.criteria import range_text
from ews_cli.reports.overview import Overview
from ews_cli.reports.rows import number
from ews_cli.reports.standing import Figure, Standing
from ews_cli.reports.verdict import tone_of

_NARROW = 78
"""Below so many columns the figures of a provider stand under its name."""
_RECORDED = 27
"""Columns that the trede with signals and the decided one take beside the computed one."""
_NAME_ROOM = ((100, 26), (150, 40), (1000, 60))
"""Below so many columns a name gets so many; a longer name ends in an ellipsis."""
_REGION_ROOM = 24
DECIDES = "*"
"""Stands behind a figure that decides the trede."""


def section(overview: Overview, width: int, most: int | None) -> Section:
    """One row per provider, in the order that was asked for; `width` and `most` as of `ranked.sections`."""
    places = overview.places if most is None else overview.places[:most]
    heading = title(overview)
    criteria = list(overview.thresholds.criteria)
    rest = len(overview.places) - len(places)
    lines = [f"{DECIDES} bepaalt de trede; n.t.b. is niet te bepalen"]
    if rest:
        lines.insert(0, f"… en nog {number(rest, 'aanbieder', 'aanbieders')}; --alles toont iedereen")
    if overview.mogelijk:
        lines.append(f"{overview.mogelijk} meer staan er mogelijk ook op; --trede '… mogelijk' toont ze")
    below = [Paragraph((muted(line),)) for line in lines]
    if not places:
        nobody = Paragraph(words("niemand"))
        return Section(heading, (nobody, *below[1:]) if overview.standings else ())
    if width - _taken(overview) < _NARROW:
        return Section(
            heading, (*_stacked([overview.standings[place] for place in places], criteria), *below)
        )
    return Section(heading, (_table(overview, places, criteria, width), *below))


def title(overview: Overview) -> str:
    """What the list holds, when it is not everyone in the usual order."""
    chosen = overview.choice
    highest = "hoogste trede met signalen eerst" if overview.vastgelegd else "hoogste trede eerst"
    order = highest if chosen.sorteer == "trede" else f"op {chosen.sorteer.replace('_', ' ')}"
    number = len(overview.places)
    some = f" ({number} van {len(overview.standings)})" if number < len(overview.standings) else ""
    where = f" in {chosen.regio}" if chosen.regio else ""
    return f"Aanbieders{where}{some}, {order}"


def _taken(overview: Overview) -> int:
    return _RECORDED if overview.vastgelegd else 0


def _stacked(shown: Sequence[Standing], criteria: Sequence[str]) -> list[Block]:
    """A provider with its figures under its name."""
    blocks: list[Block] = []
    for standing in shown:
        figures = ", ".join(
            f"{naam} {standing.cijfers[naam].tekst}{DECIDES if naam in standing.bepalend else ''}"
            for naam in criteria
        )
        trede = Piece(
            range_text(standing.ten_minste, standing.ten_hoogste),
            tone_of(standing.ten_minste, standing.ten_hoogste),
        )
        blocks.append(Paragraph((trede, Piece(f"  {standing.naam}"))))
        if recorded := _recorded(standing):
            with_signals, decided = recorded
            computed = range_text(standing.ten_minste, standing.ten_hoogste)
            told = (
                Piece(f"   berekend {computed}, met signalen "),
                with_signals,
                Piece(", besluit "),
                decided,
            )
            blocks.append(Paragraph(told))
        blocks.append(Paragraph((muted(f"   {figures}"),)))
    return blocks


def _table(overview: Overview, places: Sequence[int], criteria: Sequence[str], width: int) -> Table:
    room = next((size for below, size in _NAME_ROOM if width - _taken(overview) < below), None)
    regions = bool(overview.regio)
    columns = (
        Column("berekend" if overview.vastgelegd else "trede", right=True),
        *([Column("met signalen", right=True), Column("besluit", right=True)] if overview.vastgelegd else []),
        Column("aanbieder"),
        *([Column("regio", drop=3)] if regions else []),
        *(
            column
            for naam in criteria
            for column in (Column(naam, right=True), Column("verandering", right=True, drop=1))
        ),
        Column("ruimte tot hogere trede", right=True, drop=2),
        Column("boekjaar", right=True, drop=4),
    )
    rows = []
    for place in places:
        standing = overview.standings[place]
        regio = [Piece(shortened(overview.regio.get(place, ""), _REGION_ROOM))] if regions else []
        tone = tone_of(standing.ten_minste, standing.ten_hoogste) if standing.beoordeeld else Tone.MUTED
        trede = Piece(range_text(standing.ten_minste, standing.ten_hoogste), tone)
        naam = Piece(shortened(standing.naam, room))
        rows.append(
            (trede, *_recorded(standing), naam, *regio, *_figures(standing, criteria), *_rest(standing))
        )
    return Table(columns, tuple(rows))


def _recorded(standing: Standing) -> tuple[Piece, ...]:
    """The trede with signals and the decided one; a decision that is not there is a dash."""
    if standing.met_signalen is None:
        return ()
    decided = standing.besluit
    return (
        Piece(range_text(*standing.met_signalen), tone_of(*standing.met_signalen)),
        muted("-") if decided is None else Piece(str(decided), tone_of(decided)),
    )


def _figures(standing: Standing, criteria: Sequence[str]) -> Iterator[Piece]:
    for naam in criteria:
        figure = standing.cijfers[naam]
        yield Piece(f"{figure.tekst}{DECIDES if naam in standing.bepalend else ' '}", _tone(figure))
        yield muted(figure.verandering)


def _rest(standing: Standing) -> tuple[Piece, Piece]:
    left = standing.ruimte
    room = "" if left is None else f"{left.tekst} tot {left.trede}"
    return Piece(room), muted(str(standing.boekjaar))


def _tone(figure: Figure) -> Tone:
    return tone_of(figure.ten_minste) if figure.ten_minste > 1 else Tone.PLAIN


def shortened(text: str, room: int | None) -> str:
    """A text that fits; an ellipsis says that more stands there."""
    return text if room is None or len(text) <= room else f"{text[: room - 1].rstrip()}…"
