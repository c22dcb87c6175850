"""The section `Kwaliteit van het resultaat`: there when there is something to say, and the same in the JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from ews_cli.core.jaarrekening import Aanbieder, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.reports import json_report, terminal
from provider_accounts import LINDE, linde, run_of, year

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
    assert "rentabiliteit 0,2%; daarmee zou het trede 3 — zorgelijk zijn" in text
    assert fields(*jaren)["genormaliseerd"] == {
        "resultaat": "88000",
        "rentabiliteit": "0.001809433729489657441296212526",
        "trede": 3,
        "ten_minste": 3,
        "ten_hoogste": 3,
        "reden": None,
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
