"""What is assumed of the names in DigiMV: `names.yaml`, ready for use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Names(NamedTuple):
    """names.yaml; see the remarks there.

    Attributes:
        definitie, gegevens: the name of the sheet with the variables, and how those with rows begin.
        sleutel, variabele, label, keuzelijst: the headings of the columns.
        wie: role -> the variables that hold it, the first filled one counts.
        namen: stem of a name -> post or helper row.
        onzeker: stem of a name -> why it is not taken (Dutch).
        omgeving: what the parts of a label may be before the last.
    """

    definitie: str
    gegevens: str
    sleutel: str
    variabele: str
    label: str
    keuzelijst: str
    voorvoegsel: re.Pattern[str]
    wie: Mapping[str, Sequence[str]]
    jaar_in_naam: re.Pattern[str]
    einde: re.Pattern[str]
    eenheid: int
    namen: Mapping[str, str]
    onzeker: Mapping[str, str]
    scheiding: re.Pattern[str]
    versiering: re.Pattern[str]
    vorig_jaar: re.Pattern[str]
    dit_jaar: re.Pattern[str]
    geconsolideerd: re.Pattern[str]
    enkelvoudig: re.Pattern[str]
    omgeving: re.Pattern[str]


@cache
def names() -> Names:
    """The assumptions, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(Path(__file__).with_name("names.yaml").read_text("utf-8"), Loader=loader)
    patterns = ("voorvoegsel", "jaar_in_naam", "einde", "scheiding", "versiering", "omgeving")
    ready: dict[str, Any] = {**data["bladen"], **data["kolommen"]}
    ready |= {name: re.compile(data[name]) for name in patterns}
    ready |= {name: re.compile(pattern) for name, pattern in data["woorden"].items()}
    ready |= {name: data[name] for name in ("wie", "eenheid", "namen", "onzeker")}
    return Names(**ready)
