"""What moves what: the assumptions that can be made about a year, each with the posts that move by its amount.

Plain bookkeeping, the same for every provider (docs/whatif.md has the table): a change in revenue or in a cost
that is paid goes to the result, and with it to equity, to the cash and so to the current assets and the balance
total. Nothing else answers to it: no tax, no interest, no cost that follows revenue.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.posten import Post


class Aanname(NamedTuple):
    """One kind of assumption.

    Attributes:
        naam: its name, as in the option and the JSON.
        beweegt: the posts that move, by the amount (1) or against it (-1).
        onbekend: posts of which nobody can say what becomes of them.
        van: the post of which a percentage is taken; None where only an amount in euro says something.
        gericht: whether it can only be said with a plus or a minus: more or less of something that is there.
        gevolg: what it does, in Dutch.
    """

    naam: str
    beweegt: Mapping[Post, int]
    onbekend: frozenset[Post]
    van: Post | None
    gericht: bool
    gevolg: str

    @property
    def tekst(self) -> str:
        """The name as a person reads it."""
        return self.naam.replace("_", " ")


_GELD = {Post.LIQUIDE_MIDDELEN: 1, Post.VLOTTENDE_ACTIVA: 1, Post.BALANSTOTAAL: 1}
_NETTO = {Post.RESULTAAT_VOOR_BELASTING: 1, Post.RESULTAAT: 1, Post.EIGEN_VERMOGEN: 1}
_WINST = {Post.BEDRIJFSRESULTAAT: 1, **_NETTO, **_GELD}


def _min(beweegt: Mapping[Post, int]) -> dict[Post, int]:
    return {post: -richting for post, richting in beweegt.items()}


_ZONDER_GELD = _min({Post.BEDRIJFSRESULTAAT: 1, **_NETTO})
_KOSTEN = {Post.BEDRIJFSLASTEN: 1, **_min(_WINST)}


def _aanname(
    naam: str,
    beweegt: Mapping[Post, int],
    gevolg: str,
    van: Post | None = None,
    gericht: bool = False,
    onbekend: frozenset[Post] = frozenset(),
) -> Aanname:
    return Aanname(naam, MappingProxyType(beweegt), onbekend, van, gericht or van is not None, gevolg)


AANNAMEN: Mapping[str, Aanname] = MappingProxyType(
    {
        aanname.naam: aanname
        for aanname in (
            _aanname(
                "opbrengsten",
                {Post.OPBRENGSTEN: 1, **_WINST},
                "meer of minder opbrengsten bij gelijke kosten",
                van=Post.OPBRENGSTEN,
                onbekend=frozenset({Post.NETTO_OMZET, Post.JEUGDHULPOPBRENGSTEN}),
            ),
            _aanname(
                "personeelskosten",
                {Post.PERSONEELSKOSTEN: 1, **_KOSTEN},
                "hogere of lagere personeelskosten",
                van=Post.PERSONEELSKOSTEN,
                onbekend=frozenset({Post.PERSONEEL_NIET_IN_LOONDIENST}),
            ),
            _aanname(
                "personeel_niet_in_loondienst",
                {Post.PERSONEEL_NIET_IN_LOONDIENST: 1, Post.PERSONEELSKOSTEN: 1, **_KOSTEN},
                "meer of minder inhuur, als deel van de personeelskosten",
                van=Post.PERSONEEL_NIET_IN_LOONDIENST,
            ),
            _aanname(
                "bedrijfslasten",
                _KOSTEN,
                "andere bedrijfslasten die worden betaald, bovenop wat hiervoor is aangenomen",
                van=Post.BEDRIJFSLASTEN,
            ),
            _aanname(
                "afschrijvingen",
                {
                    Post.AFSCHRIJVINGEN: 1,
                    Post.BEDRIJFSLASTEN: 1,
                    **_ZONDER_GELD,
                    Post.VASTE_ACTIVA: -1,
                    Post.BALANSTOTAAL: -1,
                },
                "meer of minder afschrijving op de vaste activa; het geld blijft",
                van=Post.AFSCHRIJVINGEN,
            ),
            _aanname(
                "rentelasten",
                {Post.RENTELASTEN: 1, **_min({**_NETTO, **_GELD})},
                "hogere of lagere rente",
                van=Post.RENTELASTEN,
            ),
            _aanname(
                "resultaat",
                {**_NETTO, **_GELD},
                "een bate of last onder het bedrijfsresultaat, die wordt ontvangen of betaald",
                gericht=True,
            ),
            _aanname(
                "dotatie_voorzieningen",
                {Post.VOORZIENINGEN: 1, Post.BEDRIJFSLASTEN: 1, **_ZONDER_GELD},
                "een dotatie aan de voorzieningen; het geld blijft (met een min: een vrijval)",
            ),
            _aanname(
                "uitstel_belasting",
                {Post.KORTLOPENDE_SCHULDEN: 1, **_GELD},
                "belasting later betalen: het geld blijft, als kortlopende schuld (met een min: alsnog betalen)",
            ),
            _aanname(
                "lening",
                {Post.LANGLOPENDE_SCHULDEN: 1, **_GELD},
                "een nieuwe langlopende lening (met een min: aflossen)",
            ),
            _aanname(
                "herfinanciering",
                {Post.KORTLOPENDE_SCHULDEN: -1, Post.LANGLOPENDE_SCHULDEN: 1},
                "kortlopende schuld wordt langlopend (met een min: andersom)",
            ),
            _aanname(
                "investering",
                {Post.VASTE_ACTIVA: 1, Post.LIQUIDE_MIDDELEN: -1, Post.VLOTTENDE_ACTIVA: -1},
                "geld wordt vaste activa (met een min: verkoop tegen de boekwaarde)",
            ),
            _aanname(
                "storting",
                {Post.EIGEN_VERMOGEN: 1, **_GELD},
                "een storting in het eigen vermogen, buiten het resultaat om (met een min: een onttrekking)",
            ),
        )
    }
)
"""Every assumption by name, in the order in which they are shown."""

NIET_ONDER_NUL = frozenset(
    {
        Post.OPBRENGSTEN,
        Post.PERSONEELSKOSTEN,
        Post.PERSONEEL_NIET_IN_LOONDIENST,
        Post.AFSCHRIJVINGEN,
        Post.BEDRIJFSLASTEN,
        Post.RENTELASTEN,
        Post.VASTE_ACTIVA,
        Post.VOORZIENINGEN,
        Post.LANGLOPENDE_SCHULDEN,
        Post.KORTLOPENDE_SCHULDEN,
    }
)
"""Posts that an assumption cannot take below zero; cash and current assets it can, and then money is short."""
