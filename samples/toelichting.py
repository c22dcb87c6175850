"""The notes to the accounts of De Fictieve Linde: the labels of the statements once more, with their details.

Every total is computed from its details and held against the statement that it explains.
"""

from collections.abc import Sequence

from aanbieders import LINDE
from statements import (
    LASTEN,
    LEEG,
    OPBRENGSTEN,
    VASTE_ACTIVA,
    Cijfers,
    Regel,
    financieel,
    resultatenrekening,
    som,
)
from writers import Blad, Cel, Rij

JAREN = ("2025", "2024")

SPECIFICATIES: dict[str, tuple[str, dict[str, tuple[int, int]]]] = {
    "vorderingen": (
        "4. Debiteuren en overige vorderingen",
        {
            "Vorderingen op debiteuren (gemeenten)": (5_218, 4_406),
            "Nog te factureren omzet Jeugdwet": (1_940, 1_902),
            "Vooruitbetaalde bedragen": (584, 607),
        },
    ),
    "liquide_middelen": (
        "5. Liquide middelen",
        {"Bankrekeningen": (2_909, 3_011), "Kassen": (13, 15)},
    ),
    "kortlopende_schulden": (
        "12. Kortlopende schulden (ten hoogste 1 jaar)",
        {
            "Crediteuren": (2_314, 1_875),
            "Belastingen en sociale premies": (1_902, 1_811),
            "Schulden terzake van pensioenen": (214, 206),
            "Aflossingsverplichtingen komend boekjaar": (440, 360),
            "Nog te betalen salarissen en vakantiegeld": (3_128, 3_021),
            "Vooruitontvangen bedragen gemeenten": (1_865, 1_640),
            "Overige schulden": (1_583, 1_542),
        },
    ),
    "personeelskosten": (
        "17. Personeelskosten",
        {
            "Lonen en salarissen": (25_164, 25_020),
            "Sociale lasten": (4_210, 4_122),
            "Pensioenpremies": (2_136, 2_098),
            "Andere personeelskosten": (1_480, 1_395),
            "Personeel niet in loondienst": (5_952, 4_566),
        },
    ),
}
VOORZIENINGEN = {
    # 1 January, addition, withdrawal
    "Voorziening jubileumuitkeringen": (298, 52, -38),
    "Voorziening groot onderhoud": (723, 240, -139),
}
AANSCHAFWAARDE_BEGIN, INVESTERINGEN, AFSCHRIJVING_MATERIEEL = 19_842, 1_707, 1_248
AANTAL_FTE = (441, 452)


def _bedrag(naam: str, jaar: str) -> int:
    bedrag = LINDE.cijfers[naam][LINDE.kolommen.index(jaar)]
    if bedrag is None:
        raise ValueError(f"{naam} {jaar} staat niet in de cijfers")
    return bedrag


def _mutatie(naam: str, jaar: str) -> int:
    """The change of a balance item over a year."""
    return _bedrag(naam, jaar) - _bedrag(naam, str(int(jaar) - 1))


def _gelijk(wat: str, uit_toelichting: int, uit_staat: int) -> int:
    if uit_toelichting != uit_staat:
        raise ValueError(f"{wat}: toelichting {uit_toelichting}, jaarrekening {uit_staat}")
    return uit_toelichting


def _kop(titel: str, *koppen: Cel) -> list[Rij]:
    return [Rij(), Rij((titel,), vet=True), Rij(("", *koppen), vet=True)]


def _specificatie(naam: str) -> list[Rij]:
    titel, delen = SPECIFICATIES[naam]
    totalen = [
        _gelijk(titel, sum(deel[k] for deel in delen.values()), _bedrag(naam, jaar))
        for k, jaar in enumerate(JAREN)
    ]
    totaal = "Totaal " + titel.split(". ")[1][0].lower() + titel.split(". ")[1][1:]
    return [
        *_kop(titel, *JAREN),
        *(Rij((label, *bedragen)) for label, bedragen in delen.items()),
        Rij((totaal, *totalen), vet=True),
    ]


def _materiele_vaste_activa() -> list[Rij]:
    begin, einde = _bedrag("materiele_vaste_activa", "2024"), _bedrag("materiele_vaste_activa", "2025")
    _gelijk("materiële vaste activa", begin + INVESTERINGEN - AFSCHRIJVING_MATERIEEL, einde)
    cumulatief_begin = AANSCHAFWAARDE_BEGIN - begin
    return [
        *_kop("2. Materiële vaste activa (mutatieoverzicht)", "2025"),
        Rij(("Stand per 1 januari 2025",), vet=True),
        Rij(("Aanschafwaarde", AANSCHAFWAARDE_BEGIN)),
        Rij(("Cumulatieve afschrijvingen", -cumulatief_begin)),
        Rij(("Boekwaarde per 1 januari 2025", begin), vet=True),
        Rij(("Investeringen", INVESTERINGEN)),
        Rij(("Afschrijvingen", -AFSCHRIJVING_MATERIEEL)),
        Rij(("Stand per 31 december 2025",), vet=True),
        Rij(("Aanschafwaarde", AANSCHAFWAARDE_BEGIN + INVESTERINGEN)),
        Rij(("Cumulatieve afschrijvingen", -(cumulatief_begin + AFSCHRIJVING_MATERIEEL))),
        Rij(("Totaal materiële vaste activa", einde), vet=True),
    ]


