"""The threshold file as a file: found, read exactly, refused with every problem at its place."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from ews_cli import thresholds_file
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import CODES, Ernst, Problem
from ews_cli.thresholds_file import KIND, build, check, find, load, packaged
from ews_cli.yaml_text import walk

TODAY = date(2026, 11, 22)
CASES = Path(__file__).parent / "thresholds"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
MINIMAL = (CASES / "valid" / "minimal.yaml").read_text(encoding="utf-8")
SHIPPED = packaged().read_text(encoding="utf-8")


def problems(text: str) -> list[Problem]:
    return check(text.encode(), "t.yaml", TODAY)[1]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def changed(old: str, new: str, text: str = MINIMAL) -> str:
    assert text.count(old) >= 1, f"the example has no {old!r}"
    return text.replace(old, new, 1)


def test_every_code_of_the_threshold_file_has_an_invalid_file() -> None:
    assert {path.name[:6] for path in INVALID} == {code for code in CODES if code.startswith("EWS2")}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_gives_exactly_the_problem_on_its_first_line(path: Path) -> None:
    raw = path.read_bytes()
    expected = re.search(rb"# expect: (.*?)(?: --max-age (\d+)d)?$", raw.splitlines()[0])
    assert expected
    max_age = timedelta(int(expected[2])) if expected[2] else None
    policy, found = check(raw, "t.yaml", TODAY, max_age)
    assert (policy is None) is (found[0].weegt is Ernst.FOUT)
    assert [f"{problem.waar} {problem.code}" for problem in found] == [
        re.sub(r"^(?=\d)", "t.yaml:", expected[1].decode()).replace("EWS201", "t.yaml EWS201")
    ]
    assert found[0].code == path.name[:6]
    assert "\n" not in found[0].melding
    assert found[0].melding.isprintable()


@pytest.mark.parametrize("path", sorted((CASES / "valid").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_valid_file_is_accepted_without_a_word(path: Path) -> None:
    policy, found = load(path, TODAY)
    assert found == []
    assert policy
    assert policy.bestand == str(path)
    assert policy.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_shipped_file_passes_the_gate_that_its_hash_lets_it_skip() -> None:
    raw = packaged().read_bytes()
    policy, found = check(raw, "thresholds.yaml", TODAY)
    assert found == []
    assert hashlib.sha256(raw).hexdigest() == thresholds_file.DEFAULT_SHA256
    quick, nothing = load(packaged(), TODAY)
    assert nothing == []
    assert quick
    assert policy
    assert quick.bestand == "thresholds.yaml (meegeleverd)"
    assert (quick.criteria, quick.treden, quick.signals) == (policy.criteria, policy.treden, policy.signals)


def test_a_changed_copy_of_the_shipped_file_does_not_skip_the_gate(tmp_path: Path) -> None:
    copy = tmp_path / "thresholds.yaml"
    copy.write_text(SHIPPED.replace("below: 10%", "below: 30%"), encoding="utf-8")
    policy, found = load(copy, TODAY)
    assert policy is None
    assert {problem.code for problem in found} == {"EWS225", "EWS235"}


def test_scoring_with_the_shipped_file_loads_no_pydantic() -> None:
    program = (
        "import sys; from ews_cli.thresholds_file import load, packaged; load(packaged());"
        "print([m for m in ('pydantic', 'difflib', 'pandas', 'openpyxl', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- find


def test_the_option_beats_the_environment_beats_the_folder_beats_the_default(tmp_path: Path) -> None:
    environ = {"EWS_THRESHOLDS": "omgeving.yaml"}
    assert find(None, {}, tmp_path) == packaged()
    (tmp_path / "thresholds.yaml").write_text("schema: 1\n")
    assert find(None, {}, tmp_path) == tmp_path / "thresholds.yaml"
    assert find(None, environ, tmp_path) == tmp_path / "omgeving.yaml"
    assert find("optie.yaml", environ, tmp_path) == tmp_path / "optie.yaml"
    assert find(None, {"EWS_THRESHOLDS": ""}, tmp_path) == tmp_path / "thresholds.yaml"


def test_a_name_stays_as_the_user_gave_it_when_the_folder_is_the_current_one() -> None:
    assert str(find("beleid/regio.yaml", {}, Path())) == "beleid/regio.yaml"


def test_a_link_to_nothing_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").symlink_to(tmp_path / "weg.yaml")
    assert find(None, {}, tmp_path) == tmp_path / "thresholds.yaml"
    assert [problem.code for problem in load(tmp_path / "thresholds.yaml")[1]] == ["EWS201"]


# --- files that cannot be read


@pytest.mark.parametrize(
    ("name", "words"), [("weg.yaml", "bestaat niet"), (".", "geen leesbaar"), ("/dev/zero", "geen leesbaar")]
)
def test_what_is_no_file_is_one_problem_without_a_line(tmp_path: Path, name: str, words: str) -> None:
    policy, found = load(tmp_path / name, TODAY)
    assert policy is None
    assert [(problem.code, problem.waar) for problem in found] == [("EWS201", str(tmp_path / name))]
    assert words in found[0].melding


def test_an_empty_file_is_not_an_empty_policy() -> None:
    assert codes("") == ["EWS201"]


def test_ten_megabytes_are_refused_unread(tmp_path: Path) -> None:
    big = tmp_path / "groot.yaml"
    big.write_bytes(b"a: 1\n" * 2_000_000)
    assert [problem.code for problem in load(big, TODAY)[1]] == ["EWS202"]


def test_a_file_of_exactly_the_limit_is_read() -> None:
    assert codes(MINIMAL + "#" * (walk.MAX_BYTES - len(MINIMAL.encode()))) == []
    assert codes(MINIMAL + "#" * (walk.MAX_BYTES - len(MINIMAL.encode()) + 1)) == ["EWS202"]


def test_an_alias_bomb_expands_to_nothing() -> None:
    letters = "bcdefghij"
    bomb = "a: &a [x, x]\n" + "".join(
        f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, this in zip("a" + letters, letters, strict=False)
    )
    found = codes(bomb)
    assert found.count("EWS204") == 10 + 9 * 9
    assert set(found) == {"EWS204", "EWS211", "EWS212"}


def test_more_values_than_any_policy_has_are_refused() -> None:
    assert codes("a: [" + "x," * 400_000 + "]") == ["EWS202"]


def test_depth_beyond_any_policy_is_refused() -> None:
    assert codes("[" * 100_000) == ["EWS202"]


def test_a_byte_order_mark_hides_no_other_problem() -> None:
    assert codes("\ufeff" + changed("unit: ratio", "unit: factor")) == ["EWS206", "EWS213"]


def test_what_is_still_open_at_the_end_is_wrong_where_it_begins() -> None:
    [problem] = problems("schema: 1\npolicy: {id: x")
    assert (problem.code, problem.waar) == ("EWS203", "t.yaml:2:9")
    [problem] = problems("schema: 1\npolicy: 'x\n\n")
    assert (problem.code, problem.waar) == ("EWS203", "t.yaml:2:9")
    [problem] = problems("schema: 1\npolicy: [")
    assert (problem.code, problem.waar) == ("EWS203", "t.yaml:2:10")


def test_what_was_read_before_a_fault_in_the_yaml_is_not_judged() -> None:
    assert codes("a: 1\n...\n]\n") == ["EWS203"]


def test_a_wrong_name_is_shown_at_the_name_and_a_wrong_value_at_the_value() -> None:
    start = MINIMAL.index("  achterstand:")
    text = MINIMAL[:start] + "  Achterstand: tekst\n" + MINIMAL[MINIMAL.index("  rechtszaak:") :]
    assert [(p.code, p.waar) for p in problems(text)] == [
        ("EWS213", "t.yaml:53:3"),
        ("EWS213", "t.yaml:53:16"),
    ]


def test_a_criterion_without_its_ratio_misses_that_and_no_more() -> None:
    assert codes(changed("    ratio: liquiditeit\n", "")) == ["EWS212"]


def test_only_a_tab_is_called_a_tab() -> None:
    assert "een tab" in problems("a:\n\tb: 1\n")[0].melding
    assert "aanhalingstekens" in problems("a: 1\nb: @x\t\n")[0].melding
    assert "inspringing" in problems("a:\n  b: 1\n c: 2\n")[0].melding


@pytest.mark.parametrize(("length", "expected"), [(40, f"`{'a' * 40}`"), (41, f"`{'a' * 37}…`")])
def test_a_value_is_shown_whole_up_to_forty_characters(length: int, expected: str) -> None:
    [problem] = problems(changed("unit: ratio", "unit: " + "a" * length))
    assert problem.melding.startswith(f"{expected} kan hier niet")


def test_utf_16_is_refused_at_its_first_byte() -> None:
    found = check(MINIMAL.encode("utf-16"), "t.yaml", TODAY)[1]
    assert [(problem.code, problem.waar) for problem in found] == [("EWS206", "t.yaml:1:1")]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_do_not_change_a_policy_or_a_place(ending: str) -> None:
    assert codes(MINIMAL.replace("\n", ending)) == []
    wrong = changed("unit: ratio", "unit: factor")
    assert [p.waar for p in problems(wrong.replace("\n", ending))] == [p.waar for p in problems(wrong)]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_both_parsers_of_yaml_say_the_same(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="ignore")
    one, other = walk.read(text, KIND), walk.read(text, KIND, yaml.SafeLoader)
    assert one.data == other.data
    assert (one.keys, one.values, one.faults) == (other.keys, other.values, other.faults)


# --- exact, from the text


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("20%", Fraction(1, 5), "%"),
        ("0.1%", Fraction(1, 1000), "%"),
        ("2pp", Fraction(1, 50), "pp"),
        ("-2.5%", Fraction(-1, 40), "%"),
        ("0.75", Fraction(3, 4), ""),
        ("0.10", Fraction(1, 10), ""),
        ("30", Fraction(30), ""),
        ("0%", Fraction(0), "%"),
    ],
)
def test_a_bound_is_exact(text: str, value: Fraction, sign: str) -> None:
    assert build.bound(text) == (value, sign)


@pytest.mark.parametrize(
    "text",
    ["", "%", "0,75", "20 %", "+20%", "020%", ".5", "5.", "1e3", ".inf", ".nan", "1_000", "٢٠%", "20%%",
     "2 pp", "20PP", "0x14", "--1", "1" * 10, "0." + "1" * 10, "20%\n"],
)  # fmt: skip
def test_what_is_not_written_as_a_bound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        build.bound(text)


def test_a_section_keeps_its_last_zero() -> None:
    policy, found = check((CASES / "valid" / "every-feature.yaml").read_bytes(), "t.yaml", TODAY)
    assert found == []
    assert policy
    assert policy.treden[6].source.section == "4.10"
    assert type(policy.treden[1].naam) is str


def test_every_key_of_the_format_reaches_the_core() -> None:
    policy, _ = check((CASES / "valid" / "every-feature.yaml").read_bytes(), "t.yaml", TODAY)
    assert policy
    assert (policy.id, policy.version) == ("alles-wat-kan", "2.10.3")
    assert list(policy.treden) == [1, 2, 3, 4, 5, 6]
    assert [trede.computed for trede in policy.treden.values()] == [True] * 5 + [False]
    assert policy.treden[3].horizon == "zes maanden"
    assert policy.sources["toelichting"].published == date(2022, 2, 1)
    first, second = policy.criteria["dagen_geld"].versions
    assert (first.valid_from, first.valid_until) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (second.valid_until, str(second.source)) == (None, "toelichting §2")
    assert [band.tekst for band in second.bands] == [
        "at_most 30", "below 30, years 2", "below 15", "below 14.5, years 3",
    ]  # fmt: skip
    assert policy.criteria["inhuur"].versions[0].bands[2].grens == Fraction(333, 1000)
    assert policy.criteria["inhuur"].unit == "percent"


# --- all problems, each at its place

MISTAKES = [
    ("schema: 1", "schema: one", "EWS218"),
    ("version: 1.0.0", "version: 1.x", "EWS213"),
    ("published: 2021-07-01", "published: 2021-02-30", "EWS217"),
    ("sha256: 6726825b", "sha256: 6726825B", "EWS213"),
    ("    naam: risicovol", "    naem: risicovol", "EWS211"),
    ("    horizon: herstel binnen zes maanden", "    horizon:  # geen", "EWS219"),
    ('section: "2.2"}', "section: 2.2}", "EWS214"),
    ("    computed: false", "    computed: nee", "EWS213"),
    ("  rule: highest", "  rule: mean", "EWS213"),
    ("ratio: solvabiliteit", "ratio: solvabilitiet", "EWS231"),
    ("definition: resultaat / opbrengsten", "definition: resultaat / eigen_vermogen", "EWS232"),
    ("    unit: ratio", "    unit: dagen", "EWS233"),
    ("drops_at_least: 2pp", "drops_at_least: 2 pp", "EWS216"),
    ("below: 0.5%", "below: 0.005", "EWS234"),
    ("            years: 2", "            years: 1", "EWS228"),
    ("        bands:\n          - trede: 2\n            drops_at_least: 0.10",
     "        bands:\n          - trede: 6\n            drops_at_least: 0.10", "EWS222"),
    ("    trede: 3\n    criterion: liquiditeit", "    trede: 3\n    criterion: liquidity", "EWS253"),
    ("    trede: none", "    trede: geen", "EWS216"),
    ("quote: het wegvallen van bestuur", "quot: het wegvallen van bestuur", "EWS211"),
    ("{doc: taskforce", "{doc: taskfrce", "EWS251"),
]  # fmt: skip


def mistaken(mistakes: list[tuple[str, str, str]]) -> tuple[str, list[tuple[int, str]]]:
    """The shipped file with these mistakes, and the line and code of each in the order of the file."""
    text = SHIPPED
    for old, new, _ in mistakes:
        text = changed(old, new, text)
    lines = []
    for old, new, code in mistakes:
        differs = next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        lines.append((text.count("\n", 0, text.index(new) + differs) + 1, code))
    return text, sorted(lines)


def found_lines(text: str) -> list[tuple[int, str]]:
    return [(int((problem.waar or "").split(":")[1]), problem.code) for problem in problems(text)]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake[1].strip())
def test_a_mistake_in_the_shipped_file_is_found_on_its_line(mistake: tuple[str, str, str]) -> None:
    text, lines = mistaken([mistake])
    assert found_lines(text) == lines


def test_twenty_mistakes_are_found_in_one_run_and_in_the_order_of_the_file() -> None:
    assert len(MISTAKES) == 20
    text, lines = mistaken(MISTAKES)
    assert found_lines(text) == lines


def test_a_key_spelled_wrong_is_not_missing_as_well() -> None:
    [problem] = problems(changed("rationale:", "rationalle:"))
    assert problem.melding == "onbekende sleutel `rationalle`; bedoelde u `rationale`?"


def test_two_missing_keys_are_two_problems_at_their_parents() -> None:
    text = changed(", reading: Een tiende telt.}", "}", changed(", quote: lichte druk", ""))
    assert [(p.code, (p.waar or "")[7:]) for p in problems(text)] == [
        ("EWS235", "48:13"),
        ("EWS212", "49:13"),
    ]


def test_a_text_of_the_file_is_no_template_of_ours() -> None:
    [problem] = problems(changed("unit: ratio", "unit: '{melding} %s {0}'"))
    assert "`{melding} %s {0}`" in problem.melding
    [problem] = problems(changed("schema: 1", "schema: '{melding} VALUE'"))
    assert "`{melding} VALUE`" in problem.melding


def test_a_long_value_is_cut_in_the_message() -> None:
    [problem] = problems(changed("unit: ratio", "unit: " + "a" * 5_000))
    assert len(problem.melding) < 150


def test_a_source_cited_under_a_wrong_name_is_not_also_called_uncited() -> None:
    text = MINIMAL.replace("doc: regel", "doc: regeltje")
    assert set(codes(text)) == {"EWS251"}


# --- the ladder of treden


def bounds_of(*bands: str) -> list[str]:
    """The codes for a policy whose first version of solvabiliteit has these bands."""
    lines = MINIMAL.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if "drops_at_least: 3pp" in line)
    lines[first : first + 4] = [f"          - {{{band}, quote: q, reading: r}}\n" for band in bands]
    return codes("".join(lines))


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (["trede: 3, below: 20%", "trede: 4, below: 19.9%"], []),
        (["trede: 3, below: 20%", "trede: 4, below: 20%"], ["EWS227"]),
        (["trede: 3, below: 20%", "trede: 4, below: 20.1%"], ["EWS225"]),
        (["trede: 3, at_most: 20%", "trede: 4, below: 20%"], []),
        (["trede: 3, below: 20%", "trede: 4, at_most: 20%"], ["EWS225"]),
        (["trede: 3, below: 20%", "trede: 4, below: 20%, years: 2"], []),
        (["trede: 3, below: 20%, years: 2", "trede: 4, below: 20%"], ["EWS225"]),
        (["trede: 4, below: 10%", "trede: 3, below: 20%"], []),
        (["trede: 3, below: 20%", "trede: 4, below: 10%", "trede: 5, below: 50%"], ["EWS225"]),
        (["trede: 3, below: 20%", "trede: 5, below: 0%"], []),
        (["trede: 3, below: 20%", "trede: 3, below: 15%"], ["EWS226"]),
        (["trede: 3, below: 20%", "trede: 3, below: 25%, years: 2"], []),
        (["trede: 2, drops_at_least: 2pp", "trede: 3, below: 20%"], []),
        (["trede: 2, drops_at_least: 2pp", "trede: 3, drops_at_least: 3pp"], []),
        (["trede: 2, drops_at_least: 3pp", "trede: 3, drops_at_least: 2pp"], ["EWS225"]),
    ],
)
def test_bounds_get_stricter_as_treden_rise(bands: list[str], expected: list[str]) -> None:
    assert bounds_of(*bands) == expected


# --- versions

OPEN = "      - valid_from: 2023-01-01"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2022-12-30", ["EWS242"]),
        ("2022-12-31", ["EWS242"]),
        ("2023-01-01", []),
        ("2023-01-02", ["EWS243"]),
        ("2021-07-01", ["EWS242"]),
        ("2021-06-30", ["EWS244"]),
    ],
)
def test_a_version_begins_the_day_after_the_one_before_it_ends(first: str, expected: list[str]) -> None:
    assert codes(changed(OPEN, f"      - valid_from: {first}")) == expected


def test_a_version_of_one_day_is_a_version() -> None:
    text = changed("valid_until: 2022-12-31", "valid_until: 2021-07-01")
    assert codes(text.replace("2023-01-01", "2021-07-02")) == []


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("EWS245", "2026-11-22", []),
        ("EWS245", "2026-11-23", ["EWS245"]),
        ("EWS246", "2021-07-01", []),
        ("EWS246", "2021-06-30", ["EWS246"]),
    ],
)
def test_a_verification_lies_between_publication_and_today(code: str, day: str, expected: list[str]) -> None:
    assert codes(changed("verified: 2023-06-01", f"verified: {day}")) == expected


@pytest.mark.parametrize(("days", "expected"), [(1270, []), (1269, ["EWS247"])])
def test_a_version_in_force_is_verified_no_longer_ago_than_asked(days: int, expected: list[str]) -> None:
    """2023-06-01 is 1270 days before 2026-11-22; the version that ended in 2022 is nobody's care any more."""
    text = MINIMAL.replace("verified: 2022-01-01", "verified: 2026-01-01").replace(
        "verified: 2026-01-01", "verified: 2022-01-01", 1
    )
    _, found = check(text.encode(), "t.yaml", TODAY, timedelta(days))
    assert [problem.code for problem in found] == expected


