"""What holds for all tests: no clock decides one."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ews", deadline=None)
settings.load_profile("ews")
