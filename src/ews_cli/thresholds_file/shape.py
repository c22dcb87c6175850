"""Whether a document has the shape of a threshold file: pydantic's errors as our faults, in Dutch."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ews_cli.thresholds_file.model import File
from ews_cli.yaml_text import Document, Fault, Trail, shown
from ews_cli.yaml_text.suggest import did_you_mean, nearest


def faults(document: Document) -> list[Fault]:
    """What is wrong with the shape of the document."""
    try:
        File.model_validate(document.data)
    except ValidationError as invalid:
        # Where the data is None stood an alias, which is a fault already.
        errors = [error for error in invalid.errors(include_url=False) if error["input"] is not None]
    else:
        return []
    found: list[Fault] = []
    meant: set[Trail] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            *parent, key = error["loc"]
            allowed = _keys(tuple(parent))
            meant.add((*parent, nearest(str(key), allowed) or ""))
            melding = f"onbekende sleutel {shown(key)}; {did_you_mean(str(key), allowed)}"
            found.append(Fault(error["loc"], "EWS211", melding, at_key=True))
    for error in errors:
        if error["type"] == "missing":
            *parent, key = error["loc"]
            if error["loc"] not in meant:
                found.append(Fault(tuple(parent), "EWS212", f"sleutel `{key}` ontbreekt; voeg hem toe"))
        elif error["type"] != "extra_forbidden":
            found.append(_wrong(error))
    return found


def _wrong(error: Any) -> Fault:
    """An error in a value. In `loc` a last `[key]` means that the key itself is wrong."""
    loc, kind = error["loc"], error["type"]
    at_key = loc[-1:] == ("[key]",)
    trail = loc[:-1] if at_key else loc
    if kind.startswith("EWS"):
        return Fault(trail, kind, error["msg"], at_key)
    if kind == "too_short":
        return Fault(trail, "EWS213", "leeg; er hoort minstens één te staan")
    wanted = {
        "model_type": "een blok met sleutels",
        "dict_type": "een blok met sleutels",
        "list_type": "een lijst (regels met -)",
        "literal_error": str(error.get("ctx", {}).get("expected", ""))
        .replace("'", "`")
        .replace(" or ", " of "),
    }[kind]
    return Fault(trail, "EWS213", f"{shown(error['input'])} kan hier niet; hier hoort {wanted}")


def _keys(trail: Trail) -> list[str]:
    """The keys that the mapping at the trail may have."""
    shape: Any = File
    for step in trail:
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            shape = _fields(shape)[str(step)]
        else:
            shape = get_args(shape)[-1]
    return list(_fields(shape))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
