"""The page that `ews demo` puts on top of its folder: what to open first, and how each report was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ews_cli.cli.demo_recipes import Recipe
from ews_cli.reports.rows import date_text

_PAGE = """\
Rondkijken in ews
=================

Alle aanbieders in deze map zijn verzonnen, en hun cijfers ook. Beoordeeld op {day}.


Open eerst (dubbelklik)

  {first}
      {first_shows}


Daarna

{others}


Wat er verder in de map staat

  jaarrekening.xlsx    de jaarrekening van een aanbieder, zoals u die ontvangt
  portefeuille         jaarrekeningen van twaalf andere, elk anders opgemaakt
  kwartalen.csv        kwartaalcijfers van een aanbieder, als tabel
  kwartalen.xlsx       dezelfde als rekenblad, met kengetallen
  register.xlsx        in welke regio's zij werken, en met hoeveel omzet
  signalen.yaml        wat mensen over hen vastlegden
  geval-signalen.yaml  het geval van de handleiding: wat er over een aanbieder is vastgelegd
  geval-clienten.csv   en hoeveel cliënten elke gemeente daar heeft
  thresholds.yaml      de grenzen van de treden; dit is gewone tekst


Zelf proberen

Zonder terminal: open rapporten/linde.xlsx en verander op het blad Posten een bedrag. De ratio's en de trede gaan mee.

Met een terminal: open hem in deze map en typ een van deze regels. Ze maken precies het rapport dat er al staat.
Van de meeste staan er ook andere vormen, zoals .xlsx voor Excel, .txt voor het scherm en .json voor een programma.

{commands}

Verander daarna iets en typ de regel opnieuw:

  - een bedrag in jaarrekening.xlsx: de trede, de ruimte en de controles veranderen mee;
  - een grens van ons in thresholds.yaml, zoals "below: 0.5%" in "below: 1%": wie verschuift er?
  - een eigen jaarrekening in de map portefeuille.

Wilt u het oude terug: ews demo . --force
"""


def readme(peildatum: date, made: Sequence[Recipe]) -> str:
    """The page, in Dutch, for reports in the order of importance."""
    first, *others = (recipe for recipe in made if recipe.shows)
    return _PAGE.format(
        day=date_text(peildatum),
        first=first.files[0],
        first_shows=first.shows,
        others="\n".join(f"  {recipe.files[0]}\n      {recipe.shows}" for recipe in others),
        commands="\n\n".join(f"  ews {recipe.command} -o {recipe.files[0]}" for recipe in made),
    )
