"""Native charts beside the providers: how many stand where and how the ratios lie, or one provider over its years."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Vergelijking
from ews_cli.core.werkmap import OVERZICHT, Jaar
from ews_cli.reports.xlsx.formulas import Bound
from ews_cli.reports.xlsx.layout import Judge
from ews_cli.reports.xlsx.looks import GREY, STRONG, calculate, put
from ews_cli.reports.xlsx.overview import COUNTS, FIRST, LABELS, NOTHING, Overview, Row

WIDTH, HEIGHT, GAP = 560, 320, 20
_INK = "#1F4E79"
_FONT = {"size": 9, "color": GREY}
_BLOCK = FIRST + 3
"""The row where the figures of a chart over the years begin, below the only provider."""


def portfolio(overview: Overview) -> None:
    """The charts of several providers."""
    charts = [_counts(overview)]
    ratios = list(dict.fromkeys(judge.criterion.ratio for judge in overview.layout.judges))
    if overview.count and len(ratios) > 1:
        charts.append(_scatter(overview, ratios[0], ratios[1]))
    _insert(overview, charts)


def single(overview: Overview, row: Row, rows: Sequence[int]) -> None:
    """The charts of one provider over its years; `rows` are those of its years on the sheet of ratios, from one."""
    sheet, layout = overview.sheet, overview.layout
    column = len(overview.items)
    years = [year.cells[layout.place[Jaar.BOEKJAAR]] for year in row.content.jaren]
    blocks: list[tuple[Judge, int, list[Bound]]] = []
    for judge in layout.judges:
        blocks.append((judge, column, lines := _lines(judge)))
        column += 2 + len(lines)
    # Line by line: a row that was left is written.
    for n, (year, at) in enumerate(zip(years, rows, strict=True)):
        for judge, first, lines in blocks:
            put(sheet, _BLOCK + n, first, str(year), None)
            key = f"ratio:{judge.criterion.ratio}"
            own = f"{layout.whole(key).rpartition('!')[0]}!${layout.letters(key)}${at}"
            value = row.content.jaren[n].cells[layout.place[key]]
            shown = NOTHING if isinstance(value, str) else value
            calculate(sheet, _BLOCK + n, first + 1, f"IF(ISNUMBER({own}),{own},NA())", shown, None)
            for m, line in enumerate(lines):
                calculate(sheet, _BLOCK + n, first + 2 + m, line.grens, float(line.band.grens), None)
    sheet.set_column(len(overview.items), column - 1, 8, None, {"hidden": True})
    _insert(overview, [_years(overview, *block, len(years)) for block in blocks])


def _lines(judge: Judge) -> list[Bound]:
    """The bounds that a ratio itself is held against; of equal ones the one that asks for the fewest years."""
    values = (b for b in judge.bounds if b.band.vergelijking is not Vergelijking.DROPS_AT_LEAST)
    found: dict[Fraction, Bound] = {}
    for bound in sorted(values, key=lambda b: (b.band.years, b.band.trede)):
        found.setdefault(bound.band.grens, bound)
    return sorted(found.values(), key=lambda b: b.band.trede)


def _insert(overview: Overview, charts: Sequence[Any]) -> None:
    """Below each other, to the right of the last column that is shown; a filter neither moves nor hides them."""
    for n, chart in enumerate(charts):
        place = {"x_offset": 15, "y_offset": 10 + n * (HEIGHT + GAP), "object_position": 3}
        overview.sheet.insert_chart(FIRST, overview.shown, chart, place)


def _dressed(chart: Any, title: str) -> Any:
    chart.set_title({"name": title, "name_font": {"size": 12, "color": _INK}, "overlay": False})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.show_hidden_data()
    chart.show_na_as_empty_cell()
    chart.set_chartarea({"border": {"color": "#D0D5DB"}})
    return chart


def _counts(overview: Overview) -> Any:
    """How many providers stand on each trede."""
    chart = overview.book.add_chart({"type": "column"})
    start, counted = overview.place[Jaar.BOEKJAAR], overview.counted()
    last = start + len(counted) - 1
    treden = sorted((t for t, what in overview.policy.treden.items() if what.computed), reverse=True)
    points = [{"fill": {"color": STRONG[trede]}} for trede in treden]
    points += [{"pattern": {"pattern": "wide_upward_diagonal", "fg_color": GREY, "bg_color": "white"}}] * 2
    chart.add_series(
        {
            "name": "aanbieders",
            "categories": [OVERZICHT, LABELS, start, LABELS, last],
            "values": [OVERZICHT, COUNTS, start, COUNTS, last],
            "points": points,
            "gap": 60,
            "data_labels": {"value": True, "font": {"size": 10, "bold": True}},
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_x_axis({"num_font": _FONT})
    return _dressed(chart, "Aanbieders per trede")


def _scatter(overview: Overview, across: str, upward: str) -> Any:
    """Two ratios against each other, a mark for each provider."""
    chart = overview.book.add_chart({"type": "scatter"})
    x, y = overview.place[f"grafiek:{across}"], overview.place[f"grafiek:{upward}"]
    chart.add_series(
        {
            "name": "aanbieders",
            "categories": [OVERZICHT, FIRST, x, overview.last, x],
            "values": [OVERZICHT, FIRST, y, overview.last, y],
            "marker": {
                "type": "circle",
                "size": 6,
                "fill": {"color": _INK, "transparency": 40},
                "border": {"color": "white"},
            },
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis(_axis(across))
    chart.set_y_axis(_axis(upward))
    return _dressed(chart, f"{RATIOS[across].tekst} en {RATIOS[upward].tekst}".capitalize())


def _years(overview: Overview, judge: Judge, first: int, lines: Sequence[Bound], years: int) -> Any:
    """A ratio over the years, with the bounds that it is held against as lines."""
    chart = overview.book.add_chart({"type": "line"})
    last = _BLOCK + years - 1
    categories = [OVERZICHT, _BLOCK, first, last, first]
    naam = judge.criterion.naam.replace("_", " ")
    unit = RATIOS[judge.criterion.ratio].eenheid
    chart.add_series(
        {
            "name": naam,
            "categories": categories,
            "values": [OVERZICHT, _BLOCK, first + 1, last, first + 1],
            "line": {"color": _INK, "width": 2.25},
            "marker": {"type": "circle", "size": 7, "fill": {"color": _INK}, "border": {"color": "white"}},
            "data_labels": {"value": True, "position": "above", "num_format": _format(unit, 1)},
        }
    )
    for m, line in enumerate(lines):
        trede = line.band.trede
        chart.add_series(
            {
                "name": f"grens trede {trede}",
                "categories": categories,
                "values": [OVERZICHT, _BLOCK, first + 2 + m, last, first + 2 + m],
                "line": {"color": STRONG[trede], "width": 1.25, "dash_type": "dash"},
                "marker": {
                    "type": "none" if years > 1 else "long_dash",
                    "size": 15,
                    "fill": {"color": STRONG[trede]},
                },
            }
        )
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_x_axis({"num_font": _FONT, "label_position": "low"})
    chart.set_y_axis(
        {"num_font": _FONT, "num_format": _format(unit, 0), "major_gridlines": {"visible": False}}
    )
    return _dressed(chart, naam.capitalize())


def _axis(ratio: str) -> dict[str, Any]:
    return {
        "name": RATIOS[ratio].tekst,
        "name_font": _FONT,
        "num_font": _FONT,
        "num_format": _format(RATIOS[ratio].eenheid, 0),
        # The words stay at the edge where equity is negative, and do not run through the marks.
        "label_position": "low",
        "major_gridlines": {"visible": True, "line": {"color": "#E3E6EA"}},
    }


def _format(unit: Eenheid, more: int) -> str:
    places = {Eenheid.PERCENT: more, Eenheid.RATIO: 1 + more, Eenheid.DAGEN: 0}[unit]
    return f"0{'.' + '0' * places if places else ''}{'%' if unit is Eenheid.PERCENT else ''}"
