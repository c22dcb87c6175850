"""What the dates of a threshold file must mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ews_cli.core.thresholds import Source
from ews_cli.yaml_text import Fault, Trail


@dataclass(frozen=True, slots=True)
class Period:
    """When a version holds, both days included (`last` is None when it is open), and for which treden."""

    trail: Trail
    first: date
    last: date | None
    treden: frozenset[int]

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def past(day: date, today: date, trail: Trail) -> Iterator[Fault]:
    """What is said to have happened, happened."""
    if day > today:
        yield Fault(trail, "EWS245", f"{day} ligt in de toekomst; schrijf de dag waarop het is gebeurd")


def verified(day: date, source: Source | None, trail: Trail) -> Iterator[Fault]:
    """Nobody holds a bound against a document that is not there yet."""
    if source and day < source.published:
        melding = f"nagekeken op {day}, maar {source.doc} is van {source.published}; kijk de grenzen na"
        yield Fault(trail, "EWS246", melding)


def fresh(day: date, today: date, max_age: timedelta, trail: Trail) -> Iterator[Fault]:
    """Someone looked whether the bounds are still those of the source, not too long ago."""
    age = today - day
    if age > max_age:
        melding = (
            f"voor het laatst nagekeken op {day}, {age.days} dagen geleden (grens {max_age.days}); "
            "houd de grenzen naast de bron en schrijf die dag"
        )
        yield Fault(trail, "EWS247", melding)


def chronology(periods: Sequence[Period]) -> Iterator[Fault]:
    """The versions of a criterion follow each other: in order, without an overlap and without a gap."""
    for period in periods:
        if period.last and period.last < period.first:
            melding = f"de versie eindigt op {period.last} en begint op {period.first}; pas een van beide aan"
            yield Fault((*period.trail, "valid_until"), "EWS241", melding)
    sound = [p for p in periods if not p.last or p.last >= p.first]
    for i, period in enumerate(sound[1:], start=1):
        earlier = sound[:i]
        place = (*period.trail, "valid_from")
        if period.first < earlier[-1].first:
            melding = f"{period.first} komt voor {earlier[-1].first}; zet de oudste versie bovenaan"
            yield Fault(place, "EWS244", melding)
        elif any(other.last is None for other in earlier):
            melding = f"een oudere versie heeft geen einde; geef haar een `valid_until` voor {period.first}"
            yield Fault(place, "EWS242", melding)
        else:
            end = max(other.last for other in earlier if other.last)
            if period.first <= end:
                melding = f"een oudere versie geldt tot en met {end}; laat deze een dag later beginnen"
                yield Fault(place, "EWS242", melding)
            elif period.first - end > timedelta(1):
                melding = f"na {end} geldt tot {period.first} geen versie; laat ze op elkaar aansluiten"
                yield Fault(place, "EWS243", melding)
