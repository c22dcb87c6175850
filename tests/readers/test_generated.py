"""Made-up accounts on every paper that we can think of: the truth comes out, or a gap, never another figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ews_cli.core.jaarrekening import Soort
from ews_cli.core.posten import Post
from ews_cli.readers import read
from ews_cli.readers.lezing import Lezing
from writers import Blad, Rij, schrijf

from .accounts import RESULT, Shape, make_years
from .check import NEEDED, missing, read_grid, show, wrong
from .extras import AFTER
from .generate import Book, make
from .layouts import LAYOUTS, SHAPES, STYLES, layouts, possible
from .notation import UNITS
from .paper import Layout, same_accounts
from .rows import Style

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
PLAIN_STYLES = st.builds(
    Style,
    totals=st.sampled_from(["labelled", "above", "below"]),
    grand=st.sampled_from(["labelled", "generaal"]),
    details=st.booleans(),
    omzet=st.sampled_from(["zorg", "netto", "som"]),
    rente=st.sampled_from(["saldo", "twee"]),
    bestemming=st.booleans(),
    blanks=st.booleans(),
)
PLAIN = layouts(
    style=PLAIN_STYLES,
    shape=st.builds(
        Shape,
        negative_equity=st.booleans(),
        loss=st.booleans(),
        derden=st.booleans(),
        egalisatie=st.booleans(),
        belasting=st.booleans(),
    ),
    titles="year",
    names=True,
    outer="no",
    meta="none",
    wrapped="no",
    hidden_rows=False,
    typo="",
    note_header="Ref.",
    notes_sheets=st.lists(
        st.sampled_from(["toelichting", "kasstroom", "begroting"]), max_size=2, unique=True
    ).map(tuple),
)
"""What most providers send: totals with a label, a title above each statement, one column per year."""


def told(book: Book, lezing: Lezing, faults: list[str]) -> str:
    """The message of a failing test: the faults, the sheets, what the reader said."""
    said = "\n".join(str(problem) for problem in lezing.problemen)
    return "\n".join([*faults, str(book.layout), show(book.grid), said])


def hold(layout: Layout, *, complete: bool) -> Lezing:
    """Read a layout; nothing may be wrong, and when `complete` none of the needed posts may be missing."""
    book = make(layout)
    lezing = read_grid(book.grid)
    faults = wrong(book, lezing)
    if complete:
        faults += [f"missing: {gap}" for gap in missing(book, lezing)]
    assert not faults, told(book, lezing, faults)
    return lezing


def found(lezing: Lezing) -> dict[tuple[int, Post], Decimal]:
    """Every figure in euro."""
    return {
        (jaar.boekjaar, post): b.waarde
        for jaar in lezing.jaarrekeningen
        if jaar.soort is not Soort.TUSSENTIJDS
        for post, b in jaar.posten.items()
    }


def test_the_made_up_accounts_add_up() -> None:
    for seed in range(50):
        shape = Shape(
            derden=seed % 2 == 0, egalisatie=seed % 3 == 0, negative_equity=seed % 5 == 0, loss=seed % 7 == 0
        )
        a = make_years(seed, (2023,), shape)[2023]
        own = a["eigen_vermogen"] + a.get("aandeel_derden", 0) + a.get("egalisatierekening", 0)
        debts = a["voorzieningen"] + a["langlopende_schulden"] + a["kortlopende_schulden"]
        assert a["vaste_activa"] + a["vlottende_activa"] == a["balanstotaal"] == own + debts
        assert a["opbrengsten"] - a["bedrijfslasten"] == a["bedrijfsresultaat"]
        others = a["belastingen"] + a.get("aandeel_derden_resultaat", 0)
        assert a["bedrijfsresultaat"] + a["rentebaten"] - a["rentelasten"] - others == a["resultaat"]
        assert (a["eigen_vermogen"] < 0) is shape.negative_equity
        assert a["balanstotaal"] > 0
        assert a.keys() & RESULT != set()


@settings(derandomize=True, deadline=None, max_examples=700, suppress_health_check=SLOW)
@given(layouts(wrapped="no"))
def test_no_layout_gives_another_amount_than_the_true_one(layout: Layout) -> None:
    hold(layout, complete=False)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=500,
    suppress_health_check=SLOW,
)
@given(layouts(wrapped=st.sampled_from(["first", "second"]), decoration=st.just("{}")))
def test_a_label_over_two_rows_is_no_other_label(layout: Layout) -> None:
    hold(layout, complete=False)


@settings(derandomize=True, deadline=None, max_examples=250, suppress_health_check=SLOW)
@given(PLAIN)
def test_plain_paper_gives_every_post_of_the_deciding_ratios(layout: Layout) -> None:
    hold(layout, complete=True)


def single_choices() -> Iterator[tuple[str, Layout]]:
    """Layouts that differ from the plainest paper in one choice."""
    for name, values in LAYOUTS.items():
        if name not in ("seed", "last", "typo", "wrapped"):  # these are meant to cost something
            yield from ((f"{name}={value}", Layout(**{name: value})) for value in dict.fromkeys(values))
    choices: tuple[tuple[str, type[Any], Any], ...] = (("shape", Shape, SHAPES), ("style", Style, STYLES))
    for field, cls, options in choices:
        for name, values in options.items():
            for value in dict.fromkeys(values):
                yield f"{name}={value}", Layout(**{field: cls(**{name: value})})
    yield from ((f"sheet {name}", Layout(notes_sheets=(name,))) for name in AFTER)
    yield from ((f"sheet {name} first", Layout(notes_sheets=(f"first {name}",))) for name in AFTER)


@pytest.mark.parametrize(("choice", "layout"), [pytest.param(*pair, id=pair[0]) for pair in single_choices()])
def test_no_single_choice_of_layout_costs_a_needed_post(choice: str, layout: Layout) -> None:
    for seed in (3, 4):
        hold(possible(replace(layout, seed=seed)), complete=True)


@pytest.mark.parametrize(
    ("unit", "words"), [(unit, words) for unit, texts in UNITS.items() for words in texts]
)
@pytest.mark.parametrize("place", ["title", "in title", "label", "below", "footer"])
def test_a_unit_is_found_wherever_and_however_it_is_stated(unit: int, words: str, place: str) -> None:
    if words == "€" and place in ("in title", "footer"):
        return  # a lone euro sign says something only above figures
    book = make(replace(Layout(unit=unit, unit_place=place), unit_words=words))
    lezing = read_grid(book.grid)
    assert {jaar.eenheid for jaar in lezing.jaarrekeningen} == {unit}, told(book, lezing, [])
    assert wrong(book, lezing) == []


def test_the_unit_of_a_year_is_the_unit_of_its_statement() -> None:
    lezing = hold(Layout(notes_sheets=("afgerond",)), complete=True)
    assert [jaar.eenheid for jaar in lezing.jaarrekeningen] == [1_000, 1_000]


def test_key_figures_in_a_coarser_unit_are_weaker_than_any_statement() -> None:
    hold(Layout(names=False, titles="no", notes_sheets=("afgerond",)), complete=True)


@settings(derandomize=True, deadline=None, max_examples=100, suppress_health_check=SLOW)
@given(PLAIN, layouts(wrapped="no", typo=""))
def test_the_same_accounts_on_other_paper_give_the_same_figures(plain: Layout, paper: Layout) -> None:
    other = possible(same_accounts(plain, paper))
    first = found(hold(replace(plain, unit_place="title"), complete=True))
    second_reading = hold(other, complete=False)
    if any(
        jaar.eenheid is None or jaar.basis.value == "enkelvoudig" for jaar in second_reading.jaarrekeningen
    ):
        return
    per_unit = Decimal(other.unit) / plain.unit
    second = found(second_reading)
    both = first.keys() & second.keys()
    assert {key: first[key] * per_unit for key in both} == {key: second[key] for key in both}


@settings(derandomize=True, deadline=None, max_examples=40, suppress_health_check=SLOW)
@given(PLAIN, st.sampled_from([1, 1_000, 1_000_000]))
def test_the_unit_scales_every_amount_and_changes_nothing_else(plain: Layout, unit: int) -> None:
    one, other = replace(plain, unit=1, unit_place="title"), replace(plain, unit=unit, unit_place="title")
    in_euro, in_unit = found(hold(one, complete=True)), found(hold(other, complete=True))
    assert {key: amount * unit for key, amount in in_euro.items()} == in_unit


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".csv"])
@pytest.mark.parametrize(
    "layout",
    [
        Layout(seed=11, sheets="one", header="'2023'", header_result="'2023'"),
        Layout(seed=12, sheets="one", notation="(1.234)", nil="-", header="31-dec-23", note="number"),
        Layout(
            seed=13, sheets="beside one", header="31-12-2023", shape=Shape(loss=True, negative_equity=True)
        ),
        Layout(
            seed=14,
            sheets="one",
            header="Jaar 2023",
            header_result="Jaar 2023",
            style=Style(totals="unlabelled", details=True),
            ascending=True,
            years=3,
        ),
    ],
    ids=["plain", "printed", "beside", "unlabelled"],
)
def test_a_file_gives_the_same_figures_as_its_cells(tmp_path: Path, suffix: str, layout: Layout) -> None:
    book = make(layout)
    path = tmp_path / f"jaarrekening{suffix}"
    schrijf(
        path,
        [Blad(s.naam, [Rij(tuple(_written(c) for c in row)) for row in s.rijen]) for s in book.grid.sheets],
    )
    from_file, from_cells = read(path), read_grid(book.grid)
    assert found(from_file) == found(from_cells)
    assert wrong(book, from_cells) == []
    assert {post for _, post in found(from_file)} >= set(NEEDED)


def _written(cell: object) -> Any:
    """A cell for the writers of the samples, which take whole numbers and text."""
    return None if cell == "" else int(cell) if isinstance(cell, float) else cell


@pytest.mark.parametrize(
    "layout",
    [
        Layout(
            seed=534247,
            shape=Shape(size="tiny", egalisatie=True, still=True, rounded=True),
            style=Style(totals="unlabelled", grand="unlabelled"),
        ),
        Layout(
            seed=97109,
            shape=Shape(size="tiny", negative_equity=True, still=True, rounded=True),
            style=Style(totals="unlabelled"),
            hidden_rows=True,
        ),
        Layout(
            seed=768085,
            shape=Shape(size="tiny", derden=True, egalisatie=True, rounded=True),
            years=3,
            last=2022,
            style=Style(totals="unlabelled", grand="unlabelled"),
            outer="empty",
            extra="opening",
            hidden_rows=True,
        ),
        Layout(
            seed=297350,
            shape=Shape(size="tiny", derden=True, nil="langlopende_schulden", nil_printed=True),
            last=2024,
            style=Style(totals="unlabelled", details=True, resultaat_in_vermogen="Resultaat"),
            outer="empty",
        ),
        Layout(
            seed=704168,
            shape=Shape(size="tiny"),
            years=1,
            style=Style(totals="unlabelled", resultaat_in_vermogen="Resultaat boekjaar"),
            sheets="beside one",
            note="account",
            note_place="before",
            note_header="",
            outer="repeated",
            hidden_rows=True,
        ),
    ],
    ids=["at rest", "hidden total", "opening balance", "result apart", "codes of accounts"],
)
def test_tiny_amounts_that_add_up_by_chance_prove_nothing(layout: Layout) -> None:
    hold(layout, complete=False)
    hold(replace(layout, shape=replace(layout.shape, size="normal")), complete=False)


@pytest.mark.parametrize("extra", ["opening", "primo"])
@pytest.mark.parametrize("note_header", ["", "Ref."])
@pytest.mark.parametrize("totals", ["labelled", "unlabelled"])
def test_an_opening_balance_beside_totals_in_their_own_column_costs_nothing(
    extra: str, note_header: str, totals: str
) -> None:
    for seed in range(3):
        paper = Layout(seed=seed, extra=extra, outer="empty", note="account", note_place="last")
        style = Style(totals=totals)
        hold(possible(replace(paper, note_header=note_header, style=style)), complete=True)
