"""The section `Kwaliteit van het resultaat`: there when there is something to say, and the same in the JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ews_cli import portfolio
from ews_cli.cli import one_off_values
from ews_cli.cli.main import main
from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.readers.lezing import Lezing
from ews_cli.reports import json_report, terminal
from provider_accounts import LINDE, PEILDATUM, linde, policy, run_of, year

SAMPLES = Path(__file__).parents[1] / "samples"
ACCOUNTS = str(SAMPLES / "jaarrekening.xlsx")
Capture = pytest.CaptureFixture[str]
TITLE = "Kwaliteit van het resultaat"


def section(*jaren: Jaarrekening, width: int = 120) -> str:
    """The section on one line, empty where there is none."""
    text = terminal.score(run_of(jaren), width)
    return " ".join(text.partition(TITLE)[2].partition("\n\n")[0].split())


def fields(*jaren: Jaarrekening) -> Any:
    return json.loads(json_report.score(run_of(jaren)))["beoordelingen"][0]["kwaliteit"]


def with_posts(**extra: tuple[int, int]) -> list[Jaarrekening]:
    """The sample provider with more posts: 2025 and 2024 in thousands."""
    found = LINDE | {Post(name): amounts for name, amounts in extra.items()}
    return [year(2025 - n, {post: amounts[n] for post, amounts in found.items()}) for n in (1, 0)]


def test_without_anything_to_say_there_is_no_section_and_the_json_says_null() -> None:
    assert TITLE not in terminal.score(run_of(linde()))
    assert set(fields(*linde()).values()) == {None}


def test_the_normalised_result_stands_beside_the_reported_one_with_its_trede() -> None:
    # 2025: -412 - 100 + 600 = 88 of 48634 is 0.18 %, under 0.5 %: trede 3 with solvabiliteit and liquiditeit.
    # 2024: 186 of 47555 is 0.39 %, with nothing one-off.
    jaren = with_posts(incidentele_baten=(100, 0), incidentele_lasten=(600, 0))
    text = section(*jaren)
    assert "resultaat zonder incidentele baten en lasten € 88.000 (gerapporteerd € -412.000)" in text
    assert (
        "rentabiliteit 0,2%; incidentele baten € 100.000 (Balans!C14), incidentele lasten € 600.000" in text
    )
    assert "(Balans!C15); daarmee zou het trede 3 — zorgelijk zijn" in text
    assert fields(*jaren)["genormaliseerd"] == {
        "resultaat": "88000",
        "rentabiliteit": "0.001809433729489657441296212526",
        "trede": 3,
        "ten_minste": 3,
        "ten_hoogste": 3,
        "reden": None,
        "incidenteel": {
            "incidentele_baten": {"bedrag": "100000", "herkomst": "gelezen", "cel": "Balans!C14"},
            "incidentele_lasten": {"bedrag": "600000", "herkomst": "gelezen", "cel": "Balans!C15"},
        },
    }


def test_a_normalised_result_that_cannot_be_made_says_what_is_missing() -> None:
    text = section(*with_posts(incidentele_baten=(100, 0)))
    assert "niet te bepalen (gerapporteerd € -412.000)" in text
    assert "zonder incidentele lasten over 2025" in text


def test_free_equity_and_garantievermogen_stand_beside_equity() -> None:
    # 3012 - 900 = 2112 of 21514 is 9.82 %; 3012 + 500 = 3512 is 16.3 %.
    text = section(*with_posts(bestemmingsfondsen=(900, 900), achtergestelde_leningen=(500, 0)))
    assert "€ 2.112.000 zonder bestemmingsfondsen (eigen vermogen € 3.012.000)" in text
    assert "vrije solvabiliteit 9,8%" in text
    assert "€ 3.512.000 met achtergestelde leningen" in text
    assert "garantievermogen / balanstotaal 16,3%" in text


def test_a_high_return_is_a_remark_with_its_source_and_leaves_the_trede_alone() -> None:
    # 3500 of 48634 is 7.197 %.
    jaren = with_posts(resultaat=(3500, 3500))
    text = section(*jaren)
    assert "7,2% is meer dan 7%: een opmerking over winst, geen trede" in text
    assert "[EY voor VWS]" in text
    assert fields(*jaren)["hoog_rendement"]["grens"] == "0.07"


def test_a_return_just_over_the_bound_is_not_shown_as_the_bound() -> None:
    jaren = [year(2025, {Post.RESULTAAT: 70_001, Post.OPBRENGSTEN: 1_000_000})]
    assert "7,0001% is meer dan 7%" in section(*jaren)


def test_a_legal_form_in_which_the_owner_is_paid_from_the_profit_is_said() -> None:
    jaren = [replace(jaar, aanbieder=Aanbieder("De Linde V.O.F.", "00000100")) for jaar in linde()]
    assert "de beloning van de eigenaren zit in de winst" in section(*jaren)
    assert fields(*jaren)["rechtsvorm"] == "vof"


def test_a_balance_of_one_off_items_is_not_passed_over(capsys: Capture, tmp_path: Path) -> None:
    # 1,000 of which 800 is a balance of one-off items: what each was, it does not say; given, it is 200 of 30,000.
    text = (SAMPLES.parent / "tests" / "problems" / "EWS338-other-amount.csv").read_text("utf-8")
    text = text.partition("Incidentele baten")[0].replace(
        "Bedrijfsresultaat;1000;500", "Bedrijfsresultaat;200;500"
    )
    text = text.replace("lasten;29000", "lasten;29800").replace(
        "Resultaat boekjaar", "Buitengewone baten en lasten;800;0\nResultaat boekjaar"
    )
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    normal = scored(capsys, file=str(file))[0]["beoordelingen"][0]["kwaliteit"]["genormaliseerd"]
    assert normal["resultaat"] is None
    assert "alleen een saldo van incidentele baten en lasten gevonden (a!B15)" in normal["reden"]
    options = given(baten="2025=800euro", lasten="2025=0")
    normal = scored(capsys, *options, file=str(file))[0]["beoordelingen"][0]["kwaliteit"]["genormaliseerd"]
    assert normal["resultaat"] == "200"


def test_a_balance_of_nil_is_nothing_to_speak_of(capsys: Capture, tmp_path: Path) -> None:
    text = (SAMPLES.parent / "tests" / "problems" / "EWS338-other-amount.csv").read_text("utf-8")
    text = text.partition("Incidentele baten")[0].replace(
        "Resultaat boekjaar", "Buitengewone baten en lasten;0;0\nResultaat boekjaar"
    )
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    assert scored(capsys, file=str(file))[0]["beoordelingen"][0]["kwaliteit"]["genormaliseerd"] is None


FORMS = [
    ("Rechtsvorm;Eenmanszaak", "eenmanszaak"),
    ("Rechtsvorm: vof;", "vof"),
    ("Juridische vorm;Maatschap", "maatschap"),
    ("Rechtsvorm;Stichting", None),
    ("Rechtsvorm;", None),
]


@pytest.mark.parametrize(
    "name", ["De Fictieve Els", "Maatschap De Fictieve Els", "Stichting De Fictieve Els"]
)
@pytest.mark.parametrize(("cells", "form"), FORMS)
def test_the_legal_form_that_the_accounts_state_goes_before_the_name(
    capsys: Capture, tmp_path: Path, name: str, cells: str, form: str | None
) -> None:
    lines = (
        (SAMPLES.parent / "tests" / "problems" / "EWS338-other-amount.csv").read_text("utf-8").splitlines()
    )
    file = tmp_path / "a.csv"
    file.write_text("\n".join([f"Naam;{name}", cells, *lines[1:]]), encoding="utf-8")
    document, _ = scored(capsys, file=str(file))
    stated = cells not in ("Rechtsvorm;",)
    by_name = "maatschap" if name.startswith("Maatschap") else None
    assert document["beoordelingen"][0]["kwaliteit"]["rechtsvorm"] == (form if stated else by_name)
    # 1000 of 30000 is 3.3 %: no high return; as 3000 it is 10 %, and a remark only where no owner is paid from it.
    text = file.read_text("utf-8").replace("Resultaat boekjaar;1000", "Resultaat boekjaar;3000")
    text = text.replace("lasten;29000", "lasten;27000").replace(
        "Bedrijfsresultaat;1000", "Bedrijfsresultaat;3000"
    )
    file.write_text(text, encoding="utf-8")
    high = scored(capsys, file=str(file))[0]["beoordelingen"][0]["kwaliteit"]["hoog_rendement"]
    assert (high is None) == ((form if stated else by_name) is not None)


def test_without_a_known_unit_no_amount_is_called_euro() -> None:
    jaar = year(2025, {p: a[0] for p, a in LINDE.items()} | {Post.BESTEMMINGSFONDSEN: 900}, eenheid=None)
    assert "€" not in section(jaar)
    assert "2.112 zonder bestemmingsfondsen" in section(jaar)
    assert fields(jaar)["vrij_vermogen"]["bedrag"] is None
    assert fields(jaar)["vrij_vermogen"]["aandeel"] is not None


def test_the_section_fits_a_narrow_window() -> None:
    jaren = with_posts(bestemmingsfondsen=(900, 900), incidentele_baten=(1, 1), incidentele_lasten=(1, 1))
    text = terminal.score(run_of(jaren), 40)
    assert TITLE in text
    assert max(len(line) for line in text.splitlines()) <= 40


def scored(capsys: Capture, *options: str, file: str = ACCOUNTS, code: int = 0) -> tuple[Any, str]:
    """What `ews score` says of the quality of the result with these options, and its talk."""
    assert main(["score", file, "--format", "json", "--peildatum", "2026-11-22", *options]) == code
    out, err = capsys.readouterr()
    return (json.loads(out) if out else None), err


def given(**amounts: str) -> list[str]:
    return [
        text
        for kind, years in amounts.items()
        for year in years.split()
        for text in (f"--incidentele-{kind}", year)
    ]


def test_one_off_items_that_the_accounts_do_not_name_can_be_given(capsys: Capture) -> None:
    # 2025: -412,000 - 350,000 + 1,000,000 = 238,000 of 48,634,000 is 0.489 %, under 0.5 %: trede 3, as the others.
    document, err = scored(capsys, *given(baten="2025=350.000 2024=0", lasten="2025=1.000.000 2024=0"))
    judged = document["beoordelingen"][0]
    normal = judged["kwaliteit"]["genormaliseerd"]
    assert (judged["trede"], normal["trede"], normal["resultaat"]) == (4, 3, "238000")
    assert normal["incidenteel"] == {
        "incidentele_baten": {"bedrag": "350000", "herkomst": "opgegeven", "cel": None},
        "incidentele_lasten": {"bedrag": "1000000", "herkomst": "opgegeven", "cel": None},
    }
    assert err == ""


@pytest.mark.parametrize(
    ("lasten", "bound"), [("655.170,01", None), ("655.170", None), ("655.169,99", "below 0.5%")]
)
def test_a_given_amount_counts_to_the_cent(lasten: str, bound: str | None) -> None:
    # 0.5 % of 48,634,000 is 243,170, which -412,000 + 655,170 just reaches.
    amounts, problems = one_off_values.given(["2025=0", "2024=0"], [f"2025={lasten}", "2024=0"])
    assert problems == []
    lezing = Lezing("linde.xlsx", tuple(linde()), ())
    (result,) = portfolio.assess([lezing], policy(), PEILDATUM, opgegeven=amounts).results
    assert result.kwaliteit.genormaliseerd
    judged = {o.criterium: o for o in result.kwaliteit.genormaliseerd.beoordeling.oordelen}
    band = judged["rentabiliteit"].band
    assert (band.tekst if band else None) == bound


def test_without_the_other_of_the_two_nothing_is_normalised_and_the_option_is_named(capsys: Capture) -> None:
    assert main(["score", ACCOUNTS, *given(baten="2025=350.000")]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "niet te normaliseren zonder incidentele lasten over 2025" in text
    assert "geeft u met --incidentele-baten en --incidentele-lasten" in text


def test_what_was_not_given_of_the_year_before_stays_unknown(capsys: Capture) -> None:
    # -762,000 is a loss; whether 2024 was one without its one-off items, nobody says: 4 or 5.
    document, _ = scored(capsys, *given(baten="2025=350.000", lasten="2025=0"))
    normal = document["beoordelingen"][0]["kwaliteit"]["genormaliseerd"]
    assert (normal["ten_minste"], normal["ten_hoogste"], normal["resultaat"]) == (4, 5, "-762000")


@pytest.mark.parametrize(
    ("amount", "wrong"),
    [
        ("350000", "noemt geen boekjaar met een bedrag; schrijf een boekjaar en een bedrag in euro"),
        ("2025=350", "zegt niet wat: euro of duizenden; schrijf 350.000 of '350 euro'"),
        ("2025=-5000", "is onder nul; baten en lasten staan er beide zonder min"),
        ("2025=5%", "is een percentage, en dat zegt hier niets"),
        ("2025=", "is geen bedrag; schrijf euro's, zoals 350.000"),
        ("2025=nan", "is geen bedrag; schrijf euro's, zoals 350.000"),
        ("25=350000", "is geen boekjaar; schrijf een jaar van"),
    ],
)
def test_an_amount_that_does_not_say_what_is_one_clear_line(capsys: Capture, amount: str, wrong: str) -> None:
    document, err = scored(capsys, "--incidentele-lasten", amount, code=2)
    assert document is None
    assert err.startswith(f"EWS403 --incidentele-lasten: '{amount}' {wrong}")
    assert err.count("\n") == 1


def test_two_amounts_for_one_year_are_refused(capsys: Capture) -> None:
    _, err = scored(capsys, *given(baten="2025=350.000 2025=360.000"), code=2)
    assert err == "EWS403 --incidentele-baten: '2025=360.000' geeft 2025 nog een keer; houd een van de twee\n"


def test_an_amount_of_a_year_without_accounts_does_not_count_and_is_said(capsys: Capture) -> None:
    document, err = scored(capsys, *given(baten="2023=350.000"))
    assert document["beoordelingen"][0]["kwaliteit"]["genormaliseerd"] is None
    assert "EWS337 incidentele baten over 2023 is opgegeven en telt niet mee" in err
    assert "kies 2024 of 2025" in err


def test_an_amount_in_euro_does_not_count_where_the_unit_is_unknown(capsys: Capture) -> None:
    no_unit = str(SAMPLES.parent / "tests" / "problems" / "EWS413-no-unit.csv")
    document, err = scored(capsys, *given(baten="2025=350.000"), file=no_unit)
    assert document["beoordelingen"][0]["kwaliteit"]["genormaliseerd"] is None
    assert "EWS337" in err
    assert "geef --eenheid" in err


def test_an_amount_of_one_provider_is_given_to_no_other(capsys: Capture) -> None:
    both = [str(SAMPLES / "portefeuille" / "08-hele-euros.xlsx"), *given(baten="2025=350.000")]
    document, err = scored(capsys, *both, code=4)
    assert [b["kwaliteit"]["genormaliseerd"] for b in document["beoordelingen"]] == [None, None]
    assert err.startswith("EWS337 incidentele baten zijn opgegeven en tellen niet mee")


def test_a_given_amount_that_the_file_contradicts_counts_and_both_are_said(capsys: Capture) -> None:
    # The file has gains of 400 in 2025 and 0 in 2024, and no losses: 1000 - 350 = 650.
    file = str(SAMPLES.parent / "tests" / "problems" / "EWS338-other-amount.csv")
    document, err = scored(capsys, *given(baten="2025=350euro 2024=0"), file=file)
    assert document["beoordelingen"][0]["kwaliteit"]["genormaliseerd"]["resultaat"] == "650"
    assert "is 400 in het bestand (EWS338-other-amount!B16) en 350 opgegeven" in err
    assert err.count("\n") == 1  # nil given is nil read
