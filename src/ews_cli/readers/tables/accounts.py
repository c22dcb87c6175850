"""The rows of one provider -> its Jaarrekeningen, each completed and checked as those of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Soort,
    bedrag_tekst,
)
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.candidates import Candidate
from ews_cli.readers.decision import Decision
from ews_cli.readers.derive import figures_of
from ews_cli.readers.figures import Figures
from ews_cli.readers.tables.rows import Regel
from ews_cli.readers.years import balance_only, interim

_POSTS = tuple((post.value, post) for post in Post)
_EQUITY = Post.EIGEN_VERMOGEN


@dataclass(slots=True)
class Accounts:
    """The years of one provider while they are put together.

    Attributes:
        others: a column of the table is of a share of others.
        book_years: a column of the table names the book year, so that a balansdatum is the end of one.
        problemen: what is wrong with its rows, in their order.
    """

    aanbieder: Aanbieder
    bestand: str
    basis: Basis | None
    others: bool
    book_years: bool
    problemen: list[Problem] = field(default_factory=list)

    def years(self, regels: Iterable[Regel]) -> list[Jaarrekening]:
        """The years, oldest first."""
        chosen = self._one_basis(list(regels))
        by_day: dict[tuple[date, int], list[Regel]] = {}
        for regel in chosen:
            by_day.setdefault((regel.dag, regel.maanden or 0), []).append(regel)
        jaren = [jaar for day in sorted(by_day) if (jaar := self.year(by_day[day]))]
        return self._lone(interim(_quarters(jaren)))

    def _lone(self, jaren: list[Jaarrekening]) -> list[Jaarrekening]:
        """A balance within a calendar year that no other year ends on, as interim: its result may be of any months."""
        days = [_day(jaar) for jaar in jaren if jaar.soort is Soort.JAARREKENING]
        return [
            self._as_interim(jaar)
            if jaar.soort is Soort.JAARREKENING
            and not self.book_years
            and _day(jaar) != (12, 31)
            and days.count(_day(jaar)) == 1
            else jaar
            for jaar in jaren
        ]

    def _as_interim(self, jaar: Jaarrekening) -> Jaarrekening:
        day = f"{jaar.balansdatum:%d-%m-%Y}"
        melding = (
            f"{jaar.aanbieder.naam}: niets zegt of {day} het einde van een boekjaar is of een tussentijdse stand; "
            "alleen de balans is gelezen, als tussentijds; zet in een kolom 'boekjaar' het jaar, of in een kolom "
            "'periode' bijvoorbeeld Q2 2026"
        )
        self.problemen.append(Problem("EWS126", melding, self.bestand))
        return replace(balance_only(jaar), soort=Soort.TUSSENTIJDS, maanden=jaar.balansdatum.month)

    def _one_basis(self, regels: list[Regel]) -> list[Regel]:
        """The rows on one basis, where a provider has rows on two: the consolidated unless the user says."""
        named = {r.basis for r in regels} - {Basis.ONBEKEND}
        if len(named) < 2:
            return regels
        basis = self.basis if self.basis in named else Basis.GECONSOLIDEERD
        melding = f"regels op meer dan een basis gevonden; gekozen: {basis.value}; --basis kiest de andere"
        self.problemen.append(Problem("EWS119", f"{self.aanbieder.naam}: {melding}", self.bestand))
        return [r for r in regels if r.basis is basis]

    def year(self, regels: list[Regel]) -> Jaarrekening | None:
        """One year out of the rows that give it, the one that was drawn up last first."""
        usable = _of_known_unit(regels)
        first = max(usable, key=lambda r: r.opgesteld)
        found, left_out = (first.found, first.left_out) if len(regels) == 1 else self._together(usable)
        for one in (r for r in regels if r not in usable):
            for naam in one.found.keys() - found.keys():
                left_out.setdefault(naam, f"de eenheid is onbekend ({one.found[naam].cel})")
        if not found:
            return None
        figures = figures_of(Decision(found, left_out), self.others)
        self._appropriated(figures, first.dag)
        posten = {post: figures.found[naam] for naam, post in _POSTS if naam in figures.found}
        if first.dag != first.opgesteld:
            posten = {post: _comparative(bedrag) for post, bedrag in posten.items()}
        if not posten:
            return None
        gaps = {p: figures.left_out[n] for n, p in _POSTS if n in figures.left_out and p not in posten}
        return Jaarrekening(
            aanbieder=self.aanbieder,
            bestand=self.bestand,
            balansdatum=first.dag,
            posten=MappingProxyType(posten),
            basis=first.basis,
            eenheid=first.eenheid,
            totaal_passiva=figures.found.get("totaal_passiva"),
            ontbreekt=MappingProxyType(gaps),
            soort=Soort.JAARREKENING if first.maanden is None else Soort.TUSSENTIJDS,
            maanden=first.maanden or 12,
            indicatoren=first.indicatoren,
        )

    def _appropriated(self, figures: Figures, day: date) -> None:
        """Say that equity was completed with the result."""
        equity = figures.found.get(_EQUITY)
        if equity is None or equity.som != "eigen vermogen + resultaat":
            return
        melding = (
            f"{self.aanbieder.naam} {day.year}: de passiva zijn het resultaat lager dan de activa; "
            f"het eigen vermogen is met het resultaat aangevuld tot {bedrag_tekst(equity.waarde)}"
        )
        cel = (equity.cel or "").partition(" ")[0]
        self.problemen.append(Problem("EWS176", melding, f"{self.bestand}!{cel}"))

    def _together(self, regels: list[Regel]) -> tuple[dict[str, Candidate], dict[str, str]]:
        """The amounts of several rows of one year: those of the row drawn up last; equals in doubt count for none."""
        found: dict[str, Candidate] = {}
        drawn_up: dict[str, date] = {}
        left_out: dict[str, str] = {}
        ordered = sorted(regels, key=lambda r: r.opgesteld, reverse=True)
        differ: dict[str, tuple[Candidate, Candidate]] = {}
        older: dict[str, tuple[Candidate, Candidate]] = {}
        for regel in ordered:
            for naam, reason in regel.left_out.items():
                if naam not in found:
                    left_out.setdefault(naam, reason)
            for naam, bedrag in regel.found.items():
                if naam in left_out and naam not in drawn_up:
                    continue
                kept = found.setdefault(naam, bedrag)
                same = drawn_up.setdefault(naam, regel.opgesteld) == regel.opgesteld
                if same and kept.bedrag != bedrag.bedrag:
                    differ.setdefault(naam, (kept, bedrag))
                elif abs(kept.bedrag - bedrag.bedrag) > (regel.eenheid or 1):
                    older.setdefault(naam, (kept, bedrag))
        for naam, (one, other) in differ.items():
            del found[naam]
            left_out[naam] = f"twee regels spreken elkaar tegen: {_both(one, other)}"
        self._twice(ordered[0].dag, differ, Ernst.FOUT, "geen van beide telt; houd een van de regels")
        only_older = {naam: pair for naam, pair in older.items() if naam not in differ}
        self._twice(ordered[0].dag, only_older, Ernst.WAARSCHUWING, "de jongste regel telt")
        return found, left_out

    def _twice(
        self, day: date, pairs: dict[str, tuple[Candidate, Candidate]], ernst: Ernst, slot: str
    ) -> None:
        if not pairs:
            return
        naam, (one, other) = next(iter(pairs.items()))
        more = f" (en nog {len(pairs) - 1} posten)" if len(pairs) > 1 else ""
        melding = f"{self.aanbieder.naam} {day.year}: {naam.replace('_', ' ')} is {_both(one, other)}{more}"
        self.problemen.append(Problem("EWS177", f"{melding}; {slot}", f"{self.bestand}!{other.cel}", ernst))


def _of_known_unit(regels: list[Regel]) -> list[Regel]:
    """The rows of one year that can be put together: those of which the unit is known, where it is of any."""
    known = [r for r in regels if r.eenheid is not None]
    return known or regels


def _day(jaar: Jaarrekening) -> tuple[int, int]:
    return jaar.balansdatum.month, jaar.balansdatum.day


def _comparative(bedrag: Bedrag) -> Bedrag:
    """An amount that stands beside one of a later year in its row."""
    if bedrag.herkomst is not Herkomst.GELEZEN:
        return bedrag
    return Bedrag(bedrag.waarde, Herkomst.VERGELIJKEND, bedrag.cel, bedrag.label, bedrag.som)


def _both(one: Candidate, other: Candidate) -> str:
    return f"{bedrag_tekst(one.bedrag)} ({one.cel}) en {bedrag_tekst(other.bedrag)} ({other.cel})"


def _quarters(jaren: list[Jaarrekening]) -> list[Jaarrekening]:
    """Of several balances in a calendar year only the one at its end is that of annual accounts."""
    years = [jaar.boekjaar for jaar in jaren if jaar.soort is Soort.JAARREKENING]
    return [
        replace(jaar, soort=Soort.TUSSENTIJDS, maanden=jaar.balansdatum.month)
        if jaar.soort is Soort.JAARREKENING and years.count(jaar.boekjaar) > 1 and _day(jaar) != (12, 31)
        else jaar
        for jaar in jaren
    ]
