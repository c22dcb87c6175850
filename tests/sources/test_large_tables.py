"""A large table is judged at once: the same bytes as row by row, for anything in it and in every format."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tables import table

from ews_cli import bulk
from ews_cli.bulk import run as bulk_run
from ews_cli.bulk import single, spool
from ews_cli.bulk.numbers import Numbers, Places, TooLarge, Way, each_way
from ews_cli.cli.main import main

PEILDATUM = ("--peildatum", "2026-03-01")
HEAD = (
    "kvk;naam;boekjaar;vlottende_activa;balanstotaal;Totaal passiva;eigen_vermogen;kortlopende_schulden;"
    "opbrengsten;resultaat"
)


@pytest.fixture(autouse=True)
def small_shares() -> Iterator[None]:
    """So few rows in a share that a provider's years come from several blocks and shares."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "SHARE", 7)
        patch.setattr(single, "_AT_A_TIME", 3)
        yield


FORMATS = ("csv",)
EVERY = ("csv", "tsv", "json", "jsonl", "html", "md", "txt", "xlsx", "parquet")


def batch(
    path: Path, at_once: bool, *options: str, workers: int = 1, formats: Sequence[str] = FORMATS
) -> tuple[int, bytes]:
    """The exit code and the bytes of a run over a table, at once or row by row."""
    outs = [path.with_name(f"treden.{form}") for form in formats]
    for out in outs:
        out.unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "LARGE", 0 if at_once else 10**12)
        if not at_once:
            patch.setattr(bulk_run, "run", None)
        targets = [word for out in outs for word in ("-o", str(out))]
        code = main(["batch", str(path), *PEILDATUM, "--workers", str(workers), *options, *targets])
    return code, b"".join(_content(out) for out in outs if out.exists())


def _content(out: Path) -> bytes:
    """The bytes of a file; of a workbook those of its sheets, for the time of writing is in it."""
    if out.suffix != ".xlsx":
        return out.read_bytes()
    with zipfile.ZipFile(out) as book:
        return b"".join(book.read(name) for name in sorted(book.namelist()) if "sheet" in name)


def same(
    path: Path, capsys: pytest.CaptureFixture[str], *options: str, formats: Sequence[str] = FORMATS
) -> tuple[int, bytes]:
    """Hold that both ways give the same code, the same bytes and the same talk."""
    capsys.readouterr()
    one = batch(path, False, *options, formats=formats)
    said = capsys.readouterr().err
    other = batch(path, True, *options, formats=formats)
    assert other == one
    assert capsys.readouterr().err == said
    return one


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    options=st.sampled_from(
        [
            (),
            (),
            ("--eenheid", "1000"),
            ("--eenheid", "1", "--excel-nl"),
            ("--basis", "enkelvoudig"),
            ("--jaar", "2023"),
            ("--trede", "4+"),
            ("--sorteer", "ruimte"),
            ("--sorteer", "liquiditeit", "-v"),
        ]
    ),
    formats=st.sampled_from(
        [("csv",), ("csv", "tsv"), ("json", "parquet"), ("html", "jsonl"), ("md", "csv"), ("txt", "xlsx")]
    ),
)
def test_any_table_gives_the_same_bytes_at_once_as_row_by_row(
    seed: int,
    options: tuple[str, ...],
    formats: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("t") / "tabel.csv"
    path.write_bytes(table(random.Random(seed)))
    at_once, by_row = (batch(path, way, *options, formats=formats) for way in (True, False))
    assert at_once == by_row


def test_what_is_said_of_a_faulty_table_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        f"{HEAD}\n"
        "12345678;Stichting De Lijster;2023;1000;3000;3000;300;1200;9000;-90\n"
        "12345678;Stichting De Lijster;2022;1000;3000;3000;390;1200;9000;50\n"
        "1,2E+07;Stichting De Mus;2023;1000;3000;3000;300;1200;9000;-90\n"
        "2345678;Stichting De Merel;2023;1000;3000;3000;300;1200;9000;-90\n"
        f"{HEAD}\n"
        "23456789;Stichting De Spreeuw;2023;1000;3000;2900;200;1200;9000;100\n"
        "34567890;Stichting De Vink;2023;1000;n.b.;3000;300;abc;9000;-90\n"
        "34567890;Stichting De Vink;2023;1000;3000;3000;300;1200;9000;-90\n"
        "45678901;Stichting De Kraai;2031;1000;3000;3000;300;1200;9000;-90\n"
        "Totaal;;;5000;15000;14900;1700;6000;45000;-220\n"
    )
    code, content = same(path, capsys)
    rows = [row.split(",") for row in content.decode().splitlines()[1:]]
    lijster, vorig = [row for row in rows if row[1] == "12345678"][::-1]
    assert code == 4
    assert {row[1] for row in rows} == {"12345678", "02345678", "23456789", "34567890"}
    # By hand: a loss, and 300 of 3.000 is 10%, which is not below it; the year before 390 of 3.000.
    assert (lijster[2], lijster[11], lijster[6]) == ("2023", "0.1", "4")
    assert (vorig[2], vorig[11]) == ("2022", "0.13")
    # The passiva are the result of 100 lower than the activa: 200 + 100 of 3.000.
    spreeuw = next(row for row in rows if row[1] == "23456789")
    assert spreeuw[11] == "0.1"
    assert "EWS176" in spreeuw


