"""`ews whatif` as a user meets it: what can be typed, what comes out in each format, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ews_cli.cli import whatif_options
from ews_cli.cli.assumption_values import Unusable, assumption, raster
from ews_cli.cli.main import main
from ews_cli.core.aannamen import AANNAMEN
from ews_cli.core.scenario import Invulling

ROOT = Path(__file__).parents[1]
LINDE = str(ROOT / "samples" / "jaarrekening.xlsx")
HEALTHY = str(ROOT / "samples" / "portefeuille" / "08-hele-euros.xlsx")
NO_UNIT = str(ROOT / "tests" / "problems" / "EWS413-no-unit.csv")
DOC = (ROOT / "docs" / "whatif.md").read_text(encoding="utf-8")

Ews = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ews(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ews:
    """The exit code, stdout and stderr of `ews whatif` with these words."""
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    monkeypatch.chdir(ROOT)

    def run(*words: str, width: int = 80) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", str(width))
        code = main(["whatif", *words, "--peildatum=2026-11-22"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def document(text: str) -> Any:
    """The JSON, once its published schema has accepted it."""
    found = json.loads(text)
    schema = json.loads((ROOT / "docs" / "schema" / "whatif.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


# What can be typed


@pytest.mark.parametrize(
    ("text", "waarde", "procent"),
    [
        ("-5%", "-5", True),
        ("+3%", "3", True),
        ("-2,5%", "-2.5", True),
        ("-2.5%", "-2.5", True),
        ("−5 %", "-5", True),
        ("-250000", "-250000", False),
        ("-250.000", "-250000", False),
        ("+1.250.000,50", "1250000.5", False),
        ("-500 euro", "-500", False),
        ("€ -500", "-500", False),
        ("-€500", "-500", False),
        ("+1000", "1000", False),
        ("0", "0", False),
        ("0%", "0", True),
    ],
)
def test_an_assumption_is_a_percentage_or_an_amount(text: str, waarde: str, procent: bool) -> None:
    found = assumption(text, AANNAMEN["opbrengsten"])
    assert found == Invulling(AANNAMEN["opbrengsten"], Decimal(waarde), procent)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-5", "zegt niet wat: procent of euro; schrijf -5% of -5.000 of '-5 euro'"),
        ("-999", "zegt niet wat: procent of euro"),
        ("-2,5", "schrijf -2,5% of '-2,5 euro'"),
        ("5%", "schrijf +5% of -5%"),
        ("250000", "zegt niet of het meer of minder wordt"),
        ("abc", "is geen percentage en geen bedrag"),
        ("", "is geen percentage en geen bedrag"),
        ("-2.500%", "is geen percentage en geen bedrag"),
        ("-25.00", "is geen percentage en geen bedrag"),
        ("-1.23.456", "is geen percentage en geen bedrag"),
        ("--5%", "is geen percentage en geen bedrag"),
        ("nan", "is geen percentage en geen bedrag"),
        ("-٥%", "is geen percentage en geen bedrag"),
    ],
)
def test_what_could_be_read_in_two_ways_or_in_none_is_refused(text: str, what: str) -> None:
    with pytest.raises(Unusable) as refused:
        assumption(text, AANNAMEN["opbrengsten"])
    assert what in refused.value.wat


def test_an_act_needs_no_sign_and_takes_no_percentage() -> None:
    assert assumption("100000", AANNAMEN["uitstel_belasting"]) == Invulling(
        AANNAMEN["uitstel_belasting"], Decimal(100_000)
    )
    with pytest.raises(Unusable, match="een percentage, en dat zegt hier niets"):
        assumption("+5%", AANNAMEN["uitstel_belasting"])
    with pytest.raises(Unusable, match="euro of duizenden"):
        assumption("250", AANNAMEN["lening"])


def test_two_values_for_one_assumption_are_refused_and_none_wins(ews: Ews) -> None:
    code, out, err = ews(HEALTHY, "--opbrengsten", "-5%", "--opbrengsten", "-3%")
    assert (code, out) == (2, "")
    assert err == "EWS403 --opbrengsten: '-3%' komt na een eerdere waarde; noem er een\n"


def test_open_leaves_an_assumption_open() -> None:
    assert assumption("open", AANNAMEN["opbrengsten"]) is None


def test_a_grid_has_every_value_from_its_first_to_its_last() -> None:
    down, right = raster("opbrengsten=-10%..+5%:5 personeel-niet-in-loondienst=0..100.000:50.000")
    assert [one.waarde for one in down.invullingen] == [-10, -5, 0, 5]
    assert {one.procent for one in down.invullingen} == {True}
    assert [one.waarde for one in right.invullingen] == [0, 50_000, 100_000]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("opbrengsten=-10%..+5%:5", "noemt geen twee aannamen"),
        ("a=1%..2%:1 b=1%..2%:1", "noemt 'a', dat geen aanname is"),
        ("opbrengsen=-10%..0%:5 lening=0..5000:1000", "bedoelde u `opbrengsten`?"),
        ("opbrengsten=-10% lening=0..5000:1000", "is niet te lezen"),
        ("opbrengsten=-10%..0%:5 opbrengsten=-10%..0%:5", "twee keer dezelfde"),
        ("opbrengsten=0%..-10%:5 lening=0..5000:1000", "loopt bij opbrengsten niet op"),
        ("opbrengsten=-10%..0%:0 lening=0..5000:1000", "loopt bij opbrengsten niet op"),
        ("opbrengsten=-10%..0%:3 lening=0..5000:1000", "komt bij opbrengsten met deze stap niet uit"),
        ("opbrengsten=-10%..0%:0,1% lening=0..5000:1000", "101 waarden; ten hoogste 25"),
        ("opbrengsten=-10%..5000:5 lening=0..5000:1000", "mengt procenten en euro's"),
        ("opbrengsten=-10%..0%:5 lening=0..5000:10%", "een stap in een andere eenheid"),
        ("opbrengsten=-10..0:5 lening=0..5000:1000", "zegt niet wat"),
        ("lening=0%..5%:1% opbrengsten=-10%..0%:5", "dat zegt hier niets"),
    ],
)
def test_a_grid_that_cannot_be_meant_is_refused(text: str, what: str) -> None:
    with pytest.raises(Unusable) as refused:
        raster(text)
    assert what in refused.value.wat


def test_there_is_an_option_for_each_assumption_and_it_says_what_it_takes() -> None:
    assert list(whatif_options.OPTIONS) == list(AANNAMEN)
    for naam, (metavar, _) in whatif_options.OPTIONS.items():
        assert (metavar == whatif_options.PERCENT) is (AANNAMEN[naam].van is not None)


# What it says


@pytest.mark.parametrize("words", [["--opbrengsten", "-5%"], ["--opbrengsten=-5%"]])
def test_a_value_with_a_minus_is_a_value_and_no_option(ews: Ews, words: list[str]) -> None:
    code, out, err = ews(HEALTHY, *words)
    assert (code, err) == (0, "")
    # 5 % of 7,711,637 is 385,581.85; 158,412 less that is -227,169.85.
    assert "-5% (€ -385.581,85)" in flat(out)
    assert re.search(r"resultaat +158.412 +-385.581,85 +-227.169,85\n", out)


def test_before_and_after_stand_side_by_side(ews: Ews) -> None:
    _, out, _ = ews(HEALTHY, "--opbrengsten", "-5%")
    # (2,163,072 - 385,581.85) / (4,601,417 - 385,581.85) = 42.16 %; -227,169.85 / 7,326,055.15 = -3.10 %.
    assert re.search(r"solvabiliteit +47,0% +42,2% +1 +2\n", out)
    assert re.search(r"rentabiliteit +2,1% +-3,1% +1 +4\n", out)
    assert "Dan trede 4 — problematisch\n  Nu trede 1 — generiek" in out


def test_it_says_that_it_assumes_before_any_figure(ews: Ews) -> None:
    for words in (["--opbrengsten=-5%"], ["--opbrengsten=open", "--tot=4"]):
        _, out, _ = ews(HEALTHY, *words)
        assert out.index("Als dit gebeurt") < out.index("Aannamen, geen cijfers") < out.index("Dan trede")


def test_the_bound_that_breaks_first_stands_first(ews: Ews) -> None:
    _, out, _ = ews(HEALTHY, "--opbrengsten", "-5%")
    broken = re.findall(r"^ {2}\d\. +(trede \d: \w+)", out, re.MULTILINE)
    # Last year 2.04 %; this year 2.05: a drop of 1 point comes before 0.5 %, and that before the loss.
    assert broken[:3] == ["trede 2: rentabiliteit", "trede 3: rentabiliteit", "trede 4: rentabiliteit"]


def test_a_bound_below_the_present_trede_of_its_criterion_is_no_news(ews: Ews) -> None:
    _, out, _ = ews(LINDE, "--opbrengsten", "-5%")
    assert "trede 2:" not in out.partition("Welke grens breekt")[2].partition("\n\n")[0]


def test_money_that_runs_out_is_said_with_its_amount(ews: Ews) -> None:
    # 2,922,000 of cash.
    assert "het geld raakt op, er is € 78.000 te weinig" in flat(ews(LINDE, "--resultaat", "-3000000")[1])
    assert "het geld raakt op" not in flat(ews(LINDE, "--resultaat", "-2922000")[1])


def test_money_that_runs_out_is_shown_as_a_debt_too(ews: Ews) -> None:
    # A fifth of 7,711,637 is 1,542,327.40: 92,676.40 more than the cash of 1,449,651. With that as a debt:
    # 620,744.60 / (4,601,417 - 1,449,651) = 19.70 %, and (2,696,197 - 1,449,651) / (1,588,230 + 92,676.40) = 0.742.
    _, out, _ = ews(HEALTHY, "--opbrengsten", "-20%")
    assert re.search(r"solvabiliteit +47,0% +20,3%", out)
    said = "Als kortlopende schuld bij de bank: solvabiliteit 19,7%, liquiditeit 0,74; trede 4"
    assert said in flat(out)
    one = document(ews(HEALTHY, "--opbrengsten", "-20%", "--format=json")[1])["uitkomsten"][0]
    owed = one["als_dit_gebeurt"][0]["met_bankschuld"]
    assert owed["trede"] == 4
    assert float(owed["waarden"]["solvabiliteit"]) == pytest.approx(620744.6 / 3151766)


def test_equity_below_nil_is_trede_5_also_where_nothing_is_left_on_the_balance(ews: Ews) -> None:
    # 60 % of 7,711,637 takes equity of 2,163,072 below nil, and would take the balance total of 4,601,417 there too.
    out = flat(ews(HEALTHY, "--opbrengsten", "-60%")[1])
    assert "solvabiliteit 47,0% onbekend 1 1–5" in out
    assert "solvabiliteit -78,2%, liquiditeit 0,26; trede 5 — zeer problematisch" in out


def test_a_pair_for_which_money_runs_out_is_marked(ews: Ews) -> None:
    words = ["--raster", "opbrengsten=-20%..0%:20% lening=0..100.000:100.000"]
    _, out, _ = ews(HEALTHY, *words)
    # 1,549,651 of cash with the loan is more than the 1,542,327.40 of revenue that is lost.
    assert re.search(r"^ +-20% +4\* +4$", out, re.MULTILINE)
    assert "* het geld raakt op" in out
    grid = document(ews(HEALTHY, *words, "--format=json")[1])["uitkomsten"][0]["raster"]
    assert grid["geld_op"] == [[0, 0]]


def test_a_search_answers_to_the_cent_and_what_it_answers_is_so(ews: Ews) -> None:
    # The result is 158,412: that much less is break-even, a cent more is a loss.
    code, out, _ = ews(HEALTHY, "--opbrengsten", "open", "--tot", "4")
    assert code == 0
    assert "Trede 4 vanaf opbrengsten € -158.412,01 (-2,06%)" in out
    assert "Dan trede 4" in ews(HEALTHY, "--opbrengsten", "-158.412,01")[1]
    assert "Dan trede 3" in ews(HEALTHY, "--opbrengsten", "-158.412")[1]


def test_a_search_for_a_lower_trede_finds_what_it_takes(ews: Ews) -> None:
    # A loss of 412,000; at break-even rentabiliteit is under 0.5 %, which is trede 3.
    _, out, _ = ews(LINDE, "--resultaat", "open", "--tot", "3")
    assert "Trede 3 vanaf resultaat € +412.000\n" in out


def test_a_trede_that_is_there_or_out_of_reach_is_an_answer(ews: Ews) -> None:
    code, out, _ = ews(LINDE, "--opbrengsten", "open", "--tot", "4")
    assert (code, "Trede 4 is er al" in out) == (0, True)
    code, out, _ = ews(LINDE, "--lening", "open", "--tot", "5")
    assert (code, "Trede 5 is zo niet te bereiken" in out) == (0, True)


def test_a_grid_gives_the_trede_of_each_pair(ews: Ews) -> None:
    _, out, _ = ews(HEALTHY, "--raster", "opbrengsten=-10%..+5%:5% personeelskosten=0%..+6%:2%")
    rows = re.findall(r"^  ([+-]?\d+%)((?: +\S+)+)$", out, re.MULTILINE)
    assert rows[-4:] == [
        ("-10%", "   4    4    4    4"),
        ("-5%", "    4    4    4    4"),
        ("0%", "     1    2    4    4"),
        ("+5%", "    1    1    1    1"),
    ]
    # By hand: 2 % of 5,902,344 is 118,047, leaving 40,365 of 7,711,637: 0.52 %, a drop of 1.5 points: trede 2.


def test_a_pair_that_cannot_be_is_a_dash_with_its_reason(ews: Ews) -> None:
    code, out, _ = ews(HEALTHY, "--raster", "opbrengsten=-150%..0%:50% lening=0..100.000:100.000")
    assert code == 0
    assert re.search(r"-150% +– +–\n", out)
    assert "opbrengsten zou van 7.711.637 naar -3.855.818,5 gaan" in flat(out)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "words",
    [
        ["--opbrengsten=-5%", "--personeelskosten=+3%", "--uitstel-belasting=100000"],
        ["--opbrengsten=open", "--tot=5"],
        ["--raster", "opbrengsten=-12%..+12%:1% personeelskosten=-12%..+12%:1%"],
    ],
)
def test_a_report_fits_its_window(ews: Ews, words: list[str], width: int) -> None:
    _, out, _ = ews(LINDE, *words, width=width)
    assert max(len(line) for line in out.splitlines()) <= width


def test_an_ascii_terminal_can_show_it(ews: Ews) -> None:
    from ews_cli.reports.clean import for_encoding

    assert for_encoding(ews(LINDE, "--opbrengsten=-5%")[1], "ascii").isascii()


# Formats


def test_the_json_keeps_what_is_apart_from_what_would_be(ews: Ews) -> None:
    found = document(ews(HEALTHY, "--opbrengsten=-5%", "--format=json")[1])
    [outcome] = found["uitkomsten"]
    assert (outcome["werkelijk"]["trede"], outcome["als_dit_gebeurt"][0]["trede"]) == (1, 4)
    assert found["aannamen"] == [{"naam": "opbrengsten", "procent": "-0.05", "bedrag": None}]
    moved = outcome["als_dit_gebeurt"][0]["posten"]
    assert moved["resultaat"] == {"van": "158412", "naar": "-227169.85"}
    assert moved["jeugdhulpopbrengsten"]["naar"] is None
    assert outcome["als_dit_gebeurt"][0]["breuken"][0]["gebroken"] is True


def test_the_json_of_a_search_and_of_a_grid_follow_the_schema_too(ews: Ews) -> None:
    found = document(ews(HEALTHY, "--opbrengsten=open", "--tot=4", "--format=json")[1])
    [far] = found["uitkomsten"][0]["gezocht"]["uitersten"]
    assert (far["bedrag"], far["procent"], far["trede"]) == ("-158412.01", "-0.0206", 4)
    words = ["--raster", "opbrengsten=-150%..0%:50% lening=0..100.000:100.000", "--format=json"]
    cells = document(ews(HEALTHY, *words)[1])["uitkomsten"][0]["raster"]["vakken"]
    assert cells[0] == [None, None]
    assert [cell["ten_minste"] for cell in cells[3]] == [1, 1]


def test_docs_json_md_names_every_field_of_the_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "whatif.schema.json").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")

    def names(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(names, node))
        if not isinstance(node, dict):
            return set()
        own = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
        return own.union(*map(names, node.values()))

    assert {name for name in names(schema) if f"`{name}`" not in text} <= {"criterium"}


def test_the_csv_says_in_each_row_whether_it_is_real(ews: Ews) -> None:
    rows = list(csv.DictReader(io.StringIO(ews(HEALTHY, "--opbrengsten=-5%", "--format=csv")[1])))
    assert [(r["stand"], r["aanname_opbrengsten_procent"], r["trede"]) for r in rows] == [
        ("werkelijk", "", "1"),
        ("als dit gebeurt", "-0.05", "4"),
    ]
    assert [r["resultaat"] for r in rows] == ["158412", "-227169.85"]


def test_the_csv_of_a_grid_has_a_row_for_each_pair_that_can_be(ews: Ews) -> None:
    words = ["--raster", "opbrengsten=-150%..0%:50% lening=0..100.000:100.000", "--lening=0"]
    assert ews(HEALTHY, *words)[0] == 2  # an assumption that the grid moves is not fixed as well
    rows = list(csv.DictReader(io.StringIO(ews(HEALTHY, *words[:2], "--format=csv")[1])))
    assert len(rows) == 1 + 3 * 2
    assert {r["aanname_lening"] for r in rows} == {"", "0", "100000"}


def test_each_format_can_be_written_and_the_extension_chooses_it(ews: Ews, tmp_path: Path) -> None:
    names = ["a.txt", "a.md", "a.csv", "a.json"]
    code, out, _ = ews(HEALTHY, "--opbrengsten=-5%", *(f"-o{tmp_path / name}" for name in names))
    assert (code, out) == (0, "")
    text, md, table, data = ((tmp_path / name).read_text(encoding="utf-8") for name in names)
    assert "Dan trede 4" in text
    assert "### Dan trede 4" in md
    assert table.startswith("stand,")
    document(data)


def test_nothing_in_a_name_is_live_in_the_csv(ews: Ews) -> None:
    out = ews(HEALTHY, "--opbrengsten=-5%", "--naam==cmd|'/c calc'!A0", "--format=csv")[1]
    assert all(row["naam"].startswith("'=") for row in csv.DictReader(io.StringIO(out)))


# Bad input


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "EWS401 er is geen aanname gegeven"),
        (["--opbrengsten", "-5"], "EWS403 --opbrengsten: '-5' zegt niet wat"),
        (["--tot", "4"], "--tot zoekt met precies een aanname die open staat, nu geen enkele"),
        (["--tot=4", "--lening=open", "--storting=open"], "nu --lening en --storting"),
        (["--tot=4", "--opbrengsten=-5%"], "nu geen enkele"),
        (["--opbrengsten=open"], "open vraagt om een trede"),
        (["--opbrengsten=open", "--tot=6"], "'6' is geen trede die cijfers kunnen halen"),
        (["--tot=4", "--raster=opbrengsten=-10%..0%:5 lening=0..5000:1000"], "gaan niet samen"),
        (["--opbrengsten=-5%", "--format=xlsx"], "'xlsx' is geen formaat"),
        (["--personeels", "-5%"], "EWS404 onbekende optie --personeels"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_exit_2(ews: Ews, words: list[str], said: str) -> None:
    code, out, err = ews(HEALTHY, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert sum("EWS" in line for line in err.splitlines()) == 1


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        (HEALTHY, ["--opbrengsten=-150%"], "EWS412"),
        (HEALTHY, ["--rentelasten=+10%"], "EWS411"),
        (NO_UNIT, ["--resultaat=-250000", "-q"], "EWS413"),
        (NO_UNIT, ["--resultaat=open", "--tot=4", "-q"], "EWS413"),
    ],
)
def test_an_assumption_that_does_not_fit_is_one_line_and_exit_4(
    ews: Ews, file: str, words: list[str], code: str
) -> None:
    answer, out, err = ews(file, *words)
    assert answer == 4
    assert out == "Niets te berekenen; de meldingen zeggen waarom.\n"
    assert re.fullmatch(rf"\S+: {code} .*; .*\n", err)


@pytest.mark.parametrize("words", [["--resultaat", "-250.000"], ["--opbrengsten", "-5%"]])
def test_interim_figures_alone_are_no_year_to_assume_of(ews: Ews, tmp_path: Path, words: list[str]) -> None:
    lines = (ROOT / "samples" / "kwartalen.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    file = tmp_path / "kwartalen.csv"
    file.write_text("".join([lines[0], *(x for x in lines if "-2025;" in x and ";31-12-" not in x)]), "utf-8")
    code, out, err = ews(str(file), *words)
    assert (code, out) == (4, "Niets te berekenen; de meldingen zeggen waarom.\n")
    assert "EWS411 er is geen jaarrekening, alleen tussentijdse cijfers; geef de jaarrekening erbij" in err


def test_revenue_below_nil_is_said_without_the_zeros_of_the_calculation(ews: Ews) -> None:
    _, _, err = ews(HEALTHY, "--opbrengsten", "-150%")
    assert "opbrengsten zou van 7.711.637 naar -3.855.818,5 gaan, onder nul" in err
    assert "naar -7.711.637 gaan" in ews(HEALTHY, "--opbrengsten", "-200%")[2]


def test_an_unknown_unit_takes_percentages_and_shows_no_euro(ews: Ews) -> None:
    code, out, _ = ews(NO_UNIT, "--opbrengsten=-5%", "-q")
    assert code == 0
    assert "€" not in out
    assert "Dan" in out


def test_of_two_providers_the_one_that_fits_is_calculated(ews: Ews, tmp_path: Path) -> None:
    shutil.copy(NO_UNIT, tmp_path / "zonder.csv")
    code, out, err = ews(HEALTHY, str(tmp_path / "zonder.csv"), "--resultaat=-250000", "-q")
    assert code == 4
    assert "Hazelaar" in out
    assert "EWS413" in err


def test_no_input_is_exit_2(ews: Ews) -> None:
    assert ews("--opbrengsten=-5%")[0] == 2
    assert ews("nergens.xlsx", "--opbrengsten=-5%")[0] == 2


def test_help_is_dutch_and_names_every_assumption(ews: Ews) -> None:
    code, out, _ = ews("--help")
    assert code == 0
    assert out.isascii()
    assert all(f"--{naam.replace('_', '-')}" in out for naam in AANNAMEN)
    assert not {"Usage", "Options", "Show"} & set(re.findall(r"\w+", out))


# The docs


def test_the_docs_say_what_moves_what_as_the_table_does() -> None:
    rows = {
        naam: (unit, plus, minus)
        for naam, unit, plus, minus in re.findall(
            r"^\| `(\w+)` \| (.*?) \| (.*?) ?\| (.*?) ?\|$", DOC, re.MULTILINE
        )
    }
    assert rows.keys() == AANNAMEN.keys()
    for naam, (unit, *sides) in rows.items():
        aanname = AANNAMEN[naam]
        assert unit == ("% of €" if aanname.van else "€")
        for direction, side in zip((1, -1), sides, strict=True):
            moved = {post.tekst for post, way in aanname.beweegt.items() if way == direction}
            assert set(filter(None, side.split(", "))) == moved
