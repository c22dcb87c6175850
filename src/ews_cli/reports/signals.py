"""What people recorded, beside what was computed: three treden that are never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ews_cli.core.signalen import Besluit, MetSignalen, Signaal, Stand
from ews_cli.core.thresholds import Signal, Thresholds
from ews_cli.problems import Problem
from ews_cli.reports.blocks import Items, Paragraph, Piece, Pieces, Section, Tone, muted, words
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import date_text
from ews_cli.reports.scored import OF_NOBODY
from ews_cli.reports.standing import Standing
from ews_cli.reports.verdict import tone_of

TITLE = "Berekend, met signalen, besloten"
NONE = "niets vastgelegd"
MOST = 20
"""So many of those that nobody here is about are named in a report."""


def three_treden(result: Result, run: Run) -> Section:
    """The computed trede, the trede with signals and the decided trede, one below the other."""
    recorded, judged, policy = result.signalen, result.beoordeling, run.thresholds
    if recorded is None:
        return Section(TITLE, ())
    rows = (
        (Piece("berekend"), _trede(judged.ten_minste, judged.ten_hoogste, policy)),
        (Piece("met signalen"), (*_trede(recorded.ten_minste, recorded.ten_hoogste, policy), _by(result))),
        (Piece("besloten"), _decided(recorded, policy)),
    )
    return Section(TITLE, (Items(rows),))


def _trede(low: int, high: int, policy: Thresholds) -> Pieces:
    if low == high:
        return (Piece(f"trede {low} — {policy.treden[low].naam}", tone_of(low)),)
    tone = tone_of(low) if low > 1 else Tone.WARN
    reach = f"({low} tot en met {high})"
    return (Piece(f"ten minste trede {low} {reach}" if low > 1 else f"niet te bepalen {reach}", tone),)


def _by(result: Result) -> Piece:
    """Which signals make the trede with signals higher than the computed one."""
    recorded, judged = result.signalen, result.beoordeling
    if recorded is None or not recorded.signalen:
        return muted(f": {NONE}")
    if recorded.ten_minste == judged.ten_minste:
        return muted(": geen signaal maakt haar hoger")
    return Piece(f", door {_and([_words(naam) for naam in recorded.bepalend])}")


def _and(names: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _words(naam: str) -> str:
    return naam.replace("_", " ")


def _decided(recorded: MetSignalen, policy: Thresholds) -> Pieces:
    decision = recorded.besluit
    if decision is None:
        return (muted(NONE if not recorded.besluiten else "nog niets op de peildatum"),)
    return (*_trede(decision.trede, decision.trede, policy), Piece(f", {_who_when(decision)}"))


def _who_when(besluit: Besluit) -> str:
    return f"door {besluit.door} op {date_text(besluit.datum)}: {besluit.reden}"


def entries(result: Result, run: Run) -> Section:
    """Every signal and decision with its meaning, source and place, and whether it counts."""
    recorded, policy = result.signalen, run.thresholds
    if recorded is None:
        return Section("Signalen en besluiten", ())
    rows: list[tuple[Piece, Pieces]] = [
        row for signaal, stand in recorded.signalen for row in _signal(signaal, stand)
    ]
    rows += [
        (Piece(date_text(besluit.datum), _tone(stand)), _decision(besluit, stand, policy))
        for besluit, stand in recorded.besluiten
    ]
    return Section("Signalen en besluiten", (Items(tuple(rows)),) if rows else ())


def _tone(stand: Stand) -> Tone:
    return Tone.PLAIN if stand is Stand.GELDT else Tone.MUTED


def _signal(signaal: Signaal, stand: Stand) -> list[tuple[Piece, Pieces]]:
    kind = signaal.betekenis
    counts = stand is Stand.GELDT
    head = (
        Piece(f"{_words(kind.naam)}: ", _tone(stand)),
        Piece(_meaning(kind), tone_of(kind.trede) if kind.trede and counts else _tone(stand)),
        *([] if counts else [Piece(f"; {_state(signaal, stand)}", Tone.WARN)]),
        muted(f" “{kind.quote}” [{kind.source}{'; onze lezing' if kind.reading else ''}]"),
    )
    until = f", tot en met {date_text(signaal.tot)}" if signaal.tot and counts else ""
    note = f"; {signaal.toelichting}" if signaal.toelichting else ""
    where = f" ({signaal.waar})" if signaal.waar else ""
    told = muted(f"bron: {signaal.bron}; vastgelegd door {signaal.door}{until}{note}{where}")
    return [(Piece(date_text(signaal.datum), _tone(stand)), head), (Piece(""), (told,))]


def _meaning(kind: Signal) -> str:
    if kind.trede is None:
        return "vraagt aandacht, bepaalt geen trede"
    return f"trede {kind.trede}{f' op {_words(kind.criterion)}' if kind.criterion else ''}"


def _state(signaal: Signaal, stand: Stand) -> str:
    if stand is Stand.VERLOPEN and signaal.tot is not None:
        return f"verlopen, gold tot en met {date_text(signaal.tot)} en telt niet mee"
    return "van na de peildatum, telt niet mee"


def _decision(besluit: Besluit, stand: Stand, policy: Thresholds) -> Pieces:
    state = {
        Stand.VERVANGEN: "; vervangen door een later besluit",
        Stand.NA_PEILDATUM: "; van na de peildatum, telt niet mee",
    }.get(stand, "")
    name = policy.treden[besluit.trede].naam
    return (
        Piece(f"besluit van {besluit.door}: trede {besluit.trede} — {name}", _tone(stand)),
        *([Piece(state, Tone.WARN)] if state else []),
        muted(f"; {besluit.reden}{f' ({besluit.waar})' if besluit.waar else ''}"),
    )


def plans(result: Result, run: Run) -> Section:
    """What the draaiboek asks at the trede with signals and at the decided one, where those are others."""
    recorded, policy = result.signalen, run.thresholds
    if recorded is None:
        return Section("", ())
    asked = [(recorded.ten_minste, "met signalen")]
    asked += [(recorded.besluit.trede, "besloten")] if recorded.besluit else []
    rows = []
    for trede, why in asked:
        if trede != result.beoordeling.ten_minste:
            plan = policy.treden[trede]
            horizon = f"; {plan.horizon}" if plan.horizon else ""
            text = (Piece(f"{plan.plan}{horizon}"), muted(f" [{plan.source}]"))
            rows.append((Piece(f"trede {trede} ({why})", tone_of(trede)), text))
    return Section("Wat het draaiboek vraagt met signalen of besluit", (Items(tuple(rows)),) if rows else ())


def of_nobody(problemen: Iterable[Problem]) -> Section:
    """What was recorded about somebody who is not judged here: a bankrupt provider hands in no accounts."""
    found = [problem for problem in problemen if problem.code in OF_NOBODY]
    blocks = tuple(Paragraph((Piece(str(problem), Tone.WARN),)) for problem in found[:MOST])
    more = len(found) - len(blocks)
    rest = (Paragraph((muted(f"… en nog {more}; -v noemt ze alle"),)),) if more else ()
    return Section("Vastgelegd over wie hier niet is beoordeeld", (*blocks, *rest))


def counts(standings: Sequence[Standing]) -> Section:
    """How many providers of a portfolio stand higher by signals, and how many have a decision."""
    recorded = [standing for standing in standings if standing.met_signalen is not None]
    higher = sum(s.met_signalen is not None and s.met_signalen[0] > s.ten_minste for s in recorded)
    last = sum(s.met_signalen is not None and s.met_signalen[0] == 6 for s in recorded)
    decided = [s for s in recorded if s.besluit is not None]
    other = sum(s.besluit is not None and not s.ten_minste <= s.besluit <= s.ten_hoogste for s in decided)
    text = (
        f"Met signalen: {higher} hoger dan berekend, waarvan {last} op trede 6. "
        f"Besloten: over {len(decided)}, waarvan {other} anders dan berekend."
    )
    return Section("", (Paragraph(words(text)),) if recorded else ())
