"""Workbooks with a password, through msoffcrypto-tool (the extra `wachtwoord`)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ews_cli.readers.files import Refused


@contextmanager
def decrypted(path: Path, wachtwoord: str) -> Iterator[Path]:
    """A decrypted copy in a folder that only this user can enter, gone when the block ends.

    Raises Refused when the password is wrong or the extra is not installed.
    """
    try:
        import msoffcrypto
    except ImportError as error:
        melding = "een wachtwoord vraagt een aanvulling: installeer ews-jeugdhulp[wachtwoord]"
        raise Refused("EWS104", melding) from error
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        try:
            with path.open("rb") as source, plain.open("wb") as target:
                office = msoffcrypto.OfficeFile(source)
                office.load_key(password=wachtwoord)
                office.decrypt(target)
        except Exception as error:  # the library raises its own and plain ones for a wrong password
            raise Refused(
                "EWS104",
                "het wachtwoord opent dit bestand niet; controleer de eerste regel van --wachtwoord-bestand",
            ) from error
        yield plain
