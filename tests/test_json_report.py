"""The JSON is a contract: its schema, its exact numbers, its bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ews_cli.core.beoordeling import Oordeel
from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.reports import json_report
from ews_cli.reports.result import Run
from provider_accounts import LINDE, linde, run_of, without, year

SCHEMAS = Path(__file__).parents[1] / "docs" / "schema"


def valid(text: str, name: str) -> Any:
    """The document, once its published schema has accepted it."""
    document = json.loads(text)
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return document


def score(run: Run) -> Any:
    return valid(json_report.score(run), "score")


def inspect(jaar: Jaarrekening) -> Any:
    return valid(json_report.inspect([jaar], []), "inspect")["jaarrekeningen"][0]


def test_a_provider_is_judged_on_its_latest_year() -> None:
    [found] = score(run_of(linde()))["beoordelingen"]
    assert (found["boekjaar"], found["balansdatum"]) == (2025, "2025-12-31")
    assert found["aanbieder"] == {"naam": "Stichting Jeugdzorg De Fictieve Linde", "kvk": "00000100"}
    assert (found["trede"], found["ten_minste"], found["ten_hoogste"]) == (4, 4, 4)
    assert (found["naam"], found["bepalend"]) == ("problematisch", ["rentabiliteit"])


def test_a_name_that_is_only_that_of_the_file_says_so() -> None:
    [found] = score(run_of(linde()))["beoordelingen"]
    assert found["naam_in_bestand"] is True
    [found] = score(run_of([replace(y, aanbieder=Aanbieder("linde")) for y in linde()]))["beoordelingen"]
    assert found["aanbieder"]["naam"] == "linde"
    assert found["naam_in_bestand"] is False


def test_a_criterium_holds_its_figure_its_bound_and_whose_bound_it_is() -> None:
    ratios = score(run_of(linde()))["beoordelingen"][0]["ratios"]
    # By hand: 3012 / 21514 and 3424 / 20380; the digits of 20% stand in the draaiboek.
    assert ratios["solvabiliteit"] == {
        "waarde": "0.1400018592544389699730408106",
        "formule": "eigen_vermogen / balanstotaal",
        "trede": 3,
        "ten_minste": 3,
        "ten_hoogste": 3,
        "grens": "below 20%",
        "basis": "bron",
        "bron": "draaiboek §1.2",
        "vorig": "0.1680078508341511285574092247",
        "reden": None,
    }
    assert (ratios["rentabiliteit"]["grens"], ratios["rentabiliteit"]["basis"]) == ("below 0%", "lezing")


def test_the_criteria_come_first_and_an_informing_ratio_has_no_trede() -> None:
    ratios = score(run_of(linde()))["beoordelingen"][0]["ratios"]
    assert list(ratios)[:4] == ["solvabiliteit", "rentabiliteit", "liquiditeit", "weerstandsvermogen"]
    assert ratios["weerstandsvermogen"]["waarde"] == "0.06193198174116872969527491056"  # 3012 / 48634
    assert ratios["weerstandsvermogen"]["ten_minste"] is None
    assert ratios["quick_ratio"]["waarde"] is None
    assert "voorraden" in ratios["quick_ratio"]["reden"]


def test_the_room_is_in_euro_and_the_nearest_bound_comes_first() -> None:
    ruimte = score(run_of(linde()))["beoordelingen"][0]["ruimte"]
    # (3012 - x) / (21514 - x) = 0.10 gives x = (3012 - 2151.4) / 0.9 = 956.2222..., in thousands.
    assert ruimte["solvabiliteit"] == [
        {"trede": 4, "grens": "below 10%", "bedrag": "956222.2222222222222222222222", "wat": "verlies"},
        {"trede": 5, "grens": "below 0%", "bedrag": "3012000", "wat": "verlies"},
    ]


def test_what_is_unknown_is_null_with_a_reason() -> None:
    latest = without(linde()[1], Post.KORTLOPENDE_SCHULDEN)
    [found] = score(run_of([latest]))["beoordelingen"]
    assert (found["trede"], found["naam"], found["ten_minste"], found["ten_hoogste"]) == (None, None, 4, 5)
    liquiditeit = found["ratios"]["liquiditeit"]
    assert (liquiditeit["waarde"], liquiditeit["grens"], liquiditeit["basis"]) == (None, None, None)
    assert liquiditeit["reden"] == "kortlopende schulden: niet gevonden"


def test_a_failing_check_and_a_reading_problem_are_with_the_provider() -> None:
    latest = replace(linde()[1], totaal_passiva=Bedrag(Decimal(99_000_000)))
    read = Problem("EWS116", "twee kandidaten", "linde.xlsx!Balans!C5")
    document = score(run_of([linde()[0], latest], [read]))
    found = document["beoordelingen"][0]["problemen"]
    assert found[0] == {
        "code": "EWS116",
        "ernst": "waarschuwing",
        "waar": "linde.xlsx!Balans!C5",
        "melding": "twee kandidaten",
    }
    assert "EWS131" in [problem["code"] for problem in found]
    assert document["problemen"] == []


def test_a_file_without_a_provider_leaves_its_problems_at_the_top() -> None:
    document = score(run_of([], [Problem("EWS102", "het bestand is leeg", "linde.xlsx")]))
    assert document["beoordelingen"] == []
    assert [problem["code"] for problem in document["problemen"]] == ["EWS102"]


def test_the_threshold_file_and_the_peildatum_are_named() -> None:
    document = score(run_of(linde()))
    assert document["peildatum"] == "2026-11-22"
    assert document["thresholds"]["id"] == "kruger-treden-jeugdhulp"


def test_the_bytes_are_ascii_and_nothing_from_a_file_is_live_in_them() -> None:
    name = "Één \x1b[31m \u202e \x9b ##vso[task.complete] ##[error] =cmd|' </script>"
    jaren = [replace(jaar, aanbieder=replace(jaar.aanbieder, naam=name)) for jaar in linde()]
    text = json_report.score(run_of(jaren))
    assert text.isascii()
    assert re.fullmatch(r"[\n -~]*", text)
    assert "##" not in text
    assert score(run_of(jaren))["beoordelingen"][0]["aanbieder"]["naam"] == name


def test_the_same_run_gives_the_same_bytes() -> None:
    assert json_report.score(run_of(linde())) == json_report.score(run_of(reversed(linde())))


def test_a_criterium_that_bears_the_name_of_another_ratio_keeps_that_name() -> None:
    run = run_of(linde())
    [result] = run.results
    oordelen: tuple[Oordeel, ...] = tuple(
        oordeel._replace(criterium="quick_ratio") if oordeel.criterium == "liquiditeit" else oordeel
        for oordeel in result.beoordeling.oordelen
    )
    beoordeling = replace(result.beoordeling, oordelen=oordelen)
    document = score(run._replace(results=(replace(result, beoordeling=beoordeling),)))
    ratio = document["beoordelingen"][0]["ratios"]["quick_ratio"]
    assert ratio["formule"] == "vlottende_activa / kortlopende_schulden"


def test_every_post_that_was_read_has_its_amount_in_euro_its_cell_and_its_label() -> None:
    found = inspect(linde()[1])
    assert found["posten"]["eigen_vermogen"] == {
        "bedrag": "3012000",
        "herkomst": "gelezen",
        "cel": "Balans!C8",
        "label": "Eigen vermogen",
    }
    assert list(found["posten"]) == [post.value for post in Post if post in LINDE]
    assert (found["basis"], found["eenheid"], found["maanden"], found["soort"]) == (
        "geconsolideerd",
        1000,
        12,
        "jaarrekening",
    )


def test_a_derived_amount_shows_its_sum() -> None:
    derived = Bedrag(
        Decimal(21_514_000),
        Herkomst.AFGELEID,
        cel="Balans!C5, Balans!C6",
        som="vaste activa + vlottende activa",
    )
    jaar = linde()[1]
    jaar = replace(jaar, posten=dict(jaar.posten) | {Post.BALANSTOTAAL: derived})
    assert inspect(jaar)["posten"]["balanstotaal"] == {
        "bedrag": "21514000",
        "herkomst": "afgeleid",
        "cel": "Balans!C5, Balans!C6",
        "label": None,
        "som": "vaste activa + vlottende activa",
    }


def test_a_post_that_was_looked_for_says_why_it_is_not_there() -> None:
    jaar = replace(linde()[1], ontbreekt={Post.RENTELASTEN: "alleen een saldo gevonden"})
    assert inspect(jaar)["ontbreekt"] == {"rentelasten": "alleen een saldo gevonden"}


def test_an_unknown_unit_is_null_and_gives_no_room() -> None:
    unknown = year(2025, {post: amounts[0] for post, amounts in LINDE.items()}, eenheid=None)
    assert inspect(unknown)["eenheid"] is None
    [found] = score(run_of([unknown]))["beoordelingen"]
    assert found["ruimte"] == {"solvabiliteit": [], "rentabiliteit": [], "liquiditeit": []}


def test_the_inspect_schema_knows_exactly_the_posts_of_the_core() -> None:
    schema = json.loads((SCHEMAS / "inspect.schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["post"]["enum"] == [post.value for post in Post]


@pytest.mark.parametrize("name", ["score", "inspect"])
def test_docs_json_md_names_every_field_of_the_schema(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    text = (SCHEMAS.parent / "json.md").read_text(encoding="utf-8")
    fields = set(schema["properties"]) | {
        field for definition in schema["$defs"].values() for field in definition.get("properties", {})
    }
    obvious = {"boekjaar", "basis", "soort", "maanden", "bedrag", "cel", "label", "bestand"}
    assert {field for field in fields - obvious if f"`{field}`" not in text} == set()