@pytest.mark.parametrize(("last", "expected"), [("2026-11-22", 2), ("2026-11-21", 1)])
def test_a_version_is_over_the_day_after_its_last(last: str, expected: int) -> None:
    text = changed("valid_until: 2022-12-31", f"valid_until: {last}").replace("2023-01-01", "2027-01-01")
    text = text.replace("verified: 2022-01-01", "verified: 2026-01-01")
    text = text.replace("verified: 2026-01-01", "verified: 2022-01-01", 1)
    _, found = check(text.encode(), "t.yaml", TODAY, timedelta(400))
    assert [p.code for p in found if p.code != "EWS243"] == ["EWS247"] * expected


def test_a_version_may_be_announced_before_it_holds() -> None:
    text = changed(OPEN, "      - valid_from: 2031-01-01").replace("2022-12-31", "2030-12-31")
    assert codes(text) == []


def test_the_last_day_of_the_calendar_is_no_accident() -> None:
    assert codes(changed("valid_until: 2022-12-31", "valid_until: 9999-12-31")) == ["EWS242"]
    assert codes(changed(OPEN, "      - valid_from: 0001-01-01")) == ["EWS244"]


def test_the_policy_of_a_valid_file_is_a_policy() -> None:
    policy, _ = check(MINIMAL.encode(), "t.yaml", TODAY)
    assert isinstance(policy, Thresholds)
    assert policy.niet_geldig_op(date(2022, 12, 31)) is None
    assert "2021-07-01" in (policy.niet_geldig_op(date(2021, 6, 30)) or "")


