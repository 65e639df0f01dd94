"""`kaohe assess FIGURES --scheme S --out DIR`: from a workbook to scores, places, report and snapshot."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kaohe.cli.aside import side_by_side
from kaohe.cli.session import AsJson, Exit, Session

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.schemes import Scheme
    from kaohe.scoring import Scores
    from kaohe.standings import Standings


def assess(
    context: typer.Context,
    figures: Annotated[Path, typer.Argument(help="cli.assess.figures")],
    scheme: Annotated[str, typer.Option("--scheme", help="cli.scheme")],
    out: Annotated[Path, typer.Option("--out", help="cli.assess.out")],
    previous: Annotated[Path | None, typer.Option(help="cli.previous")] = None,
    cities: Annotated[Path | None, typer.Option(help="cli.cities")] = None,
    targets: Annotated[Path | None, typer.Option(help="cli.targets")] = None,
    year: Annotated[int | None, typer.Option(help="cli.year")] = None,
    only: Annotated[Literal["csv"] | None, typer.Option(help="cli.assess.only")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Score the figures and write every output, or none."""
    from kaohe.schemes import load_scheme
    from kaohe.workbooks import read_figures

    session: Session = context.obj
    system = load_scheme(scheme)
    with session.progress("cli.progress.reading"):
        reading = read_figures(
            figures, system, data_year=year, previous=previous, cities=cities, targets=targets
        )
    inputs = [file for file in (figures, previous, cities, targets) if file is not None]
    scores = assessed(session, reading.figures, system)
    write_outputs(session, out, scores, inputs, only)
    if as_json:
        session.json(summary(scores, out))
    else:
        session.problems(reading.notices)
        counts = {"units": len(scores.figures.units), "nodes": len(scores.nodes)}
        session.say("cli.assess.done_csv" if only else "cli.assess.done", **counts, out=out)
    return Exit.DONE


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
    inputs: list[Path],
    only: str | None = None,
    last_year: "Standings | None" = None,
) -> None:
    """Everything an assessment leaves behind, in a folder that appears when it is complete.

    The report shows each unit's change against the standings of `last_year`, where they are at hand.
    """
    from kaohe.archive import sha256, whole_directory

    given = {file.name: sha256(file.read_bytes()) for file in inputs}
    with session.progress("cli.progress.writing"), whole_directory(out) as folder:
        if only is None:
            side_by_side(
                lambda: _write_workbook(session, folder, scores),
                lambda: _write_tables_and_report(session, folder, scores, given, last_year),
            )
        else:
            _write_tables(folder, scores)
        manifest = _manifest(folder, scores, given)
        (folder / "manifest.json").write_text(manifest, encoding="utf-8")


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


def _manifest(folder: Path, scores: "Scores", given: Mapping[str, str]) -> str:
    """What was assessed, by what, with the hash of every file given and written."""
    from kaohe import __version__
    from kaohe.archive import sha256

    files = sorted(file for file in folder.rglob("*") if file.is_file())
    hashes = {file.relative_to(folder).as_posix(): sha256(file.read_bytes()) for file in files}
    scheme = scores.scheme
    content = {
        "kaohe": __version__,
        "scheme": {"id": scheme.id, "version": scheme.version, "sha256": hashes["snapshot/scheme.yaml"]},
        "data_year": scores.figures.data_year,
        "inputs": given,
        "outputs": hashes,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
