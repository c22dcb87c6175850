"""`ews demo`: a folder with the samples and every report on them, to look around in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from ews_cli import thresholds_file
from ews_cli.cli import output
from ews_cli.cli.demo_recipes import CLOSED, REPORTS, Recipe, recipes
from ews_cli.cli.draaiboek import LAST_YEAR
from ews_cli.cli.messages import ExitCode, Stop, say, show
from ews_cli.cli.option_values import bad, day_of
from ews_cli.problems import Problem

README = "LEESMIJ.txt"
SAMPLES = (
    "jaarrekening.xlsx",
    "kwartalen.csv",
    "kwartalen.xlsx",
    "register.xlsx",
    "signalen.yaml",
    "geval-signalen.yaml",
    "geval-clienten.csv",
    "portefeuille",
)
LATEST = date(LAST_YEAR, 12, 31)
"""After this year the draaiboek gives no days."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews demo`."""

    folder: Path
    peildatum: date


def request(folder: str | None, peildatum: str | None, force: bool) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    day, problems = day_of(peildatum)
    if not problems and not CLOSED <= day <= LATEST:
        melding = f"past niet bij de voorbeelden; kies een dag van {CLOSED} tot en met {LATEST}"
        problems.append(bad("--peildatum", peildatum or str(day), melding))
    if folder is None:
        melding = "er is geen map gegeven; bijvoorbeeld: ews demo ews-voorbeeld"
        problems.append(Problem("EWS401", melding))
    else:
        problems += _taken(Path(folder), force)
    if problems or folder is None:
        raise Stop(problems)
    return Request(Path(folder), day)


def _taken(folder: Path, force: bool) -> list[Problem]:
    """Why nothing can be written there."""
    melding = None
    try:
        if not folder.parent.is_dir():
            melding = f"de map {folder.parent} bestaat niet; maak die eerst"
        elif folder.is_dir():
            if not force and any(folder.iterdir()):
                melding = (
                    "deze map is niet leeg; kies een nieuwe, of overschrijf met --force wat ews demo schrijft"
                )
        elif folder.exists() or folder.is_symlink():
            melding = "dit is geen map; kies een andere naam"
    except OSError as error:
        melding = f"niet te schrijven: {output.reason(error)}"
    return [] if melding is None else [Problem("EWS402", melding, str(folder))]


def demo(asked: Request, quiet: bool) -> ExitCode:
    """Make everything elsewhere, and then write it; raises Stop when something cannot be made or written."""
    todo = recipes(asked.peildatum)
    try:
        made = _made(asked.peildatum, todo)
    except OSError as error:
        melding = f"de voorbeelden zijn niet te maken: {output.reason(error)}"
        raise Stop([Problem("EWS402", melding)]) from None
    _write(asked.folder, made)
    if not quiet:
        page, first = asked.folder / README, asked.folder / todo[0].files[0]
        say(f"{asked.folder}: {len(made)} bestanden; begin met {page}, of open {first}")
    return ExitCode.OK


def _made(peildatum: date, todo: Sequence[Recipe]) -> dict[str, bytes]:
    """The name of each file -> what it holds."""
    from ews_cli.cli.demo_readme import readme

    with TemporaryDirectory(prefix="ews-", ignore_cleanup_errors=True) as name:
        stage = Path(name)
        for sample in SAMPLES:
            _copy(_packaged() / sample, stage / sample)
        shutil.copyfile(thresholds_file.packaged(), stage / thresholds_file.NAME)
        (stage / REPORTS).mkdir()
        with chdir(stage):
            for recipe in todo:
                _run(recipe)
        files = sorted(path for path in stage.rglob("*") if path.is_file())
        made = {path.relative_to(stage).as_posix(): path.read_bytes() for path in files}
    return {README: readme(peildatum, todo).encode(), **made}


def _packaged() -> Path:
    """The samples: inside the package, or at the repository's top for an editable install."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "samples"
    return inside if inside.is_dir() else package.parents[1] / "samples"


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, copy_function=shutil.copyfile)
    else:
        shutil.copyfile(source, target)


def _run(recipe: Recipe) -> None:
    """Make one report as if it were typed; raises Stop with its exit code when it could not be made.

    What is said on the way is kept back: it is in the reports as well. EWS_THRESHOLDS must not decide what they say.
    """
    from ews_cli.cli.main import main

    policy = ["--thresholds", thresholds_file.NAME] if recipe.judges else []
    with redirect_stderr(StringIO()) as said:
        code = main([*recipe.words(recipe.files), *policy])
    # The earlier run leaves out a provider whose only year had not ended, and so answers INCOMPLETE.
    if code not in (ExitCode.OK, ExitCode.INCOMPLETE):
        show(said.getvalue().rstrip("\n"))
        raise Stop([], ExitCode(code))


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    """All files into the folder, or none; folders that were made for nothing are taken away again."""
    targets = {folder / name: content for name, content in made.items()}
    folders = {folder, *(path.parent for path in targets)}
    odd = [path for path in folders if path.exists() and not path.is_dir()]
    odd += [path for path in targets if path.exists() and not path.is_file()]
    if odd:
        raise Stop([Problem("EWS402", "staat in de weg; kies een andere map", str(path)) for path in odd])
    new = sorted(path for path in folders if not path.exists())
    try:
        for path in new:
            path.mkdir()
        output.write_files(targets)
    except BaseException as error:
        for path in reversed(new):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        if isinstance(error, OSError):
            raise Stop(
                [Problem("EWS402", f"niet te schrijven: {output.reason(error)}", str(folder))]
            ) from None
        raise
