"""The samples: reproducible, sound as accounts, and as their README describes them."""

import csv
import io
import itertools
import os
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import aanbieders
import register

SAMPLES = Path(__file__).parent.parent / "samples"
BESTANDEN = ["jaarrekening.xlsx", *sorted(f"portefeuille/{p.name}" for p in SAMPLES.glob("portefeuille/*"))]
REGISTER = "register.xlsx"
KWARTALEN = ("kwartalen.csv", "kwartalen.xlsx")
IN_EUROS = (aanbieders.LIJSTERBES, aanbieders.HAZELAAR)
TOTALEN = ("Totaal activa", "Totaal passiva", "Totaal vaste activa", "Totaal vlottende activa")
JAARKOP = re.compile(r"20\d\d|-[a-z]{3}-\d\d$")

Cel = object
Rij = list[Cel]


def _rijen(pad: Path) -> list[Rij]:
    """All rows of the statements; the notes are left out because they repeat labels."""
    if pad.suffix == ".csv":
        tekst = io.StringIO(pad.read_bytes().decode("cp1252"))
        return [list[Cel](rij) for rij in csv.reader(tekst, delimiter=";")]
    boek = CalamineWorkbook.from_path(pad)
    namen = [naam for naam in boek.sheet_names if naam != "Toelichting"]
    vellen = [boek.get_sheet_by_name(naam).to_python(skip_empty_area=False) for naam in namen]
    return [list[Cel](rij) for vel in vellen for rij in vel]


def _bedrag(cel: Cel) -> Decimal | None:
    """A cell as an amount, in the few notations that the samples use; None for other cells."""
    if isinstance(cel, int | float):
        return Decimal(str(cel))
    tekst = str(cel).removesuffix(",00")
    if not re.fullmatch(r"-?\d{4,}|-?\d{1,3}(\.\d{3})*|\(\d{1,3}(\.\d{3})*\)", tekst):
        return None
    getal = Decimal(tekst.strip("()").replace(".", ""))
    return -getal if tekst.startswith("(") else getal


def _posten(pad: Path) -> dict[str, list[Decimal]]:
    """Label to the amounts of the realised years, youngest first, of the rows with an amount in each."""
    posten: dict[str, list[Decimal]] = {}
    volgorde: list[int] = []
    for label, *cellen in filter(None, _rijen(pad)):
        koppen = {i: str(cel) for i, cel in enumerate(cellen) if not label and JAARKOP.search(str(cel))}
        if koppen:
            jaren = {i: _jaar(kop) for i, kop in koppen.items() if "Begroting" not in kop}
            volgorde = sorted(jaren, key=jaren.__getitem__, reverse=True)
        elif label and volgorde:
            bedragen = [_bedrag(cellen[i]) if i < len(cellen) else None for i in volgorde]
            if all(bedrag is not None for bedrag in bedragen):
                posten.setdefault(str(label), [b for b in bedragen if b is not None])
    return posten


def _jaar(kop: str) -> int:
    """2025 from `31-12-2025`, `31-dec-25`, `2025-12-31`, `2025.0` and `Ultimo 2025`."""
    viercijferig = re.search(r"20\d\d", kop)
    return int(viercijferig[0]) if viercijferig else 2000 + int(kop[-2:])


def _readme() -> dict[str, list[str]]:
    """The table of the README: file to the cells solvabiliteit, rentabiliteit, liquiditeit and trede."""
    regels = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    tabel = [regel.strip("|").split("|") for regel in regels if regel.startswith("| `")]
    cellen = [[cel.strip() for cel in rij] for rij in tabel]
    return {naam.strip("`"): rest for naam, _, *rest in cellen}


def _afgerond(teller: Decimal, noemer: Decimal, decimalen: str) -> str:
    return str((teller / noemer).quantize(Decimal(decimalen), ROUND_HALF_UP))


