"""What an analyst would write for a folder: a loop with pandas and openpyxl, three ratios, no questions asked."""

import sys
from pathlib import Path

import pandas as pd

POSTEN = {
    "eigen_vermogen": "totaal eigen vermogen",
    "balanstotaal": "totaal activa",
    "vlottende_activa": "totaal vlottende activa",
    "kortlopende_schulden": "totaal kortlopende schulden (ten hoogste 1 jaar)",
    "opbrengsten": "som der bedrijfsopbrengsten",
    "resultaat": "resultaat boekjaar",
}


def ratios(path: Path) -> dict[str, float | str]:
    """The three ratios of the first year in a workbook."""
    found: dict[str, float] = {}
    for sheet in pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").values():
        labels = sheet[0].astype(str).str.lower()
        for post, label in POSTEN.items():
            rows = sheet[labels == label]
            if len(rows) and post not in found:
                found[post] = float(str(rows.iloc[0, 2]))
    return {
        "bestand": path.name,
        "solvabiliteit": found["eigen_vermogen"] / found["balanstotaal"],
        "rentabiliteit": found["resultaat"] / found["opbrengsten"],
        "liquiditeit": found["vlottende_activa"] / found["kortlopende_schulden"],
    }


if __name__ == "__main__":
    table = pd.DataFrame([ratios(path) for path in sorted(Path(sys.argv[1]).rglob("*.xlsx"))])
    table.to_csv(sys.argv[2], index=False)
