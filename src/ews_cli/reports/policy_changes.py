"""What differs between two policies, in words: per criterion and trede, and in all that stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Band, Bron, Criterion, Thresholds, Vergelijking, Version
from ews_cli.reports.rows import bound_text, date_text


class Change(NamedTuple):
    """One difference.

    Attributes:
        onderdeel: the part of the policy that it is in: `liquiditeit`, `treden`, `signalen`.
        trede: the trede that it is about, None when it is about no single one.
        wat: what changed: `grens`, `quote`, `lezing`, `bron`, ….
        oud, nieuw: how it was and is (Dutch); None where there was or is nothing.
        gevolg: what that does (Dutch); empty where it cannot be said.
    """

    onderdeel: str
    trede: int | None
    wat: str
    oud: str | None
    nieuw: str | None
    gevolg: str = ""

    @property
    def tekst(self) -> str:
        """The difference as a sentence without its part: `trede 4: grens was onder 10%, wordt onder 12%`."""
        about = f"trede {self.trede}: " if self.trede is not None else ""
        effect = f" ({self.gevolg})" if self.gevolg else ""
        if self.oud is None:
            return f"{about}nieuw: {self.wat} {self.nieuw}{effect}"
        if self.nieuw is None:
            return f"{about}vervalt: {self.wat} {self.oud}{effect}"
        return f"{about}{self.wat} was {self.oud}, wordt {self.nieuw}{effect}"


def changes(old: Thresholds, new: Thresholds) -> tuple[Change, ...]:
    """Every difference in meaning, in the order of a threshold file; none for the same policy."""
    docs = _renamed(old, new)
    words = (_quoted(old.combine_quote), _quoted(new.combine_quote))
    return (
        *_fields("beleid", None, {"id": (old.id, new.id), "titel": (old.title, new.title)}),
        *_fields("beleid", None, {"versie": (old.version, new.version)}),
        *_sources(old, new, docs),
        *_treden(old, new, docs),
        *_fields("samenvoegen", None, {"woorden": words}),
        *_fields("samenvoegen", None, {"bron": _places(old.combine_source, new.combine_source, docs)}),
        *_criteria(old, new, docs),
        *_named("signalen", _signals(old, docs), _signals(new, {})),
        *_named("niet meegewogen", _left_out(old, docs), _left_out(new, {})),
    )


def _fields(
    onderdeel: str, trede: int | None, pairs: Mapping[str, tuple[str | None, str | None]]
) -> Iterator[Change]:
    for wat, (before, after) in pairs.items():
        if before != after:
            yield Change(onderdeel, trede, wat, before, after)


def _named(onderdeel: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Entries that have a name: gone, come, or with another text."""
    for name in dict.fromkeys([*old, *new]):
        yield from _fields(onderdeel, None, {name: (old.get(name), new.get(name))})


def _renamed(old: Thresholds, new: Thresholds) -> dict[str, str]:
    """Sources with another name for the same document: old name -> new name."""
    gone = [source for doc, source in old.sources.items() if doc not in new.sources]
    come = {source.sha256: doc for doc, source in new.sources.items() if doc not in old.sources}
    return {source.doc: come[source.sha256] for source in gone if source.sha256 in come}


def _sources(old: Thresholds, new: Thresholds, docs: Mapping[str, str]) -> Iterator[Change]:
    for before, after in docs.items():
        yield Change("bronnen", None, "naam", before, after)
    known = {docs.get(doc, doc): source for doc, source in old.sources.items()}
    for doc in dict.fromkeys([*known, *new.sources]):
        one, other = known.get(doc), new.sources.get(doc)
        if one is None or other is None:
            whole = [source and f"{source.title} ({source.published})" for source in (one, other)]
            yield Change("bronnen", None, doc, whole[0], whole[1])
            continue
        yield from _fields(
            "bronnen",
            None,
            {
                f"{doc}, titel": (one.title, other.title),
                f"{doc}, datum": (str(one.published), str(other.published)),
                f"{doc}, sha256": (one.sha256[:12], other.sha256[:12]),
            },
        )


def _treden(old: Thresholds, new: Thresholds, docs: Mapping[str, str]) -> Iterator[Change]:
    for nummer, before in old.treden.items():
        after = new.treden[nummer]
        yield from _fields(
            "treden",
            nummer,
            {
                "naam": (before.naam, after.naam),
                "plan": (before.plan, after.plan),
                "termijn": (before.horizon, after.horizon),
                "bron": _places(before.source, after.source, docs),
            },
        )


def _criteria(old: Thresholds, new: Thresholds, docs: Mapping[str, str]) -> Iterator[Change]:
    for naam in dict.fromkeys([*old.criteria, *new.criteria]):
        before, after = old.criteria.get(naam), new.criteria.get(naam)
        if before is None or after is None:
            formulas = [c and f"{c.ratio} = {c.definition}" for c in (before, after)]
            yield Change(naam, None, "criterium", formulas[0], formulas[1])
        if after is None:
            continue
        if before is None:
            yield from (
                change for version in after.versions for change in _bands(after, (), version.bands, "")
            )
            continue
        yield from _fields(
            naam,
            None,
            {
                "formule": (before.definition, after.definition),
                "eenheid": (before.unit, after.unit),
                "toelichting": (_quoted(before.rationale), _quoted(after.rationale)),
            },
        )
        yield from _versions(before, after, docs)


