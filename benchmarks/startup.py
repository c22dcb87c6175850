"""What a run of `ews` costs, as ratios in one run: `make benchmarks` prints a table and fails over a bound.

The commands take turns, so that a busy moment of the machine hits all of them. Each figure is a median, with
the middle half of the runs as its spread. Wall time is compared with a bare interpreter, processor time with
the plain pandas script. The peak memory is that of the child process.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = str(ROOT / "samples" / "jaarrekening.xlsx")
EWS = str(Path(sys.executable).with_name("ews"))

KAAL = "python -c pass"
SCORE = "ews score"
PANDAS = "baseline_pandas.py"
COMMANDS = {
    KAAL: [sys.executable, "-c", "pass"],
    "ews --version": [EWS, "--version"],
    "ews --help": [EWS, "--help"],
    SCORE: [EWS, "score", SAMPLE],
    PANDAS: [sys.executable, str(ROOT / "benchmarks" / "baseline_pandas.py"), SAMPLE],
}
MAX_TIMES_BARE = {"ews --version": 8, "ews --help": 16, SCORE: 24}
MIN_TIMES_LESS_CPU_THAN_PANDAS = 3
MAX_MEMORY_MB = 60


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one command: seconds of wall and processor time, and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], expected: int = 0) -> Run:
    """Run a command to its end; with another exit code than expected its time says nothing, so that raises."""
    start = time.perf_counter()
    # The peak of a child counts from the memory of its parent at the fork: this script imports nothing large.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        raise subprocess.CalledProcessError(process.returncode, command)
    # ru_maxrss is in bytes on macOS and in kilobytes elsewhere.
    per_mb = 1024**2 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mb)


def measure(repetitions: int) -> dict[str, list[Run]]:
    """Run every command in turn, so many times, after one run of each that does not count."""
    for command in COMMANDS.values():
        run(command)
    rounds = [{name: run(command) for name, command in COMMANDS.items()} for _ in range(repetitions)]
    return {name: [figures[name] for figures in rounds] for name in COMMANDS}


def spread(values: list[float]) -> str:
    """The median with the first and third quartile, for example `71 (69-74)`."""
    first, median, third = statistics.quantiles(values, n=4, method="inclusive")
    return f"{median:.0f} ({first:.0f}-{third:.0f})"


def table(runs: dict[str, list[Run]]) -> list[str]:
    """The figures per command as a markdown table."""
    bare = statistics.median(r.wall for r in runs[KAAL])
    lines = ["| command | wall ms | × bare | bound | cpu ms | peak MB |", "|---|---|---|---|---|---|"]
    for name, figures in runs.items():
        times = statistics.median(r.wall for r in figures) / bare
        bound = f"≤ {MAX_TIMES_BARE[name]}" if name in MAX_TIMES_BARE else ""
        wall, cpu = spread([1000 * r.wall for r in figures]), spread([1000 * r.cpu for r in figures])
        memory = max(r.memory for r in figures)
        lines.append(f"| `{name}` | {wall} | {times:.1f} | {bound} | {cpu} | {memory:.0f} |")
    return lines


def verdicts(runs: dict[str, list[Run]]) -> list[tuple[bool, str]]:
    """Each bound: whether it holds, and the figure beside it."""
    bare = statistics.median(r.wall for r in runs[KAAL])
    result = []
    for name, bound in MAX_TIMES_BARE.items():
        times = statistics.median(r.wall for r in runs[name]) / bare
        result.append((times <= bound, f"{name}: {times:.1f} × a bare interpreter (at most {bound})"))
    less = statistics.median(r.cpu for r in runs[PANDAS]) / statistics.median(r.cpu for r in runs[SCORE])
    enough = less >= MIN_TIMES_LESS_CPU_THAN_PANDAS
    text = f"{SCORE}: {less:.1f} × less processor time than pandas"
    result.append((enough, f"{text} (at least {MIN_TIMES_LESS_CPU_THAN_PANDAS})"))
    peak = max(r.memory for r in runs[SCORE])
    result.append((peak <= MAX_MEMORY_MB, f"{SCORE}: {peak:.0f} MB at its peak (at most {MAX_MEMORY_MB})"))
    return result


def main() -> int:
    """Measure, print, and return 1 if a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--repetitions", type=int, default=15)
    runs = measure(parser.parse_args().repetitions)
    results = verdicts(runs)
    print("\n".join(table(runs)))
    print()
    print("\n".join(f"- {'holds' if holds else 'FAILS'}: {text}" for holds, text in results))
    return 0 if all(holds for holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
