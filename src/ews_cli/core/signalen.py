"""What a person recorded about a provider, and what it makes of the trede.

A signal is a fact that accounts do not show; what it means stands in the threshold file. A decision is the
trede that a party set. Neither ever changes the computed trede: computed, with signals and decided are three
things. Trede 6 comes only from here (draaiboek §1.2: a provider that threatens to go bankrupt).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.thresholds import Signal


class Stand(StrEnum):
    """Whether an entry counts on the peildatum, and if not, why."""

    GELDT = "geldt"
    VERLOPEN = "verlopen"
    VERVANGEN = "vervangen"
    NA_PEILDATUM = "na de peildatum"


class Partij(StrEnum):
    """Who may set the trede (draaiboek §2.1); from 2026 on the NZa has the tasks of the JA."""

    REGIEVOERDER = "regievoerder"
    AANBIEDER = "aanbieder"
    JA = "JA"
    NZA = "NZa"


class Signaal(NamedTuple):
    """A fact that somebody recorded.

    Attributes:
        betekenis: its kind in the threshold file, with the trede that it means.
        datum: the first day on which it counts; `tot` the last, None when it has no end.
        bron: where it was learnt; `door` who recorded it.
        waar: its place in the file, `signalen.yaml:5:9`; None when it comes from no file.
    """

    betekenis: Signal
    datum: date
    bron: str
    door: str
    tot: date | None = None
    toelichting: str | None = None
    waar: str | None = None

    def stand(self, peildatum: date) -> Stand:
        """Whether it counts on a day."""
        if peildatum < self.datum:
            return Stand.NA_PEILDATUM
        return Stand.VERLOPEN if self.tot is not None and self.tot < peildatum else Stand.GELDT


class Besluit(NamedTuple):
    """The trede, 1 to 6, that a party set on a day; it holds until the next decision."""

    trede: int
    datum: date
    door: Partij
    reden: str
    waar: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is recorded about one provider, in any order.

    Attributes:
        naam, kvk: who it is; at least one of them in a dossier from a file.
        besluiten: no two of one day, for nobody could tell which of them holds.
    """

    naam: str | None = None
    kvk: str | None = None
    signalen: tuple[Signaal, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    waar: str | None = None

    @property
    def aanduiding(self) -> str:
        """What a person calls the provider: its name and its number, as far as they are known."""
        kvk = f"KvK {self.kvk}" if self.kvk else ""
        return f"{self.naam} ({kvk})" if self.naam and kvk else self.naam or kvk


@dataclass(frozen=True, slots=True)
class Vastgelegd:
    """A whole file; `sha256` is of its bytes."""

    bestand: str
    sha256: str
    dossiers: tuple[Dossier, ...]


class Bereik(NamedTuple):
    """A range of treden: what is proven, and what the unknown could still make of it."""

    ten_minste: int
    ten_hoogste: int


@dataclass(frozen=True, slots=True)
class MetSignalen:
    """The trede with signals, and the decided trede, beside a computed one.

    Attributes:
        ten_minste, ten_hoogste: the range of the trede with signals, nowhere lower than the computed one.
        criteria: criterion -> its range with the signals that concern it.
        bepalend: what makes `ten_minste`: criteria, then kinds of signals; empty when that is 1.
        signalen, besluiten: every entry with its state, oldest first.
        besluit: the decision that holds; None without one.
    """

    ten_minste: int
    ten_hoogste: int
    criteria: Mapping[str, Bereik]
    bepalend: tuple[str, ...]
    signalen: tuple[tuple[Signaal, Stand], ...]
    besluiten: tuple[tuple[Besluit, Stand], ...]
    besluit: Besluit | None

    @property
    def trede(self) -> int | None:
        """The trede with signals where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None


def met_signalen(beoordeling: Beoordeling, dossier: Dossier, peildatum: date) -> MetSignalen:
    """What a dossier makes of a judgement on the peildatum.

    A signal raises the bounds of the criterion that it concerns and of the whole to its trede where they are
    lower ("en/of", draaiboek §1.2), and lowers nothing.
    """
    signalen = tuple((signaal, signaal.stand(peildatum)) for signaal in sorted(dossier.signalen, key=_orde))
    tellend = [signaal.betekenis for signaal, stand in signalen if stand is Stand.GELDT]
    berekend = Bereik(beoordeling.ten_minste, beoordeling.ten_hoogste)
    samen = _verhoogd(berekend, tellend)
    bepalend = [
        *(beoordeling.bepalend if samen.ten_minste == berekend.ten_minste else ()),
        *(signal.naam for signal in tellend if signal.trede == samen.ten_minste),
    ]
    besluiten, besluit = _besluiten(dossier, peildatum)
    return MetSignalen(
        ten_minste=samen.ten_minste,
        ten_hoogste=samen.ten_hoogste,
        criteria={
            oordeel.criterium: _verhoogd(
                Bereik(oordeel.ten_minste, oordeel.ten_hoogste),
                [signal for signal in tellend if signal.criterion == oordeel.criterium],
            )
            for oordeel in beoordeling.oordelen
        },
        bepalend=tuple(dict.fromkeys(bepalend)),
        signalen=signalen,
        besluiten=besluiten,
        besluit=besluit,
    )


def _orde(signaal: Signaal) -> tuple[date, str, str, str, date, str]:
    """All that a signal says, so that the order in the file decides nothing."""
    return (
        signaal.datum,
        signaal.betekenis.naam,
        signaal.bron,
        signaal.door,
        signaal.tot or date.max,
        signaal.toelichting or "",
    )


def _verhoogd(bereik: Bereik, signals: list[Signal]) -> Bereik:
    treden = [signal.trede for signal in signals if signal.trede is not None]
    return Bereik(max([bereik.ten_minste, *treden]), max([bereik.ten_hoogste, *treden]))


def _besluiten(dossier: Dossier, peildatum: date) -> tuple[tuple[tuple[Besluit, Stand], ...], Besluit | None]:
    """The decisions with their state, and the one that holds: the last on or before the peildatum."""
    op_volgorde = sorted(dossier.besluiten, key=lambda besluit: besluit.datum)
    genomen = [besluit for besluit in op_volgorde if besluit.datum <= peildatum]
    laatste = genomen[-1] if genomen else None
    standen = (
        Stand.NA_PEILDATUM if b.datum > peildatum else Stand.GELDT if b is laatste else Stand.VERVANGEN
        for b in op_volgorde
    )
    return tuple(zip(op_volgorde, standen, strict=True)), laatste
