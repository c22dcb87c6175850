"""Which files are meant by the paths that someone types."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

EXTENSIONS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".json"})
"""What is read from a folder; a file that is named is read whatever it is called."""


def expand(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files, those of a folder with its subfolders in the order of their names; and the folders without any."""
    files: list[Path] = []
    empty: list[Path] = []
    for path in paths:
        found = sorted(_files(path)) if path.is_dir() else [path]
        files += found
        if not found:
            empty.append(path)
    return list(dict.fromkeys(files)), empty


def _files(folder: Path) -> Iterator[Path]:
    for here, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(here, name) for name in _visible(names))


def _visible(names: Sequence[str]) -> Iterator[str]:
    """Without hidden files and the traces of a workbook that someone has open."""
    for name in names:
        if not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in EXTENSIONS:
            yield name
