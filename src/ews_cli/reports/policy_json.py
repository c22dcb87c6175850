"""The policy as JSON, as it holds on the peildatum (docs/json.md)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ews_cli.core.thresholds import Band, Criterion, Thresholds, Version

SCHEMA = 1
Json = dict[str, Any]


def show(policy: Thresholds, peildatum: date) -> str:
    """The whole policy; of each criterion the version in force."""
    document = {
        "schema": SCHEMA,
        "peildatum": peildatum.isoformat(),
        "thresholds": identity(policy),
        "title": policy.title,
        "treden": [
            {
                "trede": nummer,
                "naam": trede.naam,
                "berekend": trede.computed,
                "plan": trede.plan,
                "horizon": trede.horizon,
                "bron": str(trede.source),
            }
            for nummer, trede in policy.treden.items()
        ],
        "combineren": {
            "regel": "highest",
            "quote": policy.combine_quote,
            "bron": str(policy.combine_source),
        },
        "criteria": [
            _criterion(criterion, version)
            for criterion in policy.criteria.values()
            if (version := criterion.versie_op(peildatum))
        ],
        "signalen": [
            {
                "naam": signal.naam,
                "trede": signal.trede,
                "criterium": signal.criterion,
                "quote": signal.quote,
                "lezing": signal.reading,
                "bron": str(signal.source),
            }
            for signal in policy.signals
        ],
        "niet_meegewogen": [
            {"tekst": item.text, "quote": item.quote, "bron": str(item.source)}
            for item in policy.not_modelled
        ],
        "bronnen": [
            {
                "doc": source.doc,
                "title": source.title,
                "published": source.published.isoformat(),
                "sha256": source.sha256,
            }
            for source in policy.sources.values()
        ],
    }
    return text(document)


def identity(policy: Thresholds) -> Json:
    """Which file it is."""
    return {
        "id": policy.id,
        "version": policy.version,
        "sha256": policy.sha256,
        "bestand": policy.bestand,
    }


def text(document: Json) -> str:
    """JSON in ASCII, in which a build log finds no command."""
    return quiet(json.dumps(document, indent=2, ensure_ascii=True)) + "\n"


def quiet(dumped: str) -> str:
    """The same JSON without what a build log runs as a command: `##[`, `##vso[`."""
    return dumped.replace("##", "#\\u0023")


def _criterion(criterion: Criterion, version: Version) -> Json:
    return {
        "criterium": criterion.naam,
        "ratio": criterion.ratio,
        "formule": criterion.definition,
        "eenheid": criterion.unit,
        "toelichting": criterion.rationale,
        "geldt_vanaf": version.valid_from.isoformat(),
        "geldt_tot_en_met": None if version.valid_until is None else version.valid_until.isoformat(),
        "nagekeken": version.verified.isoformat(),
        "bron": str(version.source),
        "grenzen": [_band(band) for band in version.bands],
    }


def _band(band: Band) -> Json:
    return {
        "trede": band.trede,
        "grens": band.tekst,
        "basis": "bron" if band.uit_bron else "lezing",
        "quote": band.quote,
        "lezing": band.reading,
    }
