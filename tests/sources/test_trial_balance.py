"""Trial balances in a spreadsheet or csv: the same totals as the ledger behind them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from ews_cli import readers
from ews_cli.core.jaarrekening import Soort
from ews_cli.core.posten import Post
from ews_cli.mapping_file import check
from ews_cli.readers import Lezing, ReadOptions

Row = Sequence[object]
BALANCES = [
    ("0100", "Gebouwen", "BMvaBegVvp", "480000"),
    ("0500", "Algemene reserve", "BEivOvrAlr", "-250000"),
    ("1100", "Bank", "BLimBanRba", "-40000"),
    ("1300", "Debiteuren", "BVorDebHad", "130000"),
    ("1600", "Crediteuren", "BSchCreHac", "-300000"),
    ("4000", "Lonen", "WPerLesLon", "880000"),
    ("8000", "Omzet", "WOmzNodOdh", "-900000"),
]
EXPECTED = {
    Post.VASTE_ACTIVA: 480_000,
    Post.VLOTTENDE_ACTIVA: 130_000,
    Post.LIQUIDE_MIDDELEN: 0,
    Post.BALANSTOTAAL: 610_000,
    Post.EIGEN_VERMOGEN: 270_000,  # 250,000 + 900,000 - 880,000
    Post.KORTLOPENDE_SCHULDEN: 340_000,
    Post.OPBRENGSTEN: 900_000,
    Post.RESULTAAT: 20_000,
}
TITLES = [["Stichting Jeugdhulp Klein, KvK 00000123"], ["Saldibalans per 30-06-2026"], []]


def read(path: Path, rows: list[Row], options: ReadOptions | None = None) -> Lezing:
    if path.suffix == ".csv":
        path.write_text("".join(";".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    else:
        book = Workbook()
        assert book.active
        for row in rows:
            book.active.append(list(row))
        book.save(path)
    return readers.read(path, options)


def with_sides(*, total: bool = True) -> list[Row]:
    """Debit and credit apart, as numbers."""
    rows: list[Row] = [*TITLES, ["Rekening", "Omschrijving", "RGS-code", "Debet", "Credit"]]
    for number, naam, code, saldo in BALANCES:
        debit, credit = (int(saldo), "") if saldo[0] != "-" else ("", int(saldo[1:]))
        rows.append([number, naam, code, debit, credit])
    return [*rows, ["Totaal", "", "", 1_490_000, 1_490_000]] if total else rows


def with_saldo(heading: str = "RGS") -> list[Row]:
    """One column, as Dutch texts."""
    rows: list[Row] = [*TITLES, ["Grootboekrekening", "Naam", heading, "Eindsaldo"]]
    texts = (f"{int(saldo):,}".replace(",", ".") + ",00" for *_, saldo in BALANCES)
    return [*rows, *([n, naam, code, t] for (n, naam, code, _), t in zip(BALANCES, texts, strict=True))]


@pytest.mark.parametrize("kind", [".xlsx", ".csv"])
@pytest.mark.parametrize("rows", [with_sides(), with_sides(total=False), with_saldo()])
def test_the_totals_are_those_that_a_hand_calculation_gives(
    tmp_path: Path, rows: list[Row], kind: str
) -> None:
    found = read(tmp_path / f"saldi{kind}", rows)
    assert found.problemen == ()
    (jaar,) = found.jaarrekeningen
    assert {post: jaar.bedrag(post) for post in EXPECTED} == EXPECTED
    assert jaar.totaal_passiva is not None
    assert jaar.totaal_passiva.waarde == 610_000
    assert (jaar.aanbieder.naam, jaar.aanbieder.kvk) == ("Stichting Jeugdhulp Klein", "00000123")
    assert (jaar.soort, str(jaar.balansdatum), jaar.maanden) == (Soort.TUSSENTIJDS, "2026-06-30", 6)


def test_two_accounts_with_one_code_and_no_number_are_added_up(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Saldi per 31-03-2026"], ["RGS", "Saldo"],
        ["BLim", 10], ["BLim", 5], ["BEiv", -15],
    ]  # fmt: skip
    (jaar,) = read(tmp_path / "a.xlsx", rows).jaarrekeningen
    assert jaar.bedrag(Post.LIQUIDE_MIDDELEN) == 15
    assert jaar.maanden == 3


def test_without_a_date_the_year_of_the_user_counts(tmp_path: Path) -> None:
    rows = with_sides()[2:]
    (problem,) = read(tmp_path / "a.xlsx", rows).problemen
    assert (problem.code, "--jaar" in problem.melding) == ("EWS112", True)
    (jaar,) = read(tmp_path / "a.xlsx", rows, ReadOptions(jaar=2025)).jaarrekeningen
    assert str(jaar.balansdatum) == "2025-12-31"


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        (["9999", "Fout", "BVorDebHad", 12, ""], "EWS162", "tot 12,00"),
        (["9999", "Fout", "BVorDebHad", "onbekend", ""], "EWS163", "!D12 bevat 'onbekend'"),
        (["9999", "Fout", "", 50_000, 50_000], "", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: list[object], code: str, said: str) -> None:
    found = read(tmp_path / "a.xlsx", [*with_sides(total=False), row])
    if not code:
        assert found.problemen == ()
        return
    assert found.jaarrekeningen == ()
    (problem,) = found.problemen
    assert problem.code == code
    assert said in problem.melding


@pytest.mark.parametrize("heads", [("31-12-2025", "31-12-2024"), (2025, 2024), ("Saldo 2025", "Saldo 2024")])
def test_of_balances_under_days_the_newest_count_and_the_others_are_named(
    tmp_path: Path, heads: tuple[object, object]
) -> None:
    rows: list[Row] = [["Rekening", "Omschrijving", "RGS", *heads]]
    rows += [[number, naam, code, int(saldo), 1] for number, naam, code, saldo in BALANCES]
    found = read(tmp_path / "a.xlsx", rows)
    assert [problem.code for problem in found.problemen] == ["EWS118"]
    assert "31-12-2024" in found.problemen[0].melding
    assert found.problemen[0].waar == f"{tmp_path / 'a.xlsx'}!Sheet"
    (jaar,) = found.jaarrekeningen
    assert {post: jaar.bedrag(post) for post in EXPECTED} == EXPECTED
    assert str(jaar.balansdatum) == "2025-12-31"


def test_two_pairs_of_debit_and_credit_are_not_chosen_between(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Kolommenbalans per 30-06-2026"], ["Rekening", "RGS", "Debet", "Credit", "Debet", "Credit"],
        ["1", "BLim", 5, "", 7, ""],
    ]  # fmt: skip
    (problem,) = read(tmp_path / "a.xlsx", rows).problemen
    assert (problem.code, "'debet' staat er 2 keer" in problem.melding) == ("EWS163", True)


def test_an_account_without_a_code_is_named(tmp_path: Path) -> None:
    rows = with_sides(total=False)
    rows[4] = ["0100", "Gebouwen", "", 480_000, ""]
    (problem,) = read(tmp_path / "a.xlsx", rows).problemen
    assert (problem.code, "0100 Gebouwen (480.000" in problem.melding) == ("EWS164", True)


def test_accounts_of_a_mapping_need_no_column_of_codes(tmp_path: Path) -> None:
    text = """schema: 1
