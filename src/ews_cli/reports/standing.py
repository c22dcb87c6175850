"""Where one provider of a portfolio stands: little enough to keep for each of a hundred thousand.

Its texts are made from exact figures. Its floats are for order, distributions and totals only: none of them
is ever held against a bound of a trede.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ews_cli.core.beoordeling import Beoordeling, Oordeel
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.reports.result import Result
from ews_cli.reports.rows import bound_text, change_bounds, change_text, euro_text, ratio_text, value_bounds

UNKNOWN = "n.t.b."
"""Niet te bepalen: what a figure is called that is not known."""


class Figure(NamedTuple):
    """One criterion of a provider.

    Attributes:
        waarde: the ratio of the judged year as a fraction; None when unknown.
        teller, noemer: what it divides, in euro; None when unknown or in an unknown unit.
        tekst: the ratio as a person reads it; `n.t.b.` when unknown.
        verandering: the change against the year before, with its sign; empty when unknown.
        ten_minste, ten_hoogste: the range of the trede.
        grens: the strictest bound that is met, in words and with `bron` or `lezing`; empty when none is.
    """

    waarde: float | None
    teller: float | None
    noemer: float | None
    tekst: str
    verandering: str
    ten_minste: int
    ten_hoogste: int
    grens: str


class Room(NamedTuple):
    """The least that must change for a higher trede: euro, what changes, the criterion, and the euros as text."""

    trede: int
    bedrag: float
    wat: str
    criterium: str
    tekst: str = ""


class Standing(NamedTuple):
    """One provider on its last year.

    Attributes:
        cijfers: criterion -> its figure, in the order of the threshold file.
        ten_minste, ten_hoogste: the range of the trede.
        vorige: that range a book year earlier; None when there is no comparable year.
        bepalend: the criteria that make `ten_minste`.
        beoordeeld: at least one criterion has a figure.
        ruimte: the nearest bound of a higher trede; None when unknown or on the highest.
        opbrengsten: euro; None when unknown.
        codes: the codes of its problems, each once, in order.
        bestanden: its files, as the user named them.
        met_signalen: the range of the trede with signals; None when nobody was asked for signals.
        besluit: the trede that was decided; None without a decision.
        tussentijds: the day and the range of its last interim picture; None without one.
    """

    naam: str
    kvk: str | None
    boekjaar: int
    balansdatum: date
    cijfers: dict[str, Figure]
    ten_minste: int
    ten_hoogste: int
    vorige: tuple[int, int] | None
    bepalend: tuple[str, ...]
    beoordeeld: bool
    ruimte: Room | None
    opbrengsten: float | None
    codes: tuple[str, ...]
    bestanden: tuple[str, ...]
    met_signalen: tuple[int, int] | None = None
    besluit: int | None = None

    @property
    def alarm(self) -> tuple[int, int]:
        """The range of the trede with signals, or of the computed one where nobody was asked for signals."""
        return self.met_signalen or (self.ten_minste, self.ten_hoogste)

    tussentijds: tuple[date, int, int] | None = None

    @property
    def trede(self) -> int | None:
        """The trede where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None

    @property
    def beweging(self) -> int | None:
        """1 when it certainly rose to a higher trede, -1 when it fell, 0 when it stayed; None when uncertain."""
        if self.vorige is None:
            return None
        if self.ten_minste > self.vorige[1]:
            return 1
        if self.ten_hoogste < self.vorige[0]:
            return -1
        return 0 if self.trede is not None and self.vorige == (self.ten_minste, self.ten_hoogste) else None


def rank(standing: Standing) -> str:
    """What a provider is ranked by: the order of a portfolio is that of these texts, whatever the order of the input.

    The highest trede with signals first, then the highest computed trede, then by name.
    """
    treden = (*standing.alarm, standing.ten_minste, standing.ten_hoogste)
    return order(treden, standing.naam, standing.kvk, standing.balansdatum, standing.bestanden)


def order(treden: Iterable[int], naam: str, kvk: str | None, dag: date, bestanden: Iterable[str]) -> str:
    """The text that `rank` makes of these."""
    highest_first = "".join(str(9 - trede) for trede in treden)
    # What stands between them comes before any other character.
    return "\0".join((highest_first, naam.casefold(), kvk or "", dag.isoformat(), *bestanden))


