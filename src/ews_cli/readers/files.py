"""What a file may be, how far it is read, and the reason why one is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ews_cli.problems import Problem

PASSWORD = (
    "het bestand is met een wachtwoord beveiligd; geef dat met --wachtwoord-bestand BESTAND (een tekstbestand met het "
    "wachtwoord op de eerste regel), of sla het rekenblad op zonder wachtwoord"
)
DAMAGED = "het bestand is beschadigd of onvolledig; vraag het opnieuw op"
DOCTYPE = "het bestand bevat een DOCTYPE en wordt daarom niet gelezen"
NO_WORKBOOK = "dit is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv"


class FileKind(StrEnum):
    """What a file is, found from its content."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "tekst"
    XML = "xml"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; annual accounts stay far below them.

    Attributes:
        size: bytes on disk.
        streamed: bytes on disk of a source that is read in pieces.
        expanded: bytes of all parts of a zip together.
        ratio: expanded bytes per byte on disk, for parts over a megabyte.
        cells: cells in the rectangle that holds all filled cells of a sheet.
        filled: filled cells of all sheets together; a sheet that goes beyond it is left out and named.
        sheets: number of sheets.
        seconds: for one file.
        memory: bytes for a reader in a process of its own.
        isolate: give a file that cannot be looked through a process of its own; a process that may be lost
            with the file reads it itself.
    """

    size: int = 50_000_000
    streamed: int = 4_000_000_000
    expanded: int = 300_000_000
    ratio: int = 300
    cells: int = 1_000_000
    filled: int = 100_000
    sheets: int = 300
    seconds: float = 15.0
    memory: int = 1_500_000_000
    isolate: bool = True


class Refused(Exception):
    """A file that is not read, with the problem that says why."""

    def __init__(self, code: str, melding: str) -> None:
        super().__init__(melding)
        self.code = code
        self.melding = melding

    def problem(self, waar: str) -> Problem:
        """The refusal as a problem at a place."""
        return Problem(self.code, self.melding, waar)


class NoWorkbook(Refused):
    """A file that is no spreadsheet, and may be a source of another kind: `sources` knows which.

    Whoever wants a spreadsheet and nothing else has a refusal with a reason.

    Attributes:
        content: the bytes of the file; of one that is too large for that the first.
        whole: whether they are all.
    """

    def __init__(self, melding: str, content: bytes, whole: bool = True) -> None:
        super().__init__("EWS103", melding)
        self.content = content
        self.whole = whole


class DataSet(Refused):
    """A data set of many providers, which is read as a stream and not as a spreadsheet."""

    def __init__(self) -> None:
        super().__init__("EWS103", "dit is een DigiMV-bestand met vele aanbieders, en niet één jaarrekening")


def unreachable(error: OSError) -> str:
    """Why a file cannot be opened, in Dutch."""
    match error:
        case FileNotFoundError():
            return "bestand niet gevonden; controleer de naam en de map"
        case PermissionError():
            return "geen toegang tot dit bestand"
        case _:
            return f"het bestand is niet te openen ({error.strerror or type(error).__name__})"


def too_large(size: int, most: int) -> Refused:
    """The refusal of a file of so many bytes."""
    return Refused(
        "EWS106", f"het bestand is {megabytes(size)} groot; ten hoogste {megabytes(most)} wordt gelezen"
    )


def megabytes(size: int) -> str:
    """Bytes as a person reads them."""
    return f"{size / 1e6:.0f} MB"
