"""The terms of a trede as a calendar (RFC 5545): an event of a whole day for each last day.

The same checklist gives the same bytes and the same UIDs, so that a calendar that imports it twice holds each
event once.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time

from icalendar import Calendar, Event

from ews_cli.core.draaiboek import Checklist, Datum
from ews_cli.reports.clean import clean
from ews_cli.reports.rows import date_text


def calendar(checklist: Checklist, naam: str | None) -> bytes:
    """The calendar; the checklist has at least one term."""
    found = Calendar()
    found.add("prodid", "-//ews//draaiboek Continuiteit jeugdhulp//NL")
    found.add("version", "2.0")
    for datum in checklist.data:
        found.add_component(_event(checklist, datum, clean(naam).strip() if naam else ""))
    content: bytes = found.to_ical()
    return content


def _event(checklist: Checklist, datum: Datum, naam: str) -> Event:
    trede = checklist.aanpak.nummer
    event = Event()
    event.add("uid", _uid(checklist, datum, naam))
    # The moment of writing would make every file another; the start of the trede says as much.
    event.add("dtstamp", datetime.combine(checklist.start, time(), UTC))
    event.add("dtstart", datum.dag)
    event.add("summary", f"{naam}: {datum.wat}" if naam else datum.wat)
    roles = ", ".join(checklist.draaiboek.rollen[key].kort_op(datum.dag) for key in datum.termijn.rollen)
    lines = [
        f"Uiterlijk deze dag, bij trede {trede} ({checklist.aanpak.naam}) met start {date_text(checklist.start)}.",
        f"Voor: {roles}.",
        *([f"Onze lezing: {datum.termijn.lezing}."] if datum.termijn.lezing else []),
        f"Bron: {checklist.draaiboek.titel}, §2.2, trede {trede}.",
    ]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(checklist: Checklist, datum: Datum, naam: str) -> str:
    """One for each provider, trede, start and term; the name itself is not in it."""
    about = f"-{hashlib.sha256(naam.encode()).hexdigest()[:12]}" if naam else ""
    trede, start = checklist.aanpak.nummer, checklist.start.strftime("%Y%m%d")
    return f"trede{trede}-{datum.termijn.naam}-{start}{about}@draaiboek.ews"
