"""What `ews thresholds check` costs, as ratios in one run: prints a table and fails over a bound.

One file against a bare interpreter, taking turns; a thousand different files in one call; and what is meant to
exhaust a reader: a bomb of aliases and a file of 10 MB.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from startup import EWS, KAAL, ROOT, Run, run, spread

SHIPPED = ROOT / "thresholds.yaml"
CHECK = "ews thresholds check thresholds.yaml"
MANY = 1_000
MAX_TIMES_BARE = 25
MAX_MS_A_FILE = 10
MAX_SECONDS_FOR_A_BOMB = 1
MAX_MB_FOR_A_BOMB = 100
NOT_RIGHT = 1


def bomb() -> str:
    """Fifteen lists, each of nine times the one before: 9^15 values for who expands aliases."""
    lines = ["a: &a [x, x]"]
    for before, this in zip("abcdefghijklmn", "bcdefghijklmno", strict=True):
        lines.append(f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines)


def one_file(repetitions: int) -> dict[str, list[Run]]:
    """A bare interpreter and the check of the shipped file in turn, after one run of each that does not count."""
    commands = {KAAL: [sys.executable, "-c", "pass"], CHECK: [EWS, "thresholds", "check", str(SHIPPED)]}
    for command in commands.values():
        run(command)
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(repetitions)]
    return {name: [figures[name] for figures in rounds] for name in commands}


def many_files(folder: Path) -> Run:
    """One call for a thousand files that differ."""
    text = SHIPPED.read_text(encoding="utf-8")
    for number in range(MANY):
        (folder / f"{number}.yaml").write_text(f"{text}# {number}\n", encoding="utf-8")
    return run([EWS, "thresholds", "check", *(str(folder / f"{number}.yaml") for number in range(MANY))])


def refused(folder: Path, text: str) -> Run:
    """The check of a file that must be refused."""
    path = folder / "bom.yaml"
    path.write_text(text, encoding="utf-8")
    return run([EWS, "thresholds", "check", str(path)], expected=NOT_RIGHT)


def main() -> int:
    """Measure, print, and return 1 if a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--repetitions", type=int, default=15)
    runs = one_file(parser.parse_args().repetitions)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = many_files(folder)
        bombs = {"alias bomb": refused(folder, bomb()), "10 MB": refused(folder, "# rest\n" * 1_500_000)}
    bare = statistics.median(r.wall for r in runs[KAAL])
    print("| what | wall ms | × bare | peak MB |", "|---|---|---|---|", sep="\n")
    for name, figures in runs.items():
        times = statistics.median(r.wall for r in figures) / bare
        wall = spread([1000 * r.wall for r in figures])
        print(f"| `{name}` | {wall} | {times:.1f} | {max(r.memory for r in figures):.0f} |")
    for name, figure in {f"{MANY} files": many, **bombs}.items():
        print(f"| {name} | {1000 * figure.wall:.0f} | {figure.wall / bare:.0f} | {figure.memory:.0f} |")
    times = statistics.median(r.wall for r in runs[CHECK]) / bare
    ms = 1000 * many.wall / MANY
    results = [
        (times <= MAX_TIMES_BARE, f"one file: {times:.1f} × a bare interpreter (at most {MAX_TIMES_BARE})"),
        (ms <= MAX_MS_A_FILE, f"{MANY} files: {ms:.1f} ms a file (at most {MAX_MS_A_FILE})"),
    ]
    for name, figure in bombs.items():
        holds = figure.wall <= MAX_SECONDS_FOR_A_BOMB and figure.memory <= MAX_MB_FOR_A_BOMB
        limits = f"at most {MAX_SECONDS_FOR_A_BOMB} s and {MAX_MB_FOR_A_BOMB} MB"
        results.append((holds, f"{name}: {figure.wall:.2f} s, {figure.memory:.0f} MB ({limits})"))
    print("\n" + "\n".join(f"- {'holds' if holds else 'FAILS'}: {text}" for holds, text in results))
    return 0 if all(holds for holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
