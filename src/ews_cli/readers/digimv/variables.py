"""A heading of a data set and its label -> what the column holds, and why, or why it is not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ews_cli.core.posten import Post
from ews_cli.readers.amounts import unit_of, without_unit
from ews_cli.readers.digimv.names import names
from ews_cli.readers.labels import key_of, names_of, plain, vocabulary
from ews_cli.readers.options import FileMapping
from ews_cli.readers.xlsx_scan import column_letters
from ews_cli.readers.years import NEEDED

_POSTS = frozenset(post.value for post in Post)
NOTHING = "niets"
"""What a mapping says of a column that is not to be read."""
_MOST_LIKE = 5
_YEAR = re.compile(r"\b20\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Staat(StrEnum):
    """What became of a variable."""

    GENOMEN = "genomen"
    BIJNA = "lijkt erop"


class Variable(NamedTuple):
    """A column of a data set that holds something, or looks as if it did.

    Attributes:
        naam: its heading.
        label: what VariableDefinition says of it, if anything.
        wie: the role of a column that says who the organisation is.
        namen: the posts and helper rows of labels.yaml that it is, or may be.
        terug: years before the book year: 0 or 1.
        cons: whether it is of the consolidated accounts.
        eenheid: euro per unit.
        reden: the evidence, or why it is not taken (Dutch).
    """

    naam: str
    label: str | None
    staat: Staat
    wie: str | None = None
    namen: tuple[str, ...] = ()
    terug: int = 0
    cons: bool = False
    eenheid: int = 1
    reden: str = ""

    @property
    def als(self) -> str:
        """What it holds, with the year and the basis."""
        if self.wie:
            return self.wie
        year = ("boekjaar", "jaar ervoor")[self.terug]
        return f"{' of '.join(self.namen)} ({year}, {'geconsolideerd' if self.cons else 'enkelvoudig'})"

    @property
    def omschrijving(self) -> str:
        """The label with the name behind it, by which a person finds the column again."""
        return f"{self.label} ({self.naam})" if self.label else self.naam


class Definition(NamedTuple):
    """The sheet with the variables: name -> label, and the names of those whose values are choices."""

    labels: Mapping[str, str]
    keuzes: frozenset[str]


class Column(NamedTuple):
    """A column that is read: of which variable, and where it stands."""

    variable: Variable
    kolom: int

    def cel(self, tabel: str, rij: int) -> str:
        """The address of its cell in a row, as a person writes it."""
        return f"{tabel}!{column_letters(self.kolom)}{rij}"


def bare(naam: str) -> str:
    """The name of a variable without what VariableDefinition puts before it."""
    return names().voorvoegsel.sub("", naam.strip(), count=1)


def definition(rows: Iterable[Mapping[str, str]]) -> Definition:
    """The variables out of the rows of their sheet; a variable has a row for each of its choices."""
    known = names()
    labels: dict[str, str] = {}
    choices: set[str] = set()
    for row in rows:
        naam = bare(row.get(known.variabele, ""))
        if not naam:
            continue
        if label := " ".join(row.get(known.label, "").split()):
            labels.setdefault(naam, label)
        if row.get(known.keuzelijst):
            choices.add(naam)
    return Definition(labels, frozenset(choices))


class Said:
    """What a mapping says: a label, a name or the stem of a name -> the post that it is, or `niets`."""

    def __init__(self, mapping: FileMapping) -> None:
        words: dict[str, str] = {label: post.value for label, post in mapping.labels.items()}
        words |= {kop: what for kop, what in mapping.koppen.items() if what in _POSTS or what == NOTHING}
        self._posts = {key_of(label): what for label, what in words.items()}
        self._taken = frozenset(words.values()) - {NOTHING}
        self._spelled = {key_of(label): label for label in words}
        self._used: set[str] = set()

    def of(self, *words: str | None) -> str | None:
        """The post of the first of these words that the mapping names."""
        for word in words:
            if word and (key := key_of(word)) in self._posts:
                self._used.add(key)
                return self._posts[key]
        return None

    @property
    def unused(self) -> list[str]:
        """The labels that no variable has."""
        return [label for key, label in self._spelled.items() if key not in self._used]

    def others(self, found: Sequence[str]) -> tuple[str, ...]:
        """The names but those that the mapping gives to another variable."""
        return tuple(name for name in found if name not in self._taken)


def variables(koppen: Iterable[str], known: Definition | None, said: Said) -> dict[str, Variable]:
    """What the columns with these headings hold; those that nothing is known of are left out."""
    found: dict[str, Variable] = {}
    for kop in koppen:
        variable = _variable(kop, known, said)
        if variable is not None:
            found.setdefault(kop, variable)
    return _settled(found)


def _variable(kop: str, known: Definition | None, said: Said) -> Variable | None:
    naam = bare(kop)
    label = known.labels.get(naam) if known else None
    for wie, holders in names().wie.items():
        if naam in holders:
            return Variable(kop, label, Staat.GENOMEN, wie, reden="naam herkend")
    end = names().einde.match(naam)
    stam = end["stam"] if end else naam
    found = Variable(
        kop,
        label,
        Staat.GENOMEN,
        terug=int(end["terug"]) if end else 0,
        cons=bool(end and end["cons"]),
        eenheid=unit_of(label or "") or names().eenheid,
    )
    post = said.of(kop, naam, stam, label)
    if post == NOTHING:
        return found._replace(staat=Staat.BIJNA, reden="de mapping zegt dat zij niet telt")
    if post:
        return found._replace(namen=(post,), reden="zo zegt de mapping")
    if stam in names().onzeker:
        return found._replace(staat=Staat.BIJNA, reden=names().onzeker[stam])
    year = str(1 - found.terug)
    other = known.labels.get(f"{stam}_{year}{end['cons'] or ''}") if known and end else None
    return _by_words(found, stam, said, bool(end), bool(known and naam in known.keuzes), other)


def _by_words(
    found: Variable, stam: str, said: Said, ends: bool, choice: bool, other: str | None
) -> Variable | None:
    """A variable that is known by its name or by its words."""
    namen, reden = _meaning(stam, found.label)
    if not namen:
        return None
    namen = said.others(namen)
    refused = (
        "de mapping noemt een andere variabele voor deze post"
        if not namen
        else "de waarden zijn keuzes uit een lijst, geen bedragen"
        if choice
        else "de naam eindigt niet op _0 of _1, dus het jaar is onbekend"
        if not ends
        else _contradiction(found, other)
    )
    if refused or reden.startswith("?"):
        return found._replace(staat=Staat.BIJNA, namen=namen, reden=refused or reden[1:])
    return found._replace(namen=namen, reden=reden)


def _meaning(stam: str, label: str | None) -> tuple[tuple[str, ...], str]:
    """The names that a variable may be and the evidence; evidence that begins with `?` is not enough."""
    if stam in names().namen:
        return (names().namen[stam],), "naam herkend"
    if label is None:
        # Without a label the words of the name itself: `qResultaatVoorBelasting`.
        words = stam[1:] if stam[:1] == "q" and stam[1:2].isupper() else stam
        return names_of(words), "naam gelezen als woorden; er is geen label"
    words = without_unit(label)
    if found := names_of(names().versiering.sub(" ", words).strip()):
        return found, "label herkend"
    parts = [part for part in names().scheiding.split(words) if part and part.strip()]
    texts = [names().versiering.sub(" ", part).strip() for part in parts] if len(parts) > 1 else []
    if texts and (found := names_of(texts[-1])):
        strange = [part for part in texts[:-1] if not names().omgeving.match(plain(part))]
        if strange:
            return found, f"?'{strange[0]}' kan er een andere post van maken"
        return found, "laatste deel van het label herkend"
    return (), ""


def _contradiction(found: Variable, other: str | None) -> str | None:
    """Why a label and the end of a name cannot both be right (Dutch); `other` is the label of the other year."""
    label, words = found.label or "", names()
    if found.terug == 0 and words.vorig_jaar.search(label):
        return "het label noemt het vorige jaar, de naam niet"
    if found.terug == 1 and words.dit_jaar.search(label):
        return "het label noemt het boekjaar zelf, de naam het jaar ervoor"
    if other is not None and _year_in(label) and _year_in(other):
        later = (_year_in(label) - _year_in(other)) * (1 - 2 * found.terug)
        if later not in (0, 1):
            return "de jaren in de labels van _0 en _1 spreken de namen tegen"
    if found.cons and words.enkelvoudig.search(label):
        return "het label zegt enkelvoudig, de naam geconsolideerd"
    if not found.cons and words.geconsolideerd.search(label):
        return "het label zegt geconsolideerd, de naam niet"
    return None


def _year_in(label: str) -> int:
    """The only year that a label names; nil where it names none or two."""
    years = set(_YEAR.findall(label))
    return int(years.pop()) if len(years) == 1 else 0


def _settled(found: dict[str, Variable]) -> dict[str, Variable]:
    """Words that may be two posts are the one that no other variable is."""
    certain = {
        (v.namen[0], v.terug, v.cons)
        for v in found.values()
        if len(v.namen) == 1 and v.staat is Staat.GENOMEN
    }
    for kop, v in found.items():
        if len(v.namen) > 1 and v.staat is Staat.GENOMEN:
            left = tuple(name for name in v.namen if (name, v.terug, v.cons) not in certain)
            if len(left) == 1:
                found[kop] = v._replace(
                    namen=left, reden=f"{v.reden}; de andere post heeft een eigen variabele"
                )
            else:
                both = " of ".join(name.replace("_", " ") for name in v.namen)
                found[kop] = v._replace(staat=Staat.BIJNA, reden=f"kan {both} zijn")
    return found


def missing(found: Iterable[Variable]) -> list[Post]:
    """The posts of the three ratios that no variable is, nor any from which they can follow."""
    taken = {name for v in found if v.staat is Staat.GENOMEN for name in v.namen}
    return [post for post in NEEDED if not taken & {post.value, *_ALSO.get(post, ())}]


_ALSO: Mapping[Post, tuple[str, ...]] = {
    Post.BALANSTOTAAL: ("totaal_activa", "totaal_passiva"),
    Post.EIGEN_VERMOGEN: ("groepsvermogen",),
    Post.OPBRENGSTEN: ("netto_omzet",),
}


def _words(label: str) -> set[str]:
    return set(_WORD.findall(plain(label)))


def alike(post: Post, known: Definition) -> list[tuple[str, str]]:
    """Variables, each with its label, whose label has all words of a label of the post; the shortest first."""
    spelled = [label for key, label in vocabulary().spelling.items() if post.value in vocabulary().exact[key]]
    wanted = [words for label in spelled if (words := _words(label))]
    found = [
        (naam, label)
        for naam, label in known.labels.items()
        if any(words <= _words(label) for words in wanted)
    ]
    return sorted(found, key=lambda one: (len(one[1]), one))[:_MOST_LIKE]
