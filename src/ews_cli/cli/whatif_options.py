"""The assumptions as options of `ews whatif`: declared in one place, without the core, so that help stays quick."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

PERCENT, EURO = "PROCENT|EURO", "EURO"

OPTIONS = {
    "opbrengsten": (PERCENT, "Meer of minder opbrengsten bij gelijke kosten."),
    "personeelskosten": (PERCENT, "Hogere of lagere personeelskosten."),
    "personeel_niet_in_loondienst": (PERCENT, "Meer of minder inhuur, een deel van de personeelskosten."),
    "bedrijfslasten": (PERCENT, "Andere bedrijfslasten die worden betaald; een percentage is van alle."),
    "afschrijvingen": (PERCENT, "Meer of minder afschrijvingen; het geld blijft."),
    "rentelasten": (PERCENT, "Hogere of lagere rente."),
    "resultaat": (EURO, "Een bate (+) of last (-) onder het bedrijfsresultaat."),
    "dotatie_voorzieningen": (EURO, "Een dotatie aan de voorzieningen; het geld blijft."),
    "uitstel_belasting": (EURO, "Belasting later betalen: geld en kortlopende schuld erbij."),
    "lening": (EURO, "Een nieuwe langlopende lening; met een min aflossen."),
    "herfinanciering": (EURO, "Kortlopende schuld die langlopend wordt."),
    "investering": (EURO, "Geld dat vaste activa wordt; met een min verkoop."),
    "storting": (EURO, "Een storting in het eigen vermogen; met een min een onttrekking."),
}
"""Assumption -> its metavar and its help; a test holds it against the table of the core."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The assumptions as typed, in the order of the table; one that was not given is not in `values`.

    Each has every value that was typed for it: more than one is a fault, which Typer would pass over.
    """

    values: dict[str, list[str]]


def takes_assumptions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the assumptions to a command, which gets them in its parameter `aannamen`."""

    def with_options(**arguments: Any) -> Any:
        typed = {name: arguments.pop(name) for name in OPTIONS}
        given = Typed({name: values for name, values in typed.items() if values})
        return command(**arguments, aannamen=given)

    own = inspect.signature(command, eval_str=True)
    parameters = [p for p in own.parameters.values() if p.name != "aannamen"]
    for name, (metavar, help_) in OPTIONS.items():
        kind = Annotated[list[str] | None, typer.Option(metavar=metavar, help=help_)]
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        )
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    with_options.__doc__ = command.__doc__
    return with_options
