"""A large table judged at once: the rules of the reader and the core over columns of rows, and no copy of them."""

from pathlib import Path

LARGE = 1_000_000
"""Bytes from which a table is read so: a smaller one is done before pandas is there."""
_HEAD = 1024


def is_large(path: Path) -> bool:
    """Whether a file may be a csv, and is so large that its rows are worth a look together."""
    try:
        if not path.is_file() or path.stat().st_size < LARGE:
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    return not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"PK", b"<")) and b"\0" not in head
