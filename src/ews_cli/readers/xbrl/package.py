"""A zip that holds an XBRL report: a report package (.xbri, .zip), or a report that someone zipped."""

from __future__ import annotations

import io
import zipfile

from ews_cli.readers.archive import Parts
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.sources import has_inline, is_xbrl

_REPORTS = (".xbrl", ".xhtml", ".html", ".htm", ".xml")
_MARK = "META-INF/reportPackage.json"
_MOST_PARTS = 2000
_MOST_PAGES = 20
_HEAD = 65_536
"""Bytes of a web page within which it names inline XBRL, where nothing else says what the zip holds."""


def is_package(content: bytes) -> bool:
    """Whether a zip says that it holds a report, or may hold one by its parts."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError):
        return False
    if any(name.endswith(_MARK) or name.lower().endswith((".xbrl", ".xhtml")) for name in names):
        return True
    pages = [name for name in names if name.lower().endswith((".html", ".htm"))][:_MOST_PAGES]
    try:
        return any(has_inline(Parts(content, Limits()).head(name, _HEAD)) for name in pages)
    except Refused:
        return False


def report_in(content: bytes, limits: Limits) -> tuple[str, list[bytes]]:
    """The name and the texts of the one report in a package. Raises Refused when there is not one.

    Inline XBRL in a folder of its own within `reports` is one report, however many pages it has.
    """
    archive = Parts(content, limits)
    names = [name for name in archive.parts if name.lower().endswith(_REPORTS)]
    inside = [name for name in names if "/reports/" in f"/{name}"]
    if len(names) > _MOST_PARTS:
        raise Refused("EWS106", f"het pakket heeft {len(names)} onderdelen; dat is geen jaarrekening")
    found = [(name, part) for name in inside or names if is_xbrl(part := archive.expand(name))]
    if not found:
        raise Refused("EWS103", "het pakket bevat geen XBRL-verslag (.xbrl of .xhtml)")
    folders = {name.rpartition("/")[0] for name, _ in found}
    pages = (
        len(folders) == 1
        and "/reports/" in f"/{next(iter(folders))}"
        and all(has_inline(part) for _, part in found)
    )
    if len(found) > 1 and not pages:
        shown = ", ".join(name for name, _ in found[:4])
        raise Refused(
            "EWS103", f"het pakket bevat {len(found)} verslagen ({shown}); pak het uit en noem er een"
        )
    return found[0][0] if len(found) == 1 else folders.pop(), [part for _, part in found]
