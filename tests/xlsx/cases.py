"""Providers at the borders, with gaps and with odd figures, and what the core says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ews_cli import portfolio
from ews_cli.core.beoordeling import Beoordeling, beoordeel_alle
from ews_cli.core.jaarrekening import Aanbieder, Basis, Bedrag, Jaarrekening, Soort
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Problem
from ews_cli.readers.lezing import Lezing
from ews_cli.reports.result import Run
from ews_cli.reports.xlsx import runs

PEILDATUM = date(2026, 11, 22)
Figures = dict[str, str]

SOUND: Figures = {
    "eigen_vermogen": "400",
    "balanstotaal": "1000",
    "resultaat": "20",
    "opbrengsten": "1000",
    "vlottende_activa": "300",
    "kortlopende_schulden": "200",
}
"""40 %, 2 % and 1.5: below no bound."""


def figures(**changed: str | None) -> Figures:
    """Sound figures with some changed; None leaves a post out."""
    both = {**SOUND, **changed}
    return {post: amount for post, amount in both.items() if amount is not None}


def year(
    naam: str,
    boekjaar: int,
    amounts: Figures,
    basis: Basis = Basis.ONBEKEND,
    maanden: int = 12,
    kvk: str | None = None,
    eenheid: int | None = 1,
    ontbreekt: dict[Post, str] | None = None,
    bestand: str = "bron.xlsx",
) -> Jaarrekening:
    """The accounts of a year; each amount has a cell."""
    posten = {
        Post(post): Bedrag(Decimal(amount), cel=f"Balans!C{row}", label=post.capitalize())
        for row, (post, amount) in enumerate(amounts.items(), 5)
    }
    return Jaarrekening(
        Aanbieder(naam, kvk), bestand, date(boekjaar, 12, 31), posten, maanden=maanden, basis=basis,
        eenheid=eenheid, ontbreekt=ontbreekt or {},
    )  # fmt: skip


def two(naam: str, before: Figures, now: Figures) -> list[Jaarrekening]:
    """The accounts of two years."""
    return [year(naam, 2024, before), year(naam, 2025, now)]


def hard_cases() -> list[list[Jaarrekening]]:
    """What the issue and the domain name: each border just under, on and just over, gaps, odd denominators."""
    found = []
    # 246.91 is exactly a fifth of 1234.55, and neither is exact in a double.
    for part, total in (
        ("0.2", "1234.55"),
        ("0.1", "1234.5"),
        ("0.2", "1000"),
        ("0.1", "1000"),
        ("0", "1000"),
    ):
        on = Decimal(part) * Decimal(total)
        for what, equity in (("onder", on - Decimal("0.01")), ("op", on), ("boven", on + Decimal("0.01"))):
            now = figures(eigen_vermogen=str(equity), balanstotaal=total)
            found.append(two(f"solvabiliteit {what} {part} van {total}", now, now))
    for result, revenue in (
        ("0", "1000"),
        ("-0.01", "1000"),
        ("0.01", "1000"),
        ("5", "1000"),
        ("4.99", "1000"),
    ):
        found.append(
            two(
                f"rentabiliteit {result.replace('-', 'min ')}",
                figures(),
                figures(resultaat=result, opbrengsten=revenue),
            )
        )
    for current in ("75", "74.99", "100", "99.99", "75.01"):
        now = figures(vlottende_activa=current, kortlopende_schulden="100")
        found.append(two(f"liquiditeit {current}", now, now))
    drops = (
        (
            "2 procentpunt, 1/7 - 43/350",
            {"eigen_vermogen": "50", "balanstotaal": "350"},
            {"eigen_vermogen": "43"},
        ),
        ("net geen 2", {"eigen_vermogen": "1000", "balanstotaal": "2500"}, {"eigen_vermogen": "950.01"}),
        ("net wel 2", {"eigen_vermogen": "1000", "balanstotaal": "2500"}, {"eigen_vermogen": "950"}),
        ("1 procentpunt", {"resultaat": "33", "opbrengsten": "1100"}, {"resultaat": "22"}),
        ("0,10", {"vlottende_activa": "331", "kortlopende_schulden": "220"}, {"vlottende_activa": "309"}),
    )
    for what, before, after in drops:
        found.append(two(f"daling van {what}", figures(**before), figures(**{**before, **after})))
    for post in SOUND:
        found.append(two(f"zonder {post}", figures(), figures(**{post: None})))
        found.append(two(f"eerder zonder {post}", figures(**{post: None}), figures(resultaat="-1")))
    for post in ("balanstotaal", "opbrengsten", "kortlopende_schulden"):
        for amount in ("0", "-1"):
            found.append(two(f"{post} {amount}", figures(), figures(**{post: amount})))
    loss = figures(resultaat="-30")
    weak = figures(vlottende_activa="10")
    found += [
        [year("een jaar verlies", 2025, loss)],
        two("twee jaar verlies", loss, loss),
        [year("gat", 2023, loss), year("gat", 2025, loss)],
        [year("drie jaar", n, weak) for n in (2023, 2024, 2025)],
        [year("basis", 2024, loss, Basis.GECONSOLIDEERD), year("basis", 2025, loss, Basis.ENKELVOUDIG)],
        [
            year("keten", 2023, figures(resultaat="90"), Basis.GECONSOLIDEERD),
            year("keten", 2024, figures(resultaat="60")),
            year("keten", 2025, figures(resultaat="40"), Basis.ENKELVOUDIG),
        ],
        [year("lang boekjaar", 2024, loss), year("lang boekjaar", 2025, loss, maanden=15)],
        [year("negatief vermogen", 2025, figures(eigen_vermogen="-3000"))],
        [year("niets bekend", 2025, {"voorraden": "1"})],
        two("duizend keer", figures(), {post: f"{amount}000" for post, amount in SOUND.items()}),
        [year("miljarden", 2025, {post: f"{amount}000000000" for post, amount in SOUND.items()})],
        [year("centen", 2025, {post: str(Decimal(amount) / 1000) for post, amount in SOUND.items()})],
        [year("eenheid onbekend", 2025, figures(), eenheid=None)],
        [
            year(
                "met reden",
                2025,
                figures(resultaat=None),
                ontbreekt={Post.RESULTAAT: 'twee cellen: "=A1" en {r}; _x0041_ <r>x</r>'},
            )
        ],
        [year("alle posten", 2025, _every_post(2), maanden=12), year("alle posten", 2024, _every_post(1))][
            ::-1
        ],
        [year("alle posten, 9 maanden", 2025, _every_post(3), maanden=9)],
    ]
    return found


def interim(naam: str, amounts: Figures, maanden: int = 6) -> Jaarrekening:
    """Interim figures on the last day of June 2026."""
    soort = Soort.TUSSENTIJDS
    return replace(year(naam, 2026, amounts, maanden=maanden), balansdatum=date(2026, 6, 30), soort=soort)


def with_interim() -> list[list[Jaarrekening]]:
    """Interim figures beside annual accounts, and without any."""
    low = figures(eigen_vermogen="50", resultaat="-10", opbrengsten="500")
    return [[*two("naast", figures(), figures()), interim("naast", low)], [interim("alleen", low)]]


def _every_post(seed: int) -> Figures:
    chance = random.Random(seed)
    needed = {post for ratio in RATIOS.values() for post in ratio.posten}
    return {post.value: str(chance.randrange(1, 10_000_000)) for post in sorted(needed)}


def at_random(count: int, seed: int) -> list[list[Jaarrekening]]:
    """Providers of up to four years near the bounds, with cents, with posts missing and years left out."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        naam = f"Toeval {number}"
        years = sorted(chance.sample(range(2022, 2026), chance.randrange(1, 5)))
        found.append(
            [
                year(naam, n, _near(chance), chance.choice(list(Basis)), chance.choice([12] * 9 + [15]))
                for n in years
            ]
        )
    return found


