"""Which column of the sheet of ratios holds what, and its formula: the same for every row of a policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ews_cli.core import werkmap
from ews_cli.core.beoordeling import HOOGSTE_BEREKENDE_TREDE
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.thresholds import Criterion, Thresholds, Version
from ews_cli.core.werkmap import BETWEEN, Jaar
from ews_cli.reports.xlsx import formulas
from ews_cli.reports.xlsx.formulas import Bound

FIRST = 4
"""The row of the first year, counted from zero; above it stand a title, groups and headings."""
FIRST_BOUND = 12
"""The row of the first bound on the sheet of thresholds, counted from zero; above it stand the treden."""
TREDE_COLUMN, GRENS_COLUMN = "C", "F"


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    DAY = "day"
    EURO = "euro"
    RATIO = "ratio"
    STATE = "whether a bound is met"
    TREDE = "trede"


class Column(NamedTuple):
    """A column of the sheet of ratios.

    Attributes:
        key: by which it is found.
        group: what stands above its heading.
        formula: with `{r}` for the number of the row; empty where a value is written as it is.
        unit: of a ratio.
        detail: a step between the figures and the trede, which is folded away.
    """

    key: str
    group: str
    head: str
    kind: Kind
    formula: str = ""
    unit: Eenheid | None = None
    detail: bool = False


class Judge(NamedTuple):
    """A criterion with its version and the rows of its bounds; neither where no version is in force."""

    criterion: Criterion
    version: Version | None
    bounds: tuple[Bound, ...]


class Layout:
    """The columns of the sheet of ratios for a policy on a day.

    Attributes:
        judges: the criteria, in the order of the threshold file.
        columns: all columns.
        place: key -> the number of its column.
        back: ratio -> how many years before the judged one its bounds ask for.
    """

    def __init__(self, policy: Thresholds, peildatum: date) -> None:
        self.judges = tuple(_judges(policy, peildatum))
        self.back: dict[str, int] = {}
        for judge in self.judges:
            years = max((formulas.years_back(b.band) for b in judge.bounds), default=0)
            ratio = judge.criterion.ratio
            # One year back is shown even where no bound asks for it: whoever reads a ratio asks how it moved.
            self.back[ratio] = max(self.back.get(ratio, 1), years)
        self.columns: list[Column] = []
        self.place: dict[str, int] = {}
        self._whose()
        self._amounts()
        self._ratios()
        for judge in self.judges:
            self._criterion(judge)
        self._together()

    def cell(self, key: str) -> str:
        """The cell of a column in the row of the formula."""
        return f"${self.letters(key)}{{r}}"

    def letters(self, key: str) -> str:
        """The letters of a column."""
        return str(xl_col_to_name(self.place[key]))

    def whole(self, key: str) -> str:
        """A whole column, for a formula on another sheet or in another row."""
        letters = self.letters(key)
        return f"'{werkmap.RATIOS.replace(chr(39), chr(39) * 2)}'!${letters}:${letters}"

    def _add(self, *columns: Column) -> None:
        for column in columns:
            self.place[column.key] = len(self.columns)
            self.columns.append(column)

    def _whose(self) -> None:
        group = "jaarrekening"
        kinds = {Jaar.BOEKJAAR: Kind.WHOLE, Jaar.BALANSDATUM: Kind.DAY, Jaar.MAANDEN: Kind.WHOLE}
        kinds[Jaar.NR] = Kind.WHOLE
        folded = (
            Jaar.SLEUTEL,
            Jaar.NR,
            Jaar.AGB,
            Jaar.RECHTSVORM,
            Jaar.SOORT,
            Jaar.BESTEMMING,
            Jaar.ACCOUNTANT,
        )
        for jaar in Jaar:
            self._add(
                Column(jaar.value, group, jaar.value, kinds.get(jaar, Kind.TEXT), detail=jaar in folded)
            )
        self._add(Column("jaren ervoor", group, "vergelijkbare jaren ervoor", Kind.WHOLE))
        years, nr, boekjaar = self.cell("jaren ervoor"), self.cell(Jaar.NR), self.cell(Jaar.BOEKJAAR)
        for n in range(1, max(self.back.values(), default=1) + 1):
            found = f'IFERROR(MATCH({nr}&"{BETWEEN}"&({boekjaar}-{n}),jaar_sleutel,0),0)'
            formula = f"IF({years}>={n},{found},0)"
            self._add(Column(f"rij:{n}", group, f"rij van {_ago(n)}", Kind.WHOLE, formula, detail=True))

    def _amounts(self) -> None:
        needed = {post for ratio in RATIOS.values() for post in ratio.posten}
        key = self.cell(Jaar.SLEUTEL)
        for post in Post:
            if post in needed:
                formula = formulas.amount(f'{key}&"{BETWEEN}{post.tekst}"')
                self._add(Column(f"post:{post.value}", "bedragen van Posten", post.tekst, Kind.EURO, formula))

    def _ratios(self) -> None:
        for ratio in RATIOS.values():
            formula = formulas.ratio(
                ratio, lambda post: self.cell(f"post:{post.value}"), self.cell(Jaar.MAANDEN)
            )
            key = f"ratio:{ratio.naam}"
            self._add(Column(key, "ratio's", ratio.tekst, Kind.RATIO, formula, ratio.eenheid))
        for naam, years in self.back.items():
            ratio = RATIOS[naam]
            for n in range(1, years + 1):
                letters = self.letters(f"ratio:{naam}")
                formula = formulas.earlier(self.cell(f"rij:{n}"), f"${letters}:${letters}")
                head = f"{ratio.tekst} {_ago(n)}"
                self._add(Column(f"ratio:{naam}:{n}", "eerder", head, Kind.RATIO, formula, ratio.eenheid))

    def _criterion(self, judge: Judge) -> None:
        naam, ratio, bounds = judge.criterion.naam, judge.criterion.ratio, judge.bounds
        group = naam.replace("_", " ")
        values = [self.cell(f"ratio:{ratio}")]
        values += [self.cell(f"ratio:{ratio}:{n}") for n in range(1, self.back[ratio] + 1)]
        states = []
        for n, bound in enumerate(bounds):
            key = f"grens:{naam}:{n}"
            head = f"trede {bound.band.trede}: {bound.band.tekst}"
            self._add(Column(key, group, head, Kind.STATE, formulas.met(bound, values), detail=True))
            states.append(self.cell(key))
        low, high, why = "1", str(HOOGSTE_BEREKENDE_TREDE), formulas.text("geen drempels")
        least = f"ten_minste:{naam}"
        self._add(Column(least, group, "ten minste", Kind.TREDE))
        if bounds:
            low = formulas.least(bounds, states)
            high = formulas.most(bounds, states, self.cell(least))
            why = formulas.reason(bounds, states, values[0], self.cell(least), self.cell(Jaar.BOEKJAAR))
        self.columns[-1] = self.columns[-1]._replace(formula=low)
        self._add(Column(f"ten_hoogste:{naam}", group, "ten hoogste", Kind.TREDE, high))
        self._add(Column(f"reden:{naam}", group, "reden", Kind.TEXT, why))

    def _together(self) -> None:
        group = "samen"
        names = [judge.criterion.naam for judge in self.judges]
        own = [(naam, self.cell(f"ten_minste:{naam}")) for naam in names]
        others = [self.cell(f"ten_hoogste:{naam}") for naam in names]
        low = f"MAX({','.join(cell for _, cell in own)})" if names else "1"
        high = f"MAX({','.join(others)})" if names else str(HOOGSTE_BEREKENDE_TREDE)
        self._add(Column("ten_minste", group, "ten minste", Kind.TREDE, low))
        self._add(Column("ten_hoogste", group, "ten hoogste", Kind.TREDE, high))
        least, most = self.cell("ten_minste"), self.cell("ten_hoogste")
        self._add(Column("trede", group, "trede", Kind.TREDE, formulas.trede(least, most)))
        decides = formulas.deciding(own, least) if names else '""'
        self._add(Column("bepalend", group, "bepalend", Kind.TEXT, decides))


def _judges(policy: Thresholds, peildatum: date) -> Iterator[Judge]:
    row = FIRST_BOUND + 1
    for criterion in policy.criteria.values():
        version = criterion.versie_op(peildatum)
        bands = version.bands if version else ()
        cells = [
            Bound(
                band,
                f"{werkmap.DREMPELS}!${GRENS_COLUMN}${row + n}",
                f"{werkmap.DREMPELS}!${TREDE_COLUMN}${row + n}",
            )
            for n, band in enumerate(bands)
        ]
        row += len(cells)
        yield Judge(criterion, version, tuple(cells))


def _ago(years: int) -> str:
    return "een jaar eerder" if years == 1 else f"{years} jaar eerder"
