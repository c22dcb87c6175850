"""What was read and judged, kept on disk: memory stays flat however many files there are."""

from __future__ import annotations

import hashlib
import json
import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from ews_cli import __version__
from ews_cli.batch.codec import Span
from ews_cli.readers import ReadOptions

FORM = 2
_IN_MEMORY = 4_000_000
"""Bytes up to which nothing is written to disk."""
_NOWHERE = -1

Stamp = tuple[int, int]
"""Size and time of a file, by which a changed one is known."""


class OtherRun(Exception):
    """A progress file that this run cannot go on with; the text says why (Dutch)."""


class Store:
    """Contents by number, in a file that has no name."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        # Closed with the run; a file without a name leaves nothing behind, whatever ends the process.
        self._file: IO[Any] = file or SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._end = self._file.seek(0, os.SEEK_END)
        self._place, self._size = array("q"), array("q")

    def put(self, number: int, content: bytes, before: bytes = b"", after: bytes = b"") -> None:
        """Keep a content, with bytes around it that `get` leaves out. Raises OSError when the disk is full."""
        self._file.seek(self._end)
        self._file.write(before + content + after)
        self.note(number, self._end + len(before), len(content))
        self._end += len(before) + len(content) + len(after)

    def note(self, number: int, place: int, size: int) -> None:
        """A content that is in the file already."""
        while len(self._place) <= number:
            self._place.append(_NOWHERE)
            self._size.append(0)
        self._place[number], self._size[number] = place, size

    def __contains__(self, number: int) -> bool:
        return number < len(self._place) and self._place[number] != _NOWHERE

    def get(self, number: int) -> bytes:
        """A content that was put or noted."""
        self._file.seek(self._place[number])
        return bytes(self._file.read(self._size[number]))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Readings(Store):
    """The lines of the files that were read, each with the stamp of its file.

    In a progress file it is a line of JSON each, below a line that says which run it belongs to.
    """

    def __init__(self, paths: list[str], file: IO[bytes] | None = None) -> None:
        super().__init__(file)
        self._paths = paths

    def add(self, number: int, line: str, stamp: Stamp) -> None:
        """Keep the line of a file that had this stamp before it was read. Raises OSError when the disk is full."""
        head = json.dumps([self._paths[number], *stamp])[:-1]
        self.put(number, line.encode("ascii"), before=f"{head}, ".encode("ascii"), after=b"]\n")

    def part(self, number: int, span: Span) -> bytes:
        """The reading of one provider in the line of a file."""
        self._file.seek(self._place[number] + span.start)
        return bytes(self._file.read(span.size))

    def flush(self) -> None:
        """Hand over to the system what was kept. Raises OSError when the disk is full."""
        self._file.flush()


def stamp_of(path: str) -> Stamp:
    """The stamp of a file; of one that cannot be looked at, zeros."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return 0, 0
    return status.st_size, status.st_mtime_ns


def fingerprint(lezen: ReadOptions) -> str:
    """What the readings of a run depend on beside the files; the password is no part of it."""
    return hashlib.sha256(f"{__version__} {FORM} {lezen!r}".encode(errors="surrogateescape")).hexdigest()


def begin(path: Path, paths: list[str], lezen: ReadOptions) -> Readings:
    """A new progress file. Raises OSError, FileExistsError when there is one, and OtherRun."""
    file = open(path, "x+b")  # noqa: SIM115 - open as long as the run
    _for_us_alone(file)
    file.write(_head(lezen))
    file.flush()
    return Readings(paths, file)


def go_on(path: Path, paths: list[str], lezen: ReadOptions) -> Readings:
    """The progress file of a run that was broken off: its files that are still the same need no reading.

    What comes after the last whole line goes. Raises OSError, and OtherRun.
    """
    file = open(path, "r+b")  # noqa: SIM115 - open as long as the run
    _for_us_alone(file)
    head, first = _head(lezen), file.readline()
    if first != head:
        if not head.startswith(first):
            file.close()
            raise OtherRun("dit voortgangsbestand hoort bij een andere versie van ews of bij andere opties")
        # The run ended before its first line was whole.
        file.seek(0)
        file.write(head)
        file.flush()
    found = list(_lines(file, len(head)))
    end = found[-1][-1] if found else len(head)
    file.truncate(end)
    readings = Readings(paths, file)
    numbers = {name: number for number, name in enumerate(paths)}
    for name, stamp, place, size, _ in found:
        if name in numbers and stamp == stamp_of(name):
            readings.note(numbers[name], place, size)
    return readings


def _for_us_alone(file: IO[bytes]) -> None:
    """Keep a second run out of a progress file: each would read back what the other wrote over its own.

    The lock is of this process and ends with it, whatever ends it. Raises OtherRun.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise OtherRun(
            "een andere run schrijft nu in dit voortgangsbestand; wacht daarop, of kies een andere naam"
        ) from None
    except OSError:  # a file system without locks
        return


def _head(lezen: ReadOptions) -> bytes:
    return json.dumps({"ews": __version__, "voortgang": FORM, "lezen": fingerprint(lezen)}).encode() + b"\n"


def _lines(file: IO[bytes], place: int) -> Iterator[tuple[str, Stamp, int, int, int]]:
    """Of each whole line: file, stamp, where its reading stands, its size, and where the line ends."""
    for line in file:
        end = place + len(line)
        try:
            name, size, time, _ = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            return
        if not (isinstance(name, str) and line.endswith(b"]\n")):
            return
        head = json.dumps([name, size, time])[:-1] + ", "
        yield name, (size, time), place + len(head), len(line) - len(head) - 2, end
        place = end
