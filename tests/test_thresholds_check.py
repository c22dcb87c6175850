"""`ews thresholds check` as it is called: its answer, its five formats, what it loads and what it costs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as ElementTree
import jsonschema
import pytest

from ews_cli import thresholds_file
from ews_cli.cli.main import main
from ews_cli.problems import CODES
from ews_cli.thresholds_file import packaged
from published_schemas import sarif

CASES = Path(__file__).parent / "thresholds"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
MINIMAL = (CASES / "valid" / "minimal.yaml").read_text(encoding="utf-8")
CLEAN = "3 criteria, 12 grenzen: 2 uit de bron, 10 onze lezing"
HOSTILE = "x%0A::error::kwaad\u2028##vso[task]\x1b[31m, [klik](http://x) {0}"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def changed(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["thresholds", "check", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


Capture = pytest.CaptureFixture[str]


# --- the answer


def test_a_clean_file_says_what_it_holds(capsys: Capture) -> None:
    write("thresholds.yaml", packaged().read_text(encoding="utf-8"))
    assert run(capsys, "thresholds.yaml") == (0, f"thresholds.yaml: in orde ({CLEAN})\n")


def test_the_counts_of_the_shipped_file_are_those_of_a_hand_count(capsys: Capture) -> None:
    """Four bounds per criterion; only 20% and 10% stand in the draaiboek in digits (§1.2)."""
    assert "12 grenzen: 2 uit de bron" in run(capsys)[1]


def test_without_a_file_the_one_that_score_would_use_is_checked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys)[1].startswith(f"{packaged()}: in orde")
    write("thresholds.yaml", changed("unit: ratio", "unit: factor"))
    assert run(capsys)[0] == 1
    write("regio.yaml", MINIMAL)
    monkeypatch.setenv("EWS_THRESHOLDS", "regio.yaml")
    assert run(capsys) == (0, "regio.yaml: in orde (2 criteria, 12 grenzen: 6 uit de bron, 6 onze lezing)\n")


def test_all_problems_of_all_files_come_out_in_one_run(capsys: Capture) -> None:
    one = write("a.yaml", changed("unit: ratio", "unit: factor").replace("schema: 1", "schema: 2"))
    other = write("b.yaml", changed("below: 10%", "below: 30%"))
    code, out = run(capsys, one, write("c.yaml", MINIMAL), other)
    assert code == 1
    assert re.findall(r"^(.*?): (EWS\d+|in orde|niet in orde)", out, re.M) == [
        ("a.yaml:2:9", "EWS218"),
        ("a.yaml:41:11", "EWS213"),
        ("a.yaml", "niet in orde"),
        ("c.yaml", "in orde"),
        ("b.yaml:28:13", "EWS235"),
        ("b.yaml:28:31", "EWS225"),
        ("b.yaml", "niet in orde"),
    ]
    assert out.endswith("3 bestanden: 1 in orde, 2 niet in orde\n")


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_every_invalid_file_is_refused_with_its_code(path: Path, capsys: Capture) -> None:
    age = re.search(r"--max-age (\d+d)", path.read_bytes().splitlines()[0].decode(errors="ignore"))
    code, out = run(capsys, str(path), *(["--max-age", age[1], "--strict"] if age else []))
    assert code == 1
    assert path.name[:6] in out


@pytest.mark.parametrize("name", ["weg.yaml", ".", "/dev/null"])
def test_what_cannot_be_read_is_never_a_pass(name: str, capsys: Capture) -> None:
    code, out = run(capsys, write("goed.yaml", MINIMAL), name)
    assert code == 2
    assert f"{name}: EWS201" in out
    assert out.endswith("2 bestanden: 1 in orde, 1 niet nagekeken\n")


def test_an_empty_file_was_read_and_is_not_right(capsys: Capture) -> None:
    assert run(capsys, write("leeg.yaml", ""))[0] == 1


def test_the_same_file_twice_is_checked_once(capsys: Capture) -> None:
    assert run(capsys, write("a.yaml", MINIMAL), "a.yaml")[1].count("in orde") == 1


def test_quiet_says_only_what_is_wrong(capsys: Capture) -> None:
    good, bad = write("a.yaml", MINIMAL), write("b.yaml", changed("unit: ratio", "unit: factor"))
    assert run(capsys, "-q", good) == (0, "")
    code, out = run(capsys, "-q", good, bad)
    assert (code, len(out.splitlines())) == (1, 1)


def test_a_warning_counts_only_when_strict(capsys: Capture) -> None:
    name = write("oud.yaml", MINIMAL)
    code, out = run(capsys, name, "--max-age", "10d")
    assert (code, out.count("EWS247")) == (0, 2)
    assert out.splitlines()[-1].endswith("6 onze lezing, 2 waarschuwingen)")
    code, out = run(capsys, name, "--max-age", "10d", "--strict")
    assert code == 1
    assert out.splitlines()[-1] == "oud.yaml: niet in orde (2 fouten)"
    assert run(capsys, name, "--strict")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--max-age", "400"], "--max-age: '400' is geen aantal dagen; schrijf bijvoorbeeld 400d"),
        (["--max-age", "-1d"], "is geen aantal dagen"),
        (["--max-age", "999999d"], "is geen aantal dagen"),
        (["--format", "html"], "kies text of json of github of sarif of junit"),
        (["-o", "rapport.pdf"], "kies .json of .txt of .sarif of .xml"),
        (["-o", "t.txt", "t.txt"], "dit bestand is ook invoer"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_would_be_right(
    arguments: list[str], words: str, capsys: Capture
) -> None:
    write("t.txt", MINIMAL)
    assert main(["thresholds", "check", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_without_a_command_the_help_is_shown_and_nothing_passes(capsys: Capture) -> None:
    assert main(["thresholds"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "check" in err


def test_one_of_a_thing_is_told_in_the_singular(capsys: Capture) -> None:
    one = str(CASES / "valid" / "one-bound.yaml")
    assert run(capsys, one)[1].endswith("in orde (1 criterium, 1 grens: 1 uit de bron, 0 onze lezing)\n")
    name = write("a.yaml", changed("unit: ratio", "unit: factor"))
    assert run(capsys, name)[1].endswith("a.yaml: niet in orde (1 fout)\n")
    name = write("a.yaml", changed("unit: ratio", "unit: factor").replace("schema: 1", "schema: 2"))
    assert run(capsys, name)[1].endswith("a.yaml: niet in orde (2 fouten)\n")


# --- the formats


@pytest.mark.parametrize(("strict", "level"), [([], "warning"), (["--strict"], "error")])
def test_a_warning_that_counts_is_an_error_in_every_format(
    strict: list[str], level: str, capsys: Capture
) -> None:
    arguments = [write("a.yaml", MINIMAL), "--max-age", "1d", *strict, "--format"]
    assert run(capsys, *arguments, "github")[1].count(f"::{level} ") == 2
    assert run(capsys, *arguments, "sarif")[1].count(f'"level": "{level}",\n          "message"') == 2
    problems = json.loads(run(capsys, *arguments, "json")[1])["bestanden"][0]["problemen"]
    assert [problem["telt_mee"] for problem in problems] == [bool(strict)] * 2
    assert run(capsys, *arguments, "junit")[1].count("<failure") == 2 * bool(strict)


def test_a_file_that_was_not_read_is_said_to_be_not_checked(capsys: Capture) -> None:
    assert run(capsys, "weg.yaml", "--format", "github")[1].endswith("weg.yaml: niet nagekeken\n")


def test_a_test_in_junit_is_named_for_the_place_of_its_fault(capsys: Capture) -> None:
    name = write("a.yaml", changed("unit: ratio", "unit: factor"))
    assert ' name="regel 41, kolom 11: EWS213 ' in run(capsys, name, "--format", "junit")[1]


def test_the_extension_of_a_file_chooses_the_format(capsys: Capture) -> None:
    name = write("a.yaml", changed("unit: ratio", "unit: factor"))
    outputs = ["r.json", "r.txt", "r.sarif", "r.xml"]
    code, out = run(capsys, name, *(f"-o{output}" for output in outputs), "-o-", "--format", "github")
    assert code == 1
    assert out.startswith("::error ")
    beginnings = [Path(output).read_text(encoding="utf-8")[:9] for output in outputs]
    assert beginnings == ['{\n  "sche', "a.yaml:41", '{\n  "$sch', "<?xml ver"]


def test_json_has_the_answer_and_each_problem_with_its_place(capsys: Capture) -> None:
    code, out = run(
        capsys, write("a.yaml", changed("unit: ratio", "unit: factor")), "weg.yaml", "--format", "json"
    )
    document = json.loads(out)
    assert (code, document["schema"], document["in_orde"]) == (2, 1, False)
    wrong, unread = document["bestanden"]
    [problem] = wrong["problemen"]
    assert (problem["code"], problem["regel"], problem["kolom"]) == ("EWS213", 41, 11)
    assert (problem["ernst"], problem["telt_mee"], problem["waar"]) == ("fout", True, "a.yaml:41:11")
    assert (wrong["nagekeken"], wrong["policy"]) == (True, None)
    assert (unread["nagekeken"], unread["problemen"][0]["regel"]) == (False, None)


def test_json_of_a_clean_file_says_what_it_holds(capsys: Capture) -> None:
    document = json.loads(run(capsys, write("a.yaml", MINIMAL), "--format", "json")[1])
    assert document["in_orde"] is True
    held = document["bestanden"][0]["policy"]
    assert [held[k] for k in ("criteria", "grenzen", "uit_bron", "onze_lezing")] == [2, 12, 6, 6]
    assert held["id"] == "klein-voorbeeld"


def _sarif(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    jsonschema.Draft7Validator(sarif(), format_checker=jsonschema.FormatChecker()).validate(document)
    return document


def test_sarif_is_valid_against_the_schema_of_oasis_for_every_code_at_once(capsys: Capture) -> None:
    code, out = run(capsys, *map(str, INVALID), "weg.yaml", "--max-age", "1000d", "--format", "sarif")
    [runs] = _sarif(out)["runs"]
    assert code == 2
    assert {rule["id"] for rule in runs["tool"]["driver"]["rules"]} == {c for c in CODES if c[:4] == "EWS2"}
    for result in runs["results"]:
        assert runs["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    levels = {result["ruleId"]: result["level"] for result in runs["results"]}
    assert levels["EWS247"] == "warning"
    assert levels["EWS213"] == "error"
    assert runs["invocations"] == [{"executionSuccessful": False}]


def test_sarif_of_a_clean_file_is_valid_and_has_no_results(capsys: Capture) -> None:
    [runs] = _sarif(run(capsys, write("a.yaml", MINIMAL), "--format", "sarif")[1])["runs"]
    assert runs["results"] == []
    assert runs["invocations"] == [{"executionSuccessful": True}]


def test_sarif_finds_the_file_under_any_name_and_the_place_in_it(capsys: Capture) -> None:
    name = write("beleid 100%#é.yaml", changed("unit: ratio", "unit: factor"))
    [result] = _sarif(run(capsys, name, "--format", "sarif")[1])["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "beleid%20100%25%23%C3%A9.yaml"
    assert place["region"] == {"startLine": 41, "startColumn": 11}


def test_a_problem_without_a_place_gets_none(capsys: Capture) -> None:
    [result] = _sarif(run(capsys, "weg.yaml", "--format", "sarif")[1])["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert run(capsys, "weg.yaml", "--format", "github")[1].startswith("::error file=weg.yaml,title=")


SUITE = {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"}
PARTS = ["properties", "testcase", "system-out", "system-err"]


def _suites(text: str) -> list[Element]:
    """The suites of a report, held against the rules of Ant's JUnit schema: elements, order, attributes, counts."""
    root: Element = ElementTree.fromstring(text.encode())
    assert (root.tag, root.attrib) == ("testsuites", {})
    for number, suite in enumerate(root):
        assert set(suite.attrib) == SUITE
        assert suite.attrib["id"] == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        order = [PARTS.index(part.tag) for part in suite]
        assert order == sorted(order)
        assert [part.tag for part in suite if part.tag != "testcase"] == [PARTS[0], *PARTS[2:]]
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.attrib["tests"]) > 0
        for kind in ("failure", "error"):
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.attrib[f"{kind}s"])
        for case in cases:
            assert set(case.attrib) == {"name", "classname", "time"}
            assert len(case) <= 1
            assert all(set(fault.attrib) == {"message", "type"} for fault in case)
    return list(root)


