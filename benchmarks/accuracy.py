"""How many figures of real statements are read right, against two plain searches for labels.

Needs the published statements in `../shared/data/statements`, keyed as numbers and as printed text. A figure
is right when it is the printed one, wrong when another amount comes out, missing when none does. Any figure
that comes out of a budget is wrong: it holds no actuals. Returns 1 when `ews` has a figure wrong or too few
right.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from ews_cli.readers import read

STATEMENTS = Path(__file__).parents[2] / "shared" / "data" / "statements"
VARIANTS = {"num": "numbers", "text": "printed text"}
MIN_RIGHT = 112

Figures = dict[tuple[int, str], Decimal]
"""Book year and post -> the amount in the unit of the page."""
Rows = list[list[Any]]

LABELS = {
    "eigen_vermogen": "eigen vermogen",
    "balanstotaal": "totaal activa",
    "vlottende_activa": "vlottende activa",
    "kortlopende_schulden": "kortlopende schulden",
    "liquide_middelen": "liquide middelen",
    "voorraden": "voorraden",
    "opbrengsten": "opbrengsten",
    "bedrijfsresultaat": "bedrijfsresultaat",
    "resultaat": "resultaat na belastingen",
    "afschrijvingen": "afschrijvingen",
    "voorzieningen": "voorzieningen",
    "langlopende_schulden": "langlopende schulden",
}
"""The word that a plain search looks for."""


@dataclass(slots=True)
class Score:
    """Counts of figures."""

    right: int = 0
    wrong: int = 0
    missing: int = 0


def rows_of(path: Path) -> Rows:
    """All rows of a workbook, its sheets under each other."""
    with CalamineWorkbook.from_path(path) as book:
        return [row for naam in book.sheet_names for row in book.get_sheet_by_name(naam).to_python()]


def plain(cell: Any) -> str:
    """A label in lower case without accents, punctuation and `totaal`."""
    if not isinstance(cell, str):
        return ""
    ascii_ = unicodedata.normalize("NFKD", cell).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z]+", ascii_))


def numbers(row: list[Any], start: int) -> list[tuple[int, Decimal]]:
    """The number cells of a row from a column on, with their column."""
    return [(k, Decimal(str(c))) for k, c in enumerate(row) if k >= start and isinstance(c, float)]


def years_of(row: list[Any]) -> dict[int, int]:
    """Column -> the year of four digits that a cell of this row is."""
    texts = {
        k: str(int(c)) if isinstance(c, float) and c == int(c) else str(c).strip() for k, c in enumerate(row)
    }
    return {k: int(text) for k, text in texts.items() if re.fullmatch(r"(?:19|20)\d\d", text)}


def containing(path: Path) -> Figures:
    """The first cell that contains the word; the next numbers to its right are the years from young to old."""
    rows = rows_of(path)
    years = sorted({year for row in rows for year in years_of(row).values()}, reverse=True)
    found: Figures = {}
    for post, word in LABELS.items():
        hit = next(((row, k) for row in rows for k, cell in enumerate(row) if word in plain(cell)), None)
        if hit is not None:
            row, place = hit
            for year, (_, amount) in zip(years, numbers(row, place + 1), strict=False):
                found[year, post] = amount
    return found


def exact(path: Path) -> Figures:
    """The first row whose label is the word and that holds a number; the column stands under a year."""
    found: Figures = {}
    columns: dict[int, int] = {}
    for row in rows_of(path):
        columns = years_of(row) or columns
        labels = {plain(cell) for cell in row}
        for post, word in LABELS.items():
            if word in labels or f"totaal {word}" in labels:
                for column, amount in numbers(row, 0):
                    if column in columns:
                        found.setdefault((columns[column], post), amount)
    return found


def ews(path: Path) -> Figures:
    """What `ews` reads, in the unit of the page."""
    return {
        (jaar.boekjaar, post.value): bedrag.waarde / (jaar.eenheid or 1)
        for jaar in read(path).jaarrekeningen
        for post, bedrag in jaar.posten.items()
    }


METHODS: dict[str, Callable[[Path], Figures]] = {
    "first cell that contains the label": containing,
    "exact label under a year": exact,
    "ews": ews,
}


def score(method: Callable[[Path], Figures], variant: str) -> Score:
    """Hold a method against every statement of the folder."""
    result = Score()
    for naam, expected in json.loads((STATEMENTS / "expected.json").read_text("utf-8")).items():
        figures = method(STATEMENTS / f"{naam}__{variant}.xlsx")
        if expected["soort"] == "begroting":
            result.wrong += len(figures)
        for year, posts in expected["years"].items():
            for post, amount in posts.items():
                found = figures.get((int(year), post))
                result.right += found == amount
                result.missing += found is None
                result.wrong += found is not None and found != amount
    return result


def main() -> int:
    """Print the table, and return 1 when `ews` has a figure wrong or too few right."""
    if not STATEMENTS.is_dir():
        print("no statements in ../shared/data/statements, so nothing was measured", file=sys.stderr)
        return 1
    holds = True
    print("| cells | method | right | wrong | missing |\n|---|---|---|---|---|")
    for variant, cells in VARIANTS.items():
        for name, method in METHODS.items():
            s = score(method, variant)
            print(f"| {cells} | {name} | {s.right} | {s.wrong} | {s.missing} |")
            if method is ews:
                holds = holds and s.wrong == 0 and s.right >= MIN_RIGHT
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
