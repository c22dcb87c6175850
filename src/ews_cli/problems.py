"""Problems as values: found anywhere, printed or raised nowhere but in the command line.

A `Problem` is one thing wrong with one place, in Dutch: `where: EWSnnn what is wrong; what would be right`.
`CODES` is the one list of codes; `docs/problems.md` has an entry for each.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Ernst(StrEnum):
    """How much a problem weighs; `FOUT` means that an input or a figure cannot be relied upon."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    OPMERKING = "opmerking"


class Code(NamedTuple):
    """One kind of problem: its default weight and its name in one line."""

    ernst: Ernst
    titel: str


_F, _W, _O = Ernst.FOUT, Ernst.WAARSCHUWING, Ernst.OPMERKING

CODES: dict[str, Code] = {
    # 10x: the file itself
    "EWS101": Code(_F, "bestand niet gevonden of niet te openen"),
    "EWS102": Code(_F, "bestand is leeg"),
    "EWS103": Code(_F, "geen rekenblad"),
    "EWS104": Code(_F, "rekenblad is versleuteld"),
    "EWS105": Code(_F, "rekenblad is beschadigd"),
    "EWS106": Code(_F, "rekenblad is te groot"),
    "EWS107": Code(_F, "rekenblad laat het leesprogramma vastlopen"),
    "EWS108": Code(_W, "tekencodering of scheidingsteken van het bestand is onzeker"),
    # 11x: what is in it
    "EWS111": Code(_F, "geen balans of resultatenrekening gevonden"),
    "EWS112": Code(_F, "geen kolom met een boekjaar gevonden"),
    "EWS113": Code(_F, "alleen begroting of prognose"),
    "EWS114": Code(_W, "eenheid niet gevonden of tegenstrijdig"),
    "EWS115": Code(_W, "cel zonder bruikbare waarde"),
    "EWS116": Code(_W, "tegenstrijdige kandidaten voor een post"),
    "EWS117": Code(_W, "twee bestanden spreken elkaar tegen"),
    "EWS118": Code(_W, "jaar buiten beschouwing gelaten"),
    "EWS119": Code(_O, "keuze tussen geconsolideerd en enkelvoudig"),
    "EWS120": Code(_F, "bestanden van verschillende aanbieders"),
    "EWS121": Code(_W, "verborgen blad of rij gebruikt"),
    "EWS122": Code(_W, "getalnotatie is onzeker"),
    "EWS123": Code(_O, "cijfers van een deel van de organisatie"),
    "EWS124": Code(_W, "tussentijdse cijfers die niet op te tellen zijn"),
    "EWS125": Code(_F, "alleen tussentijdse cijfers, geen jaarrekening"),
    "EWS126": Code(_W, "tussentijdse cijfers waarvan de periode niet vaststaat"),
    # 13x: the accounting identities
    "EWS131": Code(_W, "activa en passiva zijn niet gelijk"),
    "EWS132": Code(_W, "vaste en vlottende activa tellen niet op tot het balanstotaal"),
    "EWS133": Code(_W, "de passiva tellen niet op tot het balanstotaal"),
    "EWS134": Code(_W, "opbrengsten min lasten is niet het bedrijfsresultaat"),
    "EWS135": Code(_O, "verloop van het eigen vermogen wijkt af van het resultaat"),
    # 14x: what is in XBRL
    "EWS141": Code(_W, "onbekende taxonomie"),
    "EWS142": Code(_W, "XBRL-bedrag niet te gebruiken"),
    # 16x: what is in a ledger
    "EWS161": Code(_F, "boekhouding zonder zekere beginbalans"),
    "EWS162": Code(_F, "debet en credit van een boekhouding zijn niet gelijk"),
    "EWS163": Code(_F, "boekingsregel niet te gebruiken"),
    "EWS164": Code(_F, "rekeningen zonder bekende RGS-code"),
    "EWS165": Code(_F, "auditfile van een onbekende versie, of een deel ervan"),
    "EWS166": Code(_F, "boekhouding van meer dan één boekjaar"),
    "EWS167": Code(_F, "boekingen over een periode die nog niet voorbij is"),
    "EWS168": Code(_W, "negatief saldo in een boekhouding"),
    # 17x: a table with a row per provider and year
    "EWS171": Code(_F, "tabel zonder bruikbare kolomkoppen"),
    "EWS172": Code(_O, "kolom of regel van de tabel die niet wordt gebruikt"),
    "EWS173": Code(_F, "regel van de tabel zonder bruikbare aanbieder"),
    "EWS174": Code(_F, "regel van de tabel zonder bruikbaar boekjaar"),
    "EWS175": Code(_O, "regel van de tabel die geen aanbieder is"),
    "EWS176": Code(_O, "eigen vermogen aangevuld met het resultaat"),
    "EWS177": Code(_F, "twee regels over hetzelfde jaar spreken elkaar tegen"),
    "EWS178": Code(_O, "bedrag in de werkmap gewijzigd of aangevuld"),
    # 18x: what is in a data set of DigiMV
    "EWS181": Code(_W, "DigiMV-bestand zonder labels van de variabelen"),
    "EWS182": Code(_F, "variabelen van DigiMV niet gevonden"),
    "EWS183": Code(_F, "regel van DigiMV niet te gebruiken"),
    "EWS184": Code(_W, "organisatie zonder KvK-nummer"),
    "EWS185": Code(_O, "organisaties zonder bedragen"),
    # 20x: the threshold file as a file
    "EWS201": Code(_F, "drempelbestand niet te lezen"),
    "EWS202": Code(_F, "drempelbestand is te groot of te diep"),
    "EWS203": Code(_F, "geen geldige YAML"),
    "EWS204": Code(_F, "YAML-constructie die niet is toegestaan"),
    "EWS205": Code(_F, "dubbele sleutel"),
    "EWS206": Code(_F, "verkeerde tekencodering of stuurteken"),
    # 21x: its shape
    "EWS211": Code(_F, "onbekende sleutel"),
    "EWS212": Code(_F, "verplichte sleutel ontbreekt"),
    "EWS213": Code(_F, "waarde van de verkeerde soort"),
    "EWS214": Code(_F, "tekst die YAML als iets anders leest"),
    "EWS215": Code(_F, "grens zonder vergelijking, of met meer dan een"),
    "EWS216": Code(_F, "getal of grens verkeerd geschreven"),
    "EWS217": Code(_F, "datum bestaat niet of is verkeerd geschreven"),
    "EWS218": Code(_F, "onbekende versie van de bestandsvorm"),
    "EWS219": Code(_F, "lege tekst"),
    # 22x: its treden and bounds
    "EWS221": Code(_F, "alleen trede 6 is niet berekend"),
    "EWS222": Code(_F, "grens naar een trede die geen grens kan hebben"),
    "EWS223": Code(_F, "trede zonder grens"),
    "EWS224": Code(_F, "grens wijst de verkeerde kant op"),
    "EWS225": Code(_F, "grens is niet strenger dan die van een lagere trede"),
    "EWS226": Code(_F, "grens die nooit beslist"),
    "EWS227": Code(_F, "twee keer dezelfde grens"),
    "EWS228": Code(_F, "aantal jaren of daling zonder betekenis"),
    # 23x: its ratios and readings
    "EWS231": Code(_F, "onbekende ratio"),
    "EWS232": Code(_F, "definitie is niet de formule van de ratio"),
    "EWS233": Code(_F, "eenheid past niet bij de ratio"),
    "EWS234": Code(_F, "teken van de grens past niet bij de eenheid"),
    "EWS235": Code(_F, "eigen grens zonder lezing"),
    # 24x: its dates
    "EWS241": Code(_F, "versie eindigt voordat zij begint"),
    "EWS242": Code(_F, "versies overlappen"),
    "EWS243": Code(_F, "gat tussen versies"),
    "EWS244": Code(_F, "versies niet op volgorde"),
    "EWS245": Code(_F, "datum in de toekomst"),
    "EWS246": Code(_F, "nagekeken voordat de bron er was"),
    "EWS247": Code(_W, "te lang niet nagekeken"),
    # 25x: its references
    "EWS251": Code(_F, "onbekende bron"),
    "EWS252": Code(_F, "bron die nergens wordt aangehaald"),
    "EWS253": Code(_F, "signaal op een onbekend criterium"),
    # 30x: the mapping as a file
    "EWS301": Code(_F, "mapping niet te lezen"),
    "EWS302": Code(_F, "mapping is te groot of te diep"),
    "EWS303": Code(_F, "geen geldige YAML"),
    "EWS304": Code(_F, "YAML-constructie die niet is toegestaan"),
    "EWS305": Code(_F, "dubbele sleutel"),
    "EWS306": Code(_F, "verkeerde tekencodering of stuurteken"),
    # 31x: what is in it
    "EWS311": Code(_F, "onbekende sleutel"),
    "EWS312": Code(_F, "verplichte sleutel ontbreekt"),
    "EWS313": Code(_F, "waarde van de verkeerde soort"),
    "EWS314": Code(_F, "onbekende post"),
    "EWS315": Code(_F, "kolom of cel verkeerd geschreven"),
    "EWS316": Code(_F, "datum bestaat niet of is verkeerd geschreven"),
    "EWS317": Code(_F, "onbekende versie van de bestandsvorm"),
    "EWS318": Code(_F, "twee keer hetzelfde opgegeven"),
    # 33x: whether it, or an option, fits the file that is read with it
    "EWS331": Code(_W, "de mapping noemt een blad dat er niet is"),
    "EWS332": Code(_W, "de mapping noemt een kolom zonder bedragen"),
    "EWS333": Code(_O, "de mapping noemt een label dat er niet is"),
    "EWS334": Code(_W, "de kop van een kolom noemt een ander jaar dan de mapping"),
    "EWS335": Code(_W, "de cel uit de mapping is niet te gebruiken"),
    "EWS336": Code(_W, "het bestand noemt een ander KvK-nummer dan is opgegeven"),
    "EWS337": Code(_W, "opgegeven bedrag dat niet bij de cijfers past"),
    "EWS338": Code(_W, "opgegeven bedrag dat afwijkt van wat het bestand zegt"),
    # 40x: the command line
    "EWS401": Code(_F, "geen invoer"),
    "EWS402": Code(_F, "uitvoerbestand niet te schrijven"),
    "EWS403": Code(_F, "optie met een onbruikbare waarde"),
    "EWS404": Code(_F, "onbekende opdracht of optie"),
    # 41x: an assumption that does not fit the figures
    "EWS411": Code(_F, "aanname over een post waarvan geen bedrag bekend is"),
    "EWS412": Code(_F, "aanname die een post onder nul brengt"),
    "EWS413": Code(_F, "aanname in euro bij cijfers zonder bekende eenheid"),
    # 50x: the register as a file
    "EWS501": Code(_F, "register zonder kolomkoppen of zonder aanbieders"),
    "EWS502": Code(_W, "kolom van het register die niet wordt gebruikt"),
    "EWS503": Code(_F, "kolom van het register ontbreekt of staat er twee keer"),
    "EWS504": Code(_W, "register zonder regio of jeugdhulpomzet"),
    # 51x: what is in it
    "EWS511": Code(_F, "regel zonder aanbieder"),
    "EWS512": Code(_F, "KvK-nummer niet te gebruiken"),
    "EWS513": Code(_F, "jeugdhulpomzet of andere cel niet te gebruiken"),
    "EWS514": Code(_F, "regels die elkaar tegenspreken"),
    # 52x: the list for the verdeelsleutel
    "EWS521": Code(_F, "lijst zonder kolomkoppen"),
    "EWS522": Code(_F, "kolom van de lijst ontbreekt of staat er twee keer"),
    "EWS523": Code(_F, "regel zonder opdrachtgever, of een optelling"),
    "EWS524": Code(_F, "aantal, budget of cliënt niet te gebruiken"),
    "EWS525": Code(_F, "niets om naar te verdelen"),
    "EWS526": Code(_W, "opdrachtgever of cliënt staat er meer dan een keer"),
    # 60x: the signals and decisions as a file
    "EWS601": Code(_F, "signalenbestand niet te lezen"),
    "EWS602": Code(_F, "signalenbestand is te groot of te diep"),
    "EWS603": Code(_F, "geen geldige YAML"),
    "EWS604": Code(_F, "YAML-constructie die niet is toegestaan"),
    "EWS605": Code(_F, "dubbele sleutel"),
    "EWS606": Code(_F, "verkeerde tekencodering of stuurteken"),
    # 61x, 62x: what is in it
    "EWS611": Code(_F, "onbekende sleutel"),
    "EWS612": Code(_F, "verplichte sleutel ontbreekt"),
    "EWS613": Code(_F, "waarde van de verkeerde soort"),
    "EWS614": Code(_F, "onbekende soort signaal"),
    "EWS615": Code(_F, "trede die niet bestaat"),
    "EWS616": Code(_F, "datum bestaat niet of is verkeerd geschreven"),
    "EWS617": Code(_F, "onbekende versie van de bestandsvorm"),
    "EWS618": Code(_F, "twee keer hetzelfde vastgelegd"),
    "EWS621": Code(_F, "datum in de toekomst"),
    "EWS622": Code(_F, "signaal eindigt voordat het begint"),
    "EWS623": Code(_F, "twee besluiten op een dag"),
    # 63x: whether it fits the providers that are judged with it
    "EWS631": Code(_W, "vastgelegd over een aanbieder die niet is beoordeeld"),
    "EWS632": Code(_W, "niet zeker over welke aanbieder iets is vastgelegd"),
    "EWS633": Code(_W, "de jaarrekening noemt de aanbieder anders"),
    "EWS634": Code(_W, "vastgelegd na de peildatum"),
    "EWS635": Code(_O, "signaal is verlopen"),
}


class Problem(NamedTuple):
    """One problem.

    Attributes:
        code: a key of `CODES`.
        melding: Dutch text, `what is wrong; what would be right`.
        waar: `file:line:col`, `file.xlsx!Blad!C14`, a file, or None when the place is not known.
        ernst: the weight; without one the code's default.
    """

    code: str
    melding: str
    waar: str | None = None
    ernst: Ernst | None = None

    @property
    def weegt(self) -> Ernst:
        """The weight of this problem: its own, else its code's."""
        return self.ernst or CODES[self.code].ernst

    def __str__(self) -> str:
        tekst = f"{self.code} {self.melding}"
        return f"{self.waar}: {tekst}" if self.waar else tekst
