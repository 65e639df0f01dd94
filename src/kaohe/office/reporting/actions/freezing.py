"""Freezing: the accepted figures of a round become a snapshot that nothing can change."""

import shutil
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from kaohe.archive import published_tables, whole_directory, write_snapshot
from kaohe.archive.outputs import MARK
from kaohe.figures import Figures
from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold_all
from kaohe.office.reporting.models import Decision, Report, Round, Snapshot
from kaohe.office.reporting.queries.figures import figures_of_reports, snapshots_folder, submitted
from kaohe.office.reporting.queries.schemes import asked_of, scheme_of
from kaohe.office.reporting.queries.state import states_of
from kaohe.schemes import Scheme
from kaohe.scoring import score


def freeze(
    *, actor: Actor, round: Round, reason: str, key: str, without: Collection[str] = frozenset()
) -> Snapshot:
    """Write the snapshot of a round. A second one is a correction: it needs a reason and replaces nothing.

    Reports that aren't accepted keep a round from being frozen, unless they are named in `without` and a
    reason says why they are left out. Raises `Refused` naming them.
    """
    require(actor, "reporting.freeze")
    outcome = once(actor.who, key, lambda: {"snapshot": _freeze(actor, round, reason.strip(), without)})
    return Snapshot.objects.get(pk=outcome["snapshot"])


def take_over(*, actor: Actor, figures: Figures, scheme: Scheme, reason: str) -> Snapshot:
    """Keep figures of an earlier year from elsewhere as a snapshot without a round, to look back to."""
    require(actor, "reporting.open_round")
    if figures.data_year is None:
        raise Refused.because("reporting.year_missing")
    with transaction.atomic():
        folder, manifest = _written(f"{figures.data_year}-taken-over", figures, scheme)
        taken = Snapshot.objects.create(
            number=1,
            data_year=figures.data_year,
            folder=folder,
            manifest_hash=manifest,
            reason=reason,
            by=actor.name,
            at=actor.at,
        )
        record(actor.who, "reporting.take_over", taken, after={"manifest": manifest}, reason=reason)
    return taken


def _freeze(actor: Actor, round: Round, reason: str, without: Collection[str]) -> int:
    held, reports = hold_all(round)
    number = held.snapshots.count() + 1
    if (number > 1 or without) and not reason:
        raise Refused.because("reporting.reason_missing")
    included = [report for report in reports if report.code not in without]
    _refuse_unready(included, actor)
    figures, scheme = figures_of_reports(held, included, submitted(included)), scheme_of(held)
    folder, manifest = _written(f"{held.code}-{number}", figures, scheme)
    if held.snapshots.filter(number=number - 1, manifest_hash=manifest).exists():
        shutil.rmtree(snapshots_folder() / folder)
        raise Refused.because("reporting.nothing_corrected")
    snapshot = Snapshot.objects.create(
        round=held,
        number=number,
        data_year=held.data_year,
        folder=folder,
        manifest_hash=manifest,
        reason=reason,
        by=actor.name,
        at=actor.at,
    )
    Round.objects.filter(pk=held.pk).update(state=Round.State.FROZEN)
    after = {"number": number, "manifest": manifest, "without": sorted(without)}
    record(actor.who, "reporting.freeze", held, before={"state": held.state}, after=after, reason=reason)
    return snapshot.pk


def _refuse_unready(reports: list[Report], actor: Actor) -> None:
    """Reports neither accepted nor left out; cells opened again or handed in since, and not accepted yet."""
    problems = [
        Problem("reporting.report_not_accepted", {"name": each.name_zh}, Place(path=each.code))
        for each in reports
        if each.stage != Report.Stage.ACCEPTED
    ]
    for state in states_of(reports).values():
        accepted = state.report.stage == Report.Stage.ACCEPTED
        for item in asked_of(state.report):
            words, place = (
                {"name": state.report.name_zh, "item": item},
                Place(path=f"{state.report.code}.{item}"),
            )
            if state.reopened(item, actor.at):
                problems.append(Problem("reporting.still_reopened", words, place))
            elif accepted and not state.accepted(item, Decision.Level.PROVINCE):
                problems.append(Problem("reporting.cell_not_accepted", words, place))
    if problems:
        raise Refused(problems)


def _written(name: str, figures: Figures, scheme: Scheme) -> tuple[str, str]:
    """Write a snapshot under a name that carries its manifest's hash; gives folder and hash.

    A crash before the row is written leaves a folder that no row names; the same content gets the same name.
    """
    home = snapshots_folder()
    tables = published_tables(score(figures, scheme))
    with whole_directory(home / ".writing" / name) as folder:
        write_snapshot(folder, figures, scheme, tables)
        manifest = sha256((folder / MARK).read_bytes()).hexdigest()
    final = home / f"{name}-{manifest[:12]}"
    if not final.exists():
        (home / ".writing" / name).rename(final)
        for file in filter(Path.is_file, final.rglob("*")):
            file.chmod(0o444)
    return final.name, manifest
