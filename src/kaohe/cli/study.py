"""`kaohe study FIGURES --scheme S --out DIR`: what an index builder asks of figures and scheme."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.aside import side_by_side
from kaohe.cli.assess import assessed, read_given
from kaohe.cli.figures_given import Cities, FiguresFile, Previous, SchemeName, Targets, Year
from kaohe.cli.session import AsJson, Exit, Session
from kaohe.messages import Problem, Refused

if TYPE_CHECKING:
    from kaohe.explanations import Voice
    from kaohe.figures import Figures
    from kaohe.studies.study import Study


def study(
    context: typer.Context,
    figures: FiguresFile,
    scheme: SchemeName,
    out: Annotated[Path, typer.Option("--out", help="cli.assess.out")],
    previous: Previous = None,
    cities: Cities = None,
    targets: Targets = None,
    year: Year = None,
    unit: Annotated[list[str] | None, typer.Option(metavar="CODE", help="studies.unit")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Score the figures, study them, and write every output, or none. Flags found change no exit code."""
    from kaohe.explanations import Voice
    from kaohe.studies.study import steps_of, study_of

    session: Session = context.obj
    given = read_given(session, figures, scheme, previous, cities, targets, year)
    units = positions(given.figures, unit or [])
    scores = assessed(session, given.figures, given.scheme)
    with session.progress("studies.progress", steps_of(scores)) as advance:
        found = study_of(scores, progress=advance)
    write_outputs(session, out, found, given.files)
    voice = Voice(given.scheme, session.lang)
    if as_json:
        session.json(summary(voice, found, units, out))
        return Exit.DONE
    session.problems(given.notices)
    for each in units:
        show_profile(session, voice, found, each)
    session.say("studies.done", units=len(scores.figures.units), flags=len(found.flags), out=out)
    return Exit.DONE


def positions(figures: "Figures", codes: list[str]) -> list[int]:
    """Where the units of these codes stand. Raises `Refused` naming every code that is no unit's."""
    unknown = [code for code in codes if code not in figures.units]
    if unknown:
        raise Refused(Problem("studies.unknown_unit", {"found": code}) for code in unknown)
    return [figures.units.index(code) for code in codes]


def write_outputs(session: Session, out: Path, found: "Study", inputs: tuple[Path, ...]) -> None:
    """Tables, workbook and report, in a folder that appears when it is complete."""
    from kaohe.archive import input_hashes, whole_directory, write_manifest

    given = input_hashes(inputs)
    with session.progress("cli.progress.writing"), whole_directory(out) as folder:
        side_by_side(
            lambda: _write_workbook(session, folder, found),
            lambda: _write_tables_and_report(session, folder, found, given),
        )
        write_manifest(folder, found.scores.scheme, found.scores.figures, given)


def _write_workbook(session: Session, folder: Path, found: "Study") -> None:
    from kaohe.workbooks.study import write_study_workbook

    write_study_workbook(folder / "study.xlsx", found, lang=session.lang)


def _write_tables_and_report(
    session: Session, folder: Path, found: "Study", given: Mapping[str, str]
) -> None:
    from kaohe.reports.study import write_study_report
    from kaohe.studies.tables import sheets_of

    for sheet in sheets_of(found):
        (folder / f"{sheet.name}.csv").write_bytes(sheet.csv())
    write_study_report(folder / "report.html", found, lang=session.lang, hashes=given)


def show_profile(session: Session, voice: "Voice", found: "Study", unit: int) -> None:
    """What the unit is best and worst at."""
    from kaohe.explanations.studies import Speech

    profile = Speech(voice, found).profile(unit)
    said = "studies.profile" if profile.place else "studies.no_place"
    session.say(said, name=profile.name, place=profile.place, of=profile.of)
    for title, rows in (("studies.strengths", profile.strengths), ("studies.weaknesses", profile.weaknesses)):
        session.say(title)
        heads = ("studies.indicator", "studies.place", "studies.of", "studies.value", "studies.measure")
        session.table(heads, [(row.name, row.place, row.of, row.value, row.measure) for row in rows])


def summary(voice: "Voice", found: "Study", units: list[int], out: Path) -> Mapping[str, object]:
    """What `--json` prints: where the outputs are, every flag, and the profiles asked for."""
    from kaohe.explanations.studies import Speech

    scores, speech = found.scores, Speech(voice, found)
    return {
        "out": str(out),
        "scheme": scores.scheme.id,
        "data_year": scores.figures.data_year,
        "units": len(scores.figures.units),
        "flags": [asdict(speech.flag(flag)) for flag in found.flags],
        "profiles": [asdict(speech.profile(unit)) for unit in units],
    }
