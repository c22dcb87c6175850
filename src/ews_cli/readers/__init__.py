"""Readers: a file in, Jaarrekeningen and Problems out. `read_each` is the one door, `read` the same in one piece."""

from ews_cli.readers.digimv.recognise import together
from ews_cli.readers.lezing import Blad, Lezing
from ews_cli.readers.options import CellRef, FileMapping, ReadOptions
from ews_cli.readers.reading import read, read_each

__all__ = ["Blad", "CellRef", "FileMapping", "Lezing", "ReadOptions", "read", "read_each", "together"]
