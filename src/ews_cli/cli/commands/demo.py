"""`ews demo`: what can be typed after it."""

from __future__ import annotations

from typing import Annotated

import typer

from ews_cli.cli.commands.common import Peildatum, Quiet, VerboseOnBugs
from ews_cli.cli.dutch import DutchCommand
from ews_cli.cli.messages import ExitCode
from ews_cli.cli.work import Work

app = typer.Typer()


@app.command(
    "demo",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Maak een map met voorbeelden en alle rapporten.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of uitvoer); 3 fout in ews; 130 afgebroken.",
)
def demo(
    map_: Annotated[
        str | None, typer.Argument(metavar="MAP", help="De map; een nieuwe, of een die leeg is.")
    ] = None,
    peildatum: Peildatum = None,
    force: Annotated[
        bool, typer.Option("--force", help="Schrijf in een map die niet leeg is, over oude bestanden heen.")
    ] = False,
    quiet: Quiet = False,
    verbose: VerboseOnBugs = False,
) -> Work:
    """Maak een map met jaarrekeningen van verzonnen aanbieders, een register, en alle rapporten daarover.

    Begin met LEESMIJ.txt: daar staat wat u het eerst opent, en hoe elk rapport is gemaakt.
    """

    def do() -> ExitCode:
        from ews_cli.cli import demo as command

        return command.demo(command.request(map_, peildatum, force), quiet)

    return Work(do, verbose)
