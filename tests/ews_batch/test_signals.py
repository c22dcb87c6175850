"""`--signalen` on `ews score` and `ews batch`: three treden side by side, whatever the format and the workers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ews_cli.cli.main import main

from .accounts import PEILDATUM, ROOT, STRONG, WEAK, ews, put

ELS, WILG, EIK = "00000001", "00000002", "00000003"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "score.schema.json").read_text(encoding="utf-8"))
RECORDED = f"""schema: 1
aanbieders:
  - kvk: "{ELS}"
    signalen:
      - {{soort: surseance, datum: 2026-09-01, bron: register, door: regio}}
      - {{soort: rechtszaken, datum: 2026-01-05, bron: krant, door: regio, tot: 2026-03-01}}
    besluiten:
      - {{trede: 5, datum: 2026-09-02, door: JA, reden: overdracht}}
  - naam: De Wilg
    signalen:
      - {{soort: betalingsachterstand_licht, datum: 2026-02-03, bron: brief, door: regio}}
  - {{naam: De Verdwenen Eik, kvk: "{EIK}", signalen: [{{soort: surseance, datum: 2026-02-03, bron: x, door: y}}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound provider with a signal of trede 6, and a weak one (trede 4) with a light signal."""
    put(tmp_path / "in" / "els.csv", naam="De Els", kvk=ELS, years={2025: STRONG, 2024: STRONG})
    put(tmp_path / "in" / "wilg.csv", naam="De Wilg", kvk=WILG, years={2025: WEAK, 2024: STRONG})
    (tmp_path / "s.yaml").write_text(RECORDED, encoding="utf-8")
    return tmp_path


def scored(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any, str]:
    """The exit code, the JSON once its schema has accepted it, and what was said."""
    code = main(["score", PEILDATUM, "--format", "json", *map(str, arguments)])
    said = capsys.readouterr()
    document = json.loads(said.out)
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return code, document, said.err


def test_three_treden_stand_beside_each_other_and_the_computed_one_is_unchanged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    els = folder / "in" / "els.csv"
    _, without, _ = scored(capsys, els)
    code, document, said = scored(capsys, els, "--signalen", folder / "s.yaml")
    [before], [now] = without["beoordelingen"], document["beoordelingen"]
    added = ("signalen", "met_signalen", "besluiten", "besluit", "problemen")
    assert {k: v for k, v in now.items() if k not in added} == {
        k: v for k, v in before.items() if k not in added
    }
    assert (now["trede"], now["met_signalen"]["trede"], now["besluit"]["trede"]) == (1, 6, 5)
    assert (now["met_signalen"]["naam"], now["met_signalen"]["bepalend"]) == ("faillissement", ["surseance"])
    assert [(s["soort"], s["stand"]) for s in now["signalen"]] == [
        ("rechtszaken", "verlopen"),
        ("surseance", "geldt"),
    ]
    new = [problem for problem in now["problemen"] if problem not in before["problemen"]]
    assert [problem["code"] for problem in new] == ["EWS635"]
    assert [problem["code"] for problem in document["problemen"]] == ["EWS631", "EWS631"]
    assert said.count("EWS631") == 2
    assert code == 0


def test_without_a_file_of_signals_the_fields_are_there_and_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, document, _ = scored(capsys, folder / "in" / "els.csv")
    [entry] = document["beoordelingen"]
    assert document["vastgelegd"] is None
    assert [entry[key] for key in ("signalen", "met_signalen", "besluiten", "besluit")] == [
        [],
        None,
        [],
        None,
    ]


def test_a_provider_of_whom_nothing_is_recorded_has_its_computed_trede_with_signals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s.yaml").write_text("schema: 1\naanbieders: []\n", encoding="utf-8")
    _, document, _ = scored(capsys, folder / "in" / "wilg.csv", "--signalen", folder / "s.yaml")
    [entry] = document["beoordelingen"]
    assert (entry["trede"], entry["met_signalen"]["trede"], entry["besluit"]) == (4, 4, None)
    assert entry["met_signalen"]["bepalend"] == entry["bepalend"]


@pytest.mark.parametrize("name", ["r.txt", "r.html"])
@pytest.mark.parametrize("command", ["score", "batch"])
def test_a_bankruptcy_of_somebody_without_accounts_is_in_the_report_itself(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    inputs = (
        [folder / "in" / "els.csv", folder / "in" / "wilg.csv"] if command == "score" else [folder / "in"]
    )
    signals, report = ["--signalen", str(folder / "s.yaml")], folder / name
    assert main([command, PEILDATUM, *map(str, inputs), *signals, "-q", "-o", str(report)]) == 0
    assert capsys.readouterr().err == ""
    text = " ".join(report.read_text(encoding="utf-8").split())
    after = text.partition("Vastgelegd over wie hier niet is beoordeeld")[2]
    assert "EWS631 De Verdwenen Eik (KvK 00000003) is hier niet beoordeeld" in after
    assert "(hoogste trede: 6)" in after


def test_the_report_says_all_three_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["score", PEILDATUM, str(folder / "in" / "els.csv"), "--signalen", str(folder / "s.yaml")]
    assert main(arguments) == 0
    text = " ".join(capsys.readouterr().out.split())
    start = text.index("Berekend, met signalen, besloten")
    assert text[start:].startswith(
        "Berekend, met signalen, besloten "
        "berekend trede 1 — generiek "
        "met signalen trede 6 — faillissement, door surseance "
        "besloten trede 5 — zeer problematisch, door JA op 2 september 2026: overdracht "
        "Berekend: trede 1 — generiek"
    )
    assert "verlopen, gold tot en met 1 maart 2026 en telt niet mee" in text
    assert "trede 6 (met signalen) stappenplan bij faillissement [draaiboek §2.2]" in text
    assert "trede 5 (besloten) overdrachtsplan" in text


def test_what_came_after_the_peildatum_does_not_count_and_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(folder / "in" / "els.csv"), "--signalen", str(folder / "s.yaml")]
    main(["score", *arguments, "--peildatum", "2026-08-31", "--format", "json"])
    said = capsys.readouterr()
    [entry] = json.loads(said.out)["beoordelingen"]
    assert (entry["met_signalen"]["trede"], entry["besluit"]) == (1, None)
    assert {one["stand"] for one in entry["besluiten"]} == {"na de peildatum"}
    assert said.err.count("EWS634") == 2


@pytest.mark.parametrize(("trede", "with_signals", "computed"), [(2, 1, 0), (6, 1, 0), (1, 1, 1)])
def test_fail_on_looks_at_the_trede_with_signals(
    folder: Path, capsys: pytest.CaptureFixture[str], trede: int, with_signals: int, computed: int
) -> None:
    arguments = ["score", PEILDATUM, str(folder / "in" / "els.csv"), "--fail-on", str(trede)]
    assert main(arguments) == computed
    assert main([*arguments, "--signalen", str(folder / "s.yaml")]) == with_signals


def test_a_wrong_file_stops_the_run_before_anything_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s.yaml").write_text(RECORDED.replace("trede: 5", "trede: 7"), encoding="utf-8")
    for command in ("score", "batch"):
        assert main([command, str(folder / "in" / "els.csv"), "--signalen", str(folder / "s.yaml")]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "s.yaml:8:17: EWS615" in said.err


def test_a_report_never_overwrites_the_file_of_signals(folder: Path) -> None:
    recorded = folder / "s.json"
    recorded.write_text(RECORDED, encoding="utf-8")
    for command in ("score", "batch"):
        arguments = [command, str(folder / "in" / "els.csv"), "--signalen", str(recorded)]
        assert main([*arguments, "-o", str(recorded)]) == 2
    assert recorded.read_text(encoding="utf-8") == RECORDED


# --- a portfolio


def test_a_portfolio_has_the_same_entries_as_a_score(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ews(folder / "in", "--signalen", folder / "s.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    _, alone, _ = scored(capsys, folder / "in" / "els.csv", "--signalen", folder / "s.yaml")
    entries = {entry["aanbieder"]["naam"]: entry for entry in document["beoordelingen"]}
    [els] = alone["beoordelingen"]
    for key in ("trede", "met_signalen", "signalen", "besluiten", "besluit"):
        assert entries["De Els"][key] == els[key]
    assert entries["De Wilg"]["met_signalen"]["trede"] == 4
    assert entries["De Wilg"]["met_signalen"]["criteria"]["liquiditeit"]["ten_minste"] == 3
    assert [problem["code"] for problem in document["problemen"]] == ["EWS631"]


def test_the_highest_trede_with_signals_comes_first_and_the_counts_stay_computed(folder: Path) -> None:
    without = json.loads(ews(folder / "in", "--format", "json").stdout)
    document = json.loads(ews(folder / "in", "--signalen", folder / "s.yaml", "--format", "json").stdout)
    names = [entry["aanbieder"]["naam"] for entry in document["beoordelingen"]]
    assert names == ["De Els", "De Wilg"]
    assert [entry["aanbieder"]["naam"] for entry in without["beoordelingen"]] == names[::-1]
    counts = document["samenvatting"]
    assert counts["zeker"] == without["samenvatting"]["zeker"] == {"1": 1, "4": 1}
    assert counts["codes"] == {**without["samenvatting"]["codes"], "EWS631": 1, "EWS635": 1}


@pytest.mark.parametrize(("width", "wide"), [("80", False), ("120", True)])
def test_the_ranked_table_shows_three_treden_in_any_width(folder: Path, width: str, wide: bool) -> None:
    text = ews(folder / "in", "--signalen", folder / "s.yaml", COLUMNS=width).stdout.decode()
    assert all(len(line) <= int(width) for line in text.splitlines())
    assert "Aanbieders, hoogste trede met signalen eerst" in text
    assert "Met signalen: 1 hoger dan berekend, waarvan 1 op trede 6." in " ".join(text.split())
    assert "Besloten: over 1, waarvan 1 anders dan berekend." in " ".join(text.split())
    lines = [line.split() for line in text.splitlines()]
    if wide:
        assert ["berekend", "met", "signalen", "besluit", "aanbieder"] in [line[:5] for line in lines]
        assert [line[:5] for line in lines if "Els" in line] == [["1", "6", "5", "De", "Els"]]
    else:
        assert ["berekend", "1,", "met", "signalen", "6,", "besluit", "5"] in lines


def test_the_table_file_has_the_three_treden_of_the_judged_year(folder: Path) -> None:
    text = ews(folder / "in", "--signalen", folder / "s.yaml", "--format", "csv").stdout.decode()
    found = {
        (row["naam"], row["boekjaar"]): (
            row["trede"],
            row["met_signalen_ten_minste"],
            row["met_signalen_ten_hoogste"],
            row["besloten_trede"],
        )
        for row in csv.DictReader(io.StringIO(text))
    }
    assert found["De Els", "2025"] == ("1", "6", "6", "5")
    assert found["De Wilg", "2025"] == ("4", "4", "4", "")
    assert found["De Els", "2024"][1:] == ("", "", "")


def test_a_choice_of_treden_and_fail_on_follow_the_trede_with_signals(folder: Path) -> None:
    chosen = ews(folder / "in", "--signalen", folder / "s.yaml", "--trede", "6", "--format", "json")
    names = [entry["aanbieder"]["naam"] for entry in json.loads(chosen.stdout)["beoordelingen"]]
    assert names == ["De Els"]
    assert ews(folder / "in", "--fail-on", "6").returncode == 0
    assert ews(folder / "in", "--fail-on", "6", "--signalen", folder / "s.yaml").returncode == 1


def test_a_recorded_provider_whose_accounts_cannot_be_judged_is_named(folder: Path) -> None:
    put(folder / "in" / "eik.csv", naam="De Verdwenen Eik", kvk=EIK, years={2026: STRONG})
    done = ews(folder / "in", "--signalen", folder / "s.yaml")
    assert done.returncode == 4
    assert b"De Verdwenen Eik (KvK 00000003) is hier niet beoordeeld" in done.stderr


def test_the_bytes_depend_on_neither_the_workers_nor_the_hash_seed(folder: Path) -> None:
    arguments = (folder / "in", "--signalen", folder / "s.yaml", "--format", "json")
    one = ews(*arguments, "--workers=1", PYTHONHASHSEED="1")
    assert ews(*arguments, "--workers=2", PYTHONHASHSEED="2").stdout == one.stdout


def test_the_order_of_the_entries_changes_no_trede_and_no_ranking(folder: Path) -> None:
    head, *blocks = RECORDED.replace("  - naam", "\0  - naam").replace("  - kvk", "\0  - kvk").split("\0")
    found = []
    for order in (blocks, blocks[::-1]):
        (folder / "s.yaml").write_text(head + "".join(order), encoding="utf-8")
        found.append(ews(folder / "in", "--signalen", folder / "s.yaml", "--format", "csv").stdout)
    assert found[0] == found[1]


def test_the_pages_show_three_treden_and_put_who_needs_attention_first(folder: Path) -> None:
    page = folder / "uit.html"
    ews(folder / "in", "--signalen", folder / "s.yaml", "-o", page)
    text = page.read_text(encoding="utf-8")
    assert "2 van 2 op trede 3 of hoger, signalen meegeteld" in text
    assert "met signalen 6, besluit 5" in text
    assert 'class="verdict broad t6"' in text
    main(
        [
            "score",
            PEILDATUM,
            str(folder / "in" / "els.csv"),
            "--signalen",
            str(folder / "s.yaml"),
            "-o",
            str(page),
        ]
    )
    text = page.read_text(encoding="utf-8")
    assert text.index("Berekend, met signalen, besloten") < text.index("Berekend: trede 1")
    assert text.count("Berekend, met signalen, besloten") == 1
    assert 'class="verdict t6"' in text


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ("", "Eerste stappen bij trede 5 (besloten)"),
        ("besluiten", "Eerste stappen bij trede 6 (met signalen)"),
    ],
)
def test_the_first_steps_are_those_of_the_decided_trede_or_else_of_the_signals(
    folder: Path, capsys: pytest.CaptureFixture[str], changed: str, title: str
) -> None:
    recorded = RECORDED
    if changed:
        recorded = "".join(
            line
            for line in RECORDED.splitlines(keepends=True)
            if changed not in line and "trede: 5" not in line
        )
    (folder / "s.yaml").write_text(recorded, encoding="utf-8")
    main(["score", PEILDATUM, str(folder / "in" / "els.csv"), "--signalen", str(folder / "s.yaml")])
    assert f"{title}\n" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_provider_with_interim_figures_alone_has_its_signals_in_the_report(
    folder: Path, suffix: str
) -> None:
    head, _, *quarters = (ROOT / "samples" / "kwartalen.csv").read_text(encoding="utf-8").splitlines()
    (folder / "kw.csv").write_text("\n".join([head, *quarters[:2]]) + "\n", encoding="utf-8")
    (folder / "s.yaml").write_text(RECORDED.replace(ELS, "00000321"), encoding="utf-8")
    page = folder / f"uit.{suffix}"
    arguments = [str(folder / "kw.csv"), "--signalen", str(folder / "s.yaml"), "-o", str(page)]
    assert main(["score", PEILDATUM, *arguments]) == 4
    text = page.read_text(encoding="utf-8")
    assert "Geen jaarrekening" in text
    assert "trede 6 — faillissement" in text
    assert text.count("Berekend, met signalen, besloten") == 1
    assert text.count("Berekend: trede niet te bepalen") == 1
    assert "stappenplan bij faillissement" in text
