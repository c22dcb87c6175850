"""From figures to the rows of a statement: labels in the order of RJ 655, totals computed from parts."""

from collections.abc import Sequence
from dataclasses import dataclass

Bedragen = tuple[int | None, ...]
Cijfers = dict[str, Bedragen]

LABELS = {
    "immateriele_vaste_activa": "Immateriële vaste activa",
    "materiele_vaste_activa": "Materiële vaste activa",
    "financiele_vaste_activa": "Financiële vaste activa",
    "voorraden": "Voorraden",
    "vorderingen": "Debiteuren en overige vorderingen",
    "effecten": "Effecten",
    "liquide_middelen": "Liquide middelen",
    "kapitaal": "Kapitaal",
    "bestemmingsreserves": "Bestemmingsreserves",
    "bestemmingsfondsen": "Bestemmingsfondsen",
    "algemene_reserves": "Algemene en overige reserves",
    "voorzieningen": "Voorzieningen",
    "langlopende_schulden": "Langlopende schulden (nog voor meer dan een jaar)",
    "kortlopende_schulden": "Overige kortlopende schulden",
    "schulden": "Schulden",
    "zorgprestaties": "Opbrengsten zorgprestaties en maatschappelijke ondersteuning",
    "jeugdwet": "Opbrengsten Jeugdwet",
    "subsidies": "Subsidies (exclusief Wmo en Jeugdwet)",
    "overige_opbrengsten": "Overige bedrijfsopbrengsten",
    "personeelskosten": "Personeelskosten",
    "afschrijvingen": "Afschrijvingen op immateriële en materiële vaste activa",
    "overige_kosten": "Overige bedrijfskosten",
}
VASTE_ACTIVA = ("immateriele_vaste_activa", "materiele_vaste_activa", "financiele_vaste_activa")
VLOTTENDE_ACTIVA = ("voorraden", "vorderingen", "effecten", "liquide_middelen")
EIGEN_VERMOGEN = ("kapitaal", "bestemmingsreserves", "bestemmingsfondsen", "algemene_reserves")
OPBRENGSTEN = ("zorgprestaties", "jeugdwet", "subsidies", "overige_opbrengsten")
LASTEN = ("personeelskosten", "afschrijvingen", "overige_kosten")


@dataclass(frozen=True, slots=True, eq=False)
class Regel:
    """One row. Without `bedragen` it is a heading; `delen` are the rows that a total adds or subtracts.

    `ref` names the figure of a row that has a note.
    """

    label: str
    bedragen: Bedragen | None = None
    delen: tuple[tuple[int, "Regel"], ...] = ()
    ref: str | None = None

    @property
    def nadruk(self) -> bool:
        """Headings and totals are printed in bold."""
        return self.bedragen is None or bool(self.delen)


LEEG = Regel("")


def som(label: str, plus: Sequence[Regel], min_: Sequence[Regel] = ()) -> Regel:
    """A total row. A column in which any part has no amount has no total either."""
    delen = (*((1, regel) for regel in plus), *((-1, regel) for regel in min_))
    kolommen = zip(*(_met_teken(teken, regel) for teken, regel in delen), strict=True)
    totalen = tuple(None if None in kolom else sum(b for b in kolom if b is not None) for kolom in kolommen)
    return Regel(label, totalen, delen)


def _met_teken(teken: int, regel: Regel) -> Bedragen:
    return tuple(None if bedrag is None else teken * bedrag for bedrag in regel.bedragen or ())


def _posten(cijfers: Cijfers, namen: Sequence[str], labels: dict[str, str]) -> list[Regel]:
    return [Regel((LABELS | labels)[naam], cijfers[naam], ref=naam) for naam in namen if naam in cijfers]


def activa(cijfers: Cijfers, labels: dict[str, str]) -> list[Regel]:
    """The asset side of the balance."""
    vast = _posten(cijfers, VASTE_ACTIVA, labels)
    vlottend = _posten(cijfers, VLOTTENDE_ACTIVA, labels)
    totaal_vast, totaal_vlottend = som("Totaal vaste activa", vast), som("Totaal vlottende activa", vlottend)
    return [
        Regel("ACTIVA"),
        *(Regel("Vaste activa"), *vast, totaal_vast, LEEG),
        *(Regel("Vlottende activa"), *vlottend, totaal_vlottend, LEEG),
        som("Totaal activa", [totaal_vast, totaal_vlottend]),
    ]


def passiva(cijfers: Cijfers, labels: dict[str, str]) -> list[Regel]:
    """The liability side of the balance. With `schulden` the debts are not split into long and short."""
    vermogen = _posten(cijfers, EIGEN_VERMOGEN, labels)
    totaal_vermogen = som("Totaal eigen vermogen", vermogen)
    lang = _posten(cijfers, ("voorzieningen", "langlopende_schulden", "schulden"), labels)
    kort = _posten(cijfers, ("kortlopende_schulden",), labels)
    rijen = [Regel("PASSIVA"), Regel("Eigen vermogen"), *vermogen, totaal_vermogen, LEEG, *lang, LEEG]
    delen = [totaal_vermogen, *lang]
    if kort:
        totaal_kort = som("Totaal kortlopende schulden (ten hoogste 1 jaar)", kort)
        rijen += [Regel("Kortlopende schulden (ten hoogste 1 jaar)"), *kort, totaal_kort, LEEG]
        delen.append(totaal_kort)
    return [*rijen, som("Totaal passiva", delen)]


def financieel(cijfers: Cijfers) -> Bedragen:
    """Interest received less interest paid, per column."""
    geen = (0,) * len(cijfers["jeugdwet"])
    baten, lasten = cijfers.get("rentebaten", geen), cijfers.get("rentelasten", geen)
    return tuple((b or 0) - (last or 0) for b, last in zip(baten, lasten, strict=True))


def resultatenrekening(cijfers: Cijfers, labels: dict[str, str]) -> list[Regel]:
    """The income statement of a care institution, with the result before and after interest."""
    opbrengsten, lasten = _posten(cijfers, OPBRENGSTEN, labels), _posten(cijfers, LASTEN, labels)
    som_opbrengsten = som("Som der bedrijfsopbrengsten", opbrengsten)
    som_lasten = som("Som der bedrijfslasten", lasten)
    bedrijfsresultaat = som("BEDRIJFSRESULTAAT", [som_opbrengsten], [som_lasten])
    rente = Regel("Financiële baten en lasten", financieel(cijfers), ref="rente")
    return [
        *(Regel("BEDRIJFSOPBRENGSTEN:"), *opbrengsten, som_opbrengsten, LEEG),
        *(Regel("BEDRIJFSLASTEN:"), *lasten, som_lasten, LEEG),
        *(bedrijfsresultaat, LEEG, rente, LEEG),
        som("RESULTAAT BOEKJAAR", [bedrijfsresultaat, rente]),
    ]


def staat_van_baten_en_lasten(cijfers: Cijfers, labels: dict[str, str]) -> list[Regel]:
    """The income statement of a certified youth protection body; interest is part of the other costs."""
    baten, lasten = _posten(cijfers, OPBRENGSTEN, labels), _posten(cijfers, LASTEN, labels)
    totaal_baten, totaal_lasten = som("Totaal baten", baten), som("Totaal lasten", lasten)
    return [
        *(Regel("BATEN"), *baten, totaal_baten, LEEG),
        *(Regel("LASTEN"), *lasten, totaal_lasten, LEEG),
        som("Saldo van baten en lasten", [totaal_baten], [totaal_lasten]),
    ]
