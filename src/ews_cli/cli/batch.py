"""`ews batch`: read many files, judge every provider, rank them, and write the results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ews_cli.cli import inputs, output
from ews_cli.cli.batch_options import Request
from ews_cli.cli.messages import ExitCode, Stop, Talk
from ews_cli.cli.policy import in_force, recorded
from ews_cli.core.signalen import Vastgelegd
from ews_cli.core.thresholds import Thresholds
from ews_cli.problems import Ernst, Problem

if TYPE_CHECKING:
    from ews_cli.batch.job import Job
    from ews_cli.batch.judging import Outcome, Progress
    from ews_cli.batch.store import Readings
    from ews_cli.core.register import Register
    from ews_cli.reports.comparison import Comparison
    from ews_cli.reports.overview import Overview
    from ews_cli.reports.scored import ScoredRun


def batch(asked: Request) -> ExitCode:
    """Do the work of one call."""
    from ews_cli.batch.job import Job, Make
    from ews_cli.batch.run import run
    from ews_cli.cli.batch_output import COUNTS, LISTS, NEEDS, write

    policy = in_force(asked.thresholds, asked.peildatum, asked.talk)
    _check_order(asked.sorteer, policy)
    register = _register(asked)
    vastgelegd = recorded(asked.signalen, policy)
    vorige = _before(asked)
    files, lezen = inputs.together(asked.inputs, asked.lezen)
    paths = [str(path) for path in files]
    # A path takes several times the memory of its text.
    del files
    asked = replace(asked, inputs=(), lezen=lezen)
    wanted = [*(form for _, form in asked.targets.files), asked.targets.stdout]
    makes = [NEEDS[form] for form in wanted if form in NEEDS] + ([Make.ENTRY] if vorige else [])
    job = Job(
        asked.lezen,
        policy,
        asked.peildatum,
        makes=tuple(dict.fromkeys(makes)),
        excel_nl=asked.excel_nl,
        counted=_chosen(asked) or not COUNTS.isdisjoint(wanted),
        listed=asked.sorteer == "ruimte" or not LISTS.isdisjoint(wanted),
        problems=asked.talk.verbose,
        vastgelegd=vastgelegd,
    )
    try:
        with ExitStack() as until_written:
            outcome = _large_table(asked, paths, job)
            if outcome is None:
                readings = until_written.enter_context(_kept(asked, paths))
                with _progress(asked.talk) as progress:
                    outcome = run(readings, paths, job, asked.workers, progress)
            until_written.enter_context(closing(outcome))
            asked.talk.problems([*outcome.problemen, *outcome.meldingen])
            found = _overview(asked, policy, outcome, register, vastgelegd)
            write(asked, outcome, replace(found, sinds=_since(asked, policy, outcome, vorige)))
            return _answer(asked, outcome)
    except OSError as error:
        melding = f"tussenresultaten niet te bewaren: {output.reason(error)}"
        raise Stop([Problem("EWS402", melding)]) from None


def _large_table(asked: Request, paths: list[str], job: Job) -> Outcome | None:
    """What a run over one large table gave; None for any other run."""
    if len(paths) != 1 or asked.signalen is not None or asked.voortgang is not None:
        return None
    from ews_cli import bulk

    if not bulk.is_large(Path(paths[0])):
        return None
    from ews_cli.bulk.run import run

    return run(Path(paths[0]), job, asked.workers)


def _chosen(asked: Request) -> bool:
    """Whether it depends on where providers stand, who is listed and in which order."""
    return asked.register is not None or asked.trede is not None or asked.sorteer != "trede"


def _check_order(by: str, policy: Thresholds) -> None:
    from ews_cli.reports.choice import orders

    known = orders(policy)
    if by not in known:
        raise Stop([Problem("EWS403", f"--sorteer: '{by}' is geen volgorde; kies {', '.join(known)}")])


def _register(asked: Request) -> Register | None:
    """The register that is asked for; raises Stop when it cannot be used, or has no such region."""
    if asked.register is None:
        return None
    from ews_cli.core.register import same_region
    from ews_cli.readers import register

    found, problems = register.load(asked.register)
    if found is None:
        raise Stop(problems)
    asked.talk.problems(problems)
    known = {same_region(regio) for regio in found.alle_regios}
    if asked.regio is not None and same_region(asked.regio) not in known:
        regios = ", ".join(found.alle_regios)
        melding = f"--regio: '{asked.regio}' staat niet in het register; kies {regios}"
        raise Stop([Problem("EWS403", melding, str(asked.register))])
    return found


def _before(asked: Request) -> ScoredRun | None:
    """The result of the run before, when it is asked for; raises Stop when it cannot be used."""
    if asked.vorige is None:
        return None
    from ews_cli import results_file

    found, problems = results_file.load(asked.vorige)
    if found is None:
        raise Stop(problems)
    return found


def _since(
    asked: Request, policy: Thresholds, outcome: Outcome, vorige: ScoredRun | None
) -> Comparison | None:
    """This run beside the one before; of all its providers, also those that are not listed."""
    if vorige is None:
        return None
    from ews_cli import results_file
    from ews_cli.batch.job import Make
    from ews_cli.reports.compare_notes import doubts
    from ews_cli.reports.comparison import compare
    from ews_cli.reports.scored import PolicyName

    name = PolicyName(policy.id, policy.version, policy.sha256, policy.bestand)
    entries = outcome.each(Make.ENTRY, range(len(outcome.standings)))
    now = results_file.gathered(entries, "deze run", asked.peildatum, name, outcome.problemen)
    found = compare(vorige, now)
    asked.talk.problems(doubts(found))
    return found


def _overview(
    asked: Request,
    policy: Thresholds,
    outcome: Outcome,
    register: Register | None,
    vastgelegd: Vastgelegd | None,
) -> Overview:
    from ews_cli.reports import overview

    return overview.of(
        outcome.standings,
        overview.Files(outcome.bestanden, outcome.mislukt, outcome.problemen),
        policy,
        asked.peildatum,
        overview.Choice(asked.regio, asked.trede, asked.sorteer),
        register,
        vastgelegd,
    )


@contextmanager
def _kept(asked: Request, paths: list[str]) -> Iterator[Readings]:
    """Where the readings are kept: in a file without a name, or in the progress file."""
    from ews_cli.batch import store

    path = asked.voortgang
    try:
        if path is None:
            readings = store.Readings(paths)
        elif asked.hervat and path.exists():
            readings = store.go_on(path, paths, asked.lezen)
        else:
            readings = store.begin(path, paths, asked.lezen)
    except store.OtherRun as other:
        raise Stop([Problem("EWS403", f"--hervat: {other}", str(path))]) from None
    except FileExistsError:
        melding = "dit voortgangsbestand bestaat al; ga ermee verder met --hervat, of kies een andere naam"
        raise Stop([Problem("EWS402", melding, str(path))]) from None
    except OSError as error:
        melding = f"voortgangsbestand niet te schrijven: {output.reason(error)}"
        raise Stop([Problem("EWS402", melding, str(path))]) from None
    try:
        yield readings
    finally:
        readings.close()


@contextmanager
def _progress(talk: Talk) -> Iterator[Progress]:
    """A line on a terminal with what is done, the rate and the time left; nothing elsewhere."""
    import sys

    if talk.quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from ews_cli.reports.progress import shown

    with shown(sys.stderr) as tell:
        yield tell


def _answer(asked: Request, outcome: Outcome) -> ExitCode:
    """The exit code: a file without a provider or a provider without a figure is an incomplete answer."""
    wrong = [problem for problem in outcome.problemen if problem.weegt is Ernst.FOUT]
    anybody = len(outcome.standings) > 0
    if not anybody and all(problem.code == "EWS101" for problem in wrong):
        return ExitCode.NOT_STARTED
    if wrong or outcome.mislukt or outcome.zonder_cijfers or not anybody:
        return ExitCode.INCOMPLETE
    return ExitCode.NO if asked.fail_on is not None and outcome.hoogste >= asked.fail_on else ExitCode.OK
