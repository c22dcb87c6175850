"""The verdeelsleutel as sections, csv and JSON. It names opdrachtgevers and never a client."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.jaarrekening import bedrag_tekst
from ews_cli.core.verdeling import Aandeel
from ews_cli.reports.blocks import Column, Items, Paragraph, Piece, Section, Table, Tone, muted, strong, words
from ews_cli.reports.clean import safe
from ews_cli.reports.rows import date_text, euro_text, plain_decimal, rounded

SCHEMA = 1
SOURCE = "draaiboek §2.2, trede 3, herstelplan en stap 5 van de regievoerder"
RULE = (
    "Elk krijgt zijn aandeel, naar beneden op hele euro's; wat overblijft gaat per euro naar de grootste resten, "
    "en bij gelijke resten naar wie het hoogst staat (grootste aandeel, dan op naam)."
)


class Sleutel(NamedTuple):
    """A key and what it was made from.

    Attributes:
        naar: `clienten` or `budget`.
        telling: how the weights were counted, in words.
        peildatum: the day for which the list holds.
        bedrag: whole euros that are shared; None when only the shares were asked for.
        meldingen: what the reader of the list has to say of it.
    """

    bestand: str
    sha256: str
    naar: str
    telling: str
    peildatum: date
    bedrag: int | None
    aandelen: tuple[Aandeel, ...]
    meldingen: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """What the shares follow, as a heading."""
        return "cliënten" if self.naar == "clienten" else "budget"


def title(sleutel: Sleutel) -> str:
    """What the key is, in one line."""
    return f"Verdeelsleutel naar {sleutel.basis} op {date_text(sleutel.peildatum)}"


def facts(sleutel: Sleutel) -> list[tuple[str, str]]:
    """What the key was made from, each with its label."""
    amount = [("bedrag", euro_text(Decimal(sleutel.bedrag)))] if sleutel.bedrag is not None else []
    return [
        *amount,
        ("lijst", f"{sleutel.bestand} (sha256 {sleutel.sha256[:12]})"),
        ("telling", sleutel.telling),
    ]


def sections(sleutel: Sleutel) -> list[Section]:
    """The key as a report."""
    shared = sleutel.bedrag is not None
    columns = (
        Column("opdrachtgever"),
        Column(sleutel.basis, right=True, drop=1),
        Column("aandeel", right=True),
        *((Column("bedrag", right=True),) if shared else ()),
    )
    rows = tuple(
        (
            Piece(part.opdrachtgever),
            Piece(_weight(sleutel, part)),
            Piece(f"{bedrag_tekst(rounded(100 * part.deel, 2))}%"),
            *((strong(euro_text(Decimal(part.bedrag or 0))),) if shared else ()),
        )
        for part in sleutel.aandelen
    )
    total = sum((part.gewicht for part in sleutel.aandelen), start=Decimal(0))
    together = (
        strong("samen"),
        strong(euro_text(total) if sleutel.naar == "budget" else bedrag_tekst(total)),
        strong("100%"),
        *((strong(euro_text(Decimal(sleutel.bedrag))),) if sleutel.bedrag is not None else ()),
    )
    notes = [Paragraph((Piece(text, Tone.WARN),)) for text in sleutel.meldingen]
    rule = [RULE] if shared else []
    return [
        Section(
            title(sleutel), (Items(tuple((muted(label), words(text)) for label, text in facts(sleutel))),)
        ),
        Section("", (Table(columns, (*rows, together)),)),
        Section("", (*notes, *(Paragraph((muted(text),)) for text in (*rule, f"[{SOURCE}]")))),
    ]


def _weight(sleutel: Sleutel, part: Aandeel) -> str:
    return euro_text(part.gewicht) if sleutel.naar == "budget" else bedrag_tekst(part.gewicht)


def as_csv(sleutel: Sleutel) -> str:
    """A row per opdrachtgever; the share as a fraction, the amount empty where none was shared."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["opdrachtgever", sleutel.naar, "aandeel", "toegerekend"])
    for part in sleutel.aandelen:
        euros = "" if part.bedrag is None else part.bedrag
        row = [safe(part.opdrachtgever), plain_decimal(part.gewicht), plain_decimal(part.deel), euros]
        writer.writerow(row)
    return out.getvalue()


def as_json(sleutel: Sleutel) -> str:
    """One document, schema 1; numbers are plain decimals as text."""
    document = {
        "schema": SCHEMA,
        "bestand": sleutel.bestand,
        "sha256": sleutel.sha256,
        "naar": sleutel.naar,
        "telling": sleutel.telling,
        "peildatum": sleutel.peildatum.isoformat(),
        "bedrag": None if sleutel.bedrag is None else str(sleutel.bedrag),
        "aandelen": [
            {
                "opdrachtgever": part.opdrachtgever,
                "gewicht": plain_decimal(part.gewicht),
                "aandeel": plain_decimal(part.deel),
                "bedrag": None if part.bedrag is None else str(part.bedrag),
            }
            for part in sleutel.aandelen
        ],
        "regel": RULE,
        "bron": SOURCE,
        "meldingen": sleutel.meldingen,
    }
    return json.dumps(document, indent=1) + "\n"
