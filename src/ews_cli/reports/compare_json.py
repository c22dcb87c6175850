"""Two results beside each other as JSON (docs/json.md, docs/schema/compare.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from ews_cli.problems import Problem
from ews_cli.reports.compare_notes import notes
from ews_cli.reports.comparison import Comparison, Entry, Pair
from ews_cli.reports.policy_json import quiet
from ews_cli.reports.rows import plain_decimal
from ews_cli.reports.scored import Figure, Scored, ScoredRun

SCHEMA = 1
Json = dict[str, Any]


def compare(found: Comparison) -> str:
    """Everyone in both results, the movers first, each on a line."""
    head = {
        "schema": SCHEMA,
        "oud": _run(found.oud),
        "nieuw": _run(found.nieuw),
        "zelfde_inhoud": found.same_content,
        "aantallen": {move.value: count for move, count in found.counts.items()},
        "aantallen_met_signalen": {m.value: n for m, n in found.counts_with_signals.items()}
        if found.with_signals
        else None,
        "let_op": [note.text for note in notes(found)],
    }
    entries = ",\n".join(f"    {json.dumps(_entry(entry))}" for entry in found.entries)
    opened = json.dumps(head, indent=2).removesuffix("\n}")
    return quiet(f'{opened},\n  "aanbieders": [\n{entries}\n  ]\n}}\n')


def _run(run: ScoredRun) -> Json:
    return {
        "bestand": run.bestand,
        "sha256": run.sha256,
        "peildatum": run.peildatum.isoformat(),
        "thresholds": run.policy._asdict(),
        "aanbieders": len(run.aanbieders),
        "problemen": [_problem(problem) for problem in run.problemen],
    }


def _entry(entry: Entry) -> Json:
    return {
        "aanbieder": {"naam": entry.latest.naam, "kvk": entry.kvk},
        "beweging": entry.move.value,
        "beweging_met_signalen": entry.move_with_signals.value if entry.move_with_signals else None,
        "gekoppeld_op": None if entry.by is None else entry.by.value,
        "oud": None if entry.oud is None else _provider(entry.oud),
        "nieuw": None if entry.nieuw is None else _provider(entry.nieuw),
        "cijfers": [_pair(pair) for pair in entry.pairs],
    }


def _provider(provider: Scored) -> Json:
    return {
        "naam": provider.naam,
        "kvk": provider.kvk,
        "boekjaar": provider.boekjaar,
        "balansdatum": provider.balansdatum.isoformat(),
        "ten_minste": provider.place[0],
        "ten_hoogste": provider.place[1],
        "met_signalen": None
        if provider.met_signalen is None
        else dict(zip(("ten_minste", "ten_hoogste"), provider.met_signalen, strict=True)),
        "besluit": provider.besluit,
    }


def _pair(pair: Pair) -> Json:
    return {
        "criterium": pair.criterium,
        "beweging": pair.move.value,
        "beslist": pair.decides,
        "verschil": None if pair.change is None else plain_decimal(pair.change),
        "oud": None if pair.oud is None else _figure(pair.oud),
        "nieuw": None if pair.nieuw is None else _figure(pair.nieuw),
    }


def _figure(figure: Figure) -> Json:
    return {
        "formule": figure.formule,
        "waarde": None if figure.waarde is None else plain_decimal(figure.waarde),
        "ten_minste": figure.place[0],
        "ten_hoogste": figure.place[1],
        "grens": None if figure.band is None else figure.band.tekst,
        "basis": figure.basis,
        "bron": figure.bron,
        "reden": figure.reden,
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "ernst": problem.weegt.value,
        "waar": problem.waar,
        "melding": problem.melding,
    }
