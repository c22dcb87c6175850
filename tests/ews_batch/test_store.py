"""What is kept comes back; a progress file that was cut off or made by somebody gives nothing wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.batch import codec, store
from ews_cli.batch.store import OtherRun, Readings, Store
from ews_cli.core.jaarrekening import Basis
from ews_cli.readers import ReadOptions, read

from .accounts import put

OPTIONS = ReadOptions()


@given(st.lists(st.tuples(st.integers(0, 20), st.binary(max_size=50), st.binary(max_size=5))))
def test_the_last_content_of_each_number_comes_back(puts: list[tuple[int, bytes, bytes]]) -> None:
    kept, expected = Store(BytesIO()), {}
    for number, content, around in puts:
        kept.put(number, content, before=around, after=around)
        expected[number] = content
        assert kept.get(number) == content
    assert {number: kept.get(number) for number in range(25) if number in kept} == expected


def test_a_store_goes_on_on_disk_when_it_becomes_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_IN_MEMORY", 1000)
    kept = Store()
    for number in range(300):
        kept.put(number, b"%03d" % number * 10)
    assert all(kept.get(number) == b"%03d" % number * 10 for number in range(300))
    kept.close()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Four files with accounts, and one without."""
    names = [
        str(put(tmp_path / f"{n}.csv", naam=f"Stichting Fictief {n}", kvk=f"0000000{n}")) for n in range(4)
    ]
    (tmp_path / "é.csv").write_text("geen jaarrekening\n")
    return [*names, str(tmp_path / "é.csv")]


@pytest.fixture
def progress(tmp_path: Path, files: list[str]) -> Path:
    """The progress file of a run that read them all."""
    path = tmp_path / "voortgang"
    readings = store.begin(path, files, OPTIONS)
    keep(readings, files, range(len(files)))
    readings.close()
    return path


def keep(readings: Readings, files: list[str], numbers: range) -> None:
    for number in numbers:
        stamp = store.stamp_of(files[number])
        readings.add(number, codec.dump(read(Path(files[number]))), stamp)


def known(path: Path, files: list[str], options: ReadOptions = OPTIONS) -> Iterator[int]:
    """The files that a run need not read again, once their readings have been found right."""
    readings = store.go_on(path, files, options)
    for number, name in enumerate(files):
        if number in readings:
            assert readings.get(number).decode("ascii") == codec.dump(read(Path(name)))
            yield number
    readings.close()


def test_a_run_goes_on_with_all_that_was_read(progress: Path, files: list[str]) -> None:
    assert list(known(progress, files)) == [0, 1, 2, 3, 4]
    # In another order, with other files beside them.
    assert list(known(progress, ["x.csv", *reversed(files)])) == [1, 2, 3, 4, 5]


def test_a_progress_file_that_was_cut_off_anywhere_gives_nothing_wrong_and_goes_on(
    progress: Path, files: list[str], tmp_path: Path
) -> None:
    whole = progress.read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    right = [codec.dump(read(Path(name))) for name in files]
    cut = tmp_path / "afgekapt"
    # Every byte of the heading, the first and the last line, and some between.
    short = {*range(ends[0] + 200), *range(ends[-2], len(whole)), *range(0, len(whole), 97)}
    for end in sorted(short - {len(whole)}):
        cut.write_bytes(whole[:end])
        readings = store.go_on(cut, files, OPTIONS)
        there = [number for number in range(len(files)) if number in readings]
        assert there == list(range(max(0, sum(e <= end for e in ends) - 1)))
        assert all(readings.get(number).decode("ascii") == right[number] for number in there)
        if end % 97 == 0:
            for number in range(len(there), len(files)):
                readings.add(number, right[number], store.stamp_of(files[number]))
            readings.close()
            assert cut.read_bytes() == whole
        readings.close()


def test_a_file_that_changed_is_read_again(progress: Path, files: list[str]) -> None:
    put(Path(files[1]), naam="Stichting Fictief 1", kvk="00000001", years={2025: (1_000, 100)})
    status = os.stat(files[2])
    os.utime(files[2], ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    Path(files[3]).unlink()
    assert list(known(progress, files)) == [0, 4]


def test_the_progress_of_other_options_or_of_another_version_is_refused(
    progress: Path, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = progress.read_bytes()
    with pytest.raises(OtherRun):
        list(known(progress, files, ReadOptions(basis=Basis.ENKELVOUDIG)))
    monkeypatch.setattr(store, "__version__", "9.9.9")
    with pytest.raises(OtherRun):
        list(known(progress, files))
    assert progress.read_bytes() == before


def test_a_password_is_neither_in_the_file_nor_needed_to_go_on(progress: Path, files: list[str]) -> None:
    assert list(known(progress, files, ReadOptions(wachtwoord="geheim"))) == [0, 1, 2, 3, 4]
    assert store.fingerprint(ReadOptions(wachtwoord="geheim")) == store.fingerprint(OPTIONS)


@pytest.mark.parametrize(
    "content", [b"naam;kvk\n", b"PK\x03\x04", b"\x80\x04.", b"{}\n", b'{"ews": "0"}\n', b"\n", b"\0" * 50]
)
def test_a_file_that_is_no_progress_is_refused_and_stays_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets"
    path.write_bytes(content)
    with pytest.raises(OtherRun):
        store.go_on(path, [], OPTIONS)
    assert path.read_bytes() == content


def test_a_new_progress_file_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "jaarrekening.xlsx"
    path.write_bytes(b"van iemand")
    with pytest.raises(FileExistsError):
        store.begin(path, [], OPTIONS)
    assert path.read_bytes() == b"van iemand"


FORGED = [
    "not json",
    "[" * 50_000,
    "[[], 1, 2, []]",
    "[{}, 1, 2, []]",
    "[null, null, null, null]",
    '["NAME", 1, 2]',
    '["NAME", SIZE, TIME, {"een": "ander"}]',
    '["NAME",SIZE,TIME,[]]',
    '["NAME", SIZE, TIME, []',
    '  ["NAME", SIZE, TIME, []]',
    '{"a": 1, "b": 2, "c": 3, "d": 4}',
]


@pytest.mark.parametrize("line", FORGED)
def test_a_forged_line_is_ignored_or_unusable_and_never_runs_anything(
    tmp_path: Path, files: list[str], line: str
) -> None:
    path = tmp_path / "vervalst"
    store.begin(path, files, OPTIONS).close()
    size, time = store.stamp_of(files[0])
    forged = line.replace("NAME", files[0]).replace("SIZE", str(size)).replace("TIME", str(time))
    path.write_bytes(path.read_bytes() + forged.encode() + b"\n")
    readings = store.go_on(path, files, OPTIONS)
    if 0 in readings:
        with pytest.raises(codec.Unusable):
            codec.load(readings.get(0))
    readings.close()


def test_each_line_of_a_progress_file_is_plain_json(progress: Path, files: list[str]) -> None:
    head, *lines = [json.loads(line) for line in progress.read_bytes().splitlines()]
    assert head["voortgang"] == store.FORM
    assert [line[0] for line in lines] == files
