"""Which files are meant by the paths that someone types."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from ews_cli.readers.sources import holds_source

if TYPE_CHECKING:
    from ews_cli.readers import ReadOptions

ACCOUNTS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".xbrl", ".xbri", ".xaf"})
"""What is read from a folder; a file that is named is read whatever it is called."""
EXTENSIONS = ACCOUNTS | {".json"}
"""The same, with the results of earlier runs."""
_PERHAPS = frozenset({".xml", ".xhtml", ".html", ".htm", ".zip"})
"""What is read from a folder only where its content is a source that a reader knows, as XBRL."""
_COLUMNS = ("naam", "kvk", "boekjaar", "balansdatum", "basis", "eenheid", "trede")
_OWN = (
    b'{"ews": ',
    *(
        mark + delimiter.join(_COLUMNS).encode()
        for delimiter in (",", ";", "\t")
        for mark in (b"", b"\xef\xbb\xbf")
    ),
)
"""How a progress file and the results in a csv begin."""


def expand(
    paths: Iterable[Path], extensions: Container[str] = EXTENSIONS, patroon: str | None = None
) -> tuple[list[Path], list[Path]]:
    """The files, those of a folder with its subfolders in the order of their names; and the folders without any.

    Args:
        extensions: what is taken from a folder.
        patroon: what the name of a file in a folder must look like, as `*2025*`.
    """
    files: list[Path] = []
    empty: list[Path] = []
    for path in paths:
        found = sorted(_files(path, extensions, patroon)) if path.is_dir() else [path]
        files += found
        if not found:
            empty.append(path)
    return list(dict.fromkeys(files)), empty


def together(paths: Sequence[Path], lezen: ReadOptions) -> tuple[tuple[Path, ...], ReadOptions]:
    """The paths without those that are a part of another one's data set, and the options that say so."""
    from ews_cli import readers

    kept, parts = readers.together(paths)
    return tuple(kept), replace(lezen, delen=parts) if parts else lezen


def _files(folder: Path, extensions: Container[str], patroon: str | None) -> Iterator[Path]:
    closed: list[Path] = []
    for here, below, names in os.walk(folder, onerror=_note(closed)):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in _visible(names, extensions):
            path = Path(here, name)
            if patroon is not None and not fnmatch(name.casefold(), patroon.casefold()):
                continue
            if not _is_own(path) and (path.suffix.lower() not in _PERHAPS or holds_source(path)):
                yield path
    # What cannot be looked into is an input that cannot be read: nothing is passed over in silence.
    yield from closed


def _note(closed: list[Path]) -> Callable[[OSError], None]:
    return lambda error: closed.append(Path(error.filename))


def _visible(names: Sequence[str], extensions: Container[str]) -> Iterator[str]:
    """Without hidden files and the traces of a workbook that someone has open."""
    for name in names:
        if not name.startswith((".", "~$")) and (
            (suffix := os.path.splitext(name)[1].lower()) in extensions or suffix in _PERHAPS
        ):
            yield name


def _is_own(path: Path) -> bool:
    """Whether a table or workbook is one that `ews batch` wrote: results are no input."""
    from ews_cli.reports.mark import MARK

    kind = path.suffix.lower()
    if kind not in (".csv", ".tsv", ".xlsx"):
        return False
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return False
        with path.open("rb") as file:
            if kind != ".xlsx":
                return file.read(64).startswith(_OWN)
            file.seek(-len(MARK), os.SEEK_END)
            return file.read() == MARK
    except OSError:
        return False