def standing(result: Result, vorige: Beoordeling | None, texts: bool = True) -> Standing:
    """Where a provider stands.

    Args:
        result: its judgement.
        vorige: its judgement a book year earlier, where that year can be held beside this one.
        texts: with its figures as a person reads them, and its nearest bound.
    """
    judged, recorded = result.beoordeling, result.signalen
    return Standing(
        naam=result.aanbieder.naam,
        kvk=result.aanbieder.kvk,
        boekjaar=judged.jaar.boekjaar,
        balansdatum=judged.jaar.balansdatum,
        cijfers={oordeel.criterium: figure(oordeel, judged.jaar, texts) for oordeel in judged.oordelen},
        ten_minste=judged.ten_minste,
        ten_hoogste=judged.ten_hoogste,
        vorige=None if vorige is None else (vorige.ten_minste, vorige.ten_hoogste),
        bepalend=judged.bepalend,
        beoordeeld=result.judged,
        ruimte=nearest(judged.oordelen, judged.ten_minste) if texts else None,
        opbrengsten=_euro(judged.jaar, Post.OPBRENGSTEN),
        codes=tuple(sorted({problem.code for problem in result.alle_problemen})),
        bestanden=tuple(dict.fromkeys(jaar.bestand for jaar in result.jaren)),
        met_signalen=None if recorded is None else (recorded.ten_minste, recorded.ten_hoogste),
        besluit=None if recorded is None or recorded.besluit is None else recorded.besluit.trede,
        tussentijds=_interim(result),
    )


def _interim(result: Result) -> tuple[date, int, int] | None:
    if not result.tussentijds:
        return None
    last = result.tussentijds[-1]
    return last.cijfers.balansdatum, last.ten_minste, last.ten_hoogste


def figure(oordeel: Oordeel, jaar: Jaarrekening, texts: bool) -> Figure:
    """A criterion of a provider on its last year, with or without its texts."""
    posten = oordeel.ratio.posten
    teller, noemer = (_euro(jaar, posten[0]), _euro(jaar, posten[1])) if len(posten) == 2 else (None, None)
    value = oordeel.uitkomst.waarde
    return Figure(
        None if value is None else float(value),
        teller,
        noemer,
        *(_words(oordeel) if texts else ("", "")),
        oordeel.ten_minste,
        oordeel.ten_hoogste,
        _bound(oordeel) if texts else "",
    )


def _words(oordeel: Oordeel) -> tuple[str, str]:
    """The ratio, and its change, as a person reads them."""
    bands = oordeel.versie.bands if oordeel.versie else ()
    unit, value, last = oordeel.ratio.eenheid, oordeel.uitkomst.waarde, oordeel.vorig
    if value is None:
        return UNKNOWN, ""
    change = "" if last is None else change_text(value - last, unit, change_bounds(bands))
    return ratio_text(value, unit, value_bounds(bands)), change.replace("procentpunt", "%-punt")


def _bound(oordeel: Oordeel) -> str:
    """The strictest bound that is met, in words and with whose it is."""
    band = oordeel.band
    if band is None:
        return ""
    return f"{bound_text(band, oordeel.ratio.eenheid)} ({'bron' if band.uit_bron else 'lezing'})"


def nearest(oordelen: Sequence[Oordeel], trede: int) -> Room | None:
    """The bound nearest in euro that means a higher trede than the provider stands on."""
    # The rooms of each criterion stand nearest first.
    found = [
        (room, oordeel.criterium)
        for oordeel in oordelen
        if (room := next((room for room in oordeel.ruimte if room.trede > trede), None)) is not None
    ]
    if not found:
        return None
    room, criterium = min(found, key=lambda one: (one[0].bedrag, one[1]))
    return Room(room.trede, float(room.bedrag), room.wat, criterium, euro_text(room.bedrag))


def _euro(jaar: Jaarrekening, post: Post) -> float | None:
    bedrag = jaar.bedrag(post)
    return None if bedrag is None or jaar.eenheid is None else float(bedrag)
