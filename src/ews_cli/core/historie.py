"""Several accounts of one provider -> one history, a year each, that `beoordeel` can judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening, Soort, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem


@dataclass(frozen=True, slots=True)
class Historie:
    """A provider's figures, oldest first, and what was left out or disagreed.

    Attributes:
        jaren: its annual accounts, one per book year.
        tussentijds: its interim figures, one per balansdatum and length; never among the years.
    """

    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    tussentijds: tuple[Jaarrekening, ...] = ()


def historie(jaarrekeningen: Iterable[Jaarrekening], peildatum: date) -> Historie:
    """Join the accounts of one provider.

    Only figures with a balansdatum up to the peildatum count, and of those only annual accounts as years;
    interim figures stand apart, and others are named. Where files give the same year or interim period, the
    younger counts, and a post that it does not speak of comes from the next. The order makes no difference.
    """
    alle = list(jaarrekeningen)
    leeftijd = _leeftijd(alle)
    # Of one year the youngest file first, so that the first to speak of a post decides; of files of the same
    # age the consolidated one, as the reader has it within a file.
    alle.sort(
        key=lambda j: (
            leeftijd.get(j.bestand, date.min),
            j.balansdatum,
            j.basis is Basis.GECONSOLIDEERD,
            j.bestand,
        ),
        reverse=True,
    )
    alle.sort(key=lambda j: (j.boekjaar, _periode(j)))
    jaren: list[Jaarrekening] = []
    tussentijds: list[Jaarrekening] = []
    problemen: list[Problem] = []
    for (_, periode), groep in groupby(alle, key=lambda j: (j.boekjaar, _periode(j))):
        bruikbaar = []
        for jaar in groep:
            if reden := _niet_bruikbaar(jaar, peildatum):
                melding = (
                    f"{reden}; {'deze tussentijdse cijfers tellen' if periode else 'dit jaar telt'} niet mee"
                )
                problemen.append(Problem("EWS118", melding, jaar.bestand))
            else:
                bruikbaar.append(jaar)
        if bruikbaar:
            samen, verschillen = _voeg_samen(bruikbaar, leeftijd)
            (tussentijds if periode else jaren).append(samen)
            problemen.extend(verschillen)
    tussentijds.sort(key=lambda j: (j.balansdatum, j.maanden))
    return Historie(tuple(jaren), tuple(problemen), tuple(tussentijds))


def _periode(jaar: Jaarrekening) -> tuple[date, int] | tuple[()]:
    """What tells interim figures of one year apart; empty for all others, so that these come first."""
    return (jaar.balansdatum, jaar.maanden) if jaar.soort is Soort.TUSSENTIJDS else ()


def _leeftijd(jaarrekeningen: Iterable[Jaarrekening]) -> dict[str, date]:
    """The latest balansdatum of the actual figures in each file; a budget makes no file younger."""
    leeftijd: dict[str, date] = {}
    for jaar in jaarrekeningen:
        if jaar.soort in (Soort.JAARREKENING, Soort.TUSSENTIJDS):
            leeftijd[jaar.bestand] = max(jaar.balansdatum, leeftijd.get(jaar.bestand, date.min))
    return leeftijd


def _niet_bruikbaar(jaar: Jaarrekening, peildatum: date) -> str | None:
    if jaar.soort not in (Soort.JAARREKENING, Soort.TUSSENTIJDS):
        return f"de cijfers over {jaar.boekjaar} zijn een {jaar.soort.value}"
    if jaar.balansdatum > peildatum:
        return f"balansdatum {jaar.balansdatum} ligt na de peildatum {peildatum}"
    return None


def _voeg_samen(
    groep: Sequence[Jaarrekening], leeftijd: dict[str, date]
) -> tuple[Jaarrekening, list[Problem]]:
    """One year out of the files that give it, the youngest first."""
    telt = groep[0]
    samen = [telt]
    per_basis = {telt.basis: telt}
    problemen: list[Problem] = []
    for ouder in groep[1:]:
        if reden := _onvergelijkbaar(telt, per_basis, ouder):
            problemen.append(Problem("EWS117", f"{reden}; {telt.bestand} telt", ouder.bestand))
        else:
            samen.append(ouder)
            per_basis.setdefault(ouder.basis, ouder)
    if len(samen) == 1:
        posten = {post: telt.posten[post] for post in _POSTEN if post in telt.posten}
        ontbreekt = {
            post: telt.ontbreekt[post] for post in _POSTEN if post in telt.ontbreekt and post not in posten
        }
        return _met_posten(telt, posten, ontbreekt), problemen
    posten, ontbreekt = {}, {}
    for post in _POSTEN:
        bronnen = [jaar for jaar in samen if post in jaar.posten or post in jaar.ontbreekt]
        if not bronnen:
            continue
        keuze, verschillen = _kies(post, bronnen, leeftijd)
        problemen.extend(verschillen)
        if isinstance(keuze, str):
            ontbreekt[post] = keuze
        else:
            bedrag, jaar = keuze
            posten[post] = bedrag if jaar is telt else _met_bestand(bedrag, jaar)
    return _met_posten(telt, posten, ontbreekt), problemen


_POSTEN = tuple(Post)
_ANDERE_BASIS = {Basis.ENKELVOUDIG: Basis.GECONSOLIDEERD, Basis.GECONSOLIDEERD: Basis.ENKELVOUDIG}


def _met_posten(jaar: Jaarrekening, posten: dict[Post, Bedrag], ontbreekt: dict[Post, str]) -> Jaarrekening:
    return replace(jaar, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt))


def _onvergelijkbaar(
    telt: Jaarrekening, per_basis: Mapping[Basis, Jaarrekening], ander: Jaarrekening
) -> str | None:
    """Why another file's figures of the same year cannot stand beside these (Dutch), None when they can.

    `telt` are the youngest of them, `per_basis` the first of each basis.
    """
    boekjaar = ander.boekjaar
    if telt.balansdatum != ander.balansdatum:
        return (
            f"boekjaar {boekjaar} eindigt op {telt.balansdatum} in {telt.bestand} "
            f"en op {ander.balansdatum} in {ander.bestand}"
        )
    if telt.maanden != ander.maanden:
        return (
            f"boekjaar {boekjaar} telt {telt.maanden} maanden in {telt.bestand} "
            f"en {ander.maanden} in {ander.bestand}"
        )
    anders = _ANDERE_BASIS.get(ander.basis)
    if anders is not None and (jaar := per_basis.get(anders)) is not None:
        return (
            f"de cijfers over {boekjaar} zijn {jaar.basis.value} in {jaar.bestand} "
            f"en {ander.basis.value} in {ander.bestand}"
        )
    for jaar in (telt, ander):
        if jaar.eenheid is None:
            return f"de eenheid van de cijfers over {boekjaar} is onbekend in {jaar.bestand}"
    return None


def _kies(
    post: Post, bronnen: Sequence[Jaarrekening], leeftijd: dict[str, date]
) -> tuple[tuple[Bedrag, Jaarrekening] | str, list[Problem]]:
    """The amount of a post and whose it is, or why there is none; the files that speak of it, the youngest first."""
    telt = bronnen[0]
    if post not in telt.posten:
        return telt.ontbreekt[post], []
    eigen = telt.posten[post]
    keuze = eigen, telt
    problemen: list[Problem] = []
    for ander in bronnen[1:]:
        bedrag = ander.posten.get(post)
        if bedrag is None:
            continue
        if abs(eigen.waarde - bedrag.waarde) <= max(telt.eenheid or 1, ander.eenheid or 1):
            if keuze[0].herkomst is Herkomst.AFGELEID and bedrag.herkomst is not Herkomst.AFGELEID:
                keuze = bedrag, ander
            continue
        verschil = (
            f"{post.tekst} over {telt.boekjaar} is {bedrag_tekst(eigen.waarde)} in {telt.bestand} "
            f"en {bedrag_tekst(bedrag.waarde)} in {ander.bestand}"
        )
        if leeftijd[telt.bestand] == leeftijd[ander.bestand]:
            melding = f"{verschil}; geen van beide telt"
            return f"twee even jonge bestanden verschillen: {verschil}", [
                Problem("EWS117", melding, ander.bestand, Ernst.FOUT)
            ]
        problemen.append(Problem("EWS117", f"{verschil}; het jongste bestand telt", ander.bestand))
    return keuze, problemen


def _met_bestand(bedrag: Bedrag, jaar: Jaarrekening) -> Bedrag:
    """The same amount with its file before the cell, to stand in the accounts of another file."""
    return bedrag._replace(cel=f"{jaar.bestand}!{bedrag.cel}" if bedrag.cel else jaar.bestand)
