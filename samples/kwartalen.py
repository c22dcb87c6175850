"""A fictional provider by quarter: healthy in every annual account, until a loss that its quarters show first."""

from collections.abc import Iterator
from pathlib import Path

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
