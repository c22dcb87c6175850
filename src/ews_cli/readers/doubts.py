"""A part that looks like the whole: figures of the resultatenrekening that the rows below them contradict.

Where a statement calls its total by a word that nobody foresaw, a part of it is all that is known: `Totaal
opbrengsten` above subsidies and a sum without a name, `Netto-omzet` above other revenue. Such a part is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from ews_cli.core.posten import Post
from ews_cli.readers.candidates import Candidate
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Line
from ews_cli.readers.totals import is_nameless
from ews_cli.readers.two_sided import settle_two_sided

Chosen = dict[str, Candidate]
Row = tuple[Line, Decimal]

_REVENUE = frozenset(
    {"opbrengsten", "netto_omzet", "jeugdhulpopbrengsten", "overige_opbrengsten", "incidentele_baten"}
)
_COSTS = frozenset(
    {
        *("bedrijfslasten", "personeelskosten", "personeel_niet_in_loondienst", "incidentele_lasten"),
        *("afschrijvingen", "afschrijvingen_immaterieel", "afschrijvingen_materieel"),
    }
)
_SUBTOTALS = frozenset(
    {"resultaat_voor_belasting", "groepsresultaat", "resultaat_gewone_bedrijfsuitoefening"}
)
_BELOW_OPERATIONS = frozenset(
    {
        *(
            "financieel_saldo",
            "rentebaten",
            "rentelasten",
            "resultaat_deelnemingen",
            "belastingen",
            "resultaat",
        ),
        *("groepsresultaat", "resultaat_voor_belasting", "resultaat_gewone_bedrijfsuitoefening"),
    }
)
_COST_WORDS = re.compile(
    r"kosten|lasten|\blon(?:en|ing)|salaris|bezoldiging|pensioen|inkoop|inkopen|afschrijving|amortisatie|personeel"
    r"|kostprijs|waardevermindering|inhuur|huur\b|grond- en hulpstoffen|diensten en diverse|uitbesteed|premies"
    r"|\bcosts?\b|expense|wages|depreciation|raw materials"
)
_INTEREST_WORDS = re.compile(r"rente|financ|intrest|interest|deelneming|associate|belasting|\btax")
_MOST_TERMS = 7
"""More rows between two figures than this could explain any step between them by accident."""


def part_of(smaller: Candidate, larger: Candidate, lines: Sequence[Line]) -> bool:
    """Whether a figure is a part of another one below it in its table: that is the sum of it and the rows between."""
    if not _same_table(smaller.line, larger.line):
        return False
    terms: list[Decimal] = []
    for line, amount in _rows_below(smaller, lines):
        if line is larger.line or line.rij == larger.line.rij:
            return _is_sum(_printed(larger), [_printed(smaller), *terms])
        terms.append(amount)
    return False


def leave_out_parts(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Leave out of one year, in place, what may be only a part of the post; `lines` are those of the basis."""
    settle_two_sided(chosen, left_out, lines)
    for naam, own in (("opbrengsten", _REVENUE), ("bedrijfslasten", _COSTS)):
        if naam in chosen and (total := _unnamed_total(chosen[naam], own, lines)) is not None:
            what = (
                f" ('{total.label[:40]}'), een onbekende naam" if total.label else ", een totaal zonder naam"
            )
            left_out[naam] = f"{chosen.pop(naam).cel} is een deel van rij {total.rij + 1}{what}"
    _revenue_in_rows(chosen, left_out, lines)
    _turnover_alone(chosen, left_out, lines)
    _result_before_amortisation(chosen, left_out, lines)
    _contradicted(chosen, left_out, lines)
    _interest_among_costs(chosen, left_out, lines)


def _unnamed_total(candidate: Candidate, own: frozenset[str], lines: Sequence[Line]) -> Line | None:
    """A row below that adds up a figure and the rows between them, and that is no post that we know."""
    terms = [_printed(candidate)]
    for line, amount in _rows_below(candidate, lines):
        if not set(line.names) <= own or (own is _REVENUE and _is_cost(line)) or amount * terms[0] < 0:
            return None
        if len(terms) > 1 and not line.names and _is_sum(amount, terms):
            return line
        terms.append(amount)
    return None


