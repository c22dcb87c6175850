"""A ledger in any file -> a Lezing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ews_cli.core.jaarrekening import Aanbieder, Basis, bedrag_tekst
from ews_cli.core.posten import Post
from ews_cli.problems import Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Sheet
from ews_cli.readers.identity import find_aanbieder, short_name
from ews_cli.readers.ledger.auditfile import read_auditfile
from ews_cli.readers.ledger.books import Ledger
from ews_cli.readers.ledger.mapped import mapped_by, unused
from ews_cli.readers.ledger.statement import accounts_of
from ews_cli.readers.ledger.trial_balance import find_trial_balances, read_newest
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions


def read_xaf(path: Path, content: bytes | None, options: ReadOptions) -> Lezing:
    """The figures in an audit file; without its content the file is read in pieces.

    Raises Refused for one that gives no certain balance.
    """
    with path.open("rb") if content is None else io.BytesIO(content) as file:
        ledger = read_auditfile(file, str(path))
    return lezing_of(path, ledger, options)


def read_balances(path: Path, sheets: Sequence[Sheet], options: ReadOptions) -> Lezing | None:
    """The figures in a trial balance; None when the sheets are none.

    Raises Refused for one that gives no certain balance.
    """
    found = find_trial_balances(sheets, options)
    if not found:
        return None
    sheet, columns, ledger = read_newest(found, options)
    named, numbers = find_aanbieder([replace(sheet, rijen=sheet.rijen[: columns.rij])], path)
    kvk = named.kvk if len(numbers) == 1 else None
    problemen = tuple(p._replace(waar=f"{path}!{p.waar}") for p in ledger.problemen)
    lezing = lezing_of(path, replace(ledger, naam=named.naam, kvk=kvk, problemen=problemen), options)
    fixed = lezing.jaarrekeningen[0].bedrag(Post.VASTE_ACTIVA)
    if fixed is not None and fixed < 0:
        melding = (
            f"de vaste activa zijn samen negatief ({bedrag_tekst(fixed)}), als bij mutaties en niet bij saldi"
        )
        raise Refused("EWS163", f"{melding}; exporteer de eindsaldi")
    return lezing


def lezing_of(path: Path, ledger: Ledger, options: ReadOptions) -> Lezing:
    """What a ledger says under these options."""
    bestand = str(path)
    aanbieder, problemen = _aanbieder(path, ledger, options)
    # An administration is that of one legal entity, unless the user knows better.
    basis = options.basis or options.mapping.basis or Basis.ENKELVOUDIG
    mapped = mapped_by(options.mapping.rekeningen)
    jaar, found = accounts_of(ledger, aanbieder, bestand, mapped, basis)
    problemen += found
    if options.mapping.cellen or options.mapping.kolommen or options.mapping.labels:
        melding = "de mapping noemt cellen, kolommen of labels, en een boekhouding heeft alleen rekeningen"
        problemen.append(Problem("EWS335", f"{melding}; noem ze onder rekeningen", bestand))
    if absent := sorted(unused(options.mapping.rekeningen, ledger.balances)):
        named = ", ".join(str(accounts) for accounts in absent[:6])
        problemen.append(
            Problem("EWS333", f"rekeningen uit de mapping die niet in dit bestand staan: {named}", bestand)
        )
    return Lezing(bestand, (jaar,), tuple(problemen))


def _aanbieder(path: Path, ledger: Ledger, options: ReadOptions) -> tuple[Aanbieder, list[Problem]]:
    """The provider: as the user says, else as the file says, else the name of the file."""
    given = options.kvk or options.mapping.kvk
    problemen = []
    if given is not None and ledger.kvk is not None and given != ledger.kvk:
        melding = f"het bestand noemt KvK {ledger.kvk} en opgegeven is {given}; het opgegeven nummer telt"
        problemen.append(Problem("EWS336", f"{melding}, controleer of dit de goede aanbieder is", str(path)))
    naam = options.naam or options.mapping.naam or ledger.naam or path.stem
    return Aanbieder(short_name(naam), given or ledger.kvk), problemen
