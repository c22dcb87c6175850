"""The default policy itself: each bound as domain and draaiboek have it, each quote word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.thresholds_file import load, packaged

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"
FILES = {"draaiboek": "draaiboek-continuiteit-jeugdhulp.txt", "taskforce": "advies-taskforce-limburg.txt"}


@pytest.fixture(scope="module")
def policy() -> Thresholds:
    found, problems = load(packaged())
    assert problems == []
    assert found
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each source, with every run of white space a single space."""
    if not SOURCES.is_dir():
        pytest.skip("the source texts (../shared/sources) are not here")
    return {doc: _plain((SOURCES / name).read_text(encoding="utf-8")) for doc, name in FILES.items()}


def _plain(text: str) -> str:
    return " ".join(text.split())


def quotes(policy: Thresholds) -> Iterator[tuple[str, str]]:
    """Every quote of the policy with the document that it is said to come from."""
    yield policy.combine_source.doc, policy.combine_quote
    for criterion in policy.criteria.values():
        for version in criterion.versions:
            for band in version.bands:
                yield version.source.doc, band.quote
    yield from ((signal.source.doc, signal.quote) for signal in policy.signals)
    yield from ((item.source.doc, item.quote) for item in policy.not_modelled)


def test_every_quote_stands_in_its_source_word_for_word(policy: Thresholds, texts: dict[str, str]) -> None:
    found = list(quotes(policy))
    assert len(found) == 1 + 12 + 21 + 16
    assert [quote for doc, quote in found if _plain(quote) not in texts[doc]] == []


def test_a_quote_stands_in_the_paragraph_that_is_cited(policy: Thresholds, texts: dict[str, str]) -> None:
    """Paragraph 1.2 of the draaiboek runs from its heading to that of chapter 2."""
    text = texts["draaiboek"]
    paragraph = text[
        text.index("1.2 Inzet draaiboek bij") : text.index("2.1 Rollen en verantwoordelijkheden")
    ]
    cited = [
        (str(version.source), band.quote)
        for criterion in policy.criteria.values()
        for version in criterion.versions
        for band in version.bands
    ] + [(str(signal.source), signal.quote) for signal in policy.signals]
    assert {source for source, _ in cited} == {"draaiboek §1.2"}
    assert [quote for _, quote in cited if _plain(quote) not in paragraph] == []


def test_each_trede_is_quoted_from_its_own_sentence(policy: Thresholds, texts: dict[str, str]) -> None:
    text = texts["draaiboek"]
    starts = [text.index(f"• Trede {nummer} – ") for nummer in range(1, 7)]
    sentences = {
        n: text[a:b] for n, (a, b) in enumerate(zip(starts, [*starts[1:], starts[5] + 90], strict=True), 1)
    }
    for nummer, trede in policy.treden.items():
        assert sentences[nummer].startswith(f"• Trede {nummer} – {trede.naam}: ")
    for criterion in policy.criteria.values():
        for band in criterion.versions[0].bands:
            assert _plain(band.quote) in sentences[band.trede]
    for signal in policy.signals:
        if signal.trede:
            assert _plain(signal.quote) in sentences[signal.trede]


def test_the_hashes_are_those_of_the_texts_that_were_read(policy: Thresholds, texts: dict[str, str]) -> None:
    assert texts
    assert {doc: source.sha256 for doc, source in policy.sources.items()} == {
        doc: hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() for doc, name in FILES.items()
    }


BOUNDS = {
    ("solvabiliteit", 2): ("drops_at_least 2pp", Fraction(2, 100)),
    ("solvabiliteit", 3): ("below 20%", Fraction(20, 100)),
    ("solvabiliteit", 4): ("below 10%", Fraction(10, 100)),
    ("solvabiliteit", 5): ("below 0%", Fraction(0)),
    ("rentabiliteit", 2): ("drops_at_least 1pp", Fraction(1, 100)),
    ("rentabiliteit", 3): ("below 0.5%", Fraction(5, 1000)),
    ("rentabiliteit", 4): ("below 0%", Fraction(0)),
    ("rentabiliteit", 5): ("below 0%, years 2", Fraction(0)),
    ("liquiditeit", 2): ("drops_at_least 0.10", Fraction(1, 10)),
    ("liquiditeit", 3): ("below 1.00", Fraction(1)),
    ("liquiditeit", 4): ("below 0.75", Fraction(3, 4)),
    ("liquiditeit", 5): ("below 0.75, years 2", Fraction(3, 4)),
}


