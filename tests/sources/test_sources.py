"""Which reader a file that is no spreadsheet asks for: its content says it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ews_cli import readers
from ews_cli.readers import Lezing, ReadOptions, sources
from ews_cli.readers.files import FileKind, Limits, Refused
from ews_cli.readers.look import look

BOMB = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<a>&c;</a>"""


def refusal(path: Path, content: bytes, code: str = "EWS103") -> str:
    """What is said of a file with this content, which gives no figures."""
    path.write_bytes(content)
    lezing = readers.read(path)
    assert lezing.jaarrekeningen == ()
    (problem,) = lezing.problemen
    assert problem.code == code
    return problem.melding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("start", ["<a>", "<?xml version='1.0'?><a>", " \r\n\t<a>", "<!-- c --><a>"])
def test_a_text_that_begins_with_a_tag_is_xml(tmp_path: Path, start: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(start.encode(encoding))
    assert look(path, Limits())[0] is FileKind.XML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_root_names_the_reader_and_its_prefix_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    path = tmp_path / "a.xlsx"
    text = " <!-- <b/> --><x:known xmlns:x='anything'/>" if encoding != "utf-16" else "<known/>"
    path.write_bytes(text.encode(encoding))

    def reader(path: Path, content: bytes, options: ReadOptions) -> Lezing:
        assert content.startswith((b"<", codecs.BOM_UTF16))
        return Lezing(f"{path.name} {options.jaar}", (), ())

    monkeypatch.setattr(sources, "XML_READERS", {"known": lambda: reader})
    assert readers.read(path, ReadOptions(jaar=2025)).bestand == "a.xlsx 2025"


def test_xml_that_no_reader_knows_is_refused_by_the_name_of_its_root(tmp_path: Path) -> None:
    assert "hoofdelement 'factuur'" in refusal(tmp_path / "a.xml", b"<?xml version='1.0'?><factuur/>")


def test_a_name_that_is_long_is_cut_off(tmp_path: Path) -> None:
    assert len(refusal(tmp_path / "a.xml", b"<" + b"a" * 9000 + b"/>")) < 250


@pytest.mark.parametrize(
    "content", [b"<1 jaar;5\n>1 jaar;6\n", b"<", b"<?xml version='1.0' encoding='klingon'?><a/>"]
)
def test_what_only_begins_as_xml_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "begint als XML" in refusal(tmp_path / "a.xml", content)


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        BOMB.replace("a [", "html [").replace("<a>&c;</a>", "<html>&c;</html>"),
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a SYSTEM 'https://example.invalid/a.dtd'><a/>",
    ],
)
def test_a_doctype_is_refused_before_anything_in_it_is_looked_at(tmp_path: Path, content: str) -> None:
    assert "DOCTYPE" in refusal(tmp_path / "a.xml", content.encode(), "EWS105")


@pytest.mark.parametrize(
    "what", ["html", 'html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://example.invalid/a"']
)
def test_the_doctype_of_a_web_page_declares_nothing_and_passes(what: str) -> None:
    assert sources.root_of(f"<!DOCTYPE {what}><html><p/></html>".encode()) == "html"


def test_one_who_wants_a_spreadsheet_has_a_refusal(tmp_path: Path) -> None:
    from ews_cli.readers.grid import open_grid

    (tmp_path / "a.xml").write_bytes(b"<a/>")
    with pytest.raises(Refused, match="geen rekenblad"):
        open_grid(tmp_path / "a.xml")
