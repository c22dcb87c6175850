"""What was read from a file, whatever kind it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.problems import Problem
from ews_cli.readers.years import Trace


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: what it was taken for, and whether figures were read from it."""

    naam: str
    zichtbaar: bool
    secties: tuple[str, ...]
    gelezen: bool


class Kolomlezing(NamedTuple):
    """What a column of a table was taken for.

    Attributes:
        kolom: its letters.
        kop: its heading as written.
        als: what it holds (Dutch, or the name of a post); None when it is not used.
        eenheid: euro per unit of its amounts, where that is known for the whole column.
        notatie: what separates its decimals, and what decided that (Dutch); None where nothing depends on it.
        reden: the evidence, or why it is not used (Dutch).
    """

    blad: str
    kolom: str
    kop: str
    als: str | None
    eenheid: int | None
    notatie: str | None
    reden: str


@dataclass(frozen=True, slots=True)
class Lezing:
    """What was read from one file.

    Attributes:
        bestand: the file as the user named it.
        jaarrekeningen: one for each year and each interim period, oldest first; empty when nothing could be read.
        problemen: what was wrong, left out or chosen.
        bladen: the sheets of the file.
        traces: every candidate for every post, with why it stands or not.
        kolommen: of a table, what each column was taken for.
        plannen: the budgets and forecasts of whole years in it, oldest first: never actual figures.
        whole: it is about the file and about no provider in it.
    """

    bestand: str
    jaarrekeningen: tuple[Jaarrekening, ...]
    problemen: tuple[Problem, ...]
    bladen: tuple[Blad, ...] = ()
    traces: tuple[Trace, ...] = field(default=(), repr=False)
    kolommen: tuple[Kolomlezing, ...] = field(default=(), repr=False, compare=False)
    plannen: tuple[Jaarrekening, ...] = ()
    whole: bool = field(default=False, repr=False, compare=False)
