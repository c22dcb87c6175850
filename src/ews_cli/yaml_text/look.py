"""One look by hand at a YAML file with few keys: unknown and missing keys, and each value by its own rule.

What makes no sense is noted as a fault and left out, so that all faults of a file are found at once. The
threshold file has many keys and a model of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ews_cli.yaml_text.document import Document, Fault, Kind, Plain, Trail, shown
from ews_cli.yaml_text.suggest import did_you_mean, nearest

Value = TypeVar("Value")


class Unusable(ValueError):
    """A text that is not the value that it should be.

    Attributes:
        code: the problem code that a mapping file has for it; another kind of file has the same in its own block.
        wat: the end of a Dutch sentence that begins with the text: `is geen …; schrijf …`.
    """

    def __init__(self, code: str, wat: str) -> None:
        super().__init__(wat)
        self.code = code
        self.wat = wat


class Look:
    """A look at a document that YAML accepted. What makes no sense is noted in `faults`."""

    def __init__(self, document: Document, kind: Kind) -> None:
        self.document = document
        self.kind = kind
        self.faults: list[Fault] = []

    def fault(self, trail: Trail, number: str, melding: str, at_key: bool = False) -> None:
        """Note a fault; `number` is the end of its code: `13` in a mapping is `EWS313`."""
        self.faults.append(Fault(trail, self.kind.code(number), melding, at_key))

    def misplaced(self, trail: Trail, wanted: str) -> None:
        """Note that something of another kind stands here (`wanted` is Dutch)."""
        node = self.document.get(*trail)
        self.fault(trail, "13", f"{shown(node)} kan hier niet; hier hoort {wanted}")

    def unusable(self, trail: Trail, text: str, wrong: Unusable, at_key: bool = False) -> None:
        """Note a text that is not what it should be, in the words of who looked at it."""
        self.fault(trail, wrong.code[-2:], f"{shown(text)} {wrong.wat}", at_key)

    def schema(self, top: dict[str, Any]) -> None:
        """Note a form of file that we do not know."""
        if "schema" in top and top["schema"] != "1":
            melding = f"bestandsvorm {shown(top['schema'])}; deze versie van ews leest alleen `schema: 1`"
            self.fault(("schema",), "17", melding)

    def filled(self, trail: Trail) -> bool:
        """Whether a block or list is there; one of which all lines were made a comment is not."""
        node = self.document.get(*trail)
        return node is not None and not (isinstance(node, Plain) and not node)

    def items(self, *trail: str | int) -> list[Trail]:
        """The trails of the items of a list."""
        node = self.document.get(*trail)
        if self.filled(trail) and not isinstance(node, list):
            self.misplaced(trail, "een lijst (regels met -)")
        return [(*trail, number) for number in range(len(node))] if isinstance(node, list) else []

    def keys(self, trail: Trail, known: Sequence[str], required: Sequence[str] = ()) -> dict[str, Any]:
        """A mapping, with its unknown and missing keys noted; empty when it is none."""
        node = self.document.get(*trail)
        if not isinstance(node, dict):
            if node is not None:  # where it is None stood an alias, which is a fault already
                self.misplaced(trail, "een blok met sleutels")
            return {}
        unknown = [key for key in node if key not in known]
        for key in unknown:
            melding = f"onbekende sleutel {shown(key)}; {did_you_mean(key, known)}"
            self.fault((*trail, key), "11", melding, at_key=True)
        meant = {nearest(key, known) for key in unknown}
        for key in required:
            if key not in node and key not in meant:
                self.fault(trail, "12", f"sleutel `{key}` ontbreekt; voeg hem toe")
        return node

    def value(self, trail: Trail, parse: Callable[[str], Value]) -> Value | None:
        """The value at a trail; None when there is none, or when it is wrong, which is noted."""
        node = self.document.get(*trail)
        if node is None:
            return None
        if not isinstance(node, str):
            self.fault(trail, "13", f"{shown(node)} waar een enkele waarde hoort te staan")
            return None
        if not node.strip():
            self.fault(trail, "13", "leeg; vul iets in of haal de sleutel weg")
            return None
        try:
            return parse(node)
        except Unusable as wrong:
            self.unusable(trail, node, wrong)
            return None
