"""The JSON Schema (2020-12) of a file of signals and decisions, for completion and hover text in an editor.

It is looser than the gate: it knows the form and the kinds of one policy, not dates or doubles.
"""

from __future__ import annotations

import json
from typing import Any

from ews_cli.core.signalen import Partij
from ews_cli.core.thresholds import Signal, Thresholds
from ews_cli.signals_file import DECISION, PROVIDER, SIGNAL, SIGNAL_REQUIRED, TREDEN

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Signalenbestand van ews"
ABOUT = "Wat mensen over aanbieders vastlegden: signalen, en besluiten over de trede."


def text(policy: Thresholds) -> str:
    """The schema for the kinds of signals of a policy."""
    document = {
        "$schema": DIALECT,
        "title": TITLE,
        "description": ABOUT,
        **_block(
            {
                "schema": {"const": 1, "description": "De versie van deze bestandsvorm."},
                "aanbieders": _list("aanbieder", "De aanbieders, elk in een eigen blok."),
            },
            required=("schema", "aanbieders"),
        ),
        "$defs": {
            "tekst": {"type": "string", "pattern": r"\S"},
            "dag": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
            "aanbieder": _provider(),
            "signaal": _signal(policy),
            "besluit": _decision(),
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _provider() -> Json:
    about = {
        "naam": _ref("tekst", "De naam zoals in de jaarrekening."),
        "kvk": {
            "type": "string",
            "pattern": r"^\d{8}$",
            "description": 'Het KvK-nummer: acht cijfers, tussen aanhalingstekens: "00012345".',
        },
        "signalen": _list("signaal", "Feiten die een jaarrekening niet toont."),
        "besluiten": _list("besluit", "De trede die iemand vaststelde; het laatste besluit geldt."),
    }
    named: list[Json] = [{"required": ["kvk"]}, {"required": ["naam"]}]
    return {**_block({key: about[key] for key in PROVIDER}), "anyOf": named}


def _signal(policy: Thresholds) -> Json:
    about = {
        "soort": {
            "description": "Wat er aan de hand is; het drempelbestand zegt wat dat voor de trede betekent.",
            "anyOf": [{"const": signal.naam, "description": _meaning(signal)} for signal in policy.signals],
        },
        "datum": _ref("dag", "De dag waarop het gebeurde; vanaf die dag telt het."),
        "bron": _ref("tekst", "Waar het vandaan komt: een brief, een gesprek, een register."),
        "door": _ref("tekst", "Wie het vastlegde: een rol, liever geen persoonsnaam."),
        "tot": _ref("dag", "De laatste dag waarop het telt; zonder deze sleutel is er geen einde."),
        "toelichting": _ref("tekst", "Wat er verder over te zeggen is."),
    }
    return _block({key: about[key] for key in SIGNAL}, required=SIGNAL_REQUIRED)


def _meaning(signal: Signal) -> str:
    if signal.trede is None:
        return f"Vraagt aandacht, bepaalt geen trede: “{signal.quote}”."
    on = f" op {signal.criterion}" if signal.criterion else ""
    return f"Trede {signal.trede}{on}: “{signal.quote}”."


def _decision() -> Json:
    about = {
        "trede": {
            "type": "integer",
            "enum": [int(trede) for trede in TREDEN],
            "description": "De trede die is vastgesteld.",
        },
        "datum": _ref("dag", "De dag van het besluit; een later besluit vervangt het."),
        "door": {"enum": [partij.value for partij in Partij], "description": "Wie besliste."},
        "reden": _ref("tekst", "Waarom."),
    }
    return _block({key: about[key] for key in DECISION}, required=DECISION)


def _block(properties: Json, required: tuple[str, ...] = ()) -> Json:
    block: Json = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**block, "required": list(required)} if required else block


def _list(of: str, about: str) -> Json:
    # A list of which all lines were made a comment is empty.
    return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{of}"}, "description": about}


def _ref(to: str, about: str) -> Json:
    return {"$ref": f"#/$defs/{to}", "description": about}
