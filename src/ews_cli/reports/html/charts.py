"""The charts of one provider, as values for the templates: every text is made by the rules of `rows`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ews_cli.core.beoordeling import Beoordeling, Oordeel, aansluitend
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import bereken
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.html.drawing import Bound, bounds, scale, shares
from ews_cli.reports.result import Result
from ews_cli.reports.rows import euro_text, ratio_text, value_bounds
from ews_cli.reports.verdict import name_of, trede_text

STEP, TOP, GROUND = 68, 30, 128
LEFT, RIGHT, HIGH, LOW = 34, 244, 14, 168
MOST_YEARS = 6
Chart = dict[str, Any]


def steps(result: Result, policy: Thresholds) -> Chart:
    """The six treden as a staircase: where the provider stands, and where it stood."""
    judged = result.beoordeling
    then: dict[int, list[str]] = {}
    for earlier in result.eerder[-3:]:
        if earlier.trede is not None:
            then.setdefault(earlier.trede, []).append(str(earlier.jaar.boekjaar))
    drawn = []
    for place, trede in enumerate(sorted(policy.treden)):
        height = 24 + 12 * trede
        x, y = 6 + STEP * place, GROUND - height
        certain = judged.trede == trede
        within = judged.ten_minste <= trede <= judged.ten_hoogste
        drawn.append(
            {
                "trede": trede,
                "x": x,
                "y": y,
                "height": height,
                "state": "on" if certain else "maybe" if within else "off",
                "hatch": "".join(f"M{x + 8 * n} {y + height}l8 -8" for n in range(1, 7)),
                "now": certain,
                "then": ", ".join(then.get(trede, [])),
            }
        )
    return {"steps": drawn, "words": _steps_in_words(result, policy)}


def _steps_in_words(result: Result, policy: Thresholds) -> str:
    now = result.beoordeling
    earlier = "; ".join(f"{one.jaar.boekjaar}: {_short(one, policy)}" for one in result.eerder[-3:])
    return f"{now.jaar.boekjaar}: {_short(now, policy)}" + (f". Eerder {earlier}" if earlier else "")


def _short(judged: Beoordeling, policy: Thresholds) -> str:
    return trede_text(judged, policy).replace("Trede", "trede", 1)


def trends(result: Result) -> list[Chart]:
    """Each criterion over the years, with the bounds of the treden as bands."""
    return [_trend(oordeel, result) for oordeel in result.beoordeling.oordelen]


def _trend(oordeel: Oordeel, result: Result) -> Chart:
    jaren = result.jaren[-MOST_YEARS:]
    ratio, bands = oordeel.ratio, oordeel.versie.bands if oordeel.versie else ()
    limits, values = bounds(bands), [bereken(ratio, jaar).waarde for jaar in jaren]
    known = [value for value in values if value is not None]
    chart: Chart = {
        "name": name_of(oordeel),
        "formula": ratio.formule.replace("_", " "),
        "words": _trend_in_words(oordeel, jaren, values),
        "bands": [],
        "lines": [],
        "dots": [],
        "path": "",
        "years": [],
    }
    xs = [_place(number, len(jaren)) for number in range(len(jaren))]
    chart["years"] = [{"x": x, "text": jaar.boekjaar} for x, jaar in zip(xs, jaren, strict=True)]
    if not known:
        return chart
    y = scale(known, [bound.value for bound in limits], LOW, HIGH)
    shown = [bound for bound in limits if y.holds(bound.value)]
    chart["lines"] = _lines(shown, y)
    chart["bands"] = _areas(limits, y)
    held = value_bounds(bands)
    points = [
        (x, y(value), ratio_text(value, ratio.eenheid, held))
        for x, value in zip(xs, values, strict=True)
        if value is not None
    ]
    chart["dots"] = [{"x": x, "y": at, "text": text, "text_y": max(10, at - 9)} for x, at, text in points]
    joined = _joined(result, jaren)
    chart["path"] = "".join(
        f"{'L' if number and joined[number] and values[number - 1] is not None else 'M'}{x} {y(value)}"
        for number, (x, value) in enumerate(zip(xs, values, strict=True))
        if value is not None
    )
    return chart


def _place(number: int, count: int) -> float:
    return round(
        (LEFT + RIGHT) / 2 if count == 1 else LEFT + 22 + number * (RIGHT - LEFT - 44) / (count - 1), 1
    )


def _lines(shown: Sequence[Bound], y: Any) -> list[Chart]:
    """The bounds with their words; where two lie close, the words move apart."""
    found: list[Chart] = []
    for bound in shown:
        at = y(bound.value)
        label = at if not found else min(at, found[-1]["label_y"] - 13)
        found.append({"y": at, "label_y": label, "text": f"trede {bound.trede}: {_literal(bound)}"})
    return found


def _literal(bound: Bound) -> str:
    """A bound as short as a drawing needs it; the text beside it has it in full."""
    return bound.band.literal.replace(".", ",")


def _areas(limits: Sequence[Bound], y: Any) -> list[Chart]:
    """The band of each trede below its bound, as far as the chart reaches."""
    found = []
    below = y.low
    for bound in limits:
        if bound.value <= below:
            continue
        top = min(bound.value, y.high)
        found.append({"trede": bound.trede, "y": y(top), "height": round(y(below) - y(top), 1)})
        below = top
    return found


def _joined(result: Result, jaren: Sequence[Jaarrekening]) -> list[bool]:
    """Of each year whether it can be held beside the one before."""
    comparable = {jaar.boekjaar for jaar in (*aansluitend(result.jaren), result.jaren[-1])}
    return [
        number > 0 and jaar.boekjaar in comparable and jaren[number - 1].boekjaar in comparable
        for number, jaar in enumerate(jaren)
    ]


def _trend_in_words(
    oordeel: Oordeel, jaren: Sequence[Jaarrekening], values: Sequence[Fraction | None]
) -> str:
    held = value_bounds(oordeel.versie.bands) if oordeel.versie else []
    unit = oordeel.ratio.eenheid
    shown = (
        f"{jaar.boekjaar} {'niet te bepalen' if value is None else ratio_text(value, unit, held)}"
        for jaar, value in zip(jaren, values, strict=True)
    )
    return f"{name_of(oordeel)}: {', '.join(shown)}"


_ACTIVA = (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA)
_PASSIVA = (
    Post.EIGEN_VERMOGEN,
    Post.AANDEEL_DERDEN,
    Post.EGALISATIEREKENING,
    Post.VOORZIENINGEN,
    Post.LANGLOPENDE_SCHULDEN,
    Post.KORTLOPENDE_SCHULDEN,
)
_LENGTH = 640


def balance(result: Result) -> Chart | None:
    """The balance of the judged year as two bars; None when one side cannot be drawn whole."""
    jaar = result.beoordeling.jaar
    total = jaar.bedrag(Post.BALANSTOTAAL)
    bars, said = [], []
    for place, (name, posten) in enumerate((("Activa", _ACTIVA), ("Passiva", _PASSIVA))):
        parts = [(post, bedrag) for post in posten if (bedrag := jaar.bedrag(post)) is not None]
        if not parts or total is None or sum(amount for _, amount in parts) != total:
            return None
        drawn = shares([float(amount) for _, amount in parts], _LENGTH)
        known = jaar.eenheid is not None
        texts = [f"{post.tekst} {euro_text(amount, known)}" for post, amount in parts]
        said.append(f"{name}: {', '.join(texts)}")
        bars.append(
            {
                "name": f"{name} {euro_text(total, known)}",
                "place": place,
                "parts": [
                    {
                        "x": share.start,
                        "width": share.length,
                        "short": post.tekst if share.length > 130 else "",
                    }
                    for (post, _), share in zip(parts, drawn, strict=True)
                ],
            }
        )
    negative = any((jaar.bedrag(post) or 0) < 0 for post in _PASSIVA)
    note = ". Een negatief bedrag heeft geen lengte" if negative else ""
    return {"bars": bars, "words": ". ".join(said) + note}
