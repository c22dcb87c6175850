"""`ews thresholds show`: the whole policy, in words that need no YAML, in three formats."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from ews_cli.cli.main import main
from ews_cli.reports import markdown
from ews_cli.reports.blocks import Column, Items, Paragraph, Piece, Section, Table, Tone, strong, words
from ews_cli.thresholds_file import check, packaged

CASES = Path(__file__).parent / "thresholds"
SHIPPED = packaged().read_text(encoding="utf-8")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_a_folder_with_the_shipped_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EWS_THRESHOLDS", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    Path("thresholds.yaml").write_text(SHIPPED, encoding="utf-8")


def run(capsys: Capture, *arguments: str) -> str:
    assert main(["thresholds", "show", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def joined(out: str) -> str:
    """The text without the places where it was wrapped."""
    return re.sub(r"\s+", " ", out)


def test_the_overview_has_every_bound_of_the_policy_with_what_is_ours_marked(capsys: Capture) -> None:
    """Written down from the table of the field (the draaiboek §1.2 and our readings), not from the output."""
    out = run(capsys)
    lines = [re.split(r" {2,}", line.strip()) for line in out.splitlines() if re.match(r"  [1-6]  ", line)]
    rows = {trede: cells for trede, *cells in lines}
    assert rows["6"] == ["alleen een mens"] * 3
    assert rows["5"] == ["onder 0%*", "onder 0%, 2 jaar*", "onder 0,75, 2 jaar*"]
    assert rows["4"] == ["onder 10%", "onder 0%*", "onder 0,75*"]
    assert rows["3"] == ["onder 20%", "onder 0,5%*", "onder 1,00*"]
    assert rows["2"] == ["daling ≥ 2 %-punt*", "daling ≥ 1 %-punt*", "daling ≥ 0,10*"]
    assert rows["1"] == ["–"] * 3


def test_each_word_of_the_policy_is_shown_in_each_format(capsys: Capture) -> None:
    policy, _ = check(SHIPPED.encode(), "t.yaml", date(2026, 11, 22))
    assert policy
    texts = [policy.title, policy.version, *(trede.plan for trede in policy.treden.values())]
    for criterion in policy.criteria.values():
        texts.append(criterion.rationale)
        for band in criterion.versions[0].bands:
            texts += [band.quote, *([band.reading] if band.reading else [])]
    texts += [signal.quote for signal in policy.signals]
    texts += [item.text for item in policy.not_modelled]
    for format_ in ("table", "md", "json"):
        out = run(capsys, "--format", format_)
        shown = json.dumps(json.loads(out), ensure_ascii=False) if format_ == "json" else joined(out)
        shown = re.sub(r"\\(?=[^a-z])", "", shown)
        for text in texts:
            assert joined(text) in shown, (format_, text)


def test_no_key_of_the_file_format_is_shown_to_a_reader(capsys: Capture) -> None:
    out = run(capsys)
    for key in ("drops_at_least", "valid_from", "below", "not_modelled", "computed", "quote:", "{", "2pp"):
        assert key not in out


def test_since_when_it_holds_and_when_it_was_verified_is_said(capsys: Capture) -> None:
    said = "Geldt vanaf 1 juli 2021; nagekeken op 22 november 2026 [draaiboek §1.2]."
    assert joined(run(capsys)).count(said) == 3


def test_the_peildatum_chooses_the_version(capsys: Capture) -> None:
    minimal = str(CASES / "valid" / "minimal.yaml")
    old, new = (joined(run(capsys, minimal, "--peildatum", day)) for day in ("2022-12-31", "2023-01-01"))
    assert "daling van ten minste 3 procentpunt (uit de bron)" in old
    assert "Geldt vanaf 1 juli 2021 tot en met 31 december 2022" in old
    assert "Andere versies: 2023-01-01 tot en met heden" in old
    assert "daling van ten minste 2 procentpunt (uit de bron)" in new
    assert "Andere versies: 2021-07-01 tot en met 2022-12-31" in new


@pytest.mark.parametrize(
    ("arguments", "words_"),
    [
        (["--peildatum", "2020-01-01"], "er is er een van 2021-07-01 t/m heden"),
        (["--peildatum", "morgen"], "--peildatum: 'morgen' is geen datum"),
        (["--format", "html"], "kies table of md of json"),
        (["weg.yaml"], "weg.yaml: EWS201 bestaat niet"),
        (["-o", "thresholds.yaml"], "kies .json of .txt of .md"),
    ],
)
def test_what_cannot_be_shown_is_exit_2_and_says_why(
    arguments: list[str], words_: str, capsys: Capture
) -> None:
    assert main(["thresholds", "show", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words_ in err


def test_an_invalid_file_is_not_shown_but_named_with_all_its_faults(capsys: Capture) -> None:
    text = SHIPPED.replace("below: 10%", "below: 30%").replace("unit: ratio", "unit: dagen")
    Path("thresholds.yaml").write_text(text, encoding="utf-8")
    assert main(["thresholds", "show"]) == 2
    assert re.findall(r"EWS\d+", capsys.readouterr().err) == ["EWS235", "EWS225", "EWS233"]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(
    width: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(len(line) for line in run(capsys).splitlines()) <= width


def test_the_json_says_per_bound_whether_it_is_the_sources(capsys: Capture) -> None:
    document = json.loads(run(capsys, "--format", "json", "--peildatum", "2026-11-22"))
    assert (document["schema"], document["peildatum"]) == (1, "2026-11-22")
    bounds = {
        (criterion["criterium"], bound["trede"]): (bound["grens"], bound["basis"])
        for criterion in document["criteria"]
        for bound in criterion["grenzen"]
    }
    assert bounds["solvabiliteit", 3] == ("below 20%", "bron")
    assert bounds["rentabiliteit", 5] == ("below 0%, years 2", "lezing")
    assert len(bounds) == 12


# --- Markdown, for any report


HOSTILE = (
    "<script>x</script> [l](http://a.nl) @wie #1 `c` | *v* _s_ ![i](u) &amp; $x$ \x1b[0m www.x.nl\n# kop"
)


def test_nothing_of_a_text_is_live_in_markdown() -> None:
    shown = markdown.plain(HOSTILE)
    assert not re.search(r"(?<!\\)[<>|`*_\[\]#$]", shown.replace("&#8203;", "").replace("&#64;", ""))
    assert "@" not in shown
    assert "http://" not in shown
    assert "www." not in shown
    assert "\n" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. een", "1\\. een"),
        ("12) een", "12\\) een"),
        ("- een", "\\- een"),
        ("+ een", "\\+ een"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("7.", "7\\."),
        ("-2,8 %-punt", "-2,8 %-punt"),
        ("+2", "+2"),
        ("20.5", "20.5"),
        ("gewoon 1. een", "gewoon 1. een"),
        ("3,5 - 2", "3,5 - 2"),
    ],
)
def test_the_beginning_of_a_text_is_no_list_and_no_heading(text: str, shown: str) -> None:
    assert markdown.plain(text) == shown


def test_sections_become_headings_tables_and_lists() -> None:
    table = Table((Column("naam"), Column("n", right=True)), ((Piece("a|b"), Piece("1")),))
    items = Items(((Piece("een"), words("twee")), (Piece(""), words("drie")), (Piece("–"), words("vier"))))
    parts = [
        Section("", (Paragraph((strong("Kop"), Piece(" en meer", Tone.MUTED))),)),
        Section("Tabel", (table, items)),
        Section("", ()),
    ]
    assert markdown.report(parts, level=3) == (
        "**Kop** en meer\n\n### Tabel\n\n| naam | n |\n| --- | ---: |\n| a\\|b | 1 |\n\n"
        "- **een**: twee\n  <br>drie\n- vier\n"
    )
