"""A workbook that `ews` wrote is read back by `ews batch` without loss, also as another program saved it."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ews_cli import portfolio, readers
from ews_cli.cli.main import main
from ews_cli.core.jaarrekening import Herkomst
from ews_cli.core.posten import Post
from ews_cli.readers import own_workbook
from ews_cli.readers.files import Limits
from ews_cli.reports.result import Run
from provider_accounts import policy

from .cases import PEILDATUM, at_random, figures, hard_cases, run_of, two, with_interim, written, year
from .office import changed, needs_office, recalculated
from .sheets import at

ROOT = Path(__file__).parents[2]
DAY = "--peildatum=2026-11-22"
OWN = ("bestanden", "problemen")
"""What is about the files and not about the providers."""


def table(*arguments: str | Path) -> list[dict[str, str]]:
    """The rows of the csv of a run."""
    *inputs, target = arguments
    assert main(["batch", *map(str, inputs), DAY, "-q", "-o", str(target)]) in (0, 4)
    with Path(target).open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if k not in OWN} for row in csv.DictReader(file)]


def back(path: Path) -> Run:
    """A run over a workbook."""
    return portfolio.assess(readers.read_each(path), policy(), PEILDATUM)


def facts(run: Run) -> list[Any]:
    """Who, which years, every amount with its cell, label and sum, every reason, and every judgement."""
    return [
        (
            result.aanbieder,
            [
                (
                    jaar.balansdatum, jaar.maanden, jaar.basis, jaar.eenheid, jaar.resultaatbestemming,
                    jaar.accountant, dict(jaar.posten), jaar.totaal_passiva,
                    {post: jaar.reden(post) for post in Post if post not in jaar.posten},
                )
                for jaar in result.jaren
            ],
            [
                (one.ten_minste, one.ten_hoogste, one.bepalend, [o.uitkomst for o in one.oordelen])
                for one in (*result.eerder, result.beoordeling)
            ],
            [(b.cijfers.balansdatum, b.ten_minste, b.ten_hoogste) for b in result.tussentijds],
        )
        for result in sorted(run.results, key=lambda result: result.aanbieder.naam)
    ]  # fmt: skip


def without_files(run: Run) -> list[Any]:
    """The facts, each cell without the file that stands before it in what was read back."""
    found = []
    for aanbieder, years, judgements, interim in facts(run):
        bare = []
        for *jaar, posten, passiva, reasons in years:
            cells = {
                p: (b.waarde, b.herkomst, (b.cel or "").removeprefix("bron.xlsx!"), b.label, b.som)
                for p, b in posten.items()
            }
            bare.append([*jaar, cells, passiva and passiva.waarde, reasons])
        found.append((aanbieder, bare, judgements, interim))
    return found


@needs_office
@pytest.mark.parametrize("saved_by", ["ews", "libreoffice"])
def test_the_samples_come_back_as_they_were(saved_by: str, tmp_path: Path) -> None:
    workbook = tmp_path / "rapport.xlsx"
    inputs = [ROOT / "samples" / "portefeuille", ROOT / "samples" / "kwartalen.csv"]
    assert main(["batch", *map(str, inputs), DAY, "-q", "-o", str(workbook)]) in (0, 4)
    before = table(*inputs, tmp_path / "voor.csv")
    path = workbook if saved_by == "ews" else recalculated(workbook, tmp_path)
    assert len(before) > 20
    assert any(row["kvk"].startswith("0000") for row in before)
    assert table(path, tmp_path / "na.csv") == before


def test_every_amount_cell_label_reason_and_judgement_comes_back(tmp_path: Path) -> None:
    run = run_of([*hard_cases(), *at_random(30, 3), *with_interim()], policy())
    path = written(tmp_path / "rapport.xlsx", run)
    for one, other in zip(without_files(run), without_files(back(path)), strict=True):
        assert one == other


def test_two_providers_of_one_name_without_a_number_stay_two(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name, result in (("a", 1), ("b", -1)):
        (folder / name).mkdir(parents=True)
        (folder / name / "jaarrekening.csv").write_text(
            "Balans (in euro);2025\nVaste activa;60\nVlottende activa;40\nTotaal activa;100\nEigen vermogen;"
            f"{50 + result}\nKortlopende schulden;{50 - result}\nTotaal passiva;100\n"
        )
    workbook = tmp_path / "rapport.xlsx"
    assert main(["batch", str(folder), DAY, "-q", "-o", str(workbook)]) in (0, 4)
    again = table(workbook, tmp_path / "na.csv")
    assert sorted(row["solvabiliteit"] for row in again) == ["0.49", "0.51"]


def test_a_workbook_in_a_folder_of_accounts_is_no_input(tmp_path: Path) -> None:
    before = table(ROOT / "samples" / "portefeuille", tmp_path / "voor.csv")
    folder = tmp_path / "in"
    folder.mkdir()
    for path in (ROOT / "samples" / "portefeuille").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert main(["batch", str(folder), DAY, "-q", "-o", str(folder / "rapport.xlsx")]) in (0, 4)
    assert table(folder, tmp_path / "na.csv") == before


def test_a_changed_a_filled_and_an_emptied_amount_are_the_users(tmp_path: Path) -> None:
    run = run_of([two("een", figures(), figures(resultaat=None))], policy())
    path = written(tmp_path / "r.xlsx", run)

    def cell(post: str, boekjaar: int = 2025) -> tuple[str, str]:
        return at(path, "Posten", "sleutel", "bedrag", boekjaar=boekjaar, post=post)

    cells = {cell("eigen vermogen"): 150.25, cell("resultaat"): -20, cell("opbrengsten", 2024): None}
    cells[cell("vlottende activa")] = "veel"  # type: ignore[assignment]
    [result] = back(changed(path, tmp_path / "anders.xlsx", cells)).results
    last, before = result.jaren[-1], result.jaren[0]
    for post, amount in ((Post.EIGEN_VERMOGEN, "150.25"), (Post.RESULTAAT, "-20")):
        assert (last.posten[post].waarde, last.posten[post].herkomst) == (Decimal(amount), Herkomst.OPGEGEVEN)
    assert last.posten[Post.BALANSTOTAAL].herkomst is Herkomst.GELEZEN
    assert last.posten[Post.BALANSTOTAAL].cel == "bron.xlsx!Balans!C6"
    assert Post.VLOTTENDE_ACTIVA not in last.posten
    assert Post.OPBRENGSTEN not in before.posten
    assert before.reden(Post.OPBRENGSTEN).startswith("leeggemaakt in de werkmap (Posten!")
    codes = [problem.code for problem in result.problemen]
    assert sorted(codes) == ["EWS115", "EWS178", "EWS178"]
    # By hand: 150.25 / 1000 is below 20 %, -20 / 1000 below nil, and liquidity is unknown.
    assert (result.beoordeling.ten_minste, result.beoordeling.ten_hoogste) == (4, 5)


def test_what_cannot_be_read_in_a_workbook_is_named_and_costs_only_itself(tmp_path: Path) -> None:
    run = run_of([[year("een", 2025, figures())], [year("twee", 2025, figures())]], policy())
    path = written(tmp_path / "r.xlsx", run)
    cells: dict[tuple[str, str], Any] = {
        at(path, "Ratio's", "sleutel", "balansdatum", aanbieder="een"): "ooit",
        at(path, "Posten", "sleutel", "sleutel", aanbieder="twee", post="resultaat"): "2|2025|winst",
    }
    found = back(changed(path, tmp_path / "anders.xlsx", cells))
    assert [result.aanbieder.naam for result in found.results] == ["twee"]
    assert {problem.code for problem in found.problemen} >= {"EWS172", "EWS174"}
    assert Post.RESULTAAT not in found.results[0].jaren[-1].posten


@pytest.mark.parametrize("removed", ["Ratio's", "Posten", "Drempels"])
def test_a_workbook_without_one_of_its_sheets_is_an_ordinary_file(removed: str, tmp_path: Path) -> None:
    import openpyxl

    path = written(tmp_path / "r.xlsx", run_of([[year("een", 2025, figures())]], policy()))
    book = openpyxl.load_workbook(path)
    del book[removed]
    book.save(tmp_path / "half.xlsx")
    assert main(["score", str(tmp_path / "half.xlsx"), DAY, "-q"]) in (0, 2, 4)


def test_a_workbook_of_ours_is_known_by_its_list_of_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "r.xlsx", run_of([[year("een", 2025, figures())]], policy()))
    assert own_workbook.listed(path)
    assert not own_workbook.is_large(path)
    monkeypatch.setattr(own_workbook, "LARGE_FROM", 1_000)
    assert own_workbook.is_large(path)
    for other in (ROOT / "samples" / "jaarrekening.xlsx", ROOT / "README.md", tmp_path / "weg.xlsx"):
        assert not own_workbook.is_large(other)


def test_a_workbook_beyond_what_accounts_may_be_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    providers = [two(f"A{n}", figures(), figures()) for n in range(40)]
    path = written(tmp_path / "r.xlsx", run_of(providers, policy()))
    few = replace(Limits(), filled=2_000)
    monkeypatch.setattr(own_workbook, "USUAL", few)
    found = list(readers.read_each(path, readers.ReadOptions(limits=few)))
    assert len([one for one in found if one.jaarrekeningen]) == 40
