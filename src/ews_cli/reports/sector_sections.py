"""The sector context as a person reads it: each figure says what it is, over how many, and by which method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from ews_cli.core.cbs import CBS_BRON, CBS_KLASSEN
from ews_cli.core.ratios import Eenheid
from ews_cli.core.spreiding import KLEINSTE_VOOR_DECIELEN
from ews_cli.reports.blocks import Block, Column, Items, Paragraph, Piece, Section, Table, muted, words
from ews_cli.reports.rows import number, ratio_text, rounded
from ews_cli.reports.sector import Context, place
from ews_cli.reports.standing import UNKNOWN, Standing

_DIGITS = 12
"""Significant digits of a value before it is rounded for a person: less than a float holds, more than is shown."""
_MEDIAN = 4
"""The place of the median among the nine deciles."""
NONE = "–"


def sections(contexts: Sequence[Context]) -> list[Section]:
    """The spread of each criterion, and the classes of CBS."""
    if not any(context.spreiding for context in contexts):
        return []
    return [_spread(contexts), *([classes] if (classes := _classes(contexts)).blocks else [])]


def value_text(value: float, context: Context) -> str:
    """A value of a ratio, which is not rounded over a bound of a trede."""
    return ratio_text(Fraction(f"{value:.{_DIGITS}g}"), context.ratio.eenheid, context.grenzen)


def _spread(contexts: Sequence[Context]) -> Section:
    """A row per quantile and a column per criterion; few values have no deciles."""
    many = any(c.spreiding is not None and c.spreiding.decielen is not None for c in contexts)
    rows: list[tuple[str, Callable[[Context], str]]] = [("laagste", lambda c: _of(c, lambda s: s.waarden[0]))]
    if many:
        rows += [(f"{n + 1}e deciel", _decile(n)) for n in range(_MEDIAN)]
    rows.append(("mediaan", lambda c: _of(c, lambda s: s.mediaan)))
    if many:
        rows += [(f"{n + 1}e deciel", _decile(n)) for n in range(_MEDIAN + 1, 9)]
    rows += [
        ("hoogste", lambda c: _of(c, lambda s: s.waarden[-1])),
        ("aanbieders", lambda c: str(len(c.spreiding.waarden) if c.spreiding else 0)),
        ("n.t.b.", lambda c: str(c.onbekend)),
        ("ratio van totalen", lambda c: UNKNOWN if c.totalen is None else value_text(c.totalen, c)),
        ("aanbieders erin", lambda c: str(c.totalen_aantal)),
    ]
    columns = (Column(""), *_criteria(contexts))
    table = Table(columns, tuple((Piece(label), *(Piece(cell(c)) for c in contexts)) for label, cell in rows))
    formulas = Items(tuple((Piece(_name(c)), (muted(c.ratio.formule.replace("_", " ")),)) for c in contexts))
    return Section(
        "Spreiding over de aanbieders", (table, Paragraph((muted(_method(contexts, many)),)), formulas)
    )


def _criteria(contexts: Sequence[Context]) -> list[Column]:
    """A column per criterion; the last goes first where there is no room."""
    last = len(contexts)
    return [Column(_name(c), right=True, drop=last - n if n else None) for n, c in enumerate(contexts)]


def _name(context: Context) -> str:
    return context.criterium.replace("_", " ")


def _of(context: Context, take: Callable[..., float]) -> str:
    return UNKNOWN if context.spreiding is None else value_text(take(context.spreiding), context)


def _decile(n: int) -> Callable[[Context], str]:
    def cell(context: Context) -> str:
        deciles = context.spreiding.decielen if context.spreiding else None
        return NONE if deciles is None else value_text(deciles[n], context)

    return cell


def _method(contexts: Sequence[Context], many: bool) -> str:
    """What the rows are."""
    few = any(c.spreiding is None or c.spreiding.decielen is None for c in contexts)
    least = f"{KLEINSTE_VOOR_DECIELEN} aanbieders met een waarde"
    deciles = (
        "Decielen en mediaan: rechte lijn tussen de twee naaste waarden (PERCENTIEL.INC)." if many else ""
    )
    none = f"Geen decielen bij minder dan {least}." if few else ""
    total = (
        "Ratio van totalen: som van de tellers gedeeld door som van de noemers, van de aanbieders met beide bedragen "
        "in euro; een grote aanbieder telt zwaarder. De mediaan telt elke aanbieder even zwaar."
    )
    return " ".join(text for text in (deciles, none, total) if text)


def _classes(contexts: Sequence[Context]) -> Section:
    """How many providers lie in each class of CBS."""
    rows: list[tuple[Piece, tuple[Piece, ...]]] = []
    for context in contexts:
        label = Piece(_name(context))
        for name, count in zip(class_names(context), context.klassen, strict=True):
            rows.append((label, words(f"{name}: {count}")))
            label = Piece("")
    if not rows:
        return Section("In de klassen van het CBS", ())
    note = f"Aantal aanbieders; klassen van {CBS_BRON}. Een vergelijking, geen norm."
    blocks: tuple[Block, ...] = (Items(tuple(rows)), Paragraph((muted(note),)))
    return Section("In de klassen van het CBS", blocks)


def class_names(context: Context) -> list[str]:
    """The names of the classes of CBS for a ratio: `onder 0%`, `0% tot 10%`, `35% of meer`."""
    bounds = CBS_KLASSEN.get(context.ratio.naam, ())
    shown = [_bound(bound, context.ratio.eenheid) for bound in bounds]
    if not shown:
        return []
    between = [f"{low} tot {high}" for low, high in pairwise(shown)]
    return [f"onder {shown[0]}", *between, f"{shown[-1]} of meer"]


def _bound(bound: Fraction, unit: Eenheid) -> str:
    return ratio_text(bound, unit).replace(",0%", "%")


def standing_section(standing: Standing, contexts: Sequence[Context]) -> Section:
    """Where one provider stands in the portfolio, on each criterion."""
    rows = tuple((Piece(_name(c)), words(_place(standing, c))) for c in contexts)
    return Section("Plaats onder de aanbieders", (Items(rows),) if rows else ())


def _place(standing: Standing, context: Context) -> str:
    found = place(standing, context)
    if found is None:
        return "niet te bepalen"
    own = standing.cijfers[context.criterium].tekst
    others = found.lager + found.gelijk + found.hoger
    if not others:
        return f"{own}; geen andere aanbieder met een waarde"
    text = f"{own}; van {number(others, 'andere aanbieder', 'andere aanbieders')} lager {found.lager}"
    text += f", gelijk {found.gelijk}" if found.gelijk else ""
    text += f", hoger {found.hoger}"
    if others + 1 < KLEINSTE_VOOR_DECIELEN:
        return text
    return f"{text}; percentiel {rounded(found.percentiel, 0)}"
