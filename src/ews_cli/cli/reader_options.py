"""The options of the reader, in one place for every command that reads accounts: declared, then checked.

`takes_reader_options` adds them to a command, so that all commands have the same ones; the command gets
them as one `Given`, and `read_options` checks that before any work is done.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from ews_cli.problems import Problem

if TYPE_CHECKING:
    from ews_cli.readers import FileMapping, ReadOptions
    from ews_cli.readers.files import Limits

Value = TypeVar("Value")

MAX_PASSWORD_FILE = 4096

OPTIONS = {
    "basis": ("BASIS", "Welke cijfers tellen als er twee zijn: geconsolideerd of enkelvoudig."),
    "eenheid": ("EURO", "Euro per eenheid als het bestand het niet zegt: 1, 1000 of 1000000."),
    "jaar": ("JAAR", "Het boekjaar van de nieuwste kolom als het bestand het niet zegt."),
    "periode": (
        "PERIODE",
        "Waar de cijfers over gaan als het bestand het niet zegt: 't/m juni 2026', 'prognose 2027'.",
    ),
    "naam": ("NAAM", "De naam van de aanbieder."),
    "kvk": ("KVK", "Het KvK-nummer van de aanbieder: acht cijfers."),
    "mapping": ("BESTAND", "Hoe dit soort rekenblad te lezen (YAML); zie --mapping-uit van ews inspect."),
    "wachtwoord_bestand": ("BESTAND", "Bestand met op de eerste regel het wachtwoord van het rekenblad."),
}
"""Option -> its metavar and its help."""

LIMITS = {
    "max_mb": ("size", 1_000_000, "Lees geen bestand van meer MB (anders 50)."),
    "max_mb_uitgepakt": ("expanded", 1_000_000, "Lees geen bestand dat uitgepakt meer MB is (anders 300)."),
    "max_verhouding": ("ratio", 1, "Lees geen deel dat uitgepakt meer keer zo groot is (anders 300)."),
    "max_cellen": ("cells", 1, "Lees geen blad dat over meer cellen reikt (anders 1000000)."),
    "max_gevulde_cellen": ("filled", 1, "Lees niet meer gevulde cellen van een bestand (anders 100000)."),
    "max_bladen": ("sheets", 1, "Lees geen bestand met meer bladen (anders 300)."),
    "max_seconden": ("seconds", 1, "Lees niet langer aan een bestand (anders 15)."),
    "max_geheugen_mb": ("memory", 1_000_000, "Gebruik bij het lezen niet meer MB geheugen (anders 1500)."),
}
"""Option -> the field of `Limits` that it sets, in how many of its units, and its help."""


@dataclass(frozen=True, slots=True)
class Given:
    """The options of the reader as typed; one that was not given is not in `values`."""

    values: dict[str, str]


def takes_reader_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the reader to a command, which gets them in its parameter `lezen`."""

    def with_options(**arguments: Any) -> Any:
        typed = {name: arguments.pop(name) for name in (*OPTIONS, *LIMITS)}
        given = Given({name: value for name, value in typed.items() if value is not None})
        return command(**arguments, lezen=given)

    declared = [(name, metavar, help_) for name, (metavar, help_) in OPTIONS.items()]
    declared += [(name, "AANTAL", help_) for name, (_, _, help_) in LIMITS.items()]
    own = inspect.signature(command, eval_str=True)
    parameters = [p for p in own.parameters.values() if p.name != "lezen"]
    for name, metavar, help_ in declared:
        kind = Annotated[str | None, typer.Option(metavar=metavar, help=help_)]
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        )
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    with_options.__doc__ = command.__doc__
    return with_options


def read_options(given: Given) -> tuple[ReadOptions | None, list[Problem]]:
    """How to read, or everything that is wrong with the options."""
    from ews_cli.readers import FileMapping, ReadOptions, option_values

    check = _Check(given.values)
    options = ReadOptions(
        basis=check.value("basis", option_values.basis),
        eenheid=check.value("eenheid", option_values.eenheid),
        jaar=check.value("jaar", option_values.jaar),
        periode=check.value("periode", option_values.periode),
        naam=check.value("naam", option_values.text),
        kvk=check.value("kvk", option_values.kvk),
        wachtwoord=check.password(),
        mapping=check.mapping() or FileMapping(),
        limits=check.limits(),
    )
    return (None if check.problems else options), check.problems


def paths(given: Given) -> list[Path]:
    """The files that the options name; a report may not overwrite them."""
    return [Path(given.values[name]) for name in ("mapping", "wachtwoord_bestand") if name in given.values]


class _Check:
    """One look at the options; what is wrong with them is noted in `problems`."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.problems: list[Problem] = []

    def value(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        from ews_cli.yaml_text.look import Unusable

        if name not in self.values:
            return None
        try:
            return parse(self.values[name])
        except Unusable as wrong:
            self.problems.append(Problem("EWS403", f"--{name}: '{self.values[name]}' {wrong.wat}"))
            return None

    def mapping(self) -> FileMapping | None:
        if "mapping" not in self.values:
            return None
        from ews_cli import mapping_file

        mapping, problems = mapping_file.load(Path(self.values["mapping"]))
        self.problems += problems
        return mapping

    def password(self) -> str | None:
        """The first line of the password file, which no message ever shows."""
        if "wachtwoord_bestand" not in self.values:
            return None
        path = Path(self.values["wachtwoord_bestand"])
        try:
            if not path.is_file():  # a device may never end
                raise FileNotFoundError
            with path.open("rb") as file:
                line = file.read(MAX_PASSWORD_FILE).decode("utf-8-sig").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError):
            line = ""
        if not line:
            melding = "--wachtwoord-bestand: geen wachtwoord te lezen; zet het als tekst op de eerste regel"
            self.problems.append(Problem("EWS403", melding, str(path)))
        return line or None

    def limits(self) -> Limits:
        from ews_cli.readers.files import Limits

        chosen: dict[str, Any] = {}
        for name, (field, factor, _) in LIMITS.items():
            typed = self.values.get(name)
            if typed is None:
                continue
            if re.fullmatch(r"[1-9]\d{0,8}", typed, re.ASCII):
                chosen[field] = int(typed) * factor
            else:
                option = f"--{name.replace('_', '-')}"
                melding = f"{option}: '{typed}' is geen aantal; schrijf een heel getal van 1 of meer"
                self.problems.append(Problem("EWS403", melding))
        return Limits(**chosen)