# --- what would be right


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("below: 10%, quote: onder de 10%", "below: 0.10, quote: onder de 0.10", "schrijf 10% of 0.1%"),
        ("below: 10%, quote: onder de 10%", "below: 10, quote: onder de 10", "schrijf 10%"),
        ("below: 10%, quote: onder de 10%", "below: 1, quote: onder de 1", "schrijf 1%"),
        ("below: 10%, quote: onder de 10%", "below: 10pp, quote: onder de 10", "schrijf 10%"),
        ("drops_at_least: 3pp", "drops_at_least: 3%", "schrijf 3pp"),
        ("drops_at_least: 3pp", "drops_at_least: 0.03", "schrijf 3pp of 0.03pp"),
        ("below: 0.75, quote: achterstanden", "below: 75%, quote: achterstanden", "schrijf 0.75"),
        ("drops_at_least: 0.10", "drops_at_least: 10pp", "schrijf 0.1"),
    ],
)
def test_a_bound_with_the_wrong_sign_is_shown_with_the_right_one(old: str, new: str, advice: str) -> None:
    [problem] = [problem for problem in problems(changed(old, new)) if problem.code == "EWS234"]
    assert problem.melding.endswith(f"; {advice}")


def test_a_bound_that_points_the_wrong_way_is_shown_the_right_choice() -> None:
    [problem] = problems(changed("trede: 4, below: 10%", "trede: 4, above: 10%"))
    assert problem.melding.endswith("waar meer beter is; kies below, at_most of drops_at_least")
    text = (CASES / "valid" / "every-feature.yaml").read_text(encoding="utf-8")
    [problem] = problems(changed("trede: 4, above: 20%", "trede: 4, below: 20%", text))
    assert problem.melding.endswith("waar minder beter is; kies above of at_least")


