"""The quality of the result: what stands beside the figures that decide, in the report and in the JSON."""

from __future__ import annotations

from typing import Any

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.jaarrekening import Jaarrekening
from ews_cli.core.kwaliteit import HOOG_RENDEMENT, HOOG_RENDEMENT_BRON, Genormaliseerd, Vermogen
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Eenheid, Uitkomst
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.blocks import Items, Piece, Pieces, Section, muted, words
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import euro_text, plain_decimal, ratio_text, value_bounds
from ews_cli.reports.verdict import tone_of, trede_text

TITLE = "Kwaliteit van het resultaat"
ONE_OFF = (Post.INCIDENTELE_BATEN, Post.INCIDENTELE_LASTEN)
GIVE = "wat u weet, geeft u met --incidentele-baten en --incidentele-lasten"


def quality(result: Result, run: Run) -> Section:
    """What there is to say; without anything the section has no content."""
    found = result.kwaliteit
    rows: list[tuple[Piece, Pieces]] = []
    if found.genormaliseerd is not None:
        rows.append((Piece("genormaliseerd"), _normal(found.genormaliseerd, result, run.thresholds)))
    if found.vrij_vermogen is not None:
        what = "zonder bestemmingsfondsen", "vrije solvabiliteit"
        rows.append((Piece("vrij vermogen"), words(_equity(found.vrij_vermogen, result, *what))))
    if found.garantievermogen is not None:
        what = "met achtergestelde leningen", "garantievermogen / balanstotaal"
        rows.append((Piece("garantievermogen"), words(_equity(found.garantievermogen, result, *what))))
    if found.hoog_rendement is not None:
        shown = ratio_text(found.hoog_rendement, Eenheid.PERCENT, [HOOG_RENDEMENT])
        limit = ratio_text(HOOG_RENDEMENT, Eenheid.PERCENT).replace(",0", "")
        text = (
            f"{shown} is meer dan {limit}: een opmerking over winst, geen trede en geen zorg om continuïteit"
        )
        rows.append((Piece("hoog rendement"), (Piece(text), muted(f" [{HOOG_RENDEMENT_BRON}]"))))
    if found.rechtsvorm is not None:
        how = "volgens de jaarrekening" if result.aanbieder.rechtsvorm else "naar de naam"
        text = (
            f"{found.rechtsvorm} ({how}): de beloning van de eigenaren zit in de winst, dus rentabiliteit "
            "is niet te vergelijken met die van een stichting of bv"
        )
        rows.append((Piece("rechtsvorm"), words(text)))
    return Section(TITLE, (Items(tuple(rows)),) if rows else ())


def _normal(normal: Genormaliseerd, result: Result, policy: Thresholds) -> Pieces:
    """The result without one-off items beside the reported one, with the trede that it would mean."""
    jaar, judged = result.beoordeling.jaar, normal.beoordeling
    reported = jaar.bedrag(Post.RESULTAAT)
    known = jaar.eenheid is not None
    told = "" if reported is None else f" (gerapporteerd {euro_text(reported, known)})"
    if normal.resultaat is None:
        reason = (normal.rentabiliteit.reden or "").removeprefix("resultaat: ")
        return words(f"niet te bepalen{told}: {reason}; {GIVE}")
    ratio = _percent(normal.rentabiliteit, result)
    amount = euro_text(normal.resultaat, known)
    text = f"resultaat zonder incidentele baten en lasten {amount}{told}, rentabiliteit {ratio}"
    text += f"; {_one_off(jaar, known)}"
    if _reach(judged) == _reach(result.beoordeling):
        return words(f"{text}; de trede blijft daarmee gelijk")
    outcome = trede_text(judged, policy).replace("Trede", "trede", 1)
    why = next((o.reden for o in judged.oordelen if o.reden), None)
    if judged.ten_minste == 1 < judged.ten_hoogste:
        return words(f"{text}; de {outcome.replace('trede', 'trede is daarmee', 1)}{_doubt(why)}")
    return (
        Piece(f"{text}; daarmee zou het "),
        Piece(outcome, tone_of(judged.ten_minste, judged.ten_hoogste)),
        Piece(f" zijn{_doubt(why)}"),
    )


