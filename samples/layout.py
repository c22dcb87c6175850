"""From the rows of a statement to the cells of a sheet: titles, year headers, notes, unit and notation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aanbieders import Aanbieder
from statements import Bedragen, Cijfers, Regel, activa, passiva, resultatenrekening
from writers import Blad, Cel, Formule, Rij

Deel = Callable[[Cijfers, dict[str, str]], list[Regel]]
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Opmaak:
    """How one provider lays out its accounts. The defaults are the most common form."""

    balanskop: Callable[[str], Cel] = "31-12-{}".format
    resultaatkop: Callable[[str], Cel] = str
    eenheid: str = "(bedragen x € 1.000)"
    basis: str = ""
    resultaattitel: str = "resultatenrekening"
    notatie: Callable[[int], Cel] = int
    formules: bool = False
    noten: bool = False
    bladen: dict[str, tuple[Deel, ...]] = field(
        default_factory=lambda: {"Balans": (activa, passiva), "Resultatenrekening": (resultatenrekening,)}
    )
    labels: dict[str, str] = field(default_factory=dict)


def met_punten(bedrag: int) -> str:
    """An amount as text, as it stands in a printed report: 1.485 and (479)."""
    tekst = f"{abs(bedrag):,}".replace(",", ".")
    return f"({tekst})" if bedrag < 0 else tekst


def bladen(aanbieder: Aanbieder, opmaak: Opmaak, kolommen: Sequence[str] = ()) -> list[Blad]:
    """The sheets of one provider; `kolommen` when fewer are shown than there are figures for."""
    getoond = kolommen or aanbieder.kolommen
    cijfers = {naam: bedragen[: len(getoond)] for naam, bedragen in aanbieder.cijfers.items()}
    noten: dict[str, str] = {}
    titel = [Rij((aanbieder.naam,), vet=True), Rij((f"KvK-nummer {aanbieder.kvk}",)), Rij()]
    resultaat: list[Blad] = []
    for naam, delen in opmaak.bladen.items():
        rijen = [] if resultaat else titel
        for deel in delen:
            regels = deel(cijfers, opmaak.labels)
            if rijen and rijen is not titel:
                rijen = [*rijen, Rij()]
            if not (deel is passiva and activa in delen):
                kolomkop = _kolomkop(getoond, opmaak, deel, regels)
                rijen = [*rijen, *_kop(aanbieder, opmaak, deel), kolomkop, Rij()]
            rijen = [*rijen, *_rijen(regels, opmaak, noten, eerste=len(rijen) + 1)]
        resultaat.append(Blad(naam, rijen))
    return resultaat


def _kop(aanbieder: Aanbieder, opmaak: Opmaak, deel: Deel) -> list[Rij]:
    if deel in (activa, passiva):
        titel = f"{opmaak.basis}balans per 31 december {aanbieder.boekjaar}"
        return [Rij((titel.upper(),), vet=True), Rij(("(na resultaatbestemming)",)), Rij((opmaak.eenheid,))]
    titel = f"{opmaak.basis}{opmaak.resultaattitel} over {aanbieder.boekjaar}"
    return [Rij((titel.upper(),), vet=True), Rij((opmaak.eenheid,))]


def _kolomkop(kolommen: Sequence[str], opmaak: Opmaak, deel: Deel, regels: Sequence[Regel]) -> Rij:
    kop = opmaak.balanskop if deel in (activa, passiva) else opmaak.resultaatkop
    koppen = [kop(kolommen[k]) for k in _gevuld(regels)]
    return Rij((None, *(["Ref."] if opmaak.noten else []), *koppen), vet=True)


def _gevuld(regels: Sequence[Regel]) -> list[int]:
    """The columns that hold an amount at all: a balance has no budget column."""
    bedragen = [regel.bedragen for regel in regels if regel.bedragen is not None]
    return [k for k in range(len(bedragen[0])) if any(b[k] is not None for b in bedragen)]


def _rijen(regels: Sequence[Regel], opmaak: Opmaak, noten: dict[str, str], eerste: int) -> list[Rij]:
    """The cells of the rows; `eerste` is the row number, as a spreadsheet shows it, of the first one."""
    nummers = {regel: eerste + i for i, regel in enumerate(regels)}
    kolommen = _gevuld(regels)
    verschuiving = 2 if opmaak.noten else 1

    def cel(regel: Regel, bedragen: Bedragen, plaats: int, kolom: int) -> Cel:
        bedrag = bedragen[kolom]
        if bedrag is None:
            return None
        if not (opmaak.formules and regel.delen):
            return opmaak.notatie(bedrag)
        letter = "ABCDEF"[plaats + verschuiving]
        termen = (f"{'+' if teken > 0 else '-'}{letter}{nummers[deel]}" for teken, deel in regel.delen)
        return Formule("=" + "".join(termen).lstrip("+"), bedrag)

    def rij(regel: Regel) -> Rij:
        noot = noten.setdefault(regel.ref, str(len(noten) + 1)) if regel.ref else None
        bedragen = regel.bedragen
        cellen = [] if bedragen is None else [cel(regel, bedragen, p, k) for p, k in enumerate(kolommen)]
        return Rij((regel.label or None, *([noot] if opmaak.noten else []), *cellen), vet=regel.nadruk)

    return [rij(regel) for regel in regels]
