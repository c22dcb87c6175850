"""`ews thresholds diff`: every difference in words, who moves by it, and what one other bound would do."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ews_cli.cli.inputs import expand
from ews_cli.cli.main import main
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.policy_changes import changes
from ews_cli.thresholds_file import check, packaged, what_if

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[1]
SAMPLES = str(ROOT / "samples" / "portefeuille")
SHIPPED = packaged().read_text(encoding="utf-8")
MINIMAL = (Path(__file__).parent / "thresholds" / "valid" / "minimal.yaml").read_text(encoding="utf-8")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_a_folder_with_the_shipped_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    Path("oud.yaml").write_text(SHIPPED, encoding="utf-8")
    Path("thresholds.yaml").write_text(SHIPPED, encoding="utf-8")


def changed(*pairs: tuple[str, str], text: str = SHIPPED) -> str:
    for old, new in pairs:
        assert old in text, f"the example has no {old!r}"
        text = text.replace(old, new, 1)
    return text


def new(*pairs: tuple[str, str]) -> str:
    Path("nieuw.yaml").write_text(changed(*pairs), encoding="utf-8")
    return "nieuw.yaml"


def run(capsys: Capture, *arguments: str, code: int = 0) -> str:
    assert main(["thresholds", "diff", "-q", *arguments]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def policy(text: str) -> Thresholds:
    made, problems = check(text.encode(), "t.yaml", TODAY)
    assert made, problems
    return made


def said(*pairs: tuple[str, str], text: str = SHIPPED) -> list[str]:
    """The differences between a policy and the same one with these changes, each with its part."""
    found = changes(policy(text), policy(changed(*pairs, text=text)))
    return [f"{change.onderdeel}: {change.tekst}" for change in found]


# --- what changed, in words


def test_the_same_policy_has_no_difference(capsys: Capture) -> None:
    assert changes(policy(SHIPPED), policy(SHIPPED)) == ()
    assert "beide bestanden zeggen hetzelfde" in run(capsys, "oud.yaml", "thresholds.yaml")


def test_comments_order_and_white_space_are_no_difference() -> None:
    text = re.sub(r"(?m)^# .*\n", "", SHIPPED).replace("1.00\n", "1.00 # een\n")
    assert said(("schema: 1\n", "schema: 1 # vorm\n")) == []
    assert changes(policy(SHIPPED), policy(text)) == ()


@pytest.mark.parametrize(
    ("old", "bound", "effect"),
    [
        ("below: 0.5%", "below: 0.6%", "raakt meer aanbieders"),
        ("below: 0.5%", "below: 0.4%", "raakt minder aanbieders"),
        ("drops_at_least: 1pp", "drops_at_least: 2pp", "raakt minder aanbieders"),
        ("drops_at_least: 1pp", "drops_at_least: 0.5pp", "raakt meer aanbieders"),
        (
            "            below: 0%\n            years: 2",
            "            below: 0%\n            years: 3",
            "raakt minder",
        ),
    ],
)
def test_another_bound_is_told_with_what_it_does(old: str, bound: str, effect: str) -> None:
    [line] = said((old, bound))
    assert line.startswith("rentabiliteit: trede ")
    assert f"({effect}" in line


def test_a_bound_is_told_as_it_was_and_as_it_is() -> None:
    assert said(("below: 1.00", "below: 1.10")) == [
        "liquiditeit: trede 3: grens was onder 1,00 [onze lezing], wordt onder 1,10 [onze lezing]"
        " (raakt meer aanbieders)"
    ]


def test_a_bound_that_counts_where_more_is_worse_works_the_other_way() -> None:
    text = (Path(__file__).parent / "thresholds" / "valid" / "every-feature.yaml").read_text(encoding="utf-8")
    assert RATIOS["pnil_ratio"].hoger_is_beter is False
    [line] = [s for s in said(("above: 33.3%", "above: 33.2%, reading: r"), text=text) if "grens" in s]
    assert line.endswith("(raakt meer aanbieders)")


def test_a_bound_that_comes_or_goes_is_told() -> None:
    at = "          - trede: 4\n            below: 0%\n            quote: de rentabiliteit is verlieslatend"
    extra = changed(
        (
            at,
            "          - trede: 4\n            drops_at_least: 9pp\n            quote: q\n            reading: r\n"
            + at,
        )
    )
    come = [c.tekst for c in changes(policy(SHIPPED), policy(extra))]
    gone = [c.tekst for c in changes(policy(extra), policy(SHIPPED))]
    bound = "grens daling van ten minste 9 procentpunt [onze lezing]"
    assert come == [f"trede 4: nieuw: {bound} (raakt meer aanbieders)"]
    assert gone == [f"trede 4: vervalt: {bound} (raakt minder aanbieders)"]


LIQUIDITEIT_4 = "          - trede: 4\n            below: 0.75"
LIQUIDITEIT_5 = "          - trede: 5\n            below: 0.75\n            years: 2"


@pytest.mark.parametrize(
    ("old", "other", "effect"),
    [
        (LIQUIDITEIT_5, LIQUIDITEIT_5.replace("0.75", "0.70"), " (raakt minder aanbieders)"),
        (LIQUIDITEIT_5, LIQUIDITEIT_5.replace("years: 2", "years: 3"), " (raakt minder aanbieders)"),
        (LIQUIDITEIT_5, LIQUIDITEIT_5.replace("0.75\n            years: 2", "0.70"), ""),
        (LIQUIDITEIT_4, LIQUIDITEIT_4.replace("below: 0.75", "below: 0.80\n            years: 2"), ""),
        (LIQUIDITEIT_4, LIQUIDITEIT_4.replace("below", "at_most"), ""),
    ],
)
def test_what_a_bound_does_is_said_only_where_the_bounds_say_so(old: str, other: str, effect: str) -> None:
    [line] = said((old, other))
    assert line.endswith(f"[onze lezing]{effect}")


def test_fewer_years_for_the_same_bound_touch_more_providers() -> None:
    longer = changed((LIQUIDITEIT_5, LIQUIDITEIT_5.replace("years: 2", "years: 3")))
    [change] = changes(policy(longer), policy(SHIPPED))
    assert change.gevolg == "raakt meer aanbieders"


def test_a_source_that_comes_or_goes_is_told_with_its_date() -> None:
    other = (
        "  kamerbrief:\n    title: De kamerbrief\n    published: 2024-01-01\n    sha256: " + "a" * 64 + "\n"
    )
    more = changed(
        ("  taskforce:\n", other + "  taskforce:\n"),
        (
            "not_modelled:\n",
            "not_modelled:\n  - {text: T., quote: q, source: {doc: kamerbrief, section: '1'}}\n",
        ),
    )
    come, gone = changes(policy(SHIPPED), policy(more)), changes(policy(more), policy(SHIPPED))
    assert [(c.onderdeel, c.tekst) for c in come] == [
        ("bronnen", "nieuw: kamerbrief De kamerbrief (2024-01-01)"),
        ("niet meegewogen", "nieuw: T. “q” [kamerbrief §1]"),
    ]
    assert gone[0].tekst == "vervalt: kamerbrief De kamerbrief (2024-01-01)"


def test_a_version_before_all_others_is_held_against_the_oldest() -> None:
    at = MINIMAL.index("      - valid_from: 2021-07-01")
    version = MINIMAL[at : MINIMAL.index("      - valid_from: 2023-01-01")]
    first = (
        version.replace("2021-07-01", "2020-01-01").replace("2022-12-31", "2021-06-30").replace("3pp", "4pp")
    )
    first = first.replace("daling van 3", "daling van 4")
    found = changes(policy(MINIMAL), policy(MINIMAL[:at] + first + MINIMAL[at:]))
    assert [change.tekst for change in found if change.wat.startswith("grens")] == [
        "trede 2: grens vanaf 1 januari 2020 was daling van ten minste 3 procentpunt [uit de bron], wordt daling van"
        " ten minste 4 procentpunt [uit de bron] (raakt minder aanbieders)"
    ]


def test_another_reading_is_told_and_so_is_a_bound_that_becomes_ours() -> None:
    lines = said(
        (
            "quote: de solvabiliteit van de aanbieder komt onder de 10%",
            "quote: laag\n            reading: Een tiende.",
        ),
        ("De grens staat er in woorden. Verlieslatend", "Verlieslatend"),
    )
    assert lines == [
        "solvabiliteit: trede 4: herkomst was uit de bron, wordt onze lezing",
        "solvabiliteit: trede 4: woorden was “de solvabiliteit van de aanbieder komt onder de 10%”, wordt “laag”",
        "solvabiliteit: trede 4: nieuw: lezing “Een tiende.”",
        "rentabiliteit: trede 4: lezing was “De grens staat er in woorden. Verlieslatend is een resultaat lager dan"
        " nul.”, wordt “Verlieslatend is een resultaat lager dan nul.”",
    ]


def test_a_renamed_source_is_one_difference() -> None:
    renamed = SHIPPED.replace("draaiboek:\n", "kader:\n").replace("doc: draaiboek", "doc: kader")
    assert [(c.onderdeel, c.tekst) for c in changes(policy(SHIPPED), policy(renamed))] == [
        ("bronnen", "naam was draaiboek, wordt kader")
    ]


def test_a_new_version_is_held_against_the_one_before_it() -> None:
    text = changed(
        ("        verified: 2023-06-01", "        valid_until: 2026-12-31\n        verified: 2023-06-01"),
        text=MINIMAL,
    )
    at = text.index("  liquiditeit:\n    ratio")
    version = MINIMAL[
        MINIMAL.index("      - valid_from: 2023-01-01") : MINIMAL.index("  liquiditeit:\n    ratio")
    ]
    version = version.replace("2023-01-01", "2027-01-01").replace(
        "below: 10%, quote: onder de 10%", "below: 12%, quote: onder de 12%"
    )
    found = changes(policy(MINIMAL), policy(text[:at] + version + text[at:]))
    assert [change.tekst for change in found] == [
        "laatste dag was geen einde, wordt 2026-12-31",
        "nieuw: versie vanaf 1 januari 2027",
        "trede 4: grens vanaf 1 januari 2027 was onder 10% [uit de bron], wordt onder 12% [uit de bron]"
        " (raakt meer aanbieders)",
        "trede 4: woorden vanaf 1 januari 2027 was “onder de 10%”, wordt “onder de 12%”",
    ]


@pytest.mark.parametrize(
    ("old", "other", "line"),
    [
        ("version: 1.0.0", "version: 1.0.1", "beleid: versie was 1.0.0, wordt 1.0.1"),
        ("    naam: risicovol", "    naam: riskant", "treden: trede 2: naam was risicovol, wordt riskant"),
        (
            "    horizon: herstel binnen zes maanden\n",
            "",
            "treden: trede 3: vervalt: termijn herstel binnen zes maanden",
        ),
        ("quote: en/of", "quote: of", "samenvoegen: woorden was “en/of”, wordt “of”"),
        ("verified: 2026-11-22", "verified: 2026-11-21", "solvabiliteit: nagekeken was 2026-11-22, wordt 2026-11-21"),
        ("published: 2021-07-01", "published: 2021-06-01",
         "bronnen: draaiboek, datum was 2021-07-01, wordt 2021-06-01"),
        (
            "quote: het wegvallen van bestuur",
            "quote: geen bestuur",
            "signalen: wegvallen_bestuur was geen trede: “het wegvallen van bestuur” [draaiboek §1.2], wordt geen"
            " trede: “geen bestuur” [draaiboek §1.2]",
        ),
    ],
)  # fmt: skip
def test_what_stands_around_the_bounds_is_told_too(old: str, other: str, line: str) -> None:
    assert said((old, other)) == [line]


def test_a_criterion_that_goes_is_told_with_its_formula() -> None:
    start, end = SHIPPED.index("  rentabiliteit:\n"), SHIPPED.index("  liquiditeit:\n    ratio")
    without = policy(SHIPPED[:start] + SHIPPED[end:])
    gone, come = changes(policy(SHIPPED), without), changes(without, policy(SHIPPED))
    formula = "criterium rentabiliteit = resultaat / opbrengsten"
    assert [change.tekst for change in gone] == [f"vervalt: {formula}"]
    assert come[0].tekst == f"nieuw: {formula}"
    assert len([change for change in come if change.wat == "grens"]) == 4


# --- who moves

MOVED = ("--wat-als", "liquiditeit.4=0.98", "--wat-als", "solvabiliteit.4=18%", "--op", SAMPLES)


def test_who_moves_is_told_with_the_figure_and_both_bounds(capsys: Capture) -> None:
    """By hand from the samples: equity 16,0% and 17,5% of the total are under 18%, a current ratio of 0,954 is
    under 0,98; the fourth with a current ratio under 0,98 stands on 5 already by its equity."""
    out = run(capsys, *MOVED)
    assert out.startswith("Drempels: 2 verschillen; 3 van 12 aanbieders verschuiven\n")
    table = out[out.index("Wie verschuift") : out.index("Aanbieders per trede")]
    rows = re.findall(r"^  (Stichting .+?) +2025 +(\S+) +(\S+) +(\w+) (\S+)", table, re.M)
    assert rows == [
        ("Stichting Gezinshuizen Fictieve Populier", "3–5", "4–5", "solvabiliteit", "16,0%"),
        ("Stichting Jeugdhulp De Verzonnen Esdoorn", "3", "4", "solvabiliteit", "17,5%"),
        ("Stichting Jeugdteam Fictieve Berk", "3", "4", "liquiditeit", "0,95"),
    ]
    assert "Bij 1 aanbieder verschuift een criterium, maar beslist een ander de trede." in table


def test_the_totals_before_and_after_count_every_provider(capsys: Capture) -> None:
    totals = json.loads(run(capsys, *MOVED, "--format", "json"))["gevolgen"]["totalen"]
    assert [row["trede"] for row in totals] == ["5", "4", "3", "2", "1", "4–5", "3–5", "1–2"]
    counts = {row["trede"]: (row["oud"], row["nieuw"]) for row in totals}
    assert counts == {
        "5": (2, 2), "4": (3, 5), "3": (2, 0), "2": (2, 2), "1": (1, 1), "4–5": (0, 1), "3–5": (1, 0), "1–2": (1, 1),
    }  # fmt: skip
    assert [sum(side) for side in zip(*counts.values(), strict=True)] == [12, 12]


def test_a_changed_file_moves_the_same_providers_as_the_wish(capsys: Capture) -> None:
    file = new(
        ("below: 10%", "below: 18%"),
        ("quote: de solvabiliteit van de aanbieder komt onder de 10%", "quote: onder de 18%"),
        ("below: 0.75", "below: 0.98"),
    )
    by_file = json.loads(run(capsys, "oud.yaml", file, "--op", SAMPLES, "--format", "json"))["gevolgen"]
    by_wish = json.loads(run(capsys, *MOVED, "--format", "json"))["gevolgen"]
    assert by_file == by_wish


def test_results_of_an_earlier_run_give_the_same_as_the_accounts(capsys: Capture) -> None:
    accounts = sorted(str(path) for path in Path(SAMPLES).iterdir())
    main(["score", "-q", *accounts, "-o", "resultaat.json"])
    capsys.readouterr()
    from_accounts = json.loads(run(capsys, *MOVED, "--format", "json"))["gevolgen"]
    from_results = json.loads(run(capsys, *MOVED[:-1], "resultaat.json", "--format", "json"))["gevolgen"]
    assert from_results == from_accounts


def test_markdown_for_a_pull_request_has_the_same_rows(capsys: Capture) -> None:
    out = run(capsys, *MOVED, "--format", "md")
    assert "\n### Wie verschuift\n" in out
    assert "| Stichting Jeugdteam Fictieve Berk | 2025 | 3 | 4 | liquiditeit 0,95 (-0,05): trede 3" in out
    assert "| 4 | 3 | 5 | +2 |" in out


def test_a_name_in_a_result_is_not_live_in_markdown(capsys: Capture) -> None:
    main(["score", "-q", str(ROOT / "samples" / "jaarrekening.xlsx"), "-o", "r.json"])
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    document["beoordelingen"][0]["aanbieder"]["naam"] = (
        "<img src=x> | [klik](http://x.nl) @ieder\n# kop \x1b[31m"
    )
    Path("r.json").write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()
    wishes = ("--wat-als", "liquiditeit.4=0.96", "--wat-als", "liquiditeit.5=0.96")
    out = run(capsys, *wishes, "--op", "r.json", "--format", "md")
    row = next(line for line in out.splitlines() if "img" in line)
    assert len(re.split(r"(?<!\\)\|", row)) == 7
    assert not re.search(r"(?<!\\)[<>\[\]#]|http:|@|\x1b", row.replace("&#", ""))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "EWS105"),
        ("[" * 100_000, "EWS105"),
        ("[]", "EWS103"),
        ('{"schema": 2, "beoordelingen": []}', "EWS103"),
        ('{"schema": 1}', "EWS103"),
        ('{"schema": 1, "beoordelingen": [{"aanbieder": {"naam": 3, "kvk": null}}]}', "EWS103"),
        ('{"schema": 1, "beoordelingen": []}', "EWS111"),
        (
            '{"schema": 1, "beoordelingen": [{"aanbieder": {"naam": "a", "kvk": null}, "boekjaar": 2024,'
            ' "ratios": {"x": {"formule": "f", "waarde": "1e999999999", "vorig": null}}}]}',
            "EWS103",
        ),
    ],
)
def test_what_is_no_result_is_named_and_not_counted(text: str, code: str, capsys: Capture) -> None:
    Path("r.json").write_text(text, encoding="utf-8")
    assert main(["thresholds", "diff", "--wat-als", "liquiditeit.4=0.8", "--op", "r.json"]) == 4
    out, err = capsys.readouterr()
    assert f"r.json: {code}" in err
    assert "Er is geen aanbieder te beoordelen." in out
    assert "Niet meegeteld, want niet te lezen: 1 bestand." in out


def test_an_unknown_figure_stays_unknown_under_another_policy(capsys: Capture) -> None:
    """What a result does not hold, such as a ratio that was no criterion with its year before, is not made up."""
    main(["score", "-q", str(ROOT / "samples" / "jaarrekening.xlsx"), "-o", "r.json"])
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    for ratio in document["beoordelingen"][0]["ratios"].values():
        ratio["waarde"] = ratio["vorig"] = None
    Path("r.json").write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()
    totals = json.loads(run(capsys, "--wat-als", "liquiditeit.4=0.8", "--op", "r.json", "--format", "json"))[
        "gevolgen"
    ]["totalen"]
    assert {row["trede"]: row["oud"] for row in totals if row["oud"]} == {"1–5": 1}


# --- one other bound


def wished(text: str, day: date = TODAY, policy_text: str = SHIPPED) -> tuple[Thresholds | None, list[Any]]:
    made = what_if.wish(text)
    assert made
    return what_if.policy(policy_text.encode(), "t.yaml", [made], day, TODAY)


def test_a_wish_changes_its_bound_and_nothing_else() -> None:
    made, problems = wished("solvabiliteit.4=12.5%")
    assert problems == []
    assert made
    bands = {band.trede: band for band in made.criteria["solvabiliteit"].versions[0].bands}
    assert (bands[4].grens, bands[4].literal, bands[4].uit_bron) == (Fraction(1, 8), "12.5%", False)
    assert {c.trede for c in changes(policy(SHIPPED), made)} == {4}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("liquiditeit.4=1.2", "EWS225 trede 4 (below 1.2) is niet strenger dan trede 3"),
        ("liquiditeit.4=80%", "EWS234 80% bij liquiditeit; schrijf 0.8"),
        ("liquiditeit.4=0,8", "EWS216 `0,8` is geen grens"),
        ("solvabiliteit.4=0.12", "EWS234 0.12 bij solvabiliteit; schrijf 12% of 0.12%"),
        ("liquiditeit.6=0.1", "liquiditeit heeft geen zulke grens voor trede 6"),
        ("liquiditeit.4.above=0.1", "liquiditeit heeft geen zulke grens voor trede 4"),
        ("liquidteit.4=0.1", "onbekend criterium; bedoelde u `liquiditeit`?"),
    ],
)
def test_a_wish_that_no_file_could_hold_is_refused(text: str, words: str, capsys: Capture) -> None:
    assert main(["thresholds", "diff", "--wat-als", text]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert f"--wat-als {text}" in err


def test_where_a_trede_has_more_bounds_the_wish_names_one() -> None:
    text = changed(
        (
            "          - trede: 4\n            below: 10%",
            "          - {trede: 4, drops_at_least: 9pp, quote: q, reading: r}\n"
            "          - trede: 4\n            below: 10%",
        )
    )
    made, [problem] = wished("solvabiliteit.4=12%", policy_text=text)
    assert made is None
    assert problem.melding.endswith("noem er een, zoals solvabiliteit.4.drops_at_least=12%")
    made, problems = wished("solvabiliteit.4.below=12%", policy_text=text)
    assert (bool(made), problems) == (True, [])


def test_a_wish_is_for_the_version_in_force_on_the_peildatum() -> None:
    for day, first in ((date(2022, 12, 31), 2021), (date(2023, 1, 1), 2023)):
        made, _ = wished("solvabiliteit.4=11%", day, MINIMAL)
        assert made
        hits = [
            v.valid_from.year for v in made.criteria["solvabiliteit"].versions if v.bands[2].literal == "11%"
        ]
        assert hits == [first]
    assert wished("solvabiliteit.4=11%", date(2020, 1, 1), MINIMAL)[0] is None


@pytest.mark.parametrize(
    "text", ["liquiditeit=0.8", "liquiditeit.4", "liquiditeit.7=1", ".4=1", "", "a.b.4=1"]
)
def test_what_is_not_written_as_a_wish_is_refused_with_the_form(text: str, capsys: Capture) -> None:
    assert main(["thresholds", "diff", "--wat-als", text]) == 2
    assert "schrijf criterium.trede=grens, zoals liquiditeit.4=0.8" in capsys.readouterr().err


# --- the answer


def test_fail_on_change_answers_no_only_when_something_differs(capsys: Capture) -> None:
    run(capsys, "oud.yaml", "thresholds.yaml", "--fail-on-change", code=0)
    run(capsys, "oud.yaml", new(("below: 1.00", "below: 1.10")), code=0)
    run(capsys, "oud.yaml", "nieuw.yaml", "--fail-on-change", code=1)


def test_a_changed_bound_under_the_same_version_is_pointed_out(capsys: Capture) -> None:
    note = "heet nog steeds kruger-treden-jeugdhulp 1.0.0"
    assert note in run(capsys, "oud.yaml", new(("below: 1.00", "below: 1.10")))
    assert note not in run(
        capsys, "oud.yaml", new(("below: 1.00", "below: 1.10"), ("version: 1.0.0", "version: 2.0.0"))
    )
    assert note not in run(capsys, "oud.yaml", new(("quote: en/of", "quote: of")))
    assert note not in run(capsys, "--wat-als", "liquiditeit.4=0.8")


def test_a_version_that_has_not_begun_is_pointed_out(capsys: Capture) -> None:
    text = changed(("valid_from: 2021-07-01", "valid_from: 2021-07-01\n        valid_until: 2030-12-31"))
    at = text.index("  rentabiliteit:\n    ratio")
    version = SHIPPED[SHIPPED.index("      - valid_from") : SHIPPED.index("  rentabiliteit:\n    ratio")]
    Path("nieuw.yaml").write_text(
        text[:at].rstrip()
        + "\n"
        + version.replace("valid_from: 2021-07-01", "valid_from: 2031-01-01")
        + text[at:],
        encoding="utf-8",
    )
    out = run(capsys, "oud.yaml", "nieuw.yaml", "--peildatum", "2026-11-22")
    assert "begint op 2031-01-01 telt op 2026-11-22 nog niet mee; kies --peildatum 2031-01-01" in out
    assert "nog niet mee" not in run(capsys, "oud.yaml", "nieuw.yaml", "--peildatum", "2031-01-01")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "geef twee drempelbestanden"),
        (["oud.yaml"], "geef twee drempelbestanden"),
        (["oud.yaml", "oud.yaml", "oud.yaml"], "geef twee drempelbestanden"),
        (["oud.yaml", "oud.yaml", "--wat-als", "liquiditeit.4=0.8"], "met --wat-als ten hoogste een"),
        (["oud.yaml", "weg.yaml"], "weg.yaml: EWS201 bestaat niet"),
        (["oud.yaml", "fout.yaml"], "fout.yaml:145:20: EWS216"),
        (
            ["oud.yaml", "thresholds.yaml", "--op", "leeg"],
            "leeg: EWS401 geen bestand om te lezen in deze map",
        ),
        (
            ["oud.yaml", "oud.yaml", "--op", SAMPLES, "--peildatum", "2020-01-01"],
            "heeft geen versie op 2020-01-01",
        ),
        (["oud.yaml", "oud.yaml", "--peildatum", "gisteren"], "is geen datum"),
        (["oud.yaml", "oud.yaml", "-o", "x.csv"], "kies .json of .txt of .md"),
    ],
)
def test_what_cannot_be_compared_is_exit_2_and_says_why(
    arguments: list[str], words: str, capsys: Capture
) -> None:
    os.mkdir("leeg")
    text = changed(("below: 1.00", "below: 1,00"))
    Path("fout.yaml").write_text(text, encoding="utf-8")
    words = words.replace("145", str(text[: text.index("1,00")].count("\n") + 1))
    assert main(["thresholds", "diff", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_a_folder_is_read_with_its_subfolders_and_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a/c.CSV", "a/~$c.xlsx", ".verborgen/d.xlsx", "a/.e.csv", "f.docx", "a/g.json"):
        path = tmp_path / "map" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    files, empty = expand([tmp_path / "map", tmp_path / "map" / "f.docx", tmp_path / "map" / "b.xlsx"])
    assert [path.name for path in files] == ["c.CSV", "g.json", "b.xlsx", "f.docx"]
    assert empty == []
    assert expand([tmp_path / "map" / ".verborgen" / "leeg"])[1] == []


def test_the_same_question_gives_the_same_bytes(capsys: Capture) -> None:
    for format_ in ("table", "md", "json"):
        assert run(capsys, *MOVED, "--format", format_) == run(capsys, *MOVED, "--format", format_)
