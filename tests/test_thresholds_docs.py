"""docs/thresholds.md says what the gate does: every code with its real message, every key of the format."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from ews_cli.core.ratios import RATIOS
from ews_cli.problems import CODES
from ews_cli.thresholds_file import check, model

ROOT = Path(__file__).resolve().parents[1]
DOC = (ROOT / "docs" / "thresholds.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^#### (EWS\d+) (.*?)(?=^#|\Z)", DOC, re.MULTILINE | re.DOTALL))


def test_each_code_has_a_section() -> None:
    assert sorted(SECTIONS) == sorted(code for code in CODES if code.startswith("EWS2"))


@pytest.mark.parametrize("code", sorted(SECTIONS))
def test_the_example_of_a_code_is_what_the_gate_says(code: str) -> None:
    section = SECTIONS[code]
    assert re.findall(r"^\*\*(\w+)\*\* ", section, re.MULTILINE) == ["What", "Why", "Example", "Remedy"]
    link = re.search(r"\[`(.*?)`\]\(\.\./(.*?)\)", section)
    block = re.search(r"```text\n(.*?)```", section, re.DOTALL)
    assert link
    assert block
    raw = (ROOT / link[2]).read_bytes()
    age = re.search(rb"--max-age (\d+)d", raw.splitlines()[0])
    max_age = timedelta(int(age[1])) if age else None
    _, [problem] = check(raw, "thresholds.yaml", date(2026, 11, 22), max_age)
    *shown, said = block[1].splitlines()
    assert said == str(problem)
    assert all(line in raw.decode() for line in shown)


def test_each_key_of_the_format_is_in_a_table() -> None:
    documented = set(re.findall(r"`([a-z0-9_]+)`", "".join(re.findall(r"^\|.*$", DOC, re.MULTILINE))))
    shapes = [
        shape for shape in vars(model).values() if isinstance(shape, type) and issubclass(shape, BaseModel)
    ]
    keys = {field.alias or name for shape in shapes for name, field in shape.model_fields.items()}
    assert len(keys) > 40
    assert keys - documented - {"3", "4", "5"} == set()
    assert set(RATIOS) - documented == set()
