"""The quality of the result: what stands behind the figures that decide, and changes no trede by itself.

Facts beside the judgement: the result without one-off items, the equity that is free to bear losses, what stands
behind the creditors, a result that is high, and a legal form in which the result holds the owner's pay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.beoordeling import Beoordeling, beoordeel
from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS, Uitkomst, bereken
from ews_cli.core.thresholds import Thresholds

HOOG_RENDEMENT = Fraction(7, 100)
"""Above this share of revenue a result asks for a look on the other axis: profit, not continuity."""
HOOG_RENDEMENT_BRON = "EY voor VWS"

_INCIDENTEEL = (Post.INCIDENTELE_BATEN, Post.INCIDENTELE_LASTEN)
_VORMEN = (
    ("eenmanszaak", re.compile(r"\beenmanszaak\b")),
    ("vof", re.compile(r"(?<![\w.])v\.?\s?o\.?\s?f\.?(?!\w)|\bvennootschap onder firma\b")),
    ("maatschap", re.compile(r"\bmaatschap\b")),
)
_ANDERE_VORM = re.compile(
    r"\b(?:stichting|vereniging|co[oö]peratie|besloten vennootschap|naamloze vennootschap)\b"
    r"|(?<![\w.])(?:b\.?\s?v|n\.?\s?v)\.?(?!\w)"
)


class Genormaliseerd(NamedTuple):
    """The result without one-off gains and losses.

    Attributes:
        resultaat: euro; None when one of the two is missing.
        rentabiliteit: of that result, or why it is unknown.
        beoordeling: the judgement with the normalised result in every year; a year that does not name both its
            one-off gains and losses has no normalised result, and so is unknown.
    """

    resultaat: Decimal | None
    rentabiliteit: Uitkomst
    beoordeling: Beoordeling


class Vermogen(NamedTuple):
    """Equity measured in another way, in euro, and as a share of the balance total."""

    bedrag: Decimal
    aandeel: Uitkomst


@dataclass(frozen=True, slots=True)
class Kwaliteit:
    """What there is to say of the quality of a year's result; None where there is nothing.

    Attributes:
        genormaliseerd: where the accounts name one-off gains or losses, or only the balance of both.
        vrij_vermogen: equity without bestemmingsfondsen, where there are any.
        garantievermogen: equity with subordinated loans, where there are any.
        hoog_rendement: the rentabiliteit, where it is above `HOOG_RENDEMENT` and no pay of owners is in it.
        rechtsvorm: a legal form in which the result holds the owner's pay (`vof`, `maatschap`, `eenmanszaak`).
    """

    genormaliseerd: Genormaliseerd | None = None
    vrij_vermogen: Vermogen | None = None
    garantievermogen: Vermogen | None = None
    hoog_rendement: Fraction | None = None
    rechtsvorm: str | None = None

    @property
    def iets(self) -> bool:
        """Whether there is anything to say."""
        return self != Kwaliteit()


def kwaliteit(jaren: Sequence[Jaarrekening], vorm: str, thresholds: Thresholds, peildatum: date) -> Kwaliteit:
    """The quality of the last of a provider's years; `vorm` is its legal form, or a name that may hold that."""
    jaar = jaren[-1]
    rendement = bereken(RATIOS["rentabiliteit"], jaar).waarde
    rechtsvorm = beloning_in_winst(vorm)
    hoog = rendement is not None and rendement > HOOG_RENDEMENT and rechtsvorm is None
    return Kwaliteit(
        genormaliseerd=_genormaliseerd(jaren, thresholds, peildatum),
        vrij_vermogen=_vermogen(jaar, Post.BESTEMMINGSFONDSEN, -1),
        garantievermogen=_vermogen(jaar, Post.ACHTERGESTELDE_LENINGEN, 1),
        hoog_rendement=rendement if hoog else None,
        rechtsvorm=rechtsvorm,
    )


def beloning_in_winst(vorm: str) -> str | None:
    """The legal form in a text, as a name, where it is one in which the owner's pay is in the profit."""
    tekst = vorm.casefold()
    if _ANDERE_VORM.search(tekst):
        return None
    return next((vorm for vorm, patroon in _VORMEN if patroon.search(tekst)), None)


def _vermogen(jaar: Jaarrekening, post: Post, richting: int) -> Vermogen | None:
    """Equity with or without a post, where that is there and not nil."""
    ander, eigen = jaar.bedrag(post), jaar.bedrag(Post.EIGEN_VERMOGEN)
    if not ander or eigen is None:
        return None
    bedrag = eigen + richting * ander
    anders = _met(jaar, {Post.EIGEN_VERMOGEN: bedrag})
    return Vermogen(bedrag, bereken(RATIOS["solvabiliteit"], anders))


def _genormaliseerd(
    jaren: Sequence[Jaarrekening], thresholds: Thresholds, peildatum: date
) -> Genormaliseerd | None:
    jaar = jaren[-1]
    if not any(jaar.bedrag(post) or post in jaar.ontbreekt for post in _INCIDENTEEL):
        return None
    anders = [_zonder_incidenteel(ander) for ander in jaren]
    return Genormaliseerd(
        anders[-1].bedrag(Post.RESULTAAT),
        bereken(RATIOS["rentabiliteit"], anders[-1]),
        beoordeel(anders, thresholds, peildatum),
    )


def _zonder_incidenteel(jaar: Jaarrekening) -> Jaarrekening:
    """The year without its one-off items; where one of the two is missing, it has no result."""
    resultaat, baten, lasten = (jaar.bedrag(post) for post in (Post.RESULTAAT, *_INCIDENTEEL))
    if resultaat is None or baten is None or lasten is None:
        mist = [p for p in _INCIDENTEEL if p not in jaar.posten]
        waarom = "; ".join(dict.fromkeys(jaar.ontbreekt[p] for p in mist if p in jaar.ontbreekt))
        reden = f"niet te normaliseren zonder {' en '.join(p.tekst for p in mist)} over {jaar.boekjaar}"
        reden += f" ({waarom})" if waarom else ""
        posten = dict(jaar.posten)
        posten.pop(Post.RESULTAAT, None)
        ontbreekt = {**jaar.ontbreekt, **({Post.RESULTAAT: reden} if mist else {})}
        return replace(jaar, posten=MappingProxyType(posten), ontbreekt=MappingProxyType(ontbreekt))
    nul = Decimal(0)
    return _met(
        jaar,
        {
            Post.RESULTAAT: resultaat - baten + lasten,
            Post.INCIDENTELE_BATEN: nul,
            Post.INCIDENTELE_LASTEN: nul,
        },
    )


def _met(jaar: Jaarrekening, anders: dict[Post, Decimal]) -> Jaarrekening:
    nieuw = {post: Bedrag(bedrag, Herkomst.AFGELEID) for post, bedrag in anders.items()}
    return replace(jaar, posten=MappingProxyType({**jaar.posten, **nieuw}))
