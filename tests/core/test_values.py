"""The core passes values around: nothing in it can be changed after it was made."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import is_dataclass
from enum import Enum

import pytest

import ews_cli.core
from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.core.thresholds import Bron

MODULES = [
    importlib.import_module(f"ews_cli.core.{info.name}")
    for info in pkgutil.iter_modules(ews_cli.core.__path__)
]
CLASSES = [
    thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, type)
    and thing.__module__ == module.__name__
    and not issubclass(thing, Enum | BaseException)
]


def test_there_are_classes_to_look_at() -> None:
    assert len(CLASSES) > 15


@pytest.mark.parametrize("klasse", CLASSES, ids=lambda klasse: klasse.__name__)
def test_every_class_is_a_named_tuple_or_a_frozen_dataclass_without_room_for_more(klasse: type) -> None:
    assert issubclass(klasse, tuple) or (is_dataclass(klasse) and klasse.__dataclass_params__.frozen)  # type: ignore[attr-defined]
    assert "__dict__" not in dir(klasse)


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Bron("draaiboek", "1.2").doc = "ander"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Aanbieder("Stichting De Verzonnen Eik").naam = "ander"  # type: ignore[misc]
