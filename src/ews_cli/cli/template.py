"""`ews template`: write an empty workbook to fill in, for one provider or for a portfolio."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ews_cli.cli import output
from ews_cli.cli.messages import ExitCode, Stop, say
from ews_cli.problems import Problem
from ews_cli.readers.heading import FIRST_YEAR, LAST_YEAR

YEARS = 3


@dataclass(frozen=True, slots=True)
class Request:
    """One call of `ews template`; `boekjaar` is the latest year, None for a portfolio table."""

    target: Path
    boekjaar: int | None


def request(target: str | None, tabel: bool, jaar: str | None, force: bool) -> Request:
    """The call with its options checked; raises Stop with all that is wrong with them."""
    default = "sjabloon-portefeuille.xlsx" if tabel else "sjabloon-jaarrekening.xlsx"
    path = Path(default if target is None else target)
    problems = output.check_targets([path], [], [".xlsx"])
    if not problems and path.exists() and not force:
        melding = "dit bestand bestaat al; kies met -o een andere naam, of overschrijf het met --force"
        problems.append(Problem("EWS402", melding, str(path)))
    boekjaar = date.today().year - 1 if jaar is None else _year(jaar)
    if boekjaar is None:
        possible = f"kies een jaar van {FIRST_YEAR + YEARS - 1} tot en met {LAST_YEAR}"
        problems.append(Problem("EWS403", f"--jaar: '{jaar}' kan niet; {possible}"))
    if tabel and jaar is not None:
        problems.append(
            Problem("EWS403", "--jaar hoort niet bij --tabel; in de tabel staat het jaar per regel")
        )
    if problems:
        raise Stop(problems)
    return Request(path, None if tabel else boekjaar)


def _year(text: str) -> int | None:
    """A year whose two years before the reader knows as well."""
    year = int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else 0
    return year if FIRST_YEAR + YEARS - 1 <= year <= LAST_YEAR else None


def template(asked: Request, quiet: bool) -> ExitCode:
    """Write the workbook."""
    from ews_cli.template import portfolio_table, provider_template

    if asked.boekjaar is None:
        output.write_files({asked.target: portfolio_table()})
        done = f"{asked.target}: tabel voor een portefeuille, een regel per aanbieder en jaar"
    else:
        output.write_files({asked.target: provider_template(asked.boekjaar)})
        years = f"{asked.boekjaar}, {asked.boekjaar - 1} en {asked.boekjaar - 2}"
        done = f"{asked.target}: sjabloon voor {years}; is het ingevuld, dan: ews score {asked.target}"
    if not quiet:
        say(done)
    return ExitCode.OK
