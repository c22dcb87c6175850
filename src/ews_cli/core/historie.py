"""Several accounts of one provider -> one history, a year each, that `beoordeel` can judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening, Soort, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem


@dataclass(frozen=True, slots=True)
class Historie:
    """A provider's years, oldest first and one per book year, and what was left out or disagreed."""

    jaren: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]


def historie(jaarrekeningen: Iterable[Jaarrekening], peildatum: date) -> Historie:
    """Join the accounts of one provider.

    Only annual accounts with a balansdatum up to the peildatum count; others are named. Where two files
    give the same year, the younger file counts and fills its gaps from the older one.
    """
    jaren: list[Jaarrekening] = []
    problemen: list[Problem] = []
    alle = list(jaarrekeningen)
    jongste = {
        bestand: max(j.balansdatum for j in alle if j.bestand == bestand)
        for bestand in {j.bestand for j in alle}
    }
    bruikbaar = []
    for jaar in alle:
        if reden := _niet_bruikbaar(jaar, peildatum):
            problemen.append(Problem("EWS118", f"{reden}; dit jaar telt niet mee", jaar.bestand))
        else:
            bruikbaar.append(jaar)
    bruikbaar.sort(key=lambda j: (j.boekjaar, jongste[j.bestand], j.bestand))
    for _, groep in groupby(bruikbaar, key=lambda j: j.boekjaar):
        samen, verschillen = _voeg_samen(list(groep), jongste)
        jaren.append(samen)
        problemen.extend(verschillen)
    return Historie(tuple(jaren), tuple(problemen))


def _niet_bruikbaar(jaar: Jaarrekening, peildatum: date) -> str | None:
    if jaar.soort is not Soort.JAARREKENING:
        return f"de cijfers over {jaar.boekjaar} zijn een {jaar.soort.value}"
    if jaar.balansdatum > peildatum:
        return f"balansdatum {jaar.balansdatum} ligt na de peildatum {peildatum}"
    return None


def _voeg_samen(
    groep: Sequence[Jaarrekening], jongste: dict[str, date]
) -> tuple[Jaarrekening, list[Problem]]:
    """One year out of the files that give it; `groep` is ordered from the oldest file to the youngest."""
    samen = groep[-1]
    problemen: list[Problem] = []
    for ouder in reversed(groep[:-1]):
        if not _vergelijkbaar(samen, ouder):
            melding = (
                f"{samen.boekjaar} staat er {samen.basis.value} en in {ouder.bestand} {ouder.basis.value}; "
                f"{samen.bestand} telt"
            )
            problemen.append(Problem("EWS117", melding, ouder.bestand))
            continue
        even_jong = jongste[samen.bestand] == jongste[ouder.bestand]
        samen, verschillen = _vul_aan(samen, ouder, even_jong)
        problemen.extend(verschillen)
    return samen, problemen


def _vergelijkbaar(een: Jaarrekening, ander: Jaarrekening) -> bool:
    bases = {een.basis, ander.basis} - {Basis.ONBEKEND}
    return len(bases) < 2 and (een.eenheid is None) == (ander.eenheid is None)


def _vul_aan(jong: Jaarrekening, oud: Jaarrekening, even_jong: bool) -> tuple[Jaarrekening, list[Problem]]:
    """The younger year with the posts that only the older file has, and the disagreements."""
    posten: dict[Post, Bedrag] = dict(jong.posten)
    ontbreekt = dict(jong.ontbreekt)
    problemen: list[Problem] = []
    marge = max(jong.eenheid or 1, oud.eenheid or 1)
    for post, bedrag in oud.posten.items():
        eigen = posten.get(post)
        if eigen is None and post not in jong.ontbreekt:
            posten[post] = replace(bedrag, cel=f"{oud.bestand}!{bedrag.cel}" if bedrag.cel else oud.bestand)
        elif eigen is not None and abs(eigen.waarde - bedrag.waarde) > marge:
            verschil = (
                f"{post.tekst} over {jong.boekjaar} is {bedrag_tekst(eigen.waarde)} in {jong.bestand} "
                f"en {bedrag_tekst(bedrag.waarde)} in {oud.bestand}"
            )
            if even_jong:
                del posten[post]
                ontbreekt[post] = f"twee even jonge bestanden verschillen: {verschil}"
                problemen.append(
                    Problem("EWS117", f"{verschil}; geen van beide telt", oud.bestand, Ernst.FOUT)
                )
            else:
                problemen.append(Problem("EWS117", f"{verschil}; het jongste bestand telt", oud.bestand))
        elif (
            eigen is not None and eigen.herkomst is Herkomst.AFGELEID and bedrag.herkomst is Herkomst.GELEZEN
        ):
            posten[post] = replace(bedrag, cel=f"{oud.bestand}!{bedrag.cel}" if bedrag.cel else oud.bestand)
    return (
        replace(jong, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt)),
        problemen,
    )