def test_a_bound_to_a_trede_without_bounds_is_told_why() -> None:
    [problem] = problems(changed("trede: 5, below: 0.75", "trede: 6, below: 0.75"))
    assert "trede 6, maar die stelt alleen een mens vast" in problem.melding
    [problem] = problems(changed("trede: 2, drops_at_least: 0.10", "trede: 1, drops_at_least: 0.10"))
    assert "trede 1, maar die is voor wie geen grens haalt" in problem.melding


def test_a_signal_without_a_trede_says_none() -> None:
    [problem] = problems(changed("trede: none", "trede: geen"))
    assert (
        problem.melding
        == "`geen` kan hier niet; schrijf een heel getal van 2 tot en met 6 of none, zonder aanhalingstekens"
    )


# --- the edges of what is allowed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trede: 4, below: 10%", "trede: 0, below: 10%", ["EWS213"]),
        ("trede: 4, below: 10%", "trede: 7, below: 10%", ["EWS213"]),
        ("trede: 4, criterion", "trede: 1, criterion", ["EWS213"]),
        ("trede: 4, criterion", "trede: 2, criterion", []),
        ("trede: 4, criterion", "trede: 6, criterion", []),
        ("trede: 4, criterion", "trede: 7, criterion", ["EWS213"]),
        ("years: 2", "years: -1", ["EWS213"]),
        ("years: 2", "years: 0", ["EWS228"]),
        ("years: 2", "years: 1", ["EWS228"]),
        ("years: 2", "years: 99", []),
        ("years: 2", "years: 100", ["EWS213"]),
        ("published: 2021-07-01", "published: 20210701", ["EWS217"]),
        ("published: 2021-07-01", "published: 2021-W26-4", ["EWS217"]),
        ("published: 2021-07-01", "published: '2021-07-01'", []),
        ("sha256: 0f1e", "sha256: 0f1", ["EWS213"]),
        ("version: 1.0.0", "version: 1.0.0.0", ["EWS213"]),
        ("signals:", "signals: {}\nunused:", ["EWS211"]),
        ("horizon: zes maanden", "horizon: 0x1F", ["EWS214"]),
        ("horizon: zes maanden", "horizon: 0o17", ["EWS214"]),
    ],
)
def test_a_value_just_inside_and_just_outside_its_range(old: str, new: str, expected: list[str]) -> None:
    assert codes(changed(old, new)) == expected


