"""The workbook of `ews compare`: a row for each provider of two results, to sort, filter and share.

It holds fixed values: a formula would need both workbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple

from ews_cli.core.ratios import Eenheid
from ews_cli.reports.clean import clean
from ews_cli.reports.compare_notes import notes
from ews_cli.reports.compare_report import summary
from ews_cli.reports.compare_words import reason
from ews_cli.reports.comparison import Comparison, Entry, Pair
from ews_cli.reports.criteria import range_text
from ews_cli.reports.rows import DECIMALS, change_bounds, date_text, rounded, value_bounds
from ews_cli.reports.scored import Figure, Range, Scored
from ews_cli.reports.standing import UNKNOWN
from ews_cli.reports.workbook import new_workbook, saved
from ews_cli.reports.xlsx.content import Cell, number
from ews_cli.reports.xlsx.layout import Kind
from ews_cli.reports.xlsx.looks import TREDEN, UNKNOWN_GROUND, Looks, headings, make_room, paper, put
from ews_cli.reports.xlsx.rows import MAX_ROWS, TooManyRows

HEADINGS, FIRST = 4, 5
"""Rows, counted from zero: the headings, and the first provider."""
NAME, REASON = "aanbieder", "waardoor"
NOTE = "Vaste waarden, geen formules. Gestegen en gedaald zijn zeker; onzeker: de bereiken van toen en nu raken elkaar."


class Shown(NamedTuple):
    """A value with how it looks."""

    value: Cell
    look: Any


class Column(NamedTuple):
    """A column: its heading, its width, and what it shows of a provider."""

    head: str
    width: float
    of: Callable[[Entry], Shown]


def workbook(found: Comparison) -> bytes:
    """The workbook as bytes; the same for the same results. Raises TooManyRows."""
    if FIRST + len(found.entries) > MAX_ROWS:
        raise TooManyRows
    target = BytesIO()
    book = new_workbook(target)
    looks = Looks(book)
    _movements(book.add_worksheet("Verschuivingen"), looks, found)
    _about(book.add_worksheet("Toelichting"), looks, found)
    return saved(book, target)


def _movements(sheet: Any, looks: Looks, found: Comparison) -> None:
    columns = _Columns(looks, found).all()
    for row, (text, look) in enumerate(
        [(summary(found), looks.title), (_sides(found), looks.muted), (NOTE, looks.muted)]
    ):
        put(sheet, row, 0, clean(text), look)
    headings(sheet, HEADINGS, [column.head for column in columns], looks.head)
    sheet.set_row(HEADINGS, 32)
    for n, column in enumerate(columns):
        sheet.set_column(n, n, column.width)
    for row, entry in enumerate(found.entries, FIRST):
        shown = [column.of(entry) for column in columns]
        wide = [(str(one.value), column.width) for one, column in zip(shown, columns, strict=True)]
        make_room(sheet, row, wide)
        for n, one in enumerate(shown):
            put(sheet, row, n, one.value, one.look)
    last = max(FIRST + len(found.entries) - 1, FIRST)
    sheet.autofilter(HEADINGS, 0, last, len(columns) - 1)
    sheet.freeze_panes(FIRST, 2)
    paper(sheet, HEADINGS, wide=2)
    sheet.repeat_columns(0, 1)


def _sides(found: Comparison) -> str:
    sides = (("oud", found.oud), ("nieuw", found.nieuw))
    return "; ".join(f"{label}: {run.bestand}, peildatum {date_text(run.peildatum)}" for label, run in sides)


class _Columns:
    """The columns of a comparison."""

    def __init__(self, looks: Looks, found: Comparison) -> None:
        self.looks, self.found = looks, found
        self.text = looks.wraps
        self.year = looks.of(num_format="0", align="center", valign="top")

    def all(self) -> list[Column]:
        """All of them, from left to right."""
        columns = [
            Column("beweging", 13, lambda entry: self._text(entry.move.value.replace("_", " "))),
            Column(NAME, 40, lambda entry: self._text(entry.latest.naam)),
            Column("KvK", 11, lambda entry: self._text(entry.kvk)),
            *self._both("trede", 9, lambda side: self._trede(side.place)),
            Column(REASON, 70, lambda entry: self._text(reason(self.found, entry))),
        ]
        for criterium in dict.fromkeys(
            pair.criterium for entry in self.found.entries for pair in entry.pairs
        ):
            columns += self._figures(criterium)
        columns += self._both("boekjaar", 10, lambda side: Shown(side.boekjaar, self.year))
        columns += self._both("ten minste", 11, lambda side: self._trede((side.place[0], side.place[0])))
        columns += self._both("ten hoogste", 11, lambda side: self._trede((side.place[1], side.place[1])))
        if self.found.with_signals:
            columns += self._both("met signalen", 13, lambda side: self._trede(side.met_signalen))
            columns += self._both("besloten trede", 14, lambda side: self._trede(_certain(side.besluit)))
        columns.append(
            Column("gekoppeld op", 13, lambda entry: self._text(entry.by.value if entry.by else None))
        )
        return columns

    def _text(self, text: str | None) -> Shown:
        return Shown(clean(text or ""), self.text)

    def _both(self, head: str, width: float, of: Callable[[Scored], Shown]) -> Iterator[Column]:
        """A column for the old result and one for the new; empty for who is not in it."""
        yield Column(f"{head} oud", width, lambda entry: of(entry.oud) if entry.oud else _NOTHING)
        yield Column(f"{head} nieuw", width, lambda entry: of(entry.nieuw) if entry.nieuw else _NOTHING)

    def _trede(self, place: Range | None) -> Shown:
        """A trede as a number, or its range as a text."""
        if place is None:
            return _NOTHING
        low, high = place
        ground = UNKNOWN_GROUND if low == 1 < high else TREDEN[low]
        look = self.looks.of_kind(Kind.TREDE, valign="top", bg_color=ground)
        return Shown(low if low == high else range_text(low, high), look)

    def _figures(self, criterium: str) -> Iterator[Column]:
        """A ratio in both results, and how it changed."""
        naam = clean(criterium.replace("_", " "))

        def of(entry: Entry) -> Pair | None:
            return next((pair for pair in entry.pairs if pair.criterium == criterium), None)

        yield Column(f"{naam} oud", 13, lambda entry: self._ratio(of(entry), lambda pair: pair.oud))
        yield Column(f"{naam} nieuw", 13, lambda entry: self._ratio(of(entry), lambda pair: pair.nieuw))
        yield Column(f"{naam} verschil", 13, lambda entry: self._change(of(entry)))

    def _ratio(self, pair: Pair | None, side: Callable[[Pair], Figure | None]) -> Shown:
        figure = side(pair) if pair else None
        if pair is None or figure is None:
            return _NOTHING
        if figure.waarde is None:
            return Shown(UNKNOWN, self.looks.of(italic=True, align="right", valign="top"))
        bounds = value_bounds(self.found.bounds.get(pair.criterium, ()))
        exact = Fraction(figure.waarde)
        look = self.looks.of_kind(
            Kind.RATIO, figure.eenheid, _places(exact, figure.eenheid, bounds), valign="top"
        )
        return Shown(number(exact), look)

    def _change(self, pair: Pair | None) -> Shown:
        """The change; that of a percentage is in percentage points."""
        if pair is None or pair.change is None or pair.nieuw is None:
            return _NOTHING
        unit, exact = pair.nieuw.eenheid, Fraction(pair.change)
        bounds = change_bounds(self.found.bounds.get(pair.criterium, ()))
        zeros = "." + "0" * places if (places := _places(exact, unit, bounds)) else ""
        suffix = '" pp"' if unit is Eenheid.PERCENT else ""
        figure = f"#,##0{zeros}{suffix}"
        look = self.looks.of(num_format=f"+{figure};-{figure};{figure}", align="right", valign="top")
        return Shown(number(exact * (100 if unit is Eenheid.PERCENT else 1)), look)


_NOTHING = Shown(None, None)


def _certain(trede: int | None) -> Range | None:
    return None if trede is None else (trede, trede)


def _places(exact: Fraction, unit: Eenheid, bounds: list[Fraction]) -> int:
    """How many decimals keep a figure on its side of every bound."""
    shown = rounded(exact, DECIMALS[unit], bounds, 100 if unit is Eenheid.PERCENT else 1)
    exponent = shown.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _about(sheet: Any, looks: Looks, found: Comparison) -> None:
    """What else differs, what could not be read, and by which thresholds each was judged."""
    rows = [("let op", f"{note.about}: {note.text}") for note in notes(found)]
    for label, run in (("oud", found.oud), ("nieuw", found.nieuw)):
        policy = run.policy
        rows.append((f"drempels van {label}", f"{policy.id} {policy.version}, sha256 {policy.sha256}"))
        rows += [(f"bestanden van {label}", str(problem)) for problem in run.problemen]
    put(sheet, 0, 0, "Toelichting", looks.title)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 110)
    for row, (label, text) in enumerate([("verschil", CHANGE), ("verdwenen", GONE), *rows], 2):
        make_room(sheet, row, [(clean(text), 110)])
        put(sheet, row, 0, label, looks.of(bold=True, valign="top"))
        put(sheet, row, 1, clean(text), looks.wraps)
    paper(sheet, 0)


CHANGE = "Nieuw min oud; pp is procentpunt. Leeg waar een van beide ontbreekt, niet te bepalen of een andere ratio is."
GONE = (
    "Wie maar in een van beide resultaten staat, kan in een bestand staan dat de andere run niet kon lezen."
)
