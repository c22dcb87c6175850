"""Money that runs out under assumptions: how much is short, and the year with that as a debt to the bank.

The table of what moves what knows no bank, so that cash falls below zero. In a balance that is a short-term debt:
equity stays what it is, the balance total and the current ratio do not.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from ews_cli.core.jaarrekening import Bedrag, Herkomst, Jaarrekening
from ews_cli.core.posten import Post

_VAN_GELD = (Post.LIQUIDE_MIDDELEN, Post.VLOTTENDE_ACTIVA)


def geldtekort(voor: Jaarrekening, na: Jaarrekening) -> Decimal | None:
    """What is short when the assumptions take the cash, or where that is unknown the current assets, below zero."""
    for post in _VAN_GELD:
        was, wordt = voor.bedrag(post), na.bedrag(post)
        if was is not None and wordt is not None:
            return -wordt if wordt < 0 and wordt < was else None
    return None


def als_bankschuld(na: Jaarrekening, tekort: Decimal) -> Jaarrekening:
    """The year with the money that is short as a short-term debt; a missing post stays missing."""
    meer = (*_VAN_GELD, Post.BALANSTOTAAL, Post.KORTLOPENDE_SCHULDEN)
    anders = {
        post: Bedrag(na.posten[post].waarde + tekort, Herkomst.OPGEGEVEN)
        for post in meer
        if post in na.posten
    }
    passiva = na.totaal_passiva and na.totaal_passiva._replace(waarde=na.totaal_passiva.waarde + tekort)
    return replace(na, posten=MappingProxyType({**na.posten, **anders}), totaal_passiva=passiva)
