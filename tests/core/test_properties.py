"""What must hold for any accounts: laws of the judgement, over random years and posts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.beoordeling import Beoordeling, Oordeel, beoordeel, nog_een_verliesjaar
from ews_cli.core.jaarrekening import Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, bereken
from ews_cli.core.thresholds import Thresholds

from .build import PEILDATUM, jaar

# Small whole numbers, so that figures land on a bound and on each other often; now and then cents.
bedrag = st.integers(-30, 130).map(Decimal) | st.decimals(-1000, 1000, places=2)
BESLISSEND = [
    post for naam in ("solvabiliteit", "rentabiliteit", "liquiditeit") for post in RATIOS[naam].posten
]
posten = st.dictionaries(st.sampled_from(Post), bedrag.map(Bedrag), max_size=10)
volledig = st.fixed_dictionaries({post: bedrag.map(Bedrag) for post in BESLISSEND})


@st.composite
def jaren(draw: st.DrawFn, minimaal: int = 1) -> list[Jaarrekening]:
    """One to four years up to 2023, some with gaps between them, of any basis and length."""
    boekjaren = draw(
        st.lists(st.integers(2019, 2023), min_size=minimaal, max_size=4, unique=True).map(sorted)
    )
    return [
        replace(
            jaar(boekjaar),
            posten=draw(posten) | (draw(volledig) if draw(st.booleans()) else {}),
            basis=draw(st.sampled_from(Basis)),
            maanden=draw(st.sampled_from([12, 12, 12, 18])),
        )
        for boekjaar in boekjaren
    ]


def alle(beoordeling: Beoordeling) -> list[Beoordeling | Oordeel]:
    """The judgement as a whole and on each criterion."""
    return [beoordeling, *beoordeling.oordelen]


def bevat(ruim: Beoordeling | Oordeel, nauw: Beoordeling | Oordeel) -> bool:
    """Whether the range of `ruim` holds that of `nauw`."""
    return ruim.ten_minste <= nauw.ten_minste and nauw.ten_hoogste <= ruim.ten_hoogste


@given(jaren())
def test_judging_never_raises_and_gives_an_ordered_range(
    kruger: Thresholds, reeks: list[Jaarrekening]
) -> None:
    gevonden = beoordeel(reeks, kruger, PEILDATUM)
    nog_een_verliesjaar(reeks, kruger, PEILDATUM)
    for oordeel in alle(gevonden):
        assert 1 <= oordeel.ten_minste <= oordeel.ten_hoogste <= 5
        assert (oordeel.trede is not None) == (oordeel.ten_minste == oordeel.ten_hoogste)
    assert gevonden.ten_minste == max(o.ten_minste for o in gevonden.oordelen)
    assert gevonden.ten_hoogste == max(o.ten_hoogste for o in gevonden.oordelen)
    assert bool(gevonden.bepalend) == (gevonden.ten_minste > 1)


@given(jaren())
def test_an_open_trede_always_says_why(kruger: Thresholds, reeks: list[Jaarrekening]) -> None:
    for oordeel in beoordeel(reeks, kruger, PEILDATUM).oordelen:
        if oordeel.trede is None or oordeel.uitkomst.waarde is None:
            assert oordeel.reden


@given(jaren())
def test_a_ratio_is_a_number_or_a_reason_and_never_both(reeks: list[Jaarrekening]) -> None:
    for ratio in RATIOS.values():
        uitkomst = bereken(ratio, reeks[-1])
        assert (uitkomst.waarde is None) == (uitkomst.reden is not None)


@given(jaren(), st.sampled_from([1000, 1_000_000]))
def test_scaling_all_posts_changes_no_ratio_and_no_trede(
    kruger: Thresholds, reeks: list[Jaarrekening], factor: int
) -> None:
    groot = [
        replace(j, posten={p: Bedrag(b.waarde * factor) for p, b in j.posten.items()}, eenheid=factor)
        for j in reeks
    ]
    klein_oordeel, groot_oordeel = (beoordeel(r, kruger, PEILDATUM) for r in (reeks, groot))
    assert klein_oordeel.informerend == groot_oordeel.informerend
    for klein, gr in zip(klein_oordeel.oordelen, groot_oordeel.oordelen, strict=True):
        assert klein._replace(ruimte=()) == gr._replace(ruimte=())
        assert [(r.trede, r.bedrag * factor) for r in klein.ruimte] == [
            (r.trede, r.bedrag) for r in gr.ruimte
        ]
    assert klein_oordeel.bepalend == groot_oordeel.bepalend


@pytest.mark.parametrize("teller", [Post.EIGEN_VERMOGEN, Post.RESULTAAT, Post.VLOTTENDE_ACTIVA])
@given(reeks=jaren(), minder=st.decimals("0.01", 200, places=2))
def test_a_worse_ratio_never_lowers_the_trede(
    kruger: Thresholds, teller: Post, reeks: list[Jaarrekening], minder: Decimal
) -> None:
    laatste = reeks[-1]
    if teller in laatste.posten:
        slechter = {**laatste.posten, teller: Bedrag(laatste.posten[teller].waarde - minder)}
        voor = beoordeel(reeks, kruger, PEILDATUM)
        na = beoordeel([*reeks[:-1], replace(laatste, posten=slechter)], kruger, PEILDATUM)
        for was, wordt in zip(alle(voor), alle(na), strict=True):
            assert wordt.ten_minste >= was.ten_minste
            assert wordt.ten_hoogste >= was.ten_hoogste


@given(reeks=jaren(), welk=st.integers(0, 3), post=st.sampled_from(BESLISSEND))
def test_removing_a_post_never_yields_a_number_or_a_narrower_range(
    kruger: Thresholds, reeks: list[Jaarrekening], welk: int, post: Post
) -> None:
    i = welk % len(reeks)
    minder = list(reeks)
    minder[i] = replace(reeks[i], posten={p: b for p, b in reeks[i].posten.items() if p is not post})
    voor, na = beoordeel(reeks, kruger, PEILDATUM), beoordeel(minder, kruger, PEILDATUM)
    for was, wordt in zip(alle(voor), alle(na), strict=True):
        assert bevat(wordt, was)
        # So a trede that was certain is never replaced by another, lower, certain one.
        assert wordt.trede in (None, was.trede)
    for ratio in RATIOS.values():
        for voller, leger in zip(reeks, minder, strict=True):
            assert bereken(ratio, leger).waarde in (None, bereken(ratio, voller).waarde)


@given(jaren(minimaal=2))
def test_more_history_never_widens_the_range(kruger: Thresholds, reeks: list[Jaarrekening]) -> None:
    kort, lang = beoordeel(reeks[1:], kruger, PEILDATUM), beoordeel(reeks, kruger, PEILDATUM)
    for was, wordt in zip(alle(kort), alle(lang), strict=True):
        assert bevat(was, wordt)


@given(jaren())
def test_the_room_is_exactly_what_may_go(kruger: Thresholds, reeks: list[Jaarrekening]) -> None:
    laatste = reeks[-1]
    for oordeel in beoordeel(reeks, kruger, PEILDATUM).oordelen:
        for plek in oordeel.ruimte:
            teller, noemer = (Fraction(laatste.posten[p].waarde) for p in oordeel.ratio.posten)
            weg = noemer - plek.bedrag if oordeel.criterium == "solvabiliteit" else noemer
            assert plek.bedrag >= 0
            assert weg > 0
            assert (teller - plek.bedrag) / weg == plek.grens
            assert plek.trede > oordeel.ten_minste
