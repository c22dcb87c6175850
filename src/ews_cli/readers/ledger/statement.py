"""A Ledger -> the Jaarrekening that it adds up to: each post with the codes and the accounts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
    bedrag_tekst,
)
from ews_cli.core.posten import Overzicht, Post
from ews_cli.problems import Problem
from ews_cli.readers.ledger.books import Ledger
from ews_cli.readers.ledger.placing import ACTIVA, BY_FUNCTION, Placed, left_over, place, side
from ews_cli.readers.ledger.rgs import scheme

NIL = "geen rekening met een saldo"
_NAMED = 6
"""Accounts that are named one by one; of more the first and the last."""
_PASSIVA = (
    Post.EIGEN_VERMOGEN, Post.AANDEEL_DERDEN, Post.EGALISATIEREKENING, Post.VOORZIENINGEN,
    Post.LANGLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN,
)  # fmt: skip
_WITHIN: Mapping[str, tuple[str, ...]] = {
    Post.EIGEN_VERMOGEN: (Post.BESTEMMINGSFONDSEN,),
    Post.LANGLOPENDE_SCHULDEN: (Post.ACHTERGESTELDE_LENINGEN,),
    Post.OPBRENGSTEN: (Post.NETTO_OMZET, Post.JEUGDHULPOPBRENGSTEN),
    Post.NETTO_OMZET: (Post.JEUGDHULPOPBRENGSTEN,),
    Post.PERSONEELSKOSTEN: (Post.PERSONEEL_NIET_IN_LOONDIENST,),
    Post.BEDRIJFSLASTEN: (
        Post.PERSONEELSKOSTEN, Post.PERSONEEL_NIET_IN_LOONDIENST, Post.AFSCHRIJVINGEN, BY_FUNCTION,
    ),
}  # fmt: skip
"""Post -> what else counts in it."""
_WHERE_THERE_IS_ONE = (
    Post.BESTEMMINGSFONDSEN, Post.ACHTERGESTELDE_LENINGEN, Post.JEUGDHULPOPBRENGSTEN, Post.PERSONEELSKOSTEN,
    Post.PERSONEEL_NIET_IN_LOONDIENST, Post.AFSCHRIJVINGEN, Post.RENTEBATEN, Post.RENTELASTEN,
)  # fmt: skip
"""Parts of a post: without an account of their own they may be in an account of the whole."""
_CLOSED = "de resultaatrekeningen zijn al naar het eigen vermogen overgeboekt"
_ABSENT = "er staan geen resultaatrekeningen in, alleen een balans"


def accounts_of(
    ledger: Ledger, aanbieder: Aanbieder, bestand: str, mapped: Callable[[str], Post | None], basis: Basis
) -> tuple[Jaarrekening, list[Problem]]:
    """The figures of a ledger, and what is to be said about them.

    Args:
        mapped: account number -> the post that the user gives it.

    Raises Refused when accounts that matter belong to no post that is known.
    """
    problemen = list(ledger.problemen)
    placed, loose = place(ledger.balances.values(), mapped)
    problemen += left_over(ledger, loose, bestand)
    totals = _Totals(placed)
    jaar = Jaarrekening(
        aanbieder=aanbieder,
        bestand=bestand,
        balansdatum=ledger.balansdatum,
        posten=MappingProxyType(totals.posten),
        maanden=ledger.maanden,
        soort=Soort.TUSSENTIJDS,
        basis=basis,
        resultaatbestemming=Resultaatbestemming.NA,
        totaal_passiva=totals.passiva,
        ontbreekt=MappingProxyType(totals.ontbreekt),
    )
    return jaar, problemen + _negative(jaar)


def _negative(jaar: Jaarrekening) -> list[Problem]:
    """Say which posts stand on the wrong side and cannot stand on the other."""
    odd = [
        post
        for post in (*ACTIVA, *_PASSIVA, Post.OPBRENGSTEN, Post.BEDRIJFSLASTEN)
        if post is not Post.EIGEN_VERMOGEN and (jaar.bedrag(post) or 0) < 0
    ]
    if not odd:
        return []
    named = ", ".join(f"{post.tekst} ({bedrag_tekst(jaar.posten[post].waarde)})" for post in odd)
    melding = f"negatief saldo op {named}; vraag of de boekhouding is bijgewerkt"
    return [Problem("EWS168", melding, jaar.bestand)]


class _Totals:
    """The posts of a ledger, each with what it adds up.

    Attributes:
        posten: the posts.
        passiva: the total of the passiva.
        ontbreekt: post -> why it is left out (Dutch).
    """

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self.posten: dict[Post, Bedrag] = {}
        self.ontbreekt: dict[Post, str] = {}
        self._balance()
        self.passiva = self._sum(*(("+", post) for post in _PASSIVA))
        result = [one for one in placed if one.rubriek is not None and one.resultaat]
        income = [post for post in Post if post.overzicht is Overzicht.RESULTATENREKENING]
        if not result:
            self._leave_out(_ABSENT, *income)
        elif any(one.balance.geboekt for one in result) and not any(one.amount for one in result):
            self._leave_out(_CLOSED, *income)
        else:
            self._income()

    def _balance(self) -> None:
        for post in (*ACTIVA, *_PASSIVA, Post.BESTEMMINGSFONDSEN, Post.ACHTERGESTELDE_LENINGEN):
            self._post(post)
        equity = [one for one in self.placed if one.resultaat]
        own = self.posten[Post.EIGEN_VERMOGEN]
        result = -sum((one.balance.saldo for one in equity), Decimal(0))
        if result:
            som = f"{own.som} + resultaat van de periode" if own.som != NIL else "resultaat van de periode"
            cel = " + ".join(filter(None, (own.cel, _accounts(equity))))
            self.posten[Post.EIGEN_VERMOGEN] = Bedrag(own.waarde + result, Herkomst.AFGELEID, cel, None, som)
        current = [("+", post) for post in ACTIVA[1:]]
        self.posten[Post.VLOTTENDE_ACTIVA] = self._sum(*current)
        self.posten[Post.BALANSTOTAAL] = self._sum(("+", Post.VASTE_ACTIVA), ("+", Post.VLOTTENDE_ACTIVA))

    def _income(self) -> None:
        for post in (
            Post.OPBRENGSTEN, Post.NETTO_OMZET, Post.JEUGDHULPOPBRENGSTEN, Post.BEDRIJFSLASTEN,
            Post.PERSONEELSKOSTEN, Post.PERSONEEL_NIET_IN_LOONDIENST, Post.AFSCHRIJVINGEN, Post.RENTEBATEN,
            Post.RENTELASTEN, Post.BELASTINGEN,
        ):  # fmt: skip
            self._post(post)
        if any(one.rubriek == BY_FUNCTION and one.amount for one in self.placed):
            reason = "een deel staat onder kosten naar functie (RGS WVkf, WAkf, WKprKvp of WKprKra)"
            self._leave_out(
                reason, Post.PERSONEELSKOSTEN, Post.PERSONEEL_NIET_IN_LOONDIENST, Post.AFSCHRIJVINGEN
            )
        if not any(one.rubriek in _WITHIN[Post.NETTO_OMZET] + (Post.NETTO_OMZET,) for one in self.placed):
            self.posten.pop(Post.NETTO_OMZET, None)
        self.posten[Post.BEDRIJFSRESULTAAT] = self._sum(("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSLASTEN))
        self.posten[Post.RESULTAAT_VOOR_BELASTING] = self._with(
            Post.BEDRIJFSRESULTAAT,
            "financiële baten en lasten",
            (Post.RENTEBATEN, Post.RENTELASTEN, "financieel"),
        )
        self.posten[Post.RESULTAAT] = self._with(
            Post.RESULTAAT_VOOR_BELASTING, "belastingen en deelnemingen", (Post.BELASTINGEN, "na_belasting")
        )

    def _members(self, rubrieken: Iterable[str]) -> list[Placed]:
        wanted = frozenset(rubrieken)
        return [one for one in self.placed if one.rubriek in wanted and one.amount]

    def _post(self, post: Post) -> None:
        members = self._members((post, *_WITHIN.get(post, ())))
        if not members and post in _WHERE_THERE_IS_ONE:
            return
        total = side(post) * sum((one.amount for one in members), Decimal(0)) or Decimal(0)  # no -0
        som = _codes(members) or NIL
        self.posten[post] = Bedrag(total, Herkomst.AFGELEID, _accounts(members) or None, None, som)

    def _sum(self, *parts: tuple[str, Post]) -> Bedrag:
        """The sum of posts, each `(sign, post)`, in words without those that are nil."""
        total = sum((self.posten[p].waarde * (1 if sign == "+" else -1) for sign, p in parts), Decimal(0))
        words = " ".join(f"{sign} {p.tekst}" for sign, p in parts if self.posten[p].waarde)
        return Bedrag(total, Herkomst.AFGELEID, None, None, words.removeprefix("+ ") or NIL)

    def _with(self, post: Post, words: str, rubrieken: Sequence[str]) -> Bedrag:
        """A post with the accounts of other rubrieken added to it, as in a result: credit is a plus."""
        members = self._members(rubrieken)
        total = self.posten[post].waarde - sum((one.amount for one in members), Decimal(0))
        if not members:
            return Bedrag(total, Herkomst.AFGELEID, None, None, post.tekst)
        som = f"{post.tekst} + {words} ({_codes(members)})"
        return Bedrag(total, Herkomst.AFGELEID, _accounts(members), None, som)

    def _leave_out(self, reason: str, *posten: Post) -> None:
        for post in posten:
            self.posten.pop(post, None)
            self.ontbreekt[post] = reason


def _codes(members: Sequence[Placed]) -> str:
    """The beginnings of the codes behind an amount, as `BLim + BSch (andere kant)`."""
    found: dict[str, None] = {}
    for one in members:
        begin = scheme().begin(one.code) or one.bron
        found[f"{begin} (andere kant)" if one.omgeslagen else begin] = None
    return " + ".join(sorted(found))


def _accounts(members: Sequence[Placed]) -> str:
    numbers = sorted({one.balance.account.nummer for one in members})
    if not numbers:
        return ""
    if len(numbers) <= _NAMED:
        return f"rek. {', '.join(numbers)}"
    return f"rek. {numbers[0]} t/m {numbers[-1]} ({len(numbers)} rekeningen)"
