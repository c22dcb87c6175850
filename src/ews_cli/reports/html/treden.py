"""The six treden as steps: where a provider stands, where it stood, and what people recorded."""

from __future__ import annotations

from typing import Any

from ews_cli.core.beoordeling import Beoordeling
from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.criteria import range_text
from ews_cli.reports.result import Result
from ews_cli.reports.verdict import trede_text

EARLIER = 3
"""Years before the judged one that are marked."""


def shade(ten_minste: int, ten_hoogste: int) -> int:
    """The trede whose colour a range has; 0, which has none, where nothing is proven: unknown is never trede 1."""
    return 0 if ten_minste == 1 < ten_hoogste else ten_minste


def steps(result: Result, policy: Thresholds) -> dict[str, Any]:
    """Each trede with its name and its marks; and all of it in a sentence."""
    judged = result.beoordeling
    marks: dict[int, list[str]] = {trede: [] for trede in policy.treden}
    for earlier in result.eerder[-EARLIER:]:
        if earlier.trede is not None:
            marks[earlier.trede].append(str(earlier.jaar.boekjaar))
    drawn = []
    for trede in sorted(policy.treden):
        within = judged.ten_minste <= trede <= judged.ten_hoogste
        drawn.append(
            {
                "trede": trede,
                "naam": policy.treden[trede].naam,
                "state": "on" if judged.trede == trede else "maybe" if within else "off",
                "marks": [
                    *marks[trede],
                    *_now(judged, trede),
                    *_interim(result, trede),
                    *_recorded(result, trede),
                ],
            }
        )
    return {"steps": drawn, "words": _in_words(result, policy)}


def _now(judged: Beoordeling, trede: int) -> list[str]:
    year = judged.jaar.boekjaar
    if judged.trede == trede:
        return [f"nu ({year})"]
    return ["mogelijk"] if judged.ten_minste <= trede <= judged.ten_hoogste else []


def _interim(result: Result, trede: int) -> list[str]:
    """The last interim picture, where it says something of its own."""
    last = result.tussentijds[-1] if result.tussentijds else None
    if last is None or last.ten_minste != trede or (last.trede is None and trede == 1):
        return []
    return ["tussentijds" if last.trede else "tussentijds ten minste"]


def _recorded(result: Result, trede: int) -> list[str]:
    recorded = result.signalen
    if recorded is None:
        return []
    signals = recorded.ten_minste == trede and recorded.ten_minste > result.beoordeling.ten_minste
    decided = recorded.besluit is not None and recorded.besluit.trede == trede
    return [*(["met signalen"] if signals else []), *(["besloten"] if decided else [])]


def _in_words(result: Result, policy: Thresholds) -> str:
    now, told = result.beoordeling, ""
    earlier = "; ".join(f"{one.jaar.boekjaar}: {_short(one, policy)}" for one in result.eerder[-EARLIER:])
    if (recorded := result.signalen) is not None:
        told = f". Met signalen: trede {range_text(recorded.ten_minste, recorded.ten_hoogste)}"
        told += f". Besloten: trede {recorded.besluit.trede}" if recorded.besluit else ""
    before = f". Eerder {earlier}" if earlier else ""
    return f"{now.jaar.boekjaar}: {_short(now, policy)}{before}{told}"


def _short(judged: Beoordeling, policy: Thresholds) -> str:
    return trede_text(judged, policy).replace("Trede", "trede", 1)