rekeningen:
  "0100-0199": vaste_activa
  "0500": eigen_vermogen
  "1000-1199": liquide_middelen
  "1300-1399": vorderingen
  "1600-1699": kortlopende_schulden
  "4000-4999": personeelskosten
  "8000-8999": opbrengsten
"""
    mapping, problems = check(text.encode(), "m.yaml")
    assert problems == []
    assert mapping is not None
    rows = [[*row[:2], *row[3:]] for row in with_sides()[3:]]
    found = read(tmp_path / "a.xlsx", [*TITLES, *rows], ReadOptions(mapping=mapping))
    assert found.problemen == ()
    (jaar,) = found.jaarrekeningen
    assert {post: jaar.bedrag(post) for post in EXPECTED} == EXPECTED
    assert jaar.posten[Post.VASTE_ACTIVA].som == "mapping"


def test_annual_accounts_that_mention_rgs_are_read_as_before(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Balans per 31 december 2025 (indeling volgens RGS)", ""], ["", 2025],
        ["Totaal activa", 100], ["Eigen vermogen", 60],
    ]  # fmt: skip
    (jaar,) = read(tmp_path / "a.xlsx", rows).jaarrekeningen
    assert jaar.soort is Soort.JAARREKENING
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == Decimal(60)


def as_exported(heads: Sequence[str], cells: object, titles: Sequence[Row] = TITLES) -> list[Row]:
    """The balances under these headings, each row as `cells` writes it."""
    assert callable(cells)
    return [
        *titles,
        list(heads),
        *([number, naam, code, *cells(int(saldo))] for number, naam, code, saldo in BALANCES),
    ]


def dutch(saldo: int) -> str:
    return f"{saldo:,}".replace(",", ".") + ",00"


@pytest.mark.parametrize(
    "head",
    [
        *(
            "RGS referentie",
            "Referentie grootboekschema",
            "Referentiegrootboekschema",
            "RGS 3.5",
            "RGS-code 3.7",
        ),
        *(
            "Rgs_code",
            "RGS Referentiecode (3.5)",
            "RGS niveau 4",
            "RGS-rekening",
            "Brugstaat RGS",
            "RGS mapping",
        ),
    ],
)
def test_the_column_of_rgs_codes_is_known_by_its_name_and_its_codes(head: str, tmp_path: Path) -> None:
    rows = as_exported(["Rekening", "Omschrijving", head, "Saldo"], lambda saldo: [dutch(saldo)])
    totals(read(tmp_path / "a.csv", rows))


@pytest.mark.parametrize(
    ("debet", "credit"),
    [
        *[("Debetsaldo", "Creditsaldo"), ("Saldo D", "Saldo C"), ("D", "C"), ("Debet EUR", "Credit EUR")],
        *[("Bedrag debet", "Bedrag credit"), ("Eindbalans debet", "Eindbalans credit"), ("Debit", "Credit")],
    ],
)
def test_debit_and_credit_are_known_by_the_words_of_the_packages(
    debet: str, credit: str, tmp_path: Path
) -> None:
    rows = as_exported(
        ["Rekening", "Omschrijving", "RGS", debet, credit],
        lambda saldo: [dutch(saldo), ""] if saldo > 0 else ["", dutch(-saldo)],
    )
    totals(read(tmp_path / "a.csv", rows))


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("Saldo (EUR)", lambda saldo: dutch(saldo)),
        ("Eindsaldo", lambda saldo: dutch(saldo) if saldo > 0 else f"{dutch(-saldo)}-"),
        ("Saldo per 30-06-2026", lambda saldo: f"({-saldo})" if saldo < 0 else str(saldo)),
        ("Saldo 2026", lambda saldo: dutch(saldo)),
        ("Saldo t/m periode 6", lambda saldo: dutch(saldo)),
        ("Saldo", lambda saldo: f"{dutch(abs(saldo))} {'D' if saldo > 0 else 'C'}"),
        ("Bedrag (EUR)", lambda saldo: f"{dutch(abs(saldo))} {'Db' if saldo > 0 else 'Cr'}"),
    ],
)
def test_a_balance_is_read_in_every_way_in_which_its_side_is_written(
    head: str, written: object, tmp_path: Path
) -> None:
    assert callable(written)
    rows = as_exported(["Rekening", "Omschrijving", "RGS", head], lambda saldo: [written(saldo)])
    totals(read(tmp_path / "a.csv", rows))


def test_a_column_with_the_side_turns_balances_without_a_sign(tmp_path: Path) -> None:
    heads = ["Rekening", "Omschrijving", "RGS", "Saldo", "D/C"]
    rows = as_exported(heads, lambda saldo: [dutch(abs(saldo)), "D" if saldo > 0 else "C"])
    totals(read(tmp_path / "a.csv", rows))


def test_a_column_with_the_usual_side_of_an_account_turns_nothing(tmp_path: Path) -> None:
    # The bank (-40.000) is overdrawn, and stands on the debit side by its nature.
    usual = {"0100": "D", "1100": "D", "1300": "D", "4000": "D"}
    rows: list[Row] = [*TITLES, ["Rekening", "Omschrijving", "RGS", "D/C", "Saldo"]]
    rows += [[number, naam, code, usual.get(number, "C"), saldo] for number, naam, code, saldo in BALANCES]
    totals(read(tmp_path / "a.csv", rows))


def test_of_three_pairs_the_one_under_closing_balances_counts(tmp_path: Path) -> None:
    rows: list[Row] = [
        *TITLES,
        ["", "", "", "Openingsbalans", "", "Mutaties", "", "Eindbalans", ""],
        ["Grootboek", "Naam", "RGS code", *["Debet", "Credit"] * 3],
    ]
    for number, naam, code, saldo in BALANCES:
        pair = [saldo, ""] if saldo[0] != "-" else ["", saldo[1:]]
        rows.append([number, naam, code, "1", "", "2", "", *pair])
    totals(read(tmp_path / "a.csv", rows))


@pytest.mark.parametrize("depths", [(4, 7, 10), (4, 10)])
def test_rows_that_are_the_sum_of_the_codes_below_them_do_not_count_twice(
    depths: tuple[int, ...], tmp_path: Path
) -> None:
    sums: dict[str, int] = {}
    for _, _, code, saldo in BALANCES:
        for depth in depths:
            sums[code[:depth]] = sums.get(code[:depth], 0) + int(saldo)
    rows: list[Row] = [
        *TITLES,
        ["RGS", "Omschrijving", "Saldo"],
        *([code, code, sums[code]] for code in sorted(sums)),
    ]
    found = read(tmp_path / "a.csv", rows)
    totals(found, "EWS175")


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Periode 2026-01 t/m 2026-06", "2026-06-30"),
        ("Proefbalans t/m periode 2026/06", "2026-06-30"),
        ("Boekjaar 2026, periode 1 t/m 6", "2026-06-30"),
        ("Saldibalans van 01-01-2026 t/m 30-06-2026", "2026-06-30"),
        ("Saldibalans 2026", "2026-12-31"),
        ("Afgedrukt op 14-07-2026", None),
        ("14-07-2026 09:12", None),
    ],
)
def test_the_day_is_that_of_the_balances_and_never_that_of_printing(
    title: str, day: str | None, tmp_path: Path
) -> None:
    heads = ["Rekening", "Omschrijving", "RGS", "Saldo"]
    found = read(tmp_path / "a.csv", as_exported(heads, lambda saldo: [dutch(saldo)], [[title]]))
    assert [str(jaar.balansdatum) for jaar in found.jaarrekeningen] == ([day] if day else [])
    assert [problem.code for problem in found.problemen] == ([] if day else ["EWS112"])


def test_a_unit_above_the_list_holds_for_its_balances(tmp_path: Path) -> None:
    heads = ["Rekening", "Omschrijving", "RGS", "Saldo"]
    titles: list[Row] = [["Saldibalans per 30-06-2026 (x € 1.000)"]]
    totals(read(tmp_path / "a.csv", as_exported(heads, lambda saldo: [saldo // 1000], titles)))


@pytest.mark.parametrize(
    ("titles", "written", "code"),
    [
        ([["Begroting per 30-06-2026"]], lambda saldo: saldo, "EWS113"),
        ([["Saldibalans per 30-06-2026"]], lambda saldo: -saldo, "EWS162"),
    ],
)
def test_a_budget_and_balances_with_all_signs_turned_are_refused(
    titles: list[Row], written: object, code: str, tmp_path: Path
) -> None:
    assert callable(written)
    heads = ["Rekening", "Omschrijving", "RGS", "Saldo"]
    found = read(tmp_path / "a.csv", as_exported(heads, lambda saldo: [written(saldo)], titles))
    assert (found.jaarrekeningen, [problem.code for problem in found.problemen]) == ((), [code])


def test_a_list_without_accounts_of_the_result_has_no_result(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLES, ["Rekening", "Omschrijving", "RGS", "Saldo"]]
    rows += [list(one) for one in BALANCES if one[2].startswith("B")]
    rows.append(["0599", "Resultaat", "BEivReb", "-20000"])
    (jaar,) = read(tmp_path / "a.csv", rows).jaarrekeningen
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == Decimal(270_000)
    assert Post.RESULTAAT not in jaar.posten
    assert "geen resultaatrekeningen" in jaar.reden(Post.RESULTAAT)


def totals(found: Lezing, *codes: str) -> None:
    """Hold that a reading has the totals of the ledger on 30 June, and no other problems than these."""
    assert [problem.code for problem in found.problemen] == list(codes)
    (jaar,) = found.jaarrekeningen
    assert str(jaar.balansdatum) == "2026-06-30"
    assert {post: jaar.bedrag(post) for post in EXPECTED} == {
        post: Decimal(n) for post, n in EXPECTED.items()
    }