def _revenue_in_rows(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Turnover and other revenue without a total: their sum, where it and the costs below lead to the operating result.

    Between them and that result only costs may stand, all with the same sign.
    """
    turnover, result = chosen.get(Post.NETTO_OMZET), chosen.get(Post.BEDRIJFSRESULTAAT)
    if turnover is None or result is None or {"opbrengsten", "bedrijfslasten"} & (chosen.keys() | left_out):
        return
    revenue, costs = [(turnover.line, _printed(turnover))], list[Decimal]()
    for line, amount in _rows_below(turnover, lines):
        if line.rij >= result.line.rij:
            break
        if not costs and line.names and set(line.names) <= _REVENUE:
            revenue.append((line, amount))
        elif _is_cost(line) and not is_nameless(line):
            costs.append(amount)
        else:
            return
    terms = [amount for _, amount in revenue]
    same_sign = all(c <= 0 for c in costs) or all(c >= 0 for c in costs)
    if len(terms) < 2 or len(costs) < 2 or not same_sign or min(terms) < 0:
        return
    if _is_sum(_printed(result), [*terms, *(-abs(c) for c in costs)]):
        cells = tuple(_cell(line, turnover.boekjaar) for line, _ in revenue)
        whole = sum(terms, Decimal(0)) * (turnover.line.context.eenheid or 1)
        chosen["opbrengsten"] = turnover._replace(
            naam="opbrengsten", bedrag=whole, cel=" + ".join(cells), delen=cells
        )


def _turnover_alone(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Net turnover without a total, above a row that may be revenue as well: the rows below it are no costs."""
    turnover = chosen.get(Post.NETTO_OMZET)
    if turnover is None or Post.OPBRENGSTEN in chosen or Post.OPBRENGSTEN in left_out:
        return
    if (
        turnover.line.context.sectie == "kerncijfers"
        or {"bedrijfsresultaat", "bedrijfslasten"} <= chosen.keys()
    ):
        return  # key figures are no sum, and what the costs and the result say is stronger
    for line, _ in _rows_below(turnover, lines):
        if not line.names and not _is_cost(line):
            left_out[Post.OPBRENGSTEN] = (
                f"alleen netto-omzet gevonden, en rij {line.rij + 1} ('{line.label[:40]}') kan ook opbrengst zijn"
            )
        return


def _result_before_amortisation(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """`Netto-omzetresultaat` is the operating result only where nothing but interest and tax comes below it."""
    result = chosen.get("netto_omzetresultaat")
    if result is None or Post.BEDRIJFSRESULTAAT in chosen:
        return
    for line, _ in _rows_below(result, lines):
        if not set(line.names) & _BELOW_OPERATIONS and not _INTEREST_WORDS.search(plain(line.label)):
            del chosen["netto_omzetresultaat"]
            left_out[Post.BEDRIJFSRESULTAAT] = (
                f"onder het netto-omzetresultaat ({result.cel}) staat nog een onbekend bedrag (rij {line.rij + 1})"
            )
        return


def _contradicted(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Revenue minus costs that no rows lead from to the result: then one of them is not what it seems."""
    revenue, costs = chosen.get(Post.OPBRENGSTEN), chosen.get(Post.BEDRIJFSLASTEN)
    result = chosen.get(Post.BEDRIJFSRESULTAAT) or chosen.get(Post.RESULTAAT)
    if revenue is None or costs is None or result is None:
        return
    if not _same_table(revenue.line, result.line) or not _same_table(costs.line, result.line):
        return
    if "netto_omzetresultaat" in chosen or not revenue.line.rij < costs.line.rij < result.line.rij:
        return
    terms = [
        amount
        for line, amount in _rows_below(costs, lines)
        if line.rij < result.line.rij
        and amount
        and not set(line.names) & _SUBTOTALS
        and not is_nameless(line)
    ]
    if len(terms) > _MOST_TERMS or _leads_to(revenue, costs, result, terms):
        return
    if Post.BEDRIJFSRESULTAAT not in chosen:
        left_out[Post.BEDRIJFSRESULTAAT] = (
            f"opbrengsten ({revenue.cel}) min lasten ({costs.cel}) is niet het resultaat ({result.cel})"
        )
    for naam, one in ((Post.OPBRENGSTEN, revenue), (Post.BEDRIJFSLASTEN, costs)):
        following = next((line for line, amount in _rows_below(one, lines) if amount), None)
        own = _REVENUE if naam == Post.OPBRENGSTEN else frozenset[str]()
        if following is not None and set(following.names) <= own and not _speaks_of_costs(following.label):
            del chosen[naam]
            left_out[naam] = (
                f"de opbrengsten min de lasten zijn niet het resultaat ({one.cel}); een regel is onbekend"
            )


def _interest_among_costs(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """`Financiële kosten` are the interest only where no rows below say what else they are."""
    costs = chosen.get("financiele_kosten")
    if costs is None or Post.RENTELASTEN in chosen or Post.RENTELASTEN in left_out:
        return
    following = next((line for line, _ in _rows_below(costs, lines)), None)
    if following is None or following.names:
        chosen[Post.RENTELASTEN] = costs._replace(naam=Post.RENTELASTEN)
    else:
        left_out[Post.RENTELASTEN] = (
            f"financiële kosten zijn meer dan rente, die er niet apart bij staat ({costs.cel})"
        )


def _leads_to(revenue: Candidate, costs: Candidate, result: Candidate, terms: Sequence[Decimal]) -> bool:
    """Whether some of the rows between, with any sign, lead from revenue and costs to the result."""
    sums = {Decimal(0)}
    for term in terms:
        sums |= {one + sign * term for one in sums for sign in (1, -1)}
    slack = max(Decimal(len(terms) + 3) / 2, abs(_printed(revenue)) / 1000)
    differences = {
        _printed(revenue) - sign * _printed(costs) - way * _printed(result)
        for sign in (1, -1)
        for way in (1, -1)
    }
    return any(abs(difference - one) <= slack for difference in differences for one in sums)


def _rows_below(candidate: Candidate, lines: Sequence[Line]) -> Iterator[Row]:
    """The rows below a figure in its table, with their amount of its year."""
    for line in lines:
        if line.rij > candidate.line.rij and _same_table(line, candidate.line):
            amounts = [f.bedrag for f in line.figures if f.kolom.boekjaar == candidate.boekjaar]
            amount = next((a for a in amounts if a is not None), None)
            if amount is not None:
                yield line, amount


def _cell(line: Line, boekjaar: int) -> str:
    """The cell of the amount of a year in a row of `_rows_below`."""
    return next(f.cel for f in line.figures if f.kolom.boekjaar == boekjaar and f.bedrag is not None)


def _same_table(one: Line, two: Line) -> bool:
    return (
        one.sheet is two.sheet
        and one.context.tabel == two.context.tabel
        and one.groep == two.groep
        and one.context.sectie == two.context.sectie
    )


def _printed(candidate: Candidate) -> Decimal:
    return candidate.bedrag / (candidate.line.context.eenheid or 1)


def _is_sum(amount: Decimal, terms: Sequence[Decimal]) -> bool:
    """Whether an amount is a sum but for the rounding of its terms."""
    return abs(amount - sum(terms, Decimal(0))) * 2 <= len(terms)


def _is_cost(line: Line) -> bool:
    return bool(set(line.names) - _REVENUE) or _speaks_of_costs(line.label)


@lru_cache(maxsize=4096)
def _speaks_of_costs(label: str) -> bool:
    return bool(_COST_WORDS.search(plain(label)))
