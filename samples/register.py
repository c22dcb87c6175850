"""The register of the regions in which the sample providers work: a row per provider and region.

The turnover of a provider over its regions adds up to its revenue from youth care in `aanbieders.py`. One provider
of the register has no accounts among the samples, one sample is not in the register, one has no number here and
one no turnover.
"""

import aanbieders
from aanbieders import Aanbieder
from writers import Blad, Rij

NOORD, MIDDEN, ZUID = "Fictief Noord", "Fictief Midden", "Fictief Zuid"
KOLOMMEN = (
    "KvK-nummer", "Naam aanbieder", "Accounthoudende regio", "Regio", "Cruciale functie",
    "Jeugdhulpomzet (x € 1.000)",
)  # fmt: skip

WERK: dict[Aanbieder, tuple[tuple[str, str, int | None], ...]] = {
    aanbieders.ESDOORN: ((NOORD, "crisisopvang, pleegzorg", 14_100), (MIDDEN, "", 7_250)),
    aanbieders.WILG: ((NOORD, "", 17_846),),
    aanbieders.BERK: ((MIDDEN, "jeugd-ggz in het dorp", 11_020),),
    aanbieders.KASTANJE: (
        (MIDDEN, "verblijf met 24-uurszorg", 18_300),
        (ZUID, "verblijf met 24-uurszorg", 12_155),
    ),
    aanbieders.MEIDOORN: ((NOORD, "JeugdzorgPlus", 9_018), (ZUID, "JeugdzorgPlus", 5_200)),
    aanbieders.POPULIER: ((NOORD, "gezinshuizen", None),),
    aanbieders.HAZELAAR: ((MIDDEN, "", 6_419),),
    aanbieders.IEP: ((NOORD, "jeugdbescherming", 20_604), (ZUID, "jeugdbescherming", 20_604)),
    aanbieders.VLIER: ((ZUID, "", 12_640),),
    aanbieders.SLEEDOORN: ((ZUID, "behandeling met onderwijs", 22_104),),
    aanbieders.LIJSTERBES: ((NOORD, "", 9_846),),
}
"""Provider -> its regions, each with its crucial functions and its turnover in thousands of euros."""
ZONDER_NUMMER = aanbieders.HAZELAAR
ZONDER_JAARREKENING = (
    "00000113",
    "Stichting Crisishulp De Verzonnen Vuurdoorn",
    ZUID,
    ZUID,
    "crisisopvang",
    4_310,
)


def register() -> Blad:
    """The register as one sheet."""
    rijen = [
        Rij(("Register van aanbieders van jeugdhulp (fictief)",), vet=True),
        Rij(),
        Rij(KOLOMMEN, vet=True),
    ]
    for aanbieder, werk in WERK.items():
        kvk = None if aanbieder is ZONDER_NUMMER else aanbieder.kvk
        for regio, functie, omzet in werk:
            rijen.append(Rij((kvk, aanbieder.naam, werk[0][0], regio, functie or None, omzet)))
    return Blad("Register", [*rijen, Rij(ZONDER_JAARREKENING)])
