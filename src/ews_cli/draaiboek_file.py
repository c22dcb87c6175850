"""The packaged draaiboek.yaml -> `Draaiboek`.

Nobody else writes this file, so that a key that does not belong in it raises TypeError; the tests hold its content.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ews_cli.core.draaiboek import Aanpak, Draaiboek, Opvolger, Rol, Stap
from ews_cli.core.termijnen import Termijn

BESTAND = Path(__file__).with_name("draaiboek.yaml")


@cache
def load() -> Draaiboek:
    """The draaiboek, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(BESTAND.read_text("utf-8"), Loader=loader)
    return Draaiboek(
        **data["bron"],
        rollen={key: _role(key, **role) for key, role in data["rollen"].items()},
        treden={number: _approach(number, **trede) for number, trede in data["treden"].items()},
    )


def _role(key: str, *, ook: list[str], opvolger: dict[str, Any] | None = None, **rest: Any) -> Rol:
    return Rol(key, ook=tuple(ook), opvolger=Opvolger(**opvolger) if opvolger else None, **rest)


def _approach(
    number: int,
    *,
    stappen: dict[str, list[dict[str, Any]]],
    termijnen: dict[str, dict[str, Any]] | None = None,
    **rest: Any,
) -> Aanpak:
    terms = tuple(Termijn(name, **_tuples(term)) for name, term in (termijnen or {}).items())
    steps = tuple(_step(number, role, **step) for role, listed in stappen.items() for step in listed)
    return Aanpak(number, stappen=steps, termijnen=terms, **_tuples(rest))


def _step(number: int, role: str, *, stap: int | str, **rest: Any) -> Stap:
    return Stap(number, role, str(stap), **_tuples(rest))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