@pytest.mark.parametrize("text", ["- a\n- b\n", "tekst", "42", "[]", "''"])
def test_a_file_that_is_no_mapping_is_one_problem(text: str) -> None:
    assert codes(text) == ["EWS213"]


def test_a_mapping_or_list_in_the_place_of_a_text_is_named_as_such() -> None:
    assert problems(changed("naam: generiek", "naam: {a: b}"))[0].melding.startswith("een blok met sleutels")
    assert problems(changed("naam: generiek", "naam: [a]"))[0].melding.startswith("een lijst")


def test_one_value_less_than_the_limit_is_read() -> None:
    room = KIND.nodes - 3  # the mapping, the key and the list count too
    assert "EWS202" not in codes("a: [" + "x," * room + "]")
    assert codes("a: [" + "x," * (room + 1) + "]") == ["EWS202"]


def test_one_level_less_than_the_limit_is_read() -> None:
    assert "EWS202" not in codes("[" * walk.MAX_DEPTH + "]" * walk.MAX_DEPTH)
    assert codes("[" * (walk.MAX_DEPTH + 1) + "]" * (walk.MAX_DEPTH + 1)) == ["EWS202"]


@pytest.mark.parametrize("trede", [2, 3, 4, 5])
def test_each_trede_from_2_to_5_needs_a_bound(trede: int) -> None:
    lines = MINIMAL.splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(f"          - {{trede: {trede},"))
    [problem] = problems(text)
    assert (problem.code, problem.waar) == ("EWS223", f"t.yaml:{6 + trede}:3")
    assert f"vanaf 2021-07-01 leidt geen grens naar trede {trede}" in problem.melding


