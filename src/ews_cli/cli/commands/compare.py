"""`ews compare`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Quiet, VerboseOnBugs, format_option, output_option
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode, Talk
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "compare",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Leg twee resultaten naast elkaar: wie stijgt, wie daalt, en waardoor.",
    epilog="Exitcodes: 0 gedaan; 1 --fail-on-rise en er is een aanbieder gestegen; 2 niet begonnen (verkeerd "
    "gebruik, of een bestand is geen resultaat); 3 fout in ews; 130 afgebroken.",
)
def compare(
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OUD NIEUW", help="Twee resultaten, gemaakt met ews score ... -o resultaat.json."
        ),
    ] = None,
    fail_on_rise: Annotated[
        bool,
        typer.Option(
            "--fail-on-rise",
            help="Eindig met exitcode 1 als een aanbieder zeker is gestegen, ook met signalen.",
        ),
    ] = False,
    alles: Annotated[
        bool,
        typer.Option("--alles", help="Toon iedereen: ook wie blijft, en wie niet op het scherm past."),
    ] = False,
    format_: Annotated[str | None, format_option("table|md|html|csv|json")] = None,
    output: Annotated[list[str] | None, output_option(".txt, .md, .html, .xlsx, .csv of .json")] = None,
    quiet: Quiet = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Zeg per aanbieder of de trede is gestegen, gedaald of gelijk gebleven, wie nieuw is en wie verdween.

    Met het cijfer dat het doet, toen en nu, en de grens. Een hogere trede is ernstiger. Wat niet zeker is, heet
    onzeker: van 3 naar 3-5 is geen stijging.
    """

    def do() -> ExitCode:
        from ews_cli.cli import compare as command

        talk = Talk(quiet, verbose)
        return command.work(
            command.request(bestanden or [], format_, output or [], fail_on_rise, alles, talk)
        )

    return Work(do, verbose)
