"""The ratios: one pure function each, whose first docstring line is the formula shown to users.

The parameters of a function name the posts that it needs; nothing else lists them. The functions take
`Decimal` or `Fraction`; `bereken` gives them fractions, so that a comparison with a threshold is exact
(1/7 - 43/350 is 0.02 to the last digit, which no decimal quotient can say). Whole amounts it gives as ints, which
add up several times as fast and whose quotient is that fraction.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar, overload

from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.posten import Overzicht, Post

Getal = TypeVar("Getal", Decimal, Fraction)


class DenominatorError(ArithmeticError):
    """The denominator is zero or negative, so that the ratio has no meaning."""


class Eenheid(StrEnum):
    """In what a ratio is expressed: a percentage of something, a plain ratio, or days."""

    PERCENT = "percent"
    RATIO = "ratio"
    DAGEN = "dagen"


@overload
def _per(teller: Decimal, noemer: Decimal) -> Decimal: ...
@overload
def _per(teller: Fraction, noemer: Fraction) -> Fraction: ...
def _per(teller: Any, noemer: Any) -> Any:
    if noemer <= 0:
        raise DenominatorError
    return Fraction(teller, noemer) if type(teller) is int is type(noemer) else teller / noemer


def solvabiliteit(eigen_vermogen: Getal, balanstotaal: Getal) -> Getal:
    """eigen_vermogen / balanstotaal

    A fraction. The draaiboek (§1.2) names solvabiliteit and gives no formula; this is the usual one, and
    not equity / revenue, which care calls weerstandsvermogen. Raises DenominatorError.
    """
    return _per(eigen_vermogen, balanstotaal)


def rentabiliteit(resultaat: Getal, opbrengsten: Getal) -> Getal:
    """resultaat / opbrengsten

    A fraction. The draaiboek (§2.2, footnote 6) looks at the exploitatieresultaat, so this is the result
    as a share of revenue and never the return on equity. Raises DenominatorError.
    """
    return _per(resultaat, opbrengsten)


def liquiditeit(vlottende_activa: Getal, kortlopende_schulden: Getal) -> Getal:
    """vlottende_activa / kortlopende_schulden

    The current ratio, a plain ratio. The draaiboek (§1.2) speaks of pressure and arrears, for which it
    is only a stand-in. Raises DenominatorError.
    """
    return _per(vlottende_activa, kortlopende_schulden)


def weerstandsvermogen(eigen_vermogen: Getal, opbrengsten: Getal) -> Getal:
    """eigen_vermogen / opbrengsten

    A fraction; CBS StatLine 83670NED. Raises DenominatorError.
    """
    return _per(eigen_vermogen, opbrengsten)


def solvabiliteit_2(eigen_vermogen: Getal, voorzieningen: Getal, balanstotaal: Getal) -> Getal:
    """(eigen_vermogen + voorzieningen) / balanstotaal

    A fraction; the definition of the education inspectorate. Raises DenominatorError.
    """
    return _per(eigen_vermogen + voorzieningen, balanstotaal)


def garantievermogen(eigen_vermogen: Getal, achtergestelde_leningen: Getal, balanstotaal: Getal) -> Getal:
    """(eigen_vermogen + achtergestelde_leningen) / balanstotaal

    A fraction. Raises DenominatorError.
    """
    return _per(eigen_vermogen + achtergestelde_leningen, balanstotaal)


def quick_ratio(
    vlottende_activa: Getal, voorraden: Getal, onderhanden_werk: Getal, kortlopende_schulden: Getal
) -> Getal:
    """(vlottende_activa - voorraden - onderhanden_werk) / kortlopende_schulden

    A plain ratio. Raises DenominatorError.
    """
    return _per(vlottende_activa - voorraden - onderhanden_werk, kortlopende_schulden)


def liquiditeit_in_dagen(liquide_middelen: Getal, bedrijfslasten: Getal, afschrijvingen: Getal) -> Getal:
    """liquide_middelen / (bedrijfslasten - afschrijvingen) * 365

    Days that the cash at hand pays the running costs. Raises DenominatorError.
    """
    return _per(liquide_middelen, bedrijfslasten - afschrijvingen) * 365


def bedrijfsrendement(bedrijfsresultaat: Getal, opbrengsten: Getal) -> Getal:
    """bedrijfsresultaat / opbrengsten

    A fraction. Raises DenominatorError.
    """
    return _per(bedrijfsresultaat, opbrengsten)


def genormaliseerde_rentabiliteit(
    resultaat: Getal, incidentele_baten: Getal, incidentele_lasten: Getal, opbrengsten: Getal
) -> Getal:
    """(resultaat - incidentele_baten + incidentele_lasten) / opbrengsten

    A fraction: the result without one-off gains and losses. Raises DenominatorError.
    """
    return _per(resultaat - incidentele_baten + incidentele_lasten, opbrengsten)


def pnil_ratio(personeel_niet_in_loondienst: Getal, personeelskosten: Getal) -> Getal:
    """personeel_niet_in_loondienst / personeelskosten

    A fraction; one of the quarterly items of the Jeugdautoriteit's EWS. Raises DenominatorError.
    """
    return _per(personeel_niet_in_loondienst, personeelskosten)


def rentedekking(bedrijfsresultaat: Getal, rentelasten: Getal) -> Getal:
    """bedrijfsresultaat / rentelasten

    A plain ratio: how many times the operating result pays the interest. Raises DenominatorError.
    """
    return _per(bedrijfsresultaat, rentelasten)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio that a threshold file may use.

    Attributes:
        naam: its name, as in thresholds.yaml.
        functie: the pure function.
        eenheid: how it is written.
        hoger_is_beter: False where more is worse.
        formule: the first line of the function's docstring.
        posten: the posts that it needs, in the order of the parameters.
    """

    naam: str
    functie: Callable[..., Fraction]
    eenheid: Eenheid
    hoger_is_beter: bool
    formule: str
    posten: tuple[Post, ...]

    @property
    def tekst(self) -> str:
        """The name as a person reads it."""
        return self.naam.replace("_", " ")

    @property
    def vraagt_heel_jaar(self) -> bool:
        """Whether it holds a balance beside the flow of a year, so that the length of that year matters."""
        stroom = {post.overzicht is Overzicht.RESULTATENREKENING for post in self.posten}
        return len(stroom) == 2

    @property
    def noemer(self) -> str:
        """The denominator as the formula has it."""
        return self.formule.partition(" / ")[2].removesuffix(" * 365").strip("()")