def test_on_a_day_without_a_judgement_no_trede_needs_a_bound() -> None:
    """Liquiditeit begins in 2023, so solvabiliteit may have fewer bounds before that."""
    lines = MINIMAL.splitlines(keepends=True)
    early = next(i for i, line in enumerate(lines) if "drops_at_least: 3pp" in line)
    del lines[early]
    late = "".join(lines).replace("  liquiditeit:", "  liquide:", 1)
    head, tail = late.split("  liquide:")
    tail = tail.replace("valid_from: 2021-07-01", "valid_from: 2023-01-01").replace(
        "drops_at_least: 0.10", "below: 2.00"
    )
    assert codes(head + "  liquiditeit:" + tail) == []


def test_the_last_day_of_a_version_still_counts() -> None:
    """Only on 2022-12-31 neither criterion has a bound for trede 2; solvabiliteit has one from 2023 on."""
    text = changed("          - {trede: 2, drops_at_least: 3pp, quote: een daling van 3 procentpunt}\n", "")
    start = text.rindex("      - valid_from: 2021-07-01")
    end = text.index("signals:")
    version = text[start:end]
    with_trede_2 = version.replace("2021-07-01\n", "2021-07-01\n        valid_until: 2022-12-30\n", 1)
    without = changed(
        "          - {trede: 2, drops_at_least: 0.10, quote: afnemend, reading: Een tiende telt.}\n",
        "",
        version,
    )
    without = without.replace("2021-07-01", "2022-12-31", 1)
    [problem] = problems(text[:start] + with_trede_2 + without + text[end:])
    assert problem.code == "EWS223"
    assert "vanaf 2022-12-31 leidt geen grens naar trede 2" in problem.melding


