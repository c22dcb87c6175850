"""Early-warning calculator for Dutch youth care: annual accounts in, Kruger-trede out."""

__version__ = "0.1.0"