def _schrijf(map_: Path, hashseed: str, tijdzone: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-W", "error", str(SAMPLES / "make_samples.py"), str(map_)],
        env={**os.environ, "PYTHONHASHSEED": hashseed, "TZ": tijdzone},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return {naam: (map_ / naam).read_bytes() for naam in (*BESTANDEN, REGISTER, *KWARTALEN)}


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    een = _schrijf(tmp_path / "een", hashseed="1", tijdzone="UTC")
    twee = _schrijf(tmp_path / "twee", hashseed="2", tijdzone="Asia/Tokyo")
    assert een == twee


def test_the_committed_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    # Cell by cell: another version of a library may pack the same cells into other bytes.
    _schrijf(tmp_path, hashseed="0", tijdzone="UTC")
    for naam in (*BESTANDEN, REGISTER, *KWARTALEN):
        assert _rijen(tmp_path / naam) == _rijen(SAMPLES / naam), naam


def test_there_are_twelve_providers_in_the_portfolio() -> None:
    assert len(BESTANDEN) == 1 + 12
    assert set(_readme()) == set(BESTANDEN)


@pytest.mark.parametrize("naam", BESTANDEN)
def test_the_balance_of_a_sample_balances(naam: str) -> None:
    posten = _posten(SAMPLES / naam)
    activa, passiva, vast, vlottend = (posten[label] for label in TOTALEN)
    assert activa == passiva
    assert activa == [a + b for a, b in zip(vast, vlottend, strict=True)]
    delen = ("Totaal eigen vermogen", "Voorzieningen", "Langlopende schulden (nog voor meer dan een jaar)")
    schulden = ("Totaal kortlopende schulden (ten hoogste 1 jaar)", "Schulden")
    kolommen = zip(*(posten[label] for label in (*delen, *schulden) if label in posten), strict=True)
    assert passiva == [sum(kolom) for kolom in kolommen]


@pytest.mark.parametrize("naam", BESTANDEN)
def test_the_result_of_a_sample_ties_to_its_parts_and_to_the_change_of_equity(naam: str) -> None:
    posten = _posten(SAMPLES / naam)
    if "Totaal baten" in posten:
        delen = posten["Totaal baten"], posten["Totaal lasten"]
        resultaat = posten["Saldo van baten en lasten"]
        assert resultaat == [baten - lasten for baten, lasten in zip(*delen, strict=True)]
    else:
        opbrengsten, lasten = posten["Som der bedrijfsopbrengsten"], posten["Som der bedrijfslasten"]
        bedrijfsresultaat, rente = posten["BEDRIJFSRESULTAAT"], posten["Financiële baten en lasten"]
        resultaat = posten["RESULTAAT BOEKJAAR"]
        assert bedrijfsresultaat == [o - k for o, k in zip(opbrengsten, lasten, strict=True)]
        assert resultaat == [b + r for b, r in zip(bedrijfsresultaat, rente, strict=True)]
    vermogen = posten["Totaal eigen vermogen"]
    mutaties = [jonger - ouder for jonger, ouder in itertools.pairwise(vermogen)]
    assert mutaties == resultaat[: len(mutaties)]


@pytest.mark.parametrize("naam", BESTANDEN)
def test_the_readme_states_the_ratios_that_the_cells_give(naam: str) -> None:
    posten = _posten(SAMPLES / naam)
    resultaat = posten.get("RESULTAAT BOEKJAAR") or posten["Saldo van baten en lasten"]
    opbrengsten = posten.get("Som der bedrijfsopbrengsten") or posten["Totaal baten"]
    schulden = posten.get("Totaal kortlopende schulden (ten hoogste 1 jaar)")
    solvabiliteit, rentabiliteit, liquiditeit, _ = _readme()[naam]
    for i, _ in enumerate(resultaat[:2]):
        vermogen, totaal = posten["Totaal eigen vermogen"][i], posten["Totaal activa"][i]
        assert solvabiliteit.split()[i].strip("()") == _afgerond(100 * vermogen, totaal, "0.01")
        assert rentabiliteit.split()[i].strip("()") == _afgerond(100 * resultaat[i], opbrengsten[i], "0.01")
        if schulden is None:
            assert liquiditeit == "unknown"
        else:
            vlottend = posten["Totaal vlottende activa"][i]
            assert liquiditeit.split()[i].strip("()") == _afgerond(vlottend, schulden[i], "0.001")


def test_the_portfolio_reaches_every_computed_trede_and_an_open_one() -> None:
    treden = {trede for naam, (*_, trede) in _readme().items() if naam.startswith("portefeuille/")}
    assert treden >= {"1", "2", "3", "4", "5", "≥ 3"}


def test_the_totals_of_the_formula_sample_are_formulas_with_the_right_stored_value() -> None:
    pad = SAMPLES / "portefeuille" / "01-formules.xlsx"
    formules, waarden = openpyxl.load_workbook(pad), openpyxl.load_workbook(pad, data_only=True)
    aantal = 0
    for blad in formules:
        for rij in blad.iter_rows():
            for cel in rij:
                if isinstance(cel.value, str) and cel.value.startswith("="):
                    opgeslagen = waarden[blad.title]
                    termen = re.findall(r"([+-]?)([A-Z]\d+)", cel.value)
                    som = sum(int(f"{teken}1") * int(str(opgeslagen[adres].value)) for teken, adres in termen)
                    assert opgeslagen[cel.coordinate].value == som, f"{blad.title}!{cel.coordinate}"
                    aantal += 1
    assert aantal == 2 * (6 + 4), "six totals on the balance, four in the income statement, two years"


def test_the_register_shares_out_the_youth_care_revenue_of_each_sample_over_its_regions() -> None:
    omzet: dict[str, list[object]] = {}
    for _, naam, _, _, _, bedrag in (rij for rij in _rijen(SAMPLES / REGISTER)[3:]):
        omzet.setdefault(str(naam), []).append(bedrag)
    jeugdwet = {
        wie.naam: Decimal(wie.cijfers["jeugdwet"][wie.kolommen.index("2025")] or 0)
        / (1000 if wie in IN_EUROS else 1)
        for wie in register.WERK
    }
    for naam, totaal in jeugdwet.items():
        bedragen = [bedrag for bedrag in omzet.pop(naam) if bedrag != ""]
        assert not bedragen or sum(Decimal(str(bedrag)) for bedrag in bedragen) == totaal.quantize(
            Decimal(1)
        ), naam
    assert list(omzet) == [register.ZONDER_JAARREKENING[1]]


def test_a_region_of_the_register_has_no_number_twice() -> None:
    paren = [(rij[1], rij[3]) for rij in _rijen(SAMPLES / REGISTER)[3:]]
    assert len(paren) == len(set(paren)) == 16
