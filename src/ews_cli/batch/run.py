"""A run over many files: read by workers, joined here, judged by workers, and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ews_cli.batch import codec, work
from ews_cli.batch.pool import Lost, Pool
from ews_cli.batch.store import Readings, Stamp, Store, stamp_of
from ews_cli.joining import Identity, Joined, join
from ews_cli.problems import Problem
from ews_cli.readers.reading import Lezing
from ews_cli.reports.standing import Standing, rank

Progress = Callable[[str, int, int], None]
"""Told what is done (Dutch), how many are, and of how many."""

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
        entries, rows: by the number in `numbers`, what was made for the JSON and for tables.
        numbers: of each standing its number in the stores.
    """

    bestanden: list[str]
    standings: list[Standing] = field(default_factory=list)
    problemen: list[Problem] = field(default_factory=list)
    meldingen: list[Problem] = field(default_factory=list)
    mislukt: list[str] = field(default_factory=list)
    entries: Store = field(default_factory=Store)
    rows: Store = field(default_factory=Store)
    numbers: list[int] = field(default_factory=list)

    def each_entry(self) -> Iterator[str]:
        """The entries of the JSON, ranked."""
        return (self.entries.get(number).decode("ascii") for number in self.numbers)

    def each_rows(self) -> Iterator[str]:
        """The rows of each provider as JSON, ranked."""
        return (self.rows.get(number).decode("ascii") for number in self.numbers)

    def close(self) -> None:
        """Let go of what is on disk."""
        self.entries.close()
        self.rows.close()


def run(readings: Readings, paths: list[str], job: work.Job, size: int, progress: Progress) -> Outcome:
    """Read the files that have no reading yet, join what they hold, and judge every provider.

    Args:
        readings: where the readings are kept; a run that goes on has some already.
        size: how many workers.

    Raises OSError when the disk is full.
    """
    outcome = Outcome(paths)
    try:
        _fill(outcome, readings, job, size, progress)
    except BaseException:
        outcome.close()
        raise
    return outcome


def _fill(outcome: Outcome, readings: Readings, job: work.Job, size: int, progress: Progress) -> None:
    paths = outcome.bestanden
    with Pool(work.Worker(job), max(1, min(size, len(paths))), job.lezen.limits.seconds) as pool:
        identities = _read(readings, paths, pool, outcome, progress)
        owners = [(file, number) for file, found in enumerate(identities) for number in range(len(found))]
        joined = join([identities[file][number] for file, number in owners])
        _judge(readings, owners, joined, pool, outcome, progress)
    used = {name for standing in outcome.standings for name in standing.bestanden}
    outcome.mislukt = [path for path in paths if path not in used]


def _read(
    readings: Readings, paths: list[str], pool: Pool, outcome: Outcome, progress: Progress
) -> list[tuple[Identity, ...]]:
    """Who is in each file."""
    found: list[tuple[Identity, ...]] = [()] * len(paths)
    failed: dict[int, tuple[Problem, ...]] = {}
    missing = []
    for number in range(len(paths)):
        lezing = _known(readings, number, paths[number])
        if lezing is None:
            missing.append(number)
        else:
            found[number] = work.identities_of(lezing)
            failed |= {} if found[number] else {number: lezing.problemen}
    stamps: dict[int, Stamp] = {}

    def asked(number: int) -> bytes:
        # Before it is read: a file that changes meanwhile is then known as changed.
        stamps[number] = stamp_of(paths[number])
        return work.task(work.Reading(paths[number]))

    tasks = (asked(number) for number in missing)
    for done, (place, content) in enumerate(pool.answers(tasks), 1 + len(paths) - len(missing)):
        number = missing[place]
        progress("gelezen", done, len(paths))
        if isinstance(content, Lost):
            failed[number] = (Problem("EWS107", _not_read(content), paths[number]),)
            continue
        read: work.Read = work.answer(content)
        found[number] = read.identities
        if not read.identities:
            failed[number] = codec.load(read.line).problemen
        if _MAY_PASS.isdisjoint(problem.code for problem in failed.get(number, ())):
            readings.add(number, read.line, stamps.pop(number))
        if done % _FLUSH_EVERY == 0:
            readings.flush()
    readings.flush()
    outcome.problemen += [problem for number in sorted(failed) for problem in failed[number]]
    return found


def _not_read(lost: Lost) -> str:
    return f"het lezen {lost.reden}; sla het bestand op als .xlsx en probeer opnieuw"


def _known(readings: Readings, number: int, path: str) -> Lezing | None:
    """The reading that an earlier run kept of a file."""
    if number not in readings:
        return None
    try:
        lezing = codec.load(readings.get(number))
    except codec.Unusable:
        return None
    return lezing if lezing.bestand == path else None


def _judge(
    readings: Readings,
    owners: list[tuple[int, int]],
    joined: Joined,
    pool: Pool,
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Judge each provider, and rank them."""

    def asked(group: list[int]) -> bytes:
        parts = ((*owners[part], joined.doubts.get(part)) for part in group)
        members = tuple(work.Member(readings.get(file), number, doubt) for file, number, doubt in parts)
        return work.task(work.Judging(members))

    found: dict[int, work.Judged] = {}
    answers = pool.answers(asked(group) for group in joined.groups)
    for done, (number, content) in enumerate(answers, 1):
        progress("beoordeeld", done, len(joined.groups))
        if isinstance(content, Lost):
            files = dict.fromkeys(outcome.bestanden[owners[part][0]] for part in joined.groups[number])
            lost = (Problem("EWS107", f"het beoordelen {content.reden}", name) for name in files)
            found[number] = work.Judged(None, tuple(lost))
            continue
        judged: work.Judged = work.answer(content)
        outcome.entries.put(number, judged.entry.encode("ascii"))
        outcome.rows.put(number, judged.rows.encode("ascii"))
        found[number] = judged._replace(entry="", rows="")
    ranked = sorted((rank(judged.standing), number) for number, judged in found.items() if judged.standing)
    outcome.numbers = [number for _, number in ranked]
    outcome.standings = [standing for n in outcome.numbers if (standing := found[n].standing)]
    outcome.meldingen = [problem for n in outcome.numbers for problem in found[n].problemen]
    for number in sorted(found):
        if found[number].standing is None:
            outcome.problemen += found[number].problemen
