"""What the draaiboek Continuïteit jeugdhulp asks at a trede, of whom, and by when (draaiboek §2.2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.termijnen import Termijn, laatste_dagen

_ROL = re.compile(r"\{(\w+)\}")


class Opvolger(NamedTuple):
    """Who holds the tasks of a role from a day on, and by which law."""

    vanaf: date
    naam: str
    kort: str
    bron: str


class Rol(NamedTuple):
    """One of the parties.

    Attributes:
        sleutel: its name in the data and on the command line; `ook` are other names for it.
        kop: the heading above its steps in the source.
        taak: what it is there for, in a line; `waar` is the paragraph.
    """

    sleutel: str
    naam: str
    kort: str
    ook: tuple[str, ...]
    kop: str
    taak: str
    waar: str
    opvolger: Opvolger | None = None

    def opvolger_op(self, dag: date) -> Opvolger | None:
        """Who holds its tasks on a day, when that is somebody else."""
        return self.opvolger if self.opvolger and dag >= self.opvolger.vanaf else None

    def kort_op(self, dag: date) -> str:
        """What is written for it in a sentence about that day."""
        return (self.opvolger_op(dag) or self).kort


class Stap(NamedTuple):
    """One step of one role.

    Attributes:
        stap: its number in the source; `i1`, `i2`, … stand in the text around the numbered steps.
        tekst: what to do (Dutch), with a role between braces where its name depends on the day.
        onderdelen: its parts, where it is a list.
        termijn: the term of its trede by which it must be done.
        wanneer: when, where the source says so in words.
        vervangt: the steps of earlier treden (`3.6`) that it takes the place of.
        eerst: whether it is one of the first to name.
        waar: the paragraph, where it is not §2.2 under its own trede.
    """

    trede: int
    rol: str
    stap: str
    tekst: str
    onderdelen: tuple[str, ...] = ()
    termijn: str | None = None
    wanneer: str | None = None
    vervangt: tuple[str, ...] = ()
    eerst: bool = False
    waar: str | None = None

    @property
    def sleutel(self) -> str:
        """Its place within its role: `4.6`."""
        return f"{self.trede}.{self.stap}"

    @property
    def paragraaf(self) -> str:
        """Where it stands in the source: `§2.2, trede 4, stap 6`."""
        where = f"stap {self.stap}" if self.stap.isdecimal() else "inleiding"
        return self.waar or f"§2.2, trede {self.trede}, {where}"


class Aanpak(NamedTuple):
    """What one trede asks.

    Attributes:
        plan: the plan to make, `bevat` what is in it, `doel` what it is for.
        aanleiding: what brings a provider here, in words.
        let_op: what the source leaves open, gets wrong or asks of the plan as a whole.
        neemt_mee: the earlier treden whose steps still hold, `grond` on what ground.
    """

    nummer: int
    naam: str
    plan: str
    aanleiding: str
    stappen: tuple[Stap, ...]
    doel: str | None = None
    horizon: str | None = None
    bevat: tuple[str, ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    let_op: tuple[str, ...] = ()
    neemt_mee: tuple[int, ...] = ()
    grond: str | None = None


class Draaiboek(NamedTuple):
    """The whole draaiboek; `datum` is its day and `sha256` that of its text as we held it."""

    titel: str
    datum: date
    sha256: str
    rollen: Mapping[str, Rol]
    treden: Mapping[int, Aanpak]

    def rol_met(self, naam: str) -> Rol | None:
        """The role that somebody calls so."""
        asked = same_name(naam)
        for rol in self.rollen.values():
            if asked in map(same_name, (rol.sleutel, rol.naam, *rol.ook)):
                return rol
        return None


class Taak(NamedTuple):
    """A step at a start date.

    Attributes:
        tekst: the step with the names of that day.
        uiterlijk: the last day; None where the source has none, or where it runs from the start of an earlier trede.
        wanneer: when, in words (Dutch); empty where nothing is said.
    """

    stap: Stap
    tekst: str
    uiterlijk: date | None
    wanneer: str


class Deel(NamedTuple):
    """What one role has to do: of this trede, and of earlier treden as far as it was not done yet."""

    rol: Rol
    eigen: tuple[Taak, ...]
    eerder: tuple[Taak, ...]


class Datum(NamedTuple):
    """A term with its last day; `wat` has the names of that day."""

    termijn: Termijn
    wat: str
    dag: date


class Checklist(NamedTuple):
    """What a trede asks from a start date on, for some of the roles.

    Attributes:
        aanpak: the trede, with the names of the day of `start` in its `let_op`.
        data: the terms, by their last day.
        delen: one per role that has something to do.
        opvolgers: the roles whose tasks somebody else holds, from a day within the terms.
    """

    draaiboek: Draaiboek
    aanpak: Aanpak
    start: date
    rollen: tuple[Rol, ...]
    data: tuple[Datum, ...]
    delen: tuple[Deel, ...]
    opvolgers: tuple[Rol, ...]


def checklist(draaiboek: Draaiboek, trede: int, start: date, rollen: Collection[str] = ()) -> Checklist:
    """The checklist of a trede that begins on `start`; `rollen` are keys of roles, all of them when empty.

    Steps of the treden that it takes along come once: one that a later step takes the place of is left out.
    """
    aanpak = draaiboek.treden[trede]
    aanpak = aanpak._replace(let_op=tuple(_ingevuld(tekst, draaiboek, start) for tekst in aanpak.let_op))
    dagen = laatste_dagen(aanpak.termijnen, start)
    chosen = tuple(rol for key, rol in draaiboek.rollen.items() if not rollen or key in rollen)
    data = tuple(
        Datum(t, _ingevuld(t.wat, draaiboek, dagen[t.naam]), dagen[t.naam])
        for t in aanpak.termijnen
        if any(rol.sleutel in t.rollen for rol in chosen)
    )
    earlier = [step for number in aanpak.neemt_mee for step in draaiboek.treden[number].stappen]
    replaced = {(s.rol, key) for s in (*earlier, *aanpak.stappen) for key in s.vervangt}
    still = [step for step in earlier if (step.rol, step.sleutel) not in replaced]
    delen = tuple(
        Deel(rol, eigen, eerder)
        for rol in chosen
        if (eigen := _taken(draaiboek, rol, aanpak.stappen, start, dagen))
        + (eerder := _taken(draaiboek, rol, still, start, {}))
    )
    last = max(dagen.values(), default=start)
    opvolgers = tuple(rol for rol in draaiboek.rollen.values() if rol.opvolger_op(last))
    return Checklist(draaiboek, aanpak, start, chosen, data, delen, opvolgers)


def eerste_stappen(draaiboek: Draaiboek, trede: int, dag: date) -> tuple[Taak, ...]:
    """The first steps of a trede of which the start is not known yet; `dag` decides who holds which tasks."""
    first = [stap for stap in draaiboek.treden[trede].stappen if stap.eerst]
    return tuple(taak for rol in draaiboek.rollen.values() for taak in _taken(draaiboek, rol, first, dag, {}))


def _taken(
    draaiboek: Draaiboek, rol: Rol, stappen: Iterable[Stap], start: date, dagen: Mapping[str, date]
) -> tuple[Taak, ...]:
    return tuple(
        Taak(
            stap,
            _ingevuld(stap.tekst, draaiboek, dag or start),
            dag,
            _wanneer(draaiboek, stap) if dag is None else "",
        )
        for stap in stappen
        if stap.rol == rol.sleutel
        for dag in [dagen.get(stap.termijn or "")]
    )


def _wanneer(draaiboek: Draaiboek, stap: Stap) -> str:
    """When a step without a day is due, in words."""
    for termijn in draaiboek.treden[stap.trede].termijnen:
        if termijn.naam == stap.termijn:
            begin = "na ontvangst" if termijn.na else f"na aanvang van trede {stap.trede}"
            return f"binnen {termijn.duur} {begin}"
    return stap.wanneer or ""


def _ingevuld(tekst: str, draaiboek: Draaiboek, dag: date) -> str:
    """The text with the name that each role between braces has on that day."""

    def name(found: re.Match[str]) -> str:
        rol = draaiboek.rol_met(found[1])
        return f"de {rol.kort_op(dag)}" if rol else found[0]

    return _ROL.sub(name, tekst)
