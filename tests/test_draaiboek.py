"""`ews draaiboek`: every step of the source once, with its paragraph, its last day, and in every format."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ews_cli import draaiboek_file
from ews_cli.cli.main import main
from ews_cli.core.draaiboek import Checklist, Stap, checklist
from ews_cli.reports import draaiboek_ics, draaiboek_xlsx
from ews_cli.thresholds_file import check, packaged

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "sources" / "draaiboek-continuiteit-jeugdhulp.txt"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "draaiboek.schema.json").read_text(encoding="utf-8"))
Capture = pytest.CaptureFixture[str]
BOOK = draaiboek_file.load()
START = date(2026, 8, 3)
NO_DAY = "kan niet; kies een dag van 2021-07-01, toen het draaiboek begon, tot en met 2100"
ROLES = ("regievoerder", "aanbieder", "jeugdautoriteit", "rijk")

NUMBERED = {
    (
        3,
        "regievoerder",
    ): "regiona wethouder mandaat projectleider verdeelsleutel boedelkrediet geschillencommissie",
    (3, "aanbieder"): "projectleider dossier overleg toezicht cliëntenraad financiers",
    (3, "jeugdautoriteit"): "tarie herstelplan beslis igj",
    (4, "regievoerder"): "stuurgroep communicatie loket kaart zorg toetsing",
    (4, "aanbieder"): "bestuur cliëntenraad ouders stuurgroep toetsing",
    (4, "jeugdautoriteit"): "rijk herstelplan haalba inhoudelijk goedgekeurde",
    (
        5,
        "regievoerder",
    ): "overdrachtsplan persbericht avg telefoonnummer aanbeste cliënten boedelkrediet toetsing",
    (
        5,
        "aanbieder",
    ): "regisseur overdrachtsplan crediteurenakkoord surseance archi onderzoek vereffeningsplan "
    "toetsing medewerkers",
    (5, "jeugdautoriteit"): "rijk beslis haalba inhoudelijk goedgekeurde bestuurlijke afspraken",
    (6, "regievoerder"): "curator projectleider communicatie opnamestop crisisteam boedelkrediet",
    (6, "aanbieder"): "rust kaart archi onderaannemer",
    (6, "jeugdautoriteit"): "igj bovenregionale sanering",
}
"""Written down from the draaiboek, §2.2: per trede and role its numbered steps in order, each by a word that its
source text and ours must both hold."""

UNNUMBERED = {
    (1, "regievoerder"): 1,
    (1, "jeugdautoriteit"): 1,
    (2, "regievoerder"): 2,
    (2, "aanbieder"): 1,
    (2, "jeugdautoriteit"): 1,
    (3, "regievoerder"): 5,
    (3, "aanbieder"): 1,
    (3, "jeugdautoriteit"): 1,
    (3, "rijk"): 2,
    (4, "regievoerder"): 1,
    (4, "aanbieder"): 1,
    (5, "jeugdautoriteit"): 1,
    (5, "rijk"): 2,
    (6, "regievoerder"): 3,
    (6, "aanbieder"): 2,
    (6, "jeugdautoriteit"): 1,
}
"""What the text around the numbered steps asks, and for treden 1 and 2 and the Rijk §1.2 and §2.1."""

STEPS = [step for trede in BOOK.treden.values() for step in trede.stappen]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def run(capsys: Capture, *arguments: str) -> str:
    assert main(["draaiboek", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def source() -> str:
    if not SOURCE.is_file():
        pytest.skip("the text of the draaiboek is not beside the repository")
    return SOURCE.read_text(encoding="utf-8")


def numbered_steps(text: str) -> dict[tuple[int, str, str], str]:
    """The numbered steps of §2.2 of the source: (trede, heading, number) -> text."""
    found: dict[tuple[int, str, str], str] = {}
    parts = re.split(
        r"^ ?Trede ([3-6]) – .*$", text[text.index("2.2 Draaiboek per trede") :], flags=re.MULTILINE
    )
    for trede, part in zip(parts[1::2], parts[2::2], strict=True):
        sections = re.split(r"^ ?(Stappenplan voor .*?) *$", part.split("\n3 Leren")[0], flags=re.MULTILINE)
        for head, section in zip(sections[1::2], sections[2::2], strict=True):
            expected = 1
            steps = re.split(r"^ ?(\d) (?=[A-Z])", section, flags=re.MULTILINE)
            for number, step in zip(steps[1::2], steps[2::2], strict=True):
                if int(number) == expected:  # else the number of a footnote
                    found[int(trede), head, number] = step
                    expected += 1
    return found


# The data


def test_every_numbered_step_of_the_source_is_there_once() -> None:
    found = Counter((s.trede, s.rol) for s in STEPS if s.stap.isdecimal())
    assert found == {key: len(stems.split()) for key, stems in NUMBERED.items()}
    for key in NUMBERED:
        numbers = [s.stap for s in STEPS if (s.trede, s.rol) == key and s.stap.isdecimal()]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_what_stands_around_the_steps_is_there_too() -> None:
    assert Counter((s.trede, s.rol) for s in STEPS if not s.stap.isdecimal()) == UNNUMBERED
    assert len({(s.rol, s.sleutel) for s in STEPS}) == len(STEPS)


def test_each_step_is_about_what_its_number_in_the_source_is_about() -> None:
    by_place = {(s.trede, s.rol, s.stap): s for s in STEPS}
    for (trede, rol), stems in NUMBERED.items():
        for number, stem in enumerate(stems.split(), 1):
            step = by_place[trede, rol, str(number)]
            assert stem in " ".join((step.tekst, *step.onderdelen)).casefold(), (step, stem)


def test_the_numbers_of_the_steps_are_those_of_the_source() -> None:
    heads = {rol.kop: rol.sleutel for rol in BOOK.rollen.values()}
    theirs = {
        (trede, heads[head], number): step for (trede, head, number), step in numbered_steps(source()).items()
    }
    assert theirs.keys() == {(s.trede, s.rol, s.stap) for s in STEPS if s.stap.isdecimal()}
    for (trede, rol), stems in NUMBERED.items():
        for number, stem in enumerate(stems.split(), 1):
            assert stem in theirs[trede, rol, str(number)].casefold(), (trede, rol, number)


def test_the_paragraphs_that_steps_name_exist_in_the_source() -> None:
    text = source()
    for step in STEPS:
        section, *parts = step.paragraaf.removeprefix("§").split(", ")
        assert re.search(rf"^ ?{re.escape(section)} ", text, re.MULTILINE)
        if section == "2.1":
            assert re.search(rf"^ ?{re.escape(parts[0])}\b.*$", text, re.MULTILINE)
    for rol in BOOK.rollen.values():
        assert re.search(rf"^ ?{re.escape(rol.kop)} *$", text, re.MULTILINE)


def test_the_source_is_the_one_that_we_read() -> None:
    source()
    assert hashlib.sha256(SOURCE.read_bytes()).hexdigest() == BOOK.sha256


def test_no_sentence_is_copied_from_the_source() -> None:
    """At most seven words in a row, as a title or a fixed term has them."""
    theirs = words(source())
    runs = {tuple(theirs[i : i + 8]) for i in range(len(theirs) - 7)}
    for line in texts(BOOK):
        ours = words(line)
        assert not any(tuple(ours[i : i + 8]) in runs for i in range(len(ours) - 7)), line


def texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    values = node.values() if isinstance(node, dict) else node if isinstance(node, tuple) else ()
    return [text for value in values for text in texts(value)]


def test_each_step_has_a_text_a_known_role_and_a_term_of_its_trede() -> None:
    for trede in BOOK.treden.values():
        terms = {term.naam for term in trede.termijnen}
        for step in trede.stappen:
            assert step.rol in BOOK.rollen
            assert re.search(r"[.:?]$", step.tekst)
            assert step.tekst.endswith(":") == bool(step.onderdelen)
            assert step.termijn is None or step.termijn in terms
            assert step.termijn is None or step.wanneer is None
            assert step.wanneer in (None, "direct", "dagelijks", "periodiek", "doorlopend", "later")


def test_the_terms_are_those_of_the_source() -> None:
    """§2.2: six months to recover; four weeks to hand the plan in and two for the answer, at treden 4 and 5."""
    found = {
        (number, term.naam): (term.maanden, term.weken, term.na)
        for number, trede in BOOK.treden.items()
        for term in trede.termijnen
    }
    assert found == {
        (3, "herstel"): (6, 0, None),
        (4, "voorleggen"): (0, 4, None),
        (4, "antwoord"): (0, 2, "voorleggen"),
        (5, "voorleggen"): (0, 4, None),
        (5, "antwoord"): (0, 2, "voorleggen"),
    }
    by_term = {(s.trede, s.rol, s.termijn): s.stap for s in STEPS if s.termijn is not None}
    assert by_term == {
        (4, "regievoerder", "voorleggen"): "6",
        (4, "aanbieder", "voorleggen"): "5",
        (4, "jeugdautoriteit", "voorleggen"): "3",
        (4, "jeugdautoriteit", "antwoord"): "4",
        (5, "regievoerder", "voorleggen"): "8",
        (5, "aanbieder", "voorleggen"): "8",
        (5, "jeugdautoriteit", "voorleggen"): "3",
        (5, "jeugdautoriteit", "antwoord"): "4",
    }


def test_a_term_stands_in_the_diary_of_every_role_with_a_step_that_has_it() -> None:
    for trede in BOOK.treden.values():
        order = [term.naam for term in trede.termijnen]
        for term in trede.termijnen:
            assert set(term.rollen) <= set(BOOK.rollen)
            assert {s.rol for s in trede.stappen if s.termijn == term.naam} <= set(term.rollen)
            assert (term.weken > 0) != (term.maanden > 0)
            assert term.na is None or order.index(term.na) < order.index(term.naam)


def test_a_step_only_takes_the_place_of_one_of_its_own_role_that_is_taken_along() -> None:
    places = {(s.rol, s.sleutel): s for s in STEPS}
    for trede in BOOK.treden.values():
        for step in trede.stappen:
            for key in step.vervangt:
                assert places[step.rol, key].trede in trede.neemt_mee


def test_the_names_and_plans_are_those_of_the_thresholds() -> None:
    policy, _ = check(packaged().read_bytes(), "t.yaml", date(2026, 11, 22))
    assert policy
    assert {n: t.naam for n, t in BOOK.treden.items()} == {n: t.naam for n, t in policy.treden.items()}
    for number in (3, 4, 5, 6):
        assert BOOK.treden[number].plan == policy.treden[number].plan
    assert BOOK.sha256 == policy.sources["draaiboek"].sha256
    assert BOOK.datum == policy.sources["draaiboek"].published


def test_the_roles_can_be_named_in_more_ways_and_never_mean_two() -> None:
    names = [name for rol in BOOK.rollen.values() for name in (rol.sleutel, rol.naam, *rol.ook)]
    for name in names:
        assert BOOK.rol_met(name.upper()) is not None
    assert BOOK.rol_met("nza") is BOOK.rol_met("JA") is BOOK.rollen["jeugdautoriteit"]
    assert BOOK.rol_met("bank") is None
    assert tuple(BOOK.rollen) == ROLES


# The checklist


def keys(found: Checklist, rol: str) -> tuple[list[str], list[str]]:
    """The own steps and the earlier ones of a role."""
    part = next(part for part in found.delen if part.rol.sleutel == rol)
    return [t.stap.sleutel for t in part.eigen], [t.stap.sleutel for t in part.eerder]


def test_steps_of_trede_3_go_on_at_trede_4_but_for_those_it_replaces() -> None:
    """Step 1 of the regievoerder at trede 4 leads the plan, as 3.1 did; 4.4 of the aanbieder is 3.3 for that plan."""
    found = checklist(BOOK, 4, START)
    assert keys(found, "regievoerder") == (
        ["4.i1", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6"],
        ["3.i1", "3.i2", "3.i3", "3.i4", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.i5"],
    )
    assert keys(found, "aanbieder")[1] == ["3.i1", "3.1", "3.2", "3.4", "3.5", "3.6"]
    assert keys(found, "rijk") == ([], ["3.i1", "3.i2"])


def test_money_for_an_emergency_is_asked_once_at_treden_5_and_6() -> None:
    """§2.2: trede 3 stap 6, trede 5 stap 7 and trede 6 stap 6 ask the same."""
    five, six = (
        [*own, *earlier] for own, earlier in (keys(checklist(BOOK, n, START), "regievoerder") for n in (5, 6))
    )
    assert "5.7" in five
    assert "3.6" not in five
    assert "6.6" in six
    assert not {"3.6", "5.7"} & set(six)


@pytest.mark.parametrize("trede", [1, 2, 3, 4, 5, 6])
def test_each_step_comes_once(trede: int) -> None:
    found = checklist(BOOK, trede, START)
    places = [(t.stap.rol, t.stap.sleutel) for part in found.delen for t in (*part.eigen, *part.eerder)]
    assert len(places) == len(set(places))
    assert {t.stap.trede for part in found.delen for t in part.eigen} == {trede}


def test_nothing_of_an_earlier_trede_is_lost_but_what_is_replaced() -> None:
    for trede in (4, 5, 6):
        found = checklist(BOOK, trede, START)
        shown = {(t.stap.rol, t.stap.sleutel) for part in found.delen for t in (*part.eigen, *part.eerder)}
        replaced = {(s.rol, key) for s in STEPS if s.trede <= trede for key in s.vervangt}
        everything = {(s.rol, s.sleutel) for s in STEPS if 3 <= s.trede <= trede}
        assert shown == everything - replaced


def test_the_days_of_trede_4_are_four_and_six_weeks_on() -> None:
    """By the calendar: 3 August 2026 + 28 days is 31 August, + 42 days is 14 September."""
    found = checklist(BOOK, 4, START)
    assert [(d.termijn.naam, d.dag) for d in found.data] == [
        ("voorleggen", date(2026, 8, 31)),
        ("antwoord", date(2026, 9, 14)),
    ]
    days = {t.stap.sleutel: t.uiterlijk for part in found.delen for t in part.eigen if t.uiterlijk}
    assert days == {
        "4.6": date(2026, 8, 31),
        "4.5": date(2026, 8, 31),
        "4.3": date(2026, 8, 31),
        "4.4": date(2026, 9, 14),
    }


@pytest.mark.parametrize("trede", [4, 5])
def test_a_plan_is_tested_before_it_is_carried_out(trede: int) -> None:
    """§2.1, Jeugdautoriteit; the tasks are those of the NZa from 2026 on."""
    for start, who in ((date(2025, 11, 3), "de JA"), (START, "de NZa")):
        first, *_ = checklist(BOOK, trede, start).aanpak.let_op
        assert first.startswith(f"Eerst toetsen {who}, de IGJ en de Inspectie JenV of het plan haalbaar is")


def test_recovery_at_trede_3_is_six_months_on() -> None:
    assert [d.dag for d in checklist(BOOK, 3, date(2026, 8, 31)).data] == [date(2027, 2, 28)]


def test_a_term_of_an_earlier_trede_has_no_day_since_nobody_says_when_that_began() -> None:
    found = checklist(BOOK, 6, START)
    assert found.data == ()
    plan = next(t for part in found.delen for t in part.eerder if t.stap.sleutel == "5.8")
    assert plan.uiterlijk is None
    assert plan.wanneer == "binnen 4 weken na aanvang van trede 5"


@pytest.mark.parametrize(
    ("start", "handed_in", "answered"),
    [
        (date(2026, 1, 1), "de NZa", "de NZa"),
        (date(2025, 12, 1), "de JA", "de NZa"),  # 29 December, and 12 January
        (date(2025, 11, 1), "de JA", "de JA"),
    ],
)
def test_a_task_names_who_holds_the_tasks_of_the_ja_on_its_day(
    start: date, handed_in: str, answered: str
) -> None:
    terms = {d.termijn.naam: d.wat for d in checklist(BOOK, 4, start).data}
    assert handed_in in terms["voorleggen"]
    assert answered in terms["antwoord"]


def test_that_the_nza_holds_the_tasks_is_said_with_its_day(capsys: Capture) -> None:
    note = "1 januari 2026 heeft de NZa de taken van de Jeugdautoriteit"
    assert f"Sinds {note}" in " ".join(run(capsys, "4", "--start", "2026-01-01").split())
    assert f"Vanaf {note}" in " ".join(run(capsys, "4", "--start", "2025-12-01").split())
    assert "NZa" not in run(capsys, "4", "--start", "2025-11-01")


@given(st.sampled_from([1, 2, 3, 4, 5, 6]), st.dates(BOOK.datum, date(2100, 12, 31)))
def test_no_day_is_before_the_start(trede: int, start: date) -> None:
    found = checklist(BOOK, trede, start)
    assert all(d.dag > start for d in found.data)
    assert all(a.dag <= b.dag for a, b in pairwise(found.data))
    assert not any("{" in t.tekst for part in found.delen for t in (*part.eigen, *part.eerder))


# The command


def test_a_trede_is_shown_with_its_plan_its_days_and_its_steps(capsys: Capture) -> None:
    out = run(capsys, "4", "--start", "03-08-2026", "--naam", "De Esdoorn")
    assert out.startswith("Draaiboek bij trede 4 — problematisch, De Esdoorn\n")
    flat = " ".join(out.split())
    assert "maandag 31 augustus 2026 Continuïteitsplan bij de NZa" in flat
    assert "Regievoerder en gemeenten, uit trede 3, voor zover niet al uitgevoerd" in flat
    assert "JenV. · uiterlijk maandag 31 augustus 2026 [§2.2, trede 4, stap 6]" in flat


@pytest.mark.parametrize("trede", ["1", "2", "3", "4", "5", "6"])
@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_every_step_is_in_every_form(capsys: Capture, trede: str, form: str) -> None:
    out = run(capsys, trede, "--start", "2026-08-03", "--format", form)
    shown = json.dumps(json.loads(out), ensure_ascii=False) if form == "json" else " ".join(out.split())
    shown = re.sub(r"\\(?=[^a-z\"])", "", shown)
    found = checklist(BOOK, int(trede), START)
    for part in found.delen:
        for task in (*part.eigen, *part.eerder):
            for text in (task.tekst, *task.stap.onderdelen):
                assert " ".join(text.split()) in shown
            assert task.stap.paragraaf in shown


def test_a_role_shows_its_own_steps_and_no_other(capsys: Capture) -> None:
    document = json.loads(run(capsys, "5", "--rol", "NZa", "--rol", "rijk", "--format", "json"))
    assert [role["rol"] for role in document["rollen"]] == ["jeugdautoriteit", "rijk"]


@pytest.mark.parametrize("trede", ["1", "2", "3", "4", "5", "6"])
def test_the_json_is_as_its_schema_says(capsys: Capture, trede: str) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(run(capsys, trede, "--format", "json")))


def test_the_schema_holds_every_key() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(json.dumps({"schema": 1}))
    assert list(Draft202012Validator(SCHEMA).iter_errors(document))


def test_markdown_is_a_list_to_tick(capsys: Capture) -> None:
    out = run(capsys, "4", "--start", "2026-08-03", "--format", "md")
    assert "- [ ] Laat het Rijk weten dat trede 4 in werking is. \\[§2.2, trede 4, stap 1\\]" in out
    assert "  - welke soort hulp\n" in out


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_no_line_is_wider_than_the_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for trede in "123456":
        assert max(map(len, run(capsys, trede).splitlines())) <= int(width)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "EWS401 er is geen trede gegeven; bijvoorbeeld: ews draaiboek 4"),
        (["7"], "EWS403 '7' is geen trede; kies 1 tot en met 6"),
        (["vier"], "EWS403 'vier' is geen trede; kies 1 tot en met 6"),
        (["٤"], "EWS403 '٤' is geen trede; kies 1 tot en met 6"),
        (
            ["4", "--start", "2026-02-30"],
            "EWS403 --start: '2026-02-30' is geen datum; schrijf 2026-12-31 of 31-12-2026",
        ),
        (
            ["4", "--start", "2021-06-30"],
            f"EWS403 --start: '2021-06-30' {NO_DAY}",
        ),
        (
            ["4", "--start", "9999-12-31"],
            f"EWS403 --start: '9999-12-31' {NO_DAY}",
        ),
        (
            ["4", "--rol", "bank"],
            "EWS403 --rol: 'bank' is geen rol; kies regievoerder of aanbieder of jeugdautoriteit of rijk",
        ),
        (
            ["4", "--format", "ics"],
            "EWS403 --format: 'ics' is geen tekst; schrijf het met -o naar een bestand",
        ),
        (
            ["6", "-o", "a.ics"],
            "a.ics: EWS403 het draaiboek noemt bij trede 6 geen termijnen, dus er is geen agenda",
        ),
        (
            ["4", "--rol", "rijk", "-o", "a.ics"],
            "a.ics: EWS403 bij trede 4 is er geen termijn voor deze rol; laat --rol weg of kies een andere",
        ),
        (
            ["4", "-o", "a.html"],
            "EWS403 -o a.html heeft geen bekende extensie; kies .json of .xlsx of .txt of .md of .ics",
        ),
    ],
)
def test_what_cannot_be_is_one_clear_line(capsys: Capture, arguments: list[str], line: str) -> None:
    assert main(["draaiboek", *arguments]) == 2
    assert capsys.readouterr() == ("", f"{line}\n")


def test_all_faults_are_said_at_once(capsys: Capture) -> None:
    assert main(["draaiboek", "0", "--start", "gisteren", "--rol", "x", "-o", "a.doc"]) == 2
    assert capsys.readouterr().err.count("EWS403") == 4


# The files


def test_all_files_are_written_and_the_same_again(capsys: Capture) -> None:
    names = ["a.txt", "a.md", "a.json", "a.xlsx", "a.ics"]
    outputs = [argument for name in names for argument in ("-o", name)]
    assert run(capsys, "5", "--start", "2026-08-03", "--naam", "De Esdoorn", *outputs) == ""
    first = {name: Path(name).read_bytes() for name in names}
    code = "import sys; from ews_cli.cli.main import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["draaiboek", "5", "--start", "2026-08-03", "--naam", "De Esdoorn", *outputs]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, timeout=60)
    assert {name: Path(name).read_bytes() for name in names} == first


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_reads_the_days_back() -> None:
    found = events(draaiboek_ics.calendar(checklist(BOOK, 4, START), None))
    assert [(e["DTSTART"].dt, str(e["SUMMARY"])) for e in found] == [
        (date(2026, 8, 31), "Continuïteitsplan bij de NZa, IGJ en Inspectie JenV"),
        (date(2026, 9, 14), "Inhoudelijk antwoord van de NZa op het continuïteitsplan"),
    ]
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART"} <= event.keys()
        assert isinstance(event["DTSTAMP"].dt, datetime)


def test_the_calendar_follows_the_rules_of_its_format() -> None:
    """RFC 5545: lines end in CR LF and are at most 75 octets."""
    content = draaiboek_ics.calendar(checklist(BOOK, 5, START), "Stichting " + "ë" * 90)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_an_event_keeps_its_uid_and_no_two_share_one() -> None:
    cases = [(n, s, name) for n in (3, 4, 5) for s in (START, date(2026, 8, 4)) for name in (None, "A", "B")]
    uids = [
        str(event["UID"])
        for trede, start, name in cases
        for event in events(draaiboek_ics.calendar(checklist(BOOK, trede, start), name))
    ]
    assert len(set(uids)) == len(uids)
    again = events(draaiboek_ics.calendar(checklist(BOOK, 3, START), None))
    assert [str(e["UID"]) for e in again] == ["trede3-herstel-20260803@draaiboek.ews"]


def test_a_name_is_never_live_in_a_calendar_or_a_workbook() -> None:
    name = "=cmd|'/c calc'!A1\r\nBEGIN:VALARM\r\n\x1b[31m"
    (event, _) = events(draaiboek_ics.calendar(checklist(BOOK, 4, START), name))
    assert event.subcomponents == []
    book = openpyxl.load_workbook(io.BytesIO(draaiboek_xlsx.workbook(checklist(BOOK, 4, START), name)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_workbook_has_a_row_per_step_with_its_box_and_its_day() -> None:
    found = checklist(BOOK, 4, START)
    content = draaiboek_xlsx.workbook(found, "De Esdoorn")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Stappen"]
    assert [cell.value for cell in sheet[5]] == [head for head, _ in draaiboek_xlsx.STEPS]
    tasks = [task for part in found.delen for task in (*part.eigen, *part.eerder)]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert len(rows) == len(tasks)
    for row, task in zip(rows, tasks, strict=True):
        assert row[0] is False
        assert str(row[3]).startswith(task.tekst)
        assert row[4] == (datetime.combine(task.uiterlijk, datetime.min.time()) if task.uiterlijk else None)
        assert row[8] == task.stap.paragraaf
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert any("featurePropertyBag" in name for name in parts.namelist())


def test_the_workbook_has_the_plan_to_tick_off() -> None:
    found = checklist(BOOK, 3, START)
    sheet = openpyxl.load_workbook(io.BytesIO(draaiboek_xlsx.workbook(found, None)))["Plan en termijnen"]
    boxes = [str(row[1]) for row in sheet.iter_rows(values_only=True) if row[0] is False]
    assert boxes == list(BOOK.treden[3].bevat)


def test_a_folder_of_accounts_leaves_the_checklist_out(capsys: Capture) -> None:
    run(capsys, "4", "-o", "lijst.xlsx")
    assert main(["batch", "."]) == 2


# At the end of a score


def ends(out: str) -> str:
    return " ".join(out[out.index("Eerste stappen bij trede") :].split())


def test_a_score_ends_with_the_first_steps_of_its_trede(capsys: Capture) -> None:
    assert main(["score", str(ROOT / "samples" / "jaarrekening.xlsx"), "--peildatum", "2026-11-22"]) == 0
    end = ends(capsys.readouterr().out)
    assert end.startswith(
        "Eerste stappen bij trede 4 regievoerder Neem de leiding bij het continuïteitsplan."
    )
    assert "(binnen 4 weken na aanvang van trede 4). [draaiboek §2.2, trede 4, stap 6]" in end
    assert end.endswith("Alle stappen, met datums: ews draaiboek 4 --start DATUM")


def test_the_page_of_a_score_has_them_below_what_the_draaiboek_asks() -> None:
    file = ROOT / "samples" / "jaarrekening.xlsx"
    assert main(["score", str(file), "--peildatum", "2026-11-22", "-o", "a.html"]) == 0
    page = Path("a.html").read_text(encoding="utf-8")
    places = [
        page.index(f"<h2>{title}") for title in ("Wat het draaiboek vraagt", "Eerste stappen", "Controles")
    ]
    assert places == sorted(places)
    assert "ews draaiboek 4 --start DATUM" in page


def test_where_the_trede_is_a_range_the_lowest_is_taken_and_said(capsys: Capture) -> None:
    file = ROOT / "samples" / "portefeuille" / "07-enkelvoudig.xlsx"
    assert main(["score", str(file), "--peildatum", "2026-11-22"]) == 0
    end = ends(capsys.readouterr().out)
    assert end.startswith(
        "Eerste stappen bij trede 3 De trede staat niet vast; dit hoort bij trede 3, de laagste"
    )
    assert "ews draaiboek 3" in end


def test_a_provider_without_annual_accounts_has_the_steps_of_what_was_recorded(capsys: Capture) -> None:
    lines = (ROOT / "samples" / "kwartalen.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("kwartaal.csv").write_text(
        "".join(lines[:1] + [x for x in lines if "-2025;" in x and ";31-12-" not in x]), encoding="utf-8"
    )
    signal = "{soort: surseance, datum: 2025-07-01, bron: brief, door: contractmanager}"
    Path("s.yaml").write_text(
        f'schema: 1\naanbieders:\n  - kvk: "00000321"\n    signalen: [{signal}]\n', encoding="utf-8"
    )
    asked = ["score", "kwartaal.csv", "--peildatum", "2025-07-31"]
    assert main([*asked, "--signalen", "s.yaml"]) == 4
    assert ends(capsys.readouterr().out).startswith(
        "Eerste stappen bij trede 6 (met signalen) regievoerder Licht"
    )
    assert main(asked) == 4
    assert "Eerste stappen" not in capsys.readouterr().out


def test_every_trede_has_first_steps() -> None:
    first: dict[int, list[Stap]] = {
        number: [s for s in STEPS if s.trede == number and s.eerst] for number in BOOK.treden
    }
    assert all(1 <= len(steps) <= 5 for steps in first.values())
