"""The sector context: every figure by hand and labelled as what it is, and the place of one provider."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.reports import portfolio_json, sector_sections, terminal
from ews_cli.reports.sector import Context, contexts
from ews_cli.reports.standing import Standing
from provider_accounts import PEILDATUM, policy
from standings import figure, standing


def contexts_of(*standings: Standing) -> dict[str, Context]:
    return {c.criterium: c for c in contexts(standings, policy(), PEILDATUM)}


def many(count: int) -> list[Standing]:
    """Solvabiliteit 0 %, 1 %, 2 % and so on."""
    return [standing(f"P{n:03}", solvabiliteit=n / 100) for n in range(count)]


def report(*standings: Standing, width: int = 120) -> str:
    return terminal.report(sector_sections.sections(list(contexts_of(*standings).values())), width)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_ratio_of_totals_is_of_those_with_both_amounts_and_says_how_many() -> None:
    found = contexts_of(
        standing("A", solvabiliteit=figure(0.1, 10, 100)),
        standing("B", solvabiliteit=figure(0.3, 90, 300)),
        standing("C", solvabiliteit=figure(0.9, None, None)),  # a file that does not state its unit
        standing("D", solvabiliteit=figure(None, 5, 0)),  # no ratio, so not in its totals either
    )["solvabiliteit"]
    assert (found.totalen, found.totalen_aantal) == (0.25, 2)
    assert found.onbekend == 1
    assert found.spreiding is not None
    assert found.spreiding.mediaan == 0.3


def test_nine_providers_have_no_deciles_and_that_is_said() -> None:
    text = flat(report(*many(9)))
    assert "deciel " not in text
    assert "laagste 0,0%" in text
    assert "mediaan 4,0%" in text
    assert "hoogste 8,0%" in text
    assert "Geen decielen bij minder dan 10 aanbieders met een waarde." in text


def test_eleven_providers_have_deciles_and_their_method_is_said() -> None:
    lines = report(*many(11)).splitlines()
    cells = [line.split() for line in lines]
    assert ["1e", "deciel", "1,0%"] in [c[:3] for c in cells]
    assert ["9e", "deciel", "9,0%"] in [c[:3] for c in cells]
    text = flat(report(*many(11)))
    assert "rechte lijn tussen de twee naaste waarden (PERCENTIEL.INC)" in text
    assert "som van de tellers gedeeld door som van de noemers" in text


def test_a_criterion_with_few_values_beside_one_with_many_shows_no_decile() -> None:
    some = [s._replace(cijfers=s.cijfers | {"liquiditeit": figure(1.0)}) for s in many(11)[:2]]
    line = next(line for line in report(*some, *many(11)[2:]).splitlines() if "1e deciel" in line)
    assert line.split() == ["1e", "deciel", "1,0%", "–", "–"]


def test_an_unknown_ratio_is_counted_and_never_zero() -> None:
    found = contexts_of(standing("A"), standing("B", solvabiliteit=0.2))
    assert found["solvabiliteit"].onbekend == 1
    assert found["rentabiliteit"].spreiding is None
    assert found["rentabiliteit"].totalen is None
    row = next(
        line
        for line in report(standing("A"), standing("B", solvabiliteit=0.2)).splitlines()
        if "mediaan" in line
    )
    assert row.split()[:4] == ["mediaan", "20,0%", "n.t.b.", "n.t.b."]


def test_the_classes_of_cbs_are_counted_with_their_source() -> None:
    found = [standing(f"P{n}", solvabiliteit=v) for n, v in enumerate((-0.1, 0.0, 0.1, 0.19, 0.35, 0.5))]
    assert contexts_of(*found)["solvabiliteit"].klassen == (1, 1, 2, 0, 2)
    text = flat(report(*found))
    assert "onder 0%: 1 0% tot 10%: 1 10% tot 20%: 2 20% tot 35%: 0 35% of meer: 2" in text
    assert "liquiditeit onder 0,30: 0 0,30 tot 0,70: 0 0,70 tot 1,30: 0 1,30 of meer: 0" in text
    assert "CBS StatLine 83670NED" in text


def test_no_figure_is_rounded_over_a_bound_of_a_trede() -> None:
    assert "19,96%" in report(standing("A", solvabiliteit=0.1996))
    assert "20,0%" not in report(standing("A", solvabiliteit=0.1996))
    assert "20,0%" in report(standing("A", solvabiliteit=0.2))


def test_a_provider_stands_among_the_others() -> None:
    everyone = many(11)
    found = list(contexts_of(*everyone).values())
    text = flat(terminal.report([sector_sections.standing_section(everyone[3], found)], 120))
    # Three of eleven below, and half of itself: 3.5 / 11 is 31.8 %.
    assert "solvabiliteit 0.03; van 10 andere aanbieders lager 3, hoger 7; percentiel 32" in text
    assert "rentabiliteit niet te bepalen" in text


def test_few_providers_have_a_place_and_no_percentile() -> None:
    everyone = [*many(3), standing("X", solvabiliteit=0.01)]
    found = list(contexts_of(*everyone).values())
    text = flat(terminal.report([sector_sections.standing_section(everyone[1], found)], 120))
    assert "van 3 andere aanbieders lager 1, gelijk 1, hoger 1" in text
    assert "percentiel" not in text
    alone = list(contexts_of(everyone[0]).values())
    text = flat(terminal.report([sector_sections.standing_section(everyone[0], alone)], 120))
    assert "geen andere aanbieder met een waarde" in text


def test_a_portfolio_without_any_figure_has_no_context() -> None:
    assert sector_sections.sections(contexts([standing("A")], policy(), PEILDATUM)) == []
    assert sector_sections.sections(contexts([], policy(), PEILDATUM)) == []


def test_before_any_thresholds_the_context_stands() -> None:
    (first, *_) = contexts(many(3), policy(), date(1999, 1, 1))
    assert first.grenzen == ()
    assert first.spreiding is not None


def test_the_json_has_the_same_figures_and_null_for_what_is_unknown() -> None:
    everyone = many(11)
    found = contexts(everyone, policy(), PEILDATUM)
    plain = portfolio_json.sector(found)["criteria"]
    assert plain["solvabiliteit"]["decielen"] == [f"0.0{n}" for n in range(1, 10)]
    assert plain["solvabiliteit"]["cbs_klassen"]["0% tot 10%"] == 10
    assert plain["rentabiliteit"]["mediaan"] is None
    assert portfolio_json.places(everyone[3], found) == {
        "solvabiliteit": {
            "lager": 3,
            "gelijk": 0,
            "hoger": 7,
            "percentiel": "31.81818181818181818181818182",
        },
        "rentabiliteit": None,
        "liquiditeit": None,
    }


@pytest.mark.parametrize("width", [40, 57, 80, 200])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    found = [
        standing(f"P{n}", solvabiliteit=n / 9, rentabiliteit=n / 99, liquiditeit=n / 3) for n in range(12)
    ]
    assert max(map(len, report(*found, width=width).splitlines())) <= width


@given(st.permutations(range(12)))
def test_the_order_of_the_providers_decides_nothing(order: list[int]) -> None:
    found = [standing(f"P{n}", solvabiliteit=figure(n / 7, n / 3, 7 / 3)) for n in range(12)]
    assert contexts([found[n] for n in order], policy(), PEILDATUM) == contexts(found, policy(), PEILDATUM)
