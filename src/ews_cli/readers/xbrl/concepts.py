"""concepts.yaml, ready for use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import Post


class Concepts(NamedTuple):
    """What is known of a taxonomy.

    Attributes:
        posten: name of a post or helper row -> local names of its elements, the first that has an amount counts.
        teksten: `naam`, `kvk` and `bestemming` -> local names.
        names: every local name that is looked at.
        basis_as, grondslag_as: the axes that may stand at a figure of the whole provider.
        basis: member of the first -> basis.
        commercieel: the member of the second that is preferred.
        taxonomie: parts of namespaces in which the elements mean this.
        andere: part of another taxonomy's namespace -> whose it is.
        opgegeven: local names that the user gave a meaning, in whatever namespace.
    """

    posten: Mapping[str, tuple[str, ...]]
    teksten: Mapping[str, tuple[str, ...]]
    names: frozenset[str]
    basis_as: str
    grondslag_as: str
    basis: Mapping[str, Basis]
    commercieel: str
    taxonomie: tuple[str, ...]
    andere: Mapping[str, str]
    opgegeven: frozenset[str] = frozenset()

    def elements(self) -> frozenset[str]:
        """The local names that hold an amount."""
        return frozenset(element for elements in self.posten.values() for element in elements)

    def with_labels(self, labels: Mapping[str, Post]) -> Concepts:
        """With the elements that a mapping names, before all others."""
        if not labels:
            return self
        given = {label.strip().rpartition(":")[2]: post for label, post in labels.items()}
        posten = {
            naam: tuple(e for e in elements if e not in given) for naam, elements in self.posten.items()
        }
        for element, post in given.items():
            posten[post] = (element, *posten.get(post, ()))
        names = self.names | given.keys()
        return self._replace(posten=posten, names=names, opgegeven=frozenset(given))


@cache
def concepts() -> Concepts:
    """The elements of concepts.yaml, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(__file__).with_name("concepts.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=loader)
    posten, teksten = (
        {naam: tuple(elements) for naam, elements in data[k].items()} for k in ("posten", "teksten")
    )
    return Concepts(
        posten,
        teksten,
        frozenset(name for table in (posten, teksten) for names in table.values() for name in names),
        data["assen"]["basis"],
        data["assen"]["grondslag"],
        {data["leden"][basis.value]: basis for basis in (Basis.GECONSOLIDEERD, Basis.ENKELVOUDIG)},
        data["leden"]["commercieel"],
        tuple(data["taxonomie"]),
        data["andere_taxonomieen"],
    )
