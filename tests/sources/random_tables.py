"""Tables of accounts as people export them, made at random: right, and wrong in every way that we could think of."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from random import Random

CORE = (
    "balanstotaal",
    "eigen_vermogen",
    "Vlottende activa",
    "kortlopende_schulden",
    "opbrengsten",
    "resultaat",
)
NOISE = (
    *(
        "",
        "",
        "-",
        "n.b.",
        "nvt",
        "abc",
        "1.234",
        "1,234",
        "1.234,50",
        "1,234.50",
        "(45)",
        "45-",
        "007",
        " 12 ",
    ),
    *(
        "€ 5",
        "1e5",
        "12,5",
        "12.5",
        "999999999999999",
        "99999999999999999",
        "-0",
        "+4",
        "#REF!",
        "=1+1",
        "12 345",
    ),
)
NAMES = (
    "Stichting {0}",
    "Stichting {0}",
    'Zorg, "{0}" B.V.',
    "=cmd{0}",
    "Café {0}",
    "Stichting 1",
    "De Lijster\n2",
)
LONG = "Stichting met een lange naam " * 5


def accounts(chance: Random) -> dict[str, int]:
    """One year under its headings: mostly sound, and now and then not."""
    fixed, stock, claims, cash = (chance.randrange(0, 9000) for _ in range(4))
    stock *= chance.random() < 0.8
    current = stock + claims + cash
    total = fixed + current
    equity = int(total * chance.uniform(-0.2, 0.8))
    provisions = int((total - equity) * chance.uniform(0, 0.3)) * (chance.random() < 0.8)
    long = int((total - equity - provisions) * chance.uniform(0, 0.5))
    short = total - equity - provisions - long
    revenue = chance.randrange(0, 30000)
    costs = int(revenue * chance.uniform(0.9, 1.1))
    operating, paid, received = revenue - costs, chance.randrange(0, 50), chance.randrange(0, 20)
    before = operating + received - paid
    tax = chance.choice([0, 0, int(before * 0.2)])
    found = {
        **{"vaste_activa": fixed, "Vlottende activa": current, "voorraden": stock, "vorderingen": claims},
        **{"liquide_middelen": cash, "Totaal activa": total, "Totaal passiva": total, "balanstotaal": total},
        **{"eigen_vermogen": equity, "Groepsvermogen": equity, "voorzieningen": provisions},
        "Aandeel derden": 0 if chance.random() < 0.6 else chance.randrange(0, 100),
        **{"Langlopende schulden": long, "kortlopende_schulden": short, "Egalisatierekening": 0},
        **{"Overlopende passiva": 0, "Overlopende activa": 0, "opbrengsten": revenue},
        "Netto-omzet": revenue - 5 * (chance.random() < 0.3),
        "Overige bedrijfsopbrengsten": 5 * (chance.random() < 0.3),
        **{"bedrijfslasten": costs, "Bedrijfsresultaat": operating, "Exploitatieresultaat": operating},
        **{"rentelasten": paid, "rentebaten": received, "Financiële baten en lasten": received - paid},
        **{"Resultaat voor belastingen": before, "Belastingen": tax, "resultaat": before - tax},
        **{"incidentele_baten": chance.randrange(0, 30), "incidentele_lasten": chance.randrange(0, 30)},
        **{"personeelskosten": int(costs * 0.7), "afschrijvingen": int(costs * 0.03)},
        **{"Materiële vaste activa": int(fixed * 0.7), "Financiële vaste activa": fixed - int(fixed * 0.7)},
        **{"Achtergestelde leningen": chance.choice([0, 0, long // 3]), "Iets anders": chance.randrange(9)},
    }
    return _faulty(found, chance)


def _faulty(found: dict[str, int], chance: Random) -> dict[str, int]:
    fault = chance.random()
    if fault < 0.08:  # before the result was added to equity
        found["eigen_vermogen"] -= found["resultaat"]
        found["Totaal passiva"] -= found["resultaat"]
    elif fault < 0.14:
        found["Totaal passiva"] += chance.choice([1, 2, 3, 7, 400])
    elif fault < 0.2:
        found["vaste_activa"] += chance.choice([1, 2, 9])
    elif fault < 0.24:
        for naam in ("bedrijfslasten", "personeelskosten", "rentelasten", "afschrijvingen"):
            found[naam] = -found[naam]
    elif fault < 0.27:
        for naam in ("opbrengsten", "Netto-omzet", "resultaat", "eigen_vermogen", "kortlopende_schulden"):
            found[naam] = -found[naam]
    elif fault < 0.31:
        found[chance.choice(["kortlopende_schulden", "eigen_vermogen", "opbrengsten", "balanstotaal"])] = 0
    return found


@dataclass(frozen=True)
class Habits:
    """How one table is written.

    Attributes:
        odd: the chance of something the matter with a row; `noise` with an amount; `blank` of an empty one.
        years: the amounts stand in a column a year, `2023` and `2022`, or `_0` and `_1`; None for one column.
    """

    who: tuple[str, ...]
    when: tuple[str, ...]
    more: tuple[str, ...]
    columns: tuple[tuple[str, bool, str], ...]
    mark: str
    cents: bool
    three: bool
    grouped: bool
    odd: float
    noise: float
    blank: float

    @property
    def headings(self) -> list[str]:
        """The headings of the table."""
        return [*self.who, *self.when, *self.more, *(heading for _, _, heading in self.columns)]


def habits(chance: Random) -> Habits:
    """How somebody writes a table."""
    who = chance.choice(
        [("kvk",), ("naam",), ("kvk", "naam"), ("kvk", "naam"), ("KvK-nummer", "Organisatie")]
    )
    when = chance.choice([("boekjaar",), ("boekjaar",), ("balansdatum",), ("boekjaar", "balansdatum"), ()])
    more = tuple(word for word in ("eenheid", "basis", "soort", "kwartaal") if chance.random() < 0.25)
    posts = [naam for naam in CORE if chance.random() < 0.85]
    posts += [naam for naam in accounts(Random(0)) if naam not in CORE and chance.random() < 0.4]
    chance.shuffle(posts)
    form = chance.choice(["one", "one", "one", "named", "back"]) if when else "named"
    columns: list[tuple[str, bool, str]] = []
    for naam in posts if form == "one" else posts[:8]:
        unit = " (x € 1.000)" if chance.random() < 0.08 else ""
        if form == "named":
            columns += [(naam, False, f"{naam} 2023{unit}"), (naam, True, f"{naam} 2022{unit}")]
        elif form == "back":
            columns += [(naam, False, f"{naam}_0"), (naam, True, f"{naam}_1")]
        else:
            columns.append((naam, False, naam + unit))
    columns += columns[:1] * (chance.random() < 0.05)
    return Habits(
        who,
        when,
        more,
        tuple(columns),
        mark=chance.choice(",,."),
        cents=chance.random() < 0.2,
        three=chance.random() < 0.08,
        grouped=chance.random() < 0.2,
        odd=chance.choice([0, 0.03, 0.15]),
        noise=chance.choice([0, 0, 0.003, 0.02, 0.1]),
        blank=chance.choice([0, 0, 0.02, 0.2]),
    )


def table(chance: Random) -> bytes:
    """A csv with a table of accounts."""
    how = habits(chance)
    rows = [row for number in range(chance.randrange(1, 14)) for row in _provider(number, how, chance)]
    if chance.random() < 0.5:
        chance.shuffle(rows)
    _between(rows, how, chance)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=chance.choice(";;,\t"), lineterminator=chance.choice(["\n", "\r\n"]))
    order = list(range(len(how.headings)))
    if chance.random() < 0.3:
        chance.shuffle(order)
    if chance.random() < 0.1:
        writer.writerow(["Cijfers in euro", *[""] * (len(order) - 1)])
    for row in (how.headings, *rows):
        cells = [row[place] if place < len(row) else "" for place in order]
        if row is not how.headings and chance.random() < how.odd * 0.5:
            cells = cells[: chance.randrange(1, len(cells) + 1)]
        writer.writerow(cells + ["meer"] * (chance.random() < how.odd * 0.3))
    return out.getvalue().encode(chance.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"]), "replace")


def _between(rows: list[list[str]], how: Habits, chance: Random) -> None:
    """What stands between and below the rows of providers."""

    def put(row: list[str], likely: float) -> None:
        if chance.random() < how.odd * likely:
            rows.insert(chance.randrange(len(rows) + 1), row)

    put([""] * len(how.headings), 2)
    put(list(how.headings), 1)
    put(["kvk", "naam", "boekjaar", "iets"], 0.3)
    if chance.random() < how.odd * 2:
        rows.append(["Totaal", *(str(chance.randrange(9999)) for _ in how.headings[1:])])


def _provider(number: int, how: Habits, chance: Random) -> list[list[str]]:
    """The rows of a provider."""
    kvk = f"{chance.choice([0, 1, 12345677, 7000000]) + number * 1001:08d}"
    naam = LONG + str(number) if chance.random() < 0.05 else chance.choice(NAMES).format(number)
    first = 2024 - chance.randrange(1, 4)
    years = list(range(first, 2024)) if chance.random() < 0.6 else sorted(chance.sample(range(2015, 2027), 2))
    rows = []
    for year in years:
        now, before = accounts(chance), accounts(chance)
        row = [_who(word, kvk, naam, how, chance) for word in how.who]
        row += [_when(word, year, how, chance) for word in how.when]
        row += [_more(word, chance) for word in how.more]
        for post, earlier, _ in how.columns:
            amount = (before if earlier else now)[post]
            row.append("" if chance.random() < how.blank else _amount(amount, how, chance))
        rows += [row] * (2 if chance.random() < how.odd * 0.3 else 1)
    return rows


def _who(word: str, kvk: str, naam: str, how: Habits, chance: Random) -> str:
    if word in ("kvk", "KvK-nummer"):
        short = kvk.lstrip("0") or "0"
        wrong = ["", short, f"{kvk[:4]} {kvk[4:]}", "1,2E+07", "abc", "onbekend", f"{kvk} "]
        return chance.choice(wrong) if chance.random() < how.odd else kvk
    wrong = ["", "Totaal", naam.upper(), f" {naam}", "Gemiddelde", "naam", "Instelling"]
    return chance.choice(wrong) if chance.random() < how.odd else naam


def _when(word: str, year: int, how: Habits, chance: Random) -> str:
    odd = chance.random() < how.odd
    if word == "boekjaar":
        wrong = ["", f"{year} (begroting)", "jaar", "2O23", f"{year}.0", "31-12-2022"]
        return chance.choice(wrong) if odd else str(year)
    if odd:
        return chance.choice([f"30-06-{year}", f"31-3-{year}", "", f"01-01-{year}"])
    return chance.choice([f"31-12-{year}", f"{year}-12-31"])


def _more(word: str, chance: Random) -> str:
    usual = {"eenheid": "1000", "basis": "enkelvoudig", "soort": "realisatie", "kwartaal": "4"}
    other = {
        "kwartaal": ["", "2", "Q3", "2023-Q1"],
        "eenheid": ["1", ""],
        "basis": ["geconsolideerd", ""],
        "soort": ["begroting", "", "iets"],
    }
    return usual[word] if chance.random() < 0.8 else chance.choice(other[word])


def _amount(amount: int, how: Habits, chance: Random) -> str:
    if chance.random() < how.noise:
        return chance.choice(NOISE)
    if how.cents and chance.random() < 0.9:
        return f"{amount}{how.mark}{chance.randrange(100):02d}"
    if how.three and chance.random() < 0.5:
        return f"{amount}{how.mark}{chance.randrange(1000):03d}"
    if how.grouped and abs(amount) > 999:
        return f"{amount:,}".replace(",", "." if how.mark == "," else ",")
    return str(amount)
