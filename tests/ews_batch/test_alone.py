"""A provider that is judged where its file is read comes out as one that is judged after joining."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ews_cli.batch import judging, run, work
from ews_cli.batch.codec import Span
from ews_cli.batch.job import Job, Make
from ews_cli.batch.work import Read
from ews_cli.cli.main import main
from ews_cli.joining import Identity
from ews_cli.readers import ReadOptions
from provider_accounts import policy

from .accounts import PEILDATUM, SAMPLES, STRONG, WEAK, portfolio, put

NAMES = ("r.json", "r.jsonl", "r.csv", "r.tsv", "r.xlsx", "r.html", "r.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Providers of one file, of several files, with doubt, without figures, and files that cannot be read."""
    folder = portfolio(tmp_path / "in", 6)
    put(folder / "dubbel" / "a.csv", naam="Stichting Dubbel", kvk="00000777", years={2025: STRONG})
    put(folder / "dubbel" / "b.csv", naam="Stichting Dubbel", kvk="00000777", years={2024: WEAK})
    put(folder / "anders.csv", naam="Stichting Dubbel", kvk=None, years={2023: STRONG})
    put(folder / "naamloos.csv", naam=None, kvk=None, years={2025: (1234, 5)})
    put(folder / "begroting.csv", title="Begroting balans")
    put(folder / "later.csv", naam="Stichting Later", kvk="00000888", years={2031: STRONG})
    half = "Naam: Stichting Half;\nBalans (in euro);2025;2024\nLiquide middelen;100;90\nVoorraden;10;10\n"
    (folder / "half.csv").write_text(half, encoding="utf-8")
    (folder / "leeg.csv").touch()
    return folder


def outputs(folder: Path, into: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, bytes]:
    into.mkdir()
    targets = [word for name in NAMES for word in ("-o", str(into / name))]
    code = main(["batch", PEILDATUM, "--workers=1", "-v", *map(str, (folder, SAMPLES)), *targets, *arguments])
    assert code == 4
    shown = capfd.readouterr()
    written = {name: (into / name).read_bytes() for name in NAMES}
    return written | {"stdout": shown.out.encode(), "stderr": shown.err.encode()}


def test_judging_alone_changes_no_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    found = {}
    for always in (True, False):
        monkeypatch.setattr(judging.Alone, "pays", always)
        found[always] = outputs(folder, tmp_path / str(always), capfd, "-o", "-")
    assert [name for name in found[True] if found[True][name] != found[False][name]] == []


def test_parts_of_a_page_that_are_made_when_all_are_ranked_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    found = {}
    for few in (1000, 0):
        monkeypatch.setattr(run, "_FEW_PAGES", few)
        found[few] = outputs(folder, tmp_path / str(few), capfd, "--trede", "2+", "-o", "-")
    assert [name for name in found[0] if found[0][name] != found[1000][name]] == []


def test_where_files_are_often_of_one_provider_none_is_judged_alone(tmp_path: Path) -> None:
    outcome = judging.Outcome([], ())
    alone = judging.Alone(outcome, True)
    assert alone.pays
    who = [Read("", ((_identity(kvk), Span(0, 0)),), ()) for kvk in "1234"]
    for file, read in enumerate(who[:3]):
        alone.add(file, read)
        assert alone.pays
    alone.add(3, who[0])
    assert alone.pays  # one of four is no news
    alone.add(4, who[1])
    assert not alone.pays
    assert not judging.Alone(outcome, False).pays
    outcome.close()


def _identity(kvk: str) -> Identity:
    return Identity(kvk, "", 1, "1 1 - - - -")


def test_a_fault_in_judging_a_file_alone_does_not_lose_what_was_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv")
    worker = work.Worker(Job(ReadOptions(), policy(), date(2026, 11, 22), makes=(Make.CSV,)))
    whole: Read = work.answer(worker(work.task(work.Reading(str(path), judge=True)), lambda: None))
    assert whole.judged is not None
    worker._made = {Make.CSV: lambda result, files: str(1 // 0)}
    read: Read = work.answer(worker(work.task(work.Reading(str(path), judge=True)), lambda: None))
    assert read == whole._replace(judged=None)
