"""Number formats that show an amount divided by a thousand: what a person reads is not what the cell holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.S)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")
_CODE = re.compile(rb"""\bformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SCALE = re.compile(r"[0#?](,+)(?![0#?,])")
_MAY_SCALE = re.compile(rb"[0#?],+(?![0#?,])")


@lru_cache(maxsize=16)
def divisors(styles: bytes) -> Mapping[int, int]:
    """Style of a cell -> what its number is divided by when it is shown; only styles that divide."""
    if not _MAY_SCALE.search(styles):
        return {}
    by_format: dict[bytes, int] = {}
    for attributes in _FORMAT.findall(styles):
        number, code = _ID.search(attributes), _CODE.search(attributes)
        if (
            number
            and code
            and (divisor := _divisor((code[1] or code[2] or b"").decode("utf-8", "replace"))) > 1
        ):
            by_format[number[1]] = divisor
    block = _CELL_STYLES.search(styles)
    if not by_format or block is None:
        return {}
    numbers = (_ID.search(attributes) for attributes in _STYLE.findall(block[0]))
    return {
        place: by_format[number[1]]
        for place, number in enumerate(numbers)
        if number is not None and number[1] in by_format
    }


def _divisor(code: str) -> int:
    """What a format divides by: each comma behind the last place of the whole number is a thousand."""
    positive = _LITERAL.sub("", code.replace("&quot;", '"')).split(";")[0]
    found = _SCALE.search(positive)
    return 1000 ** min(len(found[1]), 3) if found else 1
