"""Posts of the balance beside which a part of them stands, in a balance that does not show which of the two counts.

`Kortlopende schulden` above `Overlopende passiva`, `Eigen vermogen` above `Resultaat boekjaar`: where the passiva
close, they tell whether the row below is in it. Where another part is missing or has an unknown name, nothing tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.readers.candidates import Candidate
from ews_cli.readers.lines import Line
from ews_cli.readers.totals import says_total

Chosen = dict[str, Candidate]

_BESIDE = {"kortlopende_schulden": "overlopende_passiva", "eigen_vermogen": "resultaat"}
_PARTS = (
    *("eigen_vermogen", "aandeel_derden", "voorzieningen", "langlopende_schulden", "kortlopende_schulden"),
    *("egalisatierekening", "voorzieningen_lang", "voorzieningen_kort"),
)
_SLACK = 12
"""By how many units sound statements may miss."""


def leave_out_unproven(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Leave out of one year, in place, what may lack the row below it."""
    _current_beside_unknown(chosen, left_out, lines)
    for naam, part in _BESIDE.items():
        whole = chosen.get(naam)
        if (
            whole is None
            or whole.delen
            or whole.line.context.sectie == "kerncijfers"
            or says_total(whole.line)
        ):
            continue
        row = _row_below(whole, part, lines)
        if row is not None and not _closes(chosen, row):
            del chosen[naam]
            left_out[naam] = (
                f"rij {row[0].rij + 1} ('{row[0].label[:40]}') kan er nog bij horen, en de passiva tellen niet op "
                f"({whole.cel})"
            )


def _current_beside_unknown(chosen: Chosen, left_out: dict[str, str], lines: Sequence[Line]) -> None:
    """Current assets beside a row with an unknown name that is just what fixed and current assets lack of the total."""
    fixed, current = chosen.get("vaste_activa"), chosen.get("vlottende_activa")
    total = chosen.get("totaal_activa") or chosen.get("balanstotaal")
    if fixed is None or current is None or total is None or total.line.sheet is not current.line.sheet:
        return
    if current.delen:
        return  # a sum without a name is held against the total elsewhere
    unit = total.line.context.eenheid or 1
    lacking = total.bedrag - fixed.bedrag - current.bedrag
    if abs(lacking) <= _SLACK * unit:
        return
    for line in lines:
        if (
            line.names
            or line.sheet is not current.line.sheet
            or not current.line.rij < line.rij < total.line.rij
        ):
            continue
        if any(
            f.bedrag is not None and abs(f.bedrag * unit - lacking) <= 2 * unit
            for f in line.figures
            if f.kolom.boekjaar == current.boekjaar
        ):
            del chosen["vlottende_activa"]
            left_out["vlottende_activa"] = (
                f"rij {line.rij + 1} ('{line.label[:40]}') staat ernaast en kan er nog bij horen ({current.cel})"
            )
            return


def _row_below(whole: Candidate, part: str, lines: Sequence[Line]) -> tuple[Line, Decimal] | None:
    """The row of a part below a post, on its side of the balance, with its amount in euro."""
    own = whole.line
    for line in lines:
        if (
            part in line.names
            and line.rij > own.rij
            and line.sheet is own.sheet
            and line.context[:3] == own.context[:3]
            and line.context.sectie == "balans"
            and line.groep == own.groep
        ):
            amount = next(
                (f.bedrag for f in line.figures if f.kolom.boekjaar == whole.boekjaar and f.bedrag), None
            )
            return None if amount is None else (line, amount * (line.context.eenheid or 1))
    return None


def _closes(chosen: Chosen, row: tuple[Line, Decimal]) -> bool:
    """Whether the parts of the passiva are together their total, with or without a row."""
    total = chosen.get("totaal_passiva") or chosen.get("totaal_activa") or chosen.get("balanstotaal")
    if total is None:
        return False
    rest = abs(total.bedrag) - abs(sum((chosen[n].bedrag for n in _PARTS if n in chosen), Decimal(0)))
    slack = _SLACK * (total.line.context.eenheid or 1)
    creditors = chosen["crediteuren"].bedrag if "crediteuren" in chosen else Decimal(0)
    part = abs(row[1])
    return any(abs(rest - more) <= slack for more in (0, part, -part, abs(creditors), part + abs(creditors)))