def test_two_comparisons_are_both_named() -> None:
    [problem] = problems(changed("below: 10%", "below: 10%, at_most: 10%"))
    assert problem.melding.startswith("`at_most` naast `below`")


def test_a_gap_after_a_version_of_one_day_is_a_gap() -> None:
    text = changed("valid_until: 2022-12-31", "valid_until: 2021-07-01")
    assert codes(text.replace("2023-01-01", "2021-07-03")) == ["EWS243"]


def test_an_overlap_with_a_version_that_is_not_the_one_before_is_found() -> None:
    text = (CASES / "valid" / "one-bound.yaml").read_text(encoding="utf-8")
    at = text.index("      - valid_from")
    version = text[at : text.index("signals:")]
    until = "\n        valid_until: "
    text = (
        text[:at]
        + version.replace("2021-07-01\n", f"2021-07-01{until}2024-12-31\n", 1)
        + version.replace("2021-07-01\n", f"2022-01-01{until}2022-12-31\n", 1)
        + version.replace("2021-07-01\n", "2023-01-01\n", 1)
        + text[text.index("signals:") :]
    )
    assert codes(text) == ["EWS242", "EWS242"]


def test_the_limits_are_those_of_the_documentation() -> None:
    text = (Path(__file__).parents[1] / "docs" / "thresholds.md").read_text(encoding="utf-8")
    assert "at most 1 MB, 20 levels and 10,000 keys and values" in text
    assert (walk.MAX_BYTES, walk.MAX_DEPTH, KIND.nodes) == (1_000_000, 20, 10_000)
    assert "groter dan 1 MB" in problems("#" * 1_000_001)[0].melding


def test_an_alias_in_the_place_of_a_bound_is_one_problem() -> None:
    assert codes(changed("- {trede: 4, below: 10%, quote: onder de 10%}", "- *grens")) == ["EWS204"]


def test_without_a_day_the_clock_says_what_is_in_the_future(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(MINIMAL.replace("verified: 2023-06-01", "verified: 9999-12-31"), encoding="utf-8")
    assert [problem.code for problem in load(path)[1]] == ["EWS245"]
    assert load(path, date(9999, 12, 31))[1] == []
