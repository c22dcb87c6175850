"""`ews template`: empty workbooks to fill in, that read back without loss.

openpyxl is imported when a template is made, not with this package.
"""

from __future__ import annotations

from datetime import date


def provider_template(boekjaar: int) -> bytes:
    """An .xlsx for one provider and three calendar years.

    Args:
        boekjaar: the latest of the three; the one who fills it in can change the balansdatum.
    """
    from ews_cli.template.cover import add_details, add_instructions
    from ews_cli.template.draft import Draft
    from ews_cli.template.statement import add_balance, add_result, cells_with_amounts

    balansdatum = date(boekjaar, 12, 31)
    draft = Draft()
    add_instructions(draft)
    add_details(draft, balansdatum, cells_with_amounts())
    add_balance(draft, balansdatum)
    add_result(draft, balansdatum)
    return draft.to_bytes()


def portfolio_table() -> bytes:
    """An .xlsx with one row for each provider and year."""
    from ews_cli.template.draft import Draft
    from ews_cli.template.table import add_table

    draft = Draft()
    add_table(draft)
    return draft.to_bytes()
