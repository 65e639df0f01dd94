"""`kaohe robustness FIGURES --scheme S --seed K --out DIR`: how sure every place is."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaohe.cli.assess import read_given
from kaohe.cli.figures_given import Cities, FiguresFile, Previous, SchemeName, Targets, Year
from kaohe.cli.session import AsJson, Exit, Session
from kaohe.messages import Problem, Refused

if TYPE_CHECKING:
    from kaohe.figures import Figures
    from kaohe.robustness import Robustness
    from kaohe.robustness.draws import Recorded
    from kaohe.robustness.measuring import Asked
    from kaohe.robustness.resolving import Doubts
    from kaohe.schemes import Scheme


def robustness(
    context: typer.Context,
    figures: FiguresFile,
    scheme: SchemeName,
    out: Annotated[Path, typer.Option("--out", help="cli.assess.out")],
    plan: Annotated[Path | None, typer.Option(help="robustness.option.plan")] = None,
    draws: Annotated[int, typer.Option(help="robustness.option.draws")] = 10_000,
    seed: Annotated[int | None, typer.Option(help="robustness.option.seed")] = None,
    base: Annotated[int, typer.Option(help="robustness.option.base")] = 1024,
    unit: Annotated[list[str] | None, typer.Option(metavar="CODE", help="robustness.option.unit")] = None,
    replay: Annotated[Path | None, typer.Option(help="robustness.option.replay")] = None,
    table: Annotated[bool, typer.Option(help="robustness.option.table")] = True,
    previous: Previous = None,
    cities: Cities = None,
    targets: Targets = None,
    year: Year = None,
    as_json: AsJson = False,
) -> Exit:
    """Draw, count places, explain them, and write every output, or none."""
    from kaohe.cli.robustness_shown import show
    from kaohe.robustness.measuring import Asked
    from kaohe.robustness.recording import read_draws, replayable
    from kaohe.robustness.resolving import read_doubts, usual_doubts

    session: Session = context.obj
    given = read_given(session, figures, scheme, previous, cities, targets, year)
    doubts = usual_doubts(given.scheme) if plan is None else read_doubts(plan, given.scheme)
    recorded = None if replay is None else read_draws(replay, doubts.factors, given.figures.units)
    if seed is None and recorded is None:
        raise Refused.because("robustness.no_seed")
    count = draws if recorded is None else recorded.count
    asked = Asked(count, seed or 0, 0 if seed is None else base, tuple(unit or ()))
    files = (*given.files, *(file for file in (plan, replay) if file is not None))
    run = Run(given.figures, given.scheme, doubts, asked, recorded, files, table and recorded is None)
    found = written(session, run, out)
    if as_json:
        session.json(summary(found, out))
        return Exit.DONE
    session.problems(given.notices)
    if plan is None:
        session.say("robustness.usual")
    show(found, session)
    if run.table and not replayable(doubts.factors, count, len(given.figures.units)):
        session.say("robustness.errors_not_kept")
    session.say("robustness.done", draws=count, units=len(given.figures.units), out=out)
    return Exit.DONE


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a run takes; `table` says whether the draws are written down."""

    figures: "Figures"
    scheme: "Scheme"
    doubts: "Doubts"
    asked: "Asked"
    replay: "Recorded | None"
    files: tuple[Path, ...]
    table: bool


def written(session: Session, run: Run, out: Path) -> "Robustness":
    """Do the run and write tables, plan and report into a folder that appears when it is complete."""
    from kaohe.archive import input_hashes, whole_directory, write_manifest
    from kaohe.reports.robustness import write_robustness_report
    from kaohe.robustness.tables import robustness_tables
    from kaohe.workbooks.robustness import write_robustness_book

    hashes = input_hashes(run.files)
    with whole_directory(out) as folder:
        found = drawn(session, run, folder if run.table else None)
        with session.progress("cli.progress.writing"):
            for name, content in robustness_tables(found).items():
                (folder / name).write_bytes(content)
            (folder / "plan.yaml").write_text(run.doubts.text, encoding="utf-8")
            write_robustness_book(folder / "robustness.xlsx", found, lang=session.lang)
            write_robustness_report(folder / "report.html", found, lang=session.lang, hashes=hashes)
            how = {"seed": found.seed, "draws": found.draws, "base": run.asked.base}
            write_manifest(folder, run.scheme, run.figures, hashes, how)
    return found


def drawn(session: Session, run: Run, record: Path | None) -> "Robustness":
    """The run itself, with a bar; whoever interrupts it is told how far it came."""
    from kaohe.robustness.measuring import robustness_of

    total = run.asked.all_draws(run.doubts)
    done = 0
    with session.progress("robustness.drawing", total) as advance:

        def progress(step: int) -> None:
            nonlocal done
            done += step
            advance(step)

        try:
            return robustness_of(
                run.figures,
                run.scheme,
                run.doubts,
                run.asked,
                replay=run.replay,
                record=record,
                progress=progress,
            )
        except (KeyboardInterrupt, SystemExit):
            session.problems([Problem("robustness.stopped", {"done": done, "of": total}, level="note")])
            raise


def summary(found: "Robustness", out: Path) -> Mapping[str, object]:
    """What `--json` prints: where the outputs are, everyone's places, what each uncertainty explains."""
    from kaohe.robustness.tables import uncertainty_ids

    everyone, units = found.lists[0], found.figures.units
    low, median, high = (everyone.quantile(share) for share in (0.05, 0.5, 0.95))
    last = {cut_off: everyone.last(cut_off) for cut_off in found.plan.cut_offs}
    return {
        "out": str(out),
        "draws": found.draws,
        "seed": found.seed,
        "places": [
            {
                "unit": units[unit],
                "nominal": _known(everyone.nominal[row]),
                "median": _known(median[row]),
                "q5": _known(low[row]),
                "q95": _known(high[row]),
                "last": {str(cut_off): float(chance[row]) for cut_off, chance in last.items()},
            }
            for row, unit in enumerate(everyone.units.tolist())
        ],
        "sensitivities": [
            {
                "unit": each.unit or None,
                "first": dict(zip(uncertainty_ids(found), map(_known, each.first), strict=True)),
                "total": dict(zip(uncertainty_ids(found), map(_known, each.total), strict=True)),
            }
            for each in found.sensitivities
        ],
    }


def _known(number: float) -> float | None:
    return None if isnan(number) else float(number)
