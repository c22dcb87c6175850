"""The way in: what can be typed, and the one place where an error becomes an exit code.

The commands only say what is to be done; `main` does it, so that no library stands between an error and
the boundary. Heavy modules are imported where they are used: `--help` needs none of them.
"""

from __future__ import annotations

import atexit
import copy
import gc
import signal
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from ews_cli import __version__
from ews_cli.cli import output as output_to
from ews_cli.cli import signals as signals_group
from ews_cli.cli import thresholds as thresholds_group
from ews_cli.cli.dutch import WRONG_USAGE, DutchCommand, DutchGroup, dutch
from ews_cli.cli.messages import ExitCode, Stop, Talk, say, show
from ews_cli.cli.reader_options import Given, takes_reader_options
from ews_cli.cli.whatif_options import Typed, takes_assumptions
from ews_cli.cli.work import Work

EPILOG = (
    "Exitcodes: 0 gedaan; 1 --fail-on is bereikt; 2 niet begonnen (verkeerd gebruik, drempelbestand of "
    "uitvoer); 3 fout in ews; 4 gedaan, maar niet alles was te lezen of te beoordelen; 130 afgebroken."
)

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

app = typer.Typer(
    cls=DutchGroup,
    help="Vroegsignalering voor jeugdhulp: van jaarrekening naar Kruger-trede.",
    epilog=EPILOG,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def ews(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie en stop.")] = False,
) -> Work | None:
    """The options before a command."""
    if version:
        print(f"ews {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        show(f"{context.get_help()}\n\nBegin met: ews score jaarrekening.xlsx")
        raise typer.Exit(ExitCode.NOT_STARTED)
    return None


@app.command(
    "score",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Beoordeel een aanbieder op zijn jaarrekening.",
    epilog=EPILOG,
)
@takes_reader_options
def score(
    lezen: Given,
    bestanden: Annotated[
        list[str] | None,
        typer.Argument(metavar="BESTAND...", help="De jaarrekening; meer bestanden geven meer jaren."),
    ] = None,
    thresholds: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="De drempels; anders EWS_THRESHOLDS, anders ./thresholds.yaml, anders de meegeleverde.",
        ),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarop wordt beoordeeld, zoals 2026-12-31; anders vandaag."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|json|html", help="De vorm van het rapport op het scherm."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf het rapport naar BESTAND (.html, .json of .txt; - is het scherm). Mag vaker.",
        ),
    ] = None,
    signalen: Signalen = None,
    fail_on: FailOn = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Meld ook opmerkingen, en bij een fout in ews waar.")
    ] = False,
) -> Work:
    """Lees de jaarrekening, reken solvabiliteit, rentabiliteit en liquiditeit uit, en bepaal de trede.

    Elk cijfer in het rapport noemt zijn cel, elke grens haar bron. Het rapport is een signaal, geen oordeel.
    """

    def do() -> ExitCode:
        from ews_cli.cli import options
        from ews_cli.cli import score as command

        talk = Talk(quiet, verbose)
        return command.score(
            options.request(
                bestanden or [], lezen, thresholds, peildatum, format_, output or [], fail_on, signalen, talk
            )
        )

    return Work(do, verbose)


