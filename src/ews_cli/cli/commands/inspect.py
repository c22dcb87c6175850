"""`ews inspect`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Quiet, format_option, output_option
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "inspect",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Laat zien wat uit een jaarrekening is gelezen, uit welke cel, en wat niet.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik, mapping of uitvoer); 3 fout in ews; "
    "4 gedaan, maar uit een bestand was niets te lezen; 130 afgebroken.",
)
@takes_reader_options
def inspect(
    lezen: Given,
    bestanden: Annotated[
        list[str] | None, typer.Argument(metavar="BESTAND...", help="De jaarrekening.")
    ] = None,
    format_: Annotated[str | None, format_option("table|json|csv")] = None,
    output: Annotated[list[str] | None, output_option(".json, .txt of .csv")] = None,
    mapping_uit: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="Schrijf een mapping (YAML) die leest wat nu is gelezen, om aan te vullen.",
        ),
    ] = None,
    variabelen: Annotated[
        bool,
        typer.Option("--variabelen", help="Toon van een DigiMV-bestand welke variabele welke post is."),
    ] = False,
    quiet: Quiet = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Toon ook elke kandidaat voor een post, en waarom hij won of verloor."
        ),
    ] = False,
) -> Work:
    """Laat zien wat uit een jaarrekening is gelezen: elk bedrag met zijn cel, omschrijving en herkomst.

    Ook wat ontbreekt, waarom, en wat u eraan kunt doen. Er wordt niets beoordeeld.
    """

    def do() -> ExitCode:
        from ews_cli.cli import inspect as command

        talk = Talk(quiet, verbose)
        asked = command.request(bestanden or [], lezen, format_, output or [], mapping_uit, talk)
        if variabelen:
            from ews_cli.cli.variables import variables

            return variables(asked)
        return command.inspect(asked)

    return Work(do, verbose)
