"""The first screen of a report: who, when, which trede, and why in plain sentences."""

from __future__ import annotations

from ews_cli.core.beoordeling import Beoordeling, Oordeel
from ews_cli.core.jaarrekening import PLANS, Basis, Jaarrekening, Resultaatbestemming
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Ratio
from ews_cli.core.thresholds import Band, Thresholds, Vergelijking, Version
from ews_cli.core.tussentijds import Beeld
from ews_cli.reports.blocks import Items, Paragraph, Piece, Section, Tone, muted, strong, words
from ews_cli.reports.result import Result, Run
from ews_cli.reports.rows import (
    age_text,
    bound_text,
    change_bounds,
    change_text,
    date_text,
    ratio_text,
    unit_text,
    value_bounds,
)

TONES = {1: Tone.GOOD, 2: Tone.PLAIN, 3: Tone.WARN}
"""How a trede is coloured; what is not here is bad."""


def tone_of(trede: int, ten_hoogste: int | None = None) -> Tone:
    """The tone of a trede, or of a range of them: what is unknown is never as good as trede 1."""
    certain = ten_hoogste is None or ten_hoogste == trede
    return TONES.get(trede, Tone.BAD) if certain or trede > 1 else Tone.PLAIN


def heading(result: Result, run: Run) -> Section:
    """Provider, balansdatum, age of the figures, basis, unit and file."""
    jaar = result.beoordeling.jaar
    unnamed = "" if result.named else "naam niet in het bestand, "
    kvk = f"KvK {result.aanbieder.kvk}" if result.aanbieder.kvk else "KvK-nummer onbekend"
    period = "" if jaar.maanden == 12 else f" over {jaar.maanden} maanden"
    age = (
        f"peildatum {date_text(run.peildatum)}"
        if jaar.balansdatum > run.peildatum
        else f"{age_text(jaar.balansdatum, run.peildatum)} op {date_text(run.peildatum)}"
    )
    basis = (
        "basis onbekend (enkelvoudig of geconsolideerd)" if jaar.basis is Basis.ONBEKEND else jaar.basis.value
    )
    interim = (picture.cijfers for picture in reversed(result.tussentijds))
    files = ", ".join(dict.fromkeys(figures.bestand for figures in (*interim, *reversed(result.jaren))))
    kind = f"Jaarrekening{period}" if result.has_accounts else f"Geen jaarrekening; {_instead(jaar)}{period}"
    facts = [basis, unit_text(jaar.eenheid), *([jaar.accountant] if jaar.accountant else [])]
    return Section(
        "",
        (
            Paragraph((strong(result.aanbieder.naam), muted(f" · {unnamed}{kvk}"))),
            Paragraph(words(f"{kind} per {date_text(jaar.balansdatum)}, {age}")),
            Paragraph((muted(" · ".join(facts)),)),
            Paragraph((muted(files),)),
        ),
    )


def _instead(jaar: Jaarrekening) -> str:
    """What there is where there are no annual accounts."""
    return "cijfers van een plan" if jaar.soort in PLANS else "tussentijdse cijfers"


def trede_text(judged: Beoordeling | Beeld, policy: Thresholds) -> str:
    """The trede in words: `Trede 4 — problematisch`, or `Trede ten minste 3 (3 tot en met 5)`."""
    if judged.trede is not None:
        return f"Trede {judged.trede} — {policy.treden[judged.trede].naam}"
    reach = f"({judged.ten_minste} tot en met {judged.ten_hoogste})"
    if judged.ten_minste == 1:
        return f"Trede niet te bepalen {reach}"
    return f"Trede ten minste {judged.ten_minste} {reach}"


def verdict(result: Result, run: Run) -> Section:
    """The trede, the figures that decide it, what is in doubt, and the plan that is asked."""
    judged, policy = result.beoordeling, run.thresholds
    title = trede_text(judged, policy)
    if result.signalen is not None:  # other treden stand beside it
        title = f"Berekend: {title.replace('Trede', 'trede', 1)}"
    tone = tone_of(judged.ten_minste) if judged.trede or judged.ten_minste > 1 else Tone.WARN
    first = "want" if judged.trede or judged.bepalend else "wel bekend:"
    if not result.has_accounts:
        why = f"geen jaarrekening; wat de {_instead(judged.jaar)} zeggen staat hieronder, en is geen trede"
        return Section(title, (Paragraph(words(why)), Paragraph((muted("Signaal, geen oordeel."),))), tone)
    lines = [Paragraph(words(f"{'en' if n else first} {line}")) for n, line in enumerate(reasons(result))]
    if judged.trede is None:
        lines.append(Paragraph((Piece(_could_be_higher(judged), Tone.WARN),)))
    lines += [Paragraph((Piece(f"Let op: {caveat}", Tone.WARN),)) for caveat in caveats(judged)]
    lines.append(Paragraph((muted("Signaal, geen oordeel."),)))
    return Section(title, tuple(lines), tone)


def reasons(result: Result) -> list[str]:
    """Why the trede is proven: the deciding figures, or that no bound is met."""
    judged = result.beoordeling
    deciding = [o for o in judged.oordelen if o.criterium in judged.bepalend]
    known = [name_of(o) for o in judged.oordelen if o.trede == 1]
    if deciding or not known:
        return [because(o, judged.jaar.boekjaar) for o in deciding]
    return [f"{_and(known)} {'haalt' if len(known) == 1 else 'halen'} geen enkele grens"]


