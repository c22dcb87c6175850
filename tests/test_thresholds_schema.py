"""thresholds.schema.json: current, found by an editor, and saying of each file what the gate says of its shape."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ews_cli.cli.main import main
from ews_cli.core.ratios import RATIOS
from ews_cli.thresholds_file import editor_schema

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "thresholds.schema.json"
SCHEMA: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
CASES = Path(__file__).parent / "thresholds"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
VALID = [ROOT / "thresholds.yaml", *sorted((CASES / "valid").glob("*.yaml"))]


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as the language server of an editor reads it: no day becomes a date, no `no` a false."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def as_an_editor_sees_it(path: Path) -> Any:
    def keys_as_text(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): keys_as_text(value) for key, value in node.items()}
        return [keys_as_text(item) for item in node] if isinstance(node, list) else node

    return keys_as_text(yaml.load(path.read_text(encoding="utf-8"), Loader=EditorLoader))


def errors(document: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(document)]


def test_the_shipped_schema_is_current() -> None:
    """If this fails: ews thresholds schema -o thresholds.schema.json"""
    assert SHIPPED.read_text(encoding="utf-8") == editor_schema.text()


def test_the_command_prints_the_shipped_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["thresholds", "schema"]) == 0
    assert capsys.readouterr() == (SHIPPED.read_text(encoding="utf-8"), "")


def test_it_is_a_json_schema_of_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_file_names_it_where_it_stands() -> None:
    first = (ROOT / "thresholds.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=./{SHIPPED.name}"


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_file_that_the_gate_accepts_has_no_red_line_in_an_editor(path: Path) -> None:
    assert errors(as_an_editor_sees_it(path)) == []


SHAPE = [
    path
    for path in INVALID
    if path.name[:6]
    in ("EWS211", "EWS212", "EWS213", "EWS215", "EWS218", "EWS222", "EWS231", "EWS232", "EWS233")
]


@pytest.mark.parametrize("path", SHAPE, ids=lambda path: path.stem)
def test_a_fault_in_the_shape_is_seen_in_an_editor(path: Path) -> None:
    assert errors(as_an_editor_sees_it(path)) != []


def test_every_key_has_a_description_in_dutch_and_none_speaks_of_our_code() -> None:
    seen = 0
    for shape in (SCHEMA, *SCHEMA["$defs"].values()):
        for key, about in shape["properties"].items():
            assert re.match(r"[A-Z`].*\.$", about["description"]), key
            assert not re.search(r"\b(the|pydantic|Shape)\b", about["description"])
            seen += 1
    assert seen > 50
    assert not any({"title", "description"} & set(shape) for shape in SCHEMA["$defs"].values())


def test_the_choices_are_offered() -> None:
    criterion = SCHEMA["$defs"]["CriterionShape"]["properties"]
    assert criterion["ratio"]["enum"] == list(RATIOS)
    assert criterion["unit"]["enum"] == ["percent", "ratio", "dagen"]
    assert SCHEMA["$defs"]["BandShape"]["properties"]["trede"]["enum"] == [2, 3, 4, 5]
    assert SCHEMA["$defs"]["SignalShape"]["properties"]["trede"]["enum"] == [2, 3, 4, 5, 6, "none"]
    assert SCHEMA["$defs"]["Combine"]["properties"]["rule"]["const"] == "highest"


def test_an_empty_value_is_never_advised() -> None:
    text = json.dumps(SCHEMA)
    assert '"null"' not in text
    assert '"default"' not in text


def test_no_pattern_escapes_what_javascript_refuses_to_see_escaped() -> None:
    patterns = re.findall(r'"pattern": "(.*)"', SHIPPED.read_text(encoding="utf-8"))
    assert len(patterns) > len(RATIOS)
    assert not any(re.search(r"\\\\[^sS.()+*]", pattern) for pattern in patterns)
