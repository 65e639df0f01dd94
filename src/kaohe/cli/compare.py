"""`kaohe compare A B`: who moved between two results, and which indicator, weight or step moved them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.session import AsJson, Exit, Session
from kaohe.messages import Place, Refused

if TYPE_CHECKING:
    from kaohe.studies.comparing import Comparison, Side


def compare(
    context: typer.Context,
    a: Annotated[Path, typer.Argument(help="compare.a")],
    b: Annotated[Path, typer.Argument(help="compare.b")],
    out: Annotated[Path | None, typer.Option(help="compare.out")] = None,
    unit: Annotated[str | None, typer.Option(metavar="CODE", help="compare.unit")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Done is done, whatever moved."""
    from kaohe.cli.compared import asked_unit, show, show_unit
    from kaohe.studies.comparing import compare as compare_sides
    from kaohe.studies.comparing import comparison_as_data, unit_as_data
    from kaohe.studies.comparing.words import Words

    session: Session = context.obj
    with session.progress("cli.progress.reading"):
        sides = side(a), side(b)
    with session.progress("compare.searching", 100) as advance:
        comparison = compare_sides(*sides, lambda done, of: advance(100 // of))
    words = Words(comparison, session.lang)
    asked = None if unit is None else asked_unit(comparison, unit)
    if out is not None:
        write_outputs(session, out, comparison, (a, b))
    if as_json:
        found = comparison_as_data(comparison, session.lang)
        session.json(found if asked is None else {"notes": found["notes"], **unit_as_data(words, asked)})
        return Exit.DONE
    show(session, words, (a, b)) if asked is None else show_unit(session, words, asked)
    session.problems(comparison.notes)
    if out is not None:
        session.say("compare.written", out=out)
    return Exit.DONE


def side(path: Path) -> "Side":
    """A result: what `kaohe assess` wrote, the snapshot in it, or a file of standings."""
    source = _source(path)
    if source.is_file():
        return _of_standings(path) if source == path else _of_snapshot(source.parent, path)
    raise Refused.because("compare.no_result" if path.exists() else "cli.not_found", Place(str(path)))


def _source(path: Path) -> Path:
    """The one file that vouches for a result: the manifest of its snapshot, or the standings themselves."""
    manifests = (folder / "manifest.json" for folder in (path / "snapshot", path))
    return next((file for file in manifests if file.is_file()), path)


def _of_snapshot(folder: Path, said: Path) -> "Side":
    from kaohe.archive import read_snapshot
    from kaohe.archive.rescore import placed_differently
    from kaohe.scoring import score
    from kaohe.studies.comparing import Side

    kept = read_snapshot(folder)
    scores = score(kept.figures, kept.scheme)
    differ = placed_differently(kept, scores)
    if differ:
        raise Refused.because("compare.not_as_published", Place(str(said)), units=len(differ), folder=folder)
    return Side.of(scores)


def _of_standings(file: Path) -> "Side":
    """Places only; names from `units.csv` beside it, where there is one."""
    from kaohe.standings import is_official, read_standings, read_table
    from kaohe.studies.comparing import Side, published_in

    table = read_table(file)
    if is_official(table):
        raise Refused.because("compare.no_result", Place(str(file)))
    years = read_standings(table)
    if len(years) != 1 or years[0].overall is None:
        found = ", ".join(str(year.assessment_year or "—") for year in years)
        raise Refused.because("compare.one_list", Place(str(file)), found=found or "—")
    beside = file.with_name("units.csv")
    rows = read_table(beside).lines if beside.is_file() else ()
    names = {cells["unit"]: cells["name"] for _, cells in rows if {"unit", "name"} <= cells.keys()}
    return Side(published_in(years[0], names))


def write_outputs(session: Session, out: Path, comparison: "Comparison", inputs: tuple[Path, Path]) -> None:
    """Tables, workbook and report, in a folder that appears when it is complete."""
    from kaohe import __version__
    from kaohe.archive import sha256, whole_directory
    from kaohe.archive.snapshot import hashes_in
    from kaohe.reports.comparison_writing import write_comparison
    from kaohe.studies.comparing import comparison_tables
    from kaohe.workbooks.comparison import write_comparison_book

    with session.progress("cli.progress.writing"), whole_directory(out) as folder:
        for name, content in comparison_tables(comparison.moves, comparison.causes).items():
            (folder / name).write_bytes(content)
        write_comparison_book(folder / "changes.xlsx", comparison, lang=session.lang)
        report, files = folder / "report.html", (str(inputs[0]), str(inputs[1]))
        write_comparison(report, comparison, lang=session.lang, files=files)
        sources = [(label, path, _source(path)) for label, path in zip("ab", inputs, strict=True)]
        given = {label: {"path": str(path), "sha256": sha256(it.read_bytes())} for label, path, it in sources}
        manifest = {"kaohe": __version__, "compared": given, "outputs": hashes_in(folder)}
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
