"""Write the samples: `jaarrekening.xlsx`, twelve providers in `portefeuille/`, their `register.xlsx`, `kwartalen`.

Run it with `make samples`; the same code always writes the same bytes. The figures are in `aanbieders.py`.
"""

import sys
from datetime import date
from pathlib import Path

import aanbieders
from kwartalen import schrijf_kwartalen, schrijf_kwartalenboek
from layout import Opmaak, bladen, met_punten
from register import register
from statements import activa, passiva, resultatenrekening, staat_van_baten_en_lasten
from toelichting import resultatenrekening_met_bestemming, toelichting
from writers import schrijf

OPMAAK = {
    aanbieders.ESDOORN: Opmaak(formules=True, noten=True, basis="geconsolideerde "),
    aanbieders.WILG: Opmaak(
        notatie=met_punten,
        noten=True,
        eenheid="x € 1.000",
        balanskop=lambda jaar: f"31-dec-{jaar[2:]}",
    ),
    aanbieders.BERK: Opmaak(balanskop="31 december {}".format, eenheid="(in duizenden euro's)"),
    aanbieders.KASTANJE: Opmaak(
        noten=True,
        balanskop=lambda jaar: f"31-dec-{jaar[2:]}",
        labels={"vorderingen": "Vorderingen en overlopende activa"},
    ),
    aanbieders.LIJSTERBES: Opmaak(
        eenheid="(bedragen in €)",
        bladen={"Jaarrekening": (activa, passiva, resultatenrekening)},
    ),
    aanbieders.MEIDOORN: Opmaak(
        bladen={"Activa": (activa,), "Passiva": (passiva,), "Resultatenrekening": (resultatenrekening,)},
        balanskop=int,
        resultaatkop=int,
    ),
    aanbieders.POPULIER: Opmaak(
        basis="enkelvoudige ",
        bladen={"Jaarrekening": (activa, passiva, resultatenrekening)},
    ),
    aanbieders.HAZELAAR: Opmaak(
        eenheid="(bedragen in euro's)",
        basis="geconsolideerde ",
        balanskop=lambda jaar: date(int(jaar), 12, 31),
        resultaatkop=int,
    ),
    aanbieders.IEP: Opmaak(
        bladen={
            "Balans": (activa, passiva),
            "Staat van baten en lasten": (staat_van_baten_en_lasten,),
        },
        noten=True,
        resultaattitel="staat van baten en lasten",
        labels={
            "overige_opbrengsten": "Overige baten",
            "overige_kosten": "Overige lasten",
            "kortlopende_schulden": "Kortlopende schulden en overlopende passiva",
        },
    ),
    aanbieders.VLIER: Opmaak(balanskop="Ultimo {}".format, resultaatkop="Boekjaar {}".format),
    aanbieders.SLEEDOORN: Opmaak(
        resultaatkop=lambda kolom: "Begroting 2025" if kolom == "begroting" else f"Realisatie {kolom}",
        basis="geconsolideerde ",
    ),
    aanbieders.KORNOELJE: Opmaak(),
}


def schrijf_alles(map_: Path) -> list[Path]:
    """Write every sample under `map_` and return the paths."""
    (map_ / "portefeuille").mkdir(parents=True, exist_ok=True)
    jaarrekening = map_ / aanbieders.LINDE.bestand
    balans_en_resultaat = bladen(
        aanbieders.LINDE,
        Opmaak(
            noten=True,
            basis="geconsolideerde ",
            bladen={
                "Balans": (activa, passiva),
                "Resultatenrekening": (resultatenrekening_met_bestemming,),
            },
        ),
        kolommen=aanbieders.LINDE.kolommen[:2],
    )
    schrijf(jaarrekening, [*balans_en_resultaat, toelichting()])
    schrijf(map_ / "register.xlsx", [register()])
    schrijf_kwartalen(map_ / "kwartalen.csv")
    schrijf_kwartalenboek(map_ / "kwartalen.xlsx")
    paden = [jaarrekening, map_ / "register.xlsx", map_ / "kwartalen.csv", map_ / "kwartalen.xlsx"]
    for aanbieder, opmaak in OPMAAK.items():
        pad = map_ / "portefeuille" / aanbieder.bestand
        schrijf(pad, bladen(aanbieder, opmaak))
        paden.append(pad)
    return paden


if __name__ == "__main__":
    for geschreven in schrijf_alles(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent):
        print(geschreven)
