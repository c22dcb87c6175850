"""The workbook, calculated anew by LibreOffice, says what the core says: as written, and after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from core.build import band, criterion, policy, version
from ews_cli import thresholds_file
from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.jaarrekening import Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Band, Criterion, Thresholds, Vergelijking
from ews_cli.reports.criteria import range_text
from ews_cli.reports.xlsx.formulas import WHY
from provider_accounts import policy as shipped

from .cases import at_random, figures, hard_cases, judged, run_of, two, with_interim, written
from .office import changed, formulas, needs_office, recalculated, values, without_values
from .sheets import at, columns, rows

pytestmark = needs_office
ROOT = Path(__file__).parents[2]

ODD = policy(
    Criterion(
        "vermogen", "weerstandsvermogen", "", "", "",
        (version(band(2, "drops_at_least", "1pp", years=2), band(3, "at_most", "15%"), band(5, "below", "0%")),),
    ),
    Criterion(
        "winst", "rentabiliteit", "", "", "",
        (
            version(
                band(2, "at_most", "3%"), band(3, "below", "0%", years=3), band(4, "drops_at_least", "5pp"),
            ),
        ),
    ),
    Criterion("winst_ook", "rentabiliteit", "", "", "", (version(band(4, "below", "-2%", years=2)),)),
    criterion("pnil_ratio", version(band(2, "above", "20%"), band(4, "at_least", "40%", years=2))),
    criterion("liquiditeit_in_dagen", version(band(3, "below", "30"), band(5, "below", "10", years=2))),
    criterion("rentedekking", version(band(2, "below", "1.5"))),
)  # fmt: skip
"""Ratios, comparisons and numbers of years that the shipped policy does not use; two criteria on one ratio."""


def every_feature() -> Thresholds:
    found, problems = thresholds_file.load(ROOT / "tests" / "thresholds" / "valid" / "every-feature.yaml")
    assert found is not None, problems
    return found


def same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return bool(one == pytest.approx(other, rel=1e-12, abs=1e-12))
    return (one or "") == (other or "")


@pytest.mark.parametrize("rules", [shipped(), every_feature(), ODD], ids=["shipped", "every-feature", "odd"])
def test_every_formula_gives_the_value_that_the_tool_wrote_beside_it(
    rules: Thresholds, tmp_path: Path
) -> None:
    path = written(tmp_path / "r.xlsx", run_of([*hard_cases(), *at_random(60, 1), *with_interim()], rules))
    before, after = values(path), values(recalculated(without_values(path, tmp_path / "kaal.xlsx"), tmp_path))
    calculated = formulas(path)
    assert len(calculated) > 5_000
    differ = {
        where: (before.get(where), after.get(where), calculated[where])
        for where in calculated
        if not same(before.get(where), after.get(where))
    }
    assert not differ


def test_the_charts_of_one_provider_recalculate_too(tmp_path: Path) -> None:
    path = written(tmp_path / "r.xlsx", run_of([two("een", figures(), figures(resultaat=None))], shipped()))
    before, after = values(path), values(recalculated(without_values(path, tmp_path / "kaal.xlsx"), tmp_path))
    assert {where: value for where, value in after.items() if where in formulas(path)} == {
        where: pytest.approx(value) if isinstance(value, float) else value
        for where, value in before.items()
        if where in formulas(path) and value != ""
    }


def agree(path: Path, expected: dict[tuple[str, int], Beoordeling]) -> None:
    """Hold the sheet of ratios against judgements of the core."""
    found = {(row["aanbieder"], row["boekjaar"]): row for row in rows(path, "Ratio's", "sleutel")}
    assert found.keys() == expected.keys()
    for who, one in expected.items():
        row = found[who]
        shown = (row["ten minste"], row["ten hoogste"], str(row["trede"]), row["bepalend"] or "")
        assert shown == (
            one.ten_minste,
            one.ten_hoogste,
            range_text(one.ten_minste, one.ten_hoogste),
            " ".join(one.bepalend),
        ), who
        for oordeel in one.oordelen:
            naam, value = oordeel.criterium.replace("_", " "), oordeel.uitkomst.waarde
            cell = row[oordeel.ratio.tekst]
            if value is None:
                assert cell == f"{WHY}{oordeel.uitkomst.reden}", who
            else:
                assert cell == pytest.approx(float(value), rel=1e-12, abs=1e-15), who
            assert row[f"{naam}: ten minste"] == oordeel.ten_minste, who
            assert row[f"{naam}: ten hoogste"] == oordeel.ten_hoogste, who
            assert (row[f"{naam}: reden"] or "") == (oordeel.reden or ""), who


def with_amount(jaar: Jaarrekening, post: Post, amount: str | None) -> Jaarrekening:
    posten = {p: b for p, b in jaar.posten.items() if p is not post}
    return replace(jaar, posten=posten if amount is None else {**posten, post: Bedrag(Decimal(amount))})


CHANGES: tuple[tuple[Post, str | None], ...] = (
    (Post.EIGEN_VERMOGEN, "200"),
    (Post.EIGEN_VERMOGEN, "199.99"),
    (Post.EIGEN_VERMOGEN, "100"),
    (Post.EIGEN_VERMOGEN, "99.99"),
    (Post.EIGEN_VERMOGEN, "0"),
    (Post.EIGEN_VERMOGEN, "-0.01"),
    (Post.RESULTAAT, "0"),
    (Post.RESULTAAT, "-0.01"),
    (Post.RESULTAAT, "5"),
    (Post.RESULTAAT, "4.99"),
    (Post.VLOTTENDE_ACTIVA, "200"),
    (Post.VLOTTENDE_ACTIVA, "199.99"),
    (Post.VLOTTENDE_ACTIVA, "149.99"),
    (Post.KORTLOPENDE_SCHULDEN, "0"),
    (Post.BALANSTOTAAL, "-5"),
)


def test_a_changed_figure_moves_the_trede_as_the_core_says(tmp_path: Path) -> None:
    """Each provider has two years; one amount is changed, in the last year of the one and the first of the other."""
    asked = [(change, boekjaar) for change in CHANGES for boekjaar in (2025, 2024)]
    before = [two(f"A{n}", figures(resultaat="-1"), figures()) for n in range(len(asked))]
    path = written(tmp_path / "r.xlsx", run_of(before, shipped()))
    cells, after = {}, []
    for n, ((post, amount), boekjaar) in enumerate(asked):
        where = at(path, "Posten", "sleutel", "bedrag", aanbieder=f"A{n}", boekjaar=boekjaar, post=post.tekst)
        cells[where] = float(amount or 0)
        after.append([with_amount(j, post, amount) if j.boekjaar == boekjaar else j for j in before[n]])
    done = recalculated(changed(path, tmp_path / "anders.xlsx", cells), tmp_path)
    agree(done, judged(after, shipped()))
    moved = [
        n
        for n, _ in enumerate(asked)
        if judged([before[n]], shipped()).values() != judged([after[n]], shipped()).values()
    ]
    assert len(moved) == len(asked)


def test_an_emptied_cell_is_unknown_and_never_nil_and_a_gap_can_be_filled(tmp_path: Path) -> None:
    empty, filled = two("leeg", figures(), figures()), two("gevuld", figures(), figures(resultaat=None))
    path = written(tmp_path / "r.xlsx", run_of([empty, filled], shipped()))
    cells = {
        at(path, "Posten", "sleutel", "bedrag", aanbieder="leeg", boekjaar=2025, post="eigen vermogen"): None,
        at(path, "Posten", "sleutel", "bedrag", aanbieder="gevuld", boekjaar=2025, post="resultaat"): -1,
    }
    done = recalculated(changed(path, tmp_path / "anders.xlsx", cells), tmp_path)
    found = {(row["aanbieder"], row["boekjaar"]): row for row in rows(done, "Ratio's", "sleutel")}
    assert found["leeg", 2025]["trede"] == "1–5"
    assert str(found["leeg", 2025]["solvabiliteit"]).startswith(f"{WHY}eigen vermogen")
    after = [filled[0], with_amount(filled[1], Post.RESULTAAT, "-1")]
    [_, last] = judged([after], shipped()).values()
    assert found["gevuld", 2025]["trede"] == last.trede == 4


def with_bound(rules: Thresholds, naam: str, n: int, grens: str) -> Thresholds:
    """The policy with another value for one bound."""
    one = rules.criteria[naam]
    bands: list[Band] = list(one.versions[0].bands)
    bands[n] = bands[n]._replace(grens=Fraction(grens))
    versions = (one.versions[0]._replace(bands=tuple(bands)),)
    return replace(rules, criteria={**rules.criteria, naam: one._replace(versions=versions)})


def cell_of_bound(path: Path, rules: Thresholds, naam: str, n: int) -> tuple[str, str]:
    heads = columns(path, "Drempels", "criterium")
    before = 0
    for other, one in rules.criteria.items():
        if other == naam:
            break
        before += len(one.versions[0].bands)
    return "Drempels", f"{heads['grens']}{int(heads['']) + before + n}"


def test_a_changed_bound_moves_the_treden_as_the_core_says(tmp_path: Path) -> None:
    """All bounds at once, each to a value that lies exactly on figures of some providers."""
    rules, cells, path = shipped(), {}, tmp_path / "r.xlsx"
    providers = [*hard_cases(), *at_random(80, 2)]
    written(path, run_of(providers, rules))
    other = rules
    shift = {"solvabiliteit": "0.05", "rentabiliteit": "0.01", "liquiditeit": "0.25"}
    for naam, one in rules.criteria.items():
        for n, bound in enumerate(one.versions[0].bands):
            drop = bound.vergelijking is Vergelijking.DROPS_AT_LEAST
            value = bound.grens * 2 if drop else bound.grens + Fraction(shift[naam])
            cells[cell_of_bound(path, rules, naam, n)] = float(value)
            other = with_bound(other, naam, n, str(value))
    expected = judged(providers, other)
    assert sum(one != judged(providers, rules)[who] for who, one in expected.items()) > 20
    agree(recalculated(changed(path, tmp_path / "anders.xlsx", cells), tmp_path), expected)


def test_sheets_may_be_sorted_for_the_formulas_look_for_keys(tmp_path: Path) -> None:
    providers: list[Sequence[Jaarrekening]] = [
        two(f"A{n}", figures(resultaat=str(n)), figures()) for n in range(9)
    ]
    path = written(tmp_path / "r.xlsx", run_of(providers, shipped()))
    first = int(columns(path, "Posten", "sleutel")[""])
    known = values(path)
    last = max(row for row in range(first, 1000) if ("Posten", f"A{row}") in known)
    cells = {
        ("Posten", f"{column}{row}"): known.get(("Posten", f"{column}{first + last - row}"))
        for row in range(first, last + 1)
        for column in "ABCDEFGHI"
        if ("Posten", f"{column}{row}") in known
    }
    turned = changed(path, tmp_path / "gesorteerd.xlsx", cells)
    agree(recalculated(turned, tmp_path), judged(providers, shipped()))
