"""`kaohe assess FIGURES --scheme S --out DIR`: from a workbook to scores, places, report and snapshot."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kaohe.cli.aside import side_by_side
from kaohe.cli.figures_given import Cities, FiguresFile, Given, Previous, SchemeName, Targets, Year
from kaohe.cli.session import AsJson, Exit, Session

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.schemes import Scheme
    from kaohe.scoring import Scores
    from kaohe.standings import Standings


def assess(
    context: typer.Context,
    figures: FiguresFile,
    scheme: SchemeName,
    out: Annotated[Path, typer.Option("--out", help="cli.assess.out")],
    previous: Previous = None,
    cities: Cities = None,
    targets: Targets = None,
    year: Year = None,
    only: Annotated[Literal["csv"] | None, typer.Option(help="cli.assess.only")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Score the figures and write every output, or none."""
    session: Session = context.obj
    given = read_given(session, figures, scheme, previous, cities, targets, year)
    scores = assessed(session, given.figures, given.scheme)
    write_outputs(session, out, scores, given.files, only)
    if as_json:
        session.json(summary(scores, out))
    else:
        session.problems(given.notices)
        counts = {"units": len(scores.figures.units), "nodes": len(scores.nodes)}
        session.say("cli.assess.done_csv" if only else "cli.assess.done", **counts, out=out)
    return Exit.DONE


def read_given(
    session: Session,
    figures: Path,
    scheme: str,
    previous: Path | None,
    cities: Path | None,
    targets: Path | None,
    year: int | None,
) -> Given:
    """Read scheme and figures. It stands here, so that the way of a year takes no file more."""
    from kaohe.schemes import load_scheme
    from kaohe.workbooks import read_figures

    system = load_scheme(scheme)
    if figures.is_dir():
        return _from_snapshot(figures, system, (previous, cities, targets))
    with session.progress("cli.progress.reading"):
        reading = read_figures(
            figures, system, data_year=year, previous=previous, cities=cities, targets=targets
        )
    files = tuple(file for file in (figures, previous, cities, targets) if file is not None)
    return Given(reading.figures, system, tuple(reading.notices), files)


def _from_snapshot(folder: Path, scheme: "Scheme", beside: tuple[Path | None, ...]) -> Given:
    """A snapshot's figures, whole: last year's and the cities' are in it."""
    from kaohe.archive import read_snapshot
    from kaohe.archive.outputs import MARK
    from kaohe.messages import Place, Refused

    if any(file is not None for file in beside):
        raise Refused.because("cli.assess.snapshot_is_whole", Place(str(folder)))
    return Given(read_snapshot(folder).figures, scheme, (), (folder / MARK,))


def assessed(session: Session, figures: "Figures", scheme: "Scheme") -> "Scores":
    """The scores, with a bar while they are made."""
    from kaohe.schemes import outline_of
    from kaohe.scoring import score

    total = sum(1 for _ in outline_of(scheme).nodes())
    with session.progress("cli.progress.scoring", total) as advance:
        return score(figures, scheme, lambda done, of: advance(1))


def write_outputs(
    session: Session,
    out: Path,
    scores: "Scores",
    inputs: Iterable[Path],
    only: str | None = None,
    last_year: "Standings | None" = None,
) -> None:
    """Everything an assessment leaves behind, in a folder that appears when it is complete.

    The report shows each unit's change against the standings of `last_year`, where they are at hand.
    """
    from kaohe.archive import input_hashes, whole_directory, write_manifest

    given = input_hashes(inputs)
    with session.progress("cli.progress.writing"), whole_directory(out) as folder:
        if only is None:
            side_by_side(
                lambda: _write_workbook(session, folder, scores),
                lambda: _write_tables_and_report(session, folder, scores, given, last_year),
            )
        else:
            _write_tables(folder, scores)
        write_manifest(folder, scores.scheme, scores.figures, given)


def summary(scores: "Scores", out: Path) -> Mapping[str, object]:
    """What `--json` prints: where the outputs are, and the overall places."""
    from kaohe.scoring import standings_of

    root = scores.outline.root.path
    rows = [row for row in standings_of(scores).rows if row.scope == root and not row.group]
    return {
        "out": str(out),
        "scheme": scores.scheme.id,
        "data_year": scores.figures.data_year,
        "places": [{"unit": row.unit, "score": row.score, "rank": row.rank, "of": row.of} for row in rows],
    }


def _write_tables(folder: Path, scores: "Scores") -> None:
    from kaohe.archive import published_tables, write_snapshot

    tables = published_tables(scores)
    for name, content in tables.items():
        (folder / name).write_bytes(content)
    write_snapshot(folder / "snapshot", scores.figures, scores.scheme, tables)


def _write_workbook(session: Session, folder: Path, scores: "Scores") -> None:
    from kaohe.workbooks.results import write_results

    write_results(folder / "results.xlsx", scores, lang=session.lang)


def _write_tables_and_report(
    session: Session,
    folder: Path,
    scores: "Scores",
    given: Mapping[str, str],
    last_year: "Standings | None",
) -> None:
    from kaohe.reports import write_report

    _write_tables(folder, scores)
    report = folder / "report.html"
    write_report(report, scores, lang=session.lang, previous=last_year, hashes=given)
