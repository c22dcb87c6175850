"""Sheets -> tables: which row holds the headings, and whether what stands under them is a table of providers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ews_cli.core.posten import Overzicht, Post
from ews_cli.readers.amounts import unit_of
from ews_cli.readers.context import is_budget
from ews_cli.readers.grid import Cell
from ews_cli.readers.headers import heading, year_in_title
from ews_cli.readers.heading import Kind
from ews_cli.readers.labels import names_of, plain
from ews_cli.readers.tables.columns import (
    WHEN,
    WHO,
    Given,
    Kolom,
    Rol,
    column,
    role_of,
    without_loose_suffix,
)
from ews_cli.readers.tables.head_rows import joined
from ews_cli.readers.tables.quick import FEWEST_CELLS, LOOKED_AT
from ews_cli.readers.xlsx_scan import column_letters

FEWEST_POSTS = 2
FEWEST_POSTS_ALONE = 3
"""Headings of posts that make a table: with a column that names the provider, and in a file of one provider."""
SAMPLE = 1000
"""Rows that are looked at to see what a column holds."""
_INTEREST = frozenset({"financieel_saldo", Post.RENTELASTEN.value, Post.RENTEBATEN.value})
_OWN_RESULTS = frozenset({"trede", "ten_minste", "ten_hoogste", "bepalend"})


class Raw(NamedTuple):
    """A sheet as it was opened; `rijen` may be read from a file as they are asked for."""

    naam: str
    rijen: Sequence[Sequence[Cell]]
    zichtbaar: bool = True
    defects: Mapping[tuple[int, int], str] = {}
    verborgen_rijen: frozenset[int] = frozenset()

    def cel(self, rij: int, kolom: int) -> str:
        """The address of a cell as a person writes it: `Balans!C25`."""
        return f"{self.naam}!{column_letters(kolom)}{rij + 1}"


@dataclass(slots=True)
class Tabel:
    """A table in a sheet.

    Attributes:
        kop: the row of the headings.
        kolommen: every column with a heading.
        breedte: how many columns the row of the headings has, with those without one.
        lang: the rows name the post, and do not have a column for each.
        eenheid: euro per unit that a title above the headings states.
        begroting: a title calls it a budget.
        dag: the only balansdatum that a title above the headings, or the name of the sheet, states.
        own_results: it is what `ews batch` wrote.
    """

    raw: Raw
    kop: int
    kolommen: list[Kolom]
    lang: bool
    breedte: int
    eenheid: int | None = None
    begroting: bool = False
    own_results: bool = False
    dag: date | None = None
    by_role: dict[Rol, Kolom] = field(default_factory=dict)

    @property
    def amounts(self) -> list[Kolom]:
        """The columns that amounts are read from."""
        return [k for k in self.kolommen if (k.rol is Rol.BEDRAG if self.lang else k.namen)]

    @property
    def informing(self) -> list[Kolom]:
        """The columns that inform and hold no amounts of a post."""
        return [k for k in self.kolommen if k.informeert is not None]

    @property
    def names_years(self) -> bool:
        """Whether the table says of each amount of which year it is."""
        return bool(WHEN & self.by_role.keys()) or all(k.dag is not None for k in self.amounts)

    @property
    def unused(self) -> list[Kolom]:
        """The columns that nothing is read from."""
        used = {k.plaats for k in (*self.by_role.values(), *self.amounts, *self.informing)}
        return [k for k in self.kolommen if k.plaats not in used]


def find_table(raw: Raw, said: Given) -> Tabel | None:
    """The table in a sheet, or None when it holds none."""
    best: tuple[int, _Head] | None = None
    for rij in range(min(LOOKED_AT, len(raw.rijen))):
        head = _head(raw, rij, said)
        if head is not None:
            found = [column(k, cell, said) for k, cell in enumerate(head.cellen) if cell != ""]
            score = len({k.rol for k in found if k.rol}) + len({(k.namen, k.dag) for k in found if k.namen})
            if best is None or score > best[0]:
                best = score, head
    return None if best is None else _table(raw, best[1], said)


class _Head(NamedTuple):
    """The headings of a table: in which rows they stand, and the words of each column."""

    eerste: int
    laatste: int
    cellen: Sequence[Cell]


def _head(raw: Raw, rij: int, said: Given) -> _Head | None:
    """The headings that begin in a row and end in it or in the next; None where none begin there."""
    row = raw.rijen[rij]
    both = joined(row, raw.rijen[rij + 1], said) if rij + 1 < len(raw.rijen) else None
    if both is not None:
        return _Head(rij, rij + 1, both)
    return _Head(rij, rij, row) if _may_be_headings(row, said) else None


def _may_be_headings(row: Sequence[Cell], said: Given) -> bool:
    """Whether a row is all words, and one of them names what identifies a row: a quick look, for any sheet."""
    texts = sum(isinstance(cell, str) and cell != "" for cell in row)
    if texts < FEWEST_CELLS:
        return False
    numbers = [cell for cell in row if isinstance(cell, float | int)]
    if any(not 1990 <= number <= 2049 for number in numbers):
        return False
    roles = {role for cell in row if (role := role_of(cell))}
    return bool(roles & (WHO | WHEN)) or (bool(said) and texts >= FEWEST_CELLS)


def _table(raw: Raw, head: _Head, said: Given) -> Tabel | None:
    rij = head.laatste
    found = [column(k, cell, said) for k, cell in enumerate(head.cellen) if cell != ""]
    posts = {k.namen for k in found if k.namen}
    roles = {k.rol for k in found}
    lang = len(posts) < FEWEST_POSTS and {Rol.POST, Rol.BEDRAG} <= roles
    table = Tabel(raw, rij, found, lang, len(head.cellen))
    enough = FEWEST_POSTS if WHO & roles else FEWEST_POSTS_ALONE
    if lang:
        if not WHO & roles or not _names_posts(table, said):
            return None
    elif len(posts) < enough or not (WHO | WHEN) & roles:
        return None
    if WHO & roles and not _names_rows(table):
        return None
    found = [_budget_or_actual(raw, rij, k) for k in without_loose_suffix(found)]
    table.kolommen = _settled(_one_of_each_role(found, lang), lang)
    table.by_role = {k.rol: k for k in table.kolommen if k.rol and k.rol not in (Rol.NIETS, Rol.BEDRAG)}
    titles = [cell for above in raw.rijen[: head.eerste] for cell in above if isinstance(cell, str) and cell]
    units = {unit for title in titles if (unit := unit_of(title)) is not None}
    table.eenheid = units.pop() if len(units) == 1 else None
    _units_below(table)
    days = {day for words in (*titles, raw.naam) if (day := year_in_title(words)) is not None}
    table.dag = days.pop() if len(days) == 1 else None
    table.begroting = any(is_budget(plain(words.replace("_", " "))) for words in (*titles, raw.naam))
    table.own_results = {k.kop for k in found} >= _OWN_RESULTS
    return table


def _units_below(table: Tabel) -> None:
    """Take the row under the headings as a part of them where it holds units and nothing else."""
    rij = table.kop + 1
    row = table.raw.rijen[rij] if rij < len(table.raw.rijen) else ()
    stated = {
        place: unit_of(cell) if isinstance(cell, str) else None
        for place, cell in enumerate(row)
        if cell != ""
    }
    if not stated or None in stated.values():
        return
    table.kolommen = [
        k._replace(eenheid=stated.get(k.plaats)) if k.has_amounts and k.eenheid is None else k
        for k in table.kolommen
    ]
    table.kop = rij


def _names_rows(table: Tabel) -> bool:
    """Whether most of the rows below the headings name a provider, where the columns say that they do."""
    columns = [k.plaats for k in table.kolommen if k.rol in WHO]
    rows = [
        row for row in table.raw.rijen[table.kop + 1 : table.kop + 1 + SAMPLE] if any(c != "" for c in row)
    ]
    named = sum(any(k < len(row) and row[k] != "" for k in columns) for row in rows)
    return named * 2 >= len(rows)


def _budget_or_actual(raw: Raw, rij: int, k: Kolom) -> Kolom:
    """A column of which a cell says `begroting`, or all cells a part of a year, under whatever heading."""
    if k.rol is not None or k.namen:
        return k
    cells = {row[k.plaats] for row in raw.rijen[rij + 1 : rij + 1 + SAMPLE] if k.plaats < len(row)} - {""}
    found = [heading(cell) if isinstance(cell, str) else None for cell in cells]
    budget = any(one is not None and one.kind is Kind.BUDGET for one in found)
    periods = [one.kind for one in found if one is not None and one.balansdatum is None]
    if budget or (len(periods) == len(cells) and Kind.PARTIAL in periods):
        return k._replace(rol=Rol.SOORT, reden="de cellen zeggen begroting of realisatie")
    return k


def _names_posts(table: Tabel, said: Given) -> bool:
    """Whether the rows of a long table name posts that are known."""
    kolom = next(k.plaats for k in table.kolommen if k.rol is Rol.POST)
    rows = table.raw.rijen[table.kop + 1 : table.kop + 1 + SAMPLE]
    texts = {cell for row in rows if kolom < len(row) and isinstance(cell := row[kolom], str) and cell}
    return any(column(0, text, said).namen for text in texts)


def _one_of_each_role(found: list[Kolom], lang: bool) -> list[Kolom]:
    """One column for each role; of several names the one that says `naam`, of others the first."""
    chosen: dict[Rol, Kolom] = {}
    for k in found:
        if k.rol is None or k.rol in (Rol.BEDRAG, Rol.NIETS):
            continue
        first = chosen.setdefault(k.rol, k)
        if k.rol is Rol.NAAM and "naam" in k.kop.casefold() and "naam" not in first.kop.casefold():
            chosen[k.rol] = k
    return [_without_role(k, chosen, lang) for k in found]


def _without_role(k: Kolom, chosen: Mapping[Rol, Kolom], lang: bool) -> Kolom:
    if k.rol is Rol.NIETS:
        return k._replace(rol=None)
    if k.rol is Rol.BEDRAG:
        return k if lang else k._replace(rol=None, reden="zonder kolom die de post noemt")
    if k.rol is Rol.POST and not lang:
        return k._replace(rol=None, reden="de kolommen noemen de posten zelf")
    if k.rol is not None and chosen[k.rol].plaats != k.plaats:
        return k._replace(rol=None, reden=f"kolom {column_letters(chosen[k.rol].plaats)} is al {k.rol.value}")
    return k


def _settled(found: list[Kolom], lang: bool) -> list[Kolom]:
    """The columns whose words may be two posts, with the one that the other columns make it."""
    if lang:
        return [k._replace(namen=(), reden="de regels noemen de posten") if k.namen else k for k in found]
    order = settle([k.namen for k in found])
    return [k._replace(namen=names) for k, names in zip(found, order, strict=True)]


def settle(words: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What words that may be two posts are, in the order in which the table has them.

    `Exploitatieresultaat` is the operating result where another column is the result or interest follows it, and
    the result where the operating result has its own column or interest came before. `Aandeel derden` belongs to
    the statement of the column before it. What nothing decides stays both, as in a statement.
    """
    certain = {names[0] for names in words if len(names) == 1}
    found = []
    for place, names in enumerate(words):
        if set(names) == {"resultaat", "bedrijfsresultaat"}:
            after = any(_INTEREST & set(other) for other in words[place:])
            before = any(_INTEREST & set(other) for other in words[:place])
            if "bedrijfsresultaat" in certain or (before and "resultaat" not in certain):
                names = ("resultaat",)
            elif "resultaat" in certain or after:
                names = ("bedrijfsresultaat",)
        elif set(names) == {"aandeel_derden", "aandeel_derden_resultaat"}:
            earlier = next((other[0] for other in reversed(words[:place]) if len(other) == 1), "")
            names = ("aandeel_derden",) if _on_balance(earlier) else ("aandeel_derden_resultaat",)
        found.append(names)
    return found


