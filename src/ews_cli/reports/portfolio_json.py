"""The views of a portfolio as plain values, for JSON: amounts, shares and ratios are decimal texts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ews_cli.core.cbs import CBS_BRON
from ews_cli.core.concentratie import HHI_BRON, hhi_tekst
from ews_cli.reports.regions import Crucial, Portion, Region
from ews_cli.reports.registered import Registered
from ews_cli.reports.rows import Exact, plain_decimal
from ews_cli.reports.sector import Context, place
from ews_cli.reports.sector_sections import class_names
from ews_cli.reports.standing import Standing

_DIGITS = 12


def register(view: Registered, regions: Sequence[Region], functions: Sequence[Crucial]) -> dict[str, Any]:
    """The register and the run: who is only in one of both, each region, and every crucial function."""
    absent = [lid.inschrijving for lid in view.leden if lid.standing is None]
    return {
        "bestand": view.register.bestand,
        "aanbieders": len(view.leden),
        "zonder_jaarrekening": [{"naam": who.naam or None, "kvk": who.kvk} for who in absent],
        "niet_in_register": [{"naam": s.naam, "kvk": s.kvk} for s in view.buiten],
        "naam_past_bij_meer": [{"naam": s.naam, "kvk": s.kvk} for s in view.twijfel],
        "hhi_bron": HHI_BRON,
        "regios": [_region(region) for region in regions],
        "cruciale_functies": [function._asdict() for function in functions],
    }


def _region(region: Region) -> dict[str, Any]:
    return {
        "regio": region.regio,
        "aanbieders": region.aanbieders,
        "met_cijfers": region.met_cijfers,
        "jeugdhulpomzet": _turnover(region),
        "jeugdhulpomzet_onbekend": region.omzet_onbekend,
        "standen": [_portion(portion) for portion in region.standen],
        "aandeel_trede_3_of_hoger": _decimal(region.alarm),
        "aandeel_mogelijk_trede_3_of_hoger": _decimal(region.kan_alarm),
        "grootste": [{"naam": naam, "aandeel": _decimal(share)} for naam, share in region.grootsten],
        "aandeel_drie_grootste": _decimal(region.aandeel_drie),
        "hhi": _decimal(region.hhi),
        "hhi_betekenis": None if region.hhi is None else hhi_tekst(region.hhi),
    }


def _portion(portion: Portion) -> dict[str, Any]:
    return {
        "soort": portion.plaats.soort,
        "trede": portion.plaats.trede,
        "aanbieders": portion.aanbieders,
        "jeugdhulpomzet": _turnover(portion),
        "jeugdhulpomzet_onbekend": portion.omzet_onbekend,
        "aandeel": _decimal(portion.aandeel),
    }


def _turnover(of: Region | Portion) -> str | None:
    """The known turnover; null when there are providers and nothing of theirs is known."""
    return None if of.omzet_onbekend and of.omzet_onbekend == of.aanbieders else plain_decimal(of.omzet)


def _decimal(value: Exact | None) -> str | None:
    return None if value is None else plain_decimal(value)


def sector(contexts: Sequence[Context]) -> dict[str, Any]:
    """The spread of each criterion, with how each figure was made."""
    return {
        "kwantielen": "lineair tussen de twee naaste waarden, als PERCENTIEL.INC",
        "cbs_bron": CBS_BRON,
        "criteria": {context.criterium: _context(context) for context in contexts},
    }


def _context(context: Context) -> dict[str, Any]:
    spread = context.spreiding
    return {
        "formule": context.ratio.formule,
        "aanbieders": 0 if spread is None else len(spread.waarden),
        "niet_te_bepalen": context.onbekend,
        "laagste": None if spread is None else _float(spread.waarden[0]),
        "mediaan": None if spread is None else _float(spread.mediaan),
        "hoogste": None if spread is None else _float(spread.waarden[-1]),
        "decielen": [_float(v) for v in spread.decielen] if spread and spread.decielen else None,
        "van_de_totalen": None if context.totalen is None else _float(context.totalen),
        "van_de_totalen_aanbieders": context.totalen_aantal,
        "cbs_klassen": dict(zip(class_names(context), context.klassen, strict=True)),
    }


def _float(value: float) -> str:
    return plain_decimal(Fraction(f"{value:.{_DIGITS}g}"))


def places(standing: Standing, contexts: Sequence[Context]) -> dict[str, Any]:
    """Where one provider stands on each criterion; null where its value is unknown."""
    found = {context.criterium: place(standing, context) for context in contexts}
    return {
        naam: None if where is None else {**where._asdict(), "percentiel": _decimal(where.percentiel)}
        for naam, where in found.items()
    }
