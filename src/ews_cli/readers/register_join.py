"""The rows of a register -> one entry per provider, and what the rows contradict each other in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.register import Inschrijving, Inzet, same_region
from ews_cli.problems import Ernst, Problem


class Row(NamedTuple):
    """One provider in one region, as one row says it; at least one of `naam` and `kvk` is there.

    Attributes:
        naam: empty when the row has none.
        omzet: euro; None when unknown.
        waar: the file, sheet and cell of the row.
    """

    naam: str
    kvk: str | None
    account: str | None
    regio: str | None
    omzet: Decimal | None
    functies: tuple[str, ...]
    waar: str


def joined(rows: Sequence[Row]) -> tuple[tuple[Inschrijving, ...], list[Problem]]:
    """The providers in the order of their first row, and the contradictions in the order of the rows."""
    problems: list[Problem] = []
    groups = _groups(rows, problems)
    names = _names(rows)
    entries = tuple(_entry([rows[n] for n in group], names, problems) for group in groups)
    places = {row.waar: n for n, row in enumerate(rows)}
    return entries, sorted(problems, key=lambda p: places.get(p.waar or "", -1))


def _names(rows: Iterable[Row]) -> dict[str, str]:
    """Each region as it was first written."""
    found: dict[str, str] = {}
    for row in rows:
        for regio in (row.regio, row.account):
            if regio is not None:
                found.setdefault(same_region(regio), regio)
    return found


def _groups(rows: Sequence[Row], problems: list[Problem]) -> list[list[int]]:
    """The numbers of the rows per provider: by KvK number, else by a name that fits one provider."""
    numbers: dict[str, list[int]] = {}
    holders: dict[str, dict[str, Row]] = defaultdict(dict)
    for n, row in enumerate(rows):
        if row.kvk is not None:
            numbers.setdefault(row.kvk, []).append(n)
            if key := same_name(row.naam):
                if row.kvk not in holders[key] and holders[key]:
                    problems.append(_second_number(row, next(iter(holders[key].values()))))
                holders[key].setdefault(row.kvk, row)
    named: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if row.kvk is None:
            key = same_name(row.naam)
            known = holders.get(key, {})
            if len(known) > 1:
                melding = (
                    f"bij '{row.naam}' horen meer KvK-nummers ({', '.join(known)}); vul in welk hier hoort"
                )
                problems.append(Problem("EWS514", melding, row.waar))
            group = numbers[next(iter(known))] if len(known) == 1 else named.setdefault(key, [])
            group.append(n)
    return sorted(
        (sorted(group) for group in (*numbers.values(), *named.values())), key=lambda group: group[0]
    )


def _second_number(row: Row, other: Row) -> Problem:
    melding = (
        f"'{row.naam}' staat hier met KvK {row.kvk} en bij {_cell(other)} met {other.kvk}; "
        "zij tellen als twee aanbieders, controleer de nummers"
    )
    return Problem("EWS514", melding, row.waar, Ernst.WAARSCHUWING)


def _entry(rows: Sequence[Row], regions: dict[str, str], problems: list[Problem]) -> Inschrijving:
    first = next((row for row in rows if row.naam), rows[0])
    for row in rows:
        if row.naam and same_name(row.naam) != same_name(first.naam):
            melding = (
                f"KvK {row.kvk} heet hier '{row.naam}' en bij {_cell(first)} '{first.naam}'; "
                "het nummer telt, controleer of dit een aanbieder is"
            )
            problems.append(Problem("EWS514", melding, row.waar, Ernst.WAARSCHUWING))
    return Inschrijving(
        naam=first.naam,
        kvk=next((row.kvk for row in rows if row.kvk), None),
        accounthoudende_regio=_account(rows, regions, problems),
        inzet=_work(rows, regions, problems),
    )


def _account(rows: Sequence[Row], regions: dict[str, str], problems: list[Problem]) -> str | None:
    found: Row | None = None
    for row in rows:
        if row.account is None:
            continue
        found = found or row
        if found.account is not None and same_region(row.account) != same_region(found.account):
            melding = (
                f"accounthoudende regio '{row.account}', en bij {_cell(found)} '{found.account}'; "
                "een aanbieder heeft er een"
            )
            problems.append(Problem("EWS514", melding, row.waar))
    return regions[same_region(found.account)] if found and found.account else None


def _work(rows: Sequence[Row], regions: dict[str, str], problems: list[Problem]) -> tuple[Inzet, ...]:
    """What the provider does per region; two amounts for one region are a fault, since nobody says which it is."""
    found: dict[str | None, Inzet] = {}
    amounts: dict[str | None, Row] = {}
    for row in rows:
        key = None if row.regio is None else same_region(row.regio)
        if row.omzet is not None and key in amounts:
            region = f"regio {row.regio}" if row.regio else "dezelfde aanbieder zonder regio"
            melding = f"tweede jeugdhulpomzet voor {region}, na {_cell(amounts[key])}; tel ze op in een regel"
            problems.append(Problem("EWS514", melding, row.waar))
        elif row.omzet is not None:
            amounts[key] = row
        known = found.get(key, Inzet(None if key is None else regions[key], None))
        found[key] = Inzet(
            known.regio,
            row.omzet if known.jeugdhulpomzet is None else known.jeugdhulpomzet,
            tuple(dict.fromkeys((*known.cruciale_functies, *row.functies))),
        )
    return tuple(found.values())


def _cell(row: Row) -> str:
    """The sheet and cell of a row, without the file."""
    return "!".join(row.waar.split("!")[-2:])