def _eigen_vermogen() -> list[Rij]:
    posten = {
        "Kapitaal": "kapitaal",
        "Bestemmingsreserves": "bestemmingsreserves",
        "Bestemmingsfondsen": "bestemmingsfondsen",
        "Algemene en overige reserves": "algemene_reserves",
    }
    verloop = [
        (label, _bedrag(naam, "2024"), _mutatie(naam, "2025"), _bedrag(naam, "2025"))
        for label, naam in posten.items()
    ]
    totaal = [sum(kolom) for kolom in zip(*(bedragen for _, *bedragen in verloop), strict=True)]
    return [
        *_kop(
            "6. Verloop eigen vermogen",
            "Saldo per 1-jan-2025",
            "Mutatie",
            "Saldo per 31-dec-2025",
        ),
        *(Rij(regel) for regel in verloop),
        Rij(("Totaal eigen vermogen", *totaal), vet=True),
    ]


def _voorzieningen() -> list[Rij]:
    verloop = [(label, *mutaties, sum(mutaties)) for label, mutaties in VOORZIENINGEN.items()]
    totaal = [sum(kolom) for kolom in zip(*(bedragen for _, *bedragen in verloop), strict=True)]
    _gelijk("voorzieningen", totaal[-1], _bedrag("voorzieningen", "2025"))
    return [
        *_kop("10. Voorzieningen", "Saldo per 1-jan-2025", "Dotatie", "Onttrekking", "Saldo per 31-dec-2025"),
        *(Rij(regel) for regel in verloop),
        Rij(("Totaal voorzieningen", *totaal), vet=True),
    ]


def _rente() -> list[Rij]:
    baten = [_bedrag("rentebaten", jaar) for jaar in JAREN]
    lasten = [_bedrag("rentelasten", jaar) for jaar in JAREN]
    return [
        *_kop("20. Financiële baten en lasten", *JAREN),
        Rij(("Rentebaten", *baten)),
        Rij(("Rentelasten", *(-last for last in lasten))),
        Rij(("Totaal financiële baten en lasten", *financieel(LINDE.cijfers)[:2]), vet=True),
    ]


def _kasstroom(jaar: str) -> dict[str, int]:
    """The cash flows of one year, indirect method; they add up to the change of the cash."""
    afschrijvingen = _bedrag("afschrijvingen", jaar)
    som_opbrengsten = sum(_bedrag(naam, jaar) for naam in OPBRENGSTEN)
    som_lasten = sum(_bedrag(naam, jaar) for naam in LASTEN)
    return {
        "Bedrijfsresultaat": som_opbrengsten - som_lasten,
        "Afschrijvingen": afschrijvingen,
        "Mutatie voorzieningen": _mutatie("voorzieningen", jaar),
        "Mutatie vorderingen": -_mutatie("vorderingen", jaar),
        "Mutatie kortlopende schulden": _mutatie("kortlopende_schulden", jaar),
        "Saldo ontvangen en betaalde interest": _bedrag("rentebaten", jaar) - _bedrag("rentelasten", jaar),
        "Investeringen in vaste activa": -sum(_mutatie(naam, jaar) for naam in VASTE_ACTIVA) - afschrijvingen,
        "Mutatie langlopende schulden": _mutatie("langlopende_schulden", jaar),
    }


def _kasstroomoverzicht() -> list[Rij]:
    stromen = [_kasstroom(jaar) for jaar in JAREN]
    einde = [_bedrag("liquide_middelen", jaar) for jaar in JAREN]
    mutatie = [
        _gelijk("geldmiddelen", sum(stroom.values()), _mutatie("liquide_middelen", jaar))
        for stroom, jaar in zip(stromen, JAREN, strict=True)
    ]
    begin = [e - m for e, m in zip(einde, mutatie, strict=True)]
    return [
        *_kop("Geconsolideerd kasstroomoverzicht", *JAREN),
        *(Rij((label, *(stroom[label] for stroom in stromen))) for label in stromen[0]),
        Rij(("Mutatie geldmiddelen", *mutatie), vet=True),
        Rij(("Liquide middelen begin boekjaar", *begin)),
        Rij(("Liquide middelen einde boekjaar", *einde)),
    ]


def resultatenrekening_met_bestemming(cijfers: Cijfers, labels: dict[str, str]) -> list[Regel]:
    """The income statement, and under it where the result went: the same amounts once more."""
    bestemming = [
        Regel(label, tuple(_mutatie(naam, jaar) for jaar in JAREN))
        for label, naam in (
            ("Bestemmingsreserves", "bestemmingsreserves"),
            ("Algemene en overige reserves", "algemene_reserves"),
        )
    ]
    return [
        *(*resultatenrekening(cijfers, labels), LEEG),
        *(Regel("RESULTAATBESTEMMING"), LEEG, Regel("Het resultaat is als volgt verdeeld:")),
        *(Regel("Toevoeging/(onttrekking):"), *bestemming, som("", bestemming)),
    ]


def toelichting() -> Blad:
    """The sheet with the notes."""
    inleiding: Sequence[Rij] = (
        Rij(("TOELICHTING OP DE GECONSOLIDEERDE BALANS EN RESULTATENREKENING",), vet=True),
        Rij(("(bedragen x € 1.000)",)),
    )
    return Blad(
        "Toelichting",
        [
            *inleiding,
            *_materiele_vaste_activa(),
            *_specificatie("vorderingen"),
            *_specificatie("liquide_middelen"),
            *_eigen_vermogen(),
            *_voorzieningen(),
            *_specificatie("kortlopende_schulden"),
            *_specificatie("personeelskosten"),
            Rij(("Gemiddeld aantal personeelsleden (fte)", *AANTAL_FTE)),
            *_rente(),
            *_kasstroomoverzicht(),
        ],
    )
