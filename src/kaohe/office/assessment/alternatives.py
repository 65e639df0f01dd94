"""What another scheme gives for the figures of a scoring, written as files beside what the scoring gave."""

import json
from pathlib import Path

from kaohe.archive import read_snapshot, write_manifest
from kaohe.figures import Figures
from kaohe.messages import Lang, Refused
from kaohe.office.assessment.fitting import as_if_in_force, unfit
from kaohe.office.assessment.folders import Written, write_folder
from kaohe.office.assessment.models import Alternative
from kaohe.office.assessment.results import LANGUAGES, Progress, plan_of, tables_as_frozen
from kaohe.office.reporting.queries.figures import snapshot_folder
from kaohe.office.reporting.queries.standings import manifest_of
from kaohe.reports.comparison_writing import write_comparison
from kaohe.schemes import Scheme, read_scheme
from kaohe.scoring import score
from kaohe.studies.comparing import Comparison, Side, compare, comparison_as_data, comparison_tables
from kaohe.studies.comparing.words import Words
from kaohe.workbooks.comparison import write_comparison_book

SCHEME = "scheme.yaml"
REGION = "region"
"""The attribute by which zones may be chosen."""


def write_alternative(alternative: Alternative, progress: Progress) -> Written:
    """Score the snapshot by its own and by the other scheme, take every move apart, and write all of it.

    Raises `Refused` where the snapshot was changed, no longer scores to what was frozen, or can't be scored
    by the other scheme.
    """
    scoring = alternative.scoring
    manifest_of(scoring.snapshot)
    snapshot = read_snapshot(snapshot_folder(scoring.snapshot))
    other = tried_scheme(alternative)
    refuse_unfit(snapshot.figures, snapshot.scheme, other)
    ours = score(snapshot.figures, snapshot.scheme)
    tables_as_frozen(ours, snapshot)
    theirs = score(snapshot.figures, as_if_in_force(other))
    progress(5)
    found = compare(Side.of(ours), Side.of(theirs), lambda done, of: progress(5 + 80 * done // of))
    cut_offs = plan_of(scoring, snapshot.scheme).plan.cut_offs

    def fill(folder: Path) -> None:
        progress(85)
        (folder / SCHEME).write_text(alternative.scheme_text, encoding="utf-8")
        for name, content in comparison_tables(found.moves, found.causes).items():
            (folder / name).write_bytes(content)
        for lang in LANGUAGES:
            _write(folder, found, lang, (scoring.snapshot.folder, alternative.title))
            data = _data(found, snapshot.figures, cut_offs, lang)
            (folder / f"comparison.{lang}.json").write_text(data, encoding="utf-8")
        progress(95)
        given = {"snapshot": scoring.snapshot.manifest_hash}
        write_manifest(folder, other, snapshot.figures, given)

    return write_folder(f"{scoring.snapshot.folder}-{scoring.pk}-{alternative.pk}", fill)


def tried_scheme(alternative: Alternative) -> Scheme:
    """The other scheme, from the text that the row keeps."""
    return read_scheme(alternative.scheme_text, Path(SCHEME), alone=True)


def refuse_unfit(figures: Figures, own: Scheme, other: Scheme) -> None:
    """Raises `Refused` with everything that keeps a scheme from being tried on these figures."""
    problems = list(unfit(figures, own, other))
    if problems:
        raise Refused(problems)


def _write(folder: Path, found: Comparison, lang: Lang, names: tuple[str, str]) -> None:
    """What is to be taken away in one language."""
    write_comparison_book(folder / f"changes.{lang}.xlsx", found, lang=lang)
    write_comparison(folder / f"report.{lang}.html", found, lang=lang, files=names)


def _data(found: Comparison, figures: Figures, cut_offs: tuple[int, ...], lang: Lang) -> str:
    """What the page shows: the comparison as programs read it, and by which cut-offs and regions."""
    code, params = Words(found, lang).agreement()
    shown = {
        "said": Words(found, lang).say(code, **params),
        "cut_offs": sorted(cut_offs, reverse=True),
        "regions": dict(zip(figures.units, figures.attributes.get(REGION, ()), strict=False)),
        **comparison_as_data(found, lang),
    }
    return json.dumps(shown, ensure_ascii=False, allow_nan=False)