def _doubt(why: str | None) -> str:
    return f" ({why}; {GIVE})" if why else ""


def _one_off(jaar: Jaarrekening, known: bool) -> str:
    """The one-off amounts, each with where it came from: `incidentele baten € 350.000 (Balans!C5)`."""
    return ", ".join(
        f"{post.tekst} {euro_text(bedrag.waarde, known)} ({bedrag.cel or bedrag.herkomst.value})"
        for post in ONE_OFF
        if (bedrag := jaar.posten.get(post))
    )


def _reach(judged: Beoordeling) -> tuple[int, int]:
    return judged.ten_minste, judged.ten_hoogste


def _equity(equity: Vermogen, result: Result, what: str, share: str) -> str:
    jaar = result.beoordeling.jaar
    known, own = jaar.eenheid is not None, jaar.bedrag(Post.EIGEN_VERMOGEN)
    beside = "" if own is None else f" (eigen vermogen {euro_text(own, known)})"
    return f"{euro_text(equity.bedrag, known)} {what}{beside}; {share} {_percent(equity.aandeel, result)}"


def _percent(outcome: Uitkomst, result: Result) -> str:
    """A percentage on the right side of every bound of the criteria, or why there is none."""
    if outcome.waarde is None:
        return f"niet te bepalen ({outcome.reden})"
    judged = result.beoordeling.oordelen
    limits = [b for o in judged if o.versie for b in value_bounds(o.versie.bands)]
    return ratio_text(outcome.waarde, Eenheid.PERCENT, limits)


def fields(result: Result) -> dict[str, Any]:
    """The same for the JSON; what there is nothing to say of is null, and so is euro without a known unit."""
    found, known = result.kwaliteit, result.beoordeling.jaar.eenheid is not None
    normal, high = found.genormaliseerd, found.hoog_rendement
    return {
        "genormaliseerd": None
        if normal is None
        else {
            "resultaat": plain_decimal(normal.resultaat) if known and normal.resultaat is not None else None,
            "rentabiliteit": _value(normal.rentabiliteit),
            "trede": normal.beoordeling.trede,
            "ten_minste": normal.beoordeling.ten_minste,
            "ten_hoogste": normal.beoordeling.ten_hoogste,
            "reden": normal.rentabiliteit.reden,
            "incidenteel": {post.value: _amount_fields(result.beoordeling.jaar, post) for post in ONE_OFF},
        },
        "vrij_vermogen": _equity_fields(found.vrij_vermogen, known),
        "garantievermogen": _equity_fields(found.garantievermogen, known),
        "hoog_rendement": None
        if high is None
        else {
            "rentabiliteit": plain_decimal(high),
            "grens": plain_decimal(HOOG_RENDEMENT),
            "bron": HOOG_RENDEMENT_BRON,
        },
        "rechtsvorm": found.rechtsvorm,
    }


def _equity_fields(equity: Vermogen | None, known: bool) -> dict[str, Any] | None:
    if equity is None:
        return None
    return {
        "bedrag": plain_decimal(equity.bedrag) if known else None,
        "aandeel": _value(equity.aandeel),
        "reden": equity.aandeel.reden,
    }


def _amount_fields(jaar: Jaarrekening, post: Post) -> dict[str, Any] | None:
    bedrag = jaar.posten.get(post)
    if bedrag is None:
        return None
    amount = plain_decimal(bedrag.waarde) if jaar.eenheid is not None else None
    return {"bedrag": amount, "herkomst": bedrag.herkomst.value, "cel": bedrag.cel}


def _value(outcome: Uitkomst) -> str | None:
    return None if outcome.waarde is None else plain_decimal(outcome.waarde)