def _ratio(functie: Callable[..., Fraction], eenheid: Eenheid, hoger_is_beter: bool = True) -> Ratio:
    return Ratio(
        functie.__name__,
        functie,
        eenheid,
        hoger_is_beter,
        (functie.__doc__ or "").partition("\n")[0],
        tuple(Post(naam) for naam in inspect.signature(functie).parameters),
    )


RATIOS: dict[str, Ratio] = {
    ratio.naam: ratio
    for ratio in (
        _ratio(solvabiliteit, Eenheid.PERCENT),
        _ratio(rentabiliteit, Eenheid.PERCENT),
        _ratio(liquiditeit, Eenheid.RATIO),
        _ratio(weerstandsvermogen, Eenheid.PERCENT),
        _ratio(solvabiliteit_2, Eenheid.PERCENT),
        _ratio(garantievermogen, Eenheid.PERCENT),
        _ratio(quick_ratio, Eenheid.RATIO),
        _ratio(liquiditeit_in_dagen, Eenheid.DAGEN),
        _ratio(bedrijfsrendement, Eenheid.PERCENT),
        _ratio(genormaliseerde_rentabiliteit, Eenheid.PERCENT),
        _ratio(pnil_ratio, Eenheid.PERCENT, hoger_is_beter=False),
        _ratio(rentedekking, Eenheid.RATIO),
    )
}
"""Every ratio by name; the first three decide by default, the rest inform."""


class Uitkomst(NamedTuple):
    """A ratio of one year: either a value, or the reason why it cannot be determined (Dutch)."""

    waarde: Fraction | None
    reden: str | None = None


def exact(bedrag: Decimal) -> Fraction:
    """An amount as a fraction."""
    return Fraction(*bedrag.as_integer_ratio())


def bereken(ratio: Ratio, jaar: Jaarrekening) -> Uitkomst:
    """The ratio of one year: exact, or *niet te bepalen* with its reason; never raises on data."""
    gevonden = waarde_van(ratio, jaar)
    return Uitkomst(None, _reden(ratio, jaar)) if gevonden is None else Uitkomst(gevonden)


def waarde_van(ratio: Ratio, jaar: Jaarrekening) -> Fraction | None:
    """The ratio of one year, None where it cannot be determined: what `bereken` gives, without the reason."""
    posten = jaar.posten
    try:
        gevonden = [posten[post].waarde.as_integer_ratio() for post in ratio.posten]
    except KeyError:
        return None
    if jaar.maanden != 12 and ratio.vraagt_heel_jaar:
        return None
    try:
        return ratio.functie(
            *[teller if noemer == 1 else Fraction(teller, noemer) for teller, noemer in gevonden]
        )
    except DenominatorError:
        return None


def _reden(ratio: Ratio, jaar: Jaarrekening) -> str:
    """Why a ratio cannot be determined."""
    ontbrekend = [post for post in ratio.posten if post not in jaar.posten]
    if ontbrekend:
        return "; ".join([f"{post.tekst}: {jaar.reden(post)}" for post in ontbrekend])
    if jaar.maanden != 12 and ratio.vraagt_heel_jaar:
        return f"het boekjaar telt {jaar.maanden} maanden en geen 12"
    return f"{ratio.noemer.replace('_', ' ')} is nul of negatief"
