"""Accounts of fictional providers with cells and labels, and the results that reports are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from ews_cli import portfolio, thresholds_file
from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Run

PEILDATUM = date(2026, 11, 22)
IN_THOUSANDS = 1000


@cache
def policy() -> Thresholds:
    """The policy that the repository ships."""
    found, problems = thresholds_file.load(thresholds_file.packaged())
    assert found is not None, problems
    return found


LINDE = {
    Post.VASTE_ACTIVA: (10_850, 10_439),
    Post.VLOTTENDE_ACTIVA: (10_664, 9_941),
    Post.BALANSTOTAAL: (21_514, 20_380),
    Post.EIGEN_VERMOGEN: (3_012, 3_424),
    Post.VOORZIENINGEN: (1_136, 1_021),
    Post.LANGLOPENDE_SCHULDEN: (5_920, 5_480),
    Post.KORTLOPENDE_SCHULDEN: (11_446, 10_455),
    Post.OPBRENGSTEN: (48_634, 47_555),
    Post.RESULTAAT: (-412, 186),
}
"""The sample provider in thousands of euros, 2025 and 2024.

Solvabiliteit 14.00 and 16.80 %, rentabiliteit -0.85 and 0.39 %, liquiditeit 0.932 and 0.951."""


def year(
    boekjaar: int,
    figures: dict[Post, int],
    column: str = "C",
    naam: str = "Stichting Jeugdzorg De Fictieve Linde",
    kvk: str | None = "00000100",
    bestand: str = "linde.xlsx",
    eenheid: int | None = IN_THOUSANDS,
) -> Jaarrekening:
    """The accounts of one year; each amount has the cell in `column` and a label as in a file."""
    posten = {
        post: Bedrag(
            Decimal(amount) * (eenheid or 1), cel=f"Balans!{column}{row}", label=post.tekst.capitalize()
        )
        for row, (post, amount) in enumerate(figures.items(), 5)
    }
    return Jaarrekening(
        aanbieder=Aanbieder(naam, kvk),
        bestand=bestand,
        balansdatum=date(boekjaar, 12, 31),
        posten=posten,
        basis=Basis.GECONSOLIDEERD,
        eenheid=eenheid,
    )


def linde() -> list[Jaarrekening]:
    """Both years of the sample provider, oldest first."""
    return [
        year(2024, {post: amounts[1] for post, amounts in LINDE.items()}, "D"),
        year(2025, {post: amounts[0] for post, amounts in LINDE.items()}, "C"),
    ]


def without(jaar: Jaarrekening, *posten: Post) -> Jaarrekening:
    """The same accounts without some posts."""
    return replace(jaar, posten={post: b for post, b in jaar.posten.items() if post not in posten})


def run_of(
    jaren: Iterable[Jaarrekening], problemen: Iterable[Problem] = (), peildatum: date = PEILDATUM
) -> Run:
    """A run over one file with these years."""
    lezing = Lezing("linde.xlsx", tuple(jaren), tuple(problemen))
    return portfolio.assess([lezing], policy(), peildatum)