def name_of(oordeel: Oordeel) -> str:
    """The criterium as a person reads it."""
    return oordeel.criterium.replace("_", " ")


def _and(names: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _could_be_higher(judged: Beoordeling) -> str:
    open_ = [
        f"{name_of(o)} (tot trede {o.ten_hoogste})"
        for o in judged.oordelen
        if o.ten_hoogste > judged.ten_minste
    ]
    return f"Hoger kan nog door {_and(open_)}; wat ontbreekt staat onder Niet te bepalen"


def because(oordeel: Oordeel, year: int) -> str:
    """The figure of a criterium in a book year, the bound that it meets, and whose words that is."""
    band, version, value = oordeel.band, oordeel.versie, oordeel.uitkomst.waarde
    if band is None or version is None or value is None:
        return name_of(oordeel)
    unit, limits = oordeel.ratio.eenheid, value_bounds(version.bands)
    figure = f"{name_of(oordeel)} is {ratio_text(value, unit, limits)} in {year}"
    if oordeel.vorig is not None and (band.years > 1 or band.vergelijking is Vergelijking.DROPS_AT_LEAST):
        figure += f" en was {ratio_text(oordeel.vorig, unit, limits)} in {year - 1}"
    if oordeel.vorig is not None and band.vergelijking is Vergelijking.DROPS_AT_LEAST:
        figure += f" ({change_text(value - oordeel.vorig, unit, change_bounds(version.bands))})"
    return f"{figure}: {bound_text(band, unit)}, “{band.quote}” [{basis_text(band, version)}]"


def basis_text(band: Band, version: Version) -> str:
    """Whose bound it is: the source's, with its paragraph, or our own reading of it."""
    return str(version.source) if band.uit_bron else f"{version.source}; onze lezing"


def _unknown(oordeel: Oordeel, jaar: Jaarrekening) -> str:
    """Why a criterium is not fully known, and so what would determine it."""
    missing = without(oordeel.ratio, jaar)
    return f"niet te bepalen {missing}" if missing else oordeel.reden or ""


def without(ratio: Ratio, jaar: Jaarrekening) -> str:
    """The posts that a ratio misses, with the reader's reason if it gave one; empty when none is missing."""
    missing = [post for post in ratio.posten if post not in jaar.posten]
    names = [f"{p.tekst} ({jaar.ontbreekt[p]})" if p in jaar.ontbreekt else p.tekst for p in missing]
    return f"zonder {_and(names)}" if names else ""


def caveats(judged: Beoordeling) -> list[str]:
    """What puts a deciding figure in doubt."""
    found = [
        f"{check.melding}; dit raakt een cijfer dat de trede bepaalt ({check.code})"
        for check in judged.voorbehoud
    ]
    if judged.jaar.resultaatbestemming is Resultaatbestemming.VOOR and not _holds_result(judged):
        found.append(
            "de balans is van voor resultaatbestemming; of het resultaat al in het eigen vermogen zit, blijkt niet "
            "uit de cijfers"
        )
    if judged.jaar.eenheid is None:
        found.append(
            "de eenheid van de bedragen is niet bekend; de verhoudingen kloppen, ruimte in euro is er niet"
        )
    return found


def _holds_result(judged: Beoordeling) -> bool:
    """Whether equity before the appropriation is proven to hold the result, or was completed with it.

    Proven where the printed parts of the passiva leave no other place for it, or where equity changed by it.
    """
    posten = judged.jaar.posten
    if Post.EIGEN_VERMOGEN in posten and (posten[Post.EIGEN_VERMOGEN].som or "").endswith("+ resultaat"):
        return True
    printed = all(
        post in posten and posten[post].som is None
        for post in (Post.EIGEN_VERMOGEN, Post.KORTLOPENDE_SCHULDEN)
    )
    return any(
        check.klopt and (check.code == "EWS135" or (check.code == "EWS133" and printed))
        for check in judged.checks
    )


def unknowns(result: Result) -> Section:
    """The criteria that could not be determined fully, and what would determine them."""
    rows = tuple(
        (Piece(name_of(o)), words(f"{_reach(o)}: {_unknown(o, result.beoordeling.jaar)}"))
        for o in result.beoordeling.oordelen
        if o.reden is not None
    )
    return Section("Niet te bepalen", (Items(rows),) if rows else ())


def _reach(oordeel: Oordeel) -> str:
    return f"trede {oordeel.ten_minste} tot en met {oordeel.ten_hoogste}"


def plan(result: Result, run: Run) -> Section:
    """What the draaiboek asks at the trede that is proven."""
    judged, policy = result.beoordeling, run.thresholds
    trede = policy.treden[judged.ten_minste]
    horizon = f"; {trede.horizon}" if trede.horizon else ""
    least = "" if judged.trede else "ten minste "
    label = Piece(f"{least}trede {trede.nummer}", tone_of(trede.nummer, judged.ten_hoogste))
    text = (Piece(f"{trede.plan}{horizon}"), muted(f" [{trede.source}]"))
    return Section("Wat het draaiboek vraagt", (Items(((label, text),)),))
