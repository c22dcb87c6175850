"""The JSON of `--format json`, schema 1 (docs/json.md, docs/schema/).

Amounts and ratios are plain decimal texts, exact where 28 digits can say it. The bytes are ASCII: any
terminal and any redirection keeps them whole, and no character of a file is live in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from ews_cli.core.beoordeling import Beoordeling, Oordeel
from ews_cli.core.indicatoren import Waarneming
from ews_cli.core.jaarrekening import Bedrag, Jaarrekening
from ews_cli.core.plannen import Plan
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Ratio, Uitkomst
from ews_cli.core.ruimte import Ruimte
from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.tussentijds import Beeld
from ews_cli.problems import Problem
from ews_cli.reports import outlook, quality, signals_json
from ews_cli.reports.inspected import Kolom
from ews_cli.reports.overview import Overview
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import plain_decimal

SCHEMA = 1
Json = dict[str, Any]
Item = TypeVar("Item")


def score(run: Run) -> str:
    """The judgements of a run; one per provider, on its latest year."""
    return _text(
        _head(run.thresholds, run.peildatum, run.vastgelegd)
        | {
            "beoordelingen": [_result(result, run.thresholds) for result in run.results],
            "problemen": [_problem(problem) for problem in run.problemen],
        }
    )


def _head(policy: Thresholds, peildatum: date, vastgelegd: Vastgelegd | None) -> Json:
    return {
        "schema": SCHEMA,
        "peildatum": peildatum.isoformat(),
        "thresholds": {
            "id": policy.id,
            "version": policy.version,
            "sha256": policy.sha256,
            "bestand": policy.bestand,
        },
        "vastgelegd": signals_json.file(vastgelegd),
    }


def entry(result: Result, policy: Thresholds) -> str:
    """The judgement of one provider as `score` has it in its list."""
    return _text(_result(result, policy)).rstrip("\n")


def portfolio(overview: Overview, entries: Iterable[str]) -> Iterator[str]:
    """The judgements of a portfolio, in pieces: as of `score`, with the summary and the views before them."""
    from ews_cli.reports import portfolio_json

    view = overview.view
    views: Json = {
        "samenvatting": overview.tally._asdict(),
        "sector": portfolio_json.sector(overview.contexts),
    }
    if view is not None:
        views["register"] = portfolio_json.register(view.registered, view.regions, view.crucial)
    head = _text(_head(overview.thresholds, overview.peildatum, overview.vastgelegd) | views)
    yield head.rstrip()[:-1].rstrip() + ',\n  "beoordelingen": ['
    between = "\n"
    for one in entries:
        yield between + _nested(one, 4)
        between = ",\n"
    yield "\n  ]" if between != "\n" else "]"
    tail = _text([_problem(problem) for problem in overview.files.problemen]).rstrip()
    yield f',\n  "problemen": {_nested(tail, 2).lstrip()}\n}}\n'


def _nested(text: str, indent: int) -> str:
    """A JSON text further to the right; no text in it holds a line end."""
    room = " " * indent
    return room + text.replace("\n", f"\n{room}")


def inspect(
    jaarrekeningen: Iterable[Jaarrekening],
    problemen: Iterable[Problem],
    kolommen: Iterable[tuple[str, Kolom]] = (),
) -> str:
    """What was read, from which cell, and what was not; of tables also what each column of a file was taken for."""
    document: Json = {
        "schema": SCHEMA,
        "jaarrekeningen": [_jaarrekening(jaar) for jaar in jaarrekeningen],
        "problemen": [_problem(problem) for problem in problemen],
    }
    columns = [{"bestand": bestand} | kolom._asdict() for bestand, kolom in kolommen]
    return _text(document | ({"kolommen": columns} if columns else {}))


def _text(document: Json | list[Json]) -> str:
    # "##[" and "##vso[" in a build log are commands, also in the middle of a line.
    return json.dumps(document, indent=2, ensure_ascii=True).replace("##", "#\\u0023") + "\n"


def _result(result: Result, policy: Thresholds) -> Json:
    judged = result.beoordeling
    return {
        "aanbieder": {"naam": result.aanbieder.naam, "kvk": result.aanbieder.kvk},
        "naam_in_bestand": result.named,
        "boekjaar": judged.jaar.boekjaar,
        "balansdatum": judged.jaar.balansdatum.isoformat(),
        "trede": judged.trede,
        "ten_minste": judged.ten_minste,
        "ten_hoogste": judged.ten_hoogste,
        "naam": None if judged.trede is None else policy.treden[judged.trede].naam,
        "bepalend": list(judged.bepalend),
        **figures(judged),
        "kwaliteit": quality.fields(result),
        **signals_json.recorded(result.signalen, policy),
        "jaarrekening": result.has_accounts,
        "tussentijds": [_beeld(picture) for picture in result.tussentijds],
        "trend": outlook.fields(result),
        "plannen": [_plan(plan) for plan in result.plannen],
        "problemen": [_problem(problem) for problem in result.alle_problemen],
    }


def figures(judged: Beoordeling) -> Json:
    """The figures of a judgement: its ratios and its room."""
    return {
        "ratios": _ratios(judged),
        "ruimte": {o.criterium: [_ruimte(room) for room in o.ruimte] for o in judged.oordelen},
    }


def problems(found: Iterable[Problem]) -> list[Json]:
    """Each problem, as every document has them."""
    return [_problem(problem) for problem in found]


def _beeld(picture: Beeld) -> Json:
    return {
        "balansdatum": picture.cijfers.balansdatum.isoformat(),
        "maanden": picture.cijfers.maanden,
        "bestand": picture.cijfers.bestand,
        "trede": picture.trede,
        "ten_minste": picture.ten_minste,
        "ten_hoogste": picture.ten_hoogste,
        "bepalend": list(picture.bepalend),
        "indicatoren": [_indicator(one) for one in picture.cijfers.indicatoren],
        "ratios": {
            m.oordeel.criterium: _oordeel(m.oordeel)
            | {
                "maanden": m.maanden,
                "som": m.som,
                "periode": _fraction(m.periode),
                "periode_vorig": _fraction(m.periode_vorig),
            }
            for m in picture.metingen
        },
    }


def _indicator(one: Waarneming) -> Json:
    return {
        "indicator": one.indicator.value,
        "waarde": plain_decimal(one.waarde),
        "maat": one.maat.value,
        "cel": one.cel,
        "label": one.label,
    }


def _plan(plan: Plan) -> Json:
    return {
        "bestand": plan.bestand,
        "hersteld_op": None if (day := plan.hersteld_op()) is None else day.isoformat(),
        "jaren": [
            {
                "soort": one.jaar.soort.value,
                "boekjaar": one.jaar.boekjaar,
                "balansdatum": one.jaar.balansdatum.isoformat(),
                "trede": one.trede,
                "ten_minste": one.ten_minste,
                "ten_hoogste": one.ten_hoogste,
                "bepalend": list(one.bepalend),
                "ratios": {o.criterium: _oordeel(o) for o in one.oordelen},
            }
            for one in plan.jaren
        ],
    }


def _ratios(judged: Beoordeling) -> Json:
    """The criteria, and the informing ratios whose name no criterion has taken."""
    criteria = {o.criterium: _oordeel(o) for o in judged.oordelen}
    informing = {r.naam: _ratio(r, u) for r, u in judged.informerend if r.naam not in criteria}
    return criteria | informing


def _ratio(ratio: Ratio, uitkomst: Uitkomst) -> Json:
    return {
        "waarde": _fraction(uitkomst.waarde),
        "formule": ratio.formule,
        "trede": None,
        "ten_minste": None,
        "ten_hoogste": None,
        "grens": None,
        "basis": None,
        "bron": None,
        "vorig": None,
        "reden": uitkomst.reden,
    }


def _oordeel(oordeel: Oordeel) -> Json:
    band, versie = oordeel.band, oordeel.versie
    basis = None if band is None else "bron" if band.uit_bron else "lezing"
    return _ratio(oordeel.ratio, oordeel.uitkomst) | {
        "trede": oordeel.trede,
        "ten_minste": oordeel.ten_minste,
        "ten_hoogste": oordeel.ten_hoogste,
        "grens": None if band is None else band.tekst,
        "basis": basis,
        "bron": None if band is None or versie is None else str(versie.source),
        "vorig": _fraction(oordeel.vorig),
        "reden": oordeel.reden,
    }


def _ruimte(room: Ruimte) -> Json:
    return {
        "trede": room.trede,
        "grens": room.band.tekst,
        "bedrag": plain_decimal(room.bedrag),
        "wat": room.wat,
    }


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else plain_decimal(value)


def _jaarrekening(jaar: Jaarrekening) -> Json:
    return {
        "bestand": jaar.bestand,
        "aanbieder": {"naam": jaar.aanbieder.naam, "kvk": jaar.aanbieder.kvk, "agb": jaar.aanbieder.agb},
        "balansdatum": jaar.balansdatum.isoformat(),
        "boekjaar": jaar.boekjaar,
        "maanden": jaar.maanden,
        "soort": jaar.soort.value,
        "basis": jaar.basis.value,
        "eenheid": jaar.eenheid,
        "posten": {post.value: _bedrag(bedrag) for post, bedrag in _in_order(jaar.posten)},
        "ontbreekt": {post.value: reden for post, reden in _in_order(jaar.ontbreekt)},
        "indicatoren": [_indicator(one) for one in jaar.indicatoren],
    }


def _in_order(found: Mapping[Post, Item]) -> list[tuple[Post, Item]]:
    """In the order of the statements, whatever the order in which the cells were read."""
    return [(post, found[post]) for post in Post if post in found]


def _bedrag(bedrag: Bedrag) -> Json:
    shown: Json = {
        "bedrag": plain_decimal(bedrag.waarde),
        "herkomst": bedrag.herkomst.value,
        "cel": bedrag.cel,
        "label": bedrag.label,
    }
    return shown if bedrag.som is None else shown | {"som": bedrag.som}


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "ernst": problem.weegt.value,
        "waar": problem.waar,
        "melding": problem.melding,
    }
