"""The amounts in the rows of a trial balance: which of its columns are the balances, debit positive."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Sheet
from ews_cli.readers.ledger.balance_columns import Columns
from ews_cli.readers.ledger.balance_rows import Row
from ews_cli.readers.ledger.balance_sides import side_of, without_side
from ews_cli.readers.ledger.balance_totals import Line, closes, signed
from ews_cli.readers.ledger.books import LARGEST_SLIP

NIL = Decimal(0)


def lines_of(sheet: Sheet, rows: Sequence[Row], columns: Columns) -> list[Line]:
    """The balance of each row that has one. Raises Refused for what is no amount, and where it is not certain which
    column holds the balances."""
    if columns.bewogen:
        melding = "debet en credit staan onder een kop van mutaties, en een kolom met eindsaldi is er niet"
        raise Refused("EWS163", f"{melding}; exporteer ook de eindsaldi")
    notation = _notation(rows, columns)
    balances = _balances(sheet, rows, columns, notation)
    pair = _pair(sheet, rows, columns, notation)
    if pair is None:
        return _lines(rows, balances, columns, sheet)
    if not any(balances):
        if not columns.slot and any(_opening(rows, columns, notation)):
            melding = "naast een beginsaldo staan debet en credit, en een eindsaldo is er niet"
            raise Refused("EWS163", f"{melding}; exporteer ook de eindsaldi")
        if columns.mutatie is not None and _equals(pair, rows, columns.mutatie, notation):
            melding = "debet min credit is overal de mutatie ernaast, en een eindsaldo is er niet"
            raise Refused("EWS163", f"{melding}; exporteer ook de eindsaldi")
        return _lines(rows, pair, columns._replace(kant=None), sheet)
    lines = signed(
        [
            Line(row.account, balance or NIL, _kant(sheet, row, columns, balance or NIL), row.genummerd)
            for row, balance in zip(rows, balances, strict=True)
        ]
    )
    if _are_balances([line.amount for line in lines], pair, lines, rows, columns, notation):
        return [line for line, balance in zip(lines, balances, strict=True) if balance is not None]
    return _lines(rows, pair, columns._replace(kant=None), sheet)


def _are_balances(
    saldi: Sequence[Decimal],
    pair: Sequence[Decimal | None],
    lines: Sequence[Line],
    rows: Sequence[Row],
    columns: Columns,
    notation: Notation,
) -> bool:
    """Whether the column of balances counts, and not the debit and credit beside it. Raises Refused in doubt."""
    moved = [amount or NIL for amount in pair]
    if all(_same(abs(saldo), abs(amount)) for saldo, amount in zip(saldi, moved, strict=True)):
        return False  # the same in two ways, and the sides are certain
    opening = _opening(rows, columns, notation)
    closing = [begin + amount for begin, amount in zip(opening, moved, strict=True)]
    if all(_same(saldo, amount) for saldo, amount in zip(saldi, closing, strict=True)):
        return True
    after = columns.debet is not None and columns.saldo is not None and columns.saldo > columns.debet
    if not any(opening) and after and closes(lines):
        return True
    melding = "het saldo is niet debet min credit, en met een beginsaldo komt het niet uit"
    raise Refused("EWS163", f"{melding}; laat alleen de eindsaldi staan")


def _equals(amounts: Sequence[Decimal | None], rows: Sequence[Row], kolom: int, notation: Notation) -> bool:
    """Whether a column holds these amounts."""
    found = (amount_of(at(row.cells, kolom), notation) or NIL for row in rows)
    return all(_same(abs(one), abs(amount or NIL)) for one, amount in zip(found, amounts, strict=True))


def _same(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) < LARGEST_SLIP


def _lines(
    rows: Sequence[Row], amounts: Sequence[Decimal | None], columns: Columns, sheet: Sheet
) -> list[Line]:
    found = [
        Line(row.account, amount, _kant(sheet, row, columns, amount), row.genummerd)
        for row, amount in zip(rows, amounts, strict=True)
        if amount is not None
    ]
    return signed(found)


def _notation(rows: Sequence[Row], columns: Columns) -> Notation:
    places = [c for c in (columns.saldo, columns.debet, columns.credit) if c is not None]
    cells = (at(row.cells, place) for row in rows for place in places)
    notation = decide_notation(without_side(cell)[0] for cell in cells if isinstance(cell, str) and cell)
    if notation is None:
        raise Refused(
            "EWS122", "een bedrag als 1,234 kan hier 1234 of 1,234 zijn; schrijf bedragen als getal"
        )
    return notation


def _balances(
    sheet: Sheet, rows: Sequence[Row], columns: Columns, notation: Notation
) -> list[Decimal | None]:
    if columns.saldo is None:
        return [None] * len(rows)
    return [_amount(sheet, row, columns.saldo, 1, notation) for row in rows]


def _opening(rows: Sequence[Row], columns: Columns, notation: Notation) -> list[Decimal]:
    opening = [NIL] * len(rows)
    for kolom, sign in zip(columns.begin, (1, -1), strict=False):
        found = [amount_of(at(row.cells, kolom), notation) or NIL for row in rows]
        opening = [total + sign * amount for total, amount in zip(opening, found, strict=True)]
    return opening


def _pair(
    sheet: Sheet, rows: Sequence[Row], columns: Columns, notation: Notation
) -> list[Decimal | None] | None:
    """Debit less credit of each row; None where there are no such columns.

    Credit is written without a sign, or everywhere with a minus: so it is where the lists then are equal.
    """
    if columns.debet is None or columns.credit is None:
        return None
    debet = [_amount(sheet, row, columns.debet, 1, notation) for row in rows]
    credit = [_amount(sheet, row, columns.credit, -1, notation) for row in rows]
    turned = [
        amount for amount in credit if amount
    ]  # debit positive, so that a credit with a minus is above nil
    if turned and min(turned) > 0 and _same(sum((a for a in debet if a), NIL), sum(turned, NIL)):
        credit = [None if amount is None else -amount for amount in credit]
    return [
        None if left is None and right is None else (left or NIL) + (right or NIL)
        for left, right in zip(debet, credit, strict=True)
    ]


def _amount(sheet: Sheet, row: Row, kolom: int, sign: int, notation: Notation) -> Decimal | None:
    """The amount in a cell, debit positive; None for an empty one. Raises Refused for what is no amount."""
    cell = at(row.cells, kolom)
    text, own = without_side(cell) if isinstance(cell, str) else (cell, None)
    amount = amount_of(text, notation)
    wrong = sheet.defects.get((row.rij, kolom))
    if wrong is not None or (amount is None and str(cell).strip() not in ("", "-")):
        what = wrong or f"'{str(cell)[:30]}'"
        raise Refused("EWS163", f"{sheet.cel(row.rij, kolom)} bevat {what} en geen saldo; vul het bedrag in")
    if amount is not None and own is not None and amount < 0:
        raise Refused(
            "EWS163", f"{sheet.cel(row.rij, kolom)} heeft een min en een kant; laat een van beide weg"
        )
    return None if amount is None else (own or sign) * amount


def _kant(sheet: Sheet, row: Row, columns: Columns, amount: Decimal) -> int | None:
    """The side that a column beside the balance names. Raises Refused for a balance without one."""
    if columns.kant is None:
        return None
    text = str(at(row.cells, columns.kant))
    found = side_of(text)
    if found is None and amount:
        what = f"'{text[:30]}'" if text.strip() else "niets"
        raise Refused(
            "EWS163",
            f"{sheet.cel(row.rij, columns.kant)} bevat {what} en geen D of C; vul de kant van het saldo in",
        )
    return found