def _on_balance(name: str) -> bool:
    posts = {post.value: post for post in Post}
    if name in posts:
        return posts[name].overzicht is not Overzicht.RESULTATENREKENING
    return name.startswith(("totaal_", "groepsvermogen", "overlopende")) or name.endswith("vaste_activa")


def titled_budget(words: Iterable[str]) -> bool:
    """Whether the name of a file or a sheet says that it is a budget."""
    return any(is_budget(plain(text.replace("_", " ").replace("-", " "))) for text in words)


def is_headless(raw: Raw) -> bool:
    """Whether a sheet holds rows of providers and years under no headings."""
    rows = [row for row in raw.rijen[:LOOKED_AT] if any(cell != "" for cell in row)]
    return len(rows) > 1 and sum(_is_row_of_table(row) for row in rows) > len(rows) * 0.8


def has_headings(raw: Raw) -> bool:
    """Whether a row near the top of a sheet names what identifies a provider or a year, in whatever table."""
    return any(role_of(cell) in WHO | WHEN for row in raw.rijen[:LOOKED_AT] for cell in row)


def _is_row_of_table(row: Sequence[Cell]) -> bool:
    """Whether a row holds a KvK number or a name, a year and at least two other amounts."""
    texts = [
        str(int(c)) if isinstance(c, float) and c.is_integer() else str(c).strip() for c in row if c != ""
    ]
    years = sum(text.isascii() and text.isdigit() and 1990 <= int(text[:9]) <= 2049 for text in texts)
    numbers = sum(text.lstrip("-").replace(".", "").replace(",", "").isdigit() for text in texts)
    named = any(not names_of(text) and any(map(str.isalpha, text)) for text in texts)
    kvk = any(len(text) == 8 and text.isdigit() for text in texts)
    return years == 1 and numbers >= FEWEST_POSTS_ALONE + 1 and (named or kvk)
