"""The JSON Schema (2020-12) of a threshold file, for completion and hover text in an editor.

It is looser than the gate: it knows the shape, not the meaning. It sees what YAML makes of a value (`0.75` is a
number there), where the gate sees the text.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from ews_cli.thresholds_file.model import File

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Drempelbestand van ews"
ABOUT = "Welke grens op welke ratio welke trede betekent, in wiens woorden, en sinds wanneer."

Json = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """A key that may be left out may not be empty, and what stands there if it is left out is no advice."""

    def nullable_schema(self, schema: Any) -> Json:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Json:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> Json:
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def text() -> str:
    """The schema as it is shipped."""
    made = File.model_json_schema(by_alias=True, schema_generator=_Generator)
    models = made.pop("$defs")
    root = {"$schema": DIALECT, "title": TITLE, "description": ABOUT, **_model(made)}
    document = {**root, "$defs": {name: _model(model) for name, model in models.items()}}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _model(model: Json) -> Json:
    """Without the name and the docstring of our class, which say nothing to who writes a file."""
    return {key: value for key, value in model.items() if key not in ("title", "description")}
