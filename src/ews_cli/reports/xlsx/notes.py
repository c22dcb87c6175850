"""The sheet that says what the workbook is, what can be changed in it, and what its words mean."""

from __future__ import annotations

from typing import Any

from ews_cli import __version__
from ews_cli.core import werkmap
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.clean import clean
from ews_cli.reports.xlsx.looks import Looks, make_room, paper, put

WIDTH = 120
"""Characters of the column of words."""
SHEETS = (
    (
        werkmap.OVERZICHT,
        "Een regel per aanbieder, hoogste trede eerst, met filters. Vet en gekleurd: die ratio bepaalt de trede.",
    ),
    (
        werkmap.RATIOS,
        "Een regel per aanbieder en boekjaar: bedragen, ratio's, grenzen en treden, als formules.",
    ),
    (
        werkmap.POSTEN,
        "Elk bedrag, met herkomst, bestand en cel. Hier worden bedragen gewijzigd of aangevuld.",
    ),
    (werkmap.PROBLEMEN, "Wat bij het lezen fout was, is weggelaten of is gekozen."),
    (
        werkmap.DREMPELS,
        "De treden, en elke grens met de woorden van de bron. Hier worden grenzen gewijzigd.",
    ),
)
CHANGING = (
    (
        "een bedrag wijzigen",
        "Op Posten, in de kolom bedrag. De ratio's en de trede gaan mee, en de cel wordt geel. Sorteren en filteren "
        "mag: de formules zoeken op sleutel.",
    ),
    (
        "een bedrag aanvullen",
        "Vul het in bij de regel met herkomst 'ontbreekt'; zo'n regel is er voor elke post die een criterium vraagt. "
        "Een lege cel is onbekend en telt nooit als nul.",
    ),
    ("een grens wijzigen", "Op Drempels, in de kolom grens: 20% als 20%, en 2 procentpunt als 2%."),
    (
        "wat niet meerekent",
        "Welke jaren naast elkaar mogen staan (opeenvolgend, zelfde basis, evenveel maanden), optellingen zoals het "
        "balanstotaal, signalen en besluiten, tussentijdse cijfers, meldingen, en de volgorde van Overzicht. "
        "Begrotingen en prognoses staan niet in deze werkmap.",
    ),
    (
        "opnieuw laten beoordelen",
        "Bewaar de werkmap en geef haar aan ews: ews batch NAAM.xlsx. Gewijzigde bedragen heten dan opgegeven. "
        "Gewijzigde grenzen gaan niet mee; die horen in thresholds.yaml.",
    ),
    (
        "nauwkeurigheid",
        "ews rekent met exacte bedragen en onafgeronde ratio's. Een rekenblad houdt ongeveer 15 cijfers vast; bij een "
        "vergelijking met een grens tellen hier 12 cijfers achter de komma.",
    ),
)
WORDS = (
    (
        "trede",
        "Een getal, of een bereik zoals 3–5: ten minste wat bewezen is, ten hoogste wat het onbekende er nog van kan "
        "maken. De hoogste trede van de criteria telt.",
    ),
    (
        "n.t.b.",
        "Niet te bepalen: een post ontbreekt, of de noemer is nul of negatief. De reden staat op Ratio's. Onbekend is "
        "nooit trede 1.",
    ),
    (
        "ja, nee, onbekend",
        "Of een grens is gehaald. Een grens over meer jaren is gehaald als elk van die jaren haar haalt.",
    ),
    (
        "officieel of onze lezing",
        "Officieel: het getal staat in de aangehaalde woorden van de bron. Anders is het onze lezing, met de reden.",
    ),
)


def write(sheet: Any, looks: Looks, policy: Thresholds, lines: tuple[str, str]) -> None:
    """Write the sheet; `lines` say what was judged and on which day."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, WIDTH)
    formulas = [(ratio.tekst, ratio.formule.replace("_", " ").replace("*", "×")) for ratio in RATIOS.values()]
    sources = [
        (f"bron: {doc}", f"{source.title}, {source.published.isoformat()}")
        for doc, source in policy.sources.items()
    ]
    used = [
        ("drempels", f"{policy.title} ({policy.id} {policy.version})"),
        ("bestand", policy.bestand),
        ("sha256", policy.sha256),
        *sources,
    ]
    weighed = [("niet in de cijfers", one.text) for one in policy.not_modelled]
    row = 0
    put(sheet, row, 0, "Toelichting", looks.title)
    put(sheet, 1, 0, f"{lines[0]}. {lines[1]} Gemaakt met ews {__version__}.", looks.muted)
    row = 2
    for title, pairs in (
        ("De bladen", SHEETS),
        ("Rekenen met deze werkmap", CHANGING),
        ("Wat de woorden betekenen", WORDS),
        ("De ratio's", formulas),
        ("De drempels", used),
        ("Wat niet is gewogen", weighed),
    ):
        if not pairs:
            continue
        row += 1
        put(sheet, row, 0, title, looks.of(bold=True, font_size=12, bottom=1))
        for name, words in pairs:
            row += 1
            make_room(sheet, row, [(clean(words), WIDTH)])
            put(sheet, row, 0, clean(name), looks.of(bold=True, valign="top", quote_prefix=True))
            put(sheet, row, 1, clean(words), looks.wraps)
        row += 1
    paper(sheet, 0)
