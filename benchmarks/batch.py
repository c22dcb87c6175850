"""What `ews batch` costs: processor time a file against two baselines, wall time, workers, memory, linearity.

Every run is a process of its own with all that it starts; the cost of a file is the difference between many files
and few, so that the start-up does not count in it. `--large N` also runs on N hard links.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from workbooks import links, portfolio

HERE = Path(__file__).parent
EWS = [sys.executable, "-m", "ews_cli", "batch"]
PANDAS = [sys.executable, str(HERE / "baseline_pandas_loop.py")]
CALAMINE = [sys.executable, str(HERE / "baseline_calamine_loop.py")]
MANY, FEW = 300, 30


class Cost(NamedTuple):
    """Wall and processor seconds, and the most memory of all processes together, in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], watch: bool = False) -> Cost:
    """Run a command to its end; with `watch` its memory is looked at 20 times a second."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0.0
    while watch and process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.05)
    if process.wait() not in (0, 4):
        raise SystemExit(f"{command} ended with {process.returncode}")
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(time.perf_counter() - start, cpu, most)


def _memory(pid: int) -> float:
    """The memory of a process and its children in MB, each page that they share counted once."""
    total = 0
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (str(pid), *children):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
    except (OSError, StopIteration):
        return 0.0
    return total / 1024


def per_file(command: list[str], many: Path, few: Path, out: list[str], rounds: int) -> float:
    """Milliseconds of processor time of one file."""
    costs = [
        run([*command, str(many), *out]).cpu - run([*command, str(few), *out]).cpu for _ in range(rounds)
    ]
    return statistics.median(costs) * 1000 / (MANY - FEW)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--rounds", type=int, default=5)
    parser.add_argument(
        "--large", type=int, default=0, help="also run on so many hard links, and on a tenth of them"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few = folder / "many", folder / "few"
        sources = portfolio(many, MANY)
        portfolio(few, FEW)
        table = str(folder / "out.csv")
        print(f"load of the machine: {os.getloadavg()[0]:.1f}\n")
        to_csv = ["-q", "--format", "csv", "-o", table]
        calamine = per_file(CALAMINE, many, few, [], asked.rounds)
        ours = per_file([*EWS, "--workers", "1"], many, few, to_csv, asked.rounds)
        pandas = per_file(PANDAS, many, few, [table], max(1, asked.rounds // 2))
        print("| a file, processor time | ms | × calamine |\n|---|---|---|")
        for what, cost in (
            ("python-calamine, cells only", calamine),
            ("ews batch", ours),
            ("pandas", pandas),
        ):
            print(f"| {what} | {cost:.2f} | {cost / calamine:.1f} |")
        print(f"\npandas costs {pandas / ours:.1f} times ews batch (bound 10)")
        walls = {
            workers: statistics.median(
                run([*EWS, "--workers", workers, str(many), *to_csv]).wall for _ in range(asked.rounds)
            )
            for workers in ("1", "2")
        }
        print(f"{MANY} files: {walls['1']:.2f} s with one worker, {walls['2']:.2f} s with two", end="")
        print(f": {walls['1'] / walls['2']:.2f} times as fast (bound 1.8)")
        portfolio(folder / "study", 226)
        study = run([*EWS, str(folder / "study"), *to_csv])
        print(f"226 files, everything counted: {study.wall:.2f} s (bound 1)")
        for count in [asked.large // 10, asked.large] if asked.large else []:
            links(folder / str(count), sources, count)
            large = run([*EWS, str(folder / str(count)), *to_csv], watch=True)
            cpu, memory = f"{large.cpu:.1f} s processor time", f"{large.memory:.0f} MB (bound 250)"
            print(f"{count} files: {large.wall:.1f} s, {cpu}, {memory}")


if __name__ == "__main__":
    main()
