"""The two statements, in the order of the models of RJ 655, and what each total adds up.

The labels are words that the reader knows with certainty: a filled template must read back without loss. A
row without amounts is a title to the reader, so no label speaks of a budget, a basis or another statement.
"""

from __future__ import annotations

from ews_cli.core.posten import Post
from ews_cli.template.rows import SPACE, amount, grand_total, group, optional, section, total

TOTAAL_PASSIVA = "totaal_passiva"

BALANS = (
    section("Activa"),
    group("Vaste activa"),
    amount("immateriele_vaste_activa", "Immateriële vaste activa"),
    amount("materiele_vaste_activa", "Materiële vaste activa"),
    amount("financiele_vaste_activa", "Financiële vaste activa"),
    total(
        Post.VASTE_ACTIVA,
        "Totaal vaste activa",
        "immateriele_vaste_activa",
        "materiele_vaste_activa",
        "financiele_vaste_activa",
    ),
    group("Vlottende activa"),
    amount(Post.VOORRADEN, "Voorraden"),
    amount(
        Post.ONDERHANDEN_WERK,
        "Onderhanden werk",
        "Nog niet afgeronde trajecten, na aftrek van voorschotten. Per saldo vooruit ontvangen? Dan bij de "
        "kortlopende schulden.",
    ),
    amount(Post.VORDERINGEN, "Vorderingen en overlopende activa"),
    amount(Post.EFFECTEN, "Effecten", "Wat u binnen een jaar kunt verkopen."),
    amount(
        Post.LIQUIDE_MIDDELEN,
        "Liquide middelen",
        "Kas en bank. Staat u rood, dan hoort dat bij de kortlopende schulden.",
    ),
    total(
        Post.VLOTTENDE_ACTIVA,
        "Totaal vlottende activa",
        Post.VOORRADEN,
        Post.ONDERHANDEN_WERK,
        Post.VORDERINGEN,
        Post.EFFECTEN,
        Post.LIQUIDE_MIDDELEN,
    ),
    grand_total(Post.BALANSTOTAAL, "Totaal activa", Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA),
    SPACE,
    section("Passiva"),
    group("Eigen vermogen"),
    amount("kapitaal", "Kapitaal", "Geplaatst kapitaal of stichtingskapitaal."),
    amount("bestemmingsreserves", "Bestemmingsreserves", "Door het bestuur zelf bestemd."),
    amount(Post.BESTEMMINGSFONDSEN, "Bestemmingsfondsen", "Door een ander bestemd, zoals een financier."),
    amount("algemene_reserves", "Algemene en overige reserves", "Een negatieve reserve krijgt een minteken."),
    optional(
        "onverdeeld_resultaat",
        "Onverdeeld resultaat",
        "Alleen als het resultaat van het jaar nog niet in de reserves is verwerkt; verlies met een minteken.",
    ),
    total(
        Post.EIGEN_VERMOGEN,
        "Totaal eigen vermogen",
        "kapitaal",
        "bestemmingsreserves",
        Post.BESTEMMINGSFONDSEN,
        "algemene_reserves",
        "onverdeeld_resultaat",
    ),
    group("Overige passiva"),
    optional(
        Post.AANDEEL_DERDEN,
        "Aandeel van derden in het groepsvermogen",
        "Alleen in de cijfers van een groep waarin ook anderen deelnemen.",
    ),
    optional(
        Post.EGALISATIEREKENING,
        "Egalisatierekening",
        "Alleen als u die heeft, bijvoorbeeld voor investeringssubsidies.",
    ),
    amount(Post.VOORZIENINGEN, "Voorzieningen"),
    group("Langlopende schulden"),
    amount(
        Post.ACHTERGESTELDE_LENINGEN, "Achtergestelde leningen", "Achtergesteld bij alle andere schulden."
    ),
    amount(
        "overige_langlopende_schulden",
        "Overige langlopende schulden",
        "Het deel dat binnen een jaar wordt afgelost, hoort bij de kortlopende schulden.",
    ),
    total(
        Post.LANGLOPENDE_SCHULDEN,
        "Totaal langlopende schulden",
        Post.ACHTERGESTELDE_LENINGEN,
        "overige_langlopende_schulden",
    ),
    group("Schulden binnen een jaar"),
    amount(
        Post.KORTLOPENDE_SCHULDEN,
        "Kortlopende schulden en overlopende passiva",
        "Alles wat binnen een jaar moet worden betaald, ook aflossingen en een negatief banksaldo.",
    ),
    grand_total(
        TOTAAL_PASSIVA,
        "Totaal passiva",
        Post.EIGEN_VERMOGEN,
        Post.AANDEEL_DERDEN,
        Post.EGALISATIEREKENING,
        Post.VOORZIENINGEN,
        Post.LANGLOPENDE_SCHULDEN,
        Post.KORTLOPENDE_SCHULDEN,
    ),
)

