"""What moves a provider between two results, in words."""

from __future__ import annotations

from fractions import Fraction

from ews_cli.reports.comparison import Comparison, Entry, Pair
from ews_cli.reports.criteria import range_text
from ews_cli.reports.rows import bound_text, change_bounds, change_text, ratio_text, value_bounds
from ews_cli.reports.scored import Figure, Scored


def why(found: Comparison, entry: Entry) -> str:
    """The figures that move a provider: the ratio then and now, the change, and the bounds."""
    deciding = [_pair(found, pair) for pair in entry.pairs if pair.decides]
    signals = entry.both and entry.both[0].signalen != entry.both[1].signalen
    return "; ".join([*deciding, *(["andere signalen"] if signals else [])])


def reason(found: Comparison, entry: Entry) -> str:
    """What can be said of any provider: what moves it, what shifts although it stays, or what makes its trede."""
    if entry.both is None:
        return deciding(found, entry.latest)
    return why(found, entry) or shifts(found, entry)


def shifts(found: Comparison, entry: Entry) -> str:
    """The figures that shift although the provider stays."""
    return "; ".join(_pair(found, pair) for pair in entry.pairs if pair.shifts)


def _pair(found: Comparison, pair: Pair) -> str:
    sides = [side for side in (pair.oud, pair.nieuw) if side]
    shown = list(dict.fromkeys(_value(found, pair.criterium, side) for side in sides))
    change = ""
    if pair.change and pair.nieuw:
        limits = change_bounds(found.bounds.get(pair.criterium, ()))
        change = f" ({change_text(Fraction(pair.change), pair.nieuw.eenheid, limits)})"
    return f"{_name(pair)} {' → '.join(shown)}{change}: {_stand(pair.oud)} → {_stand(pair.nieuw)}"


def _name(pair: Pair) -> str:
    return pair.criterium.replace("_", " ")


def _value(found: Comparison, criterium: str, figure: Figure) -> str:
    if figure.waarde is None:
        return "niet te bepalen"
    return ratio_text(Fraction(figure.waarde), figure.eenheid, value_bounds(found.bounds.get(criterium, ())))


def _stand(figure: Figure | None) -> str:
    """Where a criterion stands, by which bound, and whose bound that is."""
    if figure is None:
        return "telt niet mee"
    bound = f" ({bound_of(figure)})" if figure.band else ""
    return f"trede {range_text(*figure.place)}{bound}"


def bound_of(figure: Figure) -> str:
    """The bound that is met and whose it is: `onder 20%, draaiboek §1.2`; empty when none is."""
    if figure.band is None:
        return ""
    source = "onze lezing" if figure.basis == "lezing" else figure.bron
    return ", ".join(filter(None, [bound_text(figure.band, figure.eenheid), source]))


def deciding(found: Comparison, provider: Scored) -> str:
    """The figures that make the trede of a provider that is in one result only."""
    return "; ".join(
        f"{naam.replace('_', ' ')} {_value(found, naam, figure)} ({bound_of(figure)})"
        for naam, figure in provider.criteria.items()
        if figure.band and figure.place[0] == provider.place[0]
    )
