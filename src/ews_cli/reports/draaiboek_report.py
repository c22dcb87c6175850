"""The checklist of a trede as sections: what it asks, by when, and of whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ews_cli.core.draaiboek import Checklist, Deel, Draaiboek, Rol, Taak, eerste_stappen
from ews_cli.reports.blocks import (
    Block,
    Box,
    Boxes,
    Items,
    Paragraph,
    Piece,
    Section,
    Tone,
    muted,
    strong,
    words,
)
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import date_text, weekday_text
from ews_cli.reports.verdict import tone_of


def sections(checklist: Checklist, naam: str | None) -> list[Section]:
    """The whole checklist; `naam` is the provider it is about, when somebody gave it."""
    return [
        _head(checklist, naam),
        *_terms(checklist),
        *_plan(checklist),
        *(section for deel in checklist.delen for section in _part(deel, checklist)),
        Section("Let op", tuple(Paragraph((muted(note),)) for note in notes(checklist))),
    ]


def title(checklist: Checklist, naam: str | None) -> str:
    """What the checklist is about, in one line."""
    about = f", {naam}" if naam else ""
    return f"Draaiboek bij trede {checklist.aanpak.nummer} — {checklist.aanpak.naam}{about}"


def facts(checklist: Checklist) -> list[tuple[str, str]]:
    """What holds for the trede as a whole, each with its label."""
    aanpak = checklist.aanpak
    found = [
        ("plan", aanpak.plan),
        ("doel", aanpak.doel),
        ("aanleiding", aanpak.aanleiding),
        ("horizon", aanpak.horizon),
        ("start", weekday_text(checklist.start)),
    ]
    return [(label, text) for label, text in found if text]


def role_name(rol: Rol, checklist: Checklist) -> str:
    """The role as its heading, with who holds its tasks."""
    other = rol.opvolger_op(checklist.start)
    return f"{rol.naam}; taken nu bij de {other.naam}" if other else rol.naam


def notes(checklist: Checklist) -> list[str]:
    """What a reader must know beside the steps, in sentences."""
    found = list(checklist.aanpak.let_op)
    for rol in checklist.opvolgers:
        if other := rol.opvolger:
            since = "Sinds" if other.vanaf <= checklist.start else "Vanaf"
            found.append(
                f"{since} {date_text(other.vanaf)} heeft de {other.naam} de taken van de {rol.naam} [{other.bron}]."
            )
    readings = dict.fromkeys(d.termijn.lezing for d in checklist.data if d.termijn.lezing)
    found += [f"Onze lezing bij de termijn: {lezing}." for lezing in readings]
    if checklist.data:
        found.append("Geen dag is verschoven om een weekend of een feestdag.")
    book = checklist.draaiboek
    found.append(
        f"Bron: {book.titel} ({date_text(book.datum)}), in eigen woorden; de paragraaf staat bij elke stap."
    )
    return found


def when(taak: Taak) -> str:
    """By when a task must be done, in words; empty where nothing is said."""
    return f"uiterlijk {weekday_text(taak.uiterlijk)}" if taak.uiterlijk else taak.wanneer


def _head(checklist: Checklist, naam: str | None) -> Section:
    rows = tuple((muted(label), words(text)) for label, text in facts(checklist))
    return Section(title(checklist, naam), (Items(rows),), tone_of(checklist.aanpak.nummer))


def _terms(checklist: Checklist) -> list[Section]:
    rows = tuple(
        (strong(weekday_text(d.dag)), (Piece(f"{d.wat} "), muted(f"[§2.2, trede {checklist.aanpak.nummer}]")))
        for d in checklist.data
    )
    return [Section("Uiterlijk", (Items(rows),))] if rows else []


def _plan(checklist: Checklist) -> list[Section]:
    aanpak = checklist.aanpak
    if not aanpak.bevat:
        return []
    boxes = Boxes(tuple(Box(words(text)) for text in aanpak.bevat))
    return [
        Section(
            f"Wat in het {aanpak.plan} staat", (boxes, Paragraph((muted(f"[§2.2, trede {aanpak.nummer}]"),)))
        )
    ]


def _part(deel: Deel, checklist: Checklist) -> list[Section]:
    """What one role has to do: of this trede, and under it of the earlier ones."""
    head = Paragraph((muted(f"{deel.rol.taak} [{deel.rol.waar}]"),))
    own = (Boxes(tuple(map(_box, deel.eigen))),) if deel.eigen else (Paragraph(words("geen eigen stappen")),)
    found = [Section(role_name(deel.rol, checklist), (head, *own))]
    for trede, tasks in groupby(deel.eerder, key=lambda taak: taak.stap.trede):
        heading = f"{deel.rol.naam}, uit trede {trede}, voor zover niet al uitgevoerd"
        found.append(Section(heading, (Boxes(tuple(map(_box, tasks))),)))
    return found


def _box(taak: Taak) -> Box:
    due = when(taak)
    by = [Piece(f" · {due}", Tone.STRONG if taak.uiterlijk else Tone.PLAIN)] if due else []
    return Box((Piece(taak.tekst), *by, muted(f" [{taak.stap.paragraaf}]")), taak.stap.onderdelen)


def first_steps(results: Iterable[Result], run: Run, book: Draaiboek) -> list[Section]:
    """For each provider the first steps at the decided trede, else at the one that is proven, which ends a report."""
    found, several = [], len(run.results) > 1
    for result in results:
        judged = result.signalen or result.beoordeling
        decided = result.signalen.besluit if result.signalen else None
        trede = decided.trede if decided else judged.ten_minste
        why = " (besloten)" if decided else " (met signalen)" if trede > result.beoordeling.ten_minste else ""
        tasks = eerste_stappen(book, trede, run.peildatum)
        about = f", {result.aanbieder.naam}" if several else ""
        rows = tuple((muted(book.rollen[t.stap.rol].kort_op(run.peildatum)), _first(t)) for t in tasks)
        blocks: list[Block] = [
            Items(rows),
            Paragraph(words(f"Alle stappen, met datums: ews draaiboek {trede} --start DATUM")),
        ]
        if judged.trede is None and decided is None:
            certain = f"De trede staat niet vast; dit hoort bij trede {trede}, de laagste die mogelijk is."
            blocks.insert(0, Paragraph((Piece(certain, Tone.WARN),)))
        found.append(Section(f"Eerste stappen bij trede {trede}{why}{about}", tuple(blocks)))
    return found


def _first(taak: Taak) -> tuple[Piece, ...]:
    due = f" ({taak.wanneer})" if taak.wanneer else ""
    text = taak.tekst if taak.tekst.endswith(".") else f"{taak.tekst.rstrip(':')}."
    return (Piece(f"{text.rstrip('.')}{due}."), muted(f" [draaiboek {taak.stap.paragraaf}]"))
