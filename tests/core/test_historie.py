"""Several files of one provider: the younger counts, and every disagreement is named with both figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.historie import Historie, historie
from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst

from .build import PEILDATUM, jaar


def uit(bestand: str, boekjaar: int, /, **posten: int | str | Decimal) -> Jaarrekening:
    """The accounts of a year as this file gives them."""
    return replace(jaar(boekjaar, **posten), bestand=bestand)


def bedrag(gevonden: Historie, boekjaar: int, post: Post) -> Decimal | None:
    (jaarrekening,) = (j for j in gevonden.jaren if j.boekjaar == boekjaar)
    return jaarrekening.bedrag(post)


def meldingen(gevonden: Historie) -> list[str]:
    return [str(p) for p in gevonden.problemen]


EV = Post.EIGEN_VERMOGEN


def test_no_accounts_give_no_years() -> None:
    assert historie([], PEILDATUM) == Historie((), ())


def test_the_years_of_several_files_stand_oldest_first() -> None:
    gevonden = historie([uit("b.xlsx", 2023), uit("a.xlsx", 2021), uit("b.xlsx", 2022)], PEILDATUM)
    assert [j.boekjaar for j in gevonden.jaren] == [2021, 2022, 2023]
    assert gevonden.problemen == ()


def test_one_file_goes_through_untouched() -> None:
    jaren = (uit("a.xlsx", 2022, eigen_vermogen=1), uit("a.xlsx", 2023, eigen_vermogen=2))
    assert historie(jaren, PEILDATUM) == Historie(jaren, ())


# --- what does not count


@pytest.mark.parametrize(
    ("soort", "woorden"),
    [
        (Soort.BEGROTING, "een begroting"),
        (Soort.PROGNOSE, "een prognose"),
    ],
)
def test_only_annual_accounts_count_and_the_rest_is_named(soort: Soort, woorden: str) -> None:
    gevonden = historie([uit("a.xlsx", 2022), replace(uit("b.xlsx", 2023), soort=soort)], PEILDATUM)
    assert [j.boekjaar for j in gevonden.jaren] == [2022]
    assert meldingen(gevonden) == [
        f"b.xlsx: EWS118 de cijfers over 2023 zijn {woorden}; dit jaar telt niet mee"
    ]


@pytest.mark.parametrize(
    ("peildatum", "boekjaren"),
    [
        (date(2023, 12, 30), [2022]),
        (date(2023, 12, 31), [2022, 2023]),
        (date(2024, 1, 1), [2022, 2023]),
    ],
)
def test_accounts_after_the_peildatum_are_left_out_and_named(peildatum: date, boekjaren: list[int]) -> None:
    gevonden = historie([uit("a.xlsx", 2022), uit("a.xlsx", 2023)], peildatum)
    assert [j.boekjaar for j in gevonden.jaren] == boekjaren
    assert meldingen(gevonden) == (
        []
        if 2023 in boekjaren
        else [
            f"a.xlsx: EWS118 balansdatum 2023-12-31 ligt na de peildatum {peildatum}; dit jaar telt niet mee"
        ]
    )


# --- two files on the same year

OUD = uit("oud.xlsx", 2022, eigen_vermogen=40)
JONG = (uit("jong.xlsx", 2022, eigen_vermogen=45), uit("jong.xlsx", 2023, eigen_vermogen=50))


@pytest.mark.parametrize("volgorde", list(permutations([OUD, *JONG])))
def test_the_younger_file_counts_whatever_the_order(volgorde: tuple[Jaarrekening, ...]) -> None:
    gevonden = historie(volgorde, PEILDATUM)
    assert bedrag(gevonden, 2022, EV) == 45
    assert meldingen(gevonden) == [
        "oud.xlsx: EWS117 eigen vermogen over 2022 is 45 in jong.xlsx en 40 in oud.xlsx; "
        "het jongste bestand telt"
    ]
    assert gevonden.problemen[0].weegt is Ernst.WAARSCHUWING


def test_files_that_agree_raise_no_problem() -> None:
    gelijk = replace(OUD, posten={EV: Bedrag(Decimal(45))})
    assert historie([gelijk, *JONG], PEILDATUM).problemen == ()


@pytest.mark.parametrize(
    ("jong", "oud", "verschil", "verwacht"),
    [
        (1, 1, "1", False),
        (1, 1, "1.01", True),
        (1000, 1, "1000", False),
        (1, 1000, "1000", False),
        (1000, 1, "1000.01", True),
        (1, 1, "-1.01", True),
    ],
)
def test_a_difference_of_one_unit_of_the_coarser_file_is_rounding(
    jong: int, oud: int, verschil: str, verwacht: bool
) -> None:
    nieuw = replace(uit("jong.xlsx", 2022, eigen_vermogen=45_000), eenheid=jong)
    oudere = replace(uit("oud.xlsx", 2022, eigen_vermogen=45_000 + Decimal(verschil)), eenheid=oud)
    gevonden = historie([oudere, nieuw, uit("jong.xlsx", 2023)], PEILDATUM)
    assert bool(gevonden.problemen) is verwacht
    assert bedrag(gevonden, 2022, EV) == 45_000


def test_the_younger_file_fills_its_gaps_from_the_older_and_says_from_where() -> None:
    oud = uit("oud.xlsx", 2022, eigen_vermogen=45, voorzieningen=7)
    gevonden = historie([oud, *JONG], PEILDATUM)
    samen = gevonden.jaren[0]
    assert samen.posten[Post.VOORZIENINGEN] == Bedrag(Decimal(7), cel="oud.xlsx!Balans!C5")
    assert samen.posten[EV] == Bedrag(Decimal(45), cel="Balans!C5")
    assert (samen.bestand, gevonden.problemen) == ("jong.xlsx", ())


def test_an_amount_without_a_cell_is_traced_to_its_file() -> None:
    oud = replace(OUD, posten={Post.VOORZIENINGEN: Bedrag(Decimal(7), Herkomst.OPGEGEVEN)})
    samen = historie([oud, *JONG], PEILDATUM).jaren[0]
    assert samen.posten[Post.VOORZIENINGEN].cel == "oud.xlsx"


def test_a_gap_with_a_reason_stays_a_gap() -> None:
    # The younger file prints the post, but not so that it can be read: an older figure may be superseded.
    gat = replace(JONG[0], posten={}, ontbreekt={EV: "foutwaarde #REF! in Balans!C25"})
    samen = historie([OUD, gat, JONG[1]], PEILDATUM).jaren[0]
    assert samen.bedrag(EV) is None
    assert samen.reden(EV) == "foutwaarde #REF! in Balans!C25"


def test_the_youngest_file_that_says_something_decides_also_when_it_says_why_not() -> None:
    midden = replace(uit("midden.xlsx", 2021), ontbreekt={EV: "onleesbaar"})
    jaren = [
        uit("oud.xlsx", 2021, eigen_vermogen=40),
        midden,
        uit("midden.xlsx", 2022),
        uit("jong.xlsx", 2021, voorzieningen=1),
        uit("jong.xlsx", 2023),
    ]
    samen = historie(jaren, PEILDATUM).jaren[0]
    assert (samen.bedrag(EV), samen.reden(EV)) == (None, "onleesbaar")


def test_a_figure_as_printed_is_preferred_to_the_same_figure_as_our_sum() -> None:
    eigen_som = Bedrag(Decimal(45), Herkomst.AFGELEID, "Balans!C5 + Balans!C6", som="a + b")
    jong = replace(JONG[0], posten={EV: eigen_som})
    oud = uit("oud.xlsx", 2022, eigen_vermogen=46)
    samen = historie([oud, jong, JONG[1]], PEILDATUM).jaren[0]
    assert samen.posten[EV] == Bedrag(Decimal(46), cel="oud.xlsx!Balans!C5")
    # A sum of the older file does not replace what the younger printed.
    oud_som = replace(OUD, posten={EV: eigen_som._replace(waarde=Decimal(46))})
    assert historie([oud_som, *JONG], PEILDATUM).jaren[0].bedrag(EV) == 45


def test_a_printed_figure_of_the_oldest_file_is_traced_to_that_file_alone() -> None:
    som = Bedrag(Decimal(45), Herkomst.AFGELEID, "Balans!C5 + Balans!C6", som="a + b")
    jaren = [
        uit("a.xlsx", 2021, eigen_vermogen=45),
        replace(uit("b.xlsx", 2021), posten={EV: som}),
        uit("b.xlsx", 2022),
        uit("c.xlsx", 2021, voorzieningen=1),
        uit("c.xlsx", 2023),
    ]
    assert historie(jaren, PEILDATUM).jaren[0].posten[EV].cel == "a.xlsx!Balans!C5"
    assert historie(jaren[1:], PEILDATUM).jaren[0].posten[EV].cel == "b.xlsx!Balans!C5 + Balans!C6"


def test_our_sum_that_differs_from_a_printed_figure_counts_and_is_named() -> None:
    eigen_som = Bedrag(Decimal(45), Herkomst.AFGELEID, "Balans!C5 + Balans!C6", som="a + b")
    gevonden = historie([OUD, replace(JONG[0], posten={EV: eigen_som}), JONG[1]], PEILDATUM)
    assert bedrag(gevonden, 2022, EV) == 45
    assert len(gevonden.problemen) == 1


@pytest.mark.parametrize("omgekeerd", [False, True])
def test_of_two_files_of_the_same_age_that_differ_neither_counts(omgekeerd: bool) -> None:
    paar = [uit("a.xlsx", 2023, eigen_vermogen=45, voorzieningen=1), uit("b.xlsx", 2023, eigen_vermogen=40)]
    gevonden = historie(reversed(paar) if omgekeerd else paar, PEILDATUM)
    verschil = "eigen vermogen over 2023 is 40 in b.xlsx en 45 in a.xlsx"
    assert bedrag(gevonden, 2023, EV) is None
    assert gevonden.jaren[0].reden(EV) == f"twee even jonge bestanden verschillen: {verschil}"
    assert meldingen(gevonden) == [f"a.xlsx: EWS117 {verschil}; geen van beide telt"]
    assert gevonden.problemen[0].weegt is Ernst.FOUT
    assert bedrag(gevonden, 2023, Post.VOORZIENINGEN) == 1


def test_an_older_file_does_not_settle_what_two_young_ones_dispute() -> None:
    jaren = [
        uit("a.xlsx", 2022, eigen_vermogen=45),
        uit("b.xlsx", 2022, eigen_vermogen=40),
        uit("a.xlsx", 2023),
        uit("b.xlsx", 2023),
        uit("oud.xlsx", 2022, eigen_vermogen=45),
    ]
    assert bedrag(historie(jaren, PEILDATUM), 2022, EV) is None


def test_a_dispute_is_between_the_files_that_give_the_figure() -> None:
    # The youngest is silent on the post; the two older ones are of the same age and differ.
    jaren = [
        uit("a.xlsx", 2021, eigen_vermogen=45),
        uit("a.xlsx", 2022),
        uit("b.xlsx", 2021, eigen_vermogen=40),
        uit("b.xlsx", 2022),
        uit("jong.xlsx", 2021, voorzieningen=1),
        uit("jong.xlsx", 2023),
    ]
    gevonden = historie(jaren, PEILDATUM)
    assert bedrag(gevonden, 2021, EV) is None
    assert meldingen(gevonden) == [
        "a.xlsx: EWS117 eigen vermogen over 2021 is 40 in b.xlsx en 45 in a.xlsx; geen van beide telt"
    ]


def test_every_older_file_that_differs_is_named() -> None:
    jaren = [
        uit("a.xlsx", 2021, eigen_vermogen=40),
        uit("b.xlsx", 2021, eigen_vermogen=41),
        uit("b.xlsx", 2022),
        uit("c.xlsx", 2021, eigen_vermogen=45),
        uit("c.xlsx", 2023),
    ]
    gevonden = historie(jaren, PEILDATUM)
    assert bedrag(gevonden, 2021, EV) == 45
    assert [(p.waar, p.weegt) for p in gevonden.problemen] == [
        ("b.xlsx", Ernst.WAARSCHUWING),
        ("a.xlsx", Ernst.WAARSCHUWING),
    ]


def test_a_file_that_agrees_or_cannot_be_read_does_not_hide_one_that_differs() -> None:
    jaren = [
        uit("a.xlsx", 2021, eigen_vermogen=40),
        uit("b.xlsx", 2021, eigen_vermogen=45),
        uit("b.xlsx", 2022),
        replace(uit("c.xlsx", 2021), ontbreekt={EV: "onleesbaar"}),
        uit("c.xlsx", 2023),
        uit("d.xlsx", 2021, eigen_vermogen=45),
        uit("d.xlsx", 2024),
    ]
    gevonden = historie(jaren, PEILDATUM)
    assert bedrag(gevonden, 2021, EV) == 45
    assert [p.waar for p in gevonden.problemen] == ["a.xlsx"]


# --- how old a file is


@pytest.mark.parametrize("soort", [Soort.BEGROTING, Soort.PROGNOSE])
def test_a_budget_for_later_years_does_not_make_a_file_younger(soort: Soort) -> None:
    plan = [uit("plan.xlsx", 2022, eigen_vermogen=40), replace(uit("plan.xlsx", 2025), soort=soort)]
    gevonden = historie([*plan, *JONG], PEILDATUM)
    assert bedrag(gevonden, 2022, EV) == 45


def test_interim_figures_do_make_a_file_younger() -> None:
    kwartaal = replace(uit("q3.xlsx", 2024), soort=Soort.TUSSENTIJDS, balansdatum=date(2024, 9, 30))
    gevonden = historie([uit("q3.xlsx", 2022, eigen_vermogen=44), kwartaal, *JONG], PEILDATUM)
    assert bedrag(gevonden, 2022, EV) == 44


# --- the same year, but not the same figures


@pytest.mark.parametrize(
    ("oud", "reden"),
    [
        (
            replace(OUD, basis=Basis.ENKELVOUDIG),
            "de cijfers over 2022 zijn geconsolideerd in jong.xlsx en enkelvoudig in oud.xlsx",
        ),
        (
            replace(OUD, balansdatum=date(2022, 6, 30)),
            "boekjaar 2022 eindigt op 2022-12-31 in jong.xlsx en op 2022-06-30 in oud.xlsx",
        ),
        (replace(OUD, maanden=18), "boekjaar 2022 telt 12 maanden in jong.xlsx en 18 in oud.xlsx"),
        (replace(OUD, maanden=6), "boekjaar 2022 telt 12 maanden in jong.xlsx en 6 in oud.xlsx"),
        (replace(OUD, eenheid=None), "de eenheid van de cijfers over 2022 is onbekend in oud.xlsx"),
    ],
)
def test_figures_that_cannot_be_compared_are_not_mixed(oud: Jaarrekening, reden: str) -> None:
    oud = replace(oud, posten={Post.VOORZIENINGEN: Bedrag(Decimal(7))})
    jong = [replace(j, basis=Basis.GECONSOLIDEERD) for j in JONG]
    gevonden = historie([oud, *jong], PEILDATUM)
    assert Post.VOORZIENINGEN not in gevonden.jaren[0].posten
    assert bedrag(gevonden, 2022, EV) == 45
    assert meldingen(gevonden) == [f"oud.xlsx: EWS117 {reden}; jong.xlsx telt"]


@pytest.mark.parametrize("naam", ["a.xlsx", "z.xlsx"])
def test_of_files_of_the_same_age_the_consolidated_one_counts(naam: str) -> None:
    groep = replace(uit(naam, 2023, eigen_vermogen=45), basis=Basis.GECONSOLIDEERD)
    stichting = replace(uit("m.xlsx", 2023, eigen_vermogen=40), basis=Basis.ENKELVOUDIG)
    gevonden = historie([stichting, groep], PEILDATUM)
    assert gevonden.jaren == (groep,)
    assert len(gevonden.problemen) == 1


@pytest.mark.parametrize("naam", ["a.xlsx", "z.xlsx"])
def test_beside_a_file_that_does_not_say_the_consolidated_one_counts(naam: str) -> None:
    groep = replace(uit(naam, 2023, eigen_vermogen=45), basis=Basis.GECONSOLIDEERD)
    gevonden = historie([uit("m.xlsx", 2023, voorzieningen=7), groep], PEILDATUM)
    assert (gevonden.jaren[0].bestand, gevonden.jaren[0].basis) == (naam, Basis.GECONSOLIDEERD)
    assert gevonden.problemen == ()


@pytest.mark.parametrize("basis", Basis)
def test_files_on_the_same_basis_are_joined(basis: Basis) -> None:
    oud = replace(uit("oud.xlsx", 2022, voorzieningen=7), basis=basis)
    gevonden = historie([oud, *(replace(j, basis=basis) for j in JONG)], PEILDATUM)
    assert set(gevonden.jaren[0].posten) == {EV, Post.VOORZIENINGEN}


def test_two_files_in_an_unknown_unit_are_not_mixed() -> None:
    # One may print euros and the other thousands.
    paar = [replace(OUD, eenheid=None), *(replace(j, eenheid=None) for j in JONG)]
    gevonden = historie(paar, PEILDATUM)
    assert meldingen(gevonden) == [
        "oud.xlsx: EWS117 de eenheid van de cijfers over 2022 is onbekend in jong.xlsx; jong.xlsx telt"
    ]


def test_an_older_file_with_a_later_balance_date_is_not_mixed_in_either() -> None:
    jong = replace(uit("jong.xlsx", 2022, eigen_vermogen=45), balansdatum=date(2022, 6, 30))
    gevonden = historie([uit("oud.xlsx", 2022, voorzieningen=7), jong, uit("jong.xlsx", 2023)], PEILDATUM)
    assert gevonden.jaren[0] == jong
    assert meldingen(gevonden) == [
        "oud.xlsx: EWS117 boekjaar 2022 eindigt op 2022-06-30 in jong.xlsx en op 2022-12-31 in oud.xlsx; "
        "jong.xlsx telt"
    ]


def test_a_file_is_held_against_the_one_that_counts() -> None:
    jaren = [
        replace(uit("a.xlsx", 2021, voorzieningen=7), maanden=18),
        uit("b.xlsx", 2021, voorraden=3),
        uit("b.xlsx", 2022),
        uit("c.xlsx", 2021, eigen_vermogen=45),
        uit("c.xlsx", 2023),
    ]
    assert meldingen(historie(jaren, PEILDATUM)) == [
        "a.xlsx: EWS117 boekjaar 2021 telt 12 maanden in c.xlsx en 18 in a.xlsx; c.xlsx telt"
    ]


def test_an_unknown_basis_does_not_join_consolidated_with_separate_figures() -> None:
    jaren = [
        replace(uit("a.xlsx", 2021, voorzieningen=7), basis=Basis.ENKELVOUDIG),
        replace(uit("b.xlsx", 2021, voorraden=3), basis=Basis.GECONSOLIDEERD),
        uit("b.xlsx", 2022),
        uit("c.xlsx", 2021, eigen_vermogen=45),
        uit("c.xlsx", 2023),
    ]
    gevonden = historie(jaren, PEILDATUM)
    assert set(gevonden.jaren[0].posten) == {EV, Post.VOORRADEN}
    assert meldingen(gevonden) == [
        "a.xlsx: EWS117 de cijfers over 2021 zijn geconsolideerd in b.xlsx en enkelvoudig in a.xlsx; "
        "c.xlsx telt"
    ]


def test_of_two_balance_dates_in_one_calendar_year_the_later_counts() -> None:
    # A short book year to June and one to December: both end in 2022.
    kort = replace(uit("a.xlsx", 2022, eigen_vermogen=40), balansdatum=date(2022, 6, 30), maanden=6)
    lang = replace(uit("a.xlsx", 2022, eigen_vermogen=45), maanden=6)
    for volgorde in permutations([kort, lang]):
        gevonden = historie(volgorde, PEILDATUM)
        assert gevonden.jaren == (lang,)
        assert len(gevonden.problemen) == 1


@given(
    st.lists(
        st.builds(
            lambda bestand, boekjaar, waarde, soort, basis, eenheid: replace(
                uit(bestand, boekjaar, eigen_vermogen=waarde), soort=soort, basis=basis, eenheid=eenheid
            ),
            st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx"]),
            st.integers(2020, 2024),
            st.sampled_from([40, 45]),
            st.sampled_from([Soort.JAARREKENING, Soort.JAARREKENING, Soort.BEGROTING]),
            st.sampled_from(Basis),
            st.sampled_from([1, 1000, None]),
        ),
        max_size=6,
        unique_by=lambda j: (j.bestand, j.boekjaar),
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_changes_nothing(jaren: list[Jaarrekening], random: object) -> None:
    anders = list(jaren)
    random.shuffle(anders)  # type: ignore[attr-defined]
    gevonden = historie(jaren, PEILDATUM)
    assert gevonden == historie(anders, PEILDATUM)
    boekjaren = [j.boekjaar for j in gevonden.jaren]
    assert boekjaren == sorted(set(boekjaren))
