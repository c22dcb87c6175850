"""docs/problems.md: an entry for each code, and each example is what `ews` says of a file with exactly that fault."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ews_cli.cli.main import main
from ews_cli.problems import CODES
from ews_cli.readers import register

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "problems"
DOC = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^### (EWS\d+) (.*?)(?=^##|\Z)", DOC, re.MULTILINE | re.DOTALL))
ELSEWHERE = dict(re.findall(r"^\| (EWS\d+) \| \[.*?\]\(thresholds\.md#(.*?)\) \|$", DOC, re.MULTILINE))


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    assert sorted([*ENTRIES, *ELSEWHERE]) == sorted(CODES)


def test_what_stands_in_thresholds_md_stands_there() -> None:
    """A link leads to a heading as GitHub makes its anchor: lower case, no punctuation, hyphens for spaces."""
    text = (ROOT / "docs" / "thresholds.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#### (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(ELSEWHERE.values()) == {anchor for anchor in anchors if anchor.startswith("ews2")}


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_an_entry_says_what_why_and_how_to_mend_it(code: str) -> None:
    assert re.findall(r"^\*\*(\w+)\*\*", ENTRIES[code], re.MULTILINE) == ["What", "Why", "Example", "Remedy"]


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_the_example_of_an_entry_is_what_ews_says_and_nothing_else(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    block = re.search(r"```console\n\$ ews (.*)\n((?:.*\n)+?)```", ENTRIES[code])
    assert block
    command = shlex.split(block[1])
    if "--register" in command:
        said = "".join(f"{problem}\n" for problem in register.load(Path(command[-1]))[1])
    else:
        main(command)
        said = capsys.readouterr().err
    assert said == block[2]
    assert set(re.findall(r"(?::|^)\s?(EWS\d{3}) ", said, re.MULTILINE)) == {code}


def test_every_file_of_the_examples_is_used_by_the_entry_of_its_code() -> None:
    for path in FIXTURES.iterdir():
        assert f"tests/problems/{path.name}" in ENTRIES[path.name[:6]]


def test_every_problem_of_reading_has_a_file_that_shows_it() -> None:
    shown = {path.name[:6] for path in FIXTURES.iterdir()}
    assert {code for code in CODES if code.startswith("EWS1")} - shown == {
        "EWS101"
    }  # a file that is not there
