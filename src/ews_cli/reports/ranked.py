"""The screen of a portfolio: the counts, the ranked providers, and the problems by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ews_cli.problems import CODES, Problem
from ews_cli.reports import provider_list
from ews_cli.reports.blocks import (
    Column,
    Paragraph,
    Piece,
    Section,
    Table,
    Tone,
    muted,
    strong,
    words,
)
from ews_cli.reports.criteria import range_text
from ews_cli.reports.evidence import WEIGHT, policy
from ews_cli.reports.overview import Files, Overview
from ews_cli.reports.rows import count_text, date_text, number
from ews_cli.reports.tally import Tally
from ews_cli.reports.verdict import tone_of

_EXAMPLES = 10


def sections(overview: Overview, width: int, most: int | None = None) -> list[Section]:
    """All sections, the answer first.

    Args:
        width: columns; a table that would be wider leaves something out, and says so.
        most: how many providers to list at most; None lists all.
    """
    first = [
        _heading(overview),
        _counts(overview),
        _moves(overview.tally),
        recorded(overview),
        since(overview, most),
        provider_list.section(overview, width, most),
        interim(overview),
    ]
    return [*(section for section in first if section.blocks), *after_the_list(overview)]


def after_the_list(overview: Overview) -> list[Section]:
    """What stands below the providers: regions, the spread of the ratios, problems, and the policy."""
    from ews_cli.reports import region_sections, sector_sections, signals

    view, policy_of = overview.view, overview.thresholds
    detail = overview.choice.regio is not None
    regions = (
        []
        if view is None
        else region_sections.sections(view.registered, view.regions, view.crucial, policy_of, detail)
    )
    found = [
        *regions,
        *sector_sections.sections(overview.contexts),
        signals.of_nobody(overview.files.problemen),
        _problems(overview.tally),
        _failed(overview.files),
        policy(policy_of, overview.peildatum),
    ]
    return [section for section in found if section.blocks]


def _heading(overview: Overview) -> Section:
    line, day = heading_texts(overview)
    return Section("", (Paragraph((strong(line),)), Paragraph((muted(day),))))


def heading_texts(overview: Overview) -> tuple[str, str]:
    """How many providers and files, and on which day."""
    tally = overview.tally
    files = number(tally.bestanden, "bestand", "bestanden")
    failed = f", {count_text(tally.mislukt)} niet te lezen" if tally.mislukt else ""
    line = f"{number(tally.aanbieders, 'aanbieder', 'aanbieders')} uit {files}{failed}"
    return line, f"Beoordeeld op {date_text(overview.peildatum)}. Signaal, geen oordeel."


class Count(NamedTuple):
    """A row of the counts: what, in words, how many, its trede (0 for none), and whether that is only a minimum."""

    wat: str
    naam: str
    aantal: int
    trede: int
    mogelijk: bool = False


def count_rows(overview: Overview) -> list[Count]:
    """How many stand where; the rows add up to the providers."""
    tally, treden = overview.tally, overview.thresholds.treden
    computed = sorted((trede for trede, what in treden.items() if what.computed), reverse=True)
    rows = [Count(f"trede {t}", treden[t].naam, tally.zeker.get(t, 0), t) for t in computed]
    rows += [
        Count(f"ten minste {trede}", "hoger is niet uitgesloten", number, trede, True)
        for trede, number in sorted(tally.ten_minste.items(), reverse=True)
    ]
    unknown = Count("niet te bepalen", "een deel van de cijfers ontbreekt", tally.onbepaald, 0, True)
    without = Count("geen cijfers", "geen enkel criterium heeft een waarde", tally.zonder_cijfers, 0)
    return rows + [row for row in (unknown, without) if row.aantal]


def _counts(overview: Overview) -> Section:
    whole = overview.tally.aanbieders
    if not whole:
        return Section("Per trede", ())
    table = Table(
        (Column(""), Column(""), Column("aanbieders", right=True), Column("aandeel", right=True)),
        tuple(
            (
                Piece(row.wat, tone_of(row.trede) if row.trede and row.aantal else Tone.PLAIN),
                Piece(row.naam),
                Piece(count_text(row.aantal)),
                muted(share(row.aantal, whole)),
            )
            for row in count_rows(overview)
        ),
    )
    return Section("Per trede", (table,))


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal, rounded half up."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"


def _moves(tally: Tally) -> Section:
    return Section("", (Paragraph(words(moves_text(tally))),) if tally.aanbieders else ())


def moves_text(tally: Tally) -> str:
    """Who moved against the book year before, in a sentence."""
    return (
        f"Tegenover het boekjaar ervoor: {count_text(tally.stijgt)} naar een hogere trede, "
        f"{count_text(tally.daalt)} naar een lagere, "
        f"{count_text(tally.gelijk)} gelijk, {count_text(tally.onvergelijkbaar)} niet met zekerheid te zeggen."
    )


def recorded(overview: Overview) -> Section:
    """How many stand higher by what people recorded, and how many have a decision; empty where nobody was asked."""
    if overview.vastgelegd is None:
        return Section("", ())
    from ews_cli.reports import signals

    return signals.counts(overview.standings)


def since(overview: Overview, most: int | None = None) -> Section:
    """Who moved since the result that was given as the one before; empty without one."""
    if overview.sinds is None:
        return Section("Sinds de vorige run", ())
    from ews_cli.reports import compare_report

    return compare_report.since(overview.sinds, most)


def interim(overview: Overview) -> Section:
    """Who stands certainly higher on interim figures than on the annual accounts."""
    higher = [
        f"{one.naam}: trede {range_text(one.ten_minste, one.ten_hoogste)}, "
        f"tussentijds {range_text(low, high)} per {date_text(day)}"
        for place in overview.places
        if (one := overview.tussentijds.get(place)) is not None and one.tussentijds is not None
        for day, low, high in (one.tussentijds,)
        if low > one.ten_hoogste or (not one.beoordeeld and low > 1)
    ]
    lines = higher[:_EXAMPLES]
    if len(higher) > len(lines):
        lines.append(f"… en nog {len(higher) - len(lines)}")
    return Section("Tussentijds hoger", tuple(Paragraph(words(line)) for line in lines))


def _problems(tally: Tally) -> Section:
    """The kinds of problems, each with how many providers and files have it."""
    rows = tuple(
        (Piece(code, WEIGHT[CODES[code].ernst]), Piece(CODES[code].titel), Piece(str(number)))
        for code, number in tally.codes.items()
    )
    columns = (Column("code"), Column("wat"), Column("aantal", right=True))
    note = "aantal aanbieders en bestanden; -v noemt elke melding, docs/problems.md legt de codes uit"
    blocks = (Table(columns, rows), Paragraph((muted(note),))) if rows else ()
    return Section("Meldingen", blocks)


def _failed(portfolio: Files) -> Section:
    """The files that gave no provider, the first of them with the reason."""
    files = portfolio.mislukt
    reasons: dict[str, Problem] = {}
    for problem in portfolio.problemen:
        reasons.setdefault(problem.waar or "", problem)
    lines = [Paragraph((Piece(name), muted(f": {_reason(reasons, name)}"))) for name in files[:_EXAMPLES]]
    rest = len(files) - len(lines)
    more = f"… en nog {number(rest, 'bestand', 'bestanden')}"
    return Section("Niet gelezen", (*lines, *([Paragraph((muted(more),))] if rest else [])))


def _reason(reasons: Mapping[str, Problem], name: str) -> str:
    problem = reasons.get(name) or next((p for at, p in reasons.items() if at.startswith(f"{name}!")), None)
    return "geen jaar dat te beoordelen is" if problem is None else f"{problem.code} {problem.melding}"
