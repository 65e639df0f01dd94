"""`kaohe demo`: a whole year's work, three times over, on simulated zones."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.assess import assessed, write_outputs
from kaohe.cli.session import AsJson, Exit, Session

if TYPE_CHECKING:
    from kaohe.rules import Judgement, LoadedPack, Setting
    from kaohe.samples import Cohort
    from kaohe.schemes import Scheme
    from kaohe.standings import Standings

SCHEME = "national-2016"
PACKS = ("guangdong-2016", "national-2016")


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="cli.demo.out")] = Path("kaohe-demo"),
    seed: Annotated[int, typer.Option(help="cli.demo.seed")] = 2016,
    as_json: AsJson = False,
) -> Exit:
    """Simulate zones, report, read back, check, score three years, apply the rules, write everything."""
    from kaohe.archive import whole_directory
    from kaohe.samples import cohort
    from kaohe.schemes import load_scheme

    session: Session = context.obj
    session.say("cli.demo.begins")
    with session.progress("cli.demo.simulating"):
        zones, scheme = cohort(seed), load_scheme(SCHEME)
    with whole_directory(out) as folder:
        write_cohort(folder, zones)
        last_year = None
        for place in range(len(zones.years)):
            last_year = run_year(session, folder, zones, scheme, place, last_year)
        judgements = [judge_years(session, folder, zones, pack) for pack in PACKS]
        content = {"simulated": True, "seed": seed, "scheme": SCHEME, "rules": PACKS}
        (folder / "manifest.json").write_text(json.dumps(content) + "\n", encoding="utf-8")
    show_what_to_open(session, out, zones, judgements)
    return Exit.DONE


def run_year(
    session: Session,
    folder: Path,
    zones: "Cohort",
    scheme: "Scheme",
    place: int,
    last_year: "Standings | None",
) -> "Standings":
    """One year: the form as handed in, checked; the form after review, scored. Gives the year's standings."""
    from kaohe.figures import check_figures
    from kaohe.scoring import standings_of
    from kaohe.workbooks import read_figures, write_filled

    year = folder / str(zones.years[place].data_year)
    year.mkdir()
    reported, reviewed = year / "reported.xlsx", year / "reviewed.xlsx"
    with session.progress("cli.demo.reporting", year=year.name):
        write_filled(zones.years[place], scheme, reported)
        write_filled(zones.reviewed[place], scheme, reviewed)
        problems = check_figures(read_figures(reported, scheme).figures, scheme)
        rows = [(each.level, str(each.place), each.code, each.words(session.lang)) for each in problems]
        write_csv(year / "check.csv", ("level", "place", "code", "text"), rows)
    scores = assessed(session, read_figures(reviewed, scheme).figures, scheme)
    write_outputs(session, year / "results", scores, [reviewed], last_year=last_year)
    session.say("cli.demo.year", year=year.name, units=len(scores.figures.units), found=len(problems))
    return standings_of(scores)


def judge_years(session: Session, folder: Path, zones: "Cohort", pack: str) -> "Judgement":
    """The last year judged by a pack, from the standings that were just written."""
    from kaohe.law import load_calendar
    from kaohe.rules import event_kinds, judge, read_events, rule_pack, write_findings
    from kaohe.standings import read_standings, read_table

    loaded = rule_pack(pack)
    files = [folder / str(figures.data_year) / "results" / "standings.csv" for figures in zones.years]
    read = [standings for file in files for standings in read_standings(read_table(file))]
    judgement = judge(
        loaded,
        {standings.assessment_year: standings for standings in read if standings.assessment_year},
        zones.zones,
        read_events(read_table(folder / "events.csv"), zones.zones, event_kinds()),
        settings_of(session, loaded),
        date.fromisoformat(zones.published_on[-1]),
        load_calendar(),
    )
    with (folder / f"findings-{pack}.csv").open("w", encoding="utf-8", newline="") as stream:
        write_findings(judgement, stream, session.lang)
    return judgement


def settings_of(session: Session, loaded: "LoadedPack") -> dict[str, "Setting"]:
    """Which lists count as single indicators is the office's to set; the demo takes every indicator."""
    from kaohe.rules import Setting

    basis = session.words("cli.demo.basis")
    wanted = {"single_indicators"} & loaded.pack.parameters.keys()
    return {name: Setting(name, "indicators", basis) for name in sorted(wanted)}


def write_cohort(folder: Path, zones: "Cohort") -> None:
    """The simulated zones, the recorded events, and the list of trouble that was planted."""
    heads = ("unit", "name", "level", "province", "city", "region")
    rows = [(zone.code, zone.name, zone.level, zone.province, zone.city, zone.region) for zone in zones.zones]
    write_csv(folder / "zones.csv", heads, rows)
    for name, listed in (("events", zones.events), ("planted", zones.planted)):
        write_csv(folder / f"{name}.csv", [field.name for field in fields(listed[0])], map(astuple, listed))


def write_csv(file: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def show_what_to_open(
    session: Session, out: Path, zones: "Cohort", judgements: Sequence["Judgement"]
) -> None:
    """What the rules found, and where to look; with --json the same as data."""
    last = out / str(zones.years[-1].data_year)
    files = {
        "cli.demo.open.report": last / "results" / "report.html",
        "cli.demo.open.results": last / "results" / "results.xlsx",
        "cli.demo.open.form": last / "reported.xlsx",
        "cli.demo.open.check": last / "check.csv",
        "cli.demo.open.findings": out / f"findings-{PACKS[0]}.csv",
        "cli.demo.open.planted": out / "planted.csv",
    }
    if session.as_json:
        findings = {judgement.pack: len(judgement.findings) for judgement in judgements}
        session.json({"out": str(out), "findings": findings, "open": [str(file) for file in files.values()]})
    for judgement in judgements:
        zones_found = len({finding.unit for finding in judgement.findings})
        session.say("cli.demo.judged", pack=judgement.pack, count=len(judgement.findings), zones=zones_found)
    session.say("cli.demo.open")
    for code, file in files.items():
        session.say(code, file=file)
