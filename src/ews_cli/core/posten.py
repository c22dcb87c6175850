"""The line items (posten) of annual accounts that `ews` knows, and where each stands."""

from __future__ import annotations

from enum import StrEnum


class Overzicht(StrEnum):
    """The statement, and for the balance the side, on which a post stands."""

    ACTIVA = "activa"
    PASSIVA = "passiva"
    RESULTATENREKENING = "resultatenrekening"


class Post(StrEnum):
    """A line item; the value is its name in every file, mapping and output.

    Sign: assets, debts, revenue and costs are positive as a rule; equity, results and the net items
    (belastingen is a cost) carry their own sign.
    """

    VASTE_ACTIVA = "vaste_activa"
    VOORRADEN = "voorraden"
    ONDERHANDEN_WERK = "onderhanden_werk"
    VORDERINGEN = "vorderingen"
    EFFECTEN = "effecten"
    LIQUIDE_MIDDELEN = "liquide_middelen"
    VLOTTENDE_ACTIVA = "vlottende_activa"
    BALANSTOTAAL = "balanstotaal"
    EIGEN_VERMOGEN = "eigen_vermogen"
    AANDEEL_DERDEN = "aandeel_derden"
    BESTEMMINGSFONDSEN = "bestemmingsfondsen"
    ACHTERGESTELDE_LENINGEN = "achtergestelde_leningen"
    EGALISATIEREKENING = "egalisatierekening"
    VOORZIENINGEN = "voorzieningen"
    LANGLOPENDE_SCHULDEN = "langlopende_schulden"
    KORTLOPENDE_SCHULDEN = "kortlopende_schulden"
    OPBRENGSTEN = "opbrengsten"
    NETTO_OMZET = "netto_omzet"
    JEUGDHULPOPBRENGSTEN = "jeugdhulpopbrengsten"
    PERSONEELSKOSTEN = "personeelskosten"
    PERSONEEL_NIET_IN_LOONDIENST = "personeel_niet_in_loondienst"
    AFSCHRIJVINGEN = "afschrijvingen"
    BEDRIJFSLASTEN = "bedrijfslasten"
    BEDRIJFSRESULTAAT = "bedrijfsresultaat"
    RENTEBATEN = "rentebaten"
    RENTELASTEN = "rentelasten"
    RESULTAAT_VOOR_BELASTING = "resultaat_voor_belasting"
    BELASTINGEN = "belastingen"
    RESULTAAT = "resultaat"
    INCIDENTELE_BATEN = "incidentele_baten"
    INCIDENTELE_LASTEN = "incidentele_lasten"

    @property
    def overzicht(self) -> Overzicht:
        """The statement on which this post stands."""
        return _OVERZICHT[self]

    @property
    def tekst(self) -> str:
        """The name as a person reads it: `eigen vermogen`."""
        return self.replace("_", " ")


_VOLGORDE = list(Post)
_OVERZICHT = {
    post: Overzicht.ACTIVA
    if plaats <= _VOLGORDE.index(Post.BALANSTOTAAL)
    else Overzicht.PASSIVA
    if plaats <= _VOLGORDE.index(Post.KORTLOPENDE_SCHULDEN)
    else Overzicht.RESULTATENREKENING
    for plaats, post in enumerate(_VOLGORDE)
}

KOSTEN = frozenset(
    {
        Post.PERSONEELSKOSTEN,
        Post.PERSONEEL_NIET_IN_LOONDIENST,
        Post.AFSCHRIJVINGEN,
        Post.BEDRIJFSLASTEN,
        Post.RENTELASTEN,
        Post.INCIDENTELE_LASTEN,
    }
)
"""Posts that are costs: positive here, also where a statement prints them as negative amounts."""
