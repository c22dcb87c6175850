"""The sheet with one row for each provider: where it stands, calculated from the sheet of ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.core.werkmap import BETWEEN, Jaar
from ews_cli.reports.standing import UNKNOWN
from ews_cli.reports.xlsx.content import Cell, Content
from ews_cli.reports.xlsx.formulas import text
from ews_cli.reports.xlsx.layout import Kind, Layout
from ews_cli.reports.xlsx.looks import (
    GREY,
    TREDEN,
    UNKNOWN_GROUND,
    Looks,
    calculate,
    headings,
    make_room,
    paper,
    put,
)
from ews_cli.reports.xlsx.quick import Columns

LABELS, COUNTS, HEADINGS, FIRST = 3, 4, 6, 7
"""Rows, counted from zero: what is counted, how many, the headings, and the first provider."""
NOTHING = "#N/A"
"""What a chart leaves out; a text it would draw as nil."""
_AT = "rij"


class Row(NamedTuple):
    """A provider as its row is written: its number, its region, and the row of its judged year (from one)."""

    content: Content
    nr: int
    regio: str
    at: int

    def last(self, layout: Layout, key: str) -> Cell:
        """A value of the judged year on the sheet of ratios."""
        return self.content.jaren[-1].cells[layout.place[key]]


class Item(NamedTuple):
    """A column: a value that is written, or a formula and what it gives.

    Attributes:
        ratio: of a ratio its name, by which the decimals are found.
        decides: of a ratio the criteria on it.
        hidden: only charts and other columns need it.
    """

    key: str
    head: str
    width: float
    kind: Kind
    value: Callable[[Row], Cell]
    formula: str = ""
    ratio: str = ""
    decides: tuple[str, ...] = ()
    hidden: bool = False


class Overview:
    """The sheet while it is written, from the top down.

    Attributes:
        count: how many providers it will hold.
    """

    def __init__(
        self,
        book: Any,
        sheet: Any,
        looks: Looks,
        layout: Layout,
        policy: Thresholds,
        count: int,
        with_regio: bool,
        with_signals: bool,
        with_interim: bool,
    ) -> None:
        self.book, self.sheet, self.looks, self.layout, self.policy = book, sheet, looks, layout, policy
        self.count = count
        self.tally: dict[str, int] = {}
        self.items: list[Item] = []
        self._items(with_regio, with_signals, with_interim)
        self.place = {item.key: n for n, item in enumerate(self.items)}
        self.columns = Columns(
            [self._look(item) for item in self.items], [item.formula for item in self.items]
        )
        self.last = FIRST + max(count, 1) - 1
        self.shown = sum(not item.hidden for item in self.items)

    def _look(self, item: Item) -> Any:
        if item.formula and item.kind is Kind.TEXT:
            # A formula in a cell that is marked as text would become one when it is typed again.
            return None
        return self.looks.of_kind(item.kind, RATIOS[item.ratio].eenheid if item.ratio else None)

    def range(self, key: str) -> str:
        """The cells of a column, all providers."""
        letters = xl_col_to_name(self.place[key])
        return f"${letters}${FIRST + 1}:${letters}${self.last + 1}"

    def _cell(self, key: str) -> str:
        at = next(n for n, item in enumerate(self.items) if item.key == key)
        return f"${xl_col_to_name(at)}{{r}}"

    def _items(self, with_regio: bool, with_signals: bool, with_interim: bool) -> None:
        add, layout = self.items.append, self.layout
        add(Item("nr", "nr", 6, Kind.WHOLE, lambda row: row.nr))
        add(Item("aanbieder", "aanbieder", 44, Kind.TEXT, lambda row: row.content.naam))
        add(Item("kvk", "KvK", 11, Kind.TEXT, lambda row: row.content.kvk))
        if with_regio:
            add(Item("regio", "regio", 20, Kind.TEXT, lambda row: row.regio))
        for jaar, width, kind in ((Jaar.BOEKJAAR, 11, Kind.WHOLE), (Jaar.BALANSDATUM, 12, Kind.DAY)):
            add(Item(jaar.value, jaar.value, width, kind, self._last(jaar)))
        self._calculated("trede", "trede", 9, Kind.TREDE, "trede")
        self._calculated("ten_minste", "ten minste", 11, Kind.TREDE, "ten_minste")
        self._calculated("ten_hoogste", "ten hoogste", 11, Kind.TREDE, "ten_hoogste")
        names = f"INDEX(trede_namen,{self._cell('ten_minste')})"
        sure = f"{self._cell('ten_minste')}={self._cell('ten_hoogste')}"
        add(Item("naam", "naam van de trede", 19, Kind.TEXT, self._name, f'IF({sure},{names},"")'))
        self._calculated("bepalend", "bepalend", 34, Kind.TEXT, "bepalend")
        earlier = f"{layout.whole('rij:1')}"
        before = f'IF({self._at(earlier)}>0,INDEX({layout.whole("trede")},{self._at(earlier)}),"")'
        add(Item("vorig", "trede een jaar eerder", 10, Kind.TREDE, self._before, before))
        for judge in layout.judges:
            naam, ratio = judge.criterion.naam, judge.criterion.ratio
            if f"ratio:{ratio}" not in {item.key for item in self.items}:
                same = tuple(j.criterion.naam for j in layout.judges if j.criterion.ratio == ratio)
                head = RATIOS[ratio].tekst if len(same) > 1 else naam.replace("_", " ")
                self._ratio(ratio, head, same)
        self._revenue()
        if with_signals:
            add(Item("met signalen", "met signalen", 10, Kind.TREDE, lambda row: row.content.met_signalen))
            add(Item("besluit", "besloten trede", 10, Kind.TREDE, lambda row: row.content.besluit))
        if with_interim:
            add(Item("tussentijds", "tussentijds", 24, Kind.TEXT, lambda row: row.content.beeld))
        add(Item("meldingen", "meldingen", 30, Kind.TEXT, lambda row: row.content.codes))
        key = f'MATCH($A{{r}}&"{BETWEEN}"&{self._cell(Jaar.BOEKJAAR)},jaar_sleutel,0)'
        add(Item(_AT, "rij op Ratio's", 8, Kind.WHOLE, lambda row: row.at, key, hidden=True))
        rij = self._cell(_AT)
        self.items[:] = [item._replace(formula=item.formula.replace("@", rij)) for item in self.items]
        for item in [item for item in self.items if item.ratio]:
            cell = self._cell(item.key)
            formula = f"IF(ISNUMBER({cell}),{cell},NA())"
            value = _or_nothing(item.value)
            add(
                Item(
                    f"grafiek:{item.ratio}",
                    f"grafiek {item.head}",
                    8,
                    Kind.RATIO,
                    value,
                    formula,
                    hidden=True,
                )
            )

    def _at(self, whole: str) -> str:
        """The value of a column of the sheet of ratios in the judged year of the provider."""
        return f"INDEX({whole},@)"

    def _last(self, key: str) -> Callable[[Row], Cell]:
        return lambda row: row.last(self.layout, key)

    def _calculated(self, key: str, head: str, width: float, kind: Kind, of: str) -> None:
        self.items.append(Item(key, head, width, kind, self._last(of), self._at(self.layout.whole(of))))

    def _ratio(self, ratio: str, head: str, criteria: tuple[str, ...]) -> None:
        own = self._last(f"ratio:{ratio}")
        found = self._at(self.layout.whole(f"ratio:{ratio}"))
        formula = f"IF(ISNUMBER({found}),{found},{text(UNKNOWN)})"

        def value(row: Row) -> Cell:
            return UNKNOWN if isinstance(own(row), str) else own(row)

        self.items.append(Item(f"ratio:{ratio}", head, 12, Kind.RATIO, value, formula, ratio, criteria))

    def _revenue(self) -> None:
        """The revenue in euro; where the unit is unknown it cannot stand beside that of others."""
        key = f"post:{Post.OPBRENGSTEN.value}"
        own, found = self._last(key), self._at(self.layout.whole(key))

        def value(row: Row) -> Cell:
            if not row.content.unit_known:
                return "eenheid onbekend"
            return UNKNOWN if isinstance(own(row), str) else own(row)

        unit = self._at(self.layout.whole(Jaar.EENHEID))
        known = f"IF(ISNUMBER({found}),{found},{text(UNKNOWN)})"
        formula = f'IF({unit}="onbekend","eenheid onbekend",{known})'
        self.items.append(Item("opbrengsten", "opbrengsten", 15, Kind.EURO, value, formula))

    def _name(self, row: Row) -> Cell:
        trede = row.last(self.layout, "trede")
        return self.policy.treden[trede].naam if isinstance(trede, int) else ""

    def _before(self, row: Row) -> Cell:
        comparable = row.last(self.layout, "jaren ervoor")
        return row.content.jaren[-2].cells[self.layout.place["trede"]] if comparable else ""

    def begin(self, title: str, lines: tuple[str, str]) -> None:
        """Write what stands above the providers, but for the counts and the headings."""
        sheet, looks = self.sheet, self.looks
        for n, item in enumerate(self.items):
            sheet.set_column(n, n, item.width, None, {"hidden": item.hidden})
        put(sheet, 0, 0, title, looks.title)
        put(sheet, 1, 0, lines[0], looks.muted)
        put(sheet, 2, 0, lines[1], looks.muted)

    def counted(self) -> list[tuple[str, str]]:
        """What is counted: the words, and the formula."""
        low, high = self.range("ten_minste"), self.range("ten_hoogste")
        treden = sorted((t for t, what in self.policy.treden.items() if what.computed), reverse=True)
        found = [(f"trede {t}", f"SUMPRODUCT(({low}={t})*({high}={t}))") for t in treden]
        least = f"SUMPRODUCT(({low}>1)*({low}<{high}))"
        unknown = f"SUMPRODUCT(({low}=1)*({high}>1))"
        return [*found, ("ten minste 2", least), ("niet te bepalen", unknown)]

    def heads(self, treden: Sequence[tuple[int, int]]) -> None:
        """Write the counts and the headings; `treden` are the ranges of the providers."""
        sheet, looks = self.sheet, self.looks
        sheet.set_row(LABELS, 18)
        sheet.set_row(COUNTS, 21)
        sheet.set_row(HEADINGS, 32)
        start = self.place[Jaar.BOEKJAAR]
        counted = self.counted()
        computed = sorted((t for t, what in self.policy.treden.items() if what.computed), reverse=True)
        counts = [treden.count((trede, trede)) for trede in computed]
        counts += [sum(1 < low < high for low, high in treden), sum(low == 1 < high for low, high in treden)]
        for n, (words, _) in enumerate(counted):
            sheet.write_string(LABELS, start + n, words, looks.label)
        for n, ((_, formula), number) in enumerate(zip(counted, counts, strict=True)):
            calculate(sheet, COUNTS, start + n, formula, number, looks.count)
        headings(sheet, HEADINGS, [item.head for item in self.items], looks.head)

    def row(self, row: Row) -> None:
        """Write the row of a provider."""
        at = FIRST + row.nr - 1
        long = len(row.content.naam) > self.items[self.place["aanbieder"]].width
        if long:
            make_room(self.sheet, at, [(row.content.naam, self.items[self.place["aanbieder"]].width)])
        other = {self.place["aanbieder"]: self.looks.wraps} if long else {}
        for n, item in enumerate(self.items):
            places = row.content.jaren[-1].decimals.get(f"ratio:{item.ratio}", 0) if item.ratio else 0
            if places:
                other[n] = self.looks.of_kind(item.kind, RATIOS[item.ratio].eenheid, places)
        values = (item.value(row) for item in self.items)
        days = self.place[Jaar.BALANSDATUM]
        self.sheet.line(
            at,
            self.columns,
            [date.fromisoformat(str(value)) if n == days else value for n, value in enumerate(values)],
            other,
        )

    def end(self) -> None:
        """What holds for all rows: the filter, the colours, the paper."""
        sheet = self.sheet
        if not self.count:
            put(sheet, FIRST, self.place["aanbieder"], "niemand", self.looks.muted)
        sheet.freeze_panes(FIRST, self.place["aanbieder"] + 1)
        sheet.autofilter(HEADINGS, 0, self.last, self.shown - 1)
        self._colours()
        paper(sheet, HEADINGS)
        sheet.print_area(0, 0, self.last, self.shown - 1)

    def _colours(self) -> None:
        last, looks = self.last, self.looks
        first_trede, last_trede = self.place["trede"], self.place["ten_hoogste"]
        low, high = (
            f"${xl_col_to_name(self.place[key])}{FIRST + 1}" for key in ("ten_minste", "ten_hoogste")
        )
        # What may be more than trede 1 is not coloured as if it were that.
        grounds = [(f"=AND({low}=1,{high}>1)", UNKNOWN_GROUND)]
        grounds += [(f"={low}={trede}", ground) for trede, ground in TREDEN.items()]
        for criteria, ground in grounds:
            rule = {"type": "formula", "criteria": criteria, "stop_if_true": True}
            look = {"format": looks.of(bg_color=ground)}
            self.sheet.conditional_format(FIRST, first_trede, last, last_trede, rule | look)
        decides = xl_col_to_name(self.place["bepalend"])
        for n, item in enumerate(self.items):
            if not item.ratio or item.hidden:
                continue
            cell = f"{xl_col_to_name(n)}{FIRST + 1}"
            named = ",".join(
                f'ISNUMBER(SEARCH(" {naam} "," "&${decides}{FIRST + 1}&" "))' for naam in item.decides
            )
            rules = (
                (f"=ISTEXT({cell})", looks.of(font_color=GREY, italic=True)),
                (f"=OR({named})", looks.of(bold=True, bg_color="#FBE3D6")),
            )
            for criteria, look in rules:
                self.sheet.conditional_format(
                    FIRST, n, last, n, {"type": "formula", "criteria": criteria, "format": look}
                )


def _or_nothing(value: Callable[[Row], Cell]) -> Callable[[Row], Cell]:
    return lambda row: NOTHING if isinstance(found := value(row), str) else found
