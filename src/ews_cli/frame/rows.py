"""The rows of a frame: one year of one provider each, and which rows are one provider's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Jaarrekening, same_name
from ews_cli.core.posten import Post
from ews_cli.frame.amounts import Amounts, missing
from ews_cli.frame.estimate import Estimate, States
from ews_cli.frame.given import Days, Given, Whole

WHOLE_YEAR = 12
_BASES = tuple(Basis)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The columns of a frame, each certain.

    Attributes:
        naam, kvk: text, missing when not given.
        balansdatum: by default the last day of the calendar year.
        basis: the place in `Basis` of each.
        posten: the posts that the frame has.
        vorige: the row of the same provider's latest year before this one; -1 when there is none.
        redenen: post -> of each row which of some reasons says why it is missing; -1 for none.
    """

    naam: pd.Series[Any]
    kvk: pd.Series[Any]
    boekjaar: Whole
    balansdatum: Days
    basis: Whole
    maanden: Whole
    posten: dict[Post, Amounts]
    vorige: Whole

    redenen: dict[Post, tuple[Whole, list[str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.boekjaar)

    def amounts(self, post: Post) -> Amounts:
        """The amounts of a post."""
        return self.posten.get(post) or missing(len(self))

    def estimate(self, post: Post, asked: list[States]) -> Estimate:
        """The amounts of a post as a ratio function can use them."""
        found = self.amounts(post)
        return Estimate.of(found.values, found.errors, asked)

    def jaarrekening(self, row: int, posten: Iterable[Post]) -> Jaarrekening:
        """A row as accounts, with only these posts."""
        found = {post: self.posten[post].exact(row) for post in posten if post in self.posten}
        return Jaarrekening(
            aanbieder=Aanbieder(""),
            bestand="",
            balansdatum=self.balansdatum[row].item(),
            posten={post: Bedrag(amount) for post, amount in found.items() if amount is not None},
            maanden=int(self.maanden[row]),
            basis=_BASES[self.basis[row]],
            ontbreekt={
                post: words[codes[row]] for post, (codes, words) in self.redenen.items() if codes[row] >= 0
            },
        )

    def jaren(self, row: int, before: int, posten: tuple[Post, ...]) -> list[Jaarrekening]:
        """The accounts of a row and of at most so many years before it, oldest first."""
        found = [self.jaarrekening(row, posten)]
        while len(found) <= before and (row := int(self.vorige[row])) >= 0:
            found.append(self.jaarrekening(row, posten))
        return found[::-1]


def rows(frame: pd.DataFrame, peildatum: date) -> Rows:
    """The rows of a frame in its order.

    Raises ValueError (Dutch) for what is not certain: a text as amount, an unknown basis, a year after the
    peildatum, a provider with the same year twice.
    """
    given = Given(frame)
    given.headings()
    if "eenheid" in given:
        other = ~given.missing("eenheid") & frame["eenheid"].ne(1).fillna(False).to_numpy(dtype=np.bool_)
        given.refuse(other, "eenheid", "is niet 1; zet de bedragen in euro en laat deze kolom weg")
    naam, kvk = given.text("naam"), given.text("kvk")
    boekjaar, balansdatum = _days(given, peildatum)
    return Rows(
        naam,
        kvk,
        boekjaar,
        balansdatum,
        _basis(given),
        given.whole("maanden", WHOLE_YEAR),
        {post: given.amounts(post) for post in Post if post.value in given},
        _vorige(given, naam, kvk, boekjaar),
    )


def _days(given: Given, peildatum: date) -> tuple[Whole, Days]:
    named, day = given.whole("boekjaar", 0), given.days("balansdatum")
    dated = ~np.isnat(day)
    year = np.where(dated, day.astype("datetime64[Y]").astype(np.int64) + 1970, named)
    given.refuse(year == 0, "boekjaar" if "boekjaar" in given else "balansdatum", "ontbreekt")
    given.refuse((named > 0) & (named != year), "boekjaar", "is niet het jaar van de balansdatum")
    last = (year - 1970).astype("datetime64[Y]") + np.timedelta64(1, "Y")
    day = np.where(dated, day, last.astype("datetime64[D]") - np.timedelta64(1, "D"))
    what = f"ligt na de peildatum {peildatum}; laat de rij weg of geef een latere peildatum"
    given.refuse(
        day > np.datetime64(peildatum), "balansdatum" if "balansdatum" in given else "boekjaar", what
    )
    return year, day


def _basis(given: Given) -> Whole:
    words = given.text("basis")
    places = pd.Index(list(Basis)).get_indexer(pd.Index(words.fillna(Basis.ONBEKEND.value))).astype(np.int64)
    given.refuse(places < 0, "basis", f"is onbekend; toegestaan: {', '.join(Basis)}")
    return places


def _vorige(given: Given, naam: pd.Series[Any], kvk: pd.Series[Any], boekjaar: Whole) -> Whole:
    provider = _providers(given, naam, kvk)
    order = np.argsort(provider * (boekjaar.max(initial=0) + 1) + boekjaar, kind="stable")
    same = provider[order[1:]] == provider[order[:-1]]
    twice = same & (boekjaar[order[1:]] == boekjaar[order[:-1]])
    if twice.any():
        first, second = int(order[:-1][twice][0]), int(order[1:][twice][0])
        who = kvk.iloc[first] if pd.isna(naam.iloc[first]) else naam.iloc[first]
        more = f" (en {twice.sum() - 1} keer meer bij deze of andere aanbieders)" if twice.sum() > 1 else ""
        raise ValueError(
            f"{who!r}: boekjaar {boekjaar[first]} staat twee keer, in {given.row(first)} en {given.row(second)}"
            f"{more}; houd van elk jaar een rij"
        )
    vorige = np.full(len(boekjaar), -1, dtype=np.int64)
    vorige[order[1:][same]] = order[:-1][same]
    return vorige


def _providers(given: Given, naam: pd.Series[Any], kvk: pd.Series[Any]) -> Whole:
    """A number per provider: by its KvK number, or in a row without by its name, letters and digits only."""
    by_kvk, numbers = pd.factorize(kvk)
    by_name, names = pd.factorize(naam)
    nobody = (by_kvk < 0) & (by_name < 0)
    given.refuse(
        nobody,
        "kvk" if "kvk" in given else "naam",
        "ontbreekt; zonder naam of kvk is niet te zien van wie het jaar is",
    )
    same, _ = pd.factorize(np.array([same_name(name) or name for name in names], dtype=object))
    return np.where(by_kvk >= 0, by_kvk, len(numbers) + np.append(same, -1)[by_name])
