"""`ews verdeelsleutel`: the share of each opdrachtgever, and its part of an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.option_values import bad, day_of, report_targets
from ews_cli.cli.options import no_input
from ews_cli.cli.output import Format, Targets
from ews_cli.core.verdeling import verdeelsleutel
from ews_cli.readers.amounts import Notation, parse_amount
from ews_cli.readers.opdrachtgevers import Naar, load
from ews_cli.reports.sleutel import Sleutel

FORMATS = (Format.TABLE, Format.MD, Format.CSV, Format.JSON, Format.XLSX)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews verdeelsleutel`; `bedrag` is in whole euros."""

    path: Path
    bedrag: int | None
    naar: Naar
    peildatum: date
    targets: Targets
    talk: Talk


def request(
    path: str | None,
    bedrag: str | None,
    naar: str | None,
    peildatum: str | None,
    format_: str | None,
    output_: Sequence[str],
    talk: Talk,
) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    problems = no_input("verdeelsleutel", [path] if path else [], "clienten.xlsx --bedrag 1200000")
    amount = None if bedrag is None else _whole_euros(bedrag)
    if bedrag is not None and amount is None:
        problems.append(bad("--bedrag", bedrag, "is geen bedrag in hele euro's boven nul; schrijf 1200000"))
    by = next((one for one in Naar if one == (naar or Naar.CLIENTEN)), None)
    if by is None:
        problems.append(bad("--naar", naar, f"kan niet; kies {' of '.join(Naar)}"))
    day, wrong = day_of(peildatum)
    problems += wrong
    targets, wrong = report_targets(format_, output_, [Path(path)] if path else [], FORMATS)
    problems += wrong
    if problems or path is None or by is None:
        raise Stop(problems)
    return Request(Path(path), amount, by, day, targets, talk)


def _whole_euros(text: str) -> int | None:
    """The amount, `1200000`, `1.200.000` or `€ 1.200.000`; None for anything else."""
    amount = parse_amount(text, Notation.DUTCH)
    whole = amount is not None and amount > 0 and amount == amount.to_integral_value()
    return int(amount) if amount is not None and whole else None


def work(asked: Request) -> ExitCode:
    """Read the list, share, and write; raises Stop when the list has a fault."""
    lijst, problems = load(asked.path, asked.naar)
    if lijst is None:
        raise Stop(problems)
    asked.talk.problems(problems)
    found = Sleutel(
        lijst.bestand,
        lijst.sha256,
        asked.naar.value,
        lijst.telling,
        asked.peildatum,
        asked.bedrag,
        verdeelsleutel(lijst.gewichten, asked.bedrag),
        tuple(problem.melding for problem in problems),
    )
    output.write_report(asked.targets, partial(_render, found), binary=partial(_binary, found))
    return ExitCode.OK


def _render(found: Sleutel, wanted: Format, width: int, encoding: str, styled: bool) -> str:
    from ews_cli.reports import sleutel

    match wanted:
        case Format.JSON:
            return sleutel.as_json(found)
        case Format.CSV:
            return sleutel.as_csv(found)
        case Format.MD:
            from ews_cli.reports import markdown

            return markdown.report(sleutel.sections(found))
    from ews_cli.reports import terminal

    return terminal.report(sleutel.sections(found), width, encoding, styled)


def _binary(found: Sleutel, _: Format) -> bytes:
    from ews_cli.reports import sleutel_xlsx

    return sleutel_xlsx.workbook(found)
