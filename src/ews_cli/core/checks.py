"""The accounting identities: do the figures of one year hold together?

A failed identity is a fact to show, never a reason to stop: real statements miss by a rounding, and some
by more. Each check holds both figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.jaarrekening import Jaarrekening, bedrag_tekst
from ews_cli.core.posten import Overzicht, Post
from ews_cli.problems import CODES, Ernst, Problem

FLAG_FROM = Decimal("0.001")
"""Above this share of the larger figure a difference is no longer a slip of the pen but an error: real
published statements miss by up to 0.1 %."""

_BALANS = frozenset(post for post in Post if post.overzicht is not Overzicht.RESULTATENREKENING)
_ACTIVA = frozenset({Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA, Post.BALANSTOTAAL})
_PASSIVA = frozenset(post for post in Post if post.overzicht is Overzicht.PASSIVA) | {Post.BALANSTOTAAL}
_DELEN_VAN_PASSIVA = (
    Post.EIGEN_VERMOGEN,
    Post.AANDEEL_DERDEN,
    Post.EGALISATIEREKENING,
    Post.VOORZIENINGEN,
    Post.LANGLOPENDE_SCHULDEN,
    Post.KORTLOPENDE_SCHULDEN,
)
_ALTIJD_IN_PASSIVA = frozenset({Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN})
_EXPLOITATIE = frozenset({Post.OPBRENGSTEN, Post.BEDRIJFSLASTEN, Post.BEDRIJFSRESULTAAT})
_VERLOOP = frozenset({Post.EIGEN_VERMOGEN, Post.RESULTAAT})


class Check(NamedTuple):
    """One identity held against one year; amounts in euro (or the unknown unit of the accounts).

    Attributes:
        code: the problem code when it fails.
        naam: the identity in words.
        links, rechts: the two figures that should be equal.
        tolerantie: the difference that rounding explains.
        posten: the posts that a failure puts in doubt.
    """

    code: str
    naam: str
    links: Decimal
    rechts: Decimal
    tolerantie: Decimal
    posten: frozenset[Post]

    @property
    def verschil(self) -> Decimal:
        """Left minus right."""
        return self.links - self.rechts

    @property
    def klopt(self) -> bool:
        """Whether the two are equal within the rounding tolerance."""
        return abs(self.verschil) <= self.tolerantie

    @property
    def is_opmerking(self) -> bool:
        """Whether a failure is a remark and no doubt: equity changes in other ways than by the result too."""
        return CODES[self.code].ernst is Ernst.OPMERKING

    @property
    def melding(self) -> str:
        """The check in one line with both figures."""
        links, rechts = bedrag_tekst(self.links), bedrag_tekst(self.rechts)
        if self.klopt:
            return (
                f"{self.naam}: {links}" if self.links == self.rechts else f"{self.naam}: {links} en {rechts}"
            )
        return f"{self.naam}: {links} tegen {rechts}, verschil {bedrag_tekst(self.verschil)}"

    def problem(self, waar: str | None) -> Problem | None:
        """The failure as a problem, or None when the identity holds."""
        if self.klopt:
            return None
        if self.is_opmerking:
            return Problem(self.code, self.melding, waar)
        grootste = max(abs(self.links), abs(self.rechts))
        ernst = Ernst.FOUT if abs(self.verschil) > FLAG_FROM * grootste else Ernst.WAARSCHUWING
        return Problem(self.code, self.melding, waar, ernst)


def check_jaar(jaar: Jaarrekening, vorig: Jaarrekening | None = None) -> tuple[Check, ...]:
    """All identities that the figures of a year allow to be checked.

    Args:
        jaar: the year.
        vorig: the year before on the same basis, for the change in equity.
    """
    checks = (_activa_passiva(jaar), _activa(jaar), _passiva(jaar), _exploitatie(jaar), _verloop(jaar, vorig))
    return tuple(check for check in checks if check is not None)


def _tolerantie(eenheid: int | None, termen: int) -> Decimal:
    """Half a unit for each rounded term."""
    return Decimal(eenheid or 1) * termen / 2


def _gedrukt(jaar: Jaarrekening, *posten: Post) -> list[Decimal] | None:
    """The amounts, if all were printed: a sum that we made ourselves proves nothing about its parts."""
    bedragen = [jaar.posten[post] for post in posten if post in jaar.posten and jaar.posten[post].som is None]
    return [bedrag.waarde for bedrag in bedragen] if len(bedragen) == len(posten) else None


def _activa_passiva(jaar: Jaarrekening) -> Check | None:
    activa, passiva = jaar.posten.get(Post.BALANSTOTAAL), jaar.totaal_passiva
    # A statement that prints one total has it stand for both, and a figure agrees with itself.
    if activa is None or passiva is None or activa == passiva:
        return None
    tolerantie = _tolerantie(jaar.eenheid, 2)
    return Check("EWS131", "activa = passiva", activa.waarde, passiva.waarde, tolerantie, _BALANS)


def _activa(jaar: Jaarrekening) -> Check | None:
    bedragen = _gedrukt(jaar, Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA, Post.BALANSTOTAAL)
    if bedragen is None:
        return None
    vast, vlottend, totaal = bedragen
    naam = "vaste + vlottende activa = balanstotaal"
    return Check("EWS132", naam, vast + vlottend, totaal, _tolerantie(jaar.eenheid, 3), _ACTIVA)


def _passiva(jaar: Jaarrekening) -> Check | None:
    """The parts of the passiva; one left out as nil is not missing when the rest adds up."""
    totaal, naam = jaar.totaal_passiva, "totaal passiva"
    if totaal is None:
        totaal, naam = jaar.posten.get(Post.BALANSTOTAAL), Post.BALANSTOTAAL.tekst
    if totaal is None or Post.EIGEN_VERMOGEN not in jaar.posten:
        return None
    hoofd = [post for post in _DELEN_VAN_PASSIVA if post in jaar.posten]
    # Subordinated loans stand inside the long-term debts or as a heading of their own.
    apart = [Post.ACHTERGESTELDE_LENINGEN] if Post.ACHTERGESTELDE_LENINGEN in jaar.posten else []
    zonder = _som_van_passiva(jaar, hoofd, totaal.waarde, naam)
    if zonder.klopt:
        return zonder
    met = _som_van_passiva(jaar, hoofd + apart, totaal.waarde, naam)
    compleet = jaar.posten.keys() >= _ALTIJD_IN_PASSIVA
    return met if met.klopt else zonder if compleet else None


def _som_van_passiva(jaar: Jaarrekening, delen: Sequence[Post], totaal: Decimal, naam: str) -> Check:
    return Check(
        "EWS133",
        f"{' + '.join([post.tekst for post in delen])} = {naam}",
        sum([jaar.posten[post].waarde for post in delen], Decimal(0)),
        totaal,
        _tolerantie(jaar.eenheid, len(delen) + 1),
        _PASSIVA,
    )


def _exploitatie(jaar: Jaarrekening) -> Check | None:
    bedragen = _gedrukt(jaar, Post.OPBRENGSTEN, Post.BEDRIJFSLASTEN, Post.BEDRIJFSRESULTAAT)
    if bedragen is None:
        return None
    opbrengsten, lasten, resultaat = bedragen
    naam = "opbrengsten - bedrijfslasten = bedrijfsresultaat"
    return Check("EWS134", naam, opbrengsten - lasten, resultaat, _tolerantie(jaar.eenheid, 3), _EXPLOITATIE)


def _verloop(jaar: Jaarrekening, vorig: Jaarrekening | None) -> Check | None:
    if vorig is None or vorig.eenheid is None or jaar.eenheid is None:
        return None
    nu, toen = jaar.bedrag(Post.EIGEN_VERMOGEN), vorig.bedrag(Post.EIGEN_VERMOGEN)
    resultaat = jaar.bedrag(Post.RESULTAAT)
    if nu is None or toen is None or resultaat is None:
        return None
    naam = f"verandering eigen vermogen sinds {vorig.boekjaar} = resultaat"
    tolerantie = _tolerantie(max(jaar.eenheid, vorig.eenheid), 3)
    return Check("EWS135", naam, nu - toen, resultaat, tolerantie, _VERLOOP)
