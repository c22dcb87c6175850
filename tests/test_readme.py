"""What the README shows is what the command prints, and what it names exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n\$ ([^\n]+)\n(.*?)^```", README, re.M | re.S)


def _matches(shown: str, printed: str) -> bool:
    """Whether the output is as shown; a line `…` stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line.rstrip()) + r"[ ]*\n" for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def test_the_readme_shows_commands_with_their_output() -> None:
    assert len(BLOCKS) >= 2


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_each_console_block_is_what_the_command_prints(command: str, shown: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "ews"
    done = subprocess.run(
        [sys.executable, "-m", "ews_cli", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        check=False,
    )
    assert done.returncode in (0, 4), done.stderr
    assert _matches(shown, done.stdout), done.stdout


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_each_file_that_the_readme_links_to_exists(link: str) -> None:
    assert (ROOT / link).is_file()


def test_the_readme_names_every_command_and_no_other() -> None:
    from ews_cli.cli.commands import COMMANDS, GROUPS

    named = set(re.findall(r"^\| `ews (\w+)", README, re.M))
    assert named == {*COMMANDS, *GROUPS}
