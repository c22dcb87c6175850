"""`score_frame`: provider-years a second on one core, and whether the time is linear in the rows.

In the same run, on the same columns, two things that do much less: a plain Python loop over floats and a few
numpy lines that compute the three deciding ratios and hold them against the fixed bounds. Neither looks at the
year before, at what is missing, at the other ratios or at how near a bound lies. Each takes turns with the
others in every round; figures are processor time, the median of the rounds with the lowest and the highest.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from ews_cli import score_frame

PEILDATUM = date(2026, 11, 22)
SIZES = (10_000, 100_000, 1_000_000)
LEAST = 50_000
"""Provider-years a second on one core."""
LINEAR = 1.10
"""At most so many times the time per row of the size before."""
YEARS = 5
SHARE_WITHOUT_POST = 0.02

DECIDING = (
    ("eigen_vermogen", "balanstotaal", ((0.0, 5), (0.1, 4), (0.2, 3))),
    ("resultaat", "opbrengsten", ((0.0, 4), (0.005, 3))),
    ("vlottende_activa", "kortlopende_schulden", ((0.75, 4), (1.0, 3))),
)
"""Numerator, denominator and the fixed bounds of the default policy, the strictest first."""


def make(rows: int, seed: int = 1) -> pd.DataFrame:
    """A portfolio of fictional providers with five years each, whole euros, and here and there a gap."""
    random = np.random.default_rng(seed)
    provider = np.arange(rows) // YEARS
    total, revenue = random.integers(1_000_000, 90_000_000, rows), random.integers(800_000, 200_000_000, rows)
    current, result = total * random.uniform(0.3, 0.7, rows), revenue * random.normal(0.015, 0.03, rows)
    posts = {
        "voorraden": current * 0.02,
        "onderhanden_werk": current * 0.03,
        "liquide_middelen": current * random.uniform(0.1, 0.7, rows),
        "vlottende_activa": current,
        "balanstotaal": total,
        "eigen_vermogen": total * random.normal(0.25, 0.15, rows),
        "achtergestelde_leningen": total * 0.01,
        "voorzieningen": total * random.uniform(0, 0.1, rows),
        "kortlopende_schulden": current * random.uniform(0.4, 1.6, rows),
        "opbrengsten": revenue,
        "personeelskosten": revenue * 0.7,
        "personeel_niet_in_loondienst": revenue * random.uniform(0, 0.15, rows),
        "afschrijvingen": revenue * 0.03,
        "bedrijfslasten": revenue - result,
        "bedrijfsresultaat": result,
        "rentelasten": revenue * random.choice([0, 0.001], rows),
        "resultaat": result,
    }
    frame = pd.DataFrame({name: np.round(amounts) for name, amounts in posts.items()}, dtype="float64")
    for name in frame:
        frame.loc[random.random(rows) < SHARE_WITHOUT_POST, name] = np.nan
    frame.insert(0, "boekjaar", 2021 + np.arange(rows) % YEARS)
    frame.insert(0, "kvk", pd.Series(provider).astype(str).str.zfill(8))
    return frame


def with_python(frame: pd.DataFrame) -> list[int]:
    """The highest trede of the fixed bounds, row by row over plain floats."""
    columns = [frame[name].tolist() for above, below, _ in DECIDING for name in (above, below)]
    found = []
    for ev, bt, r, o, va, ks in zip(*columns, strict=True):
        trede = 1
        for above, below, (_, _, bounds) in (
            (ev, bt, DECIDING[0]),
            (r, o, DECIDING[1]),
            (va, ks, DECIDING[2]),
        ):
            ratio = above / below if below > 0 else 1.0
            for bound, means in bounds:
                if ratio < bound:
                    trede = max(trede, means)
                    break
        found.append(trede)
    return found


def with_numpy(frame: pd.DataFrame) -> np.ndarray:
    """The same in columns."""
    trede = np.ones(len(frame), dtype=np.int8)
    for above, below, bounds in DECIDING:
        ratio = frame[above].to_numpy() / frame[below].to_numpy()
        for bound, means in bounds:
            np.maximum(trede, np.where(ratio < bound, np.int8(means), np.int8(1)), out=trede)
    return trede


def with_ews(frame: pd.DataFrame) -> pd.DataFrame:
    return score_frame(frame, peildatum=PEILDATUM)


METHODS: tuple[tuple[str, Callable[[pd.DataFrame], object]], ...] = (
    ("score_frame", with_ews),
    ("plain Python floats, three ratios, fixed bounds", with_python),
    ("numpy, three ratios, fixed bounds", with_numpy),
)


def seconds(work: Callable[[pd.DataFrame], object], frame: pd.DataFrame) -> float:
    start = time.process_time()
    work(frame)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with_ews(make(1000))
    per_row: list[float] = []
    for rows in SIZES:
        frame = make(rows)
        times: dict[str, list[float]] = {name: [] for name, _ in METHODS}
        for _ in range(rounds):
            for name, work in METHODS:
                times[name].append(seconds(work, frame))
        for name, taken in times.items():
            middle, slow, fast = (rows / t for t in (statistics.median(taken), max(taken), min(taken)))
            print(f"{rows:>9,} rows  {name:<48} {middle:>12,.0f} rows/s  ({slow:,.0f} to {fast:,.0f})")
        per_row.append(statistics.median(times["score_frame"]) / rows)
    growth = per_row[-1] / per_row[-2]
    print(f"time per row at {SIZES[-1]:,} is {growth:.2f} x that at {SIZES[-2]:,} (at most {LINEAR})")
    return 0 if max(per_row) <= 1 / LEAST and growth <= LINEAR else 1


if __name__ == "__main__":
    sys.exit(main())
