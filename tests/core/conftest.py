"""The default policy, read from the file that the repository ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.core.thresholds import Thresholds
from ews_cli.thresholds_file import load

from .build import PEILDATUM


@pytest.fixture(scope="session")
def kruger() -> Thresholds:
    """The default bounds of the Kruger-treden."""
    gelezen, problemen = load(Path(__file__).parents[2] / "thresholds.yaml", PEILDATUM)
    assert problemen == []
    assert gelezen is not None
    return gelezen
