"""`ews verdeelsleutel`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Quiet, Verbose, format_option, output_option
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "verdeelsleutel",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Verdeel kosten over opdrachtgevers, naar cliënten of budget.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik, lijst of uitvoer); 3 fout in ews; "
    "130 afgebroken.",
)
def verdeelsleutel(
    bestand: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENTEN",
            help="De lijst: een regel per cliënt met zijn opdrachtgever, of een regel per opdrachtgever met het "
            "aantal cliënten of het budget (rekenblad of csv).",
        ),
    ] = None,
    bedrag: Annotated[
        str | None,
        typer.Option(
            metavar="EURO", help="Het bedrag om te verdelen, in hele euro's; anders alleen aandelen."
        ),
    ] = None,
    naar: Annotated[
        str | None, typer.Option(metavar="clienten|budget", help="Waarnaar wordt verdeeld; anders clienten.")
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarvoor de lijst geldt, zoals 2026-08-31; anders vandaag."
        ),
    ] = None,
    format_: Annotated[str | None, format_option("table|md|csv|json")] = None,
    output: Annotated[list[str] | None, output_option(".txt, .md, .csv, .xlsx of .json")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> Work:
    """Reken de verdeelsleutel uit die het draaiboek bij de start van trede 3 laat vastleggen.

    Elke opdrachtgever krijgt zijn aandeel in de cliënten of in het budget; de bedragen zijn samen precies het bedrag.
    Namen van cliënten komen in geen enkele uitvoer.
    """

    def do() -> ExitCode:
        from ews_cli.cli import verdeelsleutel as command

        talk = Talk(quiet, verbose)
        return command.work(command.request(bestand, bedrag, naar, peildatum, format_, output or [], talk))

    return Work(do, verbose)
