"""docs/schaal.md: each example runs as it stands there, and says what `score_frame` says of the whole table."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ews_cli import score_frame
from ews_cli.core.posten import Post
from ews_cli.reports.columns import columns
from provider_accounts import policy

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "schaal.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
PANDAS, DASK, SPARK = BLOCKS
PEILDATUM = date(2026, 11, 22)
KEY = ["kvk", "boekjaar"]


def providers(count: int) -> pd.DataFrame:
    """Three years of each provider, shuffled; every third one loses money for two years, every fifth misses a post."""
    rows = [
        {
            "kvk": f"{number:08d}",
            "naam": "NA" if number == 1 else f"Stichting {number}",
            "boekjaar": year,
            "eigen_vermogen": 100.0 + (7 * number + 13 * year) % 300,
            "balanstotaal": 1000.0,
            "resultaat": -5.0 if number % 3 == 0 and year > 2023 else 30.0,
            "opbrengsten": 2000.0,
            "vlottende_activa": 300.0 + (11 * number) % 200,
            "kortlopende_schulden": None if number % 5 == 0 else 400.0,
        }
        for number in range(count)
        for year in (2023, 2024, 2025)
    ]
    return pd.DataFrame(rows).sample(frac=1, random_state=1, ignore_index=True)


def run(block: str, folder: Path, **environment: str) -> str:
    """Run an example as a script of its own, in a folder."""
    script = folder / "voorbeeld.py"
    script.write_text(block, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script.name],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def in_two_files(frame: pd.DataFrame, folder: Path) -> None:
    """The years of most providers stand in both files."""
    (folder / "cijfers").mkdir()
    half = len(frame) // 2
    for number, part in enumerate((frame[:half], frame[half:])):
        part.to_parquet(folder / "cijfers" / f"deel-{number}.parquet", index=False)


def assert_judged(found: pd.DataFrame, frame: pd.DataFrame) -> None:
    """The same rows with the same values; a format has types of its own for whole numbers and dates."""
    expected = score_frame(frame, peildatum=PEILDATUM)
    left, right = (side.sort_values(KEY, ignore_index=True) for side in (found, expected))
    for side in (left, right):
        side["balansdatum"] = pd.to_datetime(side["balansdatum"]).dt.date
    assert list(found.columns) == list(expected.columns)
    # Some rows are known only with the year before: a part without it would say less.
    assert expected["rentabiliteit_grens"].eq("below 0%, years 2").any()
    pd.testing.assert_frame_equal(left, right, check_dtype=False)


def test_the_example_with_pandas_runs(tmp_path: Path) -> None:
    frame = providers(20)
    frame.to_csv(tmp_path / "cijfers.csv", index=False)
    run(PANDAS, tmp_path)
    found = pd.read_csv(
        tmp_path / "treden.csv", dtype={"kvk": "str", "trede": "Int8"}, keep_default_na=False, na_values=[""]
    )
    assert "NA" in set(found["naam"])
    assert found["kvk"].str.len().eq(8).all()
    expected = score_frame(frame, peildatum=PEILDATUM)
    pd.testing.assert_series_equal(found["trede"], expected["trede"])


def test_the_example_with_dask_runs(tmp_path: Path) -> None:
    pytest.importorskip("dask.dataframe")
    frame = providers(200)
    in_two_files(frame, tmp_path)
    run(DASK, tmp_path)
    assert_judged(pd.read_parquet(tmp_path / "treden"), frame)


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed (extra: spark)"
)
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")
def test_the_example_with_pyspark_runs(tmp_path: Path) -> None:
    frame = providers(200)
    in_two_files(frame, tmp_path)
    # One core, no address but this machine's, and pieces so small that a provider's years lie in several.
    options = {
        "spark.master": "local[1]",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "20",
        "spark.sql.shuffle.partitions": "2",
    }
    submit = " ".join(f"--conf {name}={value}" for name, value in options.items()) + " pyspark-shell"
    run(SPARK, tmp_path, PYSPARK_SUBMIT_ARGS=submit, PYSPARK_PYTHON=sys.executable)
    assert_judged(pd.read_parquet(tmp_path / "treden"), frame)


def test_every_column_that_the_page_names_exists() -> None:
    known = {column.name for column in columns(policy())} | {"maanden"}
    table = "".join(re.findall(r"^\| `.*$", DOC, re.MULTILINE))
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert {"boekjaar", "basis", Post.EIGEN_VERMOGEN.value} <= named
    assert named - known == {"enkelvoudig", "geconsolideerd", "onbekend"}
