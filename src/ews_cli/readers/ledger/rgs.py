"""RGS codes: what is one, and which post it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_CODE = re.compile(r"(?:^|[/#:_])([BW](?:[A-Z][a-z0-9]{2}){1,5})(?:[.\-_ ][\w.]*)?$", re.ASCII)


class Omslag(NamedTuple):
    """Where the balance of a code goes that stands on the other side than it belongs on.

    Attributes:
        code: this code and all below it.
        per: what is added up before the side is looked at: `rekening`, `code` or `rubriek` (all of it).
        naar: the rubriek on the other side.
    """

    code: str
    per: str
    naar: str


class Scheme(NamedTuple):
    """rgs.yaml, ready for use.

    Attributes:
        rubrieken: beginning of a code -> the name of a post, or of a part of one.
        buiten: beginning of a code that belongs to no post -> why (Dutch).
        omslag: in the order in which they are tried.
    """

    rubrieken: Mapping[str, str]
    buiten: Mapping[str, str]
    omslag: tuple[Omslag, ...]

    def rubriek(self, code: str) -> str | None:
        """The part of the statements that a code belongs to; None for an unknown one or one of `buiten`."""
        begin = self.begin(code)
        return self.rubrieken.get(begin) if begin is not None else None

    def known(self, code: str) -> bool:
        """Whether it is known where a code belongs, also when that is to no post."""
        return self.begin(code) is not None

    def begin(self, code: str) -> str | None:
        """The longest beginning of a code that the scheme knows."""
        beginnings = (code[:length] for length in range(len(code), 3, -1))
        return next((b for b in beginnings if b in self.rubrieken or b in self.buiten), None)


@cache
def scheme() -> Scheme:
    """The scheme of rgs.yaml, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(Path(__file__).with_name("rgs.yaml").read_text("utf-8"), Loader=loader)
    return Scheme(data["rubrieken"], data["buiten"], tuple(Omslag(**turn) for turn in data["omslag"]))


def code_in(text: str) -> str | None:
    """The RGS code in a text, which may stand behind a namespace or before an extension: `BLimBanRba.01`."""
    found = _CODE.search(text.strip())
    return found[1] if found else None
