"""Typer's own words in Dutch: the frame of a help page, and what it says about wrong usage.

Typer has no translations, so its finished text is translated here, phrase by phrase. A phrase that is not
listed comes out in English rather than wrong; the tests hold every phrase that `ews` can show.
"""

from __future__ import annotations

import re
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup, TyperOption

WRONG_USAGE: Any = BadParameter.__bases__[0]
"""What Typer raises for any wrong usage; of its kinds it exports only this one."""

_PHRASES = [
    (re.compile(pattern, re.MULTILINE), dutch)
    for pattern, dutch in (
        (r"^Usage: ", "Gebruik: "),
        (r"^Arguments:$", "Argumenten:"),
        (r"^Options:$", "Opties:"),
        (r"^Commands:$", "Opdrachten:"),
        (r"^Missing argument (.*?)\.", r"\1 ontbreekt"),
        (r"^Missing option (.*?)\.", r"optie \1 ontbreekt"),
        (r"^Missing command\.", "er is geen opdracht gegeven"),
        (r"^No such option: (\S+)", r"onbekende optie \1"),
        (r"^No such command (.*?)\.", r"onbekende opdracht \1"),
        (r" \(Possible options: (.*)\)$", r"; bedoelde u \1?"),
        (r" Did you mean (.*)\?$", r"; bedoelde u \1?"),
        (r"^Option (.*) requires an argument\.$", r"na optie \1 ontbreekt een waarde"),
        (r"^Option (.*) does not take a value\.$", r"optie \1 heeft geen waarde"),
        (r"^Got unexpected extra argument\(?s?\)? \((.*)\)$", r"te veel argumenten: \1"),
        (r"^Invalid value for (.*?): ", r"verkeerde waarde voor \1: "),
        (r"(\S+) is not one of (.*)\.$", r"\1 is geen van \2"),
    )
]

_OPTION_HELP = {
    "--help": "Toon deze hulp en stop.",
    "--install-completion": "Installeer het aanvullen met Tab voor deze shell.",
    "--show-completion": "Toon wat het aanvullen met Tab nodig heeft, om zelf te plaatsen.",
}


def dutch(text: str) -> str:
    """A text of Typer's with its phrases in Dutch."""
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return text


class _InDutch:
    """What a command and a group share."""

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if isinstance(param, TyperOption) and param.opts[0] in _OPTION_HELP:
                param.help = _OPTION_HELP[param.opts[0]]
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except WRONG_USAGE as error:
            # Typer forgets at some options which command they were for.
            error.ctx = getattr(error, "ctx", None) or ctx
            raise
        return rest

    def get_help(self, ctx: Any) -> str:
        return dutch(super().get_help(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        return dutch(super().get_usage(ctx))  # type: ignore[misc]


class DutchCommand(_InDutch, TyperCommand):
    """A command whose help is Dutch."""


class DutchGroup(_InDutch, TyperGroup):
    """A group of commands whose help is Dutch."""
