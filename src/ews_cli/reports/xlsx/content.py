"""What the workbook holds of one provider: values as the core gives them, ready to be written.

Made where the provider is judged and kept as JSON until it is written, so that it is of plain lists and texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ews_cli.core import werkmap
from ews_cli.core.beoordeling import Beoordeling, Oordeel, aansluitend
from ews_cli.core.jaarrekening import Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Eenheid, Uitkomst, bereken
from ews_cli.core.tussentijds import Beeld
from ews_cli.core.werkmap import BETWEEN, Jaar, Regel
from ews_cli.problems import CODES, Problem
from ews_cli.reports.clean import clean
from ews_cli.reports.criteria import range_text
from ews_cli.reports.result import Result
from ews_cli.reports.rows import DECIMALS, date_text, rounded, value_bounds
from ews_cli.reports.standing import UNKNOWN
from ews_cli.reports.xlsx.cells import Empty, written
from ews_cli.reports.xlsx.formulas import MET, NOT_MET, OPEN, WHY
from ews_cli.reports.xlsx.layout import Layout

Cell = str | int | float | None
"""A value of a cell; None is empty, a day is its ISO text."""
ROW, WHOSE = "\ue000", "\ue001"
"""Stand for the number of a row and that of a provider until both are known; no text from a file has them."""


class Look(StrEnum):
    """Stands for a format on the sheet of posts until there is a workbook."""

    TEXT = "\ue002"
    YEAR = "\ue003"
    AMOUNT = "\ue004"
    READ = "\ue005"


_POSTS = [
    (xl_col_to_name(n), {2: Look.YEAR, 4: Look.AMOUNT, 11: Look.READ}.get(n, Look.TEXT), "")
    for n in range(len(Regel))
]
"""The columns of the sheet of posts."""
_NEEDED = frozenset(post for ratio in RATIOS.values() for post in ratio.posten)


class Year(NamedTuple):
    """A row of the sheet of ratios: the cells in the order of the layout, and of ratios the decimals to show."""

    cells: list[Cell]
    decimals: dict[str, int]


class Content(NamedTuple):
    """One provider.

    Attributes:
        jaren: a row for each year, oldest first; the last is judged.
        posten: the rows of the sheet of posts, a line each, as they are written but for `ROW`, `WHOSE` and the formats.
        tussentijds: rows of the sheet of interim figures.
        met_signalen, besluit, beeld: what no formula calculates: with signals, decided, and on interim figures.
        unit_known: whether the amounts of the judged year are in euro.
        meldingen: the problems, with weight, code, words and place.
        codes: their codes.
    """

    naam: str
    kvk: str | None
    jaren: list[Year]
    posten: str
    tussentijds: list[list[Cell]]
    met_signalen: str
    besluit: int | None
    beeld: str
    unit_known: bool
    meldingen: list[list[str]]
    codes: str


def content(result: Result, layout: Layout, files: Sequence[str]) -> Content:
    """What the workbook holds of a provider; `files` are those of the run that are its own."""
    judged = [*result.eerder, result.beoordeling]
    years = result.jaren
    rows = [_year(result, one, years[: n + 1], layout) for n, one in enumerate(judged)]
    known = list(dict.fromkeys((*files, *(year.bestand for year in years))))
    asked = {post for judge in layout.judges for post in RATIOS[judge.criterion.ratio].posten}
    naam = clean(result.aanbieder.naam)
    posten = [row for year in years for row in _posts(year, str(year.boekjaar), known, asked)]
    for picture in result.tussentijds:
        posten += _posts(picture.cijfers, _interim_key(picture.cijfers), known, frozenset())
    signals, last = result.signalen, result.tussentijds[-1] if result.tussentijds else None
    problems = result.alle_problemen
    return Content(
        naam=naam,
        kvk=result.aanbieder.kvk,
        jaren=rows,
        posten="\n".join(_written(naam, row) for row in posten),
        tussentijds=[_interim(result, picture) for picture in result.tussentijds],
        met_signalen="" if signals is None else range_text(signals.ten_minste, signals.ten_hoogste),
        besluit=None if signals is None or signals.besluit is None else signals.besluit.trede,
        beeld="" if last is None else _picture(last),
        unit_known=result.beoordeling.jaar.eenheid is not None,
        meldingen=[problem_cells(problem) for problem in problems],
        codes=" ".join(sorted({problem.code for problem in problems})),
    )


def loaded(kept: Any) -> Content:
    """The content that came back out of JSON."""
    found = Content(*kept)
    return found._replace(jaren=[Year(*year) for year in found.jaren])


def problem_cells(problem: Problem) -> list[str]:
    """A problem as cells: weight, code, title, words and place."""
    return [
        problem.weegt.value,
        problem.code,
        CODES[problem.code].titel,
        clean(problem.melding),
        clean(problem.waar or ""),
    ]


def _picture(beeld: Beeld) -> str:
    return f"{range_text(beeld.ten_minste, beeld.ten_hoogste)} per {date_text(beeld.cijfers.balansdatum)}"


def _whose(result: Result, jaar: Jaarrekening) -> dict[str, Cell]:
    aanbieder = result.aanbieder
    return {
        Jaar.AANBIEDER: clean(aanbieder.naam),
        Jaar.KVK: aanbieder.kvk,
        Jaar.AGB: aanbieder.agb,
        Jaar.RECHTSVORM: clean(aanbieder.rechtsvorm or ""),
        Jaar.BOEKJAAR: jaar.boekjaar,
        Jaar.BALANSDATUM: jaar.balansdatum.isoformat(),
        Jaar.SOORT: jaar.soort.value,
        Jaar.MAANDEN: jaar.maanden,
        Jaar.BASIS: jaar.basis.value,
        Jaar.EENHEID: werkmap.UNIT_UNKNOWN if jaar.eenheid is None else str(jaar.eenheid),
        Jaar.BESTEMMING: jaar.resultaatbestemming.value,
        Jaar.ACCOUNTANT: clean(jaar.accountant or ""),
    }


def _year(result: Result, judged: Beoordeling, years: Sequence[Jaarrekening], layout: Layout) -> Year:
    """The row of a year; number and key are not known here."""
    jaar, before = judged.jaar, aansluitend(years)
    found: dict[str, Cell] = _whose(result, jaar)
    found["jaren ervoor"] = len(before)
    for post in _NEEDED:
        amount = jaar.bedrag(post)
        found[f"post:{post.value}"] = clean(jaar.reden(post)) if amount is None else number(amount)
    outcomes = {o.ratio.naam: o.uitkomst for o in judged.oordelen}
    outcomes |= {ratio.naam: outcome for ratio, outcome in judged.informerend}
    decimals: dict[str, int] = {}
    for naam, outcome in outcomes.items():
        found[f"ratio:{naam}"] = _ratio(outcome)
    for naam, back in layout.back.items():
        values = [bereken(RATIOS[naam], year).waarde for year in before[:back]]
        for n in range(1, back + 1):
            value = values[n - 1] if n <= len(values) else None
            shown = UNKNOWN if n > len(values) else _ratio(bereken(RATIOS[naam], before[n - 1]))
            found[f"ratio:{naam}:{n}"] = shown if value is None else number(value)
        _criteria(found, judged, naam, [outcomes[naam].waarde, *values], decimals)
    found["ten_minste"], found["ten_hoogste"] = judged.ten_minste, judged.ten_hoogste
    found["trede"] = judged.trede or range_text(judged.ten_minste, judged.ten_hoogste)
    found["bepalend"] = " ".join(judged.bepalend)
    return Year([found.get(column.key) for column in layout.columns], decimals)


def _criteria(
    found: dict[str, Cell],
    judged: Beoordeling,
    ratio: str,
    values: Sequence[Fraction | None],
    decimals: dict[str, int],
) -> None:
    """The cells of the criteria on a ratio."""
    for oordeel in judged.oordelen:
        if oordeel.ratio.naam != ratio:
            continue
        naam = oordeel.criterium
        bands = oordeel.versie.bands if oordeel.versie else ()
        for n, band in enumerate(bands):
            holds = band.geldt_jaren(values)
            found[f"grens:{naam}:{n}"] = OPEN if holds is None else MET if holds else NOT_MET
        found[f"ten_minste:{naam}"] = oordeel.ten_minste
        found[f"ten_hoogste:{naam}"] = oordeel.ten_hoogste
        found[f"reden:{naam}"] = _reason(oordeel)
        keys = [f"ratio:{ratio}", *(f"ratio:{ratio}:{n}" for n in range(1, len(values)))]
        for key, value in zip(keys, values, strict=False):
            if value is not None:
                decimals[key] = max(decimals.get(key, 0), _decimals(value, oordeel))


def _reason(oordeel: Oordeel) -> str:
    return "geen drempels" if oordeel.versie is None else clean(oordeel.reden or "")


def _decimals(value: Fraction, oordeel: Oordeel) -> int:
    """How many decimals keep a ratio on its side of every bound."""
    scale = 100 if oordeel.ratio.eenheid is Eenheid.PERCENT else 1
    bands = oordeel.versie.bands if oordeel.versie else ()
    limits = [bound * scale for bound in value_bounds(bands)]
    exponent = rounded(value * scale, DECIMALS[oordeel.ratio.eenheid], limits).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _ratio(outcome: Uitkomst) -> Cell:
    return f"{WHY}{clean(outcome.reden or '')}" if outcome.waarde is None else number(outcome.waarde)


def number(exact: Decimal | Fraction) -> float | str:
    """A figure as a spreadsheet holds it; as text where no double is as large."""
    try:
        found = float(exact)
    except OverflowError:
        return str(exact)
    return found if isfinite(found) else str(exact)


def _posts(jaar: Jaarrekening, when: str, files: Sequence[str], asked: AbstractSet[Post]) -> list[list[Cell]]:
    """A row for each amount, and for each post that is missing and was looked for or is asked for."""
    rows = []
    for post in Post:
        bedrag = jaar.posten.get(post)
        if bedrag is not None:
            rows.append(_amount(jaar, when, post.tekst, bedrag, files))
        elif post in jaar.ontbreekt or post in asked:
            rows.append(_row(jaar, when, post.tekst, ["ontbreekt", None, None, None, None, jaar.reden(post)]))
    if jaar.totaal_passiva is not None:
        rows.append(_amount(jaar, when, werkmap.TOTAAL_PASSIVA, jaar.totaal_passiva, files))
    return rows


def _amount(jaar: Jaarrekening, when: str, what: str, bedrag: Bedrag, files: Sequence[str]) -> list[Cell]:
    file, cell = _place(jaar.bestand, bedrag.cel, files)
    about: list[Cell] = [bedrag.herkomst.value, file, cell, bedrag.label, bedrag.som, None]
    return _row(jaar, when, what, about, number(bedrag.waarde))


def _row(
    jaar: Jaarrekening, when: str, what: str, about: list[Cell], bedrag: float | str | None = None
) -> list[Cell]:
    cleaned = [clean(cell) if isinstance(cell, str) else cell for cell in about]
    return [f"{when}{BETWEEN}{what}", jaar.boekjaar, what, bedrag, *cleaned, bedrag]


def _written(naam: str, row: list[Cell]) -> str:
    """A row of the sheet of posts as it stands in the file."""
    key, boekjaar, what, bedrag, *about, read = row
    amount = Empty.CELL if bedrag is None else bedrag
    cells = written(_POSTS, [key, naam, boekjaar, what, amount, *about, read], ROW)
    return cells.replace("<t>", f"<t>{WHOSE}{BETWEEN}", 1)


def _place(bestand: str, cel: str | None, files: Sequence[str]) -> tuple[str, str | None]:
    """The file and the cell of an amount; one that came from another file has that before its cell."""
    if cel is None:
        return bestand, None
    for other in files:
        if cel == other:
            return other, None
        if cel.startswith(f"{other}!"):
            return other, cel[len(other) + 1 :]
    return bestand, cel


def _interim_key(cijfers: Jaarrekening) -> str:
    return f"{cijfers.balansdatum.isoformat()}{BETWEEN}{cijfers.maanden}"


def _interim(result: Result, picture: Beeld) -> list[Cell]:
    """A row of the sheet of interim figures: whose, the trede, and the ratio of each criterion."""
    whose = _whose(result, picture.cijfers)
    row: list[Cell] = [_interim_key(picture.cijfers), *(whose[jaar] for jaar in Jaar if jaar in whose)]
    row += [
        range_text(picture.ten_minste, picture.ten_hoogste),
        " ".join(picture.bepalend),
    ]
    for meting in picture.metingen:
        row += [_ratio(meting.oordeel.uitkomst), meting.maanden]
    return row