def test_the_twelve_bounds_are_the_agreed_ones(policy: Thresholds) -> None:
    assert {
        (criterion.naam, band.trede): (band.tekst, band.grens)
        for criterion in policy.criteria.values()
        for band in criterion.versions[0].bands
    } == BOUNDS
    assert [len(criterion.versions) for criterion in policy.criteria.values()] == [1, 1, 1]


def test_only_the_two_figures_of_the_draaiboek_are_the_sources_own(policy: Thresholds) -> None:
    bands = [
        (criterion.naam, band)
        for criterion in policy.criteria.values()
        for band in criterion.versions[0].bands
    ]
    assert [(naam, band.literal) for naam, band in bands if band.uit_bron] == [
        ("solvabiliteit", "20%"),
        ("solvabiliteit", "10%"),
    ]
    assert all(band.uit_bron == (band.reading is None) for _, band in bands)


def test_each_definition_is_the_formula_that_is_computed(policy: Thresholds) -> None:
    assert [(c.naam, c.ratio, c.definition, c.unit) for c in policy.criteria.values()] == [
        ("solvabiliteit", "solvabiliteit", "eigen_vermogen / balanstotaal", "percent"),
        ("rentabiliteit", "rentabiliteit", "resultaat / opbrengsten", "percent"),
        ("liquiditeit", "liquiditeit", "vlottende_activa / kortlopende_schulden", "ratio"),
    ]
    assert all(c.definition == RATIOS[c.ratio].formule for c in policy.criteria.values())


def test_the_treden_have_the_names_and_plans_of_the_draaiboek(policy: Thresholds) -> None:
    assert [(t.nummer, t.naam, t.computed, t.plan) for t in policy.treden.values()] == [
        (1, "generiek", True, "monitoren (convenant §3.1)"),
        (2, "risicovol", True, "vroegtijdig signaleren (convenant §3.1)"),
        (3, "zorgelijk", True, "herstelplan"),
        (4, "problematisch", True, "continuïteitsplan"),
        (5, "zeer problematisch", True, "overdrachtsplan"),
        (6, "faillissement", False, "stappenplan bij faillissement"),
    ]


def test_a_recorded_fact_means_the_trede_of_the_sources_own_words(policy: Thresholds) -> None:
    assert {s.naam: (s.trede, s.criterion) for s in policy.signals if s.trede} == {
        "betalingsachterstand_licht": (3, "liquiditeit"),
        "betalingsachterstand_ontstaan": (4, "liquiditeit"),
        "betalingsachterstand_structureel": (5, "liquiditeit"),
        "acute_dreiging": (6, None),
        "faillissementsaanvraag": (6, None),
        "faillissement": (6, None),
        "surseance": (6, None),
    }


def test_the_fourteen_causes_ask_attention_and_mean_no_trede(policy: Thresholds) -> None:
    causes = [signal for signal in policy.signals if signal.trede is None]
    assert len(causes) == 14
    assert all(signal.criterion is None for signal in causes)


def test_the_causes_together_are_the_whole_list_of_the_draaiboek(
    policy: Thresholds, texts: dict[str, str]
) -> None:
    """What is left of the sentence without them is only commas, joints and its beginning."""
    text = texts["draaiboek"]
    rest = text[text.index("zorgelijk kan worden bij") : text.index("Om deze en andere redenen")]
    for quote in {signal.quote for signal in policy.signals if signal.trede is None}:
        assert rest.count(quote) == 1
        rest = rest.replace(quote, "")
    assert _plain(rest.replace(",", "")) == "zorgelijk kan worden bij bijvoorbeeld en en ."
