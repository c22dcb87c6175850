"""The baseline: what anyone would write with pandas to get three ratios out of one known workbook.

It looks for exact labels in the first column and takes the first year column. It checks nothing, knows no
unit, no other label and no other layout. `startup.py` compares `ews score` with it.
"""

import sys

import pandas as pd

LABELS = {
    "Totaal eigen vermogen": "eigen_vermogen",
    "Totaal activa": "balanstotaal",
    "Totaal vlottende activa": "vlottende_activa",
    "Totaal kortlopende schulden (ten hoogste 1 jaar)": "kortlopende_schulden",
    "Som der bedrijfsopbrengsten": "opbrengsten",
    "RESULTAAT BOEKJAAR": "resultaat",
}


def posten(pad: str) -> dict[str, float]:
    """The amounts of the youngest year, in the unit of the file."""
    bladen = pd.read_excel(pad, sheet_name=["Balans", "Resultatenrekening"], header=None, engine="openpyxl")
    rijen = pd.concat(bladen.values())
    gevonden = rijen[rijen[0].isin(list(LABELS))]
    return {LABELS[label]: float(bedrag) for label, bedrag in zip(gevonden[0], gevonden[2], strict=True)}


def main(pad: str) -> None:
    """Print the three ratios."""
    p = posten(pad)
    print(f"solvabiliteit  {p['eigen_vermogen'] / p['balanstotaal']:.4f}")
    print(f"rentabiliteit  {p['resultaat'] / p['opbrengsten']:.4f}")
    print(f"liquiditeit    {p['vlottende_activa'] / p['kortlopende_schulden']:.4f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "samples/jaarrekening.xlsx")
