"""*Als dit uitkomt*: what the budgets and forecasts of a provider would mean, apart from its actual figures."""

from __future__ import annotations

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.plannen import HERSTEL_MAANDEN, HERSTEL_VANAF, Plan, uiterste_herstel
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.blocks import Block, Column, Paragraph, Piece, Section, Table, Tone, muted, words
from ews_cli.reports.criteria import UNKNOWN, range_text
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import date_text, ratio_text, value_bounds
from ews_cli.reports.verdict import because, name_of, tone_of, trede_text

TITLE = "Als dit uitkomt"


def planned(result: Result, run: Run) -> Section:
    """Per plan: the trede of each planned year, what decides it, and whether it brings recovery in time."""
    blocks: list[Block] = []
    for plan in result.plannen:
        last = plan.jaren[-1]
        blocks.append(Paragraph((Piece(_said(last, run.thresholds), tone_of(last.ten_minste)),)))
        blocks += [Paragraph(words(f"want {reason}")) for reason in _reasons(last)]
        blocks.append(_table(plan))
        if recovery := _recovery(plan, result, run):
            blocks.append(Paragraph((recovery,)))
        blocks.append(Paragraph((muted(plan.bestand),)))
    if not blocks:
        return Section(TITLE, ())
    note = "Plannen van de aanbieder zelf, niet gerealiseerd; zij veranderen geen trede hierboven."
    return Section(TITLE, (*blocks, Paragraph((muted(note),))))


def _said(judged: Beoordeling, policy: Thresholds) -> str:
    said = trede_text(judged, policy).replace("Trede", "trede", 1)
    return f"Als de {judged.jaar.soort.value} uitkomt: {said} in {judged.jaar.boekjaar}"


def _reasons(judged: Beoordeling) -> list[str]:
    return [because(o, judged.jaar.boekjaar) for o in judged.oordelen if o.criterium in judged.bepalend]


def _table(plan: Plan) -> Table:
    columns = (
        Column("jaar"),
        *(Column(name_of(oordeel), right=True) for oordeel in plan.jaren[-1].oordelen),
        Column("trede", right=True),
    )
    rows = tuple(
        (
            Piece(f"{one.jaar.soort.value} {one.jaar.boekjaar}"),
            *(
                muted(UNKNOWN)
                if o.uitkomst.waarde is None
                else Piece(
                    ratio_text(
                        o.uitkomst.waarde, o.ratio.eenheid, value_bounds(o.versie.bands if o.versie else ())
                    )
                )
                for o in one.oordelen
            ),
            Piece(range_text(one.ten_minste, one.ten_hoogste), tone_of(one.ten_minste)),
        )
        for one in plan.jaren
    )
    return Table(columns, rows)


def _recovery(plan: Plan, result: Result, run: Run) -> Piece | None:
    """Whether the plan brings recovery within the months of the draaiboek, where recovery is asked."""
    now = (result.signalen or result.beoordeling).ten_minste
    if not result.has_accounts or now < HERSTEL_VANAF:
        return None
    limit = uiterste_herstel(run.peildatum)
    asked = f"Een herstelplan brengt herstel binnen {HERSTEL_MAANDEN} maanden [draaiboek §2.2, trede 3]"
    day = plan.hersteld_op()
    if day is None:
        return Piece(f"{asked}; volgens dit plan is geen jaar zeker onder trede {HERSTEL_VANAF}", Tone.WARN)
    told = f"volgens dit plan is de trede voor het eerst onder {HERSTEL_VANAF} op {date_text(day)}"
    if day > limit:
        return Piece(
            f"{asked}; {told}, later dan {date_text(limit)} (gerekend vanaf de peildatum)", Tone.WARN
        )
    return Piece(f"{asked}; {told}, dus op tijd (gerekend vanaf de peildatum)", Tone.GOOD)
