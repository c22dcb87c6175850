"""What was read from a file as one line of text, and back without loss.

JSON and no pickle: a progress file that somebody made may hold anything, and nothing in it may run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ews_cli.core.indicatoren import Indicator, Maat, Waarneming
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
from ews_cli.problems import CODES, Ernst, Problem
from ews_cli.readers.lezing import Lezing

Json = list[Any]
Value = TypeVar("Value")
MOST_DIGITS = 1_000
"""Digits of an amount and of its exponent written out, at most: 1E+999999999 would fill the memory."""


class Unusable(ValueError):
    """A text that was not written here."""


def dump(lezing: Lezing) -> str:
    """One line of ASCII; the sheets and the candidates of a reading are not kept."""
    providers = list(dict.fromkeys(jaar.aanbieder for jaar in (*lezing.jaarrekeningen, *lezing.plannen)))
    return json.dumps(
        [
            lezing.bestand,
            [[a.naam, a.kvk, a.agb, a.rechtsvorm] for a in providers],
            [_year(jaar, providers.index(jaar.aanbieder)) for jaar in lezing.jaarrekeningen],
            [[p.code, p.melding, p.waar, p.ernst] for p in lezing.problemen],
            [_year(plan, providers.index(plan.aanbieder)) for plan in lezing.plannen],
        ],
        separators=(",", ":"),
    )


def load(text: str | bytes) -> Lezing:
    """The reading in a line that `dump` wrote. Raises Unusable for any other text.

    What it gives has the types that it says: a forged line can lie, but it cannot surprise what comes after.
    """
    try:
        bestand, providers, jaren, problemen, plannen = json.loads(text)
        aanbieders = [_provider(*provider) for provider in providers]
        return Lezing(
            _a(str, bestand),
            tuple(_accounts(jaar, aanbieders, bestand) for jaar in jaren),
            tuple(_problem(*problem) for problem in problemen),
            plannen=tuple(_accounts(plan, aanbieders, bestand) for plan in plannen),
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Unusable from error


class Span(NamedTuple):
    """Where the reading of a provider stands in the line of its file."""

    start: int
    size: int


def dump_all(lezingen: Iterable[Lezing]) -> tuple[str, list[Span]]:
    """The readings of a file as one line, and where each of them stands in it."""
    texts = [dump(lezing) for lezing in lezingen]
    spans, start = [], 1
    for text in texts:
        spans.append(Span(start, len(text)))
        start += len(text) + 1
    return f"[{','.join(texts)}]", spans


def load_all(line: str) -> list[tuple[Lezing, Span]]:
    """The readings in a line that `dump_all` wrote, each with its place. Raises Unusable for any other text."""
    decoder = json.JSONDecoder()
    found, at = [], 1
    while at < len(line):
        try:
            _, end = decoder.raw_decode(line, at)
        except (ValueError, RecursionError) as error:
            raise Unusable from error
        found.append((load(line[at:end]), Span(at, end - at)))
        at = end + 1
    if line != f"[{','.join(line[span.start : span.start + span.size] for _, span in found)}]":
        raise Unusable
    return found


def _a(kind: type[Value], value: Any) -> Value:
    """A value that is of exactly this kind: True is no number."""
    if type(value) is not kind:
        raise Unusable
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _a(str, value)


def _provider(naam: Any, kvk: Any, agb: Any, rechtsvorm: Any) -> Aanbieder:
    return Aanbieder(_a(str, naam), _maybe(kvk), _maybe(agb), _maybe(rechtsvorm))


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
        [[*one[:2], str(one.waarde), *one[3:]] for one in jaar.indicatoren],
    ]


def _amount(bedrag: Bedrag | None) -> Json | None:
    if bedrag is None:
        return None
    shown = [str(bedrag.waarde), bedrag.herkomst, bedrag.cel, bedrag.label]
    return shown if bedrag.som is None else [*shown, bedrag.som]


def _accounts(jaar: Json, aanbieders: list[Aanbieder], bestand: str) -> Jaarrekening:
    aanbieder, dag, maanden, soort, basis, eenheid, bestemming, accountant, passiva, *others = jaar
    posten, ontbreekt, indicatoren = others
    if not (eenheid is None or _a(int, eenheid) > 0):
        raise Unusable
    return Jaarrekening(
        aanbieder=aanbieders[aanbieder],
        bestand=bestand,
        balansdatum=date.fromisoformat(dag),
        posten=MappingProxyType({_POSTEN[post]: _bedrag(*amount) for post, amount in posten.items()}),
        maanden=_a(int, maanden),
        soort=Soort(soort),
        basis=Basis(basis),
        eenheid=eenheid,
        resultaatbestemming=Resultaatbestemming(bestemming),
        totaal_passiva=None if passiva is None else _bedrag(*passiva),
        accountant=_maybe(accountant),
        ontbreekt=MappingProxyType({_POSTEN[post]: _a(str, reden) for post, reden in ontbreekt.items()}),
        indicatoren=tuple(_indicator(*one) for one in indicatoren),
    )


def _indicator(indicator: Any, maat: Any, waarde: Any, cel: Any, label: Any) -> Waarneming:
    return Waarneming(Indicator(indicator), Maat(maat), _exact(waarde), _a(str, cel), _a(str, label))


def _bedrag(waarde: Any, herkomst: Any, cel: Any, label: Any, som: Any = None) -> Bedrag:
    for text in (cel, label, som):
        if text is not None and type(text) is not str:
            raise Unusable
    return Bedrag(_exact(waarde), _HERKOMST[herkomst], cel, label, som)


def _exact(waarde: Any) -> Decimal:
    exact = Decimal(_a(str, waarde))
    if not exact.is_finite() or len(waarde) + abs(exact.adjusted()) > MOST_DIGITS:
        raise Unusable
    return exact


# Looking a member up costs a third of calling its class.
_POSTEN = {post.value: post for post in Post}
_HERKOMST = {herkomst.value: herkomst for herkomst in Herkomst}


def _problem(code: Any, melding: Any, waar: Any, ernst: Any) -> Problem:
    if _a(str, code) not in CODES:
        raise Unusable
    return Problem(code, _a(str, melding), _maybe(waar), None if ernst is None else Ernst(ernst))
