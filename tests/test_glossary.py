"""docs/glossary.md holds every Dutch identifier of the core, and none that is not there."""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import ews_cli.core
import ews_cli.problems

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"

_ENGLISH = """
    above at_least at_most band bands below between check checks code codes combine_quote combine_source computed
    criteria criterion definition denominatorerror doc drops_at_least flag_from horizon id literal not_modelled
    notmodelled open_bands percent plan problem published quote ratio rationale ratios reading
    same_name same_region section sha256 signal signals source sources text thresholds title unit unit_unknown
    valid_from valid_until verified version versions years
"""
ENGLISH = set(_ENGLISH.split())
"""What we made up, or what the threshold file calls so: English, and so not in the glossary."""

NOT_IN_THE_CORE = {"draaiboek", "peildatum"}
"""Words of the field that the glossary explains although they name nothing in the core but a parameter."""


def modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(ews_cli.core.__path__, "ews_cli.core.")]
    return [*(importlib.import_module(name) for name in names), ews_cli.problems]


def identifiers() -> set[str]:
    """The public names of the core in small letters: constants, functions, classes and their members."""
    found: set[str] = set()
    for module in modules():
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            if name.isupper() or (own and (inspect.isclass(value) or inspect.isfunction(value))):
                found.add(name)
            if own and inspect.isclass(value):
                found |= set(inspect.get_annotations(value)) | set(vars(value))
                if issubclass(value, enum.Enum):
                    found |= {member.name for member in value}
    return {name.lower() for name in found if not name.startswith("_")}


def explained() -> list[str]:
    """The identifiers in the first column of the glossary's tables."""
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert all(english.strip() for _, english in rows)
    return [name for first, _ in rows for name in re.findall(r"`(.+?)`", first)]


def test_every_dutch_identifier_of_the_core_is_explained() -> None:
    assert sorted(identifiers() - ENGLISH - set(explained())) == []


def test_the_glossary_explains_nothing_that_is_not_there() -> None:
    assert sorted(set(explained()) - identifiers() - NOT_IN_THE_CORE) == []


def test_no_word_is_explained_twice_or_called_english_too() -> None:
    assert len(explained()) == len(set(explained()))
    assert set(explained()) & ENGLISH == set()


def test_the_list_of_english_names_holds_no_dead_words() -> None:
    assert sorted(ENGLISH - identifiers()) == []