def _near(chance: random.Random) -> Figures:
    total = Decimal(chance.randrange(1, 10 ** chance.randrange(3, 12))) / 100
    parts = {
        "balanstotaal": total,
        "eigen_vermogen": total * chance.randrange(-30, 60) / 100,
        "opbrengsten": total * chance.randrange(1, 4),
        "resultaat": total * chance.randrange(-30, 60) / 1000,
        "vlottende_activa": total * chance.randrange(10, 90) / 100,
        "kortlopende_schulden": total * chance.randrange(-1, 80) / 100,
        "voorzieningen": total * chance.randrange(0, 30) / 100,
        "liquide_middelen": total * chance.randrange(0, 30) / 100,
        "bedrijfslasten": total * chance.randrange(1, 4),
        "afschrijvingen": total * chance.randrange(0, 3),
    }
    cents = {post: str(amount.quantize(Decimal("0.01"))) for post, amount in parts.items()}
    return {post: amount for post, amount in cents.items() if chance.random() > 0.06}


def run_of(
    histories: Iterable[Sequence[Jaarrekening]], policy: Thresholds, problemen: Sequence[Problem] = ()
) -> Run:
    """A run over these providers."""
    readings = [Lezing("bron.xlsx", tuple(jaren), ()) for jaren in histories]
    return portfolio.assess(readings, policy, PEILDATUM)._replace(problemen=tuple(problemen))


def written(path: Path, run: Run) -> Path:
    """The workbook of a run."""
    path.write_bytes(runs.score(run))
    return path


def judged(
    histories: Iterable[Sequence[Jaarrekening]], policy: Thresholds
) -> dict[tuple[str, int], Beoordeling]:
    """What the core says of each year: name and book year -> judgement."""
    return {
        (jaren[0].aanbieder.naam, one.jaar.boekjaar): one
        for jaren in histories
        for one in beoordeel_alle(jaren, policy, PEILDATUM)
    }
