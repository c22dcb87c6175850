"""A data set of DigiMV: one Lezing for each organisation, out of the files of one year together."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ews_cli.problems import Ernst, Problem
from ews_cli.readers.digimv import ods, stacked, xlsx
from ews_cli.readers.digimv.accounts import Frame, organisation
from ews_cli.readers.digimv.names import names
from ews_cli.readers.digimv.rows import Organisations, Place
from ews_cli.readers.digimv.tabel import Tabel
from ews_cli.readers.digimv.variables import (
    Column,
    Definition,
    Said,
    Staat,
    Variable,
    alike,
    definition,
    missing,
    variables,
)
from ews_cli.readers.files import DAMAGED, Refused, megabytes, unreachable
from ews_cli.readers.labels import key_of
from ews_cli.readers.lezing import Kolomlezing, Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.xlsx_scan import column_letters

MOST_BYTES, MOST_EXPANDED = 2_000_000_000, 6_000_000_000
"""Bytes of a file, and of the parts of it that are read; the largest known is 1.5 GB."""
MOST_RATIO = 1_000
"""Expanded bytes per byte on disk, of parts that are mostly tags around empty cells."""
_MOST_NAMED = 5


@contextmanager
def open_tables(path: Path) -> Iterator[Iterator[Tabel]]:
    """The tables of a file, one after the other. Raises Refused, also while they are read."""
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise Refused(
                "EWS106", f"het bestand is {megabytes(size)} groot; ten hoogste 2000 MB wordt gelezen"
            )
        with ExitStack() as stack:
            with path.open("rb") as file:
                zipped = file.read(4) == b"PK\x03\x04"
            if not zipped:
                yield stack.enter_context(closing(stacked.tables(path)))
                return
            archive = stack.enter_context(zipfile.ZipFile(path))
            if sum(part.file_size for part in archive.infolist()) > min(
                MOST_EXPANDED, max(size, 10_000) * MOST_RATIO
            ):
                raise Refused("EWS106", f"het bestand is uitgepakt meer dan {megabytes(MOST_EXPANDED)}")
            if ods.PART in archive.namelist():
                yield ods.Content(stack.enter_context(archive.open(ods.PART))).tables()
            else:
                yield stack.enter_context(closing(xlsx.tables(archive)))
    except OSError as error:
        raise Refused("EWS101", unreachable(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused("EWS105", DAMAGED) from error


@dataclass(slots=True)
class Dataset:
    """What was found in the files of a data set.

    Attributes:
        variabelen: by heading.
        definitie: the variables with their labels; None where no file has them.
        geleend: the file is without a definition, and that of another file of the data set was used.
    """

    variabelen: dict[str, Variable] = field(default_factory=dict)
    definitie: Definition | None = None
    organisaties: Organisations = field(default_factory=Organisations)
    ingevuld: dict[str, int] = field(default_factory=dict)


def read_each(path: Path, options: ReadOptions) -> Iterator[Lezing]:
    """One Lezing for each organisation that filled in an amount, then one with what holds for the whole.

    Never raises on what the files are or hold.
    """
    bestand = str(path)
    said = Said(options.mapping)
    data = Dataset()
    try:
        parts = (path, *options.delen.get(path, ()))
        load(data, parts, said)
        problemen = _about(data, said, bestand)
        if any(problem.weegt is Ernst.FOUT for problem in problemen):
            yield Lezing(bestand, (), tuple(problemen))
            return
        yield from _organisations(data, _frame(data, parts, options), problemen)
    except Refused as refused:
        yield Lezing(bestand, (), (refused.problem(bestand),))
    finally:
        data.organisaties.close()


def load(data: Dataset, parts: Sequence[Path], said: Said) -> None:
    """Go over the rows of all parts, and keep what matters. Raises Refused."""
    own = {part: _definition(part) for part in parts}
    shared = next((one for one in own.values() if one is not None), None)
    data.definitie = shared
    for part in parts:
        prefix = "" if len(parts) == 1 else f"{part.name}!"
        with open_tables(part) as tables:
            for tabel in tables:
                _table(data, tabel, prefix, own[part] or shared, said)


def _definition(part: Path) -> Definition | None:
    """The variables of a file with their labels, wherever in the file they stand."""
    known = names()
    wanted = {known.variabele, known.label, known.keuzelijst}
    with open_tables(part) as tables:
        for tabel in tables:
            if tabel.naam == known.definitie or wanted - {known.keuzelijst} <= set(tabel.kop.values()):
                heads = {kolom: kop for kolom, kop in tabel.kop.items() if kop in wanted}
                rows = ({heads[k]: str(v) for k, v in row.cellen.items()} for row in tabel.rows(heads))
                return definition(rows)
    return None


def _table(data: Dataset, tabel: Tabel, prefix: str, known: Definition | None, said: Said) -> None:
    """Keep what matters of one table, if it has rows of organisations."""
    sleutel = next((k for k, kop in tabel.kop.items() if kop == names().sleutel), None)
    if sleutel is None:
        return
    found = variables(tabel.kop.values(), known, said)
    for kop, variable in found.items():
        data.variabelen.setdefault(kop, variable)
    columns = tuple(
        Column(found[kop], kolom)
        for kolom, kop in tabel.kop.items()
        if kop in found and found[kop].staat is Staat.GENOMEN
    )
    if not columns:
        return
    place = len(data.organisaties.places)
    data.organisaties.places.append(Place(f"{prefix}{tabel.naam}", columns))
    numbers = {column.kolom: number for number, column in enumerate(columns)}
    for row in tabel.rows((sleutel, *numbers)):
        code = row.cellen.pop(sleutel, "")
        values = [(numbers[kolom], value) for kolom, value in row.cellen.items()]
        if code == "":
            data.organisaties.zonder_sleutel += bool(values)
            continue
        for number, _ in values:
            naam = columns[number].variable.naam
            data.ingevuld[naam] = data.ingevuld.get(naam, 0) + 1
        data.organisaties.add(text_of(code), place, row.nummer, values, row.fout)


def _about(data: Dataset, said: Said, bestand: str) -> list[Problem]:
    """What is wrong with the data set as a whole; a fault when nothing can be read from it."""
    taken = [v for v in data.variabelen.values() if v.staat is Staat.GENOMEN]
    remedy = "kijk met ews inspect --variabelen en geef met --mapping aan welke variabele het is"
    problemen = []
    if not data.organisaties.places:
        melding = f"geen tabel met een kolom {names().sleutel} en bekende variabelen gevonden"
        return [Problem("EWS182", f"{melding}; is dit een DigiMV-bestand?", bestand)]
    if data.definitie is None:
        melding = (
            f"geen blad {names().definitie}: variabelen zijn alleen op hun naam herkend; geef het .ods-bestand van "
            "hetzelfde jaar erbij, of controleer met ews inspect --variabelen"
        )
        problemen.append(Problem("EWS181", melding, bestand))
    if posts := missing(v for v in taken if v.namen):
        sought = ", ".join(post.tekst for post in posts)
        nothing = not any(v.namen for v in taken)
        melding = f"geen variabele gevonden voor {sought}; {remedy}"
        problemen.append(Problem("EWS182", melding, bestand, None if nothing else Ernst.WAARSCHUWING))
    if unused := said.unused:
        shown = ", ".join(f"'{label}'" for label in unused[:_MOST_NAMED])
        problemen.append(Problem("EWS333", f"geen variabele heet {shown}; controleer de mapping", bestand))
    return problemen


def _frame(data: Dataset, parts: Sequence[Path], options: ReadOptions) -> Frame:
    amounts = [v for v in data.variabelen.values() if v.staat is Staat.GENOMEN and v.namen]
    return Frame(
        str(parts[0]),
        options.jaar or year_of(parts[0]),
        data.organisaties.notation,
        options.basis or options.mapping.basis,
        options.eenheid or options.mapping.eenheid,
        frozenset(v.cons for v in amounts if v.namen[0] == "aandeel_derden"),
    )


def year_of(path: Path) -> int | None:
    """The book year that the name of a file says."""
    found = names().jaar_in_naam.search(path.stem)
    return int(found[1]) if found else None


def _organisations(data: Dataset, frame: Frame, problemen: list[Problem]) -> Iterator[Lezing]:
    """Each organisation with an amount, and the problems of the whole with those of the others."""
    empty, kolommen = 0, _kolommen(data)
    for code, found, wrong in data.organisaties.each():
        one = organisation(code, found, frame)
        if wrong is not None:
            melding = f"{one.aanbieder.naam}: {wrong}; deze organisatie is niet gelezen"
            problemen.append(Problem("EWS183", melding, frame.bestand))
        elif one.jaren:
            yield Lezing(frame.bestand, one.jaren, one.problemen, kolommen=kolommen)
            kolommen = ()  # once, with the first
        else:
            empty += 1
            problemen += [p for p in one.problemen if p.code != "EWS184"]
    if empty:
        melding = f"{empty} van {len(data.organisaties)} organisaties hebben geen bedragen ingevuld en tellen niet mee"
        problemen.append(Problem("EWS185", melding, frame.bestand))
    if lost := data.organisaties.zonder_sleutel:
        melding = f"{lost} regels zonder {names().sleutel} zijn overgeslagen: niet te zien is van wie ze zijn"
        problemen.append(Problem("EWS183", melding, frame.bestand, Ernst.WAARSCHUWING))
    if problemen or not len(data.organisaties):
        yield Lezing(frame.bestand, (), tuple(problemen), whole=True)


def _kolommen(data: Dataset) -> tuple[Kolomlezing, ...]:
    """What each column that is read was taken for, as for any table."""
    return tuple(
        Kolomlezing(
            place.naam,
            column_letters(column.kolom),
            column.variable.naam,
            column.variable.als,
            column.variable.eenheid if column.variable.namen else None,
            None,
            "; ".join(part for part in (column.variable.label, column.variable.reden) if part),
        )
        for place in data.organisaties.places
        for column in place.columns
    )


class Regel(NamedTuple):
    """One line of the list of variables: a variable, or a post without one.

    Attributes:
        naam: the post or helper row; for who an organisation is its role.
        staat: `genomen`, `lijkt erop` or `ontbreekt`.
        ingevuld: the number of organisations that filled it in; None where it was not read.
    """

    naam: str
    staat: str
    variabele: str = ""
    label: str = ""
    terug: int | None = None
    cons: bool | None = None
    ingevuld: int | None = None
    reden: str = ""


def list_variables(path: Path, options: ReadOptions) -> list[Regel]:
    """Which variables were taken for which post, what looks like it, and what is missing. Raises Refused."""
    data = Dataset()
    try:
        load(data, (path, *options.delen.get(path, ())), Said(options.mapping))
        regels = [
            Regel(
                v.wie or " of ".join(v.namen),
                v.staat.value,
                v.naam,
                v.label or "",
                None if v.wie else v.terug,
                None if v.wie else v.cons,
                data.ingevuld.get(v.naam, 0) if v.staat is Staat.GENOMEN else None,
                v.reden,
            )
            for v in data.variabelen.values()
        ]
    finally:
        data.organisaties.close()
    posts = missing(data.variabelen.values())
    for post in posts:
        near = alike(post, data.definitie) if data.definitie else []
        regels += [
            Regel(post.value, Staat.BIJNA.value, naam, label, reden="het label heeft de woorden van de post")
            for naam, label in near
        ]
        regels.append(Regel(post.value, "ontbreekt", reden="geen variabele gevonden"))
    return sorted(
        dict.fromkeys(regels), key=lambda r: (key_of(r.naam), r.staat, r.cons or False, r.terug or 0)
    )
