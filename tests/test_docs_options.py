"""No page names a command or an option that does not exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from ews_cli.cli.commands import application

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OF_OTHERS = {"--user", "--no-deps", "--wheel-dir", "--depth", "--large", "--basiss"}
"""Of pip, pipx, git and a script of benchmarks/; and one that shows what EWS404 says of a typing error."""


def _options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}


EWS: Any = typer.main.get_command(application([]))
COMMANDS: dict[str, Any] = {
    name: command for name, command in EWS.commands.items() if not hasattr(command, "commands")
} | {
    f"{group} {name}": command
    for group, below in EWS.commands.items()
    for name, command in getattr(below, "commands", {}).items()
}
GROUPS = {name for name, command in EWS.commands.items() if hasattr(command, "commands")}
OPTIONS = {name: _options(command) | {"--help"} for name, command in COMMANDS.items()}
EVERY = set().union(*OPTIONS.values(), _options(EWS))


def _typed(text: str) -> Iterator[str]:
    """What someone types who follows a page: in the lines of its blocks, and in code within its sentences."""
    blocks = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
    for block in blocks.findall(text):
        before = r"\$ " if block.lstrip().startswith("```console") else r" *(?:- )?"
        yield from re.findall(rf"^{before}(ews [a-z][^\n|>&#]*)", block, re.MULTILINE)
    yield from re.findall(r"`(ews [a-z][^`\n]*)`", blocks.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_command_that_a_page_names_exists_with_its_options(page: Path) -> None:
    for code in _typed(page.read_text("utf-8")):
        try:
            words = shlex.split(code)[1:]
        except ValueError:
            continue
        name = " ".join(words[:2]) if words[0] in GROUPS else words[0]
        assert name in OPTIONS or words[0] in EWS.commands, code
        options = {re.split("[=,;.)]", word)[0] for word in words if re.match(r"--?[a-z]", word)}
        if name in OPTIONS:
            assert options - OPTIONS[name] - OF_OTHERS == set(), code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_option_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*[a-z]", page.read_text("utf-8")))
    assert named - EVERY - OF_OTHERS == set()
