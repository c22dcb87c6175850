"""What a provider plans is shown beside its actual figures, and is in none of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.main import main

ACCOUNTS = """Stichting De Fictieve Kastanje (bedragen in euro);;
Balans;;
;31-12-2025;31-12-2024
Totaal vlottende activa;3000000;3200000
Totaal activa;9000000;9100000
Totaal eigen vermogen;800000;1300000
Totaal kortlopende schulden;3300000;3100000
Totaal passiva;9000000;9100000
Resultatenrekening;;
;2025;2024
Som der bedrijfsopbrengsten;20000000;19800000
Resultaat boekjaar;-500000;100000
"""
PLAN = """Bedragen in euro;;
Balans;;
;Prognose 2026;Begroting 2027
Totaal vlottende activa;3300000;3900000
Totaal activa;9000000;9300000
Totaal eigen vermogen;1000000;2000000
Totaal kortlopende schulden;3100000;3000000
Totaal passiva;9000000;9300000
Resultatenrekening;;
;Prognose 2026;Begroting 2027
Som der bedrijfsopbrengsten;20000000;20500000
Resultaat boekjaar;200000;1000000
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("jaarrekening.csv").write_text(ACCOUNTS, "utf-8")
    Path("herstelplan.csv").write_text(PLAN, "utf-8")
    return tmp_path


def scored(capsys: pytest.CaptureFixture[str], *names: str, code: int = 0) -> dict[str, Any]:
    assert main(["score", *names, "-q", "--peildatum", "2026-11-30", "--format", "json"]) == code
    (one,) = json.loads(capsys.readouterr().out)["beoordelingen"]
    found: dict[str, Any] = one
    return found


def test_a_plan_stands_beside_the_judgement_and_leaves_every_other_field_as_it_was(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Equity 1,000 of 9,000 thousand is 11.1 %: trede 3. 2,000 of 9,300 is 21.5 %, 4.9 % and 1.30: trede 1."""
    alone = scored(capsys, "jaarrekening.csv")
    beside = scored(capsys, "jaarrekening.csv", "herstelplan.csv")
    (plan,) = beside.pop("plannen")
    assert alone.pop("plannen") == []
    assert beside == alone
    assert [(y["soort"], y["boekjaar"], y["trede"]) for y in plan["jaren"]] == [
        ("prognose", 2026, 3),
        ("begroting", 2027, 1),
    ]
    assert plan["hersteld_op"] == "2027-12-31"


def test_the_report_says_what_decides_and_that_recovery_comes_too_late(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["score", "jaarrekening.csv", "herstelplan.csv", "-q", "--peildatum", "2026-11-30"])
    out = capsys.readouterr().out
    words = " ".join(out.split())
    assert "Trede 4 — problematisch" in words
    assert "Als de begroting uitkomt: trede 1 — generiek in 2027" in words
    assert "voor het eerst onder 3 op 31 december 2027, later dan 30 mei 2027" in words
    assert max(map(len, out.splitlines())) <= 80


def test_recovery_within_six_months_is_in_time(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", "jaarrekening.csv", "herstelplan.csv", "-q", "--peildatum", "2027-07-01"])
    assert "dus op tijd" in " ".join(capsys.readouterr().out.split())


def test_a_plan_alone_gives_no_trede_and_exit_code_4_and_is_shown(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = scored(capsys, "herstelplan.csv", code=4)
    assert (found["trede"], found["ten_minste"], found["ten_hoogste"]) == (None, 1, 5)
    assert found["jaarrekening"] is False
    assert [p["code"] for p in found["problemen"]] == ["EWS113"]
    assert [year["ten_minste"] for year in found["plannen"][0]["jaren"]] == [3, 1]


def test_no_ranking_knows_of_a_plan(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["batch", "jaarrekening.csv", "-q", "--peildatum", "2026-11-30", "--format", "json"])
    alone = json.loads(capsys.readouterr().out)["beoordelingen"]
    main(
        [
            "batch",
            "jaarrekening.csv",
            "herstelplan.csv",
            "-q",
            "--peildatum",
            "2026-11-30",
            "--format",
            "json",
        ]
    )
    assert json.loads(capsys.readouterr().out)["beoordelingen"] == alone


def test_inspect_names_what_is_planned(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", "herstelplan.csv", "-q", "--format", "json"])
    kinds = [j["soort"] for j in json.loads(capsys.readouterr().out)["jaarrekeningen"]]
    assert kinds == ["prognose", "begroting"]


def test_a_period_that_is_none_is_refused_before_any_work(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "jaarrekening.csv", "--periode", "Q5 2026"]) == 2
    assert "EWS403 --periode: 'Q5 2026' is geen periode" in " ".join(capsys.readouterr().err.split())
