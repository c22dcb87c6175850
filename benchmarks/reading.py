"""What reading a normal workbook costs, as a ratio to python-calamine reading the same cells.

Both take turns in one process, after a few rounds that do not count: labels and headings are remembered, as
in a batch. Each figure is processor time; the ratio is the median of the rounds, with the middle half of them
as its spread.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from ews_cli.readers import read

MAX_TIMES_CALAMINE = 2.5
WARM_UP = 20

Row = tuple[str, int | tuple[str, ...]]
"""A label with its amount, or with the labels that it adds up; no labels for a heading."""

BALANS: tuple[Row, ...] = (
    ("ACTIVA", ()),
    ("Vaste activa", ()),
    ("Immateriële vaste activa", 1_790),
    ("Materiële vaste activa", 35_574),
    ("Financiële vaste activa", 9_137),
    (
        "Totaal vaste activa",
        ("Immateriële vaste activa", "Materiële vaste activa", "Financiële vaste activa"),
    ),
    ("Vlottende activa", ()),
    ("Voorraden", 1_753),
    ("Onderhanden werk", 2_257),
    ("Debiteuren en overige vorderingen", 19_320),
    ("Effecten", 1_200),
    ("Liquide middelen", 28_153),
    (
        "Totaal vlottende activa",
        (
            "Voorraden",
            "Onderhanden werk",
            "Debiteuren en overige vorderingen",
            "Effecten",
            "Liquide middelen",
        ),
    ),
    ("Totaal activa", ("Totaal vaste activa", "Totaal vlottende activa")),
    ("PASSIVA", ()),
    ("Eigen vermogen", ()),
    ("Kapitaal", 45),
    ("Bestemmingsreserves", 11_069),
    ("Bestemmingsfondsen", 4_112),
    ("Algemene en overige reserves", 30_053),
    (
        "Totaal eigen vermogen",
        ("Kapitaal", "Bestemmingsreserves", "Bestemmingsfondsen", "Algemene en overige reserves"),
    ),
    ("Voorzieningen", 4_503),
    ("Langlopende schulden (nog voor meer dan een jaar)", 10_974),
    ("Kortlopende schulden (ten hoogste 1 jaar)", ()),
    ("Schulden uit hoofde van financieringsoverschot", 3_744),
    ("Overige kortlopende schulden", 34_684),
    (
        "Totaal kortlopende schulden (ten hoogste 1 jaar)",
        ("Schulden uit hoofde van financieringsoverschot", "Overige kortlopende schulden"),
    ),
    ("Totaal passiva", ("Totaal activa",)),
)
RESULTAAT: tuple[Row, ...] = (
    ("BEDRIJFSOPBRENGSTEN", ()),
    ("Opbrengsten zorgprestaties", 92_243),
    ("Opbrengsten Jeugdwet", 26_243),
    ("Subsidies", 2_431),
    ("Overige bedrijfsopbrengsten", 3_994),
    (
        "Som der bedrijfsopbrengsten",
        ("Opbrengsten zorgprestaties", "Opbrengsten Jeugdwet", "Subsidies", "Overige bedrijfsopbrengsten"),
    ),
    ("BEDRIJFSLASTEN", ()),
    ("Personeelskosten", 89_848),
    ("Afschrijvingen op immateriële en materiële vaste activa", 5_552),
    ("Overige bedrijfskosten", 28_901),
    (
        "Som der bedrijfslasten",
        (
            "Personeelskosten",
            "Afschrijvingen op immateriële en materiële vaste activa",
            "Overige bedrijfskosten",
        ),
    ),
    ("Bedrijfsresultaat", 610),
    ("Financiële baten en lasten", -285),
    ("RESULTAAT BOEKJAAR", ("Bedrijfsresultaat", "Financiële baten en lasten")),
)
TOELICHTING: tuple[Row, ...] = tuple(
    (f"{kind} {number}", 100 * number)
    for kind in ("Voorziening", "Debiteuren", "Lening")
    for number in range(1, 10)
)


def write(path: Path) -> int:
    """Write the workbook of three sheets; returns its number of rows."""
    rows = 0
    amounts: dict[str, int] = {}
    with xlsxwriter.Workbook(path) as book:
        for naam, table in (
            ("Balans", BALANS),
            ("Resultatenrekening", RESULTAAT),
            ("Toelichting", TOELICHTING),
        ):
            blad = book.add_worksheet(naam)
            blad.write_row(0, 0, [f"{naam} per 31 december 2025"])
            blad.write_row(1, 0, ["(bedragen x € 1.000)"])
            blad.write_row(2, 0, ["", "Ref.", 2025, 2024])
            for rij, (label, value) in enumerate(table, start=3):
                cells: list[str | int] = [label]
                if value:
                    amounts[label] = value if isinstance(value, int) else sum(amounts[part] for part in value)
                    cells += ["" if isinstance(value, tuple) else rij, amounts[label], 2 * amounts[label]]
                blad.write_row(rij, 0, cells)
            rows += 3 + len(table)
    return rows


def cells_only(path: Path) -> None:
    """Read all cells and nothing else."""
    with CalamineWorkbook.from_path(path) as book:
        for naam in book.sheet_names:
            book.get_sheet_by_name(naam).to_python(skip_empty_area=False)


def cost(action: Callable[[Path], object], path: Path) -> float:
    """Milliseconds of processor time of one call."""
    start = time.process_time_ns()
    action(path)
    return (time.process_time_ns() - start) / 1e6


def spread(values: list[float]) -> str:
    """The median with the first and third quartile, for example `2.1 (2.0-2.3)`."""
    first, median, third = statistics.quantiles(values, n=4, method="inclusive")
    return f"{median:.2f} ({first:.2f}-{third:.2f})"


def main() -> int:
    """Measure, print, and return 1 if the bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--repetitions", type=int, default=300)
    repetitions = parser.parse_args().repetitions
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jaarrekening.xlsx"
        rows = write(path)
        for _ in range(WARM_UP):
            cells_only(path)
            read(path)
        pairs = [(cost(cells_only, path), cost(read, path)) for _ in range(repetitions)]
    ratios = [ours / theirs for theirs, ours in pairs]
    print(f"A workbook of 3 sheets and {rows} rows, {repetitions} rounds\n")
    print("| reading | cpu ms | × python-calamine | bound |\n|---|---|---|---|")
    print(f"| python-calamine, cells only | {spread([theirs for theirs, _ in pairs])} | 1 | |")
    print(
        f"| ews, years and posts | {spread([ours for _, ours in pairs])} | {spread(ratios)} | ≤ {MAX_TIMES_CALAMINE} |"
    )
    return 0 if statistics.median(ratios) <= MAX_TIMES_CALAMINE else 1


if __name__ == "__main__":
    sys.exit(main())
