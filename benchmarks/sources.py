"""What reading a source that is no workbook costs, as a ratio to a bare pass over the same bytes."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

import digimv
import ledgers
from ews_cli.readers import read

MAX_TIMES_LXML = 3.0
MIN_ROWS_A_SECOND = 20_000.0
MAX_MEMORY_XAF = 300.0
MAX_TIMES_PASS, MAX_MEMORY_DIGIMV = 2.0, 500.0
WARM_UP, ROUNDS, BLOCKS = 3, 10, 4


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float, float]:
    """The median of ours over that of bare, and both in seconds.

    Each runs in blocks of its own: in turns, one would use the memory that the other asked the system for.
    """
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(BLOCKS):
        for work, times in ((ours, mine), (bare, theirs)):
            times += [seconds(work) for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
    return (
        statistics.median(mine) / statistics.median(theirs),
        statistics.median(mine),
        statistics.median(theirs),
    )


def generated_page(facts: int) -> bytes:
    """A web page of about 1.4 MB with inline XBRL, for where no real one is at hand."""
    spaces = (
        'xmlns="http://www.w3.org/1999/xhtml" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
        'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
        'xmlns:b="https://www.nltaxonomie.nl/jenv/2024-03-31/bw2-titel9-cor"'
    )
    head = (
        '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.kvk.nl/kvk-id">12345678'
        "</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2023-12-31</xbrli:instant>"
        '</xbrli:period></xbrli:context><xbrli:unit id="EUR"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>'
    )
    rows = "".join(
        f'<tr class="row"><td><span>Post {n}</span></td><td><ix:nonFraction name="b:{name}" contextRef="c" '
        f'unitRef="EUR" scale="3" decimals="-3" format="ixt:num-comma-decimal">1.{n:03d}</ix:nonFraction></td>'
        + '<td class="note"><p><span>toelichting</span></p></td>' * 25
        + "</tr>"
        for n, name in ((n, "Assets" if n == 1 else f"Other{n}") for n in range(1, facts + 1))
    )
    page = f"<html {spaces}><body><ix:header><ix:resources>{head}</ix:resources></ix:header><table>{rows}</table>"
    return f"{page}</body></html>".encode()


def inline_xbrl(path: Path) -> bool:
    """Reading inline XBRL against a bare lxml parse of it; whether it stays within its bound."""
    times, ours, bare = ratio(lambda: read(path), lambda: etree.fromstring(path.read_bytes()))
    size = path.stat().st_size / 1e6
    print(
        f"inline XBRL of {size:.1f} MB: {ours * 1000:.0f} ms, {times:.1f} x a bare lxml parse ({bare * 1000:.0f} ms); "
        f"at most {MAX_TIMES_LXML:.0f} x"
    )
    return times <= MAX_TIMES_LXML


def audit_file(size: int) -> bool:
    """Reading a made audit file of so many bytes, in a process of its own; whether it stays within its memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.xaf")
        lines = ledgers.make(path, size)
        process = subprocess.run(
            [sys.executable, "-c", _INSPECT, str(path)], stdout=subprocess.PIPE, check=True, text=True
        )
    used, memory = map(float, process.stdout.split())
    print(
        f"audit file of {size / 1e6:.0f} MB, {lines} lines: {used:.1f} s of processor time, {memory:.0f} MB; "
        f"at most {MAX_MEMORY_XAF:.0f} MB"
    )
    return memory <= MAX_MEMORY_XAF


