"""`ews whatif`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Peildatum, Quiet, Thresholds, Verbose, format_option, output_option
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.whatif_options import Typed, takes_assumptions
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "whatif",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Reken door wat een aanname met de trede doet, en hoe ver het nog kan.",
    epilog="Schrijf een aanname als -5% of +3%, of in euro als -250.000; zie docs/whatif.md. Exitcodes: 0 gedaan; "
    "2 niet begonnen (verkeerd gebruik, drempelbestand of uitvoer); 3 fout in ews; 4 gedaan, maar niet alles was te "
    "lezen of past bij de aannamen; 130 afgebroken.",
)
@takes_reader_options
@takes_assumptions
def whatif(
    lezen: Given,
    aannamen: Typed,
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(metavar="BESTAND...", help="De jaarrekening; meer bestanden geven meer jaren."),
    ] = None,
    tot: Annotated[
        str | None,
        typer.Option(
            metavar="TREDE",
            help="Zoek hoe ver de aanname die op open staat kan gaan tot deze trede (1 tot en met 5).",
        ),
    ] = None,
    raster: Annotated[
        str | None,
        typer.Option(
            metavar="TWEE",
            help="Zet twee aannamen tegen elkaar uit: 'opbrengsten=-10%..+5%:5% personeelskosten=0%..+6%:2%'.",
        ),
    ] = None,
    thresholds: Thresholds = None,
    peildatum: Peildatum = None,
    format_: Annotated[str | None, format_option("table|md|csv|json")] = None,
    output: Annotated[list[str] | None, output_option(".txt, .md, .csv of .json")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> Work:
    """Reken het laatste boekjaar door alsof de aannamen waar zijn, en zet trede en cijfers naast die van nu.

    Het zijn aannamen en geen cijfers: eenvoudige optelsommen, zonder gevolgen die er niet bij staan. Met --tot zoekt
    ews hoe ver een aanname kan gaan; zet die dan op open, zoals --opbrengsten open.
    """

    def do() -> ExitCode:
        from ews_cli.cli import whatif as command

        return command.whatif(
            command.request(
                bestanden or [],
                lezen,
                aannamen,
                tot,
                raster,
                thresholds,
                peildatum,
                format_,
                output or [],
                Talk(quiet, verbose),
            )
        )

    return Work(do, verbose)
