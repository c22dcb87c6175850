"""The report in a terminal: what it says, at any width, in any encoding, whatever the file holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rich.cells import cell_len

from ews_cli.core.jaarrekening import Basis, Bedrag, Herkomst, Jaarrekening, Resultaatbestemming
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.reports import terminal
from ews_cli.reports.result import Run
from provider_accounts import LINDE, linde, run_of, without, year

WIDTHS = [40, 57, 80, 120]
HEALTHY = {
    Post.VASTE_ACTIVA: 10_000,
    Post.VLOTTENDE_ACTIVA: 10_000,
    Post.BALANSTOTAAL: 20_000,
    Post.EIGEN_VERMOGEN: 9_000,
    Post.VOORZIENINGEN: 1_000,
    Post.LANGLOPENDE_SCHULDEN: 4_000,
    Post.KORTLOPENDE_SCHULDEN: 6_000,
    Post.OPBRENGSTEN: 40_000,
    Post.RESULTAAT: 800,
}


def flat(text: str) -> str:
    """A report on one line, so that a sentence is found wherever it was wrapped."""
    return " ".join(text.split())


def report(*jaren: Jaarrekening, width: int = 80, encoding: str = "utf-8") -> str:
    return terminal.score(run_of(jaren), width, encoding)


def five_years() -> list[Jaarrekening]:
    """Equity of 13.1 to 14.9 %, a loss in every year."""
    return [
        year(2021 + n, {post: amounts[0] + (n - 2) * 111 for post, amounts in LINDE.items()}, "GFEDC"[n])
        for n in range(5)
    ]


def test_the_first_lines_hold_the_answer() -> None:
    lines = report(*linde()).splitlines()
    assert lines[:6] == [
        "Stichting Jeugdzorg De Fictieve Linde · KvK 00000100",
        "Jaarrekening per 31 december 2025, 10 maanden oud op 22 november 2026",
        "geconsolideerd · x € 1.000",
        "linde.xlsx",
        "",
        "Trede 4 — problematisch",
    ]


def test_the_reason_is_one_plain_sentence_with_its_source() -> None:
    assert (
        "want rentabiliteit is -0,8% in 2025: onder 0%, “de rentabiliteit is verlieslatend” "
        "[draaiboek §1.2; onze lezing]"
    ) in flat(report(*linde()))


def test_each_criterium_has_a_row_with_its_years_change_and_trede() -> None:
    assert "  solvabiliteit  16,8%  14,0%  ▼ -2,8 %-punt      3\n" in report(*linde())
    assert "  rentabiliteit   0,4%  -0,8%  ▼ -1,2 %-punt      4\n" in report(*linde())
    assert "  liquiditeit     0,95   0,93  ▼ -0,02            3\n" in report(*linde())


def test_a_bound_says_whether_it_is_the_source_s_or_ours() -> None:
    text = report(*linde())
    assert "trede 3: onder 20% [draaiboek §1.2]\n" in text
    assert "trede 3: onder 1,00 [draaiboek §1.2; onze lezing]\n" in text


def test_the_room_is_in_euros_to_the_next_bounds() -> None:
    # (3012 - x) / (21514 - x) = 0.10 gives 956.222; 10664 - 0.75 * 11446 gives 2079.5, in thousands.
    text = flat(report(*linde()))
    assert "nog € 956.222 verlies tot trede 4 (onder 10%)" in text
    assert "nog € 2.079.500 daling van de vlottende activa tot trede 4 (onder 0,75)" in text


def test_one_more_loss_year_is_told() -> None:
    assert (
        "Weer een verlies van € 412.000 in 2026 geeft trede 5 — zeer problematisch, door rentabiliteit "
        "(onder 0%, 2 jaar achter elkaar)"
    ) in flat(report(*linde()))
    assert "Een verlies, hoe klein ook, in 2026 geeft trede 4 — problematisch, door rentabiliteit" in flat(
        report(year(2024, HEALTHY), year(2025, HEALTHY))
    )


def test_the_plan_of_the_draaiboek_is_named() -> None:
    assert "trede 4 continuïteitsplan; 6 tot 12 maanden" in flat(report(*linde()))


def test_every_figure_traces_to_its_cells_and_label() -> None:
    text = report(*linde())
    assert "  eigen vermogen         3.424   3.012  Balans!D8, C8 “Eigen vermogen”\n" in text
    for post in (Post.BALANSTOTAAL, Post.RESULTAAT, Post.OPBRENGSTEN, Post.VLOTTENDE_ACTIVA):
        assert re.search(rf"  {post.tekst} +[\d.]+ +-?[\d.]+  Balans!D\d+, C\d+ “", text)


def test_a_derived_figure_shows_its_sum_and_a_comparative_one_is_named() -> None:
    old, new = linde()
    derived = Bedrag(Decimal(21_514_000), Herkomst.AFGELEID, "Balans!C5, Balans!C6", som="vaste + vlottende")
    compared = {post: b._replace(herkomst=Herkomst.VERGELIJKEND) for post, b in old.posten.items()}
    text = flat(
        report(
            replace(old, posten=compared),
            replace(new, posten=dict(new.posten) | {Post.BALANSTOTAAL: derived}),
        )
    )
    assert "= vaste + vlottende" in text
    assert "2024: vergelijkende cijfers uit de jaarrekening van een later jaar" in text


def test_a_year_from_another_file_names_that_file() -> None:
    old, new = linde()
    assert "oud.xlsx: Balans!D8" in flat(report(replace(old, bestand="oud.xlsx"), new))


def test_the_checks_show_both_figures_and_say_in_words_whether_they_hold() -> None:
    new = replace(linde()[1], totaal_passiva=Bedrag(Decimal(21_600_000)))
    text = flat(report(linde()[0], new))
    assert "WIJKT AF activa = passiva: 21.514.000 tegen 21.600.000, verschil -86.000 (EWS131)" in text
    assert "klopt vaste + vlottende activa = balanstotaal: 21.514.000" in text


def test_a_failing_check_that_touches_the_deciding_figure_is_said_at_the_trede() -> None:
    # Solvabiliteit decides: 1500 of 20000 is 7.5 %.
    figures = HEALTHY | {Post.EIGEN_VERMOGEN: 1_500, Post.LANGLOPENDE_SCHULDEN: 11_500}
    jaar = replace(year(2025, figures), totaal_passiva=Bedrag(Decimal(20_500_000)))
    head = flat(report(jaar).partition("Niet te bepalen")[0])
    assert "Trede 4 — problematisch" in head or "Trede ten minste 4" in head
    assert (
        "Let op: activa = passiva: 20.000.000 tegen 20.500.000, verschil -500.000; "
        "dit raakt een cijfer dat de trede bepaalt (EWS131)"
    ) in head


def test_a_range_is_not_a_trede_and_what_is_missing_is_named() -> None:
    text = flat(report(*(without(jaar, Post.KORTLOPENDE_SCHULDEN) for jaar in linde())))
    assert "Trede ten minste 4 (4 tot en met 5)" in text
    assert "Hoger kan nog door liquiditeit (tot trede 5); wat ontbreekt staat onder Niet te bepalen" in text
    assert "liquiditeit trede 1 tot en met 5: niet te bepalen zonder kortlopende schulden" in text
    assert "ten minste trede 4 continuïteitsplan" in text


def test_an_unknown_criterium_that_cannot_raise_the_trede_leaves_it_certain() -> None:
    # Last year's liquiditeit was 0.95, so that two years below 0.75 are ruled out: 4 at most.
    text = flat(report(linde()[0], without(linde()[1], Post.KORTLOPENDE_SCHULDEN)))
    assert "Trede 4 — problematisch" in text
    assert "liquiditeit trede 1 tot en met 4: niet te bepalen zonder kortlopende schulden" in text


def test_unknown_is_never_trede_1() -> None:
    text = report(year(2025, HEALTHY))
    assert "Trede niet te bepalen (1 tot en met 2)\n" in text
    assert "generiek" not in text


def test_a_healthy_provider_is_on_trede_1_because_no_bound_is_met() -> None:
    text = flat(report(year(2024, HEALTHY), year(2025, HEALTHY)))
    assert "Trede 1 — generiek" in text
    assert "want solvabiliteit, rentabiliteit en liquiditeit halen geen enkele grens" in text


def test_a_drop_shows_both_years_and_the_size() -> None:
    before = HEALTHY | {Post.EIGEN_VERMOGEN: 9_600, Post.LANGLOPENDE_SCHULDEN: 3_400}
    text = flat(report(year(2024, before), year(2025, HEALTHY)))
    assert (
        "want solvabiliteit is 45,0% in 2025 en was 48,0% in 2024 (-3,0 procentpunt): daling van ten minste "
        "2 procentpunt"
    ) in text


def test_two_loss_years_are_both_shown() -> None:
    assert (
        "want rentabiliteit is -0,4% in 2025 en was -0,6% in 2024: onder 0%, 2 jaar achter elkaar, "
        "“is al langer dan een jaar verlieslatend”"
    ) in flat(report(*five_years()))


def test_a_trend_has_an_arrow_for_each_step() -> None:
    assert "▲▲▲▲ +0,4 %-punt" in report(*five_years())


def test_years_that_do_not_join_are_marked_and_give_no_trend() -> None:
    text = report(replace(linde()[0], basis=Basis.ENKELVOUDIG), linde()[1])
    assert "2024*" in text
    assert "* 2024 sluit niet aan" in text
    assert "▼" not in text


def test_an_unknown_unit_gives_amounts_without_a_euro_sign() -> None:
    jaren = [
        year(2025 - n, {post: amounts[n] for post, amounts in LINDE.items()}, eenheid=None) for n in (1, 0)
    ]
    text = flat(report(*jaren))
    assert "geconsolideerd · eenheid onbekend" in text
    assert "Let op: de eenheid van de bedragen is niet bekend" in text
    assert "Weer een verlies van 412 in 2026" in text
    assert "€" not in text


BEFORE = "Let op: de balans is van voor resultaatbestemming"


def test_a_balance_before_appropriation_whose_equity_may_lack_the_result_is_said() -> None:
    jaar = replace(linde()[1], resultaatbestemming=Resultaatbestemming.VOOR)
    assert BEFORE in flat(report(without(jaar, Post.LANGLOPENDE_SCHULDEN)))


def test_a_balance_before_appropriation_that_closes_has_the_result_in_its_equity() -> None:
    """3,012 + 1,136 + 5,920 + 11,446 = 21,514: nothing of the passiva is left for the result."""
    assert BEFORE not in flat(report(replace(linde()[1], resultaatbestemming=Resultaatbestemming.VOOR)))


def test_a_balance_that_closes_by_a_debt_that_was_derived_proves_nothing_of_the_result() -> None:
    jaar = replace(linde()[1], resultaatbestemming=Resultaatbestemming.VOOR)
    rest = jaar.posten[Post.KORTLOPENDE_SCHULDEN]._replace(som="totaal passiva - eigen vermogen")
    posten = {**jaar.posten, Post.KORTLOPENDE_SCHULDEN: rest}
    assert BEFORE in flat(report(replace(jaar, posten=posten)))


def test_equity_that_changed_by_the_result_holds_it() -> None:
    """3,012 - 3,424 = -412, the result of 2025."""
    before, now = (
        replace(without(jaar, Post.LANGLOPENDE_SCHULDEN), resultaatbestemming=Resultaatbestemming.VOOR)
        for jaar in linde()
    )
    assert BEFORE not in flat(report(before, now))


def test_equity_that_was_completed_with_the_result_holds_it() -> None:
    jaar = replace(
        without(linde()[1], Post.LANGLOPENDE_SCHULDEN), resultaatbestemming=Resultaatbestemming.VOOR
    )
    whole = jaar.posten[Post.EIGEN_VERMOGEN]._replace(som="eigen vermogen + resultaat")
    assert BEFORE not in flat(report(replace(jaar, posten={**jaar.posten, Post.EIGEN_VERMOGEN: whole})))


def test_a_value_just_under_a_bound_is_not_shown_as_the_bound() -> None:
    figures = HEALTHY | {Post.EIGEN_VERMOGEN: 3_992, Post.LANGLOPENDE_SCHULDEN: 9_008}  # 19.96 %
    text = report(year(2024, figures), year(2025, figures))
    assert "19,96%" in text
    assert "20,0%" not in text


def test_problems_of_reading_are_in_the_report() -> None:
    run = run_of(linde(), [Problem("EWS116", "twee kandidaten", "linde.xlsx!Balans!C5")])
    assert "waarschuwing linde.xlsx!Balans!C5: EWS116 twee kandidaten" in flat(terminal.score(run))


def test_it_ends_with_what_was_not_weighed_and_which_thresholds_judged() -> None:
    text = flat(report(*linde()))
    assert "Signaal, geen oordeel." in text
    assert "Niet meegewogen" in text
    assert re.search(
        r"kruger-treden-jeugdhulp 1\.0\.0, sha256 [0-9a-f]{12}, .*; peildatum 22 november 2026$", text
    )


def test_with_several_providers_each_has_its_report_and_the_thresholds_are_named_once() -> None:
    both = [*linde(), *(year(2025 - n, HEALTHY, naam="De Fictieve Eik", kvk="00000101") for n in (0, 1))]
    text = terminal.score(run_of(both))
    assert text.count(f"\n\n{'=' * 80}\n\n") == 1
    assert re.findall(r"^Trede \d", text, re.MULTILINE) == ["Trede 4", "Trede 1"]
    assert text.count("kruger-treden-jeugdhulp") == 1


def test_a_provider_without_a_name_in_its_file_says_so() -> None:
    jaren = [replace(j, aanbieder=replace(j.aanbieder, naam="linde", kvk=None)) for j in linde()]
    assert report(*jaren).startswith("linde · naam niet in het bestand, KvK-nummer onbekend\n")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_no_line_is_wider_than_the_window(width: int, encoding: str) -> None:
    for jaren in (linde(), five_years(), [without(linde()[1], Post.EIGEN_VERMOGEN)]):
        for line in report(*jaren, width=width, encoding=encoding).splitlines():
            assert cell_len(line) <= width, line


@pytest.mark.parametrize("width", WIDTHS)
def test_no_figure_is_cut_at_any_width(width: int) -> None:
    text = report(*five_years(), width=width)
    assert re.search(r"solvabiliteit .*14,9%", text)
    assert re.search(r"balanstotaal .*21\.736\n|balanstotaal .*21\.736 ", text)
    assert "…" not in text


def test_a_narrow_window_names_the_years_that_it_leaves_out() -> None:
    assert "te smal voor: 2021, 2022, 2023, verandering" in flat(report(*five_years(), width=40))
    assert "te smal" not in report(*five_years(), width=80)


@pytest.mark.parametrize("width", [0, 1, 39, 10_000])
def test_an_impossible_width_gives_a_report_all_the_same(width: int) -> None:
    assert "Trede 4" in report(*linde(), width=width)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_poor_encoding_gets_plainer_signs_and_loses_no_meaning(encoding: str) -> None:
    text = report(*linde(), encoding=encoding)
    text.encode(encoding)
    assert "?" not in text
    assert "v -2,8 %-punt" in text
    assert ("nog EUR 956.222" in text) == (encoding == "ascii")
    assert ("continuiteitsplan" in text) == (encoding == "ascii")


HOSTILE = (
    "[/] [red]X[/red] :smile: \x1b[31mrood\x1b]0;titel\x07 \x9b2J \u202eomgekeerd\u2066 a\u200bb "
    "::error:: ##vso[x] ##[y]"
)


def hostile_run() -> Run:
    jaren = []
    for jaar in linde():
        posten = {post: b._replace(label=HOSTILE, cel=f"{HOSTILE}!C5") for post, b in jaar.posten.items()}
        aanbieder = replace(jaar.aanbieder, naam=HOSTILE)
        jaren.append(
            replace(jaar, posten=posten, aanbieder=aanbieder, bestand=f"{HOSTILE}.xlsx", accountant=HOSTILE)
        )
    return run_of(jaren, [Problem("EWS116", HOSTILE, HOSTILE)])


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_from_a_file_acts_on_the_terminal_or_on_a_build_log(width: int) -> None:
    text = terminal.score(hostile_run(), width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f]", text)
    assert "::" not in text
    assert not re.search(r"##(vso)?\[", text)
    assert "[/] [red]X[/red] :smile: [31mrood" in flat(text)


def test_no_ansi_codes_without_a_terminal_and_some_with_one() -> None:
    assert "\x1b" not in terminal.score(run_of(linde()))
    assert "\x1b[" in terminal.score(run_of(linde()), styled=True)


def test_colour_adds_nothing_but_colour() -> None:
    plain = terminal.score(run_of(linde()))
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", terminal.score(run_of(linde()), styled=True))
    assert coloured == plain
    assert not re.search(r" $", plain, re.MULTILINE)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", terminal.score(run_of(linde()), styled=True))


def test_a_run_without_a_provider_says_so() -> None:
    assert terminal.score(run_of([])) == "Geen aanbieder die te beoordelen is; de meldingen zeggen waarom.\n"


def test_figures_with_an_earlier_peildatum_are_younger() -> None:
    text = terminal.score(run_of(linde(), peildatum=date(2026, 3, 1)))
    assert "2 maanden oud op 1 maart 2026" in text