_INSPECT = """
import pathlib, resource, sys
from ews_cli.readers import read
assert read(pathlib.Path(sys.argv[1])).jaarrekeningen
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def wide_table(path: Path, rows: int) -> None:
    """A table of so many rows, three a provider and far apart, with one column of cents."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "kvk;naam;boekjaar;eenheid;vaste_activa;vlottende_activa;liquide_middelen;balanstotaal;eigen_vermogen;"
            "voorzieningen;langlopende_schulden;kortlopende_schulden;opbrengsten;bedrijfslasten;resultaat;"
            "personeelskosten;afschrijvingen;rentelasten\n"
        )
        providers = rows // 3 + 1
        for row in range(rows):
            number, year = row % providers, 2023 - row // providers
            fixed, current = 1000 + row * 7919 % 999_983, 1000 + row * 104_729 % 999_979
            total, revenue, result = fixed + current, 2_000_000 + row % 1_000_003, row % 20_011 - 10_000
            parts = (total // 5, total // 10, total // 4, total - total // 5 - total // 10 - total // 4)
            file.write(
                f"{number + 1:08d};Stichting {number};{year};1;{fixed};{current};{current // 3};{total};"
                f"{';'.join(map(str, parts))};{revenue};{revenue - result};{result};"
                f"{revenue // 2};{fixed // 10};{parts[2] // 20},{row % 100:02d}\n"
            )


def table(rows: int) -> bool:
    """Scoring a made table of so many rows, from csv to csv and to the screen; whether both are fast enough.

    Beside it a pass that only splits the same file into cells, and the memory that a tenth of the rows takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, tenth = Path(folder, "table.csv"), Path(folder, "tenth.csv")
        wide_table(path, rows)
        wide_table(tenth, rows // 10)
        size = path.stat().st_size / 1e6
        bare, _ = _used(
            "import csv\nfor _ in csv.reader(path.open(encoding='utf-8'), delimiter=';'): pass", path
        )
        _, least = _used(_SCORE, tenth)
        within = True
        for target, code in (("a csv", _SCORE), ("the screen", _SHOW)):
            start = time.monotonic()
            used, memory = _used(code, path)
            passed = time.monotonic() - start
            print(
                f"table of {rows} rows ({size:.0f} MB) to {target}: {used:.1f} s of processor time, {passed:.1f} s "
                f"in all, {rows / passed:.0f} rows a second, {used / bare:.0f} x a pass that only splits the cells; "
                f"at least {MIN_ROWS_A_SECOND:.0f} rows a second. {memory:.0f} MB; to a csv {least:.0f} MB for a tenth"
            )
            within = within and rows / passed >= MIN_ROWS_A_SECOND
    return within


def data_set(organisations: int) -> bool:
    """Scoring a made data set of DigiMV; whether it stays within its memory and twice a plain pass over its XML.

    Each runs in a process of its own. The passes only parse: with the standard library, which is the baseline, with
    lxml for one element a row, and with expat where nobody listens.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "DigiMV2023.ods")
        size = digimv.write(path, organisations, 2023)
        passes = {name: _used(f"{_ROOMS}{code}", path)[0] for name, code in _PASSES.items()}
        read, _ = _used("from ews_cli.readers import read_each; assert list(read_each(path))", path)
        scored, memory = _used(_SCORE, path)
    bare = "; ".join(f"{name} {used:.1f} s" for name, used in passes.items())
    plain = passes["ElementTree"]
    print(
        f"DigiMV of {organisations} organisations, {size / 1e6:.0f} MB of XML: read in {read:.1f} s of processor time, "
        f"scored in {scored:.1f} s, {scored / plain:.1f} x a plain pass; at most {MAX_TIMES_PASS:.0f} x. "
        f"{memory:.0f} MB; at most {MAX_MEMORY_DIGIMV:.0f} MB. Only parsing: {bare}"
    )
    return scored <= MAX_TIMES_PASS * plain and memory <= MAX_MEMORY_DIGIMV


def _used(code: str, path: Path) -> tuple[float, float]:
    """Processor time in seconds of a process and its children, and the most MB that one of them took."""
    whole = f"import pathlib, sys; path = pathlib.Path(sys.argv[1])\n{code}\n{_USED}"
    process = subprocess.run(
        [sys.executable, "-c", whole, str(path)], stdout=subprocess.PIPE, check=True, text=True
    )
    used, memory = map(float, process.stdout.splitlines()[-1].split())
    return used, memory


_USED = """
import resource
found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# The most of this process by its own page table: `ru_maxrss` keeps what the process that started it had.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(sum(u.ru_utime + u.ru_stime for u in found), max(own, found[1].ru_maxrss) / 1024)
"""
_ROOMS = "import zipfile\nstream = zipfile.ZipFile(path).open('content.xml')\n"
_PASSES = {
    "ElementTree": "import xml.etree.ElementTree as E\nfor _, element in E.iterparse(stream): element.clear()",
    "lxml": (
        "from lxml import etree\n"
        "for _, row in etree.iterparse(stream, tag='{*}table-row'):\n"
        "    row.clear()\n"
        "    while row.getprevious() is not None: del row.getparent()[0]"
    ),
    "expat": "from xml.parsers import expat\nexpat.ParserCreate().ParseFile(stream)",
}
_SCORE = """
from ews_cli.cli.main import main
main(["batch", str(path), "--peildatum", "2025-01-01", "-o", str(path.with_name("treden.csv"))])
assert path.with_name("treden.csv").stat().st_size > 1000
"""


_SHOW = """
import contextlib, pty, os, threading
from ews_cli.cli.main import main
seen, screen = pty.openpty()
def drain():
    with contextlib.suppress(OSError):
        while os.read(seen, 65536): pass
threading.Thread(target=drain, daemon=True).start()
kept = os.dup(1)
os.dup2(screen, 1)
main(["batch", str(path), "--peildatum", "2025-01-01"])
sys.stdout.flush()
os.dup2(kept, 1)
"""


def main() -> int:
    """Measure all sources; 1 when one of them goes beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--xbrl", type=Path, help="a web page with inline XBRL; without one it is generated")
    parser.add_argument("--xaf-mb", type=int, default=200, help="the size of the audit file that is made")
    parser.add_argument("--rows", type=int, default=1_000_000, help="the rows of the table that is made")
    parser.add_argument(
        "--organisaties", type=int, default=6_132, help="in the data set of DigiMV that is made"
    )
    asked = parser.parse_args()
    if asked.xbrl is not None:
        return 0 if inline_xbrl(asked.xbrl) else 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "generated.xhtml")
        path.write_bytes(generated_page(900))
        within = [
            inline_xbrl(path),
            audit_file(asked.xaf_mb * 1_000_000),
            table(asked.rows),
            data_set(asked.organisaties),
        ]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
