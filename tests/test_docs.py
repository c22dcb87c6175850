"""Every console block in the docs is what the command prints."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from ews_cli.cli import option_values
from ews_cli.cli.main import main

ROOT = Path(__file__).parents[1]
BLOCKS = [
    (page.name, command, shown)
    for page in sorted((ROOT / "docs").glob("*.md"))
    if page.name
    not in ("problems.md", "thresholds.md")  # these show what is said on stderr; tests of their own
    for command, shown in re.findall(
        r"^```console\n\$ ews ([^\n]+)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
]


class Then(date):
    """The calendar of the day on which the pages were written, which say how old figures are."""

    @classmethod
    def today(cls) -> Then:
        return cls(2026, 11, 22)


@pytest.mark.parametrize(
    ("command", "shown"),
    [(command, shown) for _, command, shown in BLOCKS],
    ids=[f"{page} {command}" for page, command, _ in BLOCKS],
)
def test_each_console_block_is_what_the_command_prints(
    command: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line `…` stands for any number of lines."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(option_values, "date", Then)
    assert main(shlex.split(command)) in (0, 4)
    printed = capsys.readouterr().out
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, printed), printed


def test_the_docs_show_what_commands_print() -> None:
    assert {page for page, _, _ in BLOCKS} >= {"lezen.md", "portefeuille.md"}
