"""What a file is by its content, and whether it is safe to hand to a reader."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ews_cli.problems import CODES
from ews_cli.readers.archive import Archive
from ews_cli.readers.files import FileKind, Limits, Refused
from ews_cli.readers.grid import open_grid
from ews_cli.readers.look import look

from . import raw

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = {"Balans": raw.sheet(raw.rows(("Voorraden", 5)))}


def kind_of(path: Path, **limits: Any) -> FileKind:
    """What a file is."""
    kind, content = look(path, replace(Limits(), **limits))
    return kind or Archive(content, replace(Limits(), **limits)).soort


def refusal(path: Path, **limits: Any) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Refused) as refused:
        open_grid(path, replace(Limits(), **limits))
    assert "\n" not in refused.value.melding
    assert refused.value.code in CODES
    return refused.value.code


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a"])
def test_the_kind_is_found_from_the_content_and_not_from_the_name(tmp_path: Path, name: str) -> None:
    assert kind_of(raw.write(tmp_path / name, SHEET)) is FileKind.XLSX


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a;1\nb;2\n", FileKind.TEXT),
        (OLE2 + "Workbook".encode("utf-16-le"), FileKind.XLS),
        (OLE2 + "Book".encode("utf-16-le"), FileKind.XLS),
    ],
)
def test_each_kind_has_its_mark(tmp_path: Path, content: bytes, kind: FileKind) -> None:
    assert kind_of(write(tmp_path / "a.xlsx", content)) is kind


@pytest.mark.parametrize(
    ("part", "kind"), [("xl/workbook.bin", FileKind.XLSB), ("content.xml", FileKind.ODS)]
)
def test_each_kind_of_zip_has_its_part(tmp_path: Path, part: str, kind: FileKind) -> None:
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr(part, "<a/>")
    assert kind_of(tmp_path / "a") is kind


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "geen.xlsx") == "EWS101"
    assert refusal(tmp_path) == "EWS101"
    assert refusal(tmp_path / "\0.xlsx") == "EWS101"
    assert refusal(tmp_path / ("x" * 5000)) == "EWS101"
    (tmp_path / "kring.xlsx").symlink_to(tmp_path / "kring.xlsx")
    assert refusal(tmp_path / "kring.xlsx") == "EWS101"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.xlsx")
    assert refusal(tmp_path / "pijp.xlsx") == "EWS101"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = raw.write(tmp_path / "a.xlsx", SHEET)
    path.chmod(0)
    assert refusal(path) == "EWS101"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EWS102"),
        (b"%PDF-1.7", "EWS103"),
        (b"\x89PNG\r\n", "EWS103"),
        (b"\xff\xd8\xff\xe0", "EWS103"),
        (b"{\\rtf1", "EWS103"),
        (b"PK\x05\x06" + b"\0" * 18, "EWS103"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "EWS103"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "EWS104"),
        (b"PK\x03\x04 and then nothing of a zip", "EWS105"),
    ],
)
def test_what_is_no_readable_workbook_is_refused_with_its_code(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert refusal(write(tmp_path / "a.xlsx", content)) == code


def test_a_zip_that_holds_no_workbook_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(tmp_path / "a.xlsx") == "EWS103"


def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path) -> None:
    whole = raw.write(tmp_path / "a.xlsx", SHEET).read_bytes()
    for length in (30, len(whole) // 2, len(whole) - 10):
        assert refusal(write(tmp_path / "b.xlsx", whole[:length])) == "EWS105"


def test_a_part_whose_bytes_were_changed_is_damaged(tmp_path: Path) -> None:
    path = raw.write(tmp_path / "a.xlsx", SHEET, compression=zipfile.ZIP_STORED)
    write(path, path.read_bytes().replace(b"Voorraden", b"Voorradem"))
    assert refusal(path) == "EWS105"


def test_a_password_is_seen_in_every_kind_of_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", b"\x8f\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert refusal(tmp_path / "a.ods") == "EWS104"
    path = raw.write(tmp_path / "a.xlsx", SHEET)
    content = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):  # the flag of every part: encrypted
        at = content.find(mark)
        while at >= 0:
            content[at + flag] |= 1
            at = content.find(mark, at + 4)
    assert refusal(write(path, bytes(content))) == "EWS104"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"a;1\n" * 25)
    assert kind_of(path, size=100) is FileKind.TEXT
    assert refusal(path, size=99) == "EWS106"


def test_a_zip_bomb_is_seen_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(" " * 40_000_000)})
    assert bomb.stat().st_size < 100_000
    assert refusal(bomb) == "EWS106"
    assert refusal(bomb, ratio=10**6, expanded=30_000_000) == "EWS106"
    assert open_grid(bomb, Limits(ratio=10**6)).sheets[0].rijen == []


def test_a_part_that_declares_less_than_it_holds_is_seen(tmp_path: Path) -> None:
    # Who believes the declared size sees a sound part of 100 bytes; a reader that expands it gets 40 MB.
    content = (raw.sheet(raw.rows(("Voorraden", 5))) + " " * 40_000_000).encode()
    path = raw.write(tmp_path / "a.xlsx", {"Balans": content.decode()})
    true = struct.pack("<I", zlib.crc32(content)), struct.pack("<I", len(content))
    told = struct.pack("<I", zlib.crc32(content[:100])), struct.pack("<I", 100)
    lying = path.read_bytes().replace(true[0], told[0]).replace(true[1], told[1])
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert len(archive.read("xl/worksheets/sheet1.xml")) == 100
    assert refusal(write(path, lying)) == "EWS106"
    assert refusal(path, ratio=10**6) == "EWS105"


def test_a_document_type_is_refused_only_where_it_would_be_read(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE a [<!ENTITY x "y">]>'
    assert refusal(raw.write(tmp_path / "a.xlsx", {"Balans": doctype + SHEET["Balans"]})) == "EWS105"
    # As LibreOffice writes it, in a part that nobody reads.
    path = raw.write(tmp_path / "b.xlsx", SHEET, more={"Basic/script.xml": doctype})
    assert len(open_grid(path).sheets) == 1
