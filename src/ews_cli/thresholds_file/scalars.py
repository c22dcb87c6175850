"""The single values of a threshold file: what each may be, and what is said of any other.

A validator says what is wrong with a text as a pydantic error whose type is one of our codes and whose message is
Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NoReturn

import yaml
from pydantic import BeforeValidator, WithJsonSchema
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


def whole(lowest: int, highest: int, other: str = "") -> Callable[[Any], int]:
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


_signal_number = whole(2, 6, " of none")


def signal_trede(value: Any) -> int | None:
    """A validator for the trede that a signal means, `none` for no trede."""
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


def yes_or_no(value: Any) -> bool:
    """A validator for `true` or `false` without quotation marks."""
    text = _scalar(value)
    if not isinstance(text, Plain) or text not in ("true", "false"):
        _refuse("EWS213", "VALUE is geen ja of nee; schrijf true of false", text)
    return text == "true"


def schema(value: Any) -> int:
    """A validator for the version of the form of a file."""
    text = _scalar(value)
    if text != "1" or not isinstance(text, Plain):
        _refuse("EWS218", "bestandsvorm VALUE; deze versie van ews leest alleen `schema: 1`", text)
    return 1


def as_json(schema_type: str, **rest: Any) -> WithJsonSchema:
    """How an editor sees a type: what YAML makes of the text that a validator above looks at."""
    return WithJsonSchema({"type": schema_type, **rest})


_BOUND = {
    "anyOf": [{"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?(%|pp)?$"}, {"type": "number"}],
    "examples": ["20%", "2pp", 0.75],
}

Text = Annotated[str, BeforeValidator(_text), as_json("string", pattern="\\S")]
Name = Annotated[
    str,
    _matching("[a-z][a-z0-9_]*", "naam; gebruik kleine letters, cijfers en _"),
    as_json("string", pattern="^[a-z][a-z0-9_]*$"),
]
Slug = Annotated[
    str,
    _matching("[a-z][a-z0-9-]*", "kenmerk; gebruik kleine letters, cijfers en -"),
    as_json("string", pattern="^[a-z][a-z0-9-]*$"),
]
Release = Annotated[
    str,
    _matching(r"\d+\.\d+\.\d+", "versie; schrijf drie getallen, zoals 1.0.0"),
    as_json("string", pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"),
]
Sha256 = Annotated[
    str,
    _matching("[0-9a-f]{64}", "sha256; dat zijn 64 tekens uit 0-9 en a-f"),
    as_json("string", pattern="^[0-9a-f]{64}$"),
]
Section = Annotated[
    str,
    _matching(r"\d+(\.\d+)*", 'paragraaf; schrijf getallen met punten, zoals "1.2"'),
    as_json("string", pattern=r"^[0-9]+(\.[0-9]+)*$"),
]
Date = Annotated[date, BeforeValidator(_date), as_json("string", format="date")]
Bound = Annotated[str, BeforeValidator(_bound), WithJsonSchema(_BOUND)]
