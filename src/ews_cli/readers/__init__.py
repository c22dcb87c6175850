"""Readers: a file in, Jaarrekeningen and Problems out. `read` is the one door."""

from ews_cli.readers.reading import Lezing, read

__all__ = ["Lezing", "read"]
