"""The way in, and the one place where an error becomes an exit code.

The commands only say what is to be done; `main` does it, so that no library stands between an error and
the boundary. Heavy modules are imported where they are used: `--help` needs none of them.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import typer

from ews_cli import __version__
from ews_cli.cli import output as output_to
from ews_cli.cli.commands import application
from ews_cli.cli.dutch import WRONG_USAGE, dutch
from ews_cli.cli.messages import ExitCode, Stop, say
from ews_cli.cli.work import Work


def main(argv: list[str] | None = None) -> int:
    """Run a command line (default: of this process) and return its exit code; raises nothing."""
    if argv is None:
        _stop_as_interrupted()
        _collect_less_garbage()
    verbose = False
    try:
        asked = _parse(argv)
        if isinstance(asked, int):
            return asked
        verbose = asked.verbose
        return asked.do()
    except Stop as stop:
        for problem in stop.problems:
            say(str(problem))
        return stop.code
    except KeyboardInterrupt:
        say("Afgebroken; wat is geschreven, is heel.")
        return ExitCode.INTERRUPTED
    except Exception as error:
        return _bug(error, verbose)


def _stop_as_interrupted() -> None:
    """A request to stop is as an interrupt from the keyboard: what is written, is whole."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _collect_less_garbage() -> None:
    """A run makes little garbage: looking for it after every module and at the end takes a quarter of its time."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _parse(argv: list[str] | None) -> Work | int:
    """The work that a command line asks for, or the exit code when Typer has done it (help, completion)."""
    asked: Any = None
    with redirect_stdout(StringIO()) as said:
        try:
            command = typer.main.get_command(application(sys.argv[1:] if argv is None else argv))
            asked = command(args=argv, prog_name="ews", standalone_mode=False)
        except WRONG_USAGE as error:
            return _wrong_usage(error)
        except SystemExit as ended:
            asked = ended.code
    if said.getvalue():
        output_to.write_stdout(said.getvalue())
    return asked if isinstance(asked, Work) else int(asked or ExitCode.OK)


def _wrong_usage(error: Any) -> int:
    command = error.ctx.command_path if error.ctx else "ews"
    say(f"{command}: EWS404 {dutch(error.format_message())}")
    say(f"Hulp: {command} --help")
    return ExitCode.NOT_STARTED


def _bug(error: Exception, verbose: bool) -> int:
    """One line on what to report, without anything of what was read; the traceback only when asked for."""
    import traceback

    if verbose:
        for line in traceback.format_exception(error):
            for part in line.splitlines():
                say(part)
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    hint = "" if verbose else "; -v toont meer"
    say(f"Fout in ews {__version__}: {type(error).__name__} in {where}; meld dit met deze regel{hint}")
    return ExitCode.BUG
