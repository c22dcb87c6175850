"""The view per region as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from ews_cli.core.concentratie import HHI_BRON, even_grote, hhi_tekst
from ews_cli.core.ratios import Eenheid
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.blocks import (
    Block,
    Column,
    Items,
    Paragraph,
    Piece,
    Pieces,
    Section,
    Table,
    Tone,
    muted,
    words,
)
from ews_cli.reports.criteria import range_text
from ews_cli.reports.provider_list import shortened
from ews_cli.reports.regions import ALARM, Crucial, Place, Portion, Region
from ews_cli.reports.registered import Registered
from ews_cli.reports.rows import euro_text, number, ratio_text, rounded
from ews_cli.reports.verdict import tone_of

UNKNOWN = "onbekend"
NO_REGION = "regio onbekend"
NAMED = 10
"""How many providers are named before the rest is counted."""
_NAME_ROOM = 40
_LABEL_ROOM = 30


def sections(
    view: Registered,
    regions: Sequence[Region],
    functions: Sequence[Crucial],
    policy: Thresholds,
    detail: bool,
    most: int | None = None,
) -> list[Section]:
    """All sections: an overview, the regions, the crucial functions, and who is missing where.

    Args:
        detail: whether each region has a section of its own.
        most: how many crucial functions to name at most, certain and possible ones each; None names all.
    """
    parts = [_overview(regions)]
    if detail:
        parts += [_region(region, policy) for region in regions]
    parts += [_functions(functions, most), _missing(view)]
    return [part for part in parts if part.blocks]


def share_text(share: Fraction | None) -> str:
    """A share as a person reads it; one just under all or just over nothing is not rounded to it."""
    return UNKNOWN if share is None else ratio_text(share, Eenheid.PERCENT, [Fraction(1)])


def region_name(region: Region) -> str:
    """The name of a region, or that it is not known."""
    return NO_REGION if region.regio is None else region.regio


def _overview(regions: Sequence[Region]) -> Section:
    if not regions:
        return Section("Per regio", ())
    columns = (
        Column("regio"),
        Column("aanbieders", right=True, drop=3),
        Column("jeugdhulpomzet", right=True, drop=1),
        Column(f"trede {ALARM}+", right=True),
        Column("mogelijk", right=True),
        Column("grootste", right=True, drop=5),
        Column("drie grootste", right=True, drop=2),
        Column("HHI", right=True, drop=4),
    )
    rows = tuple(
        (
            Piece(shortened(region_name(region), _NAME_ROOM)),
            Piece(str(region.aanbieders)),
            Piece(turnover_text(region)),
            Piece(share_text(region.alarm), Tone.WARN if region.alarm else Tone.PLAIN),
            Piece(share_text(region.kan_alarm)),
            Piece(share_text(region.grootsten[0][1] if region.grootsten else None)),
            Piece(share_text(region.aandeel_drie)),
            Piece(UNKNOWN if region.hhi is None else f"{_whole(region.hhi)}"),
        )
        for region in regions
    )
    note = (
        f"Trede {ALARM}+: aandeel in de bekende jeugdhulpomzet van aanbieders op trede {ALARM} of hoger; mogelijk: van "
        "wie daar ook kan staan, omdat cijfers ontbreken. Grootste, drie grootste en HHI: hoe afhankelijk de regio is "
        "van haar grootste aanbieders; 10.000 is een enkele aanbieder. De woorden bij de HHI volgen de "
        f"{HHI_BRON}: een vergelijking, geen norm voor jeugdhulp."
    )
    return Section("Per regio", (Table(columns, rows), Paragraph((muted(note),))))


def turnover_text(region: Region) -> str:
    """The known turnover; how many are unknown stands behind it."""
    if region.omzet_onbekend == region.aanbieders:
        return UNKNOWN
    more = f" + {region.omzet_onbekend} {UNKNOWN}" if region.omzet_onbekend else ""
    return euro_text(region.omzet) + more


def _whole(index: Fraction) -> str:
    return f"{rounded(index, 0, [Fraction(1_000), Fraction(2_000)]):,}".replace(",", ".")


def _region(region: Region, policy: Thresholds) -> Section:
    return Section(
        f"Regio {region_name(region)}" if region.regio else f"Met {NO_REGION}",
        (Paragraph(words(_basis(region))), _treden(region, policy), *_dependence(region)),
    )


def _basis(region: Region) -> str:
    """Who is counted, and over what the shares are."""
    who = number(region.aanbieders, "aanbieder", "aanbieders")
    read = f"{who} in het register, van {region.met_cijfers} zijn er cijfers."
    if region.omzet_onbekend == region.aanbieders:
        return f"{read} De jeugdhulpomzet is van geen enkele bekend."
    over = f"{read} Aandelen zijn van {euro_text(region.omzet)} bekende jeugdhulpomzet"
    return f"{over}; van {region.omzet_onbekend} is die onbekend." if region.omzet_onbekend else f"{over}."


def _treden(region: Region, policy: Thresholds) -> Table:
    columns = (
        Column("stand"),
        Column("naam", drop=1),
        Column("aanbieders", right=True),
        Column("jeugdhulpomzet", right=True, drop=2),
        Column("aandeel", right=True),
    )
    return Table(columns, tuple(_portion(portion, policy) for portion in region.standen))


_MEANING = {
    "ten minste": "hoger is niet uitgesloten",
    "niet te bepalen": "een deel van de cijfers ontbreekt",
    "geen cijfers": "geen enkel criterium heeft een waarde",
    "geen jaarrekening": "staat niet in deze run",
}


def _portion(portion: Portion, policy: Thresholds) -> tuple[Piece, ...]:
    place = portion.plaats
    tone = tone_of(place.trede) if place.trede and portion.aanbieders else Tone.PLAIN
    name = (
        policy.treden[place.trede].naam if place.soort == "trede" and place.trede else _MEANING[place.soort]
    )
    if portion.aanbieders and portion.omzet_onbekend == portion.aanbieders:
        turnover = UNKNOWN
    else:
        more = f" + {portion.omzet_onbekend} {UNKNOWN}" if portion.omzet_onbekend else ""
        turnover = euro_text(portion.omzet) + more
    return (
        Piece(place_text(place), tone),
        muted(name),
        Piece(str(portion.aanbieders)),
        Piece(turnover),
        Piece(share_text(portion.aandeel)),
    )


def place_text(place: Place) -> str:
    """What is known of a trede: `trede 4`, `ten minste 3`, `geen jaarrekening`."""
    return place.soort if place.trede is None else f"{place.soort} {place.trede}"


def _dependence(region: Region) -> list[Block]:
    """On whom the region depends; with unknown turnover somebody may be larger."""
    if region.hhi is None or region.aandeel_drie is None:
        return [
            Paragraph(words("Afhankelijkheid van de grootste aanbieders: onbekend, zonder jeugdhulpomzet."))
        ]
    equal = rounded(even_grote(region.hhi), 1)
    alike = f"{equal}".replace(".", ",")
    rows: list[tuple[Piece, Pieces]] = [
        (Piece("grootste"), words(_largest(region))),
        (Piece("drie grootste"), words(share_text(region.aandeel_drie))),
        (Piece("HHI"), words(f"{_whole(region.hhi)} (van 10.000), zoals bij {alike} even grote aanbieders")),
        (Piece(""), words(hhi_tekst(region.hhi))),
    ]
    if region.omzet_onbekend:
        text = "over de bekende omzet; wie daarin ontbreekt, kan groter zijn"
        rows.append((Piece("let op"), ((Piece(text, Tone.WARN)),)))
    return [Items(tuple(rows))]


def _largest(region: Region) -> str:
    return "; ".join(f"{name} {share_text(share)}" for name, share in region.grootsten)


def _functions(functions: Sequence[Crucial], most: int | None) -> Section:
    """The crucial functions of providers on trede 3 or higher, then those of whom that is not ruled out."""
    certain = [f for f in functions if f.ten_minste is not None and f.ten_minste >= ALARM]
    possible = [
        f
        for f in functions
        if f.ten_minste is None
        or (f.ten_minste < ALARM and (f.ten_hoogste is None or f.ten_hoogste >= ALARM))
    ]
    title = f"Cruciale functies op trede {ALARM} of hoger"
    if not functions:
        return Section(title, ())
    blocks = _lines(certain, most) or [Paragraph(words("Geen, voor zover bekend."))]
    if possible:
        blocks += [Paragraph(words("Mogelijk ook, want cijfers ontbreken:")), *_lines(possible, most)]
    rest = len(functions) - len(certain) - len(possible)
    many = number(len(functions), "cruciale functie", "cruciale functies")
    text = (
        f"{many} in het register: {len(certain)} op trede {ALARM} of hoger, {len(possible)} mogelijk, "
        f"{rest} met zekerheid eronder."
    )
    return Section(title, (*blocks, Paragraph((muted(text),))))


def _lines(functions: Sequence[Crucial], most: int | None) -> list[Block]:
    """A line per provider and function with the regions; the function is named once."""
    shown = functions if most is None else functions[:most]
    rows: list[tuple[Piece, Pieces]] = []
    last = ""
    for (functie, aanbieder, *reach), group in groupby(shown, key=_who):
        label = functie if functie != last else ""
        last = functie
        regions = ", ".join(f"{f.regio or NO_REGION} ({_holders(f)})" for f in group)
        low, high = reach
        trede = "trede onbekend" if low is None or high is None else f"trede {range_text(low, high)}"
        tone = Tone.PLAIN if low is None else tone_of(low)
        rows.append(
            (Piece(shortened(label, _LABEL_ROOM)), (Piece(trede, tone), Piece(f" · {aanbieder} · {regions}")))
        )
    rest = len(functions) - len(shown)
    more: list[Block] = [Paragraph((muted(f"… en nog {rest}"),))] if rest else []
    return [Items(tuple(rows)), *more] if rows else []


def _who(function: Crucial) -> tuple[str, str, int | None, int | None]:
    return function.functie, function.aanbieder, function.ten_minste, function.ten_hoogste


def _holders(function: Crucial) -> str:
    return "enige" if function.houders == 1 else f"een van {function.houders}"


def _missing(view: Registered) -> Section:
    """Who is only in the register, and who is only in the run."""
    absent = [lid.inschrijving.aanduiding for lid in view.leden if lid.standing is None]
    doubtful = {id(standing) for standing in view.twijfel}
    strange = [s.naam for s in view.buiten if id(s) not in doubtful]
    rows = [
        (Piece(label), words(_names(names)))
        for label, names in (
            ("in het register, geen jaarrekening", absent),
            ("jaarrekening, niet in het register", strange),
            ("naam past bij meer aanbieders", [s.naam for s in view.twijfel]),
        )
        if names
    ]
    everyone = number(len(view.leden), "aanbieder", "aanbieders")
    joined = sum(lid.standing is not None for lid in view.leden)
    text = f"{everyone} in het register, {joined} daarvan met een jaarrekening in deze run."
    return Section("Register en run", (Paragraph(words(text)), *([Items(tuple(rows))] if rows else [])))


def _names(names: Sequence[str]) -> str:
    """A count and the first names in alphabetical order."""
    shown = sorted(names, key=lambda n: (n.casefold(), n))[:NAMED]
    rest = f" … en nog {len(names) - len(shown)}" if len(names) > len(shown) else ""
    return f"{len(names)}: {'; '.join(shown)}{rest}"
