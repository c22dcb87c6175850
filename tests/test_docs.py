"""Every console block in the docs is what the command prints, page by page as a reader would type them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ews_cli.cli import option_values
from ews_cli.cli.main import main

ROOT = Path(__file__).parents[1]
ELSEWHERE = {"problems.md", "thresholds.md"}
"""These show what is said on stderr; they have tests of their own."""
PAGES = {
    page.name: re.findall(
        r"^```console\n(\$ ews .*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for page in sorted((ROOT / "docs").glob("*.md"))
    if page.name not in ELSEWHERE
}


class Then(date):
    """The calendar of the day on which the pages were written, which say how old figures are."""

    @classmethod
    def today(cls) -> Then:
        return cls(2026, 11, 22)


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, with what is shown below it."""
    for part in re.split(r"^\$ ews ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _policies_of_beheer(folder: Path) -> None:
    """The two files of beheer.md: the next version that it describes, and one with the fault that it shows."""
    (described,) = re.findall(
        r"^```yaml\n(.*?)^```", (ROOT / "docs" / "beheer.md").read_text("utf-8"), re.M | re.S
    )
    ended, opened, bound, _ = described.split("        …\n")
    policy = (ROOT / "thresholds.yaml").read_text("utf-8")
    start, stop = policy.rindex("      - valid_from:"), policy.index("\n# Facts that a person records")
    latest = policy[start:stop]
    rest = latest[latest.index("        source:") :]
    before, _, after = rest.partition("          - trede: 4\n")
    after = after[after.index("          - trede: 5\n") :]
    old = ended + latest[latest.index("        verified:") :]
    text = policy[:start] + old + opened + before + bound + after + policy[stop:]
    (folder / "drempels-2027.yaml").write_text(text.replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    (folder / "drempels-fout.yaml").write_text(policy.replace("below: 10%", "below: 30%"), "utf-8")


@pytest.mark.parametrize("page", [page for page, blocks in PAGES.items() if blocks])
def test_each_console_block_is_what_the_command_prints(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A line `…` stands for any number of lines, `…` in a line for any words.

    What a page writes, its later blocks find. What `ews` says beside the report may be shown above it.
    """
    for name in ("samples", "docs", "tests", "thresholds.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    _policies_of_beheer(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    monkeypatch.setattr(option_values, "date", Then)
    for command, shown in (pair for block in PAGES[page] for pair in _commands(block)):
        assert main(shlex.split(command)) != 3, command
        report, talk = capsys.readouterr()
        pattern = "".join(
            r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".+?") + r"\n"
            for line in shown.splitlines()
        )
        said = re.fullmatch(pattern, report) or re.fullmatch(pattern, talk + report)
        assert said, f"{command}\n{talk}{report}"
    if page == "analist.md":
        # The Python of this page reads what its commands wrote; that of schaal.md has a test of its own.
        (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.M | re.S)
        exec(compile(code, page, "exec"), {})


def test_the_monthly_run_of_the_analyst_says_when_someone_rose(tmp_path: Path) -> None:
    (script,) = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "docs" / "analist.md").read_text("utf-8"), re.M | re.S
    )
    (tmp_path / "jaarrekeningen").symlink_to(ROOT / "samples" / "portefeuille")
    (tmp_path / "aanbieders.xlsx").symlink_to(ROOT / "samples" / "register.xlsx")
    command = tmp_path / "bin" / "ews"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ews_cli "$@"\n')
    command.chmod(0o755)
    environment = {"PATH": f"{command.parent}:/usr/bin:/bin"}

    def run(day: str) -> str:
        dated = script.replace("$(date +%F)", day)
        done = subprocess.run(
            ["sh", "-c", dated], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("2025-11-30") == ""
    assert run("2026-11-22") == "er steeg iemand\n"
    assert run("2026-11-23") == ""
    assert (tmp_path / "verschuivingen.html").is_file()


def test_the_docs_show_what_commands_print() -> None:
    shown = {page for page, blocks in PAGES.items() if blocks}
    assert shown >= {"handleiding.md", "analist.md", "beheer.md", "lezen.md", "portefeuille.md"}
