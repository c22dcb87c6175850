"""`ews batch`: what can be typed after it."""

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
    format_option,
    output_option,
)
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "batch",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Beoordeel een portefeuille: mappen en bestanden, per aanbieder en op volgorde.",
    epilog=SCORING_EXIT_CODES,
)
@takes_reader_options
def batch(
    lezen: Given,
    paden: Annotated[
        list[str] | None,
        typer.Argument(metavar="PAD...", help="Mappen (met alles eronder) en bestanden."),
    ] = None,
    patroon: Annotated[
        str | None,
        typer.Option(metavar="PATROON", help="Lees uit mappen alleen bestanden als dit, zoals '*2025*'."),
    ] = None,
    thresholds: Thresholds = None,
    peildatum: Peildatum = None,
    format_: Annotated[str | None, format_option("table|json|jsonl|csv|tsv|md|html")] = None,
    output: Annotated[
        list[str] | None, output_option(".html, .xlsx, .csv, .tsv, .json, .jsonl, .parquet, .md of .txt")
    ] = None,
    excel_nl: Annotated[
        bool,
        typer.Option("--excel-nl", help="Schrijf csv zoals een Nederlandse Excel het opent: ; en komma."),
    ] = False,
    alles: Annotated[
        bool,
        typer.Option(
            "--alles", help="Toon elke aanbieder, ook als het er te veel zijn voor het scherm of een lijst."
        ),
    ] = False,
    register: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="Wie waar werkt en voor hoeveel (csv of xlsx); zie docs/register.md. Geeft een beeld per regio.",
        ),
    ] = None,
    regio: Annotated[
        str | None, typer.Option(metavar="REGIO", help="Toon alleen wie volgens het register hier werkt.")
    ] = None,
    trede: Annotated[
        str | None,
        typer.Option(
            metavar="TREDE",
            help="Toon alleen deze treden: 3, 3+, 4-5; met --signalen telt de trede met signalen.",
        ),
    ] = None,
    sorteer: Annotated[
        str | None,
        typer.Option(metavar="OP", help="Op trede, naam, omzet, ruimte of een criterium; anders op trede."),
    ] = None,
    vorige: Annotated[
        str | None,
        typer.Option(
            metavar="RESULTAAT",
            help="Toon ook wie verschoof sinds dit resultaat van een eerdere run (.json van ews batch).",
        ),
    ] = None,
    signalen: Signalen = None,
    fail_on: FailOn = None,
    workers: Annotated[
        str | None,
        typer.Option(metavar="AANTAL", help="Hoeveel processen lezen; anders een per processorkern."),
    ] = None,
    voortgang: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND", help="Bewaar hier wat is gelezen, om na een onderbreking te hervatten."
        ),
    ] = None,
    hervat: Annotated[
        bool, typer.Option("--hervat", help="Ga verder met het bestand van --voortgang.")
    ] = False,
    quiet: Quiet = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Meld ook wat er bij elke aanbieder te melden is.")
    ] = False,
) -> Work:
    """Lees alle jaarrekeningen, voeg die van een aanbieder samen, en zet de aanbieders op volgorde van trede.

    Een bestand dat niet te lezen is, wordt genoemd en houdt de rest niet op. Het is een signaal, geen oordeel.
    """

    def do() -> ExitCode:
        from ews_cli.cli import batch as command
        from ews_cli.cli import batch_options

        return command.batch(
            batch_options.request(
                batch_options.Typed(
                    paden or [],
                    lezen,
                    thresholds,
                    peildatum,
                    format_,
                    output or [],
                    fail_on,
                    patroon,
                    workers,
                    voortgang,
                    hervat,
                    alles,
                    excel_nl,
                    register,
                    regio,
                    trede,
                    sorteer,
                    signalen,
                    vorige,
                    Talk(quiet, verbose),
                )
            )
        )

    return Work(do, verbose)
