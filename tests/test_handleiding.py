"""docs/handleiding.md explains whatever a contractmanager can meet in a report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ews_cli.cli.main import main
from ews_cli.problems import CODES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "handleiding.md").read_text("utf-8")
SAMPLES = ROOT / "samples"
REPORTS = [
    *([str(path)] for path in sorted(SAMPLES.glob("portefeuille/*"))),
    [str(SAMPLES / "jaarrekening.xlsx"), "--signalen", str(SAMPLES / "signalen.yaml")],
    [str(SAMPLES / "kwartalen.csv"), "--peildatum", "2025-09-01"],
]


@pytest.mark.parametrize("arguments", REPORTS, ids=lambda arguments: Path(arguments[0]).name)
def test_each_part_of_a_report_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    explained = set(re.findall(r"^\| \*\*(.*?)( …)?\*\* \|", PAGE, re.MULTILINE))
    assert main(["score", "--peildatum", "2026-11-22", *arguments]) == 0
    _, *parts = capsys.readouterr().out.split("\n\n")
    headings = {re.sub(r", (x|in) .*| bij trede .*", "", part.splitlines()[0]) for part in parts}
    assert len(headings) > 5
    verdicts = {heading for heading in headings if re.match(r"(Berekend: t|T)rede ", heading)}
    assert headings - verdicts - {name.removesuffix(" bij trede") for name, _ in explained} == set()


def test_each_code_that_it_names_exists() -> None:
    named = set(re.findall(r"EWS\d{3}", PAGE))
    assert len(named) > 5
    assert named <= set(CODES)


def test_its_table_of_contents_names_every_section() -> None:
    listed = re.findall(r"^- \[(.*?)\]\(#", PAGE, re.MULTILINE)
    assert listed == re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
