"""`ews thresholds`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import VerboseOnBugs, format_option, output_option
from ews_cli.cli.dutch import DutchCommand, DutchGroup
from ews_cli.cli.messages import ExitCode, Talk, show
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.work import Work

app = typer.Typer(
    cls=DutchGroup,
    help="Kijk het drempelbestand na, lees het, en zie wat een wijziging doet.",
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Output = Annotated[list[str] | None, output_option()]
Peildatum = Annotated[
    str | None,
    typer.Option(metavar="DATUM", help="De dag waarop het beleid geldt, zoals 2026-12-31; anders vandaag."),
]


@app.callback()
def thresholds(context: typer.Context) -> None:
    """What stands between `ews` and the command."""
    if context.invoked_subcommand is None:
        show(f"{context.get_help()}\n\nBegin met: ews thresholds show")
        raise typer.Exit(ExitCode.NOT_STARTED)


@app.command(
    "check",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Zoek alle fouten in een drempelbestand, elk met regel en kolom.",
    epilog="Exitcodes: 0 in orde; 1 niet in orde; 2 geen bestand, niet te lezen of verkeerd gebruik; "
    "3 fout in ews; 130 afgebroken.",
)
def check(
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BESTAND]...", help="Het drempelbestand; anders het bestand dat ews score gebruikt."
        ),
    ] = None,
    format_: Annotated[str | None, format_option("text|json|github|sarif|junit")] = None,
    output: Output = None,
    max_age: Annotated[
        str | None,
        typer.Option(
            metavar="DAGEN", help="Waarschuw voor versies die langer niet zijn nagekeken, zoals 400d."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Laat waarschuwingen meetellen.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen wat niet in orde is.")] = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Kijk drempelbestanden na: eerst de vorm, dan de betekenis, alle fouten in een keer.

    Wat niet is nagekeken, is niet in orde.
    """

    def do() -> ExitCode:
        from ews_cli.cli import thresholds_check as command

        return command.check(command.request(bestanden or [], format_, output or [], max_age, strict, quiet))

    return Work(do, verbose)


@app.command(
    "show",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Lees het beleid: elke grens met haar bron of onze lezing.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of drempelbestand); 3 fout in ews; "
    "130 afgebroken.",
)
def show_(
    bestand: Annotated[
        str | None,
        typer.Argument(
            metavar="[BESTAND]", help="Het drempelbestand; anders het bestand dat ews score gebruikt."
        ),
    ] = None,
    peildatum: Peildatum = None,
    format_: Annotated[str | None, format_option("table|md|json")] = None,
    output: Output = None,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Toon het beleid zoals een mens het leest: per trede en criterium de grens, de woorden van de bron,
    wat van de bron is en wat onze lezing, sinds wanneer het geldt en wanneer het is nagekeken."""

    def do() -> ExitCode:
        from ews_cli.cli import thresholds_show as command

        return command.show(command.request(bestand, peildatum, format_, output or []))

    return Work(do, verbose)


@app.command(
    "diff",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Zie wat een ander drempelbestand verandert, en wie daardoor verschuift.",
    epilog="Exitcodes: 0 gedaan; 1 --fail-on-change en er is een verschil; 2 niet begonnen (verkeerd gebruik of "
    "drempelbestand); 3 fout in ews; 4 gedaan, maar niet elk bestand van --op was te lezen; 130 afgebroken.",
)
@takes_reader_options
def diff(
    lezen: Given,
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OUD NIEUW]",
            help="De twee drempelbestanden; met --wat-als een, anders het bestand dat ews score gebruikt.",
        ),
    ] = None,
    op: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PAD",
            help="Jaarrekeningen, mappen of resultaten (.json van ews score) om beide op toe te passen. Mag vaker.",
        ),
    ] = None,
    wat_als: Annotated[
        list[str] | None,
        typer.Option(metavar="GRENS", help="Een andere grens, zoals liquiditeit.4=0.8. Mag vaker."),
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Eindig met exitcode 1 als er een verschil is.")
    ] = False,
    peildatum: Peildatum = None,
    format_: Annotated[str | None, format_option("table|md|json")] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Zeg in woorden wat tussen twee drempelbestanden verschilt, per criterium en trede.

    Met --op ook wie daardoor verschuift: van welke trede naar welke, op welk cijfer, en de totalen.
    """

    def do() -> ExitCode:
        from ews_cli.cli import thresholds_diff as command

        talk = Talk(quiet, verbose)
        return command.diff(
            command.request(
                bestanden or [],
                wat_als or [],
                op or [],
                lezen,
                peildatum,
                format_,
                output or [],
                fail_on_change,
                talk,
            )
        )

    return Work(do, verbose)


@app.command(
    "schema",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Geef het JSON Schema, zodat een editor meedenkt.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of uitvoer); 3 fout in ews; 130 afgebroken.",
)
def schema(output: Output = None, verbose: VerboseOnBugs = False) -> Work:
    """Geef het JSON Schema (2020-12) van een drempelbestand, voor aanvullen en uitleg in een editor.

    Zet bovenaan het drempelbestand: # yaml-language-server: $schema=./thresholds.schema.json
    """

    def do() -> ExitCode:
        from ews_cli.cli import thresholds_schema as command

        return command.schema(output or [])

    return Work(do, verbose)