def test_junit_follows_the_schema_of_ant_for_every_code_at_once(capsys: Capture) -> None:
    code, out = run(capsys, *map(str, INVALID), "weg.yaml", "--max-age", "1000d", "--format", "junit")
    suites = _suites(out)
    assert code == 2
    assert len(suites) == len(INVALID) + 1
    kinds = {fault.attrib["type"] for suite in suites for fault in suite.findall("testcase/failure")}
    assert kinds == {c for c in CODES if c[:4] == "EWS2"} - {"EWS247"}
    assert [fault.attrib["type"] for fault in suites[-1].findall("testcase/error")] == ["EWS201"]


def test_junit_of_a_clean_file_is_one_test_that_passes_and_tells_its_warnings(capsys: Capture) -> None:
    [suite] = _suites(run(capsys, write("a.yaml", MINIMAL), "--max-age", "1d", "--format", "junit")[1])
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "0")
    assert (suite.findtext("system-out") or "").count("EWS247") == 2


def test_an_annotation_names_the_file_the_line_and_the_column(capsys: Capture) -> None:
    name = write("a,b:c.yaml", changed("below: 10%", "below: 30%, reading: Een derde."))
    code, out = run(capsys, name, "--format", "github")
    assert code == 1
    assert out.splitlines()[0] == (
        "::error file=a%2Cb%3Ac.yaml,line=28,col=31,"
        "title=EWS225 grens is niet strenger dan die van een lagere trede::trede 4 (below 30%25) is niet "
        "strenger dan trede 3 (below 20%25); hoe hoger de trede, hoe slechter het cijfer"
    )


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_nothing_of_a_file_is_live_in_any_format(format_: str, capsys: Capture) -> None:
    """Neither a value, nor a key, nor the file's own name can end a line, begin a command or make a link."""
    key = json.dumps(HOSTILE)
    text = changed("unit: ratio", f"unit: {key}").replace("schema: 1", f"schema: 1\n{key}: 1", 1)
    name = write("::warning::x\n##[group]\x1b[31m.yaml", text)
    code, out = run(capsys, name, "--format", format_)
    assert code == 1
    assert "\x1b" not in out
    assert "\u2028" not in out
    assert not re.search(r"##(vso)?\[", out)
    assert not re.search(r"\]\(|\{\d", out)
    commands = [line for line in out.splitlines() if re.search(r"::|##\[", line)]
    if format_ == "github":
        assert all(re.fullmatch(r"::error file=[^:\r\n]*::[^\r\n]*", line) for line in commands)
        assert all("::" not in line[2:].partition("::")[2] for line in commands)
    elif format_ != "json" and format_ != "sarif":
        assert commands == []


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_the_same_files_give_the_same_bytes(format_: str, capsys: Capture) -> None:
    names = [str(path) for path in INVALID[::7]]
    assert run(capsys, *names, "--format", format_) == run(capsys, *names, "--format", format_)


