"""The checklist of a trede as JSON, schema 1 (docs/json.md)."""

from __future__ import annotations

import json

from ews_cli.core.draaiboek import Checklist, Deel, Taak
from ews_cli.reports.draaiboek_report import notes

SCHEMA = 1


def report(checklist: Checklist, naam: str | None) -> str:
    """One document; every key is always there, what is not known is null."""
    aanpak, book = checklist.aanpak, checklist.draaiboek
    document = {
        "schema": SCHEMA,
        "aanbieder": naam,
        "trede": aanpak.nummer,
        "naam": aanpak.naam,
        "start": checklist.start.isoformat(),
        "bron": {"titel": book.titel, "datum": book.datum.isoformat(), "sha256": book.sha256},
        "plan": {
            "naam": aanpak.plan,
            "doel": aanpak.doel,
            "aanleiding": aanpak.aanleiding,
            "horizon": aanpak.horizon,
            "bevat": aanpak.bevat,
        },
        "termijnen": [
            {
                "naam": d.termijn.naam,
                "wat": d.wat,
                "duur": d.termijn.duur,
                "na": d.termijn.na,
                "uiterlijk": d.dag.isoformat(),
                "rollen": d.termijn.rollen,
                "lezing": d.termijn.lezing,
            }
            for d in checklist.data
        ],
        "rollen": [_role(deel, checklist) for deel in checklist.delen],
        "opmerkingen": notes(checklist),
    }
    return json.dumps(document, indent=1) + "\n"


def _role(deel: Deel, checklist: Checklist) -> dict[str, object]:
    other = deel.rol.opvolger_op(checklist.start)
    return {
        "rol": deel.rol.sleutel,
        "naam": deel.rol.naam,
        "taken_bij": other.naam if other else None,
        "stappen": [_task(taak) for taak in (*deel.eigen, *deel.eerder)],
    }


def _task(taak: Taak) -> dict[str, object]:
    stap = taak.stap
    return {
        "trede": stap.trede,
        "stap": stap.stap,
        "tekst": taak.tekst,
        "onderdelen": stap.onderdelen,
        "uiterlijk": taak.uiterlijk.isoformat() if taak.uiterlijk else None,
        "wanneer": taak.wanneer or None,
        "bron": f"draaiboek {stap.paragraaf}",
    }
