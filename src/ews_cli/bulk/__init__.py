"""A large table judged at once: the rules of the reader and the core over columns of rows, and no copy of them."""

from pathlib import Path

LARGE = 1_000_000
"""Bytes from which a table is read so: a smaller one is done before pandas is there."""


def is_large(path: Path) -> bool:
    """Whether a file is so large that its rows are worth a look together."""
    try:
        return path.is_file() and path.stat().st_size >= LARGE
    except (OSError, ValueError):
        return False
