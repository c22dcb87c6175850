"""The long table of `--format csv`: a row per provider, book year and post."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ews_cli.core.posten import Post
from ews_cli.reports.clean import safe
from ews_cli.reports.inspected import Inspected
from ews_cli.reports.rows import plain_decimal

COLUMNS = ("aanbieder", "kvk", "boekjaar", "post", "bedrag", "herkomst", "cel", "label", "bestand")


def table(files: Iterable[Inspected]) -> str:
    """The table with its header; amounts in euro as plain decimals, an unknown KvK number empty.

    Where a file does not say its unit, its amounts are in that unknown unit.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for file in files:
        for jaar in file.alle_jaren:
            for post in Post:
                if (bedrag := jaar.posten.get(post)) is not None:
                    writer.writerow(
                        (
                            safe(jaar.aanbieder.naam),
                            jaar.aanbieder.kvk or "",
                            jaar.boekjaar,
                            post.value,
                            plain_decimal(bedrag.waarde),
                            bedrag.herkomst.value,
                            safe(bedrag.cel or ""),
                            safe(bedrag.label or bedrag.som or ""),
                            safe(jaar.bestand),
                        )
                    )
    return out.getvalue()
