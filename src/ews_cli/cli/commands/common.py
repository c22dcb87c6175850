"""Options that several commands have, declared once."""

from __future__ import annotations

from typing import Annotated

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
