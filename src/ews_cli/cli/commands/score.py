"""`ews score`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import (
    SCORING_EXIT_CODES,
    FailOn,
    Peildatum,
    Quiet,
    Signalen,
    Thresholds,
    Verbose,
    format_option,
    output_option,
)
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "score",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Beoordeel een aanbieder op zijn jaarrekening.",
    epilog=SCORING_EXIT_CODES,
)
@takes_reader_options
def score(
    lezen: Given,
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(metavar="BESTAND...", help="De jaarrekening; meer bestanden geven meer jaren."),
    ] = None,
    thresholds: Thresholds = None,
    peildatum: Peildatum = None,
    format_: Annotated[str | None, format_option("table|json|csv|md|html")] = None,
    output: Annotated[list[str] | None, output_option(".html, .xlsx, .md, .csv, .json of .txt")] = None,
    signalen: Signalen = None,
    incidentele_baten: Annotated[
        list[str] | None,
        typer.Option(
            metavar="JAAR=EURO",
            help="Eenmalige baten in het resultaat van een jaar, zoals 2025=350.000. Mag vaker.",
        ),
    ] = None,
    incidentele_lasten: Annotated[
        list[str] | None,
        typer.Option(
            metavar="JAAR=EURO",
            help="Eenmalige lasten in het resultaat van een jaar; 2025=0 als er geen waren. Mag vaker.",
        ),
    ] = None,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> Work:
    """Lees de jaarrekening, reken solvabiliteit, rentabiliteit en liquiditeit uit, en bepaal de trede.

    Elk cijfer in het rapport noemt zijn cel, elke grens haar bron. Het rapport is een signaal, geen oordeel.
    """

    def do() -> ExitCode:
        from ews_cli.cli import options
        from ews_cli.cli import score as command

        talk = Talk(quiet, verbose)
        return command.score(
            options.request(
                bestanden or [],
                lezen,
                thresholds,
                peildatum,
                format_,
                output or [],
                fail_on,
                signalen,
                incidentele_baten or [],
                incidentele_lasten or [],
                talk,
            )
        )

    return Work(do, verbose)
