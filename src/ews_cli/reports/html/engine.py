"""Templates and values -> a page. Everything that comes from a file is cleaned and escaped here.

The Content-Security-Policy allows the style and the script of the page by their hash and nothing else: no
inline style, no image, no request. So a page from a mail attachment can only show what stands in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ews_cli.reports.blocks import Block, Items, Paragraph, Table
from ews_cli.reports.clean import clean
from ews_cli.reports.html import drawing

FOLDER = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """The templates; every text that a template shows goes through `clean` and is escaped."""
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    found.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    found.tests["items"] = lambda block: isinstance(block, Items)
    found.tests["table"] = lambda block: isinstance(block, Table)
    found.globals["drawing"] = drawing
    return found


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def fragment(template: str, **values: Any) -> str:
    """A part of a page."""
    return environment().get_template(template).render(**values)


def page(template: str, **values: Any) -> Iterator[str]:
    """A whole page, in pieces."""
    style, script = _own("style.css"), _own("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    with_own = values | {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}
    yield from environment().get_template(template).generate(**with_own)


@cache
def _own(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def kind(block: Block) -> str:
    """The name of a block's kind, for templates."""
    return type(block).__name__.lower()
