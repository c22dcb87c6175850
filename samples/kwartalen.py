"""A fictional provider by quarter: healthy in every annual account, until a loss that its quarters show first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from writers import Blad, Cel, Rij, schrijf

NAAM, KVK = "Stichting Jeugdhulp De Fictieve Zomereik", "00000321"
KOP = (
    "KvK-nummer;Naam;Balansdatum;Eenheid;Eigen vermogen;Balanstotaal;Vlottende activa;Kortlopende schulden;"
    "Opbrengsten;Resultaat"
)
JAAR_2023 = (2_500_000, 4_000_000, 3_000_000, 19_800_000, 230_000)
"""At the end of 2023: equity, current assets, short-term debts, and the revenue and result of the year."""
KWARTALEN = (
    ("31-03-2024", 4_000_000, 3_000_000, 5_000_000, 60_000),
    ("30-06-2024", 4_050_000, 3_000_000, 5_200_000, 80_000),
    ("30-09-2024", 4_050_000, 3_000_000, 4_700_000, 20_000),
    ("31-12-2024", 4_100_000, 3_000_000, 5_300_000, 90_000),
    ("31-03-2025", 4_150_000, 3_000_000, 5_100_000, 50_000),
    ("30-06-2025", 3_700_000, 3_100_000, 5_100_000, -420_000),
    ("30-09-2025", 3_400_000, 3_200_000, 4_600_000, -380_000),
    ("31-12-2025", 3_200_000, 3_300_000, 5_000_000, -300_000),
)
"""Each quarter by itself: day, current assets, short-term debts, revenue, result."""
BALANSTOTAAL = 9_000_000
KENGETALLEN: dict[str, tuple[Cel, ...]] = {
    "Vacatures (fte)": (6, 7, 7, 8, 10, 14, 15, 16),
    "Ziekteverzuim": ("6,1%", "5,8%", "5,6%", "6,4%", "6,9%", "7,8%", "8,1%", "8,3%"),
    "Productie (x € 1.000)": (4_900, 5_100, 4_600, 5_200, 5_000, 5_000, 4_500, 4_900),
}
"""What the provider reports each quarter beside its accounts."""


def regels() -> Iterator[str]:
    """The rows of the file; revenue and result run on through a year, as they do in most reports to municipalities."""
    yield KOP
    eigen_vermogen, vlottend, kort, opbrengsten, resultaat = JAAR_2023
    yield _regel("31-12-2023", eigen_vermogen, vlottend, kort, opbrengsten, resultaat)
    for dag, vlottend, kort, omzet, winst in KWARTALEN:
        nieuw = dag.startswith("31-03")
        opbrengsten, resultaat = (0, 0) if nieuw else (opbrengsten, resultaat)
        opbrengsten, resultaat, eigen_vermogen = (
            opbrengsten + omzet,
            resultaat + winst,
            eigen_vermogen + winst,
        )
        yield _regel(dag, eigen_vermogen, vlottend, kort, opbrengsten, resultaat)


def _regel(dag: str, eigen_vermogen: int, vlottend: int, kort: int, opbrengsten: int, resultaat: int) -> str:
    return ";".join(
        map(
            str,
            (KVK, NAAM, dag, "euro", eigen_vermogen, BALANSTOTAAL, vlottend, kort, opbrengsten, resultaat),
        )
    )


def schrijf_kwartalen(pad: Path) -> None:
    """Write the file: UTF-8, semicolons."""
    pad.write_bytes("".join(f"{regel}\n" for regel in regels()).encode())


def schrijf_kwartalenboek(pad: Path) -> None:
    """Write the same provider as a workbook: quarters by themselves, with the years beside them, in euro."""
    titel = [Rij((NAAM,), vet=True), Rij((f"KvK-nummer {KVK}",)), Rij()]
    schrijf(
        pad,
        [
            Blad("Balans", [*titel, *_balans()]),
            Blad("Resultaten", _resultaten()),
            Blad("Kengetallen", _kengetallen()),
        ],
    )


def _standen() -> Iterator[tuple[str, int, int, int]]:
    """Day, equity, current assets and short-term debts."""
    eigen_vermogen, vlottend, kort, _, _ = JAAR_2023
    yield "31-12-2023", eigen_vermogen, vlottend, kort
    for dag, vlottend, kort, _, winst in KWARTALEN:
        eigen_vermogen += winst
        yield dag, eigen_vermogen, vlottend, kort


def _balans() -> list[Rij]:
    standen = list(_standen())
    dagen = [date(int(dag[6:]), int(dag[3:5]), int(dag[:2])) for dag, *_ in standen]
    posten: dict[str, list[Cel]] = {
        "Vaste activa": [BALANSTOTAAL - vlottend for _, _, vlottend, _ in standen],
        "Vlottende activa": [vlottend for _, _, vlottend, _ in standen],
        "Totaal activa": [BALANSTOTAAL] * len(standen),
        "Eigen vermogen": [eigen for _, eigen, _, _ in standen],
        "Langlopende schulden": [BALANSTOTAAL - eigen - kort for _, eigen, _, kort in standen],
        "Kortlopende schulden": [kort for _, _, _, kort in standen],
        "Totaal passiva": [BALANSTOTAAL] * len(standen),
    }
    return [
        Rij(("Balans (bedragen in euro's)",), vet=True),
        Rij((None, *dagen), vet=True),
        *(Rij((naam, *bedragen), vet=naam.startswith("Totaal")) for naam, bedragen in posten.items()),
    ]


def _resultaten() -> list[Rij]:
    """Each quarter by itself, and after each fourth the year."""
    koppen: list[Cel] = ["2023"]
    cijfers = [JAAR_2023[3:]]
    for nummer, (dag, _, _, omzet, winst) in enumerate(KWARTALEN):
        koppen.append(f"Q{nummer % 4 + 1} {dag[6:]}")
        cijfers.append((omzet, winst))
        if nummer % 4 == 3:
            koppen.append(dag[6:])
            cijfers.append((sum(o for o, _ in cijfers[-4:]), sum(w for _, w in cijfers[-4:])))
    return [
        Rij(("Resultatenrekening (bedragen in euro's)",), vet=True),
        Rij((None, *koppen), vet=True),
        Rij(("Som der bedrijfsopbrengsten", *(omzet for omzet, _ in cijfers)), vet=True),
        Rij(("Som der bedrijfslasten", *(omzet - winst for omzet, winst in cijfers)), vet=True),
        Rij(("Resultaat boekjaar", *(winst for _, winst in cijfers)), vet=True),
    ]


def _kengetallen() -> list[Rij]:
    koppen = [f"Q{nummer % 4 + 1} {dag[6:]}" for nummer, (dag, *_) in enumerate(KWARTALEN)]
    return [
        Rij(("Kengetallen per kwartaal",), vet=True),
        Rij((None, *koppen), vet=True),
        *(Rij((naam, *waarden)) for naam, waarden in KENGETALLEN.items()),
    ]