def _versions(before: Criterion, after: Criterion, docs: Mapping[str, str]) -> Iterator[Change]:
    """Versions are the same when they begin on the same day; a new one is held against the one before it.

    One that goes before all others is held against the oldest.
    """
    old = {version.valid_from: version for version in before.versions}
    new = {version.valid_from: version for version in after.versions}
    for gone in sorted(old.keys() - new.keys()):
        yield Change(after.naam, None, "versie", f"vanaf {date_text(gone)}", None)
    several = len(after.versions) > 1
    previous: Version | None = None
    for first, version in new.items():
        same = old.get(first)
        if same is None:
            yield Change(after.naam, None, "versie", None, f"vanaf {date_text(first)}")
        else:
            yield from _fields(
                after.naam,
                None,
                {
                    "laatste dag": (_day(same), _day(version)),
                    "nagekeken": (str(same.verified), str(version.verified)),
                    "bron": _places(same.source, version.source, docs),
                },
            )
        reference = same or previous or before.versions[0]
        when = f" vanaf {date_text(first)}" if several else ""
        yield from _bands(after, reference.bands, version.bands, when)
        previous = version


def _day(version: Version) -> str:
    return "geen einde" if version.valid_until is None else str(version.valid_until)


def _bands(criterion: Criterion, old: Iterable[Band], new: Iterable[Band], when: str) -> Iterator[Change]:
    unit = RATIOS[criterion.ratio].eenheid
    before, after = list(old), list(new)
    for trede in sorted({band.trede for band in (*before, *after)}):
        pairs = _pairs([b for b in before if b.trede == trede], [b for b in after if b.trede == trede])
        for one, other in pairs:
            yield from _band(criterion, trede, one, other, unit, when)


def _pairs(old: list[Band], new: list[Band]) -> list[tuple[Band | None, Band | None]]:
    """The bounds of a trede side by side: first those that are equal, then those of one kind, then the rest."""
    pairs: list[tuple[Band | None, Band | None]] = []
    kinds: list[Any] = [lambda b: b.tekst, lambda b: (b.vergelijking, b.years), _is_drop]
    for kind in kinds:
        for band in list(old):
            match = next((other for other in new if kind(other) == kind(band)), None)
            if match:
                pairs.append((band, match))
                old.remove(band)
                new.remove(match)
    return [*pairs, *zip_longest(old, new)]


def _is_drop(band: Band) -> bool:
    return band.vergelijking is Vergelijking.DROPS_AT_LEAST


def _band(
    criterion: Criterion, trede: int, old: Band | None, new: Band | None, unit: Eenheid, when: str
) -> Iterator[Change]:
    naam = criterion.naam
    if old is None or new is None:
        texts = [band and _bound(band, unit) for band in (old, new)]
        effect = "raakt meer aanbieders" if old is None else "raakt minder aanbieders"
        yield Change(naam, trede, f"grens{when}", texts[0], texts[1], effect)
        return
    if old.tekst != new.tekst:
        effect = _effect(old, new, RATIOS[criterion.ratio].hoger_is_beter)
        yield Change(naam, trede, f"grens{when}", _bound(old, unit), _bound(new, unit), effect)
    elif old.uit_bron != new.uit_bron:
        yield Change(naam, trede, f"herkomst{when}", _whose(old), _whose(new))
    yield from _fields(
        naam,
        trede,
        {
            f"woorden{when}": (_quoted(old.quote), _quoted(new.quote)),
            f"lezing{when}": (_quoted(old.reading), _quoted(new.reading)),
        },
    )


def _effect(old: Band, new: Band, more_is_better: bool) -> str:
    """Whether more or fewer providers meet the new bound, where the bounds themselves say so."""
    if old.vergelijking is not new.vergelijking:
        return ""
    wider = new.grens - old.grens
    if not more_is_better or _is_drop(new):
        wider = -wider
    longer = new.years - old.years
    if (wider > 0 and longer <= 0) or (wider == 0 and longer < 0):
        return "raakt meer aanbieders"
    if (wider < 0 and longer >= 0) or (wider == 0 and longer > 0):
        return "raakt minder aanbieders"
    return ""


def _bound(band: Band, unit: Eenheid) -> str:
    return f"{bound_text(band, unit)} [{_whose(band)}]"


def _whose(band: Band) -> str:
    return "uit de bron" if band.uit_bron else "onze lezing"


def _quoted(text: str | None) -> str | None:
    return None if text is None else f"“{text}”"


def _places(old: Bron, new: Bron, docs: Mapping[str, str]) -> tuple[str, str]:
    """Two places in documents; one whose document only has another name is the same."""
    return str(old._replace(doc=docs.get(old.doc, old.doc))), str(new)


def _signals(policy: Thresholds, docs: Mapping[str, str]) -> dict[str, str]:
    shown = {}
    for signal in policy.signals:
        means = "geen trede" if signal.trede is None else f"trede {signal.trede}"
        bears = f" op {signal.criterion}" if signal.criterion else ""
        reading = f", lezing “{signal.reading}”" if signal.reading else ""
        source = signal.source._replace(doc=docs.get(signal.source.doc, signal.source.doc))
        shown[signal.naam] = f"{means}{bears}: “{signal.quote}” [{source}]{reading}"
    return shown


def _left_out(policy: Thresholds, docs: Mapping[str, str]) -> dict[str, str]:
    return {
        item.text: f"“{item.quote}” [{item.source._replace(doc=docs.get(item.source.doc, item.source.doc))}]"
        for item in policy.not_modelled
    }