def test_the_years_of_a_provider_join_however_far_apart_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    rows = [
        f"{number + 10_000_000};Stichting {number};{year};100;300;300;{30 + number % 50};120;900;{year - 2022}"
        for year in (2023, 2021, 2022)
        for number in range(100)
    ]
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    code, content = batch(path, True)
    lines = content.decode().splitlines()
    assert (code, len(lines)) == (0, 301)
    assert content == batch(path, False)[1]
    # 2022 gave 0 of 900 and 2021 a loss of 1: 2023 is the first good year, and its year before is at hand.
    mine = [line.split(",") for line in lines if line.startswith("Stichting 7,")]
    assert [line[2] for line in mine] == ["2021", "2022", "2023"]


def test_several_workers_give_the_bytes_of_one(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes(table(random.Random(3)))
    assert batch(path, True, workers=2, formats=EVERY) == batch(path, True, workers=1, formats=EVERY)


def test_every_format_of_a_faulty_table_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        f"{HEAD}\n"
        "12345678;Stichting De Lijster;2023;1000;3000;3000;300;1200;9000;-90\n"
        "12345678;Stichting De Lijster;2022;1000;3000;3000;390;1200;9000;50\n"
        ";Stichting De Lijster;2021;1000;3000;3000;390;1200;9000;50\n"
        ";Stichting De Mus;2023;1000;3000;3000;300;1200;9000;-90\n"
        "23456789;Stichting De Spreeuw;2023;1000;3000;2900;200;1200;9000;100\n"
        "34567890;Stichting De Vink;2023;1000;n.b.;3000;300;abc;9000;-90\n"
        "45678901;Stichting De Kraai;2031;1000;3000;3000;300;1200;9000;-90\n"
        "56789012;Stichting De Ekster;2023;1000;3000;3000;900;1200;9000;90\n"
    )
    code, _ = same(path, capsys, "--eenheid", "1", formats=EVERY)
    assert code == 4
    same(path, capsys, "--eenheid", "1", "-v", "--sorteer", "ruimte", formats=EVERY)
    same(path, capsys, "--eenheid", "1", "--trede", "3+", "--fail-on", "4", formats=EVERY)
    register = tmp_path / "register.csv"
    register.write_text(
        "naam;kvk;regio;jeugdhulpomzet\n"
        "Stichting De Lijster;12345678;Rijnmond;500000\n"
        "Stichting De Mus;;Rijnmond;100000\n"
        "Stichting De Ekster;56789012;Zeeland;200000\n"
        "Stichting De Valk;67890123;Zeeland;200000\n"
    )
    same(path, capsys, "--eenheid", "1", "--register", str(register), formats=EVERY)
    code, _ = same(path, capsys, "--register", str(register), "--regio", "Rijnmond", formats=EVERY)
    assert code == 4
    earlier = tmp_path / "eerder.json"
    assert main(["batch", str(path), *PEILDATUM, "--eenheid", "1", "-o", str(earlier)]) == 4
    same(path, capsys, "--eenheid", "1", "--vorige", str(earlier), formats=EVERY)