# --- what it loads and what it costs

HANGS = 60.0
"""Seconds after which a refusal is no refusal; what it takes is measured in benchmarks/thresholds.py."""

PROGRAM = """
import re, sys, time
from pathlib import Path
from ews_cli.cli.main import main
start = time.perf_counter()
code = main(["thresholds", "check", *sys.argv[1:]])
seconds = time.perf_counter() - start
heavy = [m for m in ("pandas", "openpyxl", "rich", "python_calamine", "numpy") if m in sys.modules]
status = Path("/proc/self/status")
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024 if status.exists() else 0
print(code, round(seconds, 3), round(peak), *heavy, file=sys.stderr)
"""


def fresh(*arguments: str) -> tuple[int, float, float, list[str], str]:
    """Exit code, seconds, peak MB, heavy modules and stdout of a check in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    code, seconds, peak, *heavy = done.stderr.splitlines()[-1].split()
    return int(code), float(seconds), float(peak), heavy, done.stdout


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_a_check_loads_no_heavy_library(format_: str) -> None:
    wrong = write("a.yaml", changed("unit: ratio", "unit: factor"))
    code, _, _, heavy, _ = fresh(str(packaged()), wrong, "--format", format_)
    assert (code, heavy) == (1, [])


def bomb() -> str:
    letters = "bcdefghijklmnop"
    return "a: &a [x, x]\n" + "".join(
        f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, this in zip("a" + letters, letters, strict=False)
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bomb(), "EWS204"),
        ("x: &a {y: 1}\n" + "".join(f"k{i}: &k{i} {{<<: [*a, *a, *a]}}\n" for i in range(900)), "EWS204"),
        (MINIMAL + "# rest\n" * 1_500_000, "EWS202"),
        ("a: [" + "x," * 400_000 + "]", "EWS202"),
        ("[" * 900_000, "EWS202"),
        ("a: " + "&a " * 300_000, "EWS203"),
        ("{" * 900_000, "EWS202"),
        ("? " * 400_000, "EWS202"),
        ("- " * 400_000, "EWS202"),
        ("a: '" + "x" * 900_000, "EWS203"),
    ],
    ids=["aliases", "merges", "10 MB", "values", "depth", "anchors", "braces", "keys", "dashes", "quote"],
)
def test_a_bomb_is_refused_without_hanging_and_within_100_mb(text: str, code: str) -> None:
    name = write("bom.yaml", text)
    answer, seconds, peak, _, out = fresh(name)
    assert answer == 1
    assert code in out
    assert seconds < HANGS
    assert peak < 100  # 0 where the system does not tell


def test_a_thousand_files_are_checked_in_one_call() -> None:
    shipped = packaged().read_text(encoding="utf-8")
    os.mkdir("veel")
    names = [write(f"veel/{i}.yaml", f"{shipped}# {i}\n") for i in range(1_000)]
    code, _, _, _, out = fresh(*names)
    assert code == 0
    assert out.endswith("1.000 bestanden: 1.000 in orde\n")


def test_the_gate_is_the_one_of_the_shipped_file_too(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`score` may skip the gate for the shipped bytes; `check` never does."""
    looked: list[str] = []
    real = thresholds_file.check

    def gate(raw: bytes, name: str, today: date, *rest: Any) -> Any:
        looked.append(name)
        return real(raw, name, today, *rest)

    monkeypatch.setattr(thresholds_file, "check", gate)
    assert run(capsys, str(packaged()))[0] == 0
    assert looked == [str(packaged())]
