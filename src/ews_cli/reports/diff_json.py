"""What another policy changes, as JSON (docs/json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.impact import Figure, Held, Impact, Provider
from ews_cli.reports.policy_changes import Change
from ews_cli.reports.policy_json import identity, text
from ews_cli.reports.rows import plain_decimal

SCHEMA = 1
Json = dict[str, Any]


def diff(
    old: Thresholds,
    new: Thresholds,
    changes: Sequence[Change],
    impact: Impact | None,
    notes: Sequence[str],
    peildatum: date,
) -> str:
    """The differences, and with inputs who moves and the totals."""
    document = {
        "schema": SCHEMA,
        "peildatum": peildatum.isoformat(),
        "oud": identity(old),
        "nieuw": identity(new),
        "verschillen": [change._asdict() | {"tekst": change.tekst} for change in changes],
        "gevolgen": None if impact is None else _impact(impact),
        "let_op": list(notes),
    }
    return text(document)


def _impact(impact: Impact) -> Json:
    return {
        "aanbieders": len(impact.aanbieders),
        "verschuiven": [_provider(provider) for provider in impact.movers],
        "alleen_criterium": impact.stirred,
        "totalen": [
            {"trede": label, "oud": before, "nieuw": after} for label, before, after in impact.totals
        ],
        "niet_gelezen": list(impact.niet_gelezen),
    }


def _provider(provider: Provider) -> Json:
    return {
        "aanbieder": {"naam": provider.naam, "kvk": provider.kvk},
        "boekjaar": provider.boekjaar,
        "oud": {"ten_minste": provider.oud[0], "ten_hoogste": provider.oud[1]},
        "nieuw": {"ten_minste": provider.nieuw[0], "ten_hoogste": provider.nieuw[1]},
        "cijfers": [_figure(figure) for figure in provider.cijfers if figure.moves],
    }


def _figure(figure: Figure) -> Json:
    return {"criterium": figure.criterium, "oud": _held(figure.oud), "nieuw": _held(figure.nieuw)}


def _held(held: Held | None) -> Json | None:
    if held is None:
        return None
    band = held.gewogen.band
    return {
        "formule": held.ratio.formule,
        "waarde": None if held.waarde is None else plain_decimal(held.waarde),
        "vorig": None if held.vorig is None else plain_decimal(held.vorig),
        "ten_minste": held.gewogen.ten_minste,
        "ten_hoogste": held.gewogen.ten_hoogste,
        "grens": band.tekst if band else None,
    }
