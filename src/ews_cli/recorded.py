"""Which of the recorded dossiers is about which provider of a run, and what does not count there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.signalen import Besluit, Dossier, Signaal, Stand
from ews_cli.problems import Problem


class Who(NamedTuple):
    """A provider of a run: its KvK number, and its names in the form in which names are compared."""

    kvk: str | None
    namen: frozenset[str]


class Found(NamedTuple):
    """The dossier of each provider that has one, by the provider's number; and those of nobody for certain."""

    dossiers: dict[int, Dossier]
    problemen: list[Problem]

    def unjudged(self, number: int, peildatum: date) -> list[Problem]:
        """What is lost when the provider with this number could not be judged."""
        dossier = self.dossiers.get(number)
        told = dossier is not None and (dossier.signalen or dossier.besluiten)
        return [not_judged(dossier, peildatum)] if dossier and told else []


def find(dossiers: Iterable[Dossier], providers: Sequence[Who], peildatum: date) -> Found:
    """Find whose each dossier is: by KvK number, else by a name that only one provider has.

    A name never joins two KvK numbers. What may be about two providers is about neither, which is said.
    """
    by_kvk = {who.kvk: number for number, who in enumerate(providers) if who.kvk}
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for number, who in enumerate(providers):
        for naam in who.namen:
            by_name[naam].append(number)
    certain: dict[int, Dossier] = {}
    claims: defaultdict[int, list[Dossier]] = defaultdict(list)
    problemen = []
    for dossier in dossiers:
        if dossier.kvk in by_kvk:
            certain[by_kvk[dossier.kvk]] = dossier
            continue
        named = by_name.get(same_name(dossier.naam or ""), [])
        possible = [number for number in named if dossier.kvk is None or providers[number].kvk is None]
        if len(possible) == 1:
            claims[possible[0]].append(dossier)
        elif possible:
            problemen.append(_uncertain(dossier, f"de naam past bij {len(possible)} aanbieders", peildatum))
        else:
            problemen.append(not_judged(dossier, peildatum))
    for number, claiming in claims.items():
        if number not in certain and len(claiming) == 1:
            certain[number] = claiming[0]
            continue
        reden = "ook een ander blok gaat over de aanbieder met deze naam"
        problemen += [_uncertain(dossier, reden, peildatum) for dossier in claiming]
    return Found(certain, sorted(problemen, key=lambda problem: _place(problem.waar)))


def _place(waar: str | None) -> tuple[int, ...]:
    """The order of the file: by line and column."""
    return tuple(int(part) for part in (waar or "").split(":")[-2:] if part.isdigit())


def not_judged(dossier: Dossier, peildatum: date) -> Problem:
    """The problem of a dossier about a provider without a judgement in this run."""
    melding = (
        f"{dossier.aanduiding} is hier niet beoordeeld: {_lost(dossier, peildatum)}; "
        "voeg de jaarrekening toe, of kijk het KvK-nummer en de naam na"
    )
    return Problem("EWS631", melding, dossier.waar)


def _uncertain(dossier: Dossier, reden: str, peildatum: date) -> Problem:
    melding = f"{dossier.aanduiding}: {reden}, en {_lost(dossier, peildatum)}; schrijf het KvK-nummer erbij"
    return Problem("EWS632", melding, dossier.waar)


def _lost(dossier: Dossier, peildatum: date) -> str:
    """How much does not count (Dutch), and how bad that is."""
    numbers = [
        (len(dossier.signalen), "signaal", "signalen"),
        (len(dossier.besluiten), "besluit", "besluiten"),
    ]
    texts = [f"{number} {one if number == 1 else more}" for number, one, more in numbers if number]
    if not texts:
        return "er staat niets over vast"
    treden = [s.betekenis.trede or 0 for s in dossier.signalen if s.stand(peildatum) is Stand.GELDT]
    worst = max(treden, default=0)
    one = sum(number for number, *_ in numbers) == 1
    return f"{' en '.join(texts)} {'telt' if one else 'tellen'} niet mee{f' (hoogste trede: {worst})' if worst else ''}"


def remarks(dossier: Dossier, namen: Collection[str], peildatum: date) -> list[Problem]:
    """What of the dossier of a provider does not count on the peildatum, and a name that is not the provider's.

    `namen` are the names of the provider in the form in which names are compared.
    """
    found = []
    if dossier.naam and namen and same_name(dossier.naam) not in namen:
        melding = (
            f"{dossier.naam} heet in de jaarrekening met KvK-nummer {dossier.kvk} anders; "
            "kijk het nummer na, of haal hier de naam weg"
        )
        found.append(Problem("EWS633", melding, dossier.waar))
    entries: list[Signaal | Besluit] = [*dossier.signalen, *dossier.besluiten]
    for entry in entries:
        if entry.datum > peildatum:
            melding = f"{_called(entry)} van {entry.datum} telt nog niet mee op {peildatum}, de peildatum"
            found.append(Problem("EWS634", melding, entry.waar))
        elif isinstance(entry, Signaal) and entry.stand(peildatum) is Stand.VERLOPEN:
            melding = f"{_called(entry)} gold tot en met {entry.tot} en telt niet meer mee op {peildatum}"
            found.append(Problem("EWS635", melding, entry.waar))
    return sorted(found, key=lambda problem: _place(problem.waar))


def _called(entry: Signaal | Besluit) -> str:
    return entry.betekenis.naam if isinstance(entry, Signaal) else f"het besluit tot trede {entry.trede}"
