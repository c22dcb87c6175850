"""What interim figures say, under the annual trede and apart from it."""

from __future__ import annotations

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.perioden import jaren_eerder, maanden_tekst
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Eenheid, bereken
from ews_cli.core.tussentijds import Beeld, Meting
from ews_cli.reports.blocks import Block, Column, Items, Paragraph, Piece, Section, Table, Tone, muted, words
from ews_cli.reports.criteria import UNKNOWN, range_text
from ews_cli.reports.outlook import outlook
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import (
    age_text,
    bound_text,
    date_text,
    in_unit_text,
    indicator_text,
    ratio_text,
    unit_text,
    value_bounds,
)
from ews_cli.reports.verdict import basis_text, name_of, tone_of, trede_text

MAX_PICTURES = 8
"""The dates of the table: two years of quarters; the JSON holds all."""


def sections(result: Result, run: Run) -> list[Section]:
    """The interim picture and where it goes; empty ones where there is nothing to say."""
    return [picture(result, run), outlook(result)]


def picture(result: Result, run: Run) -> Section:
    """The last interim figures judged on their own, and those before them, a row for each date."""
    if not result.tussentijds:
        return Section("Tussentijds beeld", ())
    last = result.tussentijds[-1]
    day = last.cijfers.balansdatum
    said = trede_text(last, run.thresholds).replace("Trede", "trede", 1)
    age = f"over {maanden_tekst(last.cijfers.maanden)}, {age_text(day, run.peildatum)}"
    blocks: list[Block] = [
        Paragraph((Piece(f"Per {date_text(day)} ({age}): {said}", _tone(last)),)),
        *(Paragraph(words(_because(m))) for m in last.metingen if m.oordeel.criterium in last.bepalend),
        _table(result.tussentijds[-MAX_PICTURES:]),
    ]
    if rows := [row for m in last.metingen for row in _notes(m)]:
        blocks.append(Items(tuple((Piece(name), words(text)) for name, text in rows)))
    if told := informing(result.tussentijds):
        blocks += [
            Paragraph(words("Ter informatie; hieruit volgt geen trede:")),
            Items(tuple((muted(name), (muted(text),)) for name, text in told)),
        ]
    blocks.append(Paragraph((muted("Niet vastgestelde cijfers; zij veranderen de trede hierboven niet."),)))
    return Section("Tussentijds beeld", tuple(blocks))


def informing(pictures: tuple[Beeld, ...]) -> list[tuple[str, str]]:
    """What the provider reports beside its accounts at the last date, each with the same day a year earlier."""
    last = pictures[-1].cijfers
    ago = {p.cijfers.balansdatum: p.cijfers for p in pictures[:-1]}.get(jaren_eerder(last.balansdatum, 1))
    before = {} if ago is None else {(one.indicator, one.maat): one for one in ago.indicatoren}
    rows = []
    for one in last.indicatoren:
        earlier = before.get((one.indicator, one.maat))
        then = "" if earlier is None else f"; een jaar eerder {indicator_text(earlier)}"
        rows.append((one.indicator.tekst, f"{indicator_text(one)}{then} (“{one.label}”, {one.cel})"))
    return [*rows, *_hired(last)]


def _hired(figures: Jaarrekening) -> list[tuple[str, str]]:
    """What the statement itself says of personeel niet in loondienst."""
    amount = figures.posten.get(Post.PERSONEEL_NIET_IN_LOONDIENST)
    if amount is None or not amount.waarde:
        return []
    share = bereken(RATIOS["pnil_ratio"], figures).waarde
    of_costs = "" if share is None else f", {ratio_text(share, Eenheid.PERCENT)} van de personeelskosten"
    unit = figures.eenheid or 1
    shown = f"{in_unit_text(amount.waarde, unit)} {unit_text(figures.eenheid)}{of_costs}"
    return [(Post.PERSONEEL_NIET_IN_LOONDIENST.tekst, f"{shown} over {maanden_tekst(figures.maanden)}")]


def _tone(beeld: Beeld) -> Tone:
    return tone_of(beeld.ten_minste) if beeld.trede or beeld.ten_minste > 1 else Tone.WARN


def _because(meting: Meting) -> str:
    oordeel = meting.oordeel
    band, version = oordeel.band, oordeel.versie
    if band is None or version is None:
        return name_of(oordeel)
    bound = f"{bound_text(band, oordeel.ratio.eenheid)} [{basis_text(band, version)}]"
    over = f" over {maanden_tekst(meting.maanden)}" if meting.maanden is not None else ""
    return f"want {name_of(oordeel)} is {_value(meting)}{over}: {bound}"


def _value(meting: Meting) -> str:
    oordeel = meting.oordeel
    if oordeel.uitkomst.waarde is None:
        return UNKNOWN
    bands = oordeel.versie.bands if oordeel.versie else ()
    return ratio_text(oordeel.uitkomst.waarde, oordeel.ratio.eenheid, value_bounds(bands))


def _table(pictures: tuple[Beeld, ...]) -> Table:
    columns = (
        Column("per"),
        *(Column(name_of(m.oordeel), right=True) for m in pictures[-1].metingen),
        Column("trede", right=True),
    )
    rows = tuple(
        (
            Piece(p.cijfers.balansdatum.strftime("%d-%m-%Y")),
            *(muted(UNKNOWN) if m.oordeel.uitkomst.waarde is None else Piece(_cell(m)) for m in p.metingen),
            Piece(range_text(p.ten_minste, p.ten_hoogste), tone_of(p.ten_minste, p.ten_hoogste)),
        )
        for p in pictures
    )
    return Table(columns, rows)


def _cell(meting: Meting) -> str:
    """A value, and of a result over how many months."""
    return _value(meting) if meting.maanden is None else f"{_value(meting)} ({meting.maanden} mnd)"


def _notes(meting: Meting) -> list[tuple[str, str]]:
    """What the figures of one criterium cover, what they are held against, and why they are not certain."""
    oordeel = meting.oordeel
    unit, name = oordeel.ratio.eenheid, name_of(oordeel)
    found = []
    if meting.som is not None:
        found.append(f"{maanden_tekst(meting.maanden or 12)}: {meting.som}")
    if meting.maanden not in (None, 12) and oordeel.uitkomst.waarde is not None:
        found.append(f"alleen over {maanden_tekst(meting.maanden)}; voor twaalf maanden ontbreken cijfers")
    if meting.periode is not None and meting.periode_vorig is not None:
        now, before = ratio_text(meting.periode, unit), ratio_text(meting.periode_vorig, unit)
        found.append(f"deze periode {now}, dezelfde periode een jaar eerder {before}")
    elif meting.maanden is None and oordeel.vorig is not None:
        found.append(f"een jaar eerder op deze dag {ratio_text(oordeel.vorig, unit)}")
    if oordeel.reden is not None:
        found.append(f"trede {range_text(oordeel.ten_minste, oordeel.ten_hoogste)}: {oordeel.reden}")
    return [(name if not n else "", text) for n, text in enumerate(found)]
