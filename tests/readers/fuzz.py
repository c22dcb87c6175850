"""Coverage-guided fuzzing of the parsers of amounts and headings, as an optional target beside the tests.

    pip install -e ".[fuzz]"
    python tests/readers/fuzz.py amounts -max_total_time=300
    python tests/readers/fuzz.py headings -max_total_time=300

What follows the name of the target goes to libFuzzer: a folder for the inputs it finds, or a file to try again.
The plain test run needs no fuzzer: it holds the same checks against texts of hypothesis.
"""

from __future__ import annotations

import inspect
import struct
import sys
from collections.abc import Callable
from decimal import Decimal
from types import FunctionType

from ews_cli.readers import amounts, headers
from ews_cli.readers.amounts import (
    Notation,
    decide_notation,
    from_number,
    notation_of,
    parse_amount,
    unit_of,
    without_unit,
)
from ews_cli.readers.headers import heading, year_in_title
from ews_cli.readers.heading import FIRST_YEAR, LAST_YEAR, Heading
from ews_cli.readers.heading_join import join

MOST = 10**15
YEARS = range(FIRST_YEAR - 1, LAST_YEAR + 1)
"""The opening balance of the first year is the close of the year before it."""


def check_amount(text: str) -> None:
    """Any text is an amount that can be printed and read again, or none; its unit is one that statements use."""
    assert unit_of(text) in (None, 1, 1_000, 1_000_000)
    without_unit(text)
    own, decided = notation_of(text), decide_notation([text])
    assert own is None or decided in (own, None)
    for notation in (None, *Notation):
        amount = parse_amount(text, notation)
        if amount is None:
            continue
        assert amount.is_finite()
        assert abs(amount) <= MOST
        assert own is None or notation in (own, None)
        check_round_trip(amount)


def check_round_trip(amount: Decimal) -> None:
    """An amount as statements print it is that amount, with each sign and in both notations."""
    whole, cents = f"{abs(amount):,.2f}".split(".")
    if Decimal(f"{whole.replace(',', '')}.{cents}") != abs(amount):
        return  # more decimals than a statement prints
    dutch = f"{whole.replace(',', '.')},{cents}"
    for printed in (f"-{dutch}", f"({dutch})", f"{dutch}-", f"-/- {dutch}", f"€ -{dutch}"):
        assert parse_amount(printed, Notation.DUTCH) == -abs(amount), printed
    assert parse_amount(dutch, Notation.DUTCH) == abs(amount), dutch
    assert parse_amount(f"{whole}.{cents}", Notation.ENGLISH) == abs(amount)


def check_number(number: float) -> None:
    """Any number is an amount of at most 10^15, or none; it names a year only when it is one."""
    amount = from_number(number)
    assert amount is None or (amount.is_finite() and abs(amount) <= MOST)
    found = heading(number)
    if found is not None:
        assert number == int(number)
        assert found.balansdatum is not None
        assert found.bare
        assert found.balansdatum.year == int(number)


def check_heading(text: str) -> None:
    """Any text is a heading of a year that can be, or of no year; and it goes with any other heading."""
    found = heading(text)
    titled = year_in_title(text)
    assert titled is None or titled.year in YEARS
    if found is None:
        return
    _check_found(found)
    for other in ("2023", "primo", "ultimo", "Begroting", "29 februari", "31-12-2024", "Vorig boekjaar"):
        role = heading(other)
        assert role is not None
        _check_found(join(found, role))
        _check_found(join(role, found))


def _check_found(found: Heading) -> None:
    assert found.balansdatum is None or found.balansdatum.year in YEARS
    assert found.offset in (None, 0, 1)
    assert not found.bare or found.balansdatum is not None


def one_amount(raw: bytes) -> None:
    """One input of the fuzzer as a text and as a number."""
    if len(raw) >= 8:
        (number,) = struct.unpack("<d", raw[:8])
        check_number(number)
        check_round_trip(Decimal(int.from_bytes(raw[:6], "little")).scaleb(-2))
    check_amount(raw.decode("utf-8", "ignore"))


def one_heading(raw: bytes) -> None:
    """One input of the fuzzer as a text."""
    check_heading(raw.decode("utf-8", "ignore"))


TARGETS: dict[str, Callable[[bytes], None]] = {"amounts": one_amount, "headings": one_heading}


def main(arguments: list[str]) -> None:
    """Fuzz one target until its time is over or a check fails."""
    if len(arguments) < 2 or arguments[1] not in TARGETS:
        sys.exit(f"usage: {arguments[0]} {'|'.join(TARGETS)} [libFuzzer options]")
    import atheris

    for value in [*vars(amounts).values(), *vars(headers).values()]:
        function = inspect.unwrap(value) if callable(value) else None
        if isinstance(function, FunctionType) and function.__module__.startswith("ews_cli"):
            atheris.instrument_func(function)
    atheris.Setup([arguments[0], *arguments[2:]], TARGETS[arguments[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
