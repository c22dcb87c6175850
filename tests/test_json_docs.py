"""docs/json.md names every field that a command can write."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.main import main
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")
NAMED = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"\w+", code)}
OF_DATA = {post.value for post in Post} | set(RATIOS)
"""Keys that are names of posts and ratios, which lezen.md and the report itself explain."""

COMMANDS = [
    "score samples/jaarrekening.xlsx --signalen samples/signalen.yaml",
    "score samples/kwartalen.csv --peildatum 2025-09-01",
    "batch samples/portefeuille --register samples/register.xlsx --signalen samples/signalen.yaml",
    "inspect samples/jaarrekening.xlsx samples/kwartalen.csv",
    "whatif samples/jaarrekening.xlsx --opbrengsten -5% --uitstel-belasting 100000",
    "whatif samples/jaarrekening.xlsx --opbrengsten open --tot 5",
    "whatif samples/jaarrekening.xlsx --raster 'opbrengsten=-10%..+5%:5% personeelskosten=0%..+6%:2%'",
    "draaiboek 4 --start 2026-11-30",
    "signalen check samples/signalen.yaml",
    "thresholds show",
    "thresholds check",
    "thresholds diff --wat-als liquiditeit.4=0.98 --op samples/portefeuille",
]


def _fields(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            if re.fullmatch(r"[a-z]\w*", key):
                yield key
            yield from _fields(below)
    elif isinstance(value, list):
        for below in value:
            yield from _fields(below)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_field_is_named(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    main([*shlex.split(command), "--format", "json"])
    fields = set(_fields(json.loads(capsys.readouterr().out)))
    assert len(fields) > 5
    assert fields - NAMED - OF_DATA == set()
