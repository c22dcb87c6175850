"""The view per region: counts and shares by hand, nothing unknown taken for nil, and both lists of who is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.register import Inzet
from ews_cli.reports import markdown, portfolio_json, region_sections, terminal
from ews_cli.reports.blocks import Section
from ews_cli.reports.regions import Place, Region, crucial, regions
from ews_cli.reports.registered import Registered, registered
from ews_cli.reports.standing import Standing
from provider_accounts import policy
from standings import entry, register, standing

TREDEN = (1, 2, 3, 4, 5)


def euro(amount: int) -> Decimal:
    return Decimal(amount)


def view() -> Registered:
    """Noord: 50, 30 and 20 of 100 known and one unknown; Zuid: one alone; West: one without accounts."""
    known = register(
        entry("A", Inzet("Noord", euro(50), ("crisis",)), kvk="00000101", account="Zuid"),
        entry("B", Inzet("Noord", euro(30)), Inzet("Zuid", euro(8), ("verblijf",)), kvk="00000102"),
        entry("C", Inzet("Noord", euro(20), ("crisis",)), kvk="00000103"),
        entry("D", Inzet("Noord", None, ("pleegzorg",)), kvk="00000104"),
        entry("E", Inzet("West", euro(5), ("crisis",)), kvk="00000105"),
    )
    run = [
        standing("A", 4, kvk="00000101"),
        standing("B", 1, kvk="00000102"),
        standing("C", (2, 5), kvk="00000103"),
        standing("D", (1, 5), kvk="00000104", beoordeeld=False),
        standing("Z", 3, kvk="00000199"),
    ]
    return registered(run, known)


def region(name: str) -> Region:
    return next(r for r in regions(view(), TREDEN) if r.regio == name)


def report(width: int = 200, detail: bool = True) -> str:
    return _report(view(), width, detail)


def _report(shown: Registered, width: int, detail: bool = True) -> str:
    return terminal.report(parts(shown, detail), width, "utf-8", False, 200)


def parts(shown: Registered, detail: bool = True) -> list[Section]:
    found = regions(shown, TREDEN)
    return region_sections.sections(shown, found, crucial(shown), policy(), detail)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_providers_of_a_region_stand_where_they_stand_and_nowhere_twice() -> None:
    counts = {portion.plaats: portion.aanbieders for portion in region("Noord").standen if portion.aanbieders}
    assert counts == {
        Place("trede", 4): 1,
        Place("trede", 1): 1,
        Place("ten minste", 2): 1,
        Place("geen cijfers"): 1,
    }


def test_the_share_of_a_trede_is_of_the_known_turnover() -> None:
    shares = {portion.plaats: portion.aandeel for portion in region("Noord").standen}
    assert shares[Place("trede", 4)] == Fraction(50, 100)
    assert shares[Place("trede", 1)] == Fraction(30, 100)
    assert shares[Place("ten minste", 2)] == Fraction(20, 100)
    assert shares[Place("trede", 5)] == 0


def test_an_unknown_turnover_has_an_unknown_share() -> None:
    found = {portion.plaats: portion for portion in region("Noord").standen}
    assert found[Place("geen cijfers")].aandeel is None
    assert (region("Noord").omzet, region("Noord").omzet_onbekend) == (euro(100), 1)


def test_dependence_is_the_largest_the_three_largest_and_the_index() -> None:
    noord = region("Noord")
    assert noord.grootsten == (("A", Fraction(1, 2)), ("B", Fraction(3, 10)), ("C", Fraction(1, 5)))
    assert noord.aandeel_drie == 1
    assert noord.hhi == 3_800  # 2,500 + 900 + 400
    assert region("Zuid").hhi == 10_000


def test_trede_3_and_higher_is_certain_or_possible_and_no_accounts_rule_nothing_out() -> None:
    assert (region("Noord").alarm, region("Noord").kan_alarm) == (Fraction(1, 2), Fraction(1, 5))
    assert (region("Zuid").alarm, region("Zuid").kan_alarm) == (Fraction(0), Fraction(0))
    assert (region("West").alarm, region("West").kan_alarm) == (Fraction(0), Fraction(1))


def test_without_any_known_turnover_nothing_is_said_of_shares() -> None:
    shown = registered([standing("A", 3)], register(entry("A", Inzet("Noord", None))))
    (noord,) = regions(shown, TREDEN)
    assert (noord.hhi, noord.alarm, noord.aandeel_drie, noord.grootsten) == (None, None, None, ())
    assert all(portion.aandeel is None for portion in noord.standen)
    text = flat(_report(shown, 120))
    assert "De jeugdhulpomzet is van geen enkele bekend." in text
    assert "0,0%" not in text
    assert "€ 0" not in text.partition("trede 3 zorgelijk")[2].partition("trede 2")[0]


def test_providers_without_a_region_are_shown_last_and_apart() -> None:
    shown = registered(
        [standing("A", 1)], register(entry("A", Inzet(None, euro(3))), entry("B", Inzet("Noord", euro(1))))
    )
    assert [r.regio for r in regions(shown, TREDEN)] == ["Noord", None]
    assert "Met regio onbekend" in _report(shown, 120)


def test_one_region_can_be_asked_for_in_any_spelling() -> None:
    assert [r.regio for r in regions(view(), TREDEN, "regio NOORD")] == ["Noord"]
    assert {f.regio for f in crucial(view(), "noord")} == {"Noord"}


def test_the_providers_of_a_region_are_those_that_work_there_and_those_it_speaks_for() -> None:
    assert [s.naam for s in view().in_region("zuid")] == ["A", "B"]
    assert [s.naam for s in view().in_region("West")] == []


def test_who_is_only_in_one_of_both_is_counted_and_named() -> None:
    text = flat(report())
    assert "5 aanbieders in het register, 4 daarvan met een jaarrekening in deze run." in text
    assert "in het register, geen jaarrekening 1: E" in text
    assert "jaarrekening, niet in het register 1: Z" in text


def test_a_name_that_fits_more_providers_is_named_apart() -> None:
    known = register(
        entry("A", Inzet("N", euro(1)), kvk="00000101"), entry("A", Inzet("N", None), kvk="00000102")
    )
    shown = registered([standing("A", 3)], known)
    assert shown.buiten == shown.twijfel
    assert "naam past bij meer aanbieders 1: A" in flat(_report(shown, 120))


def test_the_name_of_a_file_is_not_the_name_of_a_provider() -> None:
    known = register(entry("wilg", Inzet("Noord", euro(1))))
    assert registered([standing("wilg", bestand="in/wilg.xlsx")], known).leden[0].standing is None
    assert registered([standing("wilg", bestand="in/2025.xlsx")], known).leden[0].standing is not None


def test_many_names_are_cut_with_how_many_are_left() -> None:
    shown = registered([], register(*(entry(f"P{n:02}", Inzet("Noord", euro(1))) for n in range(25))))
    text = flat(_report(shown, 120))
    assert "25: P00; P01; P02; P03; P04; P05; P06; P07; P08; P09 … en nog 15" in text


def test_crucial_functions_on_trede_3_or_higher_come_first_and_the_possible_ones_apart() -> None:
    text = flat(report())
    certain, _, possible = text.partition("Cruciale functies op trede 3 of hoger")[2].partition(
        "Mogelijk ook"
    )
    assert "crisis trede 4 · A · Noord (een van 2)" in certain
    assert "C ·" not in certain
    assert "crisis trede 2–5 · C · Noord (een van 2)" in possible
    assert "pleegzorg trede 1–5 · D · Noord (enige)" in possible
    assert "crisis trede onbekend · E · West (enige)" in possible
    assert "verblijf" not in certain + possible.partition("cruciale functies in het register")[0]
    assert (
        "5 cruciale functies in het register: 1 op trede 3 of hoger, 3 mogelijk, 1 met zekerheid eronder."
        in text
    )


@pytest.mark.parametrize(("trede", "named"), [(2, False), (3, True), ((2, 3), False), ((3, 5), True)])
def test_trede_3_is_the_border(trede: int | tuple[int, int], named: bool) -> None:
    shown = registered([standing("A", trede)], register(entry("A", Inzet("Noord", euro(1), ("crisis",)))))
    certain = flat(_report(shown, 120)).partition("Cruciale functies")[2].partition("Mogelijk ook")[0]
    assert ("crisis trede" in certain) is named


def test_the_words_of_the_index_have_their_source_and_say_that_they_are_no_norm() -> None:
    text = flat(report())
    assert "HHI 3.800 (van 10.000), zoals bij 2,6 even grote aanbieders" in text  # 10,000 / 3,800 = 2.63
    assert "boven 2.000: bij een fusie telt een stijging van 150 of meer" in text
    assert "(2004/C 31/03), punten 19 en 20: een vergelijking, geen norm voor jeugdhulp" in text


def test_the_report_says_over_what_total_shares_are_and_what_is_unknown() -> None:
    text = flat(report())
    assert "4 aanbieders in het register, van 3 zijn er cijfers." in text
    assert "Aandelen zijn van € 100 bekende jeugdhulpomzet; van 1 is die onbekend." in text
    assert "let op over de bekende omzet; wie daarin ontbreekt, kan groter zijn" in text
    assert "geen cijfers geen enkel criterium heeft een waarde 1 onbekend onbekend" in text


def test_a_share_just_under_all_is_not_shown_as_all() -> None:
    known = register(entry("A", Inzet("N", euro(99_999))), entry("B", Inzet("N", euro(1))))
    (only,) = regions(registered([], known), TREDEN)
    assert region_sections.share_text(only.grootsten[0][1]) == "99,999%"


@pytest.mark.parametrize("width", [40, 57, 80, 120, 200])
def test_no_line_is_wider_than_the_window_and_no_dropped_column_is_nameless(width: int) -> None:
    text = report(width)
    assert max(map(len, text.splitlines())) <= width
    assert "voor: ," not in text


def test_a_long_list_of_functions_is_cut_with_how_many_are_left() -> None:
    known = register(*(entry(f"P{n:02}", Inzet("Noord", euro(1), ("crisis",))) for n in range(25)))
    shown = registered([standing(f"P{n:02}", 4) for n in range(25)], known)
    found = region_sections.sections(shown, [], crucial(shown), policy(), detail=False, most=10)
    text = flat(terminal.report(found, 120))
    assert text.count("een van 25") == 10
    assert "… en nog 15" in text
    assert "25 cruciale functies in het register: 25 op trede 3 of hoger, 0 mogelijk" in text


def test_without_detail_there_is_an_overview_and_no_section_per_region() -> None:
    titles = [section.title for section in parts(view(), detail=False)]
    assert titles == ["Per regio", "Cruciale functies op trede 3 of hoger", "Register en run"]


def test_names_from_a_register_are_not_live_in_any_report() -> None:
    naam = "[red]=cmd|' /C calc'!A0\x1b[31m<b>"
    known = register(entry(naam, Inzet(f"{naam}2", euro(1), (naam,)), kvk="00000101"))
    shown = registered([standing("A", 4, kvk="00000101")], known)
    text = _report(shown, 80)
    assert "\x1b" not in text
    assert "[red]=cmd" in text
    assert "<b>" not in markdown.report(parts(shown))


def test_the_json_holds_the_same_figures_exactly_and_null_for_what_is_unknown() -> None:
    shown = view()
    plain = portfolio_json.register(shown, regions(shown, TREDEN), crucial(shown))
    noord = next(r for r in plain["regios"] if r["regio"] == "Noord")
    assert (noord["jeugdhulpomzet"], noord["jeugdhulpomzet_onbekend"], noord["hhi"]) == ("100", 1, "3800")
    assert noord["grootste"][0] == {"naam": "A", "aandeel": "0.5"}
    standen = {(s["soort"], s["trede"]): (s["jeugdhulpomzet"], s["aandeel"]) for s in noord["standen"]}
    assert standen["trede", 4] == ("50", "0.5")
    assert standen["trede", 5] == ("0", "0")
    assert standen["geen cijfers", None] == (None, None)
    assert plain["zonder_jaarrekening"] == [{"naam": "E", "kvk": "00000105"}]
    assert plain["niet_in_register"] == [{"naam": "Z", "kvk": "00000199"}]
    assert plain["cruciale_functies"][0] == {
        "regio": "Noord",
        "functie": "crisis",
        "aanbieder": "A",
        "houders": 2,
        "ten_minste": 4,
        "ten_hoogste": 4,
    }


AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)
REACH = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda two: (min(two), max(two)))
WORK = st.dictionaries(st.sampled_from(["Noord", "Zuid", "West"]), AMOUNTS, max_size=3)
PROVIDERS = st.lists(st.tuples(WORK, st.none() | REACH, st.booleans()), max_size=12)


def build(providers: list[tuple[dict[str, Decimal | None], tuple[int, int] | None, bool]]) -> Registered:
    entries, run = [], list[Standing]()
    for n, (work, reach, judged) in enumerate(providers):
        kvk = f"{n:08d}"
        entries.append(entry(f"P{n}", *(Inzet(regio, omzet) for regio, omzet in work.items()), kvk=kvk))
        if reach is not None:
            run.append(standing(f"P{n}", reach, kvk=kvk, beoordeeld=judged))
    return registered(run, register(*entries))


@given(PROVIDERS)
def test_shares_add_up_to_one_and_counts_to_the_providers_of_the_region(
    providers: list[tuple[dict[str, Decimal | None], tuple[int, int] | None, bool]],
) -> None:
    shown = build(providers)
    for found in regions(shown, TREDEN):
        work = [w[found.regio] for w, _, _ in providers if found.regio in w]
        assert sum(portion.aanbieders for portion in found.standen) == found.aanbieders == len(work)
        assert sum(portion.omzet for portion in found.standen) == found.omzet
        assert sum(portion.omzet_onbekend for portion in found.standen) == found.omzet_onbekend
        known = [portion.aandeel for portion in found.standen if portion.aandeel is not None]
        assert not found.omzet or sum(known) == 1
        if found.alarm is not None and found.kan_alarm is not None:
            assert 0 <= found.alarm + found.kan_alarm <= 1


@given(PROVIDERS)
def test_the_order_of_the_register_decides_nothing(
    providers: list[tuple[dict[str, Decimal | None], tuple[int, int] | None, bool]],
) -> None:
    shown = build(providers)
    turned = registered(
        [lid.standing for lid in reversed(shown.leden) if lid.standing is not None],
        register(*reversed(shown.register.inschrijvingen)),
    )
    assert _report(shown, 100) == _report(turned, 100)
