"""What a scoring comes to, written as files: the same snapshot, plan, draws and seed give the same bytes."""

from collections.abc import Callable
from pathlib import Path

from kaohe.archive import Snapshot, published_tables, read_snapshot, write_manifest
from kaohe.explanations import result_of
from kaohe.messages import Lang, Refused
from kaohe.office.assessment.folders import Written, write_folder
from kaohe.office.assessment.models import Scoring
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.office.reporting.queries.standings import manifest_of
from kaohe.reports import write_report
from kaohe.reports.robustness import write_robustness_report
from kaohe.robustness import Robustness
from kaohe.robustness.measuring import Asked, robustness_of
from kaohe.robustness.resolving import Doubts, doubts_in, usual_doubts
from kaohe.robustness.tables import robustness_tables
from kaohe.schemes import Scheme
from kaohe.scoring import Scores, score
from kaohe.workbooks.results import write_results

BASE = 256
"""Base samples of the Sobol indices: which uncertainty the places hang on."""

LANGUAGES: tuple[Lang, ...] = ("zh", "en")

Progress = Callable[[int], None]
"""Told the whole per cent that are done."""


def write_results_of(scoring: Scoring, progress: Progress) -> Written:
    """Score the snapshot, draw, and write all of it into a folder that appears when it is complete.

    Raises `Refused` where the snapshot was changed, no longer scores to what was frozen, or the plan doesn't
    fit its scheme. What a killed run left is removed.
    """
    manifest_of(scoring.snapshot)
    snapshot = read_snapshot(snapshot_folder(scoring.snapshot))
    scores = score(snapshot.figures, snapshot.scheme)
    progress(5)
    found = _drawn(scoring, snapshot, lambda share: progress(5 + round(80 * share)))

    def fill(folder: Path) -> None:
        _write_scores(folder, scores, tables_as_frozen(scores, snapshot))
        progress(95)
        _write_robustness(folder / "robustness", found, plan_of(scoring, snapshot.scheme).text)
        how = {"seed": scoring.seed, "draws": scoring.draws, "base": BASE}
        given = {"snapshot": scoring.snapshot.manifest_hash}
        write_manifest(folder, snapshot.scheme, snapshot.figures, given, how)

    return write_folder(f"{scoring.snapshot.folder}-{scoring.pk}", fill)


def plan_of(scoring: Scoring, scheme: Scheme) -> Doubts:
    """What is uncertain, by the plan of the scoring or the usual one. Raises `Refused`."""
    text = scoring.plan_text
    return doubts_in(text, scheme, Path("plan.yaml")) if text else usual_doubts(scheme)


def _drawn(scoring: Scoring, snapshot: Snapshot, share_done: Callable[[float], None]) -> Robustness:
    doubts, asked = plan_of(scoring, snapshot.scheme), Asked(scoring.draws, scoring.seed, BASE)
    total, done = asked.all_draws(doubts), 0

    def advance(step: int) -> None:
        nonlocal done
        done += step
        share_done(done / total)

    return robustness_of(snapshot.figures, snapshot.scheme, doubts, asked, progress=advance)


def tables_as_frozen(scores: Scores, snapshot: Snapshot) -> dict[str, bytes]:
    """The published tables. Raises `Refused` where they aren't those that were frozen."""
    tables = dict(published_tables(scores))
    if tables != dict(snapshot.published):
        raise Refused.because("assessment.scored_otherwise", frozen_by=snapshot.code_version)
    return tables


def _write_scores(folder: Path, scores: Scores, tables: dict[str, bytes]) -> None:
    for name, content in tables.items():
        (folder / name).write_bytes(content)
    result = result_of(scores)
    for lang in LANGUAGES:
        write_results(folder / f"results.{lang}.xlsx", scores, lang=lang, result=result)
        write_report(folder / f"report.{lang}.html", scores, lang=lang, result=result)


def _write_robustness(folder: Path, found: Robustness, plan: str) -> None:
    folder.mkdir()
    for name, content in robustness_tables(found).items():
        (folder / name).write_bytes(content)
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    for lang in LANGUAGES:
        write_robustness_report(folder / f"report.{lang}.html", found, lang=lang)
