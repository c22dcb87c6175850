"""`ews draaiboek`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Quiet, VerboseOnBugs, format_option, output_option
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "draaiboek",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Laat zien wat het draaiboek bij een trede vraagt: plan, stappen per rol, datums.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of uitvoer); 3 fout in ews; 130 afgebroken.",
)
def draaiboek(
    trede: Annotated[str | None, typer.Argument(metavar="TREDE", help="De trede, 1 tot en met 6.")] = None,
    start: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarop de trede ingaat, zoals 2026-08-31; anders vandaag."
        ),
    ] = None,
    rol: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROL",
            help="Alleen deze rol: regievoerder, aanbieder, jeugdautoriteit (ook ja of nza) of rijk. Mag vaker.",
        ),
    ] = None,
    naam: Annotated[
        str | None, typer.Option(metavar="NAAM", help="De aanbieder om wie het gaat, voor boven het stuk.")
    ] = None,
    format_: Annotated[str | None, format_option("table|md|json")] = None,
    output: Annotated[
        list[str] | None,
        output_option(
            ".txt, .md, .xlsx met vakjes om aan te vinken, .ics met de datums voor de agenda of .json"
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Maak van het draaiboek Continuïteit jeugdhulp een lijst om af te vinken voor een trede.

    Met het plan dat gemaakt moet worden, wat erin staat, de stappen van iedere rol en de laatste dagen. Stappen van
    eerdere treden staan erbij, voor zover niet al uitgevoerd.
    """

    def do() -> ExitCode:
        from ews_cli.cli import draaiboek as command

        return command.work(command.request(trede, start, rol or [], naam, format_, output or []))

    return Work(do, verbose)
