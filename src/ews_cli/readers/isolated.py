"""Reading in a process of its own, for the kinds of file that cannot be looked through first.

A reader that aborts takes the interpreter along; here it takes only the child, within a bound on time and
memory. Starting the child costs about 0.2 s, so plain .xlsx files are read in place.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Sheet, read_workbook


def read_isolated(path: Path, limits: Limits) -> list[Sheet]:
    """All worksheets of a workbook. Raises Refused when the child dies, hangs or refuses."""
    command = [sys.executable, "-m", __name__, str(path), str(limits.memory), str(limits.cells)]
    try:
        child = subprocess.run(command, capture_output=True, timeout=limits.seconds, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise Refused(
            "EWS107", f"het lezen duurde langer dan {limits.seconds:.0f} seconden en is gestopt"
        ) from error
    if child.returncode != 0:
        raise Refused(
            "EWS107",
            "het leesprogramma is op dit bestand vastgelopen; sla het op als .xlsx en probeer opnieuw",
        )
    answer: list[Sheet] | tuple[str, str] = pickle.loads(child.stdout)  # written by our own child, not by the file
    if isinstance(answer, tuple):
        raise Refused(*answer)
    return answer


def _main(path: str, memory: str, cells: str) -> None:
    _limit_memory(int(memory))
    answer: object
    try:
        sheets = read_workbook(Path(path))
        answer = sheets
        if sum(len(rij) for sheet in sheets for rij in sheet.rijen) > int(cells):
            answer = (
                "EWS106",
                "het bestand heeft meer cellen dan een jaarrekening; verwijder lege rijen en kolommen",
            )
    except Refused as refused:
        answer = (refused.code, refused.melding)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":  # Windows has no such limit; the time limit holds there
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _main(*sys.argv[1:])
