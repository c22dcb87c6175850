"""docs/architecture.md: the picture of the house is the one that import-linter holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
APART = {"__init__", "__main__"}


def _contract() -> list[list[str]]:
    """The floors of the house, each with the names on it, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [re.findall(r"ews_cli\.(\w+)", layer) for layer in layers]


def test_the_picture_has_the_floors_of_the_contract_in_their_order() -> None:
    (picture,) = (block for block in re.findall(r"```\n(.*?)```", PAGE, re.S) if block.startswith(" cli\n"))
    drawn = [
        re.findall(r"\w+", " ".join(re.findall(r"^ ([a-z].*)", floor, re.M))) for floor in picture.split("▼")
    ]
    assert drawn == _contract()


def test_every_part_of_the_package_has_its_floor() -> None:
    parts = {
        path.stem
        for path in (ROOT / "src" / "ews_cli").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert parts - APART == {name for floor in _contract() for name in floor}
