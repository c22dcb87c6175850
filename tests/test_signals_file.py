"""The file of signals and decisions: refused with every problem at its place, and read whole."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.cli.main import main
from ews_cli.core.signalen import Besluit, Partij, Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import CODES
from ews_cli.signals_file import check, load
from ews_cli.thresholds_file import load as load_policy
from ews_cli.thresholds_file import packaged

ROOT = Path(__file__).resolve().parents[1]
CASES = Path(__file__).parent / "signals"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
VALID = [
    *sorted((CASES / "valid").glob("*.yaml")),
    *sorted((ROOT / "docs" / "voorbeelden").glob("*signalen.yaml")),
    ROOT / "samples" / "signalen.yaml",
]
SHIPPED = ROOT / "signalen.schema.json"
TODAY = date(2026, 11, 22)
PROVIDER = 'schema: 1\naanbieders:\n  - kvk: "00000100"\n'


def kruger() -> Thresholds:
    policy, _ = load_policy(packaged())
    assert policy is not None
    return policy


POLICY = kruger()


def codes(text: str, today: date = TODAY) -> list[str]:
    return [problem.code for problem in check(text.encode(), "s.yaml", POLICY, today)[1]]


def recorded(path: Path) -> Vastgelegd:
    found, problems = load(path, POLICY, TODAY)
    assert found is not None, problems
    return found


def signal(**changed: str) -> str:
    entry = {"soort": "surseance", "datum": "2026-02-03", "bron": "brief", "door": "regio", **changed}
    inside = ", ".join(f"{key}: {value}" for key, value in entry.items())
    return f"{PROVIDER}    signalen: [{{{inside}}}]\n"


def test_every_code_of_the_file_itself_has_an_invalid_file() -> None:
    assert {path.name[:6] for path in INVALID} == {code for code in CODES if re.match("EWS6[012]", code)}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_gives_exactly_the_problem_on_its_first_line(path: Path) -> None:
    raw = path.read_bytes()
    expected = re.search(rb"# expect: (?:(\S+) )?(EWS\d+)", raw.splitlines()[0])
    assert expected
    found, [problem] = check(raw, "s.yaml", POLICY, TODAY)
    assert found is None
    place = f"s.yaml:{expected[1].decode()}" if expected[1] else "s.yaml"
    assert (problem.waar, problem.code) == (place, expected[2].decode())
    assert problem.code == path.name[:6]
    assert problem.melding.isprintable()


def test_all_problems_of_a_file_are_named_at_once_in_its_order() -> None:
    text = """schema: 1
aanbieders:
  - kvk: 123
    signalen:
      - {soort: surseanse, datum: 3 februari, bron: x, door: y}
    besluiten:
      - {trede: 7, datum: 2026-10-01, door: ja, reden: x}
      - {trede: 4, datum: 2026-10-01, door: JA}
