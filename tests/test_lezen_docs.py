"""docs/lezen.md: each example is what the command prints, and every post and key is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ews_cli.core.jaarrekening import Herkomst
from ews_cli.core.posten import Post

ROOT = Path(__file__).parents[1]
DOC = (ROOT / "docs" / "lezen.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n\$ ews ([^\n]+)\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)


def test_the_examples_show_the_table_the_options_the_mapping_and_the_csv() -> None:
    commands = " ".join(command for command, _ in BLOCKS)
    assert len(BLOCKS) >= 6
    for option in ("--jaar", "--mapping", "--format csv"):
        assert option in commands


def test_the_mapping_that_is_shown_is_the_one_that_is_run() -> None:
    shown = re.search(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    assert shown
    assert shown[1] == (ROOT / "docs" / "voorbeelden" / "eigen-woorden.yaml").read_text(encoding="utf-8")


def test_every_post_every_origin_and_every_key_of_a_mapping_is_named() -> None:
    tables = "".join(re.findall(r"^\|.*$", DOC, re.MULTILINE))
    named = set(re.findall(r"`([a-z_]+)`", tables))
    assert {post.value for post in Post} - named == set()
    assert {herkomst.value.partition(" ")[0] for herkomst in Herkomst} - named == set()
    keys = {"schema", "aanbieder", "eenheid", "basis", "kolommen", "koppen", "labels", "cellen"}
    parts = {"naam", "kvk", "blad", "kolom", "jaar", "balansdatum", "post", "cel", "label"}
    assert (keys | parts) - named == set()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", DOC))))
def test_each_file_that_it_links_to_exists(link: str) -> None:
    assert (ROOT / "docs" / link).is_file()
