"""Whatever the files are: every file and every provider is counted once, and nothing decides but what they hold."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.cli.main import main

from .accounts import PEILDATUM, SAMPLES, STRONG, WEAK, accounts, document, ews, portfolio, put

KINDS = ("good", "weak", "older", "nameless", "half", "budget", "empty", "letter", "future", "own", "hidden")


def make(path: Path, kind: str, provider: int) -> bool:
    """Write a file of a kind; whether it counts as input."""
    who: dict[str, Any] = {"naam": f"Stichting Fictief {provider}", "kvk": f"{provider + 1:08d}"}
    match kind:
        case "good" | "hidden":
            text = accounts(**who, years={2025: STRONG, 2024: STRONG})
        case "weak":
            text = accounts(**who, years={2025: WEAK, 2024: STRONG})
        case "older":
            text = accounts(**who, years={2023: STRONG, 2022: STRONG})
        case "nameless":
            text = accounts(None, None, {2025: (provider * 100, 5), 2024: STRONG})
        case "half":
            text = f"Naam: {who['naam']};\nBalans (in euro);2025;2024\nLiquide middelen;100;90\nVoorraden;10;10\n"
        case "budget":
            text = accounts(**who, title="Begroting balans")
        case "future":
            text = accounts(**who, years={2031: STRONG})
        case "letter":
            text = "Geachte heer, hierbij de jaarrekening.\nMet groet.\n"
        case "own":
            text = "naam,kvk,boekjaar,balansdatum,basis,eenheid,trede\nStichting X,,2025,2025-12-31,,1,4\n"
        case _:
            text = ""
    path = path.with_name(f".{path.name}") if kind == "hidden" else path
    path.write_text(text, encoding="utf-8")
    return kind not in ("own", "hidden")


def check(found: Any, files: int) -> None:
    """The sums that always hold."""
    counts = found["samenvatting"]
    assert counts["bestanden"] == files
    stands = [*counts["zeker"].values(), *counts["ten_minste"].values()]
    assert sum(stands) + counts["onbepaald"] + counts["zonder_cijfers"] == counts["aanbieders"]
    assert counts["aanbieders"] == len(found["beoordelingen"])
    moves = [counts[name] for name in ("stijgt", "daalt", "gelijk", "onvergelijkbaar")]
    assert sum(moves) == counts["aanbieders"]
    certain = [one["trede"] for one in found["beoordelingen"] if one["trede"] is not None]
    assert sum(counts["zeker"].values()) <= len(certain)
    assert counts["mislukt"] <= files
    assert counts["mislukt"] == 0 or found["problemen"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 4)), min_size=1, max_size=10))
@settings(deadline=None, max_examples=25)
def test_the_counts_always_add_up_to_the_inputs(mixture: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        (folder / "zeker.csv").write_text(accounts("Stichting Zeker", "09999999"), encoding="utf-8")
        files = 1 + sum(make(folder / f"{n}.csv", *one) for n, one in enumerate(mixture))
        target = Path(name, "uit.json")
        table = Path(name, "uit.csv")
        code = main(
            ["batch", PEILDATUM, "--workers=1", "-q", str(folder), "-o", str(target), "-o", str(table)]
        )
        found = document(target)
        check(found, files)
        counts = found["samenvatting"]
        assert code == (4 if counts["mislukt"] or counts["zonder_cijfers"] or found["problemen"] else 0)
        text = table.read_text(encoding="utf-8")
        used = {path for path in map(str, folder.iterdir()) if path in text}
        assert len(used) + counts["mislukt"] == files
        named = {problem["waar"].partition("!")[0] for problem in found["problemen"]}
        assert {str(path) for path in folder.glob("[!.]*.csv")} - used - named == {
            str(folder / f"{n}.csv") for n, (kind, _) in enumerate(mixture) if kind == "own"
        }


def outputs(folder: Path, *arguments: str | Path, **environ: str) -> dict[str, bytes]:
    """Every output of one run."""
    folder.mkdir()
    names = ["r.json", "r.jsonl", "r.csv", "r.tsv", "r.xlsx", "r.parquet", "r.md", "r.txt"]
    targets = [word for name in names for word in ("-o", folder / name)]
    done = ews(*arguments, *targets, "-o", "-", "--alles", **environ)
    assert done.returncode in (0, 4), done.stderr
    written = {name: (folder / name).read_bytes() for name in names}
    return written | {"stdout": done.stdout, "stderr": done.stderr}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Providers with ties in name and figures, nameless files, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("gemengd")
    portfolio(folder / "map", 24)
    for number, kind in enumerate(
        ("nameless", "nameless", "older", "half", "budget", "empty", "letter", "weak")
    ):
        make(folder / "map" / f"x{number}.csv", kind, number % 3)
    for name in ("a", "b"):
        put(folder / name / "zelfde.csv", naam="Stichting Dubbel", kvk="00000777", years={2025: STRONG})
    put(folder / "b" / "anders.csv", naam="Stichting Dubbel", kvk="00000777", years={2025: WEAK})
    return folder


def test_the_output_is_the_same_for_any_workers_order_hash_seed_locale_and_time_zone(
    mixed: Path, tmp_path: Path
) -> None:
    files = sorted(mixed.rglob("*.csv"))
    first = outputs(tmp_path / "0", mixed, "--workers=1")
    Random(5).shuffle(files)
    others = [
        outputs(
            tmp_path / "1", mixed, "--workers=2", PYTHONHASHSEED="1", LC_ALL="nl_NL.UTF-8", TZ="Asia/Tokyo"
        ),
        outputs(tmp_path / "2", *files, "--workers=3", PYTHONHASHSEED="2", LC_ALL="de_DE.UTF-8", TZ="UTC"),
        outputs(
            tmp_path / "3",
            *(mixed / name for name in ("map", "b", "a")),
            PYTHONHASHSEED="77",
            LC_ALL="C.UTF-8",
        ),
    ]
    for other in others:
        assert [name for name in first if first[name] != other[name]] == []


def test_a_run_on_the_samples_counts_each_of_them(tmp_path: Path) -> None:
    found = json.loads(ews(SAMPLES, "--format=json").stdout)
    check(found, 12)
    assert (found["samenvatting"]["aanbieders"], found["samenvatting"]["mislukt"]) == (12, 0)
    # By hand from docs of the samples: the treden that are certain add up to ten of the twelve.
    assert found["samenvatting"]["zeker"] == {"1": 1, "2": 2, "3": 2, "4": 3, "5": 2}


def test_the_highest_trede_comes_first_and_then_the_name(mixed: Path) -> None:
    found = json.loads(ews(mixed, "--format=json").stdout)
    order = [
        (-one["ten_minste"], -one["ten_hoogste"], one["aanbieder"]["naam"].casefold())
        for one in found["beoordelingen"]
    ]
    assert order == sorted(order)
    assert len(order) > 20
