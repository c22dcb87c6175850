"""What was read from a file as one line of text, and back without loss.

JSON and no pickle: a progress file that somebody made may hold anything, and nothing in it may run.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
)
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.reading import Lezing

Json = list[Any]


class Unusable(ValueError):
    """A text that was not written here."""


def dump(lezing: Lezing) -> str:
    """One line of ASCII; the sheets and the candidates of a reading are not kept."""
    providers = list(dict.fromkeys(jaar.aanbieder for jaar in lezing.jaarrekeningen))
    return json.dumps(
        [
            lezing.bestand,
            [[a.naam, a.kvk, a.agb] for a in providers],
            [_year(jaar, providers.index(jaar.aanbieder)) for jaar in lezing.jaarrekeningen],
            [[p.code, p.melding, p.waar, p.ernst] for p in lezing.problemen],
        ],
        separators=(",", ":"),
    )


def load(text: str | bytes) -> Lezing:
    """The reading in a line that `dump` wrote. Raises Unusable for any other text."""
    try:
        bestand, providers, jaren, problemen = json.loads(text)
        aanbieders = [Aanbieder(*provider) for provider in providers]
        return Lezing(
            str(bestand),
            tuple(_accounts(jaar, aanbieders, str(bestand)) for jaar in jaren),
            tuple(_problem(*problem) for problem in problemen),
        )
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, RecursionError) as error:
        raise Unusable from error


def _year(jaar: Jaarrekening, aanbieder: int) -> Json:
    return [
        aanbieder,
        jaar.balansdatum.isoformat(),
        jaar.maanden,
        jaar.soort,
        jaar.basis,
        jaar.eenheid,
        jaar.resultaatbestemming,
        jaar.accountant,
        _amount(jaar.totaal_passiva),
        {post: _amount(bedrag) for post, bedrag in jaar.posten.items()},
        dict(jaar.ontbreekt),
    ]


def _amount(bedrag: Bedrag | None) -> Json | None:
    if bedrag is None:
        return None
    shown = [str(bedrag.waarde), bedrag.herkomst, bedrag.cel, bedrag.label]
    return shown if bedrag.som is None else [*shown, bedrag.som]


def _accounts(jaar: Json, aanbieders: list[Aanbieder], bestand: str) -> Jaarrekening:
    aanbieder, dag, maanden, soort, basis, eenheid, bestemming, accountant, passiva, posten, ontbreekt = jaar
    return Jaarrekening(
        aanbieder=aanbieders[aanbieder],
        bestand=bestand,
        balansdatum=date.fromisoformat(dag),
        posten=MappingProxyType({Post(post): _bedrag(amount) for post, amount in posten.items()}),
        maanden=int(maanden),
        soort=Soort(soort),
        basis=Basis(basis),
        eenheid=eenheid,
        resultaatbestemming=Resultaatbestemming(bestemming),
        totaal_passiva=None if passiva is None else _bedrag(passiva),
        accountant=accountant,
        ontbreekt=MappingProxyType({Post(post): str(reden) for post, reden in ontbreekt.items()}),
    )


def _bedrag(amount: Json) -> Bedrag:
    waarde, herkomst, *rest = amount
    exact = Decimal(waarde)
    if not exact.is_finite():
        raise Unusable
    return Bedrag(exact, Herkomst(herkomst), *rest)


def _problem(code: str, melding: str, waar: str | None, ernst: str | None) -> Problem:
    return Problem(code, melding, waar, None if ernst is None else Ernst(ernst))