@app.command(
    "batch",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Beoordeel een portefeuille: mappen en bestanden, per aanbieder en op volgorde.",
    epilog=EPILOG,
)
@takes_reader_options
def batch(
    lezen: Given,
    paden: Annotated[
        list[str] | None,
        typer.Argument(metavar="PAD...", help="Mappen (met alles eronder) en bestanden."),
    ] = None,
    patroon: Annotated[
        str | None,
        typer.Option(metavar="PATROON", help="Lees uit mappen alleen bestanden als dit, zoals '*2025*'."),
    ] = None,
    thresholds: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="De drempels; anders EWS_THRESHOLDS, anders ./thresholds.yaml, anders de meegeleverde.",
        ),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarop wordt beoordeeld, zoals 2026-12-31; anders vandaag."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|json|jsonl|csv|tsv|md|html",
            help="De vorm van het rapport op het scherm.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar BESTAND (.html, .xlsx, .csv, .tsv, .json, .jsonl, .parquet, .md of .txt). Mag vaker.",
        ),
    ] = None,
    excel_nl: Annotated[
        bool,
        typer.Option("--excel-nl", help="Schrijf csv zoals een Nederlandse Excel het opent: ; en komma."),
    ] = False,
    alles: Annotated[
        bool, typer.Option("--alles", help="Toon elke aanbieder, ook als zij niet op het scherm passen.")
    ] = False,
    register: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="Wie waar werkt en voor hoeveel (csv of xlsx); zie docs/register.md. Geeft een beeld per regio.",
        ),
    ] = None,
    regio: Annotated[
        str | None, typer.Option(metavar="REGIO", help="Toon alleen wie volgens het register hier werkt.")
    ] = None,
    trede: Annotated[
        str | None,
        typer.Option(
            metavar="TREDE",
            help="Toon alleen deze treden: 3, 3+, 4-5; met --signalen telt de trede met signalen.",
        ),
    ] = None,
    sorteer: Annotated[
        str | None,
        typer.Option(metavar="OP", help="Op trede, naam, omzet, ruimte of een criterium; anders op trede."),
    ] = None,
    signalen: Signalen = None,
    fail_on: FailOn = None,
    workers: Annotated[
        str | None,
        typer.Option(metavar="AANTAL", help="Hoeveel processen lezen; anders een per processorkern."),
    ] = None,
    voortgang: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND", help="Bewaar hier wat is gelezen, om na een onderbreking te hervatten."
        ),
    ] = None,
    hervat: Annotated[
        bool, typer.Option("--hervat", help="Ga verder met het bestand van --voortgang.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Meld ook wat er bij elke aanbieder te melden is.")
    ] = False,
) -> Work:
    """Lees alle jaarrekeningen, voeg die van een aanbieder samen, en zet de aanbieders op volgorde van trede.

    Een bestand dat niet te lezen is, wordt genoemd en houdt de rest niet op. Het is een signaal, geen oordeel.
    """

    def do() -> ExitCode:
        from ews_cli.cli import batch as command
        from ews_cli.cli import batch_options

        return command.batch(
            batch_options.request(
                batch_options.Typed(
                    paden or [],
                    lezen,
                    thresholds,
                    peildatum,
                    format_,
                    output or [],
                    fail_on,
                    patroon,
                    workers,
                    voortgang,
                    hervat,
                    alles,
                    excel_nl,
                    register,
                    regio,
                    trede,
                    sorteer,
                    signalen,
                    Talk(quiet, verbose),
                )
            )
        )

    return Work(do, verbose)


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
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|json|csv", help="De vorm van het rapport op het scherm."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf het rapport naar BESTAND (.json, .txt of .csv; - is het scherm). Mag vaker.",
        ),
    ] = None,
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
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
        typer.Option("--fail-on-rise", help="Eindig met exitcode 1 als een aanbieder zeker is gestegen."),
    ] = False,
    alles: Annotated[
        bool,
        typer.Option("--alles", help="Toon iedereen: ook wie blijft, en wie niet op het scherm past."),
    ] = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="table|md|html|csv|json", help="De vorm van het rapport op het scherm."
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf het rapport naar BESTAND (.txt, .md, .html, .csv of .json; - is het scherm). Mag vaker.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Meld bij een fout in ews waar."),
    ] = False,
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
    thresholds: Annotated[
        str | None,
        typer.Option(
            metavar="BESTAND",
            help="De drempels; anders EWS_THRESHOLDS, anders ./thresholds.yaml, anders de meegeleverde.",
        ),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarop wordt beoordeeld, zoals 2026-12-31; anders vandaag."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|md|csv|json", help="De vorm van het rapport op het scherm."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf het rapport naar BESTAND (.txt, .md, .csv of .json; - is het scherm). Mag vaker.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Meld ook opmerkingen, en bij een fout in ews waar.")
    ] = False,
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
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|md|json", help="De vorm op het scherm."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar BESTAND (.txt, .md, .xlsx met vakjes om aan te vinken, .ics met de datums voor de "
            "agenda, .json; - is het scherm). Mag vaker.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Meld bij een fout in ews waar.")] = False,
) -> Work:
    """Maak van het draaiboek Continuïteit jeugdhulp een lijst om af te vinken voor een trede.

    Met het plan dat gemaakt moet worden, wat erin staat, de stappen van iedere rol en de laatste dagen. Stappen van
    eerdere treden staan erbij, voor zover niet al uitgevoerd.
    """

    def do() -> ExitCode:
        from ews_cli.cli import draaiboek as command

        return command.work(command.request(trede, start, rol or [], naam, format_, output or []))

    return Work(do, verbose)


@app.command(
    "verdeelsleutel",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Verdeel kosten over opdrachtgevers, naar cliënten of budget.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik, lijst of uitvoer); 3 fout in ews; "
    "130 afgebroken.",
)
def verdeelsleutel(
    bestand: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENTEN",
            help="De lijst: een regel per cliënt met zijn opdrachtgever, of een regel per opdrachtgever met het "
            "aantal cliënten of het budget (rekenblad of csv).",
        ),
    ] = None,
    bedrag: Annotated[
        str | None,
        typer.Option(
            metavar="EURO", help="Het bedrag om te verdelen, in hele euro's; anders alleen aandelen."
        ),
    ] = None,
    naar: Annotated[
        str | None, typer.Option(metavar="clienten|budget", help="Waarnaar wordt verdeeld; anders clienten.")
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM", help="De dag waarvoor de lijst geldt, zoals 2026-08-31; anders vandaag."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="table|md|csv|json", help="De vorm op het scherm."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar BESTAND (.txt, .md, .csv, .xlsx of .json; - is het scherm). Mag vaker.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Meld ook opmerkingen, en bij een fout in ews waar.")
    ] = False,
) -> Work:
    """Reken de verdeelsleutel uit die het draaiboek bij de start van trede 3 laat vastleggen.

    Elke opdrachtgever krijgt zijn aandeel in de cliënten of in het budget; de bedragen zijn samen precies het bedrag.
    Namen van cliënten komen in geen enkele uitvoer.
    """

    def do() -> ExitCode:
        from ews_cli.cli import verdeelsleutel as command

        talk = Talk(quiet, verbose)
        return command.work(command.request(bestand, bedrag, naar, peildatum, format_, output or [], talk))

    return Work(do, verbose)


