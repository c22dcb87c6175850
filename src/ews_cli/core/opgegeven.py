"""Amounts that a user gives for a book year, because its accounts do not name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening, bedrag_kort
from ews_cli.core.posten import Post
from ews_cli.problems import Problem

Opgegeven = Mapping[tuple[Post, int], Decimal]
"""Post and book year -> the amount in euro that somebody gives."""
GEEN: Opgegeven = MappingProxyType({})


def vul_in(
    jaren: Sequence[Jaarrekening], opgegeven: Opgegeven
) -> tuple[tuple[Jaarrekening, ...], list[Problem]]:
    """The years with what was given, and what of that does not fit them.

    A given amount goes before one that was read, which is said with both.
    """
    by_year = {jaar.boekjaar: jaar for jaar in jaren}
    problemen = []
    for (post, boekjaar), bedrag in opgegeven.items():
        jaar = by_year.get(boekjaar)
        if jaar is None or jaar.eenheid is None:
            problemen.append(_past_niet(post, boekjaar, jaren, jaar))
            continue
        gelezen = jaar.posten.get(post)
        if gelezen is not None and gelezen.waarde == bedrag:
            continue
        if gelezen is not None:
            place = f" ({gelezen.cel})" if gelezen.cel else ""
            melding = (
                f"{post.tekst} over {boekjaar} is {bedrag_kort(gelezen.waarde)} in het bestand{place} en "
                f"{bedrag_kort(bedrag)} opgegeven; het opgegeven bedrag telt"
            )
            problemen.append(Problem("EWS338", melding, jaar.bestand))
        by_year[boekjaar] = _met(jaar, post, bedrag)
    return tuple(by_year[jaar.boekjaar] for jaar in jaren), problemen


def _met(jaar: Jaarrekening, post: Post, bedrag: Decimal) -> Jaarrekening:
    posten = {**jaar.posten, post: Bedrag(bedrag, Herkomst.OPGEGEVEN)}
    ontbreekt = {p: reden for p, reden in jaar.ontbreekt.items() if p is not post}
    return replace(jaar, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt))


def _past_niet(
    post: Post, boekjaar: int, jaren: Sequence[Jaarrekening], jaar: Jaarrekening | None
) -> Problem:
    if jaar is None:
        years = " of ".join(str(one.boekjaar) for one in jaren)
        reden = f"over dat jaar zijn er geen jaarcijfers; kies {years}"
    else:
        reden = "de eenheid van de cijfers is onbekend en dit bedrag is in euro; geef --eenheid"
    return Problem(
        "EWS337", f"{post.tekst} over {boekjaar} is opgegeven en telt niet mee: {reden}", jaren[-1].bestand
    )
