"""Options that several commands have, declared once."""

from __future__ import annotations

from typing import Annotated, Any

import typer

SCORING_EXIT_CODES = (
    "Exitcodes: 0 gedaan; 1 --fail-on is bereikt; 2 niet begonnen (verkeerd gebruik, drempelbestand of "
    "uitvoer); 3 fout in ews; 4 gedaan, maar niet alles was te lezen of te beoordelen; 130 afgebroken."
)

Thresholds = Annotated[
    str | None,
    typer.Option(
        metavar="BESTAND",
        help="De drempels; anders EWS_THRESHOLDS, anders ./thresholds.yaml, anders de meegeleverde.",
    ),
]
Peildatum = Annotated[
    str | None,
    typer.Option(metavar="DATUM", help="De dag waarop wordt beoordeeld, zoals 2026-12-31; anders vandaag."),
]
Signalen = Annotated[
    str | None,
    typer.Option(
        metavar="BESTAND",
        help="Signalen en besluiten die mensen vastlegden (YAML); zie docs/signalen.md.",
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="TREDE",
        help="Eindig met exitcode 1 vanaf deze trede (1 tot en met 6); met --signalen telt de trede met signalen.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Meld ook opmerkingen, en bij een fout in ews waar.")
]
VerboseOnBugs = Annotated[bool, typer.Option("--verbose", "-v", help="Meld bij een fout in ews waar.")]


def format_option(forms: str) -> Any:
    """The option for the form on the screen, out of those that a command has: `table|json`."""
    return typer.Option("--format", metavar=forms, help="De vorm van het rapport op het scherm.")


def output_option(extensions: str = "") -> Any:
    """The option for files to write, with the extensions that a command knows: `.html, .json of .txt`."""
    which = (
        f" ({extensions}; - is het scherm)" if extensions else "; de extensie kiest de vorm (- is het scherm)"
    )
    return typer.Option(
        "--output", "-o", metavar="BESTAND", help=f"Schrijf het rapport naar BESTAND{which}. Mag vaker."
    )
