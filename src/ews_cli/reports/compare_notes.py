"""What differs between two results and is no movement of a provider, and what makes a movement less sure (Dutch)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.problems import Ernst, Problem
from ews_cli.reports.comparison import Comparison, Entry, Move
from ews_cli.reports.matching import By
from ews_cli.reports.rows import number
from ews_cli.reports.scored import Scored

NAMED = 3
"""So many providers are named in a remark; the JSON holds all."""


class Note(NamedTuple):
    """A remark and what it is about."""

    about: str
    text: str


def notes(found: Comparison) -> list[Note]:
    """The remarks, the widest first."""
    if found.same_content:
        return [Note("bestand", "OUD en NIEUW hebben dezelfde inhoud.")]
    return [
        *_policy(found),
        *_peildatum(found),
        *_years(found),
        *_unread(found),
        *_signals(found),
        *_matching(found),
    ]


def _policy(found: Comparison) -> Iterator[Note]:
    old, new = found.oud.policy, found.nieuw.policy
    if old.sha256 == new.sha256:
        return
    names = [f"{policy.id} {policy.version}" for policy in (old, new)]
    which = (
        f"Andere drempels onder dezelfde naam, {names[0]}"
        if names[0] == names[1]
        else f"Ander beleid: {names[0]} en {names[1]}"
    )
    advice = "Een andere trede kan daarvan komen; ews thresholds diff zegt wat er verschilt."
    yield Note("beleid", f"{which}. {advice}")
    moved = [entry for entry in found.of(Move.ROSE, Move.FELL) if _ratios(entry.oud) == _ratios(entry.nieuw)]
    if moved:
        who = number(len(moved), "aanbieder verschuift", "aanbieders verschuiven")
        yield Note("beleid", f"{who} bij gelijke cijfers: {_names(moved)}")


def _peildatum(found: Comparison) -> Iterator[Note]:
    old, new = found.oud.peildatum, found.nieuw.peildatum
    if old != new:
        swapped = "; die van NIEUW is eerder, zijn de bestanden verwisseld?" if new < old else ""
        yield Note("peildatum", f"Andere peildatum: {old} en {new}{swapped}")


def _years(found: Comparison) -> Iterator[Note]:
    pairs = [(entry, *entry.both) for entry in found.entries if entry.both]
    later = sum(new.balansdatum > old.balansdatum for _, old, new in pairs)
    earlier = [entry for entry, old, new in pairs if new.balansdatum < old.balansdatum]
    if later or earlier:
        counts = f"Later bij {later}, hetzelfde bij {len(pairs) - later - len(earlier)}"
        back = f", eerder bij {len(earlier)}: {_names(earlier)}" if earlier else ""
        yield Note("boekjaar", f"{counts}{back}")
    restated = [
        entry
        for entry, old, new in pairs
        if old.balansdatum == new.balansdatum and _ratios(old) != _ratios(new)
    ]
    if restated:
        who = number(len(restated), "aanbieder heeft", "aanbieders hebben")
        text = f"{who} over hetzelfde boekjaar andere cijfers, herzien of anders gelezen: {_names(restated)}"
        yield Note("cijfers", text)


def _ratios(provider: Scored | None) -> dict[str, object]:
    return {figure.formule: figure.waarde for figure in provider.criteria.values()} if provider else {}


def _unread(found: Comparison) -> Iterator[Note]:
    for run, which, who, move in (
        (found.nieuw, "NIEUW", "wie verdwenen lijkt", Move.GONE),
        (found.oud, "OUD", "wie nieuw lijkt", Move.NEW),
    ):
        if run.unread:
            count = number(len(run.unread), "melding", "meldingen")
            may_be = f"; {who}, kan daarbij horen" if found.counts[move] else ""
            yield Note("ongelezen", f"{which} heeft {count} over bestanden die geen aanbieder gaven{may_be}")


def _signals(found: Comparison) -> Iterator[Note]:
    old, new = found.oud.with_signals, found.nieuw.with_signals
    if old != new:
        which = ("OUD", "NIEUW") if new else ("NIEUW", "OUD")
        text = (
            f"{which[0]} is zonder signalen gemaakt en {which[1]} met; van {which[0]} telt de berekende trede"
        )
        yield Note("signalen", text)


def _matching(found: Comparison) -> Iterator[Note]:
    named = [entry for entry in found.entries if entry.by is By.NAME]
    if named:
        text = f"Op naam, zonder KvK-nummer in een van beide: {_names(named)}"
        yield Note("koppeling", text)
    files = [entry for entry in found.entries if entry.by is By.FILE]
    if files:
        yield Note("koppeling", f"Op bestandsnaam, met cijfers die aansluiten: {_names(files)}")
    renamed = [e for e in found.entries if e.both and same_name(e.both[0].naam) != same_name(e.both[1].naam)]
    if renamed:
        yield Note("koppeling", f"Zelfde KvK-nummer, andere naam: {_names(renamed)}")
    gone = {same_name(entry.latest.naam) for entry in found.of(Move.GONE)}
    another = [entry for entry in found.of(Move.NEW) if same_name(entry.latest.naam) in gone]
    if another:
        yield Note("koppeling", f"Zelfde naam, ander KvK-nummer, dus niet gekoppeld: {_names(another)}")


def doubts(found: Comparison) -> list[Problem]:
    """A warning for each name of which it is not certain who it is."""
    return [
        Problem("EWS120", _doubt(entry.latest), run.bestand, Ernst.WAARSCHUWING)
        for run, entries in (
            (found.oud, [e for e in found.of(Move.UNMATCHED) if e.oud]),
            (found.nieuw, [e for e in found.of(Move.UNMATCHED) if e.nieuw]),
        )
        for entry in entries
    ]


def _doubt(provider: Scored) -> str:
    kvk = f"KvK {provider.kvk}" if provider.kvk else "zonder KvK-nummer"
    why = (
        "kan in het andere resultaat een ander zijn, of een van meer"
        if provider.named
        else "is een bestandsnaam, en de cijfers sluiten niet aan op die in het andere resultaat"
    )
    return f"{provider.naam} ({kvk}) {why}; niet gekoppeld, zet het KvK-nummer in de jaarrekening"


def _names(entries: Sequence[Entry]) -> str:
    shown = ", ".join(entry.latest.naam for entry in entries[:NAMED])
    more = len(entries) - NAMED
    return f"{shown} en nog {more}" if more > 0 else shown