def test_what_is_shown_of_a_provider_that_was_judged_in_columns_is_worked_out_by_hand(tmp_path: Path) -> None:
    path, out = tmp_path / "tabel.csv", tmp_path / "lijst.md"
    rows = [
        "12345678;Stichting De Lijster;2023;1000;3000;3000;600;800;9000;90",
        "12345678;Stichting De Lijster;2022;1000;3000;3000;690;800;9000;180",
    ]
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "LARGE", 0)
        assert main(["batch", str(path), *PEILDATUM, "--eenheid", "1", "-o", str(out)]) == 0
    line = next(line for line in out.read_text().splitlines() if "De Lijster" in line)
    # 600 of 3.000, it was 690 of 3.000; 90 of 9.000; 1.000 to 800.
    for text in ("20,0%", "-3,0 %-punt", "1,0%", "1,25"):
        assert text in line


@pytest.mark.parametrize(
    ("end", "rows", "said"),
    [
        # 3.000.000 that lost its last cells, or just a few empty ones.
        ("34567890;Stichting De Vink;2023;1000;3000", 1, "breekt hier af"),
        ("34567890;Stichting De Vink;2023;1000;3000\n", 2, ""),
        ("34567890;Stichting De Vink;2023;1000;3000;3000;600;800;9000;90", 2, ""),
        (";Stichting De Vink;2023;1000;3000", 1, "breekt hier af"),
        ("Totaal;;;1000;3000", 1, ""),
    ],
)
def test_a_last_row_in_which_the_file_broke_off_does_not_count(
    end: str, rows: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(f"{HEAD}\n12345678;Stichting De Lijster;2023;1000;3000;3000;600;800;9000;90\n{end}")
    _, content = same(path, capsys)
    assert content.count(b"\n") == 1 + rows
    assert main(["batch", str(path), *PEILDATUM]) == 4 or not said
    assert said in capsys.readouterr().err


def test_eight_zeros_are_no_number_that_joins_providers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tabel.csv"
    rows = (f"00000000;Stichting {naam};2023;1000;3000;3000;600;800;9000;90" for naam in ("A", "B"))
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    code, content = same(path, capsys, "--eenheid", "1")
    assert (code, content.count(b"\n")) == (0, 3)


@pytest.mark.parametrize(
    "content",
    [
        "geen tabel",
        "",
        "\x00\x01",
        "{}",
        "<a/>",
        HEAD,
        "kvk;post;boekjaar;bedrag\n12345678;balanstotaal;2023;300\n12345678;eigen_vermogen;2023;30\n",
        "boekjaar;balanstotaal;eigen_vermogen;opbrengsten;resultaat\n2023;300;30;900;-9\n",
        f'{HEAD}\n12345678;De Lijster;2023;1;2\n"12345678;',
    ],
)
def test_what_is_no_table_of_providers_is_left_to_the_other_readers(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(content)
    same(path, capsys)


@given(
    amounts=st.lists(st.tuples(*[st.integers(-(10**6), 10**6)] * 3), min_size=1, max_size=40),
)
def test_a_rule_over_columns_says_of_each_row_what_it_says_of_that_row(
    amounts: list[tuple[int, int, int]],
) -> None:
    def rule(one: Decimal, two: Decimal, total: Decimal) -> tuple[str, Decimal]:
        if abs(one + two - total) <= 2:
            return "sum", one + two
        if not one or two < 0:
            return "odd", -two * 3
        return (
            ("more", one / 4)
            if max(one, Decimal(5)) > total * Decimal("0.5")
            else ("less", Decimal(7) - total)
        )

    columns = [np.array(column, dtype=np.int64) for column in zip(*amounts, strict=True)]
    found: dict[int, tuple[str, Decimal]] = {}

    def over(way: Way, rows: Places) -> tuple[str, Numbers]:
        word, made = rule(*(Numbers.of(column[rows], way).as_amount for column in columns))
        return word, Numbers.behind(made)

    for rows, active, (word, made) in each_way(len(amounts), over):
        for place in np.flatnonzero(active).tolist():
            row = int(rows[place])
            assert row not in found
            found[row] = word, Decimal(int(made.values[place])) / made.scale
    cents = [tuple(Decimal(amount) / 100 for amount in row) for row in amounts]
    assert [found[row] for row in range(len(amounts))] == [rule(*row) for row in cents]


def test_amounts_too_large_for_the_arithmetic_of_columns_are_refused_and_never_wrong() -> None:
    numbers = Numbers.of(np.array([10**17], dtype=np.int64), Way(1))
    with pytest.raises(TooLarge):
        numbers * 1000
