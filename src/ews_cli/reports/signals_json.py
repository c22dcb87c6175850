"""What people recorded about a provider as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from ews_cli.core.signalen import Besluit, MetSignalen, Signaal, Stand, Vastgelegd
from ews_cli.core.thresholds import Thresholds

Json = dict[str, Any]


def file(vastgelegd: Vastgelegd | None) -> Json | None:
    """Which file of signals and decisions was used."""
    return None if vastgelegd is None else {"bestand": vastgelegd.bestand, "sha256": vastgelegd.sha256}


def recorded(found: MetSignalen | None, policy: Thresholds) -> Json:
    """The fields of a provider beside its computed trede; empty or null when nobody was asked for signals."""
    if found is None:
        return {"signalen": [], "met_signalen": None, "besluiten": [], "besluit": None}
    besluit = found.besluit
    return {
        "signalen": [_signal(signaal, stand) for signaal, stand in found.signalen],
        "met_signalen": {
            "trede": found.trede,
            "ten_minste": found.ten_minste,
            "ten_hoogste": found.ten_hoogste,
            "naam": None if found.trede is None else policy.treden[found.trede].naam,
            "bepalend": list(found.bepalend),
            "criteria": {naam: bereik._asdict() for naam, bereik in found.criteria.items()},
        },
        "besluiten": [_decision(one, stand) for one, stand in found.besluiten],
        "besluit": None if besluit is None else _decision(besluit, Stand.GELDT),
    }


def _signal(signaal: Signaal, stand: Stand) -> Json:
    return {
        "soort": signaal.betekenis.naam,
        "trede": signaal.betekenis.trede,
        "criterium": signaal.betekenis.criterion,
        "datum": signaal.datum.isoformat(),
        "tot": signaal.tot.isoformat() if signaal.tot else None,
        "stand": stand.value,
        "bron": signaal.bron,
        "door": signaal.door,
        "toelichting": signaal.toelichting,
        "waar": signaal.waar,
    }


def _decision(besluit: Besluit, stand: Stand) -> Json:
    return {
        "trede": besluit.trede,
        "datum": besluit.datum.isoformat(),
        "door": besluit.door.value,
        "reden": besluit.reden,
        "stand": stand.value,
        "waar": besluit.waar,
    }
