"""What stands in the repository for CI: hooks and an action that work, and examples that fit their schemas."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from published_schemas import github_action, gitlab

ROOT = Path(__file__).resolve().parents[1]
DOC = (ROOT / "docs" / "thresholds.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
MINIMAL = (Path(__file__).parent / "thresholds" / "valid" / "minimal.yaml").read_text(encoding="utf-8")


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def example(word: str) -> Any:
    [text] = [text for text in EXAMPLES if word in text]
    return yaml.safe_load(text)


def test_the_hook_runs_the_command_on_threshold_files() -> None:
    [hook] = load(".pre-commit-hooks.yaml")
    assert hook["id"] == "ews-thresholds"
    assert (hook["entry"], hook["language"]) == ("ews thresholds check", "python")
    for path, looked_at in {
        "thresholds.yaml": True,
        "beleid/regio/thresholds.yml": True,
        "my-thresholds.yaml": False,
        "thresholds.yaml.orig": False,
    }.items():
        assert bool(re.search(hook["files"], path)) is looked_at


def test_this_repository_uses_the_check_on_its_own_file() -> None:
    hooks = {hook["id"]: hook for repo in load(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]}
    own = hooks["ews-thresholds"]
    assert re.search(own["files"], "thresholds.yaml")
    assert own["entry"].endswith("ews thresholds check --strict")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    check = makefile[makefile.index("\ncheck:") :].partition("\n\n")[0]
    assert "ews thresholds check --strict thresholds.yaml" in check


def test_the_example_for_pre_commit_names_the_hook() -> None:
    [hook] = load(".pre-commit-hooks.yaml")
    [repo] = example("hooks:")["repos"]
    assert repo["hooks"][0]["id"] == hook["id"]


def test_the_action_is_valid_against_the_published_schema() -> None:
    jsonschema.Draft7Validator(github_action()).validate(load("action.yml"))


def test_no_input_of_the_action_is_pasted_into_a_script() -> None:
    for step in load("action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_the_example_for_github_gives_the_action_only_inputs_that_it_has() -> None:
    [step] = [
        s for s in example("pull_request")["jobs"]["thresholds"]["steps"] if "regio/ews" in s.get("uses", "")
    ]
    assert set(step["with"]) <= set(load("action.yml")["inputs"])


def test_the_example_for_gitlab_is_valid_against_the_published_schema() -> None:
    jsonschema.Draft7Validator(gitlab()).validate(example("python:3.12-slim"))


def run_step(name: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step of the action as GitHub's bash does, with this environment's `ews`."""
    [step] = [step for step in load("action.yml")["runs"]["steps"] if step["name"] == name]
    (folder / "ews" / "bin").mkdir(parents=True, exist_ok=True)
    command = folder / "ews" / "bin" / "ews"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ews_cli "$@"\n')
    command.chmod(0o755)
    given = dict.fromkeys(step["env"], "") | {"RUNNER_TEMP": str(folder), "PATH": os.environ["PATH"]} | env
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env=given, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")


@needs_bash
def test_the_action_annotates_faults_and_fails(tmp_path: Path) -> None:
    (tmp_path / "goed.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "met spatie.yaml").write_text(MINIMAL.replace("unit: ratio", "unit: x"), encoding="utf-8")
    step = "Check the thresholds"
    files = "goed.yaml\nmet spatie.yaml\n"
    done = run_step(step, tmp_path, FILES=files, SARIF="uit.sarif", STRICT="false")
    assert done.returncode == 1
    assert "::error file=met spatie.yaml,line=41,col=11," in done.stdout
    assert (tmp_path / "uit.sarif").is_file()
    assert run_step(step, tmp_path, FILES="goed.yaml").returncode == 0
    aged = {"FILES": "goed.yaml", "MAX_AGE": "10d"}
    assert run_step(step, tmp_path, **aged).stdout.count("::warning ") == 2
    assert run_step(step, tmp_path, **aged, STRICT="true").returncode == 1
    assert run_step(step, tmp_path, FILES="weg.yaml").returncode == 2


@needs_bash
def test_an_input_of_the_action_is_never_run_and_never_an_option(tmp_path: Path) -> None:
    done = run_step(
        "Check the thresholds", tmp_path, FILES="$(touch kwaad)`touch kwaad`;touch kwaad\n--strict"
    )
    assert done.returncode == 2
    assert not (tmp_path / "kwaad").exists()
    assert "--strict: EWS201" in done.stdout or "file=--strict" in done.stdout


@needs_bash
def test_the_action_tells_what_changes_in_the_summary(tmp_path: Path) -> None:
    (tmp_path / "oud.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "nieuw.yaml").write_text(MINIMAL.replace("below: 1.00", "below: 1.10"), encoding="utf-8")
    summary = tmp_path / "summary.md"
    done = run_step(
        "Say what changes", tmp_path, FILES="nieuw.yaml", AGAINST="oud.yaml", GITHUB_STEP_SUMMARY=str(summary)
    )
    assert done.returncode == 0, done.stderr
    assert "**Drempels: 1 verschil**" in summary.read_text(encoding="utf-8")


def test_the_console_blocks_of_the_document_are_what_the_commands_print() -> None:
    blocks = re.findall(r"^```console\n\$ ews ([^\n]+)\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    for command, shown in blocks:
        done = subprocess.run(
            [sys.executable, "-m", "ews_cli", *command.split()],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
            env={"PATH": "", "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        )  # fmt: skip
        parts = [part.strip("\n") for part in shown.split("…")]
        assert all(part in done.stdout for part in parts), done.stdout
