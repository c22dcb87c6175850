"""Accounts and policies in one line, so that a test shows its input where it asserts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ews_cli.core.jaarrekening import Aanbieder, Bedrag, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.thresholds import Band, Bron, Criterion, Thresholds, Trede, Vergelijking, Version

PEILDATUM = date(2026, 11, 22)
BRON = Bron("draaiboek", "1.2")


def jaar(boekjaar: int = 2023, /, **posten: int | str | Decimal) -> Jaarrekening:
    """The accounts of a calendar year with these posts, read from `a.xlsx`."""
    return Jaarrekening(
        aanbieder=Aanbieder("Stichting Voorbeeld"),
        bestand="a.xlsx",
        balansdatum=date(boekjaar, 12, 31),
        posten={Post(naam): Bedrag(Decimal(bedrag), cel="Balans!C5") for naam, bedrag in posten.items()},
    )


def fractie(literal: str) -> Fraction:
    """`20%` and `2pp` as 1/5 and 1/50; a plain number as it stands."""
    if literal.endswith(("%", "pp")):
        return Fraction(literal.rstrip("%p")) / 100
    return Fraction(literal)


def band(trede: int, vergelijking: str, literal: str, years: int = 1, quote: str = "woorden") -> Band:
    """A bound as thresholds.yaml writes it: `band(3, "below", "20%")`."""
    return Band(trede, Vergelijking(vergelijking), fractie(literal), literal, quote, "omdat", years)


def version(*bands: Band, van: date = date(2021, 7, 1), tot: date | None = None) -> Version:
    """The bands in force from `van` to `tot`."""
    return Version(van, tot, van, BRON, bands)


def criterion(ratio: str, *versions: Version) -> Criterion:
    """A criterion that is named for its ratio."""
    return Criterion(ratio, ratio, "", "", "", versions)


def policy(*criteria: Criterion) -> Thresholds:
    """A policy of these criteria, with nothing else in it."""
    return Thresholds(
        id="test",
        title="Test",
        version="1.0.0",
        bestand="thresholds.yaml",
        sha256="",
        sources={},
        treden={n: Trede(n, f"trede {n}", n < 6, "", None, BRON) for n in range(1, 7)},
        combine_quote="en/of",
        combine_source=BRON,
        criteria={c.naam: c for c in criteria},
        signals=(),
        not_modelled=(),
    )
