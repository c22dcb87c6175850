"""A zip that holds an XBRL report: a report package (.xbri, .zip), or a report that someone zipped."""

from __future__ import annotations

import io
import zipfile

from ews_cli.readers.archive import Parts
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.sources import is_xbrl

_REPORTS = (".xbrl", ".xhtml", ".html", ".htm", ".xml")
_MARK = "META-INF/reportPackage.json"
_MOST_PARTS = 2000


def is_package(content: bytes) -> bool:
    """Whether a zip says that it holds a report, or may hold one by the names of its parts."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError):
        return False
    return any(name.endswith(_MARK) or name.lower().endswith((".xbrl", ".xhtml")) for name in names)


def report_in(content: bytes, limits: Limits) -> tuple[str, bytes]:
    """The name and the bytes of the one report in a package. Raises Refused when there is not one."""
    archive = Parts(content, limits)
    names = [name for name in archive.parts if name.lower().endswith(_REPORTS)]
    inside = [name for name in names if "/reports/" in f"/{name}"]
    if len(names) > _MOST_PARTS:
        raise Refused("EWS106", f"het pakket heeft {len(names)} onderdelen; dat is geen jaarrekening")
    found = [(name, part) for name in inside or names if is_xbrl(part := archive.expand(name))]
    if not found:
        raise Refused("EWS103", "het pakket bevat geen XBRL-verslag (.xbrl of .xhtml)")
    if len(found) > 1:
        shown = ", ".join(name for name, _ in found[:4])
        raise Refused(
            "EWS103", f"het pakket bevat {len(found)} verslagen ({shown}); pak het uit en noem er een"
        )
    return found[0]
