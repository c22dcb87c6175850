"""XBRL and inline XBRL, alone or in a report package: annual accounts as the KvK receives them."""

from ews_cli.readers.xbrl.package import is_package
from ews_cli.readers.xbrl.reading import read_xbrl

__all__ = ["is_package", "read_xbrl"]
