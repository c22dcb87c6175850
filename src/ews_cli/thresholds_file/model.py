"""The shape of a threshold file. Imports pydantic: load this module only to look at a file.

Every scalar comes in as text, and `scalars` says what it may be.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ews_cli.core.ratios import RATIOS, Ratio
from ews_cli.core.thresholds import Vergelijking
from ews_cli.thresholds_file.scalars import (
    Bound,
    Date,
    Name,
    Release,
    Section,
    Sha256,
    Slug,
    Text,
    as_json,
    schema,
    signal_trede,
    whole,
    yes_or_no,
)

_COMPARISON = "Kies per grens een van below, at_most, above, at_least of drops_at_least."


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
    computed: Annotated[bool, BeforeValidator(yes_or_no)] = _may(
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

    trede: Annotated[int, BeforeValidator(whole(1, 6)), as_json("integer", enum=[2, 3, 4, 5])] = _about(
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
    years: Annotated[int, BeforeValidator(whole(0, 99)), as_json("integer", minimum=2, maximum=99)] = _may(
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
        int | None, BeforeValidator(signal_trede), WithJsonSchema({"enum": [2, 3, 4, 5, 6, "none"]})
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
    schema_: Annotated[int, BeforeValidator(schema), WithJsonSchema({"const": 1})] = _about(
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
