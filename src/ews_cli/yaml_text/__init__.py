"""YAML that a person writes, read with positions: every scalar stays text, and nothing risky is accepted."""

from ews_cli.yaml_text.document import Document, Fault, Kind, Place, Plain, Trail, shown
from ews_cli.yaml_text.walk import MAX_BYTES, bytes_of, read, read_bytes

__all__ = [
    "MAX_BYTES",
    "Document",
    "Fault",
    "Kind",
    "Place",
    "Plain",
    "Trail",
    "bytes_of",
    "read",
    "read_bytes",
    "shown",
]
