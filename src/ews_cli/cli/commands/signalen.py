"""`ews signalen`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import VerboseOnBugs, format_option, output_option
from ews_cli.cli.dutch import DutchCommand, DutchGroup
from ews_cli.cli.messages import ExitCode, show
from ews_cli.cli.work import Work

app = typer.Typer(
    cls=DutchGroup,
    help="Kijk na wat mensen vastlegden: signalen en besluiten over de trede.",
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Output = Annotated[list[str] | None, output_option()]
Policy = Annotated[
    str | None,
    typer.Option(
        "--thresholds",
        metavar="BESTAND",
        help="Het drempelbestand met de soorten signalen; anders het bestand dat ews score gebruikt.",
    ),
]


@app.callback()
def signalen(context: typer.Context) -> None:
    """What stands between `ews` and the command."""
    if context.invoked_subcommand is None:
        show(f"{context.get_help()}\n\nBegin met: ews signalen check signalen.yaml")
        raise typer.Exit(ExitCode.NOT_STARTED)


@app.command(
    "check",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Zoek alle fouten in een signalenbestand, elk met regel en kolom.",
    epilog="Exitcodes: 0 in orde; 1 niet in orde; 2 geen bestand, niet te lezen of verkeerd gebruik; "
    "3 fout in ews; 130 afgebroken.",
)
def check(
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BESTAND]...", help="Het signalenbestand; anders ./signalen.yaml."),
    ] = None,
    thresholds: Policy = None,
    format_: Annotated[str | None, format_option("text|json|github")] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen wat niet in orde is.")] = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Kijk signalenbestanden na, alle fouten in een keer.

    Welke soorten signalen er zijn, staat in het drempelbestand. Wat niet is nagekeken, is niet in orde.
    """

    def do() -> ExitCode:
        from ews_cli.cli import signals_check as command

        return command.check(command.request(bestanden or [], thresholds, format_, output or [], quiet))

    return Work(do, verbose)


@app.command(
    "schema",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Geef het JSON Schema, zodat een editor meedenkt.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik, drempelbestand of uitvoer); 3 fout in ews; "
    "130 afgebroken.",
)
def schema(thresholds: Policy = None, output: Output = None, verbose: VerboseOnBugs = False) -> Work:
    """Geef het JSON Schema (2020-12) van een signalenbestand, met de soorten van het drempelbestand.

    Zet bovenaan het signalenbestand: # yaml-language-server: $schema=./signalen.schema.json
    """

    def do() -> ExitCode:
        from ews_cli.cli import signals_check as command

        return command.schema(thresholds, output or [])

    return Work(do, verbose)
