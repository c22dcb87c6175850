"""Receivables and securities among the fixed assets: they have the words of current assets, and are none."""

from __future__ import annotations

from collections.abc import Sequence

from ews_cli.readers.lines import Line

_ALSO_CURRENT = frozenset({"vorderingen", "effecten", "overlopende_activa"})
_FIXED = frozenset({"vaste_activa", "financiele_vaste_activa"})


def without_fixed(table: Sequence[Line]) -> list[Line]:
    """The lines of one table, where what stands below the heading of fixed assets is no current asset."""
    lines = list(table)
    current = [number for number, line in enumerate(lines) if "vlottende_activa" in line.names]
    inside = False
    for number, line in enumerate(lines[: current[-1]] if current else ()):
        names = set(line.names)
        if names & _FIXED:
            inside = line.is_heading or (inside and "vaste_activa" not in names)
        elif "vlottende_activa" in names:
            inside = False
        elif inside and names and names <= _ALSO_CURRENT:
            lines[number] = line._replace(names=())
    return lines
