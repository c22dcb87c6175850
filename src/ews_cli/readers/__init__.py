"""Readers: a file in, Jaarrekeningen and Problems out. `read` is the one door."""

from ews_cli.readers.options import CellRef, FileMapping, ReadOptions
from ews_cli.readers.reading import Blad, Lezing, read

__all__ = ["Blad", "CellRef", "FileMapping", "Lezing", "ReadOptions", "read"]
