"""`kaohe findings --rules ID --standings FILE... --published DATE`: standings in, measures out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kaohe.cli.session import AsJson, Exit, Session, as_data
from kaohe.messages import Place, Problem, Refused

if TYPE_CHECKING:
    from kaohe.rules import Event, Judgement, LoadedPack, Setting
    from kaohe.standings import Extent, Standings, Table, Zone


def findings(
    context: typer.Context,
    rules: Annotated[str, typer.Option(metavar="ID", help="findings.rules_option")],
    standings: Annotated[list[Path], typer.Option(metavar="FILE", help="findings.standings")],
    published: Annotated[str, typer.Option(metavar="DATE", help="findings.published")],
    more: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="findings.more")] = None,
    extent: Annotated[Literal["full", "part"] | None, typer.Option(help="findings.extent")] = None,
    units: Annotated[Path | None, typer.Option(metavar="FILE", help="findings.units")] = None,
    events: Annotated[Path | None, typer.Option(metavar="FILE", help="findings.events")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="findings.set")
    ] = None,
    basis: Annotated[list[str] | None, typer.Option(metavar="NAME=TEXT", help="findings.basis")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="findings.out")] = None,
    as_json: AsJson = False,
) -> Exit:
    """Judge the latest year given and say what follows from it."""
    from kaohe.cli.judged import show
    from kaohe.law import load_calendar
    from kaohe.rules import judge, judgement_as_data, load_rules

    session: Session = context.obj
    pack = load_rules(rules)
    published_on = _date(published)
    chosen = settings_from(settings or (), basis or ())
    files = [*standings, *(more or ())]
    notes: list[Problem] = []
    with session.progress("findings.reading"):
        zones = _zones(units or files[0].with_name("units.csv"), notes)
        by_year = _standings(files, extent, zones, pack, notes)
        recorded = _events(events, zones, pack, notes)
    _check_publication(by_year, published_on)
    with session.progress("findings.judging"):
        judgement = judge(pack, by_year, zones, recorded, chosen, published_on, load_calendar())
    if out is not None:
        _write(judgement, out, session)
    if as_json:
        said = [as_data(note, session.lang) for note in notes]
        session.json({**judgement_as_data(judgement, session.lang), "notes": said})
        return Exit.DONE
    session.problems(notes)
    show(judgement, pack, session)
    if out is not None:
        session.say("findings.written", out=out)
    return Exit.DONE


def settings_from(settings: Iterable[str], basis: Iterable[str]) -> dict[str, "Setting"]:
    """Parameters by name from NAME=VALUE and NAME=TEXT. Raises `Refused`."""
    from kaohe.rules import Setting

    values, grounds = _assignments("--set", settings), _assignments("--basis", basis)
    alone = [name for name in grounds if name not in values]
    if alone:
        raise Refused(Problem("findings.basis_without_value", {"name": name}) for name in alone)
    return {name: Setting(name, value, grounds.get(name, "")) for name, value in values.items()}


def _assignments(option: str, given: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        name, equals, text = (part.strip() for part in each.partition("="))
        if not equals or not name:
            raise Refused.because("findings.not_assignment", option=option, found=each)
        if name in found:
            raise Refused.because("findings.set_twice", option=option, name=name)
        found[name] = text
    return found


def _date(text: str) -> date:
    from kaohe.standings import date_in

    day = date_in(text)
    if day is None:
        raise Refused.because("findings.not_date", found=text)
    return day


def _table(file: Path, notes: list[Problem]) -> "Table":
    from kaohe.standings import read_table

    table = read_table(file)
    notes += table.notes
    return table


def _zones(file: Path, notes: list[Problem]) -> Sequence["Zone"]:
    from kaohe.standings import read_zones

    if not file.exists():
        raise Refused.because("findings.no_units", Place(str(file)))
    return read_zones(_table(file, notes))


def _events(
    file: Path | None, zones: Iterable["Zone"], pack: "LoadedPack", notes: list[Problem]
) -> Sequence["Event"]:
    from kaohe.rules import event_kinds, read_events

    kinds = event_kinds().keys() | pack.pack.events.keys()
    return read_events(_table(file, notes), zones, kinds) if file else ()


def _standings(
    files: Iterable[Path],
    extent: "Extent | None",
    zones: Sequence["Zone"],
    pack: "LoadedPack",
    notes: list[Problem],
) -> Mapping[int, "Standings"]:
    """Every year given, each once; what is wrong in one file is said with what is wrong in the others."""
    by_year: dict[int, Standings] = {}
    came_from: dict[int, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            read = _read(_table(file, notes), extent, zones, pack)
        except Refused as refused:
            problems += refused.problems
            continue
        for one in read:
            year, place = one.assessment_year, Place(file.name)
            if year is None:
                problems.append(Problem("findings.no_year", place=place))
            elif year in by_year:
                problems.append(
                    Problem("findings.year_twice", {"year": year, "other": came_from[year]}, place)
                )
            else:
                by_year[year], came_from[year] = one, file.name
    if not problems and extent and all(one.origin == "computed" for one in by_year.values()):
        problems.append(Problem("findings.extent_unused"))
    if problems:
        raise Refused(problems)
    return by_year


def _read(
    table: "Table", extent: "Extent | None", zones: Sequence["Zone"], pack: "LoadedPack"
) -> tuple["Standings", ...]:
    from kaohe.standings import is_official, read_official, read_standings

    if not is_official(table):
        return read_standings(table)
    if extent is None:
        raise Refused.because("findings.extent_wanted", Place(table.file))
    return read_official(table, extent, zones, pack.pack.territory)


def _check_publication(by_year: Mapping[int, "Standings"], published_on: date) -> None:
    found = by_year[max(by_year)].published_on
    if found is not None and found != published_on:
        raise Refused.because("findings.published_differs", given=published_on, found=found)


def _write(judgement: "Judgement", out: Path, session: Session) -> None:
    from kaohe.archive import whole_file
    from kaohe.rules import write_findings

    with whole_file(out) as half, half.open("w", encoding="utf-8", newline="") as stream:
        write_findings(judgement, stream, session.lang)