@app.command(
    "template",
    cls=DutchCommand,
    options_metavar="[OPTIES]",
    short_help="Maak een leeg rekenblad om in te vullen.",
    epilog="Exitcodes: 0 gedaan; 2 niet begonnen (verkeerd gebruik of uitvoer); 3 fout in ews; 130 afgebroken.",
)
def template(
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Het rekenblad (.xlsx); anders sjabloon-jaarrekening.xlsx of sjabloon-portefeuille.xlsx.",
        ),
    ] = None,
    tabel: Annotated[
        bool,
        typer.Option("--tabel", help="Een tabel voor een portefeuille: een regel per aanbieder en jaar."),
    ] = False,
    jaar: Annotated[
        str | None,
        typer.Option(
            metavar="JAAR", help="Het laatste van de drie boekjaren; anders het vorige kalenderjaar."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overschrijf een bestand dat er al is.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Meld alleen fouten.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Meld bij een fout in ews waar.")] = False,
) -> Work:
    """Maak een leeg rekenblad voor de jaarrekening van een aanbieder: drie jaren, met totalen en controles.

    Wat is ingevuld, leest ews score zonder verlies terug. Een leeg sjabloon is geen jaarrekening.
    """

    def do() -> ExitCode:
        from ews_cli.cli import template as command

        return command.template(command.request(output, tabel, jaar, force), quiet)

    return Work(do, verbose)


app.add_typer(signals_group.app, name="signalen", short_help="Kijk vastgelegde signalen en besluiten na.")
app.add_typer(thresholds_group.app, name="thresholds", short_help="Kijk drempels na, toon en vergelijk ze.")


def main(argv: list[str] | None = None) -> int:
    """Run a command line (default: of this process) and return its exit code; raises nothing."""
    if argv is None:
        _stop_as_interrupted()
        _collect_less_garbage()
    verbose = False
    try:
        asked = _parse(argv)
        if isinstance(asked, int):
            return asked
        verbose = asked.verbose
        return asked.do()
    except Stop as stop:
        for problem in stop.problems:
            say(str(problem))
        return stop.code
    except KeyboardInterrupt:
        say("Afgebroken; wat is geschreven, is heel.")
        return ExitCode.INTERRUPTED
    except Exception as error:
        return _bug(error, verbose)


def _stop_as_interrupted() -> None:
    """A request to stop is as an interrupt from the keyboard: what is written, is whole."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _collect_less_garbage() -> None:
    """A run makes little garbage: looking for it after every module and at the end takes a quarter of its time."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _asked_for(words: list[str]) -> typer.Typer:
    """The application with only the command that is asked for: Typer builds every option that it knows."""
    commands = [info for info in app.registered_commands if words[:1] == [info.name]]
    groups = [info for info in app.registered_groups if words[:1] == [info.name]]
    if not commands and not groups:
        return app
    slim = copy.copy(app)
    slim.registered_commands, slim.registered_groups = commands, groups
    return slim


def _parse(argv: list[str] | None) -> Work | int:
    """The work that a command line asks for, or the exit code when Typer has done it (help, completion)."""
    asked: Any = None
    with redirect_stdout(StringIO()) as said:
        try:
            command = typer.main.get_command(_asked_for(sys.argv[1:] if argv is None else argv))
            asked = command(args=argv, prog_name="ews", standalone_mode=False)
        except WRONG_USAGE as error:
            return _wrong_usage(error)
        except SystemExit as ended:
            asked = ended.code
    if said.getvalue():
        output_to.write_stdout(said.getvalue())
    return asked if isinstance(asked, Work) else int(asked or ExitCode.OK)


def _wrong_usage(error: Any) -> int:
    command = error.ctx.command_path if error.ctx else "ews"
    say(f"{command}: EWS404 {dutch(error.format_message())}")
    say(f"Hulp: {command} --help")
    return ExitCode.NOT_STARTED


def _bug(error: Exception, verbose: bool) -> int:
    """One line on what to report, without anything of what was read; the traceback only when asked for."""
    import traceback

    if verbose:
        for line in traceback.format_exception(error):
            for part in line.splitlines():
                say(part)
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    hint = "" if verbose else "; -v toont meer"
    say(f"Fout in ews {__version__}: {type(error).__name__} in {where}; meld dit met deze regel{hint}")
    return ExitCode.BUG
