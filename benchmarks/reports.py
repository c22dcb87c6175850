"""What the reports of `ews batch` cost: time, memory and size, beside plain rows written by two libraries.

Every run is a process of its own. The plain rows are of ten cells, as many texts as numbers, and hold no formula. The
bounds are those that were set for an idle machine with two cores; the load is printed with the figures.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from batch import EWS, run
from workbooks import portfolio

XLSXWRITER = """
import sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
sheet = book.add_worksheet()
for row in range(int(sys.argv[2])):
    for column in range(0, 10, 2):
        sheet.write_string(row, column, f"Stichting Verzonnen Aanbieder {row}")
        sheet.write_number(row, column + 1, row * 1000 + column)
book.close()
"""
OPENPYXL = """
import sys, openpyxl
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in range(int(sys.argv[2])):
    cells = []
    for column in range(0, 10, 2):
        cells += [f"Stichting Verzonnen Aanbieder {row}", row * 1000 + column]
    sheet.append(cells)
book.save(sys.argv[1])
"""
PLAIN = 100_000
STUDY, MANY = 226, 5_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=MANY, help="providers of the large workbook")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        portfolio(folder / "study", STUDY)
        portfolio(folder / "many", asked.many)
        out = folder / "uit"
        out.mkdir()
        jobs = {
            f"XlsxWriter, constant memory, {PLAIN} plain rows": (
                [sys.executable, "-c", XLSXWRITER, str(out / "x.xlsx"), str(PLAIN)],
                "",
            ),
            f"openpyxl, write-only, {PLAIN} plain rows": (
                [sys.executable, "-c", OPENPYXL, str(out / "o.xlsx"), str(PLAIN)],
                "",
            ),
            f"ews batch, {STUDY} providers, .html .xlsx .csv .json": (
                [*EWS, str(folder / "study"), "-q", *_to(out, "html", "xlsx", "csv", "json")],
                "6 s, 250 MB",
            ),
            f"ews batch, {asked.many} providers, .csv": (
                [*EWS, str(folder / "many"), "-q", *_to(out, "csv")],
                "",
            ),
            f"ews batch, {asked.many} providers, .xlsx": (
                [*EWS, str(folder / "many"), "-q", "-o", str(out / "veel.xlsx")],
                "30 s, 300 MB",
            ),
        }
        print("| what | wall, s | processor, s | memory, MB | bound | load |\n|---|---|---|---|---|---|")
        for what, (command, bound) in jobs.items():
            cost = run(command, watch=True)
            load = os.getloadavg()[0]
            print(
                f"| {what} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} | {bound} | {load:.1f} |",
                flush=True,
            )
        sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in sorted(out.iterdir()))
        print(f"\n{sizes}")


def _to(folder: Path, *forms: str) -> list[str]:
    return [word for form in forms for word in ("-o", str(folder / f"rapport.{form}"))]


if __name__ == "__main__":
    main()
