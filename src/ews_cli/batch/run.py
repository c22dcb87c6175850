"""A run over many files: read by workers, joined here, judged by workers, and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ews_cli import portfolio
from ews_cli.batch import codec, work
from ews_cli.batch.codec import Span
from ews_cli.batch.pool import Lost, Pool
from ews_cli.batch.store import Readings, Stamp, Store, stamp_of
from ews_cli.joining import Identity, Joined, join
from ews_cli.problems import Problem
from ews_cli.recorded import Found
from ews_cli.reports.standing import Standing, rank

Progress = Callable[[str, int, int], None]
"""Told what is done (Dutch), how many are, and of how many."""

_DATA_SET_SECONDS = 900.0
_FLUSH_EVERY = 100
"""Files: at most so many are read again after a run that was killed."""
_MAY_PASS = frozenset({"EWS101", "EWS104", "EWS107"})
"""Why nothing was read by more than the file: access, the password, a reader that was killed. Tried again."""


@dataclass(slots=True)
class Outcome:
    """What a run over files gave.

    Attributes:
        bestanden: the files, in the order of the input.
        standings: one per provider, ranked.
        problemen: the problems of files and providers without a standing.
        meldingen: the problems of the providers with one.
        mislukt: the files that gave no provider.
        made: what was made for the outputs, by the number in `numbers`.
        numbers: of each standing its number in the stores.
    """

    bestanden: list[str]
    standings: list[Standing] = field(default_factory=list)
    problemen: list[Problem] = field(default_factory=list)
    meldingen: list[Problem] = field(default_factory=list)
    mislukt: list[str] = field(default_factory=list)
    made: dict[work.Make, Store] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)

    def each(self, make: work.Make, places: Iterable[int]) -> Iterator[str]:
        """What was made of the providers at these places of the ranking."""
        store = self.made[make]
        return (store.get(self.numbers[place]).decode() for place in places)

    def keep(self, number: int, judged: work.Judged) -> Kept:
        """Keep on disk under a number what was made of a provider."""
        for store, made in zip(self.made.values(), judged.made, strict=False):
            store.put(number, made)
        return Kept(judged._replace(made=()), number)

    def close(self) -> None:
        """Let go of what is on disk."""
        for store in self.made.values():
            store.close()


def run(readings: Readings, paths: list[str], job: work.Job, size: int, progress: Progress) -> Outcome:
    """Read the files that have no reading yet, join what they hold, and judge every provider.

    Args:
        readings: where the readings are kept; a run that goes on has some already.
        size: how many workers.

    Raises OSError when the disk is full.
    """
    outcome = Outcome(paths, made={make: Store() for make in job.makes})
    try:
        _fill(outcome, readings, job, size, progress)
    except BaseException:
        outcome.close()
        raise
    return outcome


def _fill(outcome: Outcome, readings: Readings, job: work.Job, size: int, progress: Progress) -> None:
    paths = outcome.bestanden
    # What people recorded of a provider is found after joining, so that nothing can be judged before.
    alone = Alone(outcome.keep, job.vastgelegd is None)
    with Pool(work.Worker(job), size, _seconds(job)) as pool:
        found = _read(readings, outcome, pool, alone, progress)
        owners = [(file, span) for file, owners in enumerate(found) for _, span in owners]
        identities = [identity for owners in found for identity, _ in owners]
        joined = join(identities)
        about = _dossiers(job, identities, joined)
        del found, identities
        judged = _judge(readings, owners, joined, about, pool, outcome, alone, progress)
    _rank(outcome, judged)
    for number, one in enumerate(judged):
        if one.judged.standing is None:
            outcome.problemen += about.unjudged(number, job.peildatum)
    outcome.problemen += about.problemen
    used = {name for standing in outcome.standings for name in standing.bestanden}
    outcome.mislukt = [path for path in paths if path not in used]


def _dossiers(job: work.Job, identities: Sequence[Identity], joined: Joined) -> Found:
    """What was recorded about each provider."""
    if job.vastgelegd is None:
        return Found({}, [])
    groups = [[identities[part] for part in group] for group in joined.groups]
    return portfolio.dossiers_of(job.vastgelegd, groups, job.peildatum)


class Kept(NamedTuple):
    """A judgement, and the number under which what was made of it is kept."""

    judged: work.Judged
    number: int


class Alone:
    """What files say of their provider if no other file is of it: most are judged where they are read.

    Where many a file turns out to be of a provider that another is of too, judging each by itself is for nothing.
    """

    def __init__(self, keep: Callable[[int, work.Judged], Kept], allowed: bool) -> None:
        self.judged: dict[int, Kept] = {}
        self._keep, self._allowed = keep, allowed
        self._names: set[str] = set()
        self._named = 0

    @property
    def pays(self) -> bool:
        """Whether judging the next file at once is likely to be of use."""
        return self._allowed and 4 * len(self._names) >= 3 * self._named

    def add(self, file: int, read: work.Read) -> None:
        """Take what was read from a file."""
        for who, _ in read.owners:
            self._named += 1
            self._names.add(who.kvk or who.naam)
        if read.judged is not None:
            self.judged[file] = self._keep(file, read.judged)


def _seconds(job: work.Job) -> float:
    """The time for one file: a data set of thousands of organisations takes longer than accounts."""
    limit = job.lezen.limits.seconds
    return max(limit, _DATA_SET_SECONDS) if job.lezen.delen else limit


def _read(
    readings: Readings, outcome: Outcome, pool: Pool, alone: Alone, progress: Progress
) -> list[tuple[tuple[Identity, Span], ...]]:
    """Who is in each file, and where the reading of each stands."""
    paths = outcome.bestanden
    found: list[tuple[tuple[Identity, Span], ...]] = [()] * len(paths)
    problemen: dict[int, tuple[Problem, ...]] = {}
    missing = []
    for number in range(len(paths)):
        known = _known(readings, number, paths[number])
        if known is None:
            missing.append(number)
        else:
            found[number], problemen[number] = known.owners, known.problemen
    stamps: dict[int, Stamp] = {}
    # Copies of a file say the same of the same provider: that is kept once.
    seen: dict[Identity, Identity] = {}

    def asked(number: int) -> bytes:
        # Before it is read: a file that changes meanwhile is then known as changed.
        stamps[number] = stamp_of(paths[number])
        return work.task(work.Reading(paths[number], alone.pays))

    tasks = (asked(number) for number in missing)
    for done, (place, content) in enumerate(pool.answers(tasks), 1 + len(paths) - len(missing)):
        number = missing[place]
        progress("gelezen", done, len(paths))
        if isinstance(content, Lost):
            problemen[number] = (Problem("EWS107", _not_read(content), paths[number]),)
            continue
        read: work.Read = work.answer(content)
        alone.add(number, read)
        found[number] = tuple((seen.setdefault(who, who), span) for who, span in read.owners)
        if read.problemen:
            problemen[number] = read.problemen
        if _MAY_PASS.isdisjoint(problem.code for problem in read.problemen):
            readings.add(number, read.line, stamps.pop(number))
        if done % _FLUSH_EVERY == 0:
            readings.flush()
    readings.flush()
    outcome.problemen += [problem for number in sorted(problemen) for problem in problemen[number]]
    return found


def _not_read(lost: Lost) -> str:
    return f"het lezen {lost.reden}; sla het bestand op als .xlsx en probeer opnieuw"


def _known(readings: Readings, number: int, path: str) -> work.Read | None:
    """What an earlier run kept of a file."""
    if number not in readings:
        return None
    try:
        line = readings.get(number).decode("ascii")
        lezingen = codec.load_all(line)
    except (codec.Unusable, UnicodeDecodeError):
        return None
    same = all(lezing.bestand == path for lezing, _ in lezingen)
    return work.read_of(line, lezingen) if same and lezingen else None


def _judge(
    readings: Readings,
    owners: list[tuple[int, Span]],
    joined: Joined,
    about: Found,
    pool: Pool,
    outcome: Outcome,
    alone: Alone,
    progress: Progress,
) -> list[Kept]:
    """The judgement of each provider, in the order of `joined`: those that were not judged yet are judged now."""
    found = [
        alone.judged.get(owners[group[0]][0]) if len(group) == 1 and group[0] not in joined.doubts else None
        for group in joined.groups
    ]
    rest = [number for number, kept in enumerate(found) if kept is None]

    def asked(number: int) -> bytes:
        parts = ((*owners[part], joined.doubts.get(part)) for part in joined.groups[number])
        members = tuple(work.Member(readings.part(file, span), doubt) for file, span, doubt in parts)
        return work.task(work.Judging(members, about.dossiers.get(number)))

    ready = len(found) - len(rest)
    for done, (place, content) in enumerate(pool.answers(map(asked, rest)), 1 + ready):
        progress("beoordeeld", done, len(found))
        number = rest[place]
        if isinstance(content, Lost):
            files = dict.fromkeys(outcome.bestanden[owners[part][0]] for part in joined.groups[number])
            lost = (Problem("EWS107", f"het beoordelen {content.reden}", name) for name in files)
            judged = work.Judged(None, tuple(lost))
        else:
            judged = work.answer(content)
        found[number] = outcome.keep(len(outcome.bestanden) + number, judged)
    return [kept for kept in found if kept is not None]


def _rank(outcome: Outcome, found: Iterable[Kept]) -> None:
    """Put the providers in order, and their problems with them; those of providers that cannot be judged apart."""
    ranked = []
    for place, (judged, number) in enumerate(found):
        if judged.standing is None:
            outcome.problemen += judged.problemen
        else:
            ranked.append((rank(judged.standing), place, number, judged.standing, judged.problemen))
    ranked.sort(key=lambda one: one[:2])
    outcome.numbers = [number for _, _, number, _, _ in ranked]
    outcome.standings = [standing for _, _, _, standing, _ in ranked]
    outcome.meldingen = [problem for *_, problemen in ranked for problem in problemen]
