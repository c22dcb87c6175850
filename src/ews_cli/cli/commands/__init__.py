"""What can be typed after `ews`: a module for each command. The work itself stands beside this package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from ews_cli import __version__
from ews_cli.cli.commands.common import SCORING_EXIT_CODES
from ews_cli.cli.dutch import DutchGroup
from ews_cli.cli.messages import ExitCode, show
from ews_cli.cli.work import Work

COMMANDS = (
    "score",
    "batch",
    "inspect",
    "compare",
    "whatif",
    "draaiboek",
    "verdeelsleutel",
    "template",
    "demo",
)
"""The commands in the order of the help page, each the name of its module here."""

GROUPS = {
    "signalen": "Kijk vastgelegde signalen en besluiten na.",
    "thresholds": "Kijk drempels na, toon en vergelijk ze.",
}
"""Commands with commands below them, and what the help page says of each."""


def application(words: Sequence[str]) -> typer.Typer:
    """The application with only the command that is asked for, else with all: Typer builds all that it knows."""
    asked = words[0] if words and words[0] in (*COMMANDS, *GROUPS) else None
    app = typer.Typer(
        cls=DutchGroup,
        help="Vroegsignalering voor jeugdhulp: van jaarrekening naar Kruger-trede.",
        epilog=SCORING_EXIT_CODES,
        options_metavar="[OPTIES]",
        subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(ews)
    for name in COMMANDS:
        if asked in (name, None):
            app.registered_commands += _declared(name).registered_commands
    for name, help_ in GROUPS.items():
        if asked in (name, None):
            app.add_typer(_declared(name), name=name, short_help=help_)
    return app


def _declared(name: str) -> typer.Typer:
    app: typer.Typer = import_module(f"{__name__}.{name}").app
    return app


def ews(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie en stop.")] = False,
) -> Work | None:
    """The options before a command."""
    if version:
        print(f"ews {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        begin = "Begin met: ews score jaarrekening.xlsx, of kijk rond met: ews demo ews-voorbeeld"
        show(f"{context.get_help()}\n\n{begin}")
        raise typer.Exit(ExitCode.NOT_STARTED)
    return None