RESULTATENREKENING = (
    section("Bedrijfsopbrengsten"),
    amount(Post.JEUGDHULPOPBRENGSTEN, "Opbrengsten Jeugdwet"),
    amount(
        "overige_zorgopbrengsten",
        "Opbrengsten overige zorg en ondersteuning",
        "Wlz, Zvw, Wmo, justitie en andere zorg.",
    ),
    total(Post.NETTO_OMZET, "Netto-omzet", Post.JEUGDHULPOPBRENGSTEN, "overige_zorgopbrengsten"),
    amount("subsidieopbrengsten", "Subsidieopbrengsten"),
    amount("overige_bedrijfsopbrengsten", "Andere opbrengsten", "Alle overige bedrijfsopbrengsten."),
    grand_total(
        Post.OPBRENGSTEN,
        "Som der bedrijfsopbrengsten",
        Post.NETTO_OMZET,
        "subsidieopbrengsten",
        "overige_bedrijfsopbrengsten",
    ),
    SPACE,
    section("Bedrijfslasten"),
    amount(
        "personeel_in_loondienst",
        "Personeel in loondienst",
        "Lonen, sociale lasten, pensioen en andere personeelskosten.",
        cost=True,
    ),
    amount(
        Post.PERSONEEL_NIET_IN_LOONDIENST, "Personeel niet in loondienst", "Inhuur en zzp'ers.", cost=True
    ),
    total(
        Post.PERSONEELSKOSTEN,
        "Totaal personeelskosten",
        "personeel_in_loondienst",
        Post.PERSONEEL_NIET_IN_LOONDIENST,
    ),
    amount(Post.AFSCHRIJVINGEN, "Afschrijvingen op immateriële en materiële vaste activa", cost=True),
    amount(
        "waardeverminderingen",
        "Bijzondere waardeverminderingen van vaste activa",
        "Een terugneming van een eerdere waardevermindering krijgt een minteken.",
    ),
    amount(
        "overige_bedrijfskosten",
        "Overige bedrijfskosten",
        "Ook huisvesting, vervoer en uitbesteed werk.",
        cost=True,
    ),
    grand_total(
        Post.BEDRIJFSLASTEN,
        "Som der bedrijfslasten",
        Post.PERSONEELSKOSTEN,
        Post.AFSCHRIJVINGEN,
        "waardeverminderingen",
        "overige_bedrijfskosten",
    ),
    SPACE,
    section("Resultaat van het jaar"),
    grand_total(Post.BEDRIJFSRESULTAAT, "Bedrijfsresultaat", Post.OPBRENGSTEN, minus=(Post.BEDRIJFSLASTEN,)),
    amount(Post.RENTEBATEN, "Rentebaten en soortgelijke opbrengsten"),
    amount(Post.RENTELASTEN, "Rentelasten en soortgelijke kosten", cost=True),
    optional(
        "resultaat_deelnemingen",
        "Resultaat uit deelnemingen",
        "Uw aandeel in winst of verlies (minteken) van andere rechtspersonen.",
    ),
    total(
        Post.RESULTAAT_VOOR_BELASTING,
        "Resultaat voor belastingen",
        Post.BEDRIJFSRESULTAAT,
        Post.RENTEBATEN,
        "resultaat_deelnemingen",
        minus=(Post.RENTELASTEN,),
    ),
    amount(
        Post.BELASTINGEN,
        "Belastingen",
        "Meestal 0 bij een stichting. Te betalen belasting is positief, terug te krijgen belasting negatief.",
    ),
    optional(
        "aandeel_derden_resultaat",
        "Aandeel van derden in het groepsresultaat",
        "Alleen in de cijfers van een groep waarin ook anderen deelnemen; hun deel van een winst is positief.",
    ),
    grand_total(
        Post.RESULTAAT,
        "Resultaat boekjaar",
        Post.RESULTAAT_VOOR_BELASTING,
        minus=(Post.BELASTINGEN, "aandeel_derden_resultaat"),
    ),
    SPACE,
    section("Waarvan eenmalig, al begrepen in de posten hierboven"),
    optional(Post.INCIDENTELE_BATEN, "Incidentele baten", "Zoals de opbrengst van de verkoop van een pand."),
    optional(
        Post.INCIDENTELE_LASTEN, "Incidentele lasten", "Zoals de kosten van een reorganisatie.", cost=True
    ),
)
