"""`ews template`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Quiet, VerboseOnBugs
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "template",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Maak een leeg rekenblad om in te vullen.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of uitvoer); 3 fout in ews; 130 afgebroken.",
)
def template(
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Het rekenblad (.xlsx); anders sjabloon-jaarrekening.xlsx of sjabloon-portefeuille.xlsx.",
        ),
    ] = None,
    tabel: Annotated[
        bool,
        typer.Option("--tabel", help="Een tabel voor een portefeuille: een regel per aanbieder en jaar."),
    ] = False,
    jaar: Annotated[
        str | None,
        typer.Option(
            metavar="JAAR", help="Het laatste van de drie boekjaren; anders het vorige kalenderjaar."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestand dat er al is.")] = False,
    quiet: Quiet = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Maak een leeg rekenblad voor de jaarrekening van een aanbieder: drie jaren, met totalen en controles.

    Wat is ingevuld, leest ews score zonder verlies terug. Een leeg sjabloon is geen jaarrekening.
    """

    def do() -> ExitCode:
        from ews_cli.cli import template as command

        return command.template(command.request(output, tabel, jaar, force), quiet)

    return Work(do, verbose)
