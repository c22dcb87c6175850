"""The report: what goes to stdout and to files, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from ews_cli.cli.messages import Stop
from ews_cli.problems import Problem

FILE_WIDTH = 80


class Format(StrEnum):
    """What a report can look like."""

    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    MD = "md"
    HTML = "html"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    ICS = "ics"


EXTENSION = {
    Format.JSON: ".json",
    Format.JSONL: ".jsonl",
    Format.TSV: ".tsv",
    Format.PARQUET: ".parquet",
    Format.XLSX: ".xlsx",
    Format.TABLE: ".txt",
    Format.TEXT: ".txt",
    Format.CSV: ".csv",
    Format.MD: ".md",
    Format.HTML: ".html",
    Format.SARIF: ".sarif",
    Format.JUNIT: ".xml",
    Format.ICS: ".ics",
}
"""The extension that chooses a format; one that only a log understands has none."""


BINARY = frozenset({Format.PARQUET, Format.XLSX, Format.ICS})
"""What only a file can hold; a calendar has line ends of its own, which a terminal would change."""


def by_extension(formats: Iterable[Format]) -> dict[str, Format]:
    """The extensions of the files that a command with these formats can write."""
    chosen = set(formats)
    return {extension: f for f, extension in EXTENSION.items() if f in chosen}


@dataclass(frozen=True, slots=True)
class Targets:
    """Where a report goes: the format for stdout, None when nothing goes there, and the files to write."""

    stdout: Format | None
    files: tuple[tuple[Path, Format], ...]


Content = str | bytes | Callable[[BinaryIO], None]
"""What goes into a file, or what writes it piece by piece."""

Binary = Callable[[Format], bytes]
"""A report in a format that only a file can hold."""

Render = Callable[[Format, int, str, bool], str]
"""A report in a format, for a width and an encoding; the last says whether a terminal shows it."""


def in_pieces(pieces: Callable[[], Iterable[str]]) -> Content:
    """What writes a text piece by piece, as UTF-8."""
    return lambda file: file.writelines(piece.encode() for piece in pieces())


def write_report(
    targets: Targets,
    render: Render,
    beside: Mapping[Path, str] | None = None,
    binary: Binary | None = None,
) -> None:
    """Write a report to its files, with other files `beside` them, and then to stdout. Raises Stop.

    A command that has formats of `BINARY` gives `binary` for them.
    """
    files: dict[Path, Content] = {
        path: binary(wanted) if binary and wanted in BINARY else render(wanted, FILE_WIDTH, "utf-8", False)
        for path, wanted in targets.files
    }
    write_files({**files, **(beside or {})})
    if targets.stdout is not None:
        write_stdout(render(targets.stdout, stdout_width(), stdout_encoding(), stdout_is_terminal()))


def write_stdout(text: str) -> None:
    """Write a report to stdout, as `write_pieces`."""
    write_pieces([text])


def write_pieces(pieces: Iterable[str]) -> None:
    """Write a report to stdout, piece by piece.

    A reader that stops early (`| head`) is content with what it has. Raises Stop when stdout cannot be
    written, as on a full disk.
    """
    from ews_cli.reports.clean import for_encoding

    if sys.stdout is None:
        raise Stop([Problem("EWS402", "stdout is gesloten; schrijf met -o naar een bestand")])
    try:
        for piece in pieces:
            sys.stdout.write(for_encoding(piece, sys.stdout.encoding or "utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        raise Stop([Problem("EWS402", f"stdout is niet te schrijven: {reason(error)}")]) from None


def silence_stdout() -> None:
    """Keep the interpreter from trying again, when it ends, what could not be written."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def stdout_is_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def stdout_width() -> int:
    """The columns of the terminal, or of COLUMNS; 80 where there is neither."""
    return shutil.get_terminal_size((FILE_WIDTH, 24)).columns


def stdout_encoding() -> str:
    """What stdout can show."""
    return (sys.stdout and sys.stdout.encoding) or "utf-8"


def check_targets(
    targets: Sequence[Path], inputs: Iterable[Path], extensions: Iterable[str]
) -> list[Problem]:
    """Why these files cannot be written, before any work is done; `extensions` are those that can be."""
    known, possible = list(inputs), list(extensions)
    return [problem for target in targets if (problem := _check(target, known, possible))]


def _check(target: Path, inputs: list[Path], extensions: list[str]) -> Problem | None:
    if target.suffix.lower() not in extensions:
        known = " of ".join(extensions)
        return Problem("EWS403", f"-o {target} heeft geen bekende extensie; kies {known}")
    if same_as_any(target, inputs):
        return Problem("EWS402", "dit bestand is ook invoer; kies een andere naam", str(target))
    if target.exists() and not target.is_file():
        return Problem("EWS402", "geen gewoon bestand; kies een andere naam", str(target))
    if not target.parent.is_dir():
        return Problem("EWS402", f"de map {target.parent} bestaat niet; maak die eerst", str(target))
    return None


def same_as_any(target: Path, paths: Iterable[Path]) -> bool:
    """Whether a file that is to be written is one of these, also through a link or another spelling."""
    try:
        own = os.stat(target)
    except OSError:
        name = os.path.abspath(target)
        return any(name == os.path.abspath(path) for path in paths)
    return any(_is(own, path) for path in paths)


def _is(own: os.stat_result, path: Path) -> bool:
    try:
        return os.path.samestat(own, os.stat(path))
    except OSError:
        return False


def write_files(contents: Mapping[Path, Content]) -> None:
    """Write all files, text as UTF-8, or, when one of them cannot be written, none. Raises Stop."""
    staged: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, content in contents.items():
            # Through a link the file itself is replaced, not the link.
            real = Path(os.path.realpath(target))
            staged.append((real.with_name(f".ews-{os.urandom(8).hex()}.tmp"), real))
            _stage(*staged[-1], content)
        for temporary, target in staged:
            os.replace(temporary, target)
    except OSError as error:
        problem = Problem("EWS402", f"niet te schrijven: {reason(error)}", str(target))
        raise Stop([problem]) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _stage(temporary: Path, target: Path, content: Content) -> None:
    """A complete copy beside the target, with the mode that the target has or would get."""
    with open(temporary, "xb") as file:
        if isinstance(content, str | bytes):
            file.write(content.encode() if isinstance(content, str) else content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, temporary)


def reason(error: OSError) -> str:
    """The system's reason in Dutch where it is a usual one."""
    import errno

    known = {
        errno.ENOSPC: "de schijf is vol",
        errno.EDQUOT: "de schijfruimte is op",
        errno.EFBIG: "het bestand wordt te groot",
        errno.EACCES: "geen toestemming",
        errno.EPERM: "geen toestemming",
        errno.EROFS: "de schijf is alleen te lezen",
        errno.ENAMETOOLONG: "de naam is te lang",
    }
    return known.get(error.errno or 0, f"systeemfout {error.errno}")
