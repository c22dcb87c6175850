"""XBRL in any wrapping -> a Lezing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.problems import Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.identity import short_name
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.sources import has_inline, root_of
from ews_cli.readers.xbrl.concepts import Concepts, concepts
from ews_cli.readers.xbrl.instance import Fact, facts_of
from ews_cli.readers.xbrl.package import report_in
from ews_cli.readers.xbrl.statement import Frame, years_of

_KVK_SCHEME = "kvk.nl/kvk-id"


def read_xbrl(path: Path, content: bytes, options: ReadOptions) -> Lezing:
    """The accounts in an instance, a web page with inline XBRL, or a zip with one of them.

    Raises Refused for what is none of these or not whole, and for the figures of two entities.
    """
    bestand, waar, contents = str(path), str(path), [content]
    if content.startswith(b"PK"):
        naam, contents = report_in(content, options.limits)
        waar = f"{bestand}!{naam}"
    elif root_of(content) == "html" and not has_inline(content):
        raise Refused(
            "EWS103", "dit is een webpagina zonder inline XBRL; vraag het bestand dat is gedeponeerd"
        )
    problemen: list[Problem] = []
    known = concepts().with_labels(options.mapping.labels)
    facts = _of_one_taxonomy(facts_of(contents, known.names), known, waar, problemen)
    facts = _of_one_entity(facts, options)
    problemen += _misfits(facts, known, options, waar)
    aanbieder = _aanbieder(facts, path, options, problemen)
    frame = Frame(known, aanbieder, bestand, waar, options.basis or options.mapping.basis)
    jaren, found = years_of(facts, frame)
    problemen += found
    if not jaren and not any(p.code == "EWS142" for p in problemen):
        melding = (
            "geen balans of resultatenrekening gevonden; geen enkel element van een jaarrekening is herkend"
        )
        problemen.append(Problem("EWS111", melding, waar))
    return Lezing(bestand, tuple(jaren), tuple(problemen))


def _of_one_taxonomy(
    facts: Sequence[Fact], known: Concepts, waar: str, problemen: list[Problem]
) -> list[Fact]:
    """The facts in the Dutch taxonomy; without any, those that bear the same names elsewhere, which is said.

    Raises Refused for a taxonomy in which those names mean something else.
    """
    own = [
        f for f in facts if f.naam in known.opgegeven or any(part in f.namespace for part in known.taxonomie)
    ]
    amounts = known.elements()
    if not facts or any(f.naam in amounts for f in own):
        return own
    others = [f for f in facts if f.naam in amounts]
    foreign = {name for part, name in known.andere.items() if any(part in f.namespace for f in others)}
    if foreign:
        named = " en ".join(sorted(foreign))
        raise Refused(
            "EWS103", f"dit is XBRL volgens de taxonomie van {named}; alleen de Nederlandse wordt gelezen"
        )
    if own:
        return own
    namespace, _ = Counter(fact.namespace for fact in facts).most_common(1)[0]
    melding = f"taxonomie '{namespace[:100]}' is niet bekend; de elementen zijn op hun naam gelezen"
    problemen.append(Problem("EWS141", f"{melding}, controleer de bedragen", waar))
    return list(facts)


def _misfits(facts: Sequence[Fact], known: Concepts, options: ReadOptions, waar: str) -> Iterator[Problem]:
    """What a mapping names and an XBRL report does not have."""
    if options.mapping.cellen or options.mapping.kolommen:
        melding = "de mapping noemt cellen of kolommen, en XBRL heeft die niet; noem elementen onder labels"
        yield Problem("EWS335", melding, waar)
    if absent := sorted(known.opgegeven - {fact.naam for fact in facts}):
        named = ", ".join(f"'{name}'" for name in absent[:6])
        yield Problem("EWS333", f"labels uit de mapping die niet in dit bestand staan: {named}", waar)


def _of_one_entity(facts: Sequence[Fact], options: ReadOptions) -> list[Fact]:
    entities = {fact.context.entity[1]: fact.context.entity for fact in facts}
    wanted = options.kvk or options.mapping.kvk
    if len(entities) > 1 and wanted in entities:
        return [fact for fact in facts if fact.context.entity[1] == wanted]
    if len(entities) > 1:
        named = ", ".join(sorted(entities)[:4])
        melding = (
            f"het bestand bevat cijfers van {len(entities)} rechtspersonen ({named}); --kvk kiest er een"
        )
        raise Refused("EWS120", melding)
    return list(facts)


def _aanbieder(
    facts: Sequence[Fact], path: Path, options: ReadOptions, problemen: list[Problem]
) -> Aanbieder:
    """The provider: as the user says, else as the file says, else the name of the file."""
    numbers = dict.fromkeys(
        [f.context.entity[1] for f in facts if _KVK_SCHEME in f.context.entity[0]] + _texts(facts, "kvk")
    )
    found = [number for number in numbers if len(number) == 8 and number.isascii() and number.isdigit()]
    given = options.kvk or options.mapping.kvk
    if given is None and len(found) > 1:
        melding = f"het bestand noemt {len(found)} KvK-nummers ({', '.join(found)}); er is er geen gekozen"
        problemen.append(Problem("EWS120", melding, str(path)))
    if given is not None and found and given not in found:
        melding = (
            f"het bestand noemt KvK {', '.join(found)} en opgegeven is {given}; het opgegeven nummer telt"
        )
        problemen.append(Problem("EWS336", f"{melding}, controleer of dit de goede aanbieder is", str(path)))
    names = _texts(facts, "naam")
    naam = options.naam or options.mapping.naam or (names[0] if names else path.stem)
    return Aanbieder(short_name(naam), given or (found[0] if len(found) == 1 else None))


def _texts(facts: Sequence[Fact], what: str) -> list[str]:
    wanted = concepts().teksten[what]
    return [text for fact in facts if fact.naam in wanted and (text := " ".join(fact.text.split()))]
