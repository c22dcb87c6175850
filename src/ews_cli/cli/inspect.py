"""`ews inspect`: read files, show what was read and what was not, and write a mapping to start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.inputs import together
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import report_targets
from ews_cli.cli.options import no_input
from ews_cli.cli.output import Format, Targets
from ews_cli.cli.reader_options import Given, read_options
from ews_cli.cli.reader_options import paths as reader_files
from ews_cli.problems import Problem
from ews_cli.readers import Lezing, ReadOptions
from ews_cli.reports.inspected import Inspected, Kandidaat, Kolom, Sheet

FORMATS = (Format.TABLE, Format.JSON, Format.CSV)
MAPPING_EXTENSIONS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews inspect`; `mapping_uit` is the mapping to write, if any."""

    inputs: tuple[Path, ...]
    lezen: ReadOptions
    targets: Targets
    mapping_uit: Path | None
    talk: Talk


def request(
    inputs: Sequence[str],
    lezen: Given,
    format_: str | None,
    output_: Sequence[str],
    mapping_uit: str | None,
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    how, problems = read_options(lezen)
    paths = tuple(Path(name) for name in inputs)
    named = [*paths, *reader_files(lezen)]
    targets, wrong = report_targets(format_, output_, named, FORMATS)
    problems = [*no_input("inspect", inputs), *problems, *wrong]
    mapping = None if mapping_uit is None else Path(mapping_uit)
    if mapping is not None:
        problems += _check_mapping(mapping, paths)
    if problems or how is None:
        raise Stop(problems)
    return Request(paths, how, targets, mapping, talk)


def _check_mapping(target: Path, inputs: Sequence[Path]) -> list[Problem]:
    """Why a mapping cannot be written there. An existing one is never lost: a person may have worked on it."""
    if len(inputs) > 1:
        return [Problem("EWS403", "--mapping-uit maakt een mapping van één bestand; geef er één")]
    if target.suffix.lower() not in MAPPING_EXTENSIONS:
        melding = (
            f"--mapping-uit {target} heeft geen bekende extensie; kies {' of '.join(MAPPING_EXTENSIONS)}"
        )
        return [Problem("EWS403", melding)]
    if target.exists():
        return [Problem("EWS402", "dit bestand bestaat al; kies een andere naam", str(target))]
    return output.check_targets([target], inputs, MAPPING_EXTENSIONS)


def inspect(asked: Request) -> ExitCode:
    """Do the work of one call."""
    from ews_cli import readers

    inputs, lezen = together(asked.inputs, asked.lezen)
    asked = replace(asked, inputs=inputs, lezen=lezen)
    readings = [list(readers.read_each(path, asked.lezen)) for path in asked.inputs]
    files = [_file(each) for each in readings]
    asked.talk.problems(problem for file in files for problem in file.alle_problemen())
    beside = {}
    if asked.mapping_uit is not None:
        beside[asked.mapping_uit] = _mapping(asked, readings[0], files[0])
    output.write_report(asked.targets, partial(_render, files, asked.talk.verbose), beside)
    if not any(file.alle_jaren for file in files) and all(
        p.code == "EWS101" for f in files for p in f.alle_problemen()
    ):
        return ExitCode.NOT_STARTED  # no input is no start
    return ExitCode.OK if all(file.volledig for file in files) else ExitCode.INCOMPLETE


def _mapping(asked: Request, readings: Sequence[Lezing], file: Inspected) -> str:
    """The mapping to start from; raises Stop for a file that cannot even be opened."""
    from ews_cli import mapping_start
    from ews_cli.readers.files import FileKind, Refused
    from ews_cli.readers.grid import open_grid

    path, reading = asked.inputs[0], readings[0]
    if reading.kolommen:
        from ews_cli import mapping_start_table

        return mapping_start_table.text(path, readings, asked.lezen)
    try:
        grid = open_grid(path, asked.lezen.limits, asked.lezen.wachtwoord)
    except Refused as refused:
        raise Stop([refused.problem(str(path))], ExitCode.INCOMPLETE) from refused
    text = mapping_start.text(path, reading, file, asked.lezen, grid.sheets)
    return mapping_start.of_any_csv(text, grid.sheets[0].naam) if grid.soort is FileKind.TEXT else text


def _file(readings: Sequence[Lezing]) -> Inspected:
    """The readings of one file as the reports know them: of a table all its providers together."""
    first = readings[0]
    if not first.kolommen:
        return inspected(first)
    return Inspected(
        bestand=first.bestand,
        jaren=(),
        problemen=tuple(p for one in readings if one.whole for p in one.problemen),
        bladen=tuple(Sheet(b.naam, b.zichtbaar, b.secties, b.gelezen) for b in first.bladen),
        kolommen=tuple(Kolom(*kolom) for kolom in first.kolommen),
        aanbieders=tuple(
            Inspected(one.bestand, one.jaarrekeningen, one.problemen) for one in readings if not one.whole
        ),
    )


def inspected(reading: Lezing) -> Inspected:
    """A reading as the reports know it: they do not know the readers."""
    return Inspected(
        bestand=reading.bestand,
        jaren=(*reading.plannen, *reading.jaarrekeningen),
        problemen=reading.problemen,
        bladen=tuple(Sheet(b.naam, b.zichtbaar, b.secties, b.gelezen) for b in reading.bladen),
        kandidaten=tuple(
            Kandidaat(
                trace.boekjaar,
                trace.naam,
                trace.candidate.bedrag,
                trace.candidate.cel,
                trace.candidate.label,
                trace.gekozen,
                trace.waarom,
            )
            for trace in reading.traces
        ),
    )


def _render(
    files: Sequence[Inspected], verbose: bool, wanted: Format, width: int, encoding: str, styled: bool
) -> str:
    match wanted:
        case Format.JSON:
            from ews_cli.reports import json_report

            jaren = [jaar for file in files for jaar in file.alle_jaren]
            columns = [(file.bestand, kolom) for file in files for kolom in file.kolommen]
            return json_report.inspect(jaren, [p for file in files for p in file.alle_problemen()], columns)
        case Format.CSV:
            from ews_cli.reports import inspect_csv

            return inspect_csv.table(files)
        case _:
            from ews_cli.reports import terminal

            return terminal.inspect(files, width, encoding, styled, verbose)
