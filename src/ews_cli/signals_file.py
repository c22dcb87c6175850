"""A file of signals and decisions: YAML in which people record what accounts do not show.

The whole file is looked at, and every problem is named at its line and column. Which kinds of signals there
are, and what each means, stands in the threshold file. It is checked by hand, as a mapping is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.signalen import Besluit, Dossier, Partij, Signaal, Vastgelegd
from ews_cli.core.thresholds import Signal, Thresholds
from ews_cli.problems import Problem
from ews_cli.readers import option_values
from ews_cli.yaml_text import Document, Kind, Trail, bytes_of, read_bytes
from ews_cli.yaml_text.look import Look, Unusable
from ews_cli.yaml_text.suggest import did_you_mean, nearest

KIND = Kind("signalenbestand", "EWS6", nodes=100_000)
NAME = "signalen.yaml"
"""What the file is called when nobody names one."""

PROVIDER = ("naam", "kvk", "signalen", "besluiten")
SIGNAL = ("soort", "datum", "bron", "door", "tot", "toelichting")
SIGNAL_REQUIRED = ("soort", "datum", "bron", "door")
DECISION = ("trede", "datum", "door", "reden")
TREDEN = tuple("123456")


def read_file(path: Path) -> bytes | Problem:
    """The bytes of a file, or why it cannot be read. Never raises on a path."""
    try:
        return bytes_of(path)
    except (OSError, ValueError) as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is geen leesbaar bestand"
        return Problem("EWS601", f"{reason}; docs/signalen.md laat zien hoe u er een maakt", str(path))


def load(path: Path, policy: Thresholds, today: date) -> tuple[Vastgelegd | None, list[Problem]]:
    """What is recorded in a file, and everything that is wrong with it in the order of the file.

    Args:
        policy: its kinds of signals are the ones that there are.
        today: the day after which nothing can have happened.

    None when anything is wrong: half of what was recorded would be another picture. Never raises on a file.
    """
    raw = read_file(path)
    return (None, [raw]) if isinstance(raw, Problem) else check(raw, str(path), policy, today)


def check(raw: bytes, name: str, policy: Thresholds, today: date) -> tuple[Vastgelegd | None, list[Problem]]:
    """As `load`, for the bytes of a file with this name."""
    document = read_bytes(raw, KIND)
    if document.whole and document.data is None and not document.faults:
        return None, [Problem("EWS601", "leeg; schrijf ten minste `schema: 1`", name)]
    look = _Look(document, name, policy, today)
    dossiers = look.dossiers() if document.whole else ()
    problems = document.problems([*document.faults, *look.faults], name)
    if problems:
        return None, problems
    return Vastgelegd(name, hashlib.sha256(raw).hexdigest(), dossiers), []


def _trede(value: str) -> int:
    if value in TREDEN:
        return int(value)
    raise Unusable("EWS615", "is geen trede; kies 1 tot en met 6")


def _partij(value: str) -> Partij:
    if value in set(Partij):
        return Partij(value)
    parties = [partij.value for partij in Partij]
    meant = nearest(value.casefold(), [party.casefold() for party in parties])
    guess = next((party for party in parties if party.casefold() == meant), None)
    allowed = f"bedoelde u `{guess}`?" if guess else f"toegestaan: {', '.join(parties)}"
    raise Unusable("EWS613", f"beslist niet over de trede; {allowed}")


def _day(value: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise Unusable("EWS616", "is geen datum; schrijf jaar-maand-dag, zoals 2026-09-14")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Unusable("EWS616", "is een datum die niet bestaat; kijk de dag en de maand na") from None


class _Look(Look):
    """One look at a file of signals and decisions."""

    def __init__(self, document: Document, name: str, policy: Thresholds, today: date) -> None:
        super().__init__(document, KIND)
        self.name = name
        self.today = today
        self.kinds = {signal.naam: signal for signal in policy.signals}
        self.providers: list[tuple[Trail, str, str | None]] = []

    def dossiers(self) -> tuple[Dossier, ...]:
        top = self.keys((), ("schema", "aanbieders"), required=("schema", "aanbieders"))
        self.schema(top)
        return tuple(self.dossier(trail) for trail in self.items("aanbieders"))

    def dossier(self, trail: Trail) -> Dossier:
        node = self.keys(trail, PROVIDER)
        if node and not {nearest(key, PROVIDER) for key in node} & {"naam", "kvk"}:
            self.fault(trail, "12", "sleutel `kvk` of `naam` ontbreekt; voeg er een toe")
        naam = self.value((*trail, "naam"), option_values.text)
        kvk = self.value((*trail, "kvk"), option_values.kvk)
        self.only_once(trail, naam, kvk)
        signals, decisions = self.items(*trail, "signalen"), self.items(*trail, "besluiten")
        signalen = [self.signaal(item) for item in signals]
        besluiten = [self.besluit(item) for item in decisions]
        again = "dit signaal (soort, datum en bron) staat al op regel {}; houd een van de twee"
        self.distinct(signals, ("soort", "datum", "bron"), "18", again)
        again = "ook op regel {} staat een besluit van deze dag; welk van de twee geldt, kiest ews niet"
        self.distinct(decisions, ("datum",), "23", again)
        return Dossier(
            naam,
            kvk,
            tuple(signaal for signaal in signalen if signaal),
            tuple(besluit for besluit in besluiten if besluit),
            self.where(trail),
        )

    def signaal(self, trail: Trail) -> Signaal | None:
        self.keys(trail, SIGNAL, SIGNAL_REQUIRED)
        soort = self.value((*trail, "soort"), self.kind_of_signal)
        datum = self.value((*trail, "datum"), self.past)
        bron = self.value((*trail, "bron"), option_values.text)
        door = self.value((*trail, "door"), option_values.text)
        tot = self.value((*trail, "tot"), _day)
        toelichting = self.value((*trail, "toelichting"), option_values.text)
        if datum and tot and tot < datum:
            melding = f"{tot} is eerder dan de datum {datum}; `tot` is de laatste dag waarop het signaal telt"
            self.fault((*trail, "tot"), "22", melding)
        if not (soort and datum and bron and door):
            return None
        return Signaal(soort, datum, bron, door, tot, toelichting, self.where(trail))

    def besluit(self, trail: Trail) -> Besluit | None:
        self.keys(trail, DECISION, DECISION)
        trede = self.value((*trail, "trede"), _trede)
        datum = self.value((*trail, "datum"), self.past)
        door = self.value((*trail, "door"), _partij)
        reden = self.value((*trail, "reden"), option_values.text)
        if not (trede and datum and door and reden):
            return None
        return Besluit(trede, datum, door, reden, self.where(trail))

    def kind_of_signal(self, value: str) -> Signal:
        if value in self.kinds:
            return self.kinds[value]
        raise Unusable("EWS614", f"is geen soort signaal van dit beleid; {did_you_mean(value, self.kinds)}")

    def past(self, value: str) -> date:
        """The day on which something happened."""
        day = _day(value)
        if day > self.today:
            raise Unusable("EWS621", "ligt in de toekomst; schrijf de dag waarop het is gebeurd")
        return day

    def only_once(self, trail: Trail, naam: str | None, kvk: str | None) -> None:
        """Note a provider that has a block already: two decisions of one day would stand apart."""
        name = same_name(naam or "")
        for other, other_name, other_kvk in self.providers:
            same = kvk == other_kvk if kvk and other_kvk else name and name == other_name
            if same:
                melding = f"deze aanbieder staat al op regel {self.line(other)}; zet alles bij elkaar"
                self.fault(trail, "18", melding)
                break
        self.providers.append((trail, name, kvk))

    def distinct(self, trails: Iterable[Trail], keys: Sequence[str], number: str, again: str) -> None:
        """Note entries that are the same by these keys; `again` (Dutch) has room for the line of the first."""
        seen: dict[tuple[str, ...], Trail] = {}
        for trail in trails:
            values = [self.document.get(*trail, key) for key in keys]
            if not all(isinstance(value, str) and value.strip() for value in values):
                continue
            first = seen.setdefault(tuple(value.strip() for value in values), trail)
            if first != trail:
                self.fault((*trail, keys[-1]), number, again.format(self.line(first)))

    def line(self, trail: Trail) -> int:
        return self.document.values[trail][0]

    def where(self, trail: Trail) -> str:
        """The place of an entry as reports name it."""
        line, column = self.document.values[trail]
        return f"{self.name}:{line}:{column}"
