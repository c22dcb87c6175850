"""A what-if as a person reads it: what is assumed, what comes of it beside what is, and which bound breaks first."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_UP, Decimal

from ews_cli.core.beoordeling import Beoordeling, Oordeel
from ews_cli.core.jaarrekening import Jaarrekening, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.core.scenario import Breuk, Invulling, Scenario
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.uiterste import Gezocht, Uiterste
from ews_cli.problems import Problem
from ews_cli.reports import criteria, verdict
from ews_cli.reports.blocks import (
    Block,
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
)  # fmt: skip
from ews_cli.reports.criteria import range_text
from ews_cli.reports.evidence import policy as policy_section
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import bound_text, euro_text, in_unit_text, ratio_text, unit_text, value_bounds
from ews_cli.reports.verdict import name_of, tone_of, trede_text
from ews_cli.reports.whatif import Grid, Outcome, WhatIf

NOTHING = "Niets te berekenen; de meldingen zeggen waarom."
ASSUMED = "Aannamen, geen cijfers uit de jaarrekening. Verder blijft alles zoals het in {} was."
UNKNOWN = "onbekend"
IMPOSSIBLE = "–"
_OWED = {Post.BALANSTOTAAL, Post.KORTLOPENDE_SCHULDEN}


def sections(made: WhatIf) -> list[Section]:
    """The whole report; each provider begins with its heading."""
    if not made.outcomes:
        return [Section("", (Paragraph(words(NOTHING)),))]
    parts: list[Section] = []
    for outcome in made.outcomes:
        parts += [verdict.heading(outcome.result, made.run), _assumed(made, outcome)]
        if outcome.grid is not None:
            parts.append(_grid(outcome.grid, outcome.result))
        elif outcome.found is not None:
            parts += _search(outcome.found, outcome, made.run)
        else:
            parts += _scenario(outcome.scenarios[0], outcome.result, made.run)
    return [*(part for part in parts if part.blocks), policy_section(made.run.thresholds, made.run.peildatum)]


def _assumed(made: WhatIf, outcome: Outcome) -> Section:
    """What is assumed, said to be so before any figure."""
    jaar = outcome.result.beoordeling.jaar
    rows = [
        (Piece(one.aanname.tekst), words(f"{size_text(one, jaar)}: {one.aanname.gevolg}"))
        for one in made.fixed
    ]
    if made.open is not None and outcome.found is not None:
        text = f"open, gezocht tot trede {outcome.found.tot}: {made.open.gevolg}"
        rows.append((Piece(made.open.tekst), words(text)))
    for axis in (outcome.grid.down, outcome.grid.right) if outcome.grid else ():
        text = f"{short(axis[0])} tot {short(axis[-1])}: {axis[0].aanname.gevolg}"
        rows.append((Piece(axis[0].aanname.tekst), words(text)))
    note = Paragraph((Piece(ASSUMED.format(jaar.boekjaar), Tone.WARN),))
    return Section("Als dit gebeurt", (Items(tuple(rows)), note), Tone.WARN)


def short(one: Invulling) -> str:
    """The size of an assumption, exact: `-5%`, `€ +250.000`."""
    sign = "+" if one.waarde > 0 else ""
    return f"{sign}{_plain(one.waarde)}%" if one.procent else f"€ {sign}{_cents(one.waarde)}"


def size_text(one: Invulling, jaar: Jaarrekening) -> str:
    """The size of an assumption, with the amount of a percentage: `-5% (€ -2.431.700)`."""
    if not one.procent:
        return short(one)
    known = jaar.eenheid is not None
    return f"{short(one)} ({'€ ' if known else ''}{'+' if one.waarde > 0 else ''}{_cents(one.bedrag(jaar))})"


def _cents(amount: Decimal) -> str:
    """An amount to the cent, away from zero, so that what breaks a bound is never shown as too little."""
    return _plain(amount.quantize(Decimal("0.01"), ROUND_UP))


def _plain(amount: Decimal) -> str:
    """A number, exact, without zeros behind the comma."""
    shown = bedrag_tekst(amount)
    return shown.rstrip("0").rstrip(",") if "," in shown else shown


def _scenario(one: Scenario, result: Result, run: Run) -> list[Section]:
    after = _after(one, result)
    return [
        _beside(one, run.thresholds),
        _broken(one, result.beoordeling.jaar),
        _retitled(verdict.unknowns(after), "Niet te bepalen, als dit gebeurt"),
        _retitled(criteria.bounds_and_room(after), "Grens en ruimte die dan overblijft"),
        _moved(one),
    ]


def _after(one: Scenario, result: Result) -> Result:
    """The result as it would be, for the sections that are about a result."""
    return replace(result, jaren=(*result.jaren[:-1], one.na.jaar), beoordeling=one.na, verliesjaar=None)


def _retitled(section: Section, title: str) -> Section:
    return section._replace(title=title)


def _beside(one: Scenario, policy: Thresholds) -> Section:
    """The figures and treden now and then, and what puts them in doubt."""
    now, then = one.voor, one.na
    outcome = trede_text(then, policy).replace("Trede", "trede", 1)
    same = (now.ten_minste, now.ten_hoogste) == (then.ten_minste, then.ten_hoogste)
    before = trede_text(now, policy).replace("Trede", "trede", 1)
    title = f"Dan nog steeds {outcome}" if same else f"Dan {outcome}"
    columns = (
        Column(""),
        Column("nu", right=True, drop=2),
        Column("dan", right=True),
        Column("trede nu", right=True, drop=1),
        Column("trede dan", right=True),
    )
    rows = tuple(_row(a, b) for a, b in zip(now.oordelen, then.oordelen, strict=True))
    blocks: list[Block] = [] if same else [Paragraph(words(f"Nu {before}, op de cijfers zoals ze zijn."))]
    blocks.append(Table(columns, rows))
    blocks += [Paragraph((Piece(f"Let op: {caveat}", Tone.WARN),)) for caveat in verdict.caveats(now)]
    if one.tekort is not None and one.met_bankschuld is not None:
        blocks.append(Paragraph((Piece(_short(one.tekort, one.met_bankschuld, policy), Tone.WARN),)))
    return Section(title, tuple(blocks), tone_of(then.ten_minste, then.ten_hoogste))


def _short(tekort: Decimal, owed: Beoordeling, policy: Thresholds) -> str:
    """That money runs out, and the figures with that as a debt: those above are without a bank."""
    amount = euro_text(tekort, owed.jaar.eenheid is not None)
    figures = ", ".join(
        f"{name_of(o)} {_figure(o).text}" for o in owed.oordelen if not {*o.ratio.posten}.isdisjoint(_OWED)
    )
    return (
        f"Let op: het geld raakt op, er is {amount} te weinig; hierboven is dat een aftrek van de vlottende activa. "
        f"Als kortlopende schuld bij de bank: {f'{figures}; ' if figures else ''}"
        f"{trede_text(owed, policy).replace('Trede', 'trede', 1)}"
    )


def _row(now: Oordeel, then: Oordeel) -> tuple[Piece, ...]:
    return (
        Piece(name_of(now)),
        *(_figure(oordeel) for oordeel in (now, then)),
        *(
            Piece(range_text(o.ten_minste, o.ten_hoogste), tone_of(o.ten_minste, o.ten_hoogste))
            for o in (now, then)
        ),
    )


def _figure(oordeel: Oordeel) -> Piece:
    value = oordeel.uitkomst.waarde
    if value is None:
        return muted(UNKNOWN)
    bands = oordeel.versie.bands if oordeel.versie else ()
    return Piece(ratio_text(value, oordeel.ratio.eenheid, value_bounds(bands)))


def _broken(one: Scenario, jaar: Jaarrekening) -> Section:
    """The bounds that go, the first one first, with the part of the assumptions at which each goes.

    A bound of a trede on which the criterion stands anyway is in the JSON only.
    """
    broken = [b for b in one.breuken if b.gebroken and b.lijn.band.trede > _place(b, one.voor)]
    left = [b for b in one.breuken if not b.gebroken and b.lijn.band.trede > _place(b, one.na)]
    rows = [
        (Piece(f"{n}." if len(broken) > 1 else "–"), _break(breuk, one, jaar))
        for n, breuk in enumerate(broken, 1)
    ]
    blocks: list[Block] = [Items(tuple(rows))] if rows else [Paragraph(words("Geen grens."))]
    if left:
        gone = "; ".join(f"{_bound(b)} (bij {_part(b, one, jaar)})" for b in left)
        blocks.append(Paragraph(words(f"Niet meer van toepassing: {gone}.")))
    return Section("Welke grens breekt, de eerste eerst", tuple(blocks))


def _place(breuk: Breuk, judged: Beoordeling) -> int:
    """The proven trede of the criterion of a bound."""
    return next(o.ten_minste for o in judged.oordelen if o.criterium == breuk.lijn.criterium)


def _break(breuk: Breuk, one: Scenario, jaar: Jaarrekening) -> Pieces:
    trede = breuk.lijn.band.trede
    return (
        Piece(f"trede {trede}: ", tone_of(trede)),
        Piece(f"{_bound(breuk)}, al bij {_part(breuk, one, jaar)}"),
    )


def _bound(breuk: Breuk) -> str:
    lijn = breuk.lijn
    return f"{lijn.criterium.replace('_', ' ')} {bound_text(lijn.band, lijn.ratio.eenheid)}"


def _part(breuk: Breuk, one: Scenario, jaar: Jaarrekening) -> str:
    """How much of the assumptions; of a single one its own size."""
    if len(one.invullingen) == 1:
        delen = breuk.deel * 10_000
        return size_text(one.invullingen[0].deel(int(delen)), jaar)
    share = breuk.deel * 100
    return f"{bedrag_tekst(Decimal(share.numerator) / share.denominator)}% van deze aannamen"


def _moved(one: Scenario) -> Section:
    """The posts that move, with both amounts; those that are missing do not stand there."""
    now, then = one.voor.jaar, one.na.jaar
    unit = now.eenheid or 1
    columns = (
        Column(""),
        Column(str(now.boekjaar), right=True, drop=2),
        Column("verschil", right=True, drop=1),
        Column("dan", right=True),
    )
    rows = []
    for post in Post:
        was, becomes = now.bedrag(post), then.bedrag(post)
        if was is None or was == becomes:
            continue
        change = muted("") if becomes is None else Piece(_signed(becomes - was, unit))
        after = muted(UNKNOWN) if becomes is None else Piece(in_unit_text(becomes, unit))
        rows.append((Piece(post.tekst), Piece(in_unit_text(was, unit)), change, after))
    title = f"Wat beweegt, {unit_text(now.eenheid)}"
    return Section(title, (Table(columns, tuple(rows)),) if rows else ())


def _signed(change: Decimal, unit: int) -> str:
    return f"{'+' if change > 0 else ''}{in_unit_text(change, unit)}"


def _search(found: Gezocht, outcome: Outcome, run: Run) -> list[Section]:
    """Each answer with the figures at it, or why there is none."""
    naam = found.aanname.tekst
    if found.bereikt:
        before = trede_text(found.vooraf, run.thresholds).replace("Trede", "trede", 1)
        text = f"Zonder {naam} te veranderen is het al {before}. Kies met --tot een andere trede."
        return [Section(f"Trede {found.tot} is er al", (Paragraph(words(text)),))]
    if not found.uitersten:
        return [_out_of_reach(found)]
    parts = []
    for far, one in zip(found.uitersten, outcome.scenarios, strict=True):
        parts += [_answer(found, far, outcome.result), _beside(one, run.thresholds), _moved(one)]
    return parts


def _answer(found: Gezocht, far: Uiterste, result: Result) -> Section:
    amount = f"€ {'+' if far.bedrag > 0 else ''}{_plain(far.bedrag)}"
    share = "" if far.procent is None else f" ({'+' if far.procent > 0 else ''}{_plain(far.procent)}%)"
    short_of = "nog niet zeker" if found.beter else "niet gehaald"
    until = f"Met een cent minder is trede {found.tot} {short_of}."
    why = "; ".join(
        verdict.reasons(replace(result, jaren=(*result.jaren[:-1], far.na.jaar), beoordeling=far.na))
    )
    blocks = [Paragraph(words(until))]
    if why and not found.beter:
        blocks.append(Paragraph(words(f"Want dan: {why}")))
    down = "lager dan of gelijk aan " if found.beter and far.na.ten_minste < found.tot else ""
    title = f"Trede {down}{found.tot} vanaf {found.aanname.tekst} {amount}{share}"
    return Section(title, tuple(blocks), tone_of(found.tot))


def _out_of_reach(found: Gezocht) -> Section:
    naam, now = found.aanname.tekst, found.vooraf
    unknown = [name_of(o) for o in now.oordelen if o.uitkomst.waarde is None]
    text = (
        f"Geen enkel bedrag voor {naam} brengt hier trede {found.tot}, zolang alle cijfers betekenis houden."
    )
    if found.beter and unknown:
        text += f" Niet te bepalen: {', '.join(unknown)}."
    others = [
        f"{name_of(o)} (trede {range_text(o.ten_minste, o.ten_hoogste)})"
        for o in now.oordelen
        if o.ten_hoogste > found.tot
    ]
    if found.beter and others:
        text += f" Nu daarboven: {', '.join(others)}."
    return Section(f"Trede {found.tot} is zo niet te bereiken", (Paragraph(words(text)),))


def _grid(grid: Grid, result: Result) -> Section:
    """The trede for each pair of assumptions."""
    down, right = grid.down[0].aanname, grid.right[0].aanname
    columns = (
        Column(""),
        *(
            Column(_axis_text(one), right=True, drop=len(grid.right) - n if n else None)
            for n, one in enumerate(grid.right)
        ),
    )
    rows = tuple(
        (Piece(_axis_text(one)), *(_cell(cell, (n, m) in grid.short) for m, cell in enumerate(cells)))
        for n, (one, cells) in enumerate(zip(grid.down, grid.cells, strict=True))
    )
    note = f"Omlaag {down.tekst}, naar rechts {right.tekst}; in het vak de trede."
    now = result.beoordeling
    blocks: list[Block] = [
        Paragraph(words(f"{note} Nu: {range_text(now.ten_minste, now.ten_hoogste)}.")),
        Table(columns, rows),
    ]
    if grid.short:
        note = "* het geld raakt op; zonder --raster staat erbij wat het is als schuld bij de bank"
        blocks.append(Paragraph((muted(note),)))
    refused = next((cell for row in grid.cells for cell in row if isinstance(cell, Problem)), None)
    if refused is not None:
        blocks.append(Paragraph((muted(f"{IMPOSSIBLE} kan niet: {refused.melding}"),)))
    return Section("Trede bij elk paar", tuple(blocks))


def _axis_text(one: Invulling) -> str:
    return short(one).replace("€ ", "") if one.waarde else ("0%" if one.procent else "0")


def _cell(cell: Beoordeling | Problem, short: bool) -> Piece:
    if isinstance(cell, Problem):
        return muted(IMPOSSIBLE)
    mark = "*" if short else ""
    reach = cell.ten_minste, cell.ten_hoogste
    return Piece(f"{range_text(*reach)}{mark}", tone_of(*reach))
