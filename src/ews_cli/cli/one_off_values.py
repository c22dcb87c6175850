"""What someone types for one-off gains and losses: `2025=350.000`, a book year and an amount in euro."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.cli.option_values import bad
from ews_cli.core.opgegeven import Opgegeven
from ews_cli.core.posten import Post
from ews_cli.problems import Problem

FORM = "schrijf een boekjaar en een bedrag in euro, zoals 2025=350.000"


def given(baten: Sequence[str], lasten: Sequence[str]) -> tuple[Opgegeven, list[Problem]]:
    """The amounts by post and book year, and everything that is wrong with the options."""
    found: dict[tuple[Post, int], Decimal] = {}
    problems = []
    typed = [(Post.INCIDENTELE_BATEN, text) for text in baten]
    typed += [(Post.INCIDENTELE_LASTEN, text) for text in lasten]
    for post, text in typed:
        option = f"--{post.value.replace('_', '-')}"
        year, amount, wrong = _one(text)
        if wrong:
            problems.append(bad(option, text, wrong))
        elif (post, year) in found:
            problems.append(bad(option, text, f"geeft {year} nog een keer; houd een van de twee"))
        else:
            found[post, year] = amount
    return found, problems


def _one(text: str) -> tuple[int, Decimal, str]:
    """The year and the amount of one text, and why it is none of these (Dutch)."""
    from ews_cli.cli.assumption_values import Unusable, euro
    from ews_cli.readers import option_values
    from ews_cli.yaml_text.look import Unusable as NoYear

    year, sign, amount = text.partition("=")
    if not sign:
        return 0, Decimal(0), f"noemt geen boekjaar met een bedrag; {FORM}"
    try:
        return option_values.jaar(year.strip()), euro(amount), ""
    except NoYear as wrong:
        return 0, Decimal(0), wrong.wat
    except Unusable as wrong:
        return 0, Decimal(0), wrong.wat
