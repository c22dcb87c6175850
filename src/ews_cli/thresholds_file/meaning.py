"""What a threshold file must also mean: all checks, each on the parts whose shape is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Band
from ews_cli.thresholds_file import bounds, build, dates, references
from ews_cli.thresholds_file.dates import Period
from ews_cli.yaml_text import Document, Fault, Trail, shown
from ews_cli.yaml_text.suggest import did_you_mean


def faults(
    document: Document, known: Sequence[Fault], today: date, max_age: timedelta | None = None
) -> list[Fault]:
    """What is wrong with the meaning of the document.

    `known` are the faults found so far; what they touch is not looked at. Nothing may be said to have
    happened after `today`, and with `max_age` nothing in force verified longer ago than that.
    """
    return list(_Look(document, known, today, max_age).everywhere())


class _Look:
    """One look at one document."""

    def __init__(
        self, document: Document, known: Sequence[Fault], today: date, max_age: timedelta | None
    ) -> None:
        self.document = document
        self.today = today
        self.max_age = max_age
        self.touched = {fault.trail[:depth] for fault in known for depth in range(len(fault.trail) + 1)}

    def right(self, *trail: str | int) -> Any:
        """The node at the trail; None when it is not there or when something in it is wrong."""
        return None if trail in self.touched else self.document.get(*trail)

    def entries(self, *trail: str | int) -> list[tuple[str, Any]]:
        """The keys of a mapping, each with its value when nothing in that is wrong."""
        node = self.document.get(*trail)
        return [(key, self.right(*trail, key)) for key in node] if isinstance(node, dict) else []

    def items(self, *trail: str | int) -> list[tuple[int, Any]]:
        """The same for a list."""
        node = self.document.get(*trail)
        return [(i, self.right(*trail, i)) for i in range(len(node))] if isinstance(node, list) else []

    def everywhere(self) -> Iterator[Fault]:
        for nummer, trede in self.entries("treden"):
            if trede:
                yield from references.computed(trede, ("treden", nummer))
        for naam, _ in self.entries("criteria"):
            yield from self.criterion(("criteria", naam))
        treden, criteria = self.right("treden"), self.right("criteria")
        if treden and criteria:
            yield from references.reached(treden, [self.periods(("criteria", naam)) for naam in criteria])
        if isinstance(self.document.data, dict):
            yield from references.sources(self.document.data)
        for doc, source in self.entries("sources"):
            if source:
                published = build.source(doc, source).published
                yield from dates.past(published, self.today, ("sources", doc, "published"))
        names = dict(self.entries("criteria"))
        for naam, signal in self.entries("signals"):
            if signal and names:
                yield from references.signal(signal, names, ("signals", naam))

    def criterion(self, trail: Trail) -> Iterator[Fault]:
        naam = self.right(*trail, "ratio")
        ratio = RATIOS.get(naam)
        if ratio:
            yield from self.as_the_engine(ratio, trail)
        elif naam:
            melding = f"onbekende ratio {shown(naam)}; {did_you_mean(naam, RATIOS)}"
            yield Fault((*trail, "ratio"), "EWS231", melding)
        yield from dates.chronology(self.periods(trail))
        for i, _ in self.items(*trail, "versions"):
            yield from self.version(ratio, (*trail, "versions", i))

    def as_the_engine(self, ratio: Ratio, trail: Trail) -> Iterator[Fault]:
        definition, unit = self.right(*trail, "definition"), self.right(*trail, "unit")
        if definition and " ".join(definition.split()) != ratio.formule:
            melding = f"ews rekent {ratio.naam} anders; schrijf `{ratio.formule}`"
            yield Fault((*trail, "definition"), "EWS232", melding)
        if unit and unit != ratio.eenheid:
            melding = f"unit {unit} bij ratio {ratio.naam}; schrijf `{ratio.eenheid}`"
            yield Fault((*trail, "unit"), "EWS233", melding)

    def periods(self, trail: Trail) -> list[Period]:
        """The periods of all versions of a criterion; none when one of them cannot be read."""
        periods = []
        for i, _ in self.items(*trail, "versions"):
            place = (*trail, "versions", i)
            first, last = self.right(*place, "valid_from"), self.right(*place, "valid_until")
            if not first or (*place, "valid_until") in self.touched:
                return []
            bands = self.right(*place, "bands") or []
            treden = frozenset(int(band["trede"]) for band in bands)
            periods.append(
                Period(place, date.fromisoformat(first), date.fromisoformat(last) if last else None, treden)
            )
        return periods

    def version(self, ratio: Ratio | None, trail: Trail) -> Iterator[Fault]:
        verified = self.right(*trail, "verified")
        if verified:
            day, place = date.fromisoformat(verified), (*trail, "verified")
            doc = self.right(*trail, "source", "doc")
            source = self.right("sources", doc)
            yield from dates.past(day, self.today, place)
            yield from dates.verified(day, build.source(doc, source) if source else None, place)
            if self.max_age is not None and not self.over(trail):
                yield from dates.fresh(day, self.today, self.max_age, place)
        place = (*trail, "bands")
        found = [self.band(ratio, (*place, j)) for j, _ in self.items(*place)]
        yield from (fault for _, faults in found for fault in faults)
        bands = [band for band, _ in found if band]
        if ratio and len(bands) == len(found):
            yield from bounds.ladder(bands, ratio, place)

    def over(self, trail: Trail) -> bool:
        """Whether a version has ended, so that nobody need verify it again."""
        until = self.right(*trail, "valid_until")
        return until is not None and date.fromisoformat(until) < self.today

    def band(self, ratio: Ratio | None, trail: Trail) -> tuple[Band | None, list[Fault]]:
        node, right = self.document.get(*trail), self.right(*trail)
        if not isinstance(node, dict):
            return None, []
        compared = list(bounds.comparison(node, trail))
        if compared or not right:
            # A key that is not known may be a comparison that is spelled wrong.
            return None, [fault for fault in compared if right or fault.at_key]
        band = build.band(node)
        found = list(bounds.alone(node, band, trail))
        if ratio:
            found += [*bounds.sign(band, ratio, trail), *bounds.direction(band, ratio, trail)]
        # A bound that is wrong by itself says nothing about the others.
        return (None if found else band), [*found, *bounds.reading(band, trail)]
