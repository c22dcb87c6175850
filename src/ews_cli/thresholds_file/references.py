"""What the parts of a threshold file say about each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ews_cli.thresholds_file.dates import Period
from ews_cli.yaml_text import Fault, Trail, shown
from ews_cli.yaml_text.suggest import did_you_mean, nearest


def sources(data: dict[str, Any]) -> Iterator[Fault]:
    """Every cited source exists, and every source is cited; a name spelled wrong cites what was meant."""
    known = data.get("sources")
    if not isinstance(known, dict):
        return
    cited = set()
    for trail, doc in _citations(data, ()):
        cited.add(doc if doc in known else nearest(doc, known))
        if doc not in known:
            yield Fault(trail, "EWS251", f"onbekende bron {shown(doc)}; {did_you_mean(doc, known)}")
    for doc in known:
        if doc not in cited:
            melding = (
                f"bron {shown(doc)} wordt nergens aangehaald; noem haar in een `source` of haal haar weg"
            )
            yield Fault(("sources", doc), "EWS252", melding)


def _citations(node: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _citations(item, (*trail, i))
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "source" and isinstance(value, dict) and isinstance(value.get("doc"), str):
                yield (*trail, key, "doc"), value["doc"]
            else:
                yield from _citations(value, (*trail, key))


def signal(node: dict[str, Any], criteria: dict[str, Any], trail: Trail) -> Iterator[Fault]:
    """A signal bears on a criterion that is there."""
    criterion = node.get("criterion")
    if criterion is not None and criterion not in criteria:
        melding = f"onbekend criterium {shown(criterion)}; {did_you_mean(criterion, criteria)}"
        yield Fault((*trail, "criterion"), "EWS253", melding)


def computed(node: dict[str, Any], trail: Trail) -> Iterator[Fault]:
    """Trede 6 is the only one that a person sets (draaiboek §1.2: "dreigt acuut failliet te gaan")."""
    is_computed = node.get("computed", "true") == "true"
    if is_computed and trail[-1] == "6":
        melding = "trede 6 stelt alleen een mens vast; schrijf `computed: false`"
        yield Fault((*trail, "computed"), "EWS221", melding)
    if not is_computed and trail[-1] != "6":
        yield Fault((*trail, "computed"), "EWS221", f"trede {trail[-1]} wordt berekend; laat `computed` weg")


def reached(treden: dict[str, Any], criteria: Sequence[Sequence[Period]]) -> Iterator[Fault]:
    """Each of the treden 2 to 5 has a bound on every day on which the policy judges, or says why not.

    `criteria` has, per criterion, the periods of its versions, each with the treden of its bands.
    """
    without: dict[int, date] = {}
    for day in sorted({period.first for periods in criteria for period in periods}):
        in_force = [next((p for p in periods if p.holds(day)), None) for periods in criteria]
        bands = [period.treden for period in in_force if period]
        if len(bands) == len(criteria):
            for trede in {2, 3, 4, 5}.difference(*bands):
                without.setdefault(trede, day)
    for trede in (2, 3, 4, 5):
        place = ("treden", str(trede))
        declared = "unreached" in treden[str(trede)]
        if trede in without and not declared:
            melding = f"vanaf {without[trede]} leidt geen grens naar trede {trede}"
            yield Fault(place, "EWS223", f"{melding}; maak er een, of zeg in `unreached` waarom niet")
        if declared and trede not in without:
            melding = f"trede {trede} heeft een grens; haal `unreached` weg"
            yield Fault((*place, "unreached"), "EWS223", melding)
