"""`ews draaiboek`: the checklist of a trede, to tick off and to put in a diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ews_cli import draaiboek_file
from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop
from ews_cli.cli.option_values import bad, date_of, report_targets
from ews_cli.cli.output import Format, Targets
from ews_cli.core.draaiboek import Checklist, Draaiboek, checklist
from ews_cli.problems import Problem
from ews_cli.reports.clean import clean

FORMATS = (Format.TABLE, Format.MD, Format.JSON, Format.XLSX, Format.ICS)
LAST_YEAR = 2100
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews draaiboek`; `naam` is the provider it is about, if somebody gave it."""

    checklist: Checklist
    naam: str | None
    targets: Targets


def request(
    trede: str | None,
    start: str | None,
    rollen: Sequence[str],
    naam: str | None,
    format_: str | None,
    output_: Sequence[str],
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    book = draaiboek_file.load()
    targets, problems = report_targets(format_, output_, [], FORMATS)
    number, wrong = _trede(trede, book)
    problems += wrong
    day, wrong = _start(start, book)
    problems += wrong
    roles = [(name, book.rol_met(name)) for name in rollen]
    problems += [
        bad("--rol", name, f"is geen rol; kies {' of '.join(book.rollen)}")
        for name, rol in roles
        if rol is None
    ]
    if problems or number is None:
        raise Stop(problems)
    found = checklist(book, number, day, [rol.sleutel for _, rol in roles if rol])
    if not found.data and (diaries := [path for path, form in targets.files if form is Format.ICS]):
        raise Stop([Problem("EWS403", _no_terms(found), str(path)) for path in diaries])
    short = clean(naam).strip()[:LONGEST_NAME] if naam else None
    return Request(found, short or None, targets)


def _trede(text: str | None, book: Draaiboek) -> tuple[int | None, list[Problem]]:
    """The trede, and what is wrong with it."""
    if text is None:
        return None, [Problem("EWS401", "er is geen trede gegeven; bijvoorbeeld: ews draaiboek 4")]
    known = {str(number): number for number in book.treden}
    if text in known:
        return known[text], []
    melding = f"'{text}' is geen trede; kies {min(book.treden)} tot en met {max(book.treden)}"
    return None, [Problem("EWS403", melding)]


def _start(text: str | None, book: Draaiboek) -> tuple[date, list[Problem]]:
    """The day on which the trede begins, and what is wrong with it."""
    day = date.today() if text is None else date_of(text)
    if day is None:
        return date.today(), [bad("--start", text, "is geen datum; schrijf 2026-12-31 of 31-12-2026")]
    if not book.datum <= day <= date(LAST_YEAR, 12, 31):
        what = f"kan niet; kies een dag van {book.datum}, toen het draaiboek begon, tot en met {LAST_YEAR}"
        return day, [bad("--start", text, what)]
    return day, []


def _no_terms(found: Checklist) -> str:
    """Why there is nothing to put in a diary."""
    if not found.aanpak.termijnen:
        return f"het draaiboek noemt bij trede {found.aanpak.nummer} geen termijnen, dus er is geen agenda"
    return (
        f"bij trede {found.aanpak.nummer} is er geen termijn voor deze rol; laat --rol weg of kies een andere"
    )


def work(asked: Request) -> ExitCode:
    """Write the checklist."""
    output.write_report(asked.targets, partial(_render, asked), binary=partial(_binary, asked))
    return ExitCode.OK


def _render(asked: Request, wanted: Format, width: int, encoding: str, styled: bool) -> str:
    if wanted is Format.JSON:
        from ews_cli.reports import draaiboek_json

        return draaiboek_json.report(asked.checklist, asked.naam)
    from ews_cli.reports import draaiboek_report

    parts = draaiboek_report.sections(asked.checklist, asked.naam)
    if wanted is Format.MD:
        from ews_cli.reports import markdown

        return markdown.report(parts)
    from ews_cli.reports import terminal

    return terminal.report(parts, width, encoding, styled)


def _binary(asked: Request, wanted: Format) -> bytes:
    if wanted is Format.ICS:
        from ews_cli.reports import draaiboek_ics

        return draaiboek_ics.calendar(asked.checklist, asked.naam)
    from ews_cli.reports import draaiboek_xlsx

    return draaiboek_xlsx.workbook(asked.checklist, asked.naam)
