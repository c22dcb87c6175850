"""The shape of a threshold file. Imports pydantic: load this module only to look at a file.

Every scalar comes in as text. A validator says what is wrong with it as a pydantic error whose type is one
of our codes and whose message is Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal, NoReturn

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ews_cli.thresholds_file.build import bound
from ews_cli.yaml_text import Plain, shown

_resolver: Any = yaml.resolver.Resolver()


def _refuse(code: str, melding: str, value: object = None) -> NoReturn:
    # pydantic fills in {…}; a text of the file goes in as a value and never as part of the template.
    raise PydanticCustomError(code, "{melding}", {"melding": melding.replace("VALUE", shown(value))})


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        _refuse("EWS213", "VALUE waar een enkele waarde hoort te staan", value)
    return value


def _filled(value: Any) -> str:
    text = _scalar(value)
    if not text.strip():
        _refuse("EWS219", "lege tekst; vul haar in of haal de sleutel weg")
    return text


def _text(value: Any) -> str:
    text = _filled(value)
    if isinstance(text, Plain) and _reads_otherwise(text):
        _refuse("EWS214", "VALUE leest YAML niet als tekst; zet er aanhalingstekens om", text)
    return text


def _reads_otherwise(text: str) -> bool:
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))
    return tag != "tag:yaml.org,2002:str" or re.fullmatch(r"[-+]?0[ox][0-9a-fA-F]+", text) is not None


def _matching(pattern: str, words: str) -> BeforeValidator:
    """A validator for text of one form; `words` says in Dutch which."""

    def check(value: Any) -> str:
        text = _filled(value)
        if not re.fullmatch(pattern, text, re.ASCII):
            _refuse("EWS213", f"VALUE is geen {words}", text)
        return _text(text)

    return BeforeValidator(check)


def _whole(lowest: int, highest: int, other: str = "") -> Callable[[Any], int]:
    """A validator for a whole number without quotation marks; `other` names what else may stand (Dutch)."""

    def check(value: Any) -> int:
        text = _scalar(value)
        wanted = f"een heel getal van {lowest} tot en met {highest}"
        melding = f"VALUE kan hier niet; schrijf {wanted}{other}, zonder aanhalingstekens"
        if not isinstance(text, Plain) or not re.fullmatch("-?(0|[1-9][0-9]{0,3})", text):
            _refuse("EWS216", melding, text)
        if not lowest <= int(text) <= highest:
            _refuse("EWS213", melding, text)
        return int(text)

    return check


_signal_number = _whole(2, 6, " of none")


def _signal_trede(value: Any) -> int | None:
    return None if value == "none" else _signal_number(value)


def _bound(value: Any) -> str:
    text = _scalar(value)
    try:
        bound(text)
    except ValueError:
        allowed = "schrijf een getal met een punt, zoals 20%, 2pp of 0.75"
        _refuse("EWS216", f"VALUE is geen grens; {allowed}", text)
    return text


def _date(value: Any) -> date:
    text = _scalar(value)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        _refuse("EWS217", "VALUE is geen datum; schrijf jaar-maand-dag, zoals 2021-07-01", text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse("EWS217", "de datum VALUE bestaat niet", text)


def _bool(value: Any) -> bool:
    text = _scalar(value)
    if not isinstance(text, Plain) or text not in ("true", "false"):
        _refuse("EWS213", "VALUE is geen ja of nee; schrijf true of false", text)
    return text == "true"


def _schema(value: Any) -> int:
    text = _scalar(value)
    if text != "1" or not isinstance(text, Plain):
        _refuse("EWS218", "bestandsvorm VALUE; deze versie van ews leest alleen `schema: 1`", text)
    return 1


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, _matching("[a-z][a-z0-9_]*", "naam; gebruik kleine letters, cijfers en _")]
Slug = Annotated[str, _matching("[a-z][a-z0-9-]*", "kenmerk; gebruik kleine letters, cijfers en -")]
Release = Annotated[str, _matching(r"\d+\.\d+\.\d+", "versie; schrijf drie getallen, zoals 1.0.0")]
Sha256 = Annotated[str, _matching("[0-9a-f]{64}", "sha256; dat zijn 64 tekens uit 0-9 en a-f")]
Section = Annotated[str, _matching(r"\d+(\.\d+)*", 'paragraaf; schrijf getallen met punten, zoals "1.2"')]
Date = Annotated[date, BeforeValidator(_date)]
Bound = Annotated[str, BeforeValidator(_bound)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Cite(_Strict):
    doc: Text
    section: Section


class Policy(_Strict):
    id: Slug
    title: Text
    version: Release


class SourceShape(_Strict):
    title: Text
    published: Date
    sha256: Sha256


class TredeShape(_Strict):
    naam: Text
    plan: Text
    horizon: Text | None = None
    computed: Annotated[bool, BeforeValidator(_bool)] = True
    unreached: Text | None = None
    source: Cite


class Treden(_Strict):
    """The keys are the treden themselves, so that a missing or a seventh one is found by its key."""

    trede_1: TredeShape = Field(alias="1")
    trede_2: TredeShape = Field(alias="2")
    trede_3: TredeShape = Field(alias="3")
    trede_4: TredeShape = Field(alias="4")
    trede_5: TredeShape = Field(alias="5")
    trede_6: TredeShape = Field(alias="6")


class Combine(_Strict):
    rule: Literal["highest"]
    quote: Text
    source: Cite


class BandShape(_Strict):
    """That there is exactly one comparison is looked at by `meaning`, beside other faults of the band."""

    trede: Annotated[int, BeforeValidator(_whole(1, 6))]
    below: Bound | None = None
    at_most: Bound | None = None
    above: Bound | None = None
    at_least: Bound | None = None
    drops_at_least: Bound | None = None
    years: Annotated[int, BeforeValidator(_whole(0, 99))] = 1
    quote: Text
    reading: Text | None = None


class VersionShape(_Strict):
    valid_from: Date
    valid_until: Date | None = None
    verified: Date
    source: Cite
    bands: Annotated[list[BandShape], Field(min_length=1)]


class CriterionShape(_Strict):
    ratio: Text
    definition: Text
    unit: Literal["percent", "ratio", "dagen"]
    rationale: Text
    versions: Annotated[list[VersionShape], Field(min_length=1)]


class SignalShape(_Strict):
    trede: Annotated[int | None, BeforeValidator(_signal_trede)]
    criterion: Text | None = None
    quote: Text
    reading: Text | None = None
    source: Cite


class NotModelledShape(_Strict):
    text: Text
    quote: Text
    source: Cite


class File(_Strict):
    schema_: Annotated[int, BeforeValidator(_schema)] = Field(alias="schema")
    policy: Policy
    sources: Annotated[dict[Name, SourceShape], Field(min_length=1)]
    treden: Treden
    combine: Combine
    criteria: Annotated[dict[Name, CriterionShape], Field(min_length=1)]
    signals: dict[Name, SignalShape]
    not_modelled: list[NotModelledShape]
