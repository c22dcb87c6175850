"""Made-up accounts that add up: the truth that every generated workbook prints.

Amounts are whole numbers in the unit as printed. A name is a post of `Post`, or a row that a statement
prints and `ews` does not report.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

Amounts = dict[str, int]

ACTIVA_VAST = ("immateriele_vaste_activa", "materiele_vaste_activa", "financiele_vaste_activa")
ACTIVA_VLOTTEND = ("voorraden", "onderhanden_werk", "vorderingen", "effecten", "liquide_middelen")
VERMOGEN = ("kapitaal", "bestemmingsreserves", "bestemmingsfondsen", "overige_reserves")
SCHULDEN_KORT = ("financieringsoverschot", "crediteuren", "belastingen_en_premies", "overige_schulden")
OPBRENGSTEN = ("zorgprestaties", "jeugdhulpopbrengsten", "subsidies", "overige_opbrengsten")
NIL = ("voorzieningen", "langlopende_schulden")
"""What a provider may have none of."""
LASTEN = ("personeelskosten", "afschrijvingen", "overige_bedrijfskosten")
RESULT = frozenset(
    {
        *OPBRENGSTEN, *LASTEN, "netto_omzet", "opbrengsten", "bedrijfslasten", "bedrijfsresultaat", "rentebaten",
        "rentelasten", "financieel_saldo", "resultaat_voor_belasting", "belastingen", "groepsresultaat",
        "aandeel_derden_resultaat", "resultaat", "naar_fondsen", "naar_reserves",
    }
)  # fmt: skip
"""The names of the income statement; all others stand on the balance."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of accounts.

    Attributes:
        size: `normal`; `tiny`, where rounding hides a lot; `years`, where amounts look like years;
            `notes`, where some amounts look like note numbers.
        negative_equity, loss: as they say.
        derden: others have a share in the group.
        egalisatie: the passiva hold an egalisatierekening.
        belasting: the provider pays tax.
        voorraden: there are stocks and work in progress.
        still: the same figures every year, as a dormant provider has.
        rounded: every amount is rounded by itself, so that sums are off by one or two.
        nil: what there is none of: nothing, `voorzieningen`, `langlopende_schulden` or `both`.
        nil_printed: what there is none of is printed as nil; else its row is left out.
    """

    size: str = "normal"
    negative_equity: bool = False
    loss: bool = False
    derden: bool = False
    egalisatie: bool = False
    belasting: bool = False
    voorraden: bool = True
    still: bool = False
    rounded: bool = False
    nil: str = ""
    nil_printed: bool = False


def _amount(rng: Random, shape: Shape) -> int:
    whole = _whole(rng, shape.size)
    return whole * 1_000 + rng.randrange(-499, 500) if shape.rounded else whole


def _whole(rng: Random, size: str) -> int:
    match size:
        case "tiny":
            return rng.randint(1, 9)
        case "years":
            return rng.choice((rng.randint(1990, 2035), rng.randint(1_000, 90_000)))
        case "notes":
            return rng.choice((rng.randint(1, 30), rng.randint(1_000, 90_000)))
        case _:
            return rng.randint(100, 90_000)


def _sum(amounts: Amounts, names: tuple[str, ...]) -> int:
    return sum(amounts[name] for name in names if name in amounts)


def make_year(rng: Random, shape: Shape) -> Amounts:
    """One year that balances: every total is the sum of its parts."""
    a: Amounts = {}
    _passiva(a, rng, shape)
    _activa(a, rng, shape)
    _resultaat(a, rng, shape)
    return {name: (amount + 500) // 1_000 for name, amount in a.items()} if shape.rounded else a


def _passiva(a: Amounts, rng: Random, shape: Shape) -> None:
    def draw() -> int:
        return _amount(rng, shape)

    a |= {name: draw() for name in VERMOGEN}
    if shape.negative_equity:
        a["overige_reserves"] = -_sum(a, VERMOGEN) - draw()
    a["eigen_vermogen"] = _sum(a, VERMOGEN)
    if shape.derden:
        a["aandeel_derden"] = draw()
    a["groepsvermogen"] = a["eigen_vermogen"] + a.get("aandeel_derden", 0)
    if shape.egalisatie:
        a["egalisatierekening"] = draw()
    none = 0 if shape.nil in ("voorzieningen", "both") else 1
    a |= {"voorziening_onderhoud": none * draw(), "voorziening_jubilea": none * draw()}
    a["voorzieningen"] = _sum(a, ("voorziening_onderhoud", "voorziening_jubilea"))
    none = 0 if shape.nil in ("langlopende_schulden", "both") else 1
    a |= {"leningen_banken": none * draw(), "leningen_overig": none * draw()}
    a["langlopende_schulden"] = _sum(a, ("leningen_banken", "leningen_overig"))
    a |= {name: draw() for name in SCHULDEN_KORT}
    # Enough debts that something is left on the other side, also with a negative equity.
    a["crediteuren"] += max(0, (12_000 if shape.rounded else 12) - a["groepsvermogen"])
    a["kortlopende_schulden"] = _sum(a, SCHULDEN_KORT)
    parts = (
        "groepsvermogen",
        "egalisatierekening",
        "voorzieningen",
        "langlopende_schulden",
        "kortlopende_schulden",
    )
    a["totaal_passiva"] = _sum(a, parts)


def _activa(a: Amounts, rng: Random, shape: Shape) -> None:
    """Divide the total of the passiva over the assets, each at least 1."""
    current = ACTIVA_VLOTTEND if shape.voorraden else ACTIVA_VLOTTEND[2:]
    names = (*ACTIVA_VAST, *current)
    rest = a["totaal_passiva"]
    for left, name in zip(range(len(names) - 1, -1, -1), names, strict=True):
        a[name] = rest - left if left == 0 else max(1, min(rest - left, int(rest * rng.uniform(0.05, 0.4))))
        rest -= a[name]
    # A total in two: the details that some statements print.
    a["debiteuren"] = a["vorderingen"] // 3
    a["overige_vorderingen"] = a["vorderingen"] - a["debiteuren"]
    a["vaste_activa"], a["vlottende_activa"] = _sum(a, ACTIVA_VAST), _sum(a, current)
    a["werkkapitaal"] = a["vlottende_activa"] - a["kortlopende_schulden"]
    a["kapitaal_in_gebruik"] = a["vaste_activa"] + a["werkkapitaal"]
    a["totaal_activa"] = a["balanstotaal"] = a["vaste_activa"] + a["vlottende_activa"]


def _resultaat(a: Amounts, rng: Random, shape: Shape) -> None:
    def draw() -> int:
        return _amount(rng, shape)

    a |= {name: draw() for name in (*OPBRENGSTEN, *LASTEN)}
    if not shape.loss:
        a["zorgprestaties"] += _sum(a, LASTEN)
    else:
        a["personeelskosten"] += _sum(a, OPBRENGSTEN)
    a["netto_omzet"] = _sum(a, OPBRENGSTEN[:3])
    a["opbrengsten"], a["bedrijfslasten"] = _sum(a, OPBRENGSTEN), _sum(a, LASTEN)
    a["bedrijfsresultaat"] = a["opbrengsten"] - a["bedrijfslasten"]
    a |= {"rentebaten": draw(), "rentelasten": draw()}
    a["financieel_saldo"] = a["rentebaten"] - a["rentelasten"]
    a["resultaat_voor_belasting"] = a["bedrijfsresultaat"] + a["financieel_saldo"]
    a["belastingen"] = draw() if shape.belasting else 0
    a["groepsresultaat"] = a["resultaat_voor_belasting"] - a["belastingen"]
    if shape.derden:
        a["aandeel_derden_resultaat"] = draw()
    a["resultaat"] = a["groepsresultaat"] - a.get("aandeel_derden_resultaat", 0)
    a["reserves_voor_resultaat"] = a["overige_reserves"] - a["resultaat"]
    a["naar_fondsen"] = draw()
    a["naar_reserves"] = a["resultaat"] - a["naar_fondsen"]


def make_years(seed: int, years: tuple[int, ...], shape: Shape) -> dict[int, Amounts]:
    """Book year -> amounts; the same seed gives the same figures, whatever the order of the years."""
    if shape.still:
        return dict.fromkeys(years, make_year(Random(seed), shape))
    return {year: make_year(Random(seed * 10_007 + year), shape) for year in years}
