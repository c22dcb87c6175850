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
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Vergelijking
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


def _json(schema_type: str, **rest: Any) -> WithJsonSchema:
    """How an editor sees a type: what YAML makes of the text that a validator above looks at."""
    return WithJsonSchema({"type": schema_type, **rest})


_COMPARISON = "Kies per grens een van below, at_most, above, at_least of drops_at_least."
_BOUND = {
    "anyOf": [{"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?(%|pp)?$"}, {"type": "number"}],
    "examples": ["20%", "2pp", 0.75],
}

Text = Annotated[str, BeforeValidator(_text), _json("string", pattern="\\S")]
Name = Annotated[
    str,
    _matching("[a-z][a-z0-9_]*", "naam; gebruik kleine letters, cijfers en _"),
    _json("string", pattern="^[a-z][a-z0-9_]*$"),
]
Slug = Annotated[
    str,
    _matching("[a-z][a-z0-9-]*", "kenmerk; gebruik kleine letters, cijfers en -"),
    _json("string", pattern="^[a-z][a-z0-9-]*$"),
]
Release = Annotated[
    str,
    _matching(r"\d+\.\d+\.\d+", "versie; schrijf drie getallen, zoals 1.0.0"),
    _json("string", pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"),
]
Sha256 = Annotated[
    str,
    _matching("[0-9a-f]{64}", "sha256; dat zijn 64 tekens uit 0-9 en a-f"),
    _json("string", pattern="^[0-9a-f]{64}$"),
]
Section = Annotated[
    str,
    _matching(r"\d+(\.\d+)*", 'paragraaf; schrijf getallen met punten, zoals "1.2"'),
    _json("string", pattern=r"^[0-9]+(\.[0-9]+)*$"),
]
Date = Annotated[date, BeforeValidator(_date), _json("string", format="date")]
Bound = Annotated[str, BeforeValidator(_bound), WithJsonSchema(_BOUND)]


def _about(text: str, **rest: Any) -> Any:
    """A key that must be there, with what an editor says about it (Dutch)."""
    return Field(description=text, **rest)


def _may(default: Any, text: str) -> Any:
    """A key that may be left out, with what an editor says about it (Dutch)."""
    return Field(default=default, description=text)


def _spaced(ratio: Ratio) -> str:
    """A pattern for the formula of a ratio with any white space between its words, as the gate takes it."""
    # An editor's regular expressions know no `\-`.
    words = (re.escape(word).replace("\\-", "-") for word in ratio.formule.split())
    return r"^\s*" + r"\s+".join(words) + r"\s*$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Cite(_Strict):
    doc: Text = _about("De naam van een document uit `sources`.")
    section: Section = _about('De paragraaf, tussen aanhalingstekens: "1.2".')


class Policy(_Strict):
    id: Slug = _about("Het kenmerk van dit beleid; staat in elk rapport.")
    title: Text = _about("De naam van dit beleid, op een regel.")
    version: Release = _about("De versie van dit beleid, zoals 1.0.0. Een andere grens is een nieuwe versie.")


class SourceShape(_Strict):
    title: Text = _about("De titel van het document.")
    published: Date = _about("De dag waarop het document is verschenen.")
    sha256: Sha256 = _about("De sha256 van de tekst waar de citaten naast zijn gehouden.")


class TredeShape(_Strict):
    naam: Text = _about("De naam van de trede in de bron.")
    plan: Text = _about("Het plan dat de bron bij deze trede vraagt.")
    horizon: Text | None = _may(None, "De termijnen van dat plan.")
    computed: Annotated[bool, BeforeValidator(_bool)] = _may(
        True, "`false` bij trede 6, die alleen een mens vaststelt, en nergens anders."
    )
    unreached: Text | None = _may(None, "Waarom met opzet geen grens naar deze trede leidt.")
    source: Cite = _about("Waar dit staat.")


class Treden(_Strict):
    """The keys are the treden themselves, so that a missing or a seventh one is found by its key."""

    trede_1: TredeShape = _about("Trede 1: wie geen enkele grens haalt.", alias="1")
    trede_2: TredeShape = _about("Trede 2.", alias="2")
    trede_3: TredeShape = _about("Trede 3.", alias="3")
    trede_4: TredeShape = _about("Trede 4.", alias="4")
    trede_5: TredeShape = _about("Trede 5: de hoogste die wordt berekend.", alias="5")
    trede_6: TredeShape = _about("Trede 6: alleen een mens stelt haar vast.", alias="6")


class Combine(_Strict):
    rule: Literal["highest"] = _about(
        "De hoogste trede van de criteria en signalen; een andere regel is er niet."
    )
    quote: Text = _about("De woorden van de bron hiervoor.")
    source: Cite = _about("Waar die woorden staan.")


class BandShape(_Strict):
    """That there is exactly one comparison is looked at by `meaning`, beside other faults of the band."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [v.value]} for v in Vergelijking],
        }
    )

    trede: Annotated[int, BeforeValidator(_whole(1, 6)), _json("integer", enum=[2, 3, 4, 5])] = _about(
        "De trede waarop staat wie deze grens haalt: 2, 3, 4 of 5."
    )
    below: Bound | None = _may(None, f"Lager dan (<). {_COMPARISON}")
    at_most: Bound | None = _may(None, f"Ten hoogste (≤). {_COMPARISON}")
    above: Bound | None = _may(None, f"Hoger dan (>). {_COMPARISON}")
    at_least: Bound | None = _may(None, f"Ten minste (≥). {_COMPARISON}")
    drops_at_least: Bound | None = _may(
        None,
        f"Ten minste zoveel lager dan een jaar eerder; bij een percentage in procentpunten: 2pp. {_COMPARISON}",
    )
    years: Annotated[int, BeforeValidator(_whole(0, 99)), _json("integer", minimum=2, maximum=99)] = _may(
        1, "Zoveel boekjaren achter elkaar moet de grens zijn gehaald: 2 of meer, of weglaten."
    )
    quote: Text = _about(
        "De woorden van de bron. Staan de cijfers van de grens erin, dan is de grens van de bron, anders van ons."
    )
    reading: Text | None = _may(
        None, "Waarom de grens bij die woorden past; verplicht als haar cijfers niet in `quote` staan."
    )


class VersionShape(_Strict):
    valid_from: Date = _about("De eerste dag waarop deze grenzen gelden.")
    valid_until: Date | None = _may(
        None, "De laatste dag, die zelf nog meetelt; zonder deze sleutel is er geen einde."
    )
    verified: Date = _about("De dag waarop iemand de grenzen voor het laatst naast de bron heeft gehouden.")
    source: Cite = _about("De paragraaf van de citaten hieronder.")
    bands: Annotated[list[BandShape], Field(min_length=1)] = _about("De grenzen, minstens een.")


class CriterionShape(_Strict):
    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "if": {"properties": {"ratio": {"const": ratio.naam}}, "required": ["ratio"]},
                    "then": {
                        "properties": {
                            "definition": {"anyOf": [{"const": ratio.formule}, {"pattern": _spaced(ratio)}]},
                            "unit": {"const": ratio.eenheid.value},
                        }
                    },
                }
                for ratio in RATIOS.values()
            ]
        }
    )

    ratio: Text = _about("De ratio die ews uitrekent.", json_schema_extra={"enum": list(RATIOS)})
    definition: Text = _about(
        "De formule van die ratio, zodat wie het beleid leest haar ziet.",
        json_schema_extra={"examples": [ratio.formule for ratio in RATIOS.values()]},
    )
    unit: Literal["percent", "ratio", "dagen"] = _about("De eenheid van die ratio.")
    rationale: Text = _about("Waarom deze ratio voor de woorden van de bron staat.")
    versions: Annotated[list[VersionShape], Field(min_length=1)] = _about(
        "De grenzen met de dagen waarop ze gelden, de oudste eerst."
    )


class SignalShape(_Strict):
    trede: Annotated[
        int | None, BeforeValidator(_signal_trede), WithJsonSchema({"enum": [2, 3, 4, 5, 6, "none"]})
    ] = _about("De trede die dit feit betekent, of none: het vraagt aandacht en bepaalt niets.")
    criterion: Text | None = _may(None, "Het criterium waarop het feit slaat.")
    quote: Text = _about("De woorden van de bron.")
    reading: Text | None = _may(None, "Hoe wij die woorden lezen.")
    source: Cite = _about("Waar die woorden staan.")


class NotModelledShape(_Strict):
    text: Text = _about("Wat niet wordt meegewogen, zoals een rapport het zegt.")
    quote: Text = _about("De woorden van de bron.")
    source: Cite = _about("Waar die woorden staan.")


class File(_Strict):
    schema_: Annotated[int, BeforeValidator(_schema), WithJsonSchema({"const": 1})] = _about(
        "De versie van deze bestandsvorm.", alias="schema"
    )
    policy: Policy = _about("Hoe dit beleid heet.")
    sources: Annotated[dict[Name, SourceShape], Field(min_length=1)] = _about(
        "De documenten waaruit wordt aangehaald, elk onder een eigen naam."
    )
    treden: Treden = _about("De zes treden.")
    combine: Combine = _about("Hoe de criteria samen een trede geven.")
    criteria: Annotated[dict[Name, CriterionShape], Field(min_length=1)] = _about(
        "De criteria, elk onder een eigen naam."
    )
    signals: dict[Name, SignalShape] = _about(
        "Feiten die een mens vastlegt, elk onder een eigen naam; mag {} zijn."
    )
    not_modelled: list[NotModelledShape] = _about(
        "Wat de bronnen wegen en een jaarrekening niet toont; mag [] zijn."
    )
