"""A what-if as JSON (docs/json.md, docs/schema/whatif.schema.json): what is stands apart from what would be."""

from __future__ import annotations

from typing import Any

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.posten import Post
from ews_cli.core.scenario import Breuk, Invulling, Scenario
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.uiterste import Gezocht
from ews_cli.problems import Problem
from ews_cli.reports import json_report
from ews_cli.reports.policy_json import identity, text
from ews_cli.reports.rows import plain_decimal
from ews_cli.reports.whatif import Grid, Outcome, WhatIf

SCHEMA = 1
Json = dict[str, Any]


def whatif(made: WhatIf) -> str:
    """The whole document."""
    policy = made.run.thresholds
    return text(
        {
            "schema": SCHEMA,
            "peildatum": made.run.peildatum.isoformat(),
            "thresholds": identity(policy),
            "aannamen": [_size(one) for one in made.fixed],
            "open": None if made.open is None else made.open.naam,
            "uitkomsten": [_outcome(outcome, policy) for outcome in made.outcomes],
            "problemen": json_report.problems(made.problemen),
        }
    )


def _size(one: Invulling) -> Json:
    """An assumption; a percentage as a fraction."""
    return {
        "naam": one.aanname.naam,
        "procent": plain_decimal(one.waarde / 100) if one.procent else None,
        "bedrag": None if one.procent else plain_decimal(one.waarde),
    }


def _outcome(outcome: Outcome, policy: Thresholds) -> Json:
    result = outcome.result
    return {
        "aanbieder": {"naam": result.aanbieder.naam, "kvk": result.aanbieder.kvk},
        "boekjaar": result.beoordeling.jaar.boekjaar,
        "balansdatum": result.beoordeling.jaar.balansdatum.isoformat(),
        "werkelijk": _judged(result.beoordeling, policy),
        "als_dit_gebeurt": [_scenario(one, policy) for one in outcome.scenarios],
        "gezocht": None if outcome.found is None else _found(outcome.found),
        "raster": None if outcome.grid is None else _grid(outcome.grid),
        "problemen": json_report.problems(result.alle_problemen),
    }


def _range(judged: Beoordeling) -> Json:
    return {
        "trede": judged.trede,
        "ten_minste": judged.ten_minste,
        "ten_hoogste": judged.ten_hoogste,
        "bepalend": list(judged.bepalend),
    }


def _judged(judged: Beoordeling, policy: Thresholds) -> Json:
    naam = None if judged.trede is None else policy.treden[judged.trede].naam
    return _range(judged) | {"naam": naam} | json_report.figures(judged)


def _scenario(one: Scenario, policy: Thresholds) -> Json:
    now, then = one.voor.jaar, one.na.jaar
    moved = {
        post.value: {"van": plain_decimal(was), "naar": None if becomes is None else plain_decimal(becomes)}
        for post in Post
        if (was := now.bedrag(post)) is not None and (becomes := then.bedrag(post)) != was
    }
    return {
        "aannamen": [_size(invulling) for invulling in one.invullingen],
        **_judged(one.na, policy),
        "posten": moved,
        "breuken": [_break(breuk) for breuk in one.breuken],
        "tekort": None if one.tekort is None else plain_decimal(one.tekort),
        "met_bankschuld": None if one.met_bankschuld is None else _owed(one.met_bankschuld),
    }


def _owed(judged: Beoordeling) -> Json:
    """The judgement with the money that is short as a debt, with the value of each criterion."""
    values = {
        o.criterium: None if o.uitkomst.waarde is None else plain_decimal(o.uitkomst.waarde)
        for o in judged.oordelen
    }
    return _range(judged) | {"waarden": values}


def _break(breuk: Breuk) -> Json:
    return {
        "criterium": breuk.lijn.criterium,
        "trede": breuk.lijn.band.trede,
        "grens": breuk.lijn.band.tekst,
        "gebroken": breuk.gebroken,
        "deel": plain_decimal(breuk.deel),
    }


def _found(found: Gezocht) -> Json:
    return {
        "aanname": found.aanname.naam,
        "tot": found.tot,
        "bereikt": found.bereikt,
        "vooraf": _range(found.vooraf),
        "uitersten": [
            {
                "bedrag": plain_decimal(far.bedrag),
                "procent": None if far.procent is None else plain_decimal(far.procent / 100),
                **_range(far.na),
            }
            for far in found.uitersten
        ],
    }


def _grid(grid: Grid) -> Json:
    return {
        "omlaag": [_size(one) for one in grid.down],
        "naar_rechts": [_size(one) for one in grid.right],
        "vakken": [
            [None if isinstance(cell, Problem) else _range(cell) for cell in cells] for cells in grid.cells
        ],
        "geld_op": [list(place) for place in sorted(grid.short)],
    }
