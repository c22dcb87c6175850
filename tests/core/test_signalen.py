"""Signals and decisions beside a judgement: what raises what, on which day, and that nothing is ever lowered."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.beoordeling import Beoordeling, beoordeel
from ews_cli.core.signalen import Besluit, Dossier, MetSignalen, Partij, Signaal, Stand, met_signalen
from ews_cli.core.thresholds import Signal

from .build import BRON, PEILDATUM, band, criterion, jaar, policy, version

DAY = timedelta(1)
POLICY = policy(
    criterion("solvabiliteit", version(band(3, "below", "20%"), band(4, "below", "10%"))),
    criterion("liquiditeit", version(band(3, "below", "1.00"), band(5, "below", "0.50"))),
)
KINDS = {
    naam: Signal(naam, trede, criterium, "woorden", None, BRON)
    for naam, trede, criterium in [
        ("licht", 3, "liquiditeit"),
        ("ontstaan", 4, "liquiditeit"),
        ("structureel", 5, "liquiditeit"),
        ("surseance", 6, None),
        ("bestuur", None, None),
    ]
}


def judged(solvabiliteit: int = 30, liquiditeit: int | None = 200) -> Beoordeling:
    """A provider with these percentages; without a liquiditeit that is unknown."""
    current = {} if liquiditeit is None else {"vlottende_activa": liquiditeit}
    year = jaar(2025, eigen_vermogen=solvabiliteit, balanstotaal=100, kortlopende_schulden=100, **current)
    return beoordeel([year], POLICY, PEILDATUM)


def signal(soort: str, datum: date = PEILDATUM, tot: date | None = None, bron: str = "brief") -> Signaal:
    return Signaal(KINDS[soort], datum, bron, "regio", tot)


def decision(trede: int, datum: date = PEILDATUM) -> Besluit:
    return Besluit(trede, datum, Partij.REGIEVOERDER, "omdat")


def found(*entries: Signaal | Besluit, on: Beoordeling | None = None) -> MetSignalen:
    signalen = tuple(entry for entry in entries if isinstance(entry, Signaal))
    besluiten = tuple(entry for entry in entries if isinstance(entry, Besluit))
    return met_signalen(on or judged(), Dossier(signalen=signalen, besluiten=besluiten), PEILDATUM)


def treden(result: MetSignalen | Beoordeling) -> tuple[int, int]:
    return result.ten_minste, result.ten_hoogste


# --- what a signal does


def test_without_entries_the_trede_with_signals_is_the_computed_one() -> None:
    result = found(on=judged(15))
    assert (treden(result), result.trede, result.bepalend) == ((3, 3), 3, ("solvabiliteit",))
    assert (result.besluit, result.signalen, result.besluiten) == (None, (), ())


def test_a_signal_on_a_criterion_raises_that_criterion_and_the_whole() -> None:
    result = found(signal("ontstaan"), on=judged(15))
    assert (treden(result), result.bepalend) == ((4, 4), ("ontstaan",))
    assert result.criteria == {"solvabiliteit": (3, 3), "liquiditeit": (4, 4)}


def test_a_signal_on_no_criterion_raises_the_whole_alone() -> None:
    result = found(signal("surseance"))
    assert (treden(result), result.trede, result.bepalend) == ((6, 6), 6, ("surseance",))
    assert result.criteria == {"solvabiliteit": (1, 1), "liquiditeit": (1, 1)}


def test_a_signal_of_a_lower_trede_changes_nothing() -> None:
    result = found(signal("licht"), on=judged(5, 40))
    assert (treden(result), result.bepalend) == ((5, 5), ("liquiditeit",))
    assert result.criteria["liquiditeit"] == (5, 5)


def test_a_signal_of_the_computed_trede_decides_together_with_the_criterion() -> None:
    assert found(signal("licht"), on=judged(15)).bepalend == ("solvabiliteit", "licht")


def test_a_signal_without_a_trede_is_kept_and_decides_nothing() -> None:
    result = found(signal("bestuur"))
    assert (treden(result), result.bepalend) == ((1, 1), ())
    assert [(one.betekenis.naam, stand) for one, stand in result.signalen] == [("bestuur", Stand.GELDT)]


def test_a_range_is_raised_at_the_bounds_that_are_lower() -> None:
    unknown = judged(30, None)
    assert treden(unknown) == (1, 5)
    assert treden(found(signal("ontstaan"), on=unknown)) == (4, 5)
    assert found(signal("ontstaan"), on=unknown).trede is None
    assert treden(found(signal("surseance"), on=unknown)) == (6, 6)


def test_the_judgement_stays_as_it_was_computed() -> None:
    before = judged()
    found(signal("surseance"), decision(5), on=before)
    assert before == judged()
    assert treden(before) == (1, 1)


# --- the days on which it does so


@pytest.mark.parametrize(
    ("datum", "stand"),
    [(PEILDATUM - DAY, Stand.GELDT), (PEILDATUM, Stand.GELDT), (PEILDATUM + DAY, Stand.NA_PEILDATUM)],
)
def test_a_signal_counts_from_its_date(datum: date, stand: Stand) -> None:
    result = found(signal("surseance", datum))
    assert [state for _, state in result.signalen] == [stand]
    assert result.ten_minste == (6 if stand is Stand.GELDT else 1)


@pytest.mark.parametrize(
    ("tot", "stand"),
    [(PEILDATUM - DAY, Stand.VERLOPEN), (PEILDATUM, Stand.GELDT), (PEILDATUM + DAY, Stand.GELDT)],
)
def test_a_signal_counts_up_to_and_on_its_last_day(tot: date, stand: Stand) -> None:
    result = found(signal("surseance", date(2026, 1, 1), tot))
    assert [state for _, state in result.signalen] == [stand]
    assert result.ten_minste == (6 if stand is Stand.GELDT else 1)


def test_a_signal_of_one_day_counts_on_that_day() -> None:
    assert signal("surseance", PEILDATUM, PEILDATUM).stand(PEILDATUM) is Stand.GELDT


@pytest.mark.parametrize(("offset", "trede"), [(-1, 4), (0, 4), (1, None)])
def test_a_decision_holds_from_its_date(offset: int, trede: int | None) -> None:
    result = found(decision(4, PEILDATUM + offset * DAY))
    assert (result.besluit.trede if result.besluit else None) == trede
    assert treden(result) == (1, 1)


def test_the_last_decision_holds_and_says_what_it_replaced() -> None:
    result = found(decision(5, PEILDATUM + DAY), decision(4, PEILDATUM), decision(3, PEILDATUM - DAY))
    assert result.besluit == decision(4, PEILDATUM)
    assert [(one.trede, stand) for one, stand in result.besluiten] == [
        (3, Stand.VERVANGEN),
        (4, Stand.GELDT),
        (5, Stand.NA_PEILDATUM),
    ]


def test_a_decision_may_be_lower_than_what_signals_say() -> None:
    result = found(signal("surseance"), decision(3))
    assert result.besluit is not None
    assert (result.besluit.trede, treden(result)) == (3, (6, 6))


# --- whatever is recorded

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
signals = st.builds(
    lambda soort, datum, length, bron: signal(
        soort, datum, None if length is None else datum + length * DAY, bron
    ),
    st.sampled_from(list(KINDS)),
    days,
    st.none() | st.integers(0, 500),
    st.sampled_from("ab"),
)
decisions = st.lists(
    st.builds(decision, st.integers(1, 6), days), unique_by=lambda one: one.datum, max_size=4
)
judgements = st.builds(judged, st.integers(-10, 60), st.none() | st.integers(0, 300))


@given(judgements, decisions)
def test_without_signals_nothing_changes(on: Beoordeling, decided: list[Besluit]) -> None:
    result = found(*decided, on=on)
    assert (treden(result), result.bepalend) == (treden(on), on.bepalend)
    assert result.criteria == {o.criterium: (o.ten_minste, o.ten_hoogste) for o in on.oordelen}


@given(judgements, st.lists(signals, max_size=5), signals)
def test_a_signal_more_lowers_no_trede(on: Beoordeling, some: list[Signaal], more: Signaal) -> None:
    before, after = found(*some, on=on), found(*some, more, on=on)
    assert after.ten_minste >= before.ten_minste >= on.ten_minste
    assert after.ten_hoogste >= before.ten_hoogste >= on.ten_hoogste
    for criterium, bereik in before.criteria.items():
        assert after.criteria[criterium] >= bereik
        assert after.criteria[criterium].ten_minste <= after.criteria[criterium].ten_hoogste
    assert after.ten_minste <= after.ten_hoogste


@given(judgements, st.lists(signals, max_size=5), decisions, st.randoms())
def test_the_order_of_the_entries_decides_nothing(
    on: Beoordeling, some: list[Signaal], decided: list[Besluit], chance: Random
) -> None:
    entries: list[Signaal | Besluit] = [*some, *decided]
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert found(*entries, on=on) == found(*shuffled, on=on)


@given(judgements, st.lists(signals, max_size=5))
def test_trede_6_comes_only_from_a_signal_that_says_so(on: Beoordeling, some: list[Signaal]) -> None:
    counting = {one.betekenis.trede for one in some if one.stand(PEILDATUM) is Stand.GELDT}
    assert (found(*some, on=on).ten_hoogste == 6) == (6 in counting)
