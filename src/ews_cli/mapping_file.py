"""A mapping file: YAML in which a user says how to read all workbooks of one form.

The whole file is looked at, and every problem is named at its line and column. There are few keys and all
values are short texts, so that they are checked here by hand: with pydantic, which the gate on the threshold
file uses, a run with a mapping would take half as long again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.readers import option_values
from ews_cli.readers.labels import key_of
from ews_cli.readers.options import Accounts, CellRef, FileMapping
from ews_cli.yaml_text import Kind, Trail, bytes_of, read_bytes, shown
from ews_cli.yaml_text.look import Look, Unusable, Value
from ews_cli.yaml_text.suggest import nearest

KIND = Kind("mapping", "EWS3")


def load(path: Path) -> tuple[FileMapping | None, list[Problem]]:
    """The mapping in a file, and everything that is wrong with it in the order of the file.

    The mapping is None when anything is wrong. Never raises on a file.
    """
    try:
        raw = bytes_of(path)
    except OSError as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is geen leesbaar bestand"
        melding = f"{reason}; maak een mapping met ews inspect BESTAND --mapping-uit mapping.yaml"
        return None, [Problem("EWS301", melding, str(path))]
    return check(raw, str(path))


def check(raw: bytes, name: str) -> tuple[FileMapping | None, list[Problem]]:
    """As `load`, for the bytes of a file with this name."""
    document = read_bytes(raw, KIND)
    if document.whole and document.data is None and not document.faults:
        return None, [Problem("EWS301", "leeg; schrijf ten minste `schema: 1`", name)]
    look = _Look(document, KIND)
    mapping = look.mapping() if document.whole else FileMapping()
    problems = document.problems([*document.faults, *look.faults], name)
    return (None if problems else mapping), problems


class _Look(Look):
    """One look at a mapping."""

    def mapping(self) -> FileMapping:
        known = (
            "schema",
            "aanbieder",
            "eenheid",
            "basis",
            "kolommen",
            "koppen",
            "labels",
            "cellen",
            "rekeningen",
        )
        top = self.keys((), known, required=("schema",))
        self.schema(top)
        if self.filled(("aanbieder",)):
            self.keys(("aanbieder",), ("naam", "kvk"))
        return FileMapping(
            naam=self.value(("aanbieder", "naam"), option_values.text),
            kvk=self.value(("aanbieder", "kvk"), option_values.kvk),
            eenheid=self.value(("eenheid",), option_values.eenheid),
            basis=self.value(("basis",), option_values.basis),
            kolommen=self.kolommen(),
            labels=self.words("labels", option_values.post),
            koppen=self.words("koppen", option_values.kop),
            cellen=self.cellen(),
            rekeningen=self.rekeningen(),
        )

    def kolommen(self) -> MappingProxyType[str, MappingProxyType[int, date]]:
        found: dict[str, dict[int, date]] = {}
        for trail in self.items("kolommen"):
            node = self.keys(trail, ("blad", "kolom", "jaar", "balansdatum"), ("blad", "kolom"))
            self.one_of(trail, node, "jaar", "balansdatum")
            blad = self.value((*trail, "blad"), option_values.text)
            kolom = self.value((*trail, "kolom"), option_values.kolom)
            jaar = self.value((*trail, "jaar"), option_values.jaar)
            day = self.value((*trail, "balansdatum"), option_values.balansdatum)
            day = day or (date(jaar, 12, 31) if jaar else None)
            if blad is None or kolom is None or day is None:
                continue
            if kolom in found.setdefault(blad, {}):
                self.fault((*trail, "kolom"), "18", f"deze kolom van blad {shown(blad)} staat al hierboven")
            found[blad][kolom] = day
        return MappingProxyType({blad: MappingProxyType(columns) for blad, columns in found.items()})

    def words(self, block: str, parse: Callable[[str], Value]) -> MappingProxyType[str, Value]:
        """A block that says of words in a file what they mean."""
        found: dict[str, Value] = {}
        seen: dict[str, str] = {}
        node = self.document.get(block)
        if self.filled((block,)) and not isinstance(node, dict):
            self.misplaced((block,), "een blok met sleutels")
        for label in node if isinstance(node, dict) else ():
            trail, key = (block, label), key_of(label)
            if not key:
                self.fault(trail, "13", f"{shown(label)} is geen label; er staat geen woord in", True)
            elif key in seen:
                melding = f"{shown(label)} is voor ews hetzelfde als {shown(seen[key])} hierboven"
                self.fault(trail, "18", f"{melding}; houd een van de twee", True)
            seen.setdefault(key, label)
            if (meaning := self.value(trail, parse)) is not None:
                found[label] = meaning
        return MappingProxyType(found)

    def cellen(self) -> MappingProxyType[tuple[Post, int], CellRef]:
        found: dict[tuple[Post, int], CellRef] = {}
        for trail in self.items("cellen"):
            self.keys(trail, ("post", "jaar", "cel", "label", "eenheid"), ("post", "jaar", "cel"))
            post = self.value((*trail, "post"), option_values.post)
            jaar = self.value((*trail, "jaar"), option_values.jaar)
            cel = self.value((*trail, "cel"), option_values.cel)
            label = self.value((*trail, "label"), option_values.text)
            eenheid = self.value((*trail, "eenheid"), option_values.eenheid)
            if post is None or jaar is None or cel is None:
                continue
            if (post, jaar) in found:
                melding = f"{post.value} over {jaar} staat al hierboven; houd een van de twee"
                self.fault(trail, "18", melding)
            found[post, jaar] = cel._replace(label=label, eenheid=eenheid)
        return MappingProxyType(found)

    def rekeningen(self) -> MappingProxyType[Accounts, Post]:
        found: dict[Accounts, Post] = {}
        node = self.document.get("rekeningen")
        if self.filled(("rekeningen",)) and not isinstance(node, dict):
            self.misplaced(("rekeningen",), "een blok met sleutels")
        for key in node if isinstance(node, dict) else ():
            trail = ("rekeningen", key)
            post = self.value(trail, option_values.post_of_accounts)
            try:
                accounts = option_values.rekeningen(key)
            except Unusable as wrong:
                self.unusable(trail, key, wrong, at_key=True)
                continue
            if any(accounts.first <= other.last and other.first <= accounts.last for other in found):
                melding = f"rekeningen uit {shown(key)} staan al hierboven; noem elke rekening één keer"
                self.fault(trail, "18", melding, at_key=True)
            if post:
                found[accounts] = post
        return MappingProxyType(found)

    def one_of(self, trail: Trail, node: dict[str, Any], one: str, other: str) -> None:
        """Note when neither or both of two keys are there."""
        if one in node and other in node:
            self.fault((*trail, other), "18", f"`{one}` en `{other}`; houd een van de twee", at_key=True)
        elif node and not {nearest(key, (one, other)) for key in node} & {one, other}:
            self.fault(trail, "12", f"sleutel `{one}` of `{other}` ontbreekt; voeg er een toe")
