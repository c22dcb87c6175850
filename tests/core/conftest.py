"""The default policy, as the repository ships it."""

from __future__ import annotations

import pytest

from ews_cli.core.thresholds import Thresholds

from .build import band, criterion, policy, version


@pytest.fixture(scope="session")
def kruger() -> Thresholds:
    """The default bounds of the Kruger-treden."""
    return policy(
        criterion(
            "solvabiliteit",
            version(
                band(2, "drops_at_least", "2pp"),
                band(3, "below", "20%"),
                band(4, "below", "10%"),
                band(5, "below", "0%"),
            ),
        ),
        criterion(
            "rentabiliteit",
            version(
                band(2, "drops_at_least", "1pp"),
                band(3, "below", "0.5%"),
                band(4, "below", "0%"),
                band(5, "below", "0%", years=2),
            ),
        ),
        criterion(
            "liquiditeit",
            version(
                band(2, "drops_at_least", "0.10"),
                band(3, "below", "1.00"),
                band(4, "below", "0.75"),
                band(5, "below", "0.75", years=2),
            ),
        ),
    )
