"""The sheets Instructie and Gegevens: how to fill in the template, and whose figures they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ews_cli.template import looks
from ews_cli.template.draft import Draft, allow, choice, rule
from ews_cli.template.looks import label, signal

GEGEVENS = "Gegevens"
NAAM, KVK, AGB, BASIS, EENHEID, BESTEMMING, BALANSDATUM = (f"C{row}" for row in range(4, 11))
"""The cells of Gegevens. The date comes last: to the reader a date is the heading of what stands below it."""
VERDICT = "C12"

STEPS = (
    "Begin op het blad Gegevens. De balansdatum daar bepaalt de drie jaren.",
    "Vul daarna Balans en Resultatenrekening in, jaar voor jaar, uit de vastgestelde jaarrekening.",
    "Heeft u een post niet, vul dan 0 in. Een lege cel betekent: onbekend. Een totaal verschijnt pas als alle "
    "onderdelen zijn ingevuld.",
    "Bezittingen, schulden, opbrengsten en lasten zijn positief. Een verlies of een tekort krijgt een minteken.",
    "Boven elke kolom staat of de cijfers kloppen. Los op wat rood is. Een afrondingsverschil verwerkt u in de "
    "grootste post.",
    "Heeft u van een jaar geen cijfers, laat die kolom dan helemaal leeg.",
    "Bewaar het bestand als Excel-werkmap (.xlsx) of OpenDocument (.ods).",
)

_LEGEND = (
    (looks.INPUT, "in te vullen", "een bedrag, of 0"),
    (looks.MAY_BE_EMPTY, "mag leeg blijven", "alleen als het bij u voorkomt; de naam staat cursief"),
    (looks.ATTENTION, "nog leeg", "in dit jaar is al iets ingevuld, hier nog niet"),
    (looks.LIGHT, "berekend", "verandert vanzelf mee"),
    (looks.GOOD, "klopt", "de totalen sluiten op elkaar aan"),
    (looks.WRONG, "klopt niet", "eerst herstellen"),
)


def add_instructions(draft: Draft) -> None:
    """The sheet Instructie."""
    start = add_steps(draft, "Sjabloon jaarrekening jeugdhulp", STEPS)
    sheet = draft.book["Instructie"]
    label(sheet[f"B{start}"], "Kleuren", size=12, bold=True)
    sheet.merge_cells(f"B{start}:D{start}")
    for row, (color, name, meaning) in enumerate(_LEGEND, start + 1):
        label(sheet[f"C{row}"], name, indent=1)
        label(sheet[f"D{row}"], meaning, indent=1, color=looks.GREY)
        sheet[f"C{row}"].fill = looks.fill(color)
        looks.underline(sheet[f"D{row}"])
        sheet.row_dimensions[row].height = 19
    looks.finish(sheet, f"A1:D{start + len(_LEGEND)}")


def add_steps(draft: Draft, title: str, steps: Sequence[str]) -> int:
    """A sheet Instructie with numbered steps; gives the first row that is free below them."""
    sheet = draft.sheet("Instructie", title, {"A": 3, "B": 6, "C": 22, "D": 66})
    intro = "Met dit bestand levert u de cijfers aan waarmee ews de Kruger-trede bepaalt."
    label(sheet["B3"], intro, color=looks.GREY)
    sheet.merge_cells("B3:D3")
    for row, (number, step) in enumerate(enumerate(steps, 1), 5):
        label(sheet[f"B{row}"], f"{number}.", bold=True)
        label(sheet[f"C{row}"], step)
        sheet.merge_cells(f"C{row}:D{row}")
        sheet.row_dimensions[row].height = 32
    looks.finish(sheet, f"A1:D{4 + len(steps)}")
    return 6 + len(steps)


def add_details(draft: Draft, balansdatum: date, amounts: str) -> None:
    """The sheet Gegevens; `amounts` are the cells of the other sheets, as the arguments of a function."""
    sheet = draft.sheet(GEGEVENS, GEGEVENS, {"A": 3, "B": 26, "C": 42, "D": 52}, looks.ACCENT)
    label(sheet["B2"], "Van wie de cijfers zijn, en hoe zij gelezen moeten worden.", color=looks.GREY)
    sheet.merge_cells("B2:D2")
    sheet.row_dimensions[2].height = 24
    # Beside the name no words: to the reader they would be the name where it was left empty.
    _field(sheet, NAAM, "Naam aanbieder", "")
    _field(sheet, KVK, "KvK-nummer", "acht cijfers, zoals in het handelsregister")
    _field(sheet, AGB, "AGB-code", "acht cijfers; mag leeg blijven", optional=True)
    _field(sheet, BASIS, "Basis", "alleen de rechtspersoon zelf, of de hele groep")
    _field(sheet, EENHEID, "Eenheid", "geldt voor alle bedragen op beide overzichten")
    _field(sheet, BESTEMMING, "Resultaatbestemming", "is het resultaat al in de reserves verwerkt?")
    _field(sheet, BALANSDATUM, "Laatste balansdatum", "de twee jaren ervoor volgen vanzelf")
    sheet[BALANSDATUM].value = balansdatum
    sheet[BALANSDATUM].number_format = looks.DATE_FORMAT
    _rules(sheet)
    needed = (NAAM, KVK, BASIS, EENHEID, BESTEMMING, BALANSDATUM)
    label(sheet[f"B{VERDICT[1:]}"], "Controle", indent=1, italic=True, color=looks.GREY)
    missing = ",".join(f'{cell}=""' for cell in needed)
    draft.formula(sheet[VERDICT], f'=IF(COUNT({amounts})=0,"",IF(OR({missing}),"onvolledig","volledig"))')
    looks.centred(sheet[VERDICT])
    signal(sheet, VERDICT, f'{VERDICT}="volledig"', "good")
    signal(sheet, VERDICT, f'{VERDICT}="onvolledig"', "attention")
    for cell in needed:
        signal(sheet, cell, f'AND({cell}="",{VERDICT}="onvolledig")', "attention")
    sheet.freeze_panes = "A3"
    looks.finish(sheet, f"A1:D{VERDICT[1:]}", landscape=True)


def _rules(sheet: Worksheet) -> None:
    """What may be typed in the fields."""
    for cell in (KVK, AGB):
        sheet[cell].number_format = "@"
        digits = f"AND(LEN({cell})=8,ISNUMBER(VALUE({cell})))"
        allow(sheet, cell, rule(digits, "Dit nummer heeft acht cijfers."))
        signal(sheet, cell, f'AND({cell}<>"",LEN({cell})<>8)', "wrong")
    group = "Enkelvoudig: alleen deze rechtspersoon. Geconsolideerd: met de groepsmaatschappijen erbij."
    allow(sheet, BASIS, choice("Enkelvoudig", "Geconsolideerd", hint=group))
    units = "Kies hoe de bedragen staan in de cijfers die u overneemt: in hele euro's of in duizenden."
    allow(sheet, EENHEID, choice("x € 1", "x € 1.000", hint=units))
    reserves = (
        "Voor: het resultaat staat nog apart als onverdeeld resultaat. Na: het is in de reserves verwerkt."
    )
    options = ("voor resultaatbestemming", "na resultaatbestemming")
    allow(sheet, BESTEMMING, choice(*options, hint=reserves))
    end_of_month = f"AND(ISNUMBER({BALANSDATUM}),DAY({BALANSDATUM}+1)=1)"
    allow(sheet, BALANSDATUM, rule(end_of_month, "Vul de laatste dag van een maand in, zoals 31-12-2025."))


def _field(sheet: Worksheet, cell: str, name: str, hint: str, optional: bool = False) -> None:
    row = cell[1:]
    label(sheet[f"B{row}"], name, indent=1, bold=not optional, italic=optional)
    sheet[f"B{row}"].fill = looks.fill(looks.PALE)
    looks.entry(sheet[cell], optional)
    looks.text(sheet[cell])
    if hint:
        label(sheet[f"D{row}"], hint, indent=1, italic=True, color=looks.GREY)
    sheet.row_dimensions[int(row)].height = 26