"""
    assert codes(text) == ["EWS613", "EWS614", "EWS616", "EWS615", "EWS613", "EWS612", "EWS623"]


def test_every_key_is_read_with_its_place() -> None:
    path = CASES / "valid" / "everything.yaml"
    found = recorded(path)
    linde, bare, wilg = found.dossiers
    assert (linde.naam, linde.kvk) == ("Stichting Jeugdzorg De Fictieve Linde", "00000100")
    arrears, board = linde.signalen
    assert (arrears.betekenis.trede, arrears.betekenis.criterion) == (4, "liquiditeit")
    assert (arrears.datum, arrears.tot) == (date(2026, 9, 14), date(2026, 12, 31))
    assert (arrears.bron, arrears.door) == ("brief van de huisbankier", "contractmanager")
    assert (arrears.toelichting, arrears.waar) == ("no", f"{path}:6:9")
    assert (board.tot, board.toelichting, board.betekenis.trede) == (None, None, None)
    assert linde.besluiten[1] == Besluit(
        4, date(2026, 10, 1), Partij.REGIEVOERDER, "herstelplan werkt niet", f"{path}:15:9"
    )
    assert (bare.kvk, bare.signalen, bare.besluiten) == ("00000106", (), ())
    assert (wilg.naam, wilg.kvk) == ("Stichting De Bedachte Wilg", None)


@pytest.mark.parametrize(
    ("datum", "expected"), [("2026-11-21", []), ("2026-11-22", []), ("2026-11-23", ["EWS621"])]
)
def test_what_is_recorded_happened_today_or_before(datum: str, expected: list[str]) -> None:
    assert codes(signal(datum=datum)) == expected
    decision = f"{PROVIDER}    besluiten: [{{trede: 3, datum: {datum}, door: JA, reden: x}}]\n"
    assert codes(decision) == expected


@pytest.mark.parametrize(
    ("tot", "expected"), [("2026-02-02", ["EWS622"]), ("2026-02-03", []), ("2031-02-04", [])]
)
def test_a_signal_ends_on_its_first_day_or_later(tot: str, expected: list[str]) -> None:
    assert codes(signal(tot=tot)) == expected


@pytest.mark.parametrize(
    ("kvk", "right"), [('"00000100"', True), ("00000100", True), ("0000100", False), ("000000100", False)]
)
def test_a_kvk_number_has_eight_digits(kvk: str, right: bool) -> None:
    assert (codes(f"schema: 1\naanbieders: [{{kvk: {kvk}}}]") == []) == right


@pytest.mark.parametrize(
    ("trede", "right"), [("0", False), ("1", True), ("6", True), ("7", False), ("3.0", False)]
)
def test_a_decision_is_on_one_of_six_treden(trede: str, right: bool) -> None:
    text = f"{PROVIDER}    besluiten: [{{trede: {trede}, datum: 2026-02-03, door: JA, reden: x}}]\n"
    assert (codes(text) == []) == right


def test_two_signals_that_differ_in_source_day_or_kind_are_no_double() -> None:
    entry = "{{soort: {}, datum: {}, bron: {}, door: x}}"
    entries = [
        entry.format("surseance", "2026-02-03", "brief"),
        entry.format("surseance", "2026-02-03", "krant"),
        entry.format("surseance", "2026-02-04", "brief"),
        entry.format("rechtszaken", "2026-02-03", "brief"),
    ]
    assert codes(f"{PROVIDER}    signalen: [{', '.join(entries)}]\n") == []
    assert codes(f"{PROVIDER}    signalen: [{', '.join([*entries, entries[0]])}]\n") == ["EWS618"]


def test_two_kvk_numbers_may_have_one_name() -> None:
    two = 'schema: 1\naanbieders: [{naam: Els, kvk: "00000001"}, {naam: Els, kvk: "00000002"}]'
    assert codes(two) == []
    assert codes(two[:-1] + ", {naam: ELS}]") == ["EWS618"]


def test_a_kind_of_another_policy_is_unknown_here(tmp_path: Path) -> None:
    policy = tmp_path / "eigen.yaml"
    text = (ROOT / "thresholds.yaml").read_text(encoding="utf-8")
    policy.write_text(text.replace("  surseance:\n", "  uitstel:\n"), encoding="utf-8")
    file = tmp_path / "s.yaml"
    file.write_text(signal(), encoding="utf-8")
    assert main(["signalen", "check", str(file)]) == 0
    assert main(["signalen", "check", str(file), "--thresholds", str(policy)]) == 1
    file.write_text(signal(soort="uitstel"), encoding="utf-8")
    assert main(["signalen", "check", str(file), "--thresholds", str(policy)]) == 0


def test_a_kind_that_may_be_one_of_three_is_not_guessed() -> None:
    [problem] = check(signal(soort="betalingsachterstand").encode(), "s.yaml", POLICY, TODAY)[1]
    assert problem.melding.endswith(
        "bedoelde u `betalingsachterstand_licht`, `betalingsachterstand_ontstaan` of "
        "`betalingsachterstand_structureel`?"
    )


def test_a_file_that_is_not_there_is_not_checked(tmp_path: Path) -> None:
    for path in (tmp_path / "s.yaml", tmp_path):
        found, [problem] = load(path, POLICY, TODAY)
        assert (found, problem.code) == (None, "EWS601")


@given(st.text() | st.binary())
def test_no_content_makes_the_check_raise(content: str | bytes) -> None:
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    check(raw, "s.yaml", POLICY, TODAY)


WORDS = """schema 1 aanbieders kvk 00000100 naam signalen soort surseance datum x 2026-02-03 bron door tot besluiten
    trede 6 JA reden"""
words = st.sampled_from([*WORDS.split(), ""])
nodes = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(nodes, nodes, nodes)
def test_no_shape_makes_the_check_raise(one: Any, two: Any, three: Any) -> None:
    dossier = {"kvk": "00000100", "signalen": one, "besluiten": [two]}
    for document in ({"schema": "1", "aanbieders": [dossier, three]}, one):
        found, problems = check(yaml.safe_dump(document).encode(), "s.yaml", POLICY, TODAY)
        assert (found is None) == bool(problems)


# --- the command


def test_check_says_what_a_file_holds(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(CASES / "valid" / "everything.yaml")
    assert main(["signalen", "check", path]) == 0
    assert capsys.readouterr().out == f"{path}: in orde (3 aanbieders, 2 signalen, 2 besluiten)\n"


def test_check_as_json_has_place_code_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = CASES / "valid" / "everything.yaml", CASES / "invalid" / "EWS615-trede-7.yaml"
    assert main(["signalen", "check", str(right), str(wrong), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    good, bad = document["bestanden"]
    counts = {key: good["vastgelegd"][key] for key in ("aanbieders", "signalen", "besluiten")}
    assert counts == {"aanbieders": 3, "signalen": 2, "besluiten": 2}
    [problem] = bad["problemen"]
    assert (problem["code"], problem["regel"], problem["kolom"]) == ("EWS615", 6, 17)
    assert (bad["vastgelegd"], document["in_orde"]) == (None, False)


def test_check_as_github_annotations_names_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["signalen", "check", str(CASES / "invalid" / "EWS615-trede-7.yaml"), "--format", "github"])
    assert "line=6,col=17,title=EWS615 trede die niet bestaat::" in capsys.readouterr().out


def test_check_without_a_file_looks_for_signalen_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["signalen", "check"]) == 2
    assert "signalen.yaml: EWS601 bestaat niet" in capsys.readouterr().out
    (tmp_path / "signalen.yaml").write_text(signal(), encoding="utf-8")
    assert main(["signalen", "check"]) == 0


# --- the schema for an editor


def as_an_editor_sees_it(path: Path) -> Any:
    class Loader(yaml.SafeLoader):
        """YAML 1.2, as the language server of an editor reads it: no day becomes a date, no `no` a false."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)


def errors(path: Path) -> list[str]:
    schema = json.loads(SHIPPED.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(as_an_editor_sees_it(path))]


def test_the_shipped_schema_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails: ews signalen schema -o signalen.schema.json"""
    monkeypatch.chdir(ROOT)
    assert main(["signalen", "schema"]) == 0
    assert capsys.readouterr() == (SHIPPED.read_text(encoding="utf-8"), "")
    jsonschema.Draft202012Validator.check_schema(json.loads(SHIPPED.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_gate_accepts(path: Path) -> None:
    assert load(path, POLICY, TODAY)[1] == []
    assert errors(path) == []


SEEN = [path for path in INVALID if re.match("EWS61[1-7]", path.name)]


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_the_schema_sees_a_wrong_form_too(path: Path) -> None:
    assert errors(path)
