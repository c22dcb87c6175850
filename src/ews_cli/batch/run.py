"""A run over many files: read by workers, joined here, judged by workers, and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ews_cli import portfolio
from ews_cli.batch import codec, work
from ews_cli.batch.codec import Span
from ews_cli.batch.job import Job, Make
from ews_cli.batch.judging import Alone, Members, Outcome, Progress, judge
from ews_cli.batch.pool import LONGEST, TOO_LONG, Lost, Pool
from ews_cli.batch.store import Readings, Stamp, stamp_of
from ews_cli.joining import Identity, Joined, join
from ews_cli.problems import Problem
from ews_cli.readers import own_workbook
from ews_cli.recorded import Found

_FEW = 100
"""Files up to which each is looked at, whether it is large."""
_FEW_PAGES = 1_000
"""Files up to which a part of a page is made of each provider when it is judged."""
_FLUSH_EVERY = 100
"""Files: at most so many are read again after a run that was killed."""
_MAY_PASS = frozenset({"EWS101", "EWS104", "EWS107"})
"""Why nothing was read by more than the file: access, the password, a reader that was killed. Tried again."""


def run(readings: Readings, paths: list[str], job: Job, size: int, progress: Progress) -> Outcome:
    """Read the files that have no reading yet, join what they hold, and judge every provider.

    Args:
        readings: where the readings are kept; a run that goes on has some already.
        size: how many workers.

    Raises OSError when the disk is full.
    """
    seconds = _seconds(job, paths)
    now = job
    if len(paths) > _FEW_PAGES or seconds > job.lezen.limits.seconds:
        # A page shows the first thousand: who these are is known when all are ranked.
        now = job._replace(makes=tuple(make for make in job.makes if make is not Make.PAGE))
    outcome = Outcome(paths, now.makes)
    try:
        members = _fill(outcome, readings, now, size, seconds, progress)
        if now != job:
            outcome.later = _Later(members, len(paths), job, size, seconds)
    except BaseException:
        outcome.close()
        raise
    return outcome


@dataclass(frozen=True, slots=True)
class _Later:
    """Judges providers once more, for what was not made of everyone; the readings are still there."""

    members: Members
    files: int
    job: Job
    size: int
    seconds: float

    def __call__(self, make: Make, numbers: Sequence[int]) -> Iterator[bytes]:
        worker = work.Worker(self.job._replace(makes=(make,), counted=False, problems=False))
        # Who was judged with its file has the number of that file.
        alone = {self.members.owners[group[0]][0]: n for n, group in enumerate(self.members.joined.groups)}
        groups = [n - self.files if n >= self.files else alone[n] for n in numbers]
        with Pool(worker, self.size, self.seconds) as pool:
            answers = pool.in_order(map(self.members.task, groups))
            for group, content in zip(groups, answers, strict=True):
                if isinstance(content, Lost):
                    content = worker(self.members.task(group), lambda: None)
                judged: work.Judged = work.answer(content)
                yield judged.made[0]


def _fill(
    outcome: Outcome, readings: Readings, job: Job, size: int, seconds: float, progress: Progress
) -> Members:
    """Read and judge all; who is one provider comes back."""
    paths = outcome.bestanden
    # What people recorded of a provider is found after joining, so that nothing can be judged before.
    alone = Alone(outcome, job.vastgelegd is None)
    with Pool(work.Worker(job), size, seconds) as pool:
        found = _read(readings, outcome, pool, alone, progress)
        owners = [(file, span) for file, owners in enumerate(found) for _, span in owners]
        identities = [identity for owners in found for identity, _ in owners]
        joined = join(identities)
        about = _dossiers(job, identities, joined)
        del found, identities
        members = Members(readings, owners, joined, about)
        judged = judge(members, pool, outcome, alone, progress)
    outcome.rank(judged)
    used = bytearray(len(paths))
    for number, (one, group) in enumerate(zip(judged, joined.groups, strict=True)):
        if one.rank is None:
            outcome.problemen += about.unjudged(number, job.peildatum)
            continue
        for part in group:
            used[owners[part][0]] = True
    outcome.problemen += about.problemen
    outcome.mislukt = [path for path, is_used in zip(paths, used, strict=True) if not is_used]
    return members


def _dossiers(job: Job, identities: Sequence[Identity], joined: Joined) -> Found:
    """What was recorded about each provider."""
    if job.vastgelegd is None:
        return Found({}, [])
    groups = [[identities[part] for part in group] for group in joined.groups]
    return portfolio.dossiers_of(job.vastgelegd, groups, job.peildatum)


def _seconds(job: Job, paths: list[str]) -> float:
    """The time for one file: a data set or a workbook of thousands of providers takes longer than accounts."""
    limit = job.lezen.limits.seconds
    large = job.lezen.delen or (len(paths) <= _FEW and any(own_workbook.is_large(Path(p)) for p in paths))
    return max(limit, LONGEST) if large else limit


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
    remedy = "sla het bestand op als .xlsx en probeer opnieuw"
    if lost.reden.startswith(TOO_LONG):
        remedy = "geef meer tijd met --max-seconden 600, en een grote tabel als csv met een regel per aanbieder en jaar"
    return f"het lezen {lost.reden}; {remedy}"


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
