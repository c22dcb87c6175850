"""Providers of a portfolio as reports get them, with just the figures that a test is about."""

from __future__ import annotations

from datetime import date

from ews_cli.core.register import Inschrijving, Inzet, Register
from ews_cli.reports.standing import Figure, Room, Standing

CRITERIA = ("solvabiliteit", "rentabiliteit", "liquiditeit")


def figure(waarde: float | None, teller: float | None = None, noemer: float | None = None) -> Figure:
    """A criterion with a value, and the two amounts that it divides."""
    return Figure(waarde, teller, noemer, "n.t.b." if waarde is None else f"{waarde:g}", "", 1, 5, "")


def standing(
    naam: str,
    trede: int | tuple[int, int] = 1,
    kvk: str | None = None,
    beoordeeld: bool = True,
    opbrengsten: float | None = None,
    ruimte: float | None = None,
    bestand: str = "a.xlsx",
    **waarden: Figure | float | None,
) -> Standing:
    """A provider on a trede (or in a range of them); criteria that are not named are unknown."""
    low, high = trede if isinstance(trede, tuple) else (trede, trede)
    values = {c: waarden.get(c) for c in CRITERIA}
    return Standing(
        naam=naam,
        kvk=kvk,
        boekjaar=2025,
        balansdatum=date(2025, 12, 31),
        cijfers={c: v if isinstance(v, Figure) else figure(v) for c, v in values.items()},
        ten_minste=low,
        ten_hoogste=high,
        vorige=None,
        bepalend=(),
        beoordeeld=beoordeeld,
        ruimte=None if ruimte is None else Room(low + 1, ruimte, "verlies", "solvabiliteit"),
        opbrengsten=opbrengsten,
        codes=(),
        bestanden=(bestand,),
    )


def entry(naam: str, *inzet: Inzet, kvk: str | None = None, account: str | None = None) -> Inschrijving:
    """A provider of a register."""
    return Inschrijving(naam, kvk, account, inzet)


def register(*inschrijvingen: Inschrijving) -> Register:
    """A register with these providers."""
    return Register("register.csv", inschrijvingen)
