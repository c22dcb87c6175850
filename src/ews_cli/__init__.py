"""Early-warning calculator for Dutch youth care: annual accounts in, Kruger-trede out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ews_cli.frame import score_frame

__all__ = ["__version__", "score_frame"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The public API, imported when it is first asked for: it needs pandas, and the command line does not."""
    if name == "score_frame":
        from ews_cli.frame import score_frame

        return score_frame
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
