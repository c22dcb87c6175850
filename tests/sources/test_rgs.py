"""RGS codes: every code of the list has a place, or a reason for none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ews_cli.core.posten import Overzicht, Post
from ews_cli.readers.ledger.mapped import ACCOUNT_POSTS
from ews_cli.readers.ledger.placing import BY_FUNCTION, side
from ews_cli.readers.ledger.rgs import code_in, scheme

LIST = Path(__file__).parents[3] / "shared" / "data" / "rgs" / "rgs-3.7-mkb.json"
PARTS = {"financieel", "na_belasting", BY_FUNCTION}


@pytest.fixture(scope="module")
def codes() -> list[dict[str, str]]:
    if not LIST.is_file():
        pytest.skip("../shared/data/rgs/rgs-3.7-mkb.json is not there")
    found: list[dict[str, str]] = json.loads(LIST.read_text("utf-8"))
    return [code for code in found if len(code["rgs_code"]) >= 4]


def test_every_code_falls_in_a_post_or_is_left_out_with_a_reason(codes: list[dict[str, str]]) -> None:
    assert len(codes) > 1500
    assert [code["rgs_code"] for code in codes if not scheme().known(code["rgs_code"])] == []


def test_a_code_of_the_balance_is_no_post_of_the_income_statement(codes: list[dict[str, str]]) -> None:
    for code in codes:
        rubriek = scheme().rubriek(code["rgs_code"])
        income = (
            rubriek is None or rubriek in PARTS or Post(rubriek).overzicht is Overzicht.RESULTATENREKENING
        )
        assert income is (code["rgs_code"][0] == "W"), code["rgs_code"]


def test_a_group_of_the_balance_stands_on_the_side_of_its_post(codes: list[dict[str, str]]) -> None:
    groups = [code for code in codes if len(code["rgs_code"]) == 4 and code["rgs_code"][0] == "B"]
    assert len(groups) >= 12
    for code in groups:
        assert side(scheme().rubriek(code["rgs_code"])) == {"D": 1, "C": -1}[code["rgs_dc"]], code["rgs_code"]


def test_every_pair_of_the_list_turns_to_the_same_post_here(codes: list[dict[str, str]]) -> None:
    pairs = [code for code in codes if code["rgs_omslag"]]
    assert len(pairs) > 130
    for code in pairs:
        turn = next(turn for turn in scheme().omslag if code["rgs_code"].startswith(turn.code))
        assert turn.naar == scheme().rubriek(code["rgs_omslag"]), code["rgs_code"]


def test_hired_staff_is_what_the_list_calls_so(codes: list[dict[str, str]]) -> None:
    hired = {
        code["rgs_omskort"]
        for code in codes
        if scheme().rubriek(code["rgs_code"]) == Post.PERSONEEL_NIET_IN_LOONDIENST
    }
    assert hired == {
        "Uitzendkrachten",
        "Uitzendbedrijven",
        "Ingehuurde ZZP-ers",
        "Ingehuurde payrollers",
        "Overig ingeleend personeel",
    }


def test_the_scheme_names_posts_that_an_account_can_have() -> None:
    assert set(scheme().rubrieken.values()) <= ACCOUNT_POSTS | PARTS
    assert {turn.naar for turn in scheme().omslag} <= ACCOUNT_POSTS
    assert {turn.per for turn in scheme().omslag} == {"rekening", "code", "rubriek"}


def test_the_longest_beginning_of_a_code_counts() -> None:
    assert scheme().rubriek("BEivBefBef") == "bestemmingsfondsen"
    assert scheme().rubriek("BEivBerBer") == "eigen_vermogen"
    assert scheme().rubriek("BEiv") == "eigen_vermogen"
    assert scheme().rubriek("WNerNew") is None
    assert not scheme().known("BXxx")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BLimBanRba", "BLimBanRba"),
        (" BLim ", "BLim"),
        ("BLimBanRba.01", "BLimBanRba"),
        ("rgs:BLimBanRba", "BLimBanRba"),
        ("http://www.nltaxonomie.nl/rgs#BLimBanRba", "BLimBanRba"),
        ("rgs-i_BLimBanRba", "BLimBanRba"),
        ("BEivKa2Ond", "BEivKa2Ond"),
        ("B", None),
        ("0000", None),
        ("n.v.t.", None),
        ("Bank", None),
        ("11", None),
        ("", None),
    ],
)
def test_a_code_is_found_in_a_text(text: str, code: str | None) -> None:
    assert code_in(text) == code
